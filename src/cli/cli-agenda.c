/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agenda: what Today shows, for one person on one day. */
#include "cli.h"

#include "naru-agenda.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-identity.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static char *date, *staff;

static const GOptionEntry agenda_options[] = {
  { "date", 'd', 0, G_OPTION_ARG_FILENAME, &date, N_ ("Another day than today"), "YYYY-MM-DD" },
  { "staff", 's', 0, G_OPTION_ARG_FILENAME, &staff,
    N_ ("Another person: id, user name or name; “all” for everybody"), N_ ("PERSON") },
  { NULL },
};

/* The id of the person meant; NULL without an error for everybody. */
static char *
find_staff (Cli *cli, GError **error)
{
  const char *const user_name[] = { staff, NULL };
  g_autofree char *id = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (staff == NULL)
    return g_strdup (naru_desk_get_staff (cli->desk));
  if (strcmp (staff, "all") == 0)
    return NULL;
  if (naru_id_has_type (staff, "staff"))
    return g_strdup (staff);
  id = naru_identity_for (naru_record_type_find ("staff"), user_name);
  record = id != NULL ? naru_store_get (cli->store, id, NULL) : NULL;
  if (record != NULL)
    return g_steal_pointer (&id);
  query = naru_query_new ("staff");
  naru_query_add_filter (query, "name", NARU_FILTER_IS, staff);
  found = naru_store_find (cli->store, query, error);
  if (found != NULL && found->len == 1)
    return g_strdup (naru_record_get_id (g_ptr_array_index (found, 0)));
  if (found != NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                 found->len == 0 ? _ ("There is no staff member “%s”.")
                                 : _ ("There are several staff members “%s”."),
                 staff);
  return NULL;
}

static void
print_row_json (const NaruAgendaRow *row)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_json_begin (out);
  cli_json_add_number (out, "section", row->section);
  cli_json_add (out, "heading", naru_agenda_section_title (row->section));
  cli_json_add (out, "record", row->record);
  cli_json_add (out, "subject", row->subject);
  cli_json_add (out, "title", row->title);
  cli_json_add (out, "reason", row->reason);
  cli_json_add (out, "at", row->at);
  cli_json_add (out, "until", row->until);
  cli_json_add (out, "action", row->action);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static void
print_rows (GPtrArray *rows)
{
  int section = -1;

  if (rows->len == 0)
    cli_print ("%s\n", _ ("Nothing is due."));
  for (guint i = 0; i < rows->len; i++)
    {
      const NaruAgendaRow *row = g_ptr_array_index (rows, i);

      if ((int) row->section != section)
        cli_print ("%s%s\n", i > 0 ? "\n" : "", naru_agenda_section_title (row->section));
      section = (int) row->section;
      cli_print ("  %s\t%s%s%s\t%s\n", row->at != NULL ? row->at : "", row->title,
                 row->reason != NULL && *row->reason != '\0' ? " · " : "",
                 row->reason != NULL ? row->reason : "", row->record);
    }
}

static int
run_agenda (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *person = NULL;
  g_autofree char *now = NULL;

  if (date != NULL && !naru_date_is_valid (date))
    return cli_wrong (cli, _ ("A date is written as 2026-11-22."));
  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  person = find_staff (cli, &error);
  if (error != NULL)
    return cli_fail (g_steal_pointer (&error));
  now = naru_desk_now (cli->desk);
  if (date == NULL)
    date = naru_desk_today (cli->desk);
  rows = naru_agenda_read (cli->store, person, date, now, &error);
  if (rows == NULL)
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; cli->json && i < rows->len; i++)
    print_row_json (g_ptr_array_index (rows, i));
  if (!cli->json)
    print_rows (rows);
  return CLI_DONE;
}

const CliCommand cli_agenda_commands[] = {
  { "agenda", "", N_ ("Show what is due"), NULL, agenda_options, 0, 0, run_agenda },
  { NULL },
};
