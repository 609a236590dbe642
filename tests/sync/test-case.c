/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that is begun at one desk and goes on at another: the interview half done, the situation, a plan with its versions
 * and the drawn signature. The second desk may hold the situation, the third may not. */
#include "desk-fixture.h"
#include "fake-couch.h"
#include "naru-access.h"
#include "naru-assessment.h"
#include "naru-attachment.h"
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
  open_place (&fixture->first, fixture->couch, NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_SITUATION);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/case/goes-on-at-another-desk", Fixture, NULL, set_up, test_goes_on, tear_down);
  return g_test_run ();
}
