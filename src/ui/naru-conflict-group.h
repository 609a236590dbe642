/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records with fields that have two values. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* A change of another field, as people read it. */
typedef struct
{
  char *label;
  char *value;
  char *by;
} NaruConflictBeside;

/* One record with its conflicts, and what the history tells about them as far as it is known here. */
typedef struct
{
  char *record;
  char *page; /* id of what it is shown with */
  char *title; /* of what it is shown with, such as a jobseeker */
  char *what; /* what it is, in one line */
  GPtrArray *people; /* of char *, names of those who gave the values */
  GPtrArray *conflicts;
  GPtrArray *
      before; /* of char *, one for each conflict: the value that all came from; NULL where nothing tells */
  GPtrArray *beside; /* of NaruConflictBeside */
  NaruRecord *asked; /* the colleague who can be asked; NULL if there is none */
  gboolean is_asked; /* whether she has been */
} NaruConflictGroup;

gpointer naru_conflict_groups_read (NaruDesk *reader, const char *id, gconstpointer context,
                                    GError **error);
NaruConflictGroup *naru_conflict_group_find (GPtrArray *groups, const char *record);
gboolean naru_conflict_group_is_same (const NaruConflictGroup *a, const NaruConflictGroup *b);

G_END_DECLS
