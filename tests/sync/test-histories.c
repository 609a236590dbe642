/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up histories, see simulator.h. NARU_HISTORIES says how many, NARU_SEED with which one they begin. A history that goes
 * wrong is told with its seed, and made as short as it may be. With NARU_FILES the stores are real files. With NARU_PEER, the
 * address of a server, they run against that, with NARU_PEER_PASSWORD of its administrator and NARU_CENTRE for their own:
 * tests/sync/test_histories.py starts it.
 *
 *   test-histories --expect-loss    for a program of which a rule was taken away: it must be found
 *   test-histories --teams          of cases that go from one team to the other
 *   test-histories --three-teams    of three teams
 *   test-histories --three-teams --split    ... whose server has two nodes that may lose sight of each other */
#include <stdlib.h>
#include <string.h>

#include "simulator.h"

/* The sanitizers take several times as long. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HISTORIES 150
#endif
#endif
#ifndef HISTORIES
#define HISTORIES 1200
#endif
#define PROGRESS 10000

static guint teams;
static gboolean split;

static guint
get_number (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) strtoul (text, NULL, 10) : otherwise;
}

static void
tell (guint32 seed, char *wrong)
{
  g_autofree char *found = wrong;
  SimHistory *history = sim_history_new (seed, teams, split);
  SimCount count = { 0 };
  g_autofree char *text = NULL;

  sim_shrink (history, &found);
  /* once more, with its requests in the log */
  sim_set_noted (TRUE);
  g_free (sim_run (history, &count));
  sim_set_noted (FALSE);
  text = sim_history_to_text (history);
  g_printerr ("# NARU_SEED=%u: %s\n%s", seed, found, text);
  sim_history_free (history);
  g_test_fail ();
}

static char *
run_seed (guint32 seed, SimCount *count)
{
  SimHistory *history = sim_history_new (seed, teams, split);
  char *wrong = sim_run (history, count);

  sim_history_free (history);
  return wrong;
}

static void
test_histories (void)
{
  guint histories = get_number ("NARU_HISTORIES", teams > 0 ? HISTORIES / 2 : HISTORIES);
  guint first = get_number ("NARU_SEED", 1);
  SimCount count = { 0 };

  for (guint i = 0; i < histories; i++)
    {
      char *wrong = run_seed (first + i, &count);

      if (wrong != NULL)
        tell (first + i, wrong);
      if ((i + 1) % PROGRESS == 0)
        g_test_message ("%u histories so far", i + 1);
    }
  g_test_message (
      "%u histories, %u words, %u rounds, %u requests, %u crashes, %u conflicts at the end",
      count.histories, count.words, count.rounds, count.requests, count.crashes, count.conflicts);
}

static void
test_loss (void)
{
  guint histories = get_number ("NARU_HISTORIES", 2000);
  guint32 first = get_number ("NARU_SEED", 1);
  SimCount count = { 0 };

  for (guint32 seed = first; seed < first + histories; seed++)
    {
      g_autofree char *wrong = run_seed (seed, &count);

      if (wrong == NULL)
        continue;
      g_test_message ("found by history %u: %s", seed, wrong);
      return;
    }
  g_test_fail_printf ("%u histories do not notice", histories);
}

int
main (int argc, char **argv)
{
  gboolean loss = g_strv_contains ((const char *const *) argv, "--expect-loss");
  const char *peer = g_getenv ("NARU_PEER");
  int status;

  if (g_strv_contains ((const char *const *) argv, "--three-teams"))
    teams = 3;
  else if (g_strv_contains ((const char *const *) argv, "--teams"))
    teams = 2;
  split = g_strv_contains ((const char *const *) argv, "--split");
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("NARU_FILES") != NULL)
    sim_use_files ();
  if (peer != NULL)
    sim_use_peer (peer, g_getenv ("NARU_PEER_PASSWORD"), g_getenv ("NARU_CENTRE"));
  sim_set_noted (FALSE);
  sim_set_up ();
  sim_keep_connections ();
  if (loss)
    g_test_add_func ("/sync/histories/missing-rule-is-noticed", test_loss);
  else
    g_test_add_func ("/sync/histories/no-word-is-lost-and-all-desks-agree", test_histories);
  status = g_test_run ();
  sim_tear_down ();
  if (peer != NULL)
    {
      g_autofree char *told = sim_leave_peer ();

      g_print ("# on the way: %s\n", told);
    }
  return status;
}
