/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands of the intake interview. Every answer is saved when it is given, so that the interview can stop anywhere and go
 * on another day, at another desk. */
#include "naru-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

#define INTAKE "intake"

/* Whether the interview is over with this answer, so that those that are not can be found. */
static void
store_state (NaruDesk *desk, NaruCommand *command, NaruRecord *record, const NaruIntakeRules *rules,
             const char *question, const char *answer)
{
  g_autoptr (GHashTable) answers = naru_intake_read_answers (record);
  g_autoptr (NaruIntakeState) state = NULL;
  const char *code;

  g_hash_table_insert (answers, g_strdup (question), g_strdup (answer));
  state = naru_intake_evaluate (rules, answers, naru_desk_has_role (desk, NARU_ROLE_SITUATION));
  code = state->next != NULL ? "open" : "done";
  if (g_strcmp0 (naru_record_get (record, "intakeState"), code) != 0)
    naru_command_set (command, naru_record_get_id (record), "intakeState", code);
}

/* The note that every answer can carry; what fired is kept as "rule@version". */
static void
store_answer (NaruDesk *desk, NaruCommand *command, const char *jobseeker, const char *question,
              const char *answer, const char *note, const char *rule, guint version)
{
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *fired = g_strdup_printf ("%s@%u", rule, version);

  naru_command_set_element (command, jobseeker, INTAKE, question, "answer", answer);
  naru_command_set_element (command, jobseeker, INTAKE, question, "reason",
                            naru_casework_is_blank (note) ? NULL : note);
  naru_command_set_element (command, jobseeker, INTAKE, question, "rule", fired);
  naru_command_set_element (command, jobseeker, INTAKE, question, "by", naru_desk_get_staff (desk));
  naru_command_set_element (command, jobseeker, INTAKE, question, "at", now);
}

static NaruCommand *
new_command (NaruRecord *record)
{
  g_autofree char *label
      = g_strdup_printf (_ ("%s: intake interview"), naru_record_get_title (record));

  return naru_command_new (label);
}

/* The route goes with the answers, unless somebody chose another by hand. */
static void
set_route (NaruCommand *command, NaruRecord *record, const NaruIntakeRules *rules,
           const NaruIntakeRule *rule)
{
  const char *id = naru_record_get_id (record);
  const char *before = naru_record_get (record, "routeRule");
  g_autofree char *fired = NULL;

  if (before != NULL && g_str_has_prefix (before, "reroute@"))
    return;
  if (rule == NULL && before == NULL)
    return;
  fired = rule != NULL ? g_strdup_printf ("%s@%u", rule->id, rules->version) : NULL;
  naru_command_set (command, id, "route", rule != NULL ? rule->outcome : NULL);
  naru_command_set (command, id, "routeRule", fired);
  naru_command_set (command, id, "routeReason",
                    rule != NULL ? naru_words_get (&rule->words, NULL) : NULL);
}

/* A group that an answer to this question stands for comes and goes with the answer. */
static void
set_groups (NaruCommand *command, NaruRecord *record, const NaruIntakeQuestion *question,
            const char *const *answers)
{
  g_auto (GStrv) before = naru_record_get_set (record, "groups");
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GString) json = g_string_new ("[");
  gboolean changed = FALSE;

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    g_ptr_array_add (groups, before[i]);
  for (guint i = 0; i < question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (question->answers, i);
      guint position;
      gboolean there
          = answer->group != NULL
            && g_ptr_array_find_with_equal_func (groups, answer->group, g_str_equal, &position);
      gboolean given = g_strv_contains (answers, answer->id);

      if (answer->group == NULL || there == given)
        continue;
      changed = TRUE;
      if (given)
        g_ptr_array_add (groups, answer->group);
      else
        g_ptr_array_remove_index (groups, position);
    }
  if (!changed)
    return;
  for (guint i = 0; i < groups->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      naru_json_append_quoted (json, g_ptr_array_index (groups, i));
    }
  g_string_append_c (json, ']');
  naru_command_set_json (command, naru_record_get_id (record), "groups",
                         groups->len > 0 ? json->str : NULL);
}

static gboolean
check_answers (const NaruIntakeQuestion *question, const char *const *answers, GError **error)
{
  guint n = g_strv_length ((GStrv) answers);
  gboolean wrong = question->kind == NARU_INTAKE_ONE ? n != 1 : n == 0;

  for (guint i = 0; i < n && !wrong; i++)
    {
      const NaruIntakeAnswer *found = NULL;

      for (guint a = 0; a < question->answers->len; a++)
        {
          const NaruIntakeAnswer *answer = g_ptr_array_index (question->answers, a);

          if (strcmp (answer->id, answers[i]) == 0)
            found = answer;
        }
      wrong = found == NULL || (found->alone && n > 1);
    }
  if (!wrong)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       question->kind == NARU_INTAKE_ONE
                           ? _ ("Please choose one answer.")
                           : _ ("Please tick what fits, or “none of these” alone."));
  return FALSE;
}

/**
 * naru_intake_answer:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @question: id of a question with answers to choose from
 * @answers: (array zero-terminated=1): what was chosen
 * @note: (nullable): in the person's words
 * @error: return location for an error
 *
 * Stores an answer with its author, time and the rule that fired, and moves the route along.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_INVALID for answers that the question does not have
 */
NaruCommand *
naru_intake_answer (NaruDesk *desk, const char *jobseeker, const char *question,
                    const char *const *answers, const char *note, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruIntakeRules) rules
      = record != NULL ? naru_intake_rules_load_for (desk, record, error) : NULL;
  g_autoptr (NaruIntakeState) state = NULL;
  g_autoptr (GHashTable) given = NULL;
  g_autofree char *answer = NULL;
  const NaruIntakeQuestion *asked;
  NaruCommand *command;

  if (rules == NULL)
    return NULL;
  asked = naru_intake_rules_find (rules, question);
  if (asked == NULL || asked->kind > NARU_INTAKE_MANY)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("The path has no question “%s” with answers to choose from."), question);
      return NULL;
    }
  if (!check_answers (asked, answers, error))
    return NULL;
  answer = g_strjoinv (" ", (GStrv) answers);
  given = naru_intake_read_answers (record);
  g_hash_table_insert (given, g_strdup (question), g_strdup (answer));
  state = naru_intake_evaluate (rules, given, TRUE);
  command = new_command (record);
  store_answer (desk, command, jobseeker, question, answer, note,
                state->rule != NULL ? state->rule->id : "path", rules->version);
  store_state (desk, command, record, rules, question, answer);
  set_route (command, record, rules, state->rule);
  set_groups (command, record, asked, answers);
  return command;
}

/* The id of the first question of a kind; the kind's own name where the path has none. */
static const char *
find_kind (const NaruIntakeRules *rules, NaruIntakeKind kind, const char *fallback)
{
  for (guint i = 0; i < rules->questions->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (rules->questions, i);

      if (question->kind == kind)
        return question->id;
    }
  return fallback;
}

/**
 * naru_intake_screen:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @levels: (element-type utf8 utf8): area of digital skills to level, "0" to "3"
 * @wish: (nullable): the channel that the person wants; it overrides what is proposed
 * @paper: whether the person gets the plan on paper, in plain words and large letters
 * @note: (nullable): in the person's words
 * @error: return location for an error
 *
 * Stores the screening of digital skills, and how the person is reached because of it.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_INVALID as long as a question has no answer
 */
NaruCommand *
naru_intake_screen (NaruDesk *desk, const char *jobseeker, GHashTable *levels, const char *wish,
                    gboolean paper, const char *note, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruIntakeRules) rules
      = record != NULL ? naru_intake_rules_load_for (desk, record, error) : NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (NaruCommand) command = NULL;
  const NaruIntakeRule *rule;

  if (rules == NULL || (wish != NULL && !naru_casework_check_term ("channel", wish, error)))
    return NULL;
  command = new_command (record);
  for (guint i = 0; i < rules->screening->len; i++)
    {
      const NaruScreeningQuestion *question = g_ptr_array_index (rules->screening, i);
      const char *level = g_hash_table_lookup (levels, question->area);

      if (level == NULL || strspn (level, "0123") != 1 || level[1] != '\0')
        {
          g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                               _ ("Please choose one answer in every line."));
          return NULL;
        }
      g_string_append_printf (answer, "%s%s=%s", i > 0 ? " " : "", question->area, level);
      naru_command_set_element (command, jobseeker, "digitalSkills", question->area, "level",
                                level);
    }
  rule = naru_screening_evaluate (rules, levels);
  store_answer (desk, command, jobseeker, find_kind (rules, NARU_INTAKE_DIGITAL, "digital"),
                answer->str, note, rule != NULL ? rule->id : "path", rules->version);
  store_state (desk, command, record, rules, find_kind (rules, NARU_INTAKE_DIGITAL, "digital"),
               answer->str);
  if (wish != NULL || rule != NULL)
    naru_command_set (command, jobseeker, "preferredChannel", wish != NULL ? wish : rule->outcome);
  naru_command_set (command, jobseeker, "channelReason",
                    wish != NULL   ? _ ("Own wish")
                    : rule != NULL ? naru_words_get (&rule->words, NULL)
                                   : NULL);
  naru_command_set (command, jobseeker, "paperPlan", paper ? "true" : "false");
  return g_steal_pointer (&command);
}

static gboolean
has_open_barrier (GPtrArray *barriers, const char *barrier)
{
  for (guint i = 0; i < barriers->len; i++)
    {
      NaruRecord *record = g_ptr_array_index (barriers, i);

      if (g_strcmp0 (naru_record_get (record, "barrier"), barrier) == 0
          && !naru_record_has (record, "resolvedOn"))
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_intake_note_needs:
 * @desk: a desk whose person may see the situation of people
 * @jobseeker: id of a jobseeker
 * @barriers: (array zero-terminated=1): codes of the vocabulary "barrier"; may be empty
 * @note: (nullable): in the person's words; kept with the barriers, not with the interview
 * @error: return location for an error
 *
 * Writes down what the person says is in the way of work, as barriers to assess. Those that are there stay as they are.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED without the role
 */
NaruCommand *
naru_intake_note_needs (NaruDesk *desk, const char *jobseeker, const char *const *barriers,
                        const char *note, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruIntakeRules) rules
      = record != NULL ? naru_intake_rules_load_for (desk, record, error) : NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("barrier");
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autofree char *today = naru_desk_today (desk);

  if (rules == NULL)
    return NULL;
  if (!naru_desk_has_role (desk, NARU_ROLE_SITUATION))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Only counsellors with the role for it write down barriers."));
      return NULL;
    }
  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  known = naru_store_find (naru_desk_get_store (desk), query, error);
  if (known == NULL)
    return NULL;
  command = new_command (record);
  for (guint i = 0; barriers[i] != NULL; i++)
    {
      g_autoptr (NaruRecord) barrier = naru_record_new (naru_record_type_find ("barrier"), NULL);

      if (has_open_barrier (known, barriers[i]))
        continue;
      if (!naru_record_set (barrier, "jobseeker", jobseeker, error)
          || !naru_record_set (barrier, "barrier", barriers[i], error)
          || !naru_record_set (barrier, "severity", "medium", error)
          || !naru_record_set (barrier, "trend", "unchanged", error)
          || !naru_record_set (barrier, "since", today, error)
          || !naru_record_set (barrier, "action", naru_casework_is_blank (note) ? NULL : note,
                               error))
        return NULL;
      naru_command_create (command, barrier);
    }
  /* the interview is read by more people than barriers are: it only says that they were asked for */
  store_answer (desk, command, jobseeker, find_kind (rules, NARU_INTAKE_NEEDS, "needs"), "asked",
                NULL, "path", rules->version);
  store_state (desk, command, record, rules, find_kind (rules, NARU_INTAKE_NEEDS, "needs"),
               "asked");
  return g_steal_pointer (&command);
}

/**
 * naru_intake_consent:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @given: whether the person agrees to joint support with partners
 * @parts: (array zero-terminated=1): codes of the vocabulary "shared-part"
 * @note: (nullable): in the person's words
 * @error: return location for an error
 *
 * Stores what the person said when asked for consent, as a consent of its own. Saying no changes nothing else.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_INVALID for a consent to nothing
 */
NaruCommand *
naru_intake_consent (NaruDesk *desk, const char *jobseeker, gboolean given,
                     const char *const *parts, const char *note, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruIntakeRules) rules
      = record != NULL ? naru_intake_rules_load_for (desk, record, error) : NULL;
  g_autoptr (NaruRecord) consent = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);

  if (rules == NULL)
    return NULL;
  if (given && parts[0] == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please tick what may be shared."));
      return NULL;
    }
  consent = naru_record_new (naru_record_type_find ("consent"), NULL);
  if (!naru_record_set (consent, "jobseeker", jobseeker, error)
      || !naru_record_set (consent, "purpose", "intensive_support", error)
      || !naru_record_set (consent, "state", given ? "given" : "refused", error)
      || !naru_record_set (consent, "givenOn", given ? today : NULL, error)
      || (given && !naru_record_set_set (consent, "parts", parts, error)))
    return NULL;
  command = new_command (record);
  naru_command_create (command, consent);
  store_answer (desk, command, jobseeker, find_kind (rules, NARU_INTAKE_CONSENT, "consent"),
                given ? "given" : "refused", note, "path", rules->version);
  store_state (desk, command, record, rules, find_kind (rules, NARU_INTAKE_CONSENT, "consent"),
               given ? "given" : "refused");
  return g_steal_pointer (&command);
}

/**
 * naru_intake_reroute:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @route: code of the vocabulary "intake-route"
 * @reason: why
 * @error: return location for an error
 *
 * Sends a person another way than the answers say. The answers stay, and so does each route that was chosen before.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED without a reason
 */
NaruCommand *
naru_intake_reroute (NaruDesk *desk, const char *jobseeker, const char *route, const char *reason,
                     GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruIntakeRules) rules
      = record != NULL ? naru_intake_rules_load_for (desk, record, error) : NULL;
  g_autofree char *key = NULL;
  g_autofree char *fired = NULL;
  NaruCommand *command;

  if (rules == NULL || !naru_casework_check_term ("intake-route", route, error))
    return NULL;
  if (naru_casework_is_blank (reason))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please say why the person goes another way."));
      return NULL;
    }
  key = naru_casework_next_identity (record, INTAKE, "question", "reroute-");
  fired = g_strdup_printf ("reroute@%u", rules->version);
  command = new_command (record);
  store_answer (desk, command, jobseeker, key, route, reason, "reroute", rules->version);
  naru_command_set (command, jobseeker, "route", route);
  naru_command_set (command, jobseeker, "routeRule", fired);
  naru_command_set (command, jobseeker, "routeReason", reason);
  return command;
}
