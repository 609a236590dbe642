/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handshake: a small document at the server, of this profile alone, with a number that grows. A server that was set
 * back to a backup or made anew does not have it, or has an older one; nothing else tells that reliably. Where a round was
 * broken off before it wrote its own, the number that it would have got was noted here: then the server is asked for the
 * latest revisions that are known here, since a backup may have the same handshake and not what came after it.
 *
 * Between two whole rounds it is read where the server has something new, after that was asked for and before it is taken in:
 * what a server that was set back has would otherwise overrule what it has lost. */
#include "naru-sync-private.h"

#include <string.h>

#define LATEST 1000

static char *
make_session (NaruSync *self)
{
  return g_strdup_printf ("%08x%08x", g_rand_int (self->rand), g_rand_int (self->rand));
}

/* PouchDB gives a text, CouchDB too; old ones a number. */
static char *
read_database_id (NaruJsonSpan root)
{
  NaruJsonSpan span = naru_json_span_member (root, "instance_start_time");
  char *text = naru_json_span_dup_string (span);

  return text != NULL ? text : naru_json_span_dup (span);
}

/* All that is here now is what the handshake speaks of. */
static void
remember (NaruSync *self, const NaruSyncPlace *place)
{
  gint64 *sequence = g_new (gint64, 1);

  *sequence = naru_store_get_sequence (self->store);
  g_hash_table_insert (self->met, g_strdup (place->place), sequence);
}

/**
 * naru_sync_is_met:
 *
 * Returns: whether the round may leave the handshake until there is something to take in
 */
gboolean
naru_sync_is_met (NaruSync *self, const NaruSyncPlace *place)
{
  return self->focus != NULL && g_hash_table_contains (self->met, place->place);
}

/**
 * naru_sync_next_handshake:
 *
 * Returns: the number that the handshake of this round gets
 */
gint64
naru_sync_next_handshake (NaruSyncPlace *place)
{
  return MAX (MAX (place->handshake, place->checkpoint->handshake) + 1, place->checkpoint->noted);
}

/**
 * naru_sync_note_handshake:
 *
 * Notes here that something is about to be received or sent, once between two handshakes.
 */
gboolean
naru_sync_note_handshake (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  gint64 next = naru_sync_next_handshake (place);

  if (place->checkpoint->noted == next)
    return TRUE;
  place->checkpoint->noted = next;
  return naru_store_set_checkpoint (self->store, place->place, place->checkpoint, error);
}

/**
 * naru_sync_write_handshake:
 *
 * Says at the server, and then here, that this round has come so far. Where the answer is lost the server is ahead, which
 * does not matter.
 */
gboolean
naru_sync_write_handshake (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  const char *const path[] = { place->database, "_local", self->client, NULL };
  gint64 number = naru_sync_next_handshake (place);
  g_autofree char *at = naru_sync_now (self);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (NaruAnswer) answer = { 0 };
  NaruHttpRequest request = { "PUT", path };

  g_string_append_printf (body, "{\"n\":%" G_GINT64_FORMAT, number);
  naru_json_append_member (body, "session", place->checkpoint->session);
  naru_json_append_member (body, "at", at);
  if (place->handshake_rev != NULL)
    naru_json_append_member (body, "_rev", place->handshake_rev);
  g_string_append_c (body, '}');
  request.body = bytes = g_bytes_new (body->str, body->len);
  if (!naru_sync_send (self, &request, &answer, error))
    return FALSE;
  /* a copy of this profile was faster: what it wrote is as good, and is met in the next round */
  if (answer.response->status == 409)
    return TRUE;
  if (!naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  g_free (place->handshake_rev);
  place->handshake_rev = naru_json_span_dup_string (naru_json_span_member (answer.root, "rev"));
  place->handshake = number;
  place->checkpoint->handshake = place->checkpoint->noted = number;
  g_free (place->checkpoint->at);
  place->checkpoint->at = g_steal_pointer (&at);
  remember (self, place);
  return naru_store_set_checkpoint (self->store, place->place, place->checkpoint, error);
}

/**
 * naru_sync_ask_database:
 *
 * Asks what the server calls the database as an individual, where its feed ends, and on how many nodes each document is. The
 * first is asked where the handshake is not as it was left: a database that was made anew has none.
 */
gboolean
naru_sync_ask_database (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  const char *const path[] = { place->database, NULL };
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_get (self, path, NULL, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  g_free (place->checkpoint->database_id);
  place->checkpoint->database_id = read_database_id (answer.root);
  g_free (place->sequence);
  place->sequence = naru_wire_dup_token (naru_json_span_member (answer.root, "update_seq"));
  place->copies = naru_wire_get_integer (naru_json_span_member (answer.root, "cluster"), "n", 1);
  return TRUE;
}

/* The handshake that the server has; nothing if it has none, or not even the database. */
static gboolean
read_handshake (NaruSync *self, NaruSyncPlace *place, char **session, GError **error)
{
  const char *const path[] = { place->database, "_local", self->client, NULL };
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_get (self, path, NULL, &answer, error))
    return FALSE;
  if (answer.response->status == 404)
    return TRUE;
  if (!naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  place->handshake = naru_wire_get_integer (answer.root, "n", 0);
  place->handshake_rev = naru_json_span_dup_string (naru_json_span_member (answer.root, "_rev"));
  *session = naru_json_span_dup_string (naru_json_span_member (answer.root, "session"));
  return TRUE;
}

/* Whether the server has lost something of what is known here. One node of several may lag behind instead: then it is left to
 * the comparison of every week. */
static gboolean
ask_latest (NaruSync *self, NaruSyncPlace *place, gboolean *lost, GError **error)
{
  const gint64 *since = g_hash_table_lookup (self->met, place->place);
  g_autoptr (GPtrArray) latest = naru_store_list_latest (self->store, place->place,
                                                         since != NULL ? *since : 0, LATEST, error);
  g_autoptr (GHashTable) missing = NULL;

  if (latest == NULL || latest->len == 0)
    return latest != NULL;
  missing = naru_sync_ask_missing (self, place, latest, error);
  if (missing == NULL)
    return FALSE;
  if (g_hash_table_size (missing) == 0)
    {
      /* the server has it all: the handshake is written at the end of the round, and it is not asked for again */
      place->moved = TRUE;
      return TRUE;
    }
  if (!naru_sync_ask_database (self, place, error))
    return FALSE;
  *lost = place->copies <= 1;
  return TRUE;
}

/* Where the answer to the handshake of the last round was lost, or the note of it, the server is ahead: it counts from now on, or
 * a server that is set back behind it would seem to be what it was. */
static gboolean
catch_up (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  if (place->handshake == place->checkpoint->handshake)
    return TRUE;
  place->checkpoint->handshake = place->handshake;
  return naru_store_set_checkpoint (self->store, place->place, place->checkpoint, error);
}

/**
 * naru_sync_handshake:
 * @reconcile: (out): whether the server is not what it was: it must be compared document by document
 *
 * Meets the database. The first time it leaves the handshake before anything else is asked.
 */
gboolean
naru_sync_handshake (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  NaruCheckpoint *checkpoint = place->checkpoint;
  g_autofree char *session = NULL;

  *reconcile = FALSE;
  if (!read_handshake (self, place, &session, error))
    return FALSE;
  if (checkpoint->session != NULL && place->handshake >= checkpoint->handshake
      && g_strcmp0 (session, checkpoint->session) == 0)
    {
      if (checkpoint->noted > place->handshake)
        return ask_latest (self, place, reconcile, error);
      remember (self, place);
      return catch_up (self, place, error);
    }
  g_hash_table_remove (self->met, place->place);
  if (!naru_sync_ask_database (self, place, error))
    return FALSE;
  *reconcile = checkpoint->session != NULL;
  if (*reconcile)
    return TRUE;
  checkpoint->session = make_session (self);
  return naru_sync_write_handshake (self, place, error);
}

/**
 * naru_sync_read_unread:
 * @reconcile: (out): as of naru_sync_handshake(); %FALSE where the handshake has been read in this round
 *
 * Meets the database, if that was left until there is something to take in.
 */
gboolean
naru_sync_read_unread (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  if (!place->unread)
    return TRUE;
  place->unread = FALSE;
  return naru_sync_handshake (self, place, reconcile, error);
}
