/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule files: each rule does what its own examples say, and what is not complete does not load. */
#include <glib/gstdio.h>
#include <string.h>

#include "folder.h"
#include "naru-rule-private.h"

/* The sanitizers take several times as long: one of so many. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STRIDE 4
#endif
#endif
#ifndef STRIDE
#define STRIDE 1
#endif

static void
test_examples (void)
{
  g_autoptr (GPtrArray) problems = naru_checker_test_rules (NULL);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
check_text (NaruRuleSet *set, NaruTongue tongue, NaruRuleScan *room, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  naru_rule_index_scan (set->indexes[tongue], text, strlen (text), lower, room);
  for (guint i = 0; i < set->tries[tongue]->len; i++)
    {
      NaruPhrase *phrase = g_array_index (set->tries[tongue], NaruTry, i).phrase;

      if (naru_rule_index_may_be_there (set->indexes[tongue], room, phrase)
          || !naru_phrase_is_there (phrase, text, strlen (text)))
        continue;
      g_test_message ("wording %u is passed over: %s", i, text);
      g_test_fail ();
    }
}

static void
check_texts (NaruRuleSet *set, NaruTongue tongue, GPtrArray *texts, NaruRuleScan *room)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const char *text = texts->pdata[i];
      /* as sentences are glued to one another in real advertisements; and with a letter that grows in lower case */
      g_autofree char *glued = g_strconcat ("required", text, "Good", NULL);
      g_autofree char *grown = g_strconcat ("İ ", text, NULL);

      check_text (set, tongue, room, text);
      check_text (set, tongue, room, glued);
      check_text (set, tongue, room, grown);
    }
}

/* Most wordings are never tried, since words are not there that they need. None of those could have been found. */
static void
test_index (void)
{
  g_autoptr (NaruRuleSet) set = naru_rule_set_built_in ();

  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    {
      NaruRuleScan *room = naru_rule_index_make_room (set->indexes[tongue]);

      for (guint i = 0; i < set->rules->len; i += STRIDE)
        {
          const NaruRule *rule = g_ptr_array_index (set->rules, i);

          check_texts (set, (NaruTongue) tongue, rule->found[tongue], room);
          check_texts (set, (NaruTongue) tongue, rule->lawful[tongue], room);
        }
      naru_rule_scan_free (room);
    }
}

/* A rule of a centre: what is left out of it, by the line that begins with it, and what is said of that. */
static const char *const centre_rule[] = { "Rule: centre.shift",
                                           "Level: review",
                                           "Message[en]: m {words}",
                                           "Message[ko]: m",
                                           "Message[fr]: m",
                                           "Why[en]: w",
                                           "Why[ko]: w",
                                           "Why[fr]: w",
                                           "Source: the works council",
                                           "Find[en]:",
                                           " graveyard shift",
                                           "Found[en]:",
                                           " You work the graveyard shift.",
                                           "Lawful[en]:",
                                           " You work nights.",
                                           NULL };

static GPtrArray *
load (NaruChecker *checker, const char *left_out, const char *added, gboolean *loaded)
{
  g_autofree char *folder = g_dir_make_tmp ("naru-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "centre.rules", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *refused = g_ptr_array_new_with_free_func (g_free);
  gboolean skip = FALSE;

  for (guint i = 0; centre_rule[i] != NULL; i++)
    {
      if (*centre_rule[i] != ' ')
        skip = left_out != NULL && g_str_has_prefix (centre_rule[i], left_out);
      if (!skip)
        g_string_append_printf (text, "%s\n", centre_rule[i]);
    }
  if (added != NULL)
    g_string_append_printf (text, "%s\n", added);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  *loaded = naru_checker_add_folder (checker, folder, refused);
  remove_folder (folder);
  return refused;
}

static gboolean
finds (NaruChecker *checker, const char *text, const char *rule)
{
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((NaruFinding *) findings->pdata[i])->rule, rule))
      return TRUE;
  return FALSE;
}

static void
test_centre (void)
{
  g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
  g_autoptr (GPtrArray) refused = NULL;
  gboolean loaded;

  g_assert_false (finds (checker, "The graveyard shift.", "centre.shift"));
  refused = load (checker, NULL, "\nClass: want\nWords[en]:\n hoped for\n", &loaded);
  g_assert_true (loaded);
  g_assert_true (finds (checker, "The graveyard shift.", "centre.shift"));
  g_assert_true (finds (checker, "The maximum age is 40.", "age.limit"));
}

static NaruLevel
level_of (NaruChecker *checker, const char *text, const char *rule)
{
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((NaruFinding *) findings->pdata[i])->rule, rule))
      return ((NaruFinding *) findings->pdata[i])->level;
  return NARU_N_LEVELS;
}

/* What the centre shares comes to what it has in a folder, and changes rules of the program: their level, or all of them. */
static void
test_override (void)
{
  g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
  g_autoptr (GPtrArray) folder = NULL;
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  gboolean loaded;

  folder = load (checker, NULL, NULL, &loaded);
  g_assert_true (loaded);
  g_assert_true (naru_checker_add_text (checker,
                                        "Rule: age.energetic\nLevel: none\n\n"
                                        "Rule: sex.title\nLevel: review\nLevel[GB]: legal\n",
                                        "shared", refused));
  g_assert_cmpuint (refused->len, ==, 0);
  g_assert_cmpint (level_of (checker, "An energetic waitress.", "age.energetic"), ==,
                   NARU_N_LEVELS);
  g_assert_cmpint (level_of (checker, "An energetic waitress.", "sex.title"), ==, NARU_LEVEL_LEGAL);
  g_assert_true (finds (checker, "The graveyard shift.", "centre.shift"));
  g_assert_true (naru_checker_add_text (
      checker,
      "Rule: sex.title\nLevel: hint\nMessage[en]: m\nMessage[ko]: m\nMessage[fr]: m\nWhy[en]: w\n"
      "Why[ko]: w\nWhy[fr]: w\nSource: s\nFind[en]:\n waitress\nFound[en]:\n A waitress.\n"
      "Lawful[en]:\n A foreman.\n",
      "later", refused));
  g_assert_cmpint (level_of (checker, "A waitress.", "sex.title"), ==, NARU_LEVEL_HINT);
  g_assert_cmpint (level_of (checker, "A foreman.", "sex.title"), ==, NARU_N_LEVELS);
  /* a rule of the centre is not there twice, and what is wrong is said with its place */
  g_assert_false (
      naru_checker_add_text (checker, "Rule: centre.shift\nLevel: legal\n", "again", refused));
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_true (g_str_has_prefix (refused->pdata[0], "again:1:"));
  g_assert_true (finds (checker, "The graveyard shift.", "centre.shift"));
}

static void
test_incomplete (void)
{
  static const char *const keys[]
      = { "Message[ko]", "Why[fr]", "Source", "Find[en]", "Found[en]", "Lawful[en]" };
  static const char *const wrong[] = { "Level[XX]: legal",
                                       "Level: grave",
                                       "Nonsense: x",
                                       "Find[xx]:\n words",
                                       "Find[en]:\n (a|b",
                                       "Find[en]:\n of",
                                       "Find[en]:\n {nosuch} words",
                                       "Find[en]:\n words ..40 apart" };

  for (guint i = 0; i < G_N_ELEMENTS (keys) + G_N_ELEMENTS (wrong); i += STRIDE)
    {
      g_autoptr (NaruChecker) checker = naru_checker_new ("en", "GB");
      g_autoptr (GPtrArray) refused = NULL;
      gboolean loaded;

      refused = i < G_N_ELEMENTS (keys)
                    ? load (checker, keys[i], NULL, &loaded)
                    : load (checker, NULL, wrong[i - G_N_ELEMENTS (keys)], &loaded);
      g_assert_false (loaded);
      g_assert_cmpuint (refused->len, >, 0);
      g_assert_true (g_str_has_prefix (refused->pdata[0], "centre.rules:"));
      g_assert_false (finds (checker, "The graveyard shift.", "centre.shift"));
    }
}

/* A rule that does not do what its examples say is named. */
static void
test_wrong_examples (void)
{
  g_autofree char *folder = g_dir_make_tmp ("naru-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "wrong.rules", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 0; centre_rule[i] != NULL; i++)
    g_string_append_printf (text, "%s\n", centre_rule[i]);
  g_string_replace (text, "You work nights.", "No graveyard shift.", 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  problems = naru_checker_test_rules (folder);
  remove_folder (folder);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (problems->pdata[0], "centre.shift"));
}

static void
test_minimum_wage (void)
{
  static const struct
  {
    const char *on;
    const char *amount;
  } days[] = { { "2023-12-31", NULL },        { "2024-01-01", "9860 KRW" },
               { "2025-12-31", "10030 KRW" }, { "2026-11-22", "10320 KRW" },
               { "2027-06-01", "10700 KRW" }, { "2028-01-01", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *amount = naru_minimum_wage ("KR", days[i].on, NULL);

      g_assert_cmpstr (amount, ==, days[i].amount);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy/rules/every rule finds its examples and leaves what is lawful",
                   test_examples);
  g_test_add_func ("/vacancy/rules/what is passed over could not be found", test_index);
  g_test_add_func ("/vacancy/rules/a centre adds rules and words", test_centre);
  g_test_add_func ("/vacancy/rules/a centre changes rules of the program", test_override);
  g_test_add_func ("/vacancy/rules/a rule that is not complete does not load", test_incomplete);
  g_test_add_func ("/vacancy/rules/a rule that fails its examples is named", test_wrong_examples);
  g_test_add_func ("/vacancy/rules/the minimum wage goes by the day", test_minimum_wage);
  return g_test_run ();
}
