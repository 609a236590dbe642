/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels about meetings. Booking and logging are forms of a draft record; how a meeting went is three choices with
 * what belongs to each, and the next meeting can be booked before the person leaves. */

#include "naru-meeting-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define USUAL_MINUTES 40

typedef enum
{
  BOOK,
  REBOOK,
  LOG,
} Purpose;

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  Purpose purpose;
  char *meeting; /* the one that fell through */
  GtkWidget *form;
} Booking;

static void
booking_free (gpointer data)
{
  Booking *booking = data;

  g_object_unref (booking->desk);
  g_free (booking->meeting);
  g_free (booking);
}

static char *
later (const char *start, int minutes)
{
  g_autoptr (GDateTime) from = naru_time_parse (start);
  g_autoptr (GDateTime) until = from != NULL ? g_date_time_add_minutes (from, minutes) : NULL;

  return until != NULL ? g_date_time_format (until, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

/* Puts the first free time into the draft: from the day after the one that it has, so that asking again goes on. */
static void
propose_time (Booking *booking, NaruRecord *draft, const char *from_date)
{
  const char *staff = naru_record_get (draft, "staff");
  g_autofree char *start = naru_case_find_free_time (
      booking->desk, staff, naru_record_get (draft, "jobseeker"), from_date, USUAL_MINUTES);
  g_autofree char *end = start != NULL ? later (start, USUAL_MINUTES) : NULL;

  if (start == NULL || !naru_record_set (draft, "start", start, NULL)
      || !naru_record_set (draft, "end", end, NULL))
    g_debug ("No free time was found.");
}

static void
propose_cb (Booking *booking)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (booking->form));
  g_autoptr (NaruRecord) next = naru_record_copy (draft);
  g_autofree char *today = naru_desk_today (booking->desk);
  g_autofree char *day = naru_ui_date_of (naru_record_get (draft, "start"));
  g_autofree char *from
      = naru_date_add_days (day != NULL && naru_date_is_valid (day) ? day : today, 1);

  propose_time (booking, next, from);
  naru_form_set_record (NARU_FORM (booking->form), next);
}

static void
book_cb (Booking *booking)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (booking->form));
  NaruCommand *command;
  g_autoptr (GError) error = NULL;

  naru_form_commit (NARU_FORM (booking->form));
  if (!naru_form_check (NARU_FORM (booking->form)))
    return;
  if (booking->purpose == REBOOK)
    command = naru_case_rebook (booking->desk, booking->meeting, naru_record_get (draft, "start"),
                                naru_record_get (draft, "end"), &error);
  else if (booking->purpose == BOOK)
    command = naru_case_book_meeting (booking->desk, draft, &error);
  else
    {
      g_autofree char *title = naru_store_get_title (naru_desk_get_store (booking->desk),
                                                     naru_record_get (draft, "jobseeker"));
      g_autofree char *label
          = g_strdup_printf (_ ("Log meeting with %s"), title != NULL ? title : "");

      command = naru_command_new (label);
      naru_command_create (command, draft);
    }
  if (command == NULL)
    {
      naru_panel_set_message (booking->panel, error->message);
      return;
    }
  naru_panel_run_and_close (booking->panel, command);
}

static void
edited_cb (Booking *booking, const char *field)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (booking->form));
  const char *start = naru_record_get (draft, "start");
  const char *end = naru_record_get (draft, "end");
  g_autofree char *overlap = NULL;

  if (booking->purpose == LOG || start == NULL || end == NULL)
    return;
  overlap
      = naru_case_find_overlap (booking->desk, naru_record_get (draft, "staff"),
                                naru_record_get (draft, "jobseeker"), start, end, booking->meeting);
  naru_panel_set_message (booking->panel, overlap);
}

static void
show_form (NaruWindow *window, Purpose purpose, NaruRecord *draft, const char *meeting,
           const char *title, const char *button_label)
{
  static const char *const book_fields[]
      = { "kind", "channel", "start", "end", "place", "topic", NULL };
  static const char *const book_somebody[]
      = { "jobseeker", "kind", "channel", "start", "end", "place", "topic", NULL };
  static const char *const rebook_fields[] = { "start", "end", NULL };
  static const char *const log_fields[] = { "kind", "channel", "start", "topic", "notes", NULL };
  const char *const *fields = purpose == REBOOK                      ? rebook_fields
                              : purpose == LOG                       ? log_fields
                              : naru_record_has (draft, "jobseeker") ? book_fields
                                                                     : book_somebody;
  Booking *booking = g_new0 (Booking, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  booking->desk = g_object_ref (naru_window_get_desk (window));
  booking->purpose = purpose;
  booking->meeting = g_strdup (meeting);
  booking->form = naru_form_new_for_draft (booking->desk, "meeting", fields);
  naru_form_set_record (NARU_FORM (booking->form), draft);
  gtk_box_append (GTK_BOX (box), booking->form);
  g_object_set_data_full (G_OBJECT (box), "naru-booking", booking, booking_free);
  booking->panel = naru_panel_show (window, title, box);
  g_signal_connect_swapped (booking->form, "edited", G_CALLBACK (edited_cb), booking);
  if (purpose != LOG)
    {
      GtkWidget *propose = gtk_button_new_with_label (_ ("Next free time"));

      gtk_widget_set_halign (propose, GTK_ALIGN_START);
      g_signal_connect_swapped (propose, "clicked", G_CALLBACK (propose_cb), booking);
      gtk_box_append (GTK_BOX (box), propose);
    }
  naru_panel_set_action (booking->panel, button_label, G_CALLBACK (book_cb), booking);
  naru_form_focus (NARU_FORM (booking->form), fields[0]);
}

static NaruRecord *
new_draft (NaruDesk *desk, const char *jobseeker, const char *state)
{
  NaruRecord *draft = naru_record_new (naru_record_type_find ("meeting"), NULL);
  g_autoptr (NaruRecord) person
      = jobseeker != NULL ? naru_store_get (naru_desk_get_store (desk), jobseeker, NULL) : NULL;
  const char *channel = person != NULL ? naru_record_get (person, "preferredChannel") : NULL;

  naru_record_set (draft, "jobseeker", jobseeker, NULL);
  naru_record_set (draft, "staff", naru_desk_get_staff (desk), NULL);
  naru_record_set (draft, "state", state, NULL);
  naru_record_set (draft, "kind", "counselling", NULL);
  naru_record_set (draft, "channel", channel != NULL ? channel : "in_person", NULL);
  return draft;
}

/**
 * naru_meeting_panel_book:
 * @jobseeker: (nullable): whom to meet; asked for where it is %NULL
 * @start: (nullable): when; the first free time is proposed where it is %NULL
 *
 * Opens the panel that books a meeting.
 */
void
naru_meeting_panel_book (NaruWindow *window, const char *jobseeker, const char *start)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = new_draft (desk, jobseeker, "booked");

  if (start != NULL)
    {
      g_autofree char *end = later (start, USUAL_MINUTES);

      naru_record_set (draft, "start", start, NULL);
      naru_record_set (draft, "end", end, NULL);
    }
  else
    {
      Booking booking = { .desk = desk };
      g_autofree char *today = naru_desk_today (desk);
      g_autofree char *tomorrow = naru_date_add_days (today, 1);

      propose_time (&booking, draft, tomorrow);
    }
  show_form (window, BOOK, draft, NULL, _ ("Book a meeting"), C_ ("action", "Book"));
}

/**
 * naru_meeting_panel_rebook:
 * @meeting: id of a meeting that fell through, on whichever side
 *
 * Opens the panel that books it again: same person, same kind, the first free time from tomorrow on.
 */
void
naru_meeting_panel_rebook (NaruWindow *window, const char *meeting)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) past = naru_store_get (naru_desk_get_store (desk), meeting, &error);
  g_autoptr (NaruRecord) draft = NULL;
  Booking booking = { .desk = desk };
  g_autofree char *name = NULL, *title = NULL, *today = NULL, *tomorrow = NULL;

  if (past == NULL)
    {
      naru_window_tell_error (window, _ ("This meeting cannot be booked again."), error);
      return;
    }
  draft = new_draft (desk, naru_record_get (past, "jobseeker"), "booked");
  naru_record_set (draft, "kind", naru_record_get (past, "kind"), NULL);
  naru_record_set (draft, "channel", naru_record_get (past, "channel"), NULL);
  if (naru_record_has (past, "staff"))
    naru_record_set (draft, "staff", naru_record_get (past, "staff"), NULL);
  today = naru_desk_today (desk);
  tomorrow = naru_date_add_days (today, 1);
  propose_time (&booking, draft, tomorrow);
  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (past, "jobseeker"));
  title = g_strdup_printf (_ ("Rebook %s"), name != NULL ? name : "");
  show_form (window, REBOOK, draft, meeting, title, C_ ("action", "Rebook"));
}

/**
 * naru_meeting_panel_log:
 * @jobseeker: with whom
 *
 * Opens the panel that writes down a meeting that nobody had booked, as held now.
 */
void
naru_meeting_panel_log (NaruWindow *window, const char *jobseeker)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = new_draft (desk, jobseeker, "held");
  g_autofree char *now = naru_desk_now (desk);

  naru_record_set (draft, "start", now, NULL);
  show_form (window, LOG, draft, NULL, _ ("Log meeting"), C_ ("action", "Save"));
}

/* How a meeting went. */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruWindow *window;
  char *meeting;
  char *jobseeker;
  GtkWidget *held, *missed, *cancelled;
  GtkWidget *held_part, *not_held_part;
  GtkTextBuffer *notes;
  GtkWidget *side, *reason;
  GtkWidget *book_next;
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

static GtkWidget *
term_drop_down (const char *vocabulary, const char *label)
{
  NaruVocabulary *terms = naru_vocabulary_get (vocabulary);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < naru_vocabulary_size (terms); i++)
    gtk_string_list_append (names,
                            naru_vocabulary_label (terms, naru_vocabulary_code_at (terms, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
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

static void
recorded_cb (NaruWindow *window, gpointer data)
{
  g_autofree char *jobseeker = data;

  naru_meeting_panel_book (window, jobseeker, NULL);
}

static void
save_report_cb (Report *report)
{
  NaruCommand *command;
  g_autoptr (GError) error = NULL;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (report->held)))
    {
      GtkTextIter start, end;
      g_autofree char *notes = NULL;

      gtk_text_buffer_get_bounds (report->notes, &start, &end);
      notes = gtk_text_buffer_get_text (report->notes, &start, &end, FALSE);
      command = naru_case_record_meeting (report->desk, report->meeting, notes, &error);
    }
  else
    {
      gboolean missed = gtk_check_button_get_active (GTK_CHECK_BUTTON (report->missed));

      command = naru_case_meeting_fell_through (
          report->desk, report->meeting, missed ? "missed" : "cancelled",
          term_chosen (report->side, "side"), term_chosen (report->reason, "absence-reason"),
          &error);
    }
  if (command == NULL)
    {
      naru_panel_set_message (report->panel, error->message);
      return;
    }
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (report->book_next))
      && report->jobseeker != NULL)
    naru_panel_run_then (report->panel, command, recorded_cb, g_strdup (report->jobseeker));
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

/**
 * naru_meeting_panel_record:
 * @meeting: id of a booked meeting
 *
 * Opens the panel that writes down how it went: held, with notes; or not, on either side, with a cause that blames nobody.
 */
void
naru_meeting_panel_record (NaruWindow *window, const char *meeting)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), meeting, &error);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  Report *report;
  g_autofree char *name = NULL;

  if (record == NULL)
    {
      g_object_unref (g_object_ref_sink (box));
      naru_window_tell_error (window, _ ("This meeting cannot be opened."), error);
      return;
    }
  report = g_new0 (Report, 1);
  report->desk = g_object_ref (desk);
  report->window = window;
  report->meeting = g_strdup (meeting);
  report->jobseeker = g_strdup (naru_record_get (record, "jobseeker"));

  report->held = add_choice (box, NULL, _ ("It took place"), report);
  report->missed = add_choice (box, report->held, _ ("It did not take place"), report);
  report->cancelled = add_choice (box, report->held, _ ("It was cancelled beforehand"), report);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "field");
  naru_ui_name (view, _ ("Notes"));
  report->notes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (
      report->notes, naru_record_has (record, "notes") ? naru_record_get (record, "notes") : "",
      -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 160);
  report->held_part = naru_ui_captioned (_ ("Notes"), scrolled);
  gtk_box_append (GTK_BOX (box), report->held_part);

  report->not_held_part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  report->side = term_drop_down ("side", _ ("Fell through on the side of"));
  report->reason = term_drop_down ("absence-reason", _ ("Reason"));
  gtk_box_append (GTK_BOX (report->not_held_part),
                  naru_ui_captioned (_ ("Fell through on the side of"), report->side));
  gtk_box_append (GTK_BOX (report->not_held_part),
                  naru_ui_captioned (_ ("Reason"), report->reason));
  gtk_box_append (GTK_BOX (box), report->not_held_part);

  report->book_next = gtk_check_button_new_with_label (_ ("Book the next meeting now"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (report->book_next), report->jobseeker != NULL);
  gtk_widget_set_sensitive (report->book_next, report->jobseeker != NULL);
  gtk_box_append (GTK_BOX (box), report->book_next);

  g_object_set_data_full (G_OBJECT (box), "naru-report", report, report_free);
  name = naru_store_get_title (naru_desk_get_store (desk),
                               report->jobseeker != NULL ? report->jobseeker : meeting);
  report->panel = naru_panel_show (window, name, box);
  naru_panel_set_action (report->panel, C_ ("action", "Save"), G_CALLBACK (save_report_cb), report);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (report->held), TRUE);
  choice_cb (report);
  gtk_widget_grab_focus (report->held);
}
