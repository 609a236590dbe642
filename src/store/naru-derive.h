/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived from the documents: list columns, names, words, posting lists. All of it can be dropped and made again.
 * Connections are defensive (SQLITE_DBCONFIG_DEFENSIVE): no table beside a full text index "x" may be called x_content. */
#pragma once

#include "naru-db.h"
#include "naru-record.h"

G_BEGIN_DECLS

/* Whether naru_derive_create_tables() would do nothing: asked at every opening, so that it takes no lock without need. */
gboolean naru_derive_is_current (NaruDb *db, gboolean *current, GError **error);
/* Called in the transaction that opens the store. Makes what the dictionary asks for and is not there; where a column is
 * new, document.derived of the type becomes 0. Also makes what naru_derive_drop() has dropped. */
gboolean naru_derive_create_tables (NaruDb *db, GError **error);
gboolean naru_derive_create_table (NaruDb *db, const NaruRecordType *type, GError **error);
gboolean naru_derive_drop (NaruDb *db, GError **error);
/* After naru_derive_drop(), and while naru_store_derive_stale() makes everything anew. */
gboolean naru_derive_get_pending (NaruDb *db, gint64 *after, GError **error);
gboolean naru_derive_set_pending (NaruDb *db, gint64 after, GError **error);
/* For many rows at once: the indexes go, and naru_derive_create_tables() makes them again, here or when the store is next
 * opened. */
gboolean naru_derive_drop_indexes (NaruDb *db, GError **error);

/* For a new record and for a changed one alike; document.derived is set by the caller. */
gboolean naru_derive_put (NaruDb *db, gint64 number, NaruRecord *record, GError **error);
gboolean naru_derive_add (NaruDb *db, gint64 number, NaruRecord *record, GError **error);
gboolean naru_derive_delete (NaruDb *db, gint64 number, const char *type, GError **error);

/* For verify: appends sentences (char *) about what is not as naru_derive_put() would make it. */
gboolean naru_derive_check (NaruDb *db, gint64 number, NaruRecord *record, GPtrArray *problems,
                            GError **error);
/* rows that belong to no document that is there */
gboolean naru_derive_check_rest (NaruDb *db, GPtrArray *problems, GError **error);

G_END_DECLS
