/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do in an occupation, as a start for a vacancy: tasks, skills, requirements, conditions, in Korean and English.
 * Profiles are data (data/occupations). Each line begins with its kind:
 *
 *   = welder 7212              a new profile: its name here, and its code of ISCO-08
 *   n 용접원 | Welder           its title
 *   w 아크용접, 용접사 | MIG     other words that people look for
 *   t 도면을 봅니다. | Read drawings.   a task; s a skill, c a condition of work, p protective equipment
 *   r e 자격증 | Certificate    a requirement that is usually essential; r d desirable
 *   h heat noise               codes of the vocabulary "hazard"
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NARU_PROFILE_TASK,
  NARU_PROFILE_REQUIREMENT,
  NARU_PROFILE_SKILL,
  NARU_PROFILE_CONDITION,
  NARU_PROFILE_PROTECTION,
} NaruProfileKind;

/**
 * NaruProfileLine: one thing that a vacancy can take over
 * @essential: of a requirement: usually one without which the work cannot be done
 */
typedef struct
{
  NaruProfileKind kind;
  const char *korean;
  const char *english;
  gboolean essential;
} NaruProfileLine;

/**
 * NaruProfile: an occupation
 * @occupation: code of ISCO-08; several profiles may share one
 * @lines: of NaruProfileLine, in the order in which a vacancy has them
 * @hazards: codes, ends with %NULL
 */
typedef struct
{
  const char *name;
  const char *occupation;
  const char *korean;
  const char *english;
  GArray *lines;
  char **hazards;
  char *words; /* folded, for search */
} NaruProfile;

guint naru_profile_count (void);
const NaruProfile *naru_profile_at (guint position);
GPtrArray *naru_profile_search (const char *text);
const char *naru_profile_title (const NaruProfile *self, const char *language);
const char *naru_profile_line_text (const NaruProfileLine *line, const char *language);

G_END_DECLS
