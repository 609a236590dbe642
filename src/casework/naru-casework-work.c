/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on work that began: the placement with checks on both sides, and what each check found. Worker and employer are
 * asked separately: what one of them tells is not shown to the other. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

#define WARNING_DUE_DAYS 7
#define TRY_AGAIN_DAYS 3
#define MEASURE_LEAD_DAYS 30

static const struct
{
  const char *after;
  int weeks;
  int months;
} checks[] = {
  { "week", 1, 0 },
  { "month", 0, 1 },
  { "three_months", 0, 3 },
  { "six_months", 0, 6 },
};

static char *
add_time (const char *date, int weeks, int months)
{
  g_autofree char *noon = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) start = naru_time_parse (noon);
  g_autoptr (GDateTime) due = g_date_time_add_full (start, 0, months, weeks * 7, 0, 0, 0);

  return g_date_time_format (due, "%Y-%m-%d");
}

static gboolean
add_check (NaruCommand *command, const char *type, const char *owner_field, const char *owner,
           NaruRecord *placement, const char *staff, const char *after, const char *due,
           GError **error)
{
  g_autoptr (NaruRecord) check = naru_record_new (naru_record_type_find (type), NULL);

  if (!naru_record_set (check, owner_field, owner, error)
      || !naru_record_set (check, "placement", naru_record_get_id (placement), error)
      || !naru_record_set (check, "dueOn", due, error)
      || !naru_record_set (check, "after", after, error)
      || !naru_record_set (check, "staff", staff, error)
      || !naru_record_set (check, "state", "due", error))
    return FALSE;
  naru_command_create (command, check);
  return TRUE;
}

/* Who knows the employer asks the employer. */
static char *
find_employer_staff (NaruDesk *desk, const char *employer)
{
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), employer, NULL);
  const char *manager = record != NULL ? naru_record_get (record, "accountManager") : NULL;

  return g_strdup (manager != NULL ? manager : naru_desk_get_staff (desk));
}

static gboolean
add_checks (NaruDesk *desk, NaruCommand *command, const char *jobseeker, NaruRecord *placement,
            GError **error)
{
  const char *employer = naru_record_get (placement, "employer");
  const char *start = naru_record_get (placement, "startOn");
  g_autofree char *staff = find_employer_staff (desk, employer);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *due = add_time (start, checks[i].weeks, checks[i].months);

      if (!add_check (command, "jobseekerFollowUp", "jobseeker", jobseeker, placement,
                      naru_desk_get_staff (desk), checks[i].after, due, error)
          || !add_check (command, "employerFollowUp", "employer", employer, placement, staff,
                         checks[i].after, due, error))
        return FALSE;
    }
  return TRUE;
}

/* A subsidy or public work that ends is when the next step must be ready. */
static gboolean
add_end_task (NaruDesk *desk, NaruCommand *command, const char *jobseeker, NaruRecord *placement,
              GError **error)
{
  const char *end = naru_record_get (placement, "measureEndsOn");
  g_autoptr (NaruRecord) task = NULL;
  g_autofree char *due = NULL;

  if (end == NULL)
    return TRUE;
  due = naru_date_add_days (end, -MEASURE_LEAD_DAYS);
  task = naru_record_new (naru_record_type_find ("task"), NULL);
  if (!naru_record_set (task, "title", _ ("Plan what comes after the subsidy or public work"),
                        error)
      || !naru_record_set (task, "jobseeker", jobseeker, error)
      || !naru_record_set (task, "owner", naru_desk_get_staff (desk), error)
      || !naru_record_set (task, "dueOn", due, error)
      || !naru_record_set (task, "state", "planned", error))
    return FALSE;
  naru_command_create (command, task);
  return TRUE;
}

/**
 * naru_case_begin_work:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @placement: a new placement with employer and first day
 * @error: return location for an error
 *
 * Notes that somebody began to work: the case is followed from now on, and worker and employer are each asked after a week, a
 * month, three and six months. The placement itself names nobody.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_begin_work (NaruDesk *desk, const char *jobseeker, NaruRecord *placement, GError **error)
{
  g_autoptr (NaruRecord) person = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruRecord) record = naru_record_copy (placement);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (person == NULL)
    return NULL;
  if (!naru_record_has (record, "employer") || !naru_record_has (record, "startOn"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please say where and on which day the work begins."));
      return NULL;
    }
  if (naru_record_has (person, "availability")
      && !naru_record_set (record, "availability", naru_record_get (person, "availability"), error))
    return NULL;
  if (!naru_record_set (record, "counsellor", naru_desk_get_staff (desk), error))
    return NULL;
  if (g_strcmp0 (naru_record_get (person, "state"), "in_work") == 0)
    command = naru_command_new ("");
  else
    command = naru_case_set_state (desk, jobseeker, "in_work", NULL, error);
  if (command == NULL)
    return NULL;
  label = g_strdup_printf (_ ("%s began to work"), naru_record_get_title (person));
  naru_command_set_label (command, label);
  naru_command_create (command, record);
  naru_command_set (command, jobseeker, "outcome", "employment");
  if (!add_checks (desk, command, jobseeker, record, error)
      || !add_end_task (desk, command, jobseeker, record, error))
    return NULL;
  return g_steal_pointer (&command);
}

static gboolean
add_warning_step (NaruDesk *desk, NaruCommand *command, NaruRecord *check,
                  const NaruCheckReport *report, const char *due, GError **error)
{
  const char *jobseeker = naru_record_get (check, "jobseeker");
  g_autoptr (NaruRecord) step = NULL;
  g_autoptr (NaruRecord) plan = NULL;

  step = naru_record_new (naru_record_type_find ("step"), NULL);
  plan = naru_casework_take_plan (desk, command, jobseeker, error);
  if (plan == NULL || !naru_record_set (step, "title", report->step, error)
      || !naru_record_set (step, "responsible", "counsellor", error)
      || !naru_record_set (step, "dueOn", due, error)
      || !naru_casework_fill_step (desk, step, plan, NULL, 0, error))
    return FALSE;
  naru_command_create (command, step);
  return TRUE;
}

/* On the employer's side there is no plan: what is to be done stands in the timeline, as a next action. */
static gboolean
add_warning_action (NaruDesk *desk, NaruCommand *command, NaruRecord *check,
                    const NaruCheckReport *report, const char *due, GError **error)
{
  g_autoptr (NaruRecord) talk = naru_record_new (naru_record_type_find ("interaction"), NULL);
  g_autofree char *now = naru_desk_now (desk);
  const char *warning = naru_casework_term_label ("follow-up-warning", report->warning);
  const char *after = naru_casework_term_label ("follow-up-time", naru_record_get (check, "after"));
  g_autofree char *summary = g_strdup_printf (_ ("Check %s: %s"), after != NULL ? after : "",
                                              warning != NULL ? warning : "");

  if (!naru_record_set (talk, "employer", naru_record_get (check, "employer"), error)
      || !naru_record_set (talk, "kind", "call", error) || !naru_record_set (talk, "at", now, error)
      || !naru_record_set (talk, "staff", naru_desk_get_staff (desk), error)
      || !naru_record_set (talk, "summary", summary, error)
      || !naru_record_set (talk, "nextAction", report->step, error)
      || !naru_record_set (talk, "nextActionBy", naru_desk_get_staff (desk), error)
      || !naru_record_set (talk, "nextActionOn", due, error)
      || !naru_record_set (talk, "nextActionState", "open", error))
    return FALSE;
  naru_command_create (command, talk);
  return TRUE;
}

static gboolean
try_again (NaruDesk *desk, NaruCommand *command, NaruRecord *check, const char *today,
           GError **error)
{
  g_autoptr (NaruRecord) again = naru_record_new (naru_record_get_record_type (check), NULL);
  static const char *const kept[] = { "jobseeker", "employer", "placement", "after", "staff" };
  g_autofree char *due = naru_date_add_days (today, TRY_AGAIN_DAYS);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (naru_record_type_find_field (naru_record_get_record_type (check), kept[i]) != NULL
        && naru_record_has (check, kept[i])
        && !naru_record_set (again, kept[i], naru_record_get (check, kept[i]), error))
      return FALSE;
  if (!naru_record_set (again, "dueOn", due, error)
      || !naru_record_set (again, "state", "due", error))
    return FALSE;
  naru_command_create (command, again);
  return TRUE;
}

/* The work ended: no check is due any more, and the person looks for work again. */
static void
end_work (NaruDesk *desk, NaruCommand *command, NaruRecord *check, const char *today)
{
  NaruStore *store = naru_desk_get_store (desk);
  static const char *const types[] = { "jobseekerFollowUp", "employerFollowUp" };
  const char *placement = naru_record_get (check, "placement");
  const char *jobseeker = naru_record_get (check, "jobseeker");
  g_autoptr (NaruRecord) person = naru_store_get (store, jobseeker, NULL);

  for (guint t = 0; placement != NULL && t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (NaruQuery) query = naru_query_new (types[t]);
      g_autoptr (GPtrArray) found = NULL;

      naru_query_add_filter (query, "placement", NARU_FILTER_IS, placement);
      naru_query_add_filter (query, "state", NARU_FILTER_IS, "due");
      found = naru_store_find (store, query, NULL);
      for (guint i = 0; found != NULL && i < found->len; i++)
        if (strcmp (naru_record_get_id (g_ptr_array_index (found, i)), naru_record_get_id (check))
            != 0)
          naru_command_set (command, naru_record_get_id (g_ptr_array_index (found, i)), "state",
                            "dropped");
    }
  if (placement != NULL)
    {
      g_autoptr (NaruRecord) record = naru_store_get (store, placement, NULL);

      const char *start = record != NULL ? naru_record_get (record, "startOn") : NULL;

      /* work that never began ended on its first day */
      if (record != NULL && !naru_record_has (record, "endOn"))
        naru_command_set (command, placement, "endOn",
                          start != NULL && strcmp (start, today) > 0 ? start : today);
    }
  if (person == NULL || g_strcmp0 (naru_record_get (person, "state"), "in_work") != 0)
    return;
  naru_command_set (command, jobseeker, "state", "active");
  naru_command_set (command, jobseeker, "inWork", NULL);
  naru_command_set (command, jobseeker, "outcome", NULL);
}

/**
 * naru_case_record_check:
 * @desk: a desk
 * @check: id of a follow-up, of either side
 * @report: what was found
 * @error: return location for an error
 *
 * Writes down a check. Who is still there after six months has the outcome of sustained employment. A warning becomes a step of the plan, or on the employer's side a next action. Who was not reached is
 * asked again three days later. Where the person is no longer there, the other checks are dropped and the case is active again.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_record_check (NaruDesk *desk, const char *check, const NaruCheckReport *report,
                        GError **error)
{
  gboolean worker = g_str_has_prefix (check, "jobseekerFollowUp:");
  g_autoptr (NaruRecord) record
      = naru_casework_get (desk, check, worker ? "jobseekerFollowUp" : "employerFollowUp", error);
  gboolean warned = report->warning != NULL && strcmp (report->warning, "none") != 0;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *due = naru_date_add_days (today, WARNING_DUE_DAYS);
  g_autofree char *who = NULL, *label = NULL, *satisfaction = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (record == NULL
      || (report->warning != NULL
          && !naru_casework_check_term ("follow-up-warning", report->warning, error)))
    return NULL;
  if (warned && report->reached && naru_casework_is_blank (report->step))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please say what will be done about the warning."));
      return NULL;
    }
  who = naru_store_get_title (naru_desk_get_store (desk),
                              naru_record_get (record, worker ? "jobseeker" : "employer"));
  label = g_strdup_printf (_ ("Check with %s"), who != NULL ? who : "");
  command = naru_command_new (label);
  naru_command_set (command, check, "state", report->reached ? "done" : "not_reached");
  naru_command_set (command, check, "doneOn", today);
  naru_command_set (command, check, "staff", naru_desk_get_staff (desk));
  if (!naru_casework_is_blank (report->note))
    naru_command_set (command, check, "note", report->note);
  if (!report->reached)
    return try_again (desk, command, record, today, error) ? g_steal_pointer (&command) : NULL;
  naru_command_set (command, check, "warning", report->warning);
  if (report->satisfaction > 0)
    {
      satisfaction = g_strdup_printf ("%d", report->satisfaction);
      naru_command_set (command, check, "satisfaction", satisfaction);
    }
  if (worker)
    {
      naru_command_set (command, check, "stillThere", report->still_there);
      if (report->service_satisfaction > 0)
        {
          g_autofree char *service = g_strdup_printf ("%d", report->service_satisfaction);

          naru_command_set (command, check, "serviceSatisfaction", service);
        }
      if (g_strcmp0 (report->still_there, "no") == 0)
        end_work (desk, command, record, today);
      else if (g_strcmp0 (report->still_there, "yes") == 0
               && g_strcmp0 (naru_record_get (record, "after"), "six_months") == 0)
        naru_command_set (command, naru_record_get (record, "jobseeker"), "outcome",
                          "sustained_employment");
    }
  if (warned
      && !(worker ? add_warning_step (desk, command, record, report, due, error)
                  : add_warning_action (desk, command, record, report, due, error)))
    return NULL;
  return g_steal_pointer (&command);
}
