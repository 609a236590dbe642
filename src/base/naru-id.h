/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Document ids: "type:ULID", or "type:" and 26 base32 characters of SHA-256 (source, key) for a natural key. */
#pragma once

#include "naru-clock.h"

G_BEGIN_DECLS

char *naru_id_new (const char *type, NaruClock *clock);
char *naru_id_new_natural (const char *type, const char *source, const char *key);
char *naru_id_new_ulid (NaruClock *clock);
gboolean naru_id_is_valid (const char *id);
char *naru_id_get_type (const char *id);
gboolean naru_id_has_type (const char *id, const char *type);

G_END_DECLS
