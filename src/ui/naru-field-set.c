/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of a set: its members as chips, and a way to add one. */

#include "naru-field-editor-private.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-json-text.h"
#include "naru-line-layout.h"
#include "naru-ui-util.h"

G_DECLARE_FINAL_TYPE (NaruSetEditor, naru_set_editor, NARU, SET_EDITOR, NaruFieldEditor)

struct _NaruSetEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *chips;
  GtkWidget *add; /* button with a chooser */
  GtkWidget *entry; /* for words */
  GPtrArray *members;
};

G_DEFINE_FINAL_TYPE (NaruSetEditor, naru_set_editor, NARU_TYPE_FIELD_EDITOR)

static void list_chips (NaruSetEditor *self);

static void
changed (NaruSetEditor *self)
{
  list_chips (self);
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
remove_cb (GtkWidget *button, NaruSetEditor *self)
{
  const char *code = g_object_get_data (G_OBJECT (button), "code");

  gtk_widget_grab_focus (self->add != NULL ? self->add : self->entry);
  for (guint i = 0; i < self->members->len; i++)
    if (g_str_equal (self->members->pdata[i], code))
      {
        g_ptr_array_remove_index (self->members, i);
        break;
      }
  changed (self);
}

static void
list_chips (NaruSetEditor *self)
{
  const NaruField *field = naru_field_editor_get_field (NARU_FIELD_EDITOR (self));
  NaruDesk *desk = naru_field_editor_get_desk (NARU_FIELD_EDITOR (self));

  naru_ui_clear (self->chips);
  for (guint i = 0; i < self->members->len; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
      g_autofree char *text = naru_choice_label (desk, field, self->members->pdata[i]);
      g_autofree char *name = g_strdup_printf (_ ("Remove %s"), text);
      GtkWidget *label = naru_ui_label (text, NULL);

      gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
      naru_ui_set_tooltip (label, text);
      naru_ui_add_classes (button, "flat circular");
      naru_ui_name (button, name);
      g_object_set_data_full (G_OBJECT (button), "code", g_strdup (self->members->pdata[i]),
                              g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), button);
      naru_ui_add_classes (box, "member");
      gtk_box_append (GTK_BOX (self->chips), box);
    }
  gtk_widget_set_visible (self->chips, self->members->len > 0);
}

static void
add_member (NaruSetEditor *self, const char *code)
{
  for (guint i = 0; i < self->members->len; i++)
    if (g_str_equal (self->members->pdata[i], code))
      return;
  g_ptr_array_add (self->members, g_strdup (code));
  changed (self);
}

static void
chosen_cb (NaruSetEditor *self, const char *code)
{
  if (code != NULL)
    add_member (self, code);
}

static void
entry_activate_cb (NaruSetEditor *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (*text != '\0')
    add_member (self, text);
  else
    naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
entry_changed_cb (NaruSetEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

static void
naru_set_editor_build (NaruFieldEditor *editor)
{
  NaruSetEditor *self = NARU_SET_EDITOR (editor);
  const NaruField *field = naru_field_editor_get_field (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *name = g_strdup_printf (_ ("Add to %s"), naru_field_get_label (field));

  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, naru_line_layout_new (6, 3, TRUE));
  gtk_box_append (GTK_BOX (box), self->chips);
  if (naru_field_has_choices (field))
    {
      GtkWidget *chooser = naru_chooser_new (naru_field_editor_get_desk (editor), field, NULL);

      self->add = gtk_menu_button_new ();
      gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add), _ ("Add"));
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add), chooser);
      gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->add), FALSE);
      gtk_widget_set_halign (self->add, GTK_ALIGN_START);
      naru_ui_name (self->add, name);
      gtk_widget_add_css_class (self->add, "add-member");
      g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->add);
    }
  else
    {
      self->entry = gtk_entry_new ();
      gtk_widget_add_css_class (self->entry, "field");
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Add, then Return"));
      naru_ui_name (self->entry, name);
      g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
      g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
      gtk_box_append (GTK_BOX (box), self->entry);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
naru_set_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruSetEditor *self = NARU_SET_EDITOR (editor);
  NaruJsonIter iter;
  NaruJsonSpan member;

  g_ptr_array_set_size (self->members, 0);
  if (value != NULL)
    {
      naru_json_iter_init (&iter, naru_json_span (value, -1));
      while (naru_json_iter_next (&iter, NULL, &member))
        if (naru_json_span_kind (member) == NARU_JSON_STRING)
          g_ptr_array_add (self->members, naru_json_span_dup_string (member));
    }
  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  list_chips (self);
}

static void
append_member (GString *json, const char *text)
{
  g_string_append (json, json->len > 1 ? "," : "");
  naru_json_append_quoted (json, text);
}

/* A word that is typed and not yet added counts: leaving the field must not lose it. */
static gboolean
naru_set_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  NaruSetEditor *self = NARU_SET_EDITOR (editor);
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *typed = NULL;
  gboolean found = FALSE;

  if (self->entry != NULL)
    typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  for (guint i = 0; i < self->members->len; i++)
    {
      append_member (json, self->members->pdata[i]);
      found = found || g_strcmp0 (typed, self->members->pdata[i]) == 0;
    }
  if (typed != NULL && *typed != '\0' && !found)
    append_member (json, typed);
  g_string_append_c (json, ']');
  if (json->len > 2)
    *value = g_strdup (json->str);
  return TRUE;
}

static void
naru_set_editor_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_SET_EDITOR (object)->members);
  G_OBJECT_CLASS (naru_set_editor_parent_class)->finalize (object);
}

static gboolean
naru_set_editor_grab_focus (GtkWidget *widget)
{
  NaruSetEditor *self = NARU_SET_EDITOR (widget);

  return gtk_widget_grab_focus (self->add != NULL ? self->add : self->entry);
}

static void
naru_set_editor_class_init (NaruSetEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_set_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_set_editor_grab_focus;
  editor_class->build = naru_set_editor_build;
  editor_class->set_value = naru_set_editor_set_value;
  editor_class->dup_value = naru_set_editor_dup_value;
}

static void
naru_set_editor_init (NaruSetEditor *self)
{
  self->members = g_ptr_array_new_with_free_func (g_free);
}
