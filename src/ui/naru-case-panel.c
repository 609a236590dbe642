/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ends, interrupts or hands over a case, or comes of it, asks for one thing in a panel: an outcome, a day, a colleague and why. */

#include "naru-case-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-panel.h"
#include "naru-print.h"
#include "naru-print-panel.h"
#include "naru-ui-util.h"

typedef enum
{
  CLOSE,
  OUTCOME,
  SUSPEND,
  ASSIGN,
} Purpose;

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  Purpose purpose;
  char *jobseeker;
  GtkWidget *editor;
  GtkWidget *reason;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->desk);
  g_free (change->jobseeker);
  g_free (change);
}

/* The sheet for the colleague, as soon as the case is theirs. */
static void
show_handover (NaruWindow *window, gpointer data)
{
  g_autofree char *jobseeker = data;

  naru_print_panel_show (window, _ ("Handover sheet"), jobseeker, naru_print_case_handover, NULL,
                         FALSE);
}

static void
apply_cb (Change *change)
{
  g_autofree char *value = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command = NULL;

  if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (change->editor), &value, &message))
    {
      naru_panel_set_message (change->panel, message);
      return;
    }
  switch (change->purpose)
    {
    case CLOSE:
      command = naru_case_set_state (change->desk, change->jobseeker, "closed", value, &error);
      break;
    case OUTCOME:
      command = naru_case_set_outcome (change->desk, change->jobseeker, value, &error);
      break;
    case SUSPEND:
      command = naru_case_set_state (change->desk, change->jobseeker, "suspended", value, &error);
      break;
    case ASSIGN:
      if (value == NULL)
        {
          naru_panel_set_message (change->panel, _ ("Please choose a colleague."));
          return;
        }
      command = naru_case_assign (change->desk, change->jobseeker, value,
                                  gtk_editable_get_text (GTK_EDITABLE (change->reason)), &error);
      break;
    }
  if (command == NULL)
    naru_panel_set_message (change->panel, error->message);
  else if (change->purpose == ASSIGN)
    naru_panel_run_then (change->panel, command, show_handover, g_strdup (change->jobseeker));
  else
    naru_panel_run_and_close (change->panel, command);
}

static void
show (NaruWindow *window, Purpose purpose, const char *jobseeker)
{
  static const struct
  {
    const char *field;
    const char *title;
    const char *explanation;
    const char *button;
  } words[] = {
    [CLOSE]
    = { "outcome", N_ ("Close the case of %s"),
        N_ ("Meetings that are still to come are cancelled. The case can be reopened at any time."),
        N_ ("Close case") },
    [OUTCOME] = { "outcome", N_ ("What came of the case of %s"),
                  N_ ("The case goes on. Work that began, and a course, say it by themselves."),
                  N_ ("Save") },
    [SUSPEND]
    = { "suspendedUntil", N_ ("Suspend the case of %s"),
        N_ ("The case stays with its counsellor. Leave the day empty if it is not known."),
        N_ ("Suspend") },
    [ASSIGN] = { "counsellor", N_ ("Hand over %s"),
                 N_ ("The colleague sees the case on Today from now on."), N_ ("Hand over") },
  };
  NaruDesk *desk = naru_window_get_desk (window);
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("jobseeker"), words[purpose].field);
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (desk), jobseeker, NULL);
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), jobseeker);
  g_autofree char *title = g_strdup_printf (_ (words[purpose].title), name != NULL ? name : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Change *change = g_new0 (Change, 1);

  change->desk = g_object_ref (desk);
  change->purpose = purpose;
  change->jobseeker = g_strdup (jobseeker);
  change->editor = naru_field_editor_new (desk, field);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_wrapped_label (_ (words[purpose].explanation), "dim-label"));
  if (purpose == OUTCOME && person != NULL)
    naru_field_editor_set_value (NARU_FIELD_EDITOR (change->editor),
                                 naru_record_get (person, "outcome"));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (naru_field_get_label (field), change->editor));
  if (purpose == ASSIGN)
    {
      change->reason = gtk_entry_new ();
      naru_ui_add_classes (change->reason, "field");
      naru_ui_name (change->reason, _ ("Reason for the change"));
      gtk_box_append (GTK_BOX (box),
                      naru_ui_captioned (_ ("Reason for the change"), change->reason));
      g_signal_connect_swapped (change->reason, "activate", G_CALLBACK (apply_cb), change);
    }
  g_object_set_data_full (G_OBJECT (box), "naru-change", change, change_free);
  change->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (change->panel, _ (words[purpose].button), G_CALLBACK (apply_cb), change);
  gtk_widget_grab_focus (change->editor);
}

/**
 * naru_case_panel_close:
 *
 * Asks for the outcome, and closes the case of a person.
 */
void
naru_case_panel_close (NaruWindow *window, const char *jobseeker)
{
  show (window, CLOSE, jobseeker);
}

/**
 * naru_case_panel_suspend:
 *
 * Asks until when, and suspends the case of a person.
 */
void
naru_case_panel_suspend (NaruWindow *window, const char *jobseeker)
{
  show (window, SUSPEND, jobseeker);
}

/**
 * naru_case_panel_assign:
 *
 * Asks for a colleague and the reason, and gives the case of a person to them.
 */
void
naru_case_panel_assign (NaruWindow *window, const char *jobseeker)
{
  show (window, ASSIGN, jobseeker);
}

/**
 * naru_case_panel_outcome:
 *
 * Asks what came of the case of a person, which goes on.
 */
void
naru_case_panel_outcome (NaruWindow *window, const char *jobseeker)
{
  show (window, OUTCOME, jobseeker);
}
