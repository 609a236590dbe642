/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel that writes down how a meeting went: held, with notes and what was agreed; or not, on either side, with a cause
 * that blames nobody. The next meeting is booked in the same panel, and all of it is one command. */

#include <glib/gi18n-lib.h>

#include "naru-agreed-steps.h"
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-group-panel.h"
#include "naru-meeting-form.h"
#include "naru-meeting-panel.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *meeting;
  char *jobseeker;
  GtkWidget *held, *missed;
  GtkWidget *held_part, *not_held_part;
  GtkWidget *channel;
  GtkWidget *channel_reason;
  GtkTextBuffer *notes;
  GtkWidget *steps;
  GtkWidget *side, *reason;
  GtkWidget *book_next;
  GtkWidget *next;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->desk);
  g_free (report->meeting);
  g_free (report->jobseeker);
  g_free (report);
}

static void
choice_cb (Report *report)
{
  gboolean held = gtk_check_button_get_active (GTK_CHECK_BUTTON (report->held));

  gtk_widget_set_visible (report->held_part, held);
  gtk_widget_set_visible (report->not_held_part, !held);
}

static void
next_cb (Report *report)
{
  if (report->next != NULL)
    gtk_widget_set_visible (report->next,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (report->book_next)));
}

static GtkWidget *
term_drop_down (const char *vocabulary, const char *label, const char *chosen)
{
  NaruVocabulary *terms = naru_vocabulary_get (vocabulary);
  GtkStringList *names = gtk_string_list_new (NULL);
  guint selected = 0;
  GtkWidget *drop_down;

  for (guint i = 0; i < naru_vocabulary_size (terms); i++)
    {
      const char *code = naru_vocabulary_code_at (terms, i);

      if (g_strcmp0 (code, chosen) == 0)
        selected = i;
      gtk_string_list_append (names, naru_vocabulary_label (terms, code));
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_widget_add_css_class (drop_down, "field");
  naru_ui_name (drop_down, label);
  return drop_down;
}

static const char *
term_chosen (GtkWidget *drop_down, const char *vocabulary)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  return position == GTK_INVALID_LIST_POSITION
             ? NULL
             : naru_vocabulary_code_at (naru_vocabulary_get (vocabulary), position);
}

static char *
get_notes (Report *report)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (report->notes, &start, &end);
  return gtk_text_buffer_get_text (report->notes, &start, &end, FALSE);
}

static void
save_cb (Report *report)
{
  gboolean held = gtk_check_button_get_active (GTK_CHECK_BUTTON (report->held));
  gboolean missed = gtk_check_button_get_active (GTK_CHECK_BUTTON (report->missed));
  gboolean next = report->next != NULL && gtk_widget_get_visible (report->next);
  g_autofree char *notes = get_notes (report);
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) agreed = NULL;
  g_autoptr (GError) error = NULL;
  NaruMeetingReport says = { .state = held     ? "held"
                                      : missed ? "missed"
                                               : "cancelled",
                             .notes = *notes != '\0' ? notes : NULL };
  NaruCommand *command;

  if (next && !naru_meeting_form_check (NARU_MEETING_FORM (report->next)))
    return;
  if (held)
    {
      const char *reason = gtk_editable_get_text (GTK_EDITABLE (report->channel_reason));

      agreed = naru_agreed_steps_read (NARU_AGREED_STEPS (report->steps), &message);
      says.channel = term_chosen (report->channel, "channel");
      says.channel_reason = *reason != '\0' ? reason : NULL;
      says.agreed = agreed;
    }
  else
    {
      says.side = term_chosen (report->side, "side");
      says.reason = term_chosen (report->reason, "absence-reason");
    }
  if (message != NULL)
    {
      naru_panel_set_message (report->panel, message);
      return;
    }
  if (next)
    says.next = naru_meeting_form_get_draft (NARU_MEETING_FORM (report->next));
  command = naru_case_finish_meeting (report->desk, report->meeting, &says, &error);
  if (command == NULL)
    naru_panel_set_message (report->panel, error->message);
  else
    naru_panel_run_and_close (report->panel, command);
}

static GtkWidget *
add_choice (GtkWidget *box, GtkWidget *group, const char *label, Report *report)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (choice_cb), report);
  return button;
}

static GtkWidget *
new_notes (Report *report, NaruRecord *record)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "field");
  naru_ui_name (view, _ ("Notes"));
  report->notes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  if (naru_record_has (record, "notes"))
    gtk_text_buffer_set_text (report->notes, naru_record_get (record, "notes"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 120);
  return naru_ui_captioned (_ ("Notes"), scrolled);
}

static GtkWidget *
new_held_part (Report *report, NaruRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const char *reason = naru_record_get (record, "channelReason");

  report->channel = term_drop_down ("channel", _ ("Channel"), naru_record_get (record, "channel"));
  report->channel_reason = gtk_entry_new ();
  gtk_widget_add_css_class (report->channel_reason, "field");
  gtk_editable_set_text (GTK_EDITABLE (report->channel_reason), reason != NULL ? reason : "");
  naru_ui_name (report->channel_reason, _ ("Why this channel"));
  report->steps = naru_agreed_steps_new (report->desk);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Channel"), report->channel));
  gtk_box_append (GTK_BOX (box),
                  naru_ui_captioned (_ ("Why this channel"), report->channel_reason));
  gtk_box_append (GTK_BOX (box), new_notes (report, record));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Agreed next"), report->steps));
  gtk_widget_set_visible (gtk_widget_get_last_child (box), report->jobseeker != NULL);
  return box;
}

static GtkWidget *
new_not_held_part (Report *report, NaruRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  report->side = term_drop_down ("side", _ ("Fell through on the side of"),
                                 naru_record_get (record, "fellThroughBy"));
  report->reason = term_drop_down ("absence-reason", _ ("Reason"),
                                   naru_record_has (record, "fellThroughReason")
                                       ? naru_record_get (record, "fellThroughReason")
                                       : "unknown");
  gtk_box_append (GTK_BOX (box),
                  naru_ui_captioned (_ ("Fell through on the side of"), report->side));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Reason"), report->reason));
  return box;
}

/* After the person's rhythm, in the same way and at the same place. */
static GtkWidget *
new_next (Report *report, NaruRecord *record)
{
  static const char *const kept[] = { "staff", "kind", "channel", "channelReason", "place" };
  static const char *const fields[] = { "start", "end", "kind", "channel", NULL };
  g_autoptr (NaruRecord) person
      = naru_store_get (naru_desk_get_store (report->desk), report->jobseeker, NULL);
  g_autoptr (NaruRecord) draft = naru_meeting_draft_new (report->desk, report->jobseeker, "booked");
  g_autofree char *today = naru_desk_today (report->desk);
  g_autofree char *from = naru_date_add_days (
      today, naru_case_get_cadence (naru_desk_get_store (report->desk), person));

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (naru_record_has (record, kept[i]))
      naru_record_set (draft, kept[i], naru_record_get (record, kept[i]), NULL);
  if (g_strcmp0 (naru_record_get (draft, "kind"), "first") == 0)
    naru_record_set (draft, "kind", "plan", NULL);
  naru_meeting_draft_propose (report->desk, draft, from);
  return naru_meeting_form_new (report->desk, draft, fields, NULL);
}

/**
 * naru_meeting_panel_record:
 * @meeting: id of a booked meeting
 *
 * Opens the panel that writes down how it went.
 */
void
naru_meeting_panel_record (NaruWindow *window, const char *meeting)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), meeting, &error);
  GtkWidget *box, *choices, *cancelled;
  Report *report;
  g_autofree char *name = NULL;

  if (record == NULL)
    {
      naru_window_tell_error (window, _ ("This meeting cannot be opened."), error);
      return;
    }
  if (g_strcmp0 (naru_record_get (record, "kind"), "group") == 0
      && naru_record_has (record, "series"))
    {
      naru_group_panel_record (window, meeting);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  report = g_new0 (Report, 1);
  report->desk = g_object_ref (desk);
  report->meeting = g_strdup (meeting);
  report->jobseeker = g_strdup (naru_record_get (record, "jobseeker"));
  choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  report->held = add_choice (choices, NULL, _ ("It took place"), report);
  report->missed = add_choice (choices, report->held, _ ("It did not take place"), report);
  cancelled = add_choice (choices, report->held, _ ("It was cancelled beforehand"), report);
  gtk_box_append (GTK_BOX (box), choices);
  report->held_part = new_held_part (report, record);
  report->not_held_part = new_not_held_part (report, record);
  gtk_box_append (GTK_BOX (box), report->held_part);
  gtk_box_append (GTK_BOX (box), report->not_held_part);

  report->book_next = gtk_check_button_new_with_label (_ ("Book the next meeting now"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (report->book_next), report->jobseeker != NULL);
  gtk_widget_set_visible (report->book_next, report->jobseeker != NULL);
  g_signal_connect_swapped (report->book_next, "toggled", G_CALLBACK (next_cb), report);
  gtk_box_append (GTK_BOX (box), report->book_next);
  if (report->jobseeker != NULL)
    {
      report->next = new_next (report, record);
      gtk_box_append (GTK_BOX (box), report->next);
    }
  g_object_set_data_full (G_OBJECT (box), "naru-report", report, report_free);
  name = naru_store_get_title (naru_desk_get_store (desk),
                               report->jobseeker != NULL ? report->jobseeker : meeting);
  report->panel = naru_panel_show (window, name, box);
  naru_panel_set_action (report->panel, C_ ("action", "Save"), G_CALLBACK (save_cb), report);
  if (g_strcmp0 (naru_record_get (record, "state"), "cancelled") == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (cancelled), TRUE);
  else if (g_strcmp0 (naru_record_get (record, "state"), "missed") == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (report->missed), TRUE);
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (report->held), TRUE);
  choice_cb (report);
  next_cb (report);
  gtk_widget_grab_focus (report->held);
}
