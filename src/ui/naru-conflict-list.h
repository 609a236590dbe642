/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records with fields that have several values, by a search, one or several of them chosen. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_CONFLICT_LIST (naru_conflict_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruConflictList, naru_conflict_list, NARU, CONFLICT_LIST, AdwBin)

GtkWidget *naru_conflict_list_new (void);
void naru_conflict_list_fill (NaruConflictList *self, GPtrArray *groups, GPtrArray *shown,
                              gboolean give_keyboard);
GPtrArray *naru_conflict_list_dup_chosen (NaruConflictList *self);
void naru_conflict_list_choose_all (NaruConflictList *self);
void naru_conflict_list_take_keyboard (NaruConflictList *self);
void naru_conflict_list_search (NaruConflictList *self);

G_END_DECLS
