/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was answered suggests services; the person decides, and a strategy with an owner and a review comes out of it. */
#include "naru-employer-talk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

/* Which answer asks for which service; an answer may ask for several. */
static const struct
{
  const char *field;
  const char *service;
} suggestions[] = {
  { "hiringPlan", "vacancy_drafting" },
  { "hiringPlan", "preselection" },
  { "bottlenecks", "channels" },
  { "skills", "training" },
  { "accommodation", "accommodation" },
  { "conditions", "regulation_advice" },
  { "safety", "safety" },
  { "digitalChange", "onboarding_plan" },
  { "greenChange", "onboarding_plan" },
};

/**
 * naru_needs_suggest_services:
 * @needs: a needs talk, saved or not
 *
 * Returns: (transfer full): codes of services that its answers suggest; support after placement wherever somebody is hired
 */
char **
naru_needs_suggest_services (NaruRecord *needs)
{
  g_autoptr (GPtrArray) services = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
    if (naru_record_has (needs, suggestions[i].field)
        && !g_ptr_array_find_with_equal_func (services, suggestions[i].service, g_str_equal, NULL))
      g_ptr_array_add (services, g_strdup (suggestions[i].service));
  if (naru_record_has (needs, "hiringPlan"))
    g_ptr_array_add (services, g_strdup ("post_placement"));
  g_ptr_array_add (services, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&services), FALSE);
}

static gboolean
fill_strategy (NaruDesk *desk, NaruRecord *strategy, NaruRecord *needs, const char *aim,
               const char *const *services, const char *review_on, GError **error)
{
  const char *me = naru_desk_get_staff (desk);

  if (!naru_record_set (strategy, "employer", naru_record_get (needs, "employer"), error)
      || !naru_record_set (strategy, "aim", aim, error)
      || !naru_record_set (strategy, "needs", naru_record_get_id (needs), error)
      || !naru_record_set (strategy, "owner", me, error)
      || !naru_record_set (strategy, "reviewOn", review_on, error)
      || !naru_record_set (strategy, "state", "active", error))
    return FALSE;
  for (guint i = 0; services[i] != NULL; i++)
    if (!naru_record_set_element (strategy, "services", services[i], "owner", me, error)
        || !naru_record_set_element (strategy, "services", services[i], "due", review_on, error)
        || !naru_record_set_element (strategy, "services", services[i], "state", "planned", error))
      return FALSE;
  return TRUE;
}

/**
 * naru_employer_finish_talk:
 * @desk: a desk
 * @needs: the needs talk, not saved yet
 * @aim: (nullable): what the centre wants to reach; without it the talk alone is kept
 * @services: codes of "employer-service" that are given
 * @review_on: (nullable): when it is looked at again
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a command that keeps the talk, and the strategy that comes out of it
 */
NaruCommand *
naru_employer_finish_talk (NaruDesk *desk, NaruRecord *needs, const char *aim,
                           const char *const *services, const char *review_on, GError **error)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  g_autoptr (NaruCommand) command = NULL;

  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (needs, "employer"));
  label = g_strdup_printf (_ ("Needs talk with %s"), name);
  command = naru_command_new (label);
  naru_command_create (command, needs);
  if (!naru_casework_is_blank (aim))
    {
      g_autoptr (NaruRecord) strategy = naru_record_new (naru_record_type_find ("strategy"), NULL);

      if (!fill_strategy (desk, strategy, needs, aim, services, review_on, error))
        return NULL;
      naru_command_create (command, strategy);
    }
  return g_steal_pointer (&command);
}
