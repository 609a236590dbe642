/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of naru-cli share. */
#include "cli.h"

#include "naru-assessment.h"
#include "naru-casework.h"
#include "naru-error.h"
#include "naru-id.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Texts are UTF-8 whatever the locale says: what one command prints, another reads. */
void
cli_print (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

void
cli_note (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  fputs ("naru-cli: ", stderr);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
}

int
cli_refuse (const char *message)
{
  cli_note ("%s\n", message);
  return CLI_FAILED;
}

/* Takes the error. */
int
cli_fail (GError *error)
{
  int status = cli_refuse (error != NULL ? error->message : _ ("It did not work."));

  g_clear_error (&error);
  return status;
}

/* Takes the record's id from a person: it may be wrong. */
NaruRecord *
cli_open_record (Cli *cli, CliAccess access, const char *id, GError **error)
{
  return cli_open (cli, access, error) ? naru_store_get (cli->store, id, error) : NULL;
}

/* Takes the error. */
int
cli_run (Cli *cli, NaruCommand *command, GError **error)
{
  return command != NULL && naru_desk_run (cli->desk, command, error)
             ? CLI_DONE
             : cli_fail (g_steal_pointer (error));
}

int
cli_wrong (Cli *cli, const char *message)
{
  cli_note ("%s\n", message);
  cli_note (_ ("Usage: naru-cli %s %s\n"), cli->command->name, cli->command->arguments);
  return CLI_USAGE;
}

/* A person who works alone at a terminal may do everything; who is logged in is known. */
static gboolean
set_up_desk (Cli *cli, GError **error)
{
  static const char *const roles[]
      = { "job_counsellor", "employer_counsellor", "vacancy_drafter", "manager", "it", NULL };
  const char *name = g_get_real_name ();

  if (naru_desk_is_set_up (cli->desk))
    return TRUE;
  if (name == NULL || *name == '\0' || strcmp (name, "Unknown") == 0)
    name = g_get_user_name ();
  return naru_desk_set_up (cli->desk, name, roles, NULL, NULL, error);
}

gboolean
cli_open (Cli *cli, CliAccess access, GError **error)
{
  cli->store = naru_store_open (
      cli->profile, access >= CLI_MAY_CREATE ? NARU_STORE_OPEN_DEFAULT : NARU_STORE_OPEN_EXISTING,
      error);
  if (cli->store == NULL)
    return FALSE;
  cli->desk = naru_desk_new (cli->store, NULL);
  naru_centre_load_terms (cli->store);
  /* what an upgrade or an interrupted import has left */
  if (!naru_store_derive_stale (cli->store, cli_progress, NULL, NULL, error))
    return FALSE;
  return access == CLI_READ || access == CLI_MAY_CREATE_EMPTY || set_up_desk (cli, error);
}

/* A line that is written over, on a terminal only. */
void
cli_progress (gint64 done, gint64 total, gpointer data)
{
  if (!isatty (STDERR_FILENO) || total <= 0)
    return;
  fprintf (stderr, "\r%3d %%", (int) (done * 100 / total));
  if (done >= total)
    fputs ("\r      \r", stderr);
}

const NaruRecordType *
cli_find_type (const char *name, GError **error)
{
  const NaruRecordType *type = naru_record_type_find (name);

  if (type == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                 _ ("There is no record type “%s”; “naru-cli schema” lists them."), name);
  return type;
}

const NaruField *
cli_find_field (const NaruRecordType *type, const char *name, GError **error)
{
  const NaruField *field = naru_record_type_find_field (type, name);

  if (field == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                 _ ("The record type “%s” has no field “%s”."), type->name, name);
  return field;
}

gboolean
cli_note_file (Cli *cli, GPtrArray *records, GError **error)
{
  return naru_desk_note_file (cli->desk, records, error);
}

gboolean
cli_note_record (Cli *cli, NaruRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  return cli_note_file (cli, records, error);
}

char *
cli_document_line (NaruRecord *record)
{
  g_autofree char *id = naru_json_quote (naru_record_get_id (record));
  const char *text = naru_record_get_text (record);
  g_autofree char *copy = NULL;
  GString *out;

  if (naru_json_span_member (naru_json_span (text, -1), "_id").text != NULL)
    return g_strdelimit (g_strdup (text), "\r\n", ' ');
  /* a line break in JSON stands between values only */
  copy = g_strstrip (g_strdelimit (g_strdup (text), "\r\n", ' '));
  out = g_string_new ("{\"_id\":");
  g_string_append (out, id);
  if (strcmp (copy, "{}") != 0)
    g_string_append_c (out, ',');
  g_string_append (out, copy + 1);
  return g_string_free (out, FALSE);
}

/* The entries of a list, one a line. */
static char *
format_list (NaruRecord *record, const NaruField *field)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < naru_record_get_length (record, field->name); i++)
    {
      gboolean first = TRUE;

      g_string_append (out, "\n  - ");
      for (const NaruField *member = field->fields; member->name != NULL; member++)
        {
          g_autofree char *value = naru_record_get_element (record, field->name, i, member->name);

          if (value == NULL || *value == '\0')
            continue;
          g_string_append_printf (out, "%s%s: %s", first ? "" : ", ", naru_field_get_label (member),
                                  value);
          first = FALSE;
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What a person reads: labels, titles of other records, lists in full. NULL if it is empty. */
char *
cli_format_field (Cli *cli, NaruRecord *record, const NaruField *field)
{
  if (!naru_record_has (record, field->name))
    return NULL;
  if (field->kind == NARU_KIND_REFERENCE)
    {
      const char *id = naru_record_get (record, field->name);
      g_autofree char *title = naru_store_get_title (cli->store, id);

      return title != NULL ? g_strdup_printf ("%s (%s)", title, id) : g_strdup (id);
    }
  if (field->kind == NARU_KIND_LIST)
    return format_list (record, field);
  return naru_record_format (record, field->name);
}

void
cli_json_begin (GString *out)
{
  g_string_append_c (out, '{');
}

void
cli_json_add (GString *out, const char *name, const char *text)
{
  naru_json_append_member (out, name, text);
}

void
cli_json_add_raw (GString *out, const char *name, const char *json)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  naru_json_append_quoted (out, name);
  g_string_append_printf (out, ":%s", json);
}

void
cli_json_add_number (GString *out, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  cli_json_add_raw (out, name, text);
}

void
cli_json_end (GString *out)
{
  g_string_append_c (out, '}');
}
