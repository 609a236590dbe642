/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings of whole drafts: places, levels, exceptions, summaries, what is remembered. */
#include <string.h>

#include "naru-findings.h"

static NaruFinding *
find (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((NaruFinding *) findings->pdata[i])->rule, rule))
      return findings->pdata[i];
  return NULL;
}

static GPtrArray *
check_text (const char *language, const char *law, const char *text)
{
  g_autoptr (NaruChecker) checker = naru_checker_new (language, law);
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text);

  naru_checker_set_today (checker, "2026-11-22");
  return naru_checker_check (checker, draft, NULL);
}

static void
test_places (void)
{
  g_autoptr (GPtrArray) korean = check_text ("ko", "KR", "주방 보조\n근무: 월~금 ☆ 20세~35세 환영");
  g_autoptr (GPtrArray) html = check_text (
      "en", "GB",
      "<p>R&amp;D &ndash; caf\u00e9</p><ul><li>You are between 25 and 35 years old</li></ul>");
  const NaruFinding *finding = find (korean, "age.limit");

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->field, ==, "text");
  g_assert_cmpstr (finding->text, ==, "20세~35세");
  g_assert_cmpuint (finding->start, ==, 16);
  g_assert_cmpuint (finding->end, ==, 23);
  g_assert_cmpint (finding->level, ==, NARU_LEVEL_LEGAL);
  finding = find (html, "age.limit");
  g_assert_nonnull (finding);
  g_assert_true (strstr (finding->text, "25 and 35") != NULL);
  g_assert_cmpuint (finding->end - finding->start, ==, g_utf8_strlen (finding->text, -1));
}

/* What a reader sees is checked; places are those of the field as it is: marks of HTML, letters in parts. */
static void
test_restored_places (void)
{
  static const struct
  {
    const char *language;
    const char *text;
    const char *rule;
    const char *words;
  } texts[] = {
    { "en", "<p>R&amp;D: <b>maximum</b> age is 40.</p>", "age.limit", "maximum</b> age is 40" },
    { "en", "Caf\u00e9 \U0001f600 &#8211; Men&nbsp;only", "sex.only", "Men&nbsp;only" },
    { "en", "&lt;p&gt;Waitress&lt;/p&gt;&lt;p&gt;Part time&lt;/p&gt;", "sex.title", "Waitress" },
    /* Hangul in parts, as some systems write names of files */
    { "ko", "\u1102\u1161\u1111\u1175\u110b\u1175 20~30\u1109\u1166 \u110b\u1175\u1112\u1161",
      "age.limit", "20~30\u1109\u1166 \u110b\u1175\u1112\u1161" },
    { "en", "Cafe\u0301, male only", "sex.only", "male only" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) findings = check_text (texts[i].language, NULL, texts[i].text);
      const NaruFinding *finding = find (findings, texts[i].rule);
      g_autofree char *there = NULL;

      g_test_message ("%s", texts[i].text);
      g_assert_nonnull (finding);
      there = g_utf8_substring (texts[i].text, finding->start, finding->end);
      g_assert_cmpstr (there, ==, finding->text);
      g_assert_cmpstr (finding->text, ==, texts[i].words);
    }
}

/* Words are offered to be taken out only where a sentence is left. */
static void
test_suggestions (void)
{
  static const struct
  {
    const char *text;
    const char *rule;
    const char *suggestion;
  } texts[] = {
    { "Waiter, male only, full time", "sex.only", "" },
    { "The maximum age is 40.", "age.limit", NULL },
    { "Salesman for our shop", "sex.title", "Salesperson" },
    { "Join our young, friendly team", "age.young-team", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) findings = check_text ("en", "GB", texts[i].text);

      g_assert_cmpstr (find (findings, texts[i].rule)->suggestion, ==, texts[i].suggestion);
    }
}

static void
test_exceptions (void)
{
  g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
  g_autoptr (NaruDraft) draft
      = naru_draft_new_from_text ("The maximum age is 40. You are between 20 and 30 years old.");
  g_autoptr (GPtrArray) before = naru_checker_check (checker, draft, NULL);
  g_autoptr (GPtrArray) after = NULL;
  NaruFindingSummary summary;

  naru_draft_add_exception (draft, "age.limit", find (before, "age.limit")->text,
                            "air traffic control");
  after = naru_checker_check (checker, draft, &summary);
  g_assert_cmpstr (find (after, "age.limit")->justification, ==, "air traffic control");
  g_assert_cmpuint (summary.counts[NARU_LEVEL_LEGAL], ==, 1);
  g_assert_cmpuint (summary.justified, ==, 1);
}

static void
test_record (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDraft) draft = naru_draft_new_from_json (
      "{\"type\":\"vacancy\",\"title\":\"조리원\",\"stage\":\"draft\",\"requirements\":[{\"id\":"
      "\"a1\",\"need\":"
      "\"essential\",\"text\":\"만 35세 "
      "이하\"}],\"payMin\":{\"amount\":\"9000\",\"currency\":\"KRW\",\"per\":\"hour\"},"
      "\"startOn\":\"2026-12-01\",\"exceptions\":[{\"rule\":\"missing.hours\",\"justification\":"
      "\"정한 뒤 알림\"}]}",
      -1, &error);
  g_autoptr (NaruChecker) checker = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  checker = naru_checker_new (naru_draft_guess_language (draft), NULL);
  findings = naru_checker_check (checker, draft, NULL);
  g_assert_cmpstr (find (findings, "age.limit")->field, ==, "requirements/a1/text");
  g_assert_cmpstr (find (findings, "pay.minimum")->field, ==, "payMin");
  g_assert_nonnull (find (findings, "missing.employer"));
  g_assert_cmpstr (find (findings, "missing.hours")->justification, ==, "정한 뒤 알림");
  g_assert_null (find (findings, "missing.pay"));
}

static void
test_posting (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDraft) draft = naru_draft_new_from_json (
      "[{\"@context\":\"https://"
      "schema.org\",\"@type\":\"JobPosting\",\"title\":\"Driver\",\"description\":"
      "\"<p>Maximum age "
      "40.</p>\",\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":\"A\"},\"baseSalary\":"
      "{\"@type\":\"MonetaryAmount\",\"currency\":\"GBP\",\"value\":{\"value\":20,\"unitText\":"
      "\"HOUR\"}}}]",
      -1, &error);
  g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = naru_checker_check (checker, draft, NULL);
  g_assert_cmpstr (find (findings, "age.limit")->field, ==, "description");
  g_assert_cmpuint (find (findings, "age.limit")->start, ==, 3);
  g_assert_null (find (findings, "missing.pay"));
  g_assert_nonnull (find (findings, "missing.place"));
}

/* Of several postings each is checked, under its place in the list. */
static void
test_postings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDraft) draft = naru_draft_new_from_json (
      "{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":\"JobPosting\",\"title\":\"Waitress\"},"
      "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"description\":\"Men only.\"}]}",
      -1, &error);
  g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = naru_checker_check (checker, draft, NULL);
  g_assert_cmpstr (find (findings, "sex.title")->field, ==, "title");
  g_assert_cmpstr (find (findings, "sex.only")->field, ==, "2/description");
}

static void
test_refused_json (void)
{
  static const char *const bad[] = { "", "{", "[]", "{\"a\":1}", "[1,2]", "\"text\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (naru_draft_new_from_json (bad[i], -1, &error));
      g_assert_nonnull (error);
    }
}

static void
test_language (void)
{
  g_autoptr (NaruDraft) korean
      = naru_draft_new_from_text ("Java 개발자를 찾습니다. Spring, Kotlin");
  g_autoptr (NaruDraft) english = naru_draft_new_from_text ("A cook for the canteen in Hull");
  g_autoptr (NaruDraft) french
      = naru_draft_new_from_text ("Nous cherchons une personne pour le service dans les salles");

  g_assert_cmpstr (naru_draft_guess_language (korean), ==, "ko");
  g_assert_cmpstr (naru_draft_guess_language (english), ==, "en");
  g_assert_cmpstr (naru_draft_guess_language (french), ==, "fr");
}

/* What is remembered of paragraphs changes nothing. */
static void
test_remembered (void)
{
  g_autoptr (NaruChecker) kept = naru_checker_new ("en", "GB");
  static const char *const texts[]
      = { "The maximum age is 40.\nWe cook.", "We cook.\nThe maximum age is 40.", "We cook.",
          "The maximum age is 40.\nThis is an apprenticeship." };

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (NaruDraft) draft = naru_draft_new_from_text (texts[i]);
        g_autoptr (GPtrArray) again = naru_checker_check (kept, draft, NULL);
        g_autoptr (GPtrArray) fresh = check_text ("en", "GB", texts[i]);

        g_assert_cmpuint (again->len, ==, fresh->len);
        for (guint k = 0; k < fresh->len; k++)
          {
            const NaruFinding *a = again->pdata[k], *b = fresh->pdata[k];

            g_assert_cmpstr (a->rule, ==, b->rule);
            g_assert_cmpuint (a->start, ==, b->start);
            g_assert_cmpstr (a->text, ==, b->text);
          }
      }
}

/* A keystroke, a deletion or a line that comes from elsewhere, somewhere in @text. */
static void
edit (GRand *chance, GString *text)
{
  static const char *const typed[] = { "a",
                                       "e",
                                       " ",
                                       ".",
                                       "\n",
                                       "3",
                                       "<",
                                       "&",
                                       "é",
                                       "세",
                                       "젊은 ",
                                       ", ",
                                       "male ",
                                       "under 35 years",
                                       "\nLadies only.",
                                       " Waitress, 20-30." };
  const char *at = g_utf8_offset_to_pointer (
      text->str, g_rand_int_range (chance, 0, (gint32) g_utf8_strlen (text->str, -1)));
  gssize place = at - text->str;

  if (g_rand_boolean (chance))
    g_string_insert (text, place,
                     typed[g_rand_int_range (chance, 0, (gint32) G_N_ELEMENTS (typed))]);
  else
    g_string_erase (text, place, g_utf8_next_char (at) - at);
}

static void
check_edits (const char *language, const char *law, const char *first)
{
  g_autoptr (NaruChecker) kept = naru_checker_new (language, law);
  g_autoptr (GRand) chance = g_rand_new_with_seed (6);
  g_autoptr (GString) text = g_string_new (first);

  naru_checker_set_today (kept, "2026-11-22");
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text->str);
      g_autoptr (GPtrArray) again = naru_checker_check (kept, draft, NULL);
      g_autoptr (GPtrArray) fresh = check_text (language, law, text->str);

      g_assert_cmpuint (again->len, ==, fresh->len);
      for (guint k = 0; k < fresh->len; k++)
        {
          const NaruFinding *a = again->pdata[k], *b = fresh->pdata[k];
          g_autofree char *words = g_utf8_substring (text->str, a->start, a->end);

          g_assert_cmpstr (a->rule, ==, b->rule);
          g_assert_cmpuint (a->start, ==, b->start);
          g_assert_cmpuint (a->end, ==, b->end);
          g_assert_cmpstr (a->text, ==, b->text);
          if (a->end > 0)
            g_assert_cmpstr (a->text, ==, words);
        }
      edit (chance, text);
    }
}

/* What is found after each of many edits is what is found in the text as it is then. */
static void
test_edits (void)
{
  check_edits (
      "en", "GB",
      "<p>Waitress wanted, 20 to 30 years old &amp; friendly.</p><ul><li>Native speaker</li>"
      "<li>We are a young team</li></ul>\nCompetitive salary. Applicants with disabilities "
      "are welcome.\nLadies preferred, up to 40. Send your CV with a photo.");
  check_edits ("ko", "KR",
               "주방 보조 구함\n20세~35세, 용모 단정한 여성 우대\n급여는 면접 후 협의, 월 180만원, "
               "주 40시간\n"
               "젊은 팀에서 함께 일합니다. 나이 무관. 군필자 우대");
}

/* Beside text-readability 1.1.1 (npm), whose counts of syllables differ a little. */
static void
test_readability (void)
{
  static const struct
  {
    const char *text;
    guint words;
    guint sentences;
    double flesch;
    double flesch_kincaid;
  } texts[] = {
    { "The driver collects parcels from the depot every morning. Each parcel is scanned before it "
      "is loaded. "
      "Customers sign on a small screen. If nobody is at home, the parcel goes to a neighbour. At "
      "the end of the "
      "day the van is cleaned and refuelled.",
      46, 5, 87.52, 3.3 },
    { "Responsibilities include coordinating interdisciplinary teams, developing comprehensive "
      "documentation, and "
      "communicating recommendations to executive stakeholders. The successful candidate "
      "demonstrates considerable "
      "experience in organisational transformation. Familiarity with regulatory requirements is "
      "advantageous.",
      29, 3, -99.12, 29.5 },
    { "You answer the telephone and write down messages. You book rooms for meetings and order "
      "coffee. Every Friday "
      "you count the money in the cash box. Two colleagues work with you in the same room.",
      35, 4, 79.46, 4.4 },
  };
  NaruReadability figures;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      naru_readability_measure (texts[i].text, "en", &figures);
      g_assert_cmpuint (figures.words, ==, texts[i].words);
      g_assert_cmpuint (figures.sentences, ==, texts[i].sentences);
      g_assert_cmpfloat_with_epsilon (figures.flesch, texts[i].flesch, 7.0);
      g_assert_cmpfloat_with_epsilon (figures.flesch_kincaid, texts[i].flesch_kincaid, 1.0);
    }
  naru_readability_measure ("조리원을 찾습니다. 점심을 만듭니다.", "ko", &figures);
  g_assert_cmpuint (figures.words, ==, 4);
  g_assert_cmpuint (figures.sentences, ==, 2);
  g_assert_cmpfloat (figures.flesch, ==, 0.0);
}

static NaruDraft *
make_draft (const char *const *values)
{
  NaruDraft *draft = naru_draft_new ();

  for (; values[0] != NULL; values += 2)
    naru_draft_set (draft, values[0], values[1]);
  return draft;
}

static gboolean
is_below_minimum (const char *amount, const char *per, const char *start, const char *hours)
{
  const char *const values[]
      = { "payMin.amount", amount, "payMin.currency", "KRW", "payMin.per", per,
          "startOn",       start,  "hoursWeek",       hours, NULL };
  g_autoptr (NaruChecker) checker = naru_checker_new ("ko", "KR");
  g_autoptr (NaruDraft) draft = make_draft (values);
  g_autoptr (GPtrArray) findings = NULL;

  naru_checker_set_today (checker, "2026-11-22");
  findings = naru_checker_check (checker, draft, NULL);
  return find (findings, "pay.minimum") != NULL;
}

/* The published monthly amounts for 209 hours, and what follows from them. */
static void
test_minimum_wage (void)
{
  g_assert_false (is_below_minimum ("2060740", "month", "2024-05-01", "40"));
  g_assert_true (is_below_minimum ("2060739", "month", "2024-05-01", "40"));
  g_assert_false (is_below_minimum ("2096270", "month", "2025-05-01", "40"));
  g_assert_true (is_below_minimum ("2096269", "month", "2025-05-01", "40"));
  g_assert_false (is_below_minimum ("2236300", "month", "2027-01-01", "40"));
  g_assert_true (is_below_minimum ("2156880", "month", "2027-01-01", "40"));
  g_assert_true (is_below_minimum ("10320", "hour", "2027-01-01", NULL));
  g_assert_false (is_below_minimum ("10320", "hour", "2026-12-31", NULL));
  /* 14 hours a week have no paid rest day */
  g_assert_false (is_below_minimum ("144480", "week", "2026-12-31", "14"));
  g_assert_true (is_below_minimum ("154800", "week", "2026-12-31", "15"));
  g_assert_false (is_below_minimum ("185760", "week", "2026-12-31", "15"));
  g_assert_false (is_below_minimum ("82560", "day", "2026-12-31", "40"));
  g_assert_true (is_below_minimum ("82559", "day", "2026-12-31", "40"));
  g_assert_true (is_below_minimum ("25000000", "year", "2026-12-31", "40"));
  g_assert_false (is_below_minimum ("25882560", "year", "2026-12-31", "40"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy/findings/places are counted in characters of the field", test_places);
  g_test_add_func ("/vacancy/findings/places are those of the field as it is",
                   test_restored_places);
  g_test_add_func ("/vacancy/findings/what is left of a sentence makes sense", test_suggestions);
  g_test_add_func ("/vacancy/findings/a recorded exception is shown with its reason",
                   test_exceptions);
  g_test_add_func ("/vacancy/findings/a vacancy of ours", test_record);
  g_test_add_func ("/vacancy/findings/a JobPosting", test_posting);
  g_test_add_func ("/vacancy/findings/several JobPostings", test_postings);
  g_test_add_func ("/vacancy/findings/what is no advertisement is refused", test_refused_json);
  g_test_add_func ("/vacancy/findings/the language is guessed", test_language);
  g_test_add_func ("/vacancy/findings/what is remembered changes nothing", test_remembered);
  g_test_add_func ("/vacancy/findings/edits are found as the text is then", test_edits);
  g_test_add_func ("/vacancy/findings/readability is what others measure", test_readability);
  g_test_add_func ("/vacancy/findings/pay is measured by the minimum wage of its day",
                   test_minimum_wage);
  return g_test_run ();
}
