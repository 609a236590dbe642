/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance that repeats itself, and the calendar of the sample: working days, holidays, and half hours taken. */
#include "naru-sample-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FIRST_HALF_HOUR (9 * 60)
#define N_HALF_HOURS 18
#define LUNCH_FIRST 6 /* 12:00 */
#define LUNCH_LAST 7

/* SplitMix64, after Steele, Lea and Flood (2014): tiny, and good enough for a made-up centre. */
static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * naru_chance_init:
 *
 * Begins a stream of its own for each thing, so that more of one thing does not change the others.
 */
void
naru_chance_init (NaruChance *self, guint64 seed, const char *stream, guint64 index)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *at = stream; *at != '\0'; at++)
    hash = (hash ^ (guchar) *at) * G_GUINT64_CONSTANT (0x100000001b3);
  self->state = mix (mix (seed) ^ mix (hash + index * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));
}

/**
 * naru_chance_next:
 *
 * Returns: 64 bits
 */
guint64
naru_chance_next (NaruChance *self)
{
  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mix (self->state);
}

/**
 * naru_chance_below:
 *
 * Returns: a number from 0 to @n - 1; 0 if @n is less than 2
 */
int
naru_chance_below (NaruChance *self, int n)
{
  return n > 1 ? (int) ((naru_chance_next (self) >> 11) % (guint64) n) : 0;
}

/**
 * naru_chance_between:
 *
 * Returns: a number from @from to @to, both included; @from if @to is less
 */
int
naru_chance_between (NaruChance *self, int from, int to)
{
  return to > from ? from + naru_chance_below (self, to - from + 1) : from;
}

/**
 * naru_chance_per_mille:
 *
 * Returns: %TRUE @n times of a thousand
 */
gboolean
naru_chance_per_mille (NaruChance *self, int n)
{
  return naru_chance_below (self, 1000) < n;
}

/**
 * naru_chance_weighted:
 *
 * Returns: a position, as often as its weight says
 */
int
naru_chance_weighted (NaruChance *self, const int *weights, int n)
{
  int sum = 0;
  int at;

  for (int i = 0; i < n; i++)
    sum += weights[i];
  at = naru_chance_below (self, sum);
  for (int i = 0; i < n - 1; i++)
    {
      if (at < weights[i])
        return i;
      at -= weights[i];
    }
  return n - 1;
}

/**
 * naru_chance_long_tail:
 *
 * Returns: a number from 0 to @most, mostly small, seldom large, of the given mean before the cut
 */
int
naru_chance_long_tail (NaruChance *self, double mean, int most)
{
  double u = ((double) (naru_chance_next (self) >> 11) + 1) / 9007199254740993.0;

  return (int) CLAMP (-log (u) * mean, 0, most);
}

static const struct
{
  int month;
  int day;
  const char *name;
} fixed_holidays[] = {
  { 1, 1, "신정" },     { 3, 1, "삼일절" },  { 5, 1, "근로자의 날" },
  { 5, 5, "어린이날" }, { 6, 6, "현충일" },  { 8, 15, "광복절" },
  { 10, 3, "개천절" },  { 10, 9, "한글날" }, { 12, 25, "성탄절" },
};

/* Of the lunar calendar: the day itself; New Year and the autumn feast take the days around it as well. */
static const struct
{
  int year;
  int new_year[2];
  int buddha[2];
  int autumn[2];
} lunar_holidays[] = {
  { 2023, { 1, 22 }, { 5, 27 }, { 9, 29 } }, { 2024, { 2, 10 }, { 5, 15 }, { 9, 17 } },
  { 2025, { 1, 29 }, { 5, 5 }, { 10, 6 } },  { 2026, { 2, 17 }, { 5, 24 }, { 9, 25 } },
  { 2027, { 2, 7 }, { 5, 13 }, { 9, 15 } },  { 2028, { 1, 27 }, { 5, 2 }, { 10, 3 } },
  { 2029, { 2, 13 }, { 5, 20 }, { 9, 22 } }, { 2030, { 2, 3 }, { 5, 9 }, { 9, 12 } },
};

static int
julian (int year, const int month_day[2])
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) month_day[1], month_day[0], (GDateYear) year);
  return (int) g_date_get_julian (&date);
}

static const char *
find_holiday (int day)
{
  GDate date;
  int year;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  year = g_date_get_year (&date);
  for (guint i = 0; i < G_N_ELEMENTS (fixed_holidays); i++)
    if (g_date_get_month (&date) == (GDateMonth) fixed_holidays[i].month
        && g_date_get_day (&date) == fixed_holidays[i].day)
      return fixed_holidays[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (lunar_holidays); i++)
    {
      if (lunar_holidays[i].year != year)
        continue;
      if (ABS (julian (year, lunar_holidays[i].new_year) - day) <= 1)
        return "설날 연휴";
      if (ABS (julian (year, lunar_holidays[i].autumn) - day) <= 1)
        return "추석 연휴";
      if (julian (year, lunar_holidays[i].buddha) == day)
        return "부처님 오신 날";
    }
  return NULL;
}

/**
 * naru_sample_calendar_init:
 *
 * Works out the working days. Today is one whatever the calendar says: whoever looks at the sample on a Sunday wants to
 * see a full day.
 */
void
naru_sample_calendar_init (NaruSample *self)
{
  self->first_day = self->today - NARU_SAMPLE_PAST_DAYS;
  self->n_days = NARU_SAMPLE_PAST_DAYS + NARU_SAMPLE_COMING_DAYS + 60;
  self->working = g_new0 (gboolean, self->n_days);
  for (int i = 0; i < self->n_days; i++)
    {
      int day = self->first_day + i;

      self->working[i] = day == self->today || ((day - 1) % 7 < 5 && find_holiday (day) == NULL);
    }
}

/**
 * naru_sample_holidays:
 *
 * Returns: (transfer full): the holidays of the sample's years as the setting "holidays" has them
 */
char *
naru_sample_holidays (NaruSample *self)
{
  GString *text = g_string_new (NULL);

  for (int day = self->first_day; day < self->today + 400; day++)
    {
      const char *name = find_holiday (day);
      g_autofree char *date = NULL;

      if (name == NULL)
        continue;
      date = naru_sample_date (day);
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", date, name);
    }
  return g_string_free (text, FALSE);
}

/**
 * naru_sample_date:
 *
 * Returns: (transfer full): the date of a Julian day number, as on the wire
 */
char *
naru_sample_date (int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date));
}

/**
 * naru_sample_time:
 *
 * Returns: (transfer full): a minute of a day, as on the wire, in the offset of the clock
 */
char *
naru_sample_time (NaruSample *self, int day, int minute)
{
  g_autofree char *date = naru_sample_date (day);

  return g_strdup_printf ("%sT%02d:%02d:00%s", date, minute / 60, minute % 60, self->zone);
}

/**
 * naru_sample_is_working:
 *
 * Returns: whether the centre works on that day
 */
gboolean
naru_sample_is_working (NaruSample *self, int day)
{
  int index = day - self->first_day;

  return index >= 0 && index < self->n_days && self->working[index];
}

/**
 * naru_sample_working_day:
 *
 * Returns: the nearest working day in the direction of @step, @day itself included
 */
int
naru_sample_working_day (NaruSample *self, int day, int step)
{
  while (!naru_sample_is_working (self, day) && day > self->first_day
         && day < self->first_day + self->n_days - 1)
    day += step;
  return day;
}

static guint32 *
taken (NaruSample *self, NaruCounsellor *counsellor, int day)
{
  return &counsellor->booked[day - self->first_day];
}

/**
 * naru_sample_book_at:
 *
 * Takes half hours at one time.
 *
 * Returns: %FALSE if that is no time of work or not free
 */
gboolean
naru_sample_book_at (NaruSample *self, NaruCounsellor *counsellor, int day, int minute,
                     int half_hours)
{
  int first = (minute - FIRST_HALF_HOUR) / 30;
  guint32 mask = 0;

  if (!naru_sample_is_working (self, day) || minute < FIRST_HALF_HOUR
      || first + half_hours > N_HALF_HOURS)
    return FALSE;
  for (int i = first; i < first + half_hours; i++)
    mask |= 1u << i;
  if ((mask & ((1u << LUNCH_FIRST) | (1u << LUNCH_LAST))) != 0
      || (*taken (self, counsellor, day) & mask) != 0)
    return FALSE;
  *taken (self, counsellor, day) |= mask;
  return TRUE;
}

/**
 * naru_sample_book:
 *
 * Takes half hours of a counsellor on @day or up to five working days later, never today; @day becomes the day found.
 *
 * Returns: the minute of the day; -1 if nothing is free
 */
int
naru_sample_book (NaruSample *self, NaruCounsellor *counsellor, NaruChance *chance, int *day,
                  int half_hours)
{
  for (int later = 0; later < 5; later++)
    {
      int at = naru_sample_working_day (self, *day, 1);
      int first = naru_chance_below (chance, N_HALF_HOURS);

      for (int i = 0; i < N_HALF_HOURS; i++)
        {
          int minute = FIRST_HALF_HOUR + (first + i) % N_HALF_HOURS * 30;

          if (at != self->today && naru_sample_book_at (self, counsellor, at, minute, half_hours))
            {
              *day = at;
              return minute;
            }
        }
      *day = at + 1;
    }
  return -1;
}
