/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel with the form of one record: a new one, which is added by its button, or one that is there, which is saved
 * field by field and can be deleted. */

#include "naru-record-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-id.h"
#include "naru-rights.h"
#include "naru-ui-util.h"

#define KEY "naru-record-panel"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
  char *id;
  NaruRecordPanelFunc func;
  char *context;
} Editing;

static void
editing_free (gpointer data)
{
  Editing *editing = data;

  g_object_unref (editing->desk);
  g_free (editing->id);
  g_free (editing->context);
  g_free (editing);
}

static Editing *
new_editing (NaruWindow *window, GtkWidget *box, GtkWidget *form)
{
  Editing *editing = g_new0 (Editing, 1);

  editing->desk = g_object_ref (naru_window_get_desk (window));
  editing->form = form;
  gtk_box_append (GTK_BOX (box), form);
  g_object_set_data_full (G_OBJECT (box), KEY, editing, editing_free);
  return editing;
}

static void
add_cb (Editing *editing)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  naru_form_commit (NARU_FORM (editing->form));
  if (!naru_form_check (NARU_FORM (editing->form)))
    return;
  command = editing->func (editing->desk, naru_form_get_record (NARU_FORM (editing->form)),
                           editing->context, &error);
  if (command == NULL)
    naru_panel_set_message (editing->panel, error->message);
  else
    {
      /* The next one begins empty. */
      naru_form_forget_draft (NARU_FORM (editing->form));
      naru_panel_run_and_close (editing->panel, command);
    }
}

/**
 * naru_record_panel_add:
 * @title: what is added
 * @draft: a record that is not in the store, with what is known of it already
 * @fields: as in naru_form_new()
 * @button_label: what the button does
 * @func: makes the command that adds it
 * @context: (nullable): a text for @func, such as the id of the record that it belongs to
 *
 * Opens the panel with the form of a new record.
 *
 * Returns: (transfer none): the panel
 */
NaruPanel *
naru_record_panel_add (NaruWindow *window, const char *title, NaruRecord *draft,
                       const char *const *fields, const char *button_label,
                       NaruRecordPanelFunc func, const char *context)
{
  NaruDesk *desk = naru_window_get_desk (window);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *form
      = naru_form_new_for_draft (desk, naru_record_get_record_type (draft)->name, fields);
  Editing *editing = new_editing (window, box, form);

  editing->func = func;
  editing->context = g_strdup (context);
  naru_form_set_record (NARU_FORM (form), draft);
  editing->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (editing->panel, button_label, G_CALLBACK (add_cb), editing);
  if (fields != NULL)
    naru_form_focus (NARU_FORM (form), fields[0]);
  return editing->panel;
}

/**
 * naru_record_panel_delete_command:
 * @id: a record
 *
 * Returns: (transfer full) (nullable): a command that deletes it with all that belongs to it; %NULL if it is gone already
 */
NaruCommand *
naru_record_panel_delete_command (NaruDesk *desk, const char *id)
{
  g_autofree char *title = naru_store_get_title (naru_desk_get_store (desk), id);
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (title == NULL)
    return NULL;
  /* Translators: %s is a name or a title, such as "Kim Min-ji" or "Visit two care homes" */
  label = g_strdup_printf (_ ("Delete “%s”"), title);
  command = naru_command_new (label);
  naru_command_delete (command, id);
  return command;
}

static void
page_deleted_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  if (done)
    naru_window_show_place (window, data);
}

/**
 * naru_record_panel_delete_page:
 * @page: shows the record
 * @place: (transfer none): where to go afterwards; a text that stays
 */
void
naru_record_panel_delete_page (NaruDetail *page, const char *place)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (page));
  g_autoptr (NaruCommand) command
      = naru_record_panel_delete_command (naru_detail_get_desk (page), naru_detail_get_id (page));

  if (window != NULL && command != NULL)
    naru_window_run_full (window, command, page_deleted_cb, (gpointer) place);
}

static void
delete_cb (Editing *editing)
{
  NaruCommand *command = naru_record_panel_delete_command (editing->desk, editing->id);

  if (command == NULL)
    naru_panel_close (editing->panel);
  else
    naru_panel_run_and_close (editing->panel, command);
}

static void
done_cb (Editing *editing)
{
  naru_form_commit (NARU_FORM (editing->form));
  if (naru_form_check (NARU_FORM (editing->form)))
    naru_panel_close (editing->panel);
}

/**
 * naru_record_panel_edit:
 * @id: a record
 * @fields: as in naru_form_new()
 * @above: (nullable) (transfer floating): stands above the form
 *
 * Opens the panel with the form of a record, which saves field by field.
 *
 * Returns: (transfer none) (nullable): the panel; %NULL where the record cannot be read, and the window has said so
 */
NaruPanel *
naru_record_panel_edit (NaruWindow *window, const char *id, const char *const *fields,
                        GtkWidget *above)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), id, &error);
  GtkWidget *box, *form, *delete;
  const NaruRecordType *type;
  gboolean may_write;
  Editing *editing;

  if (record == NULL)
    {
      if (above != NULL)
        g_object_unref (g_object_ref_sink (above));
      naru_window_tell_error (window, _ ("This cannot be opened."), error);
      return NULL;
    }
  type = naru_record_get_record_type (record);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  form = naru_form_new (desk, type->name, fields);
  if (above != NULL)
    gtk_box_append (GTK_BOX (box), above);
  may_write = naru_desk_may_write (desk, type);
  if (!may_write)
    gtk_box_append (GTK_BOX (box), naru_rights_note_new (type));
  editing = new_editing (window, box, form);
  editing->id = g_strdup (id);
  naru_form_set_record (NARU_FORM (form), record);
  if (!may_write)
    naru_rights_lock (form);
  delete = gtk_button_new_with_label (C_ ("action", "Delete"));
  gtk_widget_set_halign (delete, GTK_ALIGN_START);
  naru_ui_add_classes (delete, "flat late");
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), editing);
  gtk_widget_set_visible (delete, may_write);
  gtk_box_append (GTK_BOX (box), delete);
  editing->panel = naru_panel_show (window, naru_record_type_get_label (type), box);
  naru_panel_set_action (editing->panel, C_ ("panel", "Done"), G_CALLBACK (done_cb), editing);
  return editing->panel;
}

/* What is only read */

static char *
format_value (NaruDesk *desk, const NaruField *field, const char *value)
{
  char *title = field->kind == NARU_KIND_REFERENCE
                    ? naru_store_get_title (naru_desk_get_store (desk), value)
                    : NULL;

  return title != NULL ? title : naru_field_format (field, value);
}

/* An element on a line of its own: "Childcare · High · The neighbour helps" */
static char *
format_list (NaruDesk *desk, NaruRecord *record, const NaruField *field)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < naru_record_get_length (record, field->name); i++)
    {
      gboolean first = TRUE;

      for (const NaruField *member = field->fields; member->name != NULL; member++)
        {
          g_autofree char *value = naru_record_get_element (record, field->name, i, member->name);
          g_autofree char *text = value != NULL ? format_value (desk, member, value) : NULL;

          if (text == NULL || *text == '\0')
            continue;
          g_string_append_printf (lines, "%s%s", first ? (i > 0 ? "\n" : "") : " · ", text);
          first = FALSE;
        }
    }
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

static char *
format_field (NaruDesk *desk, NaruRecord *record, const NaruField *field)
{
  const char *value = naru_record_get (record, field->name);

  if (field->kind == NARU_KIND_LIST)
    return format_list (desk, record, field);
  if (field->kind == NARU_KIND_REFERENCE && value != NULL)
    return format_value (desk, field, value);
  return naru_record_format (record, field->name);
}

static void
close_cb (NaruPanel *panel)
{
  naru_panel_close (panel);
}

/**
 * naru_record_panel_read:
 * @record: a record that nobody changes here
 * @fields: which of its fields, in order; those that are empty are left out
 * @above: (nullable) (transfer floating): stands above them
 *
 * Opens the panel with what a record says, as text that can be copied.
 *
 * Returns: (transfer none): the panel
 */
NaruPanel *
naru_record_panel_read (NaruWindow *window, NaruRecord *record, const char *const *fields,
                        GtkWidget *above)
{
  NaruDesk *desk = naru_window_get_desk (window);
  const NaruRecordType *type = naru_record_get_record_type (record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  NaruPanel *panel;

  if (above != NULL)
    gtk_box_append (GTK_BOX (box), above);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const NaruField *field = naru_record_type_find_field (type, fields[i]);
      g_autofree char *text = format_field (desk, record, field);
      GtkWidget *value;

      if (text == NULL || *text == '\0')
        continue;
      value = naru_ui_wrapped_label (text, NULL);
      gtk_label_set_selectable (GTK_LABEL (value), TRUE);
      gtk_box_append (GTK_BOX (box), naru_ui_captioned (naru_field_get_label (field), value));
    }
  panel = naru_panel_show (window, naru_record_type_get_label (type), box);
  naru_panel_set_action (panel, C_ ("action", "Close"), G_CALLBACK (close_cb), panel);
  naru_panel_focus_action (panel);
  return panel;
}
