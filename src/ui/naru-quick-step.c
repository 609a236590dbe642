/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a step without leaving the keyboard: Return adds it and makes room for the next. The panel has all its fields. */

#include "naru-quick-step.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-form-draft.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-wording-hint.h"

#define KEEP_AFTER 300 /* milliseconds without a keystroke */

struct _NaruQuickStep
{
  AdwBin parent_instance;

  NaruDesk *desk;
  char *jobseeker;
  char *goal;
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *who;
  GtkWidget *due;
  GtkWidget *message;
  guint keep_id;
  gboolean filling; /* by the program, not by somebody who types */
};

G_DEFINE_FINAL_TYPE (NaruQuickStep, naru_quick_step, ADW_TYPE_BIN)

static const char *const step_fields[]
    = { "title", "class",    "measure",   "responsible", "organisation", "plannedOn",
        "dueOn", "evidence", "blockedBy", "barrier",     "note",         NULL };

static NaruRecord *
read_step (NaruQuickStep *self, char **message)
{
  g_autoptr (NaruRecord) step = naru_record_new (naru_record_type_find ("step"), NULL);
  g_autofree char *title
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title))));
  g_autoptr (GError) error = NULL;

  if (!naru_record_set (step, "title", title, &error))
    {
      *message = g_strdup (error->message);
      return NULL;
    }
  if (!naru_field_editor_put (NARU_FIELD_EDITOR (self->who), step, message)
      || !naru_field_editor_put (NARU_FIELD_EDITOR (self->due), step, message))
    return NULL;
  return g_steal_pointer (&step);
}

static void
added_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruQuickStep) self = data;

  if (!done)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->title), "");
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->due), NULL);
  if (gtk_widget_get_mapped (self->title))
    gtk_widget_grab_focus (self->title);
}

static void
add (NaruQuickStep *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autofree char *message = NULL;
  g_autoptr (NaruRecord) step = read_step (self, &message);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (step != NULL)
    {
      command = naru_case_add_step (self->desk, self->jobseeker, self->goal, step, &error);
      if (command == NULL)
        message = g_strdup (error->message);
    }
  naru_ui_set_text (self->message, message);
  if (command != NULL && window != NULL)
    naru_window_run_full (window, command, added_cb, g_object_ref (self));
}

static NaruCommand *
add_from_panel (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (context, " ", 2);

  return naru_case_add_step (desk, parts[0], parts[1], draft, error);
}

/* What was typed so far goes on in the panel. */
static void
more (NaruQuickStep *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autofree char *message = NULL;
  g_autoptr (NaruRecord) step = read_step (self, &message);
  g_autofree char *context = NULL;

  naru_ui_set_text (self->message, message);
  if (step == NULL || window == NULL || !naru_record_set (step, "jobseeker", self->jobseeker, NULL)
      || !naru_record_set (step, "state", "planned", NULL))
    return;
  context = self->goal != NULL ? g_strdup_printf ("%s %s", self->jobseeker, self->goal)
                               : g_strdup (self->jobseeker);
  naru_record_panel_add (window, _ ("New step"), step, step_fields, _ ("Add step"), add_from_panel,
                         context);
  gtk_editable_set_text (GTK_EDITABLE (self->title), "");
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->due), NULL);
}

/* What is typed and not added is kept for this person, as in a form. */

static char *
draft_key (NaruQuickStep *self)
{
  return naru_form_draft_key ("step", self->jobseeker, "quick");
}

static void
keep (NaruQuickStep *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *key = draft_key (self);
  GtkWidget *due = naru_ui_find_entry (self->due);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->jobseeker == NULL)
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->title)) != '\0')
    g_hash_table_insert (values, "title",
                         (gpointer) gtk_editable_get_text (GTK_EDITABLE (self->title)));
  if (*gtk_editable_get_text (GTK_EDITABLE (due)) != '\0')
    g_hash_table_insert (values, "dueOn", (gpointer) gtk_editable_get_text (GTK_EDITABLE (due)));
  naru_form_draft_keep (naru_desk_get_store (self->desk), key, values);
}

static gboolean
keep_cb (gpointer data)
{
  NaruQuickStep *self = data;

  self->keep_id = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
keep_soon (NaruQuickStep *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (KEEP_AFTER, keep_cb, self);
}

static void
put_back (NaruQuickStep *self)
{
  g_autofree char *key = draft_key (self);
  g_autoptr (GHashTable) values = naru_form_draft_read (naru_desk_get_store (self->desk), key);
  const char *title = values != NULL ? g_hash_table_lookup (values, "title") : NULL;
  const char *due = values != NULL ? g_hash_table_lookup (values, "dueOn") : NULL;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title), title != NULL ? title : "");
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->due), due);
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->who), "jobseeker");
  naru_ui_set_text (self->message, NULL);
  self->filling = FALSE;
}

static void
edited_cb (NaruQuickStep *self)
{
  naru_ui_set_text (self->message, NULL);
  keep_soon (self);
}

/* A date that does not fit is told while it is typed. */
static void
due_edited_cb (NaruQuickStep *self)
{
  g_autoptr (NaruRecord) step = naru_record_new (naru_record_type_find ("step"), NULL);
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  keep_soon (self);
  if (naru_field_editor_put (NARU_FIELD_EDITOR (self->due), step, &message)
      && self->jobseeker != NULL && naru_record_set (step, "jobseeker", self->jobseeker, NULL))
    problems = naru_case_validate (self->desk, step, today);
  for (guint i = 0; problems != NULL && message == NULL && i < problems->len; i++)
    if (g_str_equal (((NaruProblem *) problems->pdata[i])->field, "dueOn"))
      message = g_strdup (((NaruProblem *) problems->pdata[i])->message);
  naru_ui_set_text (self->message, message);
}

/**
 * naru_quick_step_set_target:
 * @jobseeker: whose plan
 * @goal: (nullable): id of the goal that the step will serve
 * @goal_text: (nullable): that goal
 */
void
naru_quick_step_set_target (NaruQuickStep *self, const char *jobseeker, const char *goal,
                            const char *goal_text)
{
  g_autofree char *hint = goal_text != NULL ? g_strdup_printf (_ ("Add a step to “%s”"), goal_text)
                                            : g_strdup (_ ("Add a step"));

  gboolean other = g_strcmp0 (self->jobseeker, jobseeker) != 0;

  if (other && self->keep_id != 0)
    keep (self);
  g_free (self->jobseeker);
  g_free (self->goal);
  self->jobseeker = g_strdup (jobseeker);
  self->goal = g_strdup (goal);
  if (other)
    put_back (self);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), hint);
}

/**
 * naru_quick_step_set_narrow:
 *
 * In a narrow pane the fields stand under the title.
 */
void
naru_quick_step_set_narrow (NaruQuickStep *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
naru_quick_step_dispose (GObject *object)
{
  NaruQuickStep *self = NARU_QUICK_STEP (object);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->jobseeker, g_free);
  g_clear_pointer (&self->goal, g_free);
  G_OBJECT_CLASS (naru_quick_step_parent_class)->dispose (object);
}

static void
naru_quick_step_class_init (NaruQuickStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_quick_step_dispose;
}

static void
naru_quick_step_init (NaruQuickStep *self)
{
}

/**
 * naru_quick_step_new:
 *
 * Makes the line; it adds nothing before it has a target.
 */
GtkWidget *
naru_quick_step_new (NaruDesk *desk)
{
  NaruQuickStep *self = g_object_new (NARU_TYPE_QUICK_STEP, NULL);
  const NaruRecordType *type = naru_record_type_find ("step");
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *due_entry;
  GtkWidget *add_button = gtk_button_new_with_label (C_ ("action", "Add"));
  GtkWidget *more_button = naru_ui_icon_button ("view-more-symbolic", _ ("All fields of the step"));

  self->desk = g_object_ref (desk);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->box, "quick");
  self->title = gtk_entry_new ();
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_entry_set_has_frame (GTK_ENTRY (self->title), FALSE);
  naru_ui_name (self->title, _ ("New step"));
  g_signal_connect_swapped (self->title, "activate", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (edited_cb), self);
  self->who = naru_field_editor_new (desk, naru_record_type_find_field (type, "responsible"));
  self->due = naru_field_editor_new (desk, naru_record_type_find_field (type, "dueOn"));
  gtk_widget_set_hexpand (self->who, FALSE);
  gtk_widget_set_hexpand (self->due, FALSE);
  due_entry = naru_ui_find_entry (self->due);
  gtk_entry_set_placeholder_text (GTK_ENTRY (due_entry), _ ("Due"));
  g_signal_connect_swapped (due_entry, "activate", G_CALLBACK (add), self);
  g_signal_connect_swapped (due_entry, "changed", G_CALLBACK (due_edited_cb), self);
  naru_ui_undo_when_empty (self->title);
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->who), "jobseeker");
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (rest), self->who);
  gtk_box_append (GTK_BOX (rest), self->due);
  naru_ui_add_classes (add_button, "flat row-action");
  gtk_widget_set_valign (add_button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (add_button, "clicked", G_CALLBACK (add), self);
  g_signal_connect_swapped (more_button, "clicked", G_CALLBACK (more), self);
  gtk_box_append (GTK_BOX (rest), add_button);
  gtk_box_append (GTK_BOX (rest), more_button);
  gtk_box_append (GTK_BOX (self->box), rest);
  self->message = naru_ui_wrapped_label ("", "caption late");
  gtk_widget_hide (self->message);
  gtk_box_append (GTK_BOX (outer), self->box);
  gtk_box_append (GTK_BOX (outer), self->message);
  gtk_box_append (GTK_BOX (outer), naru_wording_hint_new (GTK_EDITABLE (self->title)));
  adw_bin_set_child (ADW_BIN (self), outer);
  return GTK_WIDGET (self);
}
