/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk runs commands: all of a command or nothing of it, and undo brings everything back. */
#include "desk-fixture.h"
#include "folder.h"

#include <string.h>

static void
test_set_up (DeskFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "king", NULL };
  static const char *const manager[] = { "manager", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *staff = g_strdup (naru_desk_get_staff (fixture->desk));
  g_autoptr (NaruDesk) again = NULL;

  g_assert_true (naru_desk_is_set_up (fixture->desk));
  g_assert_true (naru_desk_has_role (fixture->desk, NARU_ROLE_JOB_COUNSELLOR));
  g_assert_false (naru_desk_has_role (fixture->desk, NARU_ROLE_MANAGER));
  assert_value (fixture, staff, "name", "Anna");

  g_assert_false (naru_desk_set_up (fixture->desk, "Anna", bad, NULL, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (naru_desk_set_up (fixture->desk, "  ", manager, NULL, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (naru_desk_set_up (fixture->desk, "Anna Kim", manager, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (naru_desk_get_staff (fixture->desk), ==, staff);
  g_assert_cmpuint (desk_count (fixture, "staff"), ==, 1);
  assert_value (fixture, staff, "name", "Anna Kim");
  g_assert_true (naru_desk_has_role (fixture->desk, NARU_ROLE_MANAGER));
  g_assert_false (naru_desk_has_role (fixture->desk, NARU_ROLE_JOB_COUNSELLOR));

  again = naru_desk_new (fixture->store, fixture->clock);
  g_assert_cmpstr (naru_desk_get_staff (again), ==, staff);
}

/* What the dictionary gives to other roles is theirs as soon as there is somebody who has one of them. */
static void
test_may_write (DeskFixture *fixture, gconstpointer data)
{
  const NaruRecordType *partner = naru_record_type_find ("organisation");
  const NaruRecordType *person = naru_record_type_find ("jobseeker");
  g_autofree char *manager = NULL;

  g_assert_true (naru_desk_may_write (fixture->desk, partner));
  manager = desk_make (fixture, "staff", "name", "Bert", "userName", "bert", "roles", "manager",
                       "state", "active", NULL);
  g_assert_false (naru_desk_may_write (fixture->desk, partner));
  g_assert_true (naru_desk_may_write (fixture->desk, person));
}

static void
test_atomic (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Half");
  g_autoptr (NaruRecord) second = desk_draft ("employer", "name", "Bakery", NULL);
  g_autoptr (GError) error = NULL;

  naru_command_create (command, second);
  naru_command_set (command, employer, "phone", "031-000-0001");
  naru_command_set (command, employer, "employees", "many");
  g_assert_false (naru_desk_run (fixture->desk, command, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_false (desk_has (fixture, naru_record_get_id (second)));
  assert_value (fixture, employer, "phone", NULL);
}

static void
test_create_twice (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = desk_draft ("employer", "name", "Harbour", NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Make");
  g_auto (GStrv) created = NULL;
  g_autoptr (GError) error = NULL;

  naru_command_create (command, record);
  desk_run (fixture, command);
  created = naru_command_get_created (command);
  g_assert_cmpuint (g_strv_length (created), ==, 1);
  g_assert_cmpstr (created[0], ==, naru_record_get_id (record));
  g_assert_false (naru_desk_run (fixture->desk, command, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_EXISTS);
}

static void
test_replace (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id
      = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active", "phone", "1", NULL);
  g_autoptr (NaruCommand) first = naru_command_new ("First");
  g_autoptr (NaruCommand) meanwhile = naru_command_new ("Meanwhile");
  g_autoptr (NaruCommand) second = naru_command_new ("Second");
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruRecord) now = NULL;

  naru_command_set_element (first, id, "skills", "welding", "level", "basic");
  naru_command_set_element (first, id, "skills", "driving", "level", "basic");
  desk_run (fixture, first);

  /* somebody edits while somebody else changes another field and another element */
  before = naru_store_get (fixture->store, id, NULL);
  after = naru_record_copy (before);
  g_assert_true (naru_record_set (after, "phone", "2", NULL));
  g_assert_true (naru_record_set_element (after, "skills", "welding", "level", "expert", NULL));
  g_assert_true (naru_record_set_element (after, "skills", "sewing", "level", "basic", NULL));
  naru_command_set (meanwhile, id, "email", "mina@example.kr");
  naru_command_set_element (meanwhile, id, "skills", "driving", "level", "working");
  desk_run (fixture, meanwhile);

  naru_command_replace (second, before, after);
  desk_run (fixture, second);
  now = naru_store_get (fixture->store, id, NULL);
  g_assert_cmpstr (naru_record_get (now, "phone"), ==, "2");
  g_assert_cmpstr (naru_record_get (now, "email"), ==, "mina@example.kr");
  g_assert_cmpuint (naru_record_get_length (now, "skills"), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = { "expert", "working", "basic" };
      g_autofree char *level = naru_record_get_element (now, "skills", i, "level");

      g_assert_cmpstr (level, ==, expected[i]);
    }
}

static void
test_replace_removes (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id
      = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active", "phone", "1", NULL);
  g_autoptr (NaruCommand) first = naru_command_new ("First");
  g_autoptr (NaruCommand) second = naru_command_new ("Second");
  g_autoptr (NaruCommand) nothing = naru_command_new ("Nothing");
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruRecord) now = NULL;

  naru_command_set_element (first, id, "skills", "welding", "level", "basic");
  naru_command_set_element (first, id, "skills", "driving", "level", "basic");
  desk_run (fixture, first);
  before = naru_store_get (fixture->store, id, NULL);
  after = naru_record_copy (before);
  naru_command_replace (nothing, before, after);
  g_assert_true (naru_command_is_empty (nothing));
  g_assert_true (naru_record_remove_element (after, "skills", "welding", NULL));
  g_assert_true (naru_record_set (after, "phone", NULL, NULL));
  naru_command_replace (second, before, after);
  desk_run (fixture, second);
  now = naru_store_get (fixture->store, id, NULL);
  g_assert_cmpuint (naru_record_get_length (now, "skills"), ==, 1);
  g_assert_false (naru_record_has (now, "phone"));
}

static void
test_delete_employer (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autofree char *other = desk_make (fixture, "employer", "name", "Bakery", NULL);
  g_autofree char *contact
      = desk_make (fixture, "contact", "name", "Jo", "employer", employer, NULL);
  g_autofree char *others = desk_make (fixture, "contact", "name", "Su", "employer", other, NULL);
  g_autofree char *talk = desk_make (fixture, "interaction", "employer", employer, "kind", "call",
                                     "at", NOW, "contact", contact, NULL);
  g_autofree char *vacancy = desk_make (fixture, "vacancy", "title", "Welder", "stage", "published",
                                        "employer", employer, NULL);
  g_autoptr (NaruCommand) delete = naru_command_new ("Delete");
  g_autoptr (NaruCommand) withdraw
      = naru_vacancy_set_stage (fixture->desk, vacancy, "withdrawn", "post_cut", NULL);
  g_autoptr (GError) error = NULL;

  naru_command_delete (delete, employer);
  g_assert_false (naru_desk_run (fixture->desk, delete, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Harbour"));
  g_assert_true (desk_has (fixture, contact));

  desk_run (fixture, withdraw);
  desk_run (fixture, delete);
  g_assert_false (desk_has (fixture, employer));
  g_assert_false (desk_has (fixture, contact));
  g_assert_false (desk_has (fixture, talk));
  g_assert_true (desk_has (fixture, others));
  g_assert_true (desk_has (fixture, vacancy));
  assert_value (fixture, vacancy, "employer", NULL);
  assert_value (fixture, vacancy, "employerName", "Harbour");
}

static void
test_delete_jobseeker (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *availability = desk_make (fixture, "availability", "state", "available", NULL);
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active",
                                       "availability", availability, NULL);
  g_autofree char *plan = desk_make (fixture, "plan", "jobseeker", person, "state", "draft", NULL);
  g_autofree char *step = desk_make (fixture, "step", "jobseeker", person, "plan", plan, "title",
                                     "CV", "state", "planned", NULL);
  g_autofree char *task
      = desk_make (fixture, "task", "jobseeker", person, "title", "Call", "state", "planned", NULL);
  g_autofree char *organisation
      = desk_make (fixture, "organisation", "name", "Welfare", "kind", "welfare", NULL);
  g_autofree char *consent = desk_make (fixture, "consent", "jobseeker", person, "purpose",
                                        "share_partner", "state", "given", NULL);
  g_autofree char *shared = desk_make (fixture, "sharedCase", "jobseeker", person, "organisation",
                                       organisation, "consent", consent, "name", "Mina", NULL);
  g_autofree char *note
      = desk_make (fixture, "partnerNote", "sharedCase", shared, "at", NOW, "text", "Called", NULL);
  g_autofree char *vacancy
      = desk_make (fixture, "vacancy", "title", "Welder", "stage", "published", NULL);
  g_autofree char *candidacy = desk_make (fixture, "candidacy", "vacancy", vacancy, "availability",
                                          availability, "state", "possible", NULL);
  g_autoptr (NaruCommand) delete = naru_command_new ("Delete");
  const char *const gone[] = { availability, person, plan, step, task, consent, shared, note };

  naru_command_delete (delete, person);
  desk_run (fixture, delete);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_false (desk_has (fixture, gone[i]));
  g_assert_true (desk_has (fixture, candidacy));
  assert_value (fixture, candidacy, "availability", NULL);
  g_assert_true (desk_has (fixture, organisation));
}

static GPtrArray *
find_duplicates (DeskFixture *fixture, NaruRecord *record)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = naru_desk_find_duplicates (fixture->desk, record, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_duplicate_people (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *same_phone = desk_make (fixture, "jobseeker", "name", "이서연", "state",
                                           "active", "mobile", "010-0000-1234", NULL);
  g_autofree char *same_name = desk_make (fixture, "jobseeker", "name", "김민수", "state", "active",
                                          "birthDate", "1980-05-05", NULL);
  g_autofree char *namesake = desk_make (fixture, "jobseeker", "name", "김민수", "state", "active",
                                         "birthDate", "1991-01-01", NULL);
  g_autoptr (NaruRecord) record = desk_draft ("jobseeker", "name", "김 민수", "birthDate",
                                              "1980-05-05", "mobile", "01000001234", NULL);
  g_autoptr (NaruRecord) stranger
      = desk_draft ("jobseeker", "name", "박하늘", "mobile", "010-0000-9999", NULL);
  g_autoptr (GPtrArray) found = find_duplicates (fixture, record);
  g_autoptr (GPtrArray) none = find_duplicates (fixture, stranger);

  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s", ((NaruDuplicate *) found->pdata[i])->reason);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[0])->id, ==, same_phone);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[1])->id, ==, same_name);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[2])->id, ==, namesake);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[2])->reason, ==,
                   "Same name, but born on 1 Jan 1991");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_duplicate_companies (DeskFixture *fixture, gconstpointer data)
{
  static const char *const spellings[]
      = { "(주)한빛전자", "한빛전자 주식회사", "㈜한빛 전자", "주식회사 한빛전자" };
  g_autofree char *korean = desk_make (fixture, "employer", "name", "한빛전자(주)", NULL);
  g_autofree char *english = desk_make (fixture, "employer", "name", "Harbour Works Ltd.", NULL);
  g_autofree char *other = desk_make (fixture, "employer", "name", "Harbour Co-operative", NULL);
  g_autoptr (NaruRecord) limited = desk_draft ("employer", "name", "HARBOUR WORKS LIMITED", NULL);
  g_autoptr (GPtrArray) found = find_duplicates (fixture, limited);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[0])->id, ==, english);
  g_assert_cmpstr (other, !=, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (NaruRecord) record = desk_draft ("employer", "name", spellings[i], NULL);
      g_autoptr (GPtrArray) same = find_duplicates (fixture, record);

      g_test_message ("%s", spellings[i]);
      g_assert_cmpuint (same->len, ==, 1);
      g_assert_cmpstr (((NaruDuplicate *) same->pdata[0])->id, ==, korean);
    }
}

/* While somebody types: another order of words, and one letter, in the same district. */
static void
test_duplicate_spellings (DeskFixture *fixture, gconstpointer data)
{
  static const char *const spellings[]
      = { "Freight Harbour Suwon Ltd", "Harbor Freight Suwon", "Harbour Fraight Suwon" };
  g_autofree char *here = desk_make (fixture, "employer", "name", "Harbour Freight Suwon", "region",
                                     "KR-41115", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (NaruRecord) near
          = desk_draft ("employer", "name", spellings[i], "region", "KR-41115", NULL);
      g_autoptr (NaruRecord) far
          = desk_draft ("employer", "name", spellings[i], "region", "KR-26110", NULL);
      g_autoptr (GPtrArray) found = find_duplicates (fixture, near);
      g_autoptr (GPtrArray) none = find_duplicates (fixture, far);

      g_test_message ("%s", spellings[i]);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (((NaruDuplicate *) found->pdata[0])->id, ==, here);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

static NaruRecord *
draft_at (const char *name, const char *number, const char *lines)
{
  NaruRecord *draft = desk_draft ("employer", "name", name, NULL);

  g_assert_true (naru_record_set (draft, "registerNumber", number, NULL));
  g_assert_true (naru_record_set_member (draft, "address", "lines", lines, NULL));
  return draft;
}

/* A house has many companies in it: the address alone tells nothing, nor does one of two that have a number each. */
static void
test_duplicate_addresses (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) here = draft_at ("Suwon Logistics", "A-1", "12 Harbour Street");
  g_autoptr (NaruRecord) same = draft_at ("Suwon Logistics Services", NULL, "12, harbour street");
  g_autoptr (NaruRecord) sister = draft_at ("Suwon Logistics East", "A-2", "12 Harbour Street");
  g_autoptr (NaruRecord) neighbour = draft_at ("Cafe Mori", NULL, "12 Harbour Street");
  g_autoptr (NaruRecord) elsewhere = draft_at ("Suwon Logistics Depot", NULL, "2 Harbour Street");
  g_autoptr (NaruCommand) command = naru_command_new ("make");
  g_autoptr (GPtrArray) found = NULL, sisters = NULL, neighbours = NULL, others = NULL;

  naru_command_create (command, here);
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  found = find_duplicates (fixture, same);
  sisters = find_duplicates (fixture, sister);
  neighbours = find_duplicates (fixture, neighbour);
  others = find_duplicates (fixture, elsewhere);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((NaruDuplicate *) found->pdata[0])->reason, ==,
                   "Same address, and names that are near");
  g_assert_cmpuint (sisters->len + neighbours->len + others->len, ==, 0);
}

static void
test_nobody (void)
{
  g_autofree char *folder = g_dir_make_tmp ("naru-desk-XXXXXX", NULL);
  g_autoptr (NaruStore) store = naru_store_open (folder, NARU_STORE_OPEN_DEFAULT, NULL);
  g_autoptr (NaruDesk) desk = naru_desk_new (store, NULL);
  g_autoptr (NaruCommand) command = naru_command_new ("Make");
  g_autoptr (NaruRecord) record = desk_draft ("employer", "name", "Harbour", NULL);
  g_autoptr (GError) error = NULL;

  naru_command_create (command, record);
  g_assert_false (naru_desk_is_set_up (desk));
  g_assert_false (naru_desk_run (desk, command, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  naru_store_close (store);
  remove_folder (folder);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/casework/desk/nobody-writes-before-they-said-who-they-are", test_nobody);
  TEST ("/casework/desk/setting-up-twice-keeps-one-person", test_set_up);
  TEST ("/casework/desk/what-is-kept-up-by-others-is-theirs", test_may_write);
  TEST ("/casework/desk/a-command-is-done-as-a-whole-or-not-at-all", test_atomic);
  TEST ("/casework/desk/a-record-is-made-once", test_create_twice);
  TEST ("/casework/desk/an-edit-leaves-what-others-changed-meanwhile", test_replace);
  TEST ("/casework/desk/an-edit-takes-out-what-was-taken-out", test_replace_removes);
  TEST ("/casework/desk/an-employer-goes-with-its-parts-but-not-with-open-vacancies",
        test_delete_employer);
  TEST ("/casework/desk/a-jobseeker-goes-with-everything-about-them", test_delete_jobseeker);
  TEST ("/casework/duplicates/people-by-phone-and-by-name-with-birth-date", test_duplicate_people);
  TEST ("/casework/duplicates/companies-whatever-their-legal-form", test_duplicate_companies);
  TEST ("/casework/duplicates/companies-however-they-are-spelt", test_duplicate_spellings);
  TEST ("/casework/duplicates/companies-at-one-address-with-names-that-are-near",
        test_duplicate_addresses);
  return g_test_run ();
}
