/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a form: checking what is typed, saving it, and keeping it as a draft until then. */

#include "naru-form-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form-draft.h"
#include "naru-merge.h"
#include "naru-ui-util.h"
#include "naru-value.h"
#include "naru-window.h"

#define DRAFT_AFTER 50 /* milliseconds: keystrokes that come together are written together */

/**
 * naru_form_row_free:
 *
 * Frees a row; its widgets belong to the form.
 */
void
naru_form_row_free (NaruFormRow *row)
{
  g_free (row->saved);
  g_free (row);
}

/**
 * naru_form_find_row:
 *
 * The row of @field, or %NULL.
 */
NaruFormRow *
naru_form_find_row (NaruForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((NaruFormRow *) self->rows->pdata[i])->field->name, field) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* Messages */

/**
 * naru_form_row_say:
 *
 * Shows @message under the field, or takes it away for %NULL; screen readers are told.
 */
void
naru_form_row_say (NaruFormRow *row, const char *message)
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

/**
 * naru_form_set_note:
 *
 * Shows under a field what is good to know of it, such as what others put there; %NULL takes it away.
 */
void
naru_form_set_note (NaruForm *self, const char *field, const char *note)
{
  NaruFormRow *row = naru_form_find_row (self, field);

  if (row != NULL)
    naru_ui_set_text (row->note, note);
}

/**
 * naru_form_set_on_record:
 *
 * Writes a value in the form that editors give into @record. %FALSE with @error where it does not fit the field.
 */
gboolean
naru_form_set_on_record (NaruRecord *record, const NaruField *field, const char *value,
                         GError **error)
{
  if (naru_field_is_compound (field) && value != NULL)
    return naru_record_set_json (record, field->name, value, error);
  return naru_record_set (record, field->name, value, error);
}

static gboolean
has_problem (GPtrArray *problems, const NaruProblem *wanted)
{
  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((NaruProblem *) problems->pdata[i])->field, wanted->field) == 0)
      return TRUE;
  return FALSE;
}

/* The sentence that says what is wrong with the field in @record, or %NULL. Where fields are saved one by one, what this
 * field makes wrong in another is told here as well: a start after the end. A draft may become right by the next field. */
static char *
find_problem (NaruForm *self, NaruRecord *record, const NaruField *field)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autoptr (GPtrArray) problems = naru_case_validate (self->desk, record, today);
  g_autoptr (GPtrArray) before = NULL;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      NaruProblem *problem = problems->pdata[i];
      gsize length = strlen (field->name);

      if (strncmp (problem->field, field->name, length) == 0
          && (problem->field[length] == '\0' || problem->field[length] == '/'))
        return g_strdup (problem->message);
    }
  if (self->draft_only || problems == NULL || problems->len == 0)
    return NULL;
  before = naru_case_validate (self->desk, self->record, today);
  for (guint i = 0; i < problems->len; i++)
    if (!has_problem (before, problems->pdata[i]))
      return g_strdup (((NaruProblem *) problems->pdata[i])->message);
  return NULL;
}

/* A value of what is typed is said as it is; a list or a set would be no sentence. */
static char *
say_overtaken (NaruFormRow *row)
{
  if (row->saved == NULL)
    return g_strdup (_ ("Meanwhile somebody has emptied this field. Enter puts yours in, Escape "
                        "leaves it empty."));
  if (naru_field_is_compound (row->field))
    return g_strdup (_ ("Meanwhile somebody has changed this field. Enter puts yours in its place, "
                        "Escape keeps theirs."));
  if (row->field->kind == NARU_KIND_LONG_TEXT)
    return g_strdup_printf (_ ("Meanwhile somebody has written “%s”. Ctrl+Enter puts yours in its "
                               "place, Escape keeps theirs."),
                            row->saved);
  return g_strdup_printf (_ ("Meanwhile somebody has written “%s”. Enter puts yours in its place, "
                             "Escape keeps theirs."),
                          row->saved);
}

/* What stands under the field of a row that is right. */
static void
say_right (NaruFormRow *row)
{
  g_autofree char *message = row->overtaken ? say_overtaken (row) : NULL;

  naru_form_row_say (row, NULL);
  naru_ui_set_text (row->message, message);
}

static char *
make_version (const NaruField *field, const char *value)
{
  GString *out = g_string_new ("{");

  naru_json_append_member (out, field->name, value);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* Whether @typed and what others made of @before can be put together, as two edits of a record are. */
static gboolean
merge_typed (NaruFormRow *row, const char *before, const char *typed, char **merged)
{
  g_autofree char *base = make_version (row->field, before);
  g_autofree char *mine = make_version (row->field, typed);
  g_autofree char *theirs = make_version (row->field, row->saved);
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *both = naru_merge3 (row->form->type, base, mine, theirs, &clashes, NULL);

  if (both == NULL || clashes->len > 0)
    return FALSE;
  *merged = naru_json_span_dup_string (
      naru_json_span_member (naru_json_span (both, -1), row->field->name));
  return TRUE;
}

/**
 * naru_form_row_overtake:
 * @before: (nullable): the value that what is typed starts from
 *
 * Another value was saved while one is typed: nothing is lost and nothing is written over unsaid. Paragraphs of a text that
 * somebody else wrote appear around the one that is typed in. Otherwise whoever types decides, by a key; to leave the field
 * decides nothing.
 */
void
naru_form_row_overtake (NaruFormRow *row, const char *before)
{
  g_autofree char *value = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *message = NULL;
  gboolean right = naru_field_editor_dup_value (row->editor, &value, &message);

  if (right && g_strcmp0 (value, row->saved) == 0)
    {
      row->edited = FALSE;
      row->overtaken = FALSE;
      naru_form_row_say (row, NULL);
      return;
    }
  if (row->field->kind == NARU_KIND_LONG_TEXT && merge_typed (row, before, value, &merged))
    {
      naru_field_editor_set_value (row->editor, merged);
      naru_form_row_edited (row);
      return;
    }
  row->overtaken = TRUE;
  if (right)
    say_right (row);
}

/**
 * naru_form_row_check:
 *
 * Whether what is typed can be saved; the message stands under the field. @value receives it.
 */
gboolean
naru_form_row_check (NaruFormRow *row, char **value)
{
  g_autoptr (NaruRecord) trial = naru_record_copy (row->form->record);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (naru_field_editor_dup_value (row->editor, value, &message))
    {
      if (naru_form_set_on_record (trial, row->field, *value, &error))
        message = find_problem (row->form, trial, row->field);
      else
        message = g_strdup (error->message);
      if (message == NULL && g_strcmp0 (*value, row->saved) != 0)
        message = naru_value_find_slip (row->field, *value);
    }
  if (message != NULL)
    naru_form_row_say (row, message);
  else
    say_right (row);
  return message == NULL;
}

/* Drafts */

/**
 * naru_form_keep_draft:
 *
 * Keeps in the store what is typed and not saved.
 */
void
naru_form_keep_draft (NaruForm *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->draft_key == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      NaruFormRow *row = self->rows->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->draft_only)
        value = g_strdup (row->saved);
      if (row->edited)
        {
          g_clear_pointer (&value, g_free);
          /* half a date is not lost either: it is wrong again when it is put back */
          if (!naru_field_editor_dup_value (row->editor, &value, &message))
            value = naru_field_editor_dup_text (row->editor);
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
  naru_form_keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
keep_draft_soon (NaruForm *self)
{
  if (self->draft_id == 0)
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
    naru_store_keep_draft (naru_desk_get_store (self->desk), self->draft_key, NULL);
}

/**
 * naru_form_put_back:
 *
 * Puts the draft that is offered back into its fields.
 */
void
naru_form_put_back (NaruForm *self)
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
      NaruFormRow *row = naru_form_find_row (self, field);

      if (row == NULL)
        continue;
      naru_field_editor_set_value (row->editor, *(char *) value != '\0' ? value : NULL);
      naru_form_row_edited (row);
    }
}

/**
 * naru_form_discard_draft:
 *
 * Drops the draft that is offered.
 */
void
naru_form_discard_draft (NaruForm *self)
{
  gtk_widget_set_visible (self->offer, FALSE);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  naru_form_keep_draft (self);
}

static gboolean
has_values (NaruForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((NaruFormRow *) self->rows->pdata[i])->saved != NULL)
      return TRUE;
  return FALSE;
}

/**
 * naru_form_offer_draft:
 *
 * Typed before a crash, a power cut or a detour: offered, and put back at once where nothing would be
 * overwritten.
 */
void
naru_form_offer_draft (NaruForm *self)
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
      NaruFormRow *row = self->rows->pdata[i];
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
      naru_form_put_back (self);
      return;
    }
  text = g_strdup_printf (_ ("You typed this and did not save it: %s"), names->str);
  gtk_label_set_text (GTK_LABEL (self->offer_label), text);
  gtk_widget_set_visible (self->offer, TRUE);
}

/* Editing */

/**
 * naru_form_row_edited:
 *
 * Checks what was typed into a row, and keeps it as a draft soon.
 */
void
naru_form_row_edited (NaruFormRow *row)
{
  g_autofree char *value = NULL;
  gboolean right;

  if (row->form->record == NULL)
    return;
  row->edited = TRUE;
  right = naru_form_row_check (row, &value);
  if (right && row->form->draft_only
      && naru_form_set_on_record (row->form->record, row->field, value, NULL))
    {
      g_free (row->saved);
      row->saved = g_strdup (value);
    }
  else if (right && g_strcmp0 (value, row->saved) == 0)
    {
      row->edited = FALSE;
      row->overtaken = FALSE;
      naru_form_row_say (row, NULL);
    }
  keep_draft_soon (row->form);
  g_signal_emit_by_name (row->form, "edited", row->field->name);
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
  NaruFormRow *row = naru_form_find_row (self, saving->field);

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
          naru_form_set_on_record (self->record, row->field, saving->value, NULL);
          naru_form_keep_draft (self);
          g_signal_emit_by_name (self, "saved", saving->field);
        }
    }
  g_free (saving->field);
  g_free (saving->id);
  g_free (saving->value);
  g_object_unref (self);
  g_free (saving);
}

static void
save_row (NaruFormRow *row, const char *value)
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
          g_signal_emit_by_name (self, "saved", row->field->name);
        }
      else
        naru_form_row_say (row, error->message);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->form = g_object_ref (self);
  saving->field = g_strdup (row->field->name);
  saving->id = g_strdup (id);
  saving->value = g_strdup (value);
  row->saving = TRUE;
  row->overtaken = FALSE;
  naru_ui_set_text (row->message, NULL);
  naru_window_run_full (window, command, saved_cb, saving);
}

/**
 * naru_form_row_commit:
 *
 * Saves a row by a command, if it is edited and right.
 */
void
naru_form_row_commit (NaruFormRow *row)
{
  g_autofree char *value = NULL;

  if (row->form->record == NULL || !row->edited || row->saving || row->form->draft_only)
    return;
  if (!naru_form_row_check (row, &value))
    return;
  if (g_strcmp0 (value, row->saved) == 0)
    {
      row->edited = FALSE;
      keep_draft_soon (row->form);
      return;
    }
  save_row (row, value);
}

/**
 * naru_form_row_leave:
 *
 * Saves a row that is left, unless somebody must say first which of two values is meant.
 */
void
naru_form_row_leave (NaruFormRow *row)
{
  if (!row->overtaken)
    naru_form_row_commit (row);
}

/**
 * naru_form_row_revert:
 *
 * Goes back to the value that was saved.
 */
void
naru_form_row_revert (NaruFormRow *row)
{
  naru_field_editor_set_value (row->editor, row->saved);
  row->edited = FALSE;
  row->overtaken = FALSE;
  naru_form_row_say (row, NULL);
  keep_draft_soon (row->form);
}
