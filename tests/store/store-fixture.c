/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "store-fixture.h"

#include "folder.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-store-private.h"

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  store_fixture_close (fixture);
  fixture->store = naru_store_open (fixture->profile, NARU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("naru-store-XXXXXX", NULL);
  fixture->profile = g_build_filename (fixture->folder, "profile with space", NULL);
  store_fixture_reopen (fixture);
}

void
store_fixture_close (StoreFixture *fixture)
{
  if (fixture->store != NULL)
    naru_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  if (fixture->folder == NULL)
    return;
  store_fixture_close (fixture);
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->profile, g_free);
}

char *
store_fixture_file (StoreFixture *fixture)
{
  return g_build_filename (fixture->profile, NARU_STORE_FILE, NULL);
}

void
store_fixture_assert_sound (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_verify (fixture->store, &problems, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static NaruRecord *
make (const char *id, const char *const *values)
{
  g_autofree char *type = naru_id_get_type (id);
  NaruRecord *record = naru_record_new (naru_record_type_find (type), id);

  for (gsize i = 0; values[i] != NULL; i += 2)
    {
      g_autoptr (GError) error = NULL;

      naru_record_set (record, values[i], values[i + 1], &error);
      g_assert_no_error (error);
    }
  return record;
}

NaruRecord *
make_employer (const char *id, const char *name)
{
  return make (id, (const char *const[]){ "name", name, NULL });
}

NaruRecord *
make_staff (const char *id, const char *name)
{
  NaruRecord *staff
      = make (id, (const char *const[]){ "name", name, "userName", id + strlen ("staff:"), NULL });

  g_assert_true (
      naru_record_set_set (staff, "roles", (const char *const[]){ "job_counsellor", NULL }, NULL));
  return staff;
}

NaruRecord *
make_interaction (const char *id, const char *employer, const char *summary)
{
  return make (id, (const char *const[]){ "employer", employer, "kind", "call", "at", NOON,
                                          "summary", summary, NULL });
}

static gboolean
put_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_put (transaction, data, error);
}

gboolean
put (NaruStore *store, const char *label, const char *author, NaruWriteFlags flags,
     NaruRecord *record, GError **error)
{
  NaruWriteInfo info = { label, author, NOON, flags };

  return naru_store_write (store, &info, put_cb, record, error);
}

static gboolean
delete_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_delete (transaction, data, error);
}

gboolean
delete_record (NaruStore *store, const char *label, const char *author, const char *id,
               GError **error)
{
  NaruWriteInfo info = { label, author, NOON, NARU_WRITE_DEFAULT };

  return naru_store_write (store, &info, delete_cb, (gpointer) id, error);
}

gboolean
set_field (NaruStore *store, const char *label, const char *author, NaruWriteFlags flags,
           const char *id, const char *field, const char *value, GError **error)
{
  g_autoptr (NaruRecord) record = naru_store_get (store, id, error);

  return record != NULL && naru_record_set (record, field, value, error)
         && put (store, label, author, flags, record, error);
}

void
assert_field (NaruStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (naru_record_get (record, field), ==, value);
}

gint64
ask (NaruStore *store, const char *sql)
{
  gint64 answer = -1;
  g_autoptr (GError) error = NULL;

  naru_db_get_int (naru_store_get_db (store), &answer, &error, sql, "");
  g_assert_no_error (error);
  return answer;
}

void
run_sql (const char *file, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDb) db = naru_db_open (file, NARU_DB_CREATE, &error);

  g_assert_no_error (error);
  naru_db_exec (db, sql, &error);
  g_assert_no_error (error);
}
