/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a round does about each status of the server: one place, a script in the place of HTTP. */
#include <string.h>

#include "naru-sync.h"
#include "script.h"
#include "store-fixture.h"

typedef struct
{
  StoreFixture store;
  FakeServer *server;
  Script *script;
  NaruSync *sync;
  NaruClock *clock;
  GRand *rand;
} Fixture;

static NaruSyncRound *
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NaruSyncRound *round = naru_sync_run_round (fixture->sync, NULL, &error);

  g_assert_no_error (error);
  return round;
}

/* A round that must come to an end before its time. */
static void
run_failing (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruSyncRound) round = naru_sync_run_round (fixture->sync, NULL, &error);

  g_assert_null (round);
  g_assert_error (error, NARU_ERROR, code);
}

/* One employer here, not sent yet, after a round that found nothing. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  const NaruAccount account = { (char *) "http://127.0.0.1/", (char *) "c1", (char *) "anna" };
  g_autoptr (NaruRecord) employer = make_employer (HARBOUR, "Harbour");
  g_autoptr (NaruSyncRound) round = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->store, NULL);
  fixture->server = fake_server_new ();
  fixture->script = g_object_new (TYPE_SCRIPT, NULL);
  fixture->script->server = fixture->server;
  fixture->clock = naru_clock_new_fixed (NOON);
  fixture->rand = g_rand_new_with_seed (1);
  naru_account_save (fixture->store.store, &account, &error);
  g_assert_no_error (error);
  fixture->sync = naru_sync_new (fixture->store.store, NARU_TRANSPORT (fixture->script), &account,
                                 fixture->clock, fixture->rand);
  round = run (fixture);
  put (fixture->store.store, "Make", ANNA, NARU_WRITE_DEFAULT, employer, &error);
  g_assert_no_error (error);
  g_string_truncate (fixture->script->log, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_sound (&fixture->store);
  g_object_unref (fixture->sync);
  g_object_unref (fixture->script);
  naru_clock_free (fixture->clock);
  g_rand_free (fixture->rand);
  fake_server_free (fixture->server);
  store_fixture_tear_down (&fixture->store, NULL);
}

static NaruSyncSnapshot *
read_state (Fixture *fixture)
{
  return naru_sync_read_snapshot (fixture->store.store, TRUE);
}

static guint
count (Fixture *fixture, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (fixture->script->log->str, "\n", -1);
  guint found = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    found += g_str_equal (lines[i], line);
  return found;
}

static void
assert_sent (Fixture *fixture)
{
  g_assert_nonnull (fake_server_get (fixture->server, HARBOUR));
  g_assert_cmpint (naru_store_count_unsent (fixture->store.store, NULL), ==, 0);
}

static void
assert_kept (Fixture *fixture)
{
  assert_field (fixture->store.store, HARBOUR, "name", "Harbour");
  g_assert_cmpint (naru_store_count_unsent (fixture->store.store, NULL), ==, 1);
}

static void
test_unknown_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) round = NULL;

  fixture->script->answers[0] = (Answer){ "GET", "/_changes", 1, 400, "{\"error\":\"x\"}" };
  round = run (fixture);
  g_assert_cmpuint (round->problems->len, ==, 0);
  g_assert_cmpuint (count (fixture, "GET c1-employers/_changes"), ==, 2);
  assert_sent (fixture);
}

static void
test_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncSnapshot) state = NULL;

  fixture->script->answers[0] = (Answer){ "GET", "_session", 9, 0, .error = NARU_ERROR_LOGIN };
  run_failing (fixture, NARU_ERROR_LOGIN);
  state = read_state (fixture);
  g_assert_cmpint (state->phase, ==, NARU_SYNC_PHASE_ATTENTION);
  g_assert_true (state->needs_password);
  g_assert_true (naru_account_is_refused (fixture->store.store));
  g_assert_cmpstr (fixture->script->log->str, ==, "GET _session\n");
  assert_kept (fixture);
}

static void
test_locked_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncSnapshot) state = NULL;
  g_autoptr (NaruSyncRound) round = NULL;

  /* in the middle of a round: no other place is tried after it */
  fixture->script->answers[0]
      = (Answer){ "GET", "/_changes", 1, 0, .error = NARU_ERROR_LOCKED_OUT };
  run_failing (fixture, NARU_ERROR_LOCKED_OUT);
  state = read_state (fixture);
  g_assert_cmpint (state->phase, ==, NARU_SYNC_PHASE_ATTENTION);
  g_assert_false (state->needs_password);
  g_assert_false (naru_account_is_refused (fixture->store.store));
  g_assert_cmpuint (count (fixture, "POST c1-employers/_bulk_docs"), ==, 0);
  round = run (fixture);
  assert_sent (fixture);
}

static void
test_no_access (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) round = NULL;

  fixture->script->answers[0]
      = (Answer){ "GET", "_changes", 1, 403, "{\"error\":\"forbidden\",\"reason\":\"no\"}" };
  round = run (fixture);
  g_assert_cmpuint (round->problems->len, ==, 1);
  assert_kept (fixture);
}

static void
test_refused_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) round = NULL, second = NULL, third = NULL;
  g_autoptr (GPtrArray) unsent = NULL;
  g_autoptr (GError) error = NULL;

  fixture->script->answers[0]
      = (Answer){ "POST", "c1-employers/_bulk_docs", 1, 201,
                  "[{\"id\":\"" HARBOUR "\",\"error\":\"forbidden\",\"reason\":\"too blue\"}]" };
  round = run (fixture);
  g_assert_cmpuint (round->refused, ==, 1);
  assert_kept (fixture);
  unsent = naru_store_list_unsent (fixture->store.store, FALSE, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((NaruUnsent *) unsent->pdata[0])->reason, ==, "too blue");
  /* not again before it was edited */
  second = run (fixture);
  g_assert_cmpuint (fixture->script->bulks->len, ==, 1);
  set_field (fixture->store.store, "Edit", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error);
  g_assert_no_error (error);
  third = run (fixture);
  assert_sent (fixture);
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) round = NULL;

  /* then the handshake is not there either */
  g_clear_pointer (&fixture->script->local, g_free);
  fixture->script->answers[0] = (Answer){ "GET", "c1-employers", 1, 404, "{\"error\":\"x\"}" };
  round = run (fixture);
  g_assert_cmpuint (round->problems->len, ==, 1);
  g_assert_cmpuint (count (fixture, "PUT c1-employers"), ==, 0);
  assert_kept (fixture);
}

static void
test_clash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) first = run (fixture), second = NULL;
  FakeDocument *document = fake_server_get (fixture->server, HARBOUR);
  NaruJsonEdit edit = { "email", "\"a@example.org\"" };
  g_autofree char *theirs = naru_json_splice (document->body, &edit, 1);
  g_autoptr (GError) error = NULL;

  set_field (fixture->store.store, "Edit", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error);
  g_assert_no_error (error);
  /* somebody is faster by a moment: the page did not show it yet */
  fake_server_put (fixture->server, HARBOUR, theirs, document->rev, FALSE);
  fixture->script->answers[0]
      = (Answer){ "GET", "/_changes", 1, 200,
                  "{\"results\":[],\"last_seq\":\"1-opaque\",\"pending\":0}" };
  second = run (fixture);
  g_assert_cmpuint (second->merged, ==, 1);
  g_assert_cmpuint (second->clashes, ==, 0);
  assert_field (fixture->store.store, HARBOUR, "email", "a@example.org");
  g_assert_nonnull (strstr (document->body, "\"phone\":\"1\""));
  assert_sent (fixture);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  static const char named[] = "{\"error\":\"document_too_large\",\"reason\":\"" HARBOUR "\"}";
  g_autoptr (NaruRecord) bakery = make_employer (BAKERY, "Bakery");
  g_autoptr (NaruSyncRound) round = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture->store.store, "Make", ANNA, NARU_WRITE_DEFAULT, bakery, &error);
  g_assert_no_error (error);
  fixture->script->answers[0] = (Answer){ "POST", "c1-employers/_bulk_docs", 1, 413, named };
  round = run (fixture);
  g_assert_cmpuint (round->refused, ==, 1);
  g_assert_nonnull (fake_server_get (fixture->server, BAKERY));
  assert_kept (fixture);
}

/* The server says to wait, or fails itself: whether it did what it was asked is not known, so the same is sent again. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  static const guint statuses[] = { 429, 500, 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (NaruSyncSnapshot) state = NULL;

      fixture->script->answers[0]
          = (Answer){ "POST", "c1-employers/_bulk_docs", 1, statuses[i], "{\"error\":\"x\"}", 7 };
      run_failing (fixture, NARU_ERROR_BUSY);
      g_assert_cmpint (naru_sync_get_retry_after (fixture->sync), ==, 7);
      state = read_state (fixture);
      g_assert_cmpint (state->phase, ==, NARU_SYNC_PHASE_OFFLINE);
      assert_kept (fixture);
    }
  naru_sync_round_free (run (fixture));
  for (guint i = 1; i < fixture->script->bulks->len; i++)
    g_assert_cmpstr (fixture->script->bulks->pdata[i], ==, fixture->script->bulks->pdata[0]);
  assert_sent (fixture);
}

/* The log-in page of a network, and an answer that is cut: nothing of it is believed. */
static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[]
      = { "<html>Welcome to the hotel</html>",
          "{\"results\":[{\"id\":\"employer:", "{\"results\":[]}", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (NaruCheckpoint) checkpoint
          = naru_store_get_checkpoint (fixture->store.store, "employers", NULL);
      g_autoptr (NaruSyncSnapshot) state = NULL;

      g_assert_cmpstr (checkpoint->since, ==, "\"0-opaque\"");
      fixture->script->answers[0] = (Answer){ "GET", "/_changes", 9, 200, bodies[i] };
      run_failing (fixture, NARU_ERROR_NETWORK);
      state = read_state (fixture);
      g_assert_cmpint (state->phase, ==, NARU_SYNC_PHASE_OFFLINE);
      assert_kept (fixture);
    }
  fixture->script->answers[0].times = 0;
  naru_sync_round_free (run (fixture));
  assert_sent (fixture);
}

/* One document that no desk can read holds up no other. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new ("{\"type\":\"employer\",\"x\":");
  g_autoptr (NaruSyncRound) round = NULL;
  g_autoptr (GPtrArray) skipped = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 100; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("employer:01JD00000000000000000000%02d", i);

      fake_server_put (fixture->server, id,
                       i == 11 ? deep->str : "{\"type\":\"employer\",\"name\":\"Harbour\"}", NULL,
                       FALSE);
    }
  round = run (fixture);
  g_assert_cmpuint (round->problems->len, ==, 0);
  g_assert_cmpuint (round->pulled, ==, 19);
  /* nor when all is compared */
  naru_clock_advance (fixture->clock, 8 * 86400);
  naru_sync_round_free (run (fixture));
  skipped = naru_store_list_skipped (fixture->store.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (skipped->len, ==, 1);
  g_assert_cmpstr (((NaruSkipped *) skipped->pdata[0])->id, ==,
                   "employer:01JD0000000000000000000011");
  assert_sent (fixture);
}

/* A part of the server that lags behind does not have what another one has announced. The feed does not name it again. */
static void
test_awaited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) first = NULL, second = NULL, third = NULL;
  g_autoptr (GPtrArray) skipped = NULL;

  fake_server_put (fixture->server, BAKERY, "{\"type\":\"employer\",\"name\":\"Bakery\"}", NULL,
                   FALSE);
  fixture->script->answers[0] = (Answer){ "GET", "/_changes", 1, 200,
                                          "{\"results\":[{\"seq\":\"1-x\",\"id\":\"" BAKERY "\","
                                          "\"changes\":[{\"rev\":\"1-a\"}],\"doc\":null}],"
                                          "\"last_seq\":\"9-opaque\",\"pending\":0}" };
  fixture->script->answers[1]
      = (Answer){ "POST", "/_all_docs", 1, 200,
                  "{\"rows\":[{\"key\":\"" BAKERY "\",\"error\":\"not_found\"}]}" };
  first = run (fixture);
  g_assert_null (naru_store_get (fixture->store.store, BAKERY, NULL));
  second = run (fixture);
  assert_field (fixture->store.store, BAKERY, "name", "Bakery");
  skipped = naru_store_list_skipped (fixture->store.store, NULL);
  g_assert_cmpuint (skipped->len, ==, 0);
  g_string_truncate (fixture->script->log, 0);
  third = run (fixture);
  g_assert_cmpuint (count (fixture, "POST c1-employers/_all_docs"), ==, 0);
}

#define EARLIER                                                                                    \
  "{\"_id\":\"" BAKERY "\",\"_rev\":\"1-a\",\"type\":\"employer\",\"name\":\"Earlier\"}"

/* ... also where such a part shows an earlier version in between, in its own feed. */
static void
test_awaited_on (Fixture *fixture, gconstpointer data)
{
  const char *rev = fake_server_put (fixture->server, BAKERY,
                                     "{\"type\":\"employer\",\"name\":\"Bakery\"}", NULL, FALSE);

  fake_server_put (fixture->server, BAKERY, "{\"type\":\"employer\",\"name\":\"Bakery 2\"}", rev,
                   FALSE);
  fixture->script->answers[0] = (Answer){ "GET", "/_changes", 1, 200,
                                          "{\"results\":[{\"seq\":\"1-x\",\"id\":\"" BAKERY "\","
                                          "\"changes\":[{\"rev\":\"2-a\"}],\"doc\":null}],"
                                          "\"last_seq\":\"9-opaque\",\"pending\":0}" };
  fixture->script->answers[1] = (Answer){ "POST", "/_all_docs", 2, 200,
                                          "{\"rows\":[{\"id\":\"" BAKERY "\",\"value\":{\"rev\":"
                                          "\"1-a\"},\"doc\":" EARLIER "}]}" };
  naru_sync_round_free (run (fixture));
  fixture->script->answers[0] = (Answer){ "GET", "/_changes", 1, 200,
                                          "{\"results\":[{\"seq\":\"1-y\",\"id\":\"" BAKERY "\","
                                          "\"changes\":[{\"rev\":\"1-a\"}],\"doc\":" EARLIER "}],"
                                          "\"last_seq\":\"9-opaque\",\"pending\":0}" };
  naru_sync_round_free (run (fixture));
  assert_field (fixture->store.store, BAKERY, "name", "Earlier");
  naru_sync_round_free (run (fixture));
  assert_field (fixture->store.store, BAKERY, "name", "Bakery 2");
}

/* Without a word, as after a purge or from a backup */
static void
forget (Fixture *fixture, const char *id)
{
  for (guint i = fixture->server->documents->len; i-- > 0;)
    if (g_str_equal (((FakeDocument *) fixture->server->documents->pdata[i])->id, id))
      g_ptr_array_remove_index (fixture->server->documents, i);
}

/* An edit was sent, and the server is set back behind it. */
static void
lose_edit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  naru_sync_round_free (run (fixture));
  set_field (fixture->store.store, "Edit", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error);
  g_assert_no_error (error);
  naru_sync_round_free (run (fixture));
  assert_sent (fixture);
  forget (fixture, HARBOUR);
  g_clear_pointer (&fixture->script->local, g_free);
  fixture->script->answers[0]
      = (Answer){ "POST", "/_revs_diff", 9, 200, "{\"" HARBOUR "\":{\"missing\":[\"2-x\"]}}" };
}

/* What is spoiled while a server that was set back is compared is compared again, or nobody would know any more that the server has
 * lost what this desk wrote. */
static void
test_spoiled_comparison (Fixture *fixture, gconstpointer data)
{
  lose_edit (fixture);
  fake_server_put (fixture->server, HARBOUR, "{\"type\":\"employer\",\"name\":\"Harbour\"}", NULL,
                   FALSE);
  fixture->script->answers[1] = (Answer){ "POST", "/_all_docs", 1, 200, "{\"rows\":[{" };
  naru_sync_round_free (run (fixture));
  naru_sync_round_free (run (fixture));
  g_assert_cmpint (naru_store_count_lost (fixture->store.store, NULL), ==, 1);
}

/* Between two whole rounds nobody asks whether the server is what it was before it has news. What others have made of an earlier version
 * than the one that this desk has sent, and that the server has lost, is no later one. */
static void
test_news_from_before (Fixture *fixture, gconstpointer data)
{
  const char *const focus[] = { "employers", NULL };
  const char *rev = NULL;

  lose_edit (fixture);
  for (guint i = 0; i < 3; i++)
    rev = fake_server_put (
        fixture->server, HARBOUR,
        "{\"type\":\"employer\",\"name\":\"Harbour\",\"website\":\"https://a.example\"}", rev,
        FALSE);
  naru_sync_set_focus (fixture->sync, focus);
  naru_sync_round_free (run (fixture));
  assert_field (fixture->store.store, HARBOUR, "phone", "1");
  assert_field (fixture->store.store, HARBOUR, "website", "https://a.example");
}

/* A document that was purged is announced to nobody: all is compared once a week, by ids and revisions alone. */
static void
test_weekly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NaruSyncRound) second = NULL, third = NULL, fourth = NULL;
  g_autoptr (GError) error = NULL;

  fake_server_put (fixture->server, BAKERY, "{\"type\":\"employer\",\"name\":\"Bakery\"}", NULL,
                   FALSE);
  naru_sync_round_free (run (fixture));
  assert_field (fixture->store.store, BAKERY, "name", "Bakery");
  forget (fixture, BAKERY);
  second = run (fixture);
  assert_field (fixture->store.store, BAKERY, "name", "Bakery");

  set_field (fixture->store.store, "Edit", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error);
  g_assert_no_error (error);
  naru_clock_advance (fixture->clock, 8 * 86400);
  third = run (fixture);
  g_assert_cmpuint (third->removed, ==, 1);
  g_assert_null (naru_store_get (fixture->store.store, BAKERY, NULL));
  assert_field (fixture->store.store, HARBOUR, "phone", "1");
  assert_sent (fixture);
  g_string_truncate (fixture->script->log, 0);
  fourth = run (fixture);
  g_assert_cmpuint (count (fixture, "GET c1-employers/_changes"), ==, 1);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync/round/400-on-since-is-compared-from-the-beginning", test_unknown_since);
  ADD ("/sync/round/401-is-asked-once-and-needs-a-password", test_login);
  ADD ("/sync/round/a-locked-account-is-no-wrong-password", test_locked_out);
  ADD ("/sync/round/403-of-a-place-keeps-what-is-here", test_no_access);
  ADD ("/sync/round/403-of-a-row-is-told-and-sent-again-after-an-edit", test_refused_row);
  ADD ("/sync/round/404-makes-no-database", test_no_database);
  ADD ("/sync/round/409-is-fetched-merged-and-sent-again", test_clash);
  ADD ("/sync/round/413-names-one-and-the-rest-goes", test_too_large);
  ADD ("/sync/round/429-and-5xx-send-the-same-again", test_busy);
  ADD ("/sync/round/what-is-no-answer-commits-nothing", test_nonsense);
  ADD ("/sync/round/what-cannot-be-read-is-told-and-holds-up-nothing", test_unreadable);
  ADD ("/sync/round/what-was-announced-and-is-not-there-yet-is-asked-for-again", test_awaited);
  ADD ("/sync/round/what-is-spoiled-is-compared-again", test_spoiled_comparison);
  ADD ("/sync/round/news-of-a-server-that-was-set-back-overrule-nothing", test_news_from_before);
  ADD ("/sync/round/what-was-announced-is-asked-for-until-it-comes", test_awaited_on);
  ADD ("/sync/round/what-was-purged-goes-within-a-week", test_weekly);
  return g_test_run ();
}
