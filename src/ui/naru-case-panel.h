/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: closing or suspending a case, what came of it, and handing it to a colleague. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_case_panel_close (NaruWindow *window, const char *jobseeker);
void naru_case_panel_outcome (NaruWindow *window, const char *jobseeker);
void naru_case_panel_suspend (NaruWindow *window, const char *jobseeker);
void naru_case_panel_assign (NaruWindow *window, const char *jobseeker);

G_END_DECLS
