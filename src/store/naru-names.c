/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in memory: one array of text, and for each record where its names stand in it. */
#include "naru-names.h"

#include <string.h>

#include "naru-derive-private.h"
#include "naru-fold.h"

/* From so many changed rows on, reading all names is quicker than looking them up. */
#define FOLLOW_LIMIT 2000

typedef struct
{
  gint64 number;
  guint32 offset;
  guint32 length;
} Entry;

struct _NaruNames
{
  char *type;
  gboolean loaded;
  gint64 sequence; /* of the log, up to which the names are those of the store */
  GArray *units; /* guint16 */
  GArray *entries; /* Entry, in the order of titles */
  gsize unused; /* units that no entry has any longer */
};

/* With room for one even where all records are without a word to be found by: there has to be a place to point at. */
static GArray *
new_units (guint expected)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (guint16), MAX (expected, 1));
}

/**
 * naru_names_new:
 * @type: a record type
 *
 * Returns: (transfer full): names that are still to be read, by naru_names_follow()
 */
NaruNames *
naru_names_new (const char *type)
{
  NaruNames *self = g_new0 (NaruNames, 1);

  self->type = g_strdup (type);
  self->units = new_units (0);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

/**
 * naru_names_free:
 * @self: (transfer full): names
 */
void
naru_names_free (NaruNames *self)
{
  g_array_unref (self->units);
  g_array_unref (self->entries);
  g_free (self->type);
  g_free (self);
}

/**
 * naru_hits_clear:
 * @hits: what naru_names_search() found
 *
 * Frees the row numbers.
 */
void
naru_hits_clear (NaruHits *hits)
{
  g_clear_pointer (&hits->numbers, g_array_unref);
}

static inline const guint16 *
units_of (const NaruNames *self, const Entry *entry)
{
  return (const guint16 *) (gconstpointer) self->units->data + entry->offset;
}

static gint
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *first = a;
  const Entry *second = b;
  const guint16 *p = units_of (data, first);
  const guint16 *q = units_of (data, second);
  const guint16 *p_end = p + first->length;
  const guint16 *q_end = q + second->length;

  for (; p < p_end && *p != NARU_FOLD_SEPARATOR && q < q_end && *p == *q; p++, q++)
    ;
  {
    int p_unit = p < p_end ? *p : NARU_FOLD_SEPARATOR;
    int q_unit = q < q_end ? *q : NARU_FOLD_SEPARATOR;

    if (p_unit != q_unit)
      return p_unit - q_unit;
  }
  return first->number < second->number ? -1 : first->number > second->number;
}

static void
add_entry (NaruNames *self, GArray *entries, gint64 number, const char *text)
{
  Entry entry = { number, self->units->len, 0 };

  naru_pattern_append_units (self->units, text);
  entry.length = self->units->len - entry.offset;
  g_array_append_val (entries, entry);
}

/* Puts the text in the order of the entries, since a search goes through it in that order. */
static void
lay_out (NaruNames *self)
{
  GArray *units = new_units (self->units->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      guint32 offset = units->len;

      g_array_append_vals (units, units_of (self, entry), entry->length);
      entry->offset = offset;
    }
  g_array_unref (self->units);
  self->units = units;
}

static gboolean
load (NaruNames *self, NaruDb *db, gint64 sequence, GError **error)
{
  g_autoptr (NaruStatement) statement = NULL;
  NaruStep step = NARU_STEP_ERROR;

  self->loaded = FALSE;
  self->unused = 0;
  g_array_set_size (self->units, 0);
  g_array_set_size (self->entries, 0);
  statement
      = naru_db_query (db, error, "SELECT number, text FROM names WHERE type = ?", "s", self->type);
  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    add_entry (self, self->entries, naru_statement_get_int (statement, 0),
               naru_statement_get_text (statement, 1));
  if (step != NARU_STEP_DONE)
    return FALSE;
  g_array_sort_with_data (self->entries, compare_entries, self);
  lay_out (self);
  self->loaded = TRUE;
  self->sequence = sequence;
  return TRUE;
}

/* The rows that changed since, or NULL in @changed if all may have. */
static gboolean
read_log (NaruNames *self, NaruDb *db, GHashTable **changed, GError **error)
{
  g_autoptr (GHashTable) numbers
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (NaruStatement) statement = NULL;
  NaruStep step = NARU_STEP_ERROR;
  gint64 expected = self->sequence + 1;
  gint64 oldest = 0;

  *changed = NULL;
  if (!naru_db_get_int (db, &oldest, error, "SELECT min(sequence) FROM derive_log", ""))
    return FALSE;
  if (oldest > expected)
    return TRUE;
  statement = naru_db_query (db, error, "SELECT type, number FROM derive_log WHERE sequence > ?",
                             "i", self->sequence);
  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      const char *type = naru_statement_get_text (statement, 0);
      gint64 number = naru_statement_get_int (statement, 1);

      if (type == NULL || g_hash_table_size (numbers) > FOLLOW_LIMIT)
        return TRUE;
      if (strcmp (type, self->type) == 0)
        g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
    }
  if (step == NARU_STEP_DONE)
    *changed = g_steal_pointer (&numbers);
  return step == NARU_STEP_DONE;
}

static gboolean
read_changed (NaruNames *self, NaruDb *db, GHashTable *changed, GArray *fresh, GError **error)
{
  g_autoptr (NaruStatement) statement
      = naru_db_prepare (db, "SELECT text FROM names WHERE number = ?", error);
  GHashTableIter iter;
  gpointer key;

  if (statement == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 number = *(gint64 *) key;
      NaruStep step;

      naru_statement_bind_int (statement, 1, number);
      step = naru_statement_step (statement, error);
      if (step == NARU_STEP_ERROR)
        return FALSE;
      if (step == NARU_STEP_ROW)
        add_entry (self, fresh, number, naru_statement_get_text (statement, 0));
      naru_statement_reset (statement);
    }
  g_array_sort_with_data (fresh, compare_entries, self);
  return TRUE;
}

/* Takes out the entries of changed rows, and puts the fresh ones where their titles belong. */
static void
merge (NaruNames *self, GHashTable *changed, GArray *fresh)
{
  GArray *merged
      = g_array_sized_new (FALSE, FALSE, sizeof (Entry), self->entries->len + fresh->len);
  guint next = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_hash_table_contains (changed, &entry->number))
        {
          self->unused += entry->length;
          continue;
        }
      while (next < fresh->len
             && compare_entries (&g_array_index (fresh, Entry, next), entry, self) < 0)
        g_array_append_val (merged, g_array_index (fresh, Entry, next++));
      g_array_append_vals (merged, entry, 1);
    }
  if (next < fresh->len)
    g_array_append_vals (merged, &g_array_index (fresh, Entry, next), fresh->len - next);
  g_array_unref (self->entries);
  self->entries = merged;
}

/**
 * naru_names_follow:
 *
 * Brings the names up to what the store has now: reads them all the first time, and what changed afterwards.
 */
gboolean
naru_names_follow (NaruNames *self, NaruDb *db, GError **error)
{
  gint64 sequence = naru_derive_get_sequence (db);
  g_autoptr (GHashTable) changed = NULL;
  g_autoptr (GArray) fresh = NULL;

  if (self->loaded && sequence <= self->sequence)
    return TRUE;
  if (!self->loaded || self->unused > self->units->len / 2)
    return load (self, db, sequence, error);
  if (!read_log (self, db, &changed, error))
    return FALSE;
  if (changed == NULL)
    return load (self, db, sequence, error);
  if (g_hash_table_size (changed) > 0)
    {
      fresh = g_array_new (FALSE, FALSE, sizeof (Entry));
      if (!read_changed (self, db, changed, fresh, error))
        return FALSE;
      merge (self, changed, fresh);
    }
  self->sequence = sequence;
  return TRUE;
}

/* How well one record matches; NARU_MATCH_NONE for words alone is told by @by_words. */
static NaruMatch
match_entry (const NaruPattern *pattern, guint n_tokens, GPtrArray *words, const guint16 *units,
             const Entry *entry, gboolean *by_words)
{
  NaruMatch worst = NARU_MATCH_EXACT;

  *by_words = FALSE;
  for (guint t = 0; t < n_tokens; t++)
    {
      NaruMatch match = naru_pattern_match_token (pattern, t, units, entry->length);

      if (match == NARU_MATCH_NONE)
        {
          const NaruBits *bits = words != NULL ? g_ptr_array_index (words, t) : NULL;

          if (bits == NULL || !naru_bits_has (bits, entry->number))
            return NARU_MATCH_NONE;
          *by_words = TRUE;
        }
      else
        worst = MAX (worst, match);
    }
  return worst;
}

/**
 * naru_names_search:
 * @words: (nullable) (element-type NaruBits): for each word searched for, the rows that have it among their words
 * @kept: (nullable): rows outside are no hits
 * @limit: at most so many, or 0
 * @hits: (out): exact matches, then those from the beginning of words, then the rest, then what needed the words
 */
void
naru_names_search (NaruNames *self, const NaruPattern *pattern, GPtrArray *words,
                   const NaruBits *kept, guint limit, NaruHits *hits)
{
  guint n_tokens = naru_pattern_get_n_tokens (pattern);
  GArray *ranks[4];

  for (guint i = 0; i < 4; i++)
    ranks[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const guint16 *units = units_of (self, entry);
      gboolean by_words;
      NaruMatch match;

      if (kept != NULL && !naru_bits_has (kept, entry->number))
        continue;
      match = match_entry (pattern, n_tokens, words, units, entry, &by_words);
      if (match == NARU_MATCH_NONE)
        continue;
      if (by_words)
        match = NARU_MATCH_NONE;
      else if ((match == NARU_MATCH_PREFIX || n_tokens > 1)
               && naru_pattern_is_exact (pattern, units, entry->length))
        match = NARU_MATCH_EXACT;
      g_array_append_val (ranks[match], entry->number);
    }
  hits->numbers = ranks[0];
  for (guint i = 0; i < 4; i++)
    {
      if (i > 0)
        {
          g_array_append_vals (hits->numbers, ranks[i]->data, ranks[i]->len);
          g_array_unref (ranks[i]);
        }
      if (limit > 0 && hits->numbers->len > limit)
        g_array_set_size (hits->numbers, limit);
      hits->ends[i] = hits->numbers->len;
    }
}
