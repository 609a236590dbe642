/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The barriers of one person under the plan, for those who may know them; nothing for everybody else. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_BARRIER_STRIP (naru_barrier_strip_get_type ())
G_DECLARE_FINAL_TYPE (NaruBarrierStrip, naru_barrier_strip, NARU, BARRIER_STRIP, AdwBin)

GtkWidget *naru_barrier_strip_new (NaruDesk *desk);
void naru_barrier_strip_show (NaruBarrierStrip *self, const char *jobseeker, GPtrArray *barriers);

int naru_barrier_compare (gconstpointer a, gconstpointer b);

/* Open barriers of a person, worst first: array of NaruRecord */
GPtrArray *naru_barriers_read (NaruDesk *desk, const char *jobseeker);

G_END_DECLS
