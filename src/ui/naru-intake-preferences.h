/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path of the intake interview in the preferences: which one holds, what is wrong with a newer one, and the way to change
 * it as a file. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

GtkWidget *naru_intake_preferences_new (NaruWindow *window);
void naru_intake_preferences_tell_fault (NaruWindow *window);

G_END_DECLS
