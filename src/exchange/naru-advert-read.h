/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An old advertisement taken apart: from its text to the fields of a vacancy, each a guess that somebody confirms. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruGuess: what a part of a text seems to say
 * @field: a field of a vacancy: of a long text one line; "requirements" for one requirement, "skills" for one that is a skill
 * @need: of a requirement: "essential" or "desirable"
 * @value: in canonical text form
 * @words: the words that it comes from
 * @labelled: whether the text itself names the field: "급여: 월 250만원". Otherwise place or form of the words are all there
 *   is to go by
 */
typedef struct
{
  char *field;
  char *need;
  char *value;
  char *words;
  gboolean labelled;
} NaruGuess;

NaruGuess *naru_guess_new (const char *field, const char *need, const char *value);
void naru_guess_free (gpointer data);

GPtrArray *naru_advert_take_apart (const char *text);
gboolean naru_advert_put_together (NaruRecord *vacancy, GPtrArray *guesses, GError **error);

NaruCommand *naru_advert_fill (NaruDesk *desk, const char *vacancy, GPtrArray *guesses,
                               const char *received, const char *label, GError **error);

/* The text of a file: plain text, .docx, .pdf. */
char *naru_text_file_read (GFile *file, GError **error);

G_END_DECLS
