/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History between this desk and the companion database of a place: what was done here is sent once, what others did is kept
 * once it was fetched. A change is never changed, so that nothing has to be merged. */
#include "naru-store-sync-private.h"

#include "naru-erasure.h"

typedef struct
{
  const char *place;
  guint limit;
  GPtrArray *out;
} Prepare;

static char *
make_change (NaruStatement *row)
{
  static const char *const names[] = { "record", "at", "author", "field", "from", "to" };
  GString *out = g_string_new ("{\"type\":\"change\",\"schema\":1");
  const char *at = naru_statement_get_text (row, 2);
  const char *author = naru_statement_get_text (row, 3);

  naru_json_append_member (out, "createdBy", author);
  naru_json_append_member (out, "createdAt", at);
  naru_json_append_member (out, "modifiedBy", author);
  naru_json_append_member (out, "modifiedAt", at);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    naru_json_append_member (out, names[i], naru_statement_get_text (row, (int) i + 1));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/**
 * naru_store_prepare_push_log:
 * @place: whose companion database they go to
 * @max_documents: how many at most
 * @flying: (element-type NaruOutgoing) (nullable): what is on its way at this moment: it is left out
 *
 * Changes need no journal: the same one has the same id and the same text however often it is sent. Those of a record that
 * waits, since the server has lost it, wait with it.
 *
 * Returns: (transfer full) (element-type NaruOutgoing) (nullable): changes that were not sent, oldest first
 */
GPtrArray *
naru_store_prepare_push_log (NaruStore *self, const char *place, guint max_documents,
                             GPtrArray *flying, GError **error)
{
  g_autoptr (GHashTable) left_out = naru_outgoing_list_ids (flying);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_outgoing_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      naru_store_get_db (self), error,
      "SELECT change.id, record, at, author, field, \"from\", \"to\" FROM change"
      " JOIN document ON document.id = change.record WHERE pushed = 0 AND place = ?"
      " AND (reason IS NULL OR NOT " NARU_SQL_REASON_IS_LOST ")"
      " ORDER BY change.number LIMIT ?",
      "si", place, (gint64) max_documents + g_hash_table_size (left_out));
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruOutgoing *outgoing;

      if (g_hash_table_contains (left_out, naru_statement_get_text (row, 0)))
        continue;
      outgoing = g_new0 (NaruOutgoing, 1);
      outgoing->id = naru_statement_dup_text (row, 0);
      outgoing->body = make_change (row);
      g_ptr_array_add (out, outgoing);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&out) : NULL;
}

typedef struct
{
  const NaruPushRow *rows;
  gsize n;
} Settle;

static gboolean
settle_cb (NaruDb *db, gpointer data, GError **error)
{
  const Settle *self = data;

  for (gsize i = 0; i < self->n; i++)
    {
      gint64 pushed = naru_push_outcome_get_mark (self->rows[i].outcome);

      if (pushed != 0
          && !naru_db_run (db, error, "UPDATE change SET pushed = ? WHERE id = ?", "is", pushed,
                           self->rows[i].id))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_store_settle_push_log:
 * @rows: (array length=n): what the server said about changes of naru_store_prepare_push_log(); one that it has already
 *   counts as stored
 */
gboolean
naru_store_settle_push_log (NaruStore *self, const NaruPushRow *rows, gsize n, GError **error)
{
  Settle settle = { rows, n };

  return naru_store_write_db (self, settle_cb, &settle, error);
}

typedef struct
{
  const NaruRemoteDocument *documents;
  gsize n;
} TakeIn;

static gboolean
was_erased (NaruDb *db, const char *record, const char *field, const char *at)
{
  g_autofree char *body = NULL;

  return naru_db_get_text (db, &body, NULL, "SELECT body FROM document WHERE id = ?", "s", record)
         && body != NULL && naru_erasure_covers (body, field != NULL ? field : "", at);
}

static gboolean
take_in_change (NaruDb *db, const NaruRemoteDocument *remote, GHashTable *records, GError **error)
{
  static const char *const names[] = { "record", "at", "author", "field", "from", "to" };
  char *values[G_N_ELEMENTS (names)];
  gboolean done = TRUE;

  if (remote->deleted)
    return naru_db_run (db, error, "DELETE FROM change WHERE id = ? AND pushed = 1", "s",
                        remote->id);
  if (remote->body == NULL || !naru_json_check_object (remote->body, -1, NULL))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    values[i] = naru_json_span_dup_string (
        naru_json_span_member (naru_json_span (remote->body, -1), names[i]));
  /* what lacks record or time cannot be shown anywhere; what was erased since is not brought back */
  if (values[0] != NULL && values[1] != NULL && !was_erased (db, values[0], values[3], values[1]))
    done = naru_db_run (
        db, error,
        "INSERT INTO change (id, record, at, author, field, \"from\", \"to\", pushed)"
        " VALUES (?, ?, ?, ?, coalesce (?, ''), ?, ?, 1) ON CONFLICT (id) DO NOTHING",
        "sssssss", remote->id, values[0], values[1], values[2], values[3], values[4], values[5]);
  if (values[0] != NULL)
    g_hash_table_add (records, g_strdup (values[0]));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (values[i]);
  return done;
}

static gboolean
take_in_cb (NaruDb *db, gpointer data, GError **error)
{
  const TakeIn *self = data;

  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 before = 0, after = 0;
  GHashTableIter iter;
  gpointer record;

  if (!naru_db_get_int (db, &before, error, "SELECT count(*) FROM change", ""))
    return FALSE;
  for (gsize i = 0; i < self->n; i++)
    if (!take_in_change (db, &self->documents[i], records, error))
      return FALSE;
  if (!naru_db_get_int (db, &after, error, "SELECT count(*) FROM change", "") || before == after)
    return before == after;
  /* whoever shows one of these records shall look again */
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (!naru_db_run (db, error,
                      "UPDATE document SET sequence = (SELECT max (sequence) + 1 FROM document)"
                      " WHERE id = ?",
                      "s", record))
      return FALSE;
  return TRUE;
}

/**
 * naru_store_take_in_log:
 * @documents: (array length=n): changes from a companion database, such as those of a record whose history is opened
 *
 * Keeps what is not here yet. What cannot be read is left out: history holds up nothing.
 */
gboolean
naru_store_take_in_log (NaruStore *self, const NaruRemoteDocument *documents, gsize n,
                        GError **error)
{
  TakeIn run = { documents, n };

  if (!naru_store_write_db (self, take_in_cb, &run, error))
    return FALSE;
  naru_store_notice_later (self, FALSE);
  return TRUE;
}
