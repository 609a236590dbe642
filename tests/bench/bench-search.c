/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a keystroke, a list and the candidates meter take over made-up jobseekers, each beside a plain way to do the
 * same in the same run. Prints the median and the 95th percentile in milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "folder.h"
#include "naru-query.h"
#include "naru-store-private.h"

#define PEOPLE 100000

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
      naru_query_set_now (query, BENCH_NOW);
      if (state != NULL)
        naru_query_add_filter (query, "state", NARU_FILTER_IS, state);
      numbers = naru_store_list (store, query, NULL, &error);
      g_assert_no_error (error);
      bench_add_time (times, start);
    }
  bench_report (what, times);
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
        bench_add_time (times, start);
        if (round == 0 && g_getenv ("BENCH_EACH") != NULL)
          printf ("  %-12s %7u hits %8.2f\n", typed[i], numbers->len,
                  g_array_index (times, double, times->len - 1));

        start = g_get_monotonic_time ();
        statement
            = naru_db_query (db, &error, "SELECT number FROM names WHERE text LIKE ?", "s", like);
        while (naru_statement_step (statement, &error) == NARU_STEP_ROW)
          ;
        g_assert_no_error (error);
        bench_add_time (references, start);
      }
  bench_report ("keystroke to ordered keys", times);
  bench_report ("  reference: LIKE over the same names, in no order", references);
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
        bench_add_time (times, start);

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
        bench_add_time (references, start);
        g_assert_cmpint (count, ==, scanned);
      }
  bench_report ("candidates meter, one requirement changed", times);
  bench_report ("  reference: JSON scan", references);
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
      bench_add_time (times, start);
    }
  bench_report ("  reference: SELECT … ORDER BY title without an index", times);
}

int
main (int argc, char **argv)
{
  guint people = argc > 1 ? (guint) atoi (argv[1]) : PEOPLE;
  g_autofree char *folder = g_dir_make_tmp ("naru-bench-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  bench_fill (store, people, make_person);
  printf ("%u made-up jobseekers: documents %.1f s, ", people,
          (double) (g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  bench_derive (store);
  printf ("derived data %.1f s\n", (double) (g_get_monotonic_time () - start) / 1e6);
  printf ("%-58s %8s %8s\n", "milliseconds", "median", "95 %");

  {
    g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
    g_autoptr (GArray) numbers = NULL;

    naru_query_set_search (query, "김");
    start = g_get_monotonic_time ();
    numbers = naru_store_list (store, query, NULL, &error);
    bench_add_time (times, start);
    bench_report ("first keystroke: names are read into memory", times);
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
