/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels of a vacancy: filling it in from an occupation or an old advertisement, recording the employer's agreement, help. */
#pragma once

#include "naru-panel.h"

G_BEGIN_DECLS

void naru_occupation_panel_show (NaruWindow *window, NaruRecord *vacancy);
void naru_paste_panel_show (NaruWindow *window, NaruRecord *vacancy);
void naru_agreement_panel_show (NaruWindow *window, NaruRecord *vacancy);
void naru_withdraw_panel_show (NaruWindow *window, NaruRecord *vacancy);
void naru_vacancy_help_show (NaruWindow *window);
/* Buttons that open the first two, for a page with their actions "vacancy.start" and "vacancy.paste" */
GtkWidget *naru_vacancy_start_new (void);

G_END_DECLS
