/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a list whose rows are made by a signal factory: found by their item or by the pointer, with a menu at them. */

#include "naru-list-cells.h"

#define ITEM "naru-list-item"
#define MENU_INDENT 24

/**
 * naru_list_cell_set_item:
 * @child: the widget of a row, made by the factory
 * @item: owns @child
 *
 * For the factory's setup: notes what naru_list_find_cell() looks for.
 */
void
naru_list_cell_set_item (GtkWidget *child, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (child), ITEM, item);
}

/**
 * naru_list_find_cell:
 * @list: a list view
 * @item: an item of its model
 *
 * Returns: (transfer none) (nullable): the cell that shows @item; %NULL where it is out of sight
 */
GtkWidget *
naru_list_find_cell (GtkWidget *list, gpointer item)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (list); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *child = gtk_widget_get_first_child (cell);
      GtkListItem *shown = child != NULL ? g_object_get_data (G_OBJECT (child), ITEM) : NULL;

      if (shown != NULL && gtk_list_item_get_item (shown) == item)
        return cell;
    }
  return NULL;
}

/**
 * naru_list_select_at:
 * @x: in @list
 * @y: in @list
 *
 * Selects the row under the pointer.
 *
 * Returns: whether there is one
 */
gboolean
naru_list_select_at (GtkWidget *list, GtkSingleSelection *selection, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  guint length = g_list_model_get_n_items (G_LIST_MODEL (selection));

  while (picked != NULL && gtk_widget_get_parent (picked) != list)
    picked = gtk_widget_get_parent (picked);
  for (guint i = 0; picked != NULL && i < length; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (naru_list_find_cell (list, item) == picked)
        gtk_single_selection_set_selected (selection, i);
    }
  return picked != NULL;
}

/**
 * naru_list_pop_up:
 * @popover: (inout): the menu that is open in @view, which is closed; becomes the new one, a child of @view
 * @view: has the actions of the menu
 * @cell: in @view
 * @at: (nullable): where in @view; %NULL for the start of @cell
 *
 * Returns: whether the menu is open
 */
gboolean
naru_list_pop_up (GtkWidget **popover, GtkWidget *view, GtkWidget *cell, GMenuModel *menu,
                  const GdkRectangle *at)
{
  GdkRectangle place = { 0 };
  graphene_rect_t bounds;

  if (at != NULL)
    place = *at;
  else if (gtk_widget_compute_bounds (cell, view, &bounds))
    place = (GdkRectangle){ (int) bounds.origin.x + MENU_INDENT,
                            (int) (bounds.origin.y + bounds.size.height / 2), 1, 1 };
  else
    return FALSE;
  g_clear_pointer (popover, gtk_widget_unparent);
  *popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (*popover, view);
  gtk_popover_set_has_arrow (GTK_POPOVER (*popover), FALSE);
  gtk_widget_set_halign (*popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (*popover), &place);
  gtk_popover_popup (GTK_POPOVER (*popover));
  return TRUE;
}
