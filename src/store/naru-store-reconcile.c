/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a server was set back, made anew, or cleaned up: comparing all that it has with all that is here. */
#include "naru-store-sync-private.h"

typedef struct
{
  GHashTable *summary; /* id -> NaruRemoteDocument */
  GPtrArray *to_fetch;
  GPtrArray *missing;
} Compare;

/* A document of which the server has, or had, a revision, or one that has moved there and is awaited. */
static void
compare_row (Compare *self, NaruStatement *row)
{
  const char *id = naru_statement_get_text (row, 0);
  const char *known = naru_statement_get_text (row, 1);
  const NaruRemoteDocument *remote = g_hash_table_lookup (self->summary, id);

  if (remote == NULL && known != NULL)
    g_ptr_array_add (self->missing, g_strdup (id));
  else if (remote != NULL && g_strcmp0 (remote->rev, known) != 0)
    g_ptr_array_add (self->to_fetch, naru_revision_new (id, remote->rev));
  g_hash_table_remove (self->summary, id);
}

static gboolean
compare_place (NaruDb *db, Compare *self, const char *place, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT id, known FROM document WHERE place = ? AND (known IS NOT NULL OR edits = clean)",
      "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    compare_row (self, row);
  return step == NARU_STEP_DONE;
}

/* Pieces of attachments are no documents here. */
static gboolean
leave_out_blobs (NaruDb *db, Compare *self, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error, "SELECT digest, position FROM blob", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_autofree char *id
          = naru_blob_make_id (naru_statement_get_text (row, 0), naru_statement_get_int (row, 1));

      g_hash_table_remove (self->summary, id);
    }
  return step == NARU_STEP_DONE;
}

/* What a record has left in the place and is not known to be deleted, and is */
static gboolean
add_departed (NaruDb *db, Compare *self, const char *place, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error, "SELECT id FROM departure WHERE place = ? AND rev <> ''", "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      const char *id = naru_statement_get_text (row, 0);
      const NaruRemoteDocument *remote = g_hash_table_lookup (self->summary, id);

      if (remote != NULL && remote->deleted)
        g_ptr_array_add (self->to_fetch, naru_revision_new (id, remote->rev));
    }
  return step == NARU_STEP_DONE;
}

/* What could not be taken in would not be now either, unless it has changed. */
static gboolean
leave_out_skipped (NaruDb *db, Compare *self, const char *place, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error, "SELECT id, rev FROM skipped WHERE place = ? AND awaited = 0", "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      const char *id = naru_statement_get_text (row, 0);
      const NaruRemoteDocument *remote = g_hash_table_lookup (self->summary, id);

      if (remote != NULL && g_strcmp0 (remote->rev, naru_statement_get_text (row, 1)) == 0)
        g_hash_table_remove (self->summary, id);
    }
  return step == NARU_STEP_DONE;
}

/**
 * naru_store_reconcile:
 * @summary: (array length=n): every document that the server has in the place, also deleted ones, without bodies
 * @to_fetch: (out) (element-type NaruRevision): what the server has and this desk does not know: to be fetched and taken
 *   in as %NARU_REMOTE_DOUBTFUL
 * @missing: (out) (element-type utf8): ids of documents that the server had and has no more, for naru_store_forget_missing()
 *
 * Only reads.
 */
gboolean
naru_store_reconcile (NaruStore *self, const char *place, const NaruRemoteDocument *summary,
                      gsize n, GPtrArray **to_fetch, GPtrArray **missing, GError **error)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) fetch
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  Compare compare = { left, fetch, gone };
  GHashTableIter iter;
  gpointer data;

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (left, summary[i].id, (gpointer) &summary[i]);
  if (!compare_place (db, &compare, place, error) || !leave_out_blobs (db, &compare, error)
      || !leave_out_skipped (db, &compare, place, error)
      || !add_departed (db, &compare, place, error))
    return FALSE;
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const NaruRemoteDocument *remote = data;

      if (!remote->deleted)
        g_ptr_array_add (fetch, naru_revision_new (remote->id, remote->rev));
    }
  *to_fetch = g_steal_pointer (&fetch);
  *missing = g_steal_pointer (&gone);
  return TRUE;
}

/**
 * naru_store_list_absent:
 * @summary: (array length=n): documents that the server has in the place
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the others that naru_store_reconcile() would look for
 */
GPtrArray *
naru_store_list_absent (NaruStore *self, const char *place, const NaruRemoteDocument *summary,
                        gsize n, GError **error)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) absent = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row = NULL;
  NaruStep step = NARU_STEP_ERROR;

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (present, summary[i].id);
  row = naru_db_query (naru_store_get_db (self), error,
                       "SELECT id FROM document WHERE place = ?1"
                       " AND (known IS NOT NULL OR edits = clean)"
                       " UNION SELECT id FROM departure WHERE place = ?1 AND rev <> ''",
                       "s", place);
  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    if (!g_hash_table_contains (present, naru_statement_get_text (row, 0)))
      g_ptr_array_add (absent, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE ? g_steal_pointer (&absent) : NULL;
}

/**
 * naru_store_list_latest:
 * @after: a sequence: of what was written behind it; 0 for all
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type NaruRevision) (nullable): the revisions of a place that were written here last, received
 *   or sent: what a server that was set back has lost is among them
 */
GPtrArray *
naru_store_list_latest (NaruStore *self, const char *place, gint64 after, guint limit,
                        GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT id, known FROM document WHERE place = ? AND known IS NOT NULL"
                       " AND sequence > ? ORDER BY sequence DESC LIMIT ?",
                       "sii", place, after, (gint64) limit);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (list, naru_revision_new (naru_statement_get_text (row, 0),
                                              naru_statement_get_text (row, 1)));
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

typedef struct
{
  const char *const *ids;
  gint64 handshake;
  const char *at;
  guint lost;
  guint removed;
} Forget;

/* Whether this desk wrote the revision after the last round that the server remembers. */
static gboolean
is_written_since (NaruDb *db, const NaruLocal *local, gint64 handshake, gboolean *since,
                  GError **error)
{
  gint64 found = 0;

  if (!naru_db_get_int (
          db, &found, error,
          "SELECT EXISTS (SELECT 1 FROM outbox WHERE id = ? AND rev = ? AND handshake >= ?)", "ssi",
          local->id, local->known, handshake))
    return FALSE;
  *since = found != 0;
  return TRUE;
}

static gboolean
forget_one (NaruDb *db, Forget *self, const char *id, GError **error)
{
  g_auto (NaruLocal) local = { 0 };
  gboolean dirty, since = FALSE;

  if (!naru_local_load (db, id, &local, error))
    return FALSE;
  if (local.number == 0)
    return TRUE;
  dirty = local.edits != local.clean;
  if (!dirty && !is_written_since (db, &local, self->handshake, &since, error))
    return FALSE;
  /* a deletion that waits has nothing left to delete */
  if (local.deleted && naru_reason_is_lost (local.reason))
    dirty = FALSE;
  if (!dirty && (!since || local.deleted))
    {
      self->removed++;
      return naru_departures_empty (db, id, error) && naru_local_remove (db, &local, error);
    }
  self->lost++;
  if (dirty)
    naru_local_try_again (&local);
  else
    naru_local_set_lost (&local, self->at);
  return naru_db_run (db, error, "DELETE FROM journal WHERE id = ?", "s", id)
         && naru_db_run (db, error,
                         "UPDATE document SET rev = NULL, known = NULL, base = NULL, clean = ?,"
                         " reason = ?,"
                         " sequence = (SELECT max (sequence) + 1 FROM document) WHERE number = ?",
                         "isi", local.clean, local.reason, local.number)
         && naru_sync_show (db, id, error);
}

static gboolean
forget_cb (NaruDb *db, gpointer data, GError **error)
{
  Forget *self = data;

  for (gsize i = 0; self->ids[i] != NULL; i++)
    if (!forget_one (db, self, self->ids[i], error))
      return FALSE;
  return self->removed == 0 || naru_removal_note (db, error);
}

/**
 * naru_store_forget_missing:
 * @ids: (array zero-terminated=1): documents that the server had and has no more
 * @handshake: number of the last round of this desk that the server remembers; 0 for none
 * @at: now, as on the wire
 * @lost: (out) (optional): how many the server has lost that are this desk's
 * @removed: (out) (optional): how many were removed here
 *
 * What was edited here is sent as new. So is what this desk wrote since that round, when somebody has said so: see
 * naru_store_send_again(). The rest was removed by somebody who may, and goes here too.
 */
gboolean
naru_store_forget_missing (NaruStore *self, const char *const *ids, gint64 handshake,
                           const char *at, guint *lost, guint *removed, GError **error)
{
  Forget forget = { ids, handshake, at, 0, 0 };

  if (!naru_store_write_db (self, forget_cb, &forget, error))
    return FALSE;
  if (lost != NULL)
    *lost = forget.lost;
  if (removed != NULL)
    *removed = forget.removed;
  naru_store_notice_later (self, FALSE);
  return TRUE;
}
