/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the workspaces show their record types: the columns, filters and views that every desk begins with. */

#include "naru-type-spec-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-employer-page.h"
#include "naru-vacancy-board.h"
#include "naru-vacancy-page.h"
#include "naru-vacancy-work.h"
#include "naru-jobseeker-page.h"

/* Views: filters that depend on who works here and on the day. */

static void
mine_as_counsellor (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "counsellor", NARU_FILTER_IS, naru_desk_get_staff (desk));
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "new\037active\037reopened\037suspended\037in_work");
}

static void
without_counsellor (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "counsellor", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "closed");
}

static void
registered_this_week (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *from = naru_date_add_days (today, -6);

  naru_query_add_filter (query, "registeredOn", NARU_FILTER_AT_LEAST, from);
}

static void
no_contact (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *before = naru_date_add_days (today, -21);

  mine_as_counsellor (query, desk);
  naru_query_add_filter (query, "lastContact", NARU_FILTER_BELOW, before);
}

static void
review_due (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *before = naru_date_add_days (today, 8);

  mine_as_counsellor (query, desk);
  naru_query_add_filter (query, "planReviewOn", NARU_FILTER_BELOW, before);
}

static void
at_risk (NaruQuery *query, NaruDesk *desk)
{
  mine_as_counsellor (query, desk);
  naru_query_add_filter (query, "atRisk", NARU_FILTER_IS, "true");
}

static void
interview_open (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "intakeState", NARU_FILTER_IS, "open");
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "closed");
}

static void
mine_as_manager (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "accountManager", NARU_FILTER_IS, naru_desk_get_staff (desk));
}

static void
prospects (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "stage", NARU_FILTER_IS, "to_contact\037contacted\037interested");
}

static void
wants_support (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "supportNeeded", NARU_FILTER_IS, "true");
}

#define PLANS_TO_HIRE "maybe\037soon\037now"

/* Signals of a prospect: what it says it plans, whom it took before, and that nobody has talked to it. */
static void
plans_to_hire (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "hiringIntention", NARU_FILTER_IS, PLANS_TO_HIRE);
}

static void
hired_before (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "placed", NARU_FILTER_AT_LEAST, "1");
}

static void
no_talk (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *before = naru_date_add_days (today, -365);

  naru_query_add_filter (query, "lastTalk", NARU_FILTER_BELOW, before);
}

/* Not among those of the last year: a register brings thousands of them. Who rests is left alone. */
static void
never_talked (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "lastTalk", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "stage", NARU_FILTER_IS_NOT, "dormant");
}

static void
to_settle (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "toSettle", NARU_FILTER_IS, "true");
}

static void
open_vacancies (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "stage", NARU_FILTER_IS,
                         "draft\037with_employer\037agreed\037published");
}

static void
mine_as_drafter (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "drafter", NARU_FILTER_IS, naru_desk_get_staff (desk));
  open_vacancies (query, desk);
}

static void
in_draft (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "stage", NARU_FILTER_IS, "draft\037with_employer");
}

static void
published (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "stage", NARU_FILTER_IS, "published");
}

static void
hard_to_fill (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *last = naru_vacancy_bottleneck_day (today);
  g_autofree char *after = naru_date_add_days (last, 1);

  published (query, desk);
  naru_query_add_filter (query, "publishedOn", NARU_FILTER_BELOW, after);
}

/* One and many of a kind, with %s for the number: po/update takes them as one text with plural forms. */
/* Jobseekers */

static const NaruColumnSpec jobseeker_columns[] = {
  { "name", NULL, 100, TRUE, NULL, TRUE },
  { "state", NULL, 156, TRUE },
  { "occupations", NULL, 104, TRUE, NULL, TRUE },
  { "lastContact", NULL, 147, TRUE },
  { "nextMeeting", NULL, 150, TRUE, N_ ("None booked") },
  { "stepsOverdue", NULL, 118, TRUE },
  { "counsellor", NULL, 104, TRUE, N_ ("Nobody yet") },
  { "team", NULL, 120, FALSE },
  { "region", NULL, 140, FALSE },
  { "route", NULL, 140, FALSE },
  { "mobile", NULL, 130, FALSE },
  { "email", NULL, 160, FALSE },
  { "registeredOn", NULL, 120, FALSE },
  { "activeSince", NULL, 120, FALSE },
  { "planReviewOn", NULL, 120, FALSE },
  { "availableFrom", NULL, 120, FALSE },
  { "missedMeetings", NULL, 120, FALSE },
  { NULL },
};

static const char *const jobseeker_filters[]
    = { "state",       "counsellor", "occupations",      "region",
        "team",        "route",      "preferredChannel", "language",
        "interpreter", "atRisk",     "inWork",           "educationLevel",
        "shifts",      "origin",     "outcome",          "intakeState",
        NULL };

static const NaruViewSpec jobseeker_views[] = {
  { "mine", N_ ("My caseload"), NULL, mine_as_counsellor },
  { "queue", N_ ("Team queue"), NULL, without_counsellor },
  { "new", N_ ("New this week"), NULL, registered_this_week },
  { "all", N_ ("Everyone at the centre"), NULL, NULL },
  { "no-contact", N_ ("No contact for 21 days"), NULL, no_contact, TRUE },
  { "review-due", N_ ("Plan review due"), NULL, review_due, TRUE },
  { "interview", N_ ("Interview not finished"), NULL, interview_open, TRUE },
  { "at-risk", N_ ("At risk of losing work"), NULL, at_risk, TRUE },
  { NULL },
};

static const char *const jobseeker_new[]
    = { "name",     "romanName", "birthDate",   "mobile", "email", "preferredChannel",
        "language", "region",    "occupations", "origin", "note",  NULL };

static const NaruTypeSpec jobseekers = {
  .type = "jobseeker",
  .place = "jobseekers",
  .search_hint = N_ ("Name, phone or any word"),
  .new_label = N_ ("Take in"),
  COUNTED ("%s person", "%s people"),
  .empty_title = N_ ("Nobody is here yet"),
  .empty_what = N_ ("Take in the first person, or import a list that you have."),
  .columns = jobseeker_columns,
  .filters = jobseeker_filters,
  .views = jobseeker_views,
  .order = "lastContact",
  .descending = TRUE,
  .second_line = "nextMeeting",
  .list_beside = TRUE,
  .gauge = TRUE,
  .page_new = naru_jobseeker_page_new,
  .new_fields = jobseeker_new,
  .create = naru_case_take_in,
  .created = naru_window_show_intake,
};

/* Employers */

static const NaruColumnSpec employer_columns[] = {
  { "name", NULL, 140, TRUE, NULL, TRUE },
  { "stage", NULL, 146, TRUE },
  { "industry", NULL, 110, TRUE, NULL, TRUE },
  { "lastContact", NULL, 142, TRUE },
  { "nextAction", NULL, 122, TRUE, N_ ("Nothing agreed"), TRUE },
  { "openVacancies", NULL, 112, TRUE },
  { "accountManager", NULL, 120, TRUE, N_ ("Nobody yet") },
  { "nextActionOn", NULL, 120, FALSE },
  { "region", NULL, 140, FALSE },
  { "sizeClass", NULL, 120, FALSE },
  { "employees", NULL, 100, FALSE },
  { "hiringIntention", NULL, 150, FALSE },
  { "registerNumber", NULL, 130, FALSE },
  { "assignedSince", NULL, 120, FALSE },
  { "lastTalk", NULL, 142, FALSE },
  { "placed", NULL, 112, FALSE },
  { NULL },
};

static const char *const employer_filters[]
    = { "stage",  "accountManager", "industry", "region", "sizeClass", "hiringIntention",
        "sector", "supportNeeded",  "green",    "tags",   "lists",     NULL };

static const NaruViewSpec employer_views[] = {
  { "mine", N_ ("My employers"), NULL, mine_as_manager },
  { "prospects", N_ ("Prospects"), NULL, prospects },
  { "support", N_ ("Want support"), NULL, wants_support },
  { "plans", N_ ("Plan to hire"), NULL, plans_to_hire },
  { "hired", N_ ("Hired through us"), NULL, hired_before },
  { "quiet", N_ ("No talk for a year"), NULL, no_talk },
  { "all", N_ ("All employers"), NULL, NULL },
  { "never", N_ ("Never talked to"), NULL, never_talked },
  { "settle", N_ ("A source says otherwise"), NULL, to_settle, TRUE },
  { NULL },
};

static const char *const employer_new[]
    = { "name",    "romanName", "registerNumber", "stage",   "industry", "sizeClass", "region",
        "address", "phone",     "email",          "website", "note",     NULL };

static NaruCommand *
add_employer (NaruDesk *desk, NaruRecord *record, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (record));
  NaruCommand *command = naru_command_new (label);

  naru_command_create (command, record);
  return command;
}

static const NaruTypeSpec employers = {
  .type = "employer",
  .place = "employers",
  .search_hint = N_ ("Name, contact or any word"),
  .new_label = N_ ("New employer"),
  COUNTED ("%s employer", "%s employers"),
  .empty_title = N_ ("No employer is here yet"),
  .empty_what = N_ ("Add the first employer, or import a register."),
  .columns = employer_columns,
  .filters = employer_filters,
  .views = employer_views,
  .order = "name",
  .second_line = "nextAction",
  .list_beside = TRUE,
  .page_new = naru_employer_page_new,
  .new_fields = employer_new,
  .create = add_employer,
};

/* Vacancies */

static const NaruColumnSpec vacancy_columns[] = {
  { "title", NULL, 150, TRUE, NULL, TRUE },
  { "stage", NULL, 144, TRUE },
  { "employer", NULL, 130, TRUE, N_ ("Not known"), TRUE },
  { "occupation", NULL, 112, TRUE, NULL, TRUE },
  { "region", NULL, 108, TRUE, NULL, TRUE },
  { "closesOn", NULL, 134, TRUE },
  { "daysOpen", NULL, 90, TRUE },
  { "drafter", NULL, 120, FALSE },
  { "contract", NULL, 120, FALSE },
  { "employment", NULL, 120, FALSE },
  { "hoursWeek", NULL, 100, FALSE },
  { "startOn", NULL, 136, FALSE },
  { "publishedOn", NULL, 136, FALSE },
  { "source", NULL, 120, FALSE },
  { NULL },
};

static const char *const vacancy_filters[]
    = { "stage", "employer", "occupation", "region",        "drafter", "contract", "employment",
        "shift", "remote",   "education",  "supportNeeded", "green",   "flexible", NULL };

static const NaruViewSpec vacancy_views[] = {
  { "open", N_ ("Open"), NULL, open_vacancies },
  { "mine", N_ ("My drafts"), NULL, mine_as_drafter },
  { "draft", N_ ("In the making"), NULL, in_draft },
  { "published", N_ ("Published"), NULL, published },
  { "bottleneck", N_ ("Hard to fill"), NULL, hard_to_fill },
  { "all", N_ ("All vacancies"), NULL, NULL },
  { NULL },
};

static const char *const vacancy_new[]
    = { "title", "employer", "occupation", "posts", "region", "tasks", NULL };

static NaruCommand *
add_vacancy (NaruDesk *desk, NaruRecord *record, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Draft vacancy %s"), naru_record_get_title (record));
  NaruCommand *command;

  if (!naru_record_has (record, "stage") && !naru_record_set (record, "stage", "draft", error))
    return NULL;
  if (!naru_record_has (record, "drafter") && naru_desk_get_staff (desk) != NULL
      && !naru_record_set (record, "drafter", naru_desk_get_staff (desk), error))
    return NULL;
  command = naru_command_new (label);
  naru_command_create (command, record);
  return command;
}

static const NaruTypeSpec vacancies = {
  .type = "vacancy",
  .place = "vacancies",
  .search_hint = N_ ("Title, employer or any word"),
  .new_label = N_ ("New vacancy"),
  COUNTED ("%s vacancy", "%s vacancies"),
  .empty_title = N_ ("No vacancy is here yet"),
  .empty_what = N_ ("Draft the first vacancy, or import advertisements."),
  .columns = vacancy_columns,
  .filters = vacancy_filters,
  .views = vacancy_views,
  .order = "title",
  .second_line = "employer",
  .page_new = naru_vacancy_page_new,
  .board_new = naru_vacancy_board_new,
  .board_focus = naru_vacancy_board_focus,
  .new_fields = vacancy_new,
  .create = add_vacancy,
};

static const NaruTypeSpec *const specs[] = { &jobseekers,
                                             &employers,
                                             &vacancies,
                                             &naru_type_spec_courses,
                                             &naru_type_spec_measures,
                                             &naru_type_spec_organisations,
                                             &naru_type_spec_figures,
                                             &naru_type_spec_handbook,
                                             NULL };

/**
 * naru_type_specs:
 *
 * All types that have a workspace; ends with %NULL.
 */
const NaruTypeSpec *const *
naru_type_specs (void)
{
  return specs;
}

/**
 * naru_type_spec_find:
 *
 * How @type is shown, or %NULL if it has no workspace.
 */
const NaruTypeSpec *
naru_type_spec_find (const char *type)
{
  for (guint i = 0; specs[i] != NULL; i++)
    if (g_strcmp0 (specs[i]->type, type) == 0)
      return specs[i];
  return NULL;
}

/**
 * naru_type_spec_view:
 *
 * The query of a view that every desk has, in the usual order. An unknown name gives all records.
 */
NaruQuery *
naru_type_spec_view (const NaruTypeSpec *spec, const char *view, NaruDesk *desk)
{
  NaruQuery *query = naru_query_new (spec->type);
  g_autofree char *now = naru_desk_now (desk);

  naru_query_set_order (query, spec->order, spec->descending);
  naru_query_set_now (query, now);
  /* what was merged lives on under the other */
  if (g_str_equal (spec->type, "employer"))
    naru_query_add_filter (query, "mergedInto", NARU_FILTER_EMPTY, NULL);
  for (const NaruViewSpec *known = spec->views; known->name != NULL; known++)
    if (g_strcmp0 (known->name, view) == 0 && known->build != NULL)
      known->build (query, desk);
  return query;
}

/**
 * naru_type_spec_title:
 *
 * Returns: (transfer none): the heading of the workspace, translated
 */
const char *
naru_type_spec_title (const NaruTypeSpec *spec)
{
  return spec->title != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "window", spec->title)
                             : naru_record_type_get_plural (naru_record_type_find (spec->type));
}

/**
 * naru_type_spec_may_add:
 *
 * Returns: whether whoever works at @desk may make records of the type
 */
gboolean
naru_type_spec_may_add (const NaruTypeSpec *spec, NaruDesk *desk)
{
  return naru_desk_may_write (desk, naru_record_type_find (spec->type));
}

/**
 * naru_type_spec_count:
 *
 * "84 people"
 */
char *
naru_type_spec_count (const NaruTypeSpec *spec, gint64 count)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, spec->count_one, spec->count_many,
                                       (gulong) MIN (count, G_MAXINT)),
                          number);
}
