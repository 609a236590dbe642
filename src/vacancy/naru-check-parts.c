/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is missing in an advertisement, too much, or said in two ways. */
#include "naru-checker-private.h"

#include <string.h>

#define MANY_REQUIREMENTS 12
#define TOO_MANY_REQUIREMENTS 20

static gboolean
has_any (NaruDraft *draft, const char *const *fields)
{
  for (; *fields != NULL; fields++)
    if (naru_draft_get (draft, *fields) != NULL)
      return TRUE;
  return FALSE;
}

static void
report (NaruCheck *check, const char *rule, const char *field, const char *value, const char *limit)
{
  NaruCheckHit hit = { rule, field, NULL, 0, 0, value, limit, NULL };

  naru_check_add (check, &hit);
}

/* Parts with a field of their own. */
static void
check_missing (NaruCheck *check)
{
  static const struct
  {
    const char *rule;
    const char *field;
    const char *any[5];
  } parts[] = {
    { "missing.pay", "payMin", { "payMin.amount", "payMax.amount", "payText" } },
    { "missing.hours", "hoursWeek", { "hoursWeek", "hoursFrom", "hoursText" } },
    { "missing.place", "address", { "address", "region", "remote" } },
    { "missing.tasks", "tasks", { "tasks", "about" } },
    { "missing.closing", "closesOn", { "closesOn" } },
    { "missing.employer", "employerName", { "employerName", "employer" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!has_any (check->draft, parts[i].any))
      report (check, parts[i].rule, parts[i].field, NULL, NULL);
}

/* In a text without fields nobody can be certain: what would say a part in one of three languages, however it is meant. */
static const struct
{
  const char *rule;
  const char *words;
} text_parts[] = {
  { "missing.pay-in-text",
    "[$€£₩]\\s?\\d|\\d\\s?(?:[.,]\\d+)?\\s?(?:만\\s?원|원|usd|eur|gbp|krw|euros?|pounds?|dollars?|"
    "k\\b)"
    "|\\bper (?:hour|day|annum|year|month)\\b|시급|월급|연봉|급여|임금|일당" },
  { "missing.hours-in-text",
    "\\d\\s?-?\\s?(?:hours?|hrs?|heures?|h|시간|시)\\b|\\d[:h]\\d\\d|\\b(?:full|part)[ -]?time\\b"
    "|\\b(?:shifts?|evenings?|weekends?|nights?|weekdays?|flexitime|(?:mon|tues|wednes|thurs|fri)"
    "day)"
    "|\\btemps (?:plein|partiel)|\\bhoraires?|시간|교대|오전|오후|주간|야간|전일제|주\\s?\\d일" },
  { "missing.place-in-text",
    "\\b(?:locat(?:ed|ion)|based|address|remote(?:ly)?|from "
    "home|on-?site|lieu|situé|télétravail)\\b"
    "|\\b(?-i:(?:in|at|near|à|In|At) (?:the )?[A-Z][a-z]{2,})"
    "|근무지|소재|위치|재택|\\p{Hangul}{1,4}(?:시|도|군|구|동|읍|면|역|로|길)(?:\\s|,|$|에)" },
  { "missing.tasks-in-text", "\\byou(?:'ll|’ll)? [a-z]+|\\byour "
                             "(?:tasks?|role|duties|work)|\\b(?:dut(?:y|ies)|responsib|tasks?"
                             "|job description|vous|missions?|tâches)|\\b(?:the role|this "
                             "role)|업무|담당|하는 일|맡|합니다" },
  { "missing.closing-in-text",
    "\\b(?:clos(?:es|ing)|deadline|appl(?:y|ications?)[^.]{0,30} (?:by|before|until|no "
    "later)|expir)"
    "|\\bdate limite|\\bavant le \\d|\\bjusqu[’']au|마감|까지|상시|채용\\s?시|접수\\s?기간" },
  { "missing.employer-in-text",
    "\\b(?:ltd|limited|inc|llc|plc|gmbh|corp(?:oration)?|sarl|sas|about us|who we are)\\b"
    "|\\b(?-i:(?:at|for|join|joining|with|by|At|Join) [A-Z][\\w&’'-]+)|\\b(?:we are|we're|we’re) "
    "(?-i:[A-Z])"
    "|\\(주\\)|㈜|주식회사|유한회사|법인|회사명|업체명|상호|entreprise|société"
    "|\\p{Hangul}{2,}(?:병원|의원|학교|요양원|어린이집|유치원|센터|산업|전자|건설|식당|마트|호텔|"
    "공단|공사|재단|복지관)" },
};

/* Whether a paragraph says a part; looked up once for each paragraph, whatever is typed in others. */
static gboolean
unit_says (NaruUnit *unit, guint part, const GRegex *words)
{
  guint bit = 1u << part;

  if ((unit->asked & bit) == 0)
    {
      unit->asked |= bit;
      if (g_regex_match (words, unit->text, 0, NULL))
        unit->said |= bit;
    }
  return (unit->said & bit) != 0;
}

static void
check_missing_in_text (NaruCheck *check)
{
  static gsize once;
  static GRegex *words[G_N_ELEMENTS (text_parts)];
  const NaruDraftText *last = check->draft->texts->pdata[check->draft->texts->len - 1];

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (text_parts); i++)
        words[i] = g_regex_new (text_parts[i].words, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  for (guint i = 0; check->units->len > 0 && i < G_N_ELEMENTS (text_parts); i++)
    {
      gboolean said = FALSE;

      for (guint k = 0; k < check->units->len && !said; k++)
        said = unit_says (check->units->pdata[k], i, words[i]);
      if (!said)
        report (check, text_parts[i].rule, last->field, NULL, NULL);
    }
}

static void
check_number_of_requirements (NaruCheck *check)
{
  guint n = check->draft->essentials;
  g_autofree char *value = g_strdup_printf ("%u", n);

  if (n > TOO_MANY_REQUIREMENTS)
    report (check, "requirements.too-many", "requirements", value,
            G_STRINGIFY (TOO_MANY_REQUIREMENTS));
  else if (n > MANY_REQUIREMENTS)
    report (check, "requirements.many", "requirements", value, G_STRINGIFY (MANY_REQUIREMENTS));
}

static void
check_order (NaruCheck *check, const char *first, const char *second, const char *field)
{
  const char *a = naru_draft_get (check->draft, first);
  const char *b = naru_draft_get (check->draft, second);

  if (a != NULL && b != NULL && strcmp (a, b) > 0)
    report (check, "contradiction.dates", field, b, a);
}

static double
number_of (NaruDraft *draft, const char *field)
{
  const char *text = naru_draft_get (draft, field);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0.0;
}

/* What a text says against a field: that none of it is asked for. */
static void
check_against_texts (NaruCheck *check, const char *expression, const char *value)
{
  g_autoptr (GRegex) regex = g_regex_new (expression, G_REGEX_CASELESS, 0, NULL);

  for (guint i = 0; i < check->draft->texts->len; i++)
    {
      const NaruDraftText *text = g_ptr_array_index (check->draft->texts, i);
      g_autoptr (GMatchInfo) match = NULL;
      NaruCheckHit hit
          = { "contradiction.requirement", text->field, text->text, 0, 0, value, NULL, NULL };
      int start, end;

      if (!g_regex_match (regex, text->text, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 0, &start, &end);
      hit.start = (gsize) start;
      hit.end = (gsize) end;
      naru_check_add (check, &hit);
    }
}

static void
check_contradictions (NaruCheck *check)
{
  NaruDraft *draft = check->draft;
  const char *per_min = naru_draft_get (draft, "payMin.per");
  const char *per_max = naru_draft_get (draft, "payMax.per");
  const char *employment = naru_draft_get (draft, "employment");
  double least = number_of (draft, "payMin.amount"), most = number_of (draft, "payMax.amount");
  double week = number_of (draft, "hoursWeek");

  if (least > 0 && most > 0 && least > most && g_strcmp0 (per_min, per_max) == 0)
    report (check, "contradiction.pay", "payMax", naru_draft_get (draft, "payMax.amount"),
            naru_draft_get (draft, "payMin.amount"));
  check_order (check, "publishedOn", "closesOn", "closesOn");
  check_order (check, "closesOn", "startOn", "startOn");
  if (week >= 40 && g_strcmp0 (employment, "part_time") == 0)
    report (check, "contradiction.hours", "hoursWeek", naru_draft_get (draft, "hoursWeek"), "40");
  if (number_of (draft, "experienceMonths") > 0)
    check_against_texts (check,
                         "no (?:prior |previous )?experience (?:is )?(?:required|needed|necessary)"
                         "|경력\\s?(?:무관|불문)|신입\\s?(?:가능|환영)|(?:débutants?|sans "
                         "expérience) (?:accepté|bienvenu)",
                         naru_draft_get (draft, "experienceMonths"));
  if (naru_draft_get (draft, "education") != NULL && number_of (draft, "education") > 1)
    check_against_texts (check,
                         "학력\\s?(?:무관|불문)|no (?:degree|diploma|qualifications?) (?:is |are "
                         ")?(?:required|needed|necessary)",
                         naru_draft_get (draft, "education"));
}

/* A "must" whose own words say that it is none. */
static void
check_essentials (NaruCheck *check)
{
  static gsize once;
  static GRegex *desirable;

  if (g_once_init_enter (&once))
    {
      desirable = g_regex_new ("\\b(?:is |are |would be )?(?:a plus|an "
                               "advantage|desirable|preferred|nice to have|an asset)\\b"
                               "|우대|있으면 좋|가능하면|un plus|souhaité|apprécié",
                               G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  for (guint i = 0; i < check->draft->texts->len; i++)
    {
      const NaruDraftText *text = g_ptr_array_index (check->draft->texts, i);
      g_autoptr (GMatchInfo) match = NULL;
      NaruCheckHit hit
          = { "contradiction.essential", text->field, text->text, 0, 0, NULL, NULL, NULL };
      int start, end;

      if (!text->essential || !g_regex_match (desirable, text->text, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 0, &start, &end);
      hit.start = (gsize) start;
      hit.end = (gsize) end;
      naru_check_add (check, &hit);
    }
}

/**
 * naru_check_parts:
 * @check: a check under way
 *
 * Looks for missing parts, too many requirements, and fields that contradict one another or a text.
 */
void
naru_check_parts (NaruCheck *check)
{
  if (!check->draft->structured)
    {
      if (check->draft->texts->len > 0)
        check_missing_in_text (check);
      return;
    }
  check_missing (check);
  check_number_of_requirements (check);
  check_essentials (check);
  check_contradictions (check);
}
