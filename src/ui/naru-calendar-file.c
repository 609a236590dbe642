/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar is easily shared: whoever saves one is asked whether names go with it, and the usual answer is no. */

#include "naru-calendar-file.h"

#include <glib/gi18n-lib.h>
#include "naru-export.h"
#include "naru-ui-util.h"

typedef struct
{
  GtkWidget *widget;
  NaruQuery *query;
  GFile *file;
  gboolean names;
  guint n_events;
} Saving;

static gboolean
save_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *self = data;

  return naru_export_to_file (reader, self->query, NARU_EXPORT_CALENDAR,
                              self->names ? NARU_EXPORT_SENSITIVE : NARU_EXPORT_PLAIN, self->file,
                              cancellable, &self->n_events, NULL, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (naru_store_read_finish (NARU_STORE (source), result, &error))
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u appointment is saved.",
                                         "%u appointments are saved.", self->n_events),
                            self->n_events);
  naru_ui_toast (self->widget, text != NULL ? text : error->message);
  g_object_unref (self->widget);
  naru_query_free (self->query);
  g_object_unref (self->file);
  g_free (self);
}

static void
chosen_cb (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  GtkFileChooser *answers = GTK_FILE_CHOOSER (chooser);
  const char *which = gtk_file_chooser_get_choice (answers, "which");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      Saving *self = g_new0 (Saving, 1);

      self->widget = g_object_ref (widget);
      self->query = naru_query_copy (
          g_object_get_data (G_OBJECT (chooser), g_strcmp0 (which, "all") == 0 ? "all" : "shown"));
      self->file = gtk_file_chooser_get_file (answers);
      self->names = g_strcmp0 (gtk_file_chooser_get_choice (answers, "names"), "true") == 0;
      naru_store_read_async (naru_desk_get_store (naru_ui_get_desk (widget)), save_func, self, NULL,
                             NULL, saved_cb, self);
    }
  g_object_unref (chooser);
}

/**
 * naru_calendar_file_save:
 * @widget: what the person pressed
 * @shown: (transfer full): the appointments that are meant
 * @all: (transfer full) (nullable): others that can be chosen instead: all that are still to come
 *
 * Asks where to write the file, and whether names go into it.
 */
void
naru_calendar_file_save (GtkWidget *widget, NaruQuery *shown, NaruQuery *all)
{
  static const char *which[] = { "shown", "all", NULL };
  const char *labels[] = { _ ("The days that are shown"), _ ("Everything still to come"), NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save as iCalendar"), GTK_WINDOW (gtk_widget_get_root (widget)),
      GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  GtkFileChooser *answers = GTK_FILE_CHOOSER (chooser);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (answers,
                                     all != NULL ? _ ("Calendar.ics") : _ ("Appointment.ics"));
  if (all != NULL)
    {
      gtk_file_chooser_add_choice (answers, "which", _ ("Appointments"), which, labels);
      gtk_file_chooser_set_choice (answers, "which", "shown");
    }
  gtk_file_chooser_add_choice (answers, "names", _ ("With names"), NULL, NULL);
  gtk_file_chooser_set_choice (answers, "names", "false");
  g_object_set_data_full (G_OBJECT (chooser), "shown", shown, (GDestroyNotify) naru_query_free);
  if (all != NULL)
    g_object_set_data_full (G_OBJECT (chooser), "all", all, (GDestroyNotify) naru_query_free);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
