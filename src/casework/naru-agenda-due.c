/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is due: steps, reviews, promises, follow-ups, tasks, vacancies that wait, fields with two values,
 * deletions that gave way. */
#include <glib/gi18n-lib.h>

#include "naru-agenda-private.h"
#include "naru-casework-private.h"
#include "naru-vacancy-work.h"

#define PROMISE_LEAD_DAYS 1
#define CLOSES_SOON 3 /* days before the closing date of a vacancy */

static gint64
days_late (NaruAgendaRead *self, const char *due)
{
  return naru_date_days_between (due, self->date);
}

/* The beginning of the reason, what is due, and the end, how late it is: "Who acts: partner. 3 days late, due 22 Nov" */
static void
finish_due (NaruAgendaRead *self, NaruAgendaRow *row, const char *due, const char *action)
{
  row->at = g_strdup (due);
  row->order = days_late (self, due);
  row->action = action;
}

static void
add_step (NaruAgendaRead *self, NaruRecord *step)
{
  const char *jobseeker = naru_record_get (step, "jobseeker");
  const char *due = naru_record_get (step, "dueOn");
  g_autofree char *late = naru_agenda_format_lateness (self, due);
  g_autofree char *person = naru_agenda_title_of (self, jobseeker);
  const char *who = naru_casework_term_label ("responsible", naru_record_get (step, "responsible"));
  char *reason;

  if (who != NULL)
    /* Translators: name of a person, who acts, "3 days late, due 22 Nov" */
    reason = g_strdup_printf (_ ("%1$s · %2$s acts · %3$s"), person, who, late);
  else
    reason = g_strdup_printf ("%s · %s", person, late);
  finish_due (self,
              naru_agenda_add (self, NARU_AGENDA_STEPS, step, jobseeker,
                               g_strdup (naru_record_get_title (step)), reason),
              due, "done");
}

/**
 * naru_agenda_read_steps:
 *
 * Adds the steps of open cases that are late.
 */
void
naru_agenda_read_steps (NaruAgendaRead *self)
{
  g_autoptr (NaruQuery) query = naru_query_new ("step");
  g_autoptr (GPtrArray) steps = NULL;

  if (self->staff != NULL && self->people->len == 0)
    return;
  if (self->staff != NULL)
    naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, self->person_ids);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, NARU_OPEN_STEPS);
  naru_query_add_filter (query, "dueOn", NARU_FILTER_BELOW, self->date);
  steps = naru_agenda_find (self, query);
  for (guint i = 0; i < steps->len; i++)
    {
      NaruRecord *step = g_ptr_array_index (steps, i);

      if (self->staff == NULL)
        {
          g_autoptr (NaruRecord) person
              = naru_store_get (self->store, naru_record_get (step, "jobseeker"), NULL);

          if (person == NULL || !naru_agenda_is_open_case (person))
            continue;
        }
      add_step (self, step);
    }
}

static void
add_review (NaruAgendaRead *self, NaruRecord *person)
{
  const char *due = naru_record_get (person, "planReviewOn");
  const char *state = naru_record_get (person, "state");

  if (due == NULL || days_late (self, due) < 0 || g_strcmp0 (state, "suspended") == 0)
    return;
  finish_due (self,
              naru_agenda_add (self, NARU_AGENDA_REVIEWS, person, naru_record_get_id (person),
                               g_strdup (naru_record_get_title (person)),
                               naru_agenda_format_lateness (self, due)),
              due, "open");
}

/**
 * naru_agenda_read_reviews:
 *
 * Adds the people whose plan is to be reviewed; a suspended case can wait.
 */
void
naru_agenda_read_reviews (NaruAgendaRead *self)
{
  g_autoptr (GPtrArray) people = self->people != NULL ? g_ptr_array_ref (self->people) : NULL;

  if (people == NULL)
    {
      g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");

      naru_query_add_filter (query, "planReviewOn", NARU_FILTER_BELOW, self->tomorrow);
      people = naru_agenda_find (self, query);
    }
  for (guint i = 0; i < people->len; i++)
    if (naru_agenda_is_open_case (g_ptr_array_index (people, i)))
      add_review (self, g_ptr_array_index (people, i));
}

static void
add_promise (NaruAgendaRead *self, NaruRecord *interaction)
{
  const char *due = naru_record_get (interaction, "nextActionOn");
  const char *employer = naru_record_get (interaction, "employer");
  g_autofree char *late = naru_agenda_format_lateness (self, due);
  g_autofree char *name = naru_agenda_title_of (self, employer);
  gboolean promise = naru_record_get_boolean (interaction, "promise");
  NaruAgendaRow *row;

  row = naru_agenda_add (
      self, NARU_AGENDA_PROMISES, interaction, employer,
      g_strdup (naru_record_get (interaction, "nextAction")),
      g_strdup_printf (promise ? _ ("Promised to %1$s · %2$s") : _ ("%1$s · %2$s"), name, late));
  finish_due (self, row, due, "done");
  row->order = row->order * 2 + promise;
}

static void
find_promises (NaruAgendaRead *self, const char *field, gboolean nobody_named)
{
  g_autoptr (NaruQuery) query = naru_query_new ("interaction");
  g_autofree char *until = naru_date_add_days (self->date, PROMISE_LEAD_DAYS + 1);
  g_autoptr (GPtrArray) found = NULL;

  if (self->staff != NULL)
    naru_query_add_filter (query, field, NARU_FILTER_IS, self->staff);
  if (nobody_named)
    naru_query_add_filter (query, "nextActionBy", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "nextActionState", NARU_FILTER_IS, "open");
  naru_query_add_filter (query, "nextActionOn", NARU_FILTER_BELOW, until);
  found = naru_agenda_find (self, query);
  for (guint i = 0; i < found->len; i++)
    if (naru_record_has (g_ptr_array_index (found, i), "nextActionOn"))
      add_promise (self, g_ptr_array_index (found, i));
}

/**
 * naru_agenda_read_promises:
 *
 * Adds what comes next with employers, up to tomorrow; what names nobody is for whoever talked.
 */
void
naru_agenda_read_promises (NaruAgendaRead *self)
{
  find_promises (self, "nextActionBy", FALSE);
  if (self->staff != NULL)
    find_promises (self, "staff", TRUE);
}

static void
add_follow_up (NaruAgendaRead *self, NaruRecord *follow_up, const char *owner_field)
{
  const char *due = naru_record_get (follow_up, "dueOn");
  const char *owner = naru_record_get (follow_up, owner_field);
  g_autofree char *late = naru_agenda_format_lateness (self, due);
  const char *after
      = naru_casework_term_label ("follow-up-time", naru_record_get (follow_up, "after"));

  finish_due (
      self,
      naru_agenda_add (self, NARU_AGENDA_FOLLOW_UPS, follow_up, owner,
                       naru_agenda_title_of (self, owner),
                       after != NULL ? g_strdup_printf ("%s · %s", after, late) : g_strdup (late)),
      due, "call");
}

static void
find_follow_ups (NaruAgendaRead *self, const char *type, const char *owner_field,
                 const char *filter, gboolean nobody_named)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  if (self->staff != NULL)
    naru_query_add_filter (query, filter, NARU_FILTER_IS,
                           nobody_named ? self->person_ids : self->staff);
  if (nobody_named)
    naru_query_add_filter (query, "staff", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "due");
  naru_query_add_filter (query, "dueOn", NARU_FILTER_BELOW, self->tomorrow);
  found = naru_agenda_find (self, query);
  for (guint i = 0; i < found->len; i++)
    add_follow_up (self, g_ptr_array_index (found, i), owner_field);
}

/**
 * naru_agenda_read_follow_ups:
 *
 * Adds the follow-ups of both sides; one that names nobody is for the person's counsellor.
 */
void
naru_agenda_read_follow_ups (NaruAgendaRead *self)
{
  find_follow_ups (self, "jobseekerFollowUp", "jobseeker", "staff", FALSE);
  find_follow_ups (self, "employerFollowUp", "employer", "staff", FALSE);
  if (self->staff != NULL && self->people->len > 0)
    find_follow_ups (self, "jobseekerFollowUp", "jobseeker", "jobseeker", TRUE);
}

static void
add_task (NaruAgendaRead *self, NaruRecord *task, const char *due)
{
  const char *jobseeker = naru_record_get (task, "jobseeker");
  g_autofree char *late = naru_agenda_format_lateness (self, due);
  g_autofree char *person = jobseeker != NULL ? naru_agenda_title_of (self, jobseeker) : NULL;

  finish_due (self,
              naru_agenda_add (self, NARU_AGENDA_TASKS, task, jobseeker,
                               g_strdup (naru_record_get_title (task)),
                               person != NULL ? g_strdup_printf ("%s · %s", person, late)
                                              : g_steal_pointer (&late)),
              due, "done");
}

/**
 * naru_agenda_read_tasks:
 *
 * Adds the tasks that are due.
 */
void
naru_agenda_read_tasks (NaruAgendaRead *self)
{
  const NaruAgendaAsk ask
      = { "task", "owner", "state", NARU_OPEN_STEPS, "dueOn", NULL, self->tomorrow };
  g_autoptr (GPtrArray) tasks = naru_agenda_ask (self, &ask);

  for (guint i = 0; i < tasks->len; i++)
    {
      NaruRecord *task = g_ptr_array_index (tasks, i);
      const char *due = naru_record_get (task, "dueOn");

      if (due != NULL)
        add_task (self, task, due);
    }
}

static void
add_vacancy (NaruAgendaRead *self, NaruRecord *vacancy, const char *since, const char *pattern,
             const char *action)
{
  g_autofree char *when = naru_agenda_format_date (since);
  const char *employer = naru_record_get (vacancy, "employerName");
  g_autofree char *what = g_strdup_printf (pattern, when);
  char *reason = employer != NULL ? g_strdup_printf ("%s · %s", employer, what) : g_strdup (what);

  finish_due (self,
              naru_agenda_add (self, NARU_AGENDA_VACANCIES, vacancy, naru_record_get_id (vacancy),
                               g_strdup (naru_record_get_title (vacancy)), reason),
              since, action);
}

static void
add_waiting (NaruAgendaRead *self, NaruRecord *vacancy)
{
  const char *stage = naru_record_get (vacancy, "stage");
  guint n_versions = naru_record_get_length (vacancy, "versions");
  g_autofree char *sent
      = n_versions > 0 ? naru_record_get_element (vacancy, "versions", n_versions - 1, "at") : NULL;

  if (g_strcmp0 (stage, "agreed") == 0)
    add_vacancy (self, vacancy, naru_record_get (vacancy, "agreedOn"),
                 _ ("agreed on %s, waits for publication"), "open");
  else if (sent != NULL)
    add_vacancy (self, vacancy, sent, _ ("with the employer since %s, waits for approval"), "call");
}

/* Published ones that close within three days, or should have, or that nobody was found for. */
static void
add_open (NaruAgendaRead *self)
{
  g_autofree char *today = naru_date_add_days (self->tomorrow, -1);
  g_autofree char *soon = naru_date_add_days (today, CLOSES_SOON + 1);
  g_autofree char *last = naru_vacancy_bottleneck_day (today);
  g_autofree char *after = naru_date_add_days (last, 1);
  const NaruAgendaAsk closing
      = { "vacancy", "drafter", "stage", "published", "closesOn", NULL, soon };
  const NaruAgendaAsk long_open
      = { "vacancy", "drafter", "stage", "published", "publishedOn", NULL, after };
  g_autoptr (GPtrArray) found = naru_agenda_ask (self, &closing);
  g_autoptr (GPtrArray) open = naru_agenda_ask (self, &long_open);

  for (guint i = 0; i < found->len; i++)
    {
      NaruRecord *vacancy = found->pdata[i];

      add_vacancy (self, vacancy, naru_record_get (vacancy, "closesOn"),
                   naru_vacancy_is_past_closing (vacancy, today)
                       ? _ ("closed on %s, and is still published")
                       : _ ("closes on %s"),
                   "open");
    }
  for (guint i = 0; i < open->len; i++)
    if (g_strcmp0 (naru_record_get (open->pdata[i], "closesOn"), soon) >= 0)
      add_vacancy (self, open->pdata[i], naru_record_get (open->pdata[i], "publishedOn"),
                   _ ("published since %s, hard to fill"), "open");
}

/**
 * naru_agenda_read_vacancies:
 *
 * Adds drafts that wait for approval or publication, vacancies whose employer asked for help, and those that close or stay
 * open for long, for their drafter.
 */
void
naru_agenda_read_vacancies (NaruAgendaRead *self)
{
  g_autoptr (NaruQuery) waiting = naru_query_new ("vacancy");
  g_autoptr (NaruQuery) support = naru_query_new ("vacancy");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  if (self->staff != NULL)
    {
      naru_query_add_filter (waiting, "drafter", NARU_FILTER_IS, self->staff);
      naru_query_add_filter (support, "drafter", NARU_FILTER_IS, self->staff);
    }
  naru_query_add_filter (waiting, "stage", NARU_FILTER_IS, "agreed\x1fwith_employer");
  naru_query_add_filter (support, "supportNeeded", NARU_FILTER_IS, "true");
  naru_query_add_filter (support, "outreachDue", NARU_FILTER_BELOW, self->tomorrow);
  naru_query_add_filter (support, "stage", NARU_FILTER_IS, "draft\x1fpublished");
  drafts = naru_agenda_find (self, waiting);
  calls = naru_agenda_find (self, support);
  for (guint i = 0; i < drafts->len; i++)
    add_waiting (self, g_ptr_array_index (drafts, i));
  for (guint i = 0; i < calls->len; i++)
    add_vacancy (self, g_ptr_array_index (calls, i),
                 naru_record_get (g_ptr_array_index (calls, i), "outreachDue"),
                 _ ("the employer wants help, call by %s"), "call");
  add_open (self);
}

/* Who looks after a record; NULL where nobody does. */
static const char *
find_owner (NaruRecord *record)
{
  static const char *const owners[]
      = { "counsellor", "accountManager", "drafter", "staff", "owner" };
  const NaruRecordType *type = naru_record_get_record_type (record);

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    if (naru_record_type_find_field (type, owners[i]) != NULL
        && naru_record_has (record, owners[i]))
      return naru_record_get (record, owners[i]);
  return NULL;
}

/* Whether a conflict is for @staff to settle: in a record that they look after, or that nobody does. */
static gboolean
is_mine (NaruAgendaRead *self, NaruRecord *record)
{
  const char *owner = find_owner (record);

  return owner == NULL || g_strcmp0 (owner, self->staff) == 0;
}

/**
 * naru_agenda_read_conflicts:
 *
 * Adds the open conflicts in records that the person looks after, or that nobody does.
 */
void
naru_agenda_read_conflicts (NaruAgendaRead *self)
{
  g_autoptr (NaruQuery) query = naru_query_new ("conflict");
  g_autoptr (GPtrArray) conflicts = NULL;

  naru_query_add_filter (query, "state", NARU_FILTER_IS, "open");
  conflicts = naru_agenda_find (self, query);
  for (guint i = 0; i < conflicts->len; i++)
    {
      NaruRecord *conflict = g_ptr_array_index (conflicts, i);
      const char *id = naru_record_get (conflict, "record");
      g_autoptr (NaruRecord) record = id != NULL ? naru_store_get (self->store, id, NULL) : NULL;
      const NaruField *field;

      if (record == NULL || (self->staff != NULL && !is_mine (self, record)))
        continue;
      field = naru_record_type_find_field (naru_record_get_record_type (record),
                                           naru_record_get (conflict, "field"));
      naru_agenda_add (self, NARU_AGENDA_CONFLICTS, conflict, id,
                       g_strdup (naru_record_get_title (record)),
                       g_strdup_printf (_ ("“%s” has two values."),
                                        field != NULL ? naru_field_get_label (field)
                                                      : naru_record_get (conflict, "field")))
          ->action
          = "settle";
    }
}

static gboolean
is_concerned (NaruAgendaRead *self, const NaruRevival *revival, NaruRecord *record)
{
  return self->staff == NULL || g_strcmp0 (revival->deleted_by, self->staff) == 0
         || g_strcmp0 (revival->kept_by, self->staff) == 0
         || g_strcmp0 (find_owner (record), self->staff) == 0;
}

/**
 * naru_agenda_read_kept:
 *
 * Adds the records that somebody has deleted and that are still there, since somebody else wrote in them at the same time: for
 * these two and for whoever looks after the record.
 */
void
naru_agenda_read_kept (NaruAgendaRead *self)
{
  g_autoptr (GPtrArray) revivals = naru_revivals_list (self->store, self->date, &self->error);

  for (guint i = 0; revivals != NULL && i < revivals->len; i++)
    {
      const NaruRevival *revival = revivals->pdata[i];
      g_autoptr (NaruRecord) record = naru_store_get (self->store, revival->record, NULL);
      NaruAgendaRow *row;

      if (record == NULL || !is_concerned (self, revival, record))
        continue;
      row = naru_agenda_add (self, NARU_AGENDA_KEPT, record, revival->record,
                             g_strdup (naru_record_get_title (record)),
                             naru_revival_format (self->store, self->staff, revival));
      row->at = g_strdup (revival->at);
      row->action = "open";
      row->order = (gint64) (revivals->len - i);
    }
}
