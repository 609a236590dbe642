/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is unlawful, risky or hard to read in a vacancy, with the reason: a draft goes in, findings come out. Rules are
 * data (data/rules, docs/rules.md); what a number decides (pay, hours, missing parts) is decided here. */
#pragma once

#include "naru-record.h"

G_BEGIN_DECLS

/**
 * NaruLevel:
 * @NARU_LEVEL_LEGAL: an explicit exclusion or a missing legal duty: may conflict with an article of law
 * @NARU_LEVEL_REVIEW: a proxy, or vague wording: somebody should look at it
 * @NARU_LEVEL_HINT: gender-coded words, jargon, readability: advice
 */
typedef enum
{
  NARU_LEVEL_LEGAL,
  NARU_LEVEL_REVIEW,
  NARU_LEVEL_HINT,
} NaruLevel;

#define NARU_N_LEVELS 3

const char *naru_level_get_name (NaruLevel level);

/**
 * NaruFinding:
 * @rule: id of the rule: "age.limit"
 * @level: see #NaruLevel
 * @field: field that it is about: "title", "requirements/2/text", "payMin"; "text" for text without structure
 * @start: first character, counted in characters of the field's text; @start and @end are 0 where no words are marked
 * @end: the character behind the last
 * @text: the words marked; "" where none are
 * @message: one line, in the reader's language
 * @explanation: why, in plain language, in the reader's language
 * @source: the article or study
 * @exceptions: when it would be lawful, in the reader's language; %NULL if nothing is known
 * @suggestion: what to put for @text, in the language of the text; "" to take the words out; %NULL if only a person can say
 * @justification: %NULL, or why somebody recorded an exception from the rule for these words
 */
typedef struct
{
  char *rule;
  NaruLevel level;
  char *field;
  guint start;
  guint end;
  char *text;
  char *message;
  char *explanation;
  char *source;
  char *exceptions;
  char *suggestion;
  char *justification;
} NaruFinding;

void naru_finding_free (NaruFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruFinding, naru_finding_free)

/* A draft: named texts and values, from a record, from JSON, from plain text, or put together. */
typedef struct _NaruDraft NaruDraft;

NaruDraft *naru_draft_new (void);
NaruDraft *naru_draft_new_from_record (NaruRecord *vacancy);
NaruDraft *naru_draft_new_from_text (const char *text);
NaruDraft *naru_draft_new_from_json (const char *json, gssize length, GError **error);
void naru_draft_free (NaruDraft *self);
void naru_draft_add_text (NaruDraft *self, const char *field, const char *text);
void naru_draft_set (NaruDraft *self, const char *field, const char *value);
const char *naru_draft_get (NaruDraft *self, const char *field);
void naru_draft_add_exception (NaruDraft *self, const char *rule, const char *words,
                               const char *justification);
const char *naru_draft_guess_language (NaruDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruDraft, naru_draft_free)

/* What the gender-decoder says of a text (Gaucher, Friesen & Kay 2011; rules of gender-decoder, MIT). */
typedef struct
{
  guint start; /* in bytes */
  guint end;
  gboolean feminine;
  gboolean
      structural; /* "responsibilities", "analyst": names a part of the advertisement or the job */
} NaruCodedWord;

typedef struct
{
  guint masculine;
  guint feminine;
  const char *verdict;
  GArray *words; /* NaruCodedWord, in the order of the text; nullable */
} NaruGenderVerdict;

void naru_gender_decode (const char *text, gboolean with_words, NaruGenderVerdict *verdict);

/* Figures of readability; those of the English formulas are 0 in other languages. */
typedef struct
{
  guint words;
  guint sentences;
  guint syllables;
  guint characters;
  guint long_words;
  guint longest; /* words in the longest sentence */
  double flesch;
  double flesch_kincaid;
  double gunning_fog;
  double smog;
  double automated;
  double coleman_liau;
} NaruReadability;

void naru_readability_measure (const char *text, const char *language, NaruReadability *figures);

/**
 * NaruFindingSummary:
 * @counts: findings per #NaruLevel, without those that are justified
 * @justified: findings with a recorded exception
 * @gender: the decoder's counts and verdict over title and texts; @gender.words is %NULL
 * @readability: over all texts
 */
typedef struct
{
  guint counts[NARU_N_LEVELS];
  guint justified;
  NaruGenderVerdict gender;
  NaruReadability readability;
} NaruFindingSummary;

/* The setting of a centre that holds rules of its own, as a rule file has them. */
#define NARU_RULES_SETTING "vacancyRules"

/* Checks drafts of one language under one law, and remembers paragraphs, so that a keystroke costs one of them. Not for two
 * threads at once. */
typedef struct _NaruChecker NaruChecker;

const char *const *naru_checker_jurisdictions (void);
const char *const *naru_checker_languages (void);
const char *naru_checker_jurisdiction_label (const char *jurisdiction);
const char *naru_checker_default_jurisdiction (const char *language);

NaruChecker *naru_checker_new (const char *language, const char *jurisdiction);
/* The same engine for action plans: sanctioning, vague, unreadable sentences (data/rules/plan). */
NaruChecker *naru_checker_new_for_plans (const char *language, GPtrArray *refused);
void naru_checker_free (NaruChecker *self);
gboolean naru_checker_add_folder (NaruChecker *self, const char *folder, GPtrArray *refused);
gboolean naru_checker_add_text (NaruChecker *self, const char *text, const char *name,
                                GPtrArray *refused);
void naru_checker_set_reader (NaruChecker *self, const char *language);
void naru_checker_set_today (NaruChecker *self, const char *today);
GPtrArray *naru_checker_check (NaruChecker *self, NaruDraft *draft, NaruFindingSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruChecker, naru_checker_free)

/* Minimum wage: what the law says for a day. */
char *naru_minimum_wage (const char *jurisdiction, const char *on, const char **source);

/* Rules against their own examples: a problem in words for each that fails; none: all is well. */
GPtrArray *naru_checker_test_rules (const char *folder);

G_END_DECLS
