/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the plan: drafting it, agreeing a version of it, signing it, and comparing two versions. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_plan_panel_draft (NaruWindow *window, const char *jobseeker);
void naru_plan_panel_agree (NaruWindow *window, const char *plan);
void naru_plan_panel_sign (NaruWindow *window, const char *plan);
void naru_plan_panel_compare (NaruWindow *window, const char *plan);

G_END_DECLS
