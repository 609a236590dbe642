/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay against the minimum wage. Korea: Minimum Wage Act art. 5 and 6; a week of 15 hours and more has a paid rest day
 * (Labour Standards Act art. 55, 18(3)) of a fifth of its hours, at most 8: 40 hours a week are 209 hours a month. */
#include "naru-checker-private.h"

#include <math.h>
#include <string.h>

#define WEEKS_PER_MONTH (365.0 / 7.0 / 12.0)
#define FULL_WEEK 40.0
#define REST_FROM 15.0
/* Art. 5(2), Decree art. 3: a tenth less in probation, for three months at most */
#define PROBATION_SHARE 0.9
#define PROBATION_MONTHS 3.0

static double
paid_hours (double week)
{
  double rest = week >= REST_FROM ? MIN (week, FULL_WEEK) / 5.0 : 0.0;

  return week + rest;
}

/* Hours that the pay of one @per stands for; 0 if that cannot be said. */
static double
hours_of (const char *per, double week, double days)
{
  if (g_str_equal (per, "hour"))
    return 1.0;
  if (week <= 0)
    return 0.0;
  if (g_str_equal (per, "day"))
    return week / days;
  if (g_str_equal (per, "week"))
    return paid_hours (week);
  if (g_str_equal (per, "month"))
    return round (paid_hours (week) * WEEKS_PER_MONTH);
  return g_str_equal (per, "year") ? round (paid_hours (week) * WEEKS_PER_MONTH) * 12.0 : 0.0;
}

static char *
format_won (double amount)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", amount);
  gsize n = strlen (digits);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

typedef struct
{
  NaruCheck *check;
  double least; /* for an hour */
  double week;
  double days;
} Wage;

/* Says that @amount is too little, if it is. @share: what of it is paid. */
static void
compare (Wage *wage, const char *field, double amount, const char *per, double share,
         const char *rule, const NaruCheckHit *words)
{
  double hours = hours_of (per, wage->week, wage->days);
  double floor = wage->least * hours * share;
  g_autofree char *value = format_won (amount);
  g_autofree char *limit = format_won (ceil (floor));
  NaruCheckHit hit = { rule, field, NULL, 0, 0, value, limit, NULL };

  if (hours <= 0 || amount <= 0 || amount >= floor - 0.5)
    return;
  if (words != NULL)
    {
      hit.text = words->text;
      hit.start = words->start;
      hit.end = words->end;
    }
  naru_check_add (wage->check, &hit);
}

static double
number_of (NaruDraft *draft, const char *field)
{
  const char *text = naru_draft_get (draft, field);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0.0;
}

/* "수습 3개월, 급여의 80%": what is paid in probation, and how long. */
static gboolean
read_probation (const char *text, double *share, double *months)
{
  static gsize once;
  static GRegex *percent, *length;
  g_autoptr (GMatchInfo) found = NULL;
  g_autoptr (GMatchInfo) long_for = NULL;

  if (text == NULL)
    return FALSE;
  if (g_once_init_enter (&once))
    {
      percent = g_regex_new ("(\\d{1,3})\\s*(?:%|퍼센트|프로|percent)", G_REGEX_OPTIMIZE, 0, NULL);
      length = g_regex_new ("(\\d{1,2})\\s*(?:개월|달|months?|mois)", G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (!g_regex_match (percent, text, 0, &found))
    return FALSE;
  {
    g_autofree char *number = g_match_info_fetch (found, 1);

    *share = g_ascii_strtod (number, NULL) / 100.0;
  }
  *months = 0;
  if (g_regex_match (length, text, 0, &long_for))
    {
      g_autofree char *number = g_match_info_fetch (long_for, 1);

      *months = g_ascii_strtod (number, NULL);
    }
  return *share > 0 && *share < 1;
}

/* Whether the law lets probation be paid less: a contract of a year or more, and no simple labour (ISCO major group 9). */
static gboolean
may_pay_less (NaruDraft *draft, double months)
{
  const char *contract = naru_draft_get (draft, "contract");
  const char *occupation = naru_draft_get (draft, "occupation");

  return months <= PROBATION_MONTHS && g_strcmp0 (contract, "permanent") == 0
         && !(occupation != NULL && *occupation == '9');
}

static void
check_values (Wage *wage)
{
  NaruDraft *draft = wage->check->draft;
  const char *currency = naru_draft_get (draft, "payMin.currency");
  const char *per = naru_draft_get (draft, "payMin.per");
  double amount = number_of (draft, "payMin.amount");
  double share, months;

  if (per == NULL || (currency != NULL && !g_str_equal (currency, "KRW")))
    return;
  if (wage->week <= 0 && !g_str_equal (per, "hour") && !g_str_equal (per, "day"))
    {
      Wage full = { wage->check, wage->least, FULL_WEEK, wage->days };

      compare (&full, "payMin", amount, per, 1.0, "pay.minimum-full-time", NULL);
    }
  else
    compare (wage, "payMin", amount, per, 1.0, "pay.minimum", NULL);
  if (read_probation (naru_draft_get (draft, "probation"), &share, &months))
    compare (wage, "probation", amount * share, per,
             may_pay_less (draft, months) ? PROBATION_SHARE : 1.0, "pay.probation", NULL);
}

/* --- amounts in a text ------------------------------------------------------------------------------------------- */

static double
read_amount (const char *digits, const char *unit)
{
  g_autofree char *plain = g_strdup (digits);
  char *to = plain;

  for (const char *at = plain; *at != '\0'; at++)
    if (*at != ',')
      *to++ = *at;
  *to = '\0';
  return g_ascii_strtod (plain, NULL)
         * (g_strcmp0 (unit, "만") == 0   ? 10000.0
            : g_strcmp0 (unit, "천") == 0 ? 1000.0
                                          : 1.0);
}

static const char *
period_of (const char *word)
{
  if (g_str_has_prefix (word, "시"))
    return "hour";
  if (g_str_has_prefix (word, "일") || g_str_has_prefix (word, "하루"))
    return "day";
  if (g_str_has_prefix (word, "주"))
    return "week";
  return g_str_has_prefix (word, "월") ? "month" : "year";
}

static double
read_number (const char *text, const GRegex *regex)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return 0.0;
  number = g_match_info_fetch (match, 1);
  return g_ascii_strtod (number, NULL);
}

/* "수습 3개월간 급여의 80%" somewhere in the text. Whether the contract lets less be paid is not known there, so that only what no
 * contract allows is reported. */
static gboolean
find_probation (const char *text, double *share, double *months)
{
  const char *at = strstr (text, "수습");
  g_autofree char *sentence = at != NULL ? g_strndup (at, strcspn (at, ".\n")) : NULL;

  return sentence != NULL && read_probation (sentence, share, months);
}

static void
check_amount (Wage *wage, const NaruDraftText *text, const GMatchInfo *match)
{
  g_autofree char *word = g_match_info_fetch (match, 1);
  g_autofree char *digits = g_match_info_fetch (match, 2);
  g_autofree char *unit = g_match_info_fetch (match, 3);
  double amount = read_amount (digits, unit);
  const char *per = period_of (word);
  double share, months;
  NaruCheckHit words = { NULL, text->field, text->text, 0, 0, NULL, NULL, NULL };
  int start, end;

  /* "시급 1만" is an amount, "월 2회" none */
  if (amount < 1000)
    return;
  g_match_info_fetch_pos (match, 0, &start, &end);
  words.start = (gsize) start;
  words.end = (gsize) end;
  if (wage->week <= 0 && !g_str_equal (per, "hour") && !g_str_equal (per, "day"))
    {
      Wage full = { wage->check, wage->least, FULL_WEEK, wage->days };

      compare (&full, text->field, amount, per, 1.0, "pay.minimum-full-time", &words);
    }
  else
    compare (wage, text->field, amount, per, 1.0, "pay.minimum", &words);
  if (find_probation (text->text, &share, &months))
    compare (wage, text->field, amount * share, per,
             months <= PROBATION_MONTHS ? PROBATION_SHARE : 1.0, "pay.probation", &words);
}

static void
check_text (Wage *wage, const NaruDraftText *text)
{
  static gsize once;
  static GRegex *pay, *week, *day;
  g_autoptr (GMatchInfo) match = NULL;
  Wage here = *wage;

  if (strstr (text->text, "원") == NULL)
    return;
  if (g_once_init_enter (&once))
    {
      pay = g_regex_new ("(시급|시간당|시간급|일급|일당|주급|월급여?|월급|월|연봉)(?:은|는|이|액)?["
                         "\\s:：(]{0,3}(?:세전|최저|기본급)?\\s?"
                         "(\\d[\\d,]{0,10}(?:\\.\\d)?)\\s?(만|천)?\\s?원",
                         G_REGEX_OPTIMIZE, 0, NULL);
      week = g_regex_new ("주\\s?(?:당)?\\s?(\\d{1,2})\\s?시간", G_REGEX_OPTIMIZE, 0, NULL);
      day = g_regex_new ("(?:하루|1일|일)\\s?(\\d{1,2})\\s?시간", G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  if (here.week <= 0)
    here.week = read_number (text->text, week);
  if (here.week <= 0)
    here.week = read_number (text->text, day) * here.days;
  g_regex_match (pay, text->text, 0, &match);
  while (g_match_info_matches (match))
    {
      check_amount (&here, text, match);
      g_match_info_next (match, NULL);
    }
}

/**
 * naru_check_pay:
 * @check: a check under way
 *
 * Compares pay with the minimum wage on the day the work starts, or today.
 */
void
naru_check_pay (NaruCheck *check)
{
  const char *start = naru_draft_get (check->draft, "startOn");
  const char *on = start != NULL ? start : check->checker->today;
  g_autofree char *least = naru_minimum_wage (naru_law_names[check->checker->law], on, NULL);
  Wage wage = { check, 0, number_of (check->draft, "hoursWeek"), 5.0 };

  if (least == NULL)
    return;
  wage.least = g_ascii_strtod (least, NULL);
  check_values (&wage);
  for (guint i = 0; i < check->draft->texts->len; i++)
    check_text (&wage, g_ptr_array_index (check->draft->texts, i));
}
