/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-conflict-beside.h"

#include <glib/gi18n-lib.h>
#include "naru-conflict-group.h"
#include "naru-ui-util.h"

/**
 * naru_conflict_beside_new:
 *
 * Returns: (transfer floating): a list that is not seen before there is something in it
 */
GtkWidget *
naru_conflict_beside_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
attach (GtkWidget *grid, GtkWidget *child, int column, int row)
{
  gtk_widget_set_valign (child, GTK_ALIGN_BASELINE);
  gtk_grid_attach (GTK_GRID (grid), child, column, row, 1, 1);
}

static void
add_row (GtkWidget *grid, const NaruConflictBeside *beside, int row)
{
  GtkWidget *icon = naru_ui_icon ("naru-done-symbolic", "ok", NULL);
  GtkWidget *value
      = naru_ui_wrapped_label (*beside->value != '\0' ? beside->value : _ ("nothing"), NULL);

  gtk_grid_attach (GTK_GRID (grid), naru_ui_on_first_line (icon), 0, row, 1, 1);
  attach (grid, naru_ui_label (beside->label, NULL), 1, row);
  gtk_widget_set_hexpand (value, TRUE);
  attach (grid, value, 2, row);
  attach (grid, naru_ui_label (beside->by, "caption dim-label"), 3, row);
}

/**
 * naru_conflict_beside_show:
 * @beside: (element-type NaruConflictBeside) (nullable): changes, latest first
 */
void
naru_conflict_beside_show (GtkWidget *self, GPtrArray *beside)
{
  GtkWidget *grid;

  naru_ui_clear (self);
  gtk_widget_set_visible (self, beside != NULL && beside->len > 0);
  if (!gtk_widget_get_visible (self))
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_box_append (GTK_BOX (self),
                  naru_ui_heading (_ ("Other changes of these days"), _ ("nothing to settle")));
  gtk_box_append (GTK_BOX (self), grid);
  for (guint i = 0; i < beside->len; i++)
    add_row (grid, beside->pdata[i], (int) i);
}
