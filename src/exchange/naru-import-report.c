/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the rows of an import. */
#include "naru-import-private.h"

#include "naru-csv.h"
#include "naru-error.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
rejection_free (gpointer data)
{
  NaruImportRejection *rejection = data;

  g_free (rejection->column);
  g_free (rejection->reason);
  g_strfreev (rejection->cells);
  g_free (rejection);
}

/**
 * naru_import_report_new:
 * @import: the import
 *
 * Returns: (transfer full): a report of nothing so far
 */
NaruImportReport *
naru_import_report_new (NaruImport *import)
{
  NaruImportReport *report = g_new0 (NaruImportReport, 1);

  report->headings = g_new0 (char *, import->columns->len + 1);
  for (guint i = 0; i < import->columns->len; i++)
    report->headings[i] = g_strdup (g_ptr_array_index (import->columns, i));
  report->rejections = g_ptr_array_new_with_free_func (rejection_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

/**
 * naru_import_report_free:
 * @report: (transfer full) (nullable): a report
 */
void
naru_import_report_free (NaruImportReport *report)
{
  if (report == NULL)
    return;
  g_strfreev (report->headings);
  g_ptr_array_unref (report->rejections);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

/**
 * naru_import_report_to_text:
 * @report: a report
 *
 * Returns: (transfer full): the counts as a sentence
 */
char *
naru_import_report_to_text (const NaruImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* the numbers with the separators of the language */
  g_string_printf (text,
                   _ ("%'lld read: %'lld added, %'lld updated, %'lld unchanged, %'lld rejected."),
                   (long long) report->read, (long long) report->added, (long long) report->updated,
                   (long long) report->unchanged, (long long) report->rejected);
  if (report->kept > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "%'lld value that was edited here stays as it is.",
                                           "%'lld values that were edited here stay as they are.",
                                           (gulong) report->kept),
                              (long long) report->kept);
    }
  if (report->same > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (
          text,
          g_dngettext (GETTEXT_PACKAGE,
                       "%'lld row is about an employer that may be here already: %'lld merged, "
                       "%'lld left out.",
                       "%'lld rows are about employers that may be here already: %'lld merged, "
                       "%'lld left out.",
                       (gulong) report->same),
          (long long) report->same, (long long) report->merged, (long long) report->left_out);
    }
  if (report->skipped > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "%'lld row had been handled before it was stopped.",
                                           "%'lld rows had been handled before it was stopped.",
                                           (gulong) report->skipped),
                              (long long) report->skipped);
    }
  if (report->cancelled)
    g_string_append_printf (
        text, " %s",
        _ ("It was stopped before the end; what was read so far is kept, and can be undone."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_rejection (GString *out, const NaruImportReport *report,
                  const NaruImportRejection *rejection)
{
  g_autofree char *number = g_strdup_printf ("%u", rejection->row);
  guint n = g_strv_length (report->headings), i = 0;

  for (; rejection->cells != NULL && rejection->cells[i] != NULL; i++)
    naru_csv_append_cell (out, rejection->cells[i], i == 0);
  for (; i < n; i++)
    naru_csv_append_cell (out, "", i == 0);
  naru_csv_append_cell (out, number, FALSE);
  naru_csv_append_cell (out, rejection->column, FALSE);
  naru_csv_append_cell (out, rejection->reason, FALSE);
  g_string_append (out, "\r\n");
}

/**
 * naru_import_report_write_rejected:
 * @report: a report
 * @path: where to write; what is there is replaced
 * @error: return location for an error
 *
 * Writes the rejected rows with their headings as CSV; row, column and reason stand behind them. Only the owner can read
 * the file. It can be put right and imported like any other.
 *
 * Returns: %TRUE if it is written
 */
gboolean
naru_import_report_write_rejected (const NaruImportReport *report, const char *path, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; report->headings[i] != NULL; i++)
    naru_csv_append_cell (out, report->headings[i], i == 0);
  naru_csv_append_cell (out, _ ("Rejected row"), FALSE);
  naru_csv_append_cell (out, _ ("Rejected for column"), FALSE);
  naru_csv_append_cell (out, _ ("Reason"), FALSE);
  g_string_append (out, "\r\n");
  for (guint i = 0; i < report->rejections->len; i++)
    append_rejection (out, report, g_ptr_array_index (report->rejections, i));
  if (g_file_set_contents_full (path, out->str, (gssize) out->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                0600, &reason))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” cannot be written: %s"), path,
               reason->message);
  return FALSE;
}

/**
 * naru_import_get_problems:
 * @self: an import
 *
 * Returns: (transfer full): what keeps it from starting, as sentences; none if nothing does
 */
char **
naru_import_get_problems (NaruImport *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < self->targets->len; i++)
    any |= g_ptr_array_index (self->targets, i) != NULL;
  if (!any)
    g_ptr_array_add (
        problems, g_strdup (_ ("No column is imported yet. Please choose what the columns give.")));
  for (const NaruField *field = self->type->fields; any && field->name != NULL; field++)
    if ((field->flags & NARU_FIELD_REQUIRED) != 0
        && naru_import_heading_of (self, field->name) == NULL
        && naru_import_heading_of (self, "id") == NULL
        && naru_import_default_value (self->type->name, field->name) == NULL)
      g_ptr_array_add (problems,
                       g_strdup_printf (_ ("No column gives “%s”, which every record needs."),
                                        naru_field_get_label (field)));
  if (!naru_desk_is_set_up (self->desk))
    g_ptr_array_add (
        problems, g_strdup (_ ("Please say first who works here: Naru notes who changed what.")));
  g_ptr_array_add (problems, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&problems), FALSE);
}
