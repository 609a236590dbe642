/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of action plans: rules of their own for the engine that checks advertisements. */
#include "naru-checker-private.h"

#include <gio/gio.h>

#define RULES "/io/github/naru/Naru/plan-rules/plan.rules"

/**
 * naru_checker_new_for_plans:
 * @language: language of the plan: that of the person whom it is for
 * @refused: (element-type utf8) (nullable): takes a line for each rule that was not taken, and why
 *
 * Returns: (transfer full): a checker that finds what threatens, what is vague, and what is hard to read in a plan. It has
 *   no law: what it says is advice
 */
NaruChecker *
naru_checker_new_for_plans (const char *language, GPtrArray *refused)
{
  NaruChecker *self = naru_checker_new (language, NULL);
  NaruRuleSet *set = naru_rule_set_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RULES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* a resource ends in a zero byte */
  naru_rule_set_read (set, g_bytes_get_data (bytes, NULL), "plan.rules",
                      refused != NULL ? refused : problems);
  naru_rule_set_index (set);
  naru_checker_use_set (self, set);
  return self;
}
