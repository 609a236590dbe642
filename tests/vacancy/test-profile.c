/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profiles of occupations are whole, say nothing twice, and are found by the words that people use. */
#include "naru-profile.h"

#include <string.h>

#include "naru-vocabulary.h"

#define LEAST_PROFILES 120
#define LEAST_TASKS 8
#define LEAST_SKILLS 8

static guint
count (const NaruProfile *profile, NaruProfileKind kind)
{
  guint n = 0;

  for (guint i = 0; i < profile->lines->len; i++)
    n += g_array_index (profile->lines, NaruProfileLine, i).kind == kind;
  return n;
}

static gboolean
has_hangul (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;
  return FALSE;
}

static void
test_whole (void)
{
  NaruVocabulary *occupations = naru_vocabulary_get ("isco08");
  NaruVocabulary *hazards = naru_vocabulary_get ("hazard");

  g_assert_cmpuint (naru_profile_count (), >=, LEAST_PROFILES);
  for (guint i = 0; i < naru_profile_count (); i++)
    {
      const NaruProfile *profile = naru_profile_at (i);

      g_test_message ("%s", profile->name);
      g_assert_cmpuint (strlen (profile->occupation), ==, 4);
      g_assert_true (naru_vocabulary_has (occupations, profile->occupation));
      g_assert_cmpuint (count (profile, NARU_PROFILE_TASK), >=, LEAST_TASKS);
      g_assert_cmpuint (count (profile, NARU_PROFILE_SKILL), >=, LEAST_SKILLS);
      g_assert_cmpuint (count (profile, NARU_PROFILE_CONDITION), >=, 1);
      g_assert_cmpuint (count (profile, NARU_PROFILE_REQUIREMENT), >=, 1);
      for (guint h = 0; profile->hazards[h] != NULL; h++)
        g_assert_true (naru_vocabulary_has (hazards, profile->hazards[h]));
      g_assert_nonnull (profile->korean);
      g_assert_false (has_hangul (profile->english));
    }
}

static void
add_once (GHashTable *said, const char *text, const char *who)
{
  const char *before = g_hash_table_lookup (said, text);

  if (before != NULL)
    g_error ("%s and %s both say: %s", before, who, text);
  g_hash_table_insert (said, (gpointer) text, (gpointer) who);
}

static void
test_own_words (void)
{
  /* tasks and conditions are sentences, skills are names of things: each has its own table */
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) skills = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < naru_profile_count (); i++)
    {
      const NaruProfile *profile = naru_profile_at (i);

      for (guint l = 0; l < profile->lines->len; l++)
        {
          const NaruProfileLine *line = &g_array_index (profile->lines, NaruProfileLine, l);
          GHashTable *said = line->kind == NARU_PROFILE_SKILL ? skills : sentences;

          g_assert_true (line->korean != line->english);
          g_assert_false (has_hangul (line->english));
          if (line->kind != NARU_PROFILE_TASK && line->kind != NARU_PROFILE_SKILL
              && line->kind != NARU_PROFILE_CONDITION)
            continue;
          add_once (said, line->korean, profile->name);
          add_once (said, line->english, profile->name);
        }
    }
}

static void
assert_first (const char *text, const char *name)
{
  g_autoptr (GPtrArray) found = naru_profile_search (text);

  g_test_message ("%s", text);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((NaruProfile *) found->pdata[0])->name, ==, name);
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) all = naru_profile_search ("");
  g_autoptr (GPtrArray) none = naru_profile_search ("astronaut");

  assert_first ("용접", "welder");
  assert_first ("WELD", "welder");
  assert_first ("용접사", "welder");
  assert_first ("캐셔", "cashier");
  assert_first ("포클레인", "excavator-driver");
  assert_first ("8344", "forklift-driver");
  g_assert_cmpuint (all->len, ==, naru_profile_count ());
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy/profile/is-whole", test_whole);
  g_test_add_func ("/vacancy/profile/says-nothing-twice", test_own_words);
  g_test_add_func ("/vacancy/profile/is-found-by-what-people-call-it", test_search);
  return g_test_run ();
}
