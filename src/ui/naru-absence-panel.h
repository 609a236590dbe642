/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: when somebody is away, who stands in, and the meetings of these days, moved together. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

/* @absence: of those that @staff has; NULL for a new one */
void naru_absence_panel_show (NaruWindow *window, const char *staff, const char *absence);
/* For whoever stands in today: the meetings alone. */
void naru_absence_panel_rebook (NaruWindow *window, const char *staff);

G_END_DECLS
