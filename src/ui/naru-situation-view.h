/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between a person and work: barriers, assessments, benefits, needs; and what the person agreed to share. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_SITUATION_VIEW (naru_situation_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruSituationView, naru_situation_view, NARU, SITUATION_VIEW, AdwBin)

GtkWidget *naru_situation_view_new (NaruDesk *desk);
void naru_situation_view_show (NaruSituationView *self, const char *jobseeker);

G_END_DECLS
