/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: what the connections of one process to one store share in memory, since it is made from the same
 * rows: names for search, and sets of rows for counting. */
#pragma once

#include "naru-bits.h"
#include "naru-names.h"
#include "naru-store.h"

G_BEGIN_DECLS

typedef struct _NaruCache NaruCache;

struct _NaruCache
{
  char *file;
  guint refs;
  GMutex lock; /* guards what follows */
  GHashTable *names; /* type -> NaruNames */
  GHashTable *sets; /* type -> NaruSets */
};

/* With the cache of the store, or inside a write, with one of its own, since what is not committed is nobody else's. */
NaruCache *naru_cache_lock (NaruStore *store);
void naru_cache_unlock (NaruCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCache, naru_cache_unlock)

NaruNames *naru_cache_get_names (NaruCache *self, NaruDb *db, const char *type, GError **error);

/* Sets of rows of one type by condition; all are dropped when a row of the type changes. */
typedef struct
{
  gint64 sequence;
  GHashTable *bits; /* field, separator, value -> NaruBits */
  GHashTable *numbers; /* field of numbers -> GArray of NaruNumber, the least first */
} NaruSets;

typedef struct
{
  gint64 value; /* what follows a point is left out */
  gint64 row;
} NaruNumber;

NaruSets *naru_cache_get_sets (NaruCache *self, NaruDb *db, const char *type, GError **error);

G_END_DECLS
