/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of an advertisement: levels with their symbols, the words, why, the source, and a rewrite. */
#pragma once

#include <adwaita.h>
#include "naru-findings.h"

G_BEGIN_DECLS

#define NARU_TYPE_FINDINGS_VIEW (naru_findings_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruFindingsView, naru_findings_view, NARU, FINDINGS_VIEW, AdwBin)

GtkWidget *naru_findings_view_new (void);
void naru_findings_view_show (NaruFindingsView *self, GPtrArray *findings);
/* The one that keys act on; %NULL where there is none. Valid until others are shown. */
const NaruFinding *naru_findings_view_get_selected (NaruFindingsView *self);
void naru_findings_view_next (NaruFindingsView *self);

/* As a person reads them */

/* Signals: "selected"; "rewrite" and "go-there": for the selected finding; "except" (const char *justification) */

G_END_DECLS
