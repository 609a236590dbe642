/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What desks wrote differently in a record, above its page: both values, and which of them to keep. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CONFLICT_BAR (naru_conflict_bar_get_type ())
G_DECLARE_FINAL_TYPE (NaruConflictBar, naru_conflict_bar, NARU, CONFLICT_BAR, AdwBin)

void naru_conflict_bar_show (NaruConflictBar *self, NaruDesk *desk, const char *page_record);

G_END_DECLS
