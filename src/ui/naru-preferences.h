/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: who works here, how the window looks, and the care of the data on this computer. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_preferences_open (NaruWindow *window);
void naru_preferences_open_server (NaruWindow *window);
/* Light, dark or as the desktop: what the person chose in this profile. */
void naru_preferences_apply_style (NaruWindow *window);

G_END_DECLS
