/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of a list as chips with counts; a list with filters can be kept as a new one. */
#pragma once

#include "naru-list-source.h"

G_BEGIN_DECLS

#define NARU_TYPE_VIEW_BAR (naru_view_bar_get_type ())
G_DECLARE_FINAL_TYPE (NaruViewBar, naru_view_bar, NARU, VIEW_BAR, GtkWidget)

void naru_view_bar_set_source (NaruViewBar *self, NaruListSource *source);

/* Signal "counted" (const char *view, gint64 count) */

G_END_DECLS
