/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as people type them in Korea and Europe. */

#include "naru-field-editor-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"

/* Up to @max numbers in @text, whatever stands between them. Returns how many there are, max + 1 for more. */
static guint
read_numbers (const char *text, int *numbers, guint max, guint *first_digits)
{
  guint n = 0;

  for (const char *at = text; *at != '\0';)
    {
      char *end;

      if (!g_ascii_isdigit (*at))
        {
          at++;
          continue;
        }
      if (n == max)
        return max + 1;
      numbers[n] = (int) MIN (g_ascii_strtoll (at, &end, 10), 99999999);
      if (n == 0)
        *first_digits = (guint) (end - at);
      n++;
      at = end;
    }
  return n;
}

static char *
make_date (int year, int month, int day)
{
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return naru_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

static char *
make_from_numbers (const int *numbers, guint n, guint first_digits, const char *today)
{
  int this_year = today == NULL ? 0 : (int) g_ascii_strtoll (today, NULL, 10);

  if (n == 1 && first_digits == 8)
    return make_date (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
  if (n == 2 && this_year > 0)
    /* Translators: "month-day" where people write the month before the day, as in Korean, else "day-month" */
    return strcmp (C_ ("order in dates", "day-month"), "month-day") == 0
               ? make_date (this_year, numbers[0], numbers[1])
               : make_date (this_year, numbers[1], numbers[0]);
  if (n == 3 && first_digits == 4)
    return make_date (numbers[0], numbers[1], numbers[2]);
  if (n == 3 && numbers[2] >= 1000)
    return make_date (numbers[2], numbers[1], numbers[0]);
  return NULL;
}

/**
 * naru_parse_typed_date:
 * @today: for a date without a year
 *
 * "2026-11-25", "2026. 11. 25.", "20261125", "25.11.2026", "25/11", "11월 25일", and in words: "Friday", "in two weeks". Two
 * numbers are day and month in the order of the language.
 *
 * Returns: (transfer full) (nullable): the date as on the wire, or %NULL if it is none
 */
char *
naru_parse_typed_date (const char *text, const char *today)
{
  int numbers[3];
  guint first_digits = 0;
  guint n = read_numbers (text, numbers, 3, &first_digits);

  char *date = n > 3 ? NULL : make_from_numbers (numbers, n, first_digits, today);

  return date != NULL || today == NULL ? date : naru_employer_guess_date (text, today);
}

/**
 * naru_parse_typed_time:
 *
 * A date and a time of the day, "2026-11-25 14:00" or "14:00" for today, in the zone of this desk.
 */
char *
naru_parse_typed_time (const char *text, const char *today)
{
  const char *colon = strchr (text, ':');
  const char *at = colon;
  g_autofree char *day = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  int hour;
  int minute;
  int year;
  int month;
  int month_day;

  if (naru_time_is_valid (text))
    return g_strdup (text);
  if (colon == NULL)
    return NULL;
  while (at > text && g_ascii_isdigit (at[-1]))
    at--;
  if (sscanf (at, "%d:%d", &hour, &minute) != 2)
    return NULL;
  day = g_strstrip (g_strndup (text, (gsize) (at - text)));
  date = *day == '\0' ? g_strdup (today) : naru_parse_typed_date (day, today);
  if (date == NULL || sscanf (date, "%d-%d-%d", &year, &month, &month_day) != 3)
    return NULL;
  time = g_date_time_new (zone, year, month, month_day, hour, minute, 0);
  return time == NULL ? NULL : g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}
