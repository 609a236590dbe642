/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time is passed in, so that a test can hold it still and a desk can live in its own zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NaruClock NaruClock;

NaruClock *naru_clock_system (void);
NaruClock *naru_clock_new_fixed (const char *timestamp);
void naru_clock_advance (NaruClock *clock, gint64 seconds);
void naru_clock_free (NaruClock *clock);

GDateTime *naru_clock_now (NaruClock *clock);
char *naru_clock_timestamp (NaruClock *clock);
char *naru_clock_today (NaruClock *clock);

/* Dates and times as the wire has them. */
gboolean naru_date_is_valid (const char *date);
gboolean naru_time_is_valid (const char *time);
GDateTime *naru_time_parse (const char *time);
char *naru_date_add_days (const char *date, int days);
int naru_date_days_between (const char *from, const char *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruClock, naru_clock_free)

G_END_DECLS
