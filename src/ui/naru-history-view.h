/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of one record: who, when, which field, from, to. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_HISTORY_VIEW (naru_history_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruHistoryView, naru_history_view, NARU, HISTORY_VIEW, AdwBin)

GtkWidget *naru_history_view_new (NaruDesk *desk);
void naru_history_view_show (NaruHistoryView *self, const char *id);

G_END_DECLS
