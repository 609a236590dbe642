/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advertisements and rule files: what is found lies where it is said to lie, and whatever a rule file says is taken or refused. */
#include "fuzz.h"

#include <string.h>

#include "naru-rule-private.h"

/* The words are those of the text; what is no text for its reader, tags and entities, is space in them. */
static void
check_words (const char *words, const char *found)
{
  g_assert_cmpint (g_utf8_strlen (words, -1), ==, g_utf8_strlen (found, -1));
  for (; *found != '\0'; words = g_utf8_next_char (words), found = g_utf8_next_char (found))
    g_assert_true (g_utf8_get_char (found) == g_utf8_get_char (words) || *found == ' ');
}

static void
check_places (const char *text, const char *language)
{
  g_autoptr (NaruChecker) checker = naru_checker_new (language, NULL);
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);
  glong length = g_utf8_strlen (text, -1);

  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = findings->pdata[i];
      g_autofree char *words = NULL;

      g_assert_cmpuint (finding->start, <=, finding->end);
      g_assert_cmpint (finding->end, <=, length);
      words = g_utf8_substring (text, finding->start, finding->end);
      check_words (words, finding->text);
    }
}

static void
read_rules (const char *text)
{
  g_autoptr (NaruRuleSet) set = naru_rule_set_new ();
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);

  naru_rule_set_read (set, text, "fuzz", refused);
  naru_rule_set_index (set);
  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    for (guint i = 0; i < set->tries[tongue]->len; i++)
      naru_phrase_is_there (g_array_index (set->tries[tongue], NaruTry, i).phrase,
                            "a young man, 20세~35세", strlen ("a young man, 20세~35세"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  NaruDraft *draft = naru_draft_new_from_json (text, -1, NULL);

  naru_draft_free (draft);
  check_places (text, "en");
  check_places (text, "ko");
  read_rules (text);
  return 0;
}
