/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: files in. */
#include "cli.h"

#include "naru-classification.h"
#include "naru-error.h"
#include "naru-import.h"
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

static char **maps;
static char *encoding, *separator, *source, *duplicates;
static gboolean preview;

static const GOptionEntry import_options[] = {
  { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &maps,
    N_ ("What a column gives; empty for nothing"), N_ ("COLUMN=FIELD") },
  { "encoding", 'e', 0, G_OPTION_ARG_FILENAME, &encoding,
    N_ ("Instead of the one guessed, such as EUC-KR"), N_ ("NAME") },
  { "separator", 0, 0, G_OPTION_ARG_FILENAME, &separator,
    N_ ("What stands between cells; “tab” for a tabulator"), N_ ("CHARACTER") },
  { "source", 0, 0, G_OPTION_ARG_FILENAME, &source,
    N_ ("Name of the source, by which its rows are recognised again; by default that of the file"),
    N_ ("NAME") },
  { "duplicates", 0, 0, G_OPTION_ARG_STRING, &duplicates,
    N_ ("What becomes of employers that may be here already: “add” (as is done without this), "
        "“skip” or “merge”"),
    N_ ("WHAT") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_ ("Only show how the file would be read"),
    NULL },
  { NULL },
};

static int
import_classification (Cli *cli, const char *name, const char *path)
{
  g_autoptr (GError) error = NULL;
  guint n_rows;

  if (!cli_open (cli, CLI_MAY_CREATE, &error)
      || !naru_classification_import (cli->store, name, path, &n_rows, &error))
    return cli_fail (g_steal_pointer (&error));
  if (cli->json)
    cli_print ("{\"read\":%u,\"added\":%u,\"updated\":0,\"unchanged\":0,\"rejected\":0}\n", n_rows,
               n_rows);
  else
    cli_print (_ ("%u codes are ready to use.\n"), n_rows);
  return CLI_DONE;
}

static gboolean
apply_map (NaruImport *import, const char *map, GError **error)
{
  const char *sign = strrchr (map, '=');
  g_autofree char *heading = sign != NULL ? g_strndup (map, (gsize) (sign - map)) : NULL;

  for (guint i = 0; heading != NULL && i < naru_import_get_n_columns (import); i++)
    if (strcmp (naru_import_get_column (import, i), heading) == 0)
      return naru_import_set_target (import, i, sign + 1, error);
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("The file has no column “%s”."),
               heading != NULL ? heading : map);
  return FALSE;
}

static gboolean
apply_options (NaruImport *import, GError **error)
{
  char character = separator == NULL                                      ? '\0'
                   : strcmp (separator, "tab") == 0 || *separator == '\\' ? '\t'
                                                                          : *separator;

  if ((encoding != NULL && !naru_import_set_encoding (import, encoding, error))
      || (separator != NULL && !naru_import_set_separator (import, character, error)))
    return FALSE;
  if (source != NULL)
    naru_import_set_source (import, source);
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!apply_map (import, maps[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_duplicates (NaruImport *import, GError **error)
{
  static const char *const words[] = { "add", "skip", "merge" };

  for (guint i = 0; duplicates != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (duplicates, words[i]) == 0)
      {
        naru_import_set_same (import, (NaruImportSame) i);
        return TRUE;
      }
  if (duplicates == NULL)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is none of add, skip and merge."),
               duplicates);
  return FALSE;
}

/* Employers in the file that may be here already, before anything is written. */
static gboolean
print_duplicates (Cli *cli, NaruImport *import, GError **error)
{
  g_autoptr (GPtrArray) found
      = naru_import_find_duplicates (import, cli->store, NULL, NULL, NULL, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const NaruImportDuplicate *duplicate = found->pdata[i];

      cli_note (_ ("Row %u, %s: may be the same as %s. %s\n"), duplicate->row, duplicate->title,
                duplicate->other, duplicate->reason);
    }
  return found != NULL;
}

static int
show_preview (Cli *cli, NaruImport *import)
{
  g_auto (GStrv) notes = naru_import_get_notes (import);
  char separator_text[2] = { naru_import_get_separator (import), '\0' };
  g_autoptr (GString) out = g_string_new (NULL);

  if (!cli->json)
    cli_print ("%s, %s%s%s\n", naru_import_get_format (import), naru_import_get_encoding (import),
               *separator_text != '\0' ? ", " : "",
               *separator_text == '\t' ? "tab" : separator_text);
  cli_json_begin (out);
  cli_json_add (out, "format", naru_import_get_format (import));
  cli_json_add (out, "encoding", naru_import_get_encoding (import));
  cli_json_add (out, "separator", separator_text);
  g_string_append (out, ",\"columns\":[");
  for (guint i = 0; i < naru_import_get_n_columns (import); i++)
    {
      const char *target = naru_import_get_target (import, i);
      const char *cell
          = naru_import_get_n_preview_rows (import) > 0 ? naru_import_get_cell (import, 0, i) : "";
      g_autofree char *line = g_strdelimit (
          g_utf8_substring (cell, 0, MIN (g_utf8_strlen (cell, -1), 60)), "\r\n\t", ' ');

      if (!cli->json)
        cli_print ("%s\t→ %s\t%s\n", naru_import_get_column (import, i),
                   target != NULL ? target : "–", line);
      g_string_append (out, i > 0 ? ",{" : "{");
      cli_json_add (out, "column", naru_import_get_column (import, i));
      cli_json_add (out, "field", target);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  if (cli->json)
    cli_print ("%s\n", out->str);
  for (guint i = 0; notes[i] != NULL; i++)
    cli_note ("%s\n", notes[i]);
  return CLI_DONE;
}

/* Ctrl+C stops an import where a chunk ends: what is written stays, and running it again goes on there. Once more ends the
 * program at once. */
static volatile sig_atomic_t interrupted;

static void
interrupted_cb (int number)
{
  interrupted = TRUE;
}

static void
stop_when_interrupted (void)
{
  struct sigaction action = { .sa_handler = interrupted_cb, .sa_flags = (int) SA_RESETHAND };

  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  cli_progress (done, total, NULL);
  if (interrupted)
    g_cancellable_cancel (data);
}

/* Where the rejected rows went; NULL with an error if they could not be written. */
static gboolean
keep_rejected (NaruImportReport *report, const char *path, GError **error)
{
  g_autofree char *rejected = g_strconcat (path, ".rejected.csv", NULL);

  if (report->rejections->len == 0)
    return TRUE;
  if (!naru_import_report_write_rejected (report, rejected, error))
    return FALSE;
  for (guint i = 0; i < MIN (report->rejections->len, 20); i++)
    {
      const NaruImportRejection *rejection = g_ptr_array_index (report->rejections, i);

      if (rejection->column != NULL)
        cli_note (_ ("Row %u, column “%s”: %s\n"), rejection->row, rejection->column,
                  rejection->reason);
      else
        cli_note (_ ("Row %u: %s\n"), rejection->row, rejection->reason);
    }
  cli_note (_ ("The rejected rows are in %s, with the reasons.\n"), rejected);
  return TRUE;
}

static void
print_report (Cli *cli, NaruImportReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = naru_import_report_to_text (report);

  for (guint i = 0; i < report->notes->len; i++)
    cli_note ("%s\n", (const char *) g_ptr_array_index (report->notes, i));
  if (!cli->json)
    {
      cli_print ("%s\n", text);
      return;
    }
  cli_json_begin (out);
  cli_json_add_number (out, "read", report->read);
  cli_json_add_number (out, "added", report->added);
  cli_json_add_number (out, "updated", report->updated);
  cli_json_add_number (out, "unchanged", report->unchanged);
  cli_json_add_number (out, "rejected", report->rejected);
  if (report->kept > 0)
    cli_json_add_number (out, "kept", report->kept);
  if (report->asked > 0)
    cli_json_add_number (out, "asked", report->asked);
  if (report->cancelled)
    cli_json_add_raw (out, "cancelled", "true");
  if (report->same > 0)
    {
      cli_json_add_number (out, "same", report->same);
      cli_json_add_number (out, "merged", report->merged);
      cli_json_add_number (out, "leftOut", report->left_out);
    }
  if (report->skipped > 0)
    cli_json_add_number (out, "handledBefore", report->skipped);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static int
run_and_report (Cli *cli, NaruImport *import, const char *path)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruImportReport) report = NULL;
  gint64 stopped = naru_import_get_stopped_at (import);

  if (stopped > 0)
    cli_note (_ ("It goes on after row %lld, where it was stopped.\n"), (long long) stopped);
  stop_when_interrupted ();
  report = naru_import_run (import, cancellable, progress_cb, cancellable, &error);
  if (report == NULL || !keep_rejected (report, path, &error))
    return cli_fail (g_steal_pointer (&error));
  print_report (cli, report);
  return report->cancelled ? CLI_FAILED : CLI_DONE;
}

static int
run_import (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[1]);
  g_autoptr (NaruImport) import = NULL;

  if (g_strv_contains (naru_classification_names (), arguments[0]))
    return import_classification (cli, arguments[0], arguments[1]);
  if (cli_find_type (arguments[0], &error) == NULL || !cli_open (cli, CLI_MAY_CREATE, &error))
    return cli_fail (g_steal_pointer (&error));
  import = naru_import_open (cli->desk, arguments[0], file, &error);
  if (import == NULL || !apply_options (import, &error) || !apply_duplicates (import, &error)
      || (preview && !print_duplicates (cli, import, &error)))
    return cli_fail (g_steal_pointer (&error));
  return preview ? show_preview (cli, import) : run_and_report (cli, import, arguments[1]);
}

const CliCommand cli_exchange_commands[] = {
  { "import", "TYPE|esco|keco|ksco|ksic FILE|DIR",
    N_ ("Import CSV, JSON lines, JSON-LD, vCards, or a classification"),
    N_ ("The same file again changes nothing, and what was edited here since stays. Rejected rows "
        "are written to\n"
        "FILE.rejected.csv with the reasons."),
    import_options, 2, 2, run_import },
  { NULL },
};
