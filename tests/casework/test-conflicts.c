/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling a field that two desks gave different values. */
#include "desk-fixture.h"

#include <string.h>

#include "naru-agenda.h"
#include "naru-store-private.h"
#include "naru-store-sync.h"

#define OTHER "staff:01JD0000000000000000000BRT"

/* Another desk gave the phone number another value; the id of the conflict. */
static char *
make_conflict (DeskFixture *fixture, const char *employer)
{
  const char *places[] = { "common", "employers", NULL };
  NaruRemoteDocument remote = { (char *) employer, (char *) "1-a", FALSE, NULL, 0 };
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;

  record = naru_store_get (fixture->store, employer, &error);
  g_assert_no_error (error);
  naru_record_set (record, "phone", "02-2", &error);
  naru_record_set (record, "modifiedBy", OTHER, &error);
  g_assert_no_error (error);
  naru_store_assign_places (fixture->store, places, &error);
  remote.body = (char *) naru_record_get_text (record);
  naru_store_take_in (fixture->store, "employers", &remote, 1, NULL,
                      naru_desk_get_staff (fixture->desk), NOW, &taken, &error);
  g_assert_no_error (error);
  conflicts = naru_store_list_conflicts (fixture->store, employer, &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  return g_strdup (((NaruConflict *) g_ptr_array_index (conflicts, 0))->id);
}

static NaruSyncState
get_sync (DeskFixture *fixture, const char *id)
{
  g_autoptr (NaruDocumentState) state = naru_store_get_state (fixture->store, id, NULL);

  return state->sync;
}

static void
test_settle (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-1", NULL);
  g_autofree char *conflict = make_conflict (fixture, employer);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruCommand) again = NULL;
  g_autoptr (GError) error = NULL;

  assert_value (fixture, employer, "phone", "02-2");
  g_assert_cmpint (get_sync (fixture, employer), ==, NARU_SYNC_CONFLICT);
  command = naru_conflict_settle (fixture->desk, conflict, "\"02-1\"", &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  assert_value (fixture, employer, "phone", "02-1");
  assert_value (fixture, conflict, "state", "settled");
  g_assert_cmpint (get_sync (fixture, employer), ==, NARU_SYNC_ONLY_HERE);

  again = naru_conflict_settle (fixture->desk, conflict, "\"02-2\"", &error);
  g_assert_null (again);
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
}

static void
test_as_it_is (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-1", NULL);
  g_autofree char *conflict = make_conflict (fixture, employer);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (GError) error = NULL;

  command = naru_conflict_settle (fixture->desk, conflict, "\"02-2\"", &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  assert_value (fixture, employer, "phone", "02-2");
  report = naru_desk_undo (fixture->desk, &error);
  g_assert_no_error (error);
  assert_value (fixture, conflict, "state", "open");
  g_assert_cmpint (get_sync (fixture, employer), ==, NARU_SYNC_CONFLICT);
}

/* What others did, as it comes with the history from the server. */
typedef struct
{
  const char *record;
  const char *author;
  const char *at;
  const char *field;
  const char *from;
  const char *to;
} Change;

static gboolean
add_cb (NaruDb *db, gpointer data, GError **error)
{
  static guint number;
  const Change *change = data;
  g_autofree char *id = g_strdup_printf ("change:%u", ++number);

  return naru_db_run (db, error,
                      "INSERT INTO change (id, record, author, at, field, \"from\", \"to\", pushed)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                      "sssssss", id, change->record, change->author, change->at, change->field,
                      change->from, change->to);
}

static void
add_history (DeskFixture *fixture, const char *record, const char *author, const char *at,
             const char *field, const char *from, const char *to)
{
  Change change = { record, author, at, field, from, to };
  g_autoptr (GError) error = NULL;

  naru_store_write_db (fixture->store, add_cb, &change, &error);
  g_assert_no_error (error);
}

static void
set_phone (DeskFixture *fixture, const char *employer, const char *phone)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Phone");

  naru_command_set (command, employer, "phone", phone);
  desk_run (fixture, command);
}

static NaruConflict *
get_conflict (DeskFixture *fixture, const char *employer)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (fixture->store, employer, NULL);

  return g_ptr_array_steal_index (conflicts, 0);
}

/* Edited twice here and once there: what both came from is told as soon as the history of the other desk is here. */
static void
test_before (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-0", NULL);
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) all = NULL;
  NaruConflict *conflict;

  set_phone (fixture, employer, "02-3");
  set_phone (fixture, employer, "02-1");
  id = make_conflict (fixture, employer);
  conflict = get_conflict (fixture, employer);
  known = naru_store_get_history (fixture->store, employer, NULL);
  g_assert_false (naru_conflict_find_before (conflict, known, &before));
  g_assert_null (before);

  add_history (fixture, employer, OTHER, NOW, "phone", "\"02-0\"", "\"02-2\"");
  all = naru_store_get_history (fixture->store, employer, NULL);
  g_assert_true (naru_conflict_find_before (conflict, all, &before));
  g_assert_cmpstr (before, ==, "\"02-0\"");
  naru_conflict_free (conflict);
}

static void
test_beside (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-1", NULL);
  g_autofree char *id = make_conflict (fixture, employer);
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (fixture->store, employer, NULL);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) beside = NULL;
  const NaruChange *change;

  add_history (fixture, employer, OTHER, NOW, "website", NULL, "\"a.example\"");
  add_history (fixture, employer, OTHER, NOW, "website", "\"a.example\"", "\"b.example\"");
  add_history (fixture, employer, OTHER, NOW, "phone", NULL, "\"02-2\"");
  add_history (fixture, employer, OTHER, "2026-11-01T09:00:00+09:00", "email", NULL, "\"a@b.c\"");
  add_history (fixture, employer, "staff:01JD0000000000000000000CLR", NOW, "notes", NULL, "\"Hi\"");
  history = naru_store_get_history (fixture->store, employer, NULL);
  beside = naru_conflicts_list_beside (conflicts, history);
  g_assert_cmpuint (beside->len, ==, 1);
  change = g_ptr_array_index (beside, 0);
  g_assert_cmpstr (change->field, ==, "website");
  g_assert_cmpstr (change->to, ==, "\"b.example\"");
}

/* Deleted here and edited elsewhere: Today tells it, whoever did not do either hears nothing. */
static void
test_kept (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GError) error = NULL;
  const NaruAgendaRow *row;

  add_history (fixture, employer, OTHER, NOW, "", "true", "false");
  add_history (fixture, employer, me, NOW, "", "false", "true");
  rows = naru_agenda_read (fixture->store, me, "2026-11-25", NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->section, ==, NARU_AGENDA_KEPT);
  g_assert_cmpstr (row->record, ==, employer);
  g_assert_cmpstr (
      row->reason, ==,
      "Deleted at another desk. Edited by you at the same time, so it is still there.");
  theirs = naru_agenda_read (fixture->store, "staff:01JD0000000000000000000CLR", "2026-11-25", NOW,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpuint (theirs->len, ==, 0);
}

static void
put_colleague (DeskFixture *fixture, const char *team)
{
  NaruRemoteDocument colleague = { (char *) OTHER, (char *) "1-s", FALSE, NULL, 0 };
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *body
      = g_strdup_printf ("{\"type\":\"staff\",\"name\":\"Bert\",\"userName\":\"bert\","
                         "\"roles\":[\"job_counsellor\"],\"team\":\"%s\"}",
                         team);

  colleague.body = body;
  naru_store_take_in (fixture->store, "common", &colleague, 1, NULL, NULL, NOW, &taken, &error);
  g_assert_no_error (error);
}

static void
test_ask (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-1", NULL);
  g_autofree char *conflict = make_conflict (fixture, employer);
  g_autofree char *team = desk_get (fixture, naru_desk_get_staff (fixture->desk), "team");
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (fixture->store, employer, NULL);
  g_autoptr (NaruRecord) nobody = NULL;
  g_autoptr (NaruRecord) bert = NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("task");
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;

  nobody = naru_conflicts_find_asked (fixture->desk, employer, conflicts);
  g_assert_null (nobody);
  put_colleague (fixture, team);
  bert = naru_conflicts_find_asked (fixture->desk, employer, conflicts);
  g_assert_cmpstr (naru_record_get_id (bert), ==, OTHER);
  g_assert_false (naru_conflicts_are_asked (fixture->desk, employer, conflicts, bert));
  desk_take (fixture, naru_conflicts_ask (fixture->desk, employer, conflicts, bert, &error));
  g_assert_no_error (error);
  tasks = naru_store_find (fixture->store, query, &error);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpstr (naru_record_get (tasks->pdata[0], "owner"), ==, OTHER);
  g_assert_cmpstr (naru_record_get (tasks->pdata[0], "title"), ==,
                   "Which value is right for Harbour: Phone?");
  g_assert_null (strstr (naru_record_get_text (tasks->pdata[0]), "02-"));
  g_assert_true (naru_conflicts_are_asked (fixture->desk, employer, conflicts, bert));
  desk_assert_refused (naru_conflicts_ask (fixture->desk, employer, conflicts, bert, &error),
                       &error, NARU_ERROR_REFUSED);
}

/* A task about no case goes to one's own team, and would reach nobody else. */
static void
test_ask_another_team (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer
      = desk_make (fixture, "employer", "name", "Harbour", "phone", "02-1", NULL);
  g_autofree char *conflict = make_conflict (fixture, employer);
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (fixture->store, employer, NULL);
  g_autoptr (NaruRecord) bert = NULL;

  put_colleague (fixture, "team:01JD0000000000000000000STH");
  bert = naru_conflicts_find_asked (fixture->desk, employer, conflicts);
  g_assert_null (bert);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/casework/conflicts/" path, DeskFixture, NULL, desk_fixture_set_up, func,           \
              desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("settling-sets-the-field-and-closes-the-conflict", test_settle);
  ADD ("what-is-there-can-be-confirmed", test_as_it_is);
  ADD ("the-value-that-both-came-from-is-told", test_before);
  ADD ("what-else-they-changed-is-told", test_beside);
  ADD ("a-deletion-that-gave-way-is-on-today", test_kept);
  ADD ("whoever-gave-the-other-value-is-asked-once", test_ask);
  ADD ("whom-a-task-would-not-reach-is-not-asked", test_ask_another_team);
  return g_test_run ();
}
