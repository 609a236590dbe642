/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: the wording that a rule looks for, as a lawyer can read it, to a regular expression. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NARU_TONGUE_ENGLISH,
  NARU_TONGUE_KOREAN,
  NARU_TONGUE_FRENCH,
  NARU_N_TONGUES,
} NaruTongue;

typedef struct _NaruPhrase NaruPhrase;

/* A word that a text must have before a wording can match. */
typedef struct
{
  char *word;
  gboolean begins; /* it stands at the beginning of a word, or where words are glued */
  gboolean ends; /* and at the end of one */
} NaruTrigger;

/* Finds the wordings of a class of words: "{people}"; NULL if there is none of that name. */
typedef const char *const *(*NaruPhraseClasses) (const char *name, NaruTongue tongue,
                                                 gpointer data);

NaruPhrase *naru_phrase_new (const char *wording, NaruTongue tongue, NaruPhraseClasses classes,
                             gpointer data, GError **error);
void naru_phrase_free (NaruPhrase *self);
GPtrArray *naru_phrase_get_triggers (NaruPhrase *self);
gboolean naru_phrase_needs_number (NaruPhrase *self);
void naru_phrase_set_number (NaruPhrase *self, guint number);
guint naru_phrase_get_number (NaruPhrase *self);
gboolean naru_phrase_find (NaruPhrase *self, const char *text, gsize length, gsize from,
                           gsize *start, gsize *end);
gboolean naru_phrase_is_there (NaruPhrase *self, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruPhrase, naru_phrase_free)

G_END_DECLS
