/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All meetings with one person: what is to come first, then what has been, by month. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_MEETINGS_VIEW (naru_meetings_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruMeetingsView, naru_meetings_view, NARU, MEETINGS_VIEW, AdwBin)

GtkWidget *naru_meetings_view_new (NaruDesk *desk);
void naru_meetings_view_show (NaruMeetingsView *self, const char *jobseeker);

G_END_DECLS
