/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desks with real stores and the real engine, a server in memory, and made-up days: what the people do, what breaks, and whether
 * in the end everybody has everything. Nothing here waits, and nothing is left to chance but by a seed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SIM_EDIT,
  SIM_CLEAR,
  SIM_TAG,
  SIM_UNTAG,
  SIM_NOTE,
  SIM_ERASE,
  SIM_SETTLE,
  SIM_SYNC,
  SIM_CRASH,
  SIM_CRASH_IN_SYNC,
  SIM_LINE,
  SIM_SPLIT,
  SIM_BACK_UP,
  SIM_SET_BACK,
  SIM_MAKE_ANEW,
  SIM_PURGE,
  SIM_SWITCH,
  SIM_MOVE,
  N_SIM_KINDS,
} SimKind;

/* One step. Everything that it leaves to chance comes from its own seed, so that others can be left out. */
typedef struct
{
  SimKind kind;
  guint desk;
  guint32 seed;
} SimStep;

/* @teams: 0, or how many teams there are, two or three: it is about cases, which go from team to team, instead of employers.
 * Some desks see all of them, others one or two. */
typedef struct
{
  guint n_desks;
  gboolean cluster; /* two nodes that may lose sight of each other */
  gboolean stormy; /* hardly a round goes well */
  gboolean brief; /* most rounds are about one thing, as those after news are */
  GArray *steps;
  guint teams;
} SimHistory;

/* What ran so far. */
typedef struct
{
  guint histories;
  guint words;
  guint rounds;
  guint requests;
  guint crashes;
  guint conflicts;
} SimCount;

void sim_set_up (void);
void sim_tear_down (void);
/* Before sim_set_up(): a server that is there at @url, in the place of the fake one. @password: of its administrator;
 * @centre: "w0" to "w7", each for one process */
void sim_use_peer (const char *url, const char *password, const char *centre);
/* Before sim_set_up(): the stores are files. */
void sim_use_files (void);
/* After sim_set_up(), for many histories: where the stores are in memory, each takes over the connections of the one before. */
void sim_keep_connections (void);
/* Whether what the engine notes of each request is told, as it is at first: some hundred thousand lines, which nobody reads where
 * nothing goes wrong. */
void sim_set_noted (gboolean noted);
/* Returns: how the way to it was broken, in words */
char *sim_leave_peer (void);
/* @teams: as in SimHistory; @split: whether nodes may lose sight of each other where there are teams, too */
SimHistory *sim_history_new (guint32 seed, guint teams, gboolean split);
void sim_history_free (SimHistory *history);
char *sim_history_to_text (const SimHistory *history);
typedef struct _World World;

/* What went wrong, in words; NULL if everybody has everything. */
char *sim_run (const SimHistory *history, SimCount *count);
/**
 * SimDisk: a disk that fails, or memory that runs out
 * @from: number of the step from which on it may
 * @after: how many calls go well from there on
 * @onwards: whether it fails for good
 * @code: what SQLite is told
 * @begin: from here on it may fail
 * @end: it works again; returns how many calls there were
 */
typedef struct _SimDisk SimDisk;

struct _SimDisk
{
  guint from;
  guint after;
  gboolean onwards;
  int code;
  void (*begin) (const SimDisk *disk);
  guint (*end) (void);
  guint calls;
};

/* A world up to the step from which on the disk may fail; @disk->calls becomes how many calls there are if none does. */
World *sim_begin_with_disk (const SimHistory *history, SimDisk *disk);
/* The rest, in a process of its own, so that @world stays as it is: the disk fails, then the program is started again, and the
 * stores must be sound and no word lost. What is wrong is printed. */
gboolean sim_go_on_with_disk (World *world, SimDisk *disk);
/* A step without trouble on its way. */
SimStep sim_step_new (SimKind kind, guint desk, guint32 seed);
/* Leaves out steps as long as something goes wrong; @wrong becomes what goes wrong then. */
void sim_shrink (SimHistory *history, char **wrong);

G_END_DECLS
