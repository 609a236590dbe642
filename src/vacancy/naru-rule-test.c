/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules against their own examples: each is found in all that must be found, and in nothing that is lawful. */
#include "naru-checker-private.h"

#include <string.h>

/* "payMin.amount=9000; text=…" for the checks of the program; everything else is a text. */
static NaruDraft *
make_draft (const NaruRule *rule, const char *example)
{
  g_auto (GStrv) parts = NULL;
  NaruDraft *draft;

  if (!rule->checked)
    return naru_draft_new_from_text (example);
  draft = naru_draft_new ();
  parts = g_strsplit (example, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = g_strstrip (parts[i]);
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (g_str_equal (name, "essentials"))
        {
          draft->structured = TRUE;
          draft->essentials = (guint) g_ascii_strtoull (equals + 1, NULL, 10);
        }
      else if (g_str_has_prefix (name, "text") || g_str_equal (name, "must"))
        {
          naru_draft_add_text (draft, name, equals + 1);
          if (g_str_equal (name, "must"))
            {
              NaruDraftText *added = g_ptr_array_index (draft->texts, draft->texts->len - 1);

              draft->structured = added->essential = TRUE;
            }
        }
      else
        naru_draft_set (draft, name, equals + 1);
    }
  return draft;
}

static gboolean
finds (NaruChecker *checker, const NaruRule *rule, const char *example)
{
  g_autoptr (NaruDraft) draft = make_draft (rule, example);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((NaruFinding *) findings->pdata[i])->rule, rule->id))
      return TRUE;
  return FALSE;
}

static void
test_examples (NaruChecker *checker, const NaruRule *rule, GPtrArray *examples, gboolean expected,
               GPtrArray *problems)
{
  for (guint i = 0; examples != NULL && i < examples->len; i++)
    if (finds (checker, rule, examples->pdata[i]) != expected)
      g_ptr_array_add (problems, g_strdup_printf ("%s [%s] %s: %s", rule->id,
                                                  naru_tongue_names[checker->tongue],
                                                  expected ? "not found" : "found in a lawful text",
                                                  (char *) examples->pdata[i]));
}

/* The first law under which the rule holds, that of the language first. */
static const char *
law_for (const NaruRule *rule, NaruTongue tongue)
{
  const char *usual = naru_checker_default_jurisdiction (naru_tongue_names[tongue]);
  NaruLaw law;

  if (naru_law_from_name (usual, &law) && rule->levels[law] != NARU_LEVEL_NONE)
    return usual;
  for (guint i = 0; i < NARU_N_LAWS; i++)
    if (rule->levels[i] != NARU_LEVEL_NONE)
      return naru_law_names[i];
  return usual;
}

/* Reading all rules takes longer than all examples of one: the checker of a language and a law is made once.
 * Returns: (transfer none) */
static NaruChecker *
get_checker (GHashTable *checkers, NaruTongue tongue, const char *law, const char *folder)
{
  g_autofree char *key = g_strconcat (naru_tongue_names[tongue], " ", law, NULL);
  NaruChecker *checker = g_hash_table_lookup (checkers, key);

  if (checker != NULL)
    return checker;
  checker = naru_checker_new (naru_tongue_names[tongue], law);
  if (folder != NULL)
    naru_checker_add_folder (checker, folder, NULL);
  g_hash_table_insert (checkers, g_steal_pointer (&key), checker);
  return checker;
}

/* A centre can put a rule of the program out of force. */
static gboolean
holds (const NaruRule *rule)
{
  for (guint i = 0; i < NARU_N_LAWS; i++)
    if (rule->levels[i] != NARU_LEVEL_NONE)
      return TRUE;
  return FALSE;
}

/**
 * naru_checker_test_rules:
 * @folder: (nullable): rule files of a centre to test as well
 *
 * Checks every rule against its own examples.
 *
 * Returns: (transfer full) (element-type utf8): what failed, a line each; none: all is well
 */
GPtrArray *
naru_checker_test_rules (const char *folder)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruChecker) first = naru_checker_new ("en", NULL);
  g_autoptr (GHashTable) checkers
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) naru_checker_free);

  if (folder != NULL)
    naru_checker_add_folder (first, folder, problems);
  for (guint r = 0; r < first->set->rules->len; r++)
    for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
      {
        const NaruRule *rule = g_ptr_array_index (first->set->rules, r);
        NaruChecker *checker;

        if ((rule->found[tongue] == NULL && rule->lawful[tongue] == NULL) || !holds (rule))
          continue;
        checker = get_checker (checkers, (NaruTongue) tongue, law_for (rule, (NaruTongue) tongue),
                               folder);
        test_examples (checker, rule, rule->found[tongue], TRUE, problems);
        test_examples (checker, rule, rule->lawful[tongue], FALSE, problems);
      }
  return problems;
}
