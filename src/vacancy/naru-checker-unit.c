/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One paragraph: which rules find something in it, and which it silences. */
#include "naru-checker-private.h"

#include "naru-text-private.h"
#include <string.h>

/* A paragraph that was in none of the last checks is forgotten. */
#define KEPT_GENERATIONS 8
#define MANY_UNITS 2000

/**
 * naru_unit_free:
 * @data: (nullable): a paragraph
 *
 * Frees it.
 */
void
naru_unit_free (gpointer data)
{
  NaruUnit *unit = data;

  g_free (unit->text);
  g_array_unref (unit->hits);
  g_array_unref (unit->markers);
  g_free (unit);
}

/* What was asked of a sentence already: hits of one rule come one after another, and often lie in one clause. */
typedef enum
{
  UNKNOWN,
  NO,
  YES,
} Answer;

typedef struct
{
  NaruRuleIndex *index;
  const NaruRuleScan *room; /* which wordings the sentence can have */
  const NaruRule *rule;
  Answer excepted; /* whether any exception of the rule is in the sentence */
  Answer saved; /* whether the last clause saves what the rule finds */
  Answer everybody; /* whether it means everybody */
  gsize first; /* the last clause */
  gsize behind;
} Asked;

static gboolean
is_there (const Asked *asked, NaruPhrase *phrase, const char *text, gsize length)
{
  return naru_rule_index_may_be_there (asked->index, asked->room, phrase)
         && naru_phrase_is_there (phrase, text, length);
}

static gboolean
one_is_there (const Asked *asked, GPtrArray *phrases, const char *text, gsize length)
{
  for (guint i = 0; phrases != NULL && i < phrases->len; i++)
    if (is_there (asked, g_ptr_array_index (phrases, i), text, length))
      return TRUE;
  return FALSE;
}

static gboolean
is_excepted (const Asked *asked, GPtrArray *phrases, const char *text, gsize length, gsize start,
             gsize end)
{
  for (guint i = 0; phrases != NULL && i < phrases->len; i++)
    {
      gsize from = 0, first, behind;

      if (!naru_rule_index_may_be_there (asked->index, asked->room, phrases->pdata[i]))
        continue;
      while (
          from < length
          && naru_phrase_find (g_ptr_array_index (phrases, i), text, length, from, &first, &behind))
        {
          if (first < end && behind > start)
            return TRUE;
          if (first >= end)
            break;
          from = MAX (behind, from + 1);
        }
    }
  return FALSE;
}

static gboolean
any_exception (const NaruRule *rule, NaruTongue tongue, const char *text, gsize length,
               Asked *asked)
{
  if (rule->excepts[tongue] == NULL)
    return TRUE;
  if (asked->excepted == UNKNOWN)
    asked->excepted = is_there (asked, rule->excepts[tongue], text, length) ? YES : NO;
  return asked->excepted == YES;
}

static gboolean
clause_saves (const NaruRule *rule, NaruTongue tongue, const char *clause, gsize length,
              Asked *asked)
{
  if (asked->saved == UNKNOWN)
    asked->saved
        = (rule->parts[NARU_PART_WITH][tongue] != NULL
           && !one_is_there (asked, rule->parts[NARU_PART_WITH][tongue], clause, length))
                  || one_is_there (asked, rule->parts[NARU_PART_UNLESS][tongue], clause, length)
              ? YES
              : NO;
  return asked->saved == YES;
}

/* What a finding stands against: the wordings around it. Exceptions are looked for in its whole sentence, everything else in
 * its clause. */
static gboolean
stands (NaruChecker *self, const NaruRule *rule, NaruTongue tongue, const char *text, gsize length,
        gsize start, gsize end, Asked *asked)
{
  gsize first = start, behind = end;

  if (asked->rule != rule)
    {
      asked->rule = rule;
      asked->excepted = asked->saved = UNKNOWN;
    }
  if (any_exception (rule, tongue, text, length, asked)
      && is_excepted (asked, rule->parts[NARU_PART_EXCEPT][tongue], text, length, start, end))
    return FALSE;
  naru_text_find_clause (text, length, tongue, &first, &behind);
  if (asked->first != first || asked->behind != behind)
    {
      asked->first = first;
      asked->behind = behind;
      asked->saved = asked->everybody = UNKNOWN;
    }
  if (clause_saves (rule, tongue, text + first, behind - first, asked))
    return FALSE;
  if (rule->standing || self->set->everybody[tongue] == NULL)
    return TRUE;
  if (asked->everybody == UNKNOWN)
    asked->everybody
        = is_there (asked, self->set->everybody[tongue], text + first, behind - first) ? YES : NO;
  return asked->everybody == NO;
}

static void
add_hit (GArray *hits, guint rule, gsize start, gsize end)
{
  NaruHit hit = { rule, start, end, 0, 0 };

  for (guint i = 0; i < hits->len; i++)
    {
      NaruHit *other = &g_array_index (hits, NaruHit, i);

      if (other->rule != rule || other->end <= start || other->start >= end)
        continue;
      other->start = MIN (other->start, start);
      other->end = MAX (other->end, end);
      return;
    }
  g_array_append_val (hits, hit);
}

/* @from, @length: a sentence of the paragraph */
static void
try_phrase (NaruChecker *self, NaruUnit *unit, NaruTongue tongue, const NaruTry *attempt,
            gsize from, gsize length, Asked *asked)
{
  const NaruRule *rule = g_ptr_array_index (self->set->rules, attempt->rule);
  const char *text = unit->text + from;
  gsize at = 0, start, end;

  if (rule->levels[self->law] == NARU_LEVEL_NONE)
    return;
  if (attempt->part == NARU_PART_UNLESS_TEXT)
    {
      if (naru_phrase_is_there (attempt->phrase, text, length))
        g_array_append_val (unit->markers, attempt->rule);
      return;
    }
  while (at < length && naru_phrase_find (attempt->phrase, text, length, at, &start, &end))
    {
      if (end > start && stands (self, rule, tongue, text, length, start, end, asked))
        add_hit (unit->hits, attempt->rule, from + start, from + end);
      at = end > at ? end : at + 1;
      while (at < length && ((guchar) text[at] & 0xc0) == 0x80)
        at++;
    }
}

static void
count_characters (NaruUnit *unit)
{
  unit->characters = (guint) g_utf8_strlen (unit->text, -1);
  for (guint i = 0; i < unit->hits->len; i++)
    {
      NaruHit *hit = &g_array_index (unit->hits, NaruHit, i);

      hit->first = (guint) g_utf8_pointer_to_offset (unit->text, unit->text + hit->start);
      hit->behind
          = hit->first
            + (guint) g_utf8_pointer_to_offset (unit->text + hit->start, unit->text + hit->end);
    }
}

/* In figures, or in one of the words that naru-phrase-parse.c takes for a number. */
static gboolean
has_number (const char *lower)
{
  static const char *const words[]
      = { "one", "two",    "three",  "four",    "five",   "six",    "seven", "eight", "nine",
          "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty" };

  if (strpbrk (lower, "0123456789") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
try_sentence (NaruChecker *self, NaruUnit *unit, NaruTongue tongue, gsize from, gsize length)
{
  g_autofree char *lower = g_utf8_strdown (unit->text + from, (gssize) length);
  gboolean numbered = has_number (lower);
  NaruRuleIndex *index = self->set->indexes[tongue];
  Asked asked = { index, NULL };

  if (self->rooms[tongue] == NULL)
    self->rooms[tongue] = naru_rule_index_make_room (index);
  asked.room = self->rooms[tongue];
  naru_rule_index_scan (index, unit->text + from, length, lower, self->rooms[tongue]);
  for (guint i = 0; i < self->rooms[tongue]->found->len; i++)
    {
      guint position = g_array_index (self->rooms[tongue]->found, guint, i);
      const NaruTry *attempt = &g_array_index (self->set->tries[tongue], NaruTry, position);

      /* what stands against a hit is only tried when there is one */
      if (attempt->part != NARU_PART_FIND && attempt->part != NARU_PART_UNLESS_TEXT)
        continue;
      if (numbered || !naru_phrase_needs_number (attempt->phrase))
        try_phrase (self, unit, tongue, attempt, from, length, &asked);
    }
}

/* A wording never goes over the end of a sentence, so that only sentences with one of its words are looked at. */
static void
try_tongue (NaruChecker *self, NaruUnit *unit, NaruTongue tongue)
{
  gsize start = 0, end = 1;

  if (*unit->text == '\0')
    return;
  for (; unit->text[end] != '\0'; end++)
    if (naru_text_sentence_ends (unit->text, end) && ((guchar) unit->text[end] & 0xc0) != 0x80)
      {
        try_sentence (self, unit, tongue, start, end - start);
        start = end;
      }
  try_sentence (self, unit, tongue, start, end - start);
}

static gboolean
has_hangul (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (((guchar) *text & 0xf0) == 0xe0
        && g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;
  return FALSE;
}

/**
 * naru_checker_get_unit:
 * @self: a checker
 * @text: a paragraph, masked
 * @length: of @text, in bytes
 *
 * Returns: (transfer none): what the rules find in it, remembered or found now
 */
NaruUnit *
naru_checker_get_unit (NaruChecker *self, const char *text, gsize length)
{
  g_autofree char *key = g_strndup (text, length);
  NaruUnit *unit = g_hash_table_lookup (self->units, key);

  if (unit == NULL)
    {
      unit = g_new0 (NaruUnit, 1);
      unit->text = g_steal_pointer (&key);
      unit->hits = g_array_new (FALSE, FALSE, sizeof (NaruHit));
      unit->markers = g_array_new (FALSE, FALSE, sizeof (guint));
      try_tongue (self, unit, self->tongue);
      /* Korean in an English advertisement, English in a Korean one */
      if (self->tongue == NARU_TONGUE_KOREAN)
        try_tongue (self, unit, NARU_TONGUE_ENGLISH);
      else if (has_hangul (unit->text))
        try_tongue (self, unit, NARU_TONGUE_KOREAN);
      count_characters (unit);
      g_hash_table_insert (self->units, unit->text, unit);
    }
  unit->generation = self->generation;
  return unit;
}

/**
 * naru_checker_forget_units:
 * @self: a checker
 *
 * Forgets paragraphs that were in none of the last checks, now and then.
 */
void
naru_checker_forget_units (NaruChecker *self)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->units) <= MANY_UNITS && self->generation % 64 != 0)
    return;
  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((NaruUnit *) value)->generation + KEPT_GENERATIONS < self->generation)
      g_hash_table_iter_remove (&iter);
}
