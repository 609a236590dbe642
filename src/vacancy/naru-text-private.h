/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: a text cut into what is looked at, and remembered, at once. */
#pragma once

#include "naru-phrase.h"

G_BEGIN_DECLS

/* Where a character that a reader sees stands in a text: the first character, and the one behind the last. */
typedef struct
{
  guint start;
  guint end;
} NaruTextPlace;

char *naru_text_mask (const char *text);
char *naru_text_clean (const char *text, GArray **places);
gboolean naru_text_next_unit (const char *text, gsize *at, gsize *start, gsize *end);
void naru_text_find_clause (const char *text, gsize length, NaruTongue tongue, gsize *start,
                            gsize *end);
gboolean naru_text_sentence_ends (const char *text, gsize at);

G_END_DECLS
