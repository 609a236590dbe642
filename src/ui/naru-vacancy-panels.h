/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels that fill in a vacancy: from an occupation, and from an old advertisement. */
#pragma once

#include "naru-panel.h"

G_BEGIN_DECLS

void naru_occupation_panel_show (NaruWindow *window, NaruRecord *vacancy);
void naru_paste_panel_show (NaruWindow *window, NaruRecord *vacancy);
/* Buttons that open them, for a page with their actions "vacancy.start" and "vacancy.paste" */
GtkWidget *naru_vacancy_start_new (void);

G_END_DECLS
