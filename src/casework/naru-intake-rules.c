/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and checks a path of the intake interview, as it is written in a file. */
#include "naru-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-vocabulary.h"

static const char *const kinds[] = { "one", "many", "digital", "needs", "consent" };

static void
condition_free (NaruIntakeCondition *condition)
{
  if (condition != NULL)
    g_ptr_array_unref (condition);
}

static void
answer_free (gpointer data)
{
  NaruIntakeAnswer *answer = data;

  g_free (answer->id);
  g_free (answer->group);
  naru_words_clear (&answer->title);
  naru_words_clear (&answer->hint);
  g_free (answer);
}

static void
question_free (gpointer data)
{
  NaruIntakeQuestion *question = data;

  g_free (question->id);
  naru_words_clear (&question->brief);
  naru_words_clear (&question->title);
  naru_words_clear (&question->hint);
  condition_free (question->ask);
  g_ptr_array_unref (question->answers);
  g_free (question);
}

static void
rule_free (gpointer data)
{
  NaruIntakeRule *rule = data;

  g_free (rule->id);
  g_free (rule->outcome);
  condition_free (rule->when);
  naru_words_clear (&rule->to);
  naru_words_clear (&rule->words);
  g_free (rule);
}

static void
screening_free (gpointer data)
{
  NaruScreeningQuestion *question = data;

  g_free (question->area);
  naru_words_clear (&question->title);
  g_free (question);
}

/**
 * naru_intake_rules_unref:
 *
 * Gives up a reference.
 */
void
naru_intake_rules_unref (NaruIntakeRules *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->fault);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->screening);
  g_ptr_array_unref (self->channels);
  for (guint i = 0; i < NARU_SCREENING_LEVELS; i++)
    naru_words_clear (&self->levels[i]);
  g_free (self);
}

/**
 * naru_intake_rules_find:
 *
 * Returns: (transfer none) (nullable): the question of that id
 */
const NaruIntakeQuestion *
naru_intake_rules_find (const NaruIntakeRules *self, const char *id)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (self->questions, i);

      if (g_strcmp0 (question->id, id) == 0)
        return question;
    }
  return NULL;
}

typedef struct
{
  const char *json;
  NaruIntakeRules *rules;
} Reader;

/* Says where: a path is written by hand. @format takes @what. */
static gboolean
refuse (Reader *self, NaruJsonSpan where, const char *format, const char *what, GError **error)
{
  g_autofree char *message = g_strdup_printf (format, what != NULL ? what : "");
  guint line = 1;

  for (const char *at = self->json; where.text != NULL && at < where.text; at++)
    line += *at == '\n';
  /* Translators: of a file; %2$s is what is wrong there, a sentence */
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("Line %1$u: %2$s"), line, message);
  return FALSE;
}

/* An id is kept in records, where a space parts two of them. */
static char *
read_id (NaruJsonSpan object, const char *member)
{
  char *id = naru_json_span_dup_string (naru_json_span_member (object, member));

  if (id != NULL && (*id == '\0' || strpbrk (id, " @\t\n") != NULL))
    g_clear_pointer (&id, g_free);
  return id;
}

static NaruIntakeCondition *
read_condition (NaruJsonSpan span)
{
  NaruIntakeCondition *condition;
  NaruJsonSpan clause;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return NULL;
  condition = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &clause))
    {
      g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
      NaruJsonSpan word;
      NaruJsonIter inner;

      naru_json_iter_init (&inner, clause);
      while (naru_json_iter_next (&inner, NULL, &word))
        {
          g_autofree char *text = naru_json_span_dup_string (word);

          if (text != NULL)
            g_strv_builder_add (words, text);
        }
      g_ptr_array_add (condition, g_strv_builder_end (words));
    }
  return condition;
}

static gboolean
is_true (NaruJsonSpan span)
{
  return naru_json_span_kind (span) == NARU_JSON_BOOLEAN && *span.text == 't';
}

static gboolean
has_title (const NaruWords *words)
{
  return *naru_words_get (words, NULL) != '\0';
}

static gboolean
has_term (const char *vocabulary, const char *code)
{
  return code != NULL && naru_vocabulary_has (naru_vocabulary_get (vocabulary), code);
}

static gboolean
read_answers (Reader *self, NaruIntakeQuestion *question, NaruJsonSpan where, GError **error)
{
  NaruJsonSpan span = naru_json_span_member (where, "answers");
  NaruJsonSpan item;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return question->kind > NARU_INTAKE_MANY
           || refuse (self, where, _ ("The question “%s” has no answers."), question->id, error);
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &item))
    {
      NaruIntakeAnswer *answer = g_new0 (NaruIntakeAnswer, 1);

      g_ptr_array_add (question->answers, answer);
      answer->id = read_id (item, "id");
      answer->group = naru_json_span_dup_string (naru_json_span_member (item, "group"));
      answer->alone = is_true (naru_json_span_member (item, "alone"));
      naru_words_read (&answer->title, naru_json_span_member (item, "title"));
      naru_words_read (&answer->hint, naru_json_span_member (item, "hint"));
      if (answer->id == NULL || !has_title (&answer->title))
        return refuse (self, item, _ ("An answer to “%s” has no id or no title."), question->id,
                       error);
      if (answer->group != NULL && !has_term ("client-group", answer->group))
        return refuse (self, item, _ ("“%s” is not a client group."), answer->group, error);
    }
  return TRUE;
}

/* A clause about a question that is not asked before would never hold. */
static gboolean
check_condition (Reader *self, const NaruIntakeCondition *condition, guint n_before,
                 NaruJsonSpan place, const char *id, GError **error)
{
  for (guint i = 0; condition != NULL && i < condition->len; i++)
    {
      GStrv clause = g_ptr_array_index (condition, i);
      gboolean known = FALSE;

      for (guint q = 0; q < n_before && clause[0] != NULL; q++)
        {
          const NaruIntakeQuestion *question = g_ptr_array_index (self->rules->questions, q);

          known = known || strcmp (question->id, clause[0]) == 0;
        }
      if (!known || clause[1] == NULL)
        return refuse (self, place, _ ("“%s” depends on a question that is not asked before."), id,
                       error);
    }
  return TRUE;
}

static gboolean
read_question (Reader *self, NaruJsonSpan item, GError **error)
{
  g_autofree char *kind = naru_json_span_dup_string (naru_json_span_member (item, "kind"));
  NaruIntakeQuestion *question = g_new0 (NaruIntakeQuestion, 1);
  guint n_before = self->rules->questions->len;
  guint k;

  question->answers = g_ptr_array_new_with_free_func (answer_free);
  question->id = read_id (item, "id");
  naru_words_read (&question->brief, naru_json_span_member (item, "short"));
  naru_words_read (&question->title, naru_json_span_member (item, "title"));
  naru_words_read (&question->hint, naru_json_span_member (item, "hint"));
  question->ask = read_condition (naru_json_span_member (item, "ask"));
  g_ptr_array_add (self->rules->questions, question);
  for (k = 0; k < G_N_ELEMENTS (kinds) && g_strcmp0 (kind, kinds[k]) != 0; k++)
    ;
  if (question->id == NULL || k == G_N_ELEMENTS (kinds))
    return refuse (self, item, _ ("A question has no id or a kind that is not known: “%s”."), kind,
                   error);
  question->kind = k;
  if (naru_intake_rules_find (self->rules, question->id) != question)
    return refuse (self, item, _ ("The question “%s” is there twice."), question->id, error);
  if (!has_title (&question->title) || !has_title (&question->brief))
    return refuse (self, item, _ ("The question “%s” has no title."), question->id, error);
  return check_condition (self, question->ask, n_before, item, question->id, error)
         && read_answers (self, question, item, error);
}

/* Both kinds of rule: @member is what its outcome is called, a code of @vocabulary. */
static NaruIntakeRule *
read_rule (Reader *self, GPtrArray *into, NaruJsonSpan item, const char *member,
           const char *vocabulary, GError **error)
{
  NaruIntakeRule *rule = g_new0 (NaruIntakeRule, 1);

  rule->id = read_id (item, "id");
  rule->outcome = naru_json_span_dup_string (naru_json_span_member (item, member));
  rule->paper = is_true (naru_json_span_member (item, "paper"));
  rule->when = read_condition (naru_json_span_member (item, "when"));
  naru_words_read (&rule->to, naru_json_span_member (item, "to"));
  naru_words_read (&rule->words, naru_json_span_member (item, "words"));
  g_ptr_array_add (into, rule);
  if (rule->id == NULL || rule->when == NULL)
    refuse (self, item, _ ("A rule has no id or no condition: “%s”."), rule->id, error);
  else if (!has_term (vocabulary, rule->outcome))
    refuse (self, item, _ ("The rule “%s” leads nowhere."), rule->id, error);
  else if (!has_title (&rule->words))
    refuse (self, item, _ ("The rule “%s” does not say why."), rule->id, error);
  else
    return rule;
  return NULL;
}

static gboolean
read_route (Reader *self, NaruJsonSpan item, GError **error)
{
  const NaruIntakeRule *rule
      = read_rule (self, self->rules->rules, item, "route", "intake-route", error);

  return rule != NULL
         && check_condition (self, rule->when, self->rules->questions->len, item, rule->id, error);
}

static gboolean
read_channel (Reader *self, NaruJsonSpan item, GError **error)
{
  return read_rule (self, self->rules->channels, item, "channel", "channel", error) != NULL;
}

static gboolean
read_screening_question (Reader *self, NaruJsonSpan item, GError **error)
{
  NaruScreeningQuestion *question = g_new0 (NaruScreeningQuestion, 1);

  question->area = naru_json_span_dup_string (naru_json_span_member (item, "area"));
  naru_words_read (&question->title, naru_json_span_member (item, "title"));
  g_ptr_array_add (self->rules->screening, question);
  return has_term ("digcomp", question->area)
         || refuse (self, item, _ ("“%s” is not an area of digital skills."), question->area,
                    error);
}

typedef gboolean (*ReadItem) (Reader *self, NaruJsonSpan item, GError **error);

static gboolean
read_array (Reader *self, NaruJsonSpan parent, const char *member, ReadItem read, GError **error)
{
  NaruJsonSpan span = naru_json_span_member (parent, member);
  NaruJsonSpan item;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return TRUE;
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &item))
    if (!read (self, item, error))
      return FALSE;
  return TRUE;
}

/**
 * naru_intake_rules_parse:
 * @json: a rule file
 * @error: return location for an error
 *
 * Reads and checks a path.
 *
 * Returns: (transfer full) (nullable): the path; %NARU_ERROR_JSON or %NARU_ERROR_INVALID with the line and what is wrong
 *   there
 */
NaruIntakeRules *
naru_intake_rules_parse (const char *json, GError **error)
{
  g_autoptr (NaruIntakeRules) self = NULL;
  g_autofree char *version = NULL;
  NaruJsonSpan root, screening, level;
  NaruJsonIter iter;
  Reader reader;

  if (!naru_json_check_object (json, -1, error))
    return NULL;
  root = naru_json_span (json, -1);
  screening = naru_json_span_member (root, "screening");
  self = g_new0 (NaruIntakeRules, 1);
  g_atomic_ref_count_init (&self->references);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->screening = g_ptr_array_new_with_free_func (screening_free);
  self->channels = g_ptr_array_new_with_free_func (rule_free);
  version = naru_json_span_dup (naru_json_span_member (root, "version"));
  self->version = version != NULL ? (guint) g_ascii_strtoull (version, NULL, 10) : 0;
  reader = (Reader){ json, self };
  if (!read_array (&reader, root, "questions", read_question, error)
      || !read_array (&reader, root, "rules", read_route, error)
      || !read_array (&reader, screening, "questions", read_screening_question, error)
      || !read_array (&reader, screening, "rules", read_channel, error))
    return NULL;
  if (self->version == 0 || self->questions->len == 0 || self->rules->len == 0)
    {
      refuse (&reader, root, "%s", _ ("The path has no version, no questions or no rules."), error);
      return NULL;
    }
  naru_json_iter_init (&iter, naru_json_span_member (screening, "levels"));
  for (guint i = 0; i < NARU_SCREENING_LEVELS && naru_json_iter_next (&iter, NULL, &level); i++)
    naru_words_read (&self->levels[i], level);
  return g_steal_pointer (&self);
}
