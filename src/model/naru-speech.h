/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says in a language that need not be that of the process: on paper for somebody else, from any thread. */
#pragma once

#include "naru-record.h"

G_BEGIN_DECLS

typedef struct _NaruSpeech NaruSpeech;

NaruSpeech *naru_speech_new (const char *language);
void naru_speech_free (NaruSpeech *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruSpeech, naru_speech_free)

const char *naru_speech_get_language (NaruSpeech *self);
const char *naru_speech_say (NaruSpeech *self, const char *text);
const char *naru_speech_say_term (NaruSpeech *self, const char *vocabulary, const char *code);
char *naru_speech_say_date (NaruSpeech *self, const char *date);
char *naru_speech_say_day_of_year (NaruSpeech *self, const char *date);
char *naru_speech_say_time (NaruSpeech *self, const char *time);
char *naru_speech_say_field (NaruSpeech *self, NaruRecord *record, const char *field);

G_END_DECLS
