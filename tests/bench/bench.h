/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What measurements have in common: a store full of made-up records, and times with their median and 95th percentile. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

#define BENCH_NOW "2026-11-22T12:00:00+09:00"

/* Makes the record with the number @n. */
typedef NaruRecord *(*BenchMake) (GRand *random, guint n);

void bench_fill (NaruStore *store, guint n_records, BenchMake make);
void bench_derive (NaruStore *store);

int bench_compare (const void *a, const void *b);
void bench_add_time (GArray *times, gint64 since);
void bench_report (const char *what, GArray *times);

G_END_DECLS
