/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: the folded names of all records of one type in memory, in the order of their titles, for search while
 * typing. 100,000 people take about 6 MB. */
#pragma once

#include "naru-bits.h"
#include "naru-db.h"
#include "naru-pattern.h"

G_BEGIN_DECLS

typedef struct _NaruNames NaruNames;

/**
 * NaruHits: row numbers, best first, each rank in the order of titles
 * @ends: for each rank of #NaruMatch, where it ends in @numbers; the last is of hits that needed the words
 */
typedef struct
{
  GArray *numbers;
  guint ends[4];
} NaruHits;

void naru_hits_clear (NaruHits *hits);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruHits, naru_hits_clear)

NaruNames *naru_names_new (const char *type);
void naru_names_free (NaruNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruNames, naru_names_free)

gboolean naru_names_follow (NaruNames *self, NaruDb *db, GError **error);
void naru_names_search (NaruNames *self, const NaruPattern *pattern, GPtrArray *words,
                        const NaruBits *kept, guint limit, NaruHits *hits);

G_END_DECLS
