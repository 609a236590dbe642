/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: a new referral with what the catalogue says of it, and moving one on. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_referral_panel_add (NaruWindow *window, const char *jobseeker);
void naru_referral_panel_open (NaruWindow *window, const char *referral);

G_END_DECLS
