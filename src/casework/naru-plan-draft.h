/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafting a plan: goals and steps proposed from a template, from what stands in the way, and from the profile, each with
 * its reason. Nothing is added before somebody chose it. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruPlanTemplate:
 * @id: of the program's own, or of a record of the type "template"
 * @group: (nullable): code of the vocabulary "client-group" that it is for
 */
typedef struct
{
  char *id;
  char *name;
  char *group;
} NaruPlanTemplate;

/**
 * NaruPlanProposal:
 * @goal: what the goal is called; the same text is one goal
 * @occupation: (nullable): what the goal aims at
 * @step: what is done
 * @measure_class: (nullable): code of the vocabulary "measures"
 * @responsible: code of the vocabulary "responsible"
 * @due: the day
 * @barrier: (nullable): which barrier it eases
 * @reason: why it is proposed, translated
 */
typedef struct
{
  char *goal;
  char *occupation;
  char *step;
  char *measure_class;
  char *responsible;
  char *due;
  char *barrier;
  char *reason;
} NaruPlanProposal;

GPtrArray *naru_plan_templates (NaruDesk *desk);
const NaruPlanTemplate *naru_plan_template_for (GPtrArray *templates, NaruRecord *jobseeker);
GPtrArray *naru_plan_propose (NaruDesk *desk, NaruRecord *jobseeker, const char *template_id,
                              const char *occupation, GError **error);
void naru_plan_proposal_free (NaruPlanProposal *proposal);
NaruCommand *naru_case_add_proposals (NaruDesk *desk, const char *jobseeker,
                                      const char *template_id, GPtrArray *proposals,
                                      GError **error);

G_END_DECLS
