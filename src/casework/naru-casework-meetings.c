/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on meetings: booking without double booking, recording, what falls through, and a new time for it. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

#define DAY_SECONDS (24 * 60 * 60)
#define LONGEST_MEETING DAY_SECONDS

/**
 * naru_meeting_parse:
 *
 * Returns: seconds since 1970, so that times in different offsets compare; %G_MININT64 if it is no time
 */
gint64
naru_meeting_parse (const char *time)
{
  g_autoptr (GDateTime) parsed = naru_time_parse (time);

  return parsed != NULL ? g_date_time_to_unix (parsed) : G_MININT64;
}

/**
 * naru_meeting_get_times:
 *
 * Reads when a meeting starts and ends, in seconds since 1970; without an end it lasts half an hour.
 *
 * Returns: %FALSE if it has no start
 */
gboolean
naru_meeting_get_times (NaruRecord *meeting, gint64 *start, gint64 *end)
{
  *start = naru_meeting_parse (naru_record_get (meeting, "start"));
  *end = naru_meeting_parse (naru_record_get (meeting, "end"));
  if (*start == G_MININT64)
    return FALSE;
  if (*end == G_MININT64)
    *end = *start + NARU_MEETING_MINUTES * 60;
  return TRUE;
}

/**
 * naru_casework_format_time:
 * @seconds: since 1970
 * @like: (nullable): a time as on the wire, whose offset it takes; %NULL for that of this computer
 *
 * Returns: (transfer full): the time as on the wire
 */
char *
naru_casework_format_time (gint64 seconds, const char *like)
{
  g_autoptr (GDateTime) model = naru_time_parse (like);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) there = NULL;

  if (model == NULL)
    there = g_date_time_to_local (utc);
  else
    there = g_date_time_to_timezone (utc, g_date_time_get_timezone (model));
  return g_date_time_format (there, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * naru_meeting_find_booked:
 *
 * Returns: (transfer full): booked meetings, of the person or staff member that @field names, that touch the time from @from
 * to @to, by start
 */
GPtrArray *
naru_meeting_find_booked (NaruDesk *desk, const char *field, const char *id, gint64 from, gint64 to)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autofree char *earliest = naru_casework_format_time (from - LONGEST_MEETING, NULL);
  g_autofree char *latest = to != G_MAXINT64 ? naru_casework_format_time (to, NULL) : NULL;
  g_autoptr (GPtrArray) meetings = NULL;
  GPtrArray *booked = g_ptr_array_new_with_free_func (g_object_unref);

  naru_query_add_filter (query, field, NARU_FILTER_IS, id);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "booked");
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST, earliest);
  if (latest != NULL)
    naru_query_add_filter (query, "start", NARU_FILTER_BELOW, latest);
  naru_query_set_order (query, "start", FALSE);
  meetings = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      gint64 start, end;

      if (naru_meeting_get_times (g_ptr_array_index (meetings, i), &start, &end) && start < to
          && end > from)
        g_ptr_array_add (booked, g_object_ref (g_ptr_array_index (meetings, i)));
    }
  return booked;
}

/* @session: (nullable): a meeting; others of the same group session are no obstacle to it */
static char *
find_overlap_of (NaruDesk *desk, NaruRecord *session, const char *field, const char *id,
                 gint64 from, gint64 to, const char *except)
{
  g_autoptr (GPtrArray) meetings = NULL;

  if (id == NULL)
    return NULL;
  meetings = naru_meeting_find_booked (desk, field, id, from, to);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *other = g_ptr_array_index (meetings, i);

      if (g_strcmp0 (naru_record_get_id (other), except) != 0
          && (session == NULL || !naru_meeting_is_same_session (session, other)))
        return g_strdup (naru_record_get_id (other));
    }
  return NULL;
}

static char *
find_overlap (NaruDesk *desk, NaruRecord *session, const char *staff, const char *jobseeker,
              const char *start, const char *end, const char *except)
{
  gint64 from = naru_meeting_parse (start);
  gint64 to = naru_meeting_parse (end);
  char *overlap;

  if (from == G_MININT64)
    return NULL;
  if (to == G_MININT64)
    to = from + NARU_MEETING_MINUTES * 60;
  overlap = find_overlap_of (desk, session, "staff", staff, from, to, except);
  return overlap != NULL
             ? overlap
             : find_overlap_of (desk, session, "jobseeker", jobseeker, from, to, except);
}

/**
 * naru_case_find_overlap:
 * @desk: a desk
 * @staff: (nullable): a counsellor
 * @jobseeker: (nullable): a person
 * @start: when it starts
 * @end: (nullable): when it ends; %NULL is half an hour later
 * @except: (nullable): a meeting that does not count: the one that is moved
 *
 * Looks for a booked meeting of either of them that touches the time. Times count as instants, whatever their offset.
 *
 * Returns: (transfer full) (nullable): id of the first such meeting
 */
char *
naru_case_find_overlap (NaruDesk *desk, const char *staff, const char *jobseeker, const char *start,
                        const char *end, const char *except)
{
  return find_overlap (desk, NULL, staff, jobseeker, start, end, except);
}

/**
 * naru_meeting_person_title:
 *
 * Returns: (transfer full): whom the meeting is with, otherwise its topic, never %NULL
 */
char *
naru_meeting_person_title (NaruDesk *desk, NaruRecord *meeting)
{
  const char *jobseeker = naru_record_get (meeting, "jobseeker");
  char *title
      = jobseeker != NULL ? naru_store_get_title (naru_desk_get_store (desk), jobseeker) : NULL;

  if (title == NULL)
    title = g_strdup (naru_record_has (meeting, "topic") ? naru_record_get (meeting, "topic")
                                                         : _ ("Meeting"));
  return title;
}

static char *
format_for_people (const char *time)
{
  g_autoptr (GDateTime) at = naru_time_parse (time);

  /* Translators: date and time of an appointment, as in g_date_time_format() */
  return at != NULL ? g_date_time_format (at, _ ("%a %-d %b, %H:%M")) : g_strdup ("");
}

gboolean
naru_meeting_check_free (NaruDesk *desk, NaruRecord *meeting, const char *except, GError **error)
{
  const char *jobseeker = naru_record_get (meeting, "jobseeker");
  g_autofree char *person = g_strdup (jobseeker);
  g_autofree char *staff = g_strdup (naru_record_get (meeting, "staff"));
  g_autofree char *start = g_strdup (naru_record_get (meeting, "start"));
  g_autofree char *overlap = find_overlap (desk, meeting, staff, person, start,
                                           naru_record_get (meeting, "end"), except);
  g_autoptr (NaruRecord) other = NULL;
  g_autofree char *who = NULL;
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;

  if (overlap == NULL)
    return TRUE;
  other = naru_store_get (naru_desk_get_store (desk), overlap, error);
  if (other == NULL)
    return FALSE;
  when = format_for_people (naru_record_get (other, "start"));
  if (staff != NULL && g_strcmp0 (naru_record_get (other, "staff"), staff) == 0)
    {
      who = naru_meeting_person_title (desk, other);
      name = naru_store_get_title (naru_desk_get_store (desk), staff);
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("%s is booked then: %s, %s."), name,
                   when, who);
    }
  else
    {
      name = naru_meeting_person_title (desk, other);
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("%s has another appointment then: %s."), name, when);
    }
  return FALSE;
}

static gboolean
check_times (NaruRecord *meeting, GError **error)
{
  gint64 start, end;

  if (!naru_meeting_get_times (meeting, &start, &end))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please say when the meeting starts."));
      return FALSE;
    }
  if (end > start && end - start <= LONGEST_MEETING)
    return TRUE;
  if (end > start)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                         _ ("A meeting lasts a day at most."));
  else
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                         _ ("A meeting ends after it starts."));
  return FALSE;
}

static gboolean
set_default (NaruRecord *record, const char *field, const char *value, GError **error)
{
  return value == NULL || naru_record_has (record, field)
         || naru_record_set (record, field, value, error);
}

static gboolean
fill_meeting (NaruDesk *desk, NaruRecord *meeting, GError **error)
{
  const char *start = naru_record_get (meeting, "start");
  g_autofree char *end = NULL;

  if (naru_meeting_parse (start) != G_MININT64)
    end = naru_casework_format_time (naru_meeting_parse (start) + NARU_MEETING_MINUTES * 60, start);
  return set_default (meeting, "state", "booked", error)
         && set_default (meeting, "kind", "counselling", error)
         && set_default (meeting, "channel", "in_person", error)
         && set_default (meeting, "staff", naru_desk_get_staff (desk), error)
         && set_default (meeting, "end", end, error);
}

/**
 * naru_casework_append_booking:
 * @meeting: a new meeting with at least a start; what is empty is filled in
 *
 * Adds the booking of a meeting to a command.
 *
 * Returns: %FALSE with @error if it has no right time, or somebody is booked then
 */
gboolean
naru_casework_append_booking (NaruDesk *desk, NaruCommand *command, NaruRecord *meeting,
                              GError **error)
{
  if (!fill_meeting (desk, meeting, error) || !check_times (meeting, error))
    return FALSE;
  if (strcmp (naru_record_get (meeting, "state"), "booked") == 0
      && !naru_meeting_check_free (desk, meeting, naru_record_get_id (meeting), error))
    return FALSE;
  naru_command_create (command, meeting);
  return TRUE;
}

/**
 * naru_case_book_meeting:
 * @desk: a desk
 * @meeting: a new meeting with at least a start
 * @error: return location for an error
 *
 * Books a meeting; what is empty becomes counselling in person with whoever works here, for half an hour. A meeting in
 * the state "held" tells of one that was not booked, and may overlap.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED names the meeting that is in the way
 */
NaruCommand *
naru_case_book_meeting (NaruDesk *desk, NaruRecord *meeting, GError **error)
{
  g_autoptr (NaruRecord) record = naru_record_copy (meeting);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *who = NULL;
  g_autofree char *when = NULL;
  g_autofree char *label = NULL;

  who = naru_meeting_person_title (desk, record);
  when = format_for_people (naru_record_get (record, "start"));
  label = g_strdup_printf (_ ("Meeting with %s, %s"), who, when);
  command = naru_command_new (label);
  if (!naru_casework_append_booking (desk, command, record, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * naru_case_record_meeting:
 * @desk: a desk
 * @meeting: id of a meeting
 * @notes: (nullable): what was said; %NULL leaves the notes as they are
 * @error: return location for an error
 *
 * Says that a meeting was held.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED before the day of the meeting
 */
NaruCommand *
naru_case_record_meeting (NaruDesk *desk, const char *meeting, const char *notes, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, meeting, "meeting", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *who = NULL;
  g_autofree char *label = NULL;

  if (record == NULL)
    return NULL;
  if (naru_date_days_between (now, naru_record_get (record, "start")) > 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This meeting is still to come."));
      return NULL;
    }
  who = naru_meeting_person_title (desk, record);
  label = g_strdup_printf (_ ("Record the meeting with %s"), who);
  command = naru_command_new (label);
  if (g_strcmp0 (naru_record_get (record, "state"), "held") != 0)
    naru_command_set (command, meeting, "state", "held");
  if (naru_record_has (record, "fellThroughBy"))
    naru_command_set (command, meeting, "fellThroughBy", NULL);
  if (naru_record_has (record, "fellThroughReason"))
    naru_command_set (command, meeting, "fellThroughReason", NULL);
  if (notes != NULL && g_strcmp0 (naru_record_get (record, "notes"), notes) != 0)
    naru_command_set (command, meeting, "notes", notes);
  return g_steal_pointer (&command);
}

/**
 * naru_case_meeting_fell_through:
 * @desk: a desk
 * @meeting: id of a meeting
 * @state: "missed" or "cancelled"
 * @side: code of the vocabulary "side": on whose side it fell through
 * @reason: (nullable): code of the vocabulary "absence-reason"
 * @error: return location for an error
 *
 * Says that a meeting did not take place. The side is only for counting: office and jobseeker are treated alike.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_meeting_fell_through (NaruDesk *desk, const char *meeting, const char *state,
                                const char *side, const char *reason, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, meeting, "meeting", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *who = NULL;
  g_autofree char *label = NULL;
  gboolean missed = g_strcmp0 (state, "missed") == 0;

  if (record == NULL || !naru_casework_check_term ("side", side, error)
      || (reason != NULL && !naru_casework_check_term ("absence-reason", reason, error)))
    return NULL;
  if (!missed && g_strcmp0 (state, "cancelled") != 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” is not one of the values that can be chosen."), state);
      return NULL;
    }
  if (missed && naru_meeting_parse (naru_record_get (record, "start")) > naru_meeting_parse (now))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This meeting is still to come: it can be cancelled, not missed."));
      return NULL;
    }
  who = naru_meeting_person_title (desk, record);
  label = g_strdup_printf (missed ? _ ("The meeting with %s did not take place")
                                  : _ ("Cancel the meeting with %s"),
                           who);
  command = naru_command_new (label);
  naru_command_set (command, meeting, "state", state);
  naru_command_set (command, meeting, "fellThroughBy", side);
  naru_command_set (command, meeting, "fellThroughReason", reason);
  return g_steal_pointer (&command);
}

/**
 * naru_meeting_copy_for_rebooking:
 *
 * Returns: (transfer full) (nullable): the same meeting, booked at another time
 */
NaruRecord *
naru_meeting_copy_for_rebooking (NaruRecord *meeting, const char *start, const char *end,
                                 GError **error)
{
  static const char *const kept[] = { "jobseeker",     "staff", "kind",  "channel",
                                      "channelReason", "place", "topic", "organisation" };
  g_autoptr (NaruRecord) next = naru_record_new (naru_record_type_find ("meeting"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = naru_record_get (meeting, kept[i]);

      if (value != NULL && !naru_record_set (next, kept[i], value, error))
        return NULL;
    }
  if (!naru_record_set (next, "state", "booked", error)
      || !naru_record_set (next, "start", start, error)
      || !naru_record_set (next, "end", end, error))
    return NULL;
  return g_steal_pointer (&next);
}

/**
 * naru_case_rebook:
 * @desk: a desk
 * @meeting: id of a meeting that fell through, or of a booked one that moves
 * @start: the new time
 * @end: (nullable): %NULL keeps the length
 * @error: return location for an error
 *
 * Books a new time for it; both records stay, and the old one says where it went.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_rebook (NaruDesk *desk, const char *meeting, const char *start, const char *end,
                  GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, meeting, "meeting", error);
  g_autoptr (NaruRecord) next = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *default_end = NULL;
  g_autofree char *who = NULL;
  g_autofree char *when = NULL;
  g_autofree char *label = NULL;
  gint64 from, to;

  if (record == NULL)
    return NULL;
  if (g_strcmp0 (naru_record_get (record, "state"), "held") == 0
      || naru_record_has (record, "rebookedAs"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           naru_record_has (record, "rebookedAs")
                               ? _ ("This meeting has a new time already.")
                               : _ ("This meeting was held."));
      return NULL;
    }
  if (end == NULL && naru_meeting_get_times (record, &from, &to)
      && naru_meeting_parse (start) != G_MININT64)
    default_end
        = naru_casework_format_time (naru_meeting_parse (start) + MAX (to - from, 60), start);
  next = naru_meeting_copy_for_rebooking (record, start, end != NULL ? end : default_end, error);
  if (next == NULL || !check_times (next, error)
      || !naru_meeting_check_free (desk, next, meeting, error))
    return NULL;

  who = naru_meeting_person_title (desk, record);
  when = format_for_people (start);
  label = g_strdup_printf (_ ("New time for the meeting with %s: %s"), who, when);
  command = naru_command_new (label);
  naru_command_create (command, next);
  naru_command_set (command, meeting, "rebookedAs", naru_record_get_id (next));
  if (g_strcmp0 (naru_record_get (record, "state"), "booked") == 0)
    {
      naru_command_set (command, meeting, "state", "cancelled");
      naru_command_set (command, meeting, "fellThroughBy", "neither");
    }
  return g_steal_pointer (&command);
}
