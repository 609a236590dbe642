/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: what the files about derived data share. */
#pragma once

#include "naru-derive.h"

G_BEGIN_DECLS

/* Notes that what is derived from a row changed, inside the transaction that changes it; type NULL for everything. The
 * latest LOG_KEPT notes are kept: a cache that is further behind is made anew. */
gboolean naru_derive_log (NaruDb *db, const char *type, gint64 number, GError **error);
gint64 naru_derive_get_sequence (NaruDb *db);

/* Adds the sentence that a column is not as the record says. */
void naru_derive_tell_difference (GPtrArray *problems, const char *id, const char *what);

/* Runs the statements that are the rows of @query. */
gboolean naru_derive_run_each (NaruDb *db, const char *query, GError **error);

/* Columns that say when something last happened to a record: see naru-derive-latest.c. */
gboolean naru_latest_create (NaruDb *db, GError **error);
gboolean naru_latest_drop (NaruDb *db, GError **error);
gboolean naru_latest_check (NaruDb *db, GPtrArray *problems, GError **error);

/* The folded names of a record, the title first, separated by NARU_FOLD_SEPARATOR; its folded words, each once. */
char *naru_derive_names (NaruRecord *record);
char *naru_derive_words (NaruRecord *record);
/* Both, of sensitive fields, which are in no index. */
char *naru_derive_sensitive (NaruRecord *record);

/* The sounds of a record's names, which naru_store_find_sounding() goes by; @before and @names as in naru_derive_names().
 * With @problems, nothing is written. */
gboolean naru_sounds_put (NaruDb *db, const NaruRecordType *type, gint64 number, const char *before,
                          const char *names, GPtrArray *problems, GError **error);

G_END_DECLS
