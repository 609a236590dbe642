/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding of text for search and order: without case, accents and punctuation, Hangul put together. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NARU_FOLD_SEPARATOR '\x1f' /* between the names of one record */

char *naru_fold (const char *text);
char *naru_fold_name (const char *text);
char *naru_fold_plain (const char *text);
char *naru_fold_sort_key (const char *text);
char *naru_fold_words (const char *text);
char *naru_fold_phone (const char *text);

/* Hangul in numbers: a syllable is 0xAC00 + (initial * 21 + vowel) * 28 + final. */
#define NARU_HANGUL_FIRST 0xAC00
#define NARU_HANGUL_LAST 0xD7A3
#define NARU_HANGUL_FINALS 28
#define NARU_HANGUL_PER_INITIAL 588

int naru_hangul_initial_index (gunichar letter);
void naru_hangul_split_final (int final, int *rest, int *initial);

G_END_DECLS
