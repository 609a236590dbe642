/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flat header bar of one pane. Every pane has its own, so that tone and title belong to the pane. */

#include "naru-pane-bar.h"

#include <glib/gi18n-lib.h>
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define MAX_TITLE 16

struct _NaruPaneBar
{
  AdwBin parent_instance;
  AdwHeaderBar *bar;
  GtkWidget *start;
  GtkWidget *title;
  GtkWidget *sidebar;
  GBinding *binding; /* of the button that shows the sidebar */
  GBinding *controls; /* of the buttons of the window, which an open panel carries */
  NaruPanePlace place;
};

G_DEFINE_FINAL_TYPE (NaruPaneBar, naru_pane_bar, ADW_TYPE_BIN)

static void
bind_to_window (NaruPaneBar *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  g_clear_pointer (&self->binding, g_binding_unbind);
  g_clear_pointer (&self->controls, g_binding_unbind);
  gtk_widget_set_visible (self->sidebar, FALSE);
  if (window != NULL && (self->place & NARU_PANE_FIRST) != 0)
    self->binding = g_object_bind_property (window, "narrow", self->sidebar, "visible",
                                            G_BINDING_SYNC_CREATE);
  if (window != NULL && (self->place & NARU_PANE_LAST) != 0)
    self->controls = naru_panel_bind_closed (window, self->bar, "show-end-title-buttons");
}

/**
 * naru_pane_bar_set_place:
 *
 * Whether it stands beside the sidebar and whether it is the last: changes when panes fold.
 */
void
naru_pane_bar_set_place (NaruPaneBar *self, NaruPanePlace place)
{
  self->place = place;
  adw_header_bar_set_show_start_title_buttons (self->bar, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->bar, (place & NARU_PANE_LAST) != 0);
  bind_to_window (self);
}

/**
 * naru_pane_bar_set_title:
 *
 * The title at the start; %NULL or "" for none.
 */
void
naru_pane_bar_set_title (NaruPaneBar *self, const char *title)
{
  naru_ui_set_text (self->title, title);
  /* The bar gives a title that can be shortened only half of the room. */
  gtk_label_set_width_chars (GTK_LABEL (self->title),
                             title == NULL ? -1
                                           : (int) MIN (g_utf8_strlen (title, -1) + 1, MAX_TITLE));
}

/**
 * naru_pane_bar_set_center:
 *
 * A widget in the middle, such as a search entry.
 */
void
naru_pane_bar_set_center (NaruPaneBar *self, GtkWidget *widget)
{
  adw_header_bar_set_title_widget (self->bar, widget);
  adw_header_bar_set_centering_policy (self->bar, ADW_CENTERING_POLICY_STRICT);
}

/**
 * naru_pane_bar_pack_start:
 *
 * Adds a widget before the title.
 */
void
naru_pane_bar_pack_start (NaruPaneBar *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->start), widget, self->sidebar);
}

/**
 * naru_pane_bar_pack_end:
 *
 * Adds a widget at the end, before those that were added earlier.
 */
void
naru_pane_bar_pack_end (NaruPaneBar *self, GtkWidget *widget)
{
  adw_header_bar_pack_end (self->bar, widget);
}

static void
root_cb (NaruPaneBar *self)
{
  bind_to_window (self);
}

static void
naru_pane_bar_dispose (GObject *object)
{
  NaruPaneBar *self = NARU_PANE_BAR (object);

  g_clear_pointer (&self->binding, g_binding_unbind);
  g_clear_pointer (&self->controls, g_binding_unbind);
  G_OBJECT_CLASS (naru_pane_bar_parent_class)->dispose (object);
}

static void
naru_pane_bar_class_init (NaruPaneBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_pane_bar_dispose;
}

static void
naru_pane_bar_init (NaruPaneBar *self)
{
  self->bar = ADW_HEADER_BAR (adw_header_bar_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "flat");
  self->start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->sidebar = naru_ui_icon_button ("sidebar-show-symbolic", _ ("Show the sidebar"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sidebar), "win.show-sidebar");
  self->title = naru_ui_label (NULL, "bar-title");
  gtk_widget_set_margin_start (self->title, 12);
  gtk_box_append (GTK_BOX (self->start), self->sidebar);
  gtk_box_append (GTK_BOX (self->start), self->title);
  adw_header_bar_pack_start (self->bar, self->start);
  adw_header_bar_set_centering_policy (self->bar, ADW_CENTERING_POLICY_LOOSE);
  adw_header_bar_set_title_widget (self->bar, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
}

/**
 * naru_pane_bar_new:
 * @title: shown bold at the start, or %NULL
 * @place: where the pane stands in the window
 */
GtkWidget *
naru_pane_bar_new (const char *title, NaruPanePlace place)
{
  NaruPaneBar *self = g_object_new (NARU_TYPE_PANE_BAR, NULL);

  naru_pane_bar_set_title (self, title);
  naru_pane_bar_set_place (self, place);
  return GTK_WIDGET (self);
}
