/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader of a vacancy will see, laid out from its fields, and what is still missing. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_READER (naru_vacancy_reader_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyReader, naru_vacancy_reader, NARU, VACANCY_READER, AdwBin)

GtkWidget *naru_vacancy_reader_new (NaruDesk *desk);
void naru_vacancy_reader_show (NaruVacancyReader *self, NaruRecord *vacancy);

G_END_DECLS
