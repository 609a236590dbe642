/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: a check under way, and how the checks of numbers add to it. */
#pragma once

#include "naru-draft-private.h"
#include "naru-rule-private.h"

G_BEGIN_DECLS

struct _NaruChecker
{
  NaruRuleSet *set;
  GPtrArray *files; /* of the centre, a name and a text in turn; nullable */
  NaruTongue tongue;
  NaruTongue reader;
  NaruLaw law;
  char *today;
  GHashTable *units; /* text -> NaruUnit, by language */
  guint generation;
  NaruRuleScan *rooms[NARU_N_TONGUES]; /* made when first used */
};

/* Where a rule found something in a paragraph: in bytes and in characters. */
typedef struct
{
  guint rule;
  gsize start;
  gsize end;
  guint first; /* in characters */
  guint behind;
} NaruHit;

typedef struct
{
  char *text;
  GArray *hits;
  GArray *markers; /* rules that this paragraph silences in the whole advertisement */
  guint generation;
  guint characters;
  guint asked; /* parts of an advertisement that were looked for in it, a bit each */
  guint said; /* and those that are there */
} NaruUnit;

void naru_unit_free (gpointer data);
NaruUnit *naru_checker_get_unit (NaruChecker *self, const char *text, gsize length);
void naru_checker_forget_units (NaruChecker *self);

/* What a check of the program found; texts are copied. */
typedef struct
{
  const char *rule;
  const char *field;
  const char *text; /* the field's text where words are marked, or NULL */
  gsize start; /* in bytes of @text */
  gsize end;
  const char *value; /* for {value}, {limit} in the message and the explanation */
  const char *limit;
  const char *suggestion;
  gboolean counted; /* whether @first is said */
  guint first; /* @start in characters */
} NaruCheckHit;

typedef struct
{
  NaruChecker *checker;
  NaruDraft *draft;
  GPtrArray *findings;
  GPtrArray *units; /* all paragraphs, in their order */
} NaruCheck;

void naru_checker_use_set (NaruChecker *self, NaruRuleSet *set);
void naru_check_add (NaruCheck *check, const NaruCheckHit *hit);

void naru_check_parts (NaruCheck *check);
void naru_check_pay (NaruCheck *check);
void naru_check_reading (NaruCheck *check, const NaruFindingSummary *summary);
void naru_check_gender (NaruCheck *check);

G_END_DECLS
