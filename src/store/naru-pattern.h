/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search text becomes: words to be found in any order, where Hangul is matched by syllable, by initial consonant,
 * and by what a syllable still being composed may become. Pure: no store. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NaruMatch: how well a record's names match, best first
 * @NARU_MATCH_EXACT: the search is one of the names
 * @NARU_MATCH_PREFIX: every word of the search begins a word of the names
 * @NARU_MATCH_REST: somewhere inside
 */
typedef enum
{
  NARU_MATCH_EXACT,
  NARU_MATCH_PREFIX,
  NARU_MATCH_REST,
  NARU_MATCH_NONE,
} NaruMatch;

#define NARU_PATTERN_MAX_TOKENS 16

typedef struct _NaruPattern NaruPattern;

NaruPattern *naru_pattern_new (const char *search);
void naru_pattern_free (NaruPattern *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruPattern, naru_pattern_free)

guint naru_pattern_get_n_tokens (const NaruPattern *self);
char *naru_pattern_get_words_match (const NaruPattern *self, guint token);

/* Names are scanned as UTF-16, which keeps a Hangul syllable in one unit. */
void naru_pattern_append_units (GArray *units, const char *folded);
NaruMatch naru_pattern_match_token (const NaruPattern *self, guint token, const guint16 *units,
                                    gsize length);
gboolean naru_pattern_is_exact (const NaruPattern *self, const guint16 *units, gsize length);
NaruMatch naru_pattern_match (const NaruPattern *self, const char *folded);

G_END_DECLS
