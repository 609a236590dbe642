/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share about the store. */
#pragma once

#include "naru-db.h"
#include "naru-derive.h"
#include "naru-store.h"

G_BEGIN_DECLS

#define NARU_STORE_FILE "naru.db"
#define NARU_STORE_VERSION 6
#define NARU_BLOB_CHUNK (512 * 1024)
/* Records that "changed" names; of more it says that all may have changed. */
#define NARU_CHANGED_LIMIT 500

struct _NaruStore
{
  GObject parent_instance;
  char *profile;
  char *file;
  NaruStoreOpenFlags flags;
  gboolean is_reader; /* made by naru_store_new_reader(): no writer, no watch */
  NaruDb *reader; /* of the thread that opened the store */
  GMainContext *context; /* of that thread */
  GThread *opener;

  GMutex write_lock; /* guards writer, and write_pool when it is made */
  NaruDb *writer;
  GThread *writing; /* whose write is running; atomic */
  GThreadPool *write_pool; /* one thread, made when first needed */
  GThread *pool_thread;

  GMutex idle_lock; /* guards idle_readers */
  GQueue idle_readers; /* NaruStore, for naru_store_read_async() */

  GSource *watch;
  gint64 data_version;
  gint64 seen; /* sequence up to which "changed" was told */
  gint64 removals; /* naru_removal_count() of that time */

  GMutex pending_lock; /* guards pending */
  GHashTable *pending; /* settings and drafts that wait for a long write to end */
};

/* The connection to read with: the writer's inside a write on the writer's thread, otherwise the reader's. */
NaruDb *naru_store_get_db (NaruStore *self);

/* Schema */
gboolean naru_schema_open (NaruDb *db,
                           GError **error); /* checks the version, migrates, makes derived tables */
gboolean naru_schema_check (NaruDb *db, gint64 *version,
                            GError **error); /* refuses what is not ours or newer */
gboolean naru_schema_create (NaruDb *db, int version,
                             GError **error); /* an empty store of that version, for tests */

/* Documents: number, id, type, body of one row; body is NULL where there is none */
typedef struct
{
  gint64 number;
  gint64 edits;
  gboolean deleted;
  char *type;
  char *body;
} NaruDocument;

void naru_document_clear (NaruDocument *document);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruDocument, naru_document_clear)
/* number is 0 if there is no such row */
gboolean naru_document_load (NaruDb *db, const char *id, NaruDocument *document, GError **error);

/* Writing */
struct _NaruTransaction
{
  NaruStore *store;
  NaruDb *db;
  const NaruWriteInfo *info;
  char *today;
  gint64 command; /* 0 until the first record is written */
  gint64 command_size; /* bytes added to it by this write */
  gint64 undo_of; /* for the write of an undo: the command that is undone, otherwise 0 */
  gint64 sequence; /* of the latest document written */
  GHashTable
      *references; /* id -> sentence that refuses the write if there is no such record at its end */
  gint64 written; /* how many documents */
  gboolean
      unlogged; /* rows were derived without notes in the log: it gets one for all at the end */
};

gboolean naru_store_write_full (NaruStore *self, const NaruWriteInfo *info,
                                NaruTransactionFunc func, gpointer data, GCancellable *cancellable,
                                GError **error);
/* runs func with the writer, in a transaction, without a command */
typedef gboolean (*NaruDbFunc) (NaruDb *db, gpointer data, GError **error);
gboolean naru_store_write_db (NaruStore *self, NaruDbFunc func, gpointer data, GError **error);
void naru_store_stop_writing (NaruStore *self);
void naru_store_flush_pending (NaruStore *self);
gboolean naru_store_has_pending (NaruStore *self);
gboolean naru_store_begin_writing (NaruStore *self, gboolean wait, GError **error);
void naru_store_end_writing (NaruStore *self);
void naru_store_push_flush (NaruStore *self);

void naru_store_notice (NaruStore *self, gboolean everything);
void naru_store_notice_later (NaruStore *self, gboolean everything);
NaruStore *naru_store_new_reader (NaruStore *self, GError **error);

GPtrArray *naru_record_compare_content (NaruRecord *before, NaruRecord *after);

/* Brings the sync state that is shown for a record up to date, naru-store-sync.c */
gboolean naru_sync_show (NaruDb *db, const char *id, GError **error);

/* Another number after documents were removed without a trace, naru-store-leave.c */
gint64 naru_removal_count (NaruDb *db);

/* The undo list, naru-store-command.c */
gboolean naru_command_note (NaruTransaction *self, const char *id, const char *before,
                            const char *after, GError **error);
gboolean naru_command_begin (NaruTransaction *self, GError **error);
gboolean naru_command_finish (NaruTransaction *self, GError **error);
gboolean naru_undo_elements (const NaruField *field, const char *before, const char *after,
                             const char *current, char **result, gboolean *kept);

/* naru-store-rename.c */
gboolean naru_rename_everywhere (NaruDb *db, const char *from, const char *to, GError **error);

G_END_DECLS
