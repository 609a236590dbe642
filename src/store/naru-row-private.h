/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: how a list makes and refreshes its rows. */
#pragma once

#include "naru-record-list.h"

G_BEGIN_DECLS

NaruRow *naru_row_new (NaruStore *store, gint64 number, const char *now);
void naru_row_prepare (NaruRow *self, NaruStore *reader, const char *const *columns);
NaruRecord *naru_row_peek_record (NaruRow *self);
void naru_row_refresh (NaruRow *self, gboolean reread);

/**
 * NaruListRun: one narrow change from one order of row numbers to the next
 */
typedef struct
{
  guint position; /* in the list as it is when all runs before have been made */
  guint removed;
  guint added;
  guint from; /* where the added ones stand in the new order */
} NaruListRun;

/* The runs that turn one order into the other, or one that replaces all between the first and the last difference. */
GArray *naru_list_diff (const gint64 *before, guint n_before, const gint64 *after, guint n_after,
                        guint max_runs);

G_END_DECLS
