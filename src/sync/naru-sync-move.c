/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that have moved to the database of another team: what they have left behind is deleted there, when the server has
 * all of it in the new place. Their history is copied before. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-place.h"

#define AT_ONCE 200

static void
mark_unseen (GArray *documents, GHashTable *missing)
{
  for (guint i = 0; i < documents->len; i++)
    {
      NaruRemoteDocument *document = &g_array_index (documents, NaruRemoteDocument, i);

      document->unseen |= g_hash_table_contains (missing, document->id);
    }
}

/**
 * naru_sync_may_move:
 *
 * Returns: whether records of the place may move to that of another team
 */
gboolean
naru_sync_may_move (const char *place)
{
  NaruCircle circle = naru_place_get_circle (place);

  return circle == NARU_CIRCLE_CASES || circle == NARU_CIRCLE_SITUATION;
}

/**
 * naru_sync_ask_elsewhere:
 * @documents: (element-type NaruRemoteDocument): versions that the server has in @place
 *
 * Where a record comes from another place, and this desk was the last one that wrote it there, that place is asked whether it
 * still has that: it may have been set back, which is not noticed before its own turn.
 */
gboolean
naru_sync_ask_elsewhere (NaruSync *self, const NaruSyncPlace *place, GArray *documents,
                         GError **error)
{
  g_autoptr (GHashTable) places = NULL;
  GHashTableIter iter;
  gpointer name, revisions;

  if (!naru_sync_may_move (place->place))
    return TRUE;
  places = naru_store_list_own_elsewhere (self->store, place->place,
                                          (const NaruRemoteDocument *) documents->data,
                                          documents->len, error);
  if (places == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &name, &revisions))
    {
      g_autofree char *database = naru_place_database (self->account->centre, name, FALSE);
      NaruSyncPlace other = { .place = name, .database = database };
      g_autoptr (GHashTable) missing = naru_sync_ask_missing (self, &other, revisions, error);

      if (missing == NULL)
        return FALSE;
      mark_unseen (documents, missing);
    }
  return TRUE;
}

/* The keys of pieces of attachments name their digest, and these have no history. */
static gboolean
is_record (const NaruDeparture *departure)
{
  return *departure->rev != '\0';
}

static gboolean
copy_history (NaruSync *self, NaruSyncPlace *place, GPtrArray *departures, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < departures->len; i++)
    {
      const NaruDeparture *departure = g_ptr_array_index (departures, i);

      if (!is_record (departure))
        continue;
      if (!naru_sync_pull_history_from (self, place->place, departure->id, error))
        return FALSE;
      g_ptr_array_add (ids, departure->id);
    }
  g_ptr_array_add (ids, NULL);
  return naru_store_resend_log (self->store, (const char *const *) ids->pdata, error);
}

/* Returns: (transfer full) (nullable): the revisions of those documents that the server has */
static GHashTable *
ask_present (NaruSync *self, NaruSyncPlace *place, GPtrArray *ids, GError **error)
{
  g_autofree char *keys = naru_wire_write_keys (ids);
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_post (self, place->database, "_all_docs", NULL, keys, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return NULL;
  return naru_wire_read_revisions (answer.root);
}

/* Pieces of attachments are never changed, and nobody keeps their revisions. */
static gboolean
ask_revisions (NaruSync *self, NaruSyncPlace *place, GPtrArray *departures, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) revs = NULL;

  for (guint i = 0; i < departures->len; i++)
    {
      const NaruDeparture *departure = g_ptr_array_index (departures, i);

      if (!is_record (departure))
        g_ptr_array_add (ids, departure->id);
    }
  if (ids->len == 0)
    return TRUE;
  revs = ask_present (self, place, ids, error);
  if (revs == NULL)
    return FALSE;
  for (guint i = 0; i < departures->len; i++)
    {
      NaruDeparture *departure = g_ptr_array_index (departures, i);
      const char *rev = g_hash_table_lookup (revs, departure->id);

      if (rev == NULL)
        continue;
      g_free (departure->rev);
      departure->rev = g_strdup (rev);
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): what the server said of each */
static GPtrArray *
send_deletions (NaruSync *self, NaruSyncPlace *place, GPtrArray *departures, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (NaruAnswer) answer = { 0 };
  g_autofree char *body = NULL;

  for (guint i = 0; i < departures->len; i++)
    {
      const NaruDeparture *departure = g_ptr_array_index (departures, i);
      NaruRemoteDocument document
          = { .id = departure->id, .rev = departure->rev, .body = departure->body };

      /* without a revision the server does not have it any more */
      if (*departure->rev != '\0')
        naru_sync_append_tombstone (self, list, &document, departure->to);
    }
  if (list->len == 0)
    return g_ptr_array_new ();
  body = g_strdup_printf ("{\"docs\":[%s]}", list->str);
  if (!naru_sync_post (self, place->database, "_bulk_docs", NULL, body, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return NULL;
  return naru_wire_read_rows (answer.root, error);
}

static const NaruWireRow *
find_row (GPtrArray *rows, const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((const NaruWireRow *) g_ptr_array_index (rows, i))->id, id) == 0)
      return g_ptr_array_index (rows, i);
  return NULL;
}

/* @wanted: where to add what somebody has written meanwhile; it is taken over before it goes. */
static GPtrArray *
list_settled (GPtrArray *departures, GPtrArray *rows, GPtrArray *wanted)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < departures->len; i++)
    {
      const NaruDeparture *departure = g_ptr_array_index (departures, i);
      const NaruWireRow *row = find_row (rows, departure->id);
      gboolean blob = strcmp (departure->key, departure->id) != 0;

      if (*departure->rev == '\0' || (row != NULL && row->outcome == NARU_WIRE_STORED))
        g_ptr_array_add (keys, departure->key);
      else if (!blob && row != NULL && row->outcome == NARU_WIRE_CLASHED)
        g_ptr_array_add (wanted, naru_revision_new (departure->id, NULL));
    }
  return keys;
}

/* A server that was set back may have nothing of a record any more, and would never take its deletion. @keys: where to add
 * those */
static gboolean
add_forgotten (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, GPtrArray *keys,
               GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) revs = NULL;

  for (guint i = 0; i < wanted->len; i++)
    g_ptr_array_add (ids, ((const NaruRevision *) g_ptr_array_index (wanted, i))->id);
  revs = ids->len > 0 ? ask_present (self, place, ids, error) : NULL;
  for (guint i = 0; revs != NULL && i < ids->len; i++)
    if (!g_hash_table_contains (revs, g_ptr_array_index (ids, i)))
      g_ptr_array_add (keys, g_ptr_array_index (ids, i));
  return ids->len == 0 || revs != NULL;
}

/**
 * naru_sync_depart:
 *
 * Deletes in the place what has moved to another one, and is all there. What somebody has written here meanwhile is put into the
 * record first, for the next round.
 */
gboolean
naru_sync_depart (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GPtrArray) departures
          = naru_store_list_departures (self->store, place->place, AT_ONCE, error);
      g_autoptr (GPtrArray) wanted
          = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GPtrArray) keys = NULL;

      if (departures == NULL || departures->len == 0)
        return departures != NULL;
      if (!naru_sync_note_handshake (self, place, error)
          || !copy_history (self, place, departures, error)
          || !ask_revisions (self, place, departures, error))
        return FALSE;
      g_debug ("%u records have left %s", departures->len, place->database);
      rows = send_deletions (self, place, departures, error);
      if (rows == NULL)
        return FALSE;
      place->moved = TRUE;
      for (guint i = 0; i < rows->len; i++)
        self->round->departed
            += ((const NaruWireRow *) g_ptr_array_index (rows, i))->outcome == NARU_WIRE_STORED;
      keys = list_settled (departures, rows, wanted);
      /* a part of the server that lags behind has nothing of it either */
      if (place->compared && !add_forgotten (self, place, wanted, keys, error))
        return FALSE;
      g_ptr_array_add (keys, NULL);
      if (!naru_store_settle_departures (self->store, place->place,
                                         (const char *const *) keys->pdata, error)
          || (wanted->len > 0 && !naru_sync_fetch (self, place, wanted, error)))
        return FALSE;
      if (keys->len <= AT_ONCE)
        return TRUE;
    }
}
