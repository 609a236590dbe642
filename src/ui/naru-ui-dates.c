/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as people say them: today, tomorrow, a weekday, and the year only where it is another one. */

#include "naru-ui-util.h"

#include <glib/gi18n-lib.h>

static GDateTime *
parse_date (const char *date)
{
  g_autofree char *time = NULL;

  if (date == NULL || !naru_date_is_valid (date))
    return NULL;
  time = g_strdup_printf ("%sT12:00:00+00:00", date);
  return naru_time_parse (time);
}

static char *
format_local (const char *time, const char *format)
{
  g_autoptr (GDateTime) parsed = time == NULL ? NULL : naru_time_parse (time);
  g_autoptr (GDateTime) local = parsed == NULL ? NULL : g_date_time_to_local (parsed);

  return local == NULL ? NULL : g_date_time_format (local, format);
}

/**
 * naru_ui_date_of:
 *
 * The day of a time as on the wire, on the calendar of this desk; %NULL if it is no time.
 */
char *
naru_ui_date_of (const char *time)
{
  return format_local (time, "%Y-%m-%d");
}

/**
 * naru_ui_format_clock:
 *
 * The hour and minute of a time at this desk: "14:00".
 */
char *
naru_ui_format_clock (const char *time)
{
  char *text = format_local (time, "%H:%M");

  return text != NULL ? text : g_strdup ("");
}

static char *
format_with_year (GDateTime *date, gboolean year)
{
  if (year)
    /* Translators: day, month and year of a date, see g_date_time_format(): 2 Sep 2026 */
    return g_date_time_format (date, _ ("%-d %b %Y"));
  /* Translators: weekday, day and month of a date in this year, see g_date_time_format(): Wed 25 Nov */
  return g_date_time_format (date, _ ("%a %-d %b"));
}

/**
 * naru_ui_format_day:
 *
 * A day near or far: "Today", "Tomorrow", "Yesterday", "Wed 25 Nov", "2 Sep 2024".
 */
char *
naru_ui_format_day (const char *date, const char *today)
{
  g_autoptr (GDateTime) parsed = parse_date (date);

  if (parsed == NULL)
    return g_strdup (date != NULL ? date : "");
  if (today != NULL && naru_date_is_valid (today))
    switch (naru_date_days_between (today, date))
      {
      case -1:
        return g_strdup (_ ("Yesterday"));
      case 0:
        return g_strdup (_ ("Today"));
      case 1:
        return g_strdup (_ ("Tomorrow"));
      default:
        break;
      }
  return format_with_year (parsed, today == NULL || strncmp (date, today, 4) != 0);
}

/**
 * naru_ui_format_date:
 *
 * A date in full: "25 November 2026".
 */
char *
naru_ui_format_date (const char *date)
{
  g_autoptr (GDateTime) parsed = parse_date (date);

  if (parsed == NULL)
    return g_strdup (date != NULL ? date : "");
  /* Translators: day, month and year of a date in full, see g_date_time_format(): 25 November 2026 */
  return g_date_time_format (parsed, _ ("%-d %B %Y"));
}

/**
 * naru_ui_format_heading:
 * @format: as in g_date_time_format()
 *
 * A date that begins a line: with a capital letter, also where the names of days and months have none.
 */
char *
naru_ui_format_heading (GDateTime *time, const char *format)
{
  g_autofree char *text = g_date_time_format (time, format);
  g_autofree char *first = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/**
 * naru_ui_format_when:
 *
 * A time near or far: "Today 11:00", "Wed 25 Nov 14:00"; long ago only the date.
 */
char *
naru_ui_format_when (const char *time, const char *today)
{
  g_autofree char *date = naru_ui_date_of (time);
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (date == NULL)
    return naru_ui_format_day (time, today);
  day = naru_ui_format_day (date, today);
  if (today == NULL || strncmp (date, today, 4) != 0)
    return g_steal_pointer (&day);
  clock = naru_ui_format_clock (time);
  /* Translators: a day and a time of the day: Today 11:00 */
  return g_strdup_printf (_ ("%s %s"), day, clock);
}

/**
 * naru_ui_format_span:
 *
 * The time between two dates in the largest unit that fits: "5 years", "8 months", "12 days".
 */
char *
naru_ui_format_span (const char *from, const char *to)
{
  int days;

  if (from == NULL || to == NULL || !naru_date_is_valid (from) || !naru_date_is_valid (to))
    return g_strdup ("");
  days = naru_date_days_between (from, to);
  if (days >= 730)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) (days / 365)), days / 365);
  if (days >= 60)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (gulong) (days / 30)), days / 30);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days), days);
}
