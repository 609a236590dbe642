/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: the short vocabularies that the program itself reasons about. A code that was ever on the wire keeps
 * its meaning for good. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  const char *label;
} NaruTerm;

typedef struct
{
  const char *name;
  const NaruTerm *terms; /* ends with a term without code */
} NaruTermList;

/* each ends with a list without name */
extern const NaruTermList naru_terms_common[];
extern const NaruTermList naru_terms_cases[];
extern const NaruTermList naru_terms_employers[];

const NaruTermList *naru_terms_nth (guint position);
const NaruTermList *naru_terms_find (const char *name);

G_END_DECLS
