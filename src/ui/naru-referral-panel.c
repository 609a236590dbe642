/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of referrals. Places, dates, provider and funding stand under the course or measure as it is chosen. */

#include "naru-referral-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
  GtkWidget *offer;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->desk);
  g_free (adding);
}

static void
edited_cb (Adding *adding, const char *field)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (adding->form));
  const char *id = naru_record_get (draft, "course");
  g_autofree char *offer = naru_case_describe_offer (
      adding->desk, id != NULL ? id : naru_record_get (draft, "measure"));

  naru_ui_set_text (adding->offer, offer);
  naru_panel_set_message (adding->panel, NULL);
}

static void
add_cb (Adding *adding)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (adding->form));
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  naru_form_commit (NARU_FORM (adding->form));
  if (!naru_form_check (NARU_FORM (adding->form)))
    return;
  command = naru_case_refer (adding->desk, draft, &error);
  if (command == NULL)
    {
      naru_panel_set_message (adding->panel, error->message);
      return;
    }
  naru_form_forget_draft (NARU_FORM (adding->form));
  naru_panel_run_and_close (adding->panel, command);
}

/**
 * naru_referral_panel_add:
 * @jobseeker: whom
 *
 * Opens the panel that sends somebody to a partner, a course or a measure.
 */
void
naru_referral_panel_add (NaruWindow *window, const char *jobseeker)
{
  static const char *const fields[]
      = { "direction", "kind",  "course", "measure", "organisation", "barrier", "startsOn",
          "endsOn",    "state", "note",   NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("referral"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Adding *adding = g_new0 (Adding, 1);

  naru_record_set (draft, "jobseeker", jobseeker, NULL);
  naru_record_set (draft, "direction", "out", NULL);
  naru_record_set (draft, "kind", "course", NULL);
  naru_record_set (draft, "state", "sent", NULL);
  adding->desk = g_object_ref (desk);
  adding->offer = naru_ui_wrapped_label (NULL, "caption dim-label");
  adding->form = naru_form_new_for_draft (desk, "referral", fields);
  naru_form_set_record (NARU_FORM (adding->form), draft);
  gtk_box_append (GTK_BOX (box), adding->form);
  gtk_box_append (GTK_BOX (box), adding->offer);
  g_object_set_data_full (G_OBJECT (box), "naru-adding", adding, adding_free);
  g_signal_connect_swapped (adding->form, "edited", G_CALLBACK (edited_cb), adding);
  adding->panel = naru_panel_show (window, _ ("New referral"), box);
  naru_panel_set_action (adding->panel, C_ ("action", "Refer"), G_CALLBACK (add_cb), adding);
  naru_form_focus (NARU_FORM (adding->form), fields[1]);
}

/* Moving on */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *referral;
} Moving;

static void
moving_free (gpointer data)
{
  Moving *moving = data;

  g_object_unref (moving->desk);
  g_free (moving->referral);
  g_free (moving);
}

static void
move (Moving *moving, const char *state, const char *reason)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command
      = naru_case_set_referral_state (moving->desk, moving->referral, state, reason, &error);

  if (command == NULL)
    naru_panel_set_message (moving->panel, error->message);
  else
    naru_panel_run_and_close (moving->panel, command);
}

static void
state_cb (GtkWidget *button, Moving *moving)
{
  move (moving, g_object_get_data (G_OBJECT (button), "state"), NULL);
}

static void
reason_cb (GtkWidget *button, Moving *moving)
{
  move (moving, "refused", g_object_get_data (G_OBJECT (button), "state"));
}

static GtkWidget *
new_choice (const char *vocabulary, const char *code, GCallback callback, Moving *moving)
{
  GtkWidget *button
      = gtk_button_new_with_label (naru_vocabulary_label (naru_vocabulary_get (vocabulary), code));

  g_object_set_data (G_OBJECT (button), "state", (gpointer) code);
  g_signal_connect (button, "clicked", callback, moving);
  return button;
}

/* A refusal says why, whoever refused. */
static GtkWidget *
new_refusal (Moving *moving)
{
  NaruVocabulary *reasons = naru_vocabulary_get ("refusal-reason");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  const char *label = naru_vocabulary_label (naru_vocabulary_get ("referral-state"), "refused");

  for (guint i = 0; i < naru_vocabulary_size (reasons); i++)
    {
      GtkWidget *choice = new_choice ("refusal-reason", naru_vocabulary_code_at (reasons, i),
                                      G_CALLBACK (reason_cb), moving);

      gtk_widget_add_css_class (choice, "flat");
      gtk_box_append (GTK_BOX (box), choice);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  return button;
}

/**
 * naru_referral_panel_open:
 * @referral: id of a referral
 *
 * Opens the panel with a referral: what comes next as buttons, and all of its fields.
 */
void
naru_referral_panel_open (NaruWindow *window, const char *referral)
{
  static const char *const fields[]
      = { "direction", "kind",       "course", "measure",    "organisation",
          "barrier",   "step",       "sentOn", "answeredOn", "startsOn",
          "endsOn",    "attendance", "result", "note",       NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), referral, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_flow_box_new ();
  Moving *moving = g_new0 (Moving, 1);
  g_autofree char *state = record != NULL ? naru_record_format (record, "state") : NULL;
  g_autofree char *offer = NULL;

  moving->desk = g_object_ref (desk);
  moving->referral = g_strdup (referral);
  g_object_set_data_full (G_OBJECT (box), "naru-moving", moving, moving_free);
  if (record != NULL)
    {
      const char *const *next = naru_referral_next_states (naru_record_get (record, "state"));
      const char *course = naru_record_get (record, "course");
      GtkWidget *note = naru_ui_wrapped_label (NULL, "caption dim-label");

      offer = naru_case_describe_offer (desk, course != NULL ? course
                                                             : naru_record_get (record, "measure"));
      naru_ui_set_text (note, offer);
      gtk_box_append (GTK_BOX (box), naru_ui_label (state, "heading"));
      gtk_box_append (GTK_BOX (box), note);
      for (guint i = 0; next[i] != NULL; i++)
        gtk_flow_box_insert (
            GTK_FLOW_BOX (buttons),
            g_str_equal (next[i], "refused")
                ? new_refusal (moving)
                : new_choice ("referral-state", next[i], G_CALLBACK (state_cb), moving),
            -1);
      gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (buttons), GTK_SELECTION_NONE);
      gtk_box_append (GTK_BOX (box), buttons);
    }
  else
    g_object_unref (g_object_ref_sink (buttons));
  moving->panel = naru_record_panel_edit (window, referral, fields, box);
}
