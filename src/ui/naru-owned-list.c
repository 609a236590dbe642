/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lists of records that belong to the one on the page: read anew when something changed, and left alone where they
 * say the same, so that the focus stays. */

#include "naru-owned-list.h"

#include <glib/gi18n-lib.h>
#include "naru-reading.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

struct _NaruOwnedList
{
  AdwBin parent_instance;

  NaruDesk *desk;
  const NaruOwnedSpec *spec;
  char *owner;
  NaruReading reading;
  GPtrArray *shown; /* Row */
  GtkWidget *rows;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (NaruOwnedList, naru_owned_list, ADW_TYPE_BIN)

typedef struct
{
  char *id;
  NaruOwnedRow says;
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->id);
  g_free (self->says.title);
  g_free (self->says.second);
  g_free (self->says.note);
  g_free (self);
}

static gboolean
says_the_same (GPtrArray *rows, GPtrArray *others)
{
  if (rows == NULL || rows->len != others->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *a = rows->pdata[i], *b = others->pdata[i];

      if (strcmp (a->id, b->id) != 0 || g_strcmp0 (a->says.title, b->says.title) != 0
          || g_strcmp0 (a->says.second, b->says.second) != 0
          || g_strcmp0 (a->says.note, b->says.note) != 0 || a->says.icon != b->says.icon
          || a->says.icon_class != b->says.icon_class || a->says.dimmed != b->says.dimmed)
        return FALSE;
    }
  return TRUE;
}

static GtkWidget *
make_line (const Row *row)
{
  const NaruOwnedRow *says = &row->says;
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *second;

  if (says->icon != NULL)
    gtk_box_append (GTK_BOX (line), naru_ui_icon (says->icon, says->icon_class, NULL));
  gtk_box_append (GTK_BOX (body), naru_ui_label (says->title, says->dimmed ? "dim-label" : NULL));
  second = naru_ui_label ("", "caption dim-label");
  naru_ui_set_text (second, says->second);
  gtk_box_append (GTK_BOX (body), second);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_widget_set_valign (body, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), body);
  if (says->note != NULL)
    gtk_box_append (GTK_BOX (line), naru_ui_label (says->note, "caption dim-label numeric"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), line);
  g_object_set_data_full (G_OBJECT (widget), "id", g_strdup (row->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  says->title, -1);
  return widget;
}

static gboolean
find_rows (NaruStore *store, const NaruOwnedSpec *spec, const char *field, NaruFilterOp op,
           const char *owner, GPtrArray *records, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (spec->type);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, field, op, owner);
  if (spec->without != NULL)
    naru_query_add_filter (query, spec->without, NARU_FILTER_EMPTY, NULL);
  naru_query_set_order (query, spec->order, spec->descending);
  found = naru_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (records, g_object_ref (found->pdata[i]));
  return found != NULL;
}

static gpointer
read_rows (NaruDesk *reader, const char *owner, gconstpointer context, GError **error)
{
  const NaruOwnedSpec *spec = context;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *today = naru_desk_today (reader);
  NaruStore *store = naru_desk_get_store (reader);
  GPtrArray *rows;

  if (!find_rows (store, spec, spec->owner, NARU_FILTER_IS, owner, records, error)
      || (spec->also != NULL
          && !find_rows (store, spec, spec->also, NARU_FILTER_HAS, owner, records, error)))
    return NULL;
  if (spec->compare != NULL)
    g_ptr_array_sort (records, spec->compare);
  rows = g_ptr_array_new_full (records->len, row_free);
  for (guint i = 0; i < records->len; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->id = g_strdup (naru_record_get_id (records->pdata[i]));
      spec->fill (reader, records->pdata[i], today, &row->says);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
show_rows (GtkWidget *widget, const char *owner, gpointer found, gboolean other)
{
  NaruOwnedList *self = NARU_OWNED_LIST (widget);
  GPtrArray *rows = found;
  GtkWidget *focus = gtk_widget_get_focus_child (self->rows);
  g_autofree char *focused
      = focus != NULL ? g_strdup (g_object_get_data (G_OBJECT (focus), "id")) : NULL;

  if (!other && says_the_same (self->shown, rows))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (rows);
  naru_ui_clear (self->rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *line = make_line (rows->pdata[i]);

      gtk_list_box_append (GTK_LIST_BOX (self->rows), line);
      if (focused != NULL && g_str_equal (focused, ((Row *) rows->pdata[i])->id))
        gtk_widget_grab_focus (line);
    }
  gtk_widget_set_visible (self->rows, rows->len > 0);
  gtk_widget_set_visible (self->empty, rows->len == 0);
}

/**
 * naru_owned_list_show:
 *
 * Shows what belongs to @owner, as it is in the store now; it is read off the main loop.
 */
void
naru_owned_list_show (NaruOwnedList *self, const char *owner)
{
  if (g_strcmp0 (owner, self->owner) != 0)
    {
      g_free (self->owner);
      self->owner = g_strdup (owner);
    }
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, owner, read_rows, self->spec,
                      show_rows, (GDestroyNotify) g_ptr_array_unref);
}

static NaruCommand *
add_record (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  g_autofree char *label = NULL;
  NaruCommand *command;

  label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (draft));
  command = naru_command_new (label);
  naru_command_create (command, draft);
  return command;
}

static void
add_cb (NaruOwnedList *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (NaruRecord) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL || self->owner == NULL)
    return;
  if (self->spec->add != NULL)
    {
      self->spec->add (GTK_WIDGET (self), self->owner);
      return;
    }
  draft = naru_record_new (naru_record_type_find (self->spec->type), NULL);
  if (!naru_record_set (draft, self->spec->owner, self->owner, &error))
    {
      naru_window_toast (window, error->message);
      return;
    }
  if (self->spec->prepare != NULL)
    self->spec->prepare (self->desk, draft);
  naru_record_panel_add (window, _ (self->spec->add_title), draft,
                         self->spec->add_fields != NULL ? self->spec->add_fields
                                                        : self->spec->fields,
                         C_ ("action", "Add"), add_record, NULL);
}

static void
activated_cb (NaruOwnedList *self, GtkListBoxRow *row)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  const char *id = g_object_get_data (G_OBJECT (row), "id");

  if (window == NULL)
    return;
  if (self->spec->open != NULL)
    self->spec->open (GTK_WIDGET (self), id);
  else if (self->spec->fields != NULL)
    {
      const NaruOwnedSpec *spec = self->spec;
      g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (self->desk), id, NULL);
      GtkWidget *above
          = record != NULL && spec->above != NULL ? spec->above (self->desk, record) : NULL;

      if (record != NULL && spec->fixed != NULL && spec->fixed (record))
        naru_record_panel_read (window, record, spec->fields, above);
      else
        naru_record_panel_edit (window, id, spec->fields, above);
    }
  else
    naru_window_open_record (window, id);
}

static void
naru_owned_list_dispose (GObject *object)
{
  NaruOwnedList *self = NARU_OWNED_LIST (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->owner, g_free);
  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_owned_list_parent_class)->dispose (object);
}

static void
naru_owned_list_class_init (NaruOwnedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_owned_list_dispose;
}

static void
naru_owned_list_init (NaruOwnedList *self)
{
}

/**
 * naru_owned_list_new:
 * @spec: stays valid
 *
 * Returns: (transfer floating): a list for no owner yet, see naru_owned_list_show()
 */
GtkWidget *
naru_owned_list_new (NaruDesk *desk, const NaruOwnedSpec *spec)
{
  NaruOwnedList *self = g_object_new (NARU_TYPE_OWNED_LIST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = naru_ui_heading (spec->heading != NULL ? _ (spec->heading) : "", NULL);

  self->desk = g_object_ref (desk);
  self->spec = spec;
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_set_margin_start (head, 12);
  gtk_box_append (GTK_BOX (head), heading);
  if (spec->add_label != NULL && naru_desk_may_write (desk, naru_record_type_find (spec->type)))
    {
      GtkWidget *add = gtk_button_new ();
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ (spec->add_label));
      gtk_button_set_child (GTK_BUTTON (add), content);
      gtk_widget_add_css_class (add, "flat");
      g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
      gtk_box_append (GTK_BOX (head), add);
    }
  gtk_widget_set_visible (head, spec->heading != NULL || spec->add_label != NULL);
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->rows, "plain-rows owned-rows");
  if (spec->heading != NULL)
    naru_ui_name (self->rows, _ (spec->heading));
  gtk_widget_set_has_tooltip (self->rows, FALSE);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  self->empty = naru_ui_wrapped_label (_ (spec->empty), "dim-label");
  gtk_widget_set_margin_start (self->empty, 12);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_widget_hide (self->rows);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
