/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on a plan: goals, steps, and agreeing it, which keeps its text as it was agreed. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

static NaruRecord *
find_current (NaruDesk *desk, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("plan");
  g_autoptr (GPtrArray) plans = NULL;
  NaruRecord *best = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "superseded");
  plans = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      NaruRecord *plan = g_ptr_array_index (plans, i);

      if (best == NULL
          || g_strcmp0 (naru_record_get (plan, "startedOn"), naru_record_get (best, "startedOn"))
                 > 0)
        best = plan;
    }
  return best != NULL ? g_object_ref (best) : NULL;
}

/**
 * naru_case_current_plan:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 *
 * Returns: (transfer full) (nullable): id of the plan that holds now; %NULL as long as there is none
 */
char *
naru_case_current_plan (NaruDesk *desk, const char *jobseeker)
{
  g_autoptr (NaruRecord) plan = find_current (desk, jobseeker);

  return plan != NULL ? g_strdup (naru_record_get_id (plan)) : NULL;
}

/**
 * naru_casework_take_plan:
 *
 * Returns: (transfer full) (nullable): the current plan, or a new one, which @command then makes
 */
NaruRecord *
naru_casework_take_plan (NaruDesk *desk, NaruCommand *command, const char *jobseeker,
                         GError **error)
{
  NaruRecord *current = find_current (desk, jobseeker);
  g_autoptr (NaruRecord) plan = NULL;
  g_autofree char *today = naru_desk_today (desk);

  if (current != NULL)
    return current;
  plan = naru_record_new (naru_record_type_find ("plan"), NULL);
  if (!naru_record_set (plan, "jobseeker", jobseeker, error)
      || !naru_record_set (plan, "state", "draft", error)
      || !naru_record_set (plan, "startedOn", today, error))
    return NULL;
  naru_command_create (command, plan);
  return g_steal_pointer (&plan);
}

/**
 * naru_case_add_goal:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @text: the goal, in the person's own words
 * @occupation: (nullable): code of the occupation aimed at
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_add_goal (NaruDesk *desk, const char *jobseeker, const char *text, const char *occupation,
                    GError **error)
{
  g_autoptr (NaruRecord) person = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruRecord) plan = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *goal = NULL;

  if (person == NULL)
    return NULL;
  if (naru_casework_is_blank (text))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please write what the goal is."));
      return NULL;
    }
  label = g_strdup_printf (_ ("%s: add a goal"), naru_record_get_title (person));
  command = naru_command_new (label);
  plan = naru_casework_take_plan (desk, command, jobseeker, error);
  if (plan == NULL)
    return NULL;
  goal = naru_casework_next_identity (plan, "goals", "id", "g");
  naru_command_set_element (command, naru_record_get_id (plan), "goals", goal, "text", text);
  if (!naru_casework_is_blank (occupation))
    naru_command_set_element (command, naru_record_get_id (plan), "goals", goal, "occupation",
                              occupation);
  return g_steal_pointer (&command);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 first = naru_record_get_number (*(NaruRecord **) a, "position", 0);
  gint64 second = naru_record_get_number (*(NaruRecord **) b, "position", 0);

  if (first == second)
    return g_strcmp0 (naru_record_get_id (*(NaruRecord **) a),
                      naru_record_get_id (*(NaruRecord **) b));
  return first < second ? -1 : 1;
}

/**
 * naru_case_get_steps:
 * @desk: a desk
 * @plan: id of a plan
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): its steps, in their order
 */
GPtrArray *
naru_case_get_steps (NaruDesk *desk, const char *plan, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("step");
  g_autoptr (GPtrArray) steps = NULL;

  naru_query_add_filter (query, "plan", NARU_FILTER_IS, plan);
  steps = naru_store_find (naru_desk_get_store (desk), query, error);
  if (steps != NULL)
    g_ptr_array_sort (steps, compare_positions);
  return g_steal_pointer (&steps);
}

static gint64
next_position (GPtrArray *steps)
{
  gint64 highest = 0;

  for (guint i = 0; i < steps->len; i++)
    highest = MAX (highest, naru_record_get_number (g_ptr_array_index (steps, i), "position", 0));
  return highest + 1;
}

static gboolean
has_goal (NaruRecord *plan, const char *goal)
{
  for (guint i = 0; i < naru_record_get_length (plan, "goals"); i++)
    {
      g_autofree char *id = naru_record_get_element (plan, "goals", i, "id");

      if (g_strcmp0 (id, goal) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_casework_fill_step:
 * @nth: how many steps the command adds before it
 *
 * Puts a new step at the end of a plan.
 *
 * Returns: %FALSE with @error if a field does not fit
 */
gboolean
naru_casework_fill_step (NaruDesk *desk, NaruRecord *step, NaruRecord *plan, const char *goal,
                         guint nth, GError **error)
{
  g_autoptr (GPtrArray) steps = naru_case_get_steps (desk, naru_record_get_id (plan), error);

  return steps != NULL
         && naru_record_set (step, "jobseeker", naru_record_get (plan, "jobseeker"), error)
         && naru_record_set (step, "plan", naru_record_get_id (plan), error)
         && (goal == NULL || naru_record_set (step, "goal", goal, error))
         && (naru_record_has (step, "state") || naru_record_set (step, "state", "planned", error))
         && (naru_record_has (step, "position")
             || naru_record_set_number (step, "position", next_position (steps) + nth, error));
}

/**
 * naru_casework_judge_step:
 * @plan: the plan that it belongs to
 * @step: a step
 * @field: (out) (optional): the field that is wrong
 *
 * Returns: (transfer full) (nullable): what is wrong with the dates of a step, given when its plan began
 */
char *
naru_casework_judge_step (NaruRecord *plan, NaruRecord *step, const char **field)
{
  static const char *const dates[] = { "dueOn", "plannedOn" };
  const char *began = naru_record_get (plan, "startedOn");

  for (guint i = 0; began != NULL && i < G_N_ELEMENTS (dates); i++)
    {
      const char *date = naru_record_get (step, dates[i]);
      g_autofree char *shown = NULL;

      if (date == NULL || strcmp (date, began) >= 0)
        continue;
      if (field != NULL)
        *field = dates[i];
      shown = naru_record_format (plan, "startedOn");
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("A step cannot lie before its plan, which began on %s."), shown);
    }
  return NULL;
}

/**
 * naru_case_validate:
 * @desk: a desk
 * @record: a record as somebody is filling it in; it need not be saved
 * @today: the date of today
 *
 * Judges a record as naru_record_validate() does, and besides by the records that it belongs to.
 *
 * Returns: (transfer full) (element-type NaruProblem): what keeps the record from being saved; empty if nothing does
 */
GPtrArray *
naru_case_validate (NaruDesk *desk, NaruRecord *record, const char *today)
{
  GPtrArray *problems = naru_record_validate (record, today);
  const char *person;
  g_autoptr (NaruRecord) plan = NULL;
  g_autofree char *message = NULL;
  const char *field = NULL;

  if (strcmp (naru_record_get_record_type (record)->name, "step") != 0
      || (!naru_record_has (record, "dueOn") && !naru_record_has (record, "plannedOn")))
    return problems;
  person = naru_record_get (record, "jobseeker");
  if (naru_record_has (record, "plan"))
    plan = naru_store_get (naru_desk_get_store (desk), naru_record_get (record, "plan"), NULL);
  else if (person != NULL)
    plan = find_current (desk, person);
  if (plan != NULL)
    message = naru_casework_judge_step (plan, record, &field);
  if (message != NULL)
    {
      NaruProblem *problem = g_new0 (NaruProblem, 1);

      problem->field = g_strdup (field);
      problem->message = g_steal_pointer (&message);
      g_ptr_array_add (problems, problem);
    }
  return problems;
}

/**
 * naru_case_add_step:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @goal_id: (nullable): the goal of the current plan that it serves
 * @step: a new step with at least a title
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_add_step (NaruDesk *desk, const char *jobseeker, const char *goal_id, NaruRecord *step,
                    GError **error)
{
  g_autoptr (NaruRecord) person = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruRecord) record = naru_record_copy (step);
  g_autoptr (NaruRecord) plan = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *message = NULL;

  if (person == NULL)
    return NULL;
  if (naru_casework_is_blank (naru_record_get (record, "title")))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please write what is to be done."));
      return NULL;
    }
  label = g_strdup_printf (_ ("%s: add the step “%s”"), naru_record_get_title (person),
                           naru_record_get (record, "title"));
  command = naru_command_new (label);
  plan = naru_casework_take_plan (desk, command, jobseeker, error);
  if (plan == NULL)
    return NULL;
  if (goal_id != NULL && !has_goal (plan, goal_id))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                           _ ("The plan has no such goal."));
      return NULL;
    }
  message = naru_casework_judge_step (plan, record, NULL);
  if (message != NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, message);
      return NULL;
    }
  if (!naru_casework_fill_step (desk, record, plan, goal_id, 0, error))
    return NULL;
  naru_command_create (command, record);
  return g_steal_pointer (&command);
}

/**
 * naru_case_set_step_state:
 * @desk: a desk
 * @step: id of a step
 * @state: code of the vocabulary "step-state"
 * @error: return location for an error
 *
 * Moves a step on; the day on which it was done is kept.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_set_step_state (NaruDesk *desk, const char *step, const char *state, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, step, "step", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  gboolean done = g_strcmp0 (state, "done") == 0;

  if (record == NULL || !naru_casework_check_term ("step-state", state, error))
    return NULL;
  if (g_strcmp0 (naru_record_get (record, "state"), state) == 0)
    return naru_command_new ("");
  label = g_strdup_printf (_ ("Step “%s”: %s"), naru_record_get_title (record),
                           naru_casework_term_label ("step-state", state));
  command = naru_command_new (label);
  naru_command_set (command, step, "state", state);
  if (done || naru_record_has (record, "doneOn"))
    naru_command_set (command, step, "doneOn", done ? today : NULL);
  return g_steal_pointer (&command);
}
