/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longest common subsequence of the lines of two texts; what is not in it came or went. */
#include "naru-text-diff.h"

/* Longer texts are shown whole: the table grows with the square of their lines. */
#define MOST_LINES 1000

static void
line_clear (gpointer data)
{
  g_free (((NaruDiffLine *) data)->text);
}

static void
add (GArray *lines, NaruDiffKind kind, const char *text)
{
  NaruDiffLine line = { kind, g_strdup (text) };

  g_array_append_val (lines, line);
}

/* [i * (m + 1) + j]: how many lines the rests from i and j have in common */
static guint16 *
make_table (char **before, guint n, char **after, guint m)
{
  guint16 *table = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      table[i * (m + 1) + j] = g_str_equal (before[i], after[j])
                                   ? (guint16) (table[(i + 1) * (m + 1) + j + 1] + 1)
                                   : MAX (table[(i + 1) * (m + 1) + j], table[i * (m + 1) + j + 1]);
  return table;
}

/**
 * naru_text_diff:
 * @before: a text
 * @after: what became of it
 *
 * Returns: (transfer full) (element-type NaruDiffLine): the lines of both, in the order of @after, those that went before
 *   those that came in their place
 */
GArray *
naru_text_diff (const char *before, const char *after)
{
  g_auto (GStrv) old = g_strsplit (before, "\n", -1);
  g_auto (GStrv) new = g_strsplit (after, "\n", -1);
  guint n = g_strv_length (old), m = g_strv_length (new);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (NaruDiffLine));
  g_autofree guint16 *table = NULL;
  guint i = 0, j = 0;

  g_array_set_clear_func (lines, line_clear);
  if (n > MOST_LINES || m > MOST_LINES)
    n = 0;
  table = make_table (old, n, new, m);
  while (i < n || j < m)
    if (i < n && j < m && g_str_equal (old[i], new[j]))
      {
        add (lines, NARU_DIFF_SAME, new[j]);
        i++;
        j++;
      }
    else if (j == m || (i < n && table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1]))
      add (lines, NARU_DIFF_REMOVED, old[i++]);
    else
      add (lines, NARU_DIFF_ADDED, new[j++]);
  return lines;
}
