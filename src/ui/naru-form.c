/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form made from the field table. A field is checked at every keystroke and saved by a command of its own when it is
 * left; until then it is a draft in the store, so that a crash loses nothing. */

#include "naru-form.h"

#include <glib/gi18n-lib.h>
#include "naru-assessment.h"
#include "naru-field-editor.h"
#include "naru-form-draft.h"
#include "naru-form-private.h"
#include "naru-id.h"
#include "naru-ui-util.h"
#include "naru-wording-hint.h"

#define LABEL_WIDTH 120
#define LARGE_TEXT 1.5 /* of the usual size: labels stand above their fields */

enum
{
  EDITED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruForm, naru_form, ADW_TYPE_BIN)

/* Building */

static void
edited_cb (NaruFieldEditor *editor, NaruFormRow *row)
{
  naru_form_row_edited (row);
}

static void
commit_cb (NaruFieldEditor *editor, NaruFormRow *row)
{
  naru_form_row_commit (row);
}

static void
leave_cb (GtkEventControllerFocus *controller, NaruFormRow *row)
{
  naru_form_row_leave (row);
}

/* A field keeps Ctrl+Z for its own typing even where all of it is saved: then it takes back what was saved. */
static gboolean
undo_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             NaruFormRow *row)
{
  return !row->edited && !row->form->draft_only
         && naru_ui_undo_key (GTK_WIDGET (row->editor), key, state);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        NaruFormRow *row)
{
  if (key != GDK_KEY_Escape || !row->edited || row->form->draft_only)
    return GDK_EVENT_PROPAGATE;
  naru_form_row_revert (row);
  return GDK_EVENT_STOP;
}

static void
begin_grid (NaruForm *self, GtkWidget *box)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  self->grid_row = 0;
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
}

/* The words of a plan are looked at while they are typed. */
static void
add_hint (NaruForm *self, NaruFormRow *row, GtkWidget *cell)
{
  GtkWidget *hint
      = g_str_equal (self->type->name, "step") && g_str_equal (row->field->name, "title")
            ? naru_wording_hint_new_below (GTK_WIDGET (row->editor))
            : NULL;

  if (hint != NULL)
    gtk_box_append (GTK_BOX (cell), hint);
}

/* Only in a vacancy rules find something, whose symbols stand beside the field. Elsewhere the field stands alone: beside
 * others GTK 4.8 reckons its height in two ways, and complains of a pixel between them. */
static void
add_editor (NaruForm *self, NaruFormRow *row, GtkWidget *cell)
{
  GtkWidget *line;

  row->symbols = NULL;
  if (!g_str_equal (self->type->name, "vacancy"))
    {
      gtk_box_append (GTK_BOX (cell), GTK_WIDGET (row->editor));
      return;
    }
  if (!self->draft_only && naru_ui_text_scale () < LARGE_TEXT)
    naru_field_editor_keep_in_line (row->editor);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->symbols = adw_bin_new ();
  gtk_widget_set_visible (row->symbols, FALSE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->editor));
  gtk_box_append (GTK_BOX (line), row->symbols);
  gtk_box_append (GTK_BOX (cell), line);
}

/* Beside the field before, with its label between them. Where text is very large it stands below, as every other. */
static void
add_beside (NaruForm *self, NaruFieldEditor *editor, GtkWidget *label, GtkWidget *cell)
{
  naru_field_editor_share_line (editor);
  if (self->line == NULL)
    {
      const NaruFormRow *before = self->rows->pdata[self->rows->len - 1];

      naru_field_editor_share_line (before->editor);
      self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      g_object_ref (self->cell);
      gtk_grid_remove (self->grid, self->cell);
      gtk_box_append (GTK_BOX (self->line), self->cell);
      g_object_unref (self->cell);
      gtk_widget_set_hexpand (self->cell, FALSE);
      gtk_grid_attach (self->grid, self->line, 1, self->grid_row - 1, 1, 1);
    }
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_width_chars (GTK_LABEL (label), -1);
  gtk_widget_set_size_request (label, -1, -1);
  gtk_widget_set_hexpand (cell, FALSE);
  gtk_box_append (GTK_BOX (self->line), label);
  gtk_box_append (GTK_BOX (self->line), cell);
}

static void
place_row (NaruForm *self, const NaruFormRow *row, GtkWidget *label, GtkWidget *cell,
           gboolean beside)
{
  if (beside && naru_ui_text_scale () < LARGE_TEXT)
    {
      add_beside (self, row->editor, label, cell);
      return;
    }
  gtk_size_group_add_widget (self->labels, label);
  self->line = NULL;
  self->cell = cell;
  if (naru_ui_text_scale () >= LARGE_TEXT || row->field->kind == NARU_KIND_LIST)
    {
      /* Beside each other they would be wider than a panel: entries of a list have labels of their own. */
      gtk_grid_attach (self->grid, label, 0, self->grid_row++, 2, 1);
      gtk_grid_attach (self->grid, cell, 0, self->grid_row++, 2, 1);
      return;
    }
  gtk_grid_attach (self->grid, label, 0, self->grid_row, 1, 1);
  gtk_grid_attach (self->grid, cell, 1, self->grid_row++, 1, 1);
}

static void
add_row (NaruForm *self, const NaruField *field, gboolean beside)
{
  NaruFormRow *row = g_new0 (NaruFormRow, 1);
  gboolean required = (field->flags & NARU_FIELD_REQUIRED) != 0;
  g_autofree char *marked
      = required ? g_strdup_printf (_ ("%s *"), naru_field_get_label (field)) : NULL;
  GtkWidget *label = naru_ui_wrapped_label (marked != NULL ? marked : naru_field_get_label (field),
                                            "dim-label field-label");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *undo = gtk_event_controller_key_new ();
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
  g_signal_connect (undo, "key-pressed", G_CALLBACK (undo_key_cb), row);
  gtk_event_controller_set_propagation_phase (undo, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (row->editor), undo);
  gtk_widget_add_controller (GTK_WIDGET (row->editor), focus);
  gtk_widget_add_controller (GTK_WIDGET (row->editor), keys);
  gtk_widget_set_hexpand (GTK_WIDGET (row->editor), TRUE);
  add_editor (self, row, cell);
  row->note = naru_ui_wrapped_label (NULL, "caption dim-label field-message");
  gtk_widget_set_visible (row->note, FALSE);
  gtk_box_append (GTK_BOX (cell), row->note);
  gtk_box_append (GTK_BOX (cell), row->message);
  add_hint (self, row, cell);
  gtk_widget_set_hexpand (cell, TRUE);
  place_row (self, row, label, cell, beside);
  g_ptr_array_add (self->rows, row);
}

/* Whom the record is about; NULL for nobody. */
static const char *
find_person (NaruForm *self)
{
  if (self->record == NULL)
    return NULL;
  if (naru_id_has_type (naru_record_get_id (self->record), "jobseeker"))
    return naru_record_get_id (self->record);
  return naru_record_type_find_field (self->type, "jobseeker") != NULL
             ? naru_record_get (self->record, "jobseeker")
             : NULL;
}

static void
show_sensitive_cb (NaruForm *self)
{
  const char *person = find_person (self);

  gtk_widget_set_visible (self->sensitive, TRUE);
  gtk_widget_set_visible (self->sensitive_button, FALSE);
  if (person != NULL)
    naru_desk_note_reading (self->desk, person, "profile");
  gtk_widget_child_focus (self->sensitive, GTK_DIR_TAB_FORWARD);
}

/* Whether a field is shown only on request. What must be filled in never is, nor anything in a new record, which tells nothing
 * yet, nor in a record of the situation: whoever opened that one asked for it. */
static gboolean
waits (NaruForm *self, const NaruField *field)
{
  return !self->draft_only && (field->flags & NARU_FIELD_SENSITIVE) != 0
         && (field->flags & NARU_FIELD_REQUIRED) == 0
         && self->type->circle != NARU_CIRCLE_SITUATION;
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
    add_row (self, fields->pdata[i], FALSE);
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
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (naru_form_put_back), self);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (naru_form_discard_draft), self);
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
          gtk_box_append (GTK_BOX (self->box), naru_ui_label (name + 1, "heading form-heading"));
          begin_grid (self, self->box);
          continue;
        }
      field = naru_record_type_find_field (self->type, *name == '+' ? name + 1 : name);
      if (field == NULL)
        g_critical ("%s has no field %s", self->type->name, name);
      else if (waits (self, field))
        g_ptr_array_add (sensitive, (gpointer) field);
      else
        add_row (self, field, *name == '+');
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
      NaruFormRow *row = self->rows->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (row->edited && naru_field_editor_dup_value (row->editor, &value, &message)
          && !naru_form_set_on_record (record, row->field, value, NULL))
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
    if (((NaruFormRow *) self->rows->pdata[i])->edited)
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
    naru_form_row_leave (self->rows->pdata[i]);
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
        naru_form_keep_draft (self);
    }
  g_set_object (&self->record, record);
  gtk_widget_set_sensitive (self->box, record != NULL);
  if (record == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      NaruFormRow *row = self->rows->pdata[i];
      g_autofree char *value = naru_field_dup_from_record (record, row->field);
      gboolean differs = g_strcmp0 (value, row->saved) != 0;
      g_autofree char *before = row->saved;

      row->saved = g_strdup (value);
      if (same && row->edited)
        {
          if (differs && !row->saving && !self->draft_only)
            naru_form_row_overtake (row, before);
          continue;
        }
      if (!same || differs)
        naru_field_editor_set_value (row->editor, value);
      row->edited = FALSE;
      row->saving = FALSE;
      row->overtaken = FALSE;
      naru_form_row_say (row, NULL);
    }
  if (same)
    return;
  if (self->sensitive != NULL) /* asked for with one person, they are not with the next */
    {
      gtk_widget_set_visible (self->sensitive, FALSE);
      gtk_widget_set_visible (self->sensitive_button, TRUE);
    }
  g_free (self->draft_key);
  self->draft_key = naru_form_draft_key (
      self->type->name, self->draft_only ? NULL : naru_record_get_id (record),
      self->rows->len == 0 ? NULL : ((NaruFormRow *) self->rows->pdata[0])->field->name);
  naru_form_offer_draft (self);
}

/**
 * naru_form_set_value:
 * @value: (nullable): as editors give it
 *
 * Puts a value into a field of a draft, in place of what was typed.
 */
void
naru_form_set_value (NaruForm *self, const char *field, const char *value)
{
  NaruFormRow *row = naru_form_find_row (self, field);

  g_return_if_fail (self->draft_only && row != NULL);
  if (!naru_form_set_on_record (self->record, row->field, value, NULL))
    return;
  naru_field_editor_set_value (row->editor, value);
  g_free (row->saved);
  row->saved = g_strdup (value);
  row->edited = FALSE;
  naru_form_row_say (row, NULL);
}

/**
 * naru_form_check:
 *
 * Checks all fields and shows what is wrong; the first such field gets the focus.
 */
gboolean
naru_form_check (NaruForm *self)
{
  NaruFormRow *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      NaruFormRow *row = self->rows->pdata[i];
      g_autofree char *value = NULL;

      if (!naru_form_row_check (row, &value) && first == NULL)
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
  NaruFormRow *row = naru_form_find_row (self, field);

  if (row == NULL)
    return;
  if (waits (self, row->field))
    show_sensitive_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (row->editor));
}

/**
 * naru_form_set_message:
 *
 * Shows a message under a field, such as what is missing; %NULL takes it away. A field that is not there is passed over.
 */
void
naru_form_set_message (NaruForm *self, const char *field, const char *message)
{
  NaruFormRow *row = naru_form_find_row (self, field);

  if (row != NULL)
    naru_form_row_say (row, message);
}

static void
naru_form_dispose (GObject *object)
{
  NaruForm *self = NARU_FORM (object);

  if (self->draft_id != 0)
    naru_form_keep_draft (self);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (naru_form_parent_class)->dispose (object);
}

static void
naru_form_finalize (GObject *object)
{
  NaruForm *self = NARU_FORM (object);

  g_clear_object (&self->desk);
  g_ptr_array_unref (self->rows);
  g_clear_object (&self->labels);
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
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_form_row_free);
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
