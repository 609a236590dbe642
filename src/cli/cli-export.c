/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: files out. */
#include "cli.h"

#include "naru-error.h"
#include "naru-export.h"
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static CliFilter filter;
static gboolean byte_order_mark, vcard_4;
static char *only_id;

static const GOptionEntry export_options[] = {
  { "sensitive", 0, 0, G_OPTION_ARG_NONE, &filter.sensitive,
    N_ ("With sensitive fields, and names in a calendar; it leaves a trace"), NULL },
  { "bom", 0, 0, G_OPTION_ARG_NONE, &byte_order_mark,
    N_ ("Begin CSV with a byte order mark, for spreadsheets that need it"), NULL },
  { "id", 0, 0, G_OPTION_ARG_STRING, &only_id, N_ ("One record alone"), N_ ("ID") },
  { "vcard4", 0, 0, G_OPTION_ARG_NONE, &vcard_4, N_ ("vCards of version 4.0 instead of 3.0"),
    NULL },
  { "search", 's', 0, G_OPTION_ARG_FILENAME, &filter.search, N_ ("Words, parts of names, numbers"),
    N_ ("TEXT") },
  { "where", 'w', 0, G_OPTION_ARG_FILENAME_ARRAY, &filter.where,
    N_ ("FIELD=VALUE, or with !=, >=, < or ^= (begins with)"), N_ ("CONDITION") },
  { "order", 'o', 0, G_OPTION_ARG_FILENAME, &filter.order,
    N_ ("Order by a field; -FIELD from the greatest down"), N_ ("FIELD") },
  { NULL },
};

/* Says what could not be written, where it does not get into the file. */
static void
name_left_out (GPtrArray *left_out)
{
  for (guint i = 0; i < left_out->len; i++)
    g_printerr (_ ("Left out: %s\n"), (const char *) left_out->pdata[i]);
}

static gboolean
write_out (Cli *cli, const NaruRecordType *type, const NaruQuery *query, const char *name,
           GError **error)
{
  NaruExportFlags flags = (filter.sensitive ? NARU_EXPORT_SENSITIVE : 0)
                          | (byte_order_mark ? NARU_EXPORT_BYTE_ORDER_MARK : 0)
                          | (vcard_4 ? NARU_EXPORT_VCARD_4 : 0);
  NaruExportFormat format = cli->json ? NARU_EXPORT_JSON_LINES : NARU_EXPORT_CSV;
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  guint n;

  if (strcmp (name, "-") == 0)
    {
      g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      return naru_export_write (cli->store, query, format, flags, stream, NULL, &n, NULL, error);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);

      if (!naru_export_guess_format (name, type, &format, error)
          || !naru_export_to_file (cli->store, query, format, flags, file, NULL, &n, left_out,
                                   error))
        return FALSE;
      name_left_out (left_out);
      if (cli->json)
        cli_print ("{\"written\":%u,\"leftOut\":%u}\n", n, left_out->len);
      else
        cli_print (
            g_dngettext (GETTEXT_PACKAGE, "%u record written.\n", "%u records written.\n", n), n);
      return TRUE;
    }
}

static gboolean
note_all (Cli *cli, const NaruQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records = naru_store_find (cli->store, query, error);

  return records != NULL && cli_note_file (cli, records, error);
}

static int
run_export (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruQuery) query = NULL;
  const NaruRecordType *type = cli_find_type (arguments[0], &error);

  if (type == NULL || !cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  query = cli_make_query (cli, type, &filter, &error);
  if (query != NULL && only_id != NULL)
    naru_query_add_filter (query, "id", NARU_FILTER_IS, only_id);
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE))
    return cli_wrong (cli, error->message);
  if (query == NULL || (filter.sensitive && !note_all (cli, query, &error))
      || !write_out (cli, type, query, arguments[1], &error))
    return cli_fail (g_steal_pointer (&error));
  return CLI_DONE;
}

const CliCommand cli_export_commands[] = {
  { "export", "TYPE FILE|-",
    N_ ("Export records as CSV or JSON lines, contacts as vCards, meetings as a calendar, "
        "vacancies "
        "as advertisements"),
    N_ ("The ending of FILE says the format: .csv, .jsonl, .vcf or .ics; for vacancies also "
        ".jsonld "
        "(JobPosting of\n"
        "schema.org), .txt, .html or .pdf. - writes CSV, or with --json JSON lines, to\n"
        "standard output. What a spreadsheet would take for a formula begins with an apostrophe, "
        "which import takes off."),
    export_options, 2, 2, run_export },
  { NULL },
};
