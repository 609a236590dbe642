/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, closing and reading a store, and telling who listens what has changed in it. */
#include "naru-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "naru-error.h"

#define WATCH_SECONDS 1

G_DEFINE_FINAL_TYPE (NaruStore, naru_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
naru_store_finalize (GObject *object)
{
  NaruStore *self = NARU_STORE (object);

  naru_store_close (self);
  g_mutex_clear (&self->write_lock);
  g_mutex_clear (&self->idle_lock);
  g_mutex_clear (&self->pending_lock);
  g_hash_table_unref (self->pending);
  g_main_context_unref (self->context);
  g_free (self->profile);
  g_free (self->file);
  G_OBJECT_CLASS (naru_store_parent_class)->finalize (object);
}

static void
naru_store_class_init (NaruStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_store_finalize;

  /**
   * NaruStore::changed:
   * @ids: (nullable): ids of the records that were written, oldest write first; %NULL when they are too many to be named
   *
   * After a commit, here or in another process, on the thread that opened the store. Another process is noticed within a
   * second, while the main context of that thread runs.
   */
  signals[CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
naru_store_init (NaruStore *self)
{
  g_mutex_init (&self->write_lock);
  g_mutex_init (&self->idle_lock);
  g_mutex_init (&self->pending_lock);
  g_queue_init (&self->idle_readers);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->context = g_main_context_ref_thread_default ();
  self->opener = g_thread_self ();
}

/**
 * naru_store_default_profile:
 *
 * Returns: (transfer full): the folder of the profile that is opened when none is named
 */
char *
naru_store_default_profile (void)
{
  return g_build_filename (g_get_user_data_dir (), "naru", NULL);
}

/**
 * naru_store_get_profile:
 *
 * Returns: (transfer none): the folder of the store
 */
const char *
naru_store_get_profile (NaruStore *self)
{
  return self->profile;
}

/**
 * naru_store_get_db:
 *
 * Returns: (transfer none): the connection to read with: the writer's inside a write on the thread that writes, otherwise
 * the reader's
 */
NaruDb *
naru_store_get_db (NaruStore *self)
{
  if (g_atomic_pointer_get (&self->writing) == g_thread_self ())
    return self->writer;
  return self->reader;
}

static gboolean
make_folder (NaruStore *self, GError **error)
{
  if (g_mkdir_with_parents (self->profile, 0700) == 0)
    return TRUE;
  return naru_db_fail_file (self->file, SQLITE_CANTOPEN, errno, NULL, error);
}

/* WAL is a property of the file: it is set once, which needs it for a moment alone. */
static gboolean
use_wal (NaruDb *db, GError **error)
{
  g_autofree char *mode = NULL;

  if (!naru_db_get_text (db, &mode, error, "PRAGMA journal_mode", ""))
    return FALSE;
  return g_strcmp0 (mode, "wal") == 0 || naru_db_exec (db, "PRAGMA journal_mode = WAL", error);
}

static gboolean
open_writer (NaruStore *self, GError **error)
{
  gboolean existing = (self->flags & NARU_STORE_OPEN_EXISTING) != 0;
  gint64 version = 0;

  if (!existing && !make_folder (self, error))
    return FALSE;
  self->writer = naru_db_open (self->file, existing ? NARU_DB_READ_WRITE : NARU_DB_CREATE, error);
  if (self->writer == NULL || !naru_schema_check (self->writer, &version, error))
    return FALSE;
  if (g_chmod (self->file, 0600) != 0)
    return naru_db_fail_file (self->file, SQLITE_PERM, errno, NULL, error);
  return use_wal (self->writer, error) && naru_schema_open (self->writer, error);
}

static gboolean
open_reader (NaruStore *self, GError **error)
{
  gboolean read_only = (self->flags & NARU_STORE_OPEN_READ_ONLY) != 0;
  gint64 version = 0;

  self->reader = naru_db_open (self->file, read_only ? NARU_DB_READ_ONLY : NARU_DB_READER, error);
  if (self->reader == NULL || !naru_schema_check (self->reader, &version, error))
    return FALSE;
  if (version < NARU_STORE_VERSION)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY,
                   _ ("“%s” was written by an earlier version of Naru. Please open it once with "
                      "the right to write."),
                   self->file);
      return FALSE;
    }
  return TRUE;
}

/**
 * naru_store_new_reader:
 *
 * Returns: (transfer full) (nullable): a store that only reads, with a connection of its own, for the calling thread
 */
NaruStore *
naru_store_new_reader (NaruStore *self, GError **error)
{
  g_autoptr (NaruStore) reader = g_object_new (NARU_TYPE_STORE, NULL);

  reader->profile = g_strdup (self->profile);
  reader->file = g_strdup (self->file);
  reader->flags = self->flags;
  reader->is_reader = TRUE;
  return open_reader (reader, error) ? g_steal_pointer (&reader) : NULL;
}

static gboolean
watch_cb (gpointer data)
{
  NaruStore *self = data;
  gint64 version = self->data_version;

  if (naru_db_get_int (self->reader, &version, NULL, "PRAGMA data_version", "")
      && version != self->data_version)
    naru_store_notice (self, FALSE);
  if (naru_store_has_pending (self))
    naru_store_push_flush (self);
  return G_SOURCE_CONTINUE;
}

static void
watch (NaruStore *self)
{
  naru_db_get_int (self->reader, &self->data_version, NULL, "PRAGMA data_version", "");
  self->seen = naru_store_get_sequence (self);
  self->removals = naru_removal_count (self->reader);
  self->watch = g_timeout_source_new_seconds (WATCH_SECONDS);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_set_static_name (self->watch, "naru-store-watch");
  g_source_attach (self->watch, self->context);
}

/**
 * naru_store_open:
 * @profile: folder of the store; made if it is not there
 *
 * Opens the store, brings it up to this version and to the fields of the dictionary. The calling thread becomes the one
 * that reads from it and is told of changes. Rows may be left whose derived data is yet to be made, after an upgrade or
 * an interrupted import: naru_store_derive_stale() makes them, on any thread.
 *
 * Returns: (transfer full) (nullable): the store. Errors: see naru-error.h, from %NARU_ERROR_DAMAGED on;
 * %NARU_ERROR_NOT_FOUND if %NARU_STORE_OPEN_EXISTING finds none
 */
NaruStore *
naru_store_open (const char *profile, NaruStoreOpenFlags flags, GError **error)
{
  g_autoptr (NaruStore) self = g_object_new (NARU_TYPE_STORE, NULL);

  self->profile = g_canonicalize_filename (profile, NULL);
  self->file = g_build_filename (self->profile, NARU_STORE_FILE, NULL);
  self->flags = flags;

  if ((flags & (NARU_STORE_OPEN_EXISTING | NARU_STORE_OPEN_READ_ONLY)) != 0
      && g_access (self->file, F_OK) != 0 && errno == ENOENT)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("There is no store in the folder “%s”."), self->profile);
      return NULL;
    }
  if ((flags & NARU_STORE_OPEN_READ_ONLY) == 0 && !open_writer (self, error))
    return NULL;
  if (!open_reader (self, error))
    return NULL;
  watch (self);
  return g_steal_pointer (&self);
}

/**
 * naru_store_close:
 *
 * Waits for the writes that were asked for, and lets go of the file. Nothing but unreferencing is allowed afterwards.
 */
void
naru_store_close (NaruStore *self)
{
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  naru_store_stop_writing (self);
  if (naru_store_has_pending (self) && naru_store_begin_writing (self, TRUE, NULL))
    {
      naru_store_flush_pending (self);
      naru_store_end_writing (self);
    }
  g_queue_clear_full (&self->idle_readers, g_object_unref);
  g_clear_pointer (&self->reader, naru_db_close);
  g_clear_pointer (&self->writer, naru_db_close);
}

/**
 * naru_store_adopt:
 *
 * Makes the calling thread the one that reads from the store and is told of changes, in place of the thread that opened
 * it. Neither may have a main context of its own.
 */
void
naru_store_adopt (NaruStore *self)
{
  self->opener = g_thread_self ();
}

static void
release_pages (NaruDb *db)
{
  sqlite3_db_release_memory (naru_db_get_handle (db));
}

/**
 * naru_store_release_memory:
 *
 * Gives back the pages of the file that connections without work hold, and all connections for workers but one: a program
 * that opens reads several things at once, afterwards that is rare. Nothing is lost but a little time at the next reading.
 */
void
naru_store_release_memory (NaruStore *self)
{
  release_pages (self->reader);
  g_mutex_lock (&self->idle_lock);
  while (g_queue_get_length (&self->idle_readers) > 1)
    g_object_unref (g_queue_pop_tail (&self->idle_readers));
  if (!g_queue_is_empty (&self->idle_readers))
    release_pages (NARU_STORE (g_queue_peek_head (&self->idle_readers))->reader);
  g_mutex_unlock (&self->idle_lock);
  if (self->writer != NULL && naru_store_begin_writing (self, FALSE, NULL))
    {
      release_pages (self->writer);
      naru_store_end_writing (self);
    }
}

/**
 * naru_store_get_sequence:
 *
 * Returns: the place of the latest write in the order of local writes
 */
gint64
naru_store_get_sequence (NaruStore *self)
{
  gint64 sequence = 0;

  naru_db_get_int (naru_store_get_db (self), &sequence, NULL, "SELECT max(sequence) FROM document",
                   "");
  return sequence;
}

/* Counted in the index alone: of very many the rows are not looked at. */
static gint64
count_written (NaruStore *self)
{
  gint64 written = 0;

  naru_db_get_int (self->reader, &written, NULL,
                   "SELECT count(*) FROM (SELECT 1 FROM document WHERE sequence > ? LIMIT ?)", "ii",
                   self->seen, (gint64) NARU_CHANGED_LIMIT + 1);
  return written;
}

static GStrv
list_written (NaruStore *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (NaruStatement) statement = naru_db_query (
      self->reader, NULL, "SELECT id, sequence FROM document WHERE sequence > ? ORDER BY sequence",
      "i", self->seen);

  while (statement != NULL && naru_statement_step (statement, NULL) == NARU_STEP_ROW)
    {
      g_strv_builder_add (ids, naru_statement_get_text (statement, 0));
      self->seen = naru_statement_get_int (statement, 1);
    }
  return g_strv_builder_end (ids);
}

/**
 * naru_store_notice:
 * @everything: whether to say that all may have changed
 *
 * Emits "changed" for what was written since the last time. On the opener's thread.
 */
void
naru_store_notice (NaruStore *self, gboolean everything)
{
  g_auto (GStrv) ids = NULL;
  gint64 written;

  if (self->reader == NULL)
    return;
  naru_db_get_int (self->reader, &self->data_version, NULL, "PRAGMA data_version", "");
  written = count_written (self);
  if (written > NARU_CHANGED_LIMIT || self->removals != naru_removal_count (self->reader))
    everything = TRUE;
  if (written == 0 && !everything)
    return;

  if (everything)
    {
      self->seen = naru_store_get_sequence (self);
      self->removals = naru_removal_count (self->reader);
    }
  else
    ids = list_written (self);
  g_signal_emit (self, signals[CHANGED], 0, ids);
}

static gboolean
notice_cb (gpointer data)
{
  naru_store_notice (data, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
notice_everything_cb (gpointer data)
{
  naru_store_notice (data, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * naru_store_notice_later:
 *
 * Like naru_store_notice(), from any thread.
 */
void
naru_store_notice_later (NaruStore *self, gboolean everything)
{
  g_autoptr (GSource) source = NULL;

  if (self->opener == g_thread_self ())
    {
      naru_store_notice (self, everything);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, everything ? notice_everything_cb : notice_cb, g_object_ref (self),
                         g_object_unref);
  g_source_attach (source, self->context);
}

/**
 * naru_document_clear:
 *
 * Frees what the row holds, not the row.
 */
void
naru_document_clear (NaruDocument *document)
{
  g_clear_pointer (&document->type, g_free);
  g_clear_pointer (&document->body, g_free);
}

/**
 * naru_document_load:
 * @document: (out): the row; its number is 0 if there is none
 *
 * Reads one row of the document table, deleted or not.
 */
gboolean
naru_document_load (NaruDb *db, const char *id, NaruDocument *document, GError **error)
{
  g_autoptr (NaruStatement) statement = naru_db_query (
      db, error, "SELECT number, edits, deleted, type, body FROM document WHERE id = ?", "s", id);
  NaruStep step = statement != NULL ? naru_statement_step (statement, error) : NARU_STEP_ERROR;

  *document = (NaruDocument){ 0 };
  if (step == NARU_STEP_ERROR)
    return FALSE;
  if (step == NARU_STEP_DONE)
    return TRUE;
  document->number = naru_statement_get_int (statement, 0);
  document->edits = naru_statement_get_int (statement, 1);
  document->deleted = naru_statement_get_int (statement, 2) != 0;
  document->type = naru_statement_dup_text (statement, 3);
  document->body = naru_statement_dup_text (statement, 4);
  return TRUE;
}

static NaruRecord *
read_record (NaruStatement *statement, const char *what, GError **error)
{
  NaruStep step = statement != NULL ? naru_statement_step (statement, error) : NARU_STEP_ERROR;

  if (step == NARU_STEP_DONE
      || (step == NARU_STEP_ROW && naru_statement_get_int (statement, 1) != 0))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no record “%s”."), what);
      return NULL;
    }
  if (step == NARU_STEP_ERROR)
    return NULL;
  return naru_record_new_from_text (naru_statement_get_text (statement, 0),
                                    naru_statement_get_text (statement, 2),
                                    naru_statement_get_length (statement, 2), error);
}

/**
 * naru_store_get:
 *
 * Returns: (transfer full) (nullable): the record; %NARU_ERROR_NOT_FOUND if there is none, or it was deleted
 */
NaruRecord *
naru_store_get (NaruStore *self, const char *id, GError **error)
{
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT id, deleted, body FROM document WHERE id = ?", "s", id);

  return read_record (statement, id, error);
}

/**
 * naru_store_get_by_number:
 * @number: local row number, as in lists
 *
 * Returns: (transfer full) (nullable): the record; %NARU_ERROR_NOT_FOUND if there is none, or it was deleted
 */
NaruRecord *
naru_store_get_by_number (NaruStore *self, gint64 number, GError **error)
{
  g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT id, deleted, body FROM document WHERE number = ?", "i", number);

  return read_record (statement, what, error);
}

/**
 * naru_store_get_state:
 *
 * Returns: (transfer full) (nullable): where the document stands, also if it was deleted; %NARU_ERROR_NOT_FOUND if it
 * never was here
 */
NaruDocumentState *
naru_store_get_state (NaruStore *self, const char *id, GError **error)
{
  g_autoptr (NaruDocumentState) state = g_new0 (NaruDocumentState, 1);
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT number, edits, sequence, deleted, sync, rev, sent_at, reason FROM "
                       "document WHERE id = ?",
                       "s", id);
  NaruStep step = statement != NULL ? naru_statement_step (statement, error) : NARU_STEP_ERROR;

  if (step == NARU_STEP_DONE)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no record “%s”."), id);
  if (step != NARU_STEP_ROW)
    return NULL;
  state->number = naru_statement_get_int (statement, 0);
  state->edits = naru_statement_get_int (statement, 1);
  state->sequence = naru_statement_get_int (statement, 2);
  state->deleted = naru_statement_get_int (statement, 3) != 0;
  state->sync = (NaruSyncState) naru_statement_get_int (statement, 4);
  state->rev = naru_statement_dup_text (statement, 5);
  state->sent_at = naru_statement_dup_text (statement, 6);
  state->reason = naru_statement_dup_text (statement, 7);
  return g_steal_pointer (&state);
}

void
naru_document_state_free (NaruDocumentState *state)
{
  g_free (state->rev);
  g_free (state->sent_at);
  g_free (state->reason);
  g_free (state);
}

/**
 * naru_store_get_title:
 *
 * Returns: (transfer full) (nullable): what lists call the record, without reading the whole of it
 */
char *
naru_store_get_title (NaruStore *self, const char *id)
{
  char *title = NULL;

  naru_db_get_text (naru_store_get_db (self), &title, NULL,
                    "SELECT title FROM document WHERE id = ?", "s", id);
  return title;
}

/**
 * naru_store_count_type:
 *
 * Returns: how many records of @type there are
 */
gint64
naru_store_count_type (NaruStore *self, const char *type)
{
  gint64 count = 0;

  naru_db_get_int (naru_store_get_db (self), &count, NULL,
                   "SELECT count(*) FROM document WHERE type = ? AND deleted = 0", "s", type);
  return count;
}
