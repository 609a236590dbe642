/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A notification of the desktop before an appointment. It names no one: others see the screen. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_reminder_start (NaruWindow *window);
int naru_reminder_get_minutes (NaruWindow *window); /* 0 for none */
void naru_reminder_set_minutes (NaruWindow *window, int minutes);

G_END_DECLS
