/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: sections, their words, the appointments of the day, and reading it all off the main loop. */
#include "naru-agenda-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

#define OPEN_STATES                                                                                \
  "new\x1f"                                                                                        \
  "active\x1f"                                                                                     \
  "suspended\x1f"                                                                                  \
  "in_work\x1f"                                                                                    \
  "reopened"

static const struct
{
  const char *title;
  const char *order;
} sections[] = {
  [NARU_AGENDA_MEETINGS] = { N_ ("Appointments"), N_ ("by time") },
  [NARU_AGENDA_DOUBLE] = { N_ ("Booked twice"), N_ ("next first") },
  [NARU_AGENDA_TO_RECORD] = { N_ ("Meetings to record"), N_ ("oldest first") },
  [NARU_AGENDA_REBOOK]
  = { N_ ("Meetings to rebook"),
      N_ ("longest without contact first, then by meetings that fell through") },
  [NARU_AGENDA_CONTACT] = { N_ ("Contact due"), N_ ("most days over the agreed rhythm first") },
  [NARU_AGENDA_QUEUE] = { N_ ("Waiting for a counsellor"), N_ ("longest waiting first") },
  [NARU_AGENDA_STEPS] = { N_ ("Steps overdue"), N_ ("latest first") },
  [NARU_AGENDA_REVIEWS] = { N_ ("Plan reviews due"), N_ ("latest first") },
  [NARU_AGENDA_PROMISES] = { N_ ("Promised to employers"), N_ ("by date, promises first") },
  [NARU_AGENDA_FOLLOW_UPS] = { N_ ("Follow-ups due"), N_ ("by date") },
  [NARU_AGENDA_TASKS] = { N_ ("Tasks"), N_ ("by date") },
  [NARU_AGENDA_VACANCIES] = { N_ ("Vacancies waiting"), N_ ("longest waiting first") },
  [NARU_AGENDA_CONFLICTS] = { N_ ("Fields with two values"), N_ ("by record") },
  [NARU_AGENDA_KEPT] = { N_ ("Deleted, and still there"), N_ ("latest first") },
};

static const struct
{
  const char *action;
  const char *label;
} actions[] = {
  { "rebook", NC_ ("action", "Rebook") },  { "book", NC_ ("action", "Book") },
  { "take", NC_ ("action", "Take over") }, { "done", NC_ ("action", "Done") },
  { "record", NC_ ("action", "Record") },  { "call", NC_ ("action", "Call") },
  { "open", NC_ ("action", "Open") },      { "settle", NC_ ("action", "Settle") },
};

/**
 * naru_agenda_row_free:
 * @row: (transfer full): a row
 */
void
naru_agenda_row_free (NaruAgendaRow *row)
{
  g_free (row->record);
  g_free (row->subject);
  g_free (row->title);
  g_free (row->reason);
  g_free (row->at);
  g_free (row->until);
  g_free (row);
}

/**
 * naru_agenda_section_title:
 * @section: a section
 *
 * Returns: (transfer none): its heading, translated
 */
const char *
naru_agenda_section_title (NaruAgendaSection section)
{
  g_return_val_if_fail (section < NARU_AGENDA_N_SECTIONS, NULL);

  return _ (sections[section].title);
}

/**
 * naru_agenda_section_order:
 * @section: a section
 *
 * Returns: (transfer none): how its rows are ordered, in words, translated
 */
const char *
naru_agenda_section_order (NaruAgendaSection section)
{
  g_return_val_if_fail (section < NARU_AGENDA_N_SECTIONS, NULL);

  return _ (sections[section].order);
}

/**
 * naru_agenda_action_label:
 * @action: the action of a row
 *
 * Returns: (transfer none): what its button says, translated
 */
const char *
naru_agenda_action_label (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].action, action) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "action", actions[i].label);
  return C_ ("action", "Open");
}

/**
 * naru_agenda_add:
 *
 * Adds a row; @title and @reason are taken. The caller fills in times, action and order.
 *
 * Returns: (transfer none): the row
 */
NaruAgendaRow *
naru_agenda_add (NaruAgendaRead *self, NaruAgendaSection section, NaruRecord *record,
                 const char *subject, char *title, char *reason)
{
  NaruAgendaRow *row = g_new0 (NaruAgendaRow, 1);

  row->section = section;
  row->record = g_strdup (naru_record_get_id (record));
  row->subject = g_strdup (subject != NULL ? subject : naru_record_get_id (record));
  row->title = title != NULL ? title : g_strdup ("");
  row->reason = reason != NULL ? reason : g_strdup ("");
  row->action = "open";
  g_ptr_array_add (self->rows, row);
  return row;
}

/**
 * naru_agenda_find:
 *
 * Returns: (transfer full): the records; none after a failure, which is kept in @self->error
 */
GPtrArray *
naru_agenda_find (NaruAgendaRead *self, NaruQuery *query)
{
  GPtrArray *records
      = self->error == NULL ? naru_store_find (self->store, query, &self->error) : NULL;

  return records != NULL ? records : g_ptr_array_new ();
}

/**
 * naru_agenda_ask:
 *
 * Finds what waits on the person whose day it is, or on anybody where it is everybody's.
 *
 * Returns: (transfer full): as naru_agenda_find()
 */
GPtrArray *
naru_agenda_ask (NaruAgendaRead *self, const NaruAgendaAsk *ask)
{
  g_autoptr (NaruQuery) query = naru_query_new (ask->type);

  if (self->staff != NULL)
    naru_query_add_filter (query, ask->owner, NARU_FILTER_IS, self->staff);
  naru_query_add_filter (query, ask->state, NARU_FILTER_IS, ask->states);
  if (ask->from != NULL)
    naru_query_add_filter (query, ask->day, NARU_FILTER_AT_LEAST, ask->from);
  naru_query_add_filter (query, ask->day, NARU_FILTER_BELOW, ask->before);
  return naru_agenda_find (self, query);
}

/**
 * naru_agenda_title_of:
 *
 * Returns: (transfer full): what lists call the record, never %NULL
 */
char *
naru_agenda_title_of (NaruAgendaRead *self, const char *id)
{
  char *title = id != NULL ? naru_store_get_title (self->store, id) : NULL;

  return title != NULL ? title : g_strdup (_ ("Without a name"));
}

/**
 * naru_agenda_format_date:
 *
 * Returns: (transfer full): a date or the date of a time for a reader: "23 Oct"; "" if it is none
 */
char *
naru_agenda_format_date (const char *date)
{
  g_autofree char *day = g_strndup (date != NULL ? date : "", strlen ("2026-11-22"));
  g_autofree char *time = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) parsed = naru_time_parse (time);

  /* Translators: a day of the year, as in g_date_time_format() */
  return parsed != NULL ? g_date_time_format (parsed, _ ("%-d %b")) : g_strdup ("");
}

/**
 * naru_agenda_format_lateness:
 *
 * Returns: (transfer full): how @due stands to the day of the agenda: "3 days late, due 22 Nov"
 */
char *
naru_agenda_format_lateness (NaruAgendaRead *self, const char *due)
{
  int late = naru_date_days_between (due, self->date);
  g_autofree char *when = naru_agenda_format_date (due);

  if (late == 0)
    return g_strdup (_ ("due today"));
  if (late < 0)
    return g_strdup_printf (_ ("due %s"), when);
  return g_strdup_printf (ngettext ("%d day late, due %s", "%d days late, due %s", (gulong) late),
                          late, when);
}

/**
 * naru_agenda_is_open_case:
 *
 * Returns: whether somebody looks after the person now
 */
gboolean
naru_agenda_is_open_case (NaruRecord *jobseeker)
{
  const char *state = naru_record_get (jobseeker, "state");

  return g_strcmp0 (state, "closed") != 0 && g_strcmp0 (state, "transferred") != 0
         && !naru_record_has (jobseeker, "mergedInto");
}

static void
read_people (NaruAgendaRead *self)
{
  g_autoptr (NaruQuery) query = NULL;
  GString *ids = g_string_new (NULL);

  if (self->staff != NULL)
    {
      query = naru_query_new ("jobseeker");
      naru_query_add_filter (query, "counsellor", NARU_FILTER_IS, self->staff);
      naru_query_add_filter (query, "state", NARU_FILTER_IS, OPEN_STATES);
      self->people = naru_agenda_find (self, query);
      for (guint i = 0; i < self->people->len; i++)
        {
          if (i > 0)
            g_string_append_c (ids, '\x1f');
          g_string_append (ids, naru_record_get_id (g_ptr_array_index (self->people, i)));
        }
    }
  self->person_ids = g_string_free (ids, FALSE);
}

static gboolean
is_session (NaruRecord *meeting)
{
  return naru_record_has (meeting, "series")
         && g_strcmp0 (naru_record_get (meeting, "kind"), "group") == 0;
}

static char *
meeting_title (NaruAgendaRead *self, NaruRecord *meeting)
{
  const char *jobseeker = naru_record_get (meeting, "jobseeker");

  if (jobseeker != NULL && !is_session (meeting))
    return naru_agenda_title_of (self, jobseeker);
  return g_strdup (
      naru_record_has (meeting, "topic")
          ? naru_record_get (meeting, "topic")
          : naru_casework_term_label ("meeting-kind", naru_record_get (meeting, "kind")));
}

static char *
meeting_reason (NaruRecord *meeting)
{
  const char *kind = naru_casework_term_label ("meeting-kind", naru_record_get (meeting, "kind"));
  g_autofree char *channel
      = g_strdup (naru_casework_term_label ("channel", naru_record_get (meeting, "channel")));
  const char *place = naru_record_get (meeting, "place");

  if (place != NULL)
    return g_strdup_printf ("%s · %s · %s", kind, channel, place);
  return g_strdup_printf ("%s · %s", kind, channel);
}

static char *
describe_session (NaruAgendaRead *self, NaruRecord *meeting)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autofree char *reason = meeting_reason (meeting);
  guint n;

  naru_query_add_filter (query, "series", NARU_FILTER_IS, naru_record_get (meeting, "series"));
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "cancelled");
  n = (guint) MAX (naru_store_count (self->store, query, &self->error), 0);
  /* Translators: how many people are invited, and what kind of meeting it is */
  return g_strdup_printf (ngettext ("%1$u person · %2$s", "%1$u people · %2$s", n), n, reason);
}

static void
add_meeting (NaruAgendaRead *self, NaruRecord *meeting)
{
  const char *state = naru_record_get (meeting, "state");
  gboolean booked = g_strcmp0 (state, "booked") == 0;
  gint64 start, end;
  NaruAgendaSection section = NARU_AGENDA_MEETINGS;
  NaruAgendaRow *row;
  char *reason;

  if (!naru_meeting_get_times (meeting, &start, &end)
      || (is_session (meeting)
          && !g_hash_table_add (self->sessions, g_strdup (naru_record_get (meeting, "series")))))
    return;
  if (naru_date_days_between (naru_record_get (meeting, "start"), self->date) > 0)
    section = NARU_AGENDA_TO_RECORD;
  reason = is_session (meeting) ? describe_session (self, meeting) : meeting_reason (meeting);
  if (section == NARU_AGENDA_TO_RECORD)
    {
      g_autofree char *when = naru_agenda_format_date (naru_record_get (meeting, "start"));
      g_autofree char *what = reason;

      reason = g_strdup_printf (_ ("%s, no result recorded: %s"), when, what);
    }
  row = naru_agenda_add (self, section, meeting,
                         is_session (meeting) ? NULL : naru_record_get (meeting, "jobseeker"),
                         meeting_title (self, meeting), reason);
  row->at = g_strdup (naru_record_get (meeting, "start"));
  row->until = g_strdup (naru_record_get (meeting, "end"));
  row->action = booked && end <= self->now_seconds ? "record" : "open";
  row->order = -start;
}

/* Those of the day, held ones too; and earlier ones that nobody has recorded. A past one of today stays among the
 * appointments, where its time is, with the action to record it. */
static void
read_meetings (NaruAgendaRead *self)
{
  const NaruAgendaAsk asks[] = {
    { "meeting", "staff", "state", "booked\x1fheld", "start", self->date, self->tomorrow },
    { "meeting", "staff", "state", "booked", "start", NULL, self->date }, /* to be recorded */
  };

  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      g_autoptr (GPtrArray) meetings = naru_agenda_ask (self, &asks[i]);

      for (guint m = 0; m < meetings->len; m++)
        add_meeting (self, g_ptr_array_index (meetings, m));
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const NaruAgendaRow *first = *(NaruAgendaRow *const *) a;
  const NaruAgendaRow *second = *(NaruAgendaRow *const *) b;

  if (first->section != second->section)
    return first->section < second->section ? -1 : 1;
  if (first->order != second->order)
    return first->order > second->order ? -1 : 1;
  if (g_strcmp0 (first->title, second->title) != 0)
    return g_strcmp0 (first->title, second->title);
  return g_strcmp0 (first->record, second->record);
}

static void
read_sync_states (NaruAgendaRead *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NaruAgendaRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (NaruDocumentState) state = naru_store_get_state (self->store, row->record, NULL);

      if (state != NULL)
        row->sync = state->sync;
    }
}

static GPtrArray *
read_agenda (NaruStore *store, const char *staff, const char *date, const char *now,
             GCancellable *cancellable, GError **error)
{
  static void (*const readers[]) (NaruAgendaRead * self) = {
    read_people,
    read_meetings,
    naru_agenda_read_double,
    naru_agenda_read_rebook,
    naru_agenda_read_contact,
    naru_agenda_read_queue,
    naru_agenda_read_steps,
    naru_agenda_read_reviews,
    naru_agenda_read_promises,
    naru_agenda_read_follow_ups,
    naru_agenda_read_tasks,
    naru_agenda_read_vacancies,
    naru_agenda_read_conflicts,
    naru_agenda_read_kept,
    read_sync_states,
  };
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_agenda_row_free);
  g_autofree char *tomorrow = naru_date_add_days (date, 1);
  NaruAgendaRead read = {
    .store = store, .staff = staff, .date = date, .tomorrow = tomorrow, .now = now, .rows = rows
  };
  g_autoptr (GHashTable) sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (tomorrow == NULL || naru_meeting_parse (now) == G_MININT64)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is not a date."), date);
      return NULL;
    }
  read.sessions = sessions;
  read.now_seconds = naru_meeting_parse (now);
  for (guint i = 0; i < G_N_ELEMENTS (readers) && read.error == NULL; i++)
    {
      readers[i](&read);
      if (g_cancellable_is_cancelled (cancellable) && read.error == NULL)
        g_set_error_literal (&read.error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
    }
  g_clear_pointer (&read.people, g_ptr_array_unref);
  g_free (read.person_ids);
  if (read.error != NULL)
    {
      g_propagate_error (error, read.error);
      return NULL;
    }
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/**
 * naru_agenda_read:
 * @store: a store
 * @staff: (nullable): whose day; %NULL is everybody's
 * @date: which day
 * @now: the time that it is
 * @error: return location for an error
 *
 * Reads what one person has to do on one day.
 *
 * Returns: (transfer full) (element-type NaruAgendaRow) (nullable): by section, each in its order
 */
GPtrArray *
naru_agenda_read (NaruStore *store, const char *staff, const char *date, const char *now,
                  GError **error)
{
  return read_agenda (store, staff, date, now, NULL, error);
}

typedef struct
{
  char *staff;
  char *date;
  char *now;
  GPtrArray *rows;
} ReadJob;

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  g_free (job->staff);
  g_free (job->date);
  g_free (job->now);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_free (job);
}

static gboolean
read_job_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  ReadJob *job = data;

  job->rows = read_agenda (reader, job->staff, job->date, job->now, cancellable, error);
  return job->rows != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  ReadJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!naru_store_read_finish (NARU_STORE (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&job->rows), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * naru_agenda_read_async:
 * @desk: a desk
 * @staff: (nullable): whose day; %NULL is everybody's
 * @date: which day
 * @cancellable: (nullable): stops between two sections
 * @callback: called on this thread when it is read
 * @user_data: data for @callback
 *
 * Like naru_agenda_read(), off the main loop.
 */
void
naru_agenda_read_async (NaruDesk *desk, const char *staff, const char *date,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  ReadJob *job = g_new0 (ReadJob, 1);

  g_task_set_source_tag (task, naru_agenda_read_async);
  job->staff = g_strdup (staff);
  job->date = g_strdup (date);
  job->now = naru_desk_now (desk);
  g_task_set_task_data (task, job, read_job_free);
  naru_store_read_async (naru_desk_get_store (desk), read_job_func, job, NULL, cancellable,
                         read_done_cb, task);
}

/**
 * naru_agenda_read_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruAgendaRow) (nullable): by section, each in its order
 */
GPtrArray *
naru_agenda_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
