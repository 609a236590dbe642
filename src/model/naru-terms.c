/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short vocabularies, over the files that list them. A new term is one line there. */

#include "naru-terms.h"

#include <string.h>

static const NaruTermList *const parts[] = {
  naru_terms_common,
  naru_terms_cases,
  naru_terms_employers,
};

/**
 * naru_terms_nth:
 * @position: from 0
 *
 * Returns: (transfer none) (nullable): a short vocabulary, or %NULL after the last
 */
const NaruTermList *
naru_terms_nth (guint position)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const NaruTermList *list = parts[i]; list->name != NULL; list++)
      if (position-- == 0)
        return list;
  return NULL;
}

/**
 * naru_terms_find:
 * @name: (nullable): name of a vocabulary
 *
 * Returns: (transfer none) (nullable): the short vocabulary of that name
 */
const NaruTermList *
naru_terms_find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (parts); i++)
    for (const NaruTermList *list = parts[i]; list->name != NULL; list++)
      if (strcmp (list->name, name) == 0)
        return list;
  return NULL;
}
