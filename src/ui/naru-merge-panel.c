/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of employers that may be there twice, with the reason; two of them side by side, and which of the values that
 * differ is right. What is not chosen stays readable under the facts. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-employer-merge.h"
#include "naru-panel.h"
#include "naru-same-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *into;
  char *from;
  GPtrArray *choices; /* the check buttons of the other's values, named by field */
} Merging;

static void
merging_free (gpointer data)
{
  Merging *self = data;

  g_object_unref (self->desk);
  g_free (self->into);
  g_free (self->from);
  g_ptr_array_unref (self->choices);
  g_free (self);
}

static void
merge_cb (Merging *self)
{
  g_autoptr (GPtrArray) theirs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_check_button_get_active (self->choices->pdata[i]))
      g_ptr_array_add (theirs, g_object_get_data (self->choices->pdata[i], "field"));
  g_ptr_array_add (theirs, NULL);
  command = naru_employer_merge (self->desk, self->into, self->from,
                                 (const char *const *) theirs->pdata, &error);
  if (command == NULL)
    naru_panel_set_message (self->panel, error->message);
  else
    naru_panel_run_and_close (self->panel, command);
}

static GtkWidget *
make_choice (Merging *self, NaruRecord *record, const NaruField *field, GtkWidget *group)
{
  g_autofree char *json = naru_json_span_dup (naru_record_get_span (record, field->name));
  g_autofree char *text
      = naru_choice_format (self->desk, naru_record_get_record_type (record), field, json);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = naru_ui_wrapped_label (text, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                              group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), group == NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  naru_ui_name (button, text);
  g_object_set_data (G_OBJECT (button), "field", (gpointer) field->name);
  g_object_set_data (G_OBJECT (box), "button", button);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_difference (Merging *self, GtkWidget *grid, int row, const NaruField *field, NaruRecord *into,
                NaruRecord *from)
{
  GtkWidget *ours = make_choice (self, into, field, NULL);
  GtkWidget *theirs
      = make_choice (self, from, field, g_object_get_data (G_OBJECT (ours), "button"));

  g_ptr_array_add (self->choices, g_object_get_data (G_OBJECT (theirs), "button"));
  gtk_grid_attach (GTK_GRID (grid),
                   naru_ui_label (naru_field_get_label (field), "caption dim-label"), 0, row, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), ours, 0, row + 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), theirs, 1, row + 1, 1, 1);
}

static void
compare (GtkWidget *widget, const char *into_id, const char *from_id)
{
  NaruWindow *window = naru_window_of (widget);
  NaruStore *store;
  GtkWidget *box, *grid;
  Merging *self;
  g_autoptr (NaruRecord) into = NULL;
  g_autoptr (NaruRecord) from = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (window == NULL)
    return;
  store = naru_desk_get_store (naru_window_get_desk (window));
  into = naru_store_get (store, into_id, NULL);
  from = naru_store_get (store, from_id, NULL);
  if (into == NULL || from == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self = g_new0 (Merging, 1);
  self->desk = g_object_ref (naru_window_get_desk (window));
  self->into = g_strdup (into_id);
  self->from = g_strdup (from_id);
  self->choices = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (box), "naru-merging", self, merging_free);
  grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), naru_ui_wrapped_label (naru_record_get_title (into), "heading"),
                   0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), naru_ui_wrapped_label (naru_record_get_title (from), "heading"),
                   1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), naru_ui_label (_ ("Stays"), "caption dim-label"), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), naru_ui_label (_ ("Goes into it"), "caption dim-label"), 1, 1,
                   1, 1);
  fields = naru_employer_list_differences (into, from);
  for (guint i = 0; i < fields->len; i++)
    add_difference (self, grid, 2 + (int) i * 2, fields->pdata[i], into, from);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (
      GTK_BOX (box),
      naru_ui_wrapped_label (_ ("Contacts, conversations, vacancies and all else of both are "
                                "together afterwards. What is not chosen stays readable under the "
                                "facts, and undo takes them apart again."),
                             "caption dim-label"));
  self->panel = naru_panel_show (window, _ ("Merge two employers"), box);
  naru_panel_set_action (self->panel, C_ ("action", "Merge"), G_CALLBACK (merge_cb), self);
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row)
{
  g_autofree char *from = g_strdup (g_object_get_data (G_OBJECT (row), "id"));
  g_autofree char *into = g_strdup (g_object_get_data (G_OBJECT (list), "employer"));

  compare (GTK_WIDGET (list), into, from);
}

static void
show_found (GtkWidget *box, const char *id, gpointer found, gboolean other)
{
  GtkWidget *list = g_object_get_data (G_OBJECT (box), "list");
  GtkWidget *label = g_object_get_data (G_OBJECT (box), "label");
  GPtrArray *duplicates = found;

  naru_same_list_fill (list, duplicates, duplicates->len);
  gtk_label_set_text (GTK_LABEL (label), duplicates->len > 0
                                             ? _ ("Choose the one that goes into this employer.")
                                             : _ ("No other employer has this name, number, phone "
                                                  "or e-mail address."));
  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

/**
 * naru_duplicates_panel_open:
 *
 * Shows which employers may be the same as @employer, to merge one of them into it.
 */
void
naru_duplicates_panel_open (GtkWidget *widget, const char *employer)
{
  NaruWindow *window = naru_window_of (widget);
  GtkWidget *box, *list, *label;

  if (window == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  list = gtk_list_box_new ();
  label = naru_ui_wrapped_label (_ ("Looking for employers that may be the same…"), "dim-label");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_add_classes (list, "plain-rows owned-rows");
  naru_ui_name (list, _ ("May be the same"));
  g_object_set_data_full (G_OBJECT (list), "employer", g_strdup (employer), g_free);
  g_signal_connect (list, "row-activated", G_CALLBACK (chosen_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), list);
  g_object_set_data (G_OBJECT (box), "list", list);
  g_object_set_data (G_OBJECT (box), "label", label);
  naru_panel_show (window, _ ("May be the same"), box);
  naru_same_find (box, naru_window_get_desk (window), employer, show_found);
}
