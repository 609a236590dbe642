/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-save PROFILE: a saved edit (document, history, undo, columns and search, synchronous=FULL) beside a bare SQLite
 * commit of the same document, in interleaved pairs. Prints: median of ours and of the reference in ms, and the median
 * of the pairs' ratios. */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "naru-clock.h"
#include "naru-query.h"

#define PAIRS 300

typedef struct
{
  const char *id;
  char phone[24];
} Edit;

static gboolean
edit_phone (NaruTransaction *transaction, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (NaruRecord) record = naru_transaction_get (transaction, edit->id, error);

  return record != NULL && naru_record_set (record, "phone", edit->phone, error)
         && naru_transaction_put (transaction, record, error);
}

static double
median (double *values, gsize n)
{
  qsort (values, n, sizeof (double), bench_compare);
  return values[n / 2];
}

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store
      = argc == 2 ? naru_store_open (argv[1], NARU_STORE_OPEN_EXISTING, &error) : NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *path = NULL;
  double ours[PAIRS], bare[PAIRS], ratio[PAIRS];
  sqlite3_stmt *update = NULL;
  sqlite3 *db = NULL;

  if (store == NULL)
    {
      g_printerr ("bench-save: %s\n", error != NULL ? error->message : "usage: bench-save PROFILE");
      return 2;
    }
  naru_query_set_limit (query, PAIRS);
  people = naru_store_find (store, query, &error);
  if (people == NULL || people->len == 0)
    {
      g_printerr ("bench-save: no jobseekers in %s\n", argv[1]);
      return 1;
    }

  /* The reference: one table, one row per document, on the same disk with the same settings. */
  path = g_build_filename (argv[1], "bench-bare.db", NULL);
  sqlite3_open (path, &db);
  run (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE document (id TEXT "
           "PRIMARY KEY, body TEXT)");
  run (db, "BEGIN");
  sqlite3_prepare_v2 (db, "INSERT OR REPLACE INTO document VALUES (?, ?)", -1, &update, NULL);
  for (int i = 0; i < PAIRS * 2; i++)
    {
      NaruRecord *record = people->pdata[(guint) (i % PAIRS) % people->len];

      if (i == PAIRS)
        run (db, "COMMIT");
      if (i >= PAIRS)
        {
          Edit edit = { .id = naru_record_get_id (record) };
          NaruWriteInfo info = { "Edit", NULL, NULL, NARU_WRITE_DEFAULT };
          g_autoptr (NaruClock) clock = naru_clock_system ();
          g_autofree char *at = naru_clock_timestamp (clock);
          gint64 start, middle;
          int n = i - PAIRS;

          info.author = naru_record_get (record, "createdBy");
          info.at = at;
          /* another number than an earlier run on this profile has left */
          g_snprintf (edit.phone, sizeof edit.phone, "031-000-%04d", g_random_int_range (0, 10000));
          start = g_get_monotonic_time ();
          if (!naru_store_write (store, &info, edit_phone, &edit, &error))
            g_error ("%s", error->message);
          middle = g_get_monotonic_time ();
          ours[n] = (middle - start) / 1000.0;
          start = g_get_monotonic_time ();
          sqlite3_bind_text (update, 1, naru_record_get_id (record), -1, SQLITE_STATIC);
          sqlite3_bind_text (update, 2, naru_record_get_text (record), -1, SQLITE_STATIC);
          sqlite3_step (update);
          sqlite3_reset (update);
          bare[n] = (g_get_monotonic_time () - start) / 1000.0;
          ratio[n] = ours[n] / bare[n];
        }
      else
        {
          sqlite3_bind_text (update, 1, naru_record_get_id (record), -1, SQLITE_STATIC);
          sqlite3_bind_text (update, 2, naru_record_get_text (record), -1, SQLITE_STATIC);
          sqlite3_step (update);
          sqlite3_reset (update);
        }
    }
  sqlite3_finalize (update);
  sqlite3_close (db);
  for (gsize i = 0; i < 3; i++)
    {
      const char *suffix[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, suffix[i], NULL);

      g_unlink (file);
    }
  g_print ("%.3f %.3f %.2f\n", median (ours, PAIRS), median (bare, PAIRS), median (ratio, PAIRS));
  return 0;
}
