/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employers that are there twice: finding them all, and making one of two without losing anything. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruPair: two employers that may be one
 * @reason: translated: "Same phone"
 */
typedef struct
{
  char *first;
  char *second;
  char *reason;
} NaruPair;

void naru_pair_free (NaruPair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruPair, naru_pair_free)
/* Of all employers, or of pairs with one of @ids alone (a set of ids); most certain first. Not for the main loop. */
GPtrArray *naru_employer_find_pairs (NaruStore *store, GHashTable *ids, GError **error);

/* The same for one that is not in the store yet, such as a row of a register: all employers, put under what they can be
 * told by. Finding changes nothing; an index belongs to one thread at a time. */
typedef struct _NaruEmployerIndex NaruEmployerIndex;

NaruEmployerIndex *naru_employer_index_new (NaruStore *store, GError **error);
void naru_employer_index_free (NaruEmployerIndex *self);
void naru_employer_index_add (NaruEmployerIndex *self, NaruRecord *record);
NaruPair *naru_employer_index_find (const NaruEmployerIndex *self, NaruRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruEmployerIndex, naru_employer_index_free)

/* Why two may be one, translated; NULL where nothing says so. */
const char *naru_employer_judge (NaruRecord *a, NaruRecord *b);

/* The fields in which two employers differ and a person has to choose: (transfer container), of const NaruField. */
GPtrArray *naru_employer_list_differences (NaruRecord *into, NaruRecord *from);
NaruCommand *naru_employer_merge (NaruDesk *desk, const char *into, const char *from,
                                  const char *const *theirs, GError **error);

G_END_DECLS
