/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one employer: timeline with what comes next, contacts, facts, needs, vacancies, placements. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_EMPLOYER_PAGE (naru_employer_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruEmployerPage, naru_employer_page, NARU, EMPLOYER_PAGE, NaruDetail)

GtkWidget *naru_employer_page_new (NaruDesk *desk);

G_END_DECLS
