/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what several queries would show: the numbers beside places and views must never hold up the window. */

#include "naru-counts.h"

typedef struct
{
  GPtrArray *queries;
  gint64 *counts;
  GCancellable *cancellable;
  NaruCountsFunc func;
  gpointer data;
} Counting;

static void
counting_free (Counting *self)
{
  g_ptr_array_unref (self->queries);
  g_clear_object (&self->cancellable);
  g_free (self->counts);
  g_free (self);
}

static gboolean
count_all (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Counting *self = data;

  for (guint i = 0; i < self->queries->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        break;
      self->counts[i] = naru_store_count (reader, self->queries->pdata[i], &local_error);
      if (local_error != NULL)
        {
          g_debug ("A view could not be counted: %s", local_error->message);
          self->counts[i] = -1;
        }
    }
  return TRUE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Counting *self = data;
  g_autoptr (GError) error = NULL;

  if (!naru_store_read_finish (NARU_STORE (source), result, &error))
    g_debug ("Views could not be counted: %s", error->message);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    self->func (self->counts, self->queries->len, self->data);
  counting_free (self);
}

/**
 * naru_counts_read:
 * @queries: (element-type NaruQuery): what to count; a reference is kept while counting, so it must not be changed
 * @func: called on the main loop with one number per query; not called once @cancellable was cancelled
 */
void
naru_counts_read (NaruStore *store, GPtrArray *queries, GCancellable *cancellable,
                  NaruCountsFunc func, gpointer data)
{
  Counting *self = g_new0 (Counting, 1);

  g_return_if_fail (cancellable != NULL);
  self->queries = g_ptr_array_ref (queries);
  self->counts = g_new0 (gint64, queries->len);
  self->cancellable = g_object_ref (cancellable);
  self->func = func;
  self->data = data;
  naru_store_read_async (store, count_all, self, NULL, cancellable, counted_cb, self);
}
