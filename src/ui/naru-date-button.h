/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small button that shows a date as people say it and opens a calendar to choose another. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_DATE_BUTTON (naru_date_button_get_type ())
G_DECLARE_FINAL_TYPE (NaruDateButton, naru_date_button, NARU, DATE_BUTTON, AdwBin)

GtkWidget *naru_date_button_new (NaruDesk *desk, const char *none, const char *name);
void naru_date_button_set_date (NaruDateButton *self, const char *date);
const char *naru_date_button_get_date (NaruDateButton *self);
void naru_date_button_set_label (NaruDateButton *self, const char *label);

/* Signal "chosen" (const char *date): a day was chosen by the person */

G_END_DECLS
