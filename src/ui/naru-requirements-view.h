/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a vacancy asks for: one row each, essential or desirable, in an order that can be changed. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_REQUIREMENTS_VIEW (naru_requirements_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruRequirementsView, naru_requirements_view, NARU, REQUIREMENTS_VIEW, AdwBin)

GtkWidget *naru_requirements_view_new (NaruDesk *desk);
void naru_requirements_view_show (NaruRequirementsView *self, NaruRecord *vacancy);
/* Puts what is typed and not saved yet into @vacancy. */
void naru_requirements_view_apply (NaruRequirementsView *self, NaruRecord *vacancy);

/* Signal "edited": something was typed */

G_END_DECLS
