/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the lists of a large centre take: 50,000 employers with 500,000 conversations. One line a figure: what, the
 * median and the 95th percentile in milliseconds. */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "folder.h"
#include "naru-employer-merge.h"
#include "naru-query.h"

#define NOW "2026-11-23T10:42:00+09:00"
#define ROUNDS 100
#define PER_WRITE 10000
#define MANAGERS 40
#define LONG_TIMELINE 500 /* conversations of the first employer besides */

static guint n_employers = 50000;
static guint n_talks = 500000;

static const char *const stages[]
    = { "to_contact", "contacted", "interested", "cooperating", "dormant" };
static const char *const kinds[] = { "call", "visit", "email", "note", "meeting" };
static const char *const names[]
    = { "한빛", "대일", "나루", "Harbour", "Northgate", "가람", "Suwon" };
static const char *const trades[] = { "요양원", "정밀", "Foods", "물류", "전자", "Bakery" };

#define PICK(list, n) list[(n) % G_N_ELEMENTS (list)]

typedef struct
{
  guint from;
  gboolean talks;
} Batch;

static char *
employer_id (guint n)
{
  return g_strdup_printf ("employer:01JE%022u", n);
}

static char *
make_employer (guint n, char **id)
{
  *id = employer_id (n);
  return g_strdup_printf (
      "{\"type\":\"employer\",\"schema\":2,\"name\":\"%s %s "
      "%u\",\"stage\":\"%s\",\"industry\":\"%02u\","
      "\"sizeClass\":\"small\",\"accountManager\":\"staff:01JS%022u\",\"phone\":\"031-%03u-%04u\"}",
      PICK (names, n), PICK (trades, n / 7), n, PICK (stages, n), 10 + n % 80, n % MANAGERS,
      n / 10000, n % 10000);
}

static char *
make_talk (guint n, char **id)
{
  g_autofree char *employer = employer_id (n < LONG_TIMELINE ? 0 : n % n_employers);

  *id = g_strdup_printf ("interaction:01JT%022u", n);
  return g_strdup_printf (
      "{\"type\":\"interaction\",\"schema\":1,\"employer\":\"%s\",\"kind\":\"%s\","
      "\"at\":\"20%02u-%02u-%02uT10:00:00+09:00\",\"summary\":\"Asked for %u "
      "welders, 야간 근무 상담\"%s}",
      employer, PICK (kinds, n), 21 + n % 6, 1 + n % 12, 1 + n % 28, n % 9,
      n % 10 == 0 ? ",\"nextAction\":\"Call\",\"nextActionOn\":\"2026-12-01\","
                    "\"nextActionState\":\"open\""
                  : "");
}

static gboolean
put_batch (NaruTransaction *transaction, gpointer data, GError **error)
{
  const Batch *batch = data;
  guint most = batch->talks ? n_talks : n_employers;

  for (guint n = batch->from; n < MIN (most, batch->from + PER_WRITE); n++)
    {
      g_autofree char *id = NULL;
      g_autofree char *text = batch->talks ? make_talk (n, &id) : make_employer (n, &id);

      if (!naru_transaction_put_text (transaction, id, text, error))
        return FALSE;
    }
  return TRUE;
}

static void
fill (NaruStore *store)
{
  NaruWriteInfo info = { "bench", NULL, NOW,
                         NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY | NARU_WRITE_DEFER_DERIVED };
  g_autoptr (GError) error = NULL;

  naru_store_begin_bulk (store, NULL);
  for (int talks = 0; talks < 2; talks++)
    for (guint n = 0; n < (talks ? n_talks : n_employers); n += PER_WRITE)
      {
        Batch batch = { n, talks != 0 };

        naru_store_write (store, &info, put_batch, &batch, &error);
        g_assert_no_error (error);
      }
  naru_store_derive_stale (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  naru_store_end_bulk (store, &error);
  g_assert_no_error (error);
}

static void
measure (NaruStore *store, const char *what, NaruQuery *query, gboolean records)
{
  double times[ROUNDS];

  naru_query_set_now (query, NOW);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      if (records)
        {
          g_autoptr (GPtrArray) found = naru_store_find (store, query, &error);
        }
      else
        {
          g_autoptr (GArray) found = naru_store_list (store, query, NULL, &error);
        }
      g_assert_no_error (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  qsort (times, ROUNDS, sizeof (double), bench_compare);
  printf ("%s\t%.2f\t%.2f\n", what, times[ROUNDS / 2], times[ROUNDS * 95 / 100]);
  naru_query_free (query);
}

/* What is done once, since @start. */
static void
report_once (const char *what, gint64 start)
{
  double time = (double) (g_get_monotonic_time () - start) / 1000;

  printf ("%s\t%.0f\t%.0f\n", what, time, time);
}

static NaruQuery *
new_query (const char *type, const char *field, const char *value, const char *order)
{
  NaruQuery *query = naru_query_new (type);

  if (field != NULL)
    naru_query_add_filter (query, field, NARU_FILTER_IS, value);
  if (order != NULL)
    naru_query_set_order (query, order, FALSE);
  return query;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("naru-bench-XXXXXX", NULL);
  g_autofree char *first = employer_id (0);
  g_autofree char *manager = g_strdup_printf ("staff:01JS%022u", 3);
  g_autoptr (GError) error = NULL;
  NaruStore *store;
  NaruQuery *query;
  gint64 start;

  if (argc > 2)
    {
      n_employers = (guint) atoi (argv[1]);
      n_talks = (guint) atoi (argv[2]);
    }
  store = naru_store_open (folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  fill (store);
  measure (store, "list of all employers by name", new_query ("employer", NULL, NULL, "name"),
           FALSE);
  measure (store, "one manager's employers by name",
           new_query ("employer", "accountManager", manager, "name"), FALSE);
  query = new_query ("employer", "stage", "cooperating", "name");
  naru_query_add_filter (query, "industry", NARU_FILTER_UNDER, "28");
  measure (store, "filter by stage and industry", query, FALSE);
  start = g_get_monotonic_time ();
  naru_store_prepare_search (store, "employer", &error);
  g_assert_no_error (error);
  report_once ("names read into memory when the search entry is entered", start);
  query = new_query ("employer", NULL, NULL, NULL);
  naru_query_set_search (query, "한빛 정밀 12");
  measure (store, "search by name", query, FALSE);
  query = new_query ("employer", NULL, NULL, NULL);
  naru_query_set_search (query, "031000123");
  measure (store, "search by phone", query, FALSE);
  query = new_query ("employer", "accountManager", manager, "lastContact");
  measure (store, "one manager's employers by last contact", query, FALSE);
  measure (store, "all employers by last contact",
           new_query ("employer", NULL, NULL, "lastContact"), FALSE);
  query = new_query ("employer", NULL, NULL, "name");
  naru_query_add_filter (query, "lastTalk", NARU_FILTER_BELOW, "2025-11-23");
  measure (store, "employers without a talk for a year", query, FALSE);
  query = new_query ("interaction", "employer", first, "at");
  measure (store, "timeline of 500 conversations", query, TRUE);
  start = g_get_monotonic_time ();
  {
    g_autoptr (GPtrArray) pairs = naru_employer_find_pairs (store, NULL, &error);

    g_assert_no_error (error);
  }
  report_once ("pairs among all employers", start);
  naru_store_close (store);
  remove_folder (folder);
  return 0;
}
