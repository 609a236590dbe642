/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of Today: an appointment with its times, a free time between two, and a row of a queue with its action. */
#pragma once

#include <adwaita.h>
#include "naru-agenda.h"

G_BEGIN_DECLS

GtkWidget *naru_today_meeting_row (const NaruAgendaRow *row, const char *now);
GtkWidget *naru_today_now_row (const char *now);
GtkWidget *naru_today_free_row (const char *from, int minutes);
GtkWidget *naru_today_queue_row (const NaruAgendaRow *row);

/* What a row is about: kept on the list row. NULL where it is not about a record. */
const NaruAgendaRow *naru_today_row_get (GtkListBoxRow *row);
/* For a free time: when it begins */
const char *naru_today_row_get_free_from (GtkListBoxRow *row);
/* The button of the row, whose action is what Ctrl+Return does, or NULL */
GtkWidget *naru_today_row_get_button (GtkListBoxRow *row);

G_END_DECLS
