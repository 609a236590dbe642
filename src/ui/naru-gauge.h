/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseload of one counsellor against what is workable: a sentence and a thin bar. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NARU_TYPE_GAUGE (naru_gauge_get_type ())
G_DECLARE_FINAL_TYPE (NaruGauge, naru_gauge, NARU, GAUGE, GtkWidget)

void naru_gauge_set (NaruGauge *self, gint64 cases, int from, int to);

G_END_DECLS
