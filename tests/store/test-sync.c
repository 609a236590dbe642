/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two desks and a server: what each of them ends up with. */
#include <string.h>

#include "fake-server.h"
#include "naru-store-private.h"
#include "store-fixture.h"

#define EVENING "2026-11-22T18:00:00+09:00"

typedef struct
{
  StoreFixture first;
  StoreFixture second;
  FakeServer *server;
  FakeDesk a;
  FakeDesk b;
} SyncFixture;

static void
use_stores (SyncFixture *fixture)
{
  fixture->a.store = fixture->first.store;
  fixture->b.store = fixture->second.store;
}

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->first, NULL);
  store_fixture_set_up (&fixture->second, NULL);
  fixture->server = fake_server_new ();
  fixture->a = (FakeDesk){ NULL, fixture->server, "employers", ANNA, 100 };
  fixture->b = (FakeDesk){ NULL, fixture->server, "employers", BERT, 100 };
  use_stores (fixture);
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
make_harbour (FakeDesk *desk)
{
  g_autoptr (NaruRecord) employer = make_employer (HARBOUR, "Harbour");
  g_autoptr (GError) error = NULL;

  put (desk->store, "Make", desk->author, NARU_WRITE_DEFAULT, employer, &error);
  g_assert_no_error (error);
}

static void
edit (FakeDesk *desk, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  set_field (desk->store, "Edit", desk->author, NARU_WRITE_DEFAULT, HARBOUR, field, value, &error);
  g_assert_no_error (error);
}

static void
erase (FakeDesk *desk)
{
  g_autoptr (GError) error = NULL;

  delete_record (desk->store, "Delete", desk->author, HARBOUR, &error);
  g_assert_no_error (error);
}

static NaruSyncState
get_sync (FakeDesk *desk)
{
  g_autoptr (NaruDocumentState) state = naru_store_get_state (desk->store, HARBOUR, NULL);

  return state->sync;
}

static gboolean
is_deleted (FakeDesk *desk)
{
  g_autoptr (NaruDocumentState) state = naru_store_get_state (desk->store, HARBOUR, NULL);

  return state->deleted;
}

/* Both have it, and nobody has edited it since. */
static void
share (SyncFixture *fixture)
{
  make_harbour (&fixture->a);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
}

static void
sync_both (SyncFixture *fixture)
{
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
  fake_desk_sync (&fixture->a);
  fake_desk_sync (&fixture->b);
}

static void
test_travels (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) here = NULL;
  g_autoptr (NaruRecord) there = NULL;

  make_harbour (&fixture->a);
  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_ONLY_HERE);
  g_assert_cmpint (naru_store_count_unsent (fixture->a.store, NULL), ==, 1);
  fake_desk_sync (&fixture->a);
  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_SENT);
  g_assert_cmpint (naru_store_count_unsent (fixture->a.store, NULL), ==, 0);

  fake_desk_sync (&fixture->b);
  here = naru_store_get (fixture->a.store, HARBOUR, NULL);
  there = naru_store_get (fixture->b.store, HARBOUR, NULL);
  g_assert_cmpstr (naru_record_get_text (here), ==, naru_record_get_text (there));
  g_assert_cmpint (get_sync (&fixture->b), ==, NARU_SYNC_SENT);
}

static void
test_different_fields (SyncFixture *fixture, gconstpointer data)
{
  share (fixture);
  edit (&fixture->a, "phone", "02-1");
  edit (&fixture->b, "website", "example.org");
  sync_both (fixture);
  for (FakeDesk *desk = &fixture->a; desk <= &fixture->b; desk++)
    {
      g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (desk->store, NULL, NULL);

      assert_field (desk->store, HARBOUR, "phone", "02-1");
      assert_field (desk->store, HARBOUR, "website", "example.org");
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

static void
test_same_field (SyncFixture *fixture, gconstpointer data)
{
  share (fixture);
  edit (&fixture->a, "phone", "02-1");
  edit (&fixture->b, "phone", "02-2");
  sync_both (fixture);
  for (FakeDesk *desk = &fixture->a; desk <= &fixture->b; desk++)
    {
      g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (desk->store, HARBOUR, NULL);
      const NaruConflict *conflict;

      /* the higher one, on both */
      assert_field (desk->store, HARBOUR, "phone", "02-2");
      g_assert_cmpuint (conflicts->len, ==, 1);
      conflict = g_ptr_array_index (conflicts, 0);
      g_assert_cmpstr (conflict->record, ==, HARBOUR);
      g_assert_cmpstr (conflict->field, ==, "phone");
      g_assert_cmpuint (conflict->values->len, ==, 2);
      for (guint i = 0; i < conflict->values->len; i++)
        {
          const NaruConflictValue *value = g_ptr_array_index (conflict->values, i);
          gboolean higher = strcmp (value->value, "\"02-2\"") == 0;

          g_assert_true (higher || strcmp (value->value, "\"02-1\"") == 0);
          g_assert_cmpstr (value->author, ==, higher ? BERT : ANNA);
          g_assert_cmpint (value->is_current, ==, higher);
        }
      g_assert_cmpint (get_sync (desk), ==, NARU_SYNC_CONFLICT);
    }
}

static void
test_third_value (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  share (fixture);
  edit (&fixture->a, "phone", "02-1");
  edit (&fixture->b, "phone", "02-2");
  fake_desk_sync (&fixture->a);
  edit (&fixture->a, "phone", "02-3");
  fake_desk_sync (&fixture->b);
  sync_both (fixture);
  conflicts = naru_store_list_conflicts (fixture->a.store, HARBOUR, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpuint (((NaruConflict *) g_ptr_array_index (conflicts, 0))->values->len, >=, 2);
}

static void
test_lost_response (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  const NaruOutgoing *sent;
  const NaruOutgoing *again;

  share (fixture);
  edit (&fixture->a, "phone", "02-1");
  first = fake_desk_prepare (&fixture->a);
  sent = g_ptr_array_index (first, 0);
  g_assert_nonnull (fake_server_put (fixture->server, sent->id, sent->body, sent->base_rev, FALSE));

  /* the answer never came, and the field was edited again meanwhile: a lower value, so that a clash would keep the other */
  edit (&fixture->a, "phone", "01-0");
  store_fixture_reopen (&fixture->first);
  use_stores (fixture);
  second = fake_desk_prepare (&fixture->a);
  g_assert_cmpuint (second->len, ==, 1);
  again = g_ptr_array_index (second, 0);
  g_assert_cmpstr (again->body, ==, sent->body);
  g_assert_cmpstr (again->base_rev, ==, sent->base_rev);
  g_assert_null (fake_server_put (fixture->server, again->id, again->body, again->base_rev, FALSE));
  fake_desk_settle (&fixture->a, HARBOUR, NARU_PUSH_CLASHED, NULL, NULL);
  fake_desk_fetch (&fixture->a, HARBOUR);

  sync_both (fixture);
  assert_field (fixture->a.store, HARBOUR, "phone", "01-0");
  assert_field (fixture->b.store, HARBOUR, "phone", "01-0");
  conflicts = naru_store_list_conflicts (fixture->a.store, NULL, NULL);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_edit_in_flight (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) outgoing = NULL;
  const NaruOutgoing *sent;
  const char *rev;

  share (fixture);
  edit (&fixture->a, "phone", "02-1");
  outgoing = fake_desk_prepare (&fixture->a);
  sent = g_ptr_array_index (outgoing, 0);
  rev = fake_server_put (fixture->server, sent->id, sent->body, sent->base_rev, FALSE);
  edit (&fixture->a, "website", "example.org");
  fake_desk_settle (&fixture->a, HARBOUR, NARU_PUSH_STORED, rev, NULL);

  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_ONLY_HERE);
  g_assert_cmpint (naru_store_count_unsent (fixture->a.store, "employers"), ==, 1);
  sync_both (fixture);
  assert_field (fixture->b.store, HARBOUR, "phone", "02-1");
  assert_field (fixture->b.store, HARBOUR, "website", "example.org");
}

/* The one record of which a desk tells that it is there although somebody has deleted it. */
static NaruRevival *
find_revival (FakeDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revivals
      = naru_store_list_revivals (desk->store, "2026-11-01T09:00:00+09:00", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (revivals->len, <=, 1);
  return revivals->len > 0 ? g_ptr_array_steal_index (revivals, 0) : NULL;
}

static void
assert_told (FakeDesk *desk, const char *deleted_by, const char *kept_by)
{
  NaruRevival *revival = find_revival (desk);

  g_assert_nonnull (revival);
  g_assert_cmpstr (revival->record, ==, HARBOUR);
  g_assert_cmpstr (revival->deleted_by, ==, deleted_by);
  g_assert_cmpstr (revival->kept_by, ==, kept_by);
  naru_revival_free (revival);
}

static void
test_edit_beats_deletion (SyncFixture *fixture, gconstpointer data)
{
  gboolean deleted_first = GPOINTER_TO_INT (data);
  g_auto (NaruTakenIn) taken = { 0 };
  FakeDesk *last = deleted_first ? &fixture->b : &fixture->a;
  g_autoptr (GPtrArray) history = NULL;
  const NaruChange *change;

  share (fixture);
  erase (&fixture->a);
  edit (&fixture->b, "phone", "02-1");
  fake_desk_sync (deleted_first ? &fixture->a : &fixture->b);
  fake_desk_pull (last, &taken);
  g_assert_cmpuint (taken.kept->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (taken.kept, 0), ==, HARBOUR);
  sync_both (fixture);
  for (FakeDesk *desk = &fixture->a; desk <= &fixture->b; desk++)
    {
      g_assert_false (is_deleted (desk));
      assert_field (desk->store, HARBOUR, "phone", "02-1");
    }
  history = naru_store_get_history (last->store, HARBOUR, NULL);
  change = g_ptr_array_index (history, 0);
  g_assert_cmpint (naru_change_get_kind (change), ==, NARU_CHANGE_BROUGHT_BACK);
  /* whoever wrote later has the deletion in no history yet; whoever was not there when it came about sees no more than before */
  assert_told (&fixture->a, ANNA, deleted_first ? NULL : ANNA);
  if (deleted_first)
    assert_told (&fixture->b, NULL, BERT);
  else
    g_assert_null (find_revival (&fixture->b));
}

static gboolean
delete_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_delete (transaction, HARBOUR, error);
}

static void
test_told_once (SyncFixture *fixture, gconstpointer data)
{
  NaruWriteInfo later = { "Delete", ANNA, EVENING, NARU_WRITE_DEFAULT };
  g_autoptr (GError) error = NULL;
  NaruRevival *revival;

  share (fixture);
  erase (&fixture->a);
  g_assert_null (find_revival (&fixture->a));
  edit (&fixture->b, "phone", "02-1");
  sync_both (fixture);
  revival = find_revival (&fixture->a);
  g_assert_nonnull (revival);
  /* by a clock that is behind that of the history */
  naru_store_dismiss_revival (fixture->a.store, revival, "2026-11-22T09:00:00+09:00");
  g_assert_null (find_revival (&fixture->a));
  naru_store_recall_revival (fixture->a.store, HARBOUR);
  assert_told (&fixture->a, ANNA, NULL);
  naru_store_dismiss_revival (fixture->a.store, revival, "2026-11-22T09:00:00+09:00");
  naru_revival_free (revival);
  g_assert_null (find_revival (&fixture->a));

  naru_store_write (fixture->a.store, &later, delete_cb, NULL, &error);
  g_assert_no_error (error);
  edit (&fixture->b, "phone", "02-2");
  sync_both (fixture);
  assert_told (&fixture->a, ANNA, NULL);
}

static void
test_untold (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;

  share (fixture);
  erase (&fixture->a);
  undone = naru_store_undo (fixture->a.store, ANNA, NOON, &error);
  g_assert_no_error (error);
  sync_both (fixture);
  g_assert_null (find_revival (&fixture->a));
  g_assert_null (find_revival (&fixture->b));
  naru_store_derive_stale (fixture->a.store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_both_delete (SyncFixture *fixture, gconstpointer data)
{
  share (fixture);
  erase (&fixture->a);
  erase (&fixture->b);
  sync_both (fixture);
  g_assert_true (is_deleted (&fixture->a));
  g_assert_true (is_deleted (&fixture->b));
  g_assert_cmpint (naru_store_count_unsent (fixture->b.store, NULL), ==, 0);
}

static void
test_deleted_unseen (SyncFixture *fixture, gconstpointer data)
{
  make_harbour (&fixture->a);
  erase (&fixture->a);
  fake_desk_sync (&fixture->a);
  g_assert_null (fake_server_get (fixture->server, HARBOUR));
}

static void
test_refused (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) unsent = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) outgoing = NULL;
  const NaruUnsent *first;

  make_harbour (&fixture->a);
  outgoing = fake_desk_prepare (&fixture->a);
  g_assert_cmpuint (outgoing->len, ==, 1);
  fake_desk_settle (&fixture->a, HARBOUR, NARU_PUSH_REFUSED, NULL, "Only drafters may.");
  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_REFUSED);
  nothing = fake_desk_prepare (&fixture->a);
  g_assert_cmpuint (nothing->len, ==, 0);
  unsent = naru_store_list_unsent (fixture->a.store, FALSE, 10, NULL);
  first = g_ptr_array_index (unsent, 0);
  g_assert_cmpstr (first->title, ==, "Harbour");
  g_assert_cmpstr (first->reason, ==, "Only drafters may.");

  edit (&fixture->a, "phone", "02-1");
  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_ONLY_HERE);
  sync_both (fixture);
  assert_field (fixture->b.store, HARBOUR, "phone", "02-1");
}

/* What the command of one desk did goes back; what the other changed since stays, and is named with its author. */
static void
test_undo (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) bert = make_staff (BERT, "Bert");
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (NaruUndoReport) kept = NULL;
  g_autoptr (GError) error = NULL;

  share (fixture);
  put (fixture->a.store, "Make", ANNA, NARU_WRITE_NO_UNDO, bert, &error);
  g_assert_no_error (error);
  edit (&fixture->a, "phone", "02-1");
  edit (&fixture->a, "website", "one.example");
  sync_both (fixture);
  edit (&fixture->b, "website", "two.example");
  sync_both (fixture);

  kept = naru_store_undo (fixture->a.store, ANNA, EVENING, &error);
  g_assert_no_error (error);
  assert_field (fixture->a.store, HARBOUR, "website", "two.example");
  g_assert_cmpuint (kept->kept->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (kept->kept, 0), "Bert"));
  report = naru_store_undo (fixture->a.store, ANNA, EVENING, &error);
  g_assert_no_error (error);
  assert_field (fixture->a.store, HARBOUR, "phone", NULL);
  g_assert_cmpuint (report->kept->len, ==, 0);
}

static void
test_modified (SyncFixture *fixture, gconstpointer data)
{
  share (fixture);
  edit (&fixture->b, "phone", "02-1");
  sync_both (fixture);
  assert_field (fixture->a.store, HARBOUR, "modifiedBy", BERT);
  assert_field (fixture->a.store, HARBOUR, "modifiedAt", NOON);
}

/* What came from the server is kept, whatever it is, and never in the way of the rest. */
static void
test_strange (SyncFixture *fixture, gconstpointer data)
{
  static const char newer[]
      = "{\"type\":\"harvest\",\"schema\":9,  \"odd\":1.10,\"big\":12345678901234567890}";
  g_autofree char *deep = g_strnfill (70, '[');
  g_autofree char *letters = g_strnfill (100000, 'A');
  g_autofree char *long_id = g_strconcat ("employer:", letters, NULL);
  NaruRemoteDocument documents[] = {
    { (char *) "harvest:01JD0000000000000000000NEW", (char *) "1-a", FALSE, (char *) newer, 0 },
    { (char *) "nothing", (char *) "1-a", FALSE, (char *) "{}", 0 },
    { (char *) BAKERY, (char *) "1-a", FALSE, deep, 0 },
    { (char *) "employer:01JD0000000000000000000BAD", (char *) "1-a", FALSE,
      (char *) "{\"type\":\"employer\",\"name\":5}", 0 },
    { (char *) "employer:../../c2-employers", (char *) "1-a", FALSE, (char *) "{}", 0 },
    { (char *) "employer:01JD0000000000000000000/_?", (char *) "1-a", FALSE, (char *) "{}", 0 },
    { (char *) "_design/naru", (char *) "1-a", FALSE, (char *) "{}", 0 },
    { long_id, (char *) "1-a", FALSE, (char *) "{}", 0 },
  };
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GPtrArray) skipped = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  naru_store_take_in (fixture->a.store, "employers", documents, G_N_ELEMENTS (documents), NULL,
                      ANNA, NOON, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.added, ==, 2);
  g_assert_cmpuint (taken.skipped, ==, 6);
  naru_db_get_text (naru_store_get_db (fixture->a.store), &body, &error,
                    "SELECT body FROM document WHERE id LIKE 'harvest:%'", "");
  g_assert_cmpstr (body, ==, newer);
  skipped = naru_store_list_skipped (fixture->a.store, &error);
  g_assert_cmpuint (skipped->len, ==, 6);
}

static void
test_own_only_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) outgoing = NULL;
  g_auto (NaruTakenIn) taken = { 0 };

  make_harbour (&fixture->a);
  outgoing = fake_desk_prepare (&fixture->a);
  fake_server_put (fixture->server, HARBOUR,
                   ((NaruOutgoing *) g_ptr_array_index (outgoing, 0))->body, NULL, FALSE);
  /* the answer was lost, and a pull finds the document before it is sent again */
  fake_desk_pull (&fixture->a, &taken);
  g_assert_cmpint (get_sync (&fixture->a), ==, NARU_SYNC_SENT);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM journal"), ==, 0);
  g_assert_cmpint (ask (fixture->a.store, "SELECT count(*) FROM outbox"), ==, 1);
}

static void
test_older (SyncFixture *fixture, gconstpointer data)
{
  g_auto (NaruTakenIn) taken = { 0 };
  g_auto (NaruTakenIn) applied = { 0 };
  NaruRemoteDocument stale
      = { (char *) HARBOUR, (char *) "1-other", FALSE,
          (char *) "{\"type\":\"employer\",\"name\":\"Old\"}", NARU_REMOTE_UNASKED };
  NaruCheckpoint checkpoint = { .since = (char *) "\"99\"" };
  g_autoptr (NaruCheckpoint) found = NULL;

  share (fixture);
  naru_store_take_in (fixture->b.store, "employers", &stale, 1, &checkpoint, BERT, NOON, &taken,
                      NULL);
  g_assert_cmpuint (taken.older->len, ==, 1);
  assert_field (fixture->b.store, HARBOUR, "name", "Harbour");
  found = naru_store_get_checkpoint (fixture->b.store, "employers", NULL);
  g_assert_cmpstr (found->since, !=, "\"99\"");

  stale.standing = NARU_REMOTE_FOLLOWS;
  naru_store_take_in (fixture->b.store, "employers", &stale, 1, &checkpoint, BERT, NOON, &applied,
                      NULL);
  assert_field (fixture->b.store, HARBOUR, "name", "Old");
}

static void
test_set_back (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *old = NULL;
  g_autofree char *old_rev = NULL;
  NaruRemoteDocument restored;
  g_auto (NaruTakenIn) mine = { 0 };
  g_auto (NaruTakenIn) theirs = { 0 };

  share (fixture);
  old = g_strdup (fake_server_get (fixture->server, HARBOUR)->body);
  old_rev = g_strdup (fake_server_get (fixture->server, HARBOUR)->rev);
  edit (&fixture->a, "phone", "02-1");
  sync_both (fixture);

  restored = (NaruRemoteDocument){ (char *) HARBOUR, old_rev, FALSE, old, NARU_REMOTE_SET_BACK };
  naru_store_take_in (fixture->a.store, "employers", &restored, 1, NULL, ANNA, NOON, &mine, NULL);
  naru_store_take_in (fixture->b.store, "employers", &restored, 1, NULL, BERT, NOON, &theirs, NULL);
  /* who wrote it sends it again; who had read it has what the server has */
  assert_field (fixture->a.store, HARBOUR, "phone", "02-1");
  g_assert_cmpint (naru_store_count_unsent (fixture->a.store, NULL), ==, 1);
  assert_field (fixture->b.store, HARBOUR, "phone", NULL);
  g_assert_cmpint (naru_store_count_unsent (fixture->b.store, NULL), ==, 0);
}

#define ADD(path, func) ADD_WITH (path, NULL, func)
#define ADD_WITH(path, data, func)                                                                 \
  g_test_add ("/store/sync/" path, SyncFixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-document-travels-byte-by-byte", test_travels);
  ADD ("edits-of-different-fields-are-both-there", test_different_fields);
  ADD ("edits-of-one-field-are-both-kept-and-one-is-current", test_same_field);
  ADD ("a-third-value-joins-the-conflict", test_third_value);
  ADD ("a-lost-response-neither-loses-nor-doubles", test_lost_response);
  ADD ("a-document-found-on-the-server-is-settled", test_own_only_once);
  ADD ("an-edit-while-a-body-is-in-flight-is-sent-next", test_edit_in_flight);
  ADD_WITH ("an-edit-beats-a-deletion-that-came-first", GINT_TO_POINTER (TRUE),
            test_edit_beats_deletion);
  ADD_WITH ("an-edit-beats-a-deletion-that-came-later", GINT_TO_POINTER (FALSE),
            test_edit_beats_deletion);
  ADD ("a-deletion-that-gave-way-is-told-until-somebody-knows", test_told_once);
  ADD ("who-takes-a-deletion-back-is-not-told", test_untold);
  ADD ("two-deletions-are-one", test_both_delete);
  ADD ("what-the-server-never-saw-is-deleted-here-alone", test_deleted_unseen);
  ADD ("what-is-refused-waits-for-an-edit", test_refused);
  ADD ("undo-leaves-what-the-other-desk-changed", test_undo);
  ADD ("time-and-author-come-as-they-were", test_modified);
  ADD ("strange-documents-hold-up-nothing", test_strange);
  ADD ("an-older-version-is-asked-about-first", test_older);
  ADD ("a-server-that-was-set-back-gets-what-it-lost", test_set_back);
  return g_test_run ();
}
