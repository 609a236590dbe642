/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that was set back or made anew is compared from its beginning: what it shows is taken in, what it has lost and
 * this desk wrote lately is sent again, what it has lost of others goes. Unsent work stays in any case. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

static void
clear_summary (gpointer data)
{
  NaruRemoteDocument *document = data;

  g_free (document->id);
  g_free (document->rev);
}

static gboolean
settle_missing (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (GPtrArray) to_fetch = NULL;
  g_autoptr (GPtrArray) to_ask = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  guint resent = 0;
  guint removed = 0;

  if (!naru_store_reconcile (self->store, place->place,
                             (const NaruRemoteDocument *) place->present->data, place->present->len,
                             &to_fetch, &to_ask, &missing, error))
    return FALSE;
  g_ptr_array_add (missing, NULL);
  if (!naru_store_forget_missing (self->store, (const char *const *) missing->pdata,
                                  place->handshake, &resent, &removed, error))
    return FALSE;
  g_debug ("%s: %u documents are sent again, %u removed", place->database, resent, removed);
  self->round->removed += removed;
  return TRUE;
}

/**
 * naru_sync_reconcile:
 *
 * Receives everything in the place, and settles what is here and was not among it. Until it has come to its end, every
 * round begins it anew: the handshake is written behind it.
 */
gboolean
naru_sync_reconcile (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  gboolean lost = FALSE;
  gboolean done;

  g_debug ("comparing all of %s", place->database);
  g_clear_pointer (&place->checkpoint->since, g_free);
  place->present = g_array_new (FALSE, TRUE, sizeof (NaruRemoteDocument));
  g_array_set_clear_func (place->present, clear_summary);
  done = naru_sync_pull (self, place, &lost, error) && settle_missing (self, place, error);
  g_clear_pointer (&place->present, g_array_unref);
  return done;
}
