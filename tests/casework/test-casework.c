/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do in the three workspaces, by its rules; each command is undone and done again on the way. */
#include "desk-fixture.h"

#include <string.h>

static char *
make_person (DeskFixture *fixture, const char *name)
{
  g_autoptr (NaruRecord) draft = desk_draft ("jobseeker", "name", name, NULL);
  g_autoptr (NaruCommand) command = naru_case_take_in (fixture->desk, draft, NULL);

  desk_run (fixture, command);
  return g_strdup (naru_record_get_id (draft));
}

static char *
make_colleague (DeskFixture *fixture, const char *name, const char *state)
{
  return desk_make (fixture, "staff", "name", name, "userName", name, "roles", "job_counsellor",
                    "state", state, NULL);
}

static void
test_take_in (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture, "Mina");
  g_autoptr (NaruRecord) nobody = desk_draft ("jobseeker", "phone", "1", NULL);
  g_autoptr (GError) error = NULL;

  assert_value (fixture, person, "state", "new");
  assert_value (fixture, person, "registeredOn", WEDNESDAY);
  assert_value (fixture, person, "counsellor", naru_desk_get_staff (fixture->desk));
  desk_assert_refused (naru_case_take_in (fixture->desk, nobody, &error), &error,
                       NARU_ERROR_INVALID);
}

static void
test_states (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture, "Mina");
  g_autofree char *meeting
      = desk_make (fixture, "meeting", "jobseeker", person, "kind", "counselling", "channel",
                   "phone", "start", "2026-11-30T10:00:00+09:00", "state", "booked", NULL);
  g_autoptr (NaruCommand) activate
      = naru_case_set_state (fixture->desk, person, "active", NULL, NULL);
  g_autoptr (NaruCommand) close = NULL;
  g_autoptr (NaruCommand) reopen = NULL;
  g_autoptr (GError) error = NULL;

  desk_run (fixture, activate);
  assert_value (fixture, person, "activeSince", WEDNESDAY);
  desk_assert_refused (naru_case_set_state (fixture->desk, person, "closed", NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (
      naru_case_set_state (fixture->desk, person, "closed", "found something", &error), &error,
      NARU_ERROR_INVALID);
  desk_assert_refused (naru_case_set_state (fixture->desk, person, "new", NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  close = naru_case_set_state (fixture->desk, person, "closed", "employment", &error);
  desk_run (fixture, close);
  assert_value (fixture, person, "closedOn", WEDNESDAY);
  assert_value (fixture, person, "outcome", "employment");
  assert_value (fixture, meeting, "state", "cancelled");
  desk_assert_refused (naru_case_set_state (fixture->desk, person, "active", NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  reopen = naru_case_set_state (fixture->desk, person, "reopened", NULL, &error);
  desk_run (fixture, reopen);
  assert_value (fixture, person, "outcome", NULL);
  assert_value (fixture, person, "closedOn", NULL);
}

static void
test_assign (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture, "Mina");
  g_autofree char *colleague = make_colleague (fixture, "bert", "active");
  g_autofree char *left = make_colleague (fixture, "carl", "left");
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *ended = NULL;
  g_autoptr (NaruCommand) assign = NULL;
  g_autoptr (NaruCommand) first = NULL;
  g_autoptr (NaruCommand) second = NULL;
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_assign (fixture->desk, person, colleague, " ", &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (naru_case_assign (fixture->desk, person, left, "Leave", &error), &error,
                       NARU_ERROR_REFUSED);
  naru_clock_advance (fixture->clock, 24 * 60 * 60);
  assign = naru_case_assign (fixture->desk, person, colleague, "Caseload", &error);
  desk_run (fixture, assign);
  assert_value (fixture, person, "counsellor", colleague);
  record = naru_store_get (fixture->store, person, NULL);
  g_assert_cmpuint (naru_record_get_length (record, "assignments"), ==, 2);
  ended = naru_record_get_element (record, "assignments", 0, "to");
  g_assert_cmpstr (ended, ==, "2026-11-26");

  first = naru_employer_assign (fixture->desk, employer, naru_desk_get_staff (fixture->desk), NULL,
                                NULL, &error);
  desk_run (fixture, first);
  desk_assert_refused (naru_employer_assign (fixture->desk, employer, colleague, NULL, "x", &error),
                       &error, NARU_ERROR_REFUSED);
  second = naru_employer_assign (fixture->desk, employer, colleague, "New area",
                                 "They want calls before noon.", &error);
  desk_run (fixture, second);
  assert_value (fixture, employer, "accountManager", colleague);
}

static void
test_plan (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture, "Mina");
  g_autoptr (NaruCommand) goal = NULL;
  g_autoptr (NaruCommand) add = NULL;
  g_autoptr (NaruCommand) done = NULL;
  g_autoptr (NaruCommand) undone = NULL;
  g_autoptr (NaruCommand) agree = NULL;
  g_autoptr (NaruRecord) step
      = desk_draft ("step", "title", "Write a CV", "dueOn", "2026-12-01", NULL);
  g_autoptr (NaruRecord) empty = desk_draft ("step", "title", "  ", NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *plan = NULL;
  g_autofree char *bare
      = desk_make (fixture, "plan", "jobseeker", person, "state", "superseded", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (naru_case_current_plan (fixture->desk, person));
  desk_assert_refused (naru_case_agree_plan (fixture->desk, bare, TRUE, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (naru_case_add_step (fixture->desk, person, NULL, empty, &error), &error,
                       NARU_ERROR_INVALID);
  goal = naru_case_add_goal (fixture->desk, person, "Work in a kitchen", NULL, &error);
  desk_run (fixture, goal);
  plan = naru_case_current_plan (fixture->desk, person);
  g_assert_nonnull (plan);
  desk_assert_refused (naru_case_add_step (fixture->desk, person, "g7", step, &error), &error,
                       NARU_ERROR_NOT_FOUND);
  add = naru_case_add_step (fixture->desk, person, "g1", step, &error);
  desk_run (fixture, add);
  g_assert_cmpuint (desk_count (fixture, "plan"), ==, 2);
  assert_value (fixture, naru_record_get_id (step), "plan", plan);
  assert_value (fixture, naru_record_get_id (step), "position", "1");

  done = naru_case_set_step_state (fixture->desk, naru_record_get_id (step), "done", &error);
  desk_run (fixture, done);
  assert_value (fixture, naru_record_get_id (step), "doneOn", WEDNESDAY);
  undone = naru_case_set_step_state (fixture->desk, naru_record_get_id (step), "underway", &error);
  desk_run (fixture, undone);
  assert_value (fixture, naru_record_get_id (step), "doneOn", NULL);

  agree = naru_case_agree_plan (fixture->desk, plan, TRUE, NULL, &error);
  desk_run (fixture, agree);
  assert_value (fixture, plan, "state", "signed");
  assert_value (fixture, person, "planReviewOn", "2027-02-23");
  record = naru_store_get (fixture->store, plan, NULL);
  g_assert_cmpuint (naru_record_get_length (record, "versions"), ==, 1);
  text = naru_record_get_element (record, "versions", 0, "text");
  g_assert_nonnull (strstr (text, "Work in a kitchen\n  - Write a CV"));
}

static NaruCommand *
book (DeskFixture *fixture, const char *person, const char *staff, const char *start,
      const char *end, GError **error)
{
  g_autoptr (NaruRecord) draft = desk_draft ("meeting", "jobseeker", person, "staff", staff,
                                             "start", start, "end", end, NULL);

  return naru_case_book_meeting (fixture->desk, draft, error);
}

static void
test_overlap (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *bert = make_colleague (fixture, "bert", "active");
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autoptr (NaruCommand) first = NULL;
  g_autoptr (NaruCommand) after = NULL;
  g_autoptr (GError) error = NULL;

  desk_assert_refused (
      book (fixture, mina, me, "2026-11-26T10:00:00+09:00", "2026-11-26T10:00:00+09:00", &error),
      &error, NARU_ERROR_INVALID);
  first
      = book (fixture, mina, me, "2026-11-26T10:00:00+09:00", "2026-11-26T11:00:00+09:00", &error);
  desk_run (fixture, first);
  /* the counsellor; in another offset; the person with somebody else */
  desk_assert_refused (book (fixture, jun, me, "2026-11-26T10:30:00+09:00", NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (book (fixture, jun, me, "2026-11-26T01:30:00Z", NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (
      book (fixture, jun, me, "2026-11-26T09:00:00+09:00", "2026-11-26T12:00:00+09:00", &error),
      &error, NARU_ERROR_REFUSED);
  desk_assert_refused (book (fixture, mina, bert, "2026-11-26T10:30:00+09:00", NULL, &error),
                       &error, NARU_ERROR_REFUSED);
  g_assert_null (
      naru_case_find_overlap (fixture->desk, me, jun, "2026-11-26T09:30:00+09:00", NULL, NULL));
  after = book (fixture, jun, me, "2026-11-26T11:00:00+09:00", NULL, &error);
  desk_run (fixture, after);
}

static void
test_fall_through_and_rebook (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autofree char *past
      = desk_make (fixture, "meeting", "jobseeker", mina, "staff", me, "kind", "review", "channel",
                   "phone", "start", "2026-11-25T09:00:00+09:00", "end",
                   "2026-11-25T09:45:00+09:00", "state", "booked", NULL);
  g_autofree char *coming
      = desk_make (fixture, "meeting", "jobseeker", mina, "staff", me, "kind", "review", "channel",
                   "phone", "start", "2026-11-27T09:00:00+09:00", "state", "booked", NULL);
  g_autoptr (NaruCommand) missed = NULL;
  g_autoptr (NaruCommand) rebook = NULL;
  g_autoptr (NaruCommand) hold = NULL;
  g_auto (GStrv) created = NULL;
  g_autoptr (GError) error = NULL;

  desk_assert_refused (
      naru_case_meeting_fell_through (fixture->desk, coming, "missed", "jobseeker", NULL, &error),
      &error, NARU_ERROR_REFUSED);
  desk_assert_refused (naru_case_record_meeting (fixture->desk, coming, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (
      naru_case_meeting_fell_through (fixture->desk, past, "missed", "somebody", NULL, &error),
      &error, NARU_ERROR_INVALID);
  missed = naru_case_meeting_fell_through (fixture->desk, past, "missed", "office", "staff_absent",
                                           &error);
  desk_run (fixture, missed);
  desk_assert_refused (
      naru_case_rebook (fixture->desk, past, "2026-11-27T09:15:00+09:00", NULL, &error), &error,
      NARU_ERROR_REFUSED);
  rebook = naru_case_rebook (fixture->desk, past, "2026-11-26T14:00:00+09:00", NULL, &error);
  desk_run (fixture, rebook);
  created = naru_command_get_created (rebook);
  assert_value (fixture, past, "state", "missed");
  assert_value (fixture, past, "rebookedAs", created[0]);
  assert_value (fixture, created[0], "kind", "review");
  assert_value (fixture, created[0], "end", "2026-11-26T14:45:00+09:00");
  desk_assert_refused (
      naru_case_rebook (fixture->desk, past, "2026-11-26T16:00:00+09:00", NULL, &error), &error,
      NARU_ERROR_REFUSED);

  naru_clock_advance (fixture->clock, 3 * 24 * 60 * 60);
  hold = naru_case_record_meeting (fixture->desk, coming, "Talked about the night shift.", &error);
  desk_run (fixture, hold);
  assert_value (fixture, coming, "state", "held");
  assert_value (fixture, coming, "notes", "Talked about the night shift.");
}

static void
assert_free (DeskFixture *fixture, const char *staff, const char *from, int minutes,
             const char *expected)
{
  g_autofree char *found = naru_case_find_free_time (fixture->desk, staff, NULL, from, minutes);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_free_time (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autofree char *bert = make_colleague (fixture, "bert", "active");
  g_autoptr (NaruCommand) hours = naru_command_new ("Hours");
  g_autoptr (NaruCommand) book_one = NULL;
  g_autoptr (NaruCommand) book_two = NULL;
  g_autofree char *holidays = desk_make (fixture, "setting", "key", "holidays", "value",
                                         "2026-11-24 Yesterday\n2026-12-01 Harbour day", NULL);

  /* ten o'clock now: never in the past, never at the hour that just began */
  assert_free (fixture, me, WEDNESDAY, 30, "2026-11-25T10:30:00+09:00");
  book_one
      = book (fixture, mina, me, "2026-11-25T10:30:00+09:00", "2026-11-25T11:30:00+09:00", NULL);
  desk_run (fixture, book_one);
  assert_free (fixture, me, WEDNESDAY, 30, "2026-11-25T11:30:00+09:00");
  assert_free (fixture, me, WEDNESDAY, 60, "2026-11-25T13:00:00+09:00");
  book_two
      = book (fixture, mina, me, "2026-11-25T13:00:00+09:00", "2026-11-25T18:00:00+09:00", NULL);
  desk_run (fixture, book_two);
  assert_free (fixture, me, WEDNESDAY, 60, "2026-11-26T09:00:00+09:00");
  /* Saturday; the holiday on Tuesday */
  assert_free (fixture, me, "2026-11-28", 30, "2026-11-30T09:00:00+09:00");
  assert_free (fixture, me, "2026-12-01", 30, "2026-12-02T09:00:00+09:00");
  /* working hours and an absence */
  naru_command_set_element (hours, bert, "workingHours", "thu", "from", "13:15");
  naru_command_set_element (hours, bert, "workingHours", "thu", "to", "15:00");
  naru_command_set_element (hours, bert, "absences", "a1", "from", "2026-11-26");
  naru_command_set_element (hours, bert, "absences", "a1", "to", "2026-11-27");
  desk_run (fixture, hours);
  assert_free (fixture, bert, WEDNESDAY, 30, "2026-12-03T13:30:00+09:00");
  assert_free (fixture, bert, WEDNESDAY, 120, NULL);
}

static void
test_log (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "stage", "to_contact", NULL);
  g_autoptr (NaruCommand) log = NULL;
  g_autoptr (NaruCommand) question = NULL;
  g_autoptr (NaruCommand) move = NULL;
  g_autoptr (NaruCommand) done = NULL;
  g_autofree char *silent
      = desk_make (fixture, "interaction", "employer", employer, "kind", "note", "at", NOW, NULL);
  g_auto (GStrv) created = NULL, asked = NULL;
  g_autoptr (GError) error = NULL;

  desk_assert_refused (
      naru_employer_log (fixture->desk, employer, "call", " ", NULL, NULL, NULL, FALSE, &error),
      &error, NARU_ERROR_INVALID);
  desk_assert_refused (
      naru_employer_log (fixture->desk, employer, "shout", "x", NULL, NULL, NULL, FALSE, &error),
      &error, NARU_ERROR_INVALID);
  log = naru_employer_log (fixture->desk, employer, "call", "Two welders in spring.", NULL,
                           "Send two names", "2026-11-27", TRUE, &error);
  desk_run (fixture, log);
  created = naru_command_get_created (log);
  assert_value (fixture, created[0], "nextActionState", "open");
  assert_value (fixture, created[0], "promise", "true");
  assert_value (fixture, employer, "stage", "contacted");
  /* what they ask waits for an answer where the handover sheet looks for it */
  question = naru_employer_log (fixture->desk, employer, "question", "May night pay be a lump sum?",
                                NULL, NULL, NULL, FALSE, &error);
  desk_run (fixture, question);
  asked = naru_command_get_created (question);
  assert_value (fixture, asked[0], "question", "May night pay be a lump sum?");
  assert_value (fixture, asked[0], "summary", NULL);
  desk_assert_refused (naru_employer_move_action (fixture->desk, created[0], "soon", &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_employer_close_action (fixture->desk, silent, "done", &error), &error,
                       NARU_ERROR_REFUSED);
  move = naru_employer_move_action (fixture->desk, created[0], "2026-11-30", &error);
  desk_run (fixture, move);
  done = naru_employer_close_action (fixture->desk, created[0], "done", &error);
  desk_run (fixture, done);
  assert_value (fixture, created[0], "nextActionDoneOn", WEDNESDAY);
  assert_value (fixture, created[0], "nextActionOn", "2026-11-30");
}

static void
test_guess_date (void)
{
  static const struct
  {
    const char *text;
    const char *date;
  } cases[] = {
    { "Will send two names by Friday", "2026-11-27" },
    { "call on wednesday", "2026-11-25" },
    { "next week Tuesday", "2026-12-01" },
    { "Reply tomorrow", "2026-11-26" },
    { "visit on 3 December", "2026-12-03" },
    { "visit on Jan 5", "2027-01-05" },
    { "in 10 days", "2026-12-05" },
    { "by the end of the month", "2026-11-30" },
    { "on 2026-12-24", "2026-12-24" },
    { "금요일까지 이력서 두 통", "2026-11-27" },
    { "다음 주 화요일 방문", "2026-12-01" },
    { "내일 전화", "2026-11-26" },
    { "모레까지 회신", "2026-11-27" },
    { "12월 3일에 방문", "2026-12-03" },
    { "3일 뒤 연락", "2026-11-28" },
    { "20일까지", "2026-12-20" },
    { "월말까지 정리", "2026-11-30" },
    { "rappeler vendredi", "2026-11-27" },
    { "lundi de la semaine prochaine", "2026-11-30" },
    { "le 3 décembre", "2026-12-03" },
    { "sous 2 semaines", "2026-12-09" },
    { "after 31 February", NULL },
    { "Monitor the orders", NULL },
    { "May take two welders", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = naru_employer_guess_date (cases[i].text, WEDNESDAY);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static NaruCommand *
move_to (DeskFixture *fixture, const char *vacancy, const char *stage, const char *reason)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command = naru_vacancy_set_stage (fixture->desk, vacancy, stage, reason, &error);

  g_assert_no_error (error);
  desk_run (fixture, command);
  return command;
}

static void
complete (DeskFixture *fixture, const char *vacancy)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Complete");

  naru_command_set (command, vacancy, "tasks", "Weld pipes.");
  naru_command_set_json (command, vacancy, "payMin",
                         "{\"amount\":\"11000\",\"currency\":\"KRW\",\"per\":\"hour\"}");
  naru_command_set (command, vacancy, "hoursWeek", "40");
  naru_command_set (command, vacancy, "region", "KR-41110");
  naru_command_set (command, vacancy, "closesOn", "2026-12-20");
  desk_run (fixture, command);
}

static void
test_vacancy (DeskFixture *fixture, gconstpointer data)
{
  static const char *const stages[] = { "with_employer", "agreed", "published", "filled" };
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autoptr (NaruCommand) draft
      = naru_vacancy_draft (fixture->desk, employer, "Welder", NULL, NULL);
  g_autoptr (NaruCommand) copy = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_auto (GStrv) created = NULL;
  g_auto (GStrv) copied = NULL;
  g_auto (GStrv) missing = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_vacancy_draft (fixture->desk, employer, NULL, NULL, &error), &error,
                       NARU_ERROR_INVALID);
  desk_run (fixture, draft);
  created = naru_command_get_created (draft);
  assert_value (fixture, created[0], "employerName", "Harbour");
  record = naru_store_get (fixture->store, created[0], NULL);
  missing = naru_vacancy_missing (record, NULL);
  g_assert_cmpuint (g_strv_length (missing), ==, 5);
  desk_assert_refused (
      naru_vacancy_set_stage (fixture->desk, created[0], "with_employer", NULL, &error), &error,
      NARU_ERROR_REFUSED);
  desk_assert_refused (
      naru_vacancy_set_stage (fixture->desk, created[0], "published", NULL, &error), &error,
      NARU_ERROR_REFUSED);

  complete (fixture, created[0]);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    naru_command_unref (move_to (fixture, created[0], stages[i], NULL));
  assert_value (fixture, created[0], "agreedOn", WEDNESDAY);
  assert_value (fixture, created[0], "publishedOn", WEDNESDAY);
  assert_value (fixture, created[0], "closedOn", WEDNESDAY);
  g_object_unref (g_steal_pointer (&record));
  record = naru_store_get (fixture->store, created[0], NULL);
  g_assert_cmpuint (naru_record_get_length (record, "versions"), ==, 2);
  text = naru_record_get_element (record, "versions", 1, "text");
  g_assert_nonnull (strstr (text, "Weld pipes."));

  copy = naru_vacancy_copy (fixture->desk, created[0], &error);
  desk_run (fixture, copy);
  copied = naru_command_get_created (copy);
  assert_value (fixture, copied[0], "stage", "draft");
  assert_value (fixture, copied[0], "tasks", "Weld pipes.");
  assert_value (fixture, copied[0], "publishedOn", NULL);
  assert_value (fixture, copied[0], "versions", NULL);

  desk_assert_refused (naru_vacancy_set_stage (fixture->desk, copied[0], "withdrawn", NULL, &error),
                       &error, NARU_ERROR_REFUSED);
  naru_command_unref (move_to (fixture, copied[0], "withdrawn", "employer_wish"));
  naru_command_unref (move_to (fixture, copied[0], "draft", NULL));
  assert_value (fixture, copied[0], "withdrawnReason", NULL);
  assert_value (fixture, copied[0], "closedOn", NULL);
}

static void
test_publish_late (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autofree char *vacancy = desk_make (fixture, "vacancy", "title", "Welder", "stage", "agreed",
                                        "employer", employer, NULL);
  g_autoptr (GError) error = NULL;

  complete (fixture, vacancy);
  naru_clock_advance (fixture->clock, 60 * 24 * 60 * 60);
  desk_assert_refused (naru_vacancy_set_stage (fixture->desk, vacancy, "published", NULL, &error),
                       &error, NARU_ERROR_REFUSED);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/casework/case/taking-in-fills-what-is-empty", test_take_in);
  TEST ("/casework/case/closing-needs-an-outcome-and-cancels-what-was-to-come", test_states);
  TEST ("/casework/case/a-new-counsellor-needs-a-reason", test_assign);
  TEST ("/casework/plan/goals-steps-and-the-agreed-text", test_plan);
  TEST ("/casework/meeting/nobody-is-booked-twice", test_overlap);
  TEST ("/casework/meeting/what-fell-through-gets-one-new-time", test_fall_through_and_rebook);
  TEST ("/casework/meeting/a-free-time-is-in-working-hours", test_free_time);
  TEST ("/casework/employer/a-conversation-with-what-comes-next", test_log);
  g_test_add_func ("/casework/employer/a-line-of-text-names-a-date", test_guess_date);
  TEST ("/casework/vacancy/from-draft-to-filled-and-back", test_vacancy);
  TEST ("/casework/vacancy/no-publishing-after-the-closing-date", test_publish_late);
  return g_test_run ();
}
