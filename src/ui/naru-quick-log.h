/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip above a timeline: one line says what was said and what comes next, with the date that it names. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_QUICK_LOG (naru_quick_log_get_type ())
G_DECLARE_FINAL_TYPE (NaruQuickLog, naru_quick_log, NARU, QUICK_LOG, AdwBin)

GtkWidget *naru_quick_log_new (NaruDesk *desk);
void naru_quick_log_show (NaruQuickLog *self, const char *employer);
void naru_quick_log_focus (NaruQuickLog *self);

G_END_DECLS
