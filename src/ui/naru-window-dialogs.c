/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens beside or above the pages: finding anything, importing a file, preferences, shortcuts. */

#include "naru-window-private.h"

#include "naru-import-dialog.h"
#include "naru-palette.h"
#include "naru-places.h"
#include "naru-preferences.h"

/* The height that a window loses to its title. */
#define TITLE_BAR 60

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (naru_desk_is_set_up (NARU_WINDOW (widget)->desk))
    naru_palette_open (NARU_WINDOW (widget));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->places);
  const char *type = NULL;

  for (const NaruPlace *place = naru_places; place->name != NULL; place++)
    if (g_strcmp0 (place->name, shown) == 0)
      type = place->type;
  if (naru_desk_is_set_up (self->desk))
    naru_import_dialog_open (self, type, NULL);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (naru_desk_is_set_up (NARU_WINDOW (widget)->desk))
    naru_preferences_open (NARU_WINDOW (widget));
}

/* Made when it is asked for: as a part of every window it would delay the first frame. It scrolls where it would be larger
 * than the window, as in large print. */
static void
show_help_overlay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/naru/Naru/gtk/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  g_autoptr (GtkWidget) shortcuts = g_object_ref (gtk_window_get_child (overlay));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_object_set (scrolled, "propagate-natural-width", TRUE, "propagate-natural-height", TRUE,
                "max-content-width", gtk_widget_get_width (widget), "max-content-height",
                gtk_widget_get_height (widget) - TITLE_BAR, NULL);
  gtk_window_set_child (overlay, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), shortcuts);
  gtk_window_set_child (overlay, scrolled);
  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

/**
 * naru_window_install_dialog_actions:
 *
 * Installs the actions that open finding, importing, preferences and the shortcuts, with their keys.
 */
void
naru_window_install_dialog_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (klass, "win.show-help-overlay", NULL, show_help_overlay_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_k, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_i, GDK_CONTROL_MASK, "win.import", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences",
                                       NULL);
}
