/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of a plan's rows. One set of widgets serves goals and steps in turn: a goal is a heading, a step has a symbol
 * that moves its state on, title and measure, and columns that grow with the text size. */

#include "naru-plan-rows-private.h"

#include <glib/gi18n-lib.h>
#include "naru-list-cells.h"
#include "naru-ui-util.h"

#define PARTS "naru-plan-parts"

/* Widths at 100 % text */
#define WHO_WIDTH 140
#define DUE_WIDTH 108 /* a day of another year, too */
#define STATE_WIDTH 112

typedef struct
{
  gboolean narrow;
  NaruPlanRowFunc symbol_clicked;
  NaruPlanRowFunc row_clicked;
  gpointer data;
} Setup;

typedef struct
{
  GtkListItem *item; /* owns these widgets */
  const Setup *setup;
  GtkWidget *goal;
  GtkWidget *goal_title;
  GtkWidget *goal_count;
  GtkWidget *step;
  GtkWidget *symbol;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *caption;
  GtkWidget *details;
  GtkWidget *who;
  GtkWidget *due;
  GtkWidget *state;
  const char *icon_class;
  gulong changed_id;
} Parts;

static GtkWidget *
column_label (int width, const char *css_classes)
{
  GtkWidget *label = naru_ui_label ("", css_classes);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_size_request (label, (int) (width * naru_ui_text_scale ()), -1);
  return label;
}

static void
swap_class (GtkWidget *widget, const char **now, const char *next)
{
  if (*now == next)
    return;
  if (*now != NULL)
    gtk_widget_remove_css_class (widget, *now);
  if (next != NULL)
    gtk_widget_add_css_class (widget, next);
  *now = next;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
show_details (Parts *parts, NaruPlanRow *row)
{
  const char *texts[] = { row->who, row->due, row->state };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", texts[i]);
  naru_ui_set_text (parts->details, line->str);
  set_class (parts->details, "late", row->late);
  set_class (parts->details, "dim-label", !row->late);
}

static void
show_row (Parts *parts)
{
  NaruPlanRow *row = gtk_list_item_get_item (parts->item);
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (parts->item));
  g_autofree char *name = NULL;

  if (cell != NULL)
    {
      set_class (cell, "goal", row->is_goal);
      set_class (cell, "first", row->first);
    }
  gtk_widget_set_visible (parts->goal, row->is_goal);
  gtk_widget_set_visible (parts->step, !row->is_goal);
  if (row->is_goal)
    {
      gtk_label_set_text (GTK_LABEL (parts->goal_title), row->title);
      gtk_label_set_text (GTK_LABEL (parts->goal_count), row->state);
      return;
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon), row->icon);
  swap_class (parts->icon, &parts->icon_class, row->icon_class);
  /* Translators: %1$s is a step, %2$s its state: "Visit two care homes: Under way" */
  name = g_strdup_printf (_ ("%1$s: %2$s"), row->title, row->state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->symbol), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_label_set_text (GTK_LABEL (parts->title), row->title);
  set_class (parts->title, "dim-label", row->over);
  naru_ui_set_text (parts->caption, row->caption);
  if (parts->setup->narrow)
    {
      show_details (parts, row);
      return;
    }
  gtk_label_set_text (GTK_LABEL (parts->who), row->who != NULL ? row->who : "");
  gtk_label_set_text (GTK_LABEL (parts->due), row->due != NULL ? row->due : "");
  gtk_label_set_text (GTK_LABEL (parts->state), row->state != NULL ? row->state : "");
  set_class (parts->due, "late", row->late);
  set_class (parts->state, "late", row->late);
}

static void
symbol_clicked_cb (Parts *parts)
{
  NaruPlanRow *row = gtk_list_item_get_item (parts->item);

  if (row != NULL)
    parts->setup->symbol_clicked (parts->step, row, parts->setup->data);
}

static void
released_cb (Parts *parts, int n_press)
{
  NaruPlanRow *row = gtk_list_item_get_item (parts->item);

  if (row != NULL && n_press == 1)
    parts->setup->row_clicked (parts->step, row, parts->setup->data);
}

static GtkWidget *
new_goal (Parts *parts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  parts->goal_title = naru_ui_wrapped_label ("", "heading");
  gtk_widget_set_hexpand (parts->goal_title, TRUE);
  parts->goal_count = naru_ui_label ("", "caption dim-label numeric");
  gtk_label_set_ellipsize (GTK_LABEL (parts->goal_count), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (parts->goal_count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), parts->goal_title);
  gtk_box_append (GTK_BOX (box), parts->goal_count);
  return box;
}

/* gtk_widget_set_tooltip_text() would ask the display server where the pointer is, for every row. */
static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, _ ("Move the state on (Space)"));
  return TRUE;
}

static GtkWidget *
new_step (Parts *parts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  parts->icon = gtk_image_new ();
  parts->symbol = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (parts->symbol), parts->icon);
  naru_ui_add_classes (parts->symbol, "flat plan-symbol");
  gtk_widget_set_valign (parts->symbol, GTK_ALIGN_START);
  gtk_widget_set_focusable (parts->symbol, FALSE);
  gtk_widget_set_has_tooltip (parts->symbol, TRUE);
  g_signal_connect (parts->symbol, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  g_signal_connect_swapped (parts->symbol, "clicked", G_CALLBACK (symbol_clicked_cb), parts);
  parts->title = naru_ui_wrapped_label ("", NULL);
  parts->caption = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), parts->title);
  gtk_box_append (GTK_BOX (texts), parts->caption);
  gtk_box_append (GTK_BOX (box), parts->symbol);
  gtk_box_append (GTK_BOX (box), texts);
  if (parts->setup->narrow)
    {
      parts->details = naru_ui_wrapped_label ("", "caption");
      gtk_box_append (GTK_BOX (texts), parts->details);
    }
  else
    {
      parts->who = column_label (WHO_WIDTH, NULL);
      parts->due = column_label (DUE_WIDTH, "numeric");
      parts->state = column_label (STATE_WIDTH, NULL);
      gtk_box_append (GTK_BOX (box), parts->who);
      gtk_box_append (GTK_BOX (box), parts->due);
      gtk_box_append (GTK_BOX (box), parts->state);
    }
  return box;
}

static void
setup_cb (const Setup *setup, GtkListItem *item)
{
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  parts->item = item;
  parts->setup = setup;
  parts->goal = new_goal (parts);
  parts->step = new_step (parts);
  gtk_box_append (GTK_BOX (box), parts->goal);
  gtk_box_append (GTK_BOX (box), parts->step);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), parts);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (box), PARTS, parts, g_free);
  naru_list_cell_set_item (box, item);
  gtk_list_item_set_child (item, box);
}

static Parts *
get_parts (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), PARTS);
}

static void
bind_cb (const Setup *setup, GtkListItem *item)
{
  Parts *parts = get_parts (item);

  show_row (parts);
  parts->changed_id = g_signal_connect_swapped (gtk_list_item_get_item (item), "changed",
                                                G_CALLBACK (show_row), parts);
}

static void
unbind_cb (const Setup *setup, GtkListItem *item)
{
  Parts *parts = get_parts (item);

  g_clear_signal_handler (&parts->changed_id, gtk_list_item_get_item (item));
}

static void
setup_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * naru_plan_row_factory_new:
 * @narrow: who acts, when and state stand under the title
 * @symbol_clicked: the state is to be moved on
 * @row_clicked: the step or the goal is to be opened
 *
 * Returns: (transfer full): what makes the rows
 */
GtkListItemFactory *
naru_plan_row_factory_new (gboolean narrow, NaruPlanRowFunc symbol_clicked,
                           NaruPlanRowFunc row_clicked, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Setup *setup = g_new0 (Setup, 1);

  setup->narrow = narrow;
  setup->symbol_clicked = symbol_clicked;
  setup->row_clicked = row_clicked;
  setup->data = data;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), setup, setup_free,
                         G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), setup);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), setup);
  return factory;
}

/**
 * naru_plan_row_headings_new:
 *
 * The headings of the columns, which line up with the rows.
 */
GtkWidget *
naru_plan_row_headings_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *step = naru_ui_label (_ ("Step"), "caption dim-label");

  gtk_widget_set_hexpand (step, TRUE);
  gtk_box_append (GTK_BOX (box), step);
  gtk_box_append (GTK_BOX (box), column_label (WHO_WIDTH, "caption dim-label"));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), _ ("Who acts"));
  gtk_box_append (GTK_BOX (box), column_label (DUE_WIDTH, "caption dim-label"));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), _ ("Due"));
  gtk_box_append (GTK_BOX (box), column_label (STATE_WIDTH, "caption dim-label"));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), _ ("State"));
  gtk_widget_add_css_class (box, "plan-headings");
  return box;
}
