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
/* Of all employers, or of pairs with one of @ids alone (a set of ids); most certain first. Not for the main loop. */
GPtrArray *naru_employer_find_pairs (NaruStore *store, GHashTable *ids, GError **error);

/* The fields in which two employers differ and a person has to choose: (transfer container), of const NaruField. */
GPtrArray *naru_employer_list_differences (NaruRecord *into, NaruRecord *from);
NaruCommand *naru_employer_merge (NaruDesk *desk, const char *into, const char *from,
                                  const char *const *theirs, GError **error);

/* For finding one: a company's name without its legal form, folded. */
char *naru_company_core (const char *name);

G_END_DECLS
