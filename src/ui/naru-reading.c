/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-reading.h"

#include "naru-ui-util.h"

typedef struct
{
  NaruReading *reading; /* part of @widget */
  GtkWidget *widget;
  GCancellable *cancellable;
  NaruClock *clock;
  char *id;
  NaruReadingFunc read;
  gconstpointer context;
  GDestroyNotify free_context;
  NaruReadingShow show;
  GDestroyNotify free_found;
  gpointer found;
} Job;

static void
job_free (Job *self)
{
  if (self->found != NULL)
    self->free_found (self->found);
  if (self->free_context != NULL)
    self->free_context ((gpointer) self->context);
  g_object_unref (self->widget);
  g_object_unref (self->cancellable);
  g_free (self->id);
  g_free (self);
}

static gboolean
read_cb (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *self = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, self->clock);

  self->found = self->read (desk, self->id, self->context, error);
  return self->found != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = data;
  NaruReading *reading = self->reading;
  g_autoptr (GError) error = NULL;
  gboolean done = naru_store_read_finish (NARU_STORE (source), result, &error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&reading->under_way);
      gtk_widget_set_can_target (self->widget, TRUE);
      if (done)
        {
          gboolean other = g_strcmp0 (reading->shown, self->id) != 0;

          g_free (reading->shown);
          reading->shown = g_strdup (self->id);
          self->show (self->widget, self->id, self->found, other);
        }
      else
        naru_ui_toast (self->widget, error->message);
    }
  job_free (self);
}

/**
 * naru_reading_start:
 * @self: belongs to @widget, which calls naru_reading_clear() when it is disposed of
 * @id: the record whose parts are read
 * @read: reads them, on another thread
 * @context: (nullable): for @read
 * @show: shows them; not called when something else is asked for before, or @self is cleared
 * @free_found: frees what @read returned
 *
 * Asks for what belongs to a record. Where that is another record than the one shown, nothing can be clicked until the
 * answer is there: nobody acts on one person's rows under the name of another.
 */
void
naru_reading_start (NaruReading *self, GtkWidget *widget, NaruDesk *desk, const char *id,
                    NaruReadingFunc read, gconstpointer context, NaruReadingShow show,
                    GDestroyNotify free_found)
{
  naru_reading_start_with (self, widget, desk, id, read, (gpointer) context, NULL, show,
                           free_found);
}

/**
 * naru_reading_start_with:
 * @context: (transfer full) (nullable): for @read
 * @free_context: (nullable): frees it when it is no longer read
 *
 * Like naru_reading_start(), with a context of its own for each reading.
 */
void
naru_reading_start_with (NaruReading *self, GtkWidget *widget, NaruDesk *desk, const char *id,
                         NaruReadingFunc read, gpointer context, GDestroyNotify free_context,
                         NaruReadingShow show, GDestroyNotify free_found)
{
  Job *job = g_new0 (Job, 1);

  g_cancellable_cancel (self->under_way);
  g_clear_object (&self->under_way);
  self->under_way = g_cancellable_new ();
  if (g_strcmp0 (self->shown, id) != 0)
    gtk_widget_set_can_target (widget, FALSE);
  job->reading = self;
  job->widget = g_object_ref (widget);
  job->cancellable = g_object_ref (self->under_way);
  job->clock = naru_desk_get_clock (desk);
  job->id = g_strdup (id);
  job->read = read;
  job->context = context;
  job->free_context = free_context;
  job->show = show;
  job->free_found = free_found;
  naru_store_read_async (naru_desk_get_store (desk), read_cb, job, NULL, job->cancellable,
                         read_done_cb, job);
}

/**
 * naru_reading_clear:
 *
 * Gives up what is being read, and forgets what is shown.
 */
void
naru_reading_clear (NaruReading *self)
{
  g_cancellable_cancel (self->under_way);
  g_clear_object (&self->under_way);
  g_clear_pointer (&self->shown, g_free);
}
