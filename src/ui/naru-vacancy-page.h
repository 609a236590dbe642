/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one vacancy: the editor, what its reader will see, and the way from draft to filled. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_PAGE (naru_vacancy_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyPage, naru_vacancy_page, NARU, VACANCY_PAGE, NaruDetail)

GtkWidget *naru_vacancy_page_new (NaruDesk *desk);

G_END_DECLS
