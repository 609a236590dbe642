/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: moving the meetings of somebody who is away, all together. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_absence_panel_show (NaruWindow *window, const char *staff);

G_END_DECLS
