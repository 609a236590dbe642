/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "naru-store-private.h"
#include "simulator-private.h"
#include "store-fixture.h"

#define MAX_DESKS 6

static char *folder;
static char *template;
static const SimServer *server = &sim_fake_server;

void
sim_set_server (const SimServer *other)
{
  server = other;
}

void
sim_set_up (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = NULL;

  folder = g_dir_make_tmp ("naru-simulator-XXXXXX", NULL);
  template = g_build_filename (folder, "template", NULL);
  sim_stores_set_up ();
  store = naru_store_open (template, NARU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  naru_store_close (store);
  for (guint i = 0; i < MAX_DESKS; i++)
    {
      g_autofree char *profile = g_strdup_printf ("%s/desk-%u", folder, i);
      g_autofree char *file = g_build_filename (profile, "naru.db", NULL);

      /* the store looks at the rights of its file, which is a real one for that, and empty */
      g_assert_cmpint (g_mkdir (profile, 0700), ==, 0);
      g_file_set_contents (file, "", 0, &error);
      g_assert_no_error (error);
    }
}

void
sim_tear_down (void)
{
  sim_stores_tear_down ();
  remove_folder (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&template, g_free);
}

static void
pass_over (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

void
sim_set_noted (gboolean noted)
{
  static guint handler;

  if (!noted)
    handler = g_log_set_handler ("naru-sync", G_LOG_LEVEL_DEBUG, pass_over, NULL);
  else
    g_log_remove_handler ("naru-sync", handler);
}

gboolean
sim_chance (World *world, double probability)
{
  return g_rand_double (world->rand) < probability;
}

/* --- desks --- */

static CouchFault
choose_fault (gpointer data)
{
  Desk *desk = data;
  GRand *rand = desk->world->rand;

  /* a program that has ended sends nothing */
  if (desk->world->ending && sim_stores_have_ended ())
    return COUCH_KEPT;
  if (desk->sound == 0)
    {
      desk->sound = -1;
      return desk->fault;
    }
  if (desk->sound > 0)
    desk->sound--;
  if (!sim_chance (desk->world, desk->trouble))
    return COUCH_SOUND;
  return (CouchFault) g_rand_int_range (rand, COUCH_KEPT, N_COUCH_FAULTS);
}

/* History is not judged by anybody. */
static gboolean
refuse (const char *id, gpointer data)
{
  Desk *desk = data;

  if (g_strcmp0 (id, desk->refused) == 0)
    return TRUE;
  return desk->trouble > 0 && !g_str_has_prefix (id, "change:")
         && sim_chance (desk->world, desk->trouble / 4);
}

static void
meanwhile (gpointer data)
{
  Desk *desk = data;
  gboolean wanted = desk->edits > 0;

  if (sim_stores_are_left ())
    return;
  if (wanted)
    desk->edits--;
  if (wanted || (desk->trouble > 0 && sim_chance (desk->world, 0.1)))
    sim_edit (desk);
}

/* What the fake says of everybody; another server knows it. */
static const char *const roles[] = { SIM_DATABASE, SIM_CENTRE ":employer_counsellor",
                                     "c2-employers", "c2:employer_counsellor", NULL };

void
sim_desk_open (Desk *desk)
{
  CouchWay way
      = { desk->user,
          desk->world->history->teams > 0 ? sim_moves_roles (desk->world, desk->index) : roles,
          choose_fault,
          refuse,
          meanwhile,
          desk };
  g_autoptr (GError) error = NULL;

  desk->store = naru_store_open (desk->profile, NARU_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  desk->transport = desk->world->server->open (desk->world, &way);
  desk->sync
      = naru_sync_new (desk->store, desk->transport, desk->account, desk->clock, desk->world->rand);
}

void
sim_desk_close (Desk *desk)
{
  g_clear_object (&desk->sync);
  g_clear_object (&desk->transport);
  if (desk->store != NULL)
    naru_store_close (desk->store);
  g_clear_object (&desk->store);
}

static void
forget_known (Desk *desk)
{
  for (guint i = 0; i < SIM_RECORDS; i++)
    g_clear_pointer (&desk->known[i], g_free);
}

/* The program is killed, or the power goes off, and it is started again. */
void
sim_desk_crash (Desk *desk)
{
  sim_stores_crash (desk);
  forget_known (desk);
  sim_desk_open (desk);
  desk->world->crashes++;
}

/* A server of several nodes may show what a desk has seen further than: nobody takes that for news. */
static void
look_at_known (Desk *desk, guint index)
{
  World *world = desk->world;
  const char *id = sim_employers[index].id;
  g_autofree char *before = g_steal_pointer (&desk->known[index]);

  if (!naru_db_get_text (naru_store_get_db (desk->store), &desk->known[index], NULL,
                         "SELECT known FROM document WHERE id = ?", "s", id)
      || before == NULL || desk->known[index] == NULL || strcmp (before, desk->known[index]) == 0
      || world->lost_some || world->went_back != NULL)
    return;
  if (world->server->comes_from (world, id, before, desk->known[index]))
    world->went_back = g_strdup_printf ("%s: %s went back from %s to %s", id, desk->user, before,
                                        desk->known[index]);
}

NaruSyncRound *
sim_desk_round (Desk *desk, GError **error)
{
  NaruSyncRound *round;

  desk->world->rounds++;
  round = naru_sync_run_round (desk->sync, NULL, error);
  for (guint i = 0; desk->world->server->comes_from != NULL && i < SIM_RECORDS; i++)
    look_at_known (desk, i);
  return round;
}

static void
desk_init (Desk *desk, World *world, guint index)
{
  /* clocks go wrong, and it does not matter */
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 (NOON, NULL);
  g_autoptr (GDateTime) own
      = g_date_time_add_days (noon, g_rand_int_range (world->rand, -2000, 2000));
  g_autofree char *at = g_date_time_format (own, "%FT%T+09:00");
  g_autoptr (GError) error = NULL;

  desk->world = world;
  desk->index = index;
  desk->sound = -1;
  desk->profile = g_strdup_printf ("%s/desk-%u", folder, index);
  desk->user = g_strdup_printf ("user%u", index);
  desk->account = g_new0 (NaruAccount, 1);
  desk->account->url = g_strdup ("http://127.0.0.1:5984/");
  desk->account->centre = g_strdup (world->server->centre);
  desk->account->user = g_strdup (desk->user);
  desk->author = naru_account_get_staff (desk->account);
  desk->clock = naru_clock_new_fixed (at);
  sim_stores_copy (template, desk->profile);
  sim_desk_open (desk);
  naru_account_save (desk->store, desk->account, &error);
  g_assert_no_error (error);
}

static void
desk_clear (Desk *desk)
{
  sim_desk_close (desk);
  sim_stores_remove (desk->profile);
  forget_known (desk);
  naru_account_free (desk->account);
  naru_clock_free (desk->clock);
  g_free (desk->profile);
  g_free (desk->user);
  g_free (desk->author);
}

/* --- steps --- */

/* A whole round, and then two that are about the places of which there is news. */
static gboolean
is_brief (Desk *desk)
{
  return desk->world->history->brief && desk->rounds++ % 3 != 0;
}

static void
sync_desk (Desk *desk)
{
  static const char *const places[] = { "employers", "cases-a", "cases-b", "cases-c", NULL };
  const SimServer *own = desk->world->server;
  g_autoptr (NaruSyncRound) round = NULL;

  if (desk->offline)
    return;
  naru_sync_set_focus (desk->sync, is_brief (desk) ? places : NULL);
  if (desk->world->history->stormy)
    desk->trouble = g_rand_double_range (desk->world->rand, 0.1, 0.5);
  else if (!sim_chance (desk->world, own->calm))
    desk->trouble = g_rand_double_range (desk->world->rand, 0.02, own->trouble);
  round = sim_desk_round (desk, NULL);
  desk->trouble = 0;
}

/* Some are asked whether the server shall have again what it has lost, and say so at once, others do not look. */
static void
answer (Desk *desk, guint32 seed)
{
  if (seed % 3 == 0)
    naru_store_send_again (desk->store, NULL, NULL);
}

static void
crash_in_sync (Desk *desk)
{
  /* most rounds write less often than that; then the crash comes behind it */
  sim_stores_arm (desk, (guint) g_rand_int_range (desk->world->rand, 0, 60));
  desk->world->ending = TRUE;
  sync_desk (desk);
  desk->world->ending = FALSE;
  sim_desk_crash (desk);
}

/* Whoever has worked for one centre cannot go on with the same records for another. */
static void
switch_account (Desk *desk)
{
  g_autoptr (NaruAccount) other = naru_account_copy (desk->account);
  g_autoptr (NaruSync) sync = NULL;
  g_autoptr (NaruSyncRound) round = NULL;

  g_free (other->centre);
  other->centre = g_strdup (desk->world->server->other);
  if (!naru_account_save (desk->store, other, NULL))
    return;
  sync = naru_sync_new (desk->store, desk->transport, other, desk->clock, desk->world->rand);
  round = naru_sync_run_round (sync, NULL, NULL);
  naru_account_save (desk->store, desk->account, NULL);
}

static void
split (World *world)
{
  if (!world->cluster)
    return;
  world->split = !world->split;
  world->server->split (world, world->split);
}

/* A server that is one of several that lost sight of each other does not lose its data on top of it: what only a version
 * had that no desk was shown would be gone for good. */
static void
set_back (World *world)
{
  if (world->cluster)
    return;
  world->lost_some = TRUE;
  world->server->set_back (world);
}

static void
make_anew (World *world)
{
  if (world->cluster)
    return;
  world->lost_some = TRUE;
  world->server->make_anew (world);
}

static void
run_step (World *world, const SimStep *step)
{
  Desk *desk = &world->desks[step->desk];

  g_rand_set_seed (world->rand, step->seed);
  switch (step->kind)
    {
    case SIM_EDIT:
      sim_edit (desk);
      break;
    case SIM_CLEAR:
      sim_clear (desk);
      break;
    case SIM_TAG:
      sim_tag (desk);
      break;
    case SIM_UNTAG:
      sim_untag (desk);
      break;
    case SIM_NOTE:
      sim_note (desk);
      break;
    case SIM_ERASE:
      sim_erase (desk);
      break;
    case SIM_SETTLE:
      sim_settle (desk);
      break;
    case SIM_SYNC:
      answer (desk, step->seed);
      sync_desk (desk);
      break;
    case SIM_CRASH:
      sim_desk_crash (desk);
      break;
    case SIM_CRASH_IN_SYNC:
      crash_in_sync (desk);
      break;
    case SIM_LINE:
      desk->offline = !desk->offline;
      break;
    case SIM_SPLIT:
      split (world);
      break;
    case SIM_BACK_UP:
      world->server->back_up (world);
      break;
    case SIM_SET_BACK:
      set_back (world);
      break;
    case SIM_MAKE_ANEW:
      make_anew (world);
      break;
    case SIM_PURGE:
      sim_purge (world);
      break;
    case SIM_SWITCH:
      switch_account (desk);
      break;
    case SIM_MOVE:
      sim_move (desk);
      break;
    case N_SIM_KINDS:
      g_assert_not_reached ();
    }
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->word);
  g_free (word->id);
  g_free (word->field);
  g_free (word);
}

static char *
verify (Desk *desk)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (!naru_store_verify (desk->store, &problems, &error))
    return g_strdup_printf ("the store of %s cannot be verified: %s", desk->user, error->message);
  if (problems->len > 0)
    return g_strdup_printf ("the store of %s is not sound: %s", desk->user,
                            (char *) problems->pdata[0]);
  return NULL;
}

/* Whether a desk does anything from a step on. */
static gboolean
is_at_work (const SimHistory *history, guint from, guint desk)
{
  for (guint i = from; i < history->steps->len; i++)
    if (g_array_index (history->steps, SimStep, i).desk == desk)
      return TRUE;
  return FALSE;
}

/* The disk works again, and every program that it has failed is started anew. */
static char *
restart (World *world, SimDisk *disk)
{
  char *wrong = NULL;

  disk->end ();
  for (guint i = 0; wrong == NULL && i < world->history->n_desks; i++)
    {
      if (!is_at_work (world->history, disk->from, i))
        continue;
      sim_desk_close (&world->desks[i]);
      sim_desk_open (&world->desks[i]);
      wrong = verify (&world->desks[i]);
    }
  return wrong;
}

static void
add_up (SimCount *count, const World *world)
{
  count->histories++;
  count->words += world->words->len;
  count->rounds += world->rounds;
  count->requests += world->server->count (world);
  count->crashes += world->crashes;
  count->conflicts += world->conflicts;
}

World *
sim_world_new (const SimHistory *history)
{
  World *world = g_new0 (World, 1);

  world->history = history;
  world->rand = g_rand_new_with_seed (1);
  world->words = g_ptr_array_new_with_free_func (word_free);
  world->server = server;
  world->cluster = history->cluster && server->split != NULL;
  world->database = g_strconcat (server->centre, "-employers", NULL);
  world->log_database = g_strconcat (world->database, "-log", NULL);
  server->begin (world);
  world->desks = g_new0 (Desk, history->n_desks);
  for (guint i = 0; i < history->n_desks; i++)
    desk_init (&world->desks[i], world, i);
  if (history->teams > 0)
    sim_moves_begin (world);
  return world;
}

void
sim_world_free (World *world)
{
  for (guint i = 0; i < world->history->n_desks; i++)
    desk_clear (&world->desks[i]);
  g_free (world->desks);
  world->server->end (world);
  g_free (world->database);
  g_free (world->log_database);
  g_ptr_array_unref (world->words);
  g_free (world->went_back);
  g_rand_free (world->rand);
  g_free (world);
}

static void
run_steps (World *world, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    run_step (world, &g_array_index (world->history->steps, SimStep, i));
}

static char *
judge (World *world)
{
  char *wrong = sim_make_peace (world);

  if (wrong == NULL)
    wrong = world->history->teams > 0 ? sim_moves_check (world) : sim_check (world);
  return wrong;
}

char *
sim_run (const SimHistory *history, SimCount *count)
{
  World *world = sim_world_new (history);
  char *wrong;

  run_steps (world, 0, history->steps->len);
  wrong = judge (world);
  add_up (count, world);
  sim_world_free (world);
  return wrong;
}

/* What follows needs no step of those before it a second time: a process of its own goes on with what is in memory, and ends. */
static void
go_on (World *world, SimDisk *disk)
{
  g_autofree char *wrong = NULL;

  disk->begin (disk);
  run_steps (world, disk->from, world->history->steps->len);
  wrong = restart (world, disk);
  if (wrong == NULL)
    wrong = judge (world);
  if (wrong != NULL)
    g_printerr ("# %s\n", wrong);
  _exit (wrong != NULL ? 1 : 0);
}

gboolean
sim_go_on_with_disk (World *world, SimDisk *disk)
{
  pid_t child = fork ();
  int status = -1;

  if (child == 0)
    go_on (world, disk);
  return child > 0 && waitpid (child, &status, 0) == child && status == 0;
}

World *
sim_begin_with_disk (const SimHistory *history, SimDisk *disk)
{
  World *counted = sim_world_new (history);
  World *world;

  run_steps (counted, 0, disk->from);
  disk->begin (disk);
  run_steps (counted, disk->from, history->steps->len);
  disk->calls = disk->end ();
  sim_world_free (counted);
  world = sim_world_new (history);
  run_steps (world, 0, disk->from);
  return world;
}
