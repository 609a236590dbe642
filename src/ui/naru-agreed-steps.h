/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was agreed in a meeting, line by line: each becomes a step of the plan. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_AGREED_STEPS (naru_agreed_steps_get_type ())
G_DECLARE_FINAL_TYPE (NaruAgreedSteps, naru_agreed_steps, NARU, AGREED_STEPS, AdwBin)

GtkWidget *naru_agreed_steps_new (NaruDesk *desk);
/* array of NaruRecord, with what still stands in the entry; message is set where that cannot be understood */
GPtrArray *naru_agreed_steps_read (NaruAgreedSteps *self, char **message);

G_END_DECLS
