/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records who at the employer agreed to the vacancy, and how; and tells in steps how one is drafted. */

#include "naru-vacancy-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define KEY "naru-agreement-panel"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *vacancy;
  GtkWidget *form;
  GtkWidget *how;
} Agreeing;

static void
agreeing_free (gpointer data)
{
  Agreeing *agreeing = data;

  g_object_unref (agreeing->desk);
  g_free (agreeing->vacancy);
  g_free (agreeing);
}

static void
agree_cb (Agreeing *agreeing)
{
  NaruVocabulary *channels = naru_vocabulary_get ("channel");
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (agreeing->how));
  g_autoptr (GError) error = NULL;
  NaruCommand *command;
  NaruRecord *draft;

  naru_form_commit (NARU_FORM (agreeing->form));
  draft = naru_form_get_record (NARU_FORM (agreeing->form));
  command
      = naru_vacancy_agree (agreeing->desk, agreeing->vacancy, naru_record_get (draft, "contact"),
                            naru_vocabulary_code_at (channels, chosen), &error);
  if (command == NULL)
    naru_panel_set_message (agreeing->panel, error->message);
  else
    naru_panel_run_and_close (agreeing->panel, command);
}

/**
 * naru_agreement_panel_show:
 * @window: the window
 * @vacancy: the vacancy that was agreed to
 *
 * Asks who agreed and how, and moves the vacancy on.
 */
void
naru_agreement_panel_show (NaruWindow *window, NaruRecord *vacancy)
{
  static const char *const fields[] = { "contact", NULL };
  NaruVocabulary *channels = naru_vocabulary_get ("channel");
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  Agreeing *agreeing = g_new0 (Agreeing, 1);
  g_autoptr (NaruRecord) draft = naru_record_copy (vacancy);

  agreeing->desk = g_object_ref (naru_window_get_desk (window));
  agreeing->vacancy = g_strdup (naru_record_get_id (vacancy));
  agreeing->form = naru_form_new_for_draft (agreeing->desk, "vacancy", fields);
  naru_form_set_record (NARU_FORM (agreeing->form), draft);
  for (guint i = 0; i < naru_vocabulary_size (channels); i++)
    gtk_string_list_append (
        labels, naru_vocabulary_label (channels, naru_vocabulary_code_at (channels, i)));
  agreeing->how = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  naru_ui_add_classes (agreeing->how, "field");
  naru_ui_name (agreeing->how, _ ("Agreed how"));
  gtk_box_append (GTK_BOX (box),
                  naru_ui_wrapped_label (
                      _ ("The text as it is now is kept as the version that was agreed."), NULL));
  gtk_box_append (GTK_BOX (box), agreeing->form);
  gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("Agreed how"), "dim-label"));
  gtk_box_append (GTK_BOX (box), agreeing->how);
  g_object_set_data_full (G_OBJECT (box), KEY, agreeing, agreeing_free);
  agreeing->panel = naru_panel_show (window, _ ("Employer has agreed"), box);
  naru_panel_set_action (agreeing->panel, _ ("Record"), G_CALLBACK (agree_cb), agreeing);
  naru_panel_focus_action (agreeing->panel);
}

/**
 * naru_vacancy_help_show:
 * @window: the window
 *
 * Opens the steps from nothing to a file that portals take.
 */
void
naru_vacancy_help_show (NaruWindow *window)
{
  const char *const steps[] = {
    _ ("New vacancy: at the employer, or with Ctrl+N in the vacancies. Give it a title and an "
       "employer, then Save."),
    _ ("Start from an occupation: type “weld”, Return chooses the first. Take the tick off what "
       "does not fit, Return takes over the rest. An old advertisement can be taken apart in the "
       "same way."),
    _ ("Fill in pay, hours, place and closing date. The findings say what is missing."),
    _ ("F8 goes to the next finding, Ctrl+. takes over its rewrite. Where a rule does not hold "
       "here, record an "
       "exception with its reason."),
    _ ("Look at the candidates beside the requirements: what need not be essential becomes "
       "desirable."),
    _ ("Ask employer to agree; in the menu, send the draft by mail with the open questions, or "
       "print it."),
    _ ("Employer has agreed: record who and how. The text is kept as a version."),
    _ ("Mark as published. In Channels, choose where it is advertised; Return then saves the file "
       "that the channel takes: .jsonld for portals and search engines, .html, .pdf, .txt or .csv. "
       "Save the advertisement in the menu does the same without a channel."),
    _ ("All of this takes some two minutes. Ctrl+Z takes back each step, and what is typed is kept "
       "even if the power fails."),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *label = naru_ui_label (number, "heading");
      GtkWidget *step = naru_ui_wrapped_label (steps[i], NULL);

      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_set_size_request (label, 18, -1);
      gtk_widget_set_hexpand (step, TRUE);
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (line), step);
      gtk_box_append (GTK_BOX (box), line);
    }
  naru_panel_show (window, _ ("From nothing to an advertisement"), box);
}
