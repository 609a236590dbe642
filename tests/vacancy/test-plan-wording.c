/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the wording of a plan, and what is put in its place. */
#include "naru-findings.h"

typedef struct
{
  const char *language;
  const char *text;
  const char *rule; /* NULL: nothing is found */
  const char *suggestion;
} Case;

static const Case cases[] = {
  { "en", "You must visit two care homes", "sanction.duty", "will" },
  { "en", "Go, or your benefit will be cut", "sanction.benefit",
    "If this does not work, please call: we look for another way." },
  { "en", "Failure to comply is reported", "sanction.failure", "If this does not work" },
  { "en", "Look for work regularly", "vague.when", "once a week" },
  { "en", "Improve your employability", "vague.what", NULL },
  { "en", "Work on lack of motivation", "blame.person", NULL },
  { "en", "Obtain the form", "plain.office", "Get" },
  { "en", "Visit two care homes, write down what suits", NULL, NULL },
  { "ko", "교육에 불참하면 불이익이 있음", "sanction.benefit",
    "어려우면 전화해 주세요. 다른 방법을 함께 찾겠습니다." },
  { "ko", "매주 두 곳에 지원해야 한다", "sanction.duty", "한다" },
  { "ko", "정기적으로 상담한다", "vague.when", "매주 한 번" },
  { "ko", "구비서류 준비", "plain.office", "필요한 서류" },
  { "ko", "요양원 두 곳을 방문하고 느낀 점을 적는다", NULL, NULL },
  { "fr", "Vous devez visiter deux entreprises", "sanction.duty", "allez" },
  { "fr", "Sinon votre allocation sera suspendue", "sanction.benefit",
    "Si cela ne marche pas, appelez : nous chercherons une autre solution." },
  { "fr", "Chercher régulièrement", "vague.when", "une fois par semaine" },
  { "fr", "Visiter deux maisons de retraite", NULL, NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NaruChecker) checker = naru_checker_new_for_plans (cases[i].language, NULL);
      g_autoptr (NaruDraft) draft = naru_draft_new ();
      g_autoptr (GPtrArray) findings = NULL;
      const NaruFinding *finding;

      naru_draft_add_text (draft, "step:1", cases[i].text);
      findings = naru_checker_check (checker, draft, NULL);
      g_test_message ("%s", cases[i].text);
      if (cases[i].rule == NULL)
        {
          g_assert_cmpuint (findings->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (findings->len, ==, 1);
      finding = g_ptr_array_index (findings, 0);
      g_assert_cmpstr (finding->rule, ==, cases[i].rule);
      g_assert_cmpstr (finding->suggestion, ==, cases[i].suggestion);
      g_assert_cmpstr (finding->field, ==, "step:1");
      g_assert_nonnull (finding->explanation);
    }
}

/* Every rule is taken: it says why, and does what its own examples say. */
static void
test_rules (void)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruChecker) checker = naru_checker_new_for_plans ("en", refused);

  for (guint i = 0; i < refused->len; i++)
    g_printerr ("%s\n", (char *) g_ptr_array_index (refused, i));
  g_assert_cmpuint (refused->len, ==, 0);
}

static void
test_long_sentence (void)
{
  g_autoptr (NaruChecker) checker = naru_checker_new_for_plans ("en", NULL);
  g_autoptr (NaruDraft) draft = naru_draft_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) text = g_string_new ("Call");

  for (guint i = 0; i < 60; i++)
    g_string_append (text, " and call");
  naru_draft_add_text (draft, "goal:1", text->str);
  findings = naru_checker_check (checker, draft, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((NaruFinding *) findings->pdata[0])->rule, ==, "reading.long-sentence");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-wording/rules", test_rules);
  g_test_add_func ("/plan-wording/cases", test_cases);
  g_test_add_func ("/plan-wording/long-sentence", test_long_sentence);
  return g_test_run ();
}
