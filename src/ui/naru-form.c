/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form made from the field table. A field is checked at every keystroke and saved by a command of its own when it is
 * left; until then it is a draft in the store, so that a crash loses nothing. */

#include "naru-form.h"

#include <glib/gi18n-lib.h>
#include "naru-field-editor.h"
#include "naru-form-draft.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define LABEL_WIDTH 120
#define DRAFT_AFTER 300 /* milliseconds without a keystroke */

typedef struct
{
  NaruForm *form;
  const NaruField *field;
  NaruFieldEditor *editor;
  GtkWidget *message;
  char *saved; /* the value in the record */
  gboolean edited;
  gboolean saving;
} Row;

struct _NaruForm
{
  AdwBin parent_instance;
  NaruDesk *desk;
  const NaruRecordType *type;
  NaruRecord *record;
  gboolean draft_only;
  GPtrArray *rows;
  GtkWidget *box;
  GtkGrid *grid;
  int grid_row;
  GtkWidget *offer;
  GtkWidget *offer_label;
  GtkWidget *sensitive_button;
  GtkWidget *sensitive;
  char *draft_key;
  guint draft_id;
  GHashTable *offered; /* what an earlier draft holds, until it was put back or discarded */
};

enum
{
  EDITED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruForm, naru_form, ADW_TYPE_BIN)

static void
row_free (Row *row)
{
  g_free (row->saved);
  g_free (row);
}

static Row *
find_row (NaruForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((Row *) self->rows->pdata[i])->field->name, field) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* Messages */

static void
show_message (Row *row, const char *message)
{
  GtkAccessible *editor = GTK_ACCESSIBLE (row->editor);

  naru_ui_set_text (row->message, message);
  if (message != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row->editor), "wrong");
      gtk_accessible_update_state (editor, GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (editor, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row->message,
                                      NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row->editor), "wrong");
      gtk_accessible_reset_state (editor, GTK_ACCESSIBLE_STATE_INVALID);
    }
}

static gboolean
set_on_record (NaruRecord *record, const NaruField *field, const char *value, GError **error)
{
  if (naru_field_is_compound (field) && value != NULL)
    return naru_record_set_json (record, field->name, value, error);
  return naru_record_set (record, field->name, value, error);
}

/* The sentence that says what is wrong with the field in @record, or %NULL. */
static char *
find_problem (NaruForm *self, NaruRecord *record, const NaruField *field)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autoptr (GPtrArray) problems = naru_record_validate (record, today);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      NaruProblem *problem = problems->pdata[i];
      gsize length = strlen (field->name);

      if (strncmp (problem->field, field->name, length) == 0
          && (problem->field[length] == '\0' || problem->field[length] == '/'))
        return g_strdup (problem->message);
    }
  return NULL;
}

/* Whether what is typed can be saved; the message stands under the field. @value receives it. */
static gboolean
check_row (Row *row, char **value)
{
  g_autoptr (NaruRecord) trial = naru_record_copy (row->form->record);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (naru_field_editor_dup_value (row->editor, value, &message))
    {
      if (set_on_record (trial, row->field, *value, &error))
        message = find_problem (row->form, trial, row->field);
      else
        message = g_strdup (error->message);
    }
  show_message (row, message);
  return message == NULL;
}

/* Drafts */

static void
keep_draft (NaruForm *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->draft_key == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->draft_only)
        value = g_strdup (row->saved);
      if (row->edited)
        {
          g_clear_pointer (&value, g_free);
          naru_field_editor_dup_value (row->editor, &value, &message);
        }
      if (value != NULL || (row->edited && message == NULL))
        g_hash_table_insert (values, (gpointer) row->field->name,
                             g_strdup (value != NULL ? value : ""));
      else if (self->offered != NULL && g_hash_table_contains (self->offered, row->field->name))
        g_hash_table_insert (values, (gpointer) row->field->name,
                             g_strdup (g_hash_table_lookup (self->offered, row->field->name)));
    }
  naru_form_draft_keep (naru_desk_get_store (self->desk), self->draft_key, values);
}

static gboolean
keep_draft_cb (gpointer data)
{
  NaruForm *self = data;

  self->draft_id = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
keep_draft_soon (NaruForm *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (DRAFT_AFTER, keep_draft_cb, self);
}

/**
 * naru_form_forget_draft:
 *
 * What was typed and not saved is dropped from the store, not from the fields.
 */
void
naru_form_forget_draft (NaruForm *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  if (self->draft_key != NULL)
    naru_store_set_draft (naru_desk_get_store (self->desk), self->draft_key, NULL, NULL);
}

static void row_edited (Row *row);

static void
put_back (NaruForm *self)
{
  g_autoptr (GHashTable) values = g_steal_pointer (&self->offered);
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  gtk_widget_set_visible (self->offer, FALSE);
  if (values == NULL)
    return;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      Row *row = find_row (self, field);

      if (row == NULL)
        continue;
      naru_field_editor_set_value (row->editor, *(char *) value != '\0' ? value : NULL);
      row_edited (row);
    }
}

static void
discard_cb (NaruForm *self)
{
  gtk_widget_set_visible (self->offer, FALSE);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  keep_draft (self);
}

static gboolean
has_values (NaruForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *) self->rows->pdata[i])->saved != NULL)
      return TRUE;
  return FALSE;
}

/* Typed before a crash, a power cut or a detour: offered, and put back at once where nothing would be overwritten. */
static void
offer_draft (NaruForm *self)
{
  g_autoptr (GHashTable) values
      = naru_form_draft_read (naru_desk_get_store (self->desk), self->draft_key);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->offer, FALSE);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  if (values == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      const char *value = g_hash_table_lookup (values, row->field->name);

      if (value != NULL && g_strcmp0 (value, row->saved != NULL ? row->saved : "") != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                naru_field_get_label (row->field));
    }
  if (names->len == 0)
    return;
  self->offered = g_steal_pointer (&values);
  if (self->draft_only && !has_values (self))
    {
      put_back (self);
      return;
    }
  text = g_strdup_printf (_ ("You typed this and did not save it: %s"), names->str);
  gtk_label_set_text (GTK_LABEL (self->offer_label), text);
  gtk_widget_set_visible (self->offer, TRUE);
}

/* Editing */

static void
row_edited (Row *row)
{
  g_autofree char *value = NULL;

  if (row->form->record == NULL)
    return;
  row->edited = TRUE;
  if (check_row (row, &value) && row->form->draft_only
      && set_on_record (row->form->record, row->field, value, NULL))
    {
      g_free (row->saved);
      row->saved = g_strdup (value);
    }
  else if (g_strcmp0 (value, row->saved) == 0)
    row->edited = FALSE;
  keep_draft_soon (row->form);
  g_signal_emit (row->form, signals[EDITED], 0, row->field->name);
}

static void
edited_cb (NaruFieldEditor *editor, Row *row)
{
  row_edited (row);
}

typedef struct
{
  NaruForm *form;
  char *field;
  char *id;
  char *value;
} Saving;

static void
saved_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  Saving *saving = data;
  NaruForm *self = saving->form;
  Row *row = find_row (self, saving->field);

  if (row != NULL && self->record != NULL
      && g_strcmp0 (naru_record_get_id (self->record), saving->id) == 0)
    {
      row->saving = FALSE;
      if (done)
        {
          g_autofree char *value = NULL;
          g_autofree char *message = NULL;

          g_free (row->saved);
          row->saved = g_strdup (saving->value);
          if (naru_field_editor_dup_value (row->editor, &value, &message)
              && g_strcmp0 (value, row->saved) == 0)
            row->edited = FALSE;
          set_on_record (self->record, row->field, saving->value, NULL);
          keep_draft (self);
          g_signal_emit (self, signals[SAVED], 0, saving->field);
        }
    }
  g_free (saving->field);
  g_free (saving->id);
  g_free (saving->value);
  g_object_unref (self);
  g_free (saving);
}

static void
save_row (Row *row, const char *value)
{
  NaruForm *self = row->form;
  const char *id = naru_record_get_id (self->record);
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  /* Translators: a record and its field, in the list of what can be undone */
  g_autofree char *label
      = g_strdup_printf (_ ("%s: %s changed"), naru_record_get_title (self->record),
                         naru_field_get_label (row->field));
  g_autoptr (NaruCommand) command = naru_command_new (label);
  Saving *saving;

  if (naru_field_is_compound (row->field))
    naru_command_set_json (command, id, row->field->name, value);
  else
    naru_command_set (command, id, row->field->name, value);
  if (window == NULL)
    {
      g_autoptr (GError) error = NULL;

      if (naru_desk_run (self->desk, command, &error))
        {
          g_free (row->saved);
          row->saved = g_strdup (value);
          row->edited = FALSE;
          g_signal_emit (self, signals[SAVED], 0, row->field->name);
        }
      else
        show_message (row, error->message);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->form = g_object_ref (self);
  saving->field = g_strdup (row->field->name);
  saving->id = g_strdup (id);
  saving->value = g_strdup (value);
  row->saving = TRUE;
  naru_window_run_full (window, command, saved_cb, saving);
}

static void
commit_row (Row *row)
{
  g_autofree char *value = NULL;

  if (row->form->record == NULL || !row->edited || row->saving || row->form->draft_only)
    return;
  if (!check_row (row, &value))
    return;
  if (g_strcmp0 (value, row->saved) == 0)
    {
      row->edited = FALSE;
      keep_draft_soon (row->form);
      return;
    }
  save_row (row, value);
}

static void
commit_cb (NaruFieldEditor *editor, Row *row)
{
  commit_row (row);
}

static void
leave_cb (GtkEventControllerFocus *controller, Row *row)
{
  commit_row (row);
}

static void
revert_row (Row *row)
{
  naru_field_editor_set_value (row->editor, row->saved);
  row->edited = FALSE;
  show_message (row, NULL);
  keep_draft_soon (row->form);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Row *row)
{
  if (key != GDK_KEY_Escape || !row->edited || row->form->draft_only)
    return GDK_EVENT_PROPAGATE;
  revert_row (row);
  return GDK_EVENT_STOP;
}

/* Building */

static void
begin_grid (NaruForm *self, GtkWidget *box)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  self->grid_row = 0;
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
}

static void
add_row (NaruForm *self, const NaruField *field)
{
  Row *row = g_new0 (Row, 1);
  gboolean required = (field->flags & NARU_FIELD_REQUIRED) != 0;
  g_autofree char *marked
      = required ? g_strdup_printf (_ ("%s *"), naru_field_get_label (field)) : NULL;
  GtkWidget *label = naru_ui_wrapped_label (marked != NULL ? marked : naru_field_get_label (field),
                                            "dim-label field-label");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->form = self;
  row->field = field;
  row->editor = NARU_FIELD_EDITOR (naru_field_editor_new (self->desk, field));
  row->message = naru_ui_wrapped_label (NULL, "caption law field-message");
  gtk_widget_set_visible (row->message, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (row->editor),
                            self->draft_only
                                || (field->flags & (NARU_FIELD_FIXED | NARU_FIELD_DERIVED)) == 0);
  gtk_widget_set_size_request (label, LABEL_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  g_signal_connect (row->editor, "edited", G_CALLBACK (edited_cb), row);
  g_signal_connect (row->editor, "commit", G_CALLBACK (commit_cb), row);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), row);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row->editor), focus);
  gtk_widget_add_controller (GTK_WIDGET (row->editor), keys);
  gtk_box_append (GTK_BOX (cell), GTK_WIDGET (row->editor));
  gtk_box_append (GTK_BOX (cell), row->message);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_grid_attach (self->grid, label, 0, self->grid_row, 1, 1);
  gtk_grid_attach (self->grid, cell, 1, self->grid_row, 1, 1);
  self->grid_row++;
  g_ptr_array_add (self->rows, row);
}

static void
show_sensitive_cb (NaruForm *self)
{
  gtk_widget_set_visible (self->sensitive, TRUE);
  gtk_widget_set_visible (self->sensitive_button, FALSE);
  gtk_widget_child_focus (self->sensitive, GTK_DIR_TAB_FORWARD);
}

static void
add_sensitive (NaruForm *self, GPtrArray *fields)
{
  g_autofree char *text = NULL;

  if (fields->len == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %d sensitive field",
                                       "Show %d sensitive fields", fields->len),
                          (int) fields->len);
  self->sensitive_button = gtk_button_new_with_label (text);
  gtk_widget_set_halign (self->sensitive_button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->sensitive_button, "clicked", G_CALLBACK (show_sensitive_cb),
                            self);
  self->sensitive = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->sensitive, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->sensitive_button);
  gtk_box_append (GTK_BOX (self->box), self->sensitive);
  gtk_box_append (GTK_BOX (self->sensitive), naru_ui_label (_ ("Sensitive"), "heading"));
  begin_grid (self, self->sensitive);
  for (guint i = 0; i < fields->len; i++)
    add_row (self, fields->pdata[i]);
}

static void
build_offer (NaruForm *self)
{
  GtkWidget *back = gtk_button_new_with_label (_ ("Put back"));
  GtkWidget *discard = gtk_button_new_with_label (_ ("Discard"));

  self->offer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->offer_label = naru_ui_wrapped_label (NULL, NULL);
  gtk_widget_set_hexpand (self->offer_label, TRUE);
  naru_ui_add_classes (self->offer, "strip");
  naru_ui_add_classes (back, "flat row-action");
  naru_ui_add_classes (discard, "flat");
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (put_back), self);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (discard_cb), self);
  gtk_box_append (GTK_BOX (self->offer), self->offer_label);
  gtk_box_append (GTK_BOX (self->offer), discard);
  gtk_box_append (GTK_BOX (self->offer), back);
  gtk_widget_set_visible (self->offer, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->offer);
}

static void
build (NaruForm *self, const char *const *fields)
{
  g_autoptr (GPtrArray) sensitive = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (fields == NULL)
    for (const NaruField *field = self->type->fields; field->name != NULL; field++)
      if ((field->flags & NARU_FIELD_DERIVED) == 0)
        g_ptr_array_add (names, (gpointer) field->name);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) fields[i]);
  begin_grid (self, self->box);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      const NaruField *field;

      if (*name == '=')
        {
          GtkWidget *heading = naru_ui_label (name + 1, "heading form-heading");

          gtk_box_append (GTK_BOX (self->box), heading);
          begin_grid (self, self->box);
          continue;
        }
      field = naru_record_type_find_field (self->type, name);
      if (field == NULL)
        g_critical ("%s has no field %s", self->type->name, name);
      else if ((field->flags & NARU_FIELD_SENSITIVE) != 0)
        g_ptr_array_add (sensitive, (gpointer) field);
      else
        add_row (self, field);
    }
  add_sensitive (self, sensitive);
}

/* For everybody */

/**
 * naru_form_get_record:
 *
 * The record that is shown, with what was saved; the form of a draft writes into it.
 */
NaruRecord *
naru_form_get_record (NaruForm *self)
{
  return self->record;
}

/**
 * naru_form_apply:
 *
 * Puts what is typed and can be understood into @record, for a preview; nothing is saved.
 */
void
naru_form_apply (NaruForm *self, NaruRecord *record)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (row->edited && naru_field_editor_dup_value (row->editor, &value, &message)
          && !set_on_record (record, row->field, value, NULL))
        g_debug ("What is typed does not fit yet.");
    }
}

/**
 * naru_form_has_edits:
 *
 * Whether something is typed and not saved.
 */
gboolean
naru_form_has_edits (NaruForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *) self->rows->pdata[i])->edited)
      return TRUE;
  return FALSE;
}

/**
 * naru_form_commit:
 *
 * Saves what is typed and right, without waiting for the focus to leave.
 */
void
naru_form_commit (NaruForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    commit_row (self->rows->pdata[i]);
}

/**
 * naru_form_revert:
 *
 * Goes back to what was saved.
 */
void
naru_form_revert (NaruForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    revert_row (self->rows->pdata[i]);
}

/**
 * naru_form_set_record:
 *
 * Shows a record, or the same record read anew: fields that are being typed in keep what is typed. The form of a draft
 * writes into @record.
 */
void
naru_form_set_record (NaruForm *self, NaruRecord *record)
{
  gboolean same
      = self->record != NULL && record != NULL
        && g_strcmp0 (naru_record_get_id (self->record), naru_record_get_id (record)) == 0;

  if (!same && self->record != NULL)
    {
      naru_form_commit (self);
      if (self->draft_id != 0)
        keep_draft (self);
    }
  g_set_object (&self->record, record);
  gtk_widget_set_sensitive (self->box, record != NULL);
  if (record == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *value = naru_field_dup_from_record (record, row->field);
      gboolean differs = g_strcmp0 (value, row->saved) != 0;

      g_free (row->saved);
      row->saved = g_strdup (value);
      if (same && row->edited)
        continue;
      if (!same || differs)
        naru_field_editor_set_value (row->editor, value);
      row->edited = FALSE;
      row->saving = FALSE;
      show_message (row, NULL);
    }
  if (same)
    return;
  g_free (self->draft_key);
  self->draft_key = naru_form_draft_key (
      self->type->name, self->draft_only ? NULL : naru_record_get_id (record),
      self->rows->len == 0 ? NULL : ((Row *) self->rows->pdata[0])->field->name);
  offer_draft (self);
}

/**
 * naru_form_check:
 *
 * Checks all fields and shows what is wrong; the first such field gets the focus.
 */
gboolean
naru_form_check (NaruForm *self)
{
  Row *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autofree char *value = NULL;

      if (!check_row (row, &value) && first == NULL)
        first = row;
    }
  if (first != NULL)
    naru_form_focus (self, first->field->name);
  return first == NULL;
}

/**
 * naru_form_focus:
 *
 * Puts the cursor into a field; sensitive ones are opened.
 */
void
naru_form_focus (NaruForm *self, const char *field)
{
  Row *row = find_row (self, field);

  if (row == NULL)
    return;
  if ((row->field->flags & NARU_FIELD_SENSITIVE) != 0)
    show_sensitive_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (row->editor));
}

/**
 * naru_form_set_message:
 *
 * Shows a message under a field, such as a duplicate that somebody found; %NULL takes it away.
 */
void
naru_form_set_message (NaruForm *self, const char *field, const char *message)
{
  Row *row = find_row (self, field);

  if (row != NULL)
    show_message (row, message);
}

static void
naru_form_dispose (GObject *object)
{
  NaruForm *self = NARU_FORM (object);

  if (self->draft_id != 0)
    keep_draft (self);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (naru_form_parent_class)->dispose (object);
}

static void
naru_form_finalize (GObject *object)
{
  NaruForm *self = NARU_FORM (object);

  g_clear_object (&self->desk);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  g_free (self->draft_key);
  G_OBJECT_CLASS (naru_form_parent_class)->finalize (object);
}

static void
naru_form_class_init (NaruFormClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_form_finalize;
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
}

static void
naru_form_init (NaruForm *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

static GtkWidget *
new_form (NaruDesk *desk, const char *type, const char *const *fields, gboolean draft_only)
{
  NaruForm *self = g_object_new (NARU_TYPE_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->type = naru_record_type_find (type);
  self->draft_only = draft_only;
  build_offer (self);
  build (self, fields);
  return GTK_WIDGET (self);
}

/**
 * naru_form_new:
 *
 * Makes a form of @fields, in order, of a stored record: names of fields, "=Heading" for a section, %NULL at the
 * end. %NULL for all that a person may edit. Sensitive fields wait under a button.
 */
GtkWidget *
naru_form_new (NaruDesk *desk, const char *type, const char *const *fields)
{
  return new_form (desk, type, fields, FALSE);
}

/**
 * naru_form_new_for_draft:
 *
 * As naru_form_new(), for a record that is not in the store: what is typed goes into the record, and the caller
 * runs the command that saves it.
 */
GtkWidget *
naru_form_new_for_draft (NaruDesk *desk, const char *type, const char *const *fields)
{
  return new_form (desk, type, fields, TRUE);
}
