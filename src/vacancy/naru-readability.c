/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of readability. Flesch 1948; Kincaid et al. 1975; Gunning 1952; McLaughlin 1969 (SMOG); Smith & Senter 1967 (ARI);
 * Coleman & Liau 1975. They are for English; for Korean the length of sentences says most. */
#include "naru-findings.h"

#include "naru-text-private.h"
#include <math.h>
#include <string.h>

static gboolean
is_vowel (char letter)
{
  return letter != '\0' && strchr ("aeiouy", letter) != NULL;
}

static gboolean
has_suffix (const char *word, gsize length, const char *suffix)
{
  gsize n = strlen (suffix);

  return length > n && memcmp (word + length - n, suffix, n) == 0;
}

/* Groups of vowels, without a silent e at the end. */
static guint
count_syllables (const char *word, gsize length)
{
  static const char *const two[] = { "ia", "io", "ua", "eo", "iu", "uo" };
  guint n = 0;
  gboolean vowel = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean now = is_vowel (word[i]) && !(word[i] == 'y' && i == 0);

      n += now && !vowel;
      vowel = now;
    }
  for (gsize i = 0; i + 1 < length; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (two); k++)
      if (memcmp (word + i, two[k], 2) == 0 && !(i > 0 && strchr ("tscgq", word[i - 1]) != NULL))
        n++;
  if (has_suffix (word, length, "e") && !has_suffix (word, length, "le") && n > 1
      && !is_vowel (word[length - 2]))
    n--;
  else if (n > 1
           && (has_suffix (word, length, "ed") && !has_suffix (word, length, "ted")
               && !has_suffix (word, length, "ded") && !is_vowel (word[length - 3])))
    n--;
  else if (n > 1 && has_suffix (word, length, "es") && !has_suffix (word, length, "ses")
           && !has_suffix (word, length, "ces") && !has_suffix (word, length, "ges")
           && !has_suffix (word, length, "xes") && !has_suffix (word, length, "zes")
           && !has_suffix (word, length, "les") && !has_suffix (word, length, "hes")
           && !is_vowel (word[length - 3]))
    n--;
  return MAX (n, 1);
}

typedef struct
{
  NaruReadability *figures;
  gboolean english;
  guint sentence; /* words in it */
} Measure;

static void
end_sentence (Measure *measure)
{
  if (measure->sentence == 0)
    return;
  measure->figures->sentences++;
  measure->figures->longest = MAX (measure->figures->longest, measure->sentence);
  measure->sentence = 0;
}

static void
add_word (Measure *measure, const char *word, gsize length)
{
  char lower[64];
  guint syllables;

  measure->figures->words++;
  measure->sentence++;
  measure->figures->characters += (guint) g_utf8_strlen (word, (gssize) length);
  if (!measure->english)
    return;
  length = MIN (length, sizeof lower);
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (word[i]);
  syllables = count_syllables (lower, length);
  measure->figures->syllables += syllables;
  measure->figures->long_words += syllables >= 3;
}

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || (guchar) byte >= 0x80 || byte == '\'';
}

static void
compute (NaruReadability *f)
{
  double words = f->words, sentences = MAX (f->sentences, 1);
  double per_sentence = words / sentences, syllables = f->syllables / words;
  double letters = f->characters / words;

  f->flesch = 206.835 - 1.015 * per_sentence - 84.6 * syllables;
  f->flesch_kincaid = 0.39 * per_sentence + 11.8 * syllables - 15.59;
  f->gunning_fog = 0.4 * (per_sentence + 100 * f->long_words / words);
  f->smog = 1.043 * sqrt (f->long_words * 30 / sentences) + 3.1291;
  f->automated = 4.71 * letters + 0.5 * per_sentence - 21.43;
  f->coleman_liau = 5.88 * letters - 29.6 * sentences / words - 15.8;
}

/**
 * naru_readability_measure:
 * @text: plain text or HTML
 * @language: "en", "ko", "fr"
 * @figures: (out caller-allocates): counts, and for English the usual formulas
 *
 * Counts words and sentences. A line is a sentence, as an item of a list is, even if nothing ends it.
 */
void
naru_readability_measure (const char *text, const char *language, NaruReadability *figures)
{
  g_autofree char *masked = naru_text_mask (text);
  Measure measure = { figures, g_str_has_prefix (language, "en"), 0 };
  gsize start = 0;

  memset (figures, 0, sizeof *figures);
  for (gsize at = 0;; at++)
    {
      gboolean inside = masked[at] != '\0' && is_word_byte (masked[at]);

      /* a hyphen inside a word, a point inside a number */
      if (!inside && masked[at] != '\0' && at > start && is_word_byte (masked[at + 1])
          && (masked[at] == '-'
              || (g_ascii_isdigit (masked[at + 1]) && strchr (".,", masked[at]) != NULL)))
        inside = TRUE;
      if (inside && !(at > start && naru_text_sentence_ends (masked, at)))
        continue;
      if (at > start)
        add_word (&measure, masked + start, at - start);
      start = inside ? at : at + 1;
      if (masked[at] == '\0')
        break;
      if (at > 0 && naru_text_sentence_ends (masked, at))
        end_sentence (&measure);
      if (masked[at] == '\n')
        end_sentence (&measure);
    }
  end_sentence (&measure);
  if (measure.english && figures->words > 0)
    compute (figures);
}
