/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside a question of the intake interview: where the answers lead, why, and what would change it. */
#pragma once

#include <adwaita.h>
#include "naru-intake.h"

G_BEGIN_DECLS

#define NARU_TYPE_INTAKE_WHY (naru_intake_why_get_type ())
G_DECLARE_FINAL_TYPE (NaruIntakeWhy, naru_intake_why, NARU, INTAKE_WHY, AdwBin)

GtkWidget *naru_intake_why_new (NaruDesk *desk);
/* @question: the one that is seen, or NULL; @answer: what is ticked there and not saved yet, or NULL */
void naru_intake_why_show (NaruIntakeWhy *self, NaruIntakeRules *rules, NaruRecord *jobseeker,
                           const NaruIntakeQuestion *question, const char *answer);

G_END_DECLS
