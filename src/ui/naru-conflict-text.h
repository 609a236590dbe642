/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field with several values, in words: each value, and who gave it. */
#pragma once

#include "naru-casework.h"

G_BEGIN_DECLS

char *naru_conflict_format_value (NaruDesk *desk, const NaruConflict *conflict,
                                  const NaruConflictValue *value);
char *naru_conflict_format_author (NaruDesk *desk, const NaruConflictValue *value);

G_END_DECLS
