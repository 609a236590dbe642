/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody is away: where the meetings of those days go. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * naru_rebooking_free:
 * @rebooking: (transfer full): a proposal
 */
void
naru_rebooking_free (NaruRebooking *rebooking)
{
  g_free (rebooking->meeting);
  g_free (rebooking->title);
  g_free (rebooking->was);
  g_free (rebooking->start);
  g_free (rebooking->end);
  g_free (rebooking->staff);
  g_free (rebooking);
}

static gint64
day_begins (NaruDesk *desk, const char *date)
{
  g_autoptr (GDateTime) now = naru_clock_now (naru_desk_get_clock (desk));
  g_autofree char *text = g_strconcat (date, "T00:00:00", NULL);
  g_autoptr (GDateTime) midnight
      = g_date_time_new_from_iso8601 (text, g_date_time_get_timezone (now));

  return midnight != NULL ? g_date_time_to_unix (midnight) : G_MAXINT64;
}

static char *
find_new_time (NaruDesk *desk, NaruRecord *meeting, const NaruAbsence *absence, const char *with,
               int minutes, GArray *taken)
{
  const char *jobseeker = naru_record_get (meeting, "jobseeker");
  const char *start = naru_record_get (meeting, "start");
  g_autofree char *after = naru_date_add_days (absence->to, 1);
  g_autofree char *day = g_strndup (start, strlen ("2026-11-22"));
  g_autofree char *overlap = NULL;
  g_autofree char *unusual = NULL;
  gint64 from = naru_meeting_parse (start);

  if (with == NULL)
    return naru_casework_find_free_time (desk, naru_record_get (meeting, "staff"), jobseeker, after,
                                         minutes, taken);
  /* whoever stands in takes it at the agreed time, if that is free */
  overlap
      = naru_case_find_overlap (desk, with, NULL, start, naru_record_get (meeting, "end"), NULL);
  unusual = naru_case_describe_time (desk, with, start, naru_record_get (meeting, "end"));
  for (guint i = 0; overlap == NULL && i < taken->len; i++)
    if (g_array_index (taken, NaruTaken, i).start < from + minutes * 60
        && g_array_index (taken, NaruTaken, i).end > from)
      overlap = g_strdup (start);
  return overlap == NULL && unusual == NULL
             ? g_strdup (start)
             : naru_casework_find_free_time (desk, with, jobseeker, day, minutes, taken);
}

/**
 * naru_case_propose_rebooking:
 * @desk: a desk
 * @staff: id of somebody who is away
 * @absence: when
 * @with: (nullable): id of whoever takes the meetings, at their own time where it is free; %NULL moves them to the time
 *   after the absence
 * @error: return location for an error
 *
 * Finds a new time for every meeting that is booked into an absence; nothing is written.
 *
 * Returns: (transfer full) (element-type NaruRebooking) (nullable): by time
 */
GPtrArray *
naru_case_propose_rebooking (NaruDesk *desk, const char *staff, const NaruAbsence *absence,
                             const char *with, GError **error)
{
  g_autofree char *after = naru_date_add_days (absence->to, 1);
  g_autofree char *now = naru_desk_now (desk);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (NaruTaken));
  gint64 from = MAX (day_begins (desk, absence->from), naru_meeting_parse (now));
  g_autoptr (GPtrArray) meetings = NULL;
  GPtrArray *rebookings;

  if (with != NULL && !naru_casework_check_staff (desk, with, error))
    return NULL;
  meetings = naru_meeting_find_booked (desk, "staff", staff, from, day_begins (desk, after));
  rebookings = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_rebooking_free);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      NaruRebooking *rebooking = g_new0 (NaruRebooking, 1);
      NaruTaken time;

      naru_meeting_get_times (meeting, &time.start, &time.end);
      rebooking->meeting = g_strdup (naru_record_get_id (meeting));
      rebooking->title = naru_meeting_person_title (desk, meeting);
      rebooking->was = g_strdup (naru_record_get (meeting, "start"));
      rebooking->staff = g_strdup (with != NULL ? with : staff);
      rebooking->start = find_new_time (desk, meeting, absence, with,
                                        (int) ((time.end - time.start) / 60), taken);
      if (rebooking->start != NULL)
        {
          gint64 length = time.end - time.start;

          time.start = naru_meeting_parse (rebooking->start);
          time.end = time.start + length;
          rebooking->end = naru_casework_format_time (time.end, rebooking->start);
          g_array_append_val (taken, time);
        }
      g_ptr_array_add (rebookings, rebooking);
    }
  return rebookings;
}

static gboolean
append_rebooking (NaruDesk *desk, NaruCommand *command, const NaruRebooking *rebooking,
                  GError **error)
{
  g_autoptr (NaruRecord) meeting = naru_casework_get (desk, rebooking->meeting, "meeting", error);
  g_autoptr (NaruRecord) next = NULL;

  if (meeting == NULL)
    return FALSE;
  /* Another counsellor at the same time is the same appointment: the person need not be told a new time. */
  if (g_strcmp0 (rebooking->was, rebooking->start) == 0)
    {
      naru_command_set (command, rebooking->meeting, "staff", rebooking->staff);
      return TRUE;
    }
  next = naru_meeting_copy_for_rebooking (meeting, rebooking->start, rebooking->end, error);
  if (next == NULL || !naru_record_set (next, "staff", rebooking->staff, error))
    return FALSE;
  naru_command_create (command, next);
  naru_command_set (command, rebooking->meeting, "rebookedAs", naru_record_get_id (next));
  naru_command_set (command, rebooking->meeting, "state", "cancelled");
  naru_command_set (command, rebooking->meeting, "fellThroughBy", "office");
  naru_command_set (command, rebooking->meeting, "fellThroughReason", "staff_absent");
  return TRUE;
}

/**
 * naru_casework_append_rebookings:
 * @rebookings: (element-type NaruRebooking): one without a new time is left alone
 *
 * Adds the moves of meetings to a command.
 *
 * Returns: %FALSE with @error if one of the meetings is not there any more
 */
gboolean
naru_casework_append_rebookings (NaruDesk *desk, NaruCommand *command, GPtrArray *rebookings,
                                 GError **error)
{
  for (guint i = 0; i < rebookings->len; i++)
    {
      const NaruRebooking *rebooking = g_ptr_array_index (rebookings, i);

      if (rebooking->start != NULL && !append_rebooking (desk, command, rebooking, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_case_rebook_all:
 * @desk: a desk
 * @rebookings: (element-type NaruRebooking): those of naru_case_propose_rebooking() that are wanted; one without a new time
 *   is left alone
 * @error: return location for an error
 *
 * Moves meetings in one command, undone together.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_rebook_all (NaruDesk *desk, GPtrArray *rebookings, GError **error)
{
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  guint n = 0;

  for (guint i = 0; i < rebookings->len; i++)
    n += ((NaruRebooking *) g_ptr_array_index (rebookings, i))->start != NULL;
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Rebook %u meeting", "Rebook %u meetings", n), n);
  command = naru_command_new (label);
  if (!naru_casework_append_rebookings (desk, command, rebookings, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * naru_case_find_reminders:
 * @desk: a desk
 * @minutes: how long beforehand
 *
 * Returns: (transfer full) (element-type NaruRecord): the appointments of whoever works here that begin within @minutes
 */
GPtrArray *
naru_case_find_reminders (NaruDesk *desk, int minutes)
{
  g_autofree char *now = naru_desk_now (desk);
  gint64 from = naru_meeting_parse (now);
  GPtrArray *booked;

  if (naru_desk_get_staff (desk) == NULL)
    return g_ptr_array_new ();
  booked = naru_meeting_find_booked (desk, "staff", naru_desk_get_staff (desk), from,
                                     from + minutes * 60 + 1);
  for (guint i = booked->len; i-- > 0;)
    {
      gint64 start, end;

      if (!naru_meeting_get_times (g_ptr_array_index (booked, i), &start, &end) || start < from)
        g_ptr_array_remove_index (booked, i);
    }
  return booked;
}
