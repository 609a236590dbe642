/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be sent: journalled before it leaves, settled when the server has answered. Between the two, whatever happens
 * to the connection or to this program, the same body is sent again. */
#include "naru-store-sync-private.h"

#define OUTBOX_DAYS 30
#define OUTBOX_PRUNE 500 /* rows looked at by one settlement */

void
naru_outgoing_free (NaruOutgoing *outgoing)
{
  g_free (outgoing->id);
  g_free (outgoing->body);
  g_free (outgoing->base_rev);
  g_free (outgoing);
}

/**
 * naru_push_outcome_get_mark:
 *
 * Returns: what is noted of something that is never changed and so cannot clash: 0 not sent, 1 the server has it, 2 it refuses
 * it for good
 */
gint64
naru_push_outcome_get_mark (NaruPushOutcome outcome)
{
  if (outcome == NARU_PUSH_REFUSED)
    return 2;
  return outcome == NARU_PUSH_UNKNOWN ? 0 : 1;
}

/**
 * naru_outgoing_list_ids:
 * @outgoing: (element-type NaruOutgoing) (nullable): documents that outlive the table
 *
 * Returns: (transfer full): their ids, as a set
 */
GHashTable *
naru_outgoing_list_ids (GPtrArray *outgoing)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; outgoing != NULL && i < outgoing->len; i++)
    g_hash_table_add (ids, ((NaruOutgoing *) g_ptr_array_index (outgoing, i))->id);
  return ids;
}

typedef struct
{
  const char *place;
  guint max_documents;
  gsize max_bytes;
  GHashTable *flying;
  const char *at;
  gsize bytes;
  GPtrArray *out;
} Prepare;

/* Whether there is room for @size more bytes; one document always has room. */
static gboolean
has_room (const Prepare *self, gsize size)
{
  return self->out->len < self->max_documents
         && (self->out->len == 0 || self->bytes + size <= self->max_bytes);
}

static void
add (Prepare *self, const char *id, const char *body, const char *base_rev, gboolean deleted,
     gint64 edits)
{
  NaruOutgoing *outgoing = g_new0 (NaruOutgoing, 1);

  *outgoing = (NaruOutgoing){ g_strdup (id), g_strdup (body), g_strdup (base_rev), deleted, edits };
  self->bytes += strlen (body);
  g_ptr_array_add (self->out, outgoing);
}

static gboolean
add_journalled (NaruDb *db, Prepare *self, gboolean *full, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error,
                       "SELECT id, body, base_rev, deleted, edits FROM journal WHERE place = ?"
                       " ORDER BY rowid",
                       "s", self->place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      if (g_hash_table_contains (self->flying, naru_statement_get_text (row, 0)))
        continue;
      *full = !has_room (self, (gsize) naru_statement_get_length (row, 1));
      if (*full)
        return TRUE;
      add (self, naru_statement_get_text (row, 0), naru_statement_get_text (row, 1),
           naru_statement_get_text (row, 2), naru_statement_get_int (row, 3) != 0,
           naru_statement_get_int (row, 4));
    }
  return step == NARU_STEP_DONE;
}

/* Deleted before the server ever had it, or deleted there too: nothing to send. */
static gboolean
finish_deletion (NaruDb *db, gint64 number, GError **error)
{
  return naru_db_run (db, error,
                      "UPDATE document SET clean = edits, base = NULL, sync = 1 WHERE number = ?",
                      "i", number);
}

/* Edited, and then taken back: what the server has is what is wanted. Also for what it refused. */
static gboolean
finish_undone (NaruDb *db, NaruStatement *row, GError **error)
{
  return naru_db_run (db, error,
                      "UPDATE document SET body = base, clean = edits, base = NULL, derived = 0,"
                      " sequence = (SELECT max (sequence) + 1 FROM document) WHERE number = ?",
                      "i", naru_statement_get_int (row, 0))
         && naru_sync_show (db, naru_statement_get_text (row, 1), error);
}

static gboolean
journal (NaruDb *db, Prepare *self, NaruStatement *row, GError **error)
{
  const char *id = naru_statement_get_text (row, 1);
  const char *rev = naru_statement_get_text (row, 3);
  gboolean deleted = naru_statement_get_int (row, 4) != 0;
  gint64 edits = naru_statement_get_int (row, 5);
  const char *base = naru_statement_get_text (row, 6);
  g_autofree char *body = naru_body_strip_deleted (naru_statement_get_text (row, 2));

  if (deleted && rev == NULL)
    return finish_deletion (db, naru_statement_get_int (row, 0), error);
  if (!deleted && rev != NULL && base != NULL && naru_body_same_content (base, body)
      && naru_body_count_moves (base) == naru_body_count_moves (body))
    return finish_undone (db, row, error);
  add (self, id, body, rev, deleted, edits);
  return naru_db_run (db, error,
                      "INSERT INTO journal (id, place, body, base_rev, deleted, edits, at)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "ssssiis", id, self->place, body, rev, (gint64) deleted, edits, self->at);
}

static gboolean
add_unsent (NaruDb *db, Prepare *self, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT number, id, body, rev, deleted, edits, base FROM document"
      " WHERE place = ? AND edits <> clean AND reason IS NULL"
      " AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.id = document.id) ORDER BY number",
      "s", self->place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      if (!has_room (self, (gsize) naru_statement_get_length (row, 2)))
        return TRUE;
      if (!journal (db, self, row, error))
        return FALSE;
    }
  return step == NARU_STEP_DONE;
}

static gboolean
prepare_cb (NaruDb *db, gpointer data, GError **error)
{
  Prepare *self = data;
  gboolean full = FALSE;

  return add_journalled (db, self, &full, error) && (full || add_unsent (db, self, error));
}

/**
 * naru_store_prepare_push:
 * @place: where they go
 * @max_documents: how many at most
 * @max_bytes: of bodies together; one document may have more
 * @flying: (element-type NaruOutgoing) (nullable): what is on its way at this moment: it is left out
 * @at: now, as on the wire
 *
 * Makes ready what is to be sent to a place: first what was in flight and not heard of again, unchanged, then what was edited
 * since. Everything in the list is in the journal when this returns. A document is in it once. What the server refused is left
 * out until it is edited again.
 *
 * Returns: (transfer full) (element-type NaruOutgoing) (nullable): the documents; empty when nothing is to be sent
 */
GPtrArray *
naru_store_prepare_push (NaruStore *self, const char *place, guint max_documents, gsize max_bytes,
                         GPtrArray *flying, const char *at, GError **error)
{
  g_autoptr (GHashTable) left_out = naru_outgoing_list_ids (flying);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_outgoing_free);
  Prepare prepare = { place, max_documents, max_bytes, left_out, at, 0, out };

  if (!naru_store_write_db (self, prepare_cb, &prepare, error))
    return NULL;
  return g_steal_pointer (&out);
}

typedef struct
{
  const char *place;
  const NaruPushRow *rows;
  gsize n;
  const char *at;
} Settle;

/* Clean only if nothing was edited since the body left; otherwise what the server has now is what the edit starts from. */
static gboolean
settle_stored (NaruDb *db, const Settle *self, const NaruPushRow *row, const NaruJournal *journal,
               GError **error)
{
  return naru_journal_settle (db, self->place, row->id, journal, row->rev, self->at, error)
         && naru_db_run (
             db, error,
             "UPDATE document SET rev = iif (?1, NULL, ?2), known = ?2, sent_at = ?3,"
             " base = iif (?1 OR edits = ?4, NULL, ?5), clean = iif (edits = ?4, edits, clean),"
             " reason = NULL, sequence = (SELECT max (sequence) + 1 FROM document) WHERE id = ?6",
             "ississ", (gint64) journal->deleted, row->rev, self->at, journal->edits, journal->body,
             row->id)
         && naru_sync_show (db, row->id, error);
}

/* An edit that came after it left has not been refused. */
static gboolean
settle_refused (NaruDb *db, const Settle *self, const NaruPushRow *row, const NaruJournal *journal,
                GError **error)
{
  return naru_journal_settle (db, self->place, row->id, journal, NULL, self->at, error)
         && naru_db_run (db, error,
                         "UPDATE document SET reason = ?,"
                         " sequence = (SELECT max (sequence) + 1 FROM document)"
                         " WHERE id = ? AND edits = ?",
                         "ssi", row->reason != NULL ? row->reason : "", row->id, journal->edits)
         && naru_sync_show (db, row->id, error);
}

static gboolean
settle_one (NaruDb *db, const Settle *self, const NaruPushRow *row, GError **error)
{
  g_auto (NaruJournal) journal = { 0 };

  if (row->outcome == NARU_PUSH_CLASHED || row->outcome == NARU_PUSH_UNKNOWN)
    return TRUE;
  if (!naru_journal_load (db, row->id, &journal, error))
    return FALSE;
  if (!journal.there)
    return TRUE;
  if (row->outcome == NARU_PUSH_STORED)
    return settle_stored (db, self, row, &journal, error);
  return settle_refused (db, self, row, &journal, error);
}

static gboolean
prune_outbox (NaruDb *db, const char *at, GError **error)
{
  return naru_db_run (
      db, error,
      "DELETE FROM outbox WHERE number IN (SELECT number FROM outbox ORDER BY number"
      " LIMIT ?) AND julianday (at) < julianday (?) - ?",
      "isi", (gint64) OUTBOX_PRUNE, at, (gint64) OUTBOX_DAYS);
}

static gboolean
settle_cb (NaruDb *db, gpointer data, GError **error)
{
  const Settle *self = data;

  for (gsize i = 0; i < self->n; i++)
    if (!settle_one (db, self, &self->rows[i], error))
      return FALSE;
  return prune_outbox (db, self->at, error);
}

/**
 * naru_store_settle_push:
 * @rows: (array length=n): what the server said about documents of naru_store_prepare_push()
 * @at: now, as on the wire
 *
 * A document is clean when the server has stored it and it was not edited since it was made ready. What clashed, and what
 * nothing was heard of, stays in the journal.
 */
gboolean
naru_store_settle_push (NaruStore *self, const char *place, const NaruPushRow *rows, gsize n,
                        const char *at, GError **error)
{
  Settle settle = { place, rows, n, at };

  if (!naru_store_write_db (self, settle_cb, &settle, error))
    return FALSE;
  naru_store_notice_later (self, FALSE);
  return TRUE;
}
