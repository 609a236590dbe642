/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next free time: inside working hours, outside lunch, holidays, absences and what both sides have booked. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define GRID_MINUTES 30
#define SEARCH_DAYS 120
#define LUNCH_FROM (12 * 60)
#define LUNCH_TO (13 * 60)
#define USUAL_FROM (9 * 60)
#define USUAL_TO (18 * 60)

static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* "09:00" in minutes; @fallback if it is no time of day. */
static int
parse_clock (const char *text, int fallback)
{
  int hour, minute;
  char rest;

  if (text == NULL || sscanf (text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour > 24
      || minute > 59)
    return fallback;
  return hour * 60 + minute;
}

/**
 * naru_casework_get_hours:
 * @staff: (nullable): a staff member; %NULL works the usual hours
 * @weekday: 1 for Monday to 7
 * @from: (out): minutes since midnight
 * @to: (out): minutes since midnight
 *
 * Returns: %FALSE if @staff does not work on that day of the week
 */
gboolean
naru_casework_get_hours (NaruRecord *staff, int weekday, int *from, int *to)
{
  guint length = staff != NULL ? naru_record_get_length (staff, "workingHours") : 0;

  *from = USUAL_FROM;
  *to = USUAL_TO;
  if (length == 0)
    return weekday <= 5;
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *day = naru_record_get_element (staff, "workingHours", i, "day");
      g_autofree char *start = naru_record_get_element (staff, "workingHours", i, "from");
      g_autofree char *end = naru_record_get_element (staff, "workingHours", i, "to");

      if (g_strcmp0 (day, weekdays[weekday - 1]) != 0)
        continue;
      *from = parse_clock (start, USUAL_FROM);
      *to = parse_clock (end, USUAL_TO);
      return TRUE;
    }
  return FALSE;
}

/**
 * naru_casework_read_holidays:
 * @store: a store
 *
 * Reads the centre's setting "holidays": a date a line, and what it is called.
 *
 * Returns: (transfer full) (element-type utf8 utf8): names by date; a holiday without a name has ""
 */
GHashTable *
naru_casework_read_holidays (NaruStore *store)
{
  g_autofree char *value = naru_casework_get_setting (store, "holidays");
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  GHashTable *holidays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strcspn (lines[i], " \t\r");

      if (length > 0)
        g_hash_table_insert (holidays, g_strndup (lines[i], length),
                             g_strstrip (g_strdup (lines[i] + length)));
    }
  return holidays;
}

static gboolean
is_taken (GArray *taken, gint64 start, gint64 end)
{
  for (guint i = 0; taken != NULL && i < taken->len; i++)
    {
      const NaruTaken *time = &g_array_index (taken, NaruTaken, i);

      if (time->start < end && time->end > start)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_free (GPtrArray *booked, gint64 start, gint64 end)
{
  for (guint i = 0; i < booked->len; i++)
    {
      gint64 from, to;

      if (naru_meeting_get_times (g_ptr_array_index (booked, i), &from, &to) && from < end
          && to > start)
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GTimeZone *zone;
  gint64 now;
  gint64 length;
  GPtrArray *of_staff;
  GPtrArray *of_jobseeker;
  GArray *taken;
} Search;

static char *
search_day (Search *self, const GDate *date, int from, int to)
{
  for (int minute = (from + GRID_MINUTES - 1) / GRID_MINUTES * GRID_MINUTES;
       minute * 60 + self->length <= to * 60; minute += GRID_MINUTES)
    {
      g_autoptr (GDateTime) start = NULL;
      gint64 at;

      if (minute < LUNCH_TO && minute * 60 + self->length > LUNCH_FROM * 60)
        continue;
      start = g_date_time_new (self->zone, g_date_get_year (date), g_date_get_month (date),
                               g_date_get_day (date), minute / 60, minute % 60, 0);
      if (start == NULL)
        continue;
      at = g_date_time_to_unix (start);
      if (at > self->now && is_free (self->of_staff, at, at + self->length)
          && is_free (self->of_jobseeker, at, at + self->length)
          && !is_taken (self->taken, at, at + self->length))
        return g_date_time_format (start, "%Y-%m-%dT%H:%M:%S%:z");
    }
  return NULL;
}

static gboolean
read_date (const char *text, GDate *date)
{
  int year, month, day;

  if (!naru_date_is_valid (text) || sscanf (text, "%d-%d-%d", &year, &month, &day) != 3)
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, month, (GDateYear) year);
  return TRUE;
}

/**
 * naru_casework_find_free_time:
 * @taken: (nullable) (element-type NaruTaken): times that a command takes besides those that are booked
 *
 * As naru_case_find_free_time(), for several meetings in one command.
 *
 * Returns: (transfer full) (nullable): the time
 */
char *
naru_casework_find_free_time (NaruDesk *desk, const char *staff, const char *jobseeker,
                              const char *from_date, int minutes, GArray *taken)
{
  g_autoptr (NaruRecord) record
      = staff != NULL ? naru_store_get (naru_desk_get_store (desk), staff, NULL) : NULL;
  g_autoptr (GDateTime) now = naru_clock_now (naru_desk_get_clock (desk));
  g_autoptr (GHashTable) holidays = naru_casework_read_holidays (naru_desk_get_store (desk));
  g_autoptr (GPtrArray) absences = naru_case_list_absences (naru_desk_get_store (desk), staff);
  g_autoptr (GPtrArray) of_staff = NULL;
  g_autoptr (GPtrArray) of_jobseeker = NULL;
  Search search = { g_date_time_get_timezone (now),
                    g_date_time_to_unix (now),
                    MAX (minutes, 1) * 60,
                    NULL,
                    NULL,
                    taken };
  GDate date;

  if (!read_date (from_date, &date))
    return NULL;
  of_staff = staff != NULL ? naru_meeting_find_booked (desk, "staff", staff, search.now, G_MAXINT64)
                           : g_ptr_array_new ();
  of_jobseeker = jobseeker != NULL ? naru_meeting_find_booked (desk, "jobseeker", jobseeker,
                                                               search.now, G_MAXINT64)
                                   : g_ptr_array_new ();
  search.of_staff = of_staff;
  search.of_jobseeker = of_jobseeker;

  for (int day = 0; day < SEARCH_DAYS; day++)
    {
      g_autofree char *text = naru_date_add_days (from_date, day);
      char *found;
      int from, to;

      if (text != NULL && naru_casework_get_hours (record, g_date_get_weekday (&date), &from, &to)
          && !naru_casework_is_away (absences, text) && !g_hash_table_contains (holidays, text))
        {
          found = search_day (&search, &date, from, to);
          if (found != NULL)
            return found;
        }
      g_date_add_days (&date, 1);
    }
  return NULL;
}

/**
 * naru_case_find_free_time:
 * @desk: a desk
 * @staff: id of the counsellor
 * @jobseeker: (nullable): id of the person
 * @from_date: the first day to look at
 * @minutes: how long it takes
 *
 * The first time on the half hour that is in the working hours of @staff (without any: 9 to 18, Monday to Friday), not at
 * lunch (12 to 13), not on a holiday of the centre or in an absence, not in the past, and free for both.
 *
 * Returns: (transfer full) (nullable): the time; %NULL if there is none in the next four months
 */
char *
naru_case_find_free_time (NaruDesk *desk, const char *staff, const char *jobseeker,
                          const char *from_date, int minutes)
{
  return naru_casework_find_free_time (desk, staff, jobseeker, from_date, minutes, NULL);
}

static char *
describe_closed_day (NaruStore *store, NaruRecord *staff, GHashTable *holidays, const char *date)
{
  g_autoptr (GPtrArray) absences
      = naru_case_list_absences (store, staff != NULL ? naru_record_get_id (staff) : NULL);
  const char *holiday = g_hash_table_lookup (holidays, date);
  const char *name = staff != NULL ? naru_record_get_title (staff) : NULL;
  int from, to;
  GDate day;

  if (holiday != NULL)
    return *holiday != '\0' ? g_strdup_printf (_ ("That day is a holiday: %s."), holiday)
                            : g_strdup (_ ("That day is a holiday."));
  if (naru_casework_is_away (absences, date))
    return g_strdup_printf (_ ("%s is away that day."), name);
  if (!read_date (date, &day)
      || naru_casework_get_hours (staff, g_date_get_weekday (&day), &from, &to))
    return NULL;
  return name != NULL ? g_strdup_printf (_ ("%s does not work that day of the week."), name)
                      : g_strdup (_ ("Nobody works that day of the week."));
}

/**
 * naru_case_describe_time:
 * @desk: a desk
 * @staff: (nullable): id of the counsellor
 * @start: when it starts
 * @end: (nullable): when it ends
 *
 * What is unusual about a time, which can be booked all the same: over already, a holiday, an absence, outside of working
 * hours.
 *
 * Returns: (transfer full) (nullable): one sentence, translated; %NULL if nothing is
 */
char *
naru_case_describe_time (NaruDesk *desk, const char *staff, const char *start, const char *end)
{
  g_autoptr (NaruRecord) record
      = staff != NULL ? naru_store_get (naru_desk_get_store (desk), staff, NULL) : NULL;
  g_autoptr (GDateTime) at = start != NULL ? naru_time_parse (start) : NULL;
  g_autoptr (GDateTime) until = end != NULL ? naru_time_parse (end) : NULL;
  g_autoptr (GDateTime) now = naru_clock_now (naru_desk_get_clock (desk));
  g_autoptr (GDateTime) here = NULL;
  g_autoptr (GHashTable) holidays = NULL;
  g_autofree char *date = NULL;
  char *closed;
  int from, to, minute, length;

  if (at == NULL)
    return NULL;
  if (g_date_time_compare (at, now) < 0)
    return g_strdup (_ ("This time is over already."));
  here = g_date_time_to_timezone (at, g_date_time_get_timezone (now));
  date = g_date_time_format (here, "%Y-%m-%d");
  holidays = naru_casework_read_holidays (naru_desk_get_store (desk));
  closed = describe_closed_day (naru_desk_get_store (desk), record, holidays, date);
  if (closed != NULL
      || !naru_casework_get_hours (record, g_date_time_get_day_of_week (here), &from, &to))
    return closed;
  minute = g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here);
  length = until != NULL ? (int) (g_date_time_difference (until, at) / G_TIME_SPAN_MINUTE) : 0;
  if (minute >= from && minute + length <= to)
    return NULL;
  return g_strdup_printf (_ ("Working hours that day are %02d:%02d to %02d:%02d."), from / 60,
                          from % 60, to / 60, to % 60);
}
