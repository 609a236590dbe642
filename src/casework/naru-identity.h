/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids from natural keys: two desks that make or import one thing make one record. */
#pragma once

#include "naru-record.h"

G_BEGIN_DECLS

char *naru_identity_for (const NaruRecordType *type, const char *const *values);
char *naru_identity_from_source (const NaruRecordType *type, const char *source, const char *key);
char *naru_identity_of (NaruRecord *record);

G_END_DECLS
