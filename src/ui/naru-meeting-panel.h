/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: booking a meeting, booking one again that fell through, and writing down how one went. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

/* @jobseeker may be NULL: it is asked for. @start may be NULL: the first free time is proposed. */
void naru_meeting_panel_book (NaruWindow *window, const char *jobseeker, const char *start);
void naru_meeting_panel_book_for (NaruWindow *window, const char *staff, const char *start);
/* What is known of a meeting, with what can be done with it. */
void naru_meeting_panel_open (NaruWindow *window, const char *meeting);
void naru_meeting_panel_rebook (NaruWindow *window, const char *meeting);
/* For a meeting that is booked: how it went. */
void naru_meeting_panel_record (NaruWindow *window, const char *meeting);
/* A conversation that nobody had booked: it is written down as held now. */
void naru_meeting_panel_log (NaruWindow *window, const char *jobseeker);

G_END_DECLS
