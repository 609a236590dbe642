/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of its own for a record that has no workspace. It stays beside its parent: nothing else waits for it. */

#include "naru-record-window.h"

#include "naru-record-page.h"

static gboolean
close_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/**
 * naru_record_window_open:
 * @id: the record; a window that shows it already comes to the front
 */
void
naru_record_window_open (NaruWindow *window, const char *id)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *shell;
  GtkWidget *page;
  GtkEventController *keys;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (other), "record"), id) == 0)
        {
          gtk_window_present (other);
          return;
        }
    }
  shell = adw_window_new ();
  page = g_str_has_prefix (id, "staff:") ? naru_staff_page_new (naru_window_get_desk (window))
                                         : naru_record_page_new (naru_window_get_desk (window));
  g_object_set_data_full (G_OBJECT (shell), "record", g_strdup (id), g_free);
  gtk_window_set_default_size (GTK_WINDOW (shell), 640, 640);
  gtk_window_set_transient_for (GTK_WINDOW (shell), GTK_WINDOW (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (shell), TRUE);
  adw_window_set_content (ADW_WINDOW (shell), page);
  naru_detail_open (NARU_DETAIL (page), id);
  if (naru_detail_get_record (NARU_DETAIL (page)) != NULL)
    gtk_window_set_title (GTK_WINDOW (shell),
                          naru_record_get_title (naru_detail_get_record (NARU_DETAIL (page))));
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>w"),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (shell, keys);
  gtk_window_present (GTK_WINDOW (shell));
}
