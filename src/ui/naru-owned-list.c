/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lists of records that belong to the one on the page: read anew when something changed, and left alone where they
 * say the same, so that the focus stays. */

#include "naru-owned-list.h"

#include <glib/gi18n-lib.h>
#include "naru-record-panel.h"
#include "naru-ui-util.h"

struct _NaruOwnedList
{
  AdwBin parent_instance;

  NaruDesk *desk;
  const NaruOwnedSpec *spec;
  char *owner;
  char *shown; /* what the rows were made from */
  guint length;
  GtkWidget *rows;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (NaruOwnedList, naru_owned_list, ADW_TYPE_BIN)

static GtkWidget *
make_row (NaruOwnedList *self, NaruRecord *record, const char *today)
{
  NaruOwnedRow said = { 0 };
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *second;

  self->spec->fill (self->desk, record, today, &said);
  if (said.icon != NULL)
    gtk_box_append (GTK_BOX (line), naru_ui_icon (said.icon, said.icon_class, NULL));
  gtk_box_append (GTK_BOX (body), naru_ui_label (said.title, said.dimmed ? "dim-label" : NULL));
  second = naru_ui_label ("", "caption dim-label");
  naru_ui_set_text (second, said.second);
  gtk_box_append (GTK_BOX (body), second);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_widget_set_valign (body, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), body);
  if (said.note != NULL)
    {
      GtkWidget *note = naru_ui_label (said.note, "caption dim-label numeric");

      gtk_box_append (GTK_BOX (line), note);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (naru_record_get_id (record)), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said.title,
                                  -1);
  g_free (said.title);
  g_free (said.second);
  g_free (said.note);
  return row;
}

/* What the rows are made from, as one text to compare. */
static char *
describe (GPtrArray *found, const char *today)
{
  GString *text = g_string_new (today);

  for (guint i = 0; i < found->len; i++)
    g_string_append (text, naru_record_get_text (found->pdata[i]));
  return g_string_free (text, FALSE);
}

/**
 * naru_owned_list_show:
 *
 * Shows what belongs to @owner, as it is in the store now.
 */
void
naru_owned_list_show (NaruOwnedList *self, const char *owner)
{
  g_autoptr (NaruQuery) query = naru_query_new (self->spec->type);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *text = NULL;
  GtkWidget *focus = gtk_widget_get_focus_child (self->rows);
  g_autofree char *focused
      = focus != NULL ? g_strdup (g_object_get_data (G_OBJECT (focus), "id")) : NULL;

  naru_query_add_filter (query, self->spec->owner, NARU_FILTER_IS, owner);
  if (self->spec->without != NULL)
    naru_query_add_filter (query, self->spec->without, NARU_FILTER_EMPTY, NULL);
  naru_query_set_order (query, self->spec->order, self->spec->descending);
  if (g_strcmp0 (owner, self->owner) != 0)
    {
      g_free (self->owner);
      self->owner = g_strdup (owner);
      g_clear_pointer (&self->shown, g_free);
    }
  found = naru_store_find (naru_desk_get_store (self->desk), query, &error);
  if (found == NULL)
    {
      naru_ui_toast (GTK_WIDGET (self), error->message);
      return;
    }
  text = describe (found, today);
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  self->length = found->len;
  naru_ui_clear (self->rows);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *row = make_row (self, found->pdata[i], today);

      gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
      if (focused != NULL && g_str_equal (focused, naru_record_get_id (found->pdata[i])))
        gtk_widget_grab_focus (row);
    }
  gtk_widget_set_visible (self->rows, found->len > 0);
  gtk_widget_set_visible (self->empty, found->len == 0);
}

/**
 * naru_owned_list_get_length:
 *
 * Returns: the number of records shown
 */
guint
naru_owned_list_get_length (NaruOwnedList *self)
{
  return self->length;
}

static NaruCommand *
add_record (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  g_autofree char *label = NULL;
  g_autofree char *today = naru_desk_today (desk);
  NaruCommand *command;

  if (!naru_record_check (draft, today, error))
    return NULL;
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
  naru_record_panel_add (window, _ (self->spec->add_title), draft, self->spec->fields,
                         C_ ("action", "Add"), add_record, NULL);
}

static void
activated_cb (NaruOwnedList *self, GtkListBoxRow *row)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  const char *id = g_object_get_data (G_OBJECT (row), "id");

  if (window == NULL)
    return;
  if (self->spec->fields != NULL)
    naru_record_panel_edit (window, id, self->spec->fields, NULL);
  else
    naru_window_open_record (window, id);
}

static void
naru_owned_list_dispose (GObject *object)
{
  NaruOwnedList *self = NARU_OWNED_LIST (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->shown, g_free);
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
  if (spec->add_label != NULL)
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
