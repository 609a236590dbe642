/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editors of what has fields of its own: an object, and a list of objects. Members that this version does not know stay. */

#include "naru-field-editor-private.h"

#include <glib/gi18n-lib.h>
#include "naru-id.h"
#include "naru-json-text.h"
#include "naru-ui-util.h"

/* The fields of one object */

G_DECLARE_FINAL_TYPE (NaruObjectEditor, naru_object_editor, NARU, OBJECT_EDITOR, NaruFieldEditor)

struct _NaruObjectEditor
{
  NaruFieldEditor parent_instance;
  GPtrArray *editors;
  char *json;
  const char *hidden; /* the member that identifies an element and that nobody types */
};

G_DEFINE_FINAL_TYPE (NaruObjectEditor, naru_object_editor, NARU_TYPE_FIELD_EDITOR)

static void
member_edited_cb (NaruObjectEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

static void
member_commit_cb (NaruObjectEditor *self)
{
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

/* An identity that says nothing to people, such as a number, is given by the program. */
static gboolean
is_made (const NaruField *list)
{
  return g_strcmp0 (list->identity, "id") == 0;
}

static void
naru_object_editor_build (NaruFieldEditor *editor)
{
  NaruObjectEditor *self = NARU_OBJECT_EDITOR (editor);
  const NaruField *field = naru_field_editor_get_field (editor);
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  if (field->kind == NARU_KIND_LIST && is_made (field))
    self->hidden = field->identity;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (const NaruField *member = field->fields; member->name != NULL; member++)
    {
      GtkWidget *label;
      GtkWidget *child;

      if (g_strcmp0 (member->name, self->hidden) == 0)
        continue;
      label = naru_ui_wrapped_label (naru_field_get_label (member), "caption dim-label");
      child = naru_field_editor_new (naru_field_editor_get_desk (editor), member);
      gtk_widget_set_size_request (label, 96, -1);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
      g_signal_connect_object (child, "edited", G_CALLBACK (member_edited_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (child, "commit", G_CALLBACK (member_commit_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), child, 1, row, 1, 1);
      g_ptr_array_add (self->editors, child);
      row++;
    }
  adw_bin_set_child (ADW_BIN (self), grid);
}

static void
naru_object_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruObjectEditor *self = NARU_OBJECT_EDITOR (editor);

  g_free (self->json);
  self->json = g_strdup (value);
  for (guint i = 0; i < self->editors->len; i++)
    {
      NaruFieldEditor *child = self->editors->pdata[i];
      const NaruField *field = naru_field_editor_get_field (child);
      g_autofree char *text = NULL;

      if (value != NULL)
        text = naru_field_dup_from_json (
            field, naru_json_span_member (naru_json_span (value, -1), field->name));
      naru_field_editor_set_value (child, text);
    }
}

static gboolean
naru_object_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  NaruObjectEditor *self = NARU_OBJECT_EDITOR (editor);
  g_autofree NaruJsonEdit *edits = g_new0 (NaruJsonEdit, self->editors->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      NaruFieldEditor *child = self->editors->pdata[i];
      const NaruField *field = naru_field_editor_get_field (child);
      g_autofree char *text = NULL;
      char *json;

      if (!naru_field_editor_dup_value (child, &text, message))
        return FALSE;
      json = naru_field_to_json (field, text);
      any = any || json != NULL;
      g_ptr_array_add (texts, json);
      edits[i].name = field->name;
      edits[i].value = json;
    }
  if (any || self->json != NULL)
    *value = naru_json_splice (self->json != NULL ? self->json : "{}", edits, self->editors->len);
  if (!any && *value != NULL && g_str_equal (*value, "{}"))
    g_clear_pointer (value, g_free);
  return TRUE;
}

static void
naru_object_editor_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_OBJECT_EDITOR (object)->editors);
  g_free (NARU_OBJECT_EDITOR (object)->json);
  G_OBJECT_CLASS (naru_object_editor_parent_class)->finalize (object);
}

static gboolean
naru_object_editor_grab_focus (GtkWidget *widget)
{
  NaruObjectEditor *self = NARU_OBJECT_EDITOR (widget);

  return self->editors->len > 0 && gtk_widget_grab_focus (self->editors->pdata[0]);
}

static void
naru_object_editor_class_init (NaruObjectEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_object_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_object_editor_grab_focus;
  editor_class->build = naru_object_editor_build;
  editor_class->set_value = naru_object_editor_set_value;
  editor_class->dup_value = naru_object_editor_dup_value;
}

static void
naru_object_editor_init (NaruObjectEditor *self)
{
  self->editors = g_ptr_array_new ();
}

/* A list of objects */

G_DECLARE_FINAL_TYPE (NaruElementsEditor, naru_elements_editor, NARU, ELEMENTS_EDITOR,
                      NaruFieldEditor)

struct _NaruElementsEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *rows;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (NaruElementsEditor, naru_elements_editor, NARU_TYPE_FIELD_EDITOR)

static NaruObjectEditor *
get_element (GtkWidget *row)
{
  return NARU_OBJECT_EDITOR (gtk_widget_get_first_child (row));
}

static void
element_edited_cb (NaruElementsEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

static void
element_commit_cb (NaruElementsEditor *self)
{
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
remove_cb (GtkWidget *button, NaruElementsEditor *self)
{
  gtk_widget_grab_focus (self->add);
  gtk_box_remove (GTK_BOX (self->rows), gtk_widget_get_parent (button));
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static GtkWidget *
add_row (NaruElementsEditor *self, const char *json)
{
  const NaruField *field = naru_field_editor_get_field (NARU_FIELD_EDITOR (self));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = naru_ui_icon_button ("user-trash-symbolic", _ ("Remove this entry"));
  NaruFieldEditor *element = g_object_new (naru_object_editor_get_type (), NULL);

  naru_field_editor_set_up (element, naru_field_editor_get_desk (NARU_FIELD_EDITOR (self)), field);
  naru_field_editor_set_value (element, json);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (element, "edited", G_CALLBACK (element_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (element, "commit", G_CALLBACK (element_commit_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (element));
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_add_css_class (row, "element");
  gtk_box_append (GTK_BOX (self->rows), row);
  return GTK_WIDGET (element);
}

static void
add_cb (NaruElementsEditor *self)
{
  const NaruField *field = naru_field_editor_get_field (NARU_FIELD_EDITOR (self));
  g_autofree char *json = NULL;

  if (is_made (field))
    {
      g_autofree char *id = naru_id_new_ulid (
          naru_desk_get_clock (naru_field_editor_get_desk (NARU_FIELD_EDITOR (self))));
      json = g_strdup_printf ("{\"%s\":\"%s\"}", field->identity, id);
    }
  gtk_widget_grab_focus (add_row (self, json));
}

static void
naru_elements_editor_build (NaruFieldEditor *editor)
{
  NaruElementsEditor *self = NARU_ELEMENTS_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *name = g_strdup_printf (
      _ ("Add to %s"), naru_field_get_label (naru_field_editor_get_field (editor)));

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->add = gtk_button_new_with_label (_ ("Add"));
  naru_ui_add_classes (self->add, "flat add-member");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  naru_ui_name (self->add, name);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->add);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
naru_elements_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruElementsEditor *self = NARU_ELEMENTS_EDITOR (editor);
  NaruJsonIter iter;
  NaruJsonSpan element;

  naru_ui_clear (self->rows);
  if (value == NULL)
    return;
  naru_json_iter_init (&iter, naru_json_span (value, -1));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *json = naru_json_span_dup (element);
      add_row (self, json);
    }
}

/* An entry in which nothing was typed is not kept. */
static gboolean
is_blank (const NaruField *list, const char *json)
{
  NaruJsonIter iter;
  NaruJsonSpan name;
  NaruJsonSpan value;

  naru_json_iter_init (&iter, naru_json_span (json, -1));
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *member = naru_json_span_dup_string (name);

      if (!is_made (list) || g_strcmp0 (member, list->identity) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
naru_elements_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  NaruElementsEditor *self = NARU_ELEMENTS_EDITOR (editor);
  g_autoptr (GString) json = g_string_new ("[");

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *element = NULL;

      if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (get_element (row)), &element, message))
        return FALSE;
      if (element != NULL && !is_blank (naru_field_editor_get_field (editor), element))
        g_string_append_printf (json, "%s%s", json->len > 1 ? "," : "", element);
    }
  g_string_append_c (json, ']');
  if (json->len > 2)
    *value = g_strdup (json->str);
  return TRUE;
}

static gboolean
naru_elements_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_ELEMENTS_EDITOR (widget)->add);
}

static void
naru_elements_editor_class_init (NaruElementsEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = naru_elements_editor_grab_focus;
  editor_class->build = naru_elements_editor_build;
  editor_class->set_value = naru_elements_editor_set_value;
  editor_class->dup_value = naru_elements_editor_dup_value;
}

static void
naru_elements_editor_init (NaruElementsEditor *self)
{
}
