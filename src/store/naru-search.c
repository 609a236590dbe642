/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading lists: filters and order by SQL, search by names in memory and by the index of words. */
#include <glib/gi18n-lib.h>

#include "naru-cache.h"
#include "naru-derive-private.h"
#include "naru-error.h"
#include "naru-fold.h"
#include "naru-pattern.h"
#include "naru-query-private.h"
#include "naru-store-private.h"

/* What Ctrl+K looks through, in the order in which equally good hits are shown. */
static const char *const everything[] = {
  "jobseeker",    "employer", "contact", "vacancy",  "staff",
  "organisation", "measure",  "course",  "template", "marketFigure",
};

/* For the time of a call, so that the statements of others are not cancelled. */
typedef NaruDb CancellableDb;

static void
cancellable_db_end (CancellableDb *db)
{
  naru_db_set_cancellable (db, NULL);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CancellableDb, cancellable_db_end)

static CancellableDb *
cancellable_db_begin (NaruDb *db, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return NULL;
  naru_db_set_cancellable (db, cancellable);
  return db;
}

/* For each word searched for, the rows, of any type, that have a word beginning so. */
static GPtrArray *
find_words (NaruDb *db, const NaruPattern *pattern, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_bits_free);

  for (guint t = 0; t < naru_pattern_get_n_tokens (pattern); t++)
    {
      g_autofree char *match = naru_pattern_get_words_match (pattern, t);
      g_autoptr (NaruBits) bits = NULL;
      g_autoptr (NaruStatement) statement = NULL;
      NaruStep step = NARU_STEP_ERROR;

      if (match != NULL)
        {
          bits = naru_bits_new (1024);
          statement = naru_db_query (db, error, "SELECT rowid FROM words WHERE words MATCH ?", "s",
                                     match);
          while (statement != NULL
                 && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
            naru_bits_add (bits, naru_statement_get_int (statement, 0));
          if (step != NARU_STEP_DONE)
            return NULL;
        }
      g_ptr_array_add (words, g_steal_pointer (&bits));
    }
  return g_steal_pointer (&words);
}

/* Adds to what was found those in whom the search needs words of sensitive fields. */
static gboolean
add_sensitive (NaruStore *self, NaruDb *db, const NaruQuery *query, const NaruPattern *pattern,
               const NaruBits *kept, GArray *found, GError **error)
{
  g_autoptr (NaruBits) known = naru_bits_new (1024);
  g_autoptr (NaruStatement) statement
      = naru_db_query (db, error,
                       "SELECT d.number, n.text FROM document d LEFT JOIN names n USING (number) "
                       "WHERE d.type = ? AND d.deleted = 0",
                       "s", query->type);
  NaruStep step = NARU_STEP_ERROR;

  for (guint i = 0; i < found->len; i++)
    naru_bits_add (known, g_array_index (found, gint64, i));
  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      gint64 number = naru_statement_get_int (statement, 0);
      g_autoptr (NaruRecord) record = NULL;
      g_autofree char *sensitive = NULL, *texts = NULL;
      const char *names;

      if (naru_bits_has (known, number) || (kept != NULL && !naru_bits_has (kept, number)))
        continue;
      record = naru_store_get_by_number (self, number, NULL);
      sensitive = record != NULL ? naru_derive_sensitive (record) : g_strdup ("");
      names = naru_statement_get_text (statement, 1);
      texts
          = g_strdup_printf ("%s%c%s", names != NULL ? names : "", NARU_FOLD_SEPARATOR, sensitive);
      if (*sensitive != '\0' && naru_pattern_match (pattern, texts) != NARU_MATCH_NONE)
        g_array_append_val (found, number);
    }
  return step == NARU_STEP_DONE;
}

static GArray *
list_search (NaruStore *self, NaruDb *db, NaruListSql *sql, const NaruPattern *pattern,
             GError **error)
{
  const NaruQuery *query = sql->query;
  g_autoptr (NaruBits) kept = NULL;
  g_autoptr (GPtrArray) words = find_words (db, pattern, error);
  g_auto (NaruHits) hits = { 0 };

  if (words == NULL)
    return NULL;
  if (query->filters->len > 0)
    {
      kept = naru_list_sql_members (sql, db, error);
      if (kept == NULL)
        return NULL;
    }
  {
    g_autoptr (NaruCache) cache = naru_cache_lock (self);
    NaruNames *names = naru_cache_get_names (cache, db, query->type, error);

    if (names == NULL)
      return NULL;
    naru_names_search (names, pattern, words, kept, query->order == NULL ? query->limit : 0, &hits);
  }
  if (query->sensitive && !add_sensitive (self, db, query, pattern, kept, hits.numbers, error))
    return NULL;
  if (query->order == NULL && query->limit > 0 && hits.numbers->len > query->limit)
    g_array_set_size (hits.numbers, query->limit);
  if (query->order == NULL)
    return g_steal_pointer (&hits.numbers);
  {
    g_autoptr (NaruBits) found = naru_bits_new (1024);

    for (guint i = 0; i < hits.numbers->len; i++)
      naru_bits_add (found, g_array_index (hits.numbers, gint64, i));
    return naru_list_sql_run (sql, db, found, error);
  }
}

/**
 * naru_store_prepare_search:
 * @self: the store
 * @type: a record type
 * @error: return location for an error
 *
 * Reads the names of the type into memory, which the first search would do otherwise. Not for the main loop.
 *
 * Returns: whether they were read
 */
gboolean
naru_store_prepare_search (NaruStore *self, const char *type, GError **error)
{
  g_autoptr (NaruCache) cache = naru_cache_lock (self);

  return naru_cache_get_names (cache, naru_store_get_db (self), type, error) != NULL;
}

static GArray *
list_rows (NaruStore *self, NaruListSql *sql, GCancellable *cancellable, GError **error)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (NaruPattern) pattern = NULL;
  g_autoptr (CancellableDb) cancelling = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
      return NULL;
    }
  cancelling = cancellable_db_begin (db, cancellable);
  if (sql->query->search != NULL)
    pattern = naru_pattern_new (sql->query->search);
  if (pattern != NULL && naru_pattern_get_n_tokens (pattern) > 0)
    return list_search (self, db, sql, pattern, error);
  return naru_list_sql_run (sql, db, NULL, error);
}

/**
 * naru_store_list:
 * @cancellable: (nullable): ends the reading with %NARU_ERROR_CANCELLED
 *
 * Without an order of its own, a search puts exact names first, then names that begin so, then other places in names,
 * then words of texts; inside each by title.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): row numbers in order
 */
GArray *
naru_store_list (NaruStore *self, const NaruQuery *query, GCancellable *cancellable, GError **error)
{
  g_auto (NaruListSql) sql = { 0 };

  return naru_list_sql_init (&sql, query, FALSE, error) ? list_rows (self, &sql, cancellable, error)
                                                        : NULL;
}

/**
 * naru_store_count:
 *
 * Returns: how many records the query finds, whatever its limit; -1 with @error set
 */
gint64
naru_store_count (NaruStore *self, const NaruQuery *query, GError **error)
{
  g_auto (NaruListSql) sql = { 0 };
  gint64 count = -1;

  if (query->search == NULL)
    {
      if (!naru_list_sql_init (&sql, query, FALSE, error)
          || !naru_list_sql_count (&sql, naru_store_get_db (self), &count, error))
        return -1;
    }
  else
    {
      g_autoptr (NaruQuery) unordered = naru_query_copy (query);
      g_autoptr (GArray) numbers = NULL;

      naru_query_set_order (unordered, NULL, FALSE);
      naru_query_set_limit (unordered, 0);
      numbers = naru_store_list (self, unordered, NULL, error);
      if (numbers != NULL)
        count = numbers->len;
    }
  return count;
}

/* One value of the record against one filter, for fields without a column. */
static gboolean
value_passes (const NaruField *field, const NaruFilter *filter, const char *value)
{
  const char separator[] = { NARU_SET_SEPARATOR, '\0' };
  g_auto (NaruCell) cell = { 0 };
  g_auto (NaruCell) wanted = { 0 };
  g_auto (GStrv) list = NULL;

  naru_cell_from_value (&cell, field, value);
  if (filter->op == NARU_FILTER_UNDER)
    return cell.sql != 0 && g_str_has_prefix (value, filter->value != NULL ? filter->value : "");
  if (filter->op == NARU_FILTER_AT_LEAST || filter->op == NARU_FILTER_BELOW)
    {
      int order;

      naru_cell_from_value (&wanted, field, filter->value);
      if (cell.sql == 0 || wanted.sql != cell.sql)
        return FALSE;
      order = cell.sql == 's'                 ? g_strcmp0 (cell.text, wanted.text)
              : cell.integer < wanted.integer ? -1
                                              : cell.integer > wanted.integer;
      return filter->op == NARU_FILTER_BELOW ? order < 0 : order >= 0;
    }
  list = g_strsplit (filter->value != NULL ? filter->value : "", separator, -1);
  return value != NULL && g_strv_contains ((const char *const *) list, value);
}

static gboolean
record_passes (NaruRecord *record, const NaruFilter *filter)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_get_record_type (record), filter->field);
  gboolean passes = FALSE;

  if (filter->op == NARU_FILTER_EMPTY || filter->op == NARU_FILTER_NOT_EMPTY)
    return naru_record_has (record, filter->field) == (filter->op == NARU_FILTER_NOT_EMPTY);
  if (field->kind == NARU_KIND_SET)
    {
      g_auto (GStrv) values = naru_record_get_set (record, filter->field);

      for (char **value = values; !passes && value != NULL && *value != NULL; value++)
        passes = value_passes (field, filter, *value);
    }
  else if (field->kind == NARU_KIND_MONEY)
    {
      g_autofree char *amount = naru_record_get_member (record, filter->field, "amount");

      passes = value_passes (field, filter, amount);
    }
  else
    passes = value_passes (field, filter, naru_record_get (record, filter->field));
  return filter->op == NARU_FILTER_IS_NOT ? !passes : passes;
}

/**
 * naru_store_find:
 *
 * Like naru_store_list(), with the records themselves. Filters may name any field: one without a column is read from
 * every record that meets the others.
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): the records in order
 */
GPtrArray *
naru_store_find (NaruStore *self, const NaruQuery *query, GError **error)
{
  g_autoptr (NaruQuery) unlimited = naru_query_copy (query);
  g_auto (NaruListSql) sql = { 0 };
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!naru_list_sql_init (&sql, unlimited, TRUE, error))
    return NULL;
  if (sql.rest->len > 0)
    naru_query_set_limit (unlimited, 0);
  numbers = list_rows (self, &sql, NULL, error);
  if (numbers == NULL)
    return NULL;
  for (guint i = 0; i < numbers->len && (query->limit == 0 || records->len < query->limit); i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (self, g_array_index (numbers, gint64, i), error);
      gboolean passes = TRUE;

      if (record == NULL)
        return NULL;
      for (guint f = 0; passes && f < sql.rest->len; f++)
        passes = record_passes (record, g_ptr_array_index (sql.rest, f));
      if (passes)
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  return g_steal_pointer (&records);
}

/**
 * naru_store_search_all:
 * @text: what somebody has typed
 * @limit: at most so many of each record type, or 0
 *
 * Looks for people, employers, vacancies, partners and measures by name, for one field that finds anything.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): row numbers, best first; nothing for an empty text
 */
GArray *
naru_store_search_all (NaruStore *self, const char *text, guint limit, GCancellable *cancellable,
                       GError **error)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (NaruPattern) pattern = naru_pattern_new (text);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CancellableDb) cancelling = cancellable_db_begin (db, cancellable);
  NaruHits hits[G_N_ELEMENTS (everything)] = { 0 };
  gboolean done = TRUE;

  if (naru_pattern_get_n_tokens (pattern) == 0)
    return g_steal_pointer (&numbers);
  {
    g_autoptr (NaruCache) cache = naru_cache_lock (self);

    for (gsize i = 0; done && i < G_N_ELEMENTS (everything); i++)
      {
        NaruNames *names = naru_cache_get_names (cache, db, everything[i], error);

        done = names != NULL;
        if (done)
          naru_names_search (names, pattern, NULL, NULL, limit, &hits[i]);
      }
  }
  for (guint rank = 0; done && rank < NARU_MATCH_NONE; rank++)
    for (gsize i = 0; i < G_N_ELEMENTS (everything); i++)
      {
        guint start = rank > 0 ? hits[i].ends[rank - 1] : 0;

        if (hits[i].ends[rank] > start)
          g_array_append_vals (numbers, &g_array_index (hits[i].numbers, gint64, start),
                               hits[i].ends[rank] - start);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (everything); i++)
    naru_hits_clear (&hits[i]);
  return done ? g_steal_pointer (&numbers) : NULL;
}
