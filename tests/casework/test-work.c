/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After work began: checks on both sides, warnings that become steps, and an end that is noticed. */
#include "desk-fixture.h"
#include "naru-case-story.h"

#include <string.h>

static GPtrArray *
find (DeskFixture *fixture, const char *type, const char *order)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  GPtrArray *records;

  naru_query_set_order (query, order, FALSE);
  records = naru_store_find (fixture->store, query, NULL);
  g_assert_nonnull (records);
  return records;
}

static const char *
value_at (GPtrArray *records, guint position, const char *field)
{
  g_assert_cmpuint (position, <, records->len);
  return naru_record_get (g_ptr_array_index (records, position), field);
}

static char *
begin (DeskFixture *fixture, char **employer)
{
  char *person = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active", "counsellor",
                            naru_desk_get_staff (fixture->desk), NULL);
  g_autofree char *manager = desk_make (fixture, "staff", "name", "Bora", "userName", "bora",
                                        "roles", "employer_counsellor", NULL);
  g_autoptr (NaruRecord) placement = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  *employer = desk_make (fixture, "employer", "name", "Hanbit", "stage", "cooperating",
                         "accountManager", manager, NULL);
  placement = desk_draft ("placement", "employer", *employer, "startOn", "2026-11-30",
                          "measureEndsOn", "2027-05-31", NULL);
  command = naru_case_begin_work (fixture->desk, person, placement, &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  return person;
}

static void
test_begin (DeskFixture *fixture, gconstpointer data)
{
  static const char *const days[] = { "2026-12-07", "2026-12-30", "2027-02-28", "2027-05-30" };
  g_autofree char *employer = NULL;
  g_autofree char *person = begin (fixture, &employer);
  g_autoptr (GPtrArray) worker = find (fixture, "jobseekerFollowUp", "dueOn");
  g_autoptr (GPtrArray) both = find (fixture, "employerFollowUp", "dueOn");
  g_autoptr (GPtrArray) placements = find (fixture, "placement", "startOn");
  g_autoptr (GPtrArray) tasks = find (fixture, "task", "dueOn");

  assert_value (fixture, person, "state", "in_work");
  assert_value (fixture, person, "inWork", "true");
  assert_value (fixture, person, "outcome", "employment");
  g_assert_cmpuint (worker->len, ==, 4);
  g_assert_cmpuint (both->len, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpstr (value_at (worker, i, "dueOn"), ==, days[i]);
      g_assert_cmpstr (value_at (both, i, "dueOn"), ==, days[i]);
    }
  g_assert_cmpstr (value_at (worker, 0, "staff"), ==, naru_desk_get_staff (fixture->desk));
  g_assert_cmpstr (value_at (both, 0, "staff"), !=, naru_desk_get_staff (fixture->desk));
  g_assert_null (strstr (naru_record_get_text (g_ptr_array_index (placements, 0)), "Mina"));
  g_assert_cmpstr (value_at (tasks, 0, "dueOn"), ==, "2027-05-01");
}

/* The timeline of the person says @title once, and @second with it. */
static void
assert_told (DeskFixture *fixture, const char *person, const char *title, const char *second)
{
  g_autoptr (GPtrArray) events = naru_case_read_story (fixture->desk, person, NULL);
  guint n = 0;

  g_assert_nonnull (events);
  for (guint i = 0; i < events->len; i++)
    {
      const NaruCaseEvent *event = g_ptr_array_index (events, i);

      if (strcmp (event->title, title) != 0)
        continue;
      g_assert_cmpstr (event->second, ==, second);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_warning (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = NULL;
  g_autofree char *person = begin (fixture, &employer);
  g_autoptr (GPtrArray) worker = find (fixture, "jobseekerFollowUp", "dueOn");
  g_autoptr (GPtrArray) both = find (fixture, "employerFollowUp", "dueOn");
  const char *check = naru_record_get_id (g_ptr_array_index (worker, 0));
  NaruCheckReport report = { .reached = TRUE,
                             .still_there = "yes",
                             .warning = "hours",
                             .satisfaction = 3,
                             .service_satisfaction = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL, talks = NULL;

  desk_assert_refused (naru_case_record_check (fixture->desk, check, &report, &error), &error,
                       NARU_ERROR_INVALID);
  report.step = "Ask for the early shift";
  desk_take (fixture, naru_case_record_check (fixture->desk, check, &report, &error));
  assert_value (fixture, check, "state", "done");
  assert_value (fixture, check, "serviceSatisfaction", "5");
  steps = find (fixture, "step", "dueOn");
  g_assert_cmpstr (value_at (steps, 0, "title"), ==, "Ask for the early shift");
  g_assert_cmpstr (value_at (steps, 0, "dueOn"), ==, "2026-12-02");
  g_assert_cmpstr (value_at (steps, 0, "jobseeker"), ==, person);

  assert_told (fixture, person, "Began to work", "Hanbit");
  assert_told (fixture, person, "Asked how work goes: After a week", "Hours or shifts");

  check = naru_record_get_id (g_ptr_array_index (both, 0));
  report.still_there = NULL;
  desk_take (fixture, naru_case_record_check (fixture->desk, check, &report, &error));
  talks = find (fixture, "interaction", "at");
  g_assert_cmpstr (value_at (talks, 0, "employer"), ==, employer);
  g_assert_cmpstr (value_at (talks, 0, "nextAction"), ==, "Ask for the early shift");
}

static void
test_sustained (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = NULL;
  g_autofree char *person = begin (fixture, &employer);
  g_autoptr (GPtrArray) worker = find (fixture, "jobseekerFollowUp", "dueOn");
  NaruCheckReport report = { .reached = TRUE, .still_there = "yes" };

  desk_take (fixture, naru_case_record_check (fixture->desk,
                                              naru_record_get_id (g_ptr_array_index (worker, 3)),
                                              &report, NULL));
  assert_value (fixture, person, "outcome", "sustained_employment");
  assert_value (fixture, person, "state", "in_work");
}

static void
test_not_reached (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = NULL;
  g_autofree char *person = begin (fixture, &employer);
  g_autoptr (GPtrArray) before = find (fixture, "jobseekerFollowUp", "dueOn");
  const char *check = naru_record_get_id (g_ptr_array_index (before, 0));
  NaruCheckReport report = { .reached = FALSE };
  g_autoptr (GPtrArray) after = NULL;

  desk_take (fixture, naru_case_record_check (fixture->desk, check, &report, NULL));
  assert_value (fixture, check, "state", "not_reached");
  after = find (fixture, "jobseekerFollowUp", "dueOn");
  g_assert_cmpuint (after->len, ==, 5);
  g_assert_cmpstr (value_at (after, 0, "dueOn"), ==, "2026-11-28");
  g_assert_cmpstr (value_at (after, 0, "after"), ==, "week");
  g_assert_nonnull (person);
}

static void
test_end (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = NULL;
  g_autofree char *person = begin (fixture, &employer);
  g_autoptr (GPtrArray) worker = find (fixture, "jobseekerFollowUp", "dueOn");
  g_autoptr (GPtrArray) placements = find (fixture, "placement", "startOn");
  NaruCheckReport report = { .reached = TRUE, .still_there = "no" };

  desk_take (fixture, naru_case_record_check (fixture->desk,
                                              naru_record_get_id (g_ptr_array_index (worker, 1)),
                                              &report, NULL));
  assert_value (fixture, naru_record_get_id (g_ptr_array_index (worker, 2)), "state", "dropped");
  assert_value (fixture, naru_record_get_id (g_ptr_array_index (placements, 0)), "endOn",
                "2026-11-30");
  assert_value (fixture, person, "state", "active");
  assert_value (fixture, person, "inWork", NULL);
  assert_value (fixture, person, "outcome", NULL);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/placement/both-sides-are-asked-four-times", test_begin);
  TEST ("/placement/a-warning-becomes-a-step", test_warning);
  TEST ("/placement/who-is-not-reached-is-asked-again", test_not_reached);
  TEST ("/placement/six-months-are-sustained-employment", test_sustained);
  TEST ("/placement/an-end-is-noticed", test_end);
  return g_test_run ();
}
