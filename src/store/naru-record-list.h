/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over one query: holds the ordered row numbers, makes rows when they are looked at, follows the store. */
#pragma once

#include "naru-query.h"

G_BEGIN_DECLS

/* One row of a list: the record, read when first asked for. Property "record"; "changed" tells that it was read anew. */
#define NARU_TYPE_ROW (naru_row_get_type ())
G_DECLARE_FINAL_TYPE (NaruRow, naru_row, NARU, ROW, GObject)

gint64 naru_row_get_number (NaruRow *self);
NaruRecord *naru_row_get_record (NaruRow *self);
const char *naru_row_get_id (NaruRow *self);
/* what a cell shows: the field for people, a reference as the title of its record, a computed column */
char *naru_row_get_text (NaruRow *self, const char *column);
/* the same value in canonical text form, for who formats it otherwise; NULL for none */
char *naru_row_get_value (NaruRow *self, const char *column);
NaruSyncState naru_row_get_sync (NaruRow *self);

#define NARU_TYPE_RECORD_LIST (naru_record_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruRecordList, naru_record_list, NARU, RECORD_LIST, GObject)

/* keys are loaded off the main loop; a new query makes a new list (never items-changed over everything under a view) */
NaruRecordList *naru_record_list_new (NaruStore *store, const NaruQuery *query, GError **error);
void naru_record_list_new_async (NaruStore *store, const NaruQuery *query,
                                 const char *const *columns, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
NaruRecordList *naru_record_list_new_finish (GAsyncResult *result, GError **error);
const NaruQuery *naru_record_list_get_query (NaruRecordList *self);
gboolean naru_record_list_find (NaruRecordList *self, gint64 number, guint *position);
/* Property "stale": TRUE when the store changed so that the order or the membership may have changed; rows that are
 * still members are refreshed in place. naru_record_list_update() brings keys up to date by narrow items-changed. */
gboolean naru_record_list_update (NaruRecordList *self, GError **error);
/* the same with the reading off the main loop: for long lists */
void naru_record_list_update_async (NaruRecordList *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean naru_record_list_update_finish (NaruRecordList *self, GAsyncResult *result,
                                         GError **error);

G_END_DECLS
