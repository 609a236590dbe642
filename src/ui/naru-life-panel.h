/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: a case that goes to another team or centre, and two records of one person put together. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_life_panel_transfer (NaruWindow *window, const char *jobseeker);
void naru_life_panel_merge (NaruWindow *window, const char *jobseeker);
void naru_life_panel_unmerge (NaruWindow *window, const char *jobseeker);

G_END_DECLS
