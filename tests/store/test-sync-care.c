/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What synchronisation does besides documents: history, attachments, places, servers that lost something, branches. */
#include <string.h>

#include "fake-server.h"
#include "naru-erasure.h"
#include "naru-store-sync-private.h"
#include "store-fixture.h"

#define NOTICED "2026-11-28T21:00:00Z"
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

typedef struct
{
  StoreFixture first;
  StoreFixture second;
  FakeServer *server;
  FakeDesk a;
  FakeDesk b;
} SyncFixture;

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->first, NULL);
  store_fixture_set_up (&fixture->second, NULL);
  fixture->server = fake_server_new ();
  fixture->a = (FakeDesk){ fixture->first.store, fixture->server, "employers", ANNA, 100 };
  fixture->b = (FakeDesk){ fixture->second.store, fixture->server, "employers", BERT, 100 };
}

static void
tear_down (SyncFixture *fixture, gconstpointer data)
{
  store_fixture_assert_sound (&fixture->first);
  store_fixture_assert_sound (&fixture->second);
  store_fixture_tear_down (&fixture->first, NULL);
  store_fixture_tear_down (&fixture->second, NULL);
  fake_server_free (fixture->server);
}

static void
edit (FakeDesk *desk, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  set_field (desk->store, "Edit", desk->author, NARU_WRITE_DEFAULT, id, field, value, &error);
  g_assert_no_error (error);
}

static void
share (SyncFixture *fixture, const char *id)
{
  g_autoptr (NaruRecord) employer = make_employer (id, "Harbour");
  g_autoptr (GError) error = NULL;

  put (fixture->a.store, "Make", ANNA, NARU_WRITE_DEFAULT, employer, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
}

static void
test_log (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) outgoing = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NaruPushRow));
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  const NaruChange *latest;

  share (fixture, HARBOUR);
  edit (&fixture->a, HARBOUR, "phone", "02-1");
  outgoing = naru_store_prepare_push_log (fixture->a.store, "employers", 100, NULL, NULL);
  g_assert_cmpuint (outgoing->len, ==, 2);
  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *each = g_ptr_array_index (outgoing, i);
      NaruPushRow row = { each->id, i == 0 ? NARU_PUSH_STORED : NARU_PUSH_CLASHED, "1-a", NULL };
      NaruRemoteDocument document = { .id = each->id, .rev = (char *) "1-a", .body = each->body };
      g_autoptr (NaruRecord) change = naru_record_new_from_text (each->id, each->body, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (naru_record_check (change, "2026-11-22", &error));
      g_array_append_val (rows, row);
      g_array_append_val (documents, document);
    }
  /* twice, as when it is opened twice */
  naru_store_take_in_log (fixture->b.store, (NaruRemoteDocument *) documents->data, documents->len,
                          NULL);
  naru_store_take_in_log (fixture->b.store, (NaruRemoteDocument *) documents->data, documents->len,
                          NULL);
  history = naru_store_get_history (fixture->b.store, HARBOUR, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  latest = g_ptr_array_index (history, 0);
  g_assert_cmpstr (latest->field, ==, "phone");
  g_assert_cmpstr (latest->to, ==, "\"02-1\"");
  g_assert_cmpstr (latest->author, ==, ANNA);

  naru_store_settle_push_log (fixture->a.store, (NaruPushRow *) rows->data, rows->len, NULL);
  rest = naru_store_prepare_push_log (fixture->a.store, "employers", 100, NULL, NULL);
  g_assert_cmpuint (rest->len, ==, 0);
}

static gboolean
forget_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_forget (transaction, data, error);
}

/* A person is erased at one desk while another desk writes a new number of hers: no desk keeps either, nor what the history
 * told, not even from a companion database that has not forgotten yet; the server is to forget it. */
static void
test_erasure (SyncFixture *fixture, gconstpointer data)
{
  const char *yoo = "contact:01JD0000000000000000000Y00";
  NaruWriteInfo info = { "Erase", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (NaruRecord) contact = naru_record_new (naru_record_type_find ("contact"), yoo);
  g_autoptr (NaruRecord) erased = NULL;
  g_autoptr (GPtrArray) outgoing = NULL;
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_auto (GStrv) tasks = NULL;
  g_autoptr (GError) error = NULL;

  share (fixture, HARBOUR);
  g_assert_true (naru_record_set (contact, "name", "Yoo", NULL)
                 && naru_record_set (contact, "phone", "02-1", NULL)
                 && naru_record_set (contact, "employer", HARBOUR, NULL));
  put (fixture->a.store, "Make", ANNA, NARU_WRITE_DEFAULT, contact, &error);
  g_assert_no_error (error);
  outgoing = naru_store_prepare_push_log (fixture->a.store, "employers", 100, NULL, NULL);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  edit (&fixture->b, yoo, "phone", "02-9");
  edit (&fixture->b, yoo, "function", "Director");

  erased = naru_store_get (fixture->a.store, yoo, NULL);
  g_assert_true (naru_record_set (erased, "name", "Erased person", NULL)
                 && naru_record_set (erased, "phone", NULL, NULL)
                 && naru_erasure_note (erased, NARU_ERASED_ALL, "2026-12-31T10:00:00Z", NULL));
  put (fixture->a.store, "Erase", ANNA, NARU_WRITE_DEFAULT, erased, &error);
  g_assert_no_error (error);
  naru_store_write (fixture->a.store, &info, forget_cb, (gpointer) yoo, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  fake_desk_sync (&fixture->a);
  for (FakeDesk *desk = &fixture->a;; desk = &fixture->b)
    {
      assert_field (desk->store, yoo, "name", "Erased person");
      assert_field (desk->store, yoo, "phone", NULL);
      assert_field (desk->store, yoo, "function", "Director");
      g_assert_cmpint (ask (desk->store, "SELECT count(*) FROM document WHERE type = 'conflict'"),
                       ==, 0);
      g_assert_cmpint (ask (desk->store, "SELECT count(*) FROM change WHERE \"to\" LIKE '%02-%'"),
                       ==, 0);
      if (desk == &fixture->b)
        break;
    }
  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *each = g_ptr_array_index (outgoing, i);
      NaruRemoteDocument document
          = { each->id, (char *) "1-a", FALSE, each->body, NARU_REMOTE_UNASKED };

      g_array_append_val (documents, document);
    }
  naru_store_take_in_log (fixture->b.store, (NaruRemoteDocument *) documents->data, documents->len,
                          NULL);
  g_assert_cmpint (ask (fixture->b.store, "SELECT count(*) FROM change WHERE \"to\" LIKE '%02-%'"),
                   ==, 0);
  tasks = naru_store_list_erasures (fixture->b.store, "employers", NULL);
  g_assert_cmpstr (tasks[0], ==, yoo);
  g_assert_cmpstr (tasks[1], ==, NARU_ERASED_ALL);
  g_assert_true (naru_store_settle_erasure (fixture->b.store, yoo, NULL));
}

static gboolean
put_blob_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *digest = naru_transaction_put_blob (transaction, data, error);

  g_assert_cmpstr (digest, ==, HELLO);
  return digest != NULL;
}

static void
test_blobs (SyncFixture *fixture, gconstpointer data)
{
  const char *talk_id = "interaction:01JD0000000000000000000TAK";
  NaruWriteInfo info = { "Attach", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5);
  g_autoptr (NaruRecord) talk = make_interaction (talk_id, HARBOUR, "Called");
  g_autoptr (GPtrArray) outgoing = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  const NaruOutgoing *piece;
  NaruPushRow row = { .outcome = NARU_PUSH_STORED, .rev = "1-a" };

  share (fixture, HARBOUR);
  naru_store_write (fixture->a.store, &info, put_blob_cb, hello, &error);
  g_assert_no_error (error);
  naru_record_set_json (talk, "attachments", "[{\"digest\":\"" HELLO "\",\"name\":\"hello.txt\"}]",
                        &error);
  g_assert_no_error (error);
  put (fixture->a.store, "Log", ANNA, NARU_WRITE_DEFAULT, talk, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  missing = naru_store_list_missing_blobs (fixture->b.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (missing, 0), ==, HELLO);

  outgoing = naru_store_prepare_push_blobs (fixture->a.store, "employers", ANNA, NOON, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outgoing->len, ==, 1);
  piece = g_ptr_array_index (outgoing, 0);
  fake_server_put (fixture->server, piece->id, piece->body, NULL, FALSE);
  row.id = piece->id;
  naru_store_settle_push_blobs (fixture->a.store, "employers", &row, 1, &error);
  g_assert_no_error (error);
  rest = naru_store_prepare_push_blobs (fixture->a.store, "employers", ANNA, NOON, 10, &error);
  g_assert_cmpuint (rest->len, ==, 0);

  fake_desk_pull (&fixture->b, NULL);
  found = naru_store_get_blob (fixture->b.store, HELLO, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, hello));
}

static void
settle_blob (FakeDesk *desk, const NaruOutgoing *piece)
{
  NaruPushRow row = { piece->id, NARU_PUSH_STORED, "1-a", NULL };

  g_assert_true (naru_store_settle_push_blobs (desk->store, "employers", &row, 1, NULL));
}

static void
settle_log (FakeDesk *desk)
{
  g_autoptr (GPtrArray) outgoing
      = naru_store_prepare_push_log (desk->store, "employers", 100, NULL, NULL);

  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *each = g_ptr_array_index (outgoing, i);
      NaruPushRow row = { each->id, NARU_PUSH_STORED, "1-a", NULL };

      g_assert_true (naru_store_settle_push_log (desk->store, &row, 1, NULL));
    }
}

static guint
count_outgoing (FakeDesk *desk)
{
  g_autoptr (GPtrArray) blobs
      = naru_store_prepare_push_blobs (desk->store, "employers", ANNA, NOON, 10, NULL);
  g_autoptr (GPtrArray) log
      = naru_store_prepare_push_log (desk->store, "employers", 100, NULL, NULL);

  return blobs->len * 100 + log->len;
}

/* A database that was made anew has lost the history and the attachments of a record with it. Those of others are not sent. */
static void
test_belongings (SyncFixture *fixture, gconstpointer data)
{
  const char *lost_id = "interaction:01JD0000000000000000000TAK";
  const char *const ids[] = { lost_id, NULL };
  NaruWriteInfo info = { "Attach", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5);
  g_autoptr (NaruRecord) talk = make_interaction (lost_id, HARBOUR, "Called");
  g_autoptr (GPtrArray) blobs = NULL;
  guint lost = 0, removed = 0;

  share (fixture, HARBOUR);
  g_assert_true (naru_store_write (fixture->a.store, &info, put_blob_cb, hello, NULL));
  g_assert_true (naru_record_set_json (
      talk, "attachments", "[{\"digest\":\"" HELLO "\",\"name\":\"hello.txt\"}]", NULL));
  g_assert_true (put (fixture->a.store, "Log", ANNA, NARU_WRITE_DEFAULT, talk, NULL));
  fake_desk_sync (&fixture->a);
  blobs = naru_store_prepare_push_blobs (fixture->a.store, "employers", ANNA, NOON, 10, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);
  settle_blob (&fixture->a, g_ptr_array_index (blobs, 0));
  settle_log (&fixture->a);
  g_assert_cmpuint (count_outgoing (&fixture->a), ==, 0);

  g_assert_true (
      naru_store_forget_missing (fixture->a.store, ids, 0, NOTICED, &lost, &removed, NULL));
  g_assert_cmpuint (lost, ==, 1);
  g_assert_cmpuint (count_outgoing (&fixture->a), ==, 0);
  g_assert_true (naru_store_send_again (fixture->a.store, NULL, NULL));
  g_assert_cmpuint (count_outgoing (&fixture->a), ==, 101);
}

static void
test_leave (SyncFixture *fixture, gconstpointer data)
{
  const char *places[] = { "employers", NULL };
  g_autoptr (GPtrArray) sealed = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  guint n_removed = 0, n_sealed = 0;

  share (fixture, HARBOUR);
  share (fixture, BAKERY);
  edit (&fixture->a, BAKERY, "phone", "02-1");
  naru_store_leave_place (fixture->a.store, "employers", NOON, &n_removed, &n_sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_cmpuint (n_sealed, ==, 1);
  g_assert_cmpint (naru_store_count_type (fixture->a.store, "employer"), ==, 0);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM names"), ==, 0);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM command_record"), ==, 0);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM outbox"), ==, 0);
  history = naru_store_get_history (fixture->a.store, HARBOUR, NULL);
  g_assert_cmpuint (history->len, ==, 0);
  sealed = naru_store_list_sealed (fixture->a.store, &error);
  g_assert_cmpuint (sealed->len, ==, 1);
  g_assert_nonnull (strstr (((NaruSealed *) g_ptr_array_index (sealed, 0))->body, "02-1"));

  /* the access comes back */
  naru_store_assign_places (fixture->a.store, places, &error);
  g_assert_no_error (error);
  naru_store_derive_stale (fixture->a.store, NULL, NULL, NULL, &error);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  g_assert_cmpint (naru_store_count_type (fixture->a.store, "employer"), ==, 2);
  assert_field (fixture->b.store, BAKERY, "phone", "02-1");
}

static void
test_reconcile (SyncFixture *fixture, gconstpointer data)
{
  NaruRemoteDocument summary[1];
  g_autoptr (GPtrArray) fetch = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *noticed = NULL;
  guint lost = 0, removed = 0;

  /* one made here, one at the other desk, which the server has both lost; a third that only the server has */
  share (fixture, HARBOUR);
  summary[0] = (NaruRemoteDocument){ .id = (char *) BAKERY, .rev = (char *) "1-a" };
  naru_store_reconcile (fixture->a.store, "employers", summary, 1, &fetch, &missing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fetch->len, ==, 1);
  g_assert_cmpstr (((NaruRevision *) g_ptr_array_index (fetch, 0))->id, ==, BAKERY);
  g_assert_cmpuint (missing->len, ==, 1);
  g_ptr_array_add (missing, NULL);

  naru_store_forget_missing (fixture->a.store, (const char *const *) missing->pdata, 0, NOTICED,
                             &lost, &removed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lost, ==, 1);
  g_assert_cmpint (naru_store_count_unsent (fixture->a.store, "employers"), ==, 1);
  g_assert_cmpint (naru_store_count_lost (fixture->a.store, &noticed), ==, 1);
  g_assert_cmpstr (noticed, ==, NOTICED);
  naru_store_forget_missing (fixture->b.store, (const char *const *) missing->pdata, 0, NOTICED,
                             &lost, &removed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_null (naru_store_get (fixture->b.store, HARBOUR, NULL));

  g_ptr_array_set_size (fixture->server->documents, 0);
  fake_desk_push (&fixture->a);
  g_assert_cmpuint (fixture->server->documents->len, ==, 0);
  naru_store_send_again (fixture->a.store, NULL, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  assert_field (fixture->b.store, HARBOUR, "name", "Harbour");
}

static void
test_differs (SyncFixture *fixture, gconstpointer data)
{
  NaruRemoteDocument summary = { .id = (char *) HARBOUR, .rev = (char *) "1-z" };
  g_autoptr (GPtrArray) fetch = NULL;
  g_autoptr (GPtrArray) missing = NULL;

  share (fixture, HARBOUR);
  g_assert_true (
      naru_store_reconcile (fixture->a.store, "employers", &summary, 1, &fetch, &missing, NULL));
  g_assert_cmpuint (fetch->len, ==, 1);
  g_assert_cmpstr (((NaruRevision *) g_ptr_array_index (fetch, 0))->rev, ==, "1-z");
  g_assert_cmpuint (missing->len, ==, 0);
}

static void
test_branch (SyncFixture *fixture, gconstpointer data)
{
  const FakeDocument *document;
  g_autofree char *base = NULL;
  g_autofree char *winner = NULL;
  g_autofree char *loser = NULL;
  NaruJsonEdit edits[] = { { "email", "\"a@example.org\"" }, { "phone", "\"02-0\"" } };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ready = FALSE, changed = FALSE;

  share (fixture, HARBOUR);
  document = fake_server_get (fixture->server, HARBOUR);
  base = g_strdup (document->body);
  loser = naru_json_splice (base, edits, G_N_ELEMENTS (edits));
  edit (&fixture->a, HARBOUR, "phone", "02-1");
  fake_desk_sync (&fixture->a);
  winner = g_strdup (document->rev);

  naru_store_merge_branch (fixture->a.store, "employers", HARBOUR, winner, base, loser, ANNA, NOON,
                           &ready, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (ready && changed);
  assert_field (fixture->a.store, HARBOUR, "email", "a@example.org");
  assert_field (fixture->a.store, HARBOUR, "phone", "02-1");
  conflicts = naru_store_list_conflicts (fixture->a.store, HARBOUR, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  /* edited and not sent: it is tried again later */
  naru_store_merge_branch (fixture->a.store, "employers", HARBOUR, winner, base, loser, ANNA, NOON,
                           &ready, &changed, &error);
  g_assert_false (ready);
  fake_desk_sync (&fixture->a);
  naru_store_merge_branch (fixture->a.store, "employers", HARBOUR, document->rev, base, loser, ANNA,
                           NOON, &ready, &changed, &error);
  g_assert_true (ready);
  g_assert_false (changed);
}

static NaruRecord *
make (const char *id, const char *field, const char *value, const char *second,
      const char *second_value)
{
  g_autofree char *type = g_strndup (id, strcspn (id, ":"));
  NaruRecord *record = naru_record_new (naru_record_type_find (type), id);

  g_assert_true (naru_record_set (record, field, value, NULL));
  g_assert_true (naru_record_set (record, second, second_value, NULL));
  return record;
}

static void
test_places (SyncFixture *fixture, gconstpointer data)
{
  const char *places[] = { "common", "employers", "cases-north", "cases-south", NULL };
  NaruStore *store = fixture->a.store;
  g_autoptr (NaruRecord) team
      = make ("team:01JD0000000000000000000TEA", "name", "South", "code", "South");
  g_autoptr (NaruRecord) person
      = make ("jobseeker:01JD0000000000000000000JBS", "name", "Min", "state", "active");
  g_autoptr (NaruRecord) plan = make ("plan:01JD0000000000000000000PPP", "jobseeker",
                                      "jobseeker:01JD0000000000000000000JBS", "state", "draft");
  g_autoptr (NaruRecord) other
      = make ("jobseeker:01JD0000000000000000000JBT", "name", "Sun", "state", "active");
  g_autoptr (GPtrArray) unsent = NULL;
  NaruRecord *all[] = { team, person, plan, other };
  g_autoptr (GError) error = NULL;

  naru_record_set (person, "team", "team:01JD0000000000000000000TEA", &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      put (store, "Make", ANNA, NARU_WRITE_DEFAULT, all[i], &error);
      g_assert_no_error (error);
    }
  naru_store_assign_places (store, places, &error);
  g_assert_no_error (error);
  g_assert_cmpint (naru_store_count_unsent (store, "common"), ==, 1);
  /* the plan goes where its person is; who has no team goes to the first place */
  g_assert_cmpint (naru_store_count_unsent (store, "cases-south"), ==, 2);
  g_assert_cmpint (naru_store_count_unsent (store, "cases-north"), ==, 1);
}

#define CONFLICT(values, state) "{\"values\":[" values "],\"state\":\"" state "\"}"
#define BOTH "{\"id\":\"a\"},{\"id\":\"b\"}"

static void
test_settled (SyncFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *mine, *theirs, *state;
  } cases[] = {
    { CONFLICT (BOTH, "settled"), CONFLICT (BOTH, "settled"), "settled" },
    { CONFLICT (BOTH, "settled"), CONFLICT ("{\"id\":\"a\"}", "settled"), "settled" },
    { CONFLICT ("{\"id\":\"b\"}", "settled"), CONFLICT ("{\"id\":\"a\"}", "settled"), "open" },
    /* the other desk has found it anew, and may have overruled what was chosen */
    { CONFLICT (BOTH, "settled"), CONFLICT (BOTH, "open"), "open" },
    { CONFLICT (BOTH, "open"), CONFLICT (BOTH, "settled"), "open" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *merged = naru_conflicts_reopen (cases[i].mine, cases[i].theirs,
                                                       g_strdup (CONFLICT (BOTH, "settled")));
      g_autofree char *state = naru_json_span_dup_string (
          naru_json_span_member (naru_json_span (merged, -1), "state"));

      g_assert_cmpstr (state, ==, cases[i].state);
    }
}

/* Settled at both desks and come up anew at both: a value that both come from is gone at one of them. */
static void
test_unsettled (SyncFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *mine, *theirs, *merged, *values;
  } cases[] = {
    { CONFLICT ("{\"id\":\"a\"},{\"id\":\"c\"}", "open"),
      CONFLICT ("{\"id\":\"c\"},{\"id\":\"d\"}", "open"),
      CONFLICT ("{\"id\":\"c\"},{\"id\":\"d\"}", "open"),
      "[{\"id\":\"c\"},{\"id\":\"d\"},{\"id\":\"a\"}]" },
    { CONFLICT ("{\"id\":\"a\"}", "open"), CONFLICT (BOTH, "settled"),
      CONFLICT ("{\"id\":\"b\"}", "settled"), "[{\"id\":\"b\"},{\"id\":\"a\"}]" },
    /* what was settled comes back by nothing */
    { CONFLICT (BOTH, "settled"), CONFLICT ("{\"id\":\"c\"}", "open"),
      CONFLICT ("{\"id\":\"c\"}", "open"), "[{\"id\":\"c\"}]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint swapped = 0; swapped < 2; swapped++)
      {
        g_autofree char *merged = naru_conflicts_reopen (swapped ? cases[i].theirs : cases[i].mine,
                                                         swapped ? cases[i].mine : cases[i].theirs,
                                                         g_strdup (cases[i].merged));
        NaruJsonSpan span = naru_json_span (merged, -1);
        g_autofree char *values = naru_json_span_dup (naru_json_span_member (span, "values"));
        g_autofree char *state = naru_json_span_dup_string (naru_json_span_member (span, "state"));

        g_assert_cmpstr (values, ==, cases[i].values);
        g_assert_cmpstr (state, ==, "open");
      }
}

static void
test_many (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) page = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      NaruRemoteDocument document = { .rev = (char *) "1-a" };

      g_ptr_array_add (texts,
                       document.id = g_strdup_printf ("employer:01JD00000000000000000%05u", i));
      g_ptr_array_add (texts, document.body = g_strdup_printf (
                                  "{\"type\":\"employer\",\"schema\":1,\"name\":\"Employer %u\","
                                  "\"createdBy\":\"" ANNA "\",\"createdAt\":\"" NOON "\","
                                  "\"modifiedBy\":\"" ANNA "\",\"modifiedAt\":\"" NOON "\"}",
                                  i));
      g_array_append_val (page, document);
    }
  naru_store_take_in (fixture->a.store, "employers", (NaruRemoteDocument *) page->data, page->len,
                      NULL, ANNA, NOON, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.added, ==, 1000);
  naru_store_derive_stale (fixture->a.store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM list_employer"), ==, 1000);
}

#define ADD(path, func) g_test_add ("/store/sync/" path, SyncFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("history-travels-once", test_log);
  ADD ("who-is-erased-at-one-desk-is-gone-at-all", test_erasure);
  ADD ("attachments-follow-their-record", test_blobs);
  ADD ("what-is-sent-again-goes-with-history-and-attachments", test_belongings);
  ADD ("leaving-a-place-removes-what-was-sent-and-seals-the-rest", test_leave);
  ADD ("a-server-made-anew-gets-what-was-written-here", test_reconcile);
  ADD ("what-differs-on-the-server-is-to-be-fetched", test_differs);
  ADD ("a-branch-is-merged-before-its-loser-may-go", test_branch);
  ADD ("a-document-goes-where-its-team-is", test_places);
  ADD ("a-choice-holds-where-all-values-were-seen", test_settled);
  ADD ("what-is-open-at-one-desk-stays-to-be-settled", test_unsettled);
  ADD ("a-page-of-many-is-derived-afterwards", test_many);
  return g_test_run ();
}
