/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store of one profile: every document as received, its sync state, its history, the undo list, and all that is
 * derived from the documents, in one SQLite file. Nothing outside this folder knows SQL. */
#pragma once

#include <gio/gio.h>
#include "naru-record.h"

G_BEGIN_DECLS

#define NARU_TYPE_STORE (naru_store_get_type ())
G_DECLARE_FINAL_TYPE (NaruStore, naru_store, NARU, STORE, GObject)

typedef enum
{
  NARU_STORE_OPEN_DEFAULT = 0,
  NARU_STORE_OPEN_EXISTING = 1 << 0, /* refuse to make a new store */
  NARU_STORE_OPEN_READ_ONLY = 1 << 1,
} NaruStoreOpenFlags;

/**
 * NaruSyncState: where a document stands between this desk and the server
 * @NARU_SYNC_LOST: the server had it and has lost it: it waits for naru_store_send_again()
 */
typedef enum
{
  NARU_SYNC_ONLY_HERE,
  NARU_SYNC_SENT,
  NARU_SYNC_REFUSED,
  NARU_SYNC_CONFLICT,
  NARU_SYNC_LOST,
} NaruSyncState;

typedef struct
{
  gint64 number; /* local row number: the key of lists */
  gint64 edits; /* edit counter */
  gint64 sequence; /* place in the order of local writes */
  gboolean deleted;
  NaruSyncState sync;
  char *rev;
  char *sent_at;
  char *reason;
} NaruDocumentState;

void naru_document_state_free (NaruDocumentState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruDocumentState, naru_document_state_free)

/* Opening. The folder is made 0700, the file 0600. A store that is newer, damaged, locked, read-only or on a full disk is
 * refused with the error that says so, and left as it is. */
NaruStore *naru_store_open (const char *profile, NaruStoreOpenFlags flags, GError **error);
void naru_store_close (NaruStore *self);
void naru_store_release_memory (NaruStore *self);
void naru_store_adopt (NaruStore *self);
const char *naru_store_get_profile (NaruStore *self);
char *naru_store_default_profile (void);

/* Reading: on the thread that opened the store, or inside a write on the writer's thread. */
NaruRecord *naru_store_get (NaruStore *self, const char *id, GError **error);
NaruRecord *naru_store_get_by_number (NaruStore *self, gint64 number, GError **error);
NaruDocumentState *naru_store_get_state (NaruStore *self, const char *id, GError **error);
char *naru_store_get_title (NaruStore *self, const char *id);
gint64 naru_store_get_sequence (NaruStore *self);

/* Writing: everything a command does happens in one transaction. */

typedef struct _NaruTransaction NaruTransaction;

typedef enum
{
  NARU_WRITE_DEFAULT = 0,
  NARU_WRITE_NO_UNDO = 1 << 0, /* not a person's command: the sample, settings */
  NARU_WRITE_NO_HISTORY = 1 << 1,
  NARU_WRITE_DEFER_DERIVED
  = 1
    << 2, /* columns, search and postings are made afterwards; until then the rows are marked stale */
  NARU_WRITE_CONTINUE
  = 1 << 3, /* belongs to the command of the same label, author and time: undone together */
} NaruWriteFlags;

/**
 * NaruWriteInfo:
 * @label: what the person did, translated: shown by undo
 * @author: id of the staff record
 * @at: time of the command, as on the wire
 */
typedef struct
{
  const char *label;
  const char *author;
  const char *at;
  NaruWriteFlags flags;
} NaruWriteInfo;

typedef gboolean (*NaruTransactionFunc) (NaruTransaction *transaction, gpointer data,
                                         GError **error);

gboolean naru_store_write (NaruStore *self, const NaruWriteInfo *info, NaruTransactionFunc func,
                           gpointer data, GError **error);
void naru_store_write_async (NaruStore *self, const NaruWriteInfo *info, NaruTransactionFunc func,
                             gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean naru_store_write_finish (NaruStore *self, GAsyncResult *result, GError **error);

NaruStore *naru_transaction_get_store (NaruTransaction *self);
NaruRecord *naru_transaction_get (NaruTransaction *self, const char *id, GError **error);
gboolean naru_transaction_put (NaruTransaction *self, NaruRecord *record, GError **error);
/* for bulk work: a new document that is known to be right; see there for what is not checked */
gboolean naru_transaction_put_text (NaruTransaction *self, const char *id, const char *text,
                                    GError **error);
gboolean naru_transaction_delete (NaruTransaction *self, const char *id, GError **error);
gboolean naru_transaction_forget (NaruTransaction *self, const char *id, GError **error);
gboolean naru_transaction_forget_word (NaruTransaction *self, const char *word, GError **error);
gboolean naru_transaction_forget_blob (NaruTransaction *self, const char *digest, GError **error);
char *naru_transaction_put_blob (NaruTransaction *self, GBytes *bytes, GError **error);

/* Work off the main loop: func runs on a thread with a reading connection of its own. */
typedef gboolean (*NaruReadFunc) (NaruStore *reader, gpointer data, GCancellable *cancellable,
                                  GError **error);
void naru_store_read_async (NaruStore *self, NaruReadFunc func, gpointer data,
                            GDestroyNotify destroy, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean naru_store_read_finish (NaruStore *self, GAsyncResult *result, GError **error);

/* While nobody else knows it, a record can get another id. */
gboolean naru_store_rename_record (NaruStore *self, const char *from, const char *to,
                                   GError **error);

/* Undo is a new edit: each field that the command changed goes back, unless somebody changed it since. */
typedef struct
{
  char *label; /* of the command that was undone */
  char **ids; /* records touched */
  GPtrArray
      *kept; /* sentences that name the fields left alone, since somebody changed them since */
} NaruUndoReport;

void naru_undo_report_free (NaruUndoReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruUndoReport, naru_undo_report_free)
char *naru_store_get_undo_label (NaruStore *self);
char *naru_store_get_redo_label (NaruStore *self);
NaruUndoReport *naru_store_undo (NaruStore *self, const char *author, const char *at,
                                 GError **error);
NaruUndoReport *naru_store_redo (NaruStore *self, const char *author, const char *at,
                                 GError **error);
void naru_store_undo_async (NaruStore *self, const char *author, const char *at,
                            GAsyncReadyCallback callback, gpointer user_data);
void naru_store_redo_async (NaruStore *self, const char *author, const char *at,
                            GAsyncReadyCallback callback, gpointer user_data);
NaruUndoReport *naru_store_undo_finish (NaruStore *self, GAsyncResult *result, GError **error);

/* History */
typedef struct
{
  char *record;
  char *field; /* "" for the record as a whole: made, deleted, brought back */
  char *author;
  char *at;
  char *from; /* JSON texts, NULL for none */
  char *to;
} NaruChange;

typedef enum
{
  NARU_CHANGE_FIELD,
  NARU_CHANGE_MADE,
  NARU_CHANGE_DELETED,
  NARU_CHANGE_BROUGHT_BACK,
} NaruChangeKind;

void naru_change_free (NaruChange *change);
NaruChangeKind naru_change_get_kind (const NaruChange *change);
GPtrArray *naru_store_get_history (NaruStore *self, const char *id, GError **error);

/**
 * NaruRevival: a record that is there although somebody deleted it, since somebody else wrote in it at the same time
 * @deleted_by: (nullable): who deleted it, as far as this desk knows
 * @deleted_at: (nullable): when
 * @kept_by: (nullable): at whose desk the two came together; %NULL if it was another one
 * @at: the latest of what is known of it
 */
typedef struct
{
  char *record;
  char *deleted_by;
  char *deleted_at;
  char *kept_by;
  char *at;
} NaruRevival;

void naru_revival_free (NaruRevival *revival);
GPtrArray *naru_store_list_revivals (NaruStore *self, const char *since, GError **error);
void naru_store_dismiss_revival (NaruStore *self, const NaruRevival *revival, const char *now);
void naru_store_recall_revival (NaruStore *self, const char *record);

/* Blobs: attachments by digest. */
GBytes *naru_store_get_blob (NaruStore *self, const char *digest, GError **error);
gboolean naru_store_collect_blobs (NaruStore *self, GError **error);

/* Settings and drafts: local to the profile, written at once. A draft is what somebody has typed and not saved. */
char *naru_store_get_setting (NaruStore *self, const char *key);
void naru_store_keep_setting (NaruStore *self, const char *key, const char *value);
void naru_store_keep_draft (NaruStore *self, const char *key, const char *text);
gboolean naru_store_set_setting (NaruStore *self, const char *key, const char *value,
                                 GError **error);
char *naru_store_get_draft (NaruStore *self, const char *key);
char **naru_store_list_drafts (NaruStore *self, const char *prefix);

/* Classifications imported from the published files: read-only, never synchronised. */
typedef struct
{
  const char *code;
  const char *parent;
  const char *uri;
  const char *en;
  const char *ko;
  const char *fr;
} NaruClassificationRow;
gboolean naru_store_import_classification (NaruStore *self, const char *scheme,
                                           const NaruClassificationRow *rows, gsize n_rows,
                                           GError **error);
guint naru_store_count_classification (NaruStore *self, const char *scheme);
char *naru_store_get_classification_label (NaruStore *self, const char *scheme, const char *code);
/* codes whose label in any language has the words, best first */
char **naru_store_list_classification (NaruStore *self, const char *scheme, const char *prefix);
char **naru_store_search_classification (NaruStore *self, const char *scheme, const char *text,
                                         guint limit);

/* Care */
gboolean naru_store_verify (NaruStore *self, GPtrArray **problems, GError **error);
typedef void (*NaruProgressFunc) (gint64 done, gint64 total, gpointer data);
gboolean naru_store_reindex (NaruStore *self, NaruProgressFunc progress, gpointer data,
                             GCancellable *cancellable, GError **error);
/* Around the writing of very many records: the indexes of lists are made once, at its end. */
gboolean naru_store_begin_bulk (NaruStore *self, GError **error);
gboolean naru_store_end_bulk (NaruStore *self, GError **error);
gboolean naru_store_derive_stale (NaruStore *self, NaruProgressFunc progress, gpointer data,
                                  GCancellable *cancellable, GError **error);
gboolean naru_store_backup (NaruStore *self, const char *file, GError **error);
gboolean naru_store_restore (const char *profile, const char *file, GError **error);
gint64 naru_store_count_type (NaruStore *self, const char *type);

/* Signal "changed" (const char *const *ids): after a commit, here or in another process, on the thread that opened the
 * store. ids is NULL when more changed than can be named. */

G_END_DECLS
