/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals go from state to state with their days; overlaps and gaps are seen. */
#include "desk-fixture.h"

#include <string.h>

#include "naru-notices.h"

static char *
make_person (DeskFixture *fixture)
{
  return desk_make (fixture, "jobseeker", "name", "Mina", "state", "active", "counsellor",
                    naru_desk_get_staff (fixture->desk), NULL);
}

static char *
make_partner (DeskFixture *fixture, const char *name)
{
  return desk_make (fixture, "organisation", "name", name, "kind", "welfare", NULL);
}

static char *
refer (DeskFixture *fixture, NaruRecord *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_case_refer (fixture->desk, draft, &error);
  g_auto (GStrv) made = NULL;

  g_assert_no_error (error);
  desk_run (fixture, command);
  made = naru_command_get_created (command);
  return g_strdup (made[0]);
}

static void
test_course (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autofree char *school = make_partner (fixture, "Harbour school");
  g_autofree char *measure = desk_make (fixture, "measure", "name", "Training cards", "class", "21",
                                        "funding", "insurance", NULL);
  g_autofree char *course = desk_make (fixture, "course", "name", "Care certificate", "provider",
                                       school, "measure", measure, "starts", "2026-12-07", "ends",
                                       "2027-02-26", "places", "20", "placesLeft", "3", NULL);
  g_autoptr (NaruRecord) draft = desk_draft ("referral", "jobseeker", mina, "course", course, NULL);
  g_autofree char *before = naru_case_describe_offer (fixture->desk, course);
  g_autofree char *referral = refer (fixture, draft);
  g_autofree char *after = naru_case_describe_offer (fixture->desk, course);

  assert_value (fixture, referral, "kind", "course");
  assert_value (fixture, referral, "direction", "out");
  assert_value (fixture, referral, "state", "sent");
  assert_value (fixture, referral, "sentOn", WEDNESDAY);
  assert_value (fixture, referral, "organisation", school);
  assert_value (fixture, referral, "measure", measure);
  assert_value (fixture, referral, "startsOn", "2026-12-07");
  g_assert_nonnull (strstr (before, "3 places left"));
  g_assert_nonnull (strstr (before, "Employment insurance"));
  g_assert_null (strstr (before, "since"));
  g_assert_nonnull (strstr (after, "1 person sent since"));
}

static void
run_state (DeskFixture *fixture, const char *referral, const char *state, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_case_set_referral_state (fixture->desk, referral, state, reason, &error);

  g_assert_no_error (error);
  desk_run (fixture, command);
}

static void
assert_offer (DeskFixture *fixture, const char *id, const char *says)
{
  g_autofree char *text = naru_case_describe_offer (fixture->desk, id);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, says));
}

/* Places and budget go down by who is sent, and come back with a refusal; a newer catalogue counts anew. */
static void
test_places (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autofree char *school = make_partner (fixture, "Harbour school");
  g_autofree char *measure
      = desk_make (fixture, "measure", "name", "Care voucher", "class", "21", "provider", school,
                   "places", "10", "placesLeft", "4", NULL);
  g_autofree char *course = desk_make (fixture, "course", "name", "Care", "measure", measure,
                                       "provider", school, "placesLeft", "2", NULL);
  g_autoptr (NaruCommand) money = naru_command_new ("Money");
  g_autoptr (NaruCommand) newer = naru_command_new ("Newer");
  g_autoptr (NaruRecord) draft = desk_draft ("referral", "jobseeker", mina, "course", course, NULL);
  g_autofree char *referral = NULL;

  naru_command_set_json (money, measure, "budgetLeft",
                         "{\"amount\":\"1000000\",\"currency\":\"KRW\"}");
  naru_command_set_json (money, course, "fee", "{\"amount\":\"300000\",\"currency\":\"KRW\"}");
  g_assert_true (naru_desk_run (fixture->desk, money, NULL));
  assert_offer (fixture, course, "2 places left");
  assert_offer (fixture, measure, "4 places left");
  assert_offer (fixture, measure, "1,000,000");
  naru_clock_advance (fixture->clock, 60);
  referral = refer (fixture, draft);
  assert_offer (fixture, course, "1 place left");
  assert_offer (fixture, course, "700,000");
  assert_offer (fixture, measure, "3 places left");
  assert_offer (fixture, measure, "700,000");
  run_state (fixture, referral, "refused", "no_place");
  assert_offer (fixture, course, "2 places left");
  assert_offer (fixture, measure, "1,000,000");
  run_state (fixture, referral, "sent", NULL);
  assert_offer (fixture, course, "1 place left");
  naru_clock_advance (fixture->clock, 60);
  naru_command_set (newer, course, "placesLeft", "1");
  g_assert_true (naru_desk_run (fixture->desk, newer, NULL));
  assert_offer (fixture, course, "1 place left");
}

/* A course under way is what came of a case while nothing else did. */
static void
test_training (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autofree char *school = make_partner (fixture, "Harbour school");
  g_autofree char *course = desk_make (fixture, "course", "name", "Care", "provider", school, NULL);
  g_autoptr (NaruRecord) draft = desk_draft ("referral", "jobseeker", mina, "course", course, NULL);
  g_autofree char *referral = refer (fixture, draft);

  run_state (fixture, referral, "accepted", NULL);
  assert_value (fixture, mina, "outcome", NULL);
  run_state (fixture, referral, "underway", NULL);
  assert_value (fixture, mina, "outcome", "training");
  run_state (fixture, referral, "ended_early", NULL);
  assert_value (fixture, mina, "outcome", NULL);
}

static void
test_nowhere (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autoptr (NaruRecord) draft
      = desk_draft ("referral", "jobseeker", mina, "kind", "voucher", NULL);
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_refer (fixture->desk, draft, &error), &error, NARU_ERROR_INVALID);
}

static void
test_states (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autofree char *welfare = make_partner (fixture, "City welfare");
  g_autoptr (NaruRecord) draft = desk_draft ("referral", "jobseeker", mina, "kind", "childcare",
                                             "organisation", welfare, NULL);
  g_autofree char *referral = refer (fixture, draft);
  g_autoptr (GError) error = NULL;

  desk_assert_refused (
      naru_case_set_referral_state (fixture->desk, referral, "completed", NULL, &error), &error,
      NARU_ERROR_REFUSED);
  desk_assert_refused (
      naru_case_set_referral_state (fixture->desk, referral, "refused", NULL, &error), &error,
      NARU_ERROR_INVALID);
  run_state (fixture, referral, "refused", "no_place");
  assert_value (fixture, referral, "refusalReason", "no_place");
  assert_value (fixture, referral, "answeredOn", WEDNESDAY);
  run_state (fixture, referral, "sent", NULL);
  assert_value (fixture, referral, "refusalReason", NULL);
  naru_clock_advance (fixture->clock, 3 * 24 * 60 * 60);
  run_state (fixture, referral, "accepted", NULL);
  run_state (fixture, referral, "underway", NULL);
  assert_value (fixture, referral, "startsOn", "2026-11-28");
  run_state (fixture, referral, "completed", NULL);
  assert_value (fixture, referral, "endsOn", "2026-11-28");
}

static const NaruNotice *
notice_at (GPtrArray *notices, guint position)
{
  g_assert_cmpuint (position, <, notices->len);
  return g_ptr_array_index (notices, position);
}

/* Two partners, one barrier, one month raise a notice; the month before last does not. */
static void
test_notices (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture);
  g_autofree char *welfare = make_partner (fixture, "City welfare");
  g_autofree char *centre = make_partner (fixture, "Women's centre");
  g_autofree char *old
      = desk_make (fixture, "financeReferral", "jobseeker", mina, "direction", "out", "kind",
                   "loan_counselling", "organisation", welfare, "state", "completed", "sentOn",
                   "2026-08-03", "endsOn", "2026-08-20", NULL);
  g_autofree char *debts = desk_make (fixture, "financeReferral", "jobseeker", mina, "direction",
                                      "out", "kind", "loan_counselling", "organisation", centre,
                                      "state", "underway", "sentOn", "2026-11-03", NULL);
  g_autofree char *care = desk_make (fixture, "referral", "jobseeker", mina, "direction", "out",
                                     "kind", "childcare", "organisation", welfare, "barrier",
                                     "childcare", "state", "sent", "sentOn", "2026-11-03", NULL);
  g_autofree char *step = desk_make (fixture, "step", "jobseeker", mina, "title", "Childcare place",
                                     "responsible", "partner", "organisation", centre, "barrier",
                                     "childcare", "state", "underway", "dueOn", "2026-11-30", NULL);
  g_autofree char *housing = desk_make (fixture, "barrier", "jobseeker", mina, "barrier", "housing",
                                        "severity", "high", NULL);
  g_autofree char *covered = desk_make (fixture, "barrier", "jobseeker", mina, "barrier",
                                        "childcare", "severity", "high", NULL);
  g_autofree char *led = desk_make (fixture, "barrier", "jobseeker", mina, "barrier", "health",
                                    "severity", "low", "lead", welfare, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = naru_case_find_notices (fixture->desk, mina, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_cmpint (notice_at (notices, 0)->kind, ==, NARU_NOTICE_OVERLAP);
  g_assert_cmpstr (notice_at (notices, 0)->barrier, ==, "childcare");
  g_assert_nonnull (strstr (notice_at (notices, 0)->text, "City welfare"));
  g_assert_cmpint (notice_at (notices, 1)->kind, ==, NARU_NOTICE_GAP);
  g_assert_cmpstr (notice_at (notices, 1)->text, ==, "Housing: nobody works on it yet.");
  g_assert_nonnull (old);
  g_assert_nonnull (debts);
  g_assert_nonnull (care);
  g_assert_nonnull (step);
  g_assert_nonnull (housing);
  g_assert_nonnull (covered);
  g_assert_nonnull (led);
}

/* What is settled with a partner: the usual points once, after what stands there; the centre's own in their place. */
static void
test_checklist (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *partner = desk_make (
      fixture, "organisation", "name", "City welfare", "kind", "welfare", "protocol",
      "[{\"id\":\"own\",\"point\":\"Ours\",\"settled\":true,\"on\":\"2026-11-02\"}]", NULL);
  g_autofree char *other = make_partner (fixture, "Women's centre");
  g_autofree char *list = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *point = NULL, *settled = NULL;

  desk_take (fixture, naru_partner_take_checklist (fixture->desk, partner, &error));
  record = naru_store_get (fixture->store, partner, &error);
  point = naru_record_get_element (record, "protocol", 0, "point");
  settled = naru_record_get_element (record, "protocol", 0, "settled");
  g_assert_cmpstr (point, ==, "Ours");
  g_assert_cmpstr (settled, ==, "true");
  g_assert_cmpuint (naru_record_get_length (record, "protocol"), >, 10);
  desk_assert_refused (naru_partner_take_checklist (fixture->desk, partner, &error), &error,
                       NARU_ERROR_REFUSED);
  list = desk_make (fixture, "template", "name", "Here", "kind", "checklist", "steps",
                    "[{\"id\":\"1\",\"title\":\"Keys to the room\"}]", NULL);
  desk_take (fixture, naru_partner_take_checklist (fixture->desk, other, &error));
  g_set_object (&record, NULL);
  record = naru_store_get (fixture->store, other, &error);
  g_assert_cmpuint (naru_record_get_length (record, "protocol"), ==, 1);
}

static void
make_figure (DeskFixture *fixture, const char *figure, const char *occupation, const char *region,
             const char *value, const char *period)
{
  g_autofree char *name = g_strdup_printf ("%s %s %s", occupation, region, value);
  g_autofree char *id
      = desk_make (fixture, "marketFigure", "name", name, "figure", figure, "occupation",
                   occupation, "value", value, "period", period, "source", "Office", NULL);
  NaruCommand *command = naru_command_new ("District");

  naru_command_set (command, id, "region", region);
  naru_command_set (command, id, "unit", g_str_equal (figure, "pay_month") ? "KRW" : NULL);
  desk_take (fixture, command);
}

/* The nearest figure of each kind, upwards and not sideways: first by occupation, then by district, then the newest. */
static void
test_market (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) near = NULL, nowhere = NULL, none = NULL;
  g_autofree char *line = NULL, *bare = NULL;

  make_figure (fixture, "vacancies_per_100", "5322", "KR-41", "84", "2026-08");
  make_figure (fixture, "vacancies_per_100", "5322", "KR-41", "90", "2026-09");
  make_figure (fixture, "vacancies_per_100", "5322", "KR-11", "20", "2026-10");
  make_figure (fixture, "vacancies_per_100", "53", "KR-41115", "30", "2026-10");
  make_figure (fixture, "pay_month", "5321", "KR-41", "1", "2026-09");
  make_figure (fixture, "pay_month", "532", NULL, "2310000", "2025");
  near = naru_market_find (fixture->store, "5322", "KR-41115", NULL);
  line = naru_market_say (near);
  g_assert_cmpstr (line, ==,
                   "Vacancies to 100 jobseekers: 90 (Office, 2026-09) · "
                   "Usual pay a month: 2,310,000 KRW (Office, 2025)");
  nowhere = naru_market_find (fixture->store, "5322", NULL, NULL);
  bare = naru_market_say (nowhere);
  g_assert_cmpstr (bare, ==, "Usual pay a month: 2,310,000 KRW (Office, 2025)");
  none = naru_market_find (fixture->store, "2512", "KR-41", NULL);
  g_assert_null (naru_market_say (none));
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/referrals/a-course-says-provider-dates-and-places", test_course);
  TEST ("/referrals/places-and-budget-go-down-and-come-back", test_places);
  TEST ("/referrals/a-course-under-way-is-an-outcome", test_training);
  TEST ("/referrals/nobody-is-sent-nowhere", test_nowhere);
  TEST ("/referrals/each-state-has-its-day", test_states);
  TEST ("/referrals/overlaps-and-gaps-are-seen", test_notices);
  TEST ("/referrals/what-is-settled-with-a-partner", test_checklist);
  TEST ("/referrals/figures-of-the-labour-market-that-are-nearest", test_market);
  return g_test_run ();
}
