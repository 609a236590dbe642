/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk had sent and the server has lost: it was set back to a backup, or the database was made anew. Such a record is
 * kept, counts as not sent, and waits until somebody has said that it may be sent again. In between it is a row with a reason,
 * as one that the server has refused: it is in no request, and is put together with what others write meanwhile.
 *
 * Not everything that the server has lost waits. Who edits such a record has said that it is to be sent; what was not sent before
 * goes as it would have. What others had sent is theirs to send, and what a desk has not written lately (see the outbox) was
 * removed by somebody who may: an administrator who purges on purpose is not asked to take it back, also where only the
 * comparison of every week notices it. A deletion that the server has lost waits like an edit: the record is there again for
 * others and stays deleted here; where the server has lost the record altogether, nothing is left to delete and nobody is asked.
 * Databases are noticed one by one, each when it is compared, and the answer is for all that is known by then: what is noticed
 * later is asked for again. */
#include "naru-store-sync-private.h"

#define IS_LOST "edits <> clean AND " NARU_SQL_REASON_IS_LOST

/**
 * naru_reason_new_lost:
 * @at: now, as on the wire
 *
 * Returns: (transfer full): the reason of a record that waits since the server has lost it
 */
char *
naru_reason_new_lost (const char *at)
{
  return g_strconcat (NARU_REASON_LOST, at, NULL);
}

/**
 * naru_reason_is_lost:
 * @reason: (nullable): why a record is not sent
 *
 * Returns: whether it waits for somebody to say so
 */
gboolean
naru_reason_is_lost (const char *reason)
{
  return reason != NULL && g_str_has_prefix (reason, NARU_REASON_LOST);
}

/**
 * naru_local_set_lost:
 * @self: a row that the server had as it is
 *
 * It counts as not sent from now on, and waits.
 */
void
naru_local_set_lost (NaruLocal *self, const char *at)
{
  self->clean = self->edits - 1;
  g_free (self->reason);
  self->reason = naru_reason_new_lost (at);
}

/**
 * naru_local_try_again:
 *
 * The record has become another one without anybody's edit here: what the server has refused is sent again, what it has lost
 * goes on waiting.
 */
void
naru_local_try_again (NaruLocal *self)
{
  if (!naru_reason_is_lost (self->reason))
    g_clear_pointer (&self->reason, g_free);
}

/**
 * naru_store_count_lost:
 * @noticed: (out) (optional) (nullable) (transfer full): when the first of them was missed, as on the wire
 *
 * Returns: how many documents of this desk the server has lost, and wait for naru_store_send_again(); 0 also if they cannot
 *   be counted
 */
gint64
naru_store_count_lost (NaruStore *self, char **noticed)
{
  NaruDb *db = naru_store_get_db (self);
  gint64 count = 0;

  naru_db_get_int (db, &count, NULL, "SELECT count(*) FROM document WHERE " IS_LOST, "");
  if (noticed == NULL)
    return count;
  *noticed = NULL;
  if (count > 0)
    naru_db_get_text (db, noticed, NULL,
                      "SELECT substr (min (reason), length ('" NARU_REASON_LOST "') + 1)"
                      " FROM document WHERE " IS_LOST,
                      "");
  return count;
}

void
naru_lost_free (NaruLost *lost)
{
  g_free (lost->id);
  g_free (lost->reason);
  g_free (lost);
}

/* A server that has lost a record may have lost its history and its attachments, too. What it has of them it takes for sent. */
static gboolean
send_belongings (NaruDb *db, GError **error)
{
  return naru_db_run (db, error,
                      "UPDATE change SET pushed = 0 WHERE pushed = 1"
                      " AND record IN (SELECT id FROM document WHERE " IS_LOST ")",
                      "")
         && naru_db_run (db, error,
                         "WITH waiting AS MATERIALIZED (SELECT place, body FROM document"
                         " WHERE " IS_LOST " AND instr (body, '\"digest\"') > 0)"
                         " UPDATE blob SET pushed = 0 WHERE pushed = 1 AND EXISTS (SELECT 1"
                         " FROM waiting WHERE waiting.place = blob.place"
                         " AND instr (waiting.body, digest) > 0)",
                         "");
}

static GPtrArray *
list_lost (NaruDb *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_lost_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error, "SELECT id, edits, reason FROM document WHERE " IS_LOST, "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruLost *lost = g_new0 (NaruLost, 1);

      lost->id = naru_statement_dup_text (row, 0);
      lost->edits = naru_statement_get_int (row, 1);
      lost->reason = naru_statement_dup_text (row, 2);
      g_ptr_array_add (list, lost);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
send_again_cb (NaruDb *db, gpointer data, GError **error)
{
  GPtrArray **sent = data;
  gint64 sequence = 0;

  *sent = list_lost (db, error);
  /* other programs that have the store open look at what has a later number */
  return *sent != NULL && send_belongings (db, error)
         && naru_db_get_int (db, &sequence, error, "SELECT max (sequence) FROM document", "")
         && naru_db_run (db, error,
                         "UPDATE document SET reason = NULL, sync = iif (sync = 3, 3, 0),"
                         " sequence = ? + number WHERE " IS_LOST,
                         "i", sequence);
}

/**
 * naru_store_send_again:
 * @sent: (out) (optional) (transfer full) (element-type NaruLost): what has waited, for naru_store_wait_again()
 *
 * The answer to what naru_store_count_lost() asks: all that waits goes with the next round, with history and attachments.
 */
gboolean
naru_store_send_again (NaruStore *self, GPtrArray **sent, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;

  if (!naru_store_write_db (self, send_again_cb, &list, error))
    return FALSE;
  /* no record has become another one, and yet whoever sends and whoever shows them is to know */
  if (list->len > 0)
    naru_store_notice_later (self, TRUE);
  if (sent != NULL)
    *sent = g_steal_pointer (&list);
  return TRUE;
}

typedef struct
{
  GPtrArray *sent;
  guint kept;
} Wait;

/* Not what has left, or is on its way, or was edited meanwhile. */
static gboolean
wait_again_cb (NaruDb *db, gpointer data, GError **error)
{
  Wait *self = data;

  for (guint i = 0; i < self->sent->len; i++)
    {
      const NaruLost *lost = g_ptr_array_index (self->sent, i);

      if (!naru_db_run (db, error,
                        "UPDATE document SET reason = ? WHERE id = ? AND edits = ?"
                        " AND edits <> clean AND reason IS NULL"
                        " AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.id = document.id)",
                        "ssi", lost->reason, lost->id, lost->edits))
        return FALSE;
      self->kept += (guint) sqlite3_changes (naru_db_get_handle (db));
      if (!naru_sync_show (db, lost->id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_store_wait_again:
 * @sent: (element-type NaruLost): of naru_store_send_again()
 * @kept: (out): how many of them had not left yet, and wait
 *
 * Takes an answer back.
 */
gboolean
naru_store_wait_again (NaruStore *self, GPtrArray *sent, guint *kept, GError **error)
{
  Wait wait = { sent, 0 };

  if (!naru_store_write_db (self, wait_again_cb, &wait, error))
    return FALSE;
  *kept = wait.kept;
  naru_store_notice_later (self, TRUE);
  return TRUE;
}
