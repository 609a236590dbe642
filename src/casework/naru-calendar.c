/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads some days of a staff member's calendar. Meetings that touch stand in lanes beside each other; two that are both
 * booked can only have come from two desks that did not know of each other, and are marked. */
#include "naru-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"

#define DAY_MINUTES (24 * 60)

static void
entry_free (gpointer data)
{
  NaruCalendarEntry *entry = data;

  g_free (entry->meeting);
  g_free (entry->subject);
  g_free (entry->title);
  g_free (entry->second);
  g_free (entry->start);
  g_free (entry->end);
  g_free (entry->state);
  g_free (entry->series);
  g_free (entry);
}

/**
 * naru_calendar_day_free:
 * @day: (transfer full): a day
 */
void
naru_calendar_day_free (NaruCalendarDay *day)
{
  g_free (day->date);
  g_free (day->closed);
  g_ptr_array_unref (day->entries);
  g_free (day);
}

/**
 * naru_calendar_week_begins:
 * @date: a day
 *
 * Returns: (transfer full) (nullable): the Monday on or before it; %NULL if it is no date
 */
char *
naru_calendar_week_begins (const char *date)
{
  g_autofree char *noon = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) day = naru_time_parse (noon);

  return day != NULL ? naru_date_add_days (date, 1 - g_date_time_get_day_of_week (day)) : NULL;
}

static NaruCalendarDay *
new_day (NaruRecord *staff, GPtrArray *absences, GHashTable *holidays, const char *date)
{
  NaruCalendarDay *day = g_new0 (NaruCalendarDay, 1);
  g_autofree char *noon = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = naru_time_parse (noon);
  const char *holiday = g_hash_table_lookup (holidays, date);

  day->date = g_strdup (date);
  day->entries = g_ptr_array_new_with_free_func (entry_free);
  if (holiday != NULL)
    day->closed = g_strdup (*holiday != '\0' ? holiday : _ ("Holiday"));
  else if (naru_casework_is_away (absences, date))
    day->closed = g_strdup (_ ("Away"));
  else if (!naru_casework_get_hours (staff, g_date_time_get_day_of_week (time), &day->opens,
                                     &day->closes))
    day->opens = day->closes = 0;
  return day;
}

static char *
describe (NaruRecord *meeting)
{
  const char *place = naru_record_get (meeting, "place");
  g_autofree char *kind = naru_record_format (meeting, "kind");
  g_autofree char *channel = naru_record_format (meeting, "channel");

  return place != NULL ? g_strjoin (" · ", kind, channel, place, NULL)
                       : g_strjoin (" · ", kind, channel, NULL);
}

/* Those invited to one session stand as one. */
static gboolean
join_session (NaruCalendarDay *day, NaruRecord *meeting)
{
  const char *series = naru_record_get (meeting, "series");

  if (series == NULL || g_strcmp0 (naru_record_get (meeting, "kind"), "group") != 0)
    return FALSE;
  for (guint i = 0; i < day->entries->len; i++)
    {
      NaruCalendarEntry *entry = g_ptr_array_index (day->entries, i);

      if (g_strcmp0 (entry->series, series) == 0
          && naru_meeting_parse (entry->start)
                 == naru_meeting_parse (naru_record_get (meeting, "start")))
        {
          entry->people++;
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_entry (GPtrArray *days, NaruStore *store, NaruRecord *meeting)
{
  g_autoptr (GDateTime) start = naru_time_parse (naru_record_get (meeting, "start"));
  g_autoptr (GDateTime) here = start != NULL ? g_date_time_to_local (start) : NULL;
  g_autofree char *date = here != NULL ? g_date_time_format (here, "%Y-%m-%d") : NULL;
  const char *jobseeker = naru_record_get (meeting, "jobseeker");
  g_autoptr (NaruDocumentState) document = NULL;
  NaruCalendarEntry *entry;
  gint64 from, to;

  for (guint i = 0; date != NULL && i < days->len; i++)
    {
      NaruCalendarDay *day = g_ptr_array_index (days, i);

      if (strcmp (day->date, date) != 0 || !naru_meeting_get_times (meeting, &from, &to))
        continue;
      if (join_session (day, meeting))
        return;
      entry = g_new0 (NaruCalendarEntry, 1);
      document = naru_store_get_state (store, naru_record_get_id (meeting), NULL);
      entry->meeting = g_strdup (naru_record_get_id (meeting));
      entry->subject = g_strdup (jobseeker != NULL ? jobseeker : entry->meeting);
      if (g_strcmp0 (naru_record_get (meeting, "kind"), "group") == 0
          && naru_record_has (meeting, "series"))
        {
          entry->series = g_strdup (naru_record_get (meeting, "series"));
          entry->people = 1;
          jobseeker = NULL;
        }
      entry->title = jobseeker != NULL ? naru_store_get_title (store, jobseeker) : NULL;
      if (entry->title == NULL)
        entry->title = naru_record_has (meeting, "topic")
                           ? g_strdup (naru_record_get (meeting, "topic"))
                           : naru_record_format (meeting, "kind");
      entry->second = describe (meeting);
      entry->start = g_strdup (naru_record_get (meeting, "start"));
      entry->end = g_strdup (naru_record_get (meeting, "end"));
      entry->state = g_strdup (naru_record_get (meeting, "state"));
      entry->from = g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here);
      entry->to = MIN (entry->from + (int) MAX ((to - from) / 60, 1), DAY_MINUTES);
      entry->sync = document != NULL ? document->sync : NARU_SYNC_ONLY_HERE;
      g_ptr_array_add (day->entries, entry);
      return;
    }
}

static void
name_sessions (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      NaruCalendarEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *second = entry->second;

      if (entry->people > 0)
        entry->second
            = g_strdup_printf (ngettext ("%1$u person · %2$s", "%1$u people · %2$s", entry->people),
                               entry->people, second);
      else
        entry->second = g_steal_pointer (&second);
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NaruCalendarEntry *first = *(NaruCalendarEntry *const *) a;
  const NaruCalendarEntry *second = *(NaruCalendarEntry *const *) b;

  if (first->from != second->from)
    return first->from - second->from;
  return first->to != second->to ? second->to - first->to
                                 : strcmp (first->meeting, second->meeting);
}

static gboolean
is_booked (const NaruCalendarEntry *entry)
{
  return g_strcmp0 (entry->state, "booked") == 0;
}

/* The first lane that is free when @entry starts, among entries @first to @at of one group. */
static guint
find_lane (GPtrArray *entries, guint first, guint at)
{
  const NaruCalendarEntry *entry = g_ptr_array_index (entries, at);

  for (guint lane = 0;; lane++)
    {
      gboolean taken = FALSE;

      for (guint i = first; i < at && !taken; i++)
        {
          const NaruCalendarEntry *other = g_ptr_array_index (entries, i);

          taken = other->lane == lane && other->to > entry->from;
        }
      if (!taken)
        return lane;
    }
}

static void
close_group (GPtrArray *entries, guint first, guint end, guint n_lanes)
{
  for (guint i = first; i < end; i++)
    ((NaruCalendarEntry *) g_ptr_array_index (entries, i))->n_lanes = n_lanes;
}

/* Entries that touch, directly or through others, are one group and share its width. */
static void
lay_out (GPtrArray *entries)
{
  guint first = 0, n_lanes = 0;
  int until = 0;

  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      NaruCalendarEntry *entry = g_ptr_array_index (entries, i);

      if (entry->from >= until)
        {
          close_group (entries, first, i, n_lanes);
          first = i;
          n_lanes = 0;
        }
      entry->lane = find_lane (entries, first, i);
      n_lanes = MAX (n_lanes, entry->lane + 1);
      until = MAX (until, entry->to);
      for (guint j = first; j < i; j++)
        {
          NaruCalendarEntry *other = g_ptr_array_index (entries, j);

          if (other->to > entry->from && is_booked (other) && is_booked (entry))
            other->double_booked = entry->double_booked = TRUE;
        }
    }
  close_group (entries, first, entries->len, n_lanes);
}

/**
 * naru_calendar_read:
 * @store: a store
 * @staff: id of a staff member
 * @date: the first day
 * @n_days: how many days
 * @error: return location for an error
 *
 * Reads the days with what is booked, was held or fell through; what was cancelled leaves its time free and is left out.
 *
 * Returns: (transfer full) (element-type NaruCalendarDay) (nullable): the days
 */
GPtrArray *
naru_calendar_read (NaruStore *store, const char *staff, const char *date, int n_days,
                    GError **error)
{
  g_autoptr (NaruRecord) record = naru_store_get (store, staff, NULL);
  g_autoptr (GPtrArray) absences = naru_case_list_absences (store, staff);
  g_autoptr (GHashTable) holidays = naru_casework_read_holidays (store);
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autofree char *before = naru_date_add_days (date, -1);
  g_autofree char *after = naru_date_add_days (date, n_days + 1);
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) days
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_calendar_day_free);

  naru_query_add_filter (query, "staff", NARU_FILTER_IS, staff);
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "cancelled");
  /* a day more at both ends: the column is in UTC */
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST, before);
  naru_query_add_filter (query, "start", NARU_FILTER_BELOW, after);
  meetings = naru_store_find (store, query, error);
  if (meetings == NULL)
    return NULL;
  for (int i = 0; i < n_days; i++)
    {
      g_autofree char *day = naru_date_add_days (date, i);

      g_ptr_array_add (days, new_day (record, absences, holidays, day));
    }
  for (guint i = 0; i < meetings->len; i++)
    add_entry (days, store, g_ptr_array_index (meetings, i));
  for (guint i = 0; i < days->len; i++)
    {
      NaruCalendarDay *day = g_ptr_array_index (days, i);

      name_sessions (day->entries);
      lay_out (day->entries);
    }
  return g_steal_pointer (&days);
}
