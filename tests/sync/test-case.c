/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that is begun at one desk and goes on at another: the interview half done, the situation, a plan with its versions,
 * the drawn signature and a scan, help of others, work and what both sides say of it, meetings, its end and new beginning, groups,
 * programmes, messages and another counsellor. The second desk may hold the situation, the third may not. */
#include "desk-fixture.h"
#include "fake-couch.h"
#include "naru-access.h"
#include "naru-agenda.h"
#include "naru-assessment.h"
#include "naru-attachment.h"
#include "naru-case-story.h"
#include "naru-intake.h"
#include "naru-sync.h"

#include <string.h>

#define CENTRE "c1"

typedef struct
{
  DeskFixture desk;
  NaruAccount *account;
  GStrv roles;
  GRand *rand;
  NaruTransport *transport;
  NaruSync *sync;
} Place;

typedef struct
{
  GRand *rand;
  FakeCouch *couch;
  Place first;
  Place second;
  Place third;
} Fixture;

static CouchFault
choose_cb (gpointer data)
{
  return COUCH_SOUND;
}

static gboolean
refuse_cb (const char *id, gpointer data)
{
  return FALSE;
}

static void
meanwhile_cb (gpointer data)
{
}

static void
open_place (Place *place, FakeCouch *couch, guint roles)
{
  static const char *const places[]
      = { "common", "employers", "match", "cases-all", "situation-all", NULL };
  static const char *const places_without[] = { "common", "employers", "match", "cases-all", NULL };
  const char *user = g_get_user_name ();
  gboolean situation = (roles & NARU_ROLE_SITUATION) != 0;
  CouchWay way
      = { .user = user, .choose = choose_cb, .refuse = refuse_cb, .meanwhile = meanwhile_cb };
  g_autoptr (GError) error = NULL;

  desk_fixture_set_up (&place->desk, NULL);
  if (situation)
    {
      static const char *const names[] = { "job_counsellor", "situation", NULL };

      g_assert_true (
          naru_desk_set_up (place->desk.desk, "Anna", names, NULL, "Harbour centre", &error));
    }
  place->roles = naru_access_roles (CENTRE, user, roles, situation ? places : places_without);
  way.roles = (const char *const *) place->roles;
  place->account = g_new0 (NaruAccount, 1);
  place->account->url = g_strdup ("http://127.0.0.1:5984/");
  place->account->centre = g_strdup (CENTRE);
  place->account->user = g_strdup (user);
  place->rand = g_rand_new_with_seed (7);
  place->transport = fake_couch_open (couch, &way);
  g_assert_true (naru_account_save (place->desk.store, place->account, &error));
  place->sync = naru_sync_new (place->desk.store, place->transport, place->account,
                               place->desk.clock, place->rand);
}

static void
close_place (Place *place)
{
  g_object_unref (place->sync);
  g_object_unref (place->transport);
  g_rand_free (place->rand);
  naru_account_free (place->account);
  g_strfreev (place->roles);
  desk_fixture_tear_down (&place->desk, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rand = g_rand_new_with_seed (1);
  fixture->couch = fake_couch_new (fixture->rand);
  open_place (&fixture->first, fixture->couch,
              NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_SITUATION | NARU_ROLE_MANAGER);
  open_place (&fixture->second, fixture->couch, NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_SITUATION);
  open_place (&fixture->third, fixture->couch, NARU_ROLE_JOB_COUNSELLOR);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_place (&fixture->first);
  close_place (&fixture->second);
  close_place (&fixture->third);
  fake_couch_free (fixture->couch);
  g_rand_free (fixture->rand);
}

static void
sync_place (Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruSyncRound) round = naru_sync_run_round (place->sync, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (round->refused, ==, 0);
}

static void
take (Place *place, NaruCommand *command)
{
  g_autoptr (NaruCommand) owned = command;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (command);
  naru_desk_run (place->desk.desk, command, &error);
  g_assert_no_error (error);
}

static void
answer (Place *place, const char *person, const char *question, const char *answer)
{
  const char *answers[] = { answer, NULL };

  take (place,
        naru_intake_answer (place->desk.desk, person, question, answers, "In her words", NULL));
}

static char *
sign_assessment (Place *place, const char *person)
{
  char *id = desk_make (&place->desk, "assessment", "jobseeker", person, "kind", "counsellor", "on",
                        WEDNESDAY, "summary", "Nights are hard", NULL);

  take (place, naru_assessment_sign (place->desk.desk, id, NULL));
  return id;
}

static char *
sign_plan (Place *place, const char *person, GBytes *drawn)
{
  g_autoptr (NaruAttachment) signature
      = naru_attachment_new ("signature.png", "image/png", drawn, NULL);
  NaruDesk *desk = place->desk.desk;
  g_autoptr (NaruRecord) step
      = desk_draft ("step", "title", "Visit two homes", "dueOn", "2026-12-01", NULL);
  char *plan;

  take (place, naru_case_add_goal (desk, person, "Work as a care worker", "5322", NULL));
  take (place, naru_case_add_step (desk, person, NULL, step, NULL));
  plan = naru_case_current_plan (desk, person);
  take (place, naru_case_agree_plan (desk, plan, FALSE, NULL, NULL));
  take (place, naru_case_sign_plan (desk, plan, signature, NULL));
  return plan;
}

/* At the second desk: the question that comes next, what was signed, and a further version of the plan. */
static void
go_on (Place *place, const char *person, const char *assessment, const char *plan, GBytes *drawn)
{
  NaruDesk *desk = place->desk.desk;
  NaruStore *store = place->desk.store;
  g_autoptr (NaruRecord) record = naru_store_get (store, person, NULL);
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load_for (desk, record, NULL);
  g_autoptr (GHashTable) answers = naru_intake_read_answers (record);
  g_autoptr (NaruIntakeState) state = naru_intake_evaluate (rules, answers, TRUE);
  g_autoptr (NaruRecord) signed_plan = naru_store_get (store, plan, NULL);
  g_autofree char *digest = naru_record_get_element (signed_plan, "versions", 0, "signature");
  g_autoptr (GBytes) kept = naru_store_get_blob (store, digest, NULL);
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", "Ask for a certificate", NULL);

  g_assert_cmpstr (naru_record_get (record, "intakeState"), ==, "open");
  g_assert_cmpstr (state->next->id, ==, "insured");
  answer (place, person, "insured", "no");
  g_assert_nonnull (kept);
  g_assert_true (g_bytes_equal (kept, drawn));
  assert_value (&place->desk, plan, "state", "signed");
  take (place, naru_case_add_step (desk, person, NULL, step, NULL));
  take (place, naru_case_propose_plan (desk, plan, NULL, NULL));
  assert_value (&place->desk, assessment, "summary", "Nights are hard");
  take (place, naru_assessment_reopen (desk, assessment, "She told more", NULL));
}

static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  Place *first = &fixture->first, *second = &fixture->second, *third = &fixture->third;
  g_autofree char *person = NULL, *assessment = NULL, *plan = NULL;
  g_autoptr (GBytes) drawn = g_bytes_new_static ("\x89PNG drawn", 10);
  g_autoptr (NaruRecord) draft = desk_draft ("jobseeker", "name", "Nguyen Thi Lan", NULL);
  NaruCommand *command = naru_case_take_in (first->desk.desk, draft, NULL);
  g_autoptr (NaruRecord) there = NULL, reopened = NULL;
  g_auto (GStrv) created = NULL;

  naru_command_ref (command);
  take (first, command);
  created = naru_command_get_created (command);
  naru_command_unref (command);
  person = g_strdup (created[0]);
  answer (first, person, "need", "yes");
  assessment = sign_assessment (first, person);
  plan = sign_plan (first, person, drawn);
  sync_place (first);
  sync_place (second);
  sync_place (third);

  g_assert_true (desk_has (&third->desk, person));
  g_assert_true (desk_has (&third->desk, plan));
  g_assert_false (desk_has (&third->desk, assessment));
  go_on (second, person, assessment, plan, drawn);
  sync_place (second);
  sync_place (first);

  there = naru_store_get (first->desk.store, person, NULL);
  g_assert_cmpuint (naru_record_get_length (there, "intake"), ==, 2);
  reopened = naru_store_get (first->desk.store, assessment, NULL);
  g_assert_false (naru_record_has (reopened, "signedOn"));
  g_assert_cmpuint (naru_record_get_length (reopened, "reopenings"), ==, 1);
  {
    g_autoptr (NaruRecord) versions = naru_store_get (first->desk.store, plan, NULL);

    g_assert_cmpuint (naru_record_get_length (versions, "versions"), ==, 2);
  }
  g_assert_null (fake_couch_get_violation (fixture->couch));
}

static void
sync_all (Fixture *fixture)
{
  sync_place (&fixture->first);
  sync_place (&fixture->second);
  sync_place (&fixture->third);
  sync_place (&fixture->first);
}

/* The first of the records of a type, or the last. */
static char *
find_first (Place *place, const char *type, const char *order, gboolean last)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_set_order (query, order, last);
  found = naru_store_find (place->desk.store, query, NULL);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, >, 0);
  return g_strdup (naru_record_get_id (g_ptr_array_index (found, 0)));
}

/* A scan of the paper that both signed, made at the second desk; the first has its bytes. */
static void
sign_on_paper (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second;
  g_autoptr (GBytes) scanned = g_bytes_new_static ("%PDF-1.4 both names", 19);
  g_autofree char *plan = sign_plan (second, person, scanned);
  g_autofree char *digest = NULL;
  g_autoptr (NaruRecord) there = NULL;
  g_autoptr (GBytes) kept = NULL;

  sync_all (fixture);
  assert_value (&first->desk, plan, "state", "signed");
  there = naru_store_get (first->desk.store, plan, NULL);
  digest = naru_record_get_element (there, "versions", 0, "signature");
  kept = naru_store_get_blob (first->desk.store, digest, NULL);
  g_assert_nonnull (kept);
  g_assert_true (g_bytes_equal (kept, scanned));
}

/* Work begins at the first desk; the second hears the worker, the first the employer. */
static void
go_to_work (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second;
  const NaruCheckReport worker = {
    .reached = TRUE, .still_there = "yes", .warning = "hours", .step = "Ask for early shifts"
  };
  const NaruCheckReport employer = { .reached = TRUE, .satisfaction = 4 };
  g_autofree char *firm = desk_make (&first->desk, "employer", "name", "Hanbit", NULL);
  g_autoptr (NaruRecord) placement
      = desk_draft ("placement", "employer", firm, "startOn", WEDNESDAY, NULL);
  g_autofree char *said = NULL, *heard = NULL, *step = NULL;

  take (first, naru_case_begin_work (first->desk.desk, person, placement, NULL));
  sync_all (fixture);
  assert_value (&second->desk, person, "state", "in_work");
  said = find_first (second, "jobseekerFollowUp", "dueOn", FALSE);
  take (second, naru_case_record_check (second->desk.desk, said, &worker, NULL));
  heard = find_first (first, "employerFollowUp", "dueOn", FALSE);
  take (first, naru_case_record_check (first->desk.desk, heard, &employer, NULL));
  sync_place (second);
  sync_all (fixture);
  assert_value (&first->desk, said, "state", "done");
  assert_value (&second->desk, heard, "state", "done");
  assert_value (&second->desk, heard, "satisfaction", "4");
  step = find_first (first, "step", "dueOn", TRUE);
  assert_value (&first->desk, step, "title", "Ask for early shifts");
}

static void
test_help_and_work (Fixture *fixture, gconstpointer data)
{
  Place *first = &fixture->first, *second = &fixture->second, *third = &fixture->third;
  g_autofree char *person
      = desk_make (&first->desk, "jobseeker", "name", "Nguyen Thi Lan", "state", "active", NULL);
  g_autofree char *barrier = desk_make (&first->desk, "barrier", "jobseeker", person, "barrier",
                                        "housing", "severity", "high", NULL);
  g_autofree char *benefit = desk_make (&first->desk, "benefitStatus", "jobseeker", person,
                                        "benefit", "unemployment", "state", "applied", NULL);
  g_autofree char *welfare
      = desk_make (&first->desk, "organisation", "name", "City welfare", "kind", "welfare", NULL);
  g_autoptr (NaruRecord) draft
      = desk_draft ("referral", "jobseeker", person, "organisation", welfare, "kind",
                    "housing_benefit", "barrier", "housing", NULL);
  g_autofree char *referral = NULL;
  NaruCommand *ease;

  take (first, naru_case_refer (first->desk.desk, draft, NULL));
  referral = find_first (first, "referral", "state", FALSE);
  sync_all (fixture);
  g_assert_true (desk_has (&second->desk, benefit));
  g_assert_false (desk_has (&third->desk, barrier));
  g_assert_false (desk_has (&third->desk, benefit));
  ease = naru_command_new ("Situation");
  naru_command_set (ease, barrier, "trend", "easing");
  take (second, ease);
  take (third, naru_case_set_referral_state (third->desk.desk, referral, "accepted", NULL, NULL));
  sync_place (second);
  sync_all (fixture);
  assert_value (&first->desk, barrier, "trend", "easing");
  assert_value (&first->desk, barrier, "severity", "high");
  assert_value (&first->desk, referral, "state", "accepted");
  sign_on_paper (fixture, person);
  go_to_work (fixture, person);
  g_assert_null (fake_couch_get_violation (fixture->couch));
}

static char *
book (Place *place, const char *person, const char *start, const char *end)
{
  return desk_make (&place->desk, "meeting", "jobseeker", person, "staff",
                    naru_desk_get_staff (place->desk.desk), "kind", "counselling", "channel",
                    "phone", "state", "booked", "start", start, "end", end, NULL);
}

static guint
count_in_agenda (Place *place, NaruAgendaSection section)
{
  const char *staff = naru_desk_get_staff (place->desk.desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = naru_agenda_read (place->desk.store, staff, WEDNESDAY, NOW, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    n += ((NaruAgendaRow *) g_ptr_array_index (rows, i))->section == section;
  return n;
}

/* Two desks book one hour while neither hears of the other: both are kept, and both desks say so. What fell through at one is
 * booked again at the other. */
static void
meet (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second;
  g_autofree char *one
      = book (first, person, "2026-11-25T13:00:00+09:00", "2026-11-25T13:30:00+09:00");
  g_autofree char *other
      = book (second, person, "2026-11-25T13:00:00+09:00", "2026-11-25T13:30:00+09:00");
  g_autofree char *again = NULL;

  sync_all (fixture);
  sync_place (second);
  g_assert_cmpuint (count_in_agenda (first, NARU_AGENDA_DOUBLE), >, 0);
  g_assert_cmpuint (count_in_agenda (second, NARU_AGENDA_DOUBLE), >, 0);
  take (second, naru_case_meeting_fell_through (second->desk.desk, other, "cancelled", "office",
                                                "illness", NULL));
  sync_place (second);
  sync_place (first);
  g_assert_cmpuint (count_in_agenda (first, NARU_AGENDA_DOUBLE), ==, 0);
  take (first, naru_case_rebook (first->desk.desk, other, "2026-11-26T09:00:00+09:00",
                                 "2026-11-26T09:30:00+09:00", NULL));
  sync_all (fixture);
  sync_place (second);
  again = desk_get (&second->desk, other, "rebookedAs");
  g_assert_nonnull (again);
  assert_value (&second->desk, again, "state", "booked");
  assert_value (&second->desk, one, "state", "booked");
}

/* What one desk wrote into the profile stands beside what the other did. */
static void
know (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second;
  static const char *const areas[] = { "1", "2", "3", "4", "5" };
  g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);
  NaruCommand *history = naru_command_new ("Work history");

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    g_hash_table_insert (levels, (gpointer) areas[i], (gpointer) "0");
  take (first, naru_intake_screen (first->desk.desk, person, levels, NULL, TRUE, NULL, NULL));
  naru_command_set_element (history, person, "workHistory", "1", "title", "Cook");
  take (second, history);
  sync_all (fixture);
  sync_place (second);
  assert_value (&second->desk, person, "paperPlan", "true");
  {
    g_autoptr (NaruRecord) here = naru_store_get (first->desk.store, person, NULL);
    g_autofree char *title = naru_record_get_element (here, "workHistory", 0, "title");

    g_assert_cmpstr (title, ==, "Cook");
    g_assert_cmpuint (naru_record_get_length (here, "digitalSkills"), >, 0);
  }
}

static void
test_meetings_and_life (Fixture *fixture, gconstpointer data)
{
  Place *first = &fixture->first, *second = &fixture->second, *third = &fixture->third;
  g_autofree char *person
      = desk_make (&first->desk, "jobseeker", "name", "Nguyen Thi Lan", "state", "active",
                   "counsellor", naru_desk_get_staff (first->desk.desk), NULL);
  g_autofree char *centre = desk_make (&first->desk, "organisation", "name", "Finance centre",
                                       "kind", "finance_centre", NULL);
  g_autofree char *loan
      = desk_make (&first->desk, "financeReferral", "jobseeker", person, "direction", "out", "kind",
                   "loan_counselling", "organisation", centre, "state", "sent", NULL);
  g_autofree char *consent = desk_make (&first->desk, "consent", "jobseeker", person, "purpose",
                                        "share_partner", "state", "given", NULL);
  g_autofree char *twin = NULL, *moved = NULL;

  sync_all (fixture);
  g_assert_true (desk_has (&second->desk, loan));
  g_assert_false (desk_has (&third->desk, loan));
  meet (fixture, person);
  know (fixture, person);
  take (second, naru_consent_withdraw (second->desk.desk, consent, NULL));
  take (second, naru_case_set_state (second->desk.desk, person, "closed", "employment", NULL));
  twin = desk_make (&second->desk, "jobseeker", "name", "Lan Nguyen", "state", "active", NULL);
  moved = desk_make (&second->desk, "task", "title", "Ring her", "jobseeker", twin, "state",
                     "planned", NULL);
  sync_place (second);
  sync_place (first);
  assert_value (&first->desk, consent, "state", "withdrawn");
  assert_value (&first->desk, person, "outcome", "employment");
  take (first, naru_case_set_state (first->desk.desk, person, "reopened", NULL, NULL));
  take (first, naru_case_merge (first->desk.desk, person, twin, NULL));
  sync_place (first);
  sync_place (second);
  assert_value (&second->desk, person, "state", "reopened");
  assert_value (&second->desk, moved, "jobseeker", person);
  g_assert_null (naru_case_unmerge (second->desk.desk, twin, NULL));
  g_assert_true (naru_sync_pull_history (second->sync, twin, NULL, NULL));
  g_assert_true (naru_sync_pull_history (second->sync, person, NULL, NULL));
  take (second, naru_case_unmerge (second->desk.desk, twin, NULL));
  sync_place (second);
  sync_place (first);
  assert_value (&first->desk, moved, "jobseeker", twin);
  g_assert_null (fake_couch_get_violation (fixture->couch));
}

/* Two are invited at the first desk; who came is written down at the second, and the third reads it. */
static void
meet_in_a_group (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second, *third = &fixture->third;
  g_autofree char *other
      = desk_make (&first->desk, "jobseeker", "name", "Mina", "state", "active", NULL);
  const char *const people[] = { person, other, NULL };
  g_autoptr (NaruRecord) session
      = desk_draft ("meeting", "topic", "Writing a CV", "start", "2026-11-25T09:00:00+09:00", "end",
                    "2026-11-25T09:50:00+09:00", "channel", "in_person", "staff",
                    naru_desk_get_staff (first->desk.desk), NULL);
  NaruCommand *invite = naru_case_book_group (first->desk.desk, session, people, NULL);
  g_auto (GStrv) made = NULL;
  const char *absent[] = { NULL, NULL };

  naru_command_ref (invite);
  take (first, invite);
  made = naru_command_get_created (invite);
  naru_command_unref (invite);
  sync_all (fixture);
  absent[0] = made[1];
  take (second, naru_case_finish_group (second->desk.desk, made[0], absent, "First drafts", NULL));
  sync_place (second);
  sync_all (fixture);
  for (guint i = 0; i < 2; i++)
    {
      assert_value (&first->desk, made[i], "state", i == 0 ? "held" : "missed");
      assert_value (&third->desk, made[i], "state", i == 0 ? "held" : "missed");
    }
  assert_value (&first->desk, made[0], "notes", "First drafts");
  assert_value (&first->desk, made[1], "fellThroughBy", "neither");
}

/* A programme goes on by a stage, and what was sent by one and answered to the other is one log. */
static void
go_through_a_programme (Fixture *fixture, const char *person)
{
  Place *first = &fixture->first, *second = &fixture->second;
  g_autofree char *enrolment
      = desk_make (&first->desk, "enrolment", "jobseeker", person, "programme", "success_package",
                   "stage", "1", "from", WEDNESDAY, "state", "enrolled", NULL);
  g_autofree char *sent = desk_make (&first->desk, "message", "jobseeker", person, "direction",
                                     "out", "channel", "message", "at", NOW, "subject", "Papers",
                                     "staff", naru_desk_get_staff (first->desk.desk), NULL);
  g_autofree char *answered = NULL;
  NaruCommand *next = naru_command_new ("Second stage");

  sync_all (fixture);
  assert_value (&second->desk, enrolment, "stage", "1");
  assert_value (&second->desk, sent, "subject", "Papers");
  naru_command_set (next, enrolment, "stage", "2");
  take (second, next);
  answered = desk_make (&second->desk, "message", "jobseeker", person, "direction", "in", "channel",
                        "message", "at", NOW, "subject", "Here they are", NULL);
  sync_place (second);
  sync_all (fixture);
  assert_value (&first->desk, enrolment, "stage", "2");
  assert_value (&first->desk, answered, "subject", "Here they are");
}

/* The case is given to a colleague: at the other desk the sheet tells the story, and why it changed hands is known there. */
static void
test_programme_group_and_handover (Fixture *fixture, gconstpointer data)
{
  Place *first = &fixture->first, *second = &fixture->second;
  g_autofree char *person
      = desk_make (&first->desk, "jobseeker", "name", "Nguyen Thi Lan", "state", "active",
                   "counsellor", naru_desk_get_staff (first->desk.desk), NULL);
  g_autofree char *colleague
      = desk_make (&first->desk, "staff", "name", "Berta", "userName", "berta", "roles",
                   "job_counsellor", "state", "active", NULL);
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", "Ask the school", NULL);
  g_autofree char *sheet = NULL;
  g_autoptr (NaruRecord) there = NULL;

  meet_in_a_group (fixture, person);
  go_through_a_programme (fixture, person);
  take (second, naru_case_add_step (second->desk.desk, person, NULL, step, NULL));
  sync_place (second);
  sync_place (first);
  take (first, naru_case_assign (first->desk.desk, person, colleague, "Speaks Vietnamese", NULL));
  sync_place (first);
  sync_place (second);
  assert_value (&second->desk, person, "counsellor", colleague);
  there = naru_store_get (second->desk.store, person, NULL);
  g_assert_nonnull (strstr (naru_record_get_text (there), "Speaks Vietnamese"));
  sheet = naru_case_write_handover (second->desk.desk, person);
  g_assert_nonnull (strstr (sheet, "Ask the school"));
  g_assert_null (fake_couch_get_violation (fixture->couch));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/case/goes-on-at-another-desk", Fixture, NULL, set_up, test_goes_on, tear_down);
  g_test_add ("/sync/case/help-and-work", Fixture, NULL, set_up, test_help_and_work, tear_down);
  g_test_add ("/sync/case/meetings-and-life", Fixture, NULL, set_up, test_meetings_and_life,
              tear_down);
  g_test_add ("/sync/case/programme-group-and-handover", Fixture, NULL, set_up,
              test_programme_group_and_handover, tear_down);
  return g_test_run ();
}
