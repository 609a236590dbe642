/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List models: rows made when looked at, refreshed in place, and brought up to date by narrow changes. */
#include "naru-record-list.h"

#include <string.h>

#include "list-fixture.h"
#include "naru-row-private.h"

static const ListRecord people[] = {
  { "a", { "name", "가", "state", "active" } },
  { "b", { "name", "나", "state", "active" } },
  { "c", { "name", "다", "state", "active" } },
  { "d", { "name", "라", "state", "closed" } },
  { "e", { "name", "마", "state", "active", "counsellor", "staff:01JD000000000000000000000S" } },
};
static const ListRecord staff[]
    = { { "s", { "name", "상담", "userName", "s1", "roles", "job_counsellor" } } };

#define PERSON(letter) "jobseeker:01JD000000000000000000000" letter

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  list_put (fixture, "staff", staff, G_N_ELEMENTS (staff));
  list_put (fixture, "jobseeker", people, G_N_ELEMENTS (people));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static NaruRecordList *
open_list (StoreFixture *fixture)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GError) error = NULL;
  NaruRecordList *list;

  naru_query_add_filter (query, "state", NARU_FILTER_IS, "active");
  naru_query_set_now (query, NOON);
  list = naru_record_list_new (fixture->store, query, &error);
  g_assert_no_error (error);
  return list;
}

static char *
titles (NaruRecordList *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *text = naru_row_get_text (row, "title");

      g_string_append (out, text);
    }
  return g_string_free (out, FALSE);
}

static void
assert_titles (NaruRecordList *list, const char *wanted)
{
  g_autofree char *found = titles (list);

  g_assert_cmpstr (found, ==, wanted);
}

static void
edit (StoreFixture *fixture, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      set_field (fixture->store, "Edit", ANNA, NARU_WRITE_DEFAULT, id, field, value, &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
count_cb (gpointer object, guint *count)
{
  ++*count;
}

static void
note_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static gboolean
is_stale (NaruRecordList *list)
{
  gboolean stale;

  g_object_get (list, "stale", &stale, NULL);
  return stale;
}

static void
test_rows (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecordList) list = open_list (fixture);
  g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autoptr (NaruRow) again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  guint position = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == NARU_TYPE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 4));
  g_assert_true (row == again);
  g_assert_cmpstr (naru_row_get_id (row), ==, PERSON ("B"));
  g_assert_true (naru_record_list_find (list, naru_row_get_number (row), &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_false (naru_record_list_find (list, 4711, NULL));
  g_assert_cmpint (naru_row_get_sync (row), ==, NARU_SYNC_ONLY_HERE);
}

static void
test_text (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord meetings[] = {
    { "1",
      { "jobseeker", PERSON ("E"), "kind", "review", "channel", "in_person", "start",
        "2026-11-20T10:00:00+09:00", "state", "held" } },
  };
  g_autoptr (NaruRecordList) list = open_list (fixture);
  g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autofree char *counsellor = naru_row_get_text (row, "counsellor");
  g_autofree char *state = naru_row_get_text (row, "state");
  g_autofree char *none = naru_row_get_text (row, "region");
  g_autofree char *before = naru_row_get_text (row, "lastContact");
  g_autofree char *after = NULL;
  guint changes = 0;

  g_assert_cmpstr (counsellor, ==, "상담");
  g_assert_cmpstr (state, ==, "Active");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (before, ==, "");
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changes);
  list_put (fixture, "meeting", meetings, G_N_ELEMENTS (meetings));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes, ==, 1);
  after = naru_row_get_text (row, "lastContact");
  g_assert_cmpstr (after, ==, "20 Nov 2026, 10:00");
}

static void
test_in_place (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecordList) list = open_list (fixture);
  g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr (NaruRow) other = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autofree char *language = NULL;
  guint changes = 0, others = 0;

  g_assert_nonnull (naru_row_get_record (row));
  g_assert_nonnull (naru_row_get_record (other));
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changes);
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &others);
  edit (fixture, PERSON ("E"), "permit", "F-6");
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (others, ==, 0);
  g_assert_cmpstr (naru_record_get (naru_row_get_record (row), "permit"), ==, "F-6");
  /* the title of what it refers to */
  edit (fixture, "staff:01JD000000000000000000000S", "name", "새이름");
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (others, ==, 0);
  language = naru_row_get_text (row, "counsellor");
  g_assert_cmpstr (language, ==, "새이름");
}

static void
test_update (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecordList) list = open_list (fixture);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (NaruRow) same = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), log);
  assert_titles (list, "가나다마");
  g_assert_false (is_stale (list));

  edit (fixture, PERSON ("D"), "state", "active");
  g_assert_true (is_stale (list));
  assert_titles (list, "가나다마");
  g_assert_true (naru_record_list_update (list, &error));
  g_assert_false (is_stale (list));
  assert_titles (list, "가나다라마");
  g_assert_cmpstr (log->str, ==, "3-0+1 ");

  g_string_set_size (log, 0);
  edit (fixture, PERSON ("A"), "name", "하");
  g_assert_true (naru_record_list_update (list, &error));
  assert_titles (list, "나다라마하");
  g_assert_cmpstr (log->str, ==, "0-1+0 4-0+1 ");
  same = g_list_model_get_item (G_LIST_MODEL (list), 4);
  g_assert_true (same == row);

  g_string_set_size (log, 0);
  g_assert_true (delete_record (fixture->store, "Delete", ANNA, PERSON ("C"), &error));
  g_assert_true (naru_record_list_update (list, &error));
  assert_titles (list, "나라마하");
  g_assert_cmpstr (log->str, ==, "1-1+0 ");

  g_string_set_size (log, 0);
  edit (fixture, PERSON ("B"), "permit", "F-2");
  g_assert_true (naru_record_list_update (list, &error));
  g_assert_cmpstr (log->str, ==, "");
}

typedef struct
{
  NaruRecordList *list;
  GError *error;
  gboolean done;
} Waiting;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->list = naru_record_list_new_finish (result, &waiting->error);
  waiting->done = TRUE;
}

static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  Waiting waiting = { 0 };

  naru_query_set_search (query, "ㄱ");
  naru_record_list_new_async (fixture->store, query, NULL, NULL, opened_cb, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (waiting.error);
  assert_titles (waiting.list, "가");
  g_assert_false (is_stale (waiting.list));
  g_assert_cmpstr (naru_query_get_search (naru_record_list_get_query (waiting.list)), ==, "ㄱ");
  g_assert_finalize_object (waiting.list);
}

static void
assert_last_contact (NaruRow *row, const char *wanted)
{
  g_autofree char *text = naru_row_get_text (row, "lastContact");

  g_assert_cmpstr (text, ==, wanted);
}

/* The first rows come with what they will be asked for; nothing that is no longer so stays with them. */
static void
test_prepared (StoreFixture *fixture, gconstpointer data)
{
  static const char *const columns[] = { "name", "counsellor", "lastContact", NULL };
  const ListRecord meetings[] = {
    { "1",
      { "jobseeker", PERSON ("E"), "kind", "review", "channel", "in_person", "start",
        "2026-11-20T10:00:00+09:00", "state", "held" } },
  };
  g_autofree char *meeting = list_id ("meeting", "1");
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (NaruRow) row = NULL;
  g_autofree char *counsellor = NULL;
  Waiting waiting = { 0 };

  list_put (fixture, "meeting", meetings, G_N_ELEMENTS (meetings));
  naru_query_add_filter (query, "name", NARU_FILTER_IS, "마");
  naru_query_set_now (query, NOON);
  naru_record_list_new_async (fixture->store, query, columns, NULL, opened_cb, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (waiting.error);
  row = g_list_model_get_item (G_LIST_MODEL (waiting.list), 0);
  g_assert_nonnull (naru_row_peek_record (row));
  counsellor = naru_row_get_text (row, "counsellor");
  g_assert_cmpstr (counsellor, ==, "상담");
  assert_last_contact (row, "20 Nov 2026, 10:00");
  g_assert_true (delete_record (fixture->store, "Delete", ANNA, meeting, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_last_contact (row, "");
  g_clear_object (&row);
  g_assert_finalize_object (waiting.list);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  g_assert_true (
      naru_record_list_update_finish (NARU_RECORD_LIST (source), result, &waiting->error));
  waiting->done = TRUE;
}

static void
test_update_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecordList) list = open_list (fixture);
  g_autoptr (GString) log = g_string_new (NULL);
  Waiting waiting = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), log);
  edit (fixture, PERSON ("D"), "state", "active");
  naru_record_list_update_async (list, NULL, updated_cb, &waiting);
  assert_titles (list, "가나다마");
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (waiting.error);
  assert_titles (list, "가나다라마");
  g_assert_cmpstr (log->str, ==, "3-0+1 ");
  g_assert_false (is_stale (list));
}

static void
test_async_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  Waiting waiting = { 0 };

  naru_query_set_order (query, "note", FALSE);
  naru_record_list_new_async (fixture->store, query, NULL, NULL, opened_cb, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (waiting.list);
  g_assert_nonnull (waiting.error);
  g_clear_error (&waiting.error);
}

/* A row that outlives its list, and a list whose rows are gone. */
static void
test_lives (StoreFixture *fixture, gconstpointer data)
{
  NaruRecordList *list = open_list (fixture);
  NaruRow *row = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_finalize_object (list);
  g_assert_cmpstr (naru_row_get_id (row), ==, PERSON ("A"));
  edit (fixture, PERSON ("A"), "permit", "F-1");
  g_assert_finalize_object (row);
}

/* Any two orders: the runs made one after the other turn the first into the second. */
static void
test_diff (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) runs = NULL;
      guint max_runs = (guint) g_rand_int_range (random, 1, 8);

      for (gint64 number = 0; number < 12; number++)
        {
          if (g_rand_boolean (random))
            g_array_insert_val (
                before, (guint) g_rand_int_range (random, 0, (gint) before->len + 1), number);
          if (g_rand_boolean (random))
            g_array_insert_val (after, (guint) g_rand_int_range (random, 0, (gint) after->len + 1),
                                number);
        }
      runs = naru_list_diff ((gint64 *) (gpointer) before->data, before->len,
                             (gint64 *) (gpointer) after->data, after->len, max_runs);
      g_assert_cmpuint (runs->len, <=, max_runs);
      for (guint i = 0; i < runs->len; i++)
        {
          const NaruListRun *run = &g_array_index (runs, NaruListRun, i);

          if (run->removed > 0)
            g_array_remove_range (before, run->position, run->removed);
          if (run->added > 0)
            g_array_insert_vals (before, run->position, &g_array_index (after, gint64, run->from),
                                 run->added);
        }
      g_assert_cmpmem (before->data, before->len * sizeof (gint64), after->data,
                       after->len * sizeof (gint64));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/record-list/" path, StoreFixture, NULL, set_up, func, store_fixture_tear_down)
  ADD ("gives-the-same-row-while-it-lives", test_rows);
  ADD ("shows-labels-titles-and-dates-as-people-read-them", test_text);
  ADD ("refreshes-rows-in-place", test_in_place);
  ADD ("is-brought-up-to-date-by-narrow-changes", test_update);
  ADD ("is-read-off-the-main-loop", test_async);
  ADD ("first-rows-come-with-what-they-say-and-forget-it-when-it-is-gone", test_prepared);
  ADD ("is-brought-up-to-date-off-the-main-loop", test_update_async);
  ADD ("says-what-is-wrong-with-a-query-off-the-main-loop", test_async_refused);
  ADD ("rows-and-lists-die-on-their-own", test_lives);
  g_test_add_func ("/store/record-list/runs-turn-any-order-into-any-other", test_diff);
  return g_test_run ();
}
