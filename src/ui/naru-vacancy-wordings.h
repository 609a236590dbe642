/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab in which the texts of a vacancy are said in other words: in plain language, and in other languages. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_WORDINGS (naru_vacancy_wordings_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyWordings, naru_vacancy_wordings, NARU, VACANCY_WORDINGS, AdwBin)

GtkWidget *naru_vacancy_wordings_new (NaruDetail *page);
void naru_vacancy_wordings_refresh (NaruVacancyWordings *self);

G_END_DECLS
