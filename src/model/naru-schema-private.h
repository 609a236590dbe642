/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: what the dictionary's outputs for people and for machines share. */
#pragma once

#include "naru-field.h"

G_BEGIN_DECLS

char **naru_schema_flags (const NaruField *field);
const char *naru_schema_merge (const NaruField *field);

G_END_DECLS
