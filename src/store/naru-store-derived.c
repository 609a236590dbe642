/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making derived data afterwards: after an import that put it off, after an upgrade, or all of it anew. A row that waits
 * is marked in the document table, so that work that was interrupted goes on where it stopped. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-derive-private.h"
#include "naru-error.h"

#define ROWS_PER_TRANSACTION 5000
#define MANY_ROWS                                                                                  \
  20000 /* from here on, making the indexes of lists once is quicker than keeping them */
#define LARGE_CACHE                                                                                \
  "PRAGMA cache_size = -131072" /* or half of the time goes into reading pages again */

static gboolean
drop_indexes (NaruDb *db, gpointer data, GError **error)
{
  return naru_derive_drop_indexes (db, error);
}

static gboolean
create_indexes_of_type (NaruDb *db, gpointer data, GError **error)
{
  return naru_derive_create_table (db, data, error);
}

static gboolean
mark_complete (NaruDb *db, gpointer data, GError **error)
{
  return naru_derive_create_tables (db, error);
}

/* A transaction for each type: other processes do not wait for a write longer than %NARU_DB_BUSY_MILLISECONDS. */
static gboolean
create_indexes (NaruStore *self, GError **error)
{
  guint n_types = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint i = 0; i < n_types; i++)
    if (!naru_store_write_db (self, create_indexes_of_type, (gpointer) types[i], error))
      return FALSE;
  return naru_store_write_db (self, mark_complete, NULL, error);
}

static void
set_cache (NaruStore *self, const char *pragma)
{
  if (!naru_store_begin_writing (self, TRUE, NULL))
    return;
  naru_db_exec (self->writer, pragma, NULL);
  sqlite3_db_release_memory (naru_db_get_handle (self->writer));
  naru_store_end_writing (self);
}

/**
 * naru_store_begin_bulk:
 *
 * To be called before very many records are written: the indexes of lists are dropped, since making them once is a
 * fraction of the work of keeping them, and the writer may use more memory. naru_store_end_bulk() makes them again; if
 * that is never called, the next opening of the store does. Until then lists are right, but slow, and do not know of the
 * latest contact.
 */
gboolean
naru_store_begin_bulk (NaruStore *self, GError **error)
{
  if (!naru_store_write_db (self, drop_indexes, NULL, error))
    return FALSE;
  set_cache (self, LARGE_CACHE);
  return TRUE;
}

/**
 * naru_store_end_bulk:
 *
 * Ends what naru_store_begin_bulk() has begun, whether the records were written or not.
 */
gboolean
naru_store_end_bulk (NaruStore *self, GError **error)
{
  gboolean done = create_indexes (self, error);

  set_cache (self, NARU_DB_CACHE);
  naru_store_notice_later (self, TRUE);
  return done;
}

typedef struct
{
  gint64 after; /* row number up to which the work is done */
  gint64 rows; /* how many this transaction has made */
  gboolean anew; /* all documents are pending, not only those that are marked */
  GCancellable *cancellable;
} Stale;

typedef enum
{
  NUMBER,
  ID,
  BODY,
  DELETED,
  TYPE,
  DERIVED,
  TITLE,
} StaleColumn;

static gboolean
derive_record (NaruDb *db, gint64 number, NaruRecord *record, gboolean anew, GError **error)
{
  gint64 there = 1;

  if (anew
      && !naru_db_get_int (db, &there, error, "SELECT count(*) FROM names WHERE number = ?", "i",
                           number))
    return FALSE;
  return there > 0 ? naru_derive_put (db, number, record, error)
                   : naru_derive_add (db, number, record, error);
}

static gboolean
derive_row (NaruDb *db, NaruStatement *row, gboolean anew, GError **error)
{
  gint64 number = naru_statement_get_int (row, NUMBER);
  gint64 derived = naru_statement_get_int (row, DERIVED);
  const char *title;
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) unreadable = NULL;

  if (naru_statement_get_int (row, DELETED) != 0)
    return naru_derive_delete (db, number, naru_statement_get_text (row, TYPE), error)
           && (derived
               || naru_db_run (db, error, "UPDATE document SET derived = 1 WHERE number = ?", "i",
                               number));
  record = naru_record_new_from_text (naru_statement_get_text (row, ID),
                                      naru_statement_get_text (row, BODY),
                                      naru_statement_get_length (row, BODY), &unreadable);
  /* a document that cannot be read stays marked: verify names it, and the others are not held up by it */
  if (record == NULL)
    return naru_db_run (db, error, "UPDATE document SET derived = 0 WHERE number = ?", "i", number);
  title = naru_record_get_title (record);
  return derive_record (db, number, record, anew, error)
         && ((derived && g_strcmp0 (title, naru_statement_get_text (row, TITLE)) == 0)
             || naru_db_run (db, error,
                             "UPDATE document SET derived = 1, title = ? WHERE number = ?", "si",
                             title, number));
}

static gboolean
derive_rows (NaruDb *db, Stale *stale, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      stale->anew ? "SELECT number, id, body, deleted, type, derived, title FROM document"
                    " WHERE number > ? ORDER BY number LIMIT ?"
                  : "SELECT number, id, body, deleted, type, derived, title FROM document"
                    " WHERE derived = 0 AND number > ? ORDER BY number LIMIT ?",
      "ii", stale->after, (gint64) ROWS_PER_TRANSACTION);
  NaruStep step = NARU_STEP_ERROR;

  stale->rows = 0;
  while (row != NULL && !g_cancellable_is_cancelled (stale->cancellable)
         && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      stale->after = naru_statement_get_int (row, NUMBER);
      stale->rows++;
      if (!derive_row (db, row, stale->anew, error))
        return FALSE;
    }
  /* what was made until it was cancelled is kept */
  return step != NARU_STEP_ERROR
         || (row != NULL && g_cancellable_is_cancelled (stale->cancellable));
}

/* Another process may have done some of the work since: where it goes on is read in each transaction. */
static gboolean
derive_some (NaruDb *db, gpointer data, GError **error)
{
  Stale *stale = data;
  gint64 pending = -1;
  gboolean done;

  if (!naru_derive_get_pending (db, &pending, error))
    return FALSE;
  if (stale->anew != (pending >= 0))
    stale->after = 0;
  stale->anew = pending >= 0;
  if (stale->anew)
    stale->after = pending;
  if (!derive_rows (db, stale, error))
    return FALSE;
  if (!stale->anew)
    return TRUE;
  done = stale->rows < ROWS_PER_TRANSACTION && !g_cancellable_is_cancelled (stale->cancellable);
  return naru_derive_set_pending (db, done ? -1 : stale->after, error)
         && naru_derive_log (db, NULL, 0, error);
}

typedef struct
{
  gint64 documents;
  gint64 stale; /* how many of them have nothing or something old in lists and search */
} StaleCount;

static gboolean
count_stale (NaruDb *db, StaleCount *count, GError **error)
{
  gint64 pending = -1;

  return naru_derive_get_pending (db, &pending, error)
         && naru_db_get_int (db, &count->documents, error, "SELECT max(number) FROM document", "")
         && naru_db_get_int (db, &count->stale, error,
                             pending >= 0 ? "SELECT count(*) FROM document WHERE number > ?"
                                          : "SELECT count(*) FROM document WHERE derived = 0 AND "
                                            "number > ?",
                             "i", pending);
}

/**
 * naru_store_derive_stale:
 * @progress: (nullable): called after each transaction
 *
 * Makes the derived data of the rows that wait for it, some thousands in a transaction. Any thread may call it; other
 * writes come in between. What is done when it is cancelled stays done.
 */
gboolean
naru_store_derive_stale (NaruStore *self, NaruProgressFunc progress, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  Stale stale = { .cancellable = cancellable };
  StaleCount count = { 0 };
  gint64 made = 0;
  gboolean bulk, done;

  /* without a transaction: whoever has nothing to do here does not wait for other processes */
  if (!naru_store_begin_writing (self, TRUE, error))
    return FALSE;
  done = count_stale (self->writer, &count, error);
  naru_store_end_writing (self);
  if (!done || count.stale == 0)
    return done;
  bulk = count.stale >= MANY_ROWS && count.stale > count.documents / 4;
  if (bulk && !naru_store_begin_bulk (self, error))
    return FALSE;

  do
    {
      done = naru_store_write_db (self, derive_some, &stale, error);
      made += stale.rows;
      if (done && progress != NULL && stale.rows > 0)
        progress (made, MAX (count.stale, made), data);
    }
  while (done && (stale.anew || stale.rows == ROWS_PER_TRANSACTION)
         && !g_cancellable_is_cancelled (cancellable));

  if (bulk)
    done = naru_store_end_bulk (self, done ? error : NULL) && done;
  else
    naru_store_notice_later (self, TRUE);
  if (done && g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED,
                           _ ("Stopped. Search and lists are completed the next time."));
      return FALSE;
    }
  return done;
}

static gboolean
start_anew (NaruDb *db, gpointer data, GError **error)
{
  return naru_derive_drop (db, error) && naru_derive_create_tables (db, error);
}

/**
 * naru_store_reindex:
 * @progress: (nullable): called after some thousand records
 *
 * Drops all derived data and makes it from the documents, and deletes attachments that nothing names any longer. If it is
 * cancelled or the computer stops, the rest is made by the next naru_store_derive_stale().
 */
gboolean
naru_store_reindex (NaruStore *self, NaruProgressFunc progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  return naru_store_write_db (self, start_anew, NULL, error)
         && naru_store_derive_stale (self, progress, data, cancellable, error)
         && naru_store_collect_blobs (self, error);
}
