/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person is erased from records that stay: what a record says of that. The set "erased" has an entry for each time: the
 * name of a field, or "*" for every personal one, and the moment. Every desk that sees a new entry forgets what those fields
 * were before, and nobody's edit brings them back. */
#pragma once

#include "naru-record.h"

G_BEGIN_DECLS

#define NARU_ERASED_ALL "*"

gboolean naru_erasure_note (NaruRecord *record, const char *field, const char *at, GError **error);
char **naru_erasure_list_new (const char *before, const char *after);
gboolean naru_erasure_covers (const char *body, const char *field, const char *at);
char *naru_erasure_give_way (const NaruRecordType *type, const char *base, const char *erasing,
                             const char *edited);

G_END_DECLS
