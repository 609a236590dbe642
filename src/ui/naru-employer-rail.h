/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the timeline of an employer: what comes next, whom to talk to, how it went so far. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_EMPLOYER_RAIL (naru_employer_rail_get_type ())
G_DECLARE_FINAL_TYPE (NaruEmployerRail, naru_employer_rail, NARU, EMPLOYER_RAIL, AdwBin)

GtkWidget *naru_employer_rail_new (NaruDesk *desk);
void naru_employer_rail_show (NaruEmployerRail *self, const char *employer);

G_END_DECLS
