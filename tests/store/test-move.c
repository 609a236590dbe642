/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that is given to another team leaves the place of the one and comes to that of the other, with all that belongs to it. */
#include <string.h>

#include "fake-server.h"
#include "naru-store-private.h"
#include "store-fixture.h"

#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define NORTH "team:01JD0000000000000000000NRT"
#define SOUTH "team:01JD0000000000000000000STH"
#define MINA "jobseeker:01JD0000000000000000000MNA"
#define CONFLICT "conflict:01JD0000000000000000000CCC"
#define PLAN "plan:01JD0000000000000000000PPP"

static const char *const both[] = { "cases-north", "cases-south", NULL };
static const char *const nothing[] = { NULL };

/* The first store follows both places, the second one the northern alone. */
typedef struct
{
  StoreFixture first;
  StoreFixture second;
  FakeServer *server[2];
  FakeDesk north;
  FakeDesk south;
  FakeDesk other;
} Fixture;

static gboolean
put_blob_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *digest = naru_transaction_put_blob (transaction, data, error);

  return digest != NULL;
}

static void
make (NaruStore *store, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_record_new_from_text (id, text, -1, &error);

  g_assert_no_error (error);
  put (store, "Make", ANNA, NARU_WRITE_DEFAULT, record, &error);
  g_assert_no_error (error);
}

static void
push_blobs (FakeDesk *desk, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outgoing
      = naru_store_prepare_push_blobs (desk->store, desk->place, ANNA, NOON, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outgoing->len, ==, expected);
  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *piece = g_ptr_array_index (outgoing, i);
      NaruPushRow row = { piece->id, NARU_PUSH_STORED, "1-a", NULL };

      fake_server_put (desk->server, piece->id, piece->body, NULL, FALSE);
      naru_store_settle_push_blobs (desk->store, desk->place, &row, 1, &error);
      g_assert_no_error (error);
    }
}

static gboolean
has (NaruStore *store, const char *id)
{
  g_autoptr (NaruRecord) record = naru_store_get (store, id, NULL);

  return record != NULL;
}

static void
assert_target (NaruStore *store, const char *id, const char *place)
{
  g_autofree char *team = NULL;
  g_autofree char *found = naru_store_find_target (store, id, &team);

  g_assert_cmpstr (found, ==, place);
}

static guint
move (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint moved = 0;

  naru_store_move_records (fixture->first.store, both, nothing, &moved, &error);
  g_assert_no_error (error);
  return moved;
}

/* A case of the northern team with a plan that names a scan, on the server and on both desks */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Attach", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5);
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->first, NULL);
  store_fixture_set_up (&fixture->second, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->server); i++)
    fixture->server[i] = fake_server_new ();
  fixture->north = (FakeDesk){ fixture->first.store, fixture->server[0], "cases-north", ANNA, 100 };
  fixture->south = (FakeDesk){ fixture->first.store, fixture->server[1], "cases-south", ANNA, 100 };
  fixture->other
      = (FakeDesk){ fixture->second.store, fixture->server[0], "cases-north", BERT, 100 };
  make (fixture->first.store, NORTH, "{\"type\":\"team\",\"name\":\"North\",\"code\":\"north\"}");
  make (fixture->first.store, SOUTH, "{\"type\":\"team\",\"name\":\"South\",\"code\":\"south\"}");
  make (fixture->first.store, MINA,
        "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"state\":\"active\",\"team\":\"" NORTH "\"}");
  make (fixture->first.store, PLAN,
        "{\"type\":\"plan\",\"jobseeker\":\"" MINA
        "\",\"state\":\"draft\",\"scan\":{\"digest\":\"" HELLO "\"}}");
  naru_store_write (fixture->first.store, &info, put_blob_cb, hello, &error);
  g_assert_no_error (error);
  naru_store_assign_places (fixture->first.store, both, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->north);
  push_blobs (&fixture->north, 1);
  fake_desk_sync (&fixture->south);
  fake_desk_sync (&fixture->other);
  g_assert_true (has (fixture->second.store, MINA));
  g_assert_cmpuint (move (fixture), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_sound (&fixture->first);
  store_fixture_assert_sound (&fixture->second);
  store_fixture_tear_down (&fixture->first, NULL);
  store_fixture_tear_down (&fixture->second, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->server); i++)
    fake_server_free (fixture->server[i]);
}

static void
transfer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  set_field (fixture->first.store, "Transfer", ANNA, NARU_WRITE_DEFAULT, MINA, "team", SOUTH,
             &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_departures (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = naru_store_list_departures (fixture->first.store, "cases-north", 100, &error);

  g_assert_no_error (error);
  return list;
}

/* As a round does it */
static void
depart (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = list_departures (fixture);

  for (guint i = 0; i < list->len; i++)
    {
      const NaruDeparture *departure = g_ptr_array_index (list, i);
      const char *const keys[] = { departure->key, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (departure->to, ==, "cases-south");
      g_assert_nonnull (
          fake_server_put (fixture->server[0], departure->id, "{\"movedTo\":\"cases-south\"}",
                           fake_server_get (fixture->server[0], departure->id)->rev, TRUE));
      naru_store_settle_departures (fixture->first.store, "cases-north", keys, &error);
      g_assert_no_error (error);
    }
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) early = NULL, late = NULL, rest = NULL, history = NULL;

  assert_target (fixture->first.store, MINA, NULL);
  transfer (fixture);
  assert_target (fixture->first.store, MINA, "cases-south");
  /* what is not sent yet stays where it is */
  g_assert_cmpuint (move (fixture), ==, 0);
  fake_desk_sync (&fixture->north);
  fake_desk_sync (&fixture->other);
  /* who sees one team alone sees that it waits */
  make (fixture->second.store, SOUTH, "{\"type\":\"team\",\"name\":\"South\",\"code\":\"south\"}");
  assert_target (fixture->second.store, MINA, "cases-south");
  g_assert_cmpuint (move (fixture), ==, 2);
  assert_target (fixture->first.store, MINA, NULL);
  g_assert_cmpuint (move (fixture), ==, 0);
  /* nothing goes before all of it is there */
  early = list_departures (fixture);
  g_assert_cmpuint (early->len, ==, 0);
  fake_desk_sync (&fixture->south);
  g_assert_nonnull (strstr (fake_server_get (fixture->server[1], PLAN)->body, HELLO));
  push_blobs (&fixture->south, 1);
  late = list_departures (fixture);
  g_assert_cmpuint (late->len, ==, 3);
  depart (fixture);
  rest = list_departures (fixture);
  g_assert_cmpuint (rest->len, ==, 0);
  fake_desk_sync (&fixture->north);
  fake_desk_sync (&fixture->south);
  assert_field (fixture->first.store, MINA, "team", SOUTH);
  g_assert_cmpint (naru_store_count_unsent (fixture->first.store, "cases-south"), ==, 0);

  /* whoever sees the old place alone has nothing of it any more */
  fake_desk_sync (&fixture->other);
  g_assert_false (has (fixture->second.store, MINA));
  g_assert_false (has (fixture->second.store, PLAN));
  history = naru_store_get_history (fixture->second.store, MINA, NULL);
  g_assert_cmpuint (history->len, ==, 0);
}

/* Somebody of the old team, who has not heard of it, goes on writing. */
static void
test_late_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  transfer (fixture);
  set_field (fixture->first.store, "Edit", ANNA, NARU_WRITE_DEFAULT, MINA, "email",
             "mina@example.org", &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->north);
  move (fixture);
  fake_desk_sync (&fixture->south);
  depart (fixture);
  set_field (fixture->second.store, "Edit", BERT, NARU_WRITE_DEFAULT, MINA, "phone", "02-1",
             &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->other);
  fake_desk_sync (&fixture->north);
  fake_desk_sync (&fixture->south);
  depart (fixture);
  fake_desk_sync (&fixture->other);
  g_assert_false (has (fixture->second.store, MINA));
  assert_field (fixture->first.store, MINA, "phone", "02-1");
  assert_field (fixture->first.store, MINA, "email", "mina@example.org");
  assert_field (fixture->first.store, MINA, "team", SOUTH);
  g_assert_null (strstr (fake_server_get (fixture->server[1], MINA)->body, "movedBase"));
  g_assert_nonnull (strstr (fake_server_get (fixture->server[1], MINA)->body, "02-1"));
}

/* The access to the new place is taken away before anything has arrived there. */
static void
test_return (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint removed = 0, sealed = 0;

  transfer (fixture);
  fake_desk_sync (&fixture->north);
  g_assert_cmpuint (move (fixture), ==, 2);
  naru_store_leave_place (fixture->first.store, "cases-south", NOON, &removed, &sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (removed + sealed, ==, 0);
  fake_desk_sync (&fixture->north);
  assert_field (fixture->first.store, MINA, "name", "Mina");
  g_assert_cmpint (naru_store_count_unsent (fixture->first.store, "cases-north"), ==, 0);
  fake_desk_sync (&fixture->other);
  assert_field (fixture->second.store, MINA, "team", SOUTH);
}

/* As a round does it. Returns: how much was asked for that the server had announced before */
static guint
fetch_awaited (FakeDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) awaited = naru_store_list_awaited (desk->store, desk->place, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < awaited->len; i++)
    fake_desk_fetch (desk, ((const NaruRevision *) g_ptr_array_index (awaited, i))->id);
  return awaited->len;
}

/* Each place says that the case has gone to the other one, as after both were set back to different days. */
static void
test_circle (Fixture *fixture, gconstpointer data)
{
  FakeDesk *const desks[] = { &fixture->north, &fixture->south };
  static const char *const to[]
      = { "{\"movedTo\":\"cases-south\"}", "{\"movedTo\":\"cases-north\"}" };
  guint asked = 0;

  fake_server_put (fixture->server[1], MINA, "{\"type\":\"jobseeker\"}", NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (to); i++)
    g_assert_nonnull (fake_server_put (fixture->server[i], MINA, to[i],
                                       fake_server_get (fixture->server[i], MINA)->rev, TRUE));
  for (guint round = 0; round < 6; round++)
    {
      asked = 0;
      for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
        {
          asked += fetch_awaited (desks[i]);
          fake_desk_sync (desks[i]);
        }
    }
  g_assert_cmpuint (asked, ==, 0);
  g_assert_false (has (fixture->first.store, MINA));
}

/* Deleted where it had gone to, while somebody of the old team, who has not heard of either, goes on writing. */
static void
test_edit_behind_deletion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  transfer (fixture);
  fake_desk_sync (&fixture->north);
  move (fixture);
  fake_desk_sync (&fixture->south);
  depart (fixture);
  fake_desk_sync (&fixture->north);
  delete_record (fixture->first.store, "Delete", ANNA, MINA, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->south);
  g_assert_false (has (fixture->first.store, MINA));
  set_field (fixture->second.store, "Edit", BERT, NARU_WRITE_DEFAULT, MINA, "phone", "02-1",
             &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->other);
  fake_desk_sync (&fixture->north);
  assert_field (fixture->first.store, MINA, "phone", "02-1");
}

/* The feed is not read where all is compared: that the old place has deleted it is asked for there. */
static void
test_departed_is_compared (Fixture *fixture, gconstpointer data)
{
  NaruRemoteDocument deleted = { .id = (char *) MINA, .deleted = TRUE };
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;

  transfer (fixture);
  fake_desk_sync (&fixture->north);
  move (fixture);
  fake_desk_sync (&fixture->south);
  deleted.rev = (char *) fake_server_put (fixture->server[0], MINA, "{}",
                                          fake_server_get (fixture->server[0], MINA)->rev, TRUE);
  naru_store_reconcile (fixture->first.store, "cases-north", &deleted, 1, &wanted, &missing,
                        &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted->len, ==, 1);
  g_assert_cmpstr (((NaruRevision *) g_ptr_array_index (wanted, 0))->id, ==, MINA);
  g_assert_cmpstr (((NaruRevision *) g_ptr_array_index (wanted, 0))->rev, ==, deleted.rev);
}

/* Of the first store. */
static void
take_in (Fixture *fixture, const char *place, NaruRemoteDocument document)
{
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;

  naru_store_take_in (fixture->first.store, place, &document, 1, NULL, ANNA, NOON, &taken, &error);
  g_assert_no_error (error);
}

/* The server has forgotten that the case had been brought back here, and shows the deletion of the time before: whoever follows it
 * looks after what somebody else has written here, who knows of neither. */
static void
test_followed_back (Fixture *fixture, gconstpointer data)
{
  fake_desk_sync (&fixture->south);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){
               .id = (char *) MINA,
               .rev = (char *) "5-b",
               .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"moves\":2}" });
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){ .id = (char *) MINA,
                                 .rev = (char *) "4-a",
                                 .deleted = TRUE,
                                 .body = (char *) "{\"movedTo\":\"cases-south\",\"moves\":1}",
                                 .standing = NARU_REMOTE_SET_BACK });
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){
               .id = (char *) MINA,
               .rev = (char *) "5-c",
               .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"phone\":\"02-1\"}" });
  assert_field (fixture->first.store, MINA, "phone", "02-1");
}

/* Who makes a conflict may know of no other one: that one has moved already, and this one nobody has moved. */
static void
test_conflict_of_nobody (Fixture *fixture, gconstpointer data)
{
  static const char *const values[] = { "02-1", "02-2" };
  static const char *const places[] = { "cases-south", "cases-north" };
  g_autoptr (NaruRecord) conflict = NULL;
  const char *text;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *body
          = g_strdup_printf ("{\"type\":\"conflict\",\"record\":\"" MINA
                             "\",\"field\":\"phone\",\"state\":\"open\",\"values\":[{\"id\":\"%u\","
                             "\"value\":\"\\\"%s\\\"\"}]%s}",
                             i, values[i], i == 0 ? ",\"moves\":1" : "");

      take_in (
          fixture, places[i],
          (NaruRemoteDocument){ .id = (char *) CONFLICT, .rev = (char *) "1-a", .body = body });
    }
  conflict = naru_store_get (fixture->first.store, CONFLICT, NULL);
  text = naru_record_get_text (conflict);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_nonnull (strstr (text, values[i]));
}

/* Whether the first store is still to delete the version there, or @rev is %NULL and it looks after what others write there. */
static void
assert_left (Fixture *fixture, const char *place, const char *rev)
{
  g_autoptr (GError) error = NULL;
  gint64 left = 0;

  naru_db_get_int (naru_store_get_db (fixture->first.store), &left, &error,
                   "SELECT count (*) FROM departure WHERE id = ? AND place = ? AND rev IS ?", "sss",
                   MINA, place, rev);
  g_assert_no_error (error);
  g_assert_cmpint (left, ==, 1);
}

/* Two have moved it as often, or it was moved on by somebody who knew nothing of this desk's move: one of the two places has it,
 * and the other one gets rid of it. */
static void
test_two_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rev = g_strdup (fake_server_get (fixture->server[0], MINA)->rev);

  take_in (fixture, "cases-south",
           (NaruRemoteDocument){ .id = (char *) MINA,
                                 .rev = (char *) "1-a",
                                 .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\"}" });
  assert_left (fixture, "cases-north", rev);
}

static void
test_brought_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  transfer (fixture);
  fake_desk_sync (&fixture->north);
  move (fixture);
  fake_desk_sync (&fixture->south);
  sent = g_strdup (fake_server_get (fixture->server[1], MINA)->rev);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){
               .id = (char *) MINA,
               .rev = (char *) "9-a",
               .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"moves\":2}" });
  assert_left (fixture, "cases-south", sent);
}

/* Deleted on the way to another team, and still alive where it was: the deletion goes there. */
static void
test_deletion_on_the_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_desk_sync (&fixture->south);
  set_field (fixture->first.store, "Edit", ANNA, NARU_WRITE_DEFAULT, MINA, "phone", "02-1", &error);
  g_assert_no_error (error);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){ .id = (char *) MINA,
                                 .rev = (char *) "2-a",
                                 .deleted = TRUE,
                                 .body = (char *) "{\"movedTo\":\"cases-south\"}" });
  delete_record (fixture->first.store, "Delete", ANNA, MINA, &error);
  g_assert_no_error (error);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){ .id = (char *) MINA,
                                 .rev = (char *) "3-b",
                                 .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\"}" });
  g_assert_cmpint (naru_store_count_unsent (fixture->first.store, "cases-south"), ==, 0);
}

/* The case has a phone number, and has arrived in the southern team. */
static void
move_with_phone (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  set_field (fixture->first.store, "Edit", ANNA, NARU_WRITE_DEFAULT, MINA, "phone", "02-1", &error);
  g_assert_no_error (error);
  transfer (fixture);
  fake_desk_sync (&fixture->north);
  move (fixture);
  fake_desk_sync (&fixture->south);
}

/* A version beside the one that was left has not taken away what is missing in it. */
static void
test_branch_left (Fixture *fixture, gconstpointer data)
{
  move_with_phone (fixture);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){
               .id = (char *) MINA,
               .rev = (char *) "1-b",
               .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"mobile\":\"010\"}",
               .standing = NARU_REMOTE_FOLLOWS });
  assert_field (fixture->first.store, MINA, "phone", "02-1");
  assert_field (fixture->first.store, MINA, "mobile", "010");
}

/* What a case had left where it comes back is deleted: what somebody else has there does not come from it. */
static void
test_back_from_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  move_with_phone (fixture);
  push_blobs (&fixture->south, 1);
  depart (fixture);
  assert_left (fixture, "cases-north", NULL);
  set_field (fixture->first.store, "Back", ANNA, NARU_WRITE_DEFAULT, MINA, "team", NORTH, &error);
  g_assert_no_error (error);
  fake_desk_sync (&fixture->south);
  g_assert_cmpuint (move (fixture), >, 0);
  take_in (fixture, "cases-north",
           (NaruRemoteDocument){
               .id = (char *) MINA,
               .rev = (char *) "9-a",
               .body = (char *) "{\"type\":\"jobseeker\",\"name\":\"Mina\",\"team\":\"" NORTH
                                "\",\"mobile\":\"010\"}" });
  assert_field (fixture->first.store, MINA, "phone", "02-1");
  assert_field (fixture->first.store, MINA, "mobile", "010");
}

#define ADD(path, func) g_test_add ("/store/move/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-case-goes-to-another-team-with-all-that-belongs-to-it", test_move);
  ADD ("what-is-written-behind-it-goes-there-too", test_late_edit);
  ADD ("what-cannot-arrive-returns", test_return);
  ADD ("deletions-that-name-each-other-are-not-asked-for-for-ever", test_circle);
  ADD ("an-edit-behind-it-beats-a-deletion-where-it-went", test_edit_behind_deletion);
  ADD ("what-it-has-left-is-compared", test_departed_is_compared);
  ADD ("where-it-was-brought-back-and-the-server-has-forgotten-that-is-looked-after",
       test_followed_back);
  ADD ("a-conflict-that-nobody-has-moved-is-taken-in", test_conflict_of_nobody);
  ADD ("of-two-places-one-gets-rid-of-it", test_two_places);
  ADD ("where-it-had-gone-gets-rid-of-it-when-it-is-brought-back", test_brought_back);
  ADD ("a-deletion-on-the-way-goes-where-the-case-is-alive", test_deletion_on_the_way);
  ADD ("a-version-beside-the-one-that-was-left-takes-nothing-away", test_branch_left);
  ADD ("what-was-deleted-where-it-comes-back-is-no-start", test_back_from_deleted);
  return g_test_run ();
}
