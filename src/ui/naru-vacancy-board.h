/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vacancies on a board by stage, in place of their list. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_BOARD (naru_vacancy_board_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyBoard, naru_vacancy_board, NARU, VACANCY_BOARD, AdwBin)

GtkWidget *naru_vacancy_board_new (NaruDesk *desk);
void naru_vacancy_board_focus (GtkWidget *board, const char *id);

G_END_DECLS
