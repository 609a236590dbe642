/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every half minute the next appointments are looked for; each is told of once. */

#include "naru-reminder.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-ui-util.h"

#define SETTING "reminder-minutes"
#define USUAL_MINUTES 10
#define LOOK_EVERY 30 /* seconds */
#define KEY "naru-reminder"

typedef struct
{
  NaruWindow *window;
  GHashTable *told; /* ids and starts, so that one that moves is told of again */
  guint source;
} Reminder;

/**
 * naru_reminder_get_minutes:
 *
 * Returns: how long before an appointment this profile tells of it; 0 for never
 */
int
naru_reminder_get_minutes (NaruWindow *window)
{
  g_autofree char *text = naru_window_get_setting (window, SETTING);

  return text != NULL ? CLAMP ((int) g_ascii_strtoll (text, NULL, 10), 0, 24 * 60) : USUAL_MINUTES;
}

/**
 * naru_reminder_set_minutes:
 * @minutes: 0 for never
 */
void
naru_reminder_set_minutes (NaruWindow *window, int minutes)
{
  g_autofree char *text = g_strdup_printf ("%d", minutes);

  naru_window_set_setting (window, SETTING, text);
}

static void
tell (NaruWindow *window, NaruRecord *meeting)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  g_autofree char *clock = naru_ui_format_clock (naru_record_get (meeting, "start"));
  g_autofree char *title = g_strdup_printf (_ ("Appointment at %s"), clock);
  g_autofree char *channel = naru_record_format (meeting, "channel");
  const char *place = naru_record_get (meeting, "place");
  g_autofree char *body
      = place != NULL ? g_strdup_printf ("%s · %s", channel, place) : g_strdup (channel);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action (notification, "app.show-today");
  g_application_send_notification (application, naru_record_get_id (meeting), notification);
}

static gboolean
look_cb (gpointer data)
{
  Reminder *self = data;
  int minutes = naru_reminder_get_minutes (self->window);
  NaruDesk *desk = naru_window_get_desk (self->window);
  g_autoptr (GPtrArray) meetings = NULL;

  if (minutes == 0 || !naru_desk_is_set_up (desk))
    return G_SOURCE_CONTINUE;
  meetings = naru_case_find_reminders (desk, minutes);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      char *key = g_strdup_printf ("%s %s", naru_record_get_id (meeting),
                                   naru_record_get (meeting, "start"));

      if (g_hash_table_add (self->told, key))
        tell (self->window, meeting);
    }
  return G_SOURCE_CONTINUE;
}

static void
reminder_free (gpointer data)
{
  Reminder *self = data;

  g_source_remove (self->source);
  g_hash_table_unref (self->told);
  g_free (self);
}

/**
 * naru_reminder_start:
 *
 * Tells of appointments as long as @window is open.
 */
void
naru_reminder_start (NaruWindow *window)
{
  Reminder *self;

  if (g_object_get_data (G_OBJECT (window), KEY) != NULL)
    return;
  self = g_new0 (Reminder, 1);
  self->window = window;
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->source = g_timeout_add_seconds (LOOK_EVERY, look_cb, self);
  g_object_set_data_full (G_OBJECT (window), KEY, self, reminder_free);
  look_cb (self);
}
