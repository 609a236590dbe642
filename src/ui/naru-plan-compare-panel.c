/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a plan beside each other, as a person reads it: what is new, what changed, what was taken out. */

#include "naru-plan-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruRecord *plan;
  GtkWidget *before;
  GtkWidget *after;
  GtkWidget *list;
} Compare;

static void
compare_free (gpointer data)
{
  Compare *compare = data;

  g_object_unref (compare->desk);
  g_object_unref (compare->plan);
  g_free (compare);
}

/* The last entry of the lists is the plan as it is now. */
static char *
get_text (Compare *compare, GtkWidget *choice)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return position < naru_record_get_length (compare->plan, "versions")
             ? naru_record_get_element (compare->plan, "versions", position, "text")
             : naru_case_write_plan (compare->desk, naru_record_get_id (compare->plan), NULL);
}

static GtkWidget *
new_line (const char *icon, const char *css_class, const char *what, const char *text,
          const char *second)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = naru_ui_icon (icon, css_class, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, "row-symbol");
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (what, "caption dim-label"));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (text, NULL));
  if (second != NULL)
    gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (second, "caption dim-label"));
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), texts);
  return line;
}

static void
add_line (Compare *compare, const NaruPlanLine *line)
{
  GtkWidget *widget;

  if (line->goal && line->before != NULL && line->after != NULL)
    widget = naru_ui_wrapped_label (line->after, "heading");
  else if (line->before == NULL)
    widget = new_line ("list-add-symbolic", "ok", line->goal ? _ ("New goal") : _ ("New step"),
                       line->after, NULL);
  else if (line->after == NULL)
    widget
        = new_line ("list-remove-symbolic", "late",
                    line->goal ? _ ("Goal taken out") : _ ("Step taken out"), line->before, NULL);
  else
    {
      g_autofree char *before = g_strdup_printf (_ ("before: %s"), line->before);

      widget = new_line ("naru-doing-symbolic", "hint", _ ("Changed"), line->after, before);
    }
  gtk_box_append (GTK_BOX (compare->list), widget);
}

static void
show_difference (Compare *compare)
{
  g_autofree char *before = get_text (compare, compare->before);
  g_autofree char *after = get_text (compare, compare->after);
  g_autoptr (GPtrArray) lines = after != NULL ? naru_plan_compare_versions (before, after) : NULL;

  naru_ui_clear (compare->list);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    add_line (compare, lines->pdata[i]);
  if (lines != NULL && lines->len == 0)
    gtk_box_append (GTK_BOX (compare->list),
                    naru_ui_wrapped_label (_ ("They say the same."), "dim-label"));
}

static GtkWidget *
new_choice (Compare *compare, const char *label, guint selected)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint n_versions = naru_record_get_length (compare->plan, "versions");
  GtkWidget *choice;

  for (guint i = 0; i < n_versions; i++)
    {
      g_autofree char *number = naru_record_get_element (compare->plan, "versions", i, "number");
      g_autofree char *at = naru_record_get_element (compare->plan, "versions", i, "at");
      g_autofree char *on = naru_ui_date_of (at);
      g_autofree char *day = naru_ui_format_date (on);
      /* Translators: %1$s is the number of the version of a plan, %2$s a date */
      g_autofree char *name = g_strdup_printf (_ ("Version %1$s, %2$s"), number, day);

      gtk_string_list_append (names, name);
    }
  gtk_string_list_append (names, _ ("As it is now"));
  choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_add_classes (choice, "field");
  naru_ui_name (choice, label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_difference), compare);
  return choice;
}

/**
 * naru_plan_panel_compare:
 *
 * Opens the panel with the version kept last and the plan as it is now.
 */
void
naru_plan_panel_compare (NaruWindow *window, const char *plan)
{
  NaruDesk *desk = naru_window_get_desk (window);
  NaruRecord *record = naru_store_get (naru_desk_get_store (desk), plan, NULL);
  GtkWidget *box;
  Compare *compare;
  guint n_versions;

  if (record == NULL)
    return;
  n_versions = naru_record_get_length (record, "versions");
  compare = g_new0 (Compare, 1);
  compare->desk = g_object_ref (desk);
  compare->plan = record;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  compare->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  compare->before = new_choice (compare, _ ("From"), n_versions > 0 ? n_versions - 1 : 0);
  compare->after = new_choice (compare, _ ("To"), n_versions);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("From"), compare->before));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("To"), compare->after));
  gtk_box_append (GTK_BOX (box), compare->list);
  g_object_set_data_full (G_OBJECT (box), "naru-compare", compare, compare_free);
  compare->panel = naru_panel_show (window, _ ("What changed"), box);
  show_difference (compare);
  gtk_widget_grab_focus (compare->before);
}
