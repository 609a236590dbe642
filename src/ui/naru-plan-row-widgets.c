/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of a plan's rows. A cell gets those of a goal or of a step when it first shows one, and keeps them: a goal is
 * a heading, a step has a symbol that moves its state on, title and measure, and columns that grow with the text size. */

#include "naru-plan-rows-private.h"

#include <glib/gi18n-lib.h>
#include "naru-list-cells.h"
#include "naru-ui-util.h"

#define PARTS "naru-plan-parts"

/* Widths at 100 % text */
#define WHO_WIDTH 140
#define DUE_WIDTH 108 /* a day of another year, too */
#define STATE_WIDTH 112

#define LEAST_CHARS 16

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
  GtkWidget *goal_caption;
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
new_column (int width, const char *css_classes)
{
  GtkWidget *words = naru_ui_words (css_classes);

  gtk_widget_set_hexpand (words, FALSE);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_widget_set_size_request (words, (int) (width * naru_ui_text_scale ()), -1);
  return words;
}

/* A label that may wrap anywhere is measured with one letter in each line, unless it is to be wider. */
static GtkWidget *
new_text (const char *css_classes)
{
  GtkWidget *label = naru_ui_wrapped_label ("", css_classes);

  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
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

static void
add_goal (Parts *parts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  parts->goal = box;
  parts->goal_title = naru_ui_wrapped_label ("", "heading");
  parts->goal_caption = naru_ui_words ("caption dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  parts->goal_count = naru_ui_label ("", "caption dim-label numeric");
  gtk_label_set_ellipsize (GTK_LABEL (parts->goal_count), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (parts->goal_count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), parts->goal_title);
  gtk_box_append (GTK_BOX (texts), parts->goal_caption);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), parts->goal_count);
  gtk_box_append (GTK_BOX (gtk_list_item_get_child (parts->item)), box);
}

static void
add_step (Parts *parts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  parts->icon = gtk_image_new ();
  parts->symbol = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (parts->symbol), parts->icon);
  naru_ui_add_classes (parts->symbol, "flat plan-symbol");
  gtk_widget_set_valign (parts->symbol, GTK_ALIGN_START);
  gtk_widget_set_focusable (parts->symbol, FALSE);
  naru_ui_set_tooltip (parts->symbol, _ ("Move the state on (Space)"));
  g_signal_connect_swapped (parts->symbol, "clicked", G_CALLBACK (symbol_clicked_cb), parts);
  parts->title = new_text (NULL);
  parts->caption = naru_ui_words ("caption dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), parts->title);
  gtk_box_append (GTK_BOX (texts), parts->caption);
  gtk_box_append (GTK_BOX (box), parts->symbol);
  gtk_box_append (GTK_BOX (box), texts);
  if (parts->setup->narrow)
    {
      parts->details = new_text ("caption");
      gtk_box_append (GTK_BOX (texts), parts->details);
    }
  else
    {
      parts->who = new_column (WHO_WIDTH, NULL);
      parts->due = new_column (DUE_WIDTH, "numeric");
      parts->state = new_column (STATE_WIDTH, NULL);
      gtk_box_append (GTK_BOX (box), parts->who);
      gtk_box_append (GTK_BOX (box), parts->due);
      gtk_box_append (GTK_BOX (box), parts->state);
    }
  parts->step = box;
  gtk_box_append (GTK_BOX (gtk_list_item_get_child (parts->item)), box);
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
  if (row->is_goal && parts->goal == NULL)
    add_goal (parts);
  if (!row->is_goal && parts->step == NULL)
    add_step (parts);
  if (parts->goal != NULL)
    gtk_widget_set_visible (parts->goal, row->is_goal);
  if (parts->step != NULL)
    gtk_widget_set_visible (parts->step, !row->is_goal);
  if (row->is_goal)
    {
      gtk_label_set_text (GTK_LABEL (parts->goal_title), row->title);
      naru_ui_set_text (parts->goal_caption, row->caption);
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
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->who), row->who);
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->due), row->due);
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->state), row->state);
  set_class (parts->due, "late", row->late);
  set_class (parts->state, "late", row->late);
}

static void
setup_cb (const Setup *setup, GtkListItem *item)
{
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  parts->item = item;
  parts->setup = setup;
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

static void
add_heading (GtkWidget *box, int width, const char *text)
{
  GtkWidget *words = new_column (width, "caption dim-label");

  gtk_inscription_set_text (GTK_INSCRIPTION (words), text);
  gtk_box_append (GTK_BOX (box), words);
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
  add_heading (box, WHO_WIDTH, _ ("Who acts"));
  add_heading (box, DUE_WIDTH, _ ("Due"));
  add_heading (box, STATE_WIDTH, _ ("State"));
  gtk_widget_add_css_class (box, "plan-headings");
  return box;
}
