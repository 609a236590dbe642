/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON, JSON lines and JSON-LD from anywhere: reading them comes to an end, and gives rows of UTF-8 under headings. */
#include "fuzz.h"

#include "naru-table.h"

static void
read_table (const char *text, gsize size, gboolean linked)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_table_row_free);

  naru_table_read_json (headings, rows, text, size, linked, NULL);
  for (guint i = 0; i < headings->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (headings, i), -1, NULL));
  for (guint i = 0; i < rows->len; i++)
    {
      const NaruTableRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; row->cells != NULL && row->cells[j] != NULL; j++)
        g_assert_true (g_utf8_validate (row->cells[j], -1, NULL));
      g_assert_true (row->cells == NULL || g_strv_length (row->cells) <= headings->len);
      g_assert_cmpuint (row->offset, <=, size);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  /* what is not UTF-8 was made so before */
  if (!g_utf8_validate (text, (gssize) size, NULL))
    return 0;
  read_table (text, size, FALSE);
  read_table (text, size, TRUE);
  return 0;
}
