/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels that book a meeting, once or in a row, book one again that fell through, and write one down that nobody had
 * booked. */

#include "naru-meeting-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-meeting-form.h"
#include "naru-panel.h"
#include "naru-series-editor.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *meeting; /* the one that fell through */
  GtkWidget *form;
  GtkWidget *series; /* NULL where one is booked again */
} Booking;

static void
booking_free (gpointer data)
{
  Booking *booking = data;

  g_object_unref (booking->desk);
  g_free (booking->meeting);
  g_free (booking);
}

static void
book_cb (Booking *booking)
{
  NaruRecord *draft = naru_meeting_form_get_draft (NARU_MEETING_FORM (booking->form));
  NaruSeriesRule rule;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (!naru_meeting_form_check (NARU_MEETING_FORM (booking->form)))
    return;
  draft = naru_meeting_form_get_draft (NARU_MEETING_FORM (booking->form));
  if (booking->meeting != NULL)
    command = naru_case_rebook (booking->desk, booking->meeting, naru_record_get (draft, "start"),
                                naru_record_get (draft, "end"), &error);
  else if (naru_series_editor_get_rule (NARU_SERIES_EDITOR (booking->series), &rule))
    command = naru_case_book_series (booking->desk, draft, &rule, &error);
  else
    command = naru_case_book_meeting (booking->desk, draft, &error);
  if (command == NULL)
    naru_panel_set_message (booking->panel, error->message);
  else
    naru_panel_run_and_close (booking->panel, command);
}

static void
edited_cb (Booking *booking)
{
  NaruRecord *draft = naru_meeting_form_get_draft (NARU_MEETING_FORM (booking->form));

  naru_series_editor_set_start (NARU_SERIES_EDITOR (booking->series),
                                naru_record_get (draft, "start"));
}

static void
add_series (Booking *booking, GtkWidget *box, NaruRecord *person)
{
  int cadence = person != NULL ? (int) naru_record_get_number (person, "cadenceDays", 0) : 0;

  booking->series = naru_series_editor_new (booking->desk, MAX (cadence, 0));
  gtk_box_append (GTK_BOX (box), booking->series);
  g_signal_connect_swapped (booking->form, "edited", G_CALLBACK (edited_cb), booking);
  edited_cb (booking);
}

static void
show_form (NaruWindow *window, NaruRecord *draft, const char *meeting, const char *title)
{
  static const char *const book_fields[]
      = { "kind", "channel", "channelReason", "start", "end", "place", "topic", NULL };
  static const char *const book_somebody[]
      = { "jobseeker", "kind", "channel", "channelReason", "start", "end", "place", "topic", NULL };
  static const char *const rebook_fields[] = { "start", "end", NULL };
  const char *const *fields = meeting != NULL                        ? rebook_fields
                              : naru_record_has (draft, "jobseeker") ? book_fields
                                                                     : book_somebody;
  NaruDesk *desk = naru_window_get_desk (window);
  const char *jobseeker = naru_record_get (draft, "jobseeker");
  g_autoptr (NaruRecord) person
      = jobseeker != NULL ? naru_store_get (naru_desk_get_store (desk), jobseeker, NULL) : NULL;
  Booking *booking = g_new0 (Booking, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  booking->desk = g_object_ref (desk);
  booking->meeting = g_strdup (meeting);
  booking->form = naru_meeting_form_new (desk, draft, fields, meeting);
  gtk_box_append (GTK_BOX (box), booking->form);
  if (meeting == NULL)
    add_series (booking, box, person);
  g_object_set_data_full (G_OBJECT (box), "naru-booking", booking, booking_free);
  booking->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (booking->panel,
                         meeting != NULL ? C_ ("action", "Rebook") : C_ ("action", "Book"),
                         G_CALLBACK (book_cb), booking);
  /* The first free time is there already: one key books it again. */
  if (meeting != NULL)
    naru_panel_focus_action (booking->panel);
  else
    naru_meeting_form_focus (NARU_MEETING_FORM (booking->form), fields[0]);
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
  g_autoptr (NaruRecord) draft = naru_meeting_draft_new (desk, jobseeker, "booked");

  if (start != NULL)
    naru_meeting_draft_set_start (draft, start);
  else
    {
      g_autofree char *today = naru_desk_today (desk);
      g_autofree char *tomorrow = naru_date_add_days (today, 1);

      naru_meeting_draft_propose (desk, draft, tomorrow);
    }
  show_form (window, draft, NULL, _ ("Book a meeting"));
}

/**
 * naru_meeting_panel_book_for:
 * @staff: whose calendar it goes into
 * @start: when, as on the wire
 *
 * Opens the panel that books a meeting with somebody who is still to be chosen.
 */
void
naru_meeting_panel_book_for (NaruWindow *window, const char *staff, const char *start)
{
  g_autoptr (NaruRecord) draft
      = naru_meeting_draft_new (naru_window_get_desk (window), NULL, "booked");

  naru_record_set (draft, "staff", staff, NULL);
  naru_meeting_draft_set_start (draft, start);
  show_form (window, draft, NULL, _ ("Book a meeting"));
}

/**
 * naru_meeting_panel_rebook:
 * @meeting: id of a meeting that fell through, on whichever side, or that moves
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
  g_autofree char *name = NULL, *title = NULL, *today = NULL, *tomorrow = NULL;

  if (past == NULL)
    {
      naru_window_tell_error (window, _ ("This meeting cannot be booked again."), error);
      return;
    }
  draft = naru_meeting_draft_new (desk, naru_record_get (past, "jobseeker"), "booked");
  naru_record_set (draft, "kind", naru_record_get (past, "kind"), NULL);
  naru_record_set (draft, "channel", naru_record_get (past, "channel"), NULL);
  if (naru_record_has (past, "staff"))
    naru_record_set (draft, "staff", naru_record_get (past, "staff"), NULL);
  today = naru_desk_today (desk);
  tomorrow = naru_date_add_days (today, 1);
  naru_meeting_draft_propose (desk, draft, tomorrow);
  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (past, "jobseeker"));
  title = g_strdup_printf (_ ("Rebook %s"), name != NULL ? name : "");
  show_form (window, draft, meeting, title);
}

/* A meeting that nobody had booked */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
} Log;

static void
log_free (gpointer data)
{
  Log *log = data;

  g_object_unref (log->desk);
  g_free (log);
}

static void
log_cb (Log *log)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (log->form));
  g_autofree char *title = naru_store_get_title (naru_desk_get_store (log->desk),
                                                 naru_record_get (draft, "jobseeker"));
  g_autofree char *label = g_strdup_printf (_ ("Log meeting with %s"), title != NULL ? title : "");
  NaruCommand *command;

  naru_form_commit (NARU_FORM (log->form));
  if (!naru_form_check (NARU_FORM (log->form)))
    return;
  command = naru_command_new (label);
  naru_command_create (command, draft);
  naru_panel_run_and_close (log->panel, command);
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
  static const char *const fields[]
      = { "kind", "channel", "channelReason", "start", "topic", "notes", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = naru_meeting_draft_new (desk, jobseeker, "held");
  g_autofree char *now = naru_desk_now (desk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Log *log = g_new0 (Log, 1);

  naru_record_set (draft, "start", now, NULL);
  log->desk = g_object_ref (desk);
  log->form = naru_form_new_for_draft (desk, "meeting", fields);
  naru_form_set_record (NARU_FORM (log->form), draft);
  gtk_box_append (GTK_BOX (box), log->form);
  g_object_set_data_full (G_OBJECT (box), "naru-log", log, log_free);
  log->panel = naru_panel_show (window, _ ("Log meeting"), box);
  naru_panel_set_action (log->panel, C_ ("action", "Save"), G_CALLBACK (log_cb), log);
  naru_form_focus (NARU_FORM (log->form), fields[0]);
}
