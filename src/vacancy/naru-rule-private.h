/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: rules as they are loaded from their files, and the words that say which of them to try. */
#pragma once

#include "naru-findings.h"
#include "naru-phrase.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_LAW_KOREA,
  NARU_LAW_EUROPE,
  NARU_LAW_BRITAIN,
  NARU_LAW_FRANCE,
  NARU_LAW_SLOVENIA,
  NARU_LAW_NAMIBIA,
  NARU_N_LAWS,
} NaruLaw;

#define NARU_LEVEL_NONE (-1)

/* What the words around a hit decide: see docs/rules.md. */
typedef enum
{
  NARU_PART_FIND,
  NARU_PART_EXCEPT, /* the hit lies in such a wording */
  NARU_PART_UNLESS, /* such a wording is in the same sentence */
  NARU_PART_WITH, /* one of them must be in the same sentence */
  NARU_PART_UNLESS_TEXT, /* such a wording is anywhere in the advertisement */
  NARU_N_PARTS,
} NaruPart;

/* Texts of a rule in the languages of readers. */
typedef enum
{
  NARU_WORDS_MESSAGE,
  NARU_WORDS_WHY,
  NARU_WORDS_EXCEPTIONS,
  NARU_N_WORDS,
} NaruWords;

typedef struct
{
  char *from; /* NULL: whatever the words are */
  char *to;
} NaruRewrite;

typedef struct
{
  char *id;
  gboolean checked; /* found by a check of the program, not by words */
  gboolean standing; /* what says "regardless of" does not save it */
  int levels[NARU_N_LAWS];
  char *words[NARU_N_WORDS][NARU_N_TONGUES];
  char *sources[NARU_N_LAWS + 1]; /* the last for every law */
  GPtrArray *parts[NARU_N_PARTS][NARU_N_TONGUES]; /* NaruPhrase; nullable */
  NaruPhrase *excepts[NARU_N_TONGUES]; /* all of NARU_PART_EXCEPT in one, to ask once; nullable */
  GArray *rewrites[NARU_N_TONGUES]; /* NaruRewrite; nullable */
  GPtrArray *found[NARU_N_TONGUES]; /* examples; nullable */
  GPtrArray *lawful[NARU_N_TONGUES];
} NaruRule;

typedef struct
{
  guint rule;
  NaruPart part;
  NaruPhrase *phrase;
  guint n_groups; /* of each of which a text must have a word */
} NaruTry;

typedef struct _NaruRuleIndex NaruRuleIndex;
typedef struct _NaruRuleSet NaruRuleSet;

/* Room for naru_rule_index_scan(), for one index: what was seen in which scan. */
typedef struct
{
  guint scan;
  guint *groups; /* the last scan that saw it */
  guint *tries;
  guint8 *counts; /* groups that were seen in that scan */
  GArray *found; /* of guint: positions in the tries of the set */
} NaruRuleScan;

struct _NaruRuleSet
{
  gatomicrefcount references;
  GPtrArray *rules;
  guint n_built_in; /* rules before this position are the program's, and a centre may change them */
  GHashTable *by_id; /* id -> position + 1 */
  GHashTable *classes[NARU_N_TONGUES]; /* name -> char ** */
  GArray *tries[NARU_N_TONGUES];
  NaruRuleIndex *indexes[NARU_N_TONGUES];
  NaruPhrase *everybody[NARU_N_TONGUES]; /* what says that nobody is excluded; nullable */
};

NaruRuleSet *naru_rule_set_new (void);
NaruRuleSet *naru_rule_set_built_in (void);
NaruRuleSet *naru_rule_set_copy_built_in (void);
void naru_rule_set_unref (NaruRuleSet *self);
void naru_rule_set_read (NaruRuleSet *self, const char *text, const char *name, GPtrArray *refused);
void naru_rule_set_sort_names (GPtrArray *names);
void naru_rule_set_index (NaruRuleSet *self);
NaruRule *naru_rule_set_find (NaruRuleSet *self, const char *id);

NaruRuleIndex *naru_rule_index_new (GArray *tries);
void naru_rule_index_free (NaruRuleIndex *self);
NaruRuleScan *naru_rule_index_make_room (NaruRuleIndex *self);
void naru_rule_scan_free (NaruRuleScan *room);
gboolean naru_rule_index_may_be_there (NaruRuleIndex *self, const NaruRuleScan *room,
                                       NaruPhrase *phrase);
void naru_rule_index_scan (NaruRuleIndex *self, const char *text, gsize length, const char *lower,
                           NaruRuleScan *room);

void naru_rule_free (NaruRule *rule);
const char *naru_rule_get_words (const NaruRule *rule, NaruWords words, NaruTongue reader);
const char *naru_rule_get_source (const NaruRule *rule, NaruLaw law);

gboolean naru_tongue_from_name (const char *name, NaruTongue *tongue);
gboolean naru_law_from_name (const char *name, NaruLaw *law);
extern const char *const naru_tongue_names[NARU_N_TONGUES + 1];
extern const char *const naru_law_names[NARU_N_LAWS + 1];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruRuleSet, naru_rule_set_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruRule, naru_rule_free)

G_END_DECLS
