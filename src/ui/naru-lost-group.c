/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the page of the server, as long as something waits: how much, since when, which records, and the button that sends them
 * again. */
#include "naru-lost-group.h"

#include <glib/gi18n-lib.h>

#include "naru-store-sync.h"
#include "naru-ui-util.h"

#define MOST_ROWS 200

struct _NaruLostGroup
{
  AdwPreferencesGroup parent_instance;
  NaruWindow *window;
  GtkWidget *expander;
  GPtrArray *rows;
};

#define NARU_TYPE_LOST_GROUP (naru_lost_group_get_type ())
G_DECLARE_FINAL_TYPE (NaruLostGroup, naru_lost_group, NARU, LOST_GROUP, AdwPreferencesGroup)
G_DEFINE_FINAL_TYPE (NaruLostGroup, naru_lost_group, ADW_TYPE_PREFERENCES_GROUP)

/**
 * naru_lost_say:
 *
 * Returns: (transfer full) (nullable): what has happened to records that were written here, for people; %NULL if nothing waits
 */
char *
naru_lost_say (NaruDesk *desk)
{
  g_autofree char *noticed = NULL;
  gint64 n = naru_store_count_lost (naru_desk_get_store (desk), &noticed);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *when = n > 0 ? naru_ui_format_when (noticed, today) : NULL;
  g_autofree char *count = naru_ui_format_count (n);

  if (n == 0)
    return NULL;
  /* Translators: a time or a day, and a number */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Noticed: %1$s. The server no longer has %2$s record as it was written here. It "
                   "is kept on this computer, and others see it again when you send it again.",
                   "Noticed: %1$s. The server no longer has %2$s records as they were written "
                   "here. They are kept on this computer, and others see them again when you send "
                   "them again.",
                   (gulong) n),
      when, count);
}

static void
opened_cb (NaruLostGroup *self, GtkWidget *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open", "s",
                              g_object_get_data (G_OBJECT (row), "naru-id"));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
add_row (NaruLostGroup *self, const NaruUnsent *unsent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title
      = g_markup_escape_text (unsent->title != NULL ? unsent->title : _ ("Deleted here"), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (unsent->title != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "naru-id", g_strdup (unsent->id), g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->expander), row);
  g_ptr_array_add (self->rows, row);
}

static void
show (NaruLostGroup *self)
{
  NaruDesk *desk = naru_window_get_desk (self->window);
  g_autofree char *text = naru_lost_say (desk);
  g_autoptr (GPtrArray) unsent = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self->expander), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
  if (text != NULL)
    unsent = naru_store_list_unsent (naru_desk_get_store (desk), TRUE, MOST_ROWS, NULL);
  for (guint i = 0; unsent != NULL && i < unsent->len; i++)
    add_row (self, unsent->pdata[i]);
}

static void
send_again_cb (NaruLostGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.send-again", NULL);
}

static void
naru_lost_group_dispose (GObject *object)
{
  NaruLostGroup *self = NARU_LOST_GROUP (object);

  g_clear_object (&self->window);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_lost_group_parent_class)->dispose (object);
}

static void
naru_lost_group_class_init (NaruLostGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_lost_group_dispose;
}

static void
naru_lost_group_init (NaruLostGroup *self)
{
  GtkWidget *button = gtk_button_new_with_label (C_ ("action", "Send again"));

  self->rows = g_ptr_array_new ();
  self->expander = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _ ("See them"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (button, 12);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (send_again_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   _ ("The server was set back or made anew"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->expander);
}

/**
 * naru_lost_group_new:
 *
 * Returns: a group of a preferences page, which is there while something waits
 */
GtkWidget *
naru_lost_group_new (NaruWindow *window)
{
  NaruLostGroup *self = g_object_new (NARU_TYPE_LOST_GROUP, NULL);

  self->window = g_object_ref (window);
  g_signal_connect_object (naru_desk_get_store (naru_window_get_desk (window)), "changed",
                           G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
