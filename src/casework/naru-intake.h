/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake interview: which questions are asked, in which order, and where a person goes because of the answers. The path
 * is data that a centre can change; what it says is computed here, without a store, so that stored answers can be replayed. */
#pragma once

#include "naru-desk.h"
#include "naru-words.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_INTAKE_ONE, /* one of the answers */
  NARU_INTAKE_MANY, /* any of them */
  NARU_INTAKE_DIGITAL, /* the screening of digital skills */
  NARU_INTAKE_NEEDS, /* barriers */
  NARU_INTAKE_CONSENT,
} NaruIntakeKind;

/**
 * NaruIntakeCondition: (element-type GStrv): clauses that must all hold. A clause is the id of a question and the answers of
 *   which one must have been given
 */
typedef GPtrArray NaruIntakeCondition;

/**
 * NaruIntakeAnswer:
 * @group: (nullable): code of the vocabulary "client-group" that a person with this answer belongs to
 * @alone: excludes all others: "none of these"
 */
typedef struct
{
  char *id;
  char *group;
  gboolean alone;
  NaruWords title;
  NaruWords hint;
} NaruIntakeAnswer;

/**
 * NaruIntakeQuestion:
 * @brief: in the path
 * @ask: when it is asked; %NULL for always
 * @answers: (element-type NaruIntakeAnswer)
 */
typedef struct
{
  char *id;
  NaruIntakeKind kind;
  NaruWords brief;
  NaruWords title;
  NaruWords hint;
  NaruIntakeCondition *ask;
  GPtrArray *answers;
} NaruIntakeQuestion;

/**
 * NaruIntakeRule: what follows when a condition holds: a route from answers, or how a person is reached from levels of
 *   digital skills, an area and "0" to "3"
 * @outcome: code of the vocabulary "intake-route", or of "channel"
 * @paper: whether the plan is printed in plain words and large letters
 * @to: to whom
 * @words: why
 */
typedef struct
{
  char *id;
  char *outcome;
  gboolean paper;
  NaruIntakeCondition *when;
  NaruWords to;
  NaruWords words;
} NaruIntakeRule;

typedef struct
{
  char *area; /* code of the vocabulary "digcomp" */
  NaruWords title;
} NaruScreeningQuestion;

#define NARU_SCREENING_LEVELS 4

typedef struct
{
  gatomicrefcount references;
  guint version;
  char *fault; /* why a newer path of the centre is not used, or NULL */
  GPtrArray *questions; /* NaruIntakeQuestion */
  GPtrArray *rules; /* NaruIntakeRule, the first that holds gives the route */
  GPtrArray *screening; /* NaruScreeningQuestion */
  GPtrArray *channels; /* NaruIntakeRule, the first that holds gives the channel */
  NaruWords levels[NARU_SCREENING_LEVELS];
} NaruIntakeRules;

NaruIntakeRules *naru_intake_rules_parse (const char *json, GError **error);
NaruIntakeRules *naru_intake_rules_load (NaruDesk *desk, guint version, GError **error);
NaruCommand *naru_intake_rules_adopt (NaruDesk *desk, const char *json, GError **error);
char *naru_intake_rules_get_text (NaruDesk *desk, guint version);
guint naru_intake_version_of_setting (const char *key);
NaruIntakeRules *naru_intake_rules_load_for (NaruDesk *desk, NaruRecord *jobseeker, GError **error);
void naru_intake_rules_unref (NaruIntakeRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruIntakeRules, naru_intake_rules_unref)
const NaruIntakeQuestion *naru_intake_rules_find (const NaruIntakeRules *self, const char *id);

/**
 * NaruIntakeState:
 * @path: (element-type NaruIntakeQuestion): what is asked, and what may be, in order
 * @n_answered: how many of them are answered
 * @next: (nullable): the first that is not
 * @rule: (nullable): what gives the route; %NULL as long as an answer is missing that could change it
 */
typedef struct
{
  GPtrArray *path;
  guint n_answered;
  const NaruIntakeQuestion *next;
  const NaruIntakeRule *rule;
} NaruIntakeState;

/* @answers: question to its answers, separated by spaces */
NaruIntakeState *naru_intake_evaluate (const NaruIntakeRules *rules, GHashTable *answers,
                                       gboolean may_see_needs);
void naru_intake_state_free (NaruIntakeState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruIntakeState, naru_intake_state_free)
const NaruIntakeRule *naru_screening_evaluate (const NaruIntakeRules *rules, GHashTable *levels);

/* The answers in a person's record, and the route that they give. */
GHashTable *naru_intake_read_answers (NaruRecord *jobseeker);
char *naru_intake_replay (const NaruIntakeRules *rules, NaruRecord *jobseeker);
guint naru_intake_version_of (NaruRecord *jobseeker);

/* What another answer would change: sentences. */
char **naru_intake_alternatives (const NaruIntakeRules *rules, GHashTable *answers,
                                 const NaruIntakeQuestion *question);

/* Commands */
NaruCommand *naru_intake_answer (NaruDesk *desk, const char *jobseeker, const char *question,
                                 const char *const *answers, const char *note, GError **error);
NaruCommand *naru_intake_screen (NaruDesk *desk, const char *jobseeker, GHashTable *levels,
                                 const char *wish, gboolean paper, const char *note,
                                 GError **error);
NaruCommand *naru_intake_note_needs (NaruDesk *desk, const char *jobseeker,
                                     const char *const *barriers, const char *note, GError **error);
NaruCommand *naru_intake_consent (NaruDesk *desk, const char *jobseeker, gboolean given,
                                  const char *const *parts, const char *note, GError **error);
NaruCommand *naru_intake_reroute (NaruDesk *desk, const char *jobseeker, const char *route,
                                  const char *reason, GError **error);

G_END_DECLS
