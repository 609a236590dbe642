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
  const NaruMeterPart *first, *second, *third, *fourth;

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
  g_assert_false (fourth->counted);
}

static const NaruMeterPart *
find_part (NaruMeter *meter, const char *field)
{
  for (guint i = 0; i < meter->fields->len; i++)
    if (g_str_equal (((NaruMeterPart *) meter->fields->pdata[i])->id, field))
      return meter->fields->pdata[i];
  g_assert_not_reached ();
}

static void
add_person (DeskFixture *fixture, const char *region, const char *hours, const char *shifts,
            const char *levels)
{
  g_autofree char *id
      = desk_make (fixture, "availability", "state", "available", "occupations", "7212", "region",
                   region, "hoursTo", hours, "hoursFrom", "15", "shifts", shifts, "languageLevels",
                   levels, "travelMinutes", "20", "education", "3", NULL);

  g_assert_nonnull (id);
}

/* Hours, shift, place and languages count, too, and asking for less is told beside dropping it. */
static void
test_fields (DeskFixture *fixture, gconstpointer data)
{
  const char *b1 = "[{\"language\":\"en\",\"level\":\"B1\"}]";
  const char *b2 = "[{\"language\":\"en\",\"level\":\"B2\"}]";
  g_autoptr (NaruRecord) vacancy = desk_draft (
      "vacancy", "title", "Welder", "stage", "draft", "occupation", "7212", "region", "KR-41115",
      "hoursWeek", "40", "shift", "night", "education", "4", "payMin", "13000 KRW/hour",
      "requirements",
      "[{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"English\",\"language\":\"en\",\"level\":"
      "\"B2\"}]",
      NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruMeter) meter = NULL;
  const NaruMeterPart *english;

  add_person (fixture, "KR-41111", "40", "night", b2); /* another district of the town */
  add_person (fixture, "KR-41111", "40", "night", b1);
  add_person (fixture, "KR-41111", "20", "night", b2);
  add_person (fixture, "KR-41111", "40", "day", b2);
  add_person (fixture, "KR-41135", "40", "night", b2); /* another town, and does not travel */
  add_person (fixture, "KR-26", "40", "night", b2); /* another province */
  meter = naru_vacancy_measure (fixture->store, vacancy, &error);
  g_assert_no_error (error);
  g_assert_cmpint (meter->all, ==, 5);
  /* the schooling of all of them is one level too low */
  g_assert_cmpint (meter->meeting, ==, 0);
  g_assert_cmpint (find_part (meter, "education")->eased, ==, 1);
  g_assert_false (find_part (meter, "payMin")->counted);
  g_assert_true (naru_record_set (vacancy, "education", NULL, NULL));
  naru_meter_free (g_steal_pointer (&meter));
  meter = naru_vacancy_measure (fixture->store, vacancy, &error);
  g_assert_cmpint (meter->meeting, ==, 1);
  english = meter->requirements->pdata[0];
  g_assert_cmpint (english->alone, ==, 4);
  g_assert_cmpint (english->without, ==, 2);
  g_assert_cmpint (english->eased, ==, 2);
  g_assert_cmpstr (english->easier, ==, "If B1 were enough");
  g_assert_cmpint (find_part (meter, "hoursWeek")->without, ==, 2);
  g_assert_cmpint (find_part (meter, "hoursWeek")->eased, ==, 2);
  g_assert_cmpint (find_part (meter, "shift")->alone, ==, 4);
  g_assert_cmpint (find_part (meter, "shift")->eased, ==, 2);
  g_assert_cmpint (find_part (meter, "region")->without, ==, 2);
}

/* Numbers are kept in memory: what changes in a record is seen by the next count. */
static void
test_numbers (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id = desk_make (fixture, "availability", "state", "available", "occupations",
                                   "7212", "experienceMonths", "11", NULL);
  g_autoptr (NaruRecord) vacancy
      = desk_draft ("vacancy", "title", "Welder", "stage", "draft", "occupation", "7212",
                    "experienceMonths", "12", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("One month later");
  g_autoptr (NaruMeter) before = naru_vacancy_measure (fixture->store, vacancy, NULL);
  g_autoptr (NaruMeter) after = NULL;

  g_assert_cmpint (before->meeting, ==, 0);
  g_assert_cmpint (find_part (before, "experienceMonths")->eased, ==, 1);
  naru_command_set (command, id, "experienceMonths", "12");
  desk_run (fixture, command);
  after = naru_vacancy_measure (fixture->store, vacancy, NULL);
  g_assert_cmpint (after->meeting, ==, 1);
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
  ADD ("numbers-that-change-are-counted-anew", test_numbers);
  ADD ("counts-what-each-requirement-changes", test_meter);
  ADD ("counts-hours-shift-place-and-what-is-easier", test_fields);
  g_test_add_func ("/casework/candidates/tells-no-small-numbers", test_blur);
  ADD ("sums-up-past-vacancies", test_past);
  ADD ("keeps-who-agreed-and-how", test_agree);
  ADD ("derives-essential-skills-from-requirements", test_derives);
  g_test_add_func ("/casework/candidates/says-what-is-open-for-long", test_open);
  return g_test_run ();
}
