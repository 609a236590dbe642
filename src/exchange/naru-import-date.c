/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people and programs write them. A date that could be two days is not taken for either of them. */
#include "naru-import-value.h"

#include "naru-clock.h"
#include <string.h>

/* Month names of English and French by their beginnings, without accents, in lower case. */
static const struct
{
  const char *start;
  guint month;
} months[] = {
  { "janv", 1 }, { "jan", 1 },  { "feb", 2 },  { "fev", 2 },  { "mar", 3 },
  { "apr", 4 },  { "avr", 4 },  { "may", 5 },  { "mai", 5 },  { "juin", 6 },
  { "jun", 6 },  { "juil", 7 }, { "jul", 7 },  { "aug", 8 },  { "aou", 8 },
  { "sep", 9 },  { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
};

static guint
month_by_name (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i].start))
      return months[i].month;
  return 0;
}

/* One part of a date: a run of digits or of letters. */
typedef struct
{
  guint number;
  guint digits; /* 0 for a month by name */
} Part;

/* Splits a text into at most four parts; a time of day behind the date ends it. 0 if it is no date. */
static guint
split (const char *text, Part parts[4])
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  guint n = 0;

  for (const char *at = plain != NULL ? plain : ""; *at != '\0';)
    {
      gunichar letter = g_utf8_get_char (at);

      if (n == 3 && (letter == 'T' || letter == ' ') && g_ascii_isdigit (at[1]))
        return n;
      if (g_ascii_isdigit (*at))
        {
          Part part = { 0, 0 };

          for (; g_ascii_isdigit (*at) && part.digits < 9; at++, part.digits++)
            part.number = part.number * 10 + (guint) (*at - '0');
          if (n == 4 || g_ascii_isdigit (*at))
            return 0;
          parts[n++] = part;
        }
      else if (g_ascii_isalpha (*at))
        {
          char word[16];
          guint length = 0;

          while (*at != '\0' && (g_ascii_isalpha (*at) || (guchar) *at >= 0xcc))
            {
              /* accents come as separate signs after normalization */
              if (g_ascii_isalpha (*at) && length < sizeof word - 1)
                word[length++] = g_ascii_tolower (*at);
              at = g_utf8_next_char (at);
            }
          word[length] = '\0';
          if (month_by_name (word) != 0 && n < 4)
            parts[n++] = (Part){ month_by_name (word), 0 };
          else if (strcmp (word, "st") != 0 && strcmp (word, "nd") != 0 && strcmp (word, "rd") != 0
                   && strcmp (word, "th") != 0 && strcmp (word, "er") != 0
                   && strcmp (word, "of") != 0 && strcmp (word, "de") != 0
                   && strcmp (word, "z") != 0)
            return 0;
        }
      else if (strchr ("-/., ", *at) != NULL || g_unichar_isspace (letter))
        at++;
      else if ((guchar) *at >= 0x80)
        /* 년, 월, 일, decomposed or not; anything else makes no date of three parts */
        at = g_utf8_next_char (at);
      else
        return 0;
    }
  return n;
}

static char *
make (guint year, guint month, guint day)
{
  g_autofree char *date = g_strdup_printf ("%04u-%02u-%02u", year, month, day);

  return naru_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

/* Day, month and year in this or the American order. */
static char *
year_last (const Part parts[3], NaruDateOrder order, gboolean *ambiguous)
{
  guint first = parts[0].number, second = parts[1].number, year = parts[2].number;

  if (first == second || (first > 12 && second <= 12))
    return make (year, second, first);
  if (second > 12 && first <= 12)
    return make (year, first, second);
  if (order == NARU_DATE_ORDER_UNKNOWN)
    {
      *ambiguous = TRUE;
      return NULL;
    }
  return order == NARU_DATE_ORDER_DAY_FIRST ? make (year, second, first)
                                            : make (year, first, second);
}

/**
 * naru_import_parse_date:
 * @text: what a cell says: 2021/03/31, 31.12.2020, 2020년 3월 1일, 20200301, 1 March 2020; a time behind it is left out
 * @order: how two small numbers before a year are meant
 * @ambiguous: (out): whether it could be two days
 *
 * Dots between day and month are European, so 03.04.2021 is 3 April whatever @order says.
 *
 * Returns: (transfer full) (nullable): "2021-03-31"; %NULL if it is no date, or if it could be two
 */
char *
naru_import_parse_date (const char *text, NaruDateOrder order, gboolean *ambiguous)
{
  Part parts[4];
  guint n = split (text, parts);

  *ambiguous = FALSE;
  if (n == 1 && parts[0].digits == 8)
    return make (parts[0].number / 10000, parts[0].number / 100 % 100, parts[0].number % 100);
  if (n != 3)
    return NULL;
  if (parts[0].digits == 4)
    return make (parts[0].number, parts[1].number, parts[2].number);
  if (parts[2].digits != 4)
    return NULL;
  if (parts[0].digits == 0)
    return make (parts[2].number, parts[0].number, parts[1].number);
  if (parts[1].digits == 0 || strchr (text, '.') != NULL)
    return make (parts[2].number, parts[1].number, parts[0].number);
  return year_last (parts, order, ambiguous);
}

/**
 * naru_import_date_order:
 * @text: one date of a column
 *
 * Returns: what it says about the order in the whole column: 31/12/2020 is day first
 */
NaruDateOrder
naru_import_date_order (const char *text)
{
  Part parts[4];

  if (split (text, parts) != 3 || parts[2].digits != 4 || parts[0].digits == 0
      || parts[1].digits == 0 || parts[0].digits > 2 || strchr (text, '.') != NULL)
    return NARU_DATE_ORDER_UNKNOWN;
  if (parts[0].number > 12 && parts[1].number <= 12)
    return NARU_DATE_ORDER_DAY_FIRST;
  if (parts[1].number > 12 && parts[0].number <= 12)
    return NARU_DATE_ORDER_MONTH_FIRST;
  return NARU_DATE_ORDER_UNKNOWN;
}
