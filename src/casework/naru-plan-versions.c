/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of a plan: proposed, agreed, signed. Each keeps its text as it was, so that later edits leave it alone; two of
 * them are compared line by line. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

#define REVIEW_AFTER_DAYS 90
#define STEP "  - "

static void
append_step (GString *text, NaruRecord *step)
{
  g_autofree char *due
      = naru_record_has (step, "dueOn") ? naru_record_format (step, "dueOn") : NULL;
  const char *who = naru_casework_term_label ("responsible", naru_record_get (step, "responsible"));

  if (g_strcmp0 (naru_record_get (step, "state"), "dropped") == 0)
    return;
  g_string_append_printf (text, STEP "%s", naru_record_get_title (step));
  if (who != NULL && due != NULL)
    g_string_append_printf (text, " (%s, %s)", who, due);
  else if (who != NULL || due != NULL)
    g_string_append_printf (text, " (%s)", who != NULL ? who : due);
  g_string_append_c (text, '\n');
}

static char *
write_plan (NaruRecord *plan, GPtrArray *steps)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GHashTable) goals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < naru_record_get_length (plan, "goals"); i++)
    {
      g_autofree char *id = naru_record_get_element (plan, "goals", i, "id");
      g_autofree char *goal = naru_record_get_element (plan, "goals", i, "text");

      g_string_append_printf (text, "%s\n", goal != NULL ? goal : "");
      for (guint s = 0; s < steps->len; s++)
        if (g_strcmp0 (naru_record_get (g_ptr_array_index (steps, s), "goal"), id) == 0)
          append_step (text, g_ptr_array_index (steps, s));
      if (id != NULL)
        g_hash_table_add (goals, g_steal_pointer (&id));
    }
  for (guint s = 0; s < steps->len; s++)
    {
      const char *goal = naru_record_get (g_ptr_array_index (steps, s), "goal");

      if (goal == NULL || !g_hash_table_contains (goals, goal))
        append_step (text, g_ptr_array_index (steps, s));
    }
  return g_string_free (text, FALSE);
}

/**
 * naru_case_write_plan:
 * @desk: a desk
 * @plan: id of a plan
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan as it is now, in the words in which a version keeps it: goals, and below
 *   each its steps with who acts and until when. Steps that were dropped are left out
 */
char *
naru_case_write_plan (NaruDesk *desk, const char *plan, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, plan, "plan", error);
  g_autoptr (GPtrArray) steps = record != NULL ? naru_case_get_steps (desk, plan, error) : NULL;

  return steps != NULL ? write_plan (record, steps) : NULL;
}

/* What was proposed and is agreed as it stands keeps its number; everything else is a new version. */
static char *
choose_number (NaruRecord *plan, const char *text)
{
  guint n_versions = naru_record_get_length (plan, "versions");

  if (n_versions > 0)
    {
      g_autofree char *state = naru_record_get_element (plan, "versions", n_versions - 1, "state");
      g_autofree char *last = naru_record_get_element (plan, "versions", n_versions - 1, "text");

      if (g_strcmp0 (state, "proposed") == 0 && g_strcmp0 (last, text) == 0)
        return naru_record_get_element (plan, "versions", n_versions - 1, "number");
    }
  return naru_casework_next_identity (plan, "versions", "number", "");
}

/* A newer version replaces those before it; what is only proposed leaves the agreed one in force. */
static void
supersede (NaruCommand *command, NaruRecord *plan, const char *number, gboolean agreed)
{
  for (guint i = 0; i < naru_record_get_length (plan, "versions"); i++)
    {
      g_autofree char *other = naru_record_get_element (plan, "versions", i, "number");
      g_autofree char *state = naru_record_get_element (plan, "versions", i, "state");

      if (g_strcmp0 (other, number) != 0 && g_strcmp0 (state, "superseded") != 0
          && (agreed || g_strcmp0 (state, "proposed") == 0))
        naru_command_set_element (command, naru_record_get_id (plan), "versions", other, "state",
                                  "superseded");
    }
}

static gboolean
check_review (const char *review, const char *today, GError **error)
{
  if (review == NULL || (naru_date_is_valid (review) && strcmp (review, today) > 0))
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("The plan is looked at again on a day to come."));
  return FALSE;
}

static NaruCommand *
add_version (NaruDesk *desk, const char *plan, const char *state, const char *review,
             GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, plan, "plan", error);
  g_autoptr (GPtrArray) steps = record != NULL ? naru_case_get_steps (desk, plan, error) : NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *number = NULL, *text = NULL, *day = NULL, *name = NULL, *label = NULL;
  gboolean proposed = strcmp (state, "proposed") == 0;
  const char *jobseeker, *before;

  if (steps == NULL || !check_review (review, today, error))
    return NULL;
  if (steps->len == 0 && naru_record_get_length (record, "goals") == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("There is nothing to agree yet. Please add a goal or a step first."));
      return NULL;
    }
  jobseeker = naru_record_get (record, "jobseeker");
  before = naru_record_get (record, "reviewOn");
  day = review != NULL ? g_strdup (review)
        : before != NULL && strcmp (before, today) > 0
            ? g_strdup (before)
            : naru_date_add_days (today, REVIEW_AFTER_DAYS);
  name = naru_store_get_title (naru_desk_get_store (desk), jobseeker);
  label = g_strdup_printf (proposed ? _ ("Propose the plan to %s") : _ ("Agree the plan of %s"),
                           name != NULL ? name : "");
  command = naru_command_new (label);
  text = write_plan (record, steps);
  number = choose_number (record, text);
  supersede (command, record, number, !proposed);
  if (!proposed || naru_record_get_length (record, "versions") == 0)
    naru_command_set (command, plan, "state", state);
  if (!proposed)
    naru_command_set (command, plan, "agreedOn", today);
  naru_command_set (command, plan, "reviewOn", day);
  naru_command_set_element (command, plan, "versions", number, "state", state);
  naru_command_set_element (command, plan, "versions", number, "at", now);
  naru_command_set_element (command, plan, "versions", number, "by", naru_desk_get_staff (desk));
  naru_command_set_element (command, plan, "versions", number, "text", text);
  if (strcmp (state, "signed") == 0)
    naru_command_set_element (command, plan, "versions", number, "signedJobseekerOn", today);
  naru_command_set (command, jobseeker, "planReviewOn", day);
  return g_steal_pointer (&command);
}

/**
 * naru_case_propose_plan:
 * @desk: a desk
 * @plan: id of a plan
 * @review: (nullable): the day on which it is looked at again
 * @error: return location for an error
 *
 * Keeps the plan as a version that the person thinks over. The version that was agreed before stays in force.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED for a plan without goals and steps
 */
NaruCommand *
naru_case_propose_plan (NaruDesk *desk, const char *plan, const char *review, GError **error)
{
  return add_version (desk, plan, "proposed", review, error);
}

/**
 * naru_case_agree_plan:
 * @desk: a desk
 * @plan: id of a plan
 * @signed_by_jobseeker: whether the person has signed it
 * @review: (nullable): the day on which it is looked at again; %NULL for the one that is set, or in three months
 * @error: return location for an error
 *
 * Agrees a plan: a version with its text is kept, those before it are superseded, and the review date of plan and person
 * is set. What was proposed and is agreed unchanged keeps its number.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED for a plan without goals and steps
 */
NaruCommand *
naru_case_agree_plan (NaruDesk *desk, const char *plan, gboolean signed_by_jobseeker,
                      const char *review, GError **error)
{
  return add_version (desk, plan, signed_by_jobseeker ? "signed" : "agreed", review, error);
}

/**
 * naru_case_sign_plan:
 * @desk: a desk
 * @plan: id of a plan that was agreed
 * @signature: (nullable): the signature as it was drawn, or a scan of the paper
 * @error: return location for an error
 *
 * Says that the person signed the version that was agreed last, today.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED before a version was agreed
 */
NaruCommand *
naru_case_sign_plan (NaruDesk *desk, const char *plan, const NaruAttachment *signature,
                     GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, plan, "plan", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *number = NULL;
  g_autofree char *state = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  guint n_versions;

  if (record == NULL)
    return NULL;
  n_versions = naru_record_get_length (record, "versions");
  if (n_versions > 0)
    state = naru_record_get_element (record, "versions", n_versions - 1, "state");
  if (state == NULL || strcmp (state, "proposed") == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("A plan is agreed before it is signed."));
      return NULL;
    }
  number = naru_record_get_element (record, "versions", n_versions - 1, "number");
  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (record, "jobseeker"));
  label = g_strdup_printf (_ ("%s signed the plan"), name != NULL ? name : "");
  command = naru_command_new (label);
  naru_command_set (command, plan, "state", "signed");
  naru_command_set_element (command, plan, "versions", number, "state", "signed");
  naru_command_set_element (command, plan, "versions", number, "signedJobseekerOn", today);
  if (signature != NULL)
    {
      naru_command_put_blob (command, signature->bytes);
      naru_command_set_element (command, plan, "versions", number, "signature", signature->digest);
    }
  return g_steal_pointer (&command);
}

/* Comparing */

static void
line_free (gpointer data)
{
  NaruPlanLine *line = data;

  g_free (line->before);
  g_free (line->after);
  g_free (line);
}

static gboolean
is_step (const char *line)
{
  return g_str_has_prefix (line, STEP);
}

/* A step is the same step where its words are, whoever acts until whenever. */
static gboolean
same_step (const char *a, const char *b)
{
  const char *end_a = strrchr (a, '('), *end_b = strrchr (b, '(');
  gsize length_a = end_a != NULL ? (gsize) (end_a - a) : strlen (a);
  gsize length_b = end_b != NULL ? (gsize) (end_b - b) : strlen (b);

  return is_step (a) && is_step (b) && length_a == length_b && strncmp (a, b, length_a) == 0;
}

/* The goal above a line, and how often a line that is the same was seen do not matter: steps move between goals rarely, and
 * then they are shown under the goal that they moved to. */
static guint
find_partner (GStrv lines, const char *line, const gboolean *taken)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (!taken[i] && strcmp (lines[i], line) == 0)
      return i;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!taken[i] && same_step (lines[i], line))
      return i;
  return G_MAXUINT;
}

static char *
plain (const char *line)
{
  return line != NULL ? g_strdup (is_step (line) ? line + strlen (STEP) : line) : NULL;
}

static void
add_line (GPtrArray *lines, const char *before, const char *after)
{
  NaruPlanLine *line = g_new0 (NaruPlanLine, 1);

  line->goal = !is_step (after != NULL ? after : before);
  line->before = plain (before);
  line->after = plain (after);
  g_ptr_array_add (lines, line);
}

/**
 * naru_plan_compare_versions:
 * @before: (nullable): text of a version; %NULL for none
 * @after: text of a later one, or naru_case_write_plan()
 *
 * Returns: (transfer full) (element-type NaruPlanLine): what differs, in the order of @after, each step below its goal;
 *   what was taken out comes last. Empty where nothing differs
 */
GPtrArray *
naru_plan_compare_versions (const char *before, const char *after)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_auto (GStrv) old = g_strsplit (before != NULL ? before : "", "\n", -1);
  g_auto (GStrv) new = g_strsplit (after, "\n", -1);
  g_autofree gboolean *taken = g_new0 (gboolean, g_strv_length (old) + 1);
  const char *goal = NULL;

  for (guint i = 0; new[i] != NULL; i++)
    {
      guint partner = *new[i] != '\0' ? find_partner (old, new[i], taken) : G_MAXUINT;
      gboolean same = partner != G_MAXUINT && strcmp (old[partner], new[i]) == 0;

      if (*new[i] == '\0')
        continue;
      if (partner != G_MAXUINT)
        taken[partner] = TRUE;
      if (same && !is_step (new[i]))
        goal = new[i];
      if (same)
        continue;
      if (is_step (new[i]) && goal != NULL)
        add_line (lines, goal, goal);
      goal = NULL;
      add_line (lines, partner != G_MAXUINT ? old[partner] : NULL, new[i]);
    }
  for (guint i = 0; old[i] != NULL; i++)
    if (!taken[i] && *old[i] != '\0')
      add_line (lines, old[i], NULL);
  return lines;
}
