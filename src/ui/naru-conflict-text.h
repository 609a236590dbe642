/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field with several values, in words: which field, each value, who gave it. */
#pragma once

#include "naru-desk.h"
#include "naru-store-sync.h"

G_BEGIN_DECLS

const NaruRecordType *naru_conflict_get_record_type (const NaruConflict *conflict);
const char *naru_conflict_get_label (const NaruConflict *conflict);
char *naru_conflict_format_value (NaruDesk *desk, const NaruConflict *conflict,
                                  const NaruConflictValue *value);
gboolean naru_conflict_is_mine (NaruDesk *desk, const NaruConflictValue *value);
char *naru_conflict_format_author (NaruDesk *desk, const NaruConflictValue *value);

G_END_DECLS
