/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many people could take a vacancy, what past vacancies for its occupation asked and paid, and who agreed to it. */
#include "desk-fixture.h"
#include "naru-vacancy-work.h"

static void
add_people (DeskFixture *fixture, guint n, const char *skills, const char *licences)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = desk_make (fixture, "availability", "state", "available", "occupations",
                                       "7212", "skills", skills, "licences", licences, NULL);

      g_assert_nonnull (id);
    }
}

static NaruMeter *
measure (DeskFixture *fixture, const char *requirements)
{
  g_autoptr (NaruRecord) vacancy
      = desk_draft ("vacancy", "title", "Welder", "stage", "draft", "occupation", "7212",
                    "requirements", requirements, NULL);
  g_autoptr (GError) error = NULL;
  NaruMeter *meter = naru_vacancy_measure (fixture->store, vacancy, &error);

  g_assert_no_error (error);
  return meter;
}

static void
test_meter (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruMeter) meter = NULL;
  const NaruMeterRequirement *first, *second, *third, *fourth;

  add_people (fixture, 7, "welding", "forklift");
  add_people (fixture, 3, "welding", "");
  add_people (fixture, 2, "", "forklift");
  meter = measure (
      fixture, "[{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"Welds\",\"skill\":\"welding\"},"
               "{\"id\":\"r2\",\"need\":\"essential\",\"text\":\"forklift\"},"
               "{\"id\":\"r3\",\"need\":\"desirable\",\"text\":\"welding\"},"
               "{\"id\":\"r4\",\"need\":\"essential\",\"text\":\"A cheerful nature\"}]");
  g_assert_cmpint (meter->all, ==, 12);
  g_assert_cmpint (meter->meeting, ==, 7);
  first = meter->requirements->pdata[0];
  second = meter->requirements->pdata[1];
  third = meter->requirements->pdata[2];
  fourth = meter->requirements->pdata[3];
  g_assert_cmpint (first->alone, ==, 10);
  g_assert_cmpint (first->without, ==, 9);
  g_assert_cmpint (second->without, ==, 10);
  g_assert_false (third->essential);
  /* nothing tells who has one */
  g_assert_cmpint (fourth->condition, ==, -1);
}

static void
test_blur (void)
{
  g_assert_cmpint (naru_meter_blur (0), ==, 0);
  g_assert_cmpint (naru_meter_blur (4), ==, 0);
  g_assert_cmpint (naru_meter_blur (5), ==, 5);
  g_assert_cmpint (naru_meter_blur (7), ==, 5);
  g_assert_cmpint (naru_meter_blur (8), ==, 10);
  g_assert_cmpint (naru_meter_blur (318), ==, 320);
}

static void
test_past (DeskFixture *fixture, gconstpointer data)
{
  static const char *const pays[] = { "10000 KRW/hour", "12000 KRW/hour", "14000 KRW/hour",
                                      "20000 KRW/hour", "2500000 KRW/month" };
  g_autoptr (NaruPastVacancies) past = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pays); i++)
    {
      g_autofree char *id = desk_make (
          fixture, "vacancy", "title", "Welder", "stage", "filled", "occupation", "7212", "payMin",
          pays[i], "publishedOn", i == 0 ? "2024-05-01" : "2026-05-01", "requirements",
          i < 3 ? "[{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"Licence\"}]" : "[]", NULL);

      g_assert_nonnull (id);
    }
  past = naru_vacancy_read_past (fixture->store, "7212", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (past->n, ==, 5);
  /* months are not mixed with hours */
  g_assert_cmpuint (past->n_paid, ==, 4);
  g_assert_cmpfloat (past->low, ==, 11500);
  g_assert_cmpfloat (past->middle, ==, 13000);
  g_assert_cmpfloat (past->high, ==, 15500);
  g_assert_cmpstr (past->per, ==, "hour");
  g_assert_cmpstr (past->oldest, ==, "2024-05-01");
  g_assert_cmpstr (past->newest, ==, "2026-05-01");
  g_assert_cmpuint (past->asked->len, ==, 1);
  g_assert_cmpuint (((NaruAsked *) past->asked->pdata[0])->times, ==, 3);
}

static void
test_agree (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Saesol", NULL);
  g_autofree char *contact
      = desk_make (fixture, "contact", "name", "Oh", "employer", employer, NULL);
  g_autofree char *id
      = desk_make (fixture, "vacancy", "title", "Welder", "stage", "with_employer", "employer",
                   employer, "tasks", "Weld", "payMin", "13000 KRW/hour", "hoursWeek", "40",
                   "region", "KR-11", "closesOn", "2026-12-20", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_vacancy_agree (fixture->desk, id, contact, "phone", &error);
  g_autoptr (NaruRecord) vacancy = NULL;
  g_autofree char *by = NULL;
  g_autofree char *how = NULL;

  g_assert_no_error (error);
  desk_run (fixture, command);
  vacancy = naru_store_get (fixture->store, id, NULL);
  by = naru_record_get_element (vacancy, "versions", 0, "approvedBy");
  how = naru_record_get_element (vacancy, "versions", 0, "approvedHow");
  g_assert_cmpstr (naru_record_get (vacancy, "stage"), ==, "agreed");
  g_assert_cmpstr (by, ==, contact);
  g_assert_cmpstr (how, ==, "phone");
}

static void
set_requirements (DeskFixture *fixture, const char *id, const char *json)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Change");

  naru_command_set_json (command, id, "requirements", json);
  desk_run (fixture, command);
}

static char *
read_skills (DeskFixture *fixture, const char *id)
{
  g_autoptr (NaruRecord) vacancy = naru_store_get (fixture->store, id, NULL);
  g_auto (GStrv) skills = naru_record_get_set (vacancy, "essentialSkills");

  return skills != NULL ? g_strjoinv ("|", skills) : g_strdup ("");
}

static void
test_derives (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id = desk_make (fixture, "vacancy", "title", "Welder", "stage", "draft", NULL);
  g_autofree char *skills = NULL;
  g_autofree char *after = NULL;

  set_requirements (
      fixture, id,
      "[{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"Welds\",\"skill\":\"welding\"},"
      "{\"id\":\"r2\",\"need\":\"essential\",\"text\":\"Forklift licence\"},"
      "{\"id\":\"r3\",\"need\":\"essential\",\"text\":\"Some English\","
      "\"language\":\"en\"},"
      "{\"id\":\"r4\",\"need\":\"desirable\",\"text\":\"grinding\"}]");
  skills = read_skills (fixture, id);
  g_assert_cmpstr (skills, ==, "welding|Forklift licence");
  set_requirements (fixture, id, NULL);
  after = read_skills (fixture, id);
  g_assert_cmpstr (after, ==, "");
}

static char *
say_open (const char *published, const char *closes, const char *stage)
{
  g_autoptr (NaruRecord) vacancy = desk_draft ("vacancy", "title", "Welder", "stage", stage,
                                               "publishedOn", published, "closesOn", closes, NULL);

  return naru_vacancy_say_open (vacancy, "2026-11-30");
}

static void
test_open (void)
{
  g_autofree char *fresh = say_open ("2026-11-01", "2026-12-10", "published");
  g_autofree char *bottleneck = say_open ("2026-10-31", "2026-12-10", "published");
  g_autofree char *over = say_open ("2026-10-01", "2026-11-29", "published");
  g_autofree char *filled = say_open ("2026-10-01", "2026-11-29", "filled");

  g_assert_cmpstr (fresh, ==, "29 days");
  g_assert_cmpstr (bottleneck, ==, "30 days, hard to fill");
  g_assert_cmpstr (over, ==, "60 days, closing date over");
  g_assert_cmpstr (filled, ==, "60 days");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/candidates/" name, DeskFixture, NULL, desk_fixture_set_up, func,          \
              desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("counts-what-each-requirement-changes", test_meter);
  g_test_add_func ("/casework/candidates/tells-no-small-numbers", test_blur);
  ADD ("sums-up-past-vacancies", test_past);
  ADD ("keeps-who-agreed-and-how", test_agree);
  ADD ("derives-essential-skills-from-requirements", test_derives);
  g_test_add_func ("/casework/candidates/says-what-is-open-for-long", test_open);
  return g_test_run ();
}
