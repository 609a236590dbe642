/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a keystroke, a list and the candidates meter take over made-up jobseekers, each beside a plain way to do the
 * same in the same run. Prints the median and the 95th percentile in milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "naru-query.h"
#include "naru-store-private.h"

#define NOW "2026-11-22T12:00:00+09:00"
#define PEOPLE 100000
#define PER_WRITE 5000

static const char *const families[]
    = { "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임",
        "한", "오", "서", "신", "권", "황", "안", "송", "류", "홍" };
static const char *const givens[]
    = { "민", "서", "지", "현", "수", "영", "준", "우", "은", "하", "정", "호", "경",
        "미", "선", "희", "진", "성", "연", "재", "도", "예", "나", "라", "원", "철" };
static const char *const words[]
    = { "용접", "지게차", "면접", "이력서", "운전", "간호", "회계", "조리",
        "경력", "자격증", "상담", "교육",   "야간", "주간", "단기", "사무" };
static const char *const occupations[]
    = { "5120", "7212", "8344", "4311", "5321", "9112", "2411", "3221" };
static const char *const shifts[] = { "day", "evening", "night", "weekend" };

#define PICK(list) list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))]

typedef struct
{
  GRand *random;
  guint from;
} Batch;

static NaruRecord *
make_person (GRand *random, guint n)
{
  const NaruRecordType *type = naru_record_type_find ("jobseeker");
  g_autofree char *id = g_strdup_printf ("jobseeker:01JD%022u", n);
  guint occupation = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (occupations));
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"jobseeker\",\"schema\":1,\"name\":\"%s%s%s\",\"state\":\"%s\",\"mobile\":\"010-%"
      "04d-%04d\","
      "\"registeredOn\":\"20%02d-%02d-%02d\",\"occupations\":[\"%s\",\"%s\"],\"shifts\":[\"%s\"],"
      "\"note\":\"%s %s %s %s\"}",
      PICK (families), PICK (givens), PICK (givens), n % 3 == 0 ? "closed" : "active",
      g_rand_int_range (random, 0, 10000), g_rand_int_range (random, 0, 10000),
      g_rand_int_range (random, 10, 27), g_rand_int_range (random, 1, 13),
      g_rand_int_range (random, 1, 29), occupations[occupation],
      occupations[(occupation + 3) % G_N_ELEMENTS (occupations)], PICK (shifts), PICK (words),
      PICK (words), PICK (words), PICK (words));
  g_autoptr (GError) error = NULL;
  NaruRecord *record = naru_record_new_from_text (id, text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (naru_record_get_record_type (record) == type);
  return record;
}

static gboolean
put_batch (NaruTransaction *transaction, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < PER_WRITE; i++)
    {
      g_autoptr (NaruRecord) record = make_person (batch->random, batch->from + i);

      if (!naru_transaction_put (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
report (const char *what, GArray *times)
{
  qsort (times->data, times->len, sizeof (double), compare_doubles);
  printf ("%-58s %8.2f %8.2f\n", what, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100));
  g_array_set_size (times, 0);
}

static void
add_time (GArray *times, gint64 since)
{
  double milliseconds = (double) (g_get_monotonic_time () - since) / 1000;

  g_array_append_val (times, milliseconds);
}

static void
bench_list (NaruStore *store, GArray *times, const char *what, const char *order,
            gboolean descending, const char *state)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) numbers = NULL;
      gint64 start = g_get_monotonic_time ();

      naru_query_set_order (query, order, descending);
      naru_query_set_now (query, NOW);
      if (state != NULL)
        naru_query_add_filter (query, "state", NARU_FILTER_IS, state);
      numbers = naru_store_list (store, query, NULL, &error);
      g_assert_no_error (error);
      add_time (times, start);
    }
  report (what, times);
}

/* Every text grows by one key at a time. */
static void
bench_keystrokes (NaruStore *store, GArray *times)
{
  static const char *const typed[]
      = { "ㄱ",      "기",     "김",   "김ㅁ", "김미", "김민", "김민ㅅ", "김민수", "ㅇ",
          "ㅇㅅ",    "ㅇㅅㅇ", "민",   "민ㅅ", "민수", "0",    "01",     "010",    "0101",
          "01012",   "010123", "5678", "ㅂ",   "바",   "박",   "박 ㅇ",  "박 요",  "박 용",
          "박 용접", "용",     "용저", "용접", "지",   "지게", "지게차", "없",     "수 김" };
  GArray *references = g_array_new (FALSE, FALSE, sizeof (double));
  NaruDb *db = naru_store_get_db (store);

  for (int round = 0; round < 5; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
        g_autoptr (GError) error = NULL;
        g_autoptr (GArray) numbers = NULL;
        g_autoptr (NaruStatement) statement = NULL;
        g_autofree char *like = g_strdup_printf ("%%%s%%", typed[i]);
        gint64 start = g_get_monotonic_time ();

        naru_query_set_search (query, typed[i]);
        numbers = naru_store_list (store, query, NULL, &error);
        g_assert_no_error (error);
        add_time (times, start);
        if (round == 0 && g_getenv ("BENCH_EACH") != NULL)
          printf ("  %-12s %7u hits %8.2f\n", typed[i], numbers->len,
                  g_array_index (times, double, times->len - 1));

        start = g_get_monotonic_time ();
        statement
            = naru_db_query (db, &error, "SELECT number FROM names WHERE text LIKE ?", "s", like);
        while (naru_statement_step (statement, &error) == NARU_STEP_ROW)
          ;
        g_assert_no_error (error);
        add_time (references, start);
      }
  report ("keystroke to ordered keys", times);
  report ("  reference: LIKE over the same names, in no order", references);
  g_array_unref (references);
}

static void
bench_meter (NaruStore *store, GArray *times)
{
  GArray *references = g_array_new (FALSE, FALSE, sizeof (double));
  NaruDb *db = naru_store_get_db (store);

  for (int round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (occupations); i++)
      {
        const char *const wanted[]
            = { occupations[i], occupations[(i + 1) % G_N_ELEMENTS (occupations)], NULL };
        const char *const shift[] = { shifts[i % G_N_ELEMENTS (shifts)], NULL };
        const char *const state[] = { "active", NULL };
        const NaruCondition conditions[]
            = { { "occupations", wanted }, { "shifts", shift }, { "state", state } };
        g_autoptr (GError) error = NULL;
        gint64 start = g_get_monotonic_time ();
        gint64 count, scanned = 0;

        count = naru_store_count_meeting (store, "jobseeker", conditions, G_N_ELEMENTS (conditions),
                                          &error);
        g_assert_no_error (error);
        add_time (times, start);

        if (round > 0)
          continue;
        start = g_get_monotonic_time ();
        naru_db_get_int (
            db, &scanned, &error,
            "SELECT count(*) FROM document d WHERE type = 'jobseeker' AND json_extract (body, "
            "'$.state') = 'active'"
            " AND EXISTS (SELECT 1 FROM json_each (body, '$.occupations') WHERE value IN (?, ?))"
            " AND EXISTS (SELECT 1 FROM json_each (body, '$.shifts') WHERE value = ?)",
            "sss", wanted[0], wanted[1], shift[0]);
        g_assert_no_error (error);
        add_time (references, start);
        g_assert_cmpint (count, ==, scanned);
      }
  report ("candidates meter, one requirement changed", times);
  report ("  reference: JSON scan", references);
  g_array_unref (references);
}

static void
bench_order_reference (NaruStore *store, GArray *times)
{
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (NaruStatement) statement = naru_db_query (
          naru_store_get_db (store), &error,
          "SELECT number FROM document WHERE type = 'jobseeker' ORDER BY title, number", "");

      while (naru_statement_step (statement, &error) == NARU_STEP_ROW)
        ;
      g_assert_no_error (error);
      add_time (times, start);
    }
  report ("  reference: SELECT … ORDER BY title without an index", times);
}

int
main (int argc, char **argv)
{
  guint people = argc > 1 ? (guint) atoi (argv[1]) : PEOPLE;
  g_autofree char *folder = g_dir_make_tmp ("naru-bench-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  NaruWriteInfo info = { "Fill", "staff:01JD0000000000000000000ANN", NOW,
                         NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY | NARU_WRITE_DEFER_DERIVED };
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  for (guint from = 0; from < people; from += PER_WRITE)
    {
      Batch batch = { random, from };

      naru_store_write (store, &info, put_batch, &batch, &error);
      g_assert_no_error (error);
    }
  printf ("%u made-up jobseekers: documents %.1f s, ", people,
          (double) (g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  naru_store_derive_stale (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  printf ("derived data %.1f s\n", (double) (g_get_monotonic_time () - start) / 1e6);
  printf ("%-58s %8s %8s\n", "milliseconds", "median", "95 %");

  {
    g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
    g_autoptr (GArray) numbers = NULL;

    naru_query_set_search (query, "김");
    start = g_get_monotonic_time ();
    numbers = naru_store_list (store, query, NULL, &error);
    add_time (times, start);
    report ("first keystroke: names are read into memory", times);
  }
  bench_keystrokes (store, times);
  bench_list (store, times, "all in the order of names", NULL, FALSE, NULL);
  bench_order_reference (store, times);
  bench_list (store, times, "all by registeredOn, latest first", "registeredOn", TRUE, NULL);
  bench_list (store, times, "active by name", NULL, FALSE, "active");
  bench_list (store, times, "all by last contact (computed)", "lastContact", TRUE, NULL);
  bench_meter (store, times);

  naru_store_close (store);
  remove_folder (folder);
  return 0;
}
