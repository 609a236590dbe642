/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written is there, whole, private and told; what cannot be written is refused and changes nothing. */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "naru-error.h"
#include "naru-store-private.h"

#define MANY 1200

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static void
test_private (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);
  g_autofree char *wal = g_strconcat (file, "-wal", NULL);
  g_autofree char *shm = g_strconcat (file, "-shm", NULL);

  g_assert_true (naru_store_set_setting (fixture->store, "key", "value", NULL));
  assert_mode (fixture->profile, 0700);
  assert_mode (file, 0600);
  assert_mode (wal, 0600);
  assert_mode (shm, 0600);

  store_fixture_close (fixture);
  g_chmod (file, 0644);
  store_fixture_reopen (fixture);
  assert_mode (file, 0600);
}

static void
test_safe (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *mode = NULL;
  gint64 synchronous = 0;
  gint64 secure = 0;

  g_assert_true (naru_db_get_text (fixture->store->writer, &mode, NULL, "PRAGMA journal_mode", ""));
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_true (
      naru_db_get_int (fixture->store->writer, &synchronous, NULL, "PRAGMA synchronous", ""));
  g_assert_cmpint (synchronous, ==, 2);
  g_assert_true (
      naru_db_get_int (fixture->store->writer, &secure, NULL, "PRAGMA secure_delete", ""));
  g_assert_cmpint (secure, ==, 1);
  g_assert_false (naru_db_exec (fixture->store->reader, "DELETE FROM document", NULL));
}

static void
test_keeps_bytes (StoreFixture *fixture, gconstpointer data)
{
  /* A record of the schema of today: writing an older one brings it up to date. */
  g_autofree char *head
      = g_strdup_printf ("{ \"type\" : \"employer\",  \"schema\":%u,\"name\":\"Harbour\",\n",
                         naru_record_type_find ("employer")->schema);
  g_autofree char *text = g_strconcat (
      head,
      "  \"rate\": 1.1, \"big\":123456789012345678901234567890,"
      "\"odd\":\"a\\u0000b  c\", \"deep\" : {\"x\":[1 , {\"y\":null}]}, \"phone\":\"1\" }",
      NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_record_new_from_text (HARBOUR, text, -1, &error);
  g_autoptr (NaruRecord) read = NULL;

  g_assert_no_error (error);
  put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, &error);
  g_assert_no_error (error);
  set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "2", &error);
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  read = naru_store_get (fixture->store, HARBOUR, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (naru_record_get_text (read), head));
  g_assert_nonnull (strstr (naru_record_get_text (read),
                            "  \"rate\": 1.1, \"big\":123456789012345678901234567890,"
                            "\"odd\":\"a\\u0000b  c\", \"deep\" : {\"x\":[1 , {\"y\":null}]}"));
  assert_field (fixture->store, HARBOUR, "phone", "2");
  store_fixture_assert_sound (fixture);
}

static void
test_fills_common_fields (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  NaruWriteInfo later = { "Later", BERT, "2026-11-23T09:00:00+09:00", NARU_WRITE_DEFAULT };

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  assert_field (fixture->store, HARBOUR, "createdBy", ANNA);
  assert_field (fixture->store, HARBOUR, "createdAt", NOON);
  assert_field (fixture->store, HARBOUR, "modifiedBy", ANNA);
  g_assert_true (naru_record_set (record, "phone", "1", NULL));
  g_assert_true (put (fixture->store, "Later", BERT, NARU_WRITE_DEFAULT, record, NULL));
  assert_field (fixture->store, HARBOUR, "createdBy", ANNA);
  assert_field (fixture->store, HARBOUR, "modifiedBy", BERT);
  g_assert_cmpstr (later.at, !=, NOON);
}

static void
test_nothing_changed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autoptr (NaruDocumentState) state = NULL;
  g_autoptr (GPtrArray) history = NULL;

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_true (put (fixture->store, "Again", BERT, NARU_WRITE_DEFAULT, record, NULL));
  state = naru_store_get_state (fixture->store, HARBOUR, NULL);
  g_assert_cmpint (state->edits, ==, 1);
  g_assert_cmpint (state->sequence, ==, 1);
  history = naru_store_get_history (fixture->store, HARBOUR, NULL);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM command"), ==, 1);
}

static gboolean
fail_after_put_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (NaruRecord) read = NULL;

  if (!naru_transaction_put (transaction, data, error))
    return FALSE;
  read = naru_store_get (transaction->store, HARBOUR, error);
  g_assert_nonnull (read);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, "no");
  return FALSE;
}

static void
test_rolls_back (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autoptr (GError) error = NULL;
  NaruWriteInfo info = { "New", ANNA, NOON, NARU_WRITE_DEFAULT };

  g_assert_false (naru_store_write (fixture->store, &info, fail_after_put_cb, record, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM change"), ==, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM command"), ==, 0);
  store_fixture_assert_sound (fixture);
}

static void
test_validates (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) nameless = make_employer (HARBOUR, "");
  g_autoptr (GError) error = NULL;

  g_assert_false (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, nameless, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM document"), ==, 0);
}

static gboolean
put_child_first_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (NaruRecord) talk
      = make_interaction ("interaction:01JD0000000000000000000TAK", HARBOUR, "Called");

  return naru_transaction_put (transaction, talk, error)
         && naru_transaction_put (transaction, data, error);
}

static void
test_references (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) talk
      = make_interaction ("interaction:01JD0000000000000000000TAK", HARBOUR, "Called");
  g_autoptr (NaruRecord) employer = make_employer (HARBOUR, "Harbour");
  g_autoptr (GError) error = NULL;
  NaruWriteInfo info = { "New", ANNA, NOON, NARU_WRITE_DEFAULT };

  g_assert_false (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, talk, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Employer"));
  g_assert_true (naru_store_write (fixture->store, &info, put_child_first_cb, employer, NULL));
  assert_field (fixture->store, "interaction:01JD0000000000000000000TAK", "employer", HARBOUR);
}

static void
test_deletes (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autoptr (NaruDocumentState) state = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autofree char *body = NULL;

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_true (delete_record (fixture->store, "Gone", BERT, HARBOUR, NULL));
  g_assert_null (naru_store_get (fixture->store, HARBOUR, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  state = naru_store_get_state (fixture->store, HARBOUR, NULL);
  g_assert_true (state->deleted);
  naru_db_get_text (fixture->store->reader, &body, NULL, "SELECT body FROM document", "");
  g_assert_nonnull (strstr (body, "\"_deleted\":true"));
  g_assert_nonnull (strstr (body, "\"type\":\"employer\""));
  g_assert_nonnull (strstr (body, BERT));
  g_assert_null (strstr (body, "Harbour"));
  g_assert_false (delete_record (fixture->store, "Gone", BERT, HARBOUR, &again));
  g_assert_error (again, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  g_assert_cmpint (naru_store_count_type (fixture->store, "employer"), ==, 0);
  store_fixture_assert_sound (fixture);
}

static void
test_history (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autoptr (GPtrArray) history = NULL;
  const NaruChange *change;

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_true (set_field (fixture->store, "Phone", BERT, NARU_WRITE_DEFAULT, HARBOUR, "phone",
                            "02-1", NULL));
  g_assert_true (set_field (fixture->store, "Quiet", BERT, NARU_WRITE_NO_HISTORY, HARBOUR, "phone",
                            "02-2", NULL));
  g_assert_true (delete_record (fixture->store, "Gone", ANNA, HARBOUR, NULL));
  history = naru_store_get_history (fixture->store, HARBOUR, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  change = g_ptr_array_index (history, 0);
  g_assert_cmpstr (change->field, ==, "");
  g_assert_cmpstr (change->to, ==, "false");
  change = g_ptr_array_index (history, 1);
  g_assert_cmpstr (change->field, ==, "phone");
  g_assert_cmpstr (change->author, ==, BERT);
  g_assert_cmpstr (change->at, ==, NOON);
  g_assert_null (change->from);
  g_assert_cmpstr (change->to, ==, "\"02-1\"");
  change = g_ptr_array_index (history, 2);
  g_assert_null (change->from);
  g_assert_cmpstr (change->to, ==, "true");
}

static void
test_base (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autofree char *base = NULL;

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_true (
      naru_db_exec (fixture->store->writer, "UPDATE document SET rev = '1-a', sync = 1", NULL));
  g_assert_true (
      set_field (fixture->store, "One", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  g_assert_true (
      set_field (fixture->store, "Two", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "2", NULL));
  naru_db_get_text (fixture->store->reader, &base, NULL, "SELECT base FROM document", "");
  g_assert_nonnull (strstr (base, "Harbour"));
  g_assert_null (strstr (base, "phone"));
  g_assert_cmpint (ask (fixture->store, "SELECT sync FROM document"), ==, NARU_SYNC_ONLY_HERE);
  g_assert_cmpint (ask (fixture->store, "SELECT edits FROM document"), ==, 3);
}

typedef struct
{
  GMainLoop *loop;
  GPtrArray *told;
  gboolean everything;
  gboolean done;
} Listener;

static void
changed_cb (NaruStore *store, const char *const *ids, gpointer data)
{
  Listener *listener = data;

  g_assert_true (g_main_context_is_owner (NULL) || listener->loop == NULL);
  listener->everything = ids == NULL;
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (listener->told, g_strdup (ids[i]));
  if (listener->loop != NULL && g_main_loop_is_running (listener->loop) && listener->done)
    g_main_loop_quit (listener->loop);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Listener *listener = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_write_finish (NARU_STORE (source), result, &error));
  g_assert_no_error (error);
  listener->done = TRUE;
  g_main_loop_quit (listener->loop);
}

static gboolean
put_off_main_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_assert_false (g_main_context_is_owner (NULL));
  return naru_transaction_put (transaction, data, error);
}

static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Listener listener = { loop, told };
  NaruWriteInfo info = { "New", ANNA, NOON, NARU_WRITE_DEFAULT };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &listener);
  naru_store_write_async (fixture->store, &info, put_off_main_cb,
                          make_employer (HARBOUR, "Harbour"), g_object_unref, NULL, written_cb,
                          &listener);
  g_main_loop_run (loop);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (told, 0), ==, HARBOUR);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (naru_store_write_finish (NARU_STORE (source), result, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_CANCELLED);
  g_main_loop_quit (data);
}

static gboolean
put_and_cancel_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");

  if (!naru_transaction_put (transaction, record, error))
    return FALSE;
  g_cancellable_cancel (data);
  return TRUE;
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  NaruWriteInfo info = { "New", ANNA, NOON, NARU_WRITE_DEFAULT };

  naru_store_write_async (fixture->store, &info, put_and_cancel_cb, cancellable, NULL, cancellable,
                          cancelled_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM document"), ==, 0);
}

static gboolean
put_many_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
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
test_many (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Listener listener = { NULL, told };
  NaruWriteInfo info = { "Import", ANNA, NOON, NARU_WRITE_DEFER_DERIVED };
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &listener);
  g_assert_true (
      naru_store_write (fixture->store, &info, put_many_cb, GINT_TO_POINTER (MANY), &error));
  g_assert_no_error (error);
  g_assert_true (listener.everything);
  g_assert_cmpuint (told->len, ==, 0);
  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_false (listener.everything);
  g_assert_cmpuint (told->len, ==, 1);
}

static void
test_foreign_commit (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Listener listener = { loop, told, .done = TRUE };
  g_autoptr (NaruStore) other = naru_store_open (fixture->profile, NARU_STORE_OPEN_EXISTING, NULL);
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &listener);
  g_assert_true (put (other, "New", BERT, NARU_WRITE_DEFAULT, record, NULL));
  g_main_loop_run (loop);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (told, 0), ==, HARBOUR);
}

static gboolean
read_title_cb (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  char **title = data;

  *title = naru_store_get_title (reader, HARBOUR);
  return TRUE;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (naru_store_read_finish (NARU_STORE (source), result, NULL));
  g_main_loop_quit (data);
}

static void
test_reads_beside (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (NaruRecord) record = make_employer (HARBOUR, "Harbour");
  g_autofree char *title = NULL;

  g_assert_true (put (fixture->store, "New", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  naru_store_read_async (fixture->store, read_title_cb, &title, NULL, NULL, read_done_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpstr (title, ==, "Harbour");
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, func,                      \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open/folder-and-file-are-private", test_private);
  ADD ("open/commits-survive-a-power-cut", test_safe);
  ADD ("write/keeps-every-byte-outside-the-edit", test_keeps_bytes);
  ADD ("write/fills-the-common-fields", test_fills_common_fields);
  ADD ("write/nothing-changed-writes-nothing", test_nothing_changed);
  ADD ("write/an-error-rolls-everything-back", test_rolls_back);
  ADD ("write/refuses-what-breaks-the-dictionary", test_validates);
  ADD ("write/required-references-must-exist-at-the-end", test_references);
  ADD ("write/deleting-leaves-a-tombstone-without-content", test_deletes);
  ADD ("write/keeps-what-the-server-has-as-base", test_base);
  ADD ("history/tells-who-when-from-and-to", test_history);
  ADD ("async/writes-off-the-main-loop-and-tells", test_async);
  ADD ("async/a-cancelled-write-leaves-nothing", test_cancelled);
  ADD ("changed/names-no-ids-when-they-are-too-many", test_many);
  ADD ("changed/notices-commits-of-other-processes", test_foreign_commit);
  ADD ("read/another-thread-reads-what-was-committed", test_reads_beside);
  return g_test_run ();
}
