/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry, who acts and until when; Return adds the line and makes room for the next. */

#include "naru-agreed-steps.h"

#include <glib/gi18n-lib.h>
#include "naru-field-editor.h"
#include "naru-ui-util.h"
#include "naru-wording-hint.h"

struct _NaruAgreedSteps
{
  AdwBin parent_instance;

  GPtrArray *steps; /* of NaruRecord */
  GtkWidget *lines;
  GtkWidget *title;
  GtkWidget *who;
  GtkWidget *due;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (NaruAgreedSteps, naru_agreed_steps, ADW_TYPE_BIN)

/* NULL where nothing is typed, or with @message where it cannot be understood. */
static NaruRecord *
read_entry (NaruAgreedSteps *self, char **message)
{
  g_autofree char *title
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title))));
  g_autoptr (NaruRecord) step = NULL;
  g_autoptr (GError) error = NULL;

  if (*title == '\0')
    return NULL;
  step = naru_record_new (naru_record_type_find ("step"), NULL);
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
remove_cb (GtkWidget *button, NaruAgreedSteps *self)
{
  GtkWidget *line = gtk_widget_get_parent (button);

  g_ptr_array_remove (self->steps, g_object_get_data (G_OBJECT (line), "step"));
  gtk_box_remove (GTK_BOX (self->lines), line);
  gtk_widget_set_visible (self->lines, self->steps->len > 0);
  gtk_widget_grab_focus (self->title);
}

static void
add_line (NaruAgreedSteps *self, NaruRecord *step)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *second = naru_ui_label (NULL, "caption dim-label");
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), naru_record_get (step, "title"));
  GtkWidget *drop = naru_ui_icon_button ("window-close-symbolic", name);
  g_autofree char *who = naru_record_format (step, "responsible");
  g_autofree char *due = naru_record_format (step, "dueOn");
  gboolean both = who != NULL && *who != '\0' && due != NULL && *due != '\0';
  g_autofree char *text
      = g_strconcat (who != NULL ? who : "", both ? " · " : "", due != NULL ? due : "", NULL);

  naru_ui_set_text (second, *text != '\0' ? text : NULL);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (naru_record_get (step, "title"), NULL));
  gtk_box_append (GTK_BOX (texts), second);
  gtk_box_append (GTK_BOX (line), naru_ui_icon ("naru-todo-symbolic", "dim-label", NULL));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), drop);
  g_object_set_data (G_OBJECT (line), "step", step);
  g_signal_connect (drop, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (self->lines), line);
  gtk_widget_show (self->lines);
}

static void
add_cb (NaruAgreedSteps *self)
{
  g_autofree char *message = NULL;
  NaruRecord *step = read_entry (self, &message);

  naru_ui_set_text (self->message, message);
  if (step == NULL)
    return;
  g_ptr_array_add (self->steps, step);
  add_line (self, step);
  gtk_editable_set_text (GTK_EDITABLE (self->title), "");
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->due), NULL);
  gtk_widget_grab_focus (self->title);
}

/**
 * naru_agreed_steps_read:
 * @message: (out): what cannot be understood, translated
 *
 * Returns: (transfer full) (element-type NaruRecord): the steps, with what still stands in the entry
 */
GPtrArray *
naru_agreed_steps_read (NaruAgreedSteps *self, char **message)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);
  NaruRecord *typed = read_entry (self, message);

  for (guint i = 0; i < self->steps->len; i++)
    g_ptr_array_add (steps, g_object_ref (self->steps->pdata[i]));
  if (typed != NULL)
    g_ptr_array_add (steps, typed);
  naru_ui_set_text (self->message, *message);
  return steps;
}

static void
edited_cb (NaruAgreedSteps *self)
{
  naru_ui_set_text (self->message, NULL);
}

static void
naru_agreed_steps_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_AGREED_STEPS (object)->steps);
  G_OBJECT_CLASS (naru_agreed_steps_parent_class)->finalize (object);
}

static void
naru_agreed_steps_class_init (NaruAgreedStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_agreed_steps_finalize;
}

static void
naru_agreed_steps_init (NaruAgreedSteps *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * naru_agreed_steps_new:
 *
 * Returns: (transfer floating): no step yet, and the entry for one
 */
GtkWidget *
naru_agreed_steps_new (NaruDesk *desk)
{
  NaruAgreedSteps *self = g_object_new (NARU_TYPE_AGREED_STEPS, NULL);
  const NaruRecordType *type = naru_record_type_find ("step");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_with_label (C_ ("action", "Add"));

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_hide (self->lines);
  self->title = gtk_entry_new ();
  gtk_widget_add_css_class (self->title, "field");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _ ("What will be done"));
  naru_ui_name (self->title, _ ("What will be done"));
  self->who = naru_field_editor_new (desk, naru_record_type_find_field (type, "responsible"));
  self->due = naru_field_editor_new (desk, naru_record_type_find_field (type, "dueOn"));
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->who), "jobseeker");
  gtk_widget_set_hexpand (self->due, TRUE);
  naru_ui_add_classes (add, "flat row-action");
  gtk_widget_set_valign (add, GTK_ALIGN_START);
  self->message = naru_ui_wrapped_label (NULL, "caption late");
  gtk_box_append (GTK_BOX (rest), self->due);
  gtk_box_append (GTK_BOX (rest), add);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), naru_wording_hint_new (GTK_EDITABLE (self->title)));
  /* a line of its own: beside the date it would be cut short */
  gtk_box_append (GTK_BOX (box), self->who);
  gtk_box_append (GTK_BOX (box), rest);
  gtk_box_append (GTK_BOX (box), self->message);
  g_signal_connect_swapped (self->title, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
