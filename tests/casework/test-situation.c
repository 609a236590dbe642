/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two assessments and what differs, consents taken back, the trace of reading, the story of a case, and duplicates. */
#include "desk-fixture.h"
#include "naru-assessment.h"
#include "naru-case-story.h"

#include <string.h>

static char *
assess (DeskFixture *fixture, const char *person, const char *kind, const char *barriers,
        const char *signed_on)
{
  g_autofree char *id = desk_make (fixture, "assessment", "jobseeker", person, "kind", kind, "on",
                                   "2026-11-20", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Barriers");

  naru_command_set_json (command, id, "barriers", barriers);
  naru_command_set (command, id, "signedOn", signed_on);
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  return g_steal_pointer (&id);
}

static void
test_differences (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person
      = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state", "active", NULL);
  g_autofree char *first = NULL, *second = NULL, *severity = NULL, *seen = NULL;
  g_autoptr (NaruRecord) counsellor = NULL, social_worker = NULL, joint = NULL, draft = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const NaruAssessmentDifference *difference;

  first = assess (fixture, person, "counsellor",
                  "[{\"barrier\":\"childcare\",\"severity\":\"high\"},"
                  "{\"barrier\":\"transport\",\"severity\":\"low\"}]",
                  "2026-11-20");
  g_assert_false (
      naru_assessments_find (fixture->desk, person, &counsellor, &social_worker, &joint));
  g_clear_object (&counsellor);
  second = assess (fixture, person, "social_worker",
                   "[{\"barrier\":\"childcare\",\"severity\":\"medium\",\"observation\":\"Has a "
                   "neighbour\"},{\"barrier\":\"transport\",\"severity\":\"low\"},"
                   "{\"barrier\":\"financial\"}]",
                   "2026-11-21");
  g_assert_true (
      naru_assessments_find (fixture->desk, person, &counsellor, &social_worker, &joint));
  g_assert_null (joint);
  differences = naru_assessments_compare (counsellor, social_worker);
  g_assert_cmpuint (differences->len, ==, 2);
  difference = g_ptr_array_index (differences, 0);
  g_assert_cmpstr (difference->barrier, ==, "financial");
  difference = g_ptr_array_index (differences, 1);
  g_assert_cmpstr (difference->barrier, ==, "childcare");
  g_assert_cmpstr (difference->first, ==, "high");
  g_assert_cmpstr (difference->second, ==, "medium");
  draft = naru_assessments_join (fixture->desk, counsellor, social_worker);
  g_assert_cmpuint (naru_record_get_length (draft, "barriers"), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *barrier = naru_record_get_element (draft, "barriers", i, "barrier");

      if (strcmp (barrier, "transport") == 0)
        severity = naru_record_get_element (draft, "barriers", i, "severity");
      if (strcmp (barrier, "childcare") == 0)
        seen = naru_record_get_element (draft, "barriers", i, "observation");
    }
  g_assert_cmpstr (severity, ==, "low");
  g_assert_nonnull (strstr (seen, "Has a neighbour"));
}

static char *
add_colleague (DeskFixture *fixture)
{
  g_autoptr (NaruRecord) staff
      = desk_draft ("staff", "name", "Lee", "userName", "lee", "state", "active", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Colleague");
  static const char *const roles[] = { "job_counsellor", NULL };

  g_auto (GStrv) created = NULL;

  g_assert_true (naru_record_set_set (staff, "roles", roles, NULL));
  naru_command_create (command, staff);
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  created = naru_command_get_created (command);
  return g_strdup (created[0]);
}

static void
assert_edit_refused (DeskFixture *fixture, const char *id, const char *field, const char *value)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Edit");
  g_autoptr (GError) error = NULL;

  naru_command_set (command, id, field, value);
  g_assert_false (naru_desk_run (fixture->desk, command, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
}

static void
assert_deletion_refused (DeskFixture *fixture, const char *id)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Delete");
  g_autoptr (GError) error = NULL;

  naru_command_delete (command, id);
  g_assert_false (naru_desk_run (fixture->desk, command, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
}

/* What is signed changes by a reopening, which says why, or by a new version, which leaves it as it is. */
static void
test_signed (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person
      = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state", "active", NULL);
  g_autofree char *own
      = desk_make (fixture, "assessment", "jobseeker", person, "kind", "counsellor", "on",
                   WEDNESDAY, "summary", "Nights are hard", NULL);
  g_autofree char *colleague = add_colleague (fixture);
  g_autofree char *others = desk_make (fixture, "assessment", "jobseeker", person, "kind",
                                       "social_worker", "on", WEDNESDAY, "author", colleague, NULL);
  g_autoptr (NaruCommand) silent = NULL;
  g_autoptr (NaruRecord) record = NULL, draft = NULL;
  g_autoptr (NaruRecord) counsellor = NULL, social_worker = NULL, joint = NULL;
  g_autofree char *reopened = NULL;
  GError *error = NULL;

  desk_assert_refused (naru_assessment_sign (fixture->desk, others, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_take (fixture, naru_assessment_sign (fixture->desk, own, &error));
  assert_value (fixture, own, "signedOn", WEDNESDAY);
  assert_edit_refused (fixture, own, "summary", "Days are hard");
  assert_edit_refused (fixture, own, "signedOn", NULL);
  assert_deletion_refused (fixture, own);
  desk_assert_refused (naru_assessment_reopen (fixture->desk, own, " ", &error), &error,
                       NARU_ERROR_REFUSED);

  record = naru_store_get (fixture->store, own, NULL);
  draft = naru_assessment_revise (fixture->desk, record);
  g_assert_cmpstr (naru_record_get (draft, "summary"), ==, "Nights are hard");
  g_assert_false (naru_record_has (draft, "signedOn"));
  silent = naru_command_new ("New version");
  naru_command_create (silent, draft);
  g_assert_true (naru_desk_run (fixture->desk, silent, &error));
  g_assert_false (
      naru_assessments_find (fixture->desk, person, &counsellor, &social_worker, &joint));
  g_assert_cmpstr (naru_record_get_id (counsellor), ==, own);

  desk_take (fixture, naru_assessment_reopen (fixture->desk, own, "Childcare is settled", &error));
  assert_value (fixture, own, "signedOn", NULL);
  g_clear_object (&record);
  record = naru_store_get (fixture->store, own, NULL);
  reopened = naru_assessment_say_reopened (fixture->desk, record);
  g_assert_nonnull (strstr (reopened, "Childcare is settled"));
  desk_assert_refused (naru_assessment_reopen (fixture->desk, own, "Again", &error), &error,
                       NARU_ERROR_REFUSED);
}

static gboolean
import_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_put (transaction, data, error);
}

/* What is typed is what the person says, whatever it is called; what an import brought is left alone. */
static void
test_benefit (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person
      = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state", "active", NULL);
  g_autofree char *said = desk_make (fixture, "benefitStatus", "jobseeker", person, "benefit",
                                     "unemployment", "state", "granted", "origin", "office", NULL);
  g_autoptr (NaruRecord) decided
      = desk_draft ("benefitStatus", "jobseeker", person, "benefit", "housing", "state", "granted",
                    "origin", "office", "source", "Housing office", NULL);
  const NaruWriteInfo info
      = { "Import", naru_desk_get_staff (fixture->desk), NOW, NARU_WRITE_DEFAULT };

  g_assert_true (naru_store_write (fixture->store, &info, import_cb, decided, NULL));
  assert_value (fixture, said, "origin", "person");
  assert_edit_refused (fixture, naru_record_get_id (decided), "state", "ended");
  assert_deletion_refused (fixture, naru_record_get_id (decided));
}

/* Withdrawing asks for nothing, empties what was shared, and leaves the rest of the case alone. */
static void
test_withdraw (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state",
                                       "active", "mobile", "010-5550-0142", NULL);
  g_autofree char *partner
      = desk_make (fixture, "organisation", "name", "City welfare", "kind", "welfare", NULL);
  g_autofree char *consent
      = desk_make (fixture, "consent", "jobseeker", person, "purpose", "share_partner",
                   "organisation", partner, "state", "given", "givenOn", "2026-11-01", NULL);
  g_autofree char *shared
      = desk_make (fixture, "sharedCase", "jobseeker", person, "organisation", partner, "consent",
                   consent, "name", "Kim Min-ji", "phone", "010-5550-0142", "goals", "Work", NULL);
  GError *error = NULL;

  desk_take (fixture, naru_consent_withdraw (fixture->desk, consent, &error));
  assert_value (fixture, consent, "state", "withdrawn");
  assert_value (fixture, consent, "withdrawnOn", WEDNESDAY);
  assert_value (fixture, shared, "phone", NULL);
  assert_value (fixture, shared, "goals", NULL);
  assert_value (fixture, shared, "validTo", WEDNESDAY);
  assert_value (fixture, person, "mobile", "010-5550-0142");
  desk_assert_refused (naru_consent_withdraw (fixture->desk, consent, &error), &error,
                       NARU_ERROR_REFUSED);
}

/* Looking leaves one trace a day, and undo goes on with what the person did before. */
static void
test_reading (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person
      = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state", "active", NULL);
  g_autofree char *before = naru_store_get_undo_label (fixture->store);
  g_autofree char *after = NULL;

  for (guint i = 0; i < 3; i++)
    naru_desk_note_reading (fixture->desk, person, "situation");
  naru_desk_note_reading (fixture->desk, person, "profile");
  while (desk_count (fixture, "reading") < 2)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (desk_count (fixture, "reading"), ==, 2);
  after = naru_store_get_undo_label (fixture->store);
  g_assert_cmpstr (before, ==, after);
}

static void
test_story (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state",
                                       "active", "registeredOn", "2026-09-01", NULL);
  g_autofree char *colleague = add_colleague (fixture);
  g_autofree char *meeting
      = desk_make (fixture, "meeting", "jobseeker", person, "kind", "first", "channel", "in_person",
                   "start", "2026-10-06T10:00:00+09:00", "state", "held", "notes", "Profile", NULL);
  g_autofree char *barrier = desk_make (fixture, "barrier", "jobseeker", person, "barrier",
                                        "health", "severity", "high", NULL);
  g_autoptr (NaruRecord) step
      = desk_draft ("step", "title", "Visit two homes", "dueOn", "2026-12-01", NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *note = NULL;
  GError *error = NULL;

  desk_take (fixture, naru_case_add_step (fixture->desk, person, NULL, step, NULL));
  desk_take (fixture, naru_case_assign (fixture->desk, person, naru_desk_get_staff (fixture->desk),
                                        NULL, &error));
  desk_take (fixture, naru_case_assign (fixture->desk, person, colleague, "Leave", &error));
  record = naru_store_get (fixture->store, person, NULL);
  note = naru_record_get_element (record, "assignments",
                                  naru_record_get_length (record, "assignments") - 1, "handover");
  g_assert_nonnull (strstr (note, "Visit two homes"));
  events = naru_case_read_story (fixture->desk, person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((NaruCaseEvent *) g_ptr_array_index (events, 0))->title, ==, "Counsellor: Lee");
  g_assert_cmpstr (((NaruCaseEvent *) g_ptr_array_index (events, events->len - 1))->title, ==,
                   "Registered");
  for (guint i = 0; i < events->len; i++)
    g_assert_null (strstr (((NaruCaseEvent *) g_ptr_array_index (events, i))->title, "Health"));
}

static void
assert_duplicate (DeskFixture *fixture, const char *reason, const char *name, const char *birth)
{
  g_autoptr (NaruRecord) draft = desk_draft ("jobseeker", "name", name, "birthDate", birth, NULL);
  g_autoptr (GPtrArray) found = naru_desk_find_duplicates (fixture->desk, draft, NULL);

  g_test_message ("%s %s", name, birth);
  g_assert_cmpuint (found->len, ==, reason != NULL ? 1 : 0);
  if (reason != NULL)
    g_assert_cmpstr (((NaruDuplicate *) g_ptr_array_index (found, 0))->reason, ==, reason);
}

static void
test_duplicates (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "김민지", "birthDate",
                                       "1988-04-12", "state", "active", NULL);

  assert_duplicate (fixture, "Same name and date of birth", "김민지", "1988-04-12");
  assert_duplicate (fixture, "Same date of birth, and a name that sounds the same", "Kim Min-ji",
                    "1988-04-12");
  assert_duplicate (fixture, "Same date of birth, and a name that sounds the same", "Minjee Gim",
                    "1988-04-12");
  assert_duplicate (fixture, "Same date of birth, and a similar name", "김민진", "1988-04-12");
  assert_duplicate (fixture, "Same name, and nearly the same date of birth", "김민지",
                    "1988-12-04");
  assert_duplicate (fixture, "Same name, and nearly the same date of birth", "김민지",
                    "1989-04-12");
  assert_duplicate (fixture, "Same name, but born on 12 Apr 1988", "김민지", "1971-09-30");
  assert_duplicate (fixture, "Same name; no date of birth to compare", "김민지", NULL);
  assert_duplicate (fixture, "A name that sounds the same; no date of birth to compare",
                    "Gim Min-ji", NULL);
  assert_duplicate (fixture, "A name that sounds the same, but born on 12 Apr 1988", "Minji Kim",
                    "1971-09-30");
  assert_duplicate (fixture, "A name that sounds the same, and nearly the same date of birth",
                    "Minjee Kim", "1988-12-04");
  assert_duplicate (fixture, NULL, "박민지", NULL);
  assert_duplicate (fixture, NULL, "박서연", "1988-04-12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)
  ADD ("/situation/differences", test_differences);
  ADD ("/situation/signed", test_signed);
  ADD ("/situation/benefit", test_benefit);
  ADD ("/situation/withdraw", test_withdraw);
  ADD ("/situation/reading", test_reading);
  ADD ("/situation/story", test_story);
  ADD ("/situation/duplicates", test_duplicates);
  return g_test_run ();
}
