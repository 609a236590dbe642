/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far each place of the server was followed. */
#include "naru-store-sync-private.h"

void
naru_checkpoint_free (NaruCheckpoint *checkpoint)
{
  g_free (checkpoint->since);
  g_free (checkpoint->database_id);
  g_free (checkpoint->session);
  g_free (checkpoint->at);
  g_free (checkpoint);
}

/**
 * naru_store_get_checkpoint:
 * @place: see naru-place.h
 *
 * Returns: (transfer full) (nullable): how far the place was followed; without any value if it never was, %NULL only with
 * @error
 */
NaruCheckpoint *
naru_store_get_checkpoint (NaruStore *self, const char *place, GError **error)
{
  g_autoptr (NaruCheckpoint) checkpoint = g_new0 (NaruCheckpoint, 1);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT since, database_id, handshake, session, at, noted FROM checkpoint"
                       " WHERE place = ?",
                       "s", place);
  NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;

  if (step == NARU_STEP_ERROR)
    return NULL;
  if (step == NARU_STEP_ROW)
    {
      checkpoint->since = naru_statement_dup_text (row, 0);
      checkpoint->database_id = naru_statement_dup_text (row, 1);
      checkpoint->handshake = naru_statement_get_int (row, 2);
      checkpoint->session = naru_statement_dup_text (row, 3);
      checkpoint->at = naru_statement_dup_text (row, 4);
      checkpoint->noted = naru_statement_get_int (row, 5);
    }
  return g_steal_pointer (&checkpoint);
}

/**
 * naru_checkpoint_put:
 *
 * Writes the checkpoint in the transaction that writes the documents up to it.
 */
gboolean
naru_checkpoint_put (NaruDb *db, const char *place, const NaruCheckpoint *checkpoint,
                     GError **error)
{
  return naru_db_run (
      db, error,
      "INSERT OR REPLACE INTO checkpoint (place, since, database_id, handshake, session, at, noted)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      "sssissi", place, checkpoint->since, checkpoint->database_id, checkpoint->handshake,
      checkpoint->session, checkpoint->at, checkpoint->noted);
}

typedef struct
{
  const char *place;
  const NaruCheckpoint *checkpoint;
} Setting;

static gboolean
set_cb (NaruDb *db, gpointer data, GError **error)
{
  const Setting *setting = data;

  return naru_checkpoint_put (db, setting->place, setting->checkpoint, error);
}

/**
 * naru_store_set_checkpoint:
 *
 * Sets what was learnt about the place besides documents: a handshake, a new database. The place in the feed of changes
 * moves with naru_store_take_in() alone; pass the value that is there.
 */
gboolean
naru_store_set_checkpoint (NaruStore *self, const char *place, const NaruCheckpoint *checkpoint,
                           GError **error)
{
  Setting setting = { place, checkpoint };

  return naru_store_write_db (self, set_cb, &setting, error);
}
