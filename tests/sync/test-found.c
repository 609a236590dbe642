/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up histories in which something was lost once, made short: each is told with what was wrong. What test-histories finds
 * is added here: it prints the numbers of each step. */
#include "simulator.h"

typedef struct
{
  const char *name;
  guint n_desks;
  gboolean cluster;
  SimStep steps[16];
  guint n_steps;
  gboolean teams;
} Found;

static const Found found[] = {
  /* One node announced a conflict without its document, and the other, which was asked for it, did not have it yet. */
  { "what-a-node-announces-and-another-does-not-have-is-awaited",
    3,
    TRUE,
    { { SIM_EDIT, 0, 2478715126 },
      { SIM_EDIT, 1, 1898345924 },
      { SIM_EDIT, 0, 3386333160 },
      { SIM_SYNC, 0, 946893042 },
      { SIM_SYNC, 1, 3626468153 },
      { SIM_SPLIT, 0, 2318641313 },
      { SIM_SPLIT, 2, 1084939067 },
      { SIM_SPLIT, 1, 3229252967 },
      { SIM_SYNC, 1, 2239365282 },
      { SIM_SYNC, 0, 3678021614 } },
    10 },
  /* The server of the tests refused by its rules what had come twice, where CouchDB says that it is a conflict: the desk took
   * its own value for somebody else's. */
  { "what-comes-twice-is-no-refusal",
    3,
    FALSE,
    { { SIM_SYNC, 0, 3875801453 },
      { SIM_EDIT, 0, 3641384343 },
      { SIM_EDIT, 1, 3985277019 },
      { SIM_EDIT, 1, 1588853559 },
      { SIM_SYNC, 1, 373928351 },
      { SIM_SYNC, 0, 3097910701 },
      { SIM_EDIT, 0, 773952678 } },
    7 },
  /* A desk took a node that lagged behind for a server that was set back, and removed records with history that was not sent. */
  { "history-is-sent-before-anything-is-removed",
    2,
    TRUE,
    { { SIM_NOTE, 1, 70131780 },
      { SIM_EDIT, 0, 2073892953 },
      { SIM_SPLIT, 0, 1802737727 },
      { SIM_EDIT, 1, 2396568260 },
      { SIM_EDIT, 0, 3780225381 },
      { SIM_SYNC, 0, 1147377730 },
      { SIM_EDIT, 0, 4172749656 },
      { SIM_SYNC, 1, 2621198738 },
      { SIM_EDIT, 1, 2277296499 },
      { SIM_SYNC, 1, 2201566597 },
      { SIM_SYNC, 0, 3388045596 },
      { SIM_SYNC, 0, 1490112920 } },
    12 },
  /* A desk took a node that lagged behind for a server that was set back, and sent a record again as a new one. */
  { "a-node-that-lags-behind-was-not-set-back",
    2,
    TRUE,
    { { SIM_EDIT, 0, 690034805 },
      { SIM_SYNC, 0, 2369250199 },
      { SIM_SPLIT, 1, 1175864750 },
      { SIM_CRASH_IN_SYNC, 0, 4156672894 },
      { SIM_SYNC, 0, 1416307762 },
      { SIM_SYNC, 0, 906786535 },
      { SIM_EDIT, 0, 474871425 },
      { SIM_SYNC, 0, 4281802158 },
      { SIM_SYNC, 0, 2907349927 } },
    9 },
  /* What the store said that it had not taken was there after a crash. */
  { "what-a-crash-leaves-is-somebodys",
    6,
    FALSE,
    { { SIM_CRASH_IN_SYNC, 2, 2728390600 }, { SIM_SYNC, 4, 742712222 } },
    2 },
  /* The answer about a single document was cut, which the desk took for a document that cannot be read. */
  { "what-was-cut-is-asked-for-again",
    2,
    FALSE,
    { { SIM_EDIT, 0, 1367244413 },
      { SIM_SYNC, 0, 2263471079 },
      { SIM_EDIT, 1, 2865241998 },
      { SIM_SYNC, 1, 1528128606 },
      { SIM_ERASE, 1, 3158853020 },
      { SIM_EDIT, 1, 437089365 },
      { SIM_SYNC, 1, 2833369253 },
      { SIM_SYNC, 0, 1921880272 } },
    8,
    FALSE },
  /* Two who had not heard of a move wrote in turn where the record had been: what the first one had written was taken for
   * removed by the second. */
  { "who-has-not-heard-of-a-move-says-where-the-edits-start",
    6,
    FALSE,
    { { SIM_EDIT, 1, 240016821 },
      { SIM_MOVE, 3, 4173417541 },
      { SIM_EDIT, 4, 1586133805 },
      { SIM_SYNC, 3, 1615362624 } },
    4,
    TRUE },
  /* Deleted where it had moved to, which was not sent yet, and written where it had been */
  { "a-case-that-was-deleted-and-written-is-there-once",
    2,
    FALSE,
    { { SIM_MOVE, 1, 3414387374 },
      { SIM_CRASH_IN_SYNC, 1, 1322240285 },
      { SIM_SYNC, 0, 2407875944 },
      { SIM_EDIT, 1, 944078613 },
      { SIM_SYNC, 1, 2554772300 },
      { SIM_ERASE, 0, 3131182241 } },
    6,
    TRUE },
  /* A conflict that was new on one desk, and had moved already */
  { "a-conflict-that-moved-keeps-every-value",
    3,
    FALSE,
    { { SIM_SYNC, 0, 1238463258 },
      { SIM_SYNC, 0, 3594269790 },
      { SIM_MOVE, 0, 3069786547 },
      { SIM_EDIT, 2, 144469092 },
      { SIM_EDIT, 0, 3992981381 },
      { SIM_SYNC, 2, 3717709918 } },
    6,
    TRUE },
  /* There and back, while somebody wrote where it had been first */
  { "a-case-that-comes-back-meets-what-was-written-meanwhile",
    2,
    FALSE,
    { { SIM_SYNC, 0, 2197547946 },
      { SIM_EDIT, 0, 1281503394 },
      { SIM_MOVE, 0, 677480427 },
      { SIM_EDIT, 0, 2026560419 },
      { SIM_SYNC, 0, 3337248232 },
      { SIM_EDIT, 1, 84257867 },
      { SIM_MOVE, 0, 2739744404 } },
    7,
    TRUE },
  /* The server was set back to a time before the case had moved, and what had been written since seemed to be taken back. */
  { "a-server-set-back-behind-a-move-takes-nothing-back",
    2,
    FALSE,
    { { SIM_EDIT, 0, 2980807446 },
      { SIM_BACK_UP, 1, 509485955 },
      { SIM_MOVE, 0, 2133232480 },
      { SIM_SYNC, 0, 259545896 },
      { SIM_SET_BACK, 0, 1592984691 } },
    5,
    TRUE },
  /* An edit of the old team that came behind the move took back what the new one had written. */
  { "an-edit-behind-a-move-takes-nothing-back",
    2,
    FALSE,
    { { SIM_EDIT, 1, 436078219 }, { SIM_EDIT, 0, 1832123037 }, { SIM_MOVE, 0, 3392253512 } },
    3,
    TRUE },
};

static void
test_found (gconstpointer data)
{
  const Found *self = data;
  SimHistory history = { .n_desks = self->n_desks, .cluster = self->cluster, .teams = self->teams };
  SimCount count = { 0 };
  g_autofree char *wrong = NULL;

  history.steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  g_array_append_vals (history.steps, self->steps, self->n_steps);
  wrong = sim_run (&history, &count);
  g_array_unref (history.steps);
  g_assert_cmpstr (wrong, ==, NULL);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sim_set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/found/", found[i].name, NULL);

      g_test_add_data_func (path, &found[i], test_found);
    }
  status = g_test_run ();
  sim_tear_down ();
  return status;
}
