/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The world of one history. */
#pragma once

#include "fake-couch.h"
#include "naru-store-sync.h"
#include "naru-sync.h"
#include "simulator.h"

G_BEGIN_DECLS

/* of the fake server */
#define SIM_CENTRE "c1"
#define SIM_DATABASE SIM_CENTRE "-employers"
#define SIM_RECORDS 2
/* of the teams; see simulator-moves.c */
#define SIM_MOST_TEAMS 3
#define SIM_COUNSELLOR SIM_CENTRE ":job_counsellor"
#define SIM_CASES_A SIM_CENTRE "-cases-a"
#define SIM_CASES_B SIM_CENTRE "-cases-b"
#define SIM_CASES_C SIM_CENTRE "-cases-c"

/**
 * SimServer: what the desks of a world synchronise with
 * @centre: name of the centre
 * @other: name of the centre that nobody gets to
 * @name: of the employers that are made
 * @calm: how many of the rounds go well
 * @trouble: how likely a request breaks in the worst of the others
 * @begin: an empty server
 * @end: what it has goes
 * @open: the way of one desk to it
 * @split: (nullable): its nodes lose or find each other
 * @purge: (nullable): forgets a record without a word
 * @read: id -> body of what a database has and is not deleted; @branches: versions that it does not show, one text
 * @comes_from: (nullable): whether one version of a record comes from another
 * @count: requests so far
 * @violation: what no client may do, and one did
 */
typedef struct
{
  const char *centre;
  const char *other;
  const char *name;
  double calm;
  double trouble;
  void (*begin) (World *world);
  void (*end) (World *world);
  NaruTransport *(*open) (World *world, const CouchWay *way);
  void (*split) (World *world, gboolean split);
  void (*back_up) (World *world);
  void (*set_back) (World *world);
  void (*make_anew) (World *world);
  void (*purge) (World *world, const char *id);
  GHashTable *(*read) (World *world, const char *database, GString *branches);
  gboolean (*comes_from) (World *world, const char *id, const char *later, const char *earlier);
  guint (*count) (const World *world);
  const char *(*violation) (const World *world);
} SimServer;

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
  guint rounds;
  /* of the round that runs: how likely a request breaks, and whether there is an edit meanwhile */
  double trouble;
  /* of the next requests: how many go well, and what happens to the one behind them; -1 for no more */
  int sound;
  CouchFault fault;
  /* what the server refuses */
  const char *refused;
  /* edits during the next requests */
  guint edits;
  /* the versions of the records that it knew after the latest round */
  char *known[SIM_RECORDS];
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
  const SimServer *server;
  gboolean cluster;
  char *database; /* of the employers */
  char *log_database;
  Desk *desks;
  FakeCouch *couch; /* NULL where the server is another */
  GRand *rand;
  GPtrArray *words; /* Word */
  gboolean split;
  guint
      writers; /* bits of the desks that removed a value, or may have written one that is no word */
  gboolean purged;
  gboolean ending; /* a program ends in the middle of its round */
  gboolean lost_some; /* something was lost or deleted: a desk may then disagree with itself */
  char *went_back; /* which desk knew a version, and then an earlier one */
  guint rounds;
  guint crashes;
  guint conflicts;
};

extern const SimServer sim_fake_server;
void sim_set_server (const SimServer *server);

/* Stores in memory take over the connections of those before them, from now on until they are closed. */
void sim_connections_keep (void);
void sim_connections_close (void);

void sim_stores_set_up (void);
void sim_stores_tear_down (void);
void sim_stores_copy (const char *from, const char *to);
void sim_stores_remove (const char *profile);
/* The program of the desk ends at the write, or the changed row, number @writes from now on. */
void sim_stores_arm (Desk *desk, guint writes);
gboolean sim_stores_have_ended (void);
/* Whether what is written now comes too late: a program on files does not notice that it has ended. */
gboolean sim_stores_are_left (void);
/* It is closed as it was when it ended, which is now if it has not yet. */
void sim_stores_crash (Desk *desk);

World *sim_world_new (const SimHistory *history);
void sim_world_free (World *world);
gboolean sim_chance (World *world, double probability);
void sim_desk_open (Desk *desk);
void sim_desk_close (Desk *desk);
void sim_desk_crash (Desk *desk);
NaruSyncRound *sim_desk_round (Desk *desk, GError **error);

/* What the people write in: fields of one word; NULL for no more */
typedef struct
{
  const char *id;
  const char *fields[3];
} SimRecord;

extern const SimRecord sim_employers[SIM_RECORDS];
extern const SimRecord sim_cases[];
extern const guint sim_n_cases;
void sim_edit (Desk *desk);
void sim_clear (Desk *desk);
void sim_tag (Desk *desk);
void sim_untag (Desk *desk);
void sim_note (Desk *desk);
void sim_erase (Desk *desk);
void sim_settle (Desk *desk);
void sim_purge (World *world);

/* simulator-moves.c */
const char *const *sim_moves_roles (const World *world, guint desk);
void sim_moves_begin (World *world);
void sim_move (Desk *desk);
char *sim_moves_check (World *world);

char *sim_check_desk (GHashTable *records, Desk *desk);
char *sim_check_words (World *world, GHashTable *records, GHashTable *log);

char *sim_make_peace (World *world);
char *sim_check (World *world);

G_END_DECLS
