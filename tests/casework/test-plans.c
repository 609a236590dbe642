/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafting a plan, its versions, and what differs between two of them. */
#include "desk-fixture.h"
#include "naru-plan-draft.h"

#include <string.h>

static char *
take_in (DeskFixture *fixture)
{
  g_autofree char *person
      = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state", "active", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Groups");

  naru_command_set_json (command, person, "groups", "[\"migrant\"]");
  naru_command_set_json (command, person, "digitalSkills",
                         "[{\"area\":\"1\",\"level\":1},{\"area\":\"2\",\"level\":0}]");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  return g_steal_pointer (&person);
}

/* Every group of the design has a template, and every step of it can be saved. */
static void
test_templates (DeskFixture *fixture, gconstpointer data)
{
  static const char *const groups[]
      = { "women_return",         "over40", "veterans", "youth", "public_works", "migrant",
          "foreign_qualification" };
  g_autoptr (GPtrArray) templates = naru_plan_templates (fixture->desk);
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, person, NULL);
  guint n_groups = 0;

  g_assert_cmpuint (templates->len, ==, 8);
  g_assert_cmpstr (naru_plan_template_for (templates, record)->group, ==, "migrant");
  for (guint i = 0; i < templates->len; i++)
    {
      const NaruPlanTemplate *template = g_ptr_array_index (templates, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) proposals
          = naru_plan_propose (fixture->desk, record, template->id, "5322", &error);
      g_autofree char *other
          = desk_make (fixture, "jobseeker", "name", template->id, "state", "active", NULL);
      g_autoptr (NaruCommand) command = NULL;

      g_assert_no_error (error);
      for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
        n_groups += g_strcmp0 (template->group, groups[g]) == 0;
      g_assert_cmpuint (proposals->len, >=, 6);
      command = naru_case_add_proposals (fixture->desk, other, template->id, proposals, &error);
      g_assert_no_error (error);
      g_assert_true (naru_desk_run (fixture->desk, command, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (n_groups, ==, G_N_ELEMENTS (groups));
}

/* The plan began today: a step that lies before it is told while it is typed, and is not saved by any command. */
static void
test_dates (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", "Visit a home", "state", "planned",
                                            "dueOn", "2026-11-24", "jobseeker", person, NULL);
  g_autoptr (NaruRecord) right
      = desk_draft ("step", "title", "Visit a home", "dueOn", WEDNESDAY, NULL);
  g_autoptr (NaruCommand) command = NULL, moved = naru_command_new ("Move");
  g_autoptr (GPtrArray) problems = NULL;
  g_auto (GStrv) created = NULL;
  GError *error = NULL;

  desk_take (fixture, naru_case_add_goal (fixture->desk, person, "Work", NULL, &error));
  problems = naru_case_validate (fixture->desk, step, WEDNESDAY);
  /* the bookkeeping of a record that is not saved is missing, too */
  g_assert_cmpstr (((NaruProblem *) problems->pdata[problems->len - 1])->field, ==, "dueOn");
  command = naru_case_add_step (fixture->desk, person, NULL, step, &error);
  desk_assert_refused (NULL, &error, NARU_ERROR_INVALID);
  g_assert_null (command);

  command = naru_case_add_step (fixture->desk, person, NULL, right, &error);
  g_assert_true (naru_desk_run (fixture->desk, command, &error));
  created = naru_command_get_created (command);
  naru_command_set (moved, created[0], "dueOn", "2026-11-24");
  g_assert_false (naru_desk_run (fixture->desk, moved, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
}

static gboolean
has_step (GPtrArray *proposals, const char *step, const char *reason)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      const NaruPlanProposal *proposal = g_ptr_array_index (proposals, i);

      if (strstr (proposal->step, step) != NULL && strstr (proposal->reason, reason) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The situation and the profile propose steps of their own, with their reason; barriers only to who may see them. */
static void
test_reasons (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autofree char *barrier = desk_make (fixture, "barrier", "jobseeker", person, "barrier",
                                        "childcare", "severity", "high", NULL);
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, person, NULL);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (NaruCommand) role = naru_command_new ("Role");

  before = naru_plan_propose (fixture->desk, record, "success", NULL, NULL);
  g_assert_true (has_step (before, "Basic course for phone", "digital"));
  g_assert_false (has_step (before, "childcare", "barrier"));
  naru_command_set_json (role, naru_desk_get_staff (fixture->desk), "roles",
                         "[\"job_counsellor\",\"situation\"]");
  g_assert_true (naru_desk_run (fixture->desk, role, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  after = naru_plan_propose (fixture->desk, record, "success", NULL, NULL);
  g_assert_true (has_step (after, "home childcare", "Childcare"));
}

/* A draft is one command: goals are made once, steps stand behind those that are there. */
static void
test_draft (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, person, NULL);
  g_autoptr (GPtrArray) proposals
      = naru_plan_propose (fixture->desk, record, "over40", "5322", NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (NaruRecord) plan_record = NULL;
  g_autofree char *plan = NULL, *goal = NULL;
  GError *error = NULL;

  desk_assert_refused (naru_case_add_proposals (fixture->desk, person, "over40", none, &error),
                       &error, NARU_ERROR_REFUSED);
  desk_take (fixture, naru_case_add_proposals (fixture->desk, person, "over40", proposals, &error));
  plan = naru_case_current_plan (fixture->desk, person);
  steps = naru_case_get_steps (fixture->desk, plan, NULL);
  plan_record = naru_store_get (fixture->store, plan, NULL);
  g_assert_cmpuint (steps->len, ==, proposals->len);
  g_assert_cmpuint (naru_record_get_length (plan_record, "goals"), ==, 3);
  goal = naru_record_get_element (plan_record, "goals", 0, "text");
  g_assert_cmpstr (goal, ==, "Find work: Home-based personal care workers");
  assert_value (fixture, plan, "template", "over40");
  desk_take (fixture, naru_case_add_proposals (fixture->desk, person, "over40", proposals, &error));
  g_clear_object (&plan_record);
  plan_record = naru_store_get (fixture->store, plan, NULL);
  g_assert_cmpuint (naru_record_get_length (plan_record, "goals"), ==, 3);
}

static void
assert_version (DeskFixture *fixture, const char *plan, guint position, const char *number,
                const char *state)
{
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, plan, NULL);
  g_autofree char *is_number = naru_record_get_element (record, "versions", position, "number");
  g_autofree char *is_state = naru_record_get_element (record, "versions", position, "state");

  g_assert_cmpstr (is_number, ==, number);
  g_assert_cmpstr (is_state, ==, state);
}

static void
add_step (DeskFixture *fixture, const char *person, const char *title)
{
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", title, "responsible", "jobseeker",
                                            "dueOn", "2026-12-01", NULL);

  desk_take (fixture, naru_case_add_step (fixture->desk, person, NULL, step, NULL));
}

/* Proposed, agreed as it stands under the same number, signed with what was drawn, and replaced by the next. */
static void
test_versions (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autofree char *plan = NULL, *digest = NULL;
  g_autoptr (GBytes) drawn = g_bytes_new_static ("\x89PNG drawn", 10);
  g_autoptr (NaruAttachment) signature
      = naru_attachment_new ("signature.png", "image/png", drawn, NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GBytes) kept = NULL;
  GError *error = NULL;

  add_step (fixture, person, "Visit two homes");
  plan = naru_case_current_plan (fixture->desk, person);
  desk_assert_refused (naru_case_propose_plan (fixture->desk, plan, "2026-11-25", &error), &error,
                       NARU_ERROR_INVALID);
  desk_take (fixture, naru_case_propose_plan (fixture->desk, plan, "2027-01-15", &error));
  assert_value (fixture, person, "planReviewOn", "2027-01-15");
  assert_version (fixture, plan, 0, "1", "proposed");
  desk_assert_refused (naru_case_sign_plan (fixture->desk, plan, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_take (fixture, naru_case_agree_plan (fixture->desk, plan, FALSE, NULL, &error));
  assert_version (fixture, plan, 0, "1", "agreed");
  desk_take (fixture, naru_case_sign_plan (fixture->desk, plan, signature, &error));
  assert_version (fixture, plan, 0, "1", "signed");
  record = naru_store_get (fixture->store, plan, NULL);
  digest = naru_record_get_element (record, "versions", 0, "signature");
  kept = naru_store_get_blob (fixture->store, digest, NULL);
  g_assert_true (g_bytes_equal (kept, drawn));
  add_step (fixture, person, "Ask for a certificate");
  desk_take (fixture, naru_case_propose_plan (fixture->desk, plan, NULL, &error));
  assert_version (fixture, plan, 0, "1", "signed");
  assert_version (fixture, plan, 1, "2", "proposed");
  assert_value (fixture, plan, "state", "signed");
  add_step (fixture, person, "Try the way to work");
  desk_take (fixture, naru_case_agree_plan (fixture->desk, plan, FALSE, NULL, &error));
  assert_version (fixture, plan, 0, "1", "superseded");
  assert_version (fixture, plan, 1, "2", "superseded");
  assert_version (fixture, plan, 2, "3", "agreed");
}

static void
assert_line (GPtrArray *lines, guint position, const char *before, const char *after)
{
  const NaruPlanLine *line = g_ptr_array_index (lines, position);

  g_assert_cmpstr (line->before, ==, before);
  g_assert_cmpstr (line->after, ==, after);
}

static void
test_compare (void)
{
  static const char before[] = "Work as a care worker\n  - Write a CV (Jobseeker, 1 Dec 2026)\n"
                               "  - Visit two homes (Jobseeker, 5 Dec 2026)\nChildcare\n"
                               "  - Ask the city (Partner)\n";
  static const char after[] = "Work as a care worker\n  - Write a CV (Jobseeker, 8 Dec 2026)\n"
                              "Childcare\n  - Ask the city (Partner)\n  - Ask a neighbour\n";
  g_autoptr (GPtrArray) lines = naru_plan_compare_versions (before, after);
  g_autoptr (GPtrArray) same = naru_plan_compare_versions (before, before);
  g_autoptr (GPtrArray) first = naru_plan_compare_versions (NULL, before);

  g_assert_cmpuint (lines->len, ==, 5);
  assert_line (lines, 0, "Work as a care worker", "Work as a care worker");
  assert_line (lines, 1, "Write a CV (Jobseeker, 1 Dec 2026)",
               "Write a CV (Jobseeker, 8 Dec 2026)");
  assert_line (lines, 2, "Childcare", "Childcare");
  assert_line (lines, 3, NULL, "Ask a neighbour");
  assert_line (lines, 4, "Visit two homes (Jobseeker, 5 Dec 2026)", NULL);
  g_assert_cmpuint (same->len, ==, 0);
  g_assert_cmpuint (first->len, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)
  ADD ("/plans/templates", test_templates);
  ADD ("/plans/reasons", test_reasons);
  ADD ("/plans/draft", test_draft);
  ADD ("/plans/dates", test_dates);
  ADD ("/plans/versions", test_versions);
  g_test_add_func ("/plans/compare", test_compare);
  return g_test_run ();
}
