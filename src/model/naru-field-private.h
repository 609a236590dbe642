/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: what the registry works out once per record type. */
#pragma once

#include <glib-object.h>
#include "naru-field.h"

G_BEGIN_DECLS

/**
 * NaruTypeTable:
 * @fields: the fields of the type, then the common ones
 * @lengths: of their names
 * @positions: name -> position + 1
 * @slots: a bucket per kind of name, as the position + 1 of its first field, to find names that do not end with a zero
 * @next: the position + 1 of the next field in the same bucket
 * @gtype: of the record's class, 0 until it is asked for
 */
typedef struct
{
  const NaruRecordType *type;
  const NaruField **fields;
  gsize *lengths;
  guint n_fields;
  GHashTable *positions;
  guint16 slots[256];
  guint16 *next;
  gsize gtype;
} NaruTypeTable;

NaruTypeTable *naru_type_table (const NaruRecordType *type);
int naru_type_table_position (const NaruTypeTable *table, const char *name);
int naru_type_table_position_of (const NaruTypeTable *table, const char *name, gsize length);

guint naru_fields_count (const NaruField *fields);
const NaruField *naru_fields_find (const NaruField *fields, const char *name);
gboolean naru_vocabulary_is_closed (const char *vocabulary);
gboolean naru_names_include (const char *names, const char *name);

G_END_DECLS
