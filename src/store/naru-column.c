/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of list tables: what a field's value looks like where lists are ordered and filtered. */
#include "naru-column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "naru-clock.h"
#include "naru-fold.h"

/* Amounts stand in columns as ten-thousandths, so that equal amounts are equal. */
#define MONEY_PARTS 10000.0
#define MONEY_LIMIT 1e14

/**
 * naru_cell_clear:
 * @cell: a value
 *
 * Frees what it holds and makes it none.
 */
void
naru_cell_clear (NaruCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  cell->sql = 0;
}

/**
 * naru_field_has_column:
 * @field: a field at the top of a record
 *
 * Returns: whether list tables keep it
 */
gboolean
naru_field_has_column (const NaruField *field)
{
  return (field->flags & NARU_FIELD_INDEXED) != 0 && field->kind != NARU_KIND_OBJECT
         && field->kind != NARU_KIND_LIST;
}

/**
 * naru_field_get_column_type:
 * @field: a field with a column
 *
 * Returns: the type of the column in SQL
 */
const char *
naru_field_get_column_type (const NaruField *field)
{
  return field->kind == NARU_KIND_NUMBER || field->kind == NARU_KIND_BOOLEAN
                 || field->kind == NARU_KIND_MONEY
             ? "INTEGER"
             : "TEXT";
}

/**
 * naru_columns_new:
 *
 * Returns: (transfer container) (element-type NaruField): the fields that have a column
 */
GPtrArray *
naru_columns_new (const NaruRecordType *type)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    if (naru_field_has_column (field))
      g_ptr_array_add (columns, (gpointer) field);
  for (const NaruField *field = type->fields; field->name != NULL; field++)
    if (naru_field_has_column (field))
      g_ptr_array_add (columns, (gpointer) field);
  return columns;
}

/**
 * naru_column_find:
 *
 * Returns: (nullable): the field, if it has a column
 */
const NaruField *
naru_column_find (const NaruRecordType *type, const char *name)
{
  const NaruField *field = naru_record_type_find_field (type, name);

  return field != NULL && naru_field_has_column (field) ? field : NULL;
}

/**
 * naru_column_time:
 * @time: a time as on the wire, or a date, which is the beginning of that day on this computer
 *
 * Returns: (transfer full) (nullable): the same moment as "2026-11-22T01:00:00Z"
 */
char *
naru_column_time (const char *time)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (naru_date_is_valid (time))
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      moment = g_date_time_new (zone, (int) g_ascii_strtoll (time, NULL, 10),
                                (int) g_ascii_strtoll (time + 5, NULL, 10),
                                (int) g_ascii_strtoll (time + 8, NULL, 10), 0, 0, 0);
    }
  else
    moment = naru_time_parse (time);
  if (moment == NULL)
    return NULL;
  utc = g_date_time_to_utc (moment);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * naru_cell_from_value:
 * @cell: (out): the value as it stands in the column
 * @value: (nullable): canonical text form of one value
 */
void
naru_cell_from_value (NaruCell *cell, const NaruField *field, const char *value)
{
  *cell = (NaruCell){ 0 };
  if (value == NULL || *value == '\0')
    return;
  cell->sql = 's';
  switch (field->kind)
    {
    case NARU_KIND_TEXT:
    case NARU_KIND_LONG_TEXT:
      cell->text = naru_fold_sort_key (value);
      return;
    case NARU_KIND_TIME:
      cell->text = naru_column_time (value);
      if (cell->text == NULL)
        cell->sql = 0;
      return;
    case NARU_KIND_BOOLEAN:
      cell->sql = 'i';
      cell->integer = strcmp (value, "true") == 0 || strcmp (value, "1") == 0;
      return;
    case NARU_KIND_NUMBER:
      {
        char *end = NULL;
        cell->integer = g_ascii_strtoll (value, &end, 10);
        cell->sql = end != value ? 'i' : 0;
        return;
      }
    case NARU_KIND_MONEY:
      {
        char *end = NULL;
        double amount = g_ascii_strtod (value, &end);
        cell->sql = end != value && fabs (amount) < MONEY_LIMIT ? 'i' : 0;
        cell->integer = cell->sql == 'i' ? llround (amount * MONEY_PARTS) : 0;
        return;
      }
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
    case NARU_KIND_DATE:
    case NARU_KIND_REFERENCE:
    case NARU_KIND_OBJECT:
    case NARU_KIND_LIST:
    case NARU_KIND_SET:
    default:
      cell->text = g_strdup (value);
    }
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * naru_cell_from_record:
 * @cell: (out): what stands in the column for this record; for a set, its values in order, separated
 */
void
naru_cell_from_record (NaruCell *cell, const NaruField *field, NaruRecord *record)
{
  if (field->kind == NARU_KIND_SET)
    {
      g_auto (GStrv) values = naru_record_get_set (record, field->name);
      guint n_values = values != NULL ? g_strv_length (values) : 0;
      GString *joined = NULL;

      *cell = (NaruCell){ 0 };
      if (n_values == 0)
        return;
      qsort (values, n_values, sizeof (char *), compare_strings);
      joined = g_string_new (values[0]);
      for (guint i = 1; i < n_values; i++)
        if (strcmp (values[i], values[i - 1]) != 0)
          {
            g_string_append_c (joined, NARU_SET_SEPARATOR);
            g_string_append (joined, values[i]);
          }
      cell->sql = 's';
      cell->text = g_string_free (joined, FALSE);
    }
  else if (field->kind == NARU_KIND_MONEY)
    {
      g_autofree char *amount = naru_record_get_member (record, field->name, "amount");
      naru_cell_from_value (cell, field, amount);
    }
  else
    naru_cell_from_value (cell, field, naru_record_get (record, field->name));
}

/**
 * naru_cell_bind:
 * @cell: a value
 * @statement: where to put it
 * @position: from 1
 *
 * Gives the value to a statement; none is NULL.
 */
void
naru_cell_bind (const NaruCell *cell, NaruStatement *statement, int position)
{
  if (cell->sql == 'i')
    naru_statement_bind_int (statement, position, cell->integer);
  else
    naru_statement_bind_text (statement, position, cell->sql == 's' ? cell->text : NULL);
}

/**
 * naru_cell_is_stored:
 *
 * Returns: whether the column of the row that @statement stands on has this value
 */
gboolean
naru_cell_is_stored (const NaruCell *cell, NaruStatement *statement, int column)
{
  if (cell->sql == 0 || naru_statement_is_null (statement, column))
    return cell->sql == 0 && naru_statement_is_null (statement, column);
  if (cell->sql == 'i')
    return naru_statement_get_int (statement, column) == cell->integer;
  return strcmp (naru_statement_get_text (statement, column), cell->text) == 0;
}
