/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar: a day or a week of one's own, or of a colleague's, with working hours, holidays and absences. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CALENDAR_PAGE (naru_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruCalendarPage, naru_calendar_page, NARU, CALENDAR_PAGE, AdwBin)

GtkWidget *naru_calendar_page_new (NaruDesk *desk);

G_END_DECLS
