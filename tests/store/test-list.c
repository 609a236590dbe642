/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordered lists: orders, filters, computed columns, and columns that the dictionary brings to a store in use. */
#include "list-fixture.h"
#include "naru-error.h"
#include "naru-store-private.h"

static const ListRecord staff[] = {
  { "a", { "name", "하윤", "userName", "hay", "roles", "job_counsellor" } },
  { "b", { "name", "강산", "userName", "kang", "roles", "job_counsellor" } },
};

static const ListRecord people[] = {
  { "na",
    { "name", "나래", "state", "active", "registeredOn", "2026-01-05", "cadenceDays", "14",
      "groups", "youth|migrant", "counsellor", "staff:01JD000000000000000000000A" } },
  { "ga",
    { "name", "가람", "state", "closed", "registeredOn", "2025-12-31", "cadenceDays", "7",
      "counsellor", "staff:01JD000000000000000000000B", "occupations", "5120|7212" } },
  { "da",
    { "name", "다솜", "state", "active", "registeredOn", "2026-01-05", "inWork", "true", "groups",
      "youth", "counsellor", "staff:01JD000000000000000000000B" } },
  { "be",
    { "name", "Bérénice", "state", "new", "cadenceDays", "100", "region", "KR-11", "occupations",
      "5131" } },
  { "ba",
    { "name", "barbara", "state", "suspended", "region", "KR-1168", "counsellor",
      "staff:01JD000000000000000000000A" } },
};

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  list_put (fixture, "staff", staff, G_N_ELEMENTS (staff));
  list_put (fixture, "jobseeker", people, G_N_ELEMENTS (people));
}

static void
assert_order (StoreFixture *fixture, const char *type, const char *order, gboolean descending,
              const char *names)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);

  naru_query_set_order (query, order, descending);
  naru_query_set_now (query, NOON);
  assert_list (fixture, query, names);
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  assert_order (fixture, "jobseeker", NULL, FALSE, "ba be ga na da");
  assert_order (fixture, "jobseeker", NULL, TRUE, "da na ga be ba");
  assert_order (fixture, "jobseeker", "name", FALSE, "ba be ga na da");
  assert_order (fixture, "jobseeker", "name", TRUE, "da na ga be ba");
  /* equal dates by title, none at the end, in either direction */
  assert_order (fixture, "jobseeker", "registeredOn", FALSE, "ga na da ba be");
  assert_order (fixture, "jobseeker", "registeredOn", TRUE, "na da ga ba be");
  /* numbers as numbers */
  assert_order (fixture, "jobseeker", "cadenceDays", FALSE, "ga na be ba da");
  assert_order (fixture, "jobseeker", "cadenceDays", TRUE, "be na ga ba da");
  /* references by the title of what they refer to: 강산, 하윤 */
  assert_order (fixture, "jobseeker", "counsellor", FALSE, "ga da ba na be");
  assert_order (fixture, "jobseeker", "counsellor", TRUE, "ba na ga da be");
}

static void
assert_filter (StoreFixture *fixture, const char *field, NaruFilterOp op, const char *value,
               const char *names)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");

  naru_query_add_filter (query, field, op, value);
  naru_query_set_now (query, NOON);
  g_test_message ("%s %d %s", field, op, value);
  assert_list (fixture, query, names);
}

static void
test_filters (StoreFixture *fixture, gconstpointer data)
{
  assert_filter (fixture, "state", NARU_FILTER_IS, "active", "na da");
  assert_filter (fixture, "state", NARU_FILTER_IS, "active\x1fnew", "be na da");
  assert_filter (fixture, "state", NARU_FILTER_IS_NOT, "active\x1fnew", "ba ga");
  assert_filter (fixture, "region", NARU_FILTER_IS_NOT, "KR-11", "ba ga na da");
  assert_filter (fixture, "region", NARU_FILTER_UNDER, "KR-11", "ba be");
  assert_filter (fixture, "region", NARU_FILTER_EMPTY, NULL, "ga na da");
  assert_filter (fixture, "region", NARU_FILTER_NOT_EMPTY, NULL, "ba be");
  assert_filter (fixture, "registeredOn", NARU_FILTER_AT_LEAST, "2026-01-01", "na da");
  assert_filter (fixture, "registeredOn", NARU_FILTER_BELOW, "2026-01-05", "ga");
  assert_filter (fixture, "cadenceDays", NARU_FILTER_AT_LEAST, "14", "be na");
  assert_filter (fixture, "inWork", NARU_FILTER_IS, "true", "da");
  assert_filter (fixture, "name", NARU_FILTER_IS, "Bérénice", "be");
  assert_filter (fixture, "name", NARU_FILTER_IS, "berenice", "");
  assert_filter (fixture, "name", NARU_FILTER_UNDER, "BER", "be");
  assert_filter (fixture, "groups", NARU_FILTER_HAS, "youth", "na da");
  assert_filter (fixture, "groups", NARU_FILTER_HAS, "migrant\x1fyouth", "na da");
  assert_filter (fixture, "groups", NARU_FILTER_IS_NOT, "migrant", "ba be ga da");
  assert_filter (fixture, "groups", NARU_FILTER_EMPTY, NULL, "ba be ga");
  assert_filter (fixture, "occupations", NARU_FILTER_UNDER, "51", "be ga");
  assert_filter (fixture, "id", NARU_FILTER_IS, "jobseeker:01JD00000000000000000000GA", "ga");
}

static void
test_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (NaruQuery) ordered = naru_query_new ("jobseeker");
  g_autoptr (NaruQuery) unknown = naru_query_new ("no-such-type");
  g_autoptr (GError) error = NULL;

  naru_query_add_filter (query, "note", NARU_FILTER_IS, "x");
  g_assert_null (naru_store_list (fixture->store, query, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  naru_query_set_order (ordered, "groups", FALSE);
  g_assert_null (naru_store_list (fixture->store, ordered, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (naru_store_list (fixture->store, unknown, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_assert_true (set_field (fixture->store, "Sex", ANNA, NARU_WRITE_DEFAULT,
                            "jobseeker:01JD00000000000000000000DA", "sex", "female", &error));
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "active");
  naru_query_add_filter (query, "sex", NARU_FILTER_IS, "female");
  records = naru_store_find (fixture->store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (naru_record_get_title (g_ptr_array_index (records, 0)), ==, "다솜");
}

static void
assert_computed (StoreFixture *fixture, const char *type, const char *id, const char *column,
                 const char *value)
{
  g_autofree char *full = list_id (type, id);
  g_autoptr (NaruDocumentState) state = naru_store_get_state (fixture->store, full, NULL);
  g_autofree char *found = naru_store_compute (fixture->store, state->number, type, column, NOON);

  g_test_message ("%s", column);
  g_assert_cmpstr (found, ==, value);
}

#define NA "jobseeker", "jobseeker:01JD00000000000000000000NA"
#define GA "jobseeker", "jobseeker:01JD00000000000000000000GA"
#define MEET "kind", "review", "channel", "in_person"

static void
test_computed (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord meetings[] = {
    { "1", { NA, MEET, "start", "2026-10-01T10:00:00+09:00", "state", "held" } },
    { "2", { NA, MEET, "start", "2026-10-20T08:00:00+09:00", "state", "held" } },
    { "3",
      { NA, MEET, "start", "2026-10-19T23:30:00Z", "state", "missed" } }, /* half an hour later */
    { "4", { NA, MEET, "start", "2026-11-22T11:59:00+09:00", "state", "booked" } },
    { "5", { NA, MEET, "start", "2026-11-22T12:00:00+09:00", "state", "booked" } },
    { "6", { NA, MEET, "start", "2026-12-24T12:00:00+09:00", "state", "booked" } },
    { "7", { NA, MEET, "start", "2026-09-01T12:00:00+09:00", "state", "cancelled" } },
    { "8", { GA, MEET, "start", "2026-11-01T10:00:00+09:00", "state", "held" } },
  };
  const ListRecord plans[] = { { "p", { NA, "state", "agreed" } } };
  const ListRecord steps[] = {
    { "s1",
      { NA, "plan", "plan:01JD000000000000000000000P", "title", "A", "state", "done", "dueOn",
        "2026-11-01" } },
    { "s2",
      { NA, "plan", "plan:01JD000000000000000000000P", "title", "B", "state", "planned", "dueOn",
        "2026-11-21" } },
    { "s3",
      { NA, "plan", "plan:01JD000000000000000000000P", "title", "C", "state", "underway", "dueOn",
        "2026-11-22" } },
    { "s4",
      { NA, "plan", "plan:01JD000000000000000000000P", "title", "D", "state", "dropped", "dueOn",
        "2026-11-01" } },
  };
  const ListRecord employers[] = { { "e", { "name", "한빛" } } };
  const ListRecord interactions[] = {
    { "t1",
      { "employer", "employer:01JD000000000000000000000E", "kind", "call", "at", NOON, "nextAction",
        "두 번째", "nextActionOn", "2026-12-02", "nextActionState", "open" } },
    { "t2",
      { "employer", "employer:01JD000000000000000000000E", "kind", "call", "at",
        "2026-11-20T12:00:00+09:00", "nextAction", "첫 번째", "nextActionOn", "2026-12-01",
        "nextActionState", "open" } },
    { "t3",
      { "employer", "employer:01JD000000000000000000000E", "kind", "call", "at",
        "2026-11-19T12:00:00+09:00", "nextAction", "끝남", "nextActionOn", "2026-11-01",
        "nextActionState", "done" } },
  };
  const ListRecord vacancies[] = {
    { "v1",
      { "title", "A", "employer", "employer:01JD000000000000000000000E", "stage", "published",
        "publishedOn", "2026-11-12" } },
    { "v2",
      { "title", "B", "employer", "employer:01JD000000000000000000000E", "stage", "filled",
        "publishedOn", "2026-10-01", "closedOn", "2026-10-04" } },
    { "v3", { "title", "C", "employer", "employer:01JD000000000000000000000E", "stage", "draft" } },
  };

  list_put (fixture, "meeting", meetings, G_N_ELEMENTS (meetings));
  list_put (fixture, "plan", plans, G_N_ELEMENTS (plans));
  list_put (fixture, "step", steps, G_N_ELEMENTS (steps));
  list_put (fixture, "employer", employers, G_N_ELEMENTS (employers));
  list_put (fixture, "interaction", interactions, G_N_ELEMENTS (interactions));
  list_put (fixture, "vacancy", vacancies, G_N_ELEMENTS (vacancies));

  assert_computed (fixture, "jobseeker", "na", "lastContact", "2026-10-19T23:00:00Z");
  assert_computed (fixture, "jobseeker", "na", "nextMeeting", "2026-11-22T03:00:00Z");
  assert_computed (fixture, "jobseeker", "na", "stepsOverdue", "1");
  assert_computed (fixture, "jobseeker", "na", "missedMeetings", "1");
  assert_computed (fixture, "jobseeker", "da", "lastContact", NULL);
  assert_computed (fixture, "plan", "p", "stepsDone", "1");
  assert_computed (fixture, "plan", "p", "stepsTotal", "3");
  assert_computed (fixture, "employer", "e", "lastContact", "2026-11-22T03:00:00Z");
  assert_computed (fixture, "employer", "e", "nextActionOn", "2026-12-01");
  assert_computed (fixture, "employer", "e", "nextAction", "첫 번째");
  assert_computed (fixture, "employer", "e", "openVacancies", "2");
  assert_computed (fixture, "vacancy", "v1", "daysOpen", "10");
  assert_computed (fixture, "vacancy", "v2", "daysOpen", "3");
  assert_computed (fixture, "vacancy", "v3", "daysOpen", NULL);

  assert_order (fixture, "jobseeker", "lastContact", FALSE, "na ga ba be da");
  assert_order (fixture, "jobseeker", "lastContact", TRUE, "ga na ba be da");
  assert_order (fixture, "vacancy", "daysOpen", TRUE, "v1 v2 v3");
  assert_filter (fixture, "stepsOverdue", NARU_FILTER_AT_LEAST, "1", "na");
  assert_filter (fixture, "lastContact", NARU_FILTER_BELOW, "2026-11-01T00:00:00+09:00", "na");
  assert_filter (fixture, "lastContact", NARU_FILTER_BELOW, "2026-11-01", "na");
  assert_filter (fixture, "lastContact", NARU_FILTER_EMPTY, NULL, "ba be da");
}

#define EMPLOYER_E "employer:01JD000000000000000000000E"
#define EMPLOYER_F "employer:01JD000000000000000000000F"
#define OCTOBER "2026-10-01T10:00:00Z"
#define NOVEMBER "2026-11-01T10:00:00Z"
#define DECEMBER "2026-12-01T10:00:00Z"

static void
put_talk (StoreFixture *fixture, const char *id, const char *employer, const char *kind,
          const char *at)
{
  const ListRecord talk = { id, { "employer", employer, "kind", kind, "at", at } };

  list_put (fixture, "interaction", &talk, 1);
}

/* As it comes from a server: before its employer. */
static gboolean
put_early_talk (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_put_text (
      transaction, "interaction:01JD00000000000000000000T1",
      "{\"type\":\"interaction\",\"schema\":1,\"employer\":\"" EMPLOYER_E
      "\",\"kind\":\"call\",\"at\":\"" OCTOBER "\"}",
      error);
}

static void
assert_contact (StoreFixture *fixture, const char *id, const char *contact, const char *talk)
{
  assert_computed (fixture, "employer", id, "lastContact", contact);
  assert_computed (fixture, "employer", id, "lastTalk", talk);
}

/* The latest contact is kept with the employer: whatever happens to a conversation is followed. */
static void
test_latest (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord employers[] = { { "e", { "name", "한빛" } }, { "f", { "name", "대일" } } };
  NaruWriteInfo info = { "Receive", NULL, NOON,
                         NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY | NARU_WRITE_DEFER_DERIVED };
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_write (fixture->store, &info, put_early_talk, NULL, &error));
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error));
  list_put (fixture, "employer", employers, 2);
  assert_contact (fixture, "e", OCTOBER, OCTOBER);
  assert_contact (fixture, "f", NULL, NULL);
  put_talk (fixture, "t2", EMPLOYER_E, "email", NOVEMBER);
  put_talk (fixture, "t3", EMPLOYER_E, "note", DECEMBER);
  assert_contact (fixture, "e", NOVEMBER, OCTOBER);
  put_talk (fixture, "t2", EMPLOYER_E, "visit", NOVEMBER);
  assert_contact (fixture, "e", NOVEMBER, NOVEMBER);
  put_talk (fixture, "t2", EMPLOYER_F, "visit", NOVEMBER);
  assert_contact (fixture, "e", OCTOBER, OCTOBER);
  assert_contact (fixture, "f", NOVEMBER, NOVEMBER);
  assert_order (fixture, "employer", "lastContact", TRUE, "f e");
  g_assert_true (delete_record (fixture->store, "Delete", ANNA,
                                "interaction:01JD00000000000000000000T2", &error));
  assert_contact (fixture, "f", NULL, NULL);
  list_put (fixture, "employer", employers, 1);
  assert_contact (fixture, "e", OCTOBER, OCTOBER);

  /* many at once are counted at the end */
  g_assert_true (naru_store_begin_bulk (fixture->store, &error));
  put_talk (fixture, "t4", EMPLOYER_F, "call", DECEMBER);
  g_assert_true (naru_store_end_bulk (fixture->store, &error));
  assert_contact (fixture, "f", DECEMBER, DECEMBER);
  put_talk (fixture, "t5", EMPLOYER_E, "call", DECEMBER);
  assert_contact (fixture, "e", DECEMBER, DECEMBER);
  store_fixture_assert_sound (fixture);
}

static void
test_json (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (NaruQuery) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  naru_query_add_filter (query, "state", NARU_FILTER_IS, "active\x1fnew");
  naru_query_add_filter (query, "region", NARU_FILTER_EMPTY, NULL);
  naru_query_set_search (query, "김 \"민");
  naru_query_set_order (query, "registeredOn", TRUE);
  json = naru_query_to_json (query);
  back = naru_query_new_from_json (json, &error);
  g_assert_no_error (error);
  again = naru_query_to_json (back);
  g_assert_cmpstr (again, ==, json);
  g_assert_null (naru_query_new_from_json ("{\"type\":\"dragon\"}", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (naru_query_new_from_json (
      "{\"type\":\"staff\",\"filters\":[{\"field\":\"x\",\"op\":\"y\"}]}", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (naru_query_new_from_json ("{", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_JSON);
}

static void
assert_count (StoreFixture *fixture, const NaruCondition *conditions, gsize n_conditions,
              gint64 count)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (
      naru_store_count_meeting (fixture->store, "jobseeker", conditions, n_conditions, &error), ==,
      count);
  g_assert_no_error (error);
}

static void
test_meeting (StoreFixture *fixture, gconstpointer data)
{
  const char *const youth[] = { "youth", NULL };
  const char *const jobs[] = { "5120", "5131", NULL };
  const char *const active[] = { "active", NULL };
  const NaruCondition both[] = { { "groups", youth }, { "state", active } };
  const NaruCondition job[] = { { "occupations", jobs } };
  const NaruCondition wrong[] = { { "note", jobs } };
  g_autoptr (GError) error = NULL;

  assert_count (fixture, NULL, 0, 5);
  assert_count (fixture, both, 1, 2);
  assert_count (fixture, both, 2, 2);
  assert_count (fixture, job, 1, 2);
  g_assert_true (set_field (fixture->store, "Close", ANNA, NARU_WRITE_DEFAULT,
                            "jobseeker:01JD00000000000000000000DA", "state", "closed", &error));
  assert_count (fixture, both, 2, 1);
  g_assert_true (delete_record (fixture->store, "Delete", ANNA,
                                "jobseeker:01JD00000000000000000000NA", &error));
  assert_count (fixture, both, 2, 0);
  assert_count (fixture, both, 1, 1);
  g_assert_cmpint (naru_store_count_meeting (fixture->store, "jobseeker", wrong, 1, &error), ==,
                   -1);
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
}

/* One line adds a field. The program of before runs as a process of its own, as it would. */
static NaruField raft_fields[] = {
  { "name", NARU_KIND_TEXT, "Name", NARU_FIELD_INDEXED | NARU_FIELD_NAME, 1 },
  { "length", NARU_KIND_NUMBER, "Length", NARU_FIELD_INDEXED, 1 },
  { "tags", NARU_KIND_SET, "Tags", NARU_FIELD_INDEXED, 1 },
  { "story", NARU_KIND_LONG_TEXT, "Story", NARU_FIELD_SEARCH, 1 },
  { "mark", NARU_KIND_TEXT, "Mark", NARU_FIELD_NAME, 1 },
  { NULL },
};

static const NaruRecordType raft = {
  "raft",
  "Raft",
  "Rafts",
  1,
  NARU_CIRCLE_COMMON,
  NARU_ROLE_STAFF,
  NARU_ROLE_STAFF,
  .title = "name",
  .retention = "always",
  .fields = raft_fields,
};

#define BEFORE "--before"

static int
run_before (const char *profile)
{
  const ListRecord rafts[] = {
    { "r1",
      { "name", "긴 배", "length", "20", "tags", "wood", "story", "강을 건너다", "mark",
        "NX-77" } },
    { "r2", { "name", "짧은 배", "length", "3" } },
  };
  StoreFixture fixture = { NULL, (char *) profile, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("raft");

  for (gsize i = 1; raft_fields[i].name != NULL; i++)
    raft_fields[i].flags = 0;
  naru_record_type_add (&raft);
  store_fixture_reopen (&fixture);
  list_put (&fixture, "raft", rafts, G_N_ELEMENTS (rafts));
  naru_query_add_filter (query, "length", NARU_FILTER_BELOW, "10");
  g_assert_null (naru_store_list (fixture.store, query, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  assert_search (&fixture, "raft", "nx77", "");
  assert_search (&fixture, "raft", "건너", "");
  store_fixture_close (&fixture);
  return 0;
}

static char *own_path;

static void
test_new_field (StoreFixture *fixture, gconstpointer data)
{
  char *profile = g_build_filename (fixture->folder, "before", NULL);
  char *const arguments[] = { own_path, (char *) BEFORE, profile, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("raft");
  g_autoptr (NaruQuery) tagged = naru_query_new ("raft");
  int status = -1;

  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));

  g_free (fixture->profile);
  fixture->profile = profile;
  store_fixture_reopen (fixture);
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  naru_query_add_filter (query, "length", NARU_FILTER_BELOW, "10");
  assert_list (fixture, query, "r2");
  assert_order (fixture, "raft", "length", FALSE, "r2 r1");
  naru_query_add_filter (tagged, "tags", NARU_FILTER_HAS, "wood");
  assert_list (fixture, tagged, "r1");
  assert_search (fixture, "raft", "nx77", "r1");
  assert_search (fixture, "raft", "건너", "r1");
  store_fixture_assert_sound (fixture);
}

static void
test_verify (StoreFixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE list_jobseeker SET state = 'closed' WHERE number = (SELECT min(number) FROM "
    "list_jobseeker)",
    "DELETE FROM names WHERE number = (SELECT min(number) FROM list_jobseeker)",
    "INSERT INTO names (number, type, text) VALUES (99999, 'jobseeker', 'ghost')",
    "UPDATE list_jobseeker SET lastContact_ = '2026-01-01T00:00:00Z'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *file = store_fixture_file (fixture);

      run_sql (file, damages[i]);
      naru_store_verify (fixture->store, &problems, NULL);
      g_assert_nonnull (problems);
      g_assert_cmpuint (problems->len, >, 0);
      g_assert_true (naru_store_reindex (fixture->store, NULL, NULL, NULL, &error));
      store_fixture_assert_sound (fixture);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], BEFORE))
    return run_before (argv[2]);
  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  naru_record_type_add (&raft);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/list/" path, StoreFixture, NULL, set_up, func, store_fixture_tear_down)
  ADD ("orders-as-people-read", test_order);
  ADD ("keeps-what-the-filters-say", test_filters);
  ADD ("refuses-what-has-no-column", test_refused);
  ADD ("find-reads-fields-without-a-column", test_find);
  ADD ("computes-columns-from-other-records", test_computed);
  ADD ("the-latest-contact-follows-the-conversations", test_latest);
  ADD ("a-saved-view-comes-back-as-it-was", test_json);
  ADD ("counts-who-meets-conditions-and-follows-edits", test_meeting);
  ADD ("a-new-field-comes-to-a-store-in-use", test_new_field);
  ADD ("verify-finds-derived-rows-that-differ", test_verify);
  return g_test_run ();
}
