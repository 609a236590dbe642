/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: what the files about derived data share. */
#pragma once

#include "naru-derive.h"

G_BEGIN_DECLS

/* Notes that what is derived from a row changed, inside the transaction that changes it; type NULL for everything. The
 * latest LOG_KEPT notes are kept: a cache that is further behind is made anew. */
gboolean naru_derive_log (NaruDb *db, const char *type, gint64 number, GError **error);
gint64 naru_derive_get_sequence (NaruDb *db);

/* The folded names of a record, the title first, separated by NARU_FOLD_SEPARATOR; its folded words, each once. */
char *naru_derive_names (NaruRecord *record);
char *naru_derive_words (NaruRecord *record);

/* The sounds of a record's names, which naru_store_find_sounding() goes by; @before and @names as in naru_derive_names().
 * With @problems, nothing is written. */
gboolean naru_sounds_put (NaruDb *db, const NaruRecordType *type, gint64 number, const char *before,
                          const char *names, GPtrArray *problems, GError **error);

G_END_DECLS
