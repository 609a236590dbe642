/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handshake: a small document at the server, of this profile alone, with a number that grows. A server that was set
 * back to a backup or made anew does not have it, or has an older one; nothing else tells that reliably. */
#include "naru-sync-private.h"

#include <string.h>

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
  gint64 number = MAX (place->handshake, place->checkpoint->handshake) + 1;
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
  place->checkpoint->handshake = number;
  g_free (place->checkpoint->at);
  place->checkpoint->at = g_steal_pointer (&at);
  return naru_store_set_checkpoint (self->store, place->place, place->checkpoint, error);
}

/* What the server calls the database as an individual. It is asked where the handshake is not as it was left: a database
 * that was made anew has none. */
static gboolean
ask_database_id (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  const char *const path[] = { place->database, NULL };
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_get (self, path, NULL, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  g_free (place->checkpoint->database_id);
  place->checkpoint->database_id = read_database_id (answer.root);
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
    return TRUE;
  if (!ask_database_id (self, place, error))
    return FALSE;
  *reconcile = checkpoint->session != NULL;
  if (*reconcile)
    return TRUE;
  checkpoint->session = make_session (self);
  return naru_sync_write_handshake (self, place, error);
}
