/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose day Today shows: one's own, or that of a colleague who is away. Seen only while somebody is away. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_STAND_IN (naru_stand_in_get_type ())
G_DECLARE_FINAL_TYPE (NaruStandIn, naru_stand_in, NARU, STAND_IN, AdwBin)

GtkWidget *naru_stand_in_new (NaruDesk *desk);
void naru_stand_in_refresh (NaruStandIn *self);
const char *naru_stand_in_get_staff (NaruStandIn *self);

/* Signal "chosen": another day is to be shown */

G_END_DECLS
