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

/**
 * naru_sync_handshake:
 * @reconcile: (out): whether the server is not what it was: it must be compared document by document
 *
 * Meets the database. The first time it leaves the handshake before anything else is asked.
 */
gboolean
naru_sync_handshake (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  const char *const database[] = { place->database, NULL };
  const char *const local[] = { place->database, "_local", self->client, NULL };
  NaruCheckpoint *checkpoint = place->checkpoint;
  g_autofree char *database_id = NULL;
  g_autofree char *session = NULL;
  g_auto (NaruAnswer) answer = { 0 };

  *reconcile = FALSE;
  if (!naru_sync_get (self, database, NULL, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  database_id = read_database_id (answer.root);
  place->size = naru_wire_get_integer (answer.root, "doc_count", 0);

  if (!naru_sync_get (self, local, NULL, &answer, error))
    return FALSE;
  if (answer.response->status != 404)
    {
      if (!naru_sync_expect_success (self, &answer, place->database, error))
        return FALSE;
      place->handshake = naru_wire_get_integer (answer.root, "n", 0);
      place->handshake_rev
          = naru_json_span_dup_string (naru_json_span_member (answer.root, "_rev"));
      session = naru_json_span_dup_string (naru_json_span_member (answer.root, "session"));
    }

  if (checkpoint->session == NULL)
    {
      checkpoint->session = make_session (self);
      g_free (checkpoint->database_id);
      checkpoint->database_id = g_steal_pointer (&database_id);
      return naru_sync_write_handshake (self, place, error);
    }
  *reconcile = place->handshake < checkpoint->handshake
               || g_strcmp0 (session, checkpoint->session) != 0
               || g_strcmp0 (database_id, checkpoint->database_id) != 0;
  if (*reconcile)
    {
      g_free (checkpoint->database_id);
      checkpoint->database_id = g_steal_pointer (&database_id);
    }
  return TRUE;
}
