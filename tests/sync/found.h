/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up histories in which something was lost once, made short: each is told with what was wrong. What test-histories finds is
 * added to one of the tables: it prints the numbers of each step. */
#pragma once

#include "simulator.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  guint n_desks;
  gboolean cluster;
  SimStep steps[24];
  guint n_steps;
  guint teams; /* as in SimHistory */
  gboolean brief;
} Found;

/* Histories of one office. Each table ends with an empty row. */
extern const Found found_in_an_office[];
/* Histories of cases that go from one team to the other */
extern const Found found_with_moves[];
/* ... while the nodes of the server do not see each other */
extern const Found found_beside_nodes[];

G_END_DECLS
