/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of an employer: what is held true, who says so, and what others say beside it. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_EMPLOYER_FACTS (naru_employer_facts_get_type ())
G_DECLARE_FINAL_TYPE (NaruEmployerFacts, naru_employer_facts, NARU, EMPLOYER_FACTS, AdwBin)

GtkWidget *naru_employer_facts_new (NaruDesk *desk);
void naru_employer_facts_show (NaruEmployerFacts *self, NaruRecord *employer);

G_END_DECLS
