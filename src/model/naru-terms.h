/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: the short vocabularies that the program itself reasons about. Codes are on the wire: never renamed. */
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

extern const NaruTermList naru_term_lists[]; /* ends with a list without name */

G_END_DECLS
