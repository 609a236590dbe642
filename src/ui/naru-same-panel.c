/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Side by side: what was typed, and what is here. Fields that say the same are marked as such, in words. */

#include "naru-same-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruPanel *panel;
  NaruWindow *window;
  char *id;
  GCallback go_on;
  GtkWidget *page;
} Same;

static void
same_free (gpointer data)
{
  Same *same = data;

  g_free (same->id);
  g_free (same);
}

static const char *const compared[]
    = { "name",   "romanName", "birthDate",  "mobile",   "phone",    "email",
        "region", "state",     "counsellor", "industry", "function", "registerNumber" };

static char *
format (NaruDesk *desk, NaruRecord *record, const NaruField *field)
{
  const char *value = naru_record_get (record, field->name);

  if (field->kind == NARU_KIND_REFERENCE)
    return value != NULL ? naru_store_get_title (naru_desk_get_store (desk), value) : NULL;
  return naru_record_format (record, field->name);
}

static void
add_cell (GtkWidget *grid, const char *text, const char *css_classes, int column, int row)
{
  GtkWidget *label = naru_ui_wrapped_label (text != NULL ? text : "–", css_classes);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static GtkWidget *
new_grid (NaruDesk *desk, NaruRecord *draft, NaruRecord *there)
{
  const NaruRecordType *type = naru_record_get_record_type (draft);
  GtkWidget *grid = gtk_grid_new ();
  int row = 1;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  add_cell (grid, _ ("Typed now"), "caption dim-label", 1, 0);
  add_cell (grid, _ ("Already here"), "caption dim-label", 2, 0);
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    {
      const NaruField *field = naru_record_type_find_field (type, compared[i]);
      g_autofree char *typed = field != NULL ? format (desk, draft, field) : NULL;
      g_autofree char *here = field != NULL ? format (desk, there, field) : NULL;
      gboolean same = typed != NULL && g_strcmp0 (typed, here) == 0;

      if (typed == NULL && here == NULL)
        continue;
      add_cell (grid, naru_field_get_label (field), "caption dim-label", 0, row);
      add_cell (grid, typed, same ? "heading" : NULL, 1, row);
      add_cell (grid, here, same ? "heading" : NULL, 2, row);
      row++;
    }
  return grid;
}

static void
go_on_cb (Same *same)
{
  NaruWindow *window = same->window;
  g_autofree char *id = g_strdup (same->id);

  ((void (*) (gpointer)) same->go_on) (same->page);
  naru_panel_close (same->panel);
  naru_window_open_record (window, id);
}

static void
close_cb (GtkWidget *box)
{
  naru_panel_close (((Same *) g_object_get_data (G_OBJECT (box), "naru-same"))->panel);
}

/**
 * naru_same_panel_show:
 * @draft: what was typed
 * @id: of the record that may be the same
 * @page: where it was typed
 * @go_on: called with @page when the one that is there is taken
 *
 * Opens the panel with both, and the way to go on with the one that is there. Closing it goes on with the new one; it
 * closes with @page, since the next one there is somebody else.
 */
void
naru_same_panel_show (NaruWindow *window, NaruRecord *draft, const char *id, GtkWidget *page,
                      GCallback go_on)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) there = naru_store_get (naru_desk_get_store (desk), id, NULL);
  GtkWidget *box;
  Same *same;

  if (there == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);
  same = g_new0 (Same, 1);
  same->window = window;
  same->id = g_strdup (id);
  same->go_on = go_on;
  same->page = page;
  gtk_box_append (GTK_BOX (box), new_grid (desk, draft, there));
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (
                                     _ ("What is the same is bold. If it is somebody else, close "
                                        "this and go on."),
                                     "caption dim-label"));
  g_object_set_data_full (G_OBJECT (box), "naru-same", same, same_free);
  same->panel = naru_panel_show (window, _ ("Already here?"), box);
  naru_panel_set_action (same->panel, _ ("Go on with the one that is here"), G_CALLBACK (go_on_cb),
                         same);
  naru_panel_focus_action (same->panel);
  /* as long as the panel shows this */
  g_signal_connect_object (page, "unmap", G_CALLBACK (close_cb), box, G_CONNECT_SWAPPED);
}

/**
 * naru_same_read:
 * @record: the record (NaruRecord) that others may be the same as
 *
 * A #NaruReadingFunc for what is typed, or is here.
 */
gpointer
naru_same_read (NaruDesk *reader, const char *id, gconstpointer record, GError **error)
{
  return naru_desk_find_duplicates (reader, (NaruRecord *) record, error);
}

static void
reading_free (gpointer data)
{
  naru_reading_clear (data);
  g_free (data);
}

/**
 * naru_same_find:
 * @widget: shows what was found
 * @id: of a record
 * @show: called with a GPtrArray of NaruDuplicate
 *
 * Looks for records that may be the same as one that is here, off the main loop.
 */
void
naru_same_find (GtkWidget *widget, NaruDesk *desk, const char *id, NaruReadingShow show)
{
  NaruRecord *record = naru_store_get (naru_desk_get_store (desk), id, NULL);
  NaruReading *reading;

  if (record == NULL)
    return;
  reading = g_new0 (NaruReading, 1);
  g_object_set_data_full (G_OBJECT (widget), "naru-same-reading", reading, reading_free);
  naru_reading_start_with (reading, widget, desk, id, naru_same_read, record, g_object_unref, show,
                           (GDestroyNotify) g_ptr_array_unref);
}

static GtkWidget *
make_row (const NaruDuplicate *duplicate)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), naru_ui_label (duplicate->title, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (duplicate->reason, "caption dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  naru_ui_name (row, duplicate->title);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (duplicate->id), g_free);
  return row;
}

/**
 * naru_same_list_fill:
 * @list: a #GtkListBox
 * @found: (element-type NaruDuplicate): what was found
 *
 * Each row has its reason, and the id as its data "id".
 */
void
naru_same_list_fill (GtkWidget *list, GPtrArray *found, guint most)
{
  naru_ui_clear (list);
  for (guint i = 0; i < MIN (found->len, most); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (found->pdata[i]));
  gtk_widget_set_visible (list, found->len > 0);
}
