/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk had sent to a place that the record has left since. The desk follows the record with what its new place has, and
 * whoever moved it puts into that what others went on writing where it was. A server that is set back before they have heard of
 * it has lost that, and nobody but this desk has it any more: in the outbox. */
#include "naru-store-sync-private.h"

/* Adds what this desk wrote last of the document, if it lives in another place than @place. */
static gboolean
add_own (NaruDb *db, const char *place, const char *id, GHashTable *places, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error,
                       "SELECT place, known FROM document WHERE id = ? AND place <> ? AND EXISTS"
                       " (SELECT 1 FROM outbox WHERE outbox.id = document.id AND rev = known)",
                       "ss", id, place);
  NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;
  GPtrArray *revisions;

  if (step != NARU_STEP_ROW)
    return step == NARU_STEP_DONE;
  revisions = g_hash_table_lookup (places, naru_statement_get_text (row, 0));
  if (revisions == NULL)
    {
      revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
      g_hash_table_insert (places, naru_statement_dup_text (row, 0), revisions);
    }
  g_ptr_array_add (revisions, naru_revision_new (id, naru_statement_get_text (row, 1)));
  return TRUE;
}

/**
 * naru_store_list_own_elsewhere:
 * @documents: (array length=n): versions that the server has in @place
 *
 * A record that has moved is followed with what its new place has. That is not all where the server has lost what this desk had
 * sent to the old one: it is to be asked for these.
 *
 * Returns: (transfer full) (element-type utf8 GPtrArray) (nullable): of the documents that have moved and live in another place
 *   here, and that this desk was the last one to write there, as far as it knows: place -> #NaruRevision each
 */
GHashTable *
naru_store_list_own_elsewhere (NaruStore *self, const char *place,
                               const NaruRemoteDocument *documents, gsize n, GError **error)
{
  g_autoptr (GHashTable) places
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (gsize i = 0; i < n; i++)
    if (documents[i].body != NULL && !documents[i].deleted
        && naru_body_count_moves (documents[i].body) > 0
        && !add_own (naru_store_get_db (self), place, documents[i].id, places, error))
      return NULL;
  return g_steal_pointer (&places);
}

/**
 * naru_store_list_sent_away:
 * @handshake: number of the last round of this desk that the server remembers; 0 for none
 *
 * The server is to be asked for these where it was set back.
 *
 * Returns: (transfer full) (element-type NaruRevision) (nullable): what this desk wrote last to the place since that round, of
 *   records that live in another one here
 */
GPtrArray *
naru_store_list_sent_away (NaruStore *self, const char *place, gint64 handshake, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      naru_store_get_db (self), error,
      "SELECT sent.id, sent.rev FROM outbox sent JOIN document USING (id)"
      " WHERE sent.place = ?1 AND sent.handshake >= ?2 AND document.place <> ?1"
      " AND NOT EXISTS (SELECT 1 FROM outbox later WHERE later.id = sent.id AND later.place = ?1"
      " AND later.number > sent.number)",
      "si", place, handshake);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (list, naru_revision_new (naru_statement_get_text (row, 0),
                                              naru_statement_get_text (row, 1)));
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* What it comes from: what it says itself, or what the history tells to have been written over since. */
static char *
find_base (NaruTakeIn *self, const NaruLocal *local, NaruRemoteDocument *sent, GError **error)
{
  g_autofree char *base = NULL;
  char *body = naru_body_take_moved_base (sent->body, &base);

  g_free (sent->body);
  sent->body = body;
  return base != NULL ? g_steal_pointer (&base)
                      : naru_take_in_guess_base (self, local, sent, error);
}

/* The record counts as one that the server has lost, and waits. */
static gboolean
absorb (NaruTakeIn *self, NaruLocal *local, NaruRemoteDocument *sent, GError **error)
{
  g_autofree char *base = find_base (self, local, sent, error);

  if (base == NULL)
    return FALSE;
  if (local->edits == local->clean)
    {
      if (!local->deleted)
        local->base = g_strdup (local->body);
      naru_local_set_lost (local, self->at);
    }
  return naru_take_in_absorb (self, local, sent, base, error);
}

static gboolean
take_back_one (NaruTakeIn *self, const NaruRevision *revision, GError **error)
{
  g_auto (NaruLocal) local = { 0 };
  NaruRemoteDocument sent = { .id = revision->id, .rev = revision->rev };
  gboolean done;

  if (!naru_local_load (self->db, revision->id, &local, error)
      || !naru_db_get_text (self->db, &sent.body, error,
                            "SELECT body FROM outbox WHERE place = ? AND id = ? AND rev = ?", "sss",
                            self->place, revision->id, revision->rev))
    return FALSE;
  /* of a deletion nothing is lost: the record has come where it was not deleted */
  done = local.number == 0 || sent.body == NULL || naru_body_same_content (sent.body, "{}")
         || absorb (self, &local, &sent, error);
  g_free (sent.body);
  return done
         && naru_db_run (self->db, error, "DELETE FROM outbox WHERE place = ? AND id = ?", "ss",
                         self->place, revision->id);
}

static gboolean
take_back (NaruTakeIn *self, gpointer data, GError **error)
{
  GPtrArray *lost = data;

  for (guint i = 0; i < lost->len; i++)
    if (!take_back_one (self, g_ptr_array_index (lost, i), error))
      return FALSE;
  return TRUE;
}

/**
 * naru_store_take_back:
 * @place: a place that was set back
 * @lost: (element-type NaruRevision): of naru_store_list_sent_away(), those that the server does not have any more
 * @author: (nullable): id of the staff record of the account: who merges
 * @at: now, as on the wire
 * @taken: (out caller-allocates): what became of them
 *
 * Puts what this desk had written there into the records, where they are now. Once: where others had it, the server may show it.
 */
gboolean
naru_store_take_back (NaruStore *self, const char *place, GPtrArray *lost, const char *author,
                      const char *at, NaruTakenIn *taken, GError **error)
{
  if (!naru_take_in_run (self, place, author, at, take_back, lost, taken, error))
    return FALSE;
  naru_store_notice_later (self, FALSE);
  return TRUE;
}
