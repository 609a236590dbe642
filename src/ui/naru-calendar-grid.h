/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some days side by side on one scale of hours. A cursor of half an hour moves by the arrow keys. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CALENDAR_GRID (naru_calendar_grid_get_type ())
G_DECLARE_FINAL_TYPE (NaruCalendarGrid, naru_calendar_grid, NARU, CALENDAR_GRID, GtkWidget)

GtkWidget *naru_calendar_grid_new (void);
/* @days: array of NaruCalendarDay. @now: time as on the wire. */
void naru_calendar_grid_show (NaruCalendarGrid *self, GPtrArray *days, const char *now);
void naru_calendar_grid_set_cursor (NaruCalendarGrid *self, const char *date, int minute);
int naru_calendar_grid_get_gutter (NaruCalendarGrid *self);
int naru_calendar_grid_get_cursor_top (NaruCalendarGrid *self); /* in pixels, to scroll there */

/* Signals "open" (const char *meeting), "book" (const char *date, int minute): a free half hour was chosen;
 * "leave" (int days): the cursor goes beyond the first or last day; "moved": the cursor stands elsewhere. */

G_END_DECLS
