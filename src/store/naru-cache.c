/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cache per store file and process: found by the file, held by every NaruStore that has used it. */
#include "naru-cache.h"

#include "naru-derive-private.h"
#include "naru-store-private.h"

static GMutex caches_lock;
static GHashTable *caches; /* file -> NaruCache, held by the stores */

static void
sets_free (gpointer data)
{
  NaruSets *sets = data;

  g_hash_table_unref (sets->bits);
  g_hash_table_unref (sets->numbers);
  g_free (sets);
}

static NaruCache *
cache_new (const char *file)
{
  NaruCache *self = g_new0 (NaruCache, 1);

  self->file = g_strdup (file);
  g_mutex_init (&self->lock);
  self->names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) naru_names_free);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sets_free);
  return self;
}

static void
cache_free (NaruCache *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->sets);
  g_mutex_clear (&self->lock);
  g_free (self->file);
  g_free (self);
}

static void
cache_let_go (gpointer data)
{
  NaruCache *self = data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&caches_lock);

  if (--self->refs > 0)
    return;
  g_hash_table_remove (caches, self->file);
  if (g_hash_table_size (caches) == 0)
    g_clear_pointer (&caches, g_hash_table_unref);
  cache_free (self);
}

static NaruCache *
cache_of (NaruStore *store)
{
  static GQuark quark;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&caches_lock);
  NaruCache *self;

  if (quark == 0)
    quark = g_quark_from_static_string ("naru-cache");
  self = g_object_get_qdata (G_OBJECT (store), quark);
  if (self != NULL)
    return self;
  if (caches == NULL)
    caches = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (caches, store->file);
  if (self == NULL)
    {
      self = cache_new (store->file);
      g_hash_table_insert (caches, self->file, self);
    }
  self->refs++;
  g_object_set_qdata_full (G_OBJECT (store), quark, self, cache_let_go);
  return self;
}

/**
 * naru_cache_lock:
 *
 * Returns: (transfer full): the cache, for this thread until naru_cache_unlock()
 */
NaruCache *
naru_cache_lock (NaruStore *store)
{
  NaruCache *self
      = naru_store_get_db (store) == store->reader ? cache_of (store) : cache_new (NULL);

  g_mutex_lock (&self->lock);
  return self;
}

/**
 * naru_cache_unlock:
 * @self: (transfer full): what naru_cache_lock() returned
 *
 * Lets other threads in; nothing that was got from the cache may be used afterwards.
 */
void
naru_cache_unlock (NaruCache *self)
{
  g_mutex_unlock (&self->lock);
  if (self->file == NULL)
    cache_free (self);
}

/**
 * naru_cache_get_names:
 *
 * Returns: (transfer none) (nullable): the names of the type, as they are now
 */
NaruNames *
naru_cache_get_names (NaruCache *self, NaruDb *db, const char *type, GError **error)
{
  NaruNames *names = g_hash_table_lookup (self->names, type);

  if (names == NULL)
    {
      names = naru_names_new (type);
      g_hash_table_insert (self->names, g_strdup (type), names);
    }
  return naru_names_follow (names, db, error) ? names : NULL;
}

/**
 * naru_cache_get_sets:
 *
 * Returns: (transfer none) (nullable): the sets of the type that still hold
 */
NaruSets *
naru_cache_get_sets (NaruCache *self, NaruDb *db, const char *type, GError **error)
{
  NaruSets *sets = g_hash_table_lookup (self->sets, type);
  gint64 sequence = naru_derive_get_sequence (db);
  gint64 oldest = 0;
  gint64 changes = 0;

  if (sets == NULL)
    {
      sets = g_new0 (NaruSets, 1);
      sets->bits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) naru_bits_free);
      sets->numbers
          = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      sets->sequence = sequence;
      g_hash_table_insert (self->sets, g_strdup (type), sets);
    }
  if (sequence <= sets->sequence)
    return sets;
  if (!naru_db_get_int (db, &oldest, error, "SELECT min(sequence) FROM derive_log", "")
      || !naru_db_get_int (
          db, &changes, error,
          "SELECT count(*) FROM derive_log WHERE sequence > ? AND (type IS NULL OR type = ?)", "is",
          sets->sequence, type))
    return NULL;
  if (changes > 0 || oldest > sets->sequence + 1)
    {
      g_hash_table_remove_all (sets->bits);
      g_hash_table_remove_all (sets->numbers);
    }
  sets->sequence = sequence;
  return sets;
}
