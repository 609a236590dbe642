/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date that somebody names in a line of text, in Korean, English or French: offered, never set without a look. */
#include "naru-casework.h"

#include <string.h>

/**
 * Rule:
 * @pattern: matches in lower case; a group "n" holds a number, "d", "m", "y" a date, "w" a weekday
 * @meaning: what to do with it
 * @days: for MEANS_DAYS, how many; for MEANS_COUNT, how many per unit
 */
typedef enum
{
  MEANS_DATE,
  MEANS_DAYS,
  MEANS_COUNT,
  MEANS_WEEKDAY,
  MEANS_NEXT_WEEKDAY,
  MEANS_NEXT_WEEK,
  MEANS_END_OF_WEEK,
  MEANS_END_OF_MONTH,
} Meaning;

typedef struct
{
  const char *pattern;
  Meaning meaning;
  int days;
} Rule;

#define KO_DAY "(?<w>[월화수목금토일])요일"
#define EN_DAY "\\b(?<w>mon|tues|tue|wednes|wed|thurs|thur|thu|fri|satur|sat|sun)(?:day)?\\b"
#define FR_DAY "\\b(?<w>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b"
#define EN_MONTH "(?<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
#define FR_MONTH                                                                                   \
  "(?<m>janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec)[a-zéû]*\\.?"

/* The first that matches and gives a day of the calendar counts: exact dates before vague ones. */
static const Rule rules[] = {
  { "(?<y>\\d{4})[-./년]\\s*(?<m>\\d{1,2})[-./월]\\s*(?<d>\\d{1,2})", MEANS_DATE, 0 },
  { "(?<m>\\d{1,2})월\\s*(?<d>\\d{1,2})일", MEANS_DATE, 0 },
  { "\\b(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: of)? " EN_MONTH "(?: (?<y>\\d{4}))?", MEANS_DATE, 0 },
  { "\\b" EN_MONTH " (?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (?<y>\\d{4}))?", MEANS_DATE, 0 },
  { "\\b(?<d>\\d{1,2})(?:er)? " FR_MONTH "(?: (?<y>\\d{4}))?", MEANS_DATE, 0 },
  { "(?<!\\d)(?<n>\\d{1,3})\\s*일\\s*(?:뒤|후|안|이내)", MEANS_COUNT, 1 },
  { "(?<!\\d)(?<n>\\d{1,2})\\s*주\\s*(?:뒤|후|안|이내)", MEANS_COUNT, 7 },
  { "\\b(?:in|within) (?<n>\\d{1,3}) days?\\b", MEANS_COUNT, 1 },
  { "\\b(?:in|within) (?<n>\\d{1,2}) weeks?\\b", MEANS_COUNT, 7 },
  { "\\b(?:dans|sous) (?<n>\\d{1,3}) jours?\\b", MEANS_COUNT, 1 },
  { "\\b(?:dans|sous) (?<n>\\d{1,2}) semaines?\\b", MEANS_COUNT, 7 },
  { "모레|day after tomorrow|après-demain|apres-demain", MEANS_DAYS, 2 },
  { "내일|\\btomorrow\\b|\\bdemain\\b", MEANS_DAYS, 1 },
  { "오늘|\\btoday\\b|aujourd['’]hui", MEANS_DAYS, 0 },
  { "다음\\s*주\\s*" KO_DAY, MEANS_NEXT_WEEKDAY, 0 },
  { "\\bnext week,? (?:on )?" EN_DAY, MEANS_NEXT_WEEKDAY, 0 },
  { EN_DAY " next week", MEANS_NEXT_WEEKDAY, 0 },
  { FR_DAY " de la semaine prochaine", MEANS_NEXT_WEEKDAY, 0 },
  { KO_DAY, MEANS_WEEKDAY, 0 },
  { "\\b(?:by|on|until|till|before|this|next) " EN_DAY, MEANS_WEEKDAY, 0 },
  { "^\\s*" EN_DAY "\\s*$", MEANS_WEEKDAY, 0 },
  { FR_DAY, MEANS_WEEKDAY, 0 },
  { "다음\\s*주|\\bnext week\\b|semaine prochaine", MEANS_NEXT_WEEK, 0 },
  { "이번\\s*주|end of (?:the|this) week|fin de (?:la )?semaine", MEANS_END_OF_WEEK, 0 },
  { "월말|이번\\s*달|end of (?:the|this) month|fin du mois", MEANS_END_OF_MONTH, 0 },
  { "(?<![\\d:])(?<d>\\d{1,2})일\\s*까지", MEANS_DATE, 0 },
};

static const struct
{
  const char *start;
  int weekday;
} weekday_names[] = {
  { "월", 1 },  { "화", 2 },  { "수", 3 },  { "목", 4 },  { "금", 5 },  { "토", 6 },  { "일", 7 },
  { "mon", 1 }, { "tue", 2 }, { "wed", 3 }, { "thu", 4 }, { "fri", 5 }, { "sat", 6 }, { "sun", 7 },
  { "lun", 1 }, { "mar", 2 }, { "mer", 3 }, { "jeu", 4 }, { "ven", 5 }, { "sam", 6 }, { "dim", 7 },
};

static const struct
{
  const char *start;
  int month;
} month_names[] = {
  { "jan", 1 },  { "feb", 2 },  { "fév", 2 },  { "fev", 2 }, { "mar", 3 },  { "apr", 4 },
  { "avr", 4 },  { "may", 5 },  { "mai", 5 },  { "jun", 6 }, { "juin", 6 }, { "jul", 7 },
  { "juil", 7 }, { "aug", 8 },  { "aoû", 8 },  { "aou", 8 }, { "sep", 9 },  { "oct", 10 },
  { "nov", 11 }, { "dec", 12 }, { "déc", 12 },
};

static int
read_number (const char *text)
{
  return (int) g_ascii_strtoll (text, NULL, 10);
}

static int
read_month (const char *text)
{
  if (g_ascii_isdigit (*text))
    return read_number (text);
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    if (g_str_has_prefix (text, month_names[i].start))
      return month_names[i].month;
  return 0;
}

/* 0 if it is none. */
static int
read_weekday (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (weekday_names); i++)
    if (g_str_has_prefix (text, weekday_names[i].start))
      return weekday_names[i].weekday;
  return 0;
}

static gboolean
has_group (GMatchInfo *match, const char *name, char **value)
{
  *value = g_match_info_fetch_named (match, name);
  if (*value != NULL && **value != '\0')
    return TRUE;
  g_clear_pointer (value, g_free);
  return FALSE;
}

/* A date without a year, or without a month, is the next one. */
static gboolean
read_date (GMatchInfo *match, GDate *date)
{
  g_autofree char *day_text = NULL;
  g_autofree char *month_text = NULL;
  g_autofree char *year_text = NULL;
  GDate today = *date;
  int day = has_group (match, "d", &day_text) ? read_number (day_text) : 0;
  int month = has_group (match, "m", &month_text) ? read_month (month_text)
                                                  : (int) g_date_get_month (date);
  int year
      = has_group (match, "y", &year_text) ? read_number (year_text) : (int) g_date_get_year (date);

  if (!g_date_valid_dmy ((GDateDay) CLAMP (day, 0, 99), CLAMP (month, 0, 12),
                         (GDateYear) CLAMP (year, 0, 9999)))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, month, (GDateYear) year);
  if (year_text == NULL && g_date_compare (date, &today) < 0)
    {
      if (month_text == NULL)
        g_date_add_months (date, 1);
      else
        g_date_add_years (date, 1);
    }
  return TRUE;
}

static gboolean
apply (const Rule *rule, GMatchInfo *match, GDate *date)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  int today = g_date_get_weekday (date);
  int weekday = has_group (match, "w", &name) ? read_weekday (name) : 0;

  switch (rule->meaning)
    {
    case MEANS_DATE:
      return read_date (match, date);
    case MEANS_DAYS:
      g_date_add_days (date, (guint) rule->days);
      return TRUE;
    case MEANS_COUNT:
      if (has_group (match, "n", &number))
        g_date_add_days (date, (guint) (read_number (number) * rule->days));
      return number != NULL;
    case MEANS_WEEKDAY:
      g_date_add_days (date, (guint) ((weekday - today + 7) % 7));
      return weekday != 0;
    case MEANS_NEXT_WEEKDAY:
      g_date_add_days (date, (guint) (8 - today + weekday - 1));
      return weekday != 0;
    case MEANS_NEXT_WEEK:
      g_date_add_days (date, (guint) (8 - today + 4)); /* its Friday: until when, not from when */
      return TRUE;
    case MEANS_END_OF_WEEK:
      g_date_add_days (date, (guint) (today <= 5 ? 5 - today : 0));
      return TRUE;
    case MEANS_END_OF_MONTH:
      g_date_set_day (date,
                      g_date_get_days_in_month (g_date_get_month (date), g_date_get_year (date)));
      return TRUE;
    }
  return FALSE;
}

static GRegex *const *
get_patterns (void)
{
  static GRegex *patterns[G_N_ELEMENTS (rules)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        patterns[i] = g_regex_new (rules[i].pattern, G_REGEX_DUPNAMES, 0, NULL);
      g_once_init_leave (&ready, 1);
    }
  return patterns;
}

/**
 * naru_employer_guess_date:
 * @text: a line that somebody typed, in Korean, English or French
 * @today: the date that it is
 *
 * "Will send two names by Friday" on a Wednesday names the day after tomorrow. A weekday is the next one, today included.
 *
 * Returns: (transfer full) (nullable): the date that it names, %NULL if it names none
 */
char *
naru_employer_guess_date (const char *text, const char *today)
{
  g_autofree char *composed = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  g_autofree char *lower = composed != NULL ? g_utf8_strdown (composed, -1) : NULL;
  GRegex *const *patterns = get_patterns ();

  if (lower == NULL || !naru_date_is_valid (today))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) read_number (today + 8), read_number (today + 5),
                      (GDateYear) read_number (today));
      if (g_regex_match (patterns[i], lower, 0, &match) && apply (&rules[i], match, &date))
        return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date),
                                (int) g_date_get_month (&date), g_date_get_day (&date));
    }
  return NULL;
}
