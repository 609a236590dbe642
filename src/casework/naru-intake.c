/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluates the path of the intake interview. What is not known yet is a third truth: a rule fires only when no rule before
 * it could still hold, so that a route once shown is not taken back by the next question. */
#include "naru-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REROUTE "reroute-"

typedef enum
{
  NO,
  YES,
  UNKNOWN,
} Truth;

static gboolean
has_any (const char *given, GStrv clause)
{
  g_auto (GStrv) answers = g_strsplit (given, " ", -1);

  for (guint i = 1; clause[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) answers, clause[i]))
      return TRUE;
  return FALSE;
}

/* @open: questions that are or may be asked and have no answer yet; %NULL where all there is is known */
static Truth
judge (const NaruIntakeCondition *condition, GHashTable *answers, GHashTable *open)
{
  Truth truth = YES;

  for (guint i = 0; condition != NULL && i < condition->len; i++)
    {
      GStrv clause = g_ptr_array_index (condition, i);
      const char *given = g_hash_table_lookup (answers, clause[0]);

      if (given != NULL && has_any (given, clause))
        continue;
      if (given != NULL || open == NULL || !g_hash_table_contains (open, clause[0]))
        return NO;
      truth = UNKNOWN;
    }
  return truth;
}

/**
 * naru_intake_state_free:
 * @self: (nullable): a state
 */
void
naru_intake_state_free (NaruIntakeState *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->path);
  g_free (self);
}

/**
 * naru_intake_evaluate:
 * @rules: a path
 * @answers: (element-type utf8 utf8): question to its answers, separated by spaces. Those to questions that are not asked
 *   because of other answers are left alone
 * @may_see_needs: whether whoever asks may write down barriers; the question is left out for others
 *
 * Returns: (transfer full): where the interview stands; it refers to @rules
 */
NaruIntakeState *
naru_intake_evaluate (const NaruIntakeRules *rules, GHashTable *answers, gboolean may_see_needs)
{
  NaruIntakeState *self = g_new0 (NaruIntakeState, 1);
  g_autoptr (GHashTable) valid = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  self->path = g_ptr_array_new ();
  for (guint i = 0; i < rules->questions->len; i++)
    {
      NaruIntakeQuestion *question = g_ptr_array_index (rules->questions, i);
      char *given = g_hash_table_lookup (answers, question->id);
      Truth asked = judge (question->ask, valid, open);

      if (asked == NO || (question->kind == NARU_INTAKE_NEEDS && !may_see_needs && given == NULL))
        continue;
      g_ptr_array_add (self->path, question);
      if (asked == YES && given != NULL && *given != '\0')
        {
          g_hash_table_insert (valid, question->id, given);
          self->n_answered++;
        }
      else
        {
          g_hash_table_add (open, question->id);
          if (self->next == NULL)
            self->next = question;
        }
    }
  for (guint i = 0; i < rules->rules->len; i++)
    {
      const NaruIntakeRule *rule = g_ptr_array_index (rules->rules, i);
      Truth truth = judge (rule->when, valid, open);

      if (truth == YES)
        self->rule = rule;
      if (truth != NO)
        break;
    }
  return self;
}

/**
 * naru_screening_evaluate:
 * @rules: a path
 * @levels: (element-type utf8 utf8): area to level, "0" to "3"
 *
 * Returns: (transfer none) (nullable): what is proposed: the first rule that holds
 */
const NaruIntakeRule *
naru_screening_evaluate (const NaruIntakeRules *rules, GHashTable *levels)
{
  for (guint i = 0; i < rules->channels->len; i++)
    {
      const NaruIntakeRule *rule = g_ptr_array_index (rules->channels, i);

      if (judge (rule->when, levels, NULL) == YES)
        return rule;
    }
  return NULL;
}

/**
 * naru_intake_read_answers:
 * @jobseeker: a person
 *
 * Returns: (transfer full) (element-type utf8 utf8): what is stored, by question
 */
GHashTable *
naru_intake_read_answers (NaruRecord *jobseeker)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < naru_record_get_length (jobseeker, "intake"); i++)
    {
      char *question = naru_record_get_element (jobseeker, "intake", i, "question");
      char *answer = naru_record_get_element (jobseeker, "intake", i, "answer");

      if (question != NULL && answer != NULL)
        g_hash_table_insert (answers, question, answer);
      else
        {
          g_free (question);
          g_free (answer);
        }
    }
  return answers;
}

/**
 * naru_intake_version_of:
 * @jobseeker: a person
 *
 * Returns: the version of the path under which the person was asked last; 0 where nothing is stored
 */
guint
naru_intake_version_of (NaruRecord *jobseeker)
{
  guint version = 0;

  for (guint i = 0; i < naru_record_get_length (jobseeker, "intake"); i++)
    {
      g_autofree char *rule = naru_record_get_element (jobseeker, "intake", i, "rule");
      const char *at = rule != NULL ? strchr (rule, '@') : NULL;

      if (at != NULL)
        version = MAX (version, (guint) g_ascii_strtoull (at + 1, NULL, 10));
    }
  return version;
}

/* The route that somebody chose by hand last; they are numbered. */
static char *
find_reroute (GHashTable *answers)
{
  GHashTableIter iter;
  gpointer question, answer;
  guint64 highest = 0;
  const char *route = NULL;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &question, &answer))
    if (g_str_has_prefix (question, REROUTE))
      {
        guint64 number = g_ascii_strtoull ((const char *) question + strlen (REROUTE), NULL, 10);

        if (number < highest)
          continue;
        highest = number;
        route = answer;
      }
  return g_strdup (route);
}

/**
 * naru_intake_replay:
 * @rules: the path under which the person was asked, see naru_intake_version_of()
 * @jobseeker: a person
 *
 * Returns: (transfer full) (nullable): the route that the stored answers give, rerouting included; %NULL as long as they
 *   give none
 */
char *
naru_intake_replay (const NaruIntakeRules *rules, NaruRecord *jobseeker)
{
  g_autoptr (GHashTable) answers = naru_intake_read_answers (jobseeker);
  g_autoptr (NaruIntakeState) state = naru_intake_evaluate (rules, answers, TRUE);
  char *chosen = find_reroute (answers);

  if (chosen != NULL)
    return chosen;
  return state->rule != NULL ? g_strdup (state->rule->outcome) : NULL;
}

static gboolean
is_given (const char *given, const char *answer)
{
  g_auto (GStrv) words = g_strsplit (given != NULL ? given : "", " ", -1);

  return g_strv_contains ((const char *const *) words, answer);
}

/* What the answers would be with one more, or with another. */
static char *
with_answer (const NaruIntakeQuestion *question, const char *given, const NaruIntakeAnswer *answer)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0;
       question->kind == NARU_INTAKE_MANY && !answer->alone && i < question->answers->len; i++)
    {
      const NaruIntakeAnswer *other = g_ptr_array_index (question->answers, i);

      if (!other->alone && is_given (given, other->id))
        g_string_append_printf (out, "%s ", other->id);
    }
  g_string_append (out, answer->id);
  return g_string_free (out, FALSE);
}

/**
 * naru_intake_alternatives:
 * @rules: a path
 * @answers: (element-type utf8 utf8): what is answered
 * @question: the question that is seen
 *
 * What another answer to it would change.
 *
 * Returns: (transfer full): sentences: "With “Veteran”: Veterans' centre"; only answers that lead elsewhere
 */
char **
naru_intake_alternatives (const NaruIntakeRules *rules, GHashTable *answers,
                          const NaruIntakeQuestion *question)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_autoptr (NaruIntakeState) now = naru_intake_evaluate (rules, answers, TRUE);
  const char *given = g_hash_table_lookup (answers, question->id);

  for (guint i = 0; i < question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (question->answers, i);
      g_autoptr (GHashTable) other = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (NaruIntakeState) then = NULL;
      g_autofree char *value = with_answer (question, given, answer);
      g_autofree char *sentence = NULL;
      GHashTableIter iter;
      gpointer key, text;

      if (is_given (given, answer->id))
        continue;
      g_hash_table_iter_init (&iter, answers);
      while (g_hash_table_iter_next (&iter, &key, &text))
        g_hash_table_insert (other, key, text);
      g_hash_table_insert (other, question->id, value);
      then = naru_intake_evaluate (rules, other, TRUE);
      if (then->rule == NULL || then->rule == now->rule)
        continue;
      /* Translators: %1$s is an answer, %2$s to whom the person goes with it */
      sentence = g_strdup_printf (_ ("With “%1$s”: %2$s"), naru_words_get (&answer->title, NULL),
                                  naru_words_get (&then->rule->to, NULL));
      g_strv_builder_add (sentences, sentence);
    }
  return g_strv_builder_end (sentences);
}
