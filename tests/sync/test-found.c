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
  gboolean brief;
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
  /* A deletion that _all_docs names alone did not say that the case had moved: what was sent where it had been came from
   * nothing, and took back what was written where it went on. In three ways. */
  { "a-move-that-a-comparison-meets-is-one",
    6,
    FALSE,
    { { SIM_LINE, 4, 3960160933 },
      { SIM_EDIT, 0, 1893515023 },
      { SIM_LINE, 4, 1530955296 },
      { SIM_LINE, 4, 3133470237 },
      { SIM_BACK_UP, 3, 2363070944 },
      { SIM_MOVE, 3, 774332235 },
      { SIM_SET_BACK, 4, 1722997021 },
      { SIM_MOVE, 4, 2787175165 } },
    8,
    TRUE },
  { "a-move-that-the-server-forgets-and-hears-of-again-is-one",
    6,
    FALSE,
    { { SIM_BACK_UP, 0, 991022192 },
      { SIM_MOVE, 1, 2749507593 },
      { SIM_SET_BACK, 0, 2931431858 },
      { SIM_SYNC, 3, 1122685218 },
      { SIM_SYNC, 1, 1943626111 },
      { SIM_EDIT, 0, 3521621515 } },
    6,
    TRUE },
  { "an-edit-behind-a-move-that-a-comparison-meets-takes-nothing-back",
    3,
    FALSE,
    { { SIM_BACK_UP, 2, 4256439559 },
      { SIM_SYNC, 0, 1198739057 },
      { SIM_SYNC, 0, 3807848133 },
      { SIM_SET_BACK, 1, 3401943278 },
      { SIM_MOVE, 0, 2975706254 },
      { SIM_EDIT, 2, 4029502563 } },
    6,
    TRUE },
  /* What this desk had sent, and the server forgot before the case was moved, was taken for removed with its traces. */
  { "a-move-of-a-server-that-was-set-back-takes-nothing-with-it",
    2,
    FALSE,
    { { SIM_EDIT, 1, 2785183213 },
      { SIM_BACK_UP, 0, 216916308 },
      { SIM_SYNC, 1, 11625301 },
      { SIM_SET_BACK, 1, 3305582216 },
      { SIM_MOVE, 0, 3000925776 } },
    5,
    TRUE },
  /* The server forgot the version that an edit in flight started from: it seemed to have taken that back. */
  { "a-server-set-back-behind-what-an-edit-starts-from-takes-nothing-back",
    3,
    FALSE,
    { { SIM_BACK_UP, 0, 2378190112 },
      { SIM_EDIT, 0, 133150014 },
      { SIM_SYNC, 0, 545529565 },
      { SIM_SYNC, 1, 1272690079 },
      { SIM_SYNC, 0, 149176424 },
      { SIM_SET_BACK, 1, 1394760526 } },
    6,
    TRUE },
  /* A round that was about news alone took in what a database made anew had, before it noticed that it was another one. */
  { "news-of-a-database-made-anew-overrule-nothing",
    4,
    FALSE,
    { { SIM_EDIT, 0, 2717245711 },
      { SIM_SYNC, 0, 2463092648 },
      { SIM_TAG, 1, 3099198430 },
      { SIM_EDIT, 3, 1276510346 },
      { SIM_MAKE_ANEW, 1, 3586044899 },
      { SIM_SYNC, 3, 532950497 },
      { SIM_SYNC, 1, 775646336 },
      { SIM_SYNC, 0, 2912873221 } },
    8,
    FALSE,
    TRUE },
  /* The place that a case had left was set back, which the desk that had written there noticed only after it had followed the
   * case: what it had written seemed to be taken back. */
  { "a-case-that-comes-from-a-place-that-was-set-back-takes-nothing-back",
    6,
    FALSE,
    { { SIM_BACK_UP, 4, 1239725601 },
      { SIM_SYNC, 3, 765820928 },
      { SIM_SET_BACK, 0, 3682637995 },
      { SIM_MOVE, 0, 2886517575 } },
    4,
    TRUE },
  /* Deleted in the place that it had come to, which a desk heard of before it heard that it had moved: it was awaited there for
   * ever. */
  { "a-deletion-where-a-case-has-moved-to-is-heard-of",
    6,
    FALSE,
    { { SIM_EDIT, 0, 3883850031 },
      { SIM_MOVE, 0, 3316871567 },
      { SIM_SYNC, 0, 488008591 },
      { SIM_ERASE, 0, 4240731135 } },
    4,
    TRUE },
  /* Given back before whoever had moved it first came to delete what was left behind: that seemed to be later, and took back what
   * had been written since. */
  { "a-case-that-comes-back-to-what-was-not-deleted-yet-takes-nothing-back",
    4,
    FALSE,
    { { SIM_MOVE, 0, 2034479344 },
      { SIM_SYNC, 0, 923155287 },
      { SIM_SYNC, 3, 2629237758 },
      { SIM_MOVE, 0, 1770074318 } },
    4,
    TRUE },
  /* Brought back to a place whose deletion of it was heard of only then: that seemed to say that it had gone once more. */
  { "a-case-that-was-brought-back-does-not-go-again",
    2,
    FALSE,
    { { SIM_MOVE, 0, 2297590281 },
      { SIM_EDIT, 0, 717057509 },
      { SIM_SYNC, 0, 222562858 },
      { SIM_SYNC, 1, 213573948 },
      { SIM_EDIT, 1, 144780460 },
      { SIM_MOVE, 0, 1698969578 },
      { SIM_SYNC, 0, 2769975254 },
      { SIM_SYNC, 0, 1788609406 },
      { SIM_MOVE, 0, 690395598 } },
    9,
    TRUE },
  /* Settled in a record that was deleted, with a value that went nowhere: then somebody's edit brought the record back. */
  { "what-is-deleted-has-nothing-to-settle",
    4,
    FALSE,
    { { SIM_LINE, 3, 2317632677 },
      { SIM_SYNC, 2, 2564979807 },
      { SIM_EDIT, 3, 3203394548 },
      { SIM_EDIT, 2, 1406721289 },
      { SIM_SYNC, 2, 3964851765 },
      { SIM_LINE, 2, 361473298 },
      { SIM_EDIT, 1, 598575117 },
      { SIM_SYNC, 1, 1718649193 },
      { SIM_ERASE, 1, 2069729544 },
      { SIM_SETTLE, 1, 995347257 } },
    10 },
  /* A node that lagged behind showed an earlier version, and the other one, when it was asked, knew the later one. */
  { "what-a-node-shows-and-another-knows-better-is-no-news",
    2,
    TRUE,
    { { SIM_EDIT, 1, 3720151764 },
      { SIM_EDIT, 0, 2189739798 },
      { SIM_SYNC, 1, 2729923810 },
      { SIM_SYNC, 0, 212006166 },
      { SIM_EDIT, 0, 3305521882 },
      { SIM_LINE, 0, 3042439393 },
      { SIM_SPLIT, 1, 819030149 },
      { SIM_LINE, 0, 2384408864 },
      { SIM_EDIT, 1, 2122711686 },
      { SIM_SYNC, 1, 693793817 },
      { SIM_EDIT, 1, 3234994969 },
      { SIM_SYNC, 1, 1681827432 },
      { SIM_CLEAR, 1, 1825642 },
      { SIM_SYNC, 0, 3629195962 },
      { SIM_SYNC, 1, 2895482212 } },
    15 },
  /* A record that had moved took its conflict along; whoever had not heard of it made the conflict anew where it had been, and the
   * values that were missing in it were taken for taken away. */
  { "a-conflict-that-is-made-anew-where-it-has-left-keeps-its-values", 6, .teams = TRUE,
    .steps = { { SIM_SYNC, 0, 421857486 },
               { SIM_LINE, 1, 1490363590 },
               { SIM_ERASE, 0, 2858274706 },
               { SIM_SYNC, 4, 2642222872 },
               { SIM_EDIT, 4, 2799372812 },
               { SIM_EDIT, 1, 526003213 },
               { SIM_MOVE, 3, 1634323165 },
               { SIM_EDIT, 0, 2671551395 },
               { SIM_SYNC, 3, 4214834880 },
               { SIM_SYNC, 4, 3654547674 } },
    .n_steps = 10 },
  /* A record went from one team to the other and back, and a desk that had moved it itself, without having sent that, took the
   * deletion in between for what it had left: it wrote its version over that, and what was missing in it was taken for removed. */
  { "who-has-not-seen-what-left-takes-nothing-away-from-it", 4, .teams = TRUE,
    .steps = { { SIM_MOVE, 2, 9130389 },
               { SIM_SYNC, 2, 775098878 },
               { SIM_SYNC, 3, 3716876219 },
               { SIM_SYNC, 0, 2532560853 },
               { SIM_LINE, 3, 3458556444 },
               { SIM_MOVE, 0, 4090212901 },
               { SIM_SYNC, 1, 4021385565 },
               { SIM_SYNC, 1, 3204525305 } },
    .n_steps = 8 },
  /* What was spoiled on its way while a server that was set back was compared came later, when nobody knew that any more. */
  { "what-could-not-be-compared-is-compared-again", 4, .teams = TRUE,
    .steps = { { SIM_EDIT, 1, 963984633 },
               { SIM_BACK_UP, 3, 1032400718 },
               { SIM_SYNC, 1, 2432877745 },
               { SIM_SYNC, 3, 4243999106 },
               { SIM_SYNC, 0, 1158237002 },
               { SIM_SET_BACK, 1, 3700294651 },
               { SIM_SYNC, 3, 961951061 } },
    .n_steps = 7 },
  /* The program was killed before it had noted the handshake that the server had; then the server was set back to just before that,
   * and seemed to be what it had been. */
  { "a-handshake-that-the-server-alone-has-noted-counts", 2, .teams = TRUE, .brief = TRUE,
    .steps = { { SIM_BACK_UP, 0, 782790714 },
               { SIM_SYNC, 1, 3637775234 },
               { SIM_SYNC, 0, 3103576125 },
               { SIM_EDIT, 0, 1125811326 },
               { SIM_CRASH_IN_SYNC, 0, 3394490702 },
               { SIM_SYNC, 0, 3829837270 },
               { SIM_SET_BACK, 0, 3391963373 } },
    .n_steps = 7 },
  /* A record was brought back to where it had been, the server was set back to before that, and somebody who did not know went on
   * writing where it had come from: it was in both places. */
  { "what-this-desk-had-moved-away-and-follows-back-is-in-one-place", 2, .teams = TRUE,
    .steps = { { SIM_MOVE, 1, 1409937142 },
               { SIM_SYNC, 1, 1992326640 },
               { SIM_SYNC, 0, 3420818591 },
               { SIM_EDIT, 1, 1210311851 },
               { SIM_BACK_UP, 0, 1701758430 },
               { SIM_MOVE, 0, 2631786702 },
               { SIM_SYNC, 0, 1768004836 },
               { SIM_SET_BACK, 1, 3617796305 } },
    .n_steps = 8 },
  /* ... also where it had gone to and fro between the places that were set back, one after the other. */
  { "what-was-left-is-looked-after-behind-a-way-to-and-fro", 2, .teams = TRUE,
    .steps = { { SIM_MOVE, 0, 309958558 },
               { SIM_SYNC, 0, 2546371520 },
               { SIM_BACK_UP, 1, 2686204001 },
               { SIM_MOVE, 0, 1731433275 },
               { SIM_SYNC, 1, 3186611145 },
               { SIM_SYNC, 0, 3098891417 },
               { SIM_SET_BACK, 0, 966346447 },
               { SIM_EDIT, 1, 447198341 },
               { SIM_SYNC, 0, 470345561 } },
    .n_steps = 9 },
  /* The server was set back to before the record had come there, while this desk had not deleted yet what it had left: it tried
   * that for ever, and could not bring the record there again. */
  { "what-the-server-has-forgotten-needs-no-deletion", 2, .teams = TRUE,
    .steps = { { SIM_BACK_UP, 0, 1348084591 },
               { SIM_MOVE, 0, 3083835433 },
               { SIM_SYNC, 0, 1119750389 },
               { SIM_MOVE, 0, 2385125785 },
               { SIM_SYNC, 0, 1430714012 },
               { SIM_SET_BACK, 0, 187938663 },
               { SIM_MOVE, 1, 1709617266 } },
    .n_steps = 7 },
  /* The server was set back to where it had deleted what this desk still meant to delete: brought there again, the record was sent
   * as one that follows what the server had forgotten, and was not taken before the comparison of the week. */
  { "a-deletion-that-a-server-set-back-has-is-one", 2, .teams = TRUE,
    .steps = { { SIM_MOVE, 0, 2882193651 },
               { SIM_SYNC, 0, 336158665 },
               { SIM_MOVE, 0, 2434949777 },
               { SIM_BACK_UP, 1, 1358166327 },
               { SIM_MOVE, 0, 2028881150 },
               { SIM_EDIT, 1, 3716886773 },
               { SIM_SYNC, 1, 1209382839 },
               { SIM_CRASH_IN_SYNC, 0, 3745621728 },
               { SIM_MOVE, 0, 2938842055 },
               { SIM_SET_BACK, 1, 3674747755 } },
    .n_steps = 10 },
};

static void
test_found (gconstpointer data)
{
  const Found *self = data;
  SimHistory history = {
    .n_desks = self->n_desks, .cluster = self->cluster, .teams = self->teams, .brief = self->brief
  };
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
