/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting who meets conditions: one set of rows per condition and value, kept as bits while no row of the type changes. */
#include "naru-cache.h"
#include "naru-fold.h"
#include "naru-query-private.h"
#include "naru-store-private.h"

#define SETS_KEPT 1024 /* of 100,000 rows each: 12 MiB */

/* Posting lists are read as they are: going by way of the list table would look up every row. */
static NaruBits *
read_posting (NaruDb *db, const char *type, const char *field, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat (type, ".", field, NULL);
  g_autoptr (NaruStatement) statement = naru_db_query (
      db, error, "SELECT number FROM posting WHERE field = ? AND value = ?", "ss", name, value);
  g_autoptr (NaruBits) bits = naru_bits_new (1024);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    naru_bits_add (bits, naru_statement_get_int (statement, 0));
  return step == NARU_STEP_DONE ? g_steal_pointer (&bits) : NULL;
}

static NaruBits *
read_column (NaruDb *db, const char *type, const NaruCondition *condition, const char *value,
             GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_auto (NaruListSql) sql = { 0 };

  naru_query_add_filter (query, condition->field, condition->op,
                         condition->op == NARU_FILTER_EMPTY ? NULL : value);
  return naru_list_sql_init (&sql, query, FALSE, error) ? naru_list_sql_members (&sql, db, error)
                                                        : NULL;
}

/* All numbers of a field are read once: each limit is another set, and reading it from SQLite takes longer than a frame. */
static const GArray *
get_numbers (NaruSets *sets, NaruDb *db, const char *type, const char *field, GError **error)
{
  GArray *numbers = g_hash_table_lookup (sets->numbers, field);
  g_autofree char *sql = NULL;
  g_autoptr (NaruStatement) statement = NULL;
  NaruStep step = NARU_STEP_ERROR;

  if (numbers != NULL)
    return numbers;
  sql = g_strdup_printf ("SELECT \"%s\", number FROM \"list_%s\" WHERE \"%s\" IS NOT NULL"
                         " ORDER BY \"%s\"",
                         field, type, field, field);
  statement = naru_db_query (db, error, sql, "");
  numbers = g_array_new (FALSE, FALSE, sizeof (NaruNumber));
  g_hash_table_insert (sets->numbers, g_strdup (field), numbers);
  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      NaruNumber number
          = { naru_statement_get_int (statement, 0), naru_statement_get_int (statement, 1) };

      g_array_append_val (numbers, number);
    }
  if (step == NARU_STEP_DONE)
    return numbers;
  g_hash_table_remove (sets->numbers, field);
  return NULL;
}

/* @limit: above 0 and whole, so that it makes no difference what follows the point of a number */
static NaruBits *
compare_numbers (NaruSets *sets, NaruDb *db, const char *type, const NaruCondition *condition,
                 gint64 limit, GError **error)
{
  const GArray *numbers = get_numbers (sets, db, type, condition->field, error);
  gboolean below = condition->op == NARU_FILTER_BELOW;
  NaruBits *bits;

  if (numbers == NULL)
    return NULL;
  bits = naru_bits_new (1024);
  for (guint i = 0; i < numbers->len; i++)
    {
      const NaruNumber *number = &g_array_index (numbers, NaruNumber, i);

      if (below && number->value >= limit)
        break;
      if ((number->value < limit) == below)
        naru_bits_add (bits, number->row);
    }
  return bits;
}

/* "120": a limit above 0 without a point; 0 for any other */
static gint64
read_limit (const NaruField *column, const NaruCondition *condition, const char *value)
{
  char *end = NULL;
  gint64 limit;

  if (column == NULL || column->kind != NARU_KIND_NUMBER
      || (condition->op != NARU_FILTER_AT_LEAST && condition->op != NARU_FILTER_BELOW))
    return 0;
  limit = g_ascii_strtoll (value, &end, 10);
  return end != value && *end == '\0' && limit > 0 ? limit : 0;
}

static const NaruBits *
set_for (NaruSets *sets, NaruDb *db, const char *type, const NaruCondition *condition,
         const char *value, GError **error)
{
  const NaruRecordType *record_type = naru_record_type_find (type);
  const NaruField *column
      = record_type != NULL ? naru_column_find (record_type, condition->field) : NULL;
  g_autofree char *key = g_strdup_printf ("%s%c%d%s", condition->field, NARU_FOLD_SEPARATOR,
                                          (int) condition->op, value);
  NaruBits *bits = g_hash_table_lookup (sets->bits, key);
  gint64 limit = read_limit (column, condition, value);

  if (bits != NULL)
    return bits;
  if (limit > 0)
    bits = compare_numbers (sets, db, type, condition, limit, error);
  else
    bits = column != NULL && column->kind == NARU_KIND_SET && condition->op == NARU_FILTER_IS
               ? read_posting (db, type, condition->field, value, error)
               : read_column (db, type, condition, value, error);
  if (bits != NULL)
    g_hash_table_insert (sets->bits, g_steal_pointer (&key), bits);
  return bits;
}

/* Those who meet a condition; several sets are put together in @united, a single one is used as it is. */
static const NaruBits *
meet (NaruSets *sets, NaruDb *db, const char *type, const NaruCondition *condition,
      NaruBits **united, GError **error)
{
  const NaruBits *only = NULL;

  for (const NaruCondition *way = condition; way != NULL; way = way->or_else)
    for (const char *const *value = way->any_of; *value != NULL; value++)
      {
        const NaruBits *bits = set_for (sets, db, type, way, *value, error);

        if (bits == NULL)
          return NULL;
        if (only == NULL)
          {
            only = bits;
            continue;
          }
        if (*united == NULL)
          {
            *united = naru_bits_new (1);
            naru_bits_unite (*united, only);
          }
        naru_bits_unite (*united, bits);
      }
  if (only == NULL)
    *united = naru_bits_new (1);
  return *united != NULL ? *united : only;
}

/**
 * naru_store_count_meeting:
 * @type: record type
 * @conditions: (array length=n_conditions): fields that have a column, with the values of which one is enough
 *
 * Returns: how many records meet every condition; -1 with @error set
 */
gint64
naru_store_count_meeting (NaruStore *self, const char *type, const NaruCondition *conditions,
                          gsize n_conditions, GError **error)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (NaruCache) cache = NULL;
  g_autoptr (NaruBits) meeting = NULL;
  NaruSets *sets;

  if (n_conditions == 0)
    {
      g_autoptr (NaruQuery) query = naru_query_new (type);
      return naru_store_count (self, query, error);
    }
  cache = naru_cache_lock (self);
  sets = naru_cache_get_sets (cache, db, type, error);
  if (sets == NULL)
    return -1;
  if (g_hash_table_size (sets->bits) > SETS_KEPT)
    g_hash_table_remove_all (sets->bits);
  for (gsize i = 0; i < n_conditions; i++)
    {
      g_autoptr (NaruBits) united = NULL;
      const NaruBits *met = meet (sets, db, type, &conditions[i], &united, error);

      if (met == NULL)
        return -1;
      if (meeting == NULL)
        {
          meeting = naru_bits_new (1);
          naru_bits_unite (meeting, met);
        }
      else
        naru_bits_intersect (meeting, met);
    }
  return naru_bits_count (meeting);
}
