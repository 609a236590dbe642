/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens beside or above the pages: finding anything, preferences. */

#include "naru-window-private.h"

#include "naru-palette.h"
#include "naru-preferences.h"

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (naru_desk_is_set_up (NARU_WINDOW (widget)->desk))
    naru_palette_open (NARU_WINDOW (widget));
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (naru_desk_is_set_up (NARU_WINDOW (widget)->desk))
    naru_preferences_open (NARU_WINDOW (widget));
}

void
naru_window_install_dialog_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_k, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences",
                                       NULL);
}
