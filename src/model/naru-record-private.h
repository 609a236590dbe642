/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: what the files that make up records share. */
#pragma once

#include "naru-field-private.h"
#include "naru-record.h"
#include "naru-value.h"

G_BEGIN_DECLS

NaruTypeTable *naru_record_get_table (NaruRecord *self);
NaruJsonSpan naru_record_span_at (NaruRecord *self, int position);
void naru_record_take_text (NaruRecord *self, int position, char *text);

G_END_DECLS
