/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the form of a new record: one that may be the same, field by field. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

/* @go_on: called with @data when the person goes on with the one that is there, before its page opens */
void naru_same_panel_show (NaruWindow *window, NaruRecord *draft, const char *id, GCallback go_on,
                           gpointer data);

G_END_DECLS
