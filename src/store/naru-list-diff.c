/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed between two orders of row numbers, as few narrow runs: a view keeps its place, its focus and its rows. */
#include "naru-row-private.h"

#define NOWHERE G_MAXUINT

/* For each row of @before between the common ends, where it stands in @after. */
static guint *
find_places (const gint64 *before, guint n_before, const gint64 *after, guint n_after)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint *found = g_new (guint, MAX (n_before, 1));

  for (guint i = 0; i < n_after; i++)
    g_hash_table_insert (places, (gpointer) &after[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_before; i++)
    found[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, &before[i])) - 1;
  return found;
}

/* Marks in @stays the longest series of rows that are in the same order before and after (patience sorting). */
static void
mark_staying (const guint *places, guint n_before, guint n_after, gboolean *stays_before,
              gboolean *stays_after)
{
  g_autofree guint *tails = g_new (
      guint, MAX (n_before, 1)); /* index in @places of the end of a series of each length */
  g_autofree guint *previous = g_new (guint, MAX (n_before, 1));
  guint length = 0;

  for (guint i = 0; i < n_before; i++)
    {
      guint low = 0, high = length;

      if (places[i] == NOWHERE)
        continue;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : NOWHERE;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : NOWHERE; i != NOWHERE; i = previous[i])
    {
      stays_before[i] = TRUE;
      stays_after[places[i]] = TRUE;
    }
}

/**
 * naru_list_diff:
 * @max_runs: from so many runs on, one run replaces all
 *
 * Returns: (transfer full) (element-type NaruListRun): runs to be made one after the other; none if nothing differs
 */
GArray *
naru_list_diff (const gint64 *before, guint n_before, const gint64 *after, guint n_after,
                guint max_runs)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (NaruListRun));
  guint start = 0, end = 0;
  g_autofree guint *places = NULL;
  g_autofree gboolean *stays_before = NULL;
  g_autofree gboolean *stays_after = NULL;
  guint middle_before, middle_after;

  while (start < MIN (n_before, n_after) && before[start] == after[start])
    start++;
  while (end < MIN (n_before, n_after) - start
         && before[n_before - 1 - end] == after[n_after - 1 - end])
    end++;
  middle_before = n_before - start - end;
  middle_after = n_after - start - end;
  if (middle_before == 0 && middle_after == 0)
    return runs;

  /* An empty array may be a null pointer, and nothing is added to that. */
  places = find_places (middle_before > 0 ? before + start : before, middle_before,
                        middle_after > 0 ? after + start : after, middle_after);
  stays_before = g_new0 (gboolean, middle_before + 1);
  stays_after = g_new0 (gboolean, middle_after + 1);
  mark_staying (places, middle_before, middle_after, stays_before, stays_after);
  for (guint i = 0, j = 0; (i < middle_before || j < middle_after) && runs->len <= max_runs;)
    {
      NaruListRun run = { start + j, 0, 0, start + j };

      if (i < middle_before && j < middle_after && stays_before[i] && stays_after[j])
        {
          i++;
          j++;
          continue;
        }
      for (; i < middle_before && !stays_before[i]; i++)
        run.removed++;
      for (; j < middle_after && !stays_after[j]; j++)
        run.added++;
      g_array_append_val (runs, run);
    }
  if (runs->len > max_runs)
    {
      NaruListRun whole = { start, middle_before, middle_after, start };

      g_array_set_size (runs, 0);
      g_array_append_val (runs, whole);
    }
  return runs;
}
