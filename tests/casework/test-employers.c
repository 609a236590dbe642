/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The employer workspace, by its rules: facts and their sources. */
#include "desk-fixture.h"

#include "naru-facts.h"

/* What the employer says is held true, and what was known before stays beside it. */
static void
test_facts (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "employees", "40", NULL);
  g_autoptr (NaruRecord) draft = desk_draft ("employer", "employees", "46", NULL);
  g_autoptr (NaruRecord) empty = desk_draft ("employer", "name", "x", NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruCommand) said = NULL;
  g_autoptr (NaruCommand) external = NULL;
  g_autoptr (NaruCommand) forget = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *on = NULL;
  g_autofree char *before = NULL;

  desk_assert_refused (naru_employer_note_fact (fixture->desk, employer, empty, "employees", "own",
                                                NULL, NULL, TRUE, &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_employer_note_fact (fixture->desk, employer, draft, "employees",
                                                "rumour", NULL, NULL, TRUE, &error),
                       &error, NARU_ERROR_INVALID);
  said = naru_employer_note_fact (fixture->desk, employer, draft, "employees", "employer",
                                  "Yoo Kyung-mi", "2026-11-20", TRUE, &error);
  g_assert_no_error (error);
  desk_run (fixture, said);
  assert_value (fixture, employer, "employees", "46");
  record = naru_store_get (fixture->store, employer, NULL);
  source = naru_record_get_element (record, "sources", 0, "source");
  on = naru_record_get_element (record, "sources", 0, "on");
  before = naru_record_get_element (record, "facts", 0, "value");
  g_assert_cmpstr (source, ==, "employer");
  g_assert_cmpstr (on, ==, "2026-11-20");
  g_assert_cmpstr (before, ==, "40");

  external = naru_employer_note_fact (fixture->desk, employer, draft, "employees", "external",
                                      "Web", NULL, FALSE, &error);
  desk_run (fixture, external);
  assert_value (fixture, employer, "employees", "46");
  assert_value (fixture, employer, "toSettle", NULL);
  forget = naru_employer_forget_fact (fixture->desk, employer, "employees external", &error);
  desk_run (fixture, forget);
  desk_assert_refused (
      naru_employer_take_fact (fixture->desk, employer, "employees external", &error), &error,
      NARU_ERROR_NOT_FOUND);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/employers/" name, DeskFixture, NULL, desk_fixture_set_up, func,           \
              desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-fact-has-its-source-and-others-stay-beside-it", test_facts);
  return g_test_run ();
}
