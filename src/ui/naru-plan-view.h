/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The action plan of one person: what is agreed, goals, steps, and what stands in the way. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_PLAN_VIEW (naru_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruPlanView, naru_plan_view, NARU, PLAN_VIEW, AdwBin)

GtkWidget *naru_plan_view_new (NaruDesk *desk);
/* Shows the current plan of a person, or brings it up to date. */
void naru_plan_view_show (NaruPlanView *self, const char *jobseeker);

G_END_DECLS
