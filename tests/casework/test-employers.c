/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The employer workspace, by its rules: facts and their sources, who looks after an employer, and people who are forgotten. */
#include "desk-fixture.h"

#include "naru-attachment.h"

#include "naru-employer-work.h"
#include "naru-facts.h"

#include <string.h>

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

static char *
make_colleague (DeskFixture *fixture, const char *name)
{
  return desk_make (fixture, "staff", "name", name, "userName", name, "roles",
                    "employer_counsellor", "state", "active", NULL);
}

/* Nobody gets an employer without a reason and a sheet: not by the command, and not past it. */
static void
test_assignment (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autofree char *bert = make_colleague (fixture, "bert");
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autoptr (NaruCommand) first = NULL;
  g_autoptr (NaruCommand) second = NULL;
  g_autoptr (NaruCommand) bare = naru_command_new ("bare");
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *from = NULL;
  g_autofree char *on = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *sheet = NULL;

  first = naru_employer_assign (fixture->desk, employer, me, NULL, NULL, &error);
  g_assert_no_error (error);
  desk_run (fixture, first);
  naru_clock_advance (fixture->clock, 60 * 60 * 24);
  desk_assert_refused (naru_employer_assign (fixture->desk, employer, bert, "Leave", " ", &error),
                       &error, NARU_ERROR_REFUSED);
  naru_command_set (bare, employer, "accountManager", bert);
  g_assert_false (naru_desk_run (fixture->desk, bare, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_clear_error (&error);
  second
      = naru_employer_assign (fixture->desk, employer, bert, "Leave", "Call on Mondays.", &error);
  g_assert_no_error (error);
  desk_run (fixture, second);
  record = naru_store_get (fixture->store, employer, NULL);
  sheet = naru_employer_last_handover (record, &from, &on, &reason);
  g_assert_cmpstr (sheet, ==, "Call on Mondays.");
  g_assert_cmpstr (from, ==, me);
  g_assert_cmpstr (on, ==, "2026-11-26");
  g_assert_cmpstr (reason, ==, "Leave");
}

/* What presses comes before what is history; people who left are named as such. */
static void
test_sheet (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", "stage",
                                         "cooperating", "employees", "46", NULL);
  g_autofree char *yoo = desk_make (fixture, "contact", "name", "Yoo", "employer", employer,
                                    "function", "Director", "preferredChannel", "phone", NULL);
  g_autofree char *baek = desk_make (fixture, "contact", "name", "Baek", "employer", employer,
                                     "leftOn", "2026-02-01", NULL);
  g_autofree char *sheet = NULL;
  const char *late, *open, *people;

  for (int year = 2021; year <= 2026; year++)
    for (int month = 1; month <= 10; month++)
      {
        g_autofree char *at = g_strdup_printf ("%d-%02d-03T10:00:00+09:00", year, month);
        g_autofree char *id = desk_make (fixture, "interaction", "employer", employer, "kind",
                                         "call", "at", at, "contact", yoo, "summary",
                                         month == 10 ? "Two welders\nin spring." : "Called.", NULL);

        g_assert_nonnull (id);
      }
  g_free (desk_make (fixture, "interaction", "employer", employer, "kind", "call", "at", NOW,
                     "summary", "x", "nextAction", "Send names", "nextActionOn", "2026-11-20",
                     "nextActionState", "open", "promise", "true", NULL));
  g_free (desk_make (fixture, "interaction", "employer", employer, "kind", "question", "at", NOW,
                     "question", "Do part-timers count?", "answer", "Yes.", NULL));
  sheet = naru_employer_write_handover (fixture->desk, employer, NULL, NULL);
  late = strstr (sheet, "Late, was due 20 November 2026: Send names");
  people = strstr (sheet, "Yoo: Director · prefers: Phone");
  open = strstr (sheet, "3 October, Call, Yoo: Two welders in spring.");
  g_assert_true (late != NULL && people != NULL && open != NULL);
  g_assert_true (late < people && people < open);
  g_assert_nonnull (strstr (sheet, "Baek left on 1 February 2026"));
  g_assert_nonnull (strstr (sheet, "Conversations: 62, since 3 January 2021"));
  g_assert_nonnull (strstr (sheet, "Do part-timers count? → Yes."));
}

static void
test_workload (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *bert = make_colleague (fixture, "bert");
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", "accountManager",
                                         bert, "stage", "contacted", NULL);
  g_autofree char *dormant = desk_make (fixture, "employer", "name", "Old", "accountManager", bert,
                                        "stage", "dormant", NULL);
  g_autofree char *late = desk_make (fixture, "interaction", "employer", employer, "kind", "call",
                                     "at", NOW, "nextAction", "x", "nextActionBy", bert,
                                     "nextActionOn", "2026-11-24", "nextActionState", "open", NULL);
  g_autoptr (GPtrArray) workloads = naru_employer_workloads (fixture->desk, NULL);
  const NaruWorkload *found = NULL;

  for (guint i = 0; i < workloads->len; i++)
    if (g_str_equal (((NaruWorkload *) workloads->pdata[i])->staff, bert))
      found = workloads->pdata[i];
  g_assert_nonnull (found);
  g_assert_cmpint (found->employers, ==, 1);
  g_assert_cmpint (found->open, ==, 1);
  g_assert_cmpint (found->late, ==, 1);
}

/* Nothing of the person is in a copy of the store: no record, history, undo, index, draft or file. */
static void
assert_nowhere (DeskFixture *fixture)
{
  static const char *const words[] = { "Kyung-mi", "kyung", "0142", "yoo@h.example" };
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (naru_store_backup (fixture->store, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (memmem (bytes, length, words[i], strlen (words[i])) != NULL)
      g_error ("“%s” is still there", words[i]);
}

/* The handover sheet, a vacancy, a note of somebody else, files and a draft name the person, too. */
static void
name_elsewhere (DeskFixture *fixture, const char *employer, const char *yoo)
{
  g_autofree char *mail = desk_make (fixture, "interaction", "employer", employer, "kind", "email",
                                     "at", NOW, "contact", yoo, "summary", "Thanks", NULL);
  g_autofree char *vacancy
      = desk_make (fixture, "vacancy", "title", "Welder", "employer", employer, "stage", "draft",
                   "howToApply", "Call Yoo Kyung-mi (031) 555 0142.", NULL);
  g_autofree char *note = desk_make (fixture, "interaction", "employer", employer, "kind", "note",
                                     "at", NOW, "summary", "Somebody asked", NULL);
  g_autoptr (GBytes) letter = g_bytes_new_static ("no name in here", 15);
  g_autoptr (GBytes) list = g_bytes_new_static ("Staff: Yoo Kyung-mi", 19);
  g_autoptr (GBytes) rota = g_bytes_new_static ("Mon Tue", 7);
  NaruAttachment files[] = { { .name = (char *) "letter.eml", .bytes = letter },
                             { .name = (char *) "list.txt", .bytes = list },
                             { .name = (char *) "rota.txt", .bytes = rota } };
  g_autoptr (NaruCommand) command = naru_command_new ("Add Yoo Kyung-mi");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      files[i].digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, files[i].bytes);
      naru_command_attach (command, i == 0 ? mail : note, &files[i]);
    }
  naru_command_set_element (command, employer, "assignments", "2024-05-01", "handover",
                            "■ People\n- Yoo Kyung-mi, 031-555-0142, yoo@h.example");
  naru_command_set_element (command, employer, "assignments", "2024-05-01", "staff",
                            naru_desk_get_staff (fixture->desk));
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (files[i].digest);
  naru_store_keep_draft (fixture->store, "log/employer", "Yoo Kyung-mi wants");
  g_assert_true (naru_store_collect_blobs (fixture->store, NULL));
}

/* The person goes, out of the record, its history, the conversations and the undo list; the counts stay. */
static void
test_erase (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autofree char *yoo
      = desk_make (fixture, "contact", "name", "Yoo Kyung-mi", "employer", employer, "phone",
                   "031-555-0142", "email", "yoo@h.example", "note", "Likes tea", "purpose",
                   "placement", "source", "employer", NULL);
  g_autofree char *talk
      = desk_make (fixture, "interaction", "employer", employer, "kind", "call", "at", NOW,
                   "contact", yoo, "summary", "Yoo Kyung-mi, 031-555-0142, asked.", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("contact");

  assert_value (fixture, yoo, "purpose", "placement");
  assert_value (fixture, yoo, "source", "employer");
  name_elsewhere (fixture, employer, yoo);
  command = naru_contact_erase (fixture->desk, yoo, &error);
  g_assert_no_error (error);
  g_assert_true (naru_desk_run (fixture->desk, command, &error));
  assert_value (fixture, yoo, "phone", NULL);
  assert_value (fixture, yoo, "note", NULL);
  assert_value (fixture, yoo, "erasedOn", WEDNESDAY);
  /* why somebody was kept, and who named them, tells of nobody */
  assert_value (fixture, yoo, "purpose", "placement");
  assert_value (fixture, yoo, "source", "employer");
  assert_value (fixture, talk, "summary", "…, …, asked.");
  assert_value (fixture, talk, "contact", yoo);
  history = naru_store_get_history (fixture->store, yoo, NULL);
  g_assert_cmpuint (history->len, ==, 0);
  naru_query_set_search (query, "Kyung");
  g_assert_cmpint (naru_store_count (fixture->store, query, NULL), ==, 0);
  /* undo takes back what was done before it, not the erasing */
  undone = naru_desk_undo (fixture->desk, NULL);
  assert_value (fixture, yoo, "phone", NULL);
  assert_nowhere (fixture);
  assert_value (fixture, employer, "name", "Harbour");
  {
    g_autoptr (GPtrArray) rest = naru_store_get_history (fixture->store, employer, NULL);

    g_assert_cmpuint (rest->len, >, 0);
  }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/employers/" name, DeskFixture, NULL, desk_fixture_set_up, func,           \
              desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-fact-has-its-source-and-others-stay-beside-it", test_facts);
  ADD ("nobody-gets-an-employer-without-being-told", test_assignment);
  ADD ("a-handover-sheet-says-first-what-presses", test_sheet);
  ADD ("how-much-everybody-has-to-do", test_workload);
  ADD ("an-erased-person-leaves-counts-alone", test_erase);
  return g_test_run ();
}
