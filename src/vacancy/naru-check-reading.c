/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on how a text reads: long sentences, difficult texts, and gender-coded words. */
#include "naru-checker-private.h"

#include "naru-text-private.h"
#include <string.h>

/* Words in a sentence that a reader loses: Cutts, Oxford Guide to Plain English, advises 15 to 20 on average. */
#define LONG_ENGLISH 40
/* Words between spaces; the National Institute of Korean Language advises short sentences, one thought each. */
#define LONG_KOREAN 25
/* Below it a text is "very difficult" by Flesch's own table; shorter texts give no reliable figure. */
#define DIFFICULT 30.0
#define ENOUGH_WORDS 100

static guint
count_spaces (const char *text, gsize start, gsize end)
{
  guint n = 1;

  for (gsize at = start + 1; at < end; at++)
    n += text[at] == ' ' && text[at - 1] != ' ';
  return n;
}

static void
check_sentence (NaruCheck *check, const NaruDraftText *text, const char *masked, gsize start,
                gsize end)
{
  gboolean korean = check->checker->tongue == NARU_TONGUE_KOREAN;
  guint most = korean ? LONG_KOREAN : LONG_ENGLISH;
  guint words = count_spaces (masked, start, end);
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;
  NaruCheckHit hit = { "reading.long-sentence", text->field, masked, start, end, NULL, NULL, NULL };

  if (words <= most)
    return;
  value = g_strdup_printf ("%u", words);
  limit = g_strdup_printf ("%u", most);
  hit.value = value;
  hit.limit = limit;
  naru_check_add (check, &hit);
}

static void
check_sentences (NaruCheck *check, const NaruDraftText *text)
{
  g_autofree char *masked = naru_text_mask (text->text);
  gsize start = 0;

  for (gsize at = 1; masked[0] != '\0'; at++)
    {
      if (masked[at] != '\0' && !naru_text_sentence_ends (masked, at))
        continue;
      while (start < at && (masked[start] == ' ' || masked[start] == '\n'))
        start++;
      if (at > start)
        check_sentence (check, text, masked, start, at);
      start = at;
      if (masked[at] == '\0')
        break;
    }
}

/**
 * naru_check_reading:
 * @check: a check under way
 * @summary: figures of the whole draft
 *
 * Adds hints on readability.
 */
void
naru_check_reading (NaruCheck *check, const NaruFindingSummary *summary)
{
  const NaruReadability *figures = &summary->readability;

  for (guint i = 0; i < check->draft->texts->len; i++)
    check_sentences (check, g_ptr_array_index (check->draft->texts, i));
  if (check->checker->tongue == NARU_TONGUE_ENGLISH && figures->words >= ENOUGH_WORDS
      && figures->flesch < DIFFICULT && check->draft->texts->len > 0)
    {
      const NaruDraftText *last
          = g_ptr_array_index (check->draft->texts, check->draft->texts->len - 1);
      g_autofree char *value = g_strdup_printf ("%.0f", figures->flesch);
      NaruCheckHit hit = { "reading.difficult", last->field, NULL, 0, 0, value, "30", NULL };

      naru_check_add (check, &hit);
    }
}

/**
 * naru_check_gender:
 * @check: a check under way
 *
 * Marks gender-coded words of English texts, without those that name a part of the job or the advertisement.
 */
void
naru_check_gender (NaruCheck *check)
{
  if (check->checker->tongue != NARU_TONGUE_ENGLISH)
    return;
  for (guint i = 0; i < check->draft->texts->len; i++)
    {
      const NaruDraftText *text = g_ptr_array_index (check->draft->texts, i);
      NaruGenderVerdict verdict;
      g_autoptr (GArray) words = NULL;
      guint characters = 0, counted = 0;

      naru_gender_decode (text->text, TRUE, &verdict);
      words = verdict.words;
      for (guint k = 0; k < words->len; k++)
        {
          const NaruCodedWord *word = &g_array_index (words, NaruCodedWord, k);
          NaruCheckHit hit = { .rule = word->feminine ? "wording.feminine" : "wording.masculine",
                               .field = text->field,
                               .text = text->text,
                               .start = word->start,
                               .end = word->end,
                               .counted = TRUE };

          characters
              += (guint) g_utf8_pointer_to_offset (text->text + counted, text->text + word->start);
          counted = word->start;
          hit.first = characters;
          if (!word->structural)
            naru_check_add (check, &hit);
        }
    }
}
