/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary for people and machines: JSON Schema per record type, and one page of Markdown. */
#pragma once

#include "naru-field.h"

G_BEGIN_DECLS

char *naru_schema_to_json (const NaruRecordType *type);
char *naru_schema_to_markdown (void);
char **naru_schema_csv_headings (const NaruRecordType *type);

G_END_DECLS
