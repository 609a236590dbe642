/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what several queries would show, off the main loop. */
#pragma once

#include "naru-query.h"

G_BEGIN_DECLS

/* @counts: one number per query, -1 where it could not be counted. Not called when cancelled. */
typedef void (*NaruCountsFunc) (const gint64 *counts, guint n_counts, gpointer data);
void naru_counts_read (NaruStore *store, GPtrArray *queries, GCancellable *cancellable,
                       NaruCountsFunc func, gpointer data);

G_END_DECLS
