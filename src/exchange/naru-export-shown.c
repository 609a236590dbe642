/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a table: the columns that the person sees, in their order, with the words that she reads. */
#include "naru-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-csv.h"
#include "naru-error.h"

static char *
computed_cell (NaruStore *store, gint64 number, const NaruQuery *query, const char *name)
{
  const NaruComputed *computed = naru_computed_find (naru_query_get_type_name (query), name);
  const NaruField shown
      = { .name = name, .kind = computed != NULL ? computed->kind : NARU_KIND_TEXT };
  g_autofree char *value
      = computed != NULL ? naru_store_compute (store, number, naru_query_get_type_name (query),
                                               name, naru_query_get_now (query))
                         : NULL;

  return value != NULL ? naru_field_format (&shown, value) : NULL;
}

static char *
cell (NaruStore *store, NaruRecord *record, gint64 number, const NaruQuery *query, const char *name)
{
  const NaruField *field = naru_record_type_find_field (naru_record_get_record_type (record), name);
  const char *value;
  char *title;

  if (field == NULL)
    return computed_cell (store, number, query, name);
  value = naru_record_get (record, name);
  if (field->kind != NARU_KIND_REFERENCE || value == NULL)
    return naru_record_format (record, name);
  title = naru_store_get_title (store, value);
  return title != NULL ? title : g_strdup (value);
}

/**
 * naru_export_shown:
 * @store: a store
 * @query: what is shown
 * @only: (nullable) (element-type gint64): row numbers of what is wanted of it; %NULL for all
 * @names: fields and computed columns
 * @headings: as many headings
 * @file: where to write, for its owner only
 * @cancellable: (nullable): gives up
 * @n_rows: (out): how many were written
 * @error: return location for an error
 *
 * Writes a list as CSV for a spreadsheet. Not for the main loop.
 *
 * Returns: %TRUE if it is written
 */
gboolean
naru_export_shown (NaruStore *store, const NaruQuery *query, GArray *only, const char *const *names,
                   const char *const *headings, GFile *file, GCancellable *cancellable,
                   guint *n_rows, GError **error)
{
  g_autoptr (GArray) numbers
      = only != NULL ? g_array_ref (only) : naru_store_list (store, query, cancellable, error);
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GError) reason = NULL;

  *n_rows = 0;
  if (numbers == NULL)
    return FALSE;
  naru_csv_append_row (out, headings);
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      g_autoptr (NaruRecord) record = naru_store_get_by_number (store, number, NULL);

      if (record == NULL)
        continue;
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *text = cell (store, record, number, query, names[j]);

          naru_csv_append_cell (out, text, j == 0);
        }
      g_string_append (out, "\r\n");
      (*n_rows)++;
    }
  if (g_file_replace_contents (file, out->str, out->len, NULL, FALSE,
                               G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                               cancellable, &reason))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be written: %s"),
               reason->message);
  return FALSE;
}
