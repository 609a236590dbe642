/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that saves is killed at random moments: no edit that it called saved is lost, no half of one is there, and the
 * store is sound. NARU_KILLS says how often; the suite does it a few times, a release 200 times. */
#include "store-fixture.h"

#include <signal.h>
#include <stdlib.h>

#include "naru-store-private.h"

#define KILLS 40
#define MAX_LINES 24
#define MAX_SPIN_MICROSECONDS 4000

/* Reads what the writer has acknowledged up to now; -1 if it has not yet. */
static gint64
read_number (GDataInputStream *stream)
{
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  return line != NULL ? g_ascii_strtoll (line, NULL, 10) : -1;
}

static gint64
run_and_kill (StoreFixture *fixture, gint64 first)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "kill-writer", NULL);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                     program, fixture->profile, from, NULL);
  g_autoptr (GDataInputStream) stream = NULL;
  gint32 lines = g_test_rand_int_range (1, MAX_LINES);
  gint64 until;
  gint64 last = first - 1;
  gint64 number;

  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
  for (gint32 i = 0; i < lines; i++)
    {
      number = read_number (stream);
      g_assert_cmpint (number, >, last);
      last = number;
    }
  /* not only at the moment after an acknowledgement */
  until = g_get_monotonic_time () + g_test_rand_int_range (0, MAX_SPIN_MICROSECONDS);
  while (g_get_monotonic_time () < until)
    continue;
  g_subprocess_send_signal (writer, SIGKILL);
  while ((number = read_number (stream)) >= 0)
    last = number;
  g_subprocess_wait (writer, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (writer));
  return last;
}

static gboolean
has_edit (NaruStore *store, gint64 number)
{
  g_autofree char *id
      = g_strdup_printf ("employer:01JD000000000000000%07" G_GINT64_FORMAT, number / 3);
  g_autofree char *value = g_strdup_printf ("edit %" G_GINT64_FORMAT, number);
  g_autoptr (NaruRecord) record = naru_store_get (store, id, NULL);
  const char *field = number % 3 == 0 ? "phone" : number % 3 == 1 ? "website" : "note";

  return record != NULL && g_strcmp0 (naru_record_get (record, field), value) == 0;
}

static void
test_kill (StoreFixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("NARU_KILLS");
  int kills = wanted != NULL ? atoi (wanted) : KILLS;
  gint64 checked = 0;
  gint64 next = 0;

  store_fixture_close (fixture);
  for (int i = 0; i < kills; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 last = run_and_kill (fixture, next);

      store_fixture_reopen (fixture);
      for (; checked <= last; checked++)
        if (!has_edit (fixture->store, checked))
          g_error ("kill %d: edit %" G_GINT64_FORMAT " was acknowledged and is lost", i, checked);
      /* the write that was under way may be there, whole or not at all */
      next = last + 1;
      while (has_edit (fixture->store, next))
        next++;
      g_assert_cmpint (next - last - 1 == 0 || next - last - 1 == 1 || next - last - 1 == 40, ==,
                       TRUE);
      checked = next;
      naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      if (i % 8 == 7 || i == kills - 1)
        store_fixture_assert_sound (fixture);
      store_fixture_close (fixture);
    }
  store_fixture_reopen (fixture);
  for (gint64 number = 0; number < next; number++)
    g_assert_true (has_edit (fixture->store, number));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill/no-acknowledged-edit-is-lost", StoreFixture, NULL, store_fixture_set_up,
              test_kill, store_fixture_tear_down);
  return g_test_run ();
}
