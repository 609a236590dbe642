/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line in which a step is added: what, who acts, until when. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_QUICK_STEP (naru_quick_step_get_type ())
G_DECLARE_FINAL_TYPE (NaruQuickStep, naru_quick_step, NARU, QUICK_STEP, AdwBin)

GtkWidget *naru_quick_step_new (NaruDesk *desk);
/* To whom the next step belongs: @goal and @goal_text may be NULL */
void naru_quick_step_set_target (NaruQuickStep *self, const char *jobseeker, const char *goal,
                                 const char *goal_text);
void naru_quick_step_set_narrow (NaruQuickStep *self, gboolean narrow);

G_END_DECLS
