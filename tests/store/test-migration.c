/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store of every earlier version opens with all that was in it, or is left as it was. */
#include "store-fixture.h"

#include <string.h>

#include "naru-error.h"
#include "naru-store-private.h"

#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static void
use_store_of (StoreFixture *fixture, int version)
{
  g_autofree char *name = g_strdup_printf ("store-v%d.db", version);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  store_fixture_close (fixture);
  g_file_get_contents (source, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (file, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
assert_all_there (StoreFixture *fixture)
{
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, HARBOUR, NULL);
  g_autoptr (GPtrArray) history = naru_store_get_history (fixture->store, HARBOUR, NULL);
  g_autoptr (GBytes) blob = naru_store_get_blob (fixture->store, HELLO, NULL);
  g_autofree char *setting = naru_store_get_setting (fixture->store, "window");
  g_autofree char *draft = naru_store_get_draft (fixture->store, "employer/new");

  g_assert_nonnull (strstr (naru_record_get_text (record), ",  \"odd\":1.10,"));
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpuint (g_bytes_get_size (blob), ==, strlen ("hello"));
  g_assert_cmpstr (setting, ==, "1280");
  g_assert_cmpstr (draft, ==, "typed");
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM checkpoint"), ==, 1);
}

static void
test_every_version (StoreFixture *fixture, gconstpointer data)
{
  for (int version = 1; version <= NARU_STORE_VERSION; version++)
    {
      g_autoptr (NaruUndoReport) undone = NULL;
      g_autoptr (NaruUndoReport) redone = NULL;
      g_autoptr (GError) error = NULL;

      use_store_of (fixture, version);
      store_fixture_reopen (fixture);
      g_assert_cmpint (ask (fixture->store, "PRAGMA user_version"), ==, NARU_STORE_VERSION);
      assert_all_there (fixture);
      naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      store_fixture_assert_sound (fixture);

      undone = naru_store_undo (fixture->store, ANNA, NOON, &error);
      g_assert_no_error (error);
      assert_field (fixture->store, HARBOUR, "phone", NULL);
      redone = naru_store_redo (fixture->store, ANNA, NOON, &error);
      g_assert_no_error (error);
      assert_field (fixture->store, HARBOUR, "phone", "02-1");
      store_fixture_assert_sound (fixture);
    }
}

static char *
dump (const char *file)
{
  g_autoptr (NaruDb) db = naru_db_open (file, NARU_DB_READER, NULL);
  char *text = NULL;

  g_assert_true (naru_db_get_text (db, &text, NULL,
                                   "SELECT (SELECT user_version FROM pragma_user_version) ||"
                                   " (SELECT group_concat (sql) FROM sqlite_schema) || (SELECT "
                                   "group_concat (body) FROM document)",
                                   ""));
  return text;
}

static void
test_failing_step (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  use_store_of (fixture, 1);
  /* in the way of the last part of step 2 */
  run_sql (file, "CREATE TABLE command_undo_of (x INTEGER)");
  before = dump (file);
  g_assert_null (naru_store_open (fixture->profile, NARU_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_FAILED);
  after = dump (file);
  g_assert_cmpstr (before, ==, after);

  run_sql (file, "DROP TABLE command_undo_of");
  store_fixture_reopen (fixture);
  assert_all_there (fixture);
}

static void
test_read_only (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  use_store_of (fixture, 1);
  g_assert_null (naru_store_open (fixture->profile, NARU_STORE_OPEN_READ_ONLY, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/migration/" path, StoreFixture, NULL, store_fixture_set_up, func,            \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-version-opens-with-all-that-was-in-it", test_every_version);
  ADD ("a-step-that-fails-leaves-the-version-before", test_failing_step);
  ADD ("an-old-store-is-not-read-without-the-right-to-write", test_read_only);
  return g_test_run ();
}
