/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world of one history. */
#pragma once

#include "fake-couch.h"
#include "naru-store-sync.h"
#include "naru-sync.h"
#include "simulator.h"

G_BEGIN_DECLS

#define SIM_DATABASE "c1-employers"
#define SIM_OTHER_DATABASE "c2-employers"
#define SIM_RECORDS 2

typedef struct _World World;

typedef struct
{
  World *world;
  guint index;
  char *profile;
  char *user;
  char *author;
  NaruAccount *account;
  NaruClock *clock;
  NaruStore *store;
  NaruTransport *transport;
  NaruSync *sync;
  gboolean offline;
  /* of the round that runs: how likely a request breaks, and whether there is an edit meanwhile */
  double trouble;
  /* of the next requests: how many go well, and what happens to the one behind them; -1 for no more */
  int sound;
  CouchFault fault;
  /* what the server refuses */
  const char *refused;
  /* edits during the next requests */
  guint edits;
} Desk;

/**
 * Word: a value that somebody wrote and the store took
 * @told: whether the history tells of it: that of a new record only says that it was made
 * @seen: by somebody who wrote over it, or deleted the record
 */
typedef struct
{
  char *word;
  char *id;
  char *field;
  guint desk;
  gboolean told;
  gboolean seen;
} Word;

struct _World
{
  const SimHistory *history;
  Desk *desks;
  FakeCouch *couch;
  GRand *rand;
  GPtrArray *words; /* Word */
  gboolean split;
  guint removers; /* bits of the desks that removed a value */
  gboolean purged;
  gboolean ending; /* a program that has ended where the disk fails */
  gboolean lost_some; /* something was lost or deleted: a desk may then disagree with itself */
  guint rounds;
  guint crashes;
  guint conflicts;
};

World *sim_world_new (const SimHistory *history);
void sim_world_free (World *world);
gboolean sim_chance (World *world, double probability);
void sim_desk_open (Desk *desk);
void sim_desk_close (Desk *desk);
void sim_desk_crash (Desk *desk);
NaruSyncRound *sim_desk_round (Desk *desk, GError **error);

const char *sim_record_id (guint index);
void sim_edit (Desk *desk);
void sim_clear (Desk *desk);
void sim_tag (Desk *desk);
void sim_untag (Desk *desk);
void sim_note (Desk *desk);
void sim_erase (Desk *desk);
void sim_settle (Desk *desk);
void sim_purge (World *world);

char *sim_make_peace (World *world);
char *sim_check (World *world);

G_END_DECLS
