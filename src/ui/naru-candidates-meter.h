/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how many people could take a vacancy, and what each requirement changes; counted off the main loop while one types. */
#pragma once

#include <gtk/gtk.h>
#include "naru-requirements-view.h"

G_BEGIN_DECLS

typedef struct _NaruCandidatesMeter NaruCandidatesMeter;

NaruCandidatesMeter *naru_candidates_meter_new (NaruDesk *desk, NaruRequirementsView *view);
void naru_candidates_meter_free (NaruCandidatesMeter *self);
void naru_candidates_meter_measure (NaruCandidatesMeter *self, NaruRecord *vacancy);

G_END_DECLS
