/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a vacancy asks for: one row each, essential or desirable, in an order that can be changed. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-findings.h"

G_BEGIN_DECLS

#define NARU_TYPE_REQUIREMENTS_VIEW (naru_requirements_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruRequirementsView, naru_requirements_view, NARU, REQUIREMENTS_VIEW, AdwBin)

GtkWidget *naru_requirements_view_new (NaruDesk *desk);
void naru_requirements_view_show (NaruRequirementsView *self, NaruRecord *vacancy);
/* Puts what is typed and not saved yet into @vacancy. */
void naru_requirements_view_apply (NaruRequirementsView *self, NaruRecord *vacancy);

/* Puts the cursor into the requirement of "requirements/ID/text", or into the entry for a new one. */
gboolean naru_requirements_view_focus (NaruRequirementsView *self, const char *path);

/* How many candidates there are, and what one requirement does to them: @share of all is left out for it, 0 to 1. */
void naru_requirements_view_set_note (NaruRequirementsView *self, const char *text,
                                      const char *more);
void naru_requirements_view_set_effect (NaruRequirementsView *self, const char *id,
                                        const char *text, const char *explanation,
                                        const char *easier, double share);

void naru_requirements_view_show_findings (NaruRequirementsView *self, GPtrArray *findings,
                                           const NaruFinding *selected);

/* Signal "edited": something was typed */

G_END_DECLS
