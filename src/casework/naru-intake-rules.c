/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the path of the intake interview. The program's own is version 1, after the path that Korean employment centres
 * describe; a centre keeps its own in settings "intakeRules-2", "intakeRules-3"…: the highest holds for who comes now, the
 * older ones stay, so that what was answered under them can be replayed. */
#include "naru-intake.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-vocabulary.h"

#define BUILT_IN "/io/github/naru/Naru/intake/intake.json"
#define SETTING_PREFIX "intakeRules-"

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
  g_free (rule->route);
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

static void
channel_free (gpointer data)
{
  NaruScreeningRule *rule = data;

  g_free (rule->id);
  g_free (rule->channel);
  condition_free (rule->when);
  naru_words_clear (&rule->words);
  g_free (rule);
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

static gboolean
refuse (GError **error, const char *what, const char *where)
{
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, what, where != NULL ? where : "");
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
read_answers (NaruIntakeQuestion *question, NaruJsonSpan span, GError **error)
{
  NaruJsonSpan item;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return question->kind > NARU_INTAKE_MANY
               ? TRUE
               : refuse (error, _ ("The question “%s” has no answers."), question->id);
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
      if (answer->id == NULL || *naru_words_get (&answer->title, NULL) == '\0')
        return refuse (error, _ ("An answer to “%s” has no id or no title."), question->id);
      if (answer->group != NULL
          && !naru_vocabulary_has (naru_vocabulary_get ("client-group"), answer->group))
        return refuse (error, _ ("“%s” is not a client group."), answer->group);
    }
  return TRUE;
}

static gboolean
read_question (NaruIntakeRules *self, NaruJsonSpan item, GError **error)
{
  g_autofree char *kind = naru_json_span_dup_string (naru_json_span_member (item, "kind"));
  NaruIntakeQuestion *question = g_new0 (NaruIntakeQuestion, 1);
  guint k;

  question->answers = g_ptr_array_new_with_free_func (answer_free);
  question->id = read_id (item, "id");
  naru_words_read (&question->brief, naru_json_span_member (item, "short"));
  naru_words_read (&question->title, naru_json_span_member (item, "title"));
  naru_words_read (&question->hint, naru_json_span_member (item, "hint"));
  question->ask = read_condition (naru_json_span_member (item, "ask"));
  g_ptr_array_add (self->questions, question);
  for (k = 0; k < G_N_ELEMENTS (kinds) && g_strcmp0 (kind, kinds[k]) != 0; k++)
    ;
  if (question->id == NULL || k == G_N_ELEMENTS (kinds))
    return refuse (error, _ ("A question has no id or a kind that is not known: “%s”."), kind);
  question->kind = k;
  if (*naru_words_get (&question->title, NULL) == '\0'
      || *naru_words_get (&question->brief, NULL) == '\0')
    return refuse (error, _ ("The question “%s” has no title."), question->id);
  return read_answers (question, naru_json_span_member (item, "answers"), error);
}

static gboolean
read_rule (NaruIntakeRules *self, NaruJsonSpan item, GError **error)
{
  NaruIntakeRule *rule = g_new0 (NaruIntakeRule, 1);

  rule->id = read_id (item, "id");
  rule->route = naru_json_span_dup_string (naru_json_span_member (item, "route"));
  rule->when = read_condition (naru_json_span_member (item, "when"));
  naru_words_read (&rule->to, naru_json_span_member (item, "to"));
  naru_words_read (&rule->words, naru_json_span_member (item, "words"));
  g_ptr_array_add (self->rules, rule);
  if (rule->id == NULL || rule->when == NULL)
    return refuse (error, _ ("A rule has no id or no condition: “%s”."), rule->id);
  if (rule->route == NULL
      || !naru_vocabulary_has (naru_vocabulary_get ("intake-route"), rule->route))
    return refuse (error, _ ("The rule “%s” leads to no route."), rule->id);
  if (*naru_words_get (&rule->words, NULL) == '\0')
    return refuse (error, _ ("The rule “%s” does not say why."), rule->id);
  return TRUE;
}

static gboolean
read_screening_question (NaruIntakeRules *self, NaruJsonSpan item, GError **error)
{
  NaruScreeningQuestion *question = g_new0 (NaruScreeningQuestion, 1);

  question->area = naru_json_span_dup_string (naru_json_span_member (item, "area"));
  naru_words_read (&question->title, naru_json_span_member (item, "title"));
  g_ptr_array_add (self->screening, question);
  if (question->area == NULL
      || !naru_vocabulary_has (naru_vocabulary_get ("digcomp"), question->area))
    return refuse (error, _ ("“%s” is not an area of digital skills."), question->area);
  return TRUE;
}

static gboolean
read_channel (NaruIntakeRules *self, NaruJsonSpan item, GError **error)
{
  NaruScreeningRule *rule = g_new0 (NaruScreeningRule, 1);

  rule->id = read_id (item, "id");
  rule->channel = naru_json_span_dup_string (naru_json_span_member (item, "channel"));
  rule->paper = is_true (naru_json_span_member (item, "paper"));
  rule->when = read_condition (naru_json_span_member (item, "when"));
  naru_words_read (&rule->words, naru_json_span_member (item, "words"));
  g_ptr_array_add (self->channels, rule);
  if (rule->id == NULL || rule->when == NULL || rule->channel == NULL
      || !naru_vocabulary_has (naru_vocabulary_get ("channel"), rule->channel))
    return refuse (error, _ ("A rule has no id or no condition: “%s”."), rule->id);
  return TRUE;
}

typedef gboolean (*ReadItem) (NaruIntakeRules *self, NaruJsonSpan item, GError **error);

static gboolean
read_array (NaruIntakeRules *self, NaruJsonSpan span, ReadItem read, GError **error)
{
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

/* A clause about a question that is not asked before would never hold. */
static gboolean
check_condition (NaruIntakeRules *self, const NaruIntakeCondition *condition, guint n_before,
                 const char *where, GError **error)
{
  for (guint i = 0; condition != NULL && i < condition->len; i++)
    {
      GStrv clause = g_ptr_array_index (condition, i);
      gboolean known = FALSE;

      for (guint q = 0; q < n_before && clause[0] != NULL; q++)
        {
          const NaruIntakeQuestion *question = g_ptr_array_index (self->questions, q);

          known = known || strcmp (question->id, clause[0]) == 0;
        }
      if (!known || clause[1] == NULL)
        return refuse (error, _ ("“%s” depends on a question that is not asked before."), where);
    }
  return TRUE;
}

static gboolean
check (NaruIntakeRules *self, GError **error)
{
  if (self->version == 0 || self->questions->len == 0 || self->rules->len == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("The path has no version, no questions or no rules."));
      return FALSE;
    }
  for (guint i = 0; i < self->questions->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (self->questions, i);

      if (naru_intake_rules_find (self, question->id) != question)
        return refuse (error, _ ("The question “%s” is there twice."), question->id);
      if (!check_condition (self, question->ask, i, question->id, error))
        return FALSE;
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      const NaruIntakeRule *rule = g_ptr_array_index (self->rules, i);

      if (!check_condition (self, rule->when, self->questions->len, rule->id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_intake_rules_parse:
 * @json: a rule file
 * @error: return location for an error
 *
 * Reads and checks a path.
 *
 * Returns: (transfer full) (nullable): the path; %NARU_ERROR_JSON or %NARU_ERROR_INVALID with the place of the fault
 */
NaruIntakeRules *
naru_intake_rules_parse (const char *json, GError **error)
{
  g_autoptr (NaruIntakeRules) self = NULL;
  g_autofree char *version = NULL;
  NaruJsonSpan root, screening, level;
  NaruJsonIter iter;

  if (!naru_json_check_object (json, -1, error))
    return NULL;
  root = naru_json_span (json, -1);
  screening = naru_json_span_member (root, "screening");
  self = g_new0 (NaruIntakeRules, 1);
  g_atomic_ref_count_init (&self->references);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->screening = g_ptr_array_new_with_free_func (screening_free);
  self->channels = g_ptr_array_new_with_free_func (channel_free);
  version = naru_json_span_dup (naru_json_span_member (root, "version"));
  self->version = version != NULL ? (guint) g_ascii_strtoull (version, NULL, 10) : 0;
  if (!read_array (self, naru_json_span_member (root, "questions"), read_question, error)
      || !read_array (self, naru_json_span_member (root, "rules"), read_rule, error)
      || !read_array (self, naru_json_span_member (screening, "questions"), read_screening_question,
                      error)
      || !read_array (self, naru_json_span_member (screening, "rules"), read_channel, error)
      || !check (self, error))
    return NULL;
  naru_json_iter_init (&iter, naru_json_span_member (screening, "levels"));
  for (guint i = 0; i < NARU_SCREENING_LEVELS && naru_json_iter_next (&iter, NULL, &level); i++)
    naru_words_read (&self->levels[i], level);
  return g_steal_pointer (&self);
}

static NaruIntakeRules *
load_built_in (GError **error)
{
  g_autoptr (GBytes) bytes
      = g_resources_lookup_data (BUILT_IN, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  /* a resource ends in a zero byte */
  return bytes != NULL ? naru_intake_rules_parse (g_bytes_get_data (bytes, NULL), error) : NULL;
}

static guint
version_of_key (const char *key)
{
  return key != NULL && g_str_has_prefix (key, SETTING_PREFIX)
             ? (guint) g_ascii_strtoull (key + strlen (SETTING_PREFIX), NULL, 10)
             : 0;
}

/**
 * naru_intake_rules_load:
 * @desk: a desk
 * @version: the version wanted, 0 for the one that holds now
 * @error: return location for an error
 *
 * Takes the path from the settings of the centre, or the program's own. A path of the centre that is faulty is no reason
 * to send people away: for those who come now the next older one holds.
 *
 * Returns: (transfer full) (nullable): the path; %NARU_ERROR_NOT_FOUND for a version that is not there
 */
NaruIntakeRules *
naru_intake_rules_load (NaruDesk *desk, guint version, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = naru_store_find (naru_desk_get_store (desk), query, NULL);
  g_autoptr (NaruIntakeRules) best = NULL;
  g_autofree char *fault = NULL;
  guint faulty = 0;

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      NaruRecord *setting = g_ptr_array_index (settings, i);
      guint number = version_of_key (naru_record_get (setting, "key"));
      const char *value = naru_record_get (setting, "value");
      g_autoptr (NaruIntakeRules) rules = NULL;
      g_autoptr (GError) why = NULL;

      if (number == 0 || value == NULL || (version != 0 && number != version)
          || (best != NULL && best->version > number))
        continue;
      rules = naru_intake_rules_parse (value, &why);
      if (rules == NULL)
        {
          if (number > faulty)
            {
              g_free (fault);
              faulty = number;
              fault = g_strdup_printf (_ ("Version %1$u of the path is faulty: %2$s"), number,
                                       why->message);
            }
          continue;
        }
      rules->version = number;
      g_clear_pointer (&best, naru_intake_rules_unref);
      best = g_steal_pointer (&rules);
    }
  if (best == NULL)
    best = load_built_in (error);
  if (best != NULL && faulty > best->version)
    best->fault = g_steal_pointer (&fault);
  if (best == NULL || version == 0 || best->version == version)
    return g_steal_pointer (&best);
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
               _ ("Version %u of the intake interview is not on this desk."), version);
  return NULL;
}

/**
 * naru_intake_rules_load_for:
 * @desk: a desk
 * @jobseeker: a person
 * @error: return location for an error
 *
 * Who was asked under an older path stays on it.
 *
 * Returns: (transfer full) (nullable): the path under which the person is asked
 */
NaruIntakeRules *
naru_intake_rules_load_for (NaruDesk *desk, NaruRecord *jobseeker, GError **error)
{
  NaruIntakeRules *rules = naru_intake_rules_load (desk, naru_intake_version_of (jobseeker), NULL);

  return rules != NULL ? rules : naru_intake_rules_load (desk, 0, error);
}
