/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of one record: who, when, which field, from, to. */
#pragma once

#include "naru-event-list.h"

G_BEGIN_DECLS

GtkWidget *naru_history_view_new (NaruDesk *desk);
void naru_history_view_show (NaruEventList *self, const char *id);

G_END_DECLS
