/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of companies as they are compared: without their legal form, in any order of words, by their letters and by their
 * sound. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NaruCompanyName: a name, ready to be compared
 * @core: without its legal form and the white space that differs from one writer to the next, folded
 * @words: its words in the order of the alphabet; NULL where there is one only
 * @letters: the core with Hangul taken apart into the letters that are typed
 * @sound: as it sounds, see naru_sound_keys(); NULL for letters that are neither Latin nor Hangul
 * @first_sound: how its first word sounds, likewise
 * @hangul: whether it has Hangul in it
 * @form: which kind of legal form it names; 0 for none
 */
typedef struct
{
  char *core;
  char *words;
  char *letters;
  char *sound;
  char *first_sound;
  gboolean hangul;
  int form;
} NaruCompanyName;

NaruCompanyName *naru_company_name_new (const char *text);
void naru_company_name_free (NaruCompanyName *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCompanyName, naru_company_name_free)

/* Whether they name companies of two legal forms that one company cannot have at once. */
gboolean naru_company_forms_differ (const NaruCompanyName *a, const NaruCompanyName *b);
/* Whether one letter more, less, or another makes one into the other, in names that are long enough for it. */
gboolean naru_company_spelt_alike (const NaruCompanyName *a, const NaruCompanyName *b);
/* Whether one is written in Hangul and the other in Latin letters, and they sound the same. */
gboolean naru_company_sounds_same (const NaruCompanyName *a, const NaruCompanyName *b);
/* Whether they may be one where something else agrees: one goes on where the other ends, or any of the above. */
gboolean naru_company_names_near (const NaruCompanyName *a, const NaruCompanyName *b);

G_END_DECLS
