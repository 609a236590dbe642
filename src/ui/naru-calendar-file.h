/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appointments as an iCalendar file, for other calendars. */
#pragma once

#include <gtk/gtk.h>
#include "naru-query.h"

G_BEGIN_DECLS

/* @shown (transfer full): what is asked for; @all (transfer full): everything to come, as another choice, or NULL */
void naru_calendar_file_save (GtkWidget *widget, NaruQuery *shown, NaruQuery *all);

G_END_DECLS
