/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms that the centre adds to vocabularies: read off the main loop when the window has been painted, and again when
 * one of them changed. */

#include "naru-window-private.h"

#include "naru-casework.h"
#include "naru-startup.h"

static gboolean
read_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  naru_centre_load_terms (reader);
  return TRUE;
}

static void
read_terms (GtkWidget *widget)
{
  naru_store_read_async (NARU_WINDOW (widget)->store, read_func, NULL, NULL, NULL, NULL, NULL);
}

static void
changed_cb (NaruWindow *self, const char *const *ids)
{
  gboolean any = ids == NULL;

  for (guint i = 0; !any && ids[i] != NULL; i++)
    any = g_str_has_prefix (ids[i], "vocabularyAddition:");
  if (any)
    read_terms (GTK_WIDGET (self));
}

/**
 * naru_window_follow_terms:
 *
 * From now on the vocabularies have what the centre adds to them.
 */
void
naru_window_follow_terms (NaruWindow *self)
{
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  naru_startup_when_painted (GTK_WIDGET (self), read_terms);
}
