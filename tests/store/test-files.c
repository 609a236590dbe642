/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store that cannot be opened or written is refused with the reason, and is never made worse. */
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "naru-error.h"
#include "naru-store-private.h"

#define NOBODY 65534

static void
make_harbour (NaruStore *store)
{
  g_autoptr (NaruRecord) harbour = make_employer (HARBOUR, "Harbour");

  g_assert_true (put (store, "New employer", ANNA, NARU_WRITE_DEFAULT, harbour, NULL));
}

static char *
read_file (StoreFixture *fixture, gsize *length)
{
  g_autofree char *file = store_fixture_file (fixture);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (file, &contents, length, NULL));
  return contents;
}

/* Opening must fail like this, and leave every byte of the file. */
static void
assert_refused (StoreFixture *fixture, NaruStoreOpenFlags flags, int code)
{
  gsize before_length;
  gsize after_length;
  g_autofree char *before = read_file (fixture, &before_length);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (naru_store_open (fixture->profile, flags, &error));
  g_assert_error (error, NARU_ERROR, code);
  after = read_file (fixture, &after_length);
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_missing (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (naru_store_open (elsewhere, NARU_STORE_OPEN_EXISTING, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
}

static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);

  make_harbour (fixture->store);
  store_fixture_close (fixture);
  run_sql (file, "PRAGMA user_version = 999");
  assert_refused (fixture, NARU_STORE_OPEN_DEFAULT, NARU_ERROR_TOO_NEW);
  assert_refused (fixture, NARU_STORE_OPEN_READ_ONLY, NARU_ERROR_TOO_NEW);
}

static void
test_foreign (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);

  store_fixture_close (fixture);
  g_assert_true (g_file_set_contents (
      file, "A letter, long enough not to be taken for an empty file.", -1, NULL));
  assert_refused (fixture, NARU_STORE_OPEN_DEFAULT, NARU_ERROR_DAMAGED);
  g_remove (file);
  run_sql (file, "CREATE TABLE music (title TEXT)");
  assert_refused (fixture, NARU_STORE_OPEN_DEFAULT, NARU_ERROR_DAMAGED);
}

static void
test_cut_off (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *contents = NULL;
  gsize length;

  make_harbour (fixture->store);
  store_fixture_close (fixture);
  contents = read_file (fixture, &length);
  g_assert_cmpint (truncate (file, (off_t) length / 2), ==, 0);
  assert_refused (fixture, NARU_STORE_OPEN_DEFAULT, NARU_ERROR_DAMAGED);
}

static void
overwrite_pages (const char *file, goffset from, goffset to)
{
  char noise[4096];
  int fd = g_open (file, O_RDWR | O_CLOEXEC, 0);

  memset (noise, 0xa5, sizeof noise);
  for (goffset at = from; at < to; at += (goffset) sizeof noise)
    g_assert_cmpint (pwrite (fd, noise, sizeof noise, at), ==, sizeof noise);
  g_assert_true (g_close (fd, NULL));
}

static void
test_damaged_pages (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gint64 root = 0;
  gsize length;

  make_harbour (fixture->store);
  naru_db_get_int (fixture->store->reader, &root, NULL,
                   "SELECT rootpage FROM sqlite_schema WHERE name = 'document'", "");
  store_fixture_close (fixture);
  contents = read_file (fixture, &length);
  overwrite_pages (file, (root - 1) * 4096, root * 4096);
  store_fixture_reopen (fixture);
  g_assert_false (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "backup"));
  g_assert_true (naru_store_verify (fixture->store, &problems, NULL));
  g_assert_cmpuint (problems->len, >, 0);

  store_fixture_close (fixture);
  overwrite_pages (file, 0, (goffset) length - (goffset) length % 4096);
  assert_refused (fixture, NARU_STORE_OPEN_DEFAULT, NARU_ERROR_DAMAGED);
}

static void
test_locked (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDb) other = NULL;

  make_harbour (fixture->store);
  other = naru_db_open (file, NARU_DB_READ_WRITE, &error);
  g_assert_true (naru_db_exec (other, "BEGIN IMMEDIATE", NULL));
  sqlite3_busy_timeout (naru_db_get_handle (fixture->store->writer), 1);
  g_assert_false (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_LOCKED);
  assert_field (fixture->store, HARBOUR, "phone", NULL);
  g_assert_true (naru_db_exec (other, "ROLLBACK", NULL));
  g_clear_error (&error);
  set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error);
  g_assert_no_error (error);
}

static gboolean
put_big_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (NaruRecord) record = make_employer (BAKERY, "Bakery");
  g_autofree char *digest = NULL;

  if (!naru_transaction_put (transaction, record, error))
    return FALSE;
  digest = naru_transaction_put_blob (transaction, data, error);
  return digest != NULL;
}

static void
test_full (StoreFixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Attach", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (1024 * 1024), 1024 * 1024);
  g_autofree char *limit = NULL;
  g_autoptr (GError) error = NULL;

  make_harbour (fixture->store);
  limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                           ask (fixture->store, "PRAGMA page_count") + 20);
  g_assert_true (naru_db_exec (fixture->store->writer, limit, NULL));
  g_assert_false (naru_store_write (fixture->store, &info, put_big_cb, bytes, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_FULL);
  g_assert_null (naru_store_get (fixture->store, BAKERY, NULL));
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
  store_fixture_assert_sound (fixture);

  /* somebody has made room */
  g_assert_true (naru_db_exec (fixture->store->writer, "PRAGMA max_page_count = 1000000", NULL));
  g_clear_error (&error);
  naru_store_write (fixture->store, &info, put_big_cb, bytes, &error);
  g_assert_no_error (error);
  assert_field (fixture->store, BAKERY, "name", "Bakery");
  store_fixture_assert_sound (fixture);
}

/* The rights of root reach everywhere, so this runs as somebody else, in a process of its own. */
static void
test_read_only (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autoptr (NaruStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    {
      const char *profile = g_getenv ("NARU_TEST_PROFILE");

      store_fixture_tear_down (fixture, data);
      g_assert_cmpint (setgid (NOBODY), ==, 0);
      g_assert_cmpint (setuid (NOBODY), ==, 0);
      g_assert_null (naru_store_open (profile, NARU_STORE_OPEN_DEFAULT, &error));
      g_assert_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY);
      g_assert_nonnull (strstr (error->message, profile));
      g_clear_error (&error);
      store = naru_store_open (profile, NARU_STORE_OPEN_READ_ONLY, &error);
      g_assert_no_error (error);
      assert_field (store, HARBOUR, "name", "Harbour");
      g_assert_false (
          set_field (store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", &error));
      g_assert_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY);
      return;
    }
  if (getuid () != 0)
    {
      g_test_skip ("only root can become somebody else");
      return;
    }
  make_harbour (fixture->store);
  store_fixture_close (fixture);
  g_assert_cmpint (chown (file, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (g_chmod (file, 0400), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->profile, 0555), ==, 0);
  g_setenv ("NARU_TEST_PROFILE", fixture->profile, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_reads_beside_writer (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruStore) reader = NULL;
  g_autoptr (GError) error = NULL;

  make_harbour (fixture->store);
  reader = naru_store_open (fixture->profile, NARU_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_field (reader, HARBOUR, "name", "Harbour");
  g_assert_false (naru_store_set_setting (reader, "key", "value", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/open/" path, StoreFixture, NULL, store_fixture_set_up, func,                 \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("makes-no-store-where-one-should-exist", test_missing);
  ADD ("leaves-a-newer-store-as-it-is", test_newer);
  ADD ("leaves-files-of-others-as-they-are", test_foreign);
  ADD ("leaves-a-store-that-was-cut-off-as-it-is", test_cut_off);
  ADD ("tells-of-damaged-pages", test_damaged_pages);
  ADD ("says-when-another-program-writes", test_locked);
  ADD ("loses-nothing-on-a-full-disk", test_full);
  ADD ("reads-what-it-may-not-write", test_read_only);
  ADD ("reads-beside-a-writer", test_reads_beside_writer);
  return g_test_run ();
}
