/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One amount in an advertised pay: 2,500,000, 2.500,00, 25 000, 3,00,000, 30k, 250만, 1억 2천만, 3 lakh; and numbers beside it
 * that are none, such as "40 hours a week", "주 5일" and "13th". */
#include "naru-import-value.h"

#include <string.h>

/* "40 hours per week", "37.5-hour week", "5일", "3개월", "09:00", "401(k)", "2026년", "2026-03-01" */
#define NUMBER "\\d{1,3}(?:[.,]\\d{1,2})?"
#define COUNTED                                                                                                       \
  "(?:" NUMBER "(?:\\s?(?:-|~|–|to|or|/)\\s?" NUMBER ")?"                                                             \
  "(?:\\s?(?:시간(?![당급])|시(?!급)|분(?!기)|일(?![급당])|주(?![급당])|개월|달|년|월(?![급봉])" \
  "|명|인|교대|회|차|%|퍼센트|세|호봉|급|층|kg|(?:th|st|nd|rd|am|pm|e|er|ème)\\b)"                     \
  "|[\\s-]?(?:hours|hrs|days|weeks|wks|months|mths|years|yrs|shifts|nights|percent|miles|minutes|"                    \
  "mins|people|posts|positions|salaries|stunden|tage|heures|jours|mois|semaines)\\b"                                  \
  "(?:\\s?(?:per|a|an|/|each|every|par|pro)\\s?(?:day|week|month|year|annum|shift|semaine|jour|"                      \
  "woche|an)\\b|\\s?(?:pw|p/w|weekly)\\b|/(?:week|wk|w)\\b)?"                                                         \
  "|[\\s-](?:hour|hr|day|week|month|year)[\\s-](?:week|day|shift|contract|fixed|ftc|working|"                         \
  "pattern|notice|rota|term)s?\\b)"                                                                                   \
  "|\\d{1,2}:\\d{2}|401\\s?\\(?k\\)?|(?:19|20)\\d{2}\\s?년"                                                          \
  "|(?:19|20)\\d{2}[-./]\\d{1,2}[-./]\\d{1,2}(?!\\d)|\\d{1,2}[./]\\d{1,2}[./](?:19|20)\\d{2})"

/* "band 5", "level 3": the number behind them names something. */
static const char *const named[]
    = { "band",  "grade", "level", "step", "point", "scale", "tier", "scp", "nvq",
        "class", "phase", "ref",   "no",   "zone",  "x",     "×",    "*" };

static gboolean
is_named (const char *start, const char *at)
{
  const char *end = at;

  while (end > start && (end[-1] == ' ' || end[-1] == '.'))
    end--;
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      gsize length = strlen (named[i]);

      if ((gsize) (end - start) >= length && strncmp (end - length, named[i], length) == 0
          && !((gsize) (end - start) > length && g_ascii_isalpha (end[-(gssize) length - 1])))
        return TRUE;
    }
  return FALSE;
}

/* The end of a sign that says that an amount follows: "£40 hours" is odd, but an amount. */
static gboolean
has_sign_before (const char *start, const char *at)
{
  static const char *const signs[] = { "$", "£", "€", "₩", "￦", "₹" };
  const char *end = at;

  while (end > start && end[-1] == ' ')
    end--;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if ((gsize) (end - start) >= strlen (signs[i])
        && strncmp (end - strlen (signs[i]), signs[i], strlen (signs[i])) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_import_skip_counted:
 * @start: the text, in lower case
 * @at: a digit in it
 *
 * Returns: (nullable): what follows a number that counts hours, days or posts, or names a grade, a time or a day; %NULL if an
 *   amount may begin at @at
 */
const char *
naru_import_skip_counted (const char *start, const char *at)
{
  static gsize once;
  static GRegex *counted;
  g_autoptr (GMatchInfo) match = NULL;
  const char *end = at;
  int behind;

  if (g_once_init_enter (&once))
    {
      counted = g_regex_new (COUNTED, G_REGEX_OPTIMIZE | G_REGEX_ANCHORED, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (has_sign_before (start, at))
    return NULL;
  if (g_regex_match (counted, at, 0, &match) && g_match_info_fetch_pos (match, 0, NULL, &behind))
    return at + behind;
  if (!is_named (start, at))
    return NULL;
  while (g_ascii_isdigit (*end))
    end++;
  return end - at <= 2 && *end != ',' && *end != '.' ? end : NULL;
}

static gboolean
are_digits (const char *at, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (at[i]))
      return FALSE;
  return !g_ascii_isdigit (at[n]);
}

/* Spaces of typographers always part thousands; a plain one does if a currency ends the number: "25 000 €". */
static const char *
skip_space_in_number (const char *at)
{
  static const char *const spaces[] = { "\u00a0", "\u202f", "\u2009", "'", "’" };
  const char *end = at + 1;

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_str_has_prefix (at, spaces[i]) && are_digits (at + strlen (spaces[i]), 3))
      return at + strlen (spaces[i]);
  if (*at != ' ' || !are_digits (at + 1, 3))
    return NULL;
  while (are_digits (end, 3))
    {
      end += 3;
      if (*end == ' ' && are_digits (end + 1, 3))
        end++;
    }
  if (*end == ',' && are_digits (end + 1, 2))
    end += 3;
  end += strspn (end, " ");
  return g_str_has_prefix (end, "€") || g_str_has_prefix (end, "eur")
                 || g_str_has_prefix (end, "원") || g_str_has_prefix (end, "chf")
             ? at + 1
             : NULL;
}

/* The number itself. @dotted: "2.500", which is two thousand five hundred in half of Europe, and two and a half elsewhere. */
static const char *
read_number (const char *at, double *number, gboolean *dotted)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean decimal = FALSE;
  guint dots = 0;
  const char *next;

  for (;;)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at++);
      else if (decimal)
        break;
      else if (*at == ',' && (are_digits (at + 1, 3) || (are_digits (at + 1, 2) && at[3] == ',')))
        at++;
      else if (*at == '.' && are_digits (at + 1, 3) && digits->len <= 3 + 3 * dots)
        {
          at++;
          dots++;
        }
      else if ((*at == ',' || *at == '.') && g_ascii_isdigit (at[1]))
        {
          decimal = TRUE;
          g_string_append_c (digits, '.');
          at++;
        }
      else if (dots == 0 && (next = skip_space_in_number (at)) != NULL)
        at = next;
      else
        break;
    }
  /* 2,5000: neither thousands nor cents */
  if (digits->len > 14 || (decimal && strlen (strchr (digits->str, '.')) > 3)
      || (*at == ',' && g_ascii_isdigit (at[1])))
    return NULL;
  *dotted = dots == 1 && !decimal;
  *number = g_ascii_strtod (digits->str, NULL);
  return at;
}

/* 억, 만, 천 with what stands behind them: 1억 2천만, 250만 5천, 1만 2,000원. */
static const char *
read_korean_unit (const char *at, NaruPayAmount *amount)
{
  static const struct
  {
    const char *unit;
    double factor;
  } units[] = { { "억", 1e8 }, { "천만", 1e7 }, { "백만", 1e6 },
                { "만", 1e4 }, { "천", 1e3 },   { "백", 1e2 } };
  double least = 1e12, number = amount->number;

  amount->number = 0;
  for (guint i = 0; i < G_N_ELEMENTS (units);)
    {
      const char *unit = at + strspn (at, " "), *next;
      gboolean dotted;

      if (!g_str_has_prefix (unit, units[i].unit) || units[i].factor >= least)
        {
          i++;
          continue;
        }
      amount->number += number * units[i].factor;
      amount->open = FALSE;
      least = units[i].factor;
      amount->factor = MAX (amount->factor, least);
      at = unit + strlen (units[i].unit);
      next = at + strspn (at, " ");
      if (!g_ascii_isdigit (*next))
        return at;
      next = read_number (next, &number, &dotted);
      if (next == NULL)
        return at;
      if (number < least && g_str_has_prefix (next + strspn (next, " "), "원"))
        {
          amount->number += number;
          return next;
        }
      /* a number with a smaller unit goes on; any other is another number */
      amount->open = TRUE;
      at = next;
      i = 0;
    }
  return at;
}

/**
 * naru_import_read_amount:
 * @at: a digit in a text in lower case
 * @amount: (out): what was read
 *
 * Returns: (nullable): what follows the amount; %NULL if it is not clear what it says
 */
const char *
naru_import_read_amount (const char *at, NaruPayAmount *amount)
{
  static const struct
  {
    const char *unit;
    double factor;
  } units[] = { { "lakhs", 1e5 }, { "lakh", 1e5 },   { "lacs", 1e5 },  { "lac", 1e5 },
                { "lpa", 1e5 },   { "crores", 1e7 }, { "crore", 1e7 }, { "thousand", 1e3 },
                { "k", 1e3 },     { "million", 1e6 } };
  static const char *const korean[] = { "억", "천만", "백만", "만", "천", "백" };
  const char *unit;

  *amount = (NaruPayAmount){ .factor = 1 };
  at = read_number (at, &amount->number, &amount->dotted);
  if (at == NULL)
    return NULL;
  amount->base = amount->number;
  unit = at + strspn (at, " ");
  for (guint i = 0; i < G_N_ELEMENTS (korean); i++)
    if (g_str_has_prefix (unit, korean[i]))
      {
        at = read_korean_unit (at, amount);
        return amount->open ? NULL : at;
      }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (unit, units[i].unit) && !g_ascii_isalpha (unit[strlen (units[i].unit)]))
      {
        amount->factor = units[i].factor;
        amount->number *= units[i].factor;
        amount->yearly = g_str_equal (units[i].unit, "lpa");
        return unit + strlen (units[i].unit);
      }
  return at;
}
