/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a vocabulary is kept in memory and filled: shared by the files naru-vocabulary*.c and their tests. */
#pragma once

#include "naru-vocabulary.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_VOCABULARY_ENGLISH,
  NARU_VOCABULARY_KOREAN,
  NARU_VOCABULARY_FRENCH,
  NARU_VOCABULARY_N_LANGUAGES,
} NaruVocabularyLanguage;

/* @labels may lack Korean and French; @also holds other names that people type, separated by semicolons. */
typedef struct
{
  const char *code;
  const char *parent;
  const char *labels[NARU_VOCABULARY_N_LANGUAGES];
  const char *also;
  gboolean term;
} NaruVocabularyEntry;

typedef struct _NaruVocabularyIndex NaruVocabularyIndex;

/* Filled once and never changed afterwards, so that any thread may read it without a lock. */
struct _NaruVocabulary
{
  char *name;
  gsize loaded;
  gsize indexed;
  GArray *entries;
  GHashTable *positions;
  GStringChunk *text;
  NaruVocabularyIndex *index;
  NaruVocabulary *extended; /* what is asked instead of this one, see naru_vocabulary_extend() */
  NaruVocabulary *before; /* what was asked before this one: somebody may still read it */
};

extern const char *const naru_vocabulary_languages[NARU_VOCABULARY_N_LANGUAGES];

NaruVocabulary *naru_vocabulary_new (const char *name);
void naru_vocabulary_free (NaruVocabulary *self);
gboolean naru_vocabulary_add (NaruVocabulary *self, const NaruVocabularyEntry *entry);
const NaruVocabularyEntry *naru_vocabulary_entry (NaruVocabulary *self, guint position);
const NaruVocabularyEntry *naru_vocabulary_find (NaruVocabulary *self, const char *code);
NaruVocabularyLanguage naru_vocabulary_current_language (void);

gboolean naru_vocabulary_load_resource (NaruVocabulary *self, const char *name);
guint naru_vocabulary_load_table (NaruVocabulary *self, const char *text);
void naru_vocabulary_load_iso (NaruVocabulary *self, const char *json_folder,
                               const char *locale_folder);
void naru_vocabulary_load_terms (NaruVocabulary *self, const char *locale_folder);

void naru_vocabulary_prepare (NaruVocabulary *self);
void naru_vocabulary_index_free (NaruVocabularyIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruVocabulary, naru_vocabulary_free)

G_END_DECLS
