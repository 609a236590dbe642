/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the candidates meter takes over made-up availabilities when one requirement of a vacancy changes: all counts of
 * the vacancy anew, dropped and eased. Prints the median and the 95th percentile in milliseconds. */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "folder.h"
#include "naru-casework.h"

#define PEOPLE 100000

static const char *const occupations[] = { "5120", "7212", "8344", "4311", "5321", "9112" };
static const char *const skills[] = { "welding", "forklift", "drawing", "grinding", "care",
                                      "cooking", "driving",  "books",   "cutting",  "checking" };
static const char *const shifts[] = { "day", "evening", "night", "weekend" };
static const char *const regions[] = { "KR-41115", "KR-41111", "KR-41135", "KR-11680", "KR-26" };

#define PICK(list) list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))]

static NaruRecord *
make_availability (GRand *random, guint n)
{
  g_autofree char *id = g_strdup_printf ("availability:01JD%022u", n);
  guint skill = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (skills));
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"availability\",\"schema\":2,\"state\":\"available\",\"occupations\":[\"%s\"],"
      "\"skills\":[\"%s\",\"%s\"],\"languages\":[\"ko\"],\"education\":\"%d\","
      "\"experienceMonths\":%d,\"region\":\"%s\",\"travelMinutes\":%d,\"hoursFrom\":%d,"
      "\"hoursTo\":%d,\"shifts\":[\"%s\"],\"availableFrom\":\"2026-%02d-01\"}",
      PICK (occupations), skills[skill], skills[(skill + 3) % G_N_ELEMENTS (skills)],
      g_rand_int_range (random, 1, 7), g_rand_int_range (random, 0, 240), PICK (regions),
      g_rand_int_range (random, 1, 7) * 15, g_rand_int_range (random, 1, 8) * 5, 40, PICK (shifts),
      g_rand_int_range (random, 9, 13));
  g_autoptr (GError) error = NULL;
  NaruRecord *record = naru_record_new_from_text (id, text, -1, &error);

  g_assert_no_error (error);
  return record;
}

/* A vacancy that asks for four skills, of which one is another every time. */
static NaruRecord *
make_vacancy (guint round)
{
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"vacancy\",\"title\":\"Welder\",\"stage\":\"draft\",\"occupation\":\"7212\","
      "\"region\":\"KR-41115\",\"hoursWeek\":40,\"shift\":\"%s\",\"startOn\":\"2026-12-01\","
      "\"education\":\"3\",\"experienceMonths\":%u,\"requirements\":["
      "{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"a\",\"skill\":\"%s\"},"
      "{\"id\":\"r2\",\"need\":\"essential\",\"text\":\"b\",\"skill\":\"%s\"},"
      "{\"id\":\"r3\",\"need\":\"desirable\",\"text\":\"c\",\"skill\":\"grinding\"},"
      "{\"id\":\"r4\",\"need\":\"essential\",\"text\":\"Korean\",\"language\":\"ko\"}]}",
      shifts[round / 20 % G_N_ELEMENTS (shifts)], 12 * (round / 10 % 5),
      skills[round % G_N_ELEMENTS (skills)], skills[(round / 3) % G_N_ELEMENTS (skills)]);

  return naru_record_new_from_text ("vacancy:01JD0000000000000000000ANN", text, -1, NULL);
}

int
main (int argc, char **argv)
{
  guint people = argc > 1 ? (guint) atoi (argv[1]) : PEOPLE;
  g_autofree char *folder = g_dir_make_tmp ("naru-bench-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_no_error (error);
  bench_fill (store, people, make_availability);
  bench_derive (store);
  printf ("%-58s %8s %8s\n", "milliseconds", "median", "95 %");
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (NaruRecord) vacancy = make_vacancy (round);
      gint64 since = g_get_monotonic_time ();
      g_autoptr (NaruMeter) meter = naru_vacancy_measure (store, vacancy, &error);

      g_assert_no_error (error);
      bench_add_time (times, since);
      if (round == 0)
        bench_report ("the first time: sets are read into memory", times);
    }
  bench_report ("all counts of a vacancy, one requirement changed", times);
  naru_store_close (store);
  remove_folder (folder);
  return 0;
}
