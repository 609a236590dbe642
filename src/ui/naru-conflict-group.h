/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records with fields that have two values. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* One record with its conflicts. */
typedef struct
{
  char *record;
  char *title; /* of what it is shown with, such as a jobseeker */
  char *what; /* what it is, in one line */
  GPtrArray *conflicts;
} NaruConflictGroup;

gpointer naru_conflict_groups_read (NaruDesk *reader, const char *id, gconstpointer context,
                                    GError **error);
NaruConflictGroup *naru_conflict_group_find (GPtrArray *groups, const char *record);
gboolean naru_conflict_group_is_same (const NaruConflictGroup *a, const NaruConflictGroup *b);

G_END_DECLS
