/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What users of comparable programs have met: each failure that was reported of one of them, provoked here. Every test ends with
 * all desks and the server agreeing and no word lost. */
#include <sqlite3.h>
#include <string.h>

#include "memory-vfs.h"
#include "simulator-private.h"
#include "store-fixture.h"

typedef struct
{
  SimHistory history;
  World *world;
  Desk *a;
  Desk *b;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_desks)
{
  fixture->history.n_desks = (guint) GPOINTER_TO_INT (n_desks);
  fixture->history.cluster = TRUE;
  fixture->world = sim_world_new (&fixture->history);
  fixture->a = &fixture->world->desks[0];
  fixture->b = &fixture->world->desks[1];
}

static void
sync_well (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruSyncRound) round = sim_desk_round (desk, &error);

  g_assert_no_error (error);
  g_assert_nonnull (round);
}

/* Whatever becomes of it. */
static void
sync_somehow (Desk *desk)
{
  g_autoptr (NaruSyncRound) round = sim_desk_round (desk, NULL);
}

static void
assert_all_there (Fixture *fixture)
{
  g_autofree char *wrong = sim_make_peace (fixture->world);

  if (wrong == NULL)
    wrong = sim_check (fixture->world);
  g_assert_cmpstr (wrong, ==, NULL);
}

static void
assert_no_conflict (Fixture *fixture)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (fixture->a->store, NULL, NULL);

  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
start_anew (Fixture *fixture)
{
  gpointer n_desks = GINT_TO_POINTER (fixture->history.n_desks);

  sim_world_free (fixture->world);
  set_up (fixture, n_desks);
}

static void
tear_down (Fixture *fixture, gconstpointer n_desks)
{
  sim_world_free (fixture->world);
}

/* 1. A checkpoint ahead of the data: PouchDB 1240, Couchbase Lite 1047, PowerSync 162 */
static void
test_checkpoint (Fixture *fixture, gconstpointer data)
{
  for (guint writes = 0; writes < 60; writes += 3)
    {
      start_anew (fixture);
      for (guint i = 0; i < 4; i++)
        sim_edit (fixture->b);
      sync_well (fixture->b);
      fixture->world->ending = TRUE;
      disk_arm (DISK_WRITE, writes, SQLITE_IOERR, TRUE);
      sync_somehow (fixture->a);
      fixture->world->ending = FALSE;
      sim_desk_crash (fixture->a);
      assert_all_there (fixture);
    }
}

/* 2. A server restored from a backup, or made anew: cht-core 8093, Nextcloud 9259, Realm 3548 */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  sim_edit (fixture->a);
  sync_well (fixture->a);
  sync_well (fixture->b);
  fake_couch_back_up (fixture->world->couch);
  sim_note (fixture->a);
  sync_well (fixture->a);
  sync_well (fixture->b);
  fake_couch_set_back (fixture->world->couch, GPOINTER_TO_INT (data) > 2);
  sim_tag (fixture->b);
  assert_all_there (fixture);
  fake_couch_make_anew (fixture->world->couch, SIM_DATABASE);
  sim_tag (fixture->b);
  assert_all_there (fixture);
}

/* The same with a backup that has the handshake of the last round that came to its end: one that was broken off has sent
 * something, or received it, and left no mark. */
static void
test_restored_in_time (Fixture *fixture, gconstpointer data)
{
  for (int request = 0; request < 10; request++)
    for (guint who = 0; who < 2; who++)
      {
        start_anew (fixture);
        fake_couch_set_copies (fixture->world->couch, 1);
        sim_edit (fixture->a);
        sync_well (fixture->a);
        sync_well (fixture->b);
        fake_couch_back_up (fixture->world->couch);
        sim_note (fixture->a);
        if (who == 1)
          sync_well (fixture->a);
        fixture->world->desks[who].sound = request;
        fixture->world->desks[who].fault = COUCH_KEPT;
        sync_somehow (&fixture->world->desks[who]);
        fixture->world->desks[who].sound = -1;
        fake_couch_set_back (fixture->world->couch, TRUE);
        assert_all_there (fixture);
      }
}

/* 3. An edit while a round runs: Nextcloud 4912, WatermelonDB 1374 */
static void
test_edit_meanwhile (Fixture *fixture, gconstpointer data)
{
  sim_edit (fixture->a);
  fixture->a->edits = 12;
  sync_well (fixture->a);
  g_assert_cmpuint (fixture->world->words->len, >, 4);
  assert_all_there (fixture);
  assert_no_conflict (fixture);
}

/* 4. A lost answer becomes a conflict or a double: outlookcaldavsynchronizer 387, WatermelonDB 649 */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  for (int request = 0; request < 8; request++)
    for (int fault = COUCH_KEPT; fault < N_COUCH_FAULTS; fault++)
      {
        start_anew (fixture);
        sim_edit (fixture->a);
        fixture->a->sound = request;
        fixture->a->fault = (CouchFault) fault;
        sync_somehow (fixture->a);
        fixture->a->sound = -1;
        sim_edit (fixture->a);
        assert_all_there (fixture);
        assert_no_conflict (fixture);
      }
}

static void
write_field (Desk *desk, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  set_field (desk->store, "Edit", desk->author, NARU_WRITE_NO_UNDO, id, field, value, &error);
  g_assert_no_error (error);
}

static void
call (Desk *desk, const char *phone)
{
  write_field (desk, HARBOUR, "phone", phone);
}

static void
make (Desk *desk, const char *id, const char *name)
{
  g_autoptr (NaruRecord) record = make_employer (id, name);
  g_autoptr (GError) error = NULL;

  put (desk->store, "Make", desk->author, NARU_WRITE_NO_UNDO, record, &error);
  g_assert_no_error (error);
}

static gboolean
is_on_server (Fixture *fixture, const char *id)
{
  g_autofree char *body = fake_couch_get (fixture->world->couch, SIM_DATABASE, id);

  return body != NULL;
}

static void
assert_on_server (Fixture *fixture, const char *id, const char *field, const char *value)
{
  g_autofree char *body = fake_couch_get (fixture->world->couch, SIM_DATABASE, id);
  g_autoptr (NaruRecord) record = naru_record_new_from_text (id, body, -1, NULL);

  g_assert_cmpstr (naru_record_get (record, field), ==, value);
}

static void
assert_waits (Desk *desk, const char *id)
{
  g_autoptr (NaruDocumentState) state = naru_store_get_state (desk->store, id, NULL);

  g_assert_cmpint (state->sync, ==, NARU_SYNC_LOST);
}

static void
send_again (Desk *desk, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sent = NULL;

  naru_store_send_again (desk->store, &sent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sent->len, ==, expected);
}

/* The answer may be taken back until it has left. */
static void
change_mind (Desk *desk, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  guint kept = 0;

  naru_store_send_again (desk->store, &sent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (naru_store_count_lost (desk->store, NULL), ==, 0);
  naru_store_wait_again (desk->store, sent, &kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept, ==, expected);
  g_assert_cmpint (naru_store_count_lost (desk->store, NULL), ==, expected);
}

/* 2., and nothing is put back on the server without a word: whoever looks after it may have had a reason. What is edited goes,
 * what others write comes, and neither takes the rest with it. */
static void
test_asked_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *noticed = NULL;

  make (fixture->a, HARBOUR, "Harbour");
  sync_well (fixture->a);
  fake_couch_back_up (fixture->world->couch);
  call (fixture->a, "1");
  make (fixture->a, BAKERY, "Bakery");
  sync_well (fixture->a);
  fake_couch_set_back (fixture->world->couch, FALSE);
  for (guint round = 0; round < 3; round++)
    {
      sync_well (fixture->a);
      g_assert_cmpint (naru_store_count_lost (fixture->a->store, NULL), ==, 2);
      g_assert_false (is_on_server (fixture, BAKERY));
      assert_on_server (fixture, HARBOUR, "phone", NULL);
    }
  g_assert_cmpint (naru_store_count_lost (fixture->a->store, &noticed), ==, 2);
  g_assert_true (g_str_has_prefix (noticed, "20"));
  assert_waits (fixture->a, HARBOUR);
  assert_waits (fixture->a, BAKERY);
  assert_field (fixture->a->store, HARBOUR, "phone", "1");

  sync_well (fixture->b);
  write_field (fixture->b, HARBOUR, "email", "b@b.example");
  sync_well (fixture->b);
  sync_well (fixture->a);
  assert_field (fixture->a->store, HARBOUR, "email", "b@b.example");
  assert_field (fixture->a->store, HARBOUR, "phone", "1");
  assert_on_server (fixture, HARBOUR, "phone", NULL);
  assert_waits (fixture->a, HARBOUR);

  write_field (fixture->a, BAKERY, "phone", "2");
  sync_well (fixture->a);
  assert_on_server (fixture, BAKERY, "phone", "2");
  assert_on_server (fixture, HARBOUR, "phone", NULL);

  change_mind (fixture->a, 1);
  sync_well (fixture->a);
  assert_on_server (fixture, HARBOUR, "phone", NULL);
  send_again (fixture->a, 1);
  sync_well (fixture->a);
  assert_on_server (fixture, HARBOUR, "phone", "1");
  assert_on_server (fixture, HARBOUR, "email", "b@b.example");
  send_again (fixture->a, 0);
  assert_all_there (fixture);
  assert_no_conflict (fixture);
}

/* The list by which a server that was set back is compared first does not name what it has several versions of: these are found in
 * the next round, whoever of the two made the one that the server shows. */
static void
test_found_next (Fixture *fixture, gconstpointer data)
{
  for (guint who = 0; who < 2; who++)
    {
      Desk *desk = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      start_anew (fixture);
      fake_couch_set_copies (fixture->world->couch, 1);
      desk = &fixture->world->desks[who];
      make (fixture->a, HARBOUR, "Harbour");
      sync_well (fixture->a);
      sync_well (fixture->b);
      fake_couch_split (fixture->world->couch, TRUE);
      call (fixture->a, "1");
      write_field (fixture->b, HARBOUR, "email", "b@b.example");
      sync_well (fixture->a);
      sync_well (fixture->b);
      fake_couch_split (fixture->world->couch, FALSE);
      before = fake_couch_get_branches (fixture->world->couch, SIM_DATABASE);
      g_assert_cmpstr (before, !=, "");
      fake_couch_back_up (fixture->world->couch);
      fake_couch_set_back (fixture->world->couch, FALSE);
      /* compared by the list, by the feed and put together, and tidied up */
      for (guint round = 0; round < 3; round++)
        sync_well (desk);
      after = fake_couch_get_branches (fixture->world->couch, SIM_DATABASE);
      g_assert_cmpstr (after, ==, "");
      assert_field (desk->store, HARBOUR, "phone", "1");
      assert_field (desk->store, HARBOUR, "email", "b@b.example");
    }
}

static void
erase (Desk *desk, const char *id)
{
  g_autoptr (GError) error = NULL;

  delete_record (desk->store, "Delete", desk->author, id, &error);
  g_assert_no_error (error);
}

/* The list does not name what is deleted either: a server that knows of that has not lost it. */
static void
test_deleted_not_lost (Fixture *fixture, gconstpointer data)
{
  fake_couch_set_copies (fixture->world->couch, 1);
  make (fixture->a, HARBOUR, "Harbour");
  sync_well (fixture->a);
  sync_well (fixture->b);
  erase (fixture->b, HARBOUR);
  sync_well (fixture->b);
  fake_couch_back_up (fixture->world->couch);
  fake_couch_set_back (fixture->world->couch, FALSE);
  sync_well (fixture->a);
  g_assert_cmpint (naru_store_count_lost (fixture->a->store, NULL), ==, 0);
  g_assert_null (naru_store_get (fixture->a->store, HARBOUR, NULL));
  assert_all_there (fixture);
}

/* ... nor is what had been deleted: it is there again for others, and gives way if they write in it. */
static void
test_deletion_asked_first (Fixture *fixture, gconstpointer data)
{
  for (guint edited = 0; edited < 2; edited++)
    {
      start_anew (fixture);
      make (fixture->a, HARBOUR, "Harbour");
      sync_well (fixture->a);
      sync_well (fixture->b);
      fake_couch_back_up (fixture->world->couch);
      erase (fixture->a, HARBOUR);
      sync_well (fixture->a);
      fake_couch_set_back (fixture->world->couch, FALSE);
      sync_well (fixture->a);
      sync_well (fixture->a);
      g_assert_cmpint (naru_store_count_lost (fixture->a->store, NULL), ==, 1);
      g_assert_true (is_on_server (fixture, HARBOUR));
      if (edited == 1)
        {
          call (fixture->b, "1");
          sync_well (fixture->b);
        }
      send_again (fixture->a, 1);
      sync_well (fixture->a);
      g_assert_cmpint (is_on_server (fixture, HARBOUR), ==, edited == 1);
      g_assert_cmpint (naru_store_count_lost (fixture->a->store, NULL), ==, 0);
    }
}

static void
sync_and_break (Desk *desk, int request, CouchFault fault)
{
  desk->sound = request;
  desk->fault = fault;
  sync_somehow (desk);
  desk->sound = -1;
}

/* ... also where what is sent is lost once on its way there, and once on its way back: the same body is sent again, or the desk
 * would not know the second for its own. */
static void
test_lost_both_ways (Fixture *fixture, gconstpointer data)
{
  make (fixture->a, HARBOUR, "Harbour");
  sync_well (fixture->a);
  call (fixture->a, "1");
  /* behind _session, _local and _changes; then the latest revisions are asked for as well */
  sync_and_break (fixture->a, 3, COUCH_KEPT);
  call (fixture->a, "2");
  sync_and_break (fixture->a, 4, COUCH_LOST);
  call (fixture->a, "3");
  assert_all_there (fixture);
  assert_no_conflict (fixture);
  assert_field (fixture->b->store, HARBOUR, "phone", "3");
}

/* 5. Three or more that resolve the same go on for ever: Couchbase Lite Android 1470, PouchDB 4630 */
static void
test_no_loop (Fixture *fixture, gconstpointer data)
{
  guint before;

  for (guint i = 0; i < fixture->history.n_desks; i++)
    for (guint j = 0; j < 6; j++)
      sim_edit (&fixture->world->desks[i]);
  /* comes to rest within a dozen rounds, or says so */
  assert_all_there (fixture);
  before = fake_couch_count_requests (fixture->world->couch);
  sync_well (fixture->a);
  g_assert_cmpuint (fake_couch_count_requests (fixture->world->couch) - before, <=, 3);
}

/* 6. Versions of two nodes, put together by half: both are deleted. PouchDB 4145, Couchbase Lite iOS 2557 */
static void
test_half_merged (Fixture *fixture, gconstpointer data)
{
  for (int request = 0; request < 12; request++)
    {
      start_anew (fixture);
      sim_edit (fixture->a);
      sim_edit (fixture->b);
      fake_couch_split (fixture->world->couch, TRUE);
      for (guint i = 0; i < 4; i++)
        {
          sim_edit (fixture->a);
          sim_edit (fixture->b);
          sync_somehow (fixture->a);
          sync_somehow (fixture->b);
        }
      fake_couch_split (fixture->world->couch, FALSE);
      fixture->a->sound = request;
      fixture->a->fault = COUCH_LOST;
      sync_somehow (fixture->a);
      fixture->a->sound = -1;
      assert_all_there (fixture);
    }
}

static void
write_both_records (Desk *desk)
{
  for (guint i = 0; i < 12; i++)
    sim_edit (desk);
}

/* 7. One document holds up all others: cht-core 6143, PouchDB 9165, turtl 266 */
static void
test_one_blocks_no_other (Fixture *fixture, gconstpointer data)
{
  write_both_records (fixture->a);
  fixture->a->refused = HARBOUR;
  sync_well (fixture->a);
  g_assert_true (is_on_server (fixture, BAKERY));
  g_assert_false (is_on_server (fixture, HARBOUR));
  fixture->a->refused = NULL;
  assert_all_there (fixture);
}

/* 8. A write that the server refuses vanishes without a word: cht-core 6103, pouchdb-authentication 82 */
static void
test_refusal_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) unsent = NULL;

  write_both_records (fixture->a);
  fixture->a->refused = HARBOUR;
  sync_well (fixture->a);
  unsent = naru_store_list_unsent (fixture->a->store, FALSE, 10, NULL);
  g_assert_cmpuint (unsent->len, ==, 1);
  g_assert_cmpstr (((const NaruUnsent *) unsent->pdata[0])->id, ==, HARBOUR);
  g_assert_cmpstr (((const NaruUnsent *) unsent->pdata[0])->reason, ==, "no");
  fixture->a->refused = NULL;
  write_both_records (fixture->a);
  sync_well (fixture->a);
  g_assert_true (is_on_server (fixture, HARBOUR));
  assert_all_there (fixture);
}

/* 9. Another account finds, or sends, what is not its own: PouchDB 5607, 4976 */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruAccount) other = naru_account_copy (fixture->a->account);
  g_autoptr (GError) error = NULL;

  write_both_records (fixture->a);
  g_free (other->user);
  other->user = g_strdup ("somebody");
  g_assert_false (naru_account_save (fixture->a->store, other, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_clear_error (&error);
  /* nor when everything is sent */
  sync_well (fixture->a);
  g_assert_false (naru_account_save (fixture->a->store, other, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  assert_all_there (fixture);
}

/* 10. After a time offline nothing comes any more, and what was deleted or purged meanwhile stays: PouchDB 8707, couchdb 2061 */
static void
test_long_offline (Fixture *fixture, gconstpointer data)
{
  write_both_records (fixture->b);
  sync_well (fixture->b);
  sync_well (fixture->a);
  for (guint i = 0; i < 5; i++)
    {
      fixture->a->trouble = 1;
      sync_somehow (fixture->a);
      fixture->a->trouble = 0;
      sim_edit (fixture->b);
      sync_well (fixture->b);
    }
  for (guint i = 0; i < 4; i++)
    sim_erase (fixture->b);
  sync_well (fixture->b);
  assert_all_there (fixture);
  write_both_records (fixture->a);
  assert_all_there (fixture);
  sim_purge (fixture->world);
  assert_all_there (fixture);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    guint n_desks;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "a-place-in-the-feed-is-never-ahead-of-what-was-read", 2, test_checkpoint },
    { "a-server-set-back-gets-again-what-came-after-its-backup", 2, test_restored },
    { "a-server-set-back-with-its-handshakes-does-too", 3, test_restored },
    { "a-server-set-back-with-the-handshake-of-the-last-whole-round-does-too", 2,
      test_restored_in_time },
    { "what-a-server-has-lost-is-sent-again-after-asking", 2, test_asked_first },
    { "what-was-deleted-is-deleted-again-after-asking", 2, test_deletion_asked_first },
    { "an-edit-while-a-round-runs-is-sent-by-the-next", 2, test_edit_meanwhile },
    { "a-lost-answer-makes-no-conflict-and-no-double", 2, test_lost_answer },
    { "what-is-lost-on-both-ways-is-sent-again-as-it-was", 2, test_lost_both_ways },
    { "five-desks-that-settle-the-same-come-to-rest", 5, test_no_loop },
    { "versions-put-together-by-half-are-not-both-deleted", 2, test_half_merged },
    { "a-document-that-is-refused-holds-up-no-other", 2, test_one_blocks_no_other },
    { "what-a-list-does-not-name-is-found-in-the-next-round", 2, test_found_next },
    { "what-a-list-does-not-name-and-is-deleted-is-not-lost", 2, test_deleted_not_lost },
    { "a-document-that-is-refused-is-told-and-kept", 2, test_refusal_is_told },
    { "another-account-neither-finds-nor-sends-what-is-not-its-own", 2, test_other_account },
    { "after-a-time-offline-everything-comes-and-what-was-deleted-goes", 2, test_long_offline },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  sim_set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/field/", tests[i].name, NULL);

      g_test_add (path, Fixture, GINT_TO_POINTER (tests[i].n_desks), set_up, tests[i].test,
                  tear_down);
    }
  status = g_test_run ();
  sim_tear_down ();
  return status;
}
