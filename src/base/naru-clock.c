/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks, and dates and times as the wire has them (ISO 8601, RFC 3339). */
#include "naru-clock.h"

#include <string.h>

/* What a NaruClock shows is @start, plus what has run since for the system's clock, plus what a test added. */
struct _NaruClock
{
  GDateTime *start; /* NULL: the machine's clock */
  gint64 started; /* monotonic time at @start, or -1 for a clock that stands still */
  gint64 added; /* seconds */
  gboolean shared;
};

static gpointer
make_system_clock (gpointer data)
{
  NaruClock *clock = g_new0 (NaruClock, 1);
  const char *now = g_getenv ("NARU_NOW");

  clock->shared = TRUE;
  clock->started = g_get_monotonic_time ();
  if (now != NULL && *now != '\0')
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (now, zone);

      if (start != NULL)
        clock->start = g_date_time_to_timezone (start, zone);
      else
        g_message ("NARU_NOW is not an ISO 8601 time and is ignored");
    }
  return clock;
}

/**
 * naru_clock_system:
 *
 * The machine's clock in the local time zone. With the environment variable NARU_NOW (an ISO 8601 time, read once) it
 * starts there and runs on, so that pictures and tests can be repeated.
 *
 * Returns: (transfer none): the clock of the process; naru_clock_free() leaves it alone
 */
NaruClock *
naru_clock_system (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_system_clock, NULL);
}

/**
 * naru_clock_new_fixed:
 * @timestamp: an ISO 8601 time; without an offset it is local
 *
 * A clock that stands still, in the offset of @timestamp.
 *
 * Returns: (transfer full) (nullable): the clock, or %NULL if @timestamp is no time
 */
NaruClock *
naru_clock_new_fixed (const char *timestamp)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  GDateTime *start;
  NaruClock *clock;

  g_return_val_if_fail (timestamp != NULL, NULL);

  start = g_date_time_new_from_iso8601 (timestamp, zone);
  if (start == NULL)
    return NULL;
  clock = g_new0 (NaruClock, 1);
  clock->start = start;
  clock->started = -1;
  return clock;
}

/**
 * naru_clock_advance:
 * @clock: a clock made by naru_clock_new_fixed()
 * @seconds: how far to move it; negative moves it back
 */
void
naru_clock_advance (NaruClock *clock, gint64 seconds)
{
  g_return_if_fail (clock != NULL && !clock->shared);

  clock->added += seconds;
}

/**
 * naru_clock_free:
 * @clock: (transfer full) (nullable): a clock
 */
void
naru_clock_free (NaruClock *clock)
{
  if (clock == NULL || clock->shared)
    return;
  g_date_time_unref (clock->start);
  g_free (clock);
}

/**
 * naru_clock_now:
 * @clock: (nullable): a clock; %NULL is the system's
 *
 * Returns: (transfer full): its time
 */
GDateTime *
naru_clock_now (NaruClock *clock)
{
  gint64 passed = 0;

  if (clock == NULL)
    clock = naru_clock_system ();
  if (clock->start == NULL)
    return g_date_time_new_now_local ();
  if (clock->started >= 0)
    passed = g_get_monotonic_time () - clock->started;
  return g_date_time_add (clock->start, passed + clock->added * G_TIME_SPAN_SECOND);
}

/**
 * naru_clock_timestamp:
 * @clock: (nullable): a clock; %NULL is the system's
 *
 * Returns: (transfer full): its time as the wire has it, to the second: "2026-11-22T10:00:00+09:00"
 */
char *
naru_clock_timestamp (NaruClock *clock)
{
  g_autoptr (GDateTime) now = naru_clock_now (clock);

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * naru_clock_today:
 * @clock: (nullable): a clock; %NULL is the system's
 *
 * Returns: (transfer full): its date as the wire has it: "2026-11-22"
 */
char *
naru_clock_today (NaruClock *clock)
{
  g_autoptr (GDateTime) now = naru_clock_now (clock);

  return g_date_time_format (now, "%Y-%m-%d");
}

/* Reads exactly @n digits; -1 if there are fewer. */
static int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* Reads "2026-11-22" at the start of @text, whatever follows. */
static gboolean
read_date (const char *text, GDate *date)
{
  int year = read_digits (text, 4);
  int month = year < 1 || text[4] != '-' ? -1 : read_digits (text + 5, 2);
  int day = month < 1 || text[7] != '-' ? -1 : read_digits (text + 8, 2);

  if (day < 1 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * naru_date_is_valid:
 * @date: (nullable): a text
 *
 * Returns: whether it is a day of the calendar written "2026-11-22"
 */
gboolean
naru_date_is_valid (const char *date)
{
  GDate parsed;

  return date != NULL && read_date (date, &parsed) && date[10] == '\0';
}

/**
 * naru_time_is_valid:
 * @time: (nullable): a text
 *
 * Returns: whether it is a time as RFC 3339 writes it, "2026-11-22T10:00:00+09:00" or with "Z", fractions allowed
 */
gboolean
naru_time_is_valid (const char *time)
{
  GDate parsed;
  const char *at;
  int hour, minute, second;

  if (time == NULL || !read_date (time, &parsed) || time[10] != 'T')
    return FALSE;
  at = time + 11;
  hour = read_digits (at, 2);
  minute = hour < 0 || at[2] != ':' ? -1 : read_digits (at + 3, 2);
  second = minute < 0 || at[5] != ':' ? -1 : read_digits (at + 6, 2);
  if (second < 0 || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  at += 8;
  if (*at == '.')
    {
      gsize digits = strspn (at + 1, "0123456789");

      if (digits == 0)
        return FALSE;
      at += 1 + digits;
    }
  if (strcmp (at, "Z") == 0)
    return TRUE;
  if (*at != '+' && *at != '-')
    return FALSE;
  hour = read_digits (at + 1, 2);
  minute = hour < 0 || at[3] != ':' ? -1 : read_digits (at + 4, 2);
  return minute >= 0 && hour <= 23 && minute <= 59 && at[6] == '\0';
}

/**
 * naru_time_parse:
 * @time: (nullable): a time as naru_time_is_valid() wants it
 *
 * Returns: (transfer full) (nullable): the time in its own offset, or %NULL if it is none
 */
GDateTime *
naru_time_parse (const char *time)
{
  return naru_time_is_valid (time) ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
}

/**
 * naru_date_add_days:
 * @date: a date
 * @days: how many days later; negative for earlier
 *
 * Returns: (transfer full) (nullable): the date, or %NULL if @date is none or the sum leaves the years 1 to 9999
 */
char *
naru_date_add_days (const char *date, int days)
{
  GDate parsed;
  gint64 sum;

  if (!naru_date_is_valid (date))
    return NULL;
  read_date (date, &parsed);
  sum = (gint64) g_date_get_julian (&parsed) + days;
  if (sum < 1 || sum > 3652059) /* 9999-12-31 */
    return NULL;
  g_date_set_julian (&parsed, (guint32) sum);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&parsed), g_date_get_month (&parsed),
                          g_date_get_day (&parsed));
}

/**
 * naru_date_days_between:
 * @from: a date, or a time, whose date counts
 * @to: another
 *
 * Returns: the days from @from to @to, negative if @to is earlier; 0 if one of them is no date
 */
int
naru_date_days_between (const char *from, const char *to)
{
  GDate first, last;

  if (from == NULL || to == NULL || !read_date (from, &first) || !read_date (to, &last))
    return 0;
  return g_date_days_between (&first, &last);
}
