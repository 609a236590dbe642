/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo takes back what a command did, and nothing that somebody else did. */
#include "store-fixture.h"

#include <string.h>

#include "naru-error.h"
#include "naru-store-private.h"

#define TALK "interaction:01JD0000000000000000000TAK"

static void
make_harbour (NaruStore *store)
{
  g_autoptr (NaruRecord) bert = make_staff (BERT, "Bert");
  g_autoptr (NaruRecord) harbour = make_employer (HARBOUR, "Harbour");

  g_assert_true (put (store, "Sample", ANNA, NARU_WRITE_NO_UNDO, bert, NULL));
  g_assert_true (put (store, "New employer", ANNA, NARU_WRITE_DEFAULT, harbour, NULL));
}

static NaruUndoReport *
undo (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NaruUndoReport *report = naru_store_undo (fixture->store, ANNA, NOON, &error);

  g_assert_no_error (error);
  return report;
}

static NaruUndoReport *
redo (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NaruUndoReport *report = naru_store_redo (fixture->store, ANNA, NOON, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_change (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (NaruDocumentState) state = NULL;
  g_autofree char *label = NULL;

  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  g_assert_true (set_field (fixture->store, "Change the phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR,
                            "phone", "2", NULL));
  label = naru_store_get_undo_label (fixture->store);
  g_assert_cmpstr (label, ==, "Change the phone");
  report = undo (fixture);
  g_assert_cmpstr (report->label, ==, "Change the phone");
  g_assert_cmpstr (report->ids[0], ==, HARBOUR);
  g_assert_cmpuint (report->kept->len, ==, 0);
  assert_field (fixture->store, HARBOUR, "phone", "1");
  state = naru_store_get_state (fixture->store, HARBOUR, NULL);
  g_assert_cmpint (state->edits, ==, 4);
  store_fixture_assert_sound (fixture);
}

static void
test_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (NaruUndoReport) again = NULL;
  const char *sentence;

  make_harbour (fixture->store);
  record = naru_store_get (fixture->store, HARBOUR, NULL);
  g_assert_true (naru_record_set (record, "phone", "1", NULL));
  g_assert_true (naru_record_set (record, "email", "a@example.org", NULL));
  g_assert_true (put (fixture->store, "Reach them", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_assert_true (
      set_field (fixture->store, "Sync", BERT, NARU_WRITE_NO_UNDO, HARBOUR, "phone", "2", NULL));
  g_assert_true (
      set_field (fixture->store, "Sync", BERT, NARU_WRITE_NO_UNDO, HARBOUR, "website", "w", NULL));

  report = undo (fixture);
  assert_field (fixture->store, HARBOUR, "phone", "2");
  assert_field (fixture->store, HARBOUR, "website", "w");
  assert_field (fixture->store, HARBOUR, "email", NULL);
  g_assert_cmpuint (report->kept->len, ==, 1);
  sentence = g_ptr_array_index (report->kept, 0);
  g_assert_nonnull (strstr (sentence, "Phone"));
  g_assert_nonnull (strstr (sentence, "Bert"));

  again = redo (fixture);
  assert_field (fixture->store, HARBOUR, "phone", "2");
  assert_field (fixture->store, HARBOUR, "email", "a@example.org");
}

static void
test_making (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruUndoReport) redone = NULL;

  make_harbour (fixture->store);
  undone = undo (fixture);
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  redone = redo (fixture);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
  g_clear_pointer (&undone, naru_undo_report_free);
  undone = undo (fixture);
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  store_fixture_assert_sound (fixture);
}

static void
test_making_worked_on (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) report = NULL;

  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "Sync", BERT, NARU_WRITE_NO_UNDO, HARBOUR, "phone", "2", NULL));
  report = undo (fixture);
  assert_field (fixture->store, HARBOUR, "phone", "2");
  g_assert_cmpuint (report->kept->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (report->kept, 0), "Harbour"));
}

static gboolean
delete_both_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_delete (transaction, TALK, error)
         && naru_transaction_delete (transaction, HARBOUR, error);
}

static void
test_deletion (StoreFixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Delete the employer", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (NaruRecord) talk = make_interaction (TALK, HARBOUR, "Called");
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruUndoReport) redone = NULL;

  make_harbour (fixture->store);
  put (fixture->store, "Call", ANNA, NARU_WRITE_DEFAULT, talk, &error);
  g_assert_no_error (error);
  g_assert_true (naru_store_write (fixture->store, &info, delete_both_cb, NULL, NULL));
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  undone = undo (fixture);
  g_assert_cmpuint (g_strv_length (undone->ids), ==, 2);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
  assert_field (fixture->store, TALK, "summary", "Called");
  redone = redo (fixture);
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  g_assert_null (naru_store_get (fixture->store, TALK, NULL));
  store_fixture_assert_sound (fixture);
}

static void
test_processes (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruUndoReport) redone = NULL;
  g_autofree char *label = NULL;

  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  store_fixture_reopen (fixture);
  undone = undo (fixture);
  assert_field (fixture->store, HARBOUR, "phone", NULL);
  store_fixture_reopen (fixture);
  label = naru_store_get_redo_label (fixture->store);
  g_assert_cmpstr (label, ==, "Phone");
  redone = redo (fixture);
  assert_field (fixture->store, HARBOUR, "phone", "1");
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  const char *const phones[] = { "1", "2", "3" };
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) no_redo = NULL;

  make_harbour (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    g_assert_true (set_field (fixture->store, phones[i], ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone",
                              phones[i], NULL));
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", "2");
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", "1");
  naru_undo_report_free (redo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", "2");
  naru_undo_report_free (redo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", "3");
  g_assert_null (naru_store_redo (fixture->store, ANNA, NOON, &no_redo));
  g_assert_error (no_redo, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  for (int i = 0; i < 4; i++)
    naru_undo_report_free (undo (fixture));
  g_assert_null (naru_store_get_undo_label (fixture->store));
  g_assert_null (naru_store_undo (fixture->store, ANNA, NOON, &none));
  g_assert_error (none, NARU_ERROR, NARU_ERROR_NOT_FOUND);
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
}

#define MANY_STEPS 250

/* As far back as it goes, and after the program ended as after a power cut. */
static void
test_without_limit (StoreFixture *fixture, gconstpointer data)
{
  make_harbour (fixture->store);
  for (int i = 0; i < MANY_STEPS; i++)
    {
      g_autofree char *phone = g_strdup_printf ("%d", i);

      g_assert_true (set_field (fixture->store, phone, ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone",
                                phone, NULL));
    }
  store_fixture_close (fixture);
  store_fixture_reopen (fixture);
  for (int i = MANY_STEPS - 2; i >= 0; i--)
    {
      g_autofree char *phone = g_strdup_printf ("%d", i);

      naru_undo_report_free (undo (fixture));
      assert_field (fixture->store, HARBOUR, "phone", phone);
    }
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", NULL);
  naru_undo_report_free (undo (fixture));
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
}

static void
test_new_command_ends_redo (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "One", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  naru_undo_report_free (undo (fixture));
  g_assert_true (set_field (fixture->store, "Two", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "email",
                            "a@example.org", NULL));
  g_assert_null (naru_store_get_redo_label (fixture->store));
  naru_undo_report_free (undo (fixture));
  label = naru_store_get_undo_label (fixture->store);
  g_assert_cmpstr (label, ==, "New employer");
}

static void
test_continue (StoreFixture *fixture, gconstpointer data)
{
  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "Both", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  g_assert_true (
      set_field (fixture->store, "Both", ANNA, NARU_WRITE_CONTINUE, HARBOUR, "phone", "2", NULL));
  /* Somebody saves between two chunks: that is a command of its own. */
  g_assert_true (
      set_field (fixture->store, "Other", BERT, NARU_WRITE_DEFAULT, HARBOUR, "note", "n", NULL));
  g_assert_true (set_field (fixture->store, "Both", ANNA, NARU_WRITE_CONTINUE, HARBOUR, "email",
                            "a@example.org", NULL));
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "note", NULL);
  assert_field (fixture->store, HARBOUR, "email", "a@example.org");
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", NULL);
  assert_field (fixture->store, HARBOUR, "email", NULL);
  assert_field (fixture->store, HARBOUR, "name", "Harbour");
}

static void
test_elements (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_auto (GStrv) tags = NULL;

  make_harbour (fixture->store);
  record = naru_store_get (fixture->store, HARBOUR, NULL);
  g_assert_true (
      naru_record_set_set (record, "tags", (const char *const[]){ "old", "mine", NULL }, NULL));
  g_assert_true (naru_record_set_element (record, "sites", "a", "name", "Quay", NULL));
  g_assert_true (put (fixture->store, "Tag and site", ANNA, NARU_WRITE_DEFAULT, record, NULL));
  g_clear_object (&record);
  record = naru_store_get (fixture->store, HARBOUR, NULL);
  g_assert_true (naru_record_set_set (
      record, "tags", (const char *const[]){ "old", "mine", "theirs", NULL }, NULL));
  g_assert_true (naru_record_set_element (record, "sites", "b", "name", "Depot", NULL));
  g_assert_true (put (fixture->store, "Sync", BERT, NARU_WRITE_NO_UNDO, record, NULL));

  report = undo (fixture);
  g_clear_object (&record);
  record = naru_store_get (fixture->store, HARBOUR, NULL);
  tags = naru_record_get_set (record, "tags");
  g_assert_cmpuint (report->kept->len, ==, 0);
  g_assert_cmpuint (g_strv_length (tags), ==, 1);
  g_assert_cmpstr (tags[0], ==, "theirs");
  g_assert_cmpuint (naru_record_get_length (record, "sites"), ==, 1);
}

static void
set_site (NaruStore *store, const char *author, NaruWriteFlags flags, const char *site,
          const char *name)
{
  g_autoptr (NaruRecord) record = naru_store_get (store, HARBOUR, NULL);

  if (name != NULL)
    g_assert_true (naru_record_set_element (record, "sites", site, "name", name, NULL));
  else
    g_assert_true (naru_record_remove_element (record, "sites", site, NULL));
  g_assert_true (put (store, "Site", author, flags, record, NULL));
}

static void
test_elements_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruUndoReport) renamed = NULL;
  g_autoptr (NaruUndoReport) removed = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *quay = NULL;
  g_autofree char *back = NULL;

  make_harbour (fixture->store);
  set_site (fixture->store, ANNA, NARU_WRITE_DEFAULT, "a", "Quay");
  set_site (fixture->store, ANNA, NARU_WRITE_DEFAULT, "b", "Depot");
  set_site (fixture->store, ANNA, NARU_WRITE_DEFAULT, "b", NULL);
  set_site (fixture->store, ANNA, NARU_WRITE_DEFAULT, "a", "North Quay");
  set_site (fixture->store, BERT, NARU_WRITE_NO_UNDO, "a", "South Quay");

  renamed = undo (fixture);
  g_assert_cmpuint (renamed->kept->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (renamed->kept, 0), "Sites"));
  g_assert_nonnull (strstr (g_ptr_array_index (renamed->kept, 0), "Bert"));
  removed = undo (fixture);
  g_assert_cmpuint (removed->kept->len, ==, 0);
  record = naru_store_get (fixture->store, HARBOUR, NULL);
  quay = naru_record_get_element (record, "sites", 0, "name");
  back = naru_record_get_element (record, "sites", 1, "name");
  g_assert_cmpstr (quay, ==, "South Quay");
  g_assert_cmpstr (back, ==, "Depot");
}

static void
set_phones (StoreFixture *fixture, int first)
{
  for (int i = first; i < first + 64; i++)
    {
      g_autofree char *phone = g_strdup_printf ("%d", i);

      g_assert_true (set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone",
                                phone, NULL));
    }
}

static void
test_trim (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);

  make_harbour (fixture->store);
  store_fixture_close (fixture);
  run_sql (file, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)"
                 " INSERT INTO command (label, author, at) SELECT 'Old', 'staff:A', '' FROM n");
  store_fixture_reopen (fixture);
  set_phones (fixture, 0);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM command"), <=, 10064);
  g_assert_cmpint (ask (fixture->store, "SELECT count(*) FROM command_record"), ==, 64);
  naru_undo_report_free (undo (fixture));
  assert_field (fixture->store, HARBOUR, "phone", "62");
}

/* The steps of a draft can be taken back however many others came after them, as long as it is one. */
static void
test_trim_draft (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *file = store_fixture_file (fixture);

  make_harbour (fixture->store);
  store_fixture_close (fixture);
  run_sql (file, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)"
                 " INSERT INTO command (label, author, at) SELECT 'Old', 'staff:A', '' FROM n;"
                 " INSERT INTO document (id, type, circle, body, sequence) VALUES ('vacancy:A', "
                 "'vacancy', 'employers', '{\"stage\":\"draft\"}', 99999);"
                 " INSERT INTO command_record (command, id, after) SELECT min (number) + 2, "
                 "'vacancy:A', '{}' FROM command WHERE label = 'Old'");
  store_fixture_reopen (fixture);
  set_phones (fixture, 0);
  g_assert_cmpint (
      ask (fixture->store, "SELECT count(*) FROM command_record WHERE id = 'vacancy:A'"), ==, 1);
  store_fixture_close (fixture);
  run_sql (file, "UPDATE document SET body = '{\"stage\":\"published\"}' WHERE id = 'vacancy:A'");
  store_fixture_reopen (fixture);
  set_phones (fixture, 64);
  g_assert_cmpint (
      ask (fixture->store, "SELECT count(*) FROM command_record WHERE id = 'vacancy:A'"), ==, 0);
}

typedef struct
{
  StoreFixture *fixture;
  GMainLoop *loop;
  GString *done; /* what was done, in order */
} Presses;

static void
pressed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Presses *presses = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) report = naru_store_undo_finish (NARU_STORE (source), result, &error);

  if (report == NULL)
    {
      g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
      g_main_loop_quit (presses->loop);
    }
  else
    g_string_append_printf (presses->done, "%s %s, ", report->label, report->ids[0]);
}

/* Three presses in a row, as fast as a key repeats, behind a write that is still to be made. */
static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GString) done = g_string_new (NULL);
  Presses presses = { fixture, loop, done };

  make_harbour (fixture->store);
  g_assert_true (
      set_field (fixture->store, "Phone", ANNA, NARU_WRITE_DEFAULT, HARBOUR, "phone", "1", NULL));
  naru_store_undo_async (fixture->store, ANNA, NOON, pressed_cb, &presses);
  naru_store_redo_async (fixture->store, ANNA, NOON, pressed_cb, &presses);
  naru_store_undo_async (fixture->store, ANNA, NOON, pressed_cb, &presses);
  naru_store_undo_async (fixture->store, ANNA, NOON, pressed_cb, &presses);
  naru_store_undo_async (fixture->store, ANNA, NOON, pressed_cb, &presses);
  g_assert_cmpstr (done->str, ==, "");
  g_main_loop_run (loop);
  g_assert_cmpstr (done->str, ==,
                   "Phone " HARBOUR ", Phone " HARBOUR ", Phone " HARBOUR ", New employer " HARBOUR
                   ", ");
  g_assert_null (naru_store_get (fixture->store, HARBOUR, NULL));
  store_fixture_assert_sound (fixture);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/undo/" path, StoreFixture, NULL, store_fixture_set_up, func,                 \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("restores-only-what-the-command-changed", test_change);
  ADD ("keeps-and-names-what-others-changed-since", test_kept);
  ADD ("of-making-deletes", test_making);
  ADD ("of-making-keeps-what-others-worked-on", test_making_worked_on);
  ADD ("of-deleting-brings-everything-back", test_deletion);
  ADD ("works-in-the-next-process", test_processes);
  ADD ("goes-back-and-forth-in-order", test_order);
  ADD ("has-no-end-that-a-person-reaches", test_without_limit);
  ADD ("a-new-command-ends-redo", test_new_command_ends_redo);
  ADD ("continued-writes-are-one-command", test_continue);
  ADD ("takes-its-own-elements-out-of-lists-and-sets", test_elements);
  ADD ("keeps-and-names-elements-that-others-changed", test_elements_kept);
  ADD ("forgets-the-oldest-of-very-many-commands", test_trim);
  ADD ("keeps-the-steps-of-a-draft-as-long-as-it-is-one", test_trim_draft);
  ADD ("off-the-main-loop-each-press-is-done-in-order", test_async);
  return g_test_run ();
}
