/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before anything is written: a row for each employer of the file that may be here already, with the reason. What is chosen
 * for all of them stands above; each can be chosen for itself. */

#include "naru-import-same.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define MOST_ROWS 200 /* the rest follow what is chosen for all */

/* In the order of NaruImportSame. */
static const char *const choices[]
    = { N_ ("Add as another employer"), N_ ("Leave out"), N_ ("Merge into the one that is here") };

static GtkWidget *
get_box (GtkWidget *self)
{
  return gtk_viewport_get_child (
      GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self))));
}

static GtkWidget *
make_choice (const char *name)
{
  const char *labels[G_N_ELEMENTS (choices) + 1] = { NULL };
  GtkWidget *drop_down;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    labels[i] = _ (choices[i]);
  drop_down = gtk_drop_down_new_from_strings (labels);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  naru_ui_name (drop_down, name);
  return drop_down;
}

static void
row_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, NaruImport *import)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "row"));

  naru_import_set_same_of (import, row, (NaruImportSame) gtk_drop_down_get_selected (drop_down));
}

static void
all_chosen_cb (GtkDropDown *all, GParamSpec *pspec, GtkWidget *list)
{
  guint chosen = gtk_drop_down_get_selected (all);

  naru_import_set_same (g_object_get_data (G_OBJECT (all), "import"), (NaruImportSame) chosen);
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_drop_down_set_selected (g_object_get_data (G_OBJECT (row), "choice"), chosen);
}

static GtkWidget *
make_row (NaruImport *import, const NaruImportDuplicate *duplicate)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  /* Translators: %1$s is the name of an employer, %2$s why it may be the same */
  g_autofree char *why
      = g_strdup_printf (_ ("Here: %1$s. %2$s"), duplicate->other, duplicate->reason);
  g_autofree char *title = g_strdup_printf (_ ("Row %u: %s"), duplicate->row, duplicate->title);
  g_autofree char *name = g_strdup_printf (_ ("What becomes of %s"), duplicate->title);
  GtkWidget *choice = make_choice (name);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (title, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (why, "caption dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  g_object_set_data (G_OBJECT (choice), "row", GUINT_TO_POINTER (duplicate->row));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (row_chosen_cb), import, 0);
  gtk_box_append (GTK_BOX (line), choice);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "choice", choice);
  return row;
}

/**
 * naru_import_same_fill:
 * @self: the page
 * @import: what is imported
 * @found: (element-type NaruImportDuplicate): some
 */
void
naru_import_same_fill (GtkWidget *self, NaruImport *import, GPtrArray *found)
{
  GtkWidget *box = get_box (self);
  GtkWidget *all = make_choice (_ ("What becomes of all of them"));
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u row is about an employer that may be here already",
                   "%u rows are about employers that may be here already", found->len),
      found->len);

  naru_ui_clear (box);
  naru_ui_add_classes (list, "plain-rows");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_name (list, heading);
  gtk_widget_set_has_tooltip (list, FALSE);
  for (guint i = 0; i < MIN (found->len, MOST_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (import, found->pdata[i]));
  naru_import_set_same (import, NARU_IMPORT_SAME_ADD);
  g_object_set_data_full (G_OBJECT (all), "import", g_object_ref (import), g_object_unref);
  g_signal_connect_object (all, "notify::selected", G_CALLBACK (all_chosen_cb), list, 0);
  gtk_widget_set_halign (all, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (heading, "heading"));
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (
                                     _ ("Merging loses nothing: what the row says otherwise stands "
                                        "beside as what another source says, and undo takes both "
                                        "apart again."),
                                     "dim-label"));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("What becomes of all of them"), all));
  if (found->len > MOST_ROWS)
    {
      g_autofree char *rest = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u more follows what is chosen for all.",
                       "%u more follow what is chosen for all.", found->len - MOST_ROWS),
          found->len - MOST_ROWS);

      gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (rest, "caption dim-label"));
    }
  gtk_box_append (GTK_BOX (box), list);
}

/**
 * naru_import_same_new:
 *
 * Returns: (transfer floating): an empty page for naru_import_same_fill()
 */
GtkWidget *
naru_import_same_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  return naru_ui_scrolled (box);
}
