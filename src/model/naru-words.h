/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in the three languages of the program, as data files have it: {"en": "…", "ko": "…", "fr": "…"}. */
#pragma once

#include "naru-json-text.h"

G_BEGIN_DECLS

typedef struct
{
  char *en;
  char *ko;
  char *fr;
} NaruWords;

void naru_words_read (NaruWords *self, NaruJsonSpan span);
void naru_words_clear (NaruWords *self);
const char *naru_words_get (const NaruWords *self, const char *language);

G_END_DECLS
