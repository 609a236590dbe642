/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One day of a staff member as a line: what is taken, what is not, and where a proposed time would lie. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_DAY_STRIP (naru_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (NaruDayStrip, naru_day_strip, NARU, DAY_STRIP, AdwBin)

GtkWidget *naru_day_strip_new (NaruDesk *desk);
/* @except: a meeting that does not count, such as the one that moves; NULL for none */
void naru_day_strip_show (NaruDayStrip *self, const char *staff, const char *start, const char *end,
                          const char *except);

G_END_DECLS
