/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: a wording taken apart. */
#pragma once

#include "naru-phrase.h"

G_BEGIN_DECLS

/* A word of a text that may be between two words of a wording. */
#define NARU_ANY_WORD "[\\p{L}\\p{N}$€£%][\\p{L}\\p{N}'’+#&$€£%.]{0,30}"

typedef enum
{
  NARU_PHRASE_SEQUENCE,
  NARU_PHRASE_CHOICE,
  NARU_PHRASE_OPTION,
  NARU_PHRASE_MARK,
  NARU_PHRASE_WORD,
  NARU_PHRASE_GAP,
  NARU_PHRASE_EXPRESSION,
} NaruPhraseKind;

typedef struct
{
  NaruPhraseKind kind;
  gboolean spaced; /* a space stands before it */
  char *text;
  const char *expression;
  guint gap;
  GPtrArray *children;
} NaruPhraseNode;

void naru_phrase_node_free (gpointer node);
NaruPhraseNode *naru_phrase_parse (const char *wording, NaruTongue tongue,
                                   NaruPhraseClasses classes, gpointer data, gboolean *marked,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruPhraseNode, naru_phrase_node_free)

G_END_DECLS
