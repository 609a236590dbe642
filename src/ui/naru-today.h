/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: the appointments of the day, and beside them everything that waits, each row with its reason and one action. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_TODAY (naru_today_get_type ())
G_DECLARE_FINAL_TYPE (NaruToday, naru_today, NARU, TODAY, AdwBin)

GtkWidget *naru_today_new (NaruDesk *desk);
void naru_today_refresh (NaruToday *self);

G_END_DECLS
