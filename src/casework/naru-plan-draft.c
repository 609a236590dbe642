/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the proposals for a plan come from: data/plans/templates.json, the centre's own templates, open barriers where this
 * desk may see them, and what the profile says. The words are in the language of the desk. */
#include "naru-plan-draft.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"
#include "naru-fold.h"
#include "naru-id.h"
#include "naru-words.h"

#define BUILT_IN "/io/github/naru/Naru/plans/templates.json"
#define PERMIT_DAYS 180

typedef struct
{
  NaruDesk *desk;
  NaruRecord *person;
  char *today;
  GPtrArray *proposals;
} Draft;

static void
template_free (gpointer data)
{
  NaruPlanTemplate *template = data;

  g_free (template->id);
  g_free (template->name);
  g_free (template->group);
  g_free (template);
}

/**
 * naru_plan_proposal_free:
 * @proposal: (transfer full): a proposal
 */
void
naru_plan_proposal_free (NaruPlanProposal *proposal)
{
  g_free (proposal->goal);
  g_free (proposal->occupation);
  g_free (proposal->step);
  g_free (proposal->measure_class);
  g_free (proposal->responsible);
  g_free (proposal->due);
  g_free (proposal->barrier);
  g_free (proposal->reason);
  g_free (proposal);
}

/* The file as text; a resource ends in a zero byte. */
static NaruJsonSpan
read_data (GBytes **bytes)
{
  *bytes = g_resources_lookup_data (BUILT_IN, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return naru_json_span (g_bytes_get_data (*bytes, NULL), -1);
}

static char *
read_words (NaruJsonSpan object, const char *member)
{
  NaruWords words = { NULL };
  char *text;

  naru_words_read (&words, naru_json_span_member (object, member));
  text = g_strdup (naru_words_get (&words, NULL));
  naru_words_clear (&words);
  return text;
}

static char *
read_string (NaruJsonSpan object, const char *member)
{
  return naru_json_span_dup_string (naru_json_span_member (object, member));
}

static GPtrArray *
find_own_templates (NaruDesk *desk)
{
  g_autoptr (NaruQuery) query = naru_query_new ("template");

  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "plan");
  naru_query_set_order (query, "name", FALSE);
  return naru_store_find (naru_desk_get_store (desk), query, NULL);
}

/**
 * naru_plan_templates:
 * @desk: a desk
 *
 * Returns: (transfer full) (element-type NaruPlanTemplate): the program's templates, then those of the centre
 */
GPtrArray *
naru_plan_templates (NaruDesk *desk)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func (template_free);
  g_autoptr (GPtrArray) own = find_own_templates (desk);
  g_autoptr (GBytes) bytes = NULL;
  NaruJsonSpan item;
  NaruJsonIter iter;

  naru_json_iter_init (&iter, naru_json_span_member (read_data (&bytes), "templates"));
  while (naru_json_iter_next (&iter, NULL, &item))
    {
      NaruPlanTemplate *template = g_new0 (NaruPlanTemplate, 1);

      template->id = read_string (item, "id");
      template->name = read_words (item, "name");
      template->group = read_string (item, "group");
      g_ptr_array_add (templates, template);
    }
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      NaruRecord *record = g_ptr_array_index (own, i);
      NaruPlanTemplate *template = g_new0 (NaruPlanTemplate, 1);

      template->id = g_strdup (naru_record_get_id (record));
      template->name = g_strdup (naru_record_get_title (record));
      template->group = g_strdup (naru_record_get (record, "group"));
      g_ptr_array_add (templates, template);
    }
  return templates;
}

/**
 * naru_plan_template_for:
 * @templates: (element-type NaruPlanTemplate): templates
 * @jobseeker: a person
 *
 * Returns: (transfer none): the first that is for a group of the person, otherwise the first of all
 */
const NaruPlanTemplate *
naru_plan_template_for (GPtrArray *templates, NaruRecord *jobseeker)
{
  g_auto (GStrv) groups = naru_record_get_set (jobseeker, "groups");

  for (guint i = 0; groups != NULL && i < templates->len; i++)
    {
      const NaruPlanTemplate *template = g_ptr_array_index (templates, i);

      if (template->group != NULL
          && g_strv_contains ((const char *const *) groups, template->group))
        return template;
    }
  return g_ptr_array_index (templates, 0);
}

/* "(으)로" behind a word: 로 behind a vowel or ㄹ. */
static char *
choose_particle (const char *text)
{
  const char *at = strstr (text, "(으)로");
  const char *before;
  gunichar letter;
  gboolean closed;

  if (at == NULL || at == text)
    return g_strdup (text);
  before = g_utf8_prev_char (at);
  letter = g_utf8_get_char (before);
  closed = letter >= NARU_HANGUL_FIRST && letter <= NARU_HANGUL_LAST
           && (letter - NARU_HANGUL_FIRST) % NARU_HANGUL_FINALS != 0
           && (letter - NARU_HANGUL_FIRST) % NARU_HANGUL_FINALS != 8;
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, closed ? "으로" : "로",
                          at + strlen ("(으)로"));
}

static char *
name_goal (NaruJsonSpan goal, const char *occupation)
{
  g_autofree char *text = read_words (goal, occupation != NULL ? "text" : "plain");
  g_autoptr (GString) filled = NULL;

  if (*text == '\0' || strstr (text, "{occupation}") == NULL)
    return *text != '\0' ? g_steal_pointer (&text) : read_words (goal, "text");
  filled = g_string_new (text);
  g_string_replace (filled, "{occupation}", naru_casework_term_label ("isco08", occupation), 0);
  return choose_particle (filled->str);
}

static NaruPlanProposal *
propose (Draft *self, const char *goal, NaruJsonSpan step, const char *reason)
{
  NaruPlanProposal *proposal = g_new0 (NaruPlanProposal, 1);
  g_autofree char *days = naru_json_span_dup (naru_json_span_member (step, "days"));

  proposal->goal = g_strdup (goal);
  proposal->step = read_words (step, "title");
  proposal->measure_class = read_string (step, "class");
  proposal->responsible = read_string (step, "responsible");
  proposal->due = naru_date_add_days (self->today,
                                      days != NULL ? (int) g_ascii_strtoll (days, NULL, 10) : 30);
  proposal->reason = g_strdup (reason);
  g_ptr_array_add (self->proposals, proposal);
  return proposal;
}

static void
add_built_in (Draft *self, NaruJsonSpan template, const char *occupation)
{
  g_autofree char *name = read_words (template, "name");
  /* Translators: why a step is proposed; the name of a template */
  g_autofree char *reason = g_strdup_printf (_ ("from the template “%s”"), name);
  NaruJsonSpan goal, step;
  NaruJsonIter goals;

  naru_json_iter_init (&goals, naru_json_span_member (template, "goals"));
  while (naru_json_iter_next (&goals, NULL, &goal))
    {
      g_autofree char *id = read_string (goal, "id");
      g_autofree char *text = name_goal (goal, occupation);
      gboolean aims
          = naru_json_span_kind (naru_json_span_member (goal, "occupation")) == NARU_JSON_BOOLEAN;
      NaruJsonIter steps;

      naru_json_iter_init (&steps, naru_json_span_member (template, "steps"));
      while (naru_json_iter_next (&steps, NULL, &step))
        {
          g_autofree char *own = read_string (step, "goal");

          if (g_strcmp0 (own, id) == 0)
            propose (self, text, step, reason)->occupation = aims ? g_strdup (occupation) : NULL;
        }
    }
}

/* A template of the centre: one list of steps, each with the words of its goal. */
static gboolean
add_own (Draft *self, const char *id, GError **error)
{
  g_autoptr (NaruRecord) template = naru_store_get (naru_desk_get_store (self->desk), id, error);
  g_autofree char *reason = NULL;

  if (template == NULL)
    return FALSE;
  reason = g_strdup_printf (_ ("from the template “%s”"), naru_record_get_title (template));
  for (guint i = 0; i < naru_record_get_length (template, "steps"); i++)
    {
      NaruPlanProposal *proposal = g_new0 (NaruPlanProposal, 1);
      g_autofree char *days = naru_record_get_element (template, "steps", i, "dueAfterDays");

      proposal->goal = naru_record_get_element (template, "steps", i, "goal");
      if (proposal->goal == NULL)
        proposal->goal = g_strdup (naru_record_get_title (template));
      proposal->step = naru_record_get_element (template, "steps", i, "title");
      proposal->measure_class = naru_record_get_element (template, "steps", i, "class");
      proposal->responsible = naru_record_get_element (template, "steps", i, "responsible");
      proposal->due = naru_date_add_days (
          self->today, days != NULL ? (int) g_ascii_strtoll (days, NULL, 10) : 30);
      proposal->reason = g_strdup (reason);
      g_ptr_array_add (self->proposals, proposal);
    }
  return TRUE;
}

static void
add_block (Draft *self, NaruJsonSpan block, const char *barrier, const char *reason)
{
  g_autofree char *goal = read_words (block, "goal");
  NaruJsonSpan step;
  NaruJsonIter iter;

  naru_json_iter_init (&iter, naru_json_span_member (block, "steps"));
  while (naru_json_iter_next (&iter, NULL, &step))
    propose (self, goal, step, reason)->barrier = g_strdup (barrier);
}

static void
add_barriers (Draft *self, NaruJsonSpan data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("barrier");
  g_autoptr (GPtrArray) barriers = NULL;

  if (!naru_desk_has_role (self->desk, NARU_ROLE_SITUATION))
    return;
  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, naru_record_get_id (self->person));
  naru_query_add_filter (query, "resolvedOn", NARU_FILTER_EMPTY, NULL);
  barriers = naru_store_find (naru_desk_get_store (self->desk), query, NULL);
  for (guint i = 0; barriers != NULL && i < barriers->len; i++)
    {
      const char *barrier = naru_record_get (g_ptr_array_index (barriers, i), "barrier");
      g_autofree char *reason = g_strdup_printf (_ ("because of the barrier “%s”"),
                                                 naru_casework_term_label ("barrier", barrier));

      add_block (self, naru_json_span_member (data, barrier), barrier, reason);
    }
}

static gboolean
needs_digital_help (NaruRecord *person)
{
  for (guint i = 0; i < naru_record_get_length (person, "digitalSkills"); i++)
    {
      g_autofree char *area = naru_record_get_element (person, "digitalSkills", i, "area");
      g_autofree char *level = naru_record_get_element (person, "digitalSkills", i, "level");

      if (g_strcmp0 (area, "2") == 0 && level != NULL && strcmp (level, "2") < 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_unrecognised_education (NaruRecord *person)
{
  for (guint i = 0; i < naru_record_get_length (person, "education"); i++)
    {
      g_autofree char *country = naru_record_get_element (person, "education", i, "country");
      g_autofree char *recognition
          = naru_record_get_element (person, "education", i, "recognition");

      if (country != NULL && g_strcmp0 (recognition, "none") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_situations (Draft *self, NaruJsonSpan data, const char *template_id)
{
  const char *permit = naru_record_get (self->person, "permitUntil");
  g_autofree char *soon = naru_date_add_days (self->today, PERMIT_DAYS);

  if (needs_digital_help (self->person))
    add_block (self, naru_json_span_member (data, "digital"), NULL,
               _ ("because of the screening of digital skills"));
  if (permit != NULL && strcmp (permit, soon) < 0)
    add_block (self, naru_json_span_member (data, "permit"), NULL,
               _ ("because the permit ends soon"));
  if (g_strcmp0 (template_id, "recognition") != 0 && has_unrecognised_education (self->person))
    add_block (self, naru_json_span_member (data, "recognition"), NULL,
               _ ("because a qualification is not recognised yet"));
}

/**
 * naru_plan_propose:
 * @desk: a desk
 * @jobseeker: a person
 * @template_id: id of a template
 * @occupation: (nullable): code of the occupation aimed at
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruPlanProposal) (nullable): what could be in the plan, in order
 */
GPtrArray *
naru_plan_propose (NaruDesk *desk, NaruRecord *jobseeker, const char *template_id,
                   const char *occupation, GError **error)
{
  g_autoptr (GPtrArray) proposals
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_plan_proposal_free);
  g_autofree char *today = naru_desk_today (desk);
  Draft self = { desk, jobseeker, today, proposals };
  g_autoptr (GBytes) bytes = NULL;
  NaruJsonSpan data = read_data (&bytes), item;
  NaruJsonIter iter;

  naru_json_iter_init (&iter, naru_json_span_member (data, "templates"));
  while (naru_json_iter_next (&iter, NULL, &item))
    {
      g_autofree char *id = read_string (item, "id");

      if (g_strcmp0 (id, template_id) == 0)
        add_built_in (&self, item, occupation);
    }
  if (naru_id_has_type (template_id, "template") && !add_own (&self, template_id, error))
    return NULL;
  add_barriers (&self, naru_json_span_member (data, "barriers"));
  add_situations (&self, naru_json_span_member (data, "situations"), template_id);
  return g_steal_pointer (&proposals);
}

/* The goal of these words, in the plan or among those that this command adds. */
static char *
take_goal (NaruCommand *command, NaruRecord *plan, GHashTable *added,
           const NaruPlanProposal *proposal, guint64 *next)
{
  const char *known = g_hash_table_lookup (added, proposal->goal);
  g_autofree char *id = NULL;

  if (known != NULL)
    return g_strdup (known);
  for (guint i = 0; id == NULL && i < naru_record_get_length (plan, "goals"); i++)
    {
      g_autofree char *text = naru_record_get_element (plan, "goals", i, "text");

      if (g_strcmp0 (text, proposal->goal) == 0)
        id = naru_record_get_element (plan, "goals", i, "id");
    }
  if (id == NULL)
    {
      id = g_strdup_printf ("g%" G_GUINT64_FORMAT, (*next)++);
      naru_command_set_element (command, naru_record_get_id (plan), "goals", id, "text",
                                proposal->goal);
      if (proposal->occupation != NULL)
        naru_command_set_element (command, naru_record_get_id (plan), "goals", id, "occupation",
                                  proposal->occupation);
    }
  g_hash_table_insert (added, g_strdup (proposal->goal), g_strdup (id));
  return g_steal_pointer (&id);
}

static NaruRecord *
make_step (NaruRecord *plan, const NaruPlanProposal *proposal, const char *goal, gint64 position,
           GError **error)
{
  g_autoptr (NaruRecord) step = naru_record_new (naru_record_type_find ("step"), NULL);

  return naru_record_set (step, "jobseeker", naru_record_get (plan, "jobseeker"), error)
                 && naru_record_set (step, "plan", naru_record_get_id (plan), error)
                 && naru_record_set (step, "goal", goal, error)
                 && naru_record_set (step, "title", proposal->step, error)
                 && naru_record_set (step, "class", proposal->measure_class, error)
                 && naru_record_set (step, "responsible", proposal->responsible, error)
                 && naru_record_set (step, "dueOn", proposal->due, error)
                 && naru_record_set (step, "barrier", proposal->barrier, error)
                 && naru_record_set (step, "state", "planned", error)
                 && naru_record_set_number (step, "position", position, error)
             ? g_steal_pointer (&step)
             : NULL;
}

/**
 * naru_case_add_proposals:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @template_id: id of the template that was chosen; kept with the plan
 * @proposals: (element-type NaruPlanProposal): what was chosen
 * @error: return location for an error
 *
 * Adds proposals to the current plan, or begins one with them, in one command.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where nothing was chosen
 */
NaruCommand *
naru_case_add_proposals (NaruDesk *desk, const char *jobseeker, const char *template_id,
                         GPtrArray *proposals, GError **error)
{
  g_autoptr (NaruRecord) person = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (NaruRecord) plan = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL, *goal_id = NULL;
  gint64 position = 0;
  guint64 next;

  if (person == NULL)
    return NULL;
  if (proposals->len == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please tick what goes into the plan."));
      return NULL;
    }
  label = g_strdup_printf (_ ("%s: draft a plan"), naru_record_get_title (person));
  command = naru_command_new (label);
  plan = naru_casework_take_plan (desk, command, jobseeker, error);
  steps = plan != NULL ? naru_case_get_steps (desk, naru_record_get_id (plan), error) : NULL;
  if (steps == NULL)
    return NULL;
  if (!naru_record_has (plan, "template"))
    naru_command_set (command, naru_record_get_id (plan), "template", template_id);
  for (guint i = 0; i < steps->len; i++)
    position = MAX (position, naru_record_get_number (g_ptr_array_index (steps, i), "position", 0));
  goal_id = naru_casework_next_identity (plan, "goals", "id", "g");
  next = g_ascii_strtoull (goal_id + 1, NULL, 10);
  for (guint i = 0; i < proposals->len; i++)
    {
      const NaruPlanProposal *proposal = g_ptr_array_index (proposals, i);
      g_autofree char *goal = take_goal (command, plan, added, proposal, &next);
      g_autoptr (NaruRecord) step = make_step (plan, proposal, goal, ++position, error);

      if (step == NULL)
        return NULL;
      naru_command_create (command, step);
    }
  return g_steal_pointer (&command);
}
