/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of one meeting: its fields, whether it reached the server, what can be done with it, and what can be printed. */

#include <glib/gi18n-lib.h>

#include "naru-calendar-file.h"
#include "naru-meeting-panel.h"
#include "naru-message-panel.h"
#include "naru-print-panel.h"
#include "naru-print.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruWindow *window;
  char *meeting;
  char *jobseeker;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_free (opened->meeting);
  g_free (opened->jobseeker);
  g_free (opened);
}

static void
open_person_cb (Opened *opened)
{
  naru_window_open_record (opened->window, opened->jobseeker);
}

static void
open_report_cb (Opened *opened)
{
  g_autofree char *meeting = g_strdup (opened->meeting);

  naru_meeting_panel_record (opened->window, meeting);
}

static void
open_move_cb (Opened *opened)
{
  g_autofree char *meeting = g_strdup (opened->meeting);

  naru_meeting_panel_rebook (opened->window, meeting);
}

static void
print (Opened *opened, const char *title, NaruDocumentFunc make)
{
  NaruStore *store = naru_desk_get_store (naru_window_get_desk (opened->window));
  g_autoptr (NaruRecord) person
      = opened->jobseeker != NULL ? naru_store_get (store, opened->jobseeker, NULL) : NULL;
  g_autofree char *meeting = g_strdup (opened->meeting);

  naru_print_panel_show (opened->window, title, meeting, make,
                         person != NULL ? naru_print_language_of (person) : NULL,
                         person != NULL && naru_record_get_boolean (person, "paperPlan"));
}

static void
open_receipt_cb (Opened *opened)
{
  print (opened, _ ("Receipt for an appointment"), naru_print_receipt);
}

static void
open_letter_cb (Opened *opened)
{
  print (opened, _ ("Appointment letter"), naru_print_appointment_letter);
}

static void
open_message_cb (Opened *opened)
{
  g_autofree char *meeting = g_strdup (opened->meeting);
  g_autofree char *jobseeker = g_strdup (opened->jobseeker);

  naru_message_panel_write (opened->window, jobseeker, meeting);
}

static void
open_file_cb (Opened *opened)
{
  NaruQuery *query = naru_query_new ("meeting");

  naru_query_add_filter (query, "id", NARU_FILTER_IS, opened->meeting);
  naru_calendar_file_save (GTK_WIDGET (opened->window), query, NULL);
}

static void
add_button (GtkWidget *box, const char *label, GCallback callback, Opened *opened)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, opened);
  gtk_flow_box_insert (GTK_FLOW_BOX (box), button, -1);
}

/* In one row that does not break they would be wider than the panel. */
static GtkWidget *
new_buttons (void)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  return box;
}

static GtkWidget *
new_head (NaruWindow *window, NaruRecord *record)
{
  NaruStore *store = naru_desk_get_store (naru_window_get_desk (window));
  const char *state = naru_record_get (record, "state");
  const char *jobseeker = naru_record_get (record, "jobseeker");
  g_autofree char *today = naru_desk_today (naru_window_get_desk (window));
  g_autofree char *when = naru_ui_format_when (naru_record_get (record, "start"), today);
  g_autofree char *how = naru_record_format (record, "state");
  g_autofree char *line = g_strdup_printf ("%s · %s", when, how);
  g_autofree char *name = jobseeker != NULL ? naru_store_get_title (store, jobseeker) : NULL;
  g_autoptr (NaruDocumentState) document
      = naru_store_get_state (store, naru_record_get_id (record), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = new_buttons ();
  GtkWidget *papers = new_buttons ();
  Opened *opened = g_new0 (Opened, 1);
  gboolean booked = g_strcmp0 (state, "booked") == 0;

  opened->window = window;
  opened->meeting = g_strdup (naru_record_get_id (record));
  opened->jobseeker = g_strdup (jobseeker);
  gtk_box_append (GTK_BOX (box), naru_ui_label (line, "heading"));
  if (document != NULL)
    {
      const char *css_class = NULL;
      const char *icon = naru_ui_sync_icon (document->sync, &css_class);
      g_autofree char *sync = naru_ui_sync_text (document, today);

      gtk_box_append (GTK_BOX (box), naru_ui_icon_text (icon, css_class, sync));
    }
  if (name != NULL)
    add_button (buttons, name, G_CALLBACK (open_person_cb), opened);
  if (booked)
    add_button (buttons, C_ ("action", "Record"), G_CALLBACK (open_report_cb), opened);
  if (g_strcmp0 (state, "held") != 0 && !naru_record_has (record, "rebookedAs"))
    add_button (buttons, booked ? C_ ("action", "Move") : C_ ("action", "Rebook"),
                G_CALLBACK (open_move_cb), opened);
  add_button (papers, _ ("Receipt"), G_CALLBACK (open_receipt_cb), opened);
  if (booked && jobseeker != NULL)
    {
      add_button (papers, _ ("Letter"), G_CALLBACK (open_letter_cb), opened);
      add_button (papers, _ ("Message"), G_CALLBACK (open_message_cb), opened);
    }
  if (booked)
    add_button (papers, _ ("iCalendar"), G_CALLBACK (open_file_cb), opened);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), papers);
  g_object_set_data_full (G_OBJECT (box), "naru-opened", opened, opened_free);
  return box;
}

/**
 * naru_meeting_panel_open:
 * @meeting: id of a meeting
 *
 * Opens the panel with the fields of a meeting, whether it reached the server, and what can be done with it.
 */
void
naru_meeting_panel_open (NaruWindow *window, const char *meeting)
{
  static const char *const fields[]
      = { "kind",  "channel", "channelReason", "start", "end",          "place", "topic",
          "notes", "agreed",  "attendees",     "staff", "organisation", NULL };
  /* The time of what is booked changes by moving it, which looks whether both are free. */
  static const char *const booked_fields[]
      = { "kind",  "channel", "channelReason", "place",        "topic",
          "notes", "agreed",  "attendees",     "organisation", NULL };
  g_autoptr (NaruRecord) record
      = naru_store_get (naru_desk_get_store (naru_window_get_desk (window)), meeting, NULL);

  naru_record_panel_edit (
      window, meeting,
      record != NULL && g_strcmp0 (naru_record_get (record, "state"), "booked") == 0 ? booked_fields
                                                                                     : fields,
      record != NULL ? new_head (window, record) : NULL);
}
