/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store can be judged, put in order, copied and put back; settings, drafts and attachments stay what they were. */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "naru-error.h"
#include "naru-store-private.h"

#define DEFERRED 30

static void
make_harbour (NaruStore *store)
{
  g_autoptr (NaruRecord) harbour = make_employer (HARBOUR, "Harbour");

  g_assert_true (put (store, "New employer", ANNA, NARU_WRITE_DEFAULT, harbour, NULL));
}

static GPtrArray *
verify (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = NULL;

  g_assert_true (naru_store_verify (fixture->store, &problems, &error));
  g_assert_no_error (error);
  return problems;
}

static void
assert_problem (StoreFixture *fixture, const char *words)
{
  g_autoptr (GPtrArray) problems = verify (fixture);
  gboolean named = FALSE;

  for (guint i = 0; i < problems->len; i++)
    named |= strstr (g_ptr_array_index (problems, i), words) != NULL;
  g_assert_true (named);
}

static void
test_verify (StoreFixture *fixture, gconstpointer data)
{
  NaruDb *db = fixture->store->writer;

  make_harbour (fixture->store);
  store_fixture_assert_sound (fixture);
  g_assert_true (naru_db_exec (db, "UPDATE document SET title = 'Other'", NULL));
  assert_problem (fixture, "differently");
  g_assert_true (
      naru_db_exec (db, "UPDATE document SET title = 'Harbour', body = '{\"type\":'", NULL));
  assert_problem (fixture, HARBOUR);
  g_assert_true (naru_db_exec (db, "UPDATE document SET derived = 0, type = 'contact'", NULL));
  assert_problem (fixture, HARBOUR);
}

static void
test_verify_derived (StoreFixture *fixture, gconstpointer data)
{
  make_harbour (fixture->store);
  g_assert_true (naru_derive_delete (fixture->store->writer, 1, "employer", NULL));
  assert_problem (fixture, HARBOUR);
}

static gboolean
put_many_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  for (int i = 0; i < DEFERRED; i++)
    {
      g_autofree char *id = g_strdup_printf ("employer:01JD00000000000000000%05d", i);
      g_autofree char *name = g_strdup_printf ("Employer %d", i);
      g_autoptr (NaruRecord) record = make_employer (id, name);

      if (!naru_transaction_put (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
put_deferred (StoreFixture *fixture)
{
  NaruWriteInfo info = { "Import", ANNA, NOON, NARU_WRITE_DEFER_DERIVED };

  g_assert_true (naru_store_write (fixture->store, &info, put_many_cb, NULL, NULL));
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  gint64 *last = data;

  g_assert_cmpint (done, >, *last);
  g_assert_cmpint (done, <=, total);
  *last = done;
}

static void
test_stale (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  put_deferred (fixture);
  problems = verify (fixture);
  g_assert_cmpuint (problems->len, ==, DEFERRED);
  g_assert_true (naru_store_derive_stale (fixture->store, progress_cb, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (last, ==, DEFERRED);
  store_fixture_assert_sound (fixture);
}

static void
test_reindex (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  gint64 last = 0;

  make_harbour (fixture->store);
  put_deferred (fixture);
  g_assert_true (naru_store_reindex (fixture->store, progress_cb, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (last, ==, DEFERRED + 1);
  store_fixture_assert_sound (fixture);

  g_cancellable_cancel (cancellable);
  g_assert_false (naru_store_reindex (fixture->store, NULL, NULL, cancellable, &cancelled));
  g_assert_error (cancelled, NARU_ERROR, NARU_ERROR_CANCELLED);
  store_fixture_reopen (fixture);
  {
    g_autoptr (GPtrArray) waiting = verify (fixture);

    g_assert_cmpuint (waiting->len, ==, DEFERRED + 1);
  }
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error));
  store_fixture_assert_sound (fixture);
}

static void
test_backup (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "a copy.db", NULL);
  g_autofree char *file = store_fixture_file (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) same = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  GStatBuf info;
  guint asides = 0;

  make_harbour (fixture->store);
  g_assert_true (naru_store_backup (fixture->store, copy, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_false (naru_store_backup (fixture->store, file, &same));
  g_assert_error (same, NARU_ERROR, NARU_ERROR_REFUSED);

  g_assert_true (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  store_fixture_close (fixture);
  g_assert_true (naru_store_restore (fixture->profile, copy, &error));
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  assert_field (fixture->store, HARBOUR, "phone", NULL);
  store_fixture_assert_sound (fixture);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  /* what was there before is kept, and is a store itself */
  dir = g_dir_open (fixture->profile, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, NARU_STORE_FILE ".before-restore-"))
      {
        g_autofree char *aside = g_build_filename (fixture->profile, name, NULL);

        asides++;
        store_fixture_close (fixture);
        g_assert_true (naru_store_restore (fixture->profile, aside, &error));
        g_assert_no_error (error);
        store_fixture_reopen (fixture);
        assert_field (fixture->store, HARBOUR, "phone", "1");
        break;
      }
  g_assert_cmpuint (asides, ==, 1);
}

static void
test_restore_refuses (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.db", NULL);
  g_autoptr (GError) open = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) newer = NULL;

  make_harbour (fixture->store);
  g_assert_true (naru_store_backup (fixture->store, copy, NULL));
  g_assert_false (naru_store_restore (fixture->profile, copy, &open));
  g_assert_error (open, NARU_ERROR, NARU_ERROR_LOCKED);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");

  store_fixture_close (fixture);
  g_file_set_contents (
      text, "This is a letter and not a store of any sort, however long it may be.", -1, NULL);
  g_assert_false (naru_store_restore (fixture->profile, text, &other));
  g_assert_error (other, NARU_ERROR, NARU_ERROR_DAMAGED);
  g_assert_false (naru_store_restore (fixture->profile, "/no/such/file", &missing));
  g_assert_error (missing, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  run_sql (copy, "PRAGMA user_version = 999");
  g_assert_false (naru_store_restore (fixture->profile, copy, &newer));
  g_assert_error (newer, NARU_ERROR, NARU_ERROR_TOO_NEW);
  store_fixture_reopen (fixture);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
}

static void
test_restore_over_damage (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *file = store_fixture_file (fixture);
  g_autoptr (GError) error = NULL;

  make_harbour (fixture->store);
  g_assert_true (naru_store_backup (fixture->store, copy, NULL));
  store_fixture_close (fixture);
  g_assert_true (g_file_set_contents (file, "broken", -1, NULL));
  g_assert_true (naru_store_restore (fixture->profile, copy, &error));
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
}

static void
test_settings (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = naru_store_get_setting (fixture->store, "window");
  g_autofree char *value = NULL;
  g_autofree char *draft = NULL;
  g_auto (GStrv) keys = NULL;
  g_auto (GStrv) none = NULL;

  g_assert_null (missing);
  g_assert_true (naru_store_set_setting (fixture->store, "window", "1024", NULL));
  g_assert_true (naru_store_set_setting (fixture->store, "window", "1280", NULL));
  naru_store_keep_draft (fixture->store, "employer/b", "{\"name\":\"Hal");
  naru_store_keep_draft (fixture->store, "employer/a", "x");
  naru_store_keep_draft (fixture->store, "vacancy/a", "y");
  store_fixture_reopen (fixture);
  value = naru_store_get_setting (fixture->store, "window");
  g_assert_cmpstr (value, ==, "1280");
  draft = naru_store_get_draft (fixture->store, "employer/b");
  g_assert_cmpstr (draft, ==, "{\"name\":\"Hal");
  keys = naru_store_list_drafts (fixture->store, "employer/");
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_cmpstr (keys[0], ==, "employer/a");
  g_assert_cmpstr (keys[1], ==, "employer/b");
  naru_store_keep_draft (fixture->store, "vacancy/a", NULL);
  none = naru_store_list_drafts (fixture->store, "vacancy/");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean running;
  gboolean released;
  gboolean done;
} Gate;

static gboolean
long_write_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->running = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->released)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static void
gate_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Gate *gate = data;

  g_assert_true (naru_store_write_finish (NARU_STORE (source), result, NULL));
  gate->done = TRUE;
}

static void
test_draft_during_write (StoreFixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Import", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autofree char *waiting = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) keys = NULL;
  Gate gate = { .running = FALSE };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  naru_store_write_async (fixture->store, &info, long_write_cb, &gate, NULL, NULL, gate_done_cb,
                          &gate);
  g_mutex_lock (&gate.mutex);
  while (!gate.running)
    g_cond_wait (&gate.cond, &gate.mutex);
  g_mutex_unlock (&gate.mutex);

  /* would wait for ever if it waited for the write */
  naru_store_keep_draft (fixture->store, "employer/a", "typed");
  waiting = naru_store_get_draft (fixture->store, "employer/a");
  g_assert_cmpstr (waiting, ==, "typed");
  keys = naru_store_list_drafts (fixture->store, "");
  g_assert_cmpuint (g_strv_length (keys), ==, 1);

  g_mutex_lock (&gate.mutex);
  gate.released = TRUE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  while (!gate.done)
    g_main_context_iteration (NULL, TRUE);
  store_fixture_reopen (fixture);
  kept = naru_store_get_draft (fixture->store, "employer/a");
  g_assert_cmpstr (kept, ==, "typed");
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static void
test_draft_during_foreign_write (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *waiting = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (NaruDb) other = naru_db_open (file, NARU_DB_READ_WRITE, NULL);

  naru_store_keep_draft (fixture->store, "employer/a", "old");
  g_assert_true (naru_db_exec (other, "BEGIN IMMEDIATE", NULL));
  naru_store_keep_draft (fixture->store, "employer/a", "typed");
  waiting = naru_store_get_draft (fixture->store, "employer/a");
  g_assert_cmpstr (waiting, ==, "typed");
  g_assert_true (naru_db_exec (other, "ROLLBACK", NULL));
  g_clear_pointer (&other, naru_db_close);
  store_fixture_reopen (fixture);
  kept = naru_store_get_draft (fixture->store, "employer/a");
  g_assert_cmpstr (kept, ==, "typed");
}

static gboolean
put_blob_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *digest = naru_transaction_put_blob (transaction, data, error);
  g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);

  g_assert_cmpstr (digest, ==, expected);
  return digest != NULL;
}

static void
test_blobs (StoreFixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Attach", ANNA, NOON, NARU_WRITE_DEFAULT };
  gsize size = 2 * NARU_BLOB_CHUNK + 17;
  guint8 *raw = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) read = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) damaged = NULL;

  for (gsize i = 0; i < size; i++)
    raw[i] = (guint8) (i * 7 + i / 251);
  bytes = g_bytes_new_take (raw, size);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_assert_true (naru_store_write (fixture->store, &info, put_blob_cb, bytes, NULL));
  g_assert_true (naru_store_write (fixture->store, &info, put_blob_cb, bytes, NULL));
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM blob"), ==, 3);
  store_fixture_reopen (fixture);
  read = naru_store_get_blob (fixture->store, digest, NULL);
  g_assert_true (g_bytes_equal (bytes, read));
  store_fixture_assert_sound (fixture);

  g_assert_null (naru_store_get_blob (fixture->store, "0000", &missing));
  g_assert_error (missing, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  g_assert_true (
      naru_db_exec (fixture->store->writer, "DELETE FROM blob WHERE position = 1", NULL));
  g_assert_null (naru_store_get_blob (fixture->store, digest, &damaged));
  g_assert_error (damaged, NARU_ERROR, NARU_ERROR_DAMAGED);
  assert_problem (fixture, digest);
}

#define TALK "interaction:01JD0000000000000000000TAK"

/* Attaches the bytes to the talk, or takes its attachments away. */
static gboolean
attach_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (NaruRecord) talk = naru_transaction_get (transaction, TALK, NULL);
  g_autofree char *digest
      = data != NULL ? naru_transaction_put_blob (transaction, data, error) : NULL;
  g_autofree char *list = digest != NULL
                              ? g_strdup_printf ("[{\"digest\":\"%s\",\"name\":\"a.pdf\"}]", digest)
                              : NULL;

  if (talk == NULL)
    talk = make_interaction (TALK, HARBOUR, "They want a baker.");
  return naru_record_set_json (talk, "attachments", list, error)
         && naru_transaction_put (transaction, talk, error);
}

static void
attach (StoreFixture *fixture, NaruWriteFlags flags, GBytes *bytes)
{
  NaruWriteInfo info = { "Attach", ANNA, NOON, flags };
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_write (fixture->store, &info, attach_cb, bytes, &error));
  g_assert_no_error (error);
}

static gint64
collect_and_count (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_collect_blobs (fixture->store, &error));
  g_assert_no_error (error);
  return ask (fixture->store, "SELECT count(DISTINCT digest) FROM blob");
}

static void
test_collect (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) contract = g_bytes_new_static ("contract", 8);
  g_autoptr (GBytes) offer = g_bytes_new_static ("offer", 5);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, offer);
  g_autofree char *draft = g_strdup_printf ("{\"attachments\":[{\"digest\":\"%s\"}]}", digest);

  make_harbour (fixture->store);
  attach (fixture, NARU_WRITE_DEFAULT, contract);
  g_assert_cmpint (collect_and_count (fixture), ==, 1);
  attach (fixture, NARU_WRITE_DEFAULT, NULL);
  /* undo can bring it back */
  g_assert_cmpint (collect_and_count (fixture), ==, 1);
  naru_undo_report_free (naru_store_undo (fixture->store, ANNA, NOON, NULL));
  g_assert_cmpint (collect_and_count (fixture), ==, 1);
  attach (fixture, NARU_WRITE_NO_UNDO, NULL);
  run_sql (fixture->store->file, "DELETE FROM command");
  g_assert_cmpint (collect_and_count (fixture), ==, 0);

  attach (fixture, NARU_WRITE_NO_UNDO, contract);
  attach (fixture, NARU_WRITE_NO_UNDO, offer);
  naru_store_keep_draft (fixture->store, "talk", draft);
  g_assert_true (naru_store_reindex (fixture->store, NULL, NULL, NULL, NULL));
  g_assert_cmpint (ask (fixture->store, "SELECT count(DISTINCT digest) FROM blob"), ==, 1);
  attach (fixture, NARU_WRITE_NO_UNDO, NULL);
  g_assert_cmpint (collect_and_count (fixture), ==, 1);
  naru_store_keep_draft (fixture->store, "talk", NULL);
  g_assert_cmpint (collect_and_count (fixture), ==, 0);
  store_fixture_assert_sound (fixture);
}

static void
test_classification (StoreFixture *fixture, gconstpointer data)
{
  static const NaruClassificationRow rows[] = {
    { "C1", NULL, "http://example.org/1", "Baker", "제빵사", "Boulanger" },
    { "C2", "C1", NULL, "Master baker", NULL, "Maître boulanger" },
    { "C3", "C1", NULL, "Bookkeeper", "경리", NULL },
  };
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) korean = NULL;
  g_auto (GStrv) one = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      naru_store_import_classification (fixture->store, "esco", rows, G_N_ELEMENTS (rows), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (naru_store_count_classification (fixture->store, "esco"), ==, 3);
  label = naru_store_get_classification_label (fixture->store, "esco", "C3");
  g_assert_cmpstr (label, ==, "Bookkeeper");
  found = naru_store_search_classification (fixture->store, "esco", "baker", 10);
  g_assert_cmpstr (found[0], ==, "C1");
  g_assert_cmpstr (found[1], ==, "C2");
  g_assert_null (found[2]);
  korean = naru_store_search_classification (fixture->store, "esco", "빵사", 10);
  g_assert_cmpstr (korean[0], ==, "C1");
  one = naru_store_search_classification (fixture->store, "esco", "baker", 1);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_true (naru_store_import_classification (fixture->store, "esco", rows, 1, NULL));
  g_assert_cmpuint (naru_store_count_classification (fixture->store, "esco"), ==, 1);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, func,                      \
              store_fixture_tear_down)

/* The writer is taken, as by a long import: who sets the size of a window does not wait for it. */
static void
test_kept_later (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *at_once = NULL;
  g_autofree char *value = NULL;
  g_autofree char *draft = NULL;

  g_assert_true (naru_store_begin_writing (fixture->store, TRUE, NULL));
  naru_store_keep_setting (fixture->store, "window", "1024");
  naru_store_keep_setting (fixture->store, "window", "1280");
  naru_store_keep_draft (fixture->store, "new/employer", "{}");
  at_once = naru_store_get_setting (fixture->store, "window");
  g_assert_cmpstr (at_once, ==, "1280");
  naru_store_end_writing (fixture->store);
  store_fixture_reopen (fixture);
  value = naru_store_get_setting (fixture->store, "window");
  g_assert_cmpstr (value, ==, "1280");
  draft = naru_store_get_draft (fixture->store, "new/employer");
  g_assert_cmpstr (draft, ==, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("verify/names-documents-that-are-wrong", test_verify);
  ADD ("verify/names-derived-data-that-is-wrong", test_verify_derived);
  ADD ("derived/what-was-put-off-is-made-later", test_stale);
  ADD ("derived/everything-can-be-made-anew-and-interrupted", test_reindex);
  ADD ("backup/comes-back-and-keeps-the-present-store-aside", test_backup);
  ADD ("restore/refuses-without-changing-anything", test_restore_refuses);
  ADD ("restore/works-over-a-damaged-store", test_restore_over_damage);
  ADD ("settings/are-there-in-the-next-process", test_settings);
  ADD ("settings/are-kept-without-waiting-for-the-writer", test_kept_later);
  ADD ("drafts/do-not-wait-for-a-long-write", test_draft_during_write);
  ADD ("drafts/do-not-wait-for-another-process", test_draft_during_foreign_write);
  ADD ("blobs/come-back-whole-or-not-at-all", test_blobs);
  ADD ("blobs/go-when-nothing-names-them-any-longer", test_collect);
  ADD ("classification/is-found-in-every-language", test_classification);
  return g_test_run ();
}
