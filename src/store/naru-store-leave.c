/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Losing access to a place: its documents go with all that was made from them. What was not sent is sealed: no list shows it,
 * and it comes back with the access. */
#include "naru-store-sync-private.h"

#define REMOVALS "removals" /* the setting that counts them */

/**
 * naru_local_remove:
 * @local: a row that is there
 *
 * Removes a document as if it had never been here: with its derived data, history, place in the undo list, and copies that
 * wait to be sent. What it has left in other places stays. The caller calls naru_removal_note() when it is done.
 */
gboolean
naru_local_remove (NaruDb *db, const NaruLocal *local, GError **error)
{
  return naru_derive_delete (db, local->number, local->type, error)
         && naru_db_run (db, error, "DELETE FROM change WHERE record = ?", "s", local->id)
         && naru_db_run (db, error, "DELETE FROM command_record WHERE id = ?", "s", local->id)
         && naru_db_run (db, error, "DELETE FROM journal WHERE id = ?", "s", local->id)
         && naru_db_run (db, error, "DELETE FROM outbox WHERE id = ?", "s", local->id)
         && naru_db_run (db, error, "DELETE FROM document WHERE number = ?", "i", local->number);
}

/**
 * naru_removal_note:
 *
 * Makes every desk of the profile read its lists again: a row that is gone has no place in the order of writes.
 */
gboolean
naru_removal_note (NaruDb *db, GError **error)
{
  return naru_db_run (db, error,
                      "INSERT INTO setting (key, value) VALUES ('" REMOVALS "', '1')"
                      " ON CONFLICT (key) DO UPDATE SET value = value + 1",
                      "");
}

/**
 * naru_removal_count:
 *
 * Returns: a number that is another one after documents were removed
 */
gint64
naru_removal_count (NaruDb *db)
{
  gint64 count = 0;

  naru_db_get_int (db, &count, NULL, "SELECT value FROM setting WHERE key = '" REMOVALS "'", "");
  return count;
}

static gboolean
seal (NaruDb *db, const NaruLocal *local, const char *at, GError **error)
{
  return naru_db_run (
      db, error,
      "INSERT OR REPLACE INTO sealed (id, type, circle, place, body, deleted, base, rev, known, at)"
      " SELECT id, type, circle, place, body, deleted, base, rev, known, ? FROM document"
      " WHERE number = ?",
      "si", at, local->number);
}

typedef struct
{
  const char *place;
  const char *at;
  guint removed;
  guint sealed;
} Leave;

static GPtrArray *
list_ids (NaruDb *db, const char *place, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error, "SELECT id FROM document WHERE place = ?", "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (ids, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
leave_one (NaruDb *db, Leave *self, const char *id, GError **error)
{
  g_auto (NaruLocal) local = { 0 };

  if (!naru_local_load (db, id, &local, error))
    return FALSE;
  if (local.edits == local.clean)
    self->removed++;
  else
    {
      self->sealed++;
      if (!seal (db, &local, self->at, error))
        return FALSE;
    }
  return naru_departures_drop (db, id, error) && naru_local_remove (db, &local, error);
}

/* What is kept about the place besides its documents. Drafts carry the id of the record that they are for. */
static gboolean
leave_rest (NaruDb *db, const char *place, GError **error)
{
  static const char *const statements[]
      = { "DELETE FROM blob WHERE place = ?", "DELETE FROM checkpoint WHERE place = ?",
          "DELETE FROM skipped WHERE place = ?", "DELETE FROM outbox WHERE place = ?",
          "DELETE FROM journal WHERE place = ?" };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!naru_db_run (db, error, statements[i], "s", place))
      return FALSE;
  return naru_db_run (db, error,
                      "DELETE FROM command WHERE NOT EXISTS (SELECT 1 FROM command_record"
                      " WHERE command_record.command = command.number)",
                      "")
         && naru_removal_note (db, error);
}

static gboolean
leave_cb (NaruDb *db, gpointer data, GError **error)
{
  Leave *self = data;
  g_autoptr (GPtrArray) ids = NULL;

  if (!naru_departures_return (db, self->place, error)
      || !naru_db_run (db, error,
                       "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM document WHERE place = ?"
                       " AND instr (draft.key, document.id) > 0)",
                       "s", self->place))
    return FALSE;
  ids = list_ids (db, self->place, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!leave_one (db, self, g_ptr_array_index (ids, i), error))
      return FALSE;
  return leave_rest (db, self->place, error);
}

/**
 * naru_store_leave_place:
 * @place: a place that the account may no longer read
 * @at: now, as on the wire
 * @removed: (out) (optional): how many documents were removed
 * @sealed: (out) (optional): how many had something that was not sent, and are sealed
 */
gboolean
naru_store_leave_place (NaruStore *self, const char *place, const char *at, guint *removed,
                        guint *sealed, GError **error)
{
  Leave leave = { place, at, 0, 0 };

  if (!naru_store_write_db (self, leave_cb, &leave, error))
    return FALSE;
  if (removed != NULL)
    *removed = leave.removed;
  if (sealed != NULL)
    *sealed = leave.sealed;
  naru_store_notice_later (self, TRUE);
  return TRUE;
}

/**
 * naru_store_list_places:
 *
 * Returns: (transfer full) (nullable): the places that this profile has followed or has documents of, in order
 */
char **
naru_store_list_places (NaruStore *self, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT place FROM checkpoint UNION SELECT place FROM document"
                       " WHERE edits <> clean AND place IS NOT NULL ORDER BY place",
                       "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (places, naru_statement_dup_text (row, 0));
  if (step != NARU_STEP_DONE)
    return NULL;
  g_ptr_array_add (places, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&places), FALSE);
}

void
naru_sealed_free (NaruSealed *sealed)
{
  g_free (sealed->id);
  g_free (sealed->place);
  g_free (sealed->body);
  g_free (sealed->at);
  g_free (sealed);
}

/**
 * naru_store_list_sealed:
 *
 * Returns: (transfer full) (element-type NaruSealed) (nullable): unsent documents of places that may no longer be read
 */
GPtrArray *
naru_store_list_sealed (NaruStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_sealed_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT id, place, body, at FROM sealed ORDER BY number", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruSealed *sealed = g_new0 (NaruSealed, 1);

      sealed->id = naru_statement_dup_text (row, 0);
      sealed->place = naru_statement_dup_text (row, 1);
      sealed->body = naru_statement_dup_text (row, 2);
      sealed->at = naru_statement_dup_text (row, 3);
      g_ptr_array_add (list, sealed);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * naru_sealed_open:
 * @places: (array zero-terminated=1): the places that the account may use
 *
 * Brings back what was sealed of these places, edited as it was. To be called before the place is pulled again.
 */
gboolean
naru_sealed_open (NaruDb *db, const char *const *places, GError **error)
{
  for (gsize i = 0; places[i] != NULL; i++)
    if (!naru_db_run (
            db, error,
            "INSERT INTO document (id, type, circle, place, body, deleted, edits, clean, sequence,"
            " derived, base, rev, known, sync) SELECT id, type, circle, place, body, deleted, 1, 0,"
            " coalesce ((SELECT max (sequence) FROM document), 0) + row_number () OVER (ORDER BY "
            "number), 0, "
            "base,"
            " rev, known, 0 FROM sealed WHERE place = ?1"
            " AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = sealed.id)",
            "s", places[i])
        || !naru_db_run (db, error,
                         "DELETE FROM sealed WHERE place = ? AND EXISTS (SELECT 1 FROM document"
                         " WHERE document.id = sealed.id AND document.edits <> document.clean)",
                         "s", places[i]))
      return FALSE;
  return TRUE;
}
