/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling a field that two desks gave different values. */
#include "desk-fixture.h"

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

#define ADD(path, func)                                                                            \
  g_test_add ("/casework/conflicts/" path, DeskFixture, NULL, desk_fixture_set_up, func,           \
              desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("settling-sets-the-field-and-closes-the-conflict", test_settle);
  ADD ("what-is-there-can-be-confirmed", test_as_it_is);
  return g_test_run ();
}
