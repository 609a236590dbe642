/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Reopening asks for a reason, which both professionals read. */

#include "naru-assessment-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-assessment.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

const char *const naru_assessment_fields[]
    = { "kind", "on", "author", "barriers", "strengths", "summary", "signedOn", NULL };

typedef struct
{
  NaruDesk *desk;
  NaruRecord *assessment;
  GtkWidget *box; /* owns this */
  GtkWidget *why; /* hidden until it is to be reopened */
  GtkWidget *reason;
} Actions;

static void
actions_free (gpointer data)
{
  Actions *actions = data;

  g_object_unref (actions->desk);
  g_object_unref (actions->assessment);
  g_free (actions);
}

/**
 * naru_assessment_is_signed:
 *
 * Returns: whether it is signed, and so only read
 */
gboolean
naru_assessment_is_signed (NaruRecord *assessment)
{
  return naru_record_has (assessment, "signedOn");
}

static void
finish (Actions *actions, NaruCommand *command, const GError *error)
{
  GtkWidget *panel = gtk_widget_get_ancestor (actions->box, NARU_TYPE_PANEL);

  if (command == NULL)
    naru_panel_set_message (NARU_PANEL (panel), error->message);
  else
    naru_panel_run_and_close (NARU_PANEL (panel), command);
}

static void
sign_cb (Actions *actions)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command
      = naru_assessment_sign (actions->desk, naru_record_get_id (actions->assessment), &error);

  finish (actions, command, error);
}

static void
reopen_cb (Actions *actions)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command
      = naru_assessment_reopen (actions->desk, naru_record_get_id (actions->assessment),
                                gtk_editable_get_text (GTK_EDITABLE (actions->reason)), &error);

  finish (actions, command, error);
}

static void
ask_why_cb (Actions *actions)
{
  gtk_widget_show (actions->why);
  gtk_widget_grab_focus (actions->reason);
}

static NaruCommand *
add_version (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  NaruCommand *command = naru_command_new (_ ("New version of an assessment"));

  naru_command_create (command, draft);
  return command;
}

static void
revise_cb (Actions *actions)
{
  NaruWindow *window = naru_window_of (actions->box);
  g_autoptr (NaruRecord) draft = naru_assessment_revise (actions->desk, actions->assessment);

  if (window != NULL)
    naru_record_panel_add (window, _ ("New version"), draft, naru_assessment_fields,
                           C_ ("action", "Add"), add_version, NULL);
}

static GtkWidget *
add_button (Actions *actions, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", clicked, actions);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
new_why (Actions *actions)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button;

  actions->reason = gtk_entry_new ();
  naru_ui_add_classes (actions->reason, "field");
  naru_ui_name (actions->reason, _ ("Why it is reopened"));
  g_signal_connect_swapped (actions->reason, "activate", G_CALLBACK (reopen_cb), actions);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Why it is reopened"), actions->reason));
  button = add_button (actions, box, C_ ("action", "Reopen"), G_CALLBACK (reopen_cb));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_hide (box);
  return box;
}

static void
add_signed (Actions *actions)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (
      GTK_BOX (actions->box),
      naru_ui_wrapped_label (_ ("It is signed, and changes no more. A new version leaves "
                                "it as it is; reopening takes the signature off."),
                             "caption dim-label"));
  add_button (actions, buttons, _ ("New version"), G_CALLBACK (revise_cb));
  add_button (actions, buttons, _ ("Reopen…"), G_CALLBACK (ask_why_cb));
  gtk_box_append (GTK_BOX (actions->box), buttons);
  actions->why = new_why (actions);
  gtk_box_append (GTK_BOX (actions->box), actions->why);
}

/**
 * naru_assessment_actions_new:
 *
 * Makes what stands above an assessment in its panel.
 */
GtkWidget *
naru_assessment_actions_new (NaruDesk *desk, NaruRecord *assessment)
{
  Actions *actions = g_new0 (Actions, 1);
  g_autofree char *reopened = naru_assessment_say_reopened (desk, assessment);

  actions->desk = g_object_ref (desk);
  actions->assessment = g_object_ref (assessment);
  actions->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_object_set_data_full (G_OBJECT (actions->box), "naru-actions", actions, actions_free);
  if (reopened != NULL)
    gtk_box_append (GTK_BOX (actions->box), naru_ui_wrapped_label (reopened, "strip"));
  if (naru_assessment_is_signed (assessment))
    add_signed (actions);
  else
    gtk_widget_set_halign (
        add_button (actions, actions->box, _ ("Sign it today"), G_CALLBACK (sign_cb)),
        GTK_ALIGN_START);
  return actions->box;
}
