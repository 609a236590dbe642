/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane beside a draft: what its reader will see, the words that rules mark in it, and what they say. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-findings.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_READER (naru_vacancy_reader_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyReader, naru_vacancy_reader, NARU, VACANCY_READER, AdwBin)

GtkWidget *naru_vacancy_reader_new (NaruDesk *desk);
void naru_vacancy_reader_show (NaruVacancyReader *self, NaruRecord *vacancy);
void naru_vacancy_reader_next_finding (NaruVacancyReader *self);
/* The finding that keys act on, or NULL; valid until the next is shown. */
const NaruFinding *naru_vacancy_reader_get_finding (NaruVacancyReader *self);

/* All of them, or NULL; valid until the next is shown. */
GPtrArray *naru_vacancy_reader_get_findings (NaruVacancyReader *self);

/* Signals "rewrite", "go-there": for the selected finding; "selected": another finding, or another law; "except" (const char *justification) */

G_END_DECLS
