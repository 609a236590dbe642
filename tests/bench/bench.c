/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a store with made-up records, and tells how long something takes: the median of many times, and the 95th percentile. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#define SEED 20261122
#define PER_WRITE 5000

typedef struct
{
  GRand *random;
  BenchMake make;
  guint from;
  guint to;
} Batch;

static gboolean
put_batch (NaruTransaction *transaction, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint n = batch->from; n < batch->to; n++)
    {
      g_autoptr (NaruRecord) record = batch->make (batch->random, n);

      if (!naru_transaction_put (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bench_fill:
 * @store: an empty store
 * @n_records: how many records to make
 * @make: makes each; always with the same chances
 *
 * Fills a store, and leaves what is derived to bench_derive().
 */
void
bench_fill (NaruStore *store, guint n_records, BenchMake make)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  NaruWriteInfo info = { "Fill", "staff:01JD0000000000000000000ANN", BENCH_NOW,
                         NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY | NARU_WRITE_DEFER_DERIVED };
  g_autoptr (GError) error = NULL;

  for (guint from = 0; from < n_records; from += PER_WRITE)
    {
      Batch batch = { random, make, from, MIN (n_records, from + PER_WRITE) };

      naru_store_write (store, &info, put_batch, &batch, &error);
      g_assert_no_error (error);
    }
}

/**
 * bench_derive:
 *
 * Makes the lists and the search entries of what bench_fill() wrote.
 */
void
bench_derive (NaruStore *store)
{
  g_autoptr (GError) error = NULL;

  naru_store_derive_stale (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/**
 * bench_compare:
 * @a: a double
 * @b: another
 *
 * Returns: which is larger, for qsort()
 */
int
bench_compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * bench_add_time:
 * @times: (element-type double): milliseconds
 * @since: monotonic time in microseconds
 *
 * Adds how long it is since then.
 */
void
bench_add_time (GArray *times, gint64 since)
{
  double milliseconds = (double) (g_get_monotonic_time () - since) / 1000;

  g_array_append_val (times, milliseconds);
}

/**
 * bench_report:
 * @what: what was measured
 * @times: (element-type double): milliseconds; empty afterwards
 *
 * Prints the median and the 95th percentile.
 */
void
bench_report (const char *what, GArray *times)
{
  qsort (times->data, times->len, sizeof (double), bench_compare);
  printf ("%-58s %8.2f %8.2f\n", what, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100));
  g_array_set_size (times, 0);
}
