/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: work that began, and the checks with worker and employer afterwards. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_work_panel_begin (NaruWindow *window, const char *jobseeker);
void naru_work_panel_check (NaruWindow *window, const char *follow_up);

G_END_DECLS
