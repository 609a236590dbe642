/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code lists with labels: the short ones that the program itself reasons about are tables in C, the published
 * classifications are tab-separated resources, languages, countries and currencies come from iso-codes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _NaruVocabulary NaruVocabulary;

NaruVocabulary *naru_vocabulary_get (const char *name);
const char *const *naru_vocabulary_names (void);
void naru_vocabulary_prepare_all (void);

/**
 * NaruVocabularyTerm: a code that a centre adds
 * @en, @ko, @fr: labels; the English one stands where another is %NULL
 */
typedef struct
{
  const char *code;
  const char *en;
  const char *ko;
  const char *fr;
} NaruVocabularyTerm;

gboolean naru_vocabulary_extend (const char *name, const NaruVocabularyTerm *terms, gsize n_terms);

gboolean naru_vocabulary_has (NaruVocabulary *self, const char *code);
const char *naru_vocabulary_label (NaruVocabulary *self, const char *code);
const char *naru_vocabulary_label_in (NaruVocabulary *self, const char *code, const char *language);
char *naru_vocabulary_full_label (NaruVocabulary *self, const char *code);
char *naru_vocabulary_full_label_in (NaruVocabulary *self, const char *code, const char *language);
const char *naru_vocabulary_parent (NaruVocabulary *self, const char *code);
guint naru_vocabulary_size (NaruVocabulary *self);
int naru_vocabulary_position (NaruVocabulary *self, const char *code);
const char *naru_vocabulary_code_at (NaruVocabulary *self, guint position);
char **naru_vocabulary_children (NaruVocabulary *self, const char *parent);
char **naru_vocabulary_search (NaruVocabulary *self, const char *text, guint limit);
char *naru_vocabulary_code_for (NaruVocabulary *self, const char *label_or_code);

G_END_DECLS
