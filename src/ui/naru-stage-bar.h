/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a vacancy in a row, with the one where it is. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_STAGE_BAR (naru_stage_bar_get_type ())
G_DECLARE_FINAL_TYPE (NaruStageBar, naru_stage_bar, NARU, STAGE_BAR, AdwBin)

GtkWidget *naru_stage_bar_new (void);
void naru_stage_bar_set_stage (NaruStageBar *self, const char *stage);

/* What the button that moves a vacancy to @stage is called. */
const char *naru_stage_get_action (const char *stage);

G_END_DECLS
