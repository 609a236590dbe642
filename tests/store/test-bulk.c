/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing very many records at once leaves a store like any other, also when it stops half way. */
#include "store-fixture.h"

#include "naru-error.h"
#include "naru-query.h"
#include "naru-store-private.h"

#define MANY 40
#define COUNT_INDEXES                                                                              \
  "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name GLOB 'list_*'"             \
  " AND sql IS NOT NULL"

static const NaruWriteInfo bulk_info
    = { "Sample", ANNA, NOON, NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY };

static gboolean
put_texts_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *id = g_strdup_printf ("employer:01JD00000000000000000%05d", i);
      g_autofree char *text
          = g_strdup_printf ("{\"type\":\"employer\",\"schema\":1,\"name\":\"Employer "
                             "%d\",\"phone\":\"02-555-%04d\"}",
                             i, i);

      if (!naru_transaction_put_text (transaction, id, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_text_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  char **id_and_text = data;

  return naru_transaction_put_text (transaction, id_and_text[0], id_and_text[1], error);
}

static void
put_texts (StoreFixture *fixture, NaruWriteFlags flags)
{
  NaruWriteInfo info = bulk_info;
  g_autoptr (GError) error = NULL;

  info.flags |= flags;
  g_assert_true (
      naru_store_write (fixture->store, &info, put_texts_cb, GINT_TO_POINTER (MANY), &error));
  g_assert_no_error (error);
}

static void
assert_found (StoreFixture *fixture, const char *search, guint expected)
{
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autoptr (GArray) numbers = NULL;

  naru_query_set_search (query, search);
  numbers = naru_store_list (fixture->store, query, NULL, NULL);
  g_assert_cmpuint (numbers->len, ==, expected);
}

static void
test_texts (StoreFixture *fixture, gconstpointer data)
{
  put_texts (fixture, NARU_WRITE_DEFAULT);
  store_fixture_assert_sound (fixture);
  assert_found (fixture, "Employer 17", 1);
  assert_found (fixture, "025550003", 1);
}

static void
test_deferred_texts (StoreFixture *fixture, gconstpointer data)
{
  assert_found (fixture, "Employer", 0);
  put_texts (fixture, NARU_WRITE_DEFER_DERIVED);
  assert_found (fixture, "Employer", 0);
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, NULL));
  assert_found (fixture, "Employer", MANY);
  store_fixture_assert_sound (fixture);
}

static void
test_refused_texts (StoreFixture *fixture, gconstpointer data)
{
  static const char *const refused[][2] = {
    { "employer:not an id", "{\"type\":\"employer\",\"name\":\"A\"}" },
    { HARBOUR, "{\"type\":\"nothing\",\"name\":\"A\"}" },
    { HARBOUR, "{\"type\":\"contact\",\"name\":\"A\"}" },
    { HARBOUR, "{\"type\":\"employer\",\"name\":" },
    { "employer:01JD0000000000000000000001", "{\"type\":\"employer\",\"name\":\"there already\"}" },
  };

  put_texts (fixture, NARU_WRITE_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (naru_store_write (fixture->store, &bulk_info, put_text_cb,
                                        (gpointer) refused[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM document"), ==, MANY);
  store_fixture_assert_sound (fixture);
}

static void
test_indexes (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = ask (fixture->store, COUNT_INDEXES);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (before, >, 0);
  g_assert_true (naru_store_begin_bulk (fixture->store, &error));
  g_assert_cmpint (ask (fixture->store, COUNT_INDEXES), ==, 0);
  put_texts (fixture, NARU_WRITE_DEFAULT);
  assert_found (fixture, "Employer", MANY);
  g_assert_true (naru_store_end_bulk (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->store, COUNT_INDEXES), ==, before);
  store_fixture_assert_sound (fixture);
}

static void
test_interrupted (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = ask (fixture->store, COUNT_INDEXES);

  g_assert_true (naru_store_begin_bulk (fixture->store, NULL));
  put_texts (fixture, NARU_WRITE_DEFAULT);
  store_fixture_reopen (fixture);
  g_assert_cmpint (ask (fixture->store, COUNT_INDEXES), ==, before);
  assert_found (fixture, "Employer", MANY);
  store_fixture_assert_sound (fixture);
}

/* A reindex that was stopped before its first record: people go on working, and then it is completed. */
static void
test_reindex_goes_on (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NaruRecord) harbour = make_employer (HARBOUR, "Harbour");
  g_autoptr (GError) error = NULL;
  gint64 edits;

  put_texts (fixture, NARU_WRITE_DEFAULT);
  edits = ask (fixture->store, "SELECT sum(edits) FROM document WHERE derived = 1");
  g_cancellable_cancel (cancellable);
  g_assert_false (naru_store_reindex (fixture->store, NULL, NULL, cancellable, NULL));
  assert_found (fixture, "Employer", 0);
  g_assert_true (set_field (fixture->store, "Edit", ANNA, NARU_WRITE_DEFAULT,
                            "employer:01JD0000000000000000000007", "name", "Renamed", &error));
  g_assert_true (delete_record (fixture->store, "Delete", ANNA,
                                "employer:01JD0000000000000000000008", &error));
  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, harbour, &error));
  store_fixture_reopen (fixture);
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_found (fixture, "Employer", MANY - 2);
  assert_found (fixture, "Renamed", 1);
  assert_found (fixture, "Harbour", 1);
  g_assert_cmpint (ask (fixture->store, "SELECT sum(edits) FROM document WHERE derived = 1"), ==,
                   edits + 3);
  store_fixture_assert_sound (fixture);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/bulk/" path, StoreFixture, NULL, store_fixture_set_up, func,                 \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("texts-are-records-in-lists-and-search", test_texts);
  ADD ("texts-may-be-put-into-lists-later", test_deferred_texts);
  ADD ("what-is-no-new-record-is-refused", test_refused_texts);
  ADD ("indexes-are-made-once-at-the-end", test_indexes);
  ADD ("an-interrupted-bulk-is-completed-at-the-next-opening", test_interrupted);
  ADD ("an-interrupted-reindex-keeps-what-was-written-since", test_reindex_goes_on);
  return g_test_run ();
}
