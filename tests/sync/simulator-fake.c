/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server of most histories: a CouchDB in memory, see fake-couch.h. */
#include "simulator-private.h"

static void
begin (World *world)
{
  world->couch = fake_couch_new (world->rand);
  fake_couch_set_copies (world->couch, world->cluster ? 2 : 1);
}

static void
end (World *world)
{
  g_clear_pointer (&world->couch, fake_couch_free);
}

static NaruTransport *
open_way (World *world, const CouchWay *way)
{
  return fake_couch_open (world->couch, way);
}

static void
split (World *world, gboolean is_split)
{
  fake_couch_split (world->couch, is_split);
}

static void
back_up (World *world)
{
  fake_couch_back_up (world->couch);
}

/* CouchDB loses the handshakes; a copy of its files has them. */
static void
set_back (World *world)
{
  fake_couch_set_back (world->couch, sim_chance (world, 0.5));
}

static void
make_anew (World *world)
{
  fake_couch_make_anew (world->couch, world->database);
}

static void
purge (World *world, const char *id)
{
  fake_couch_purge (world->couch, world->database, id);
}

static GHashTable *
read_all (World *world, const char *database, GString *branches)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) ids = fake_couch_list (world->couch, database);
  g_autofree char *hidden = fake_couch_get_branches (world->couch, database);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (found, g_strdup (ids->pdata[i]),
                         fake_couch_get (world->couch, database, ids->pdata[i]));
  g_string_append (branches, hidden);
  return found;
}

static gboolean
comes_from (World *world, const char *id, const char *later, const char *earlier)
{
  return fake_couch_comes_from (world->couch, world->database, id, later, earlier);
}

static guint
count (const World *world)
{
  return fake_couch_count_requests (world->couch);
}

static const char *
get_violation (const World *world)
{
  return fake_couch_get_violation (world->couch);
}

const SimServer sim_fake_server = {
  .centre = SIM_CENTRE,
  .other = "c2",
  .name = "Harbour",
  .calm = 0.5,
  .trouble = 0.3,
  .begin = begin,
  .end = end,
  .open = open_way,
  .split = split,
  .back_up = back_up,
  .set_back = set_back,
  .make_anew = make_anew,
  .purge = purge,
  .read = read_all,
  .comes_from = comes_from,
  .count = count,
  .violation = get_violation,
};
