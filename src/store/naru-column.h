/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: which columns the list table of a record type has, and the form in which a value stands in one. */
#pragma once

#include "naru-db.h"
#include "naru-record.h"

G_BEGIN_DECLS

/**
 * NaruCell: a value in the form in which it is ordered and compared
 * @sql: 's', 'i', or 0 for none
 */
typedef struct
{
  char sql;
  char *text;
  gint64 integer;
} NaruCell;

void naru_cell_clear (NaruCell *cell);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruCell, naru_cell_clear)
void naru_cell_from_value (NaruCell *cell, const NaruField *field, const char *value);
void naru_cell_from_record (NaruCell *cell, const NaruField *field, NaruRecord *record);
void naru_cell_bind (const NaruCell *cell, NaruStatement *statement, int position);
gboolean naru_cell_is_stored (const NaruCell *cell, NaruStatement *statement, int column);

gboolean naru_field_has_column (const NaruField *field);
const char *naru_field_get_column_type (const NaruField *field);
/* INDEXED fields of a type that have a column, in the order of the dictionary; sets come along, without an index */
GPtrArray *naru_columns_new (const NaruRecordType *type);
const NaruField *naru_column_find (const NaruRecordType *type, const char *name);

/* Times in one form, UTC to the second, so that they sort and compare as text. */
char *naru_column_time (const char *time);

#define NARU_SET_SEPARATOR '\x1f'

G_END_DECLS
