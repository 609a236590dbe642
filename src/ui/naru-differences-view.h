/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before the joint meeting: where counsellor and social worker see a person's barriers differently. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_DIFFERENCES_VIEW (naru_differences_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruDifferencesView, naru_differences_view, NARU, DIFFERENCES_VIEW, AdwBin)

GtkWidget *naru_differences_view_new (NaruDesk *desk, const char *const *fields);
void naru_differences_view_show (NaruDifferencesView *self, const char *jobseeker);

G_END_DECLS
