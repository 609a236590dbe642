/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the buttons of Today do. */
#pragma once

#include "naru-agenda.h"
#include "naru-window.h"

G_BEGIN_DECLS

void naru_today_act (NaruWindow *window, const NaruAgendaRow *row);

G_END_DECLS
