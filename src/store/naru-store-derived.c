/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making derived data afterwards: after an import that put it off, after an upgrade, or all of it anew. A row that waits
 * is marked in the document table, so that work that was interrupted goes on where it stopped. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

#define ROWS_PER_TRANSACTION 5000
#define MANY_ROWS                                                                                  \
  50000 /* from here on the indexes outgrow the usual cache: half of the time went into reading them again */

typedef struct
{
  gint64 after; /* row number up to which the work is done */
  gint64 rows; /* how many this transaction has made */
  GCancellable *cancellable;
} Stale;

static gboolean
derive_row (NaruDb *db, NaruStatement *row, GError **error)
{
  gint64 number = naru_statement_get_int (row, 0);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) unreadable = NULL;

  if (naru_statement_get_int (row, 3) != 0)
    return naru_derive_delete (db, number, naru_statement_get_text (row, 4), error)
           && naru_db_run (db, error, "UPDATE document SET derived = 1 WHERE number = ?", "i",
                           number);
  record = naru_record_new_from_text (naru_statement_get_text (row, 1),
                                      naru_statement_get_text (row, 2),
                                      naru_statement_get_length (row, 2), &unreadable);
  /* a document that cannot be read stays marked: verify names it, and the others are not held up by it */
  if (record == NULL)
    return TRUE;
  return naru_derive_put (db, number, record, error)
         && naru_db_run (db, error, "UPDATE document SET derived = 1, title = ? WHERE number = ?",
                         "si", naru_record_get_title (record), number);
}

static gboolean
derive_some (NaruDb *db, gpointer data, GError **error)
{
  Stale *stale = data;
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT number, id, body, deleted, type FROM document WHERE derived = 0 AND number > ?"
      " ORDER BY number LIMIT ?",
      "ii", stale->after, (gint64) ROWS_PER_TRANSACTION);
  NaruStep step = NARU_STEP_ERROR;

  stale->rows = 0;
  while (row != NULL && !g_cancellable_is_cancelled (stale->cancellable)
         && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      stale->after = naru_statement_get_int (row, 0);
      stale->rows++;
      if (!derive_row (db, row, error))
        return FALSE;
    }
  /* what was made until it was cancelled is kept */
  return step != NARU_STEP_ERROR
         || (row != NULL && g_cancellable_is_cancelled (stale->cancellable));
}

/**
 * naru_store_derive_stale:
 * @progress: (nullable): called after each transaction
 *
 * Makes the derived data of the rows that are marked stale, some thousands in a transaction. Any thread may call it;
 * other writes come in between. What is done when it is cancelled stays done.
 */
gboolean
naru_store_derive_stale (NaruStore *self, NaruProgressFunc progress, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  Stale stale = { .cancellable = cancellable };
  gint64 total = 0;
  gint64 done = 0;

  if (!naru_store_begin_writing (self, TRUE, error))
    return FALSE;
  naru_db_get_int (self->writer, &total, NULL, "SELECT count(*) FROM document WHERE derived = 0",
                   "");
  if (total >= MANY_ROWS)
    naru_db_exec (self->writer, "PRAGMA cache_size = -131072", NULL);
  naru_store_end_writing (self);
  if (total == 0)
    return TRUE;

  do
    {
      if (!naru_store_write_db (self, derive_some, &stale, error))
        return FALSE;
      done += stale.rows;
      if (progress != NULL)
        progress (done, MAX (total, done), data);
    }
  while (stale.rows == ROWS_PER_TRANSACTION && !g_cancellable_is_cancelled (cancellable));

  if (naru_store_begin_writing (self, TRUE, NULL))
    {
      if (total >= MANY_ROWS)
        naru_db_exec (self->writer, "PRAGMA cache_size = -16384", NULL);
      sqlite3_db_release_memory (naru_db_get_handle (self->writer));
      naru_store_end_writing (self);
    }
  naru_store_notice_later (self, TRUE);
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED,
                       _ ("Stopped. Search and lists are completed the next time."));
  return FALSE;
}

static gboolean
start_anew (NaruDb *db, gpointer data, GError **error)
{
  return naru_derive_drop (db, error) && naru_derive_create_tables (db, error)
         && naru_db_exec (db, "UPDATE document SET derived = 0", error);
}

/**
 * naru_store_reindex:
 * @progress: (nullable): called after some thousand records
 *
 * Drops all derived data and makes it from the documents. If it is cancelled or the computer stops, the rest is made by
 * the next naru_store_derive_stale().
 */
gboolean
naru_store_reindex (NaruStore *self, NaruProgressFunc progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  return naru_store_write_db (self, start_anew, NULL, error)
         && naru_store_derive_stale (self, progress, data, cancellable, error);
}
