/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that was set back or made anew: its records and ours must be compared before anything is sent. */
#include "naru-sync-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

/**
 * naru_sync_reconcile:
 *
 * Touches nothing, and says that the place is not what it was.
 */
gboolean
naru_sync_reconcile (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_set_error (error, NARU_ERROR, NARU_ERROR_FAILED,
               _ ("%s was set back to an earlier state or made anew. Nothing was changed here; "
                  "please ask whoever looks after the server."),
               place->database);
  return FALSE;
}
