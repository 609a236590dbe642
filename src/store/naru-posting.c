/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting who meets conditions: one set of rows per condition and value, kept as bits while no row of the type changes. */
#include "naru-cache.h"
#include "naru-fold.h"
#include "naru-query-private.h"
#include "naru-store-private.h"

#define SETS_KEPT 1024 /* of 100,000 rows each: 12 MiB */

static const NaruBits *
set_for (NaruSets *sets, NaruDb *db, const char *type, const char *field, const char *value,
         GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s%c%s", field, NARU_FOLD_SEPARATOR, value);
  NaruBits *bits = g_hash_table_lookup (sets->bits, key);
  g_autoptr (NaruQuery) query = NULL;
  g_auto (NaruListSql) sql = { 0 };

  if (bits != NULL)
    return bits;
  query = naru_query_new (type);
  naru_query_add_filter (query, field, NARU_FILTER_IS, value);
  if (!naru_list_sql_init (&sql, query, FALSE, error))
    return NULL;
  bits = naru_list_sql_members (&sql, db, error);
  if (bits != NULL)
    g_hash_table_insert (sets->bits, g_steal_pointer (&key), bits);
  return bits;
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
      g_autoptr (NaruBits) any = naru_bits_new (1);

      for (const char *const *value = conditions[i].any_of; *value != NULL; value++)
        {
          const NaruBits *bits = set_for (sets, db, type, conditions[i].field, *value, error);

          if (bits == NULL)
            return -1;
          naru_bits_unite (any, bits);
        }
      if (meeting == NULL)
        meeting = g_steal_pointer (&any);
      else
        naru_bits_intersect (meeting, any);
    }
  return naru_bits_count (meeting);
}
