/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a case: to another team or centre, two records that are one person, group sessions, and which channel suits. */
#include "desk-fixture.h"

#include <string.h>

static const char *
me (DeskFixture *fixture)
{
  return naru_desk_get_staff (fixture->desk);
}

static char *
make_person (DeskFixture *fixture, const char *name)
{
  return desk_make (fixture, "jobseeker", "name", name, "state", "active", "counsellor",
                    me (fixture), NULL);
}

static char *
make_meeting (DeskFixture *fixture, const char *person, const char *start)
{
  return desk_make (fixture, "meeting", "jobseeker", person, "staff", me (fixture), "kind",
                    "counselling", "channel", "phone", "state", "booked", "start", start, NULL);
}

static void
test_team (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *team = desk_make (fixture, "team", "name", "Training", "code", "training", NULL);
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *coming = make_meeting (fixture, mina, "2026-11-27T10:00:00+09:00");
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_transfer_to_team (fixture->desk, mina, team, " ", &error), &error,
                       NARU_ERROR_REFUSED);
  desk_take (fixture, naru_case_transfer_to_team (fixture->desk, mina, team, "Needs a course first",
                                                  &error));
  assert_value (fixture, mina, "team", team);
  assert_value (fixture, mina, "counsellor", NULL);
  assert_value (fixture, mina, "state", "active");
  assert_value (fixture, coming, "state", "cancelled");
}

/* Who counsels in a team sees whom nobody looks after yet. */
static void
test_queue (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *team = desk_make (fixture, "team", "name", "Training", "code", "training", NULL);
  g_autofree char *waiting = desk_make (fixture, "jobseeker", "name", "Waiting", "state", "new",
                                        "team", team, "registeredOn", "2026-11-20", NULL);
  g_autofree char *elsewhere
      = desk_make (fixture, "jobseeker", "name", "Elsewhere", "state", "new", NULL);
  g_autofree char *taken = desk_make (fixture, "jobseeker", "name", "Taken", "state", "new", "team",
                                      team, "counsellor", me (fixture), NULL);
  g_autoptr (NaruCommand) join = naru_command_new ("Join");
  g_autoptr (GPtrArray) rows = NULL;
  guint queued = 0;

  naru_command_set (join, me (fixture), "team", team);
  g_assert_true (naru_desk_run (fixture->desk, join, NULL));
  rows = naru_agenda_read (fixture->store, me (fixture), WEDNESDAY, NOW, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const NaruAgendaRow *row = g_ptr_array_index (rows, i);

      if (row->section != NARU_AGENDA_QUEUE)
        continue;
      queued++;
      g_assert_cmpstr (row->record, ==, waiting);
      g_assert_cmpstr (row->reason, ==, "registered 20 Nov");
      g_assert_cmpstr (row->action, ==, "take");
    }
  g_assert_cmpuint (queued, ==, 1);
  g_assert_nonnull (elsewhere);
  g_assert_nonnull (taken);
}

static void
test_centre (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_transfer_to_centre (fixture->desk, mina, "", NULL, &error), &error,
                       NARU_ERROR_INVALID);
  desk_take (fixture,
             naru_case_transfer_to_centre (fixture->desk, mina, "Busan centre", "Moved", &error));
  assert_value (fixture, mina, "state", "transferred");
  assert_value (fixture, mina, "transferredTo", "Busan centre");
  assert_value (fixture, mina, "closedOn", WEDNESDAY);
}

/* Putting two records together loses nothing, and taking them apart brings back what was where. */
static void
test_merge (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *keep = make_person (fixture, "Kim Min-ji");
  g_autofree char *other
      = desk_make (fixture, "jobseeker", "name", "김민지", "state", "active", "mobile",
                   "010-5550-0142", "email", "minji@example.org", NULL);
  g_autofree char *own = make_meeting (fixture, keep, "2026-11-26T10:00:00+09:00");
  g_autofree char *moved = make_meeting (fixture, other, "2026-11-27T10:00:00+09:00");
  g_autofree char *referral = desk_make (fixture, "referral", "jobseeker", other, "direction",
                                         "out", "kind", "guidance", "state", "sent", NULL);
  g_autofree char *later = NULL;
  g_autoptr (NaruCommand) change = naru_command_new ("Change");
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_merge (fixture->desk, keep, keep, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (naru_case_unmerge (fixture->desk, other, &error), &error,
                       NARU_ERROR_REFUSED);
  naru_clock_advance (fixture->clock, 60);
  desk_take (fixture, naru_case_merge (fixture->desk, keep, other, &error));
  assert_value (fixture, moved, "jobseeker", keep);
  assert_value (fixture, referral, "jobseeker", keep);
  assert_value (fixture, keep, "mobile", "010-5550-0142");
  assert_value (fixture, other, "mergedInto", keep);
  assert_value (fixture, other, "state", "closed");
  assert_value (fixture, other, "name", "김민지");
  desk_assert_refused (naru_case_merge (fixture->desk, keep, other, &error), &error,
                       NARU_ERROR_REFUSED);

  naru_clock_advance (fixture->clock, 60);
  later = make_meeting (fixture, keep, "2026-12-01T10:00:00+09:00");
  naru_command_set (change, keep, "email", "new@example.org");
  g_assert_true (naru_desk_run (fixture->desk, change, NULL));
  naru_clock_advance (fixture->clock, 60);
  desk_take (fixture, naru_case_unmerge (fixture->desk, other, &error));
  g_assert_no_error (error);
  assert_value (fixture, moved, "jobseeker", other);
  assert_value (fixture, referral, "jobseeker", other);
  assert_value (fixture, own, "jobseeker", keep);
  assert_value (fixture, later, "jobseeker", keep);
  assert_value (fixture, keep, "mobile", NULL);
  assert_value (fixture, keep, "email", "new@example.org");
  assert_value (fixture, other, "mergedInto", NULL);
  assert_value (fixture, other, "state", "active");
}

/* Two filled lists become one, and what cannot be told beside the other stands in the note; then all is as it was. */
static void
test_merge_lists (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *keep = make_person (fixture, "Kim Min-ji");
  g_autofree char *other = make_person (fixture, "Kim Minji");
  g_autofree char *before = NULL, *skill = NULL, *level = NULL, *note = NULL, *after = NULL;
  g_autoptr (NaruCommand) fill = naru_command_new ("Fill");
  g_autoptr (NaruCommand) later = naru_command_new ("Later");
  g_autoptr (NaruRecord) joined = NULL, apart = NULL, first = NULL;
  g_autoptr (GError) error = NULL;

  naru_command_set_json (fill, keep, "workHistory",
                         "[{\"id\":\"1\",\"title\":\"Cook\"},{\"id\":\"2\",\"title\":\"Driver\"}]");
  naru_command_set_json (fill, other, "workHistory",
                         "[{\"id\":\"1\",\"title\":\"Baker\"},{\"id\":\"5\",\"title\":\"Cook\","
                         "\"employer\":\"Inn\"}]");
  naru_command_set_json (fill, keep, "skills", "[{\"skill\":\"Welding\"}]");
  naru_command_set_json (fill, other, "skills",
                         "[{\"skill\":\"Welding\",\"level\":\"expert\"},{\"skill\":\"Sewing\"}]");
  naru_command_set_json (fill, keep, "languages", "[{\"language\":\"en\",\"level\":\"B1\"}]");
  naru_command_set_json (fill, other, "languages", "[{\"language\":\"en\",\"level\":\"C1\"}]");
  naru_command_set_json (fill, keep, "occupations", "[\"5120\"]");
  naru_command_set_json (fill, other, "occupations", "[\"5120\",\"7512\"]");
  naru_command_set (fill, keep, "mobile", "010-5550-0001");
  naru_command_set (fill, other, "mobile", "010-5550-0002");
  naru_command_set (fill, keep, "conditionsNote", "No nights.");
  naru_command_set (fill, other, "conditionsNote", "Needs a lift.");
  g_assert_true (naru_desk_run (fixture->desk, fill, &error));
  g_assert_no_error (error);
  first = naru_store_get (fixture->store, keep, NULL);
  naru_clock_advance (fixture->clock, 60);
  desk_take (fixture, naru_case_merge (fixture->desk, keep, other, &error));
  g_assert_no_error (error);

  joined = naru_store_get (fixture->store, keep, NULL);
  g_assert_cmpuint (naru_record_get_length (joined, "workHistory"), ==, 3);
  before = naru_record_get_element (joined, "workHistory", 0, "employer");
  g_assert_cmpstr (before, ==, "Inn"); /* the cook of both is one */
  g_assert_cmpuint (naru_record_get_length (joined, "skills"), ==, 2);
  skill = naru_record_get_element (joined, "skills", 0, "level");
  g_assert_cmpstr (skill, ==, "expert");
  level = naru_record_get_element (joined, "languages", 0, "level");
  g_assert_cmpstr (level, ==, "B1");
  g_assert_cmpstr (naru_record_get (joined, "conditionsNote"), ==, "No nights.\n\nNeeds a lift.");
  g_assert_cmpstr (naru_record_get (joined, "mobile"), ==, "010-5550-0001");
  note = desk_get (fixture, keep, "note");
  g_assert_nonnull (strstr (note, "Mobile phone: 010-5550-0002"));
  g_assert_nonnull (strstr (note, "Languages: en · C1"));

  /* what somebody adds in between stays */
  naru_clock_advance (fixture->clock, 60);
  naru_command_set_element (later, keep, "skills", "Driving", "level", "basic");
  naru_command_set (later, keep, "conditionsNote", "No nights.\n\nNeeds a lift.\n\nFrom May.");
  g_assert_true (naru_desk_run (fixture->desk, later, &error));
  naru_clock_advance (fixture->clock, 60);
  desk_take (fixture, naru_case_unmerge (fixture->desk, other, &error));
  g_assert_no_error (error);
  apart = naru_store_get (fixture->store, keep, NULL);
  g_assert_true (naru_json_span_equal (naru_record_get_span (apart, "workHistory"),
                                       naru_record_get_span (first, "workHistory")));
  g_assert_true (naru_json_span_equal (naru_record_get_span (apart, "occupations"),
                                       naru_record_get_span (first, "occupations")));
  g_assert_cmpuint (naru_record_get_length (apart, "skills"), ==, 2);
  after = naru_record_get_element (apart, "skills", 0, "level");
  g_assert_null (after);
  g_assert_cmpstr (naru_record_get (apart, "conditionsNote"), ==, "No nights.\n\nFrom May.");
  g_assert_false (naru_record_has (apart, "note"));
}

static void
test_outcome (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_case_set_outcome (fixture->desk, mina, "fame", &error), &error,
                       NARU_ERROR_INVALID);
  desk_take (fixture, naru_case_set_outcome (fixture->desk, mina, "training", &error));
  assert_value (fixture, mina, "outcome", "training");
  assert_value (fixture, mina, "state", "active");
  desk_take (fixture, naru_case_set_outcome (fixture->desk, mina, NULL, &error));
  assert_value (fixture, mina, "outcome", NULL);
  desk_take (fixture, naru_case_set_state (fixture->desk, mina, "closed", "other", &error));
  desk_assert_refused (naru_case_set_outcome (fixture->desk, mina, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
}

static void
test_group (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *busy = make_person (fixture, "Busy");
  g_autofree char *booked = make_meeting (fixture, busy, "2026-11-25T09:10:00+09:00");
  const char *const both[] = { mina, jun, NULL };
  const char *const with_busy[] = { mina, busy, NULL };
  g_autoptr (NaruRecord) session
      = desk_draft ("meeting", "topic", "Writing a CV", "start", "2026-11-25T09:00:00+09:00", "end",
                    "2026-11-25T09:50:00+09:00", "channel", "in_person", "staff", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruCommand) cancel = naru_command_new ("Cancel");
  g_autoptr (GPtrArray) meetings = NULL, rows = NULL;
  g_auto (GStrv) made = NULL;
  const char *absent[] = { NULL, NULL };
  guint sessions = 0;

  desk_assert_refused (naru_case_book_group (fixture->desk, session, with_busy, &error), &error,
                       NARU_ERROR_REFUSED);
  naru_command_set (cancel, booked, "state", "cancelled");
  naru_command_set (cancel, booked, "fellThroughBy", "neither");
  g_assert_true (naru_desk_run (fixture->desk, cancel, NULL));
  command = naru_case_book_group (fixture->desk, session, both, &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  made = naru_command_get_created (command);
  meetings = naru_case_find_session (fixture->desk, made[1], &error);
  g_assert_cmpuint (meetings->len, ==, 2);
  rows = naru_agenda_read (fixture->store, me (fixture), WEDNESDAY, NOW, &error);
  for (guint i = 0; i < rows->len; i++)
    {
      const NaruAgendaRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->section, !=, NARU_AGENDA_DOUBLE);
      if (row->section == NARU_AGENDA_MEETINGS)
        {
          sessions++;
          g_assert_cmpstr (row->title, ==, "Writing a CV");
          g_assert_true (g_str_has_prefix (row->reason, "2 people"));
        }
    }
  g_assert_cmpuint (sessions, ==, 1);
  absent[0] = made[1];
  desk_take (fixture,
             naru_case_finish_group (fixture->desk, made[0], absent, "First drafts", &error));
  assert_value (fixture, made[0], "state", "held");
  assert_value (fixture, made[0], "notes", "First drafts");
  assert_value (fixture, made[1], "state", "missed");
  assert_value (fixture, made[1], "fellThroughBy", "neither");
}

static void
test_advice (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autoptr (NaruRecord) person = NULL;
  g_autoptr (NaruCommand) command = naru_command_new ("Group");
  g_autoptr (NaruChannelAdvice) first
      = naru_case_advise_channel (fixture->desk, NULL, "first", NULL);
  g_autoptr (NaruChannelAdvice) carer
      = naru_case_advise_channel (fixture->desk, NULL, "counselling", "childcare");
  g_autoptr (NaruChannelAdvice) migrant = NULL, own = NULL;
  g_autofree char *setting = NULL;

  g_assert_cmpstr (first->channel, ==, "in_person");
  g_assert_nonnull (strstr (first->reason, "face to face"));
  g_assert_cmpstr (carer->channel, ==, "video");
  naru_command_set_json (command, mina, "groups", "[\"migrant\"]");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  person = naru_store_get (fixture->store, mina, NULL);
  migrant = naru_case_advise_channel (fixture->desk, person, "counselling", "childcare");
  g_assert_cmpstr (migrant->channel, ==, "in_person");
  setting = desk_make (fixture, "setting", "key", "channelAdvice", "value",
                       "first\t*\t*\tphone\tOurs\t우리\tNous", NULL);
  own = naru_case_advise_channel (fixture->desk, NULL, "first", NULL);
  g_assert_cmpstr (own->channel, ==, "phone");
  g_assert_cmpstr (own->reason, ==, "Ours");
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/life/a-case-goes-to-the-queue-of-another-team", test_team);
  TEST ("/life/a-team-sees-whom-nobody-looks-after", test_queue);
  TEST ("/life/a-case-goes-to-another-centre", test_centre);
  TEST ("/life/two-records-are-one-person-and-two-again", test_merge);
  TEST ("/life/two-filled-lists-are-one-and-two-again", test_merge_lists);
  TEST ("/life/a-case-that-goes-on-has-an-outcome", test_outcome);
  TEST ("/life/a-group-is-invited-and-comes", test_group);
  TEST ("/life/advice-on-channels-names-its-reason", test_advice);
  return g_test_run ();
}
