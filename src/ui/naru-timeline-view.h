/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline of one employer: a strip to add to it, and what happened, latest first. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_TIMELINE_VIEW (naru_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruTimelineView, naru_timeline_view, NARU, TIMELINE_VIEW, AdwBin)

GtkWidget *naru_timeline_view_new (NaruDesk *desk);
void naru_timeline_view_show (NaruTimelineView *self, const char *employer);

/* Puts the cursor where a conversation is logged. */
void naru_timeline_view_log (NaruTimelineView *self);

/* Asks for a mail or another file, which goes into the timeline. */
void naru_timeline_view_choose_file (NaruTimelineView *self);

/* Opens the panel of a conversation. */
void naru_conversation_panel_open (GtkWidget *widget, const char *id);

G_END_DECLS
