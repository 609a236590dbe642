/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employers that are there twice, and many of them at once. How well pairs are found is measured in tests/data/employers. */
#include "desk-fixture.h"

#include "naru-employer-bulk.h"
#include "naru-employer-merge.h"
#include "naru-employer-talk.h"

#include <string.h>

/* Sites with all that is known of them, one under another number since theirs was taken, the common one once. */
static void
add_site (DeskFixture *fixture, const char *employer, const char *id, const char *name)
{
  g_autoptr (NaruCommand) command = naru_command_new ("site");

  naru_command_set_element (command, employer, "sites", id, "name", name);
  naru_command_set_element (command, employer, "sites", id, "address",
                            "{\"lines\":\"1 Quay\",\"place\":\"Hull\"}");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
}

static void
check_sites (NaruRecord *record)
{
  static const char *const expected[][2]
      = { { "1", "Office" }, { "2", "Yard" }, { "1 2", "Depot" } };

  g_assert_cmpuint (naru_record_get_length (record, "sites"), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *id = naru_record_get_element (record, "sites", i, "id");
      g_autofree char *name = naru_record_get_element (record, "sites", i, "name");
      g_autofree char *address = naru_record_get_element (record, "sites", i, "address");

      g_assert_cmpstr (id, ==, expected[i][0]);
      g_assert_cmpstr (name, ==, expected[i][1]);
      g_assert_nonnull (strstr (address, "1 Quay"));
    }
}

/* Nothing is lost, what points at one points at the other, and undo takes them apart (desk_run tries it). */
static void
test_merge (DeskFixture *fixture, gconstpointer data)
{
  static const char *const theirs[] = { "phone", NULL };
  g_autofree char *into = desk_make (fixture, "employer", "name", "Harbour Ltd", "phone", "02-1",
                                     "registerNumber", "A-1", "employees", "40", NULL);
  g_autofree char *from = desk_make (fixture, "employer", "name", "Harbour Limited", "phone",
                                     "02-2", "registerNumber", "B-2", "employees", "46", "website",
                                     "https://h.example.org", NULL);
  g_autofree char *contact = desk_make (fixture, "contact", "name", "Yoo", "employer", from, NULL);
  g_autofree char *guest
      = desk_make (fixture, "contact", "name", "Baek", "employer", into, "alsoAt", from, NULL);
  g_autofree char *talk
      = desk_make (fixture, "interaction", "employer", from, "kind", "call", "at", NOW, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  g_autofree char *number = NULL;
  g_autofree char *names = NULL;

  add_site (fixture, into, "1", "Office");
  add_site (fixture, into, "2", "Yard");
  add_site (fixture, from, "2", "Yard");
  add_site (fixture, from, "1", "Depot");
  desk_assert_refused (naru_employer_merge (fixture->desk, into, into, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  command = naru_employer_merge (fixture->desk, into, from, theirs, &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  assert_value (fixture, into, "name", "Harbour Ltd");
  assert_value (fixture, into, "phone", "02-2");
  assert_value (fixture, into, "employees", "40");
  assert_value (fixture, into, "website", "https://h.example.org");
  assert_value (fixture, contact, "employer", into);
  assert_value (fixture, guest, "alsoAt", into);
  assert_value (fixture, talk, "employer", into);
  assert_value (fixture, from, "mergedInto", into);
  assert_value (fixture, from, "employees", "46");
  record = naru_store_get (fixture->store, into, NULL);
  number = naru_record_get_element (record, "externalIds", 0, "number");
  g_assert_cmpstr (number, ==, "B-2");
  names = desk_get (fixture, into, "otherNames");
  g_assert_cmpstr (names, ==, "Harbour Limited");
  check_sites (record);
  /* phone, employees and name of the two that were not taken */
  g_assert_cmpuint (naru_record_get_length (record, "facts"), ==, 3);
  pairs = naru_employer_find_pairs (fixture->store, NULL, NULL);
  g_assert_cmpuint (pairs->len, ==, 0);
  desk_assert_refused (naru_employer_merge (fixture->desk, into, from, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
}

static void
test_bulk (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *one = desk_make (fixture, "employer", "name", "One", "tags", "old", NULL);
  g_autofree char *two = desk_make (fixture, "employer", "name", "Two", NULL);
  g_autofree char *bert = desk_make (fixture, "staff", "name", "bert", "userName", "bert", "roles",
                                     "employer_counsellor", "state", "active", NULL);
  const char *const ids[] = { one, two, NULL };
  const char *const none[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) tag
      = naru_employers_add_word (fixture->desk, ids, "tags", "fair", &error);
  g_autoptr (NaruCommand) first = NULL;
  g_autoptr (NaruCommand) second = NULL;
  g_autoptr (NaruCommand) stage = NULL;
  g_autofree char *tags = NULL;

  desk_run (fixture, tag);
  tags = desk_get (fixture, one, "tags");
  g_assert_nonnull (strstr (tags, "old"));
  g_assert_nonnull (strstr (tags, "fair"));
  assert_value (fixture, two, "tags", "fair");
  desk_assert_refused (naru_employers_add_word (fixture->desk, ids, "tags", " ", &error), &error,
                       NARU_ERROR_INVALID);
  desk_assert_refused (naru_employers_add_word (fixture->desk, none, "tags", "x", &error), &error,
                       NARU_ERROR_REFUSED);
  first = naru_employers_assign (fixture->desk, ids, naru_desk_get_staff (fixture->desk), NULL,
                                 &error);
  desk_run (fixture, first);
  desk_assert_refused (naru_employers_assign (fixture->desk, ids, bert, "", &error), &error,
                       NARU_ERROR_REFUSED);
  naru_clock_advance (fixture->clock, 60 * 60 * 24);
  second = naru_employers_assign (fixture->desk, ids, bert, "New area", &error);
  desk_run (fixture, second);
  assert_value (fixture, two, "accountManager", bert);
  stage = naru_employer_set_stage (fixture->desk, one, "interested", &error);
  desk_run (fixture, stage);
  assert_value (fixture, one, "stage", "interested");
}

static void
test_coverage (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *one = desk_make (fixture, "employer", "name", "One", "industry", "8710", NULL);
  g_autofree char *two = desk_make (fixture, "employer", "name", "Two", "industry", "8720", NULL);
  g_autofree char *talk
      = desk_make (fixture, "interaction", "employer", one, "kind", "call", "at", NOW, NULL);
  /* nobody was talked to by writing a note */
  g_autofree char *note
      = desk_make (fixture, "interaction", "employer", two, "kind", "note", "at", NOW, NULL);
  g_autoptr (GPtrArray) rows
      = naru_employer_coverage (fixture->desk, "industry", "2025-11-25", NULL);
  const NaruCoverage *row = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (row->code, ==, "87");
  g_assert_cmpint (row->all, ==, 2);
  g_assert_cmpint (row->reached, ==, 1);
}

/* Answers suggest services, and a strategy with an owner and a review comes out of the talk. */
static void
test_talk (DeskFixture *fixture, gconstpointer data)
{
  static const char *const services[] = { "preselection", "training", NULL };
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autoptr (NaruRecord) needs
      = desk_draft ("needs", "employer", employer, "on", WEDNESDAY, "hiringPlan", "Two welders",
                    "skills", "TIG", "safety", "Fumes", "greenChange", "Heat pumps", NULL);
  g_auto (GStrv) suggested = naru_needs_suggest_services (needs);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_auto (GStrv) created = NULL;

  g_assert_true (g_strv_contains ((const char *const *) suggested, "training"));
  g_assert_true (g_strv_contains ((const char *const *) suggested, "safety"));
  g_assert_true (g_strv_contains ((const char *const *) suggested, "onboarding_plan"));
  g_assert_true (g_strv_contains ((const char *const *) suggested, "post_placement"));
  g_assert_false (g_strv_contains ((const char *const *) suggested, "accommodation"));
  command = naru_employer_finish_talk (fixture->desk, needs, "Fill both posts", services,
                                       "2027-02-23", &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  created = naru_command_get_created (command);
  assert_value (fixture, created[1], "needs", created[0]);
  assert_value (fixture, created[1], "owner", naru_desk_get_staff (fixture->desk));
  assert_value (fixture, created[1], "reviewOn", "2027-02-23");
}

static NaruRecord *
draft_employer (const char *name, const char *postcode, const char *lines)
{
  NaruRecord *draft = desk_draft ("employer", "name", name, NULL);

  g_assert_true (postcode == NULL
                 || naru_record_set_member (draft, "address", "postcode", postcode, NULL));
  g_assert_true (lines == NULL || naru_record_set_member (draft, "address", "lines", lines, NULL));
  return draft;
}

/* Two names at one place (or at a place each): whether they may be one employer. */
static void
test_judge (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    const char *place; /* of both; "-": each has another */
    const char *lines;
    gboolean one;
  } cases[] = {
    { "Boulangerie Martinet SAS", "Martinet Boulangerie", "69002", NULL, TRUE },
    { "Boulangerie Martinet SAS", "Martinet Boulangerie", "-", NULL, FALSE },
    { "Harbour Freight", "Harbor Freight", "HU1 1AA", NULL, TRUE },
    { "Harbour Freight", "Harbor Freight", NULL, NULL, FALSE },
    { "Müller & Söhne GmbH", "Mueller & Söhne", "10115", NULL, TRUE },
    { "Nam & Kim", "Nam and Kim Ltd", NULL, NULL, TRUE },
    { "한빛전자부품", "한빛전자부풍", "16229", NULL, TRUE },
    { "한빛전자", "한빛전기", "16229", NULL, FALSE },
    { "Porthaven Homes Ltd", "Porthaven Homes LLP", "HU1 1AA", NULL, FALSE },
    { "Plant Hire 1", "Plant Hire 2", "HU1 1AA", NULL, FALSE },
    { "Yes (A) Electrical", "Yes (B) Electrical", "HU1 1AA", NULL, FALSE },
    { "대성상사", "Daesung Sangsa Co., Ltd.", "16229", NULL, TRUE },
    { "대성상사", "Daesang Sangsa Co., Ltd.", "16229", NULL, FALSE },
    { "모람요양원", "Moram Care Home", NULL, "12 Harbour Street", TRUE },
    { "모람요양원", "Maram Care Home", NULL, "12 Harbour Street", FALSE },
    { "Hanbit", "Hanbit Suwon", NULL, "12 Harbour Street", TRUE },
    { "Hanbit Ltd", "Hanbit Suwon Ltd", NULL, "12 Harbour Street", FALSE },
    { "Hanbit", "Hanbit Holdings", NULL, "12 Harbour Street", FALSE },
    { "Hanbit", "Hanbit No 2", NULL, "12 Harbour Street", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean apart = g_strcmp0 (cases[i].place, "-") == 0;
      g_autoptr (NaruRecord) first
          = draft_employer (cases[i].first, apart ? "11111" : cases[i].place, cases[i].lines);
      g_autoptr (NaruRecord) second
          = draft_employer (cases[i].second, apart ? "22222" : cases[i].place, cases[i].lines);

      g_test_message ("%s, %s", cases[i].first, cases[i].second);
      g_assert_cmpint (naru_employer_judge (first, second) != NULL, ==, cases[i].one);
      g_assert_cmpint (naru_employer_judge (second, first) != NULL, ==, cases[i].one);
    }
}

/* An employer is known by each of its names. */
static void
test_other_names (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *here = desk_make (fixture, "employer", "name", "한빛요양원", "romanName",
                                     "Hanbit Care Home", "otherNames", "새빛의집", NULL);
  g_autofree char *stranger = desk_make (fixture, "employer", "name", "Dawn House", NULL);
  g_autofree char *english = desk_make (fixture, "employer", "name", "HANBIT CARE HOME INC.", NULL);
  g_autofree char *older = desk_make (fixture, "employer", "name", "새빛의집", NULL);
  g_autoptr (GPtrArray) pairs = naru_employer_find_pairs (fixture->store, NULL, NULL);

  g_assert_cmpuint (pairs->len, ==, 2);
  for (guint i = 0; i < pairs->len; i++)
    {
      const NaruPair *pair = pairs->pdata[i];

      g_assert_true (strcmp (pair->first, here) == 0 || strcmp (pair->second, here) == 0);
      g_assert_true (strcmp (pair->first, stranger) != 0 && strcmp (pair->second, stranger) != 0);
      g_assert_cmpstr (pair->reason, ==, "Another name of it is the same");
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/employers/" name, DeskFixture, NULL, desk_fixture_set_up, func,           \
              desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("merging-loses-nothing", test_merge);
  g_test_add_func ("/casework/employers/what-speaks-for-one-employer-and-what-against", test_judge);
  ADD ("is-known-by-each-of-its-names", test_other_names);
  ADD ("many-at-once-are-one-step-back", test_bulk);
  ADD ("whom-we-have-talked-to", test_coverage);
  ADD ("a-talk-becomes-a-strategy", test_talk);
  return g_test_run ();
}
