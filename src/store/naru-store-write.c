/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of writes: one at a time in this process by a lock, one at a time in the profile by BEGIN IMMEDIATE, off the
 * main loop by one thread, each of them whole or not at all. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-derive-private.h"
#include "naru-error.h"

#define LARGE_WRITE                                                                                \
  1000 /* records: after that, the pages that the writer keeps are more than it will need again */

/**
 * naru_store_begin_writing:
 * @wait: whether to wait for a write that runs on another thread
 *
 * Takes the writer for the calling thread. Without @wait, %FALSE without an error says that it is busy.
 */
gboolean
naru_store_begin_writing (NaruStore *self, gboolean wait, GError **error)
{
  if (self->writer == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY, _ ("“%s” was opened for reading only."),
                   self->profile);
      return FALSE;
    }
  if (g_atomic_pointer_get (&self->writing) == g_thread_self ())
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FAILED,
                           _ ("A change was begun inside another change."));
      return FALSE;
    }
  if (wait)
    g_mutex_lock (&self->write_lock);
  else if (!g_mutex_trylock (&self->write_lock))
    return FALSE;
  g_atomic_pointer_set (&self->writing, g_thread_self ());
  return TRUE;
}

/**
 * naru_store_end_writing:
 *
 * Gives the writer back, after naru_store_begin_writing().
 */
void
naru_store_end_writing (NaruStore *self)
{
  g_atomic_pointer_set (&self->writing, NULL);
  g_mutex_unlock (&self->write_lock);
}

static gboolean
begin (NaruDb *db, GError **error)
{
  return naru_db_run (db, error, "BEGIN IMMEDIATE", "");
}

/* SQLite has rolled back by itself after some failures, such as a full disk. */
static gboolean
roll_back (NaruDb *db)
{
  if (!sqlite3_get_autocommit (naru_db_get_handle (db)))
    naru_db_run (db, NULL, "ROLLBACK", "");
  return FALSE;
}

/**
 * naru_store_write_db:
 *
 * Runs @func with the writer in one transaction, for what is no document: classifications, derived data.
 */
gboolean
naru_store_write_db (NaruStore *self, NaruDbFunc func, gpointer data, GError **error)
{
  gboolean done;

  if (!naru_store_begin_writing (self, TRUE, error))
    return FALSE;
  /* a draft that waits may name what is about to be deleted */
  naru_store_flush_pending (self);
  done = begin (self->writer, error)
         && ((func (self->writer, data, error) && naru_db_run (self->writer, error, "COMMIT", ""))
             || roll_back (self->writer));
  naru_store_end_writing (self);
  return done;
}

/* Whether each record that a required reference names is there now: at the end, so that a command may write a record
 * and those that belong to it in any order. */
static gboolean
check_references (NaruTransaction *self, GError **error)
{
  GHashTableIter iter;
  gpointer id;
  gpointer message;

  g_hash_table_iter_init (&iter, self->references);
  while (g_hash_table_iter_next (&iter, &id, &message))
    {
      gint64 found = 0;

      if (!naru_db_get_int (self->db, &found, error,
                            "SELECT count(*) FROM document WHERE id = ? AND deleted = 0", "s",
                            (const char *) id))
        return FALSE;
      if (found == 0)
        {
          g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run_func (NaruTransaction *self, NaruTransactionFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (func (self, data, &reason))
    return TRUE;
  if (reason == NULL)
    g_set_error_literal (&reason, NARU_ERROR, NARU_ERROR_FAILED, _ ("The change was given up."));
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
set_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
  return TRUE;
}

static gboolean
write_locked (NaruTransaction *self, NaruTransactionFunc func, gpointer data,
              GCancellable *cancellable, GError **error)
{
  if (!begin (self->db, error))
    return FALSE;
  if (naru_db_get_int (self->db, &self->sequence, error, "SELECT max(sequence) FROM document", "")
      && run_func (self, func, data, error) && check_references (self, error)
      && naru_command_finish (self, error)
      && (!self->unlogged || naru_derive_log (self->db, NULL, 0, error))
      && !set_cancelled (cancellable, error) && naru_db_run (self->db, error, "COMMIT", ""))
    return TRUE;
  return roll_back (self->db);
}

/**
 * naru_store_write_full:
 * @cancellable: (nullable): looked at until the commit
 */
gboolean
naru_store_write_full (NaruStore *self, const NaruWriteInfo *info, NaruTransactionFunc func,
                       gpointer data, GCancellable *cancellable, GError **error)
{
  NaruTransaction transaction = { .store = self, .info = info };
  gboolean done;

  if (set_cancelled (cancellable, error) || !naru_store_begin_writing (self, TRUE, error))
    return FALSE;
  transaction.db = self->writer;
  transaction.today = g_strndup (info->at, strlen ("2026-11-22"));
  transaction.references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  naru_db_set_cancellable (self->writer, cancellable);
  done = write_locked (&transaction, func, data, cancellable, error);
  naru_db_set_cancellable (self->writer, NULL);
  if (transaction.written > LARGE_WRITE)
    sqlite3_db_release_memory (naru_db_get_handle (self->writer));
  naru_store_end_writing (self);

  g_hash_table_unref (transaction.references);
  g_free (transaction.today);
  if (done && transaction.written > 0)
    naru_store_notice_later (self, FALSE);
  return done;
}

/**
 * naru_store_write:
 * @info: who does what, when
 * @func: makes the changes; what it returns decides whether they are kept
 *
 * Runs @func in one transaction on the calling thread: everything that it writes is on the disk when this returns %TRUE,
 * and nothing of it otherwise. Inside @func, naru_store_get() and its like see what was written.
 */
gboolean
naru_store_write (NaruStore *self, const NaruWriteInfo *info, NaruTransactionFunc func,
                  gpointer data, GError **error)
{
  return naru_store_write_full (self, info, func, data, NULL, error);
}

typedef struct
{
  NaruWriteInfo info;
  NaruTransactionFunc func;
  gpointer data;
  GDestroyNotify destroy;
} WriteJob;

static void
write_job_free (gpointer data)
{
  WriteJob *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free ((char *) job->info.label);
  g_free ((char *) job->info.author);
  g_free ((char *) job->info.at);
  g_free (job);
}

/* Jobs of the pool: a GTask with a WriteJob, or the store itself, whose pending settings are to be written. */
static void
pool_cb (gpointer item, gpointer data)
{
  g_autoptr (GObject) object = item;
  NaruStore *self;
  GError *error = NULL;
  WriteJob *job;

  if (NARU_IS_STORE (object))
    {
      self = NARU_STORE (object);
      g_atomic_pointer_set (&self->pool_thread, g_thread_self ());
      if (naru_store_begin_writing (self, TRUE, NULL))
        {
          naru_store_flush_pending (self);
          naru_store_end_writing (self);
        }
      return;
    }
  self = g_task_get_source_object (G_TASK (object));
  g_atomic_pointer_set (&self->pool_thread, g_thread_self ());
  job = g_task_get_task_data (G_TASK (object));
  if (naru_store_write_full (self, &job->info, job->func, job->data,
                             g_task_get_cancellable (G_TASK (object)), &error))
    g_task_return_boolean (G_TASK (object), TRUE);
  else
    g_task_return_error (G_TASK (object), error);
}

/* Only ever called on the opener's thread, where the pool is made. */
static void
push (NaruStore *self, gpointer object)
{
  if (self->write_pool == NULL)
    self->write_pool = g_thread_pool_new (pool_cb, NULL, 1, TRUE, NULL);
  g_thread_pool_push (self->write_pool, object, NULL);
}

/**
 * naru_store_push_flush:
 *
 * Has what waits in the pending table written as soon as the writes before it are done.
 */
void
naru_store_push_flush (NaruStore *self)
{
  push (self, g_object_ref (self));
}

/**
 * naru_store_stop_writing:
 *
 * Waits for everything that was asked for.
 */
void
naru_store_stop_writing (NaruStore *self)
{
  GThreadPool *pool = g_steal_pointer (&self->write_pool);

  /* the last reference may be dropped by a job of the pool, which cannot wait for itself */
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, g_atomic_pointer_get (&self->pool_thread) != g_thread_self ());
}

/**
 * naru_store_write_async:
 * @destroy: (nullable): frees @data after @func has run, on the writer's thread
 * @cancellable: (nullable): until the commit; nothing is written when it was cancelled
 *
 * Like naru_store_write(), on the thread of the store's writer, in the order of the calls. To be called on the thread
 * that opened the store; "changed" comes before @callback.
 */
void
naru_store_write_async (NaruStore *self, const NaruWriteInfo *info, NaruTransactionFunc func,
                        gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  WriteJob *job = g_new0 (WriteJob, 1);

  job->info = (NaruWriteInfo){ g_strdup (info->label), g_strdup (info->author), g_strdup (info->at),
                               info->flags };
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  g_task_set_source_tag (task, naru_store_write_async);
  g_task_set_task_data (task, job, write_job_free);
  /* a write that was committed is told as done, even if it was cancelled a moment later */
  g_task_set_check_cancellable (task, FALSE);
  push (self, task);
}

/**
 * naru_store_write_finish:
 *
 * Returns: whether it was written; if not, nothing of it was
 */
gboolean
naru_store_write_finish (NaruStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  NaruReadFunc func;
  gpointer data;
  GDestroyNotify destroy;
} ReadJob;

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

#define IDLE_READERS 2

static NaruStore *
take_reader (NaruStore *self, GError **error)
{
  NaruStore *reader;

  g_mutex_lock (&self->idle_lock);
  reader = g_queue_pop_head (&self->idle_readers);
  g_mutex_unlock (&self->idle_lock);
  return reader != NULL ? reader : naru_store_new_reader (self, error);
}

static void
give_back_reader (NaruStore *self, NaruStore *reader)
{
  g_mutex_lock (&self->idle_lock);
  if (self->reader != NULL && g_queue_get_length (&self->idle_readers) < IDLE_READERS)
    g_queue_push_head (&self->idle_readers, g_steal_pointer (&reader));
  g_mutex_unlock (&self->idle_lock);
  g_clear_object (&reader);
}

static void
read_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  NaruStore *self = source;
  ReadJob *job = task_data;
  GError *error = NULL;
  NaruStore *reader = take_reader (self, &error);
  gboolean done = FALSE;

  if (reader != NULL)
    {
      naru_db_set_cancellable (reader->reader, cancellable);
      /* one transaction: everything that func reads is of one moment */
      done = naru_db_run (reader->reader, &error, "BEGIN", "")
             && job->func (reader, job->data, cancellable, &error);
      naru_db_set_cancellable (reader->reader, NULL);
      roll_back (reader->reader);
      give_back_reader (self, reader);
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * naru_store_read_async:
 * @func: reads from the store that it is given, and from no other
 * @destroy: (nullable): frees @data with the task
 *
 * Runs @func on another thread. What it reads is the state of one moment.
 */
void
naru_store_read_async (NaruStore *self, NaruReadFunc func, gpointer data, GDestroyNotify destroy,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ReadJob *job = g_new0 (ReadJob, 1);

  *job = (ReadJob){ func, data, destroy };
  g_task_set_source_tag (task, naru_store_read_async);
  g_task_set_task_data (task, job, read_job_free);
  g_task_run_in_thread (task, read_cb);
}

/**
 * naru_store_read_finish:
 *
 * Returns: what the function has returned
 */
gboolean
naru_store_read_finish (NaruStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
