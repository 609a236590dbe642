/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK 4.8 does not say which cell of a list shows an item: rows note their item, so that menus and focus find the cell. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void naru_list_cell_set_item (GtkWidget *child, GtkListItem *item);
GtkWidget *naru_list_find_cell (GtkWidget *list, gpointer item);
gboolean naru_list_select_at (GtkWidget *list, GtkSingleSelection *selection, double x, double y);
gboolean naru_list_pop_up (GtkWidget **popover, GtkWidget *view, GtkWidget *cell, GMenuModel *menu,
                           const GdkRectangle *at);

G_END_DECLS
