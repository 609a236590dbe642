/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on several meetings: a series in a person's rhythm, and how one went together with what comes next. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

#define USUAL_CADENCE 21
#define LONGEST_SERIES 52

/**
 * naru_case_get_cadence:
 * @store: a store
 * @jobseeker: (nullable): a person
 *
 * Returns: after how many days the next meeting is due: what the person's case says, otherwise the centre's setting
 *   "cadenceDays", otherwise 21
 */
int
naru_case_get_cadence (NaruStore *store, NaruRecord *jobseeker)
{
  gint64 own = jobseeker != NULL ? naru_record_get_number (jobseeker, "cadenceDays", 0) : 0;
  g_autofree char *setting = own <= 0 ? naru_casework_get_setting (store, "cadenceDays") : NULL;
  gint64 days = own > 0 ? own : setting != NULL ? g_ascii_strtoll (setting, NULL, 10) : 0;

  return days > 0 && days <= 3660 ? (int) days : USUAL_CADENCE;
}

static void
take (GArray *taken, NaruRecord *meeting)
{
  NaruTaken time;

  if (naru_meeting_get_times (meeting, &time.start, &time.end))
    g_array_append_val (taken, time);
}

/* The meeting at another time, or at the next free time from that day on. */
static NaruRecord *
copy_later (NaruDesk *desk, NaruRecord *first, const char *wanted, GArray *taken, GError **error)
{
  g_autoptr (NaruRecord) meeting = naru_record_new (naru_record_type_find ("meeting"), NULL);
  g_autofree char *at = g_strdup (wanted);
  const char *staff = naru_record_get (first, "staff");
  const char *jobseeker = naru_record_get (first, "jobseeker");
  g_autofree char *overlap = NULL;
  g_autofree char *unusual = NULL;
  g_autofree char *end = NULL;
  gint64 from, to;

  naru_meeting_get_times (first, &from, &to);
  end = naru_casework_format_time (naru_meeting_parse (at) + to - from, at);
  overlap = naru_case_find_overlap (desk, staff, jobseeker, at, end, NULL);
  unusual = naru_case_describe_time (desk, staff, at, end);
  if (overlap != NULL || unusual != NULL)
    {
      g_autofree char *date = g_strndup (at, strlen ("2026-11-22"));
      char *found = naru_casework_find_free_time (desk, staff, jobseeker, date,
                                                  (int) ((to - from) / 60), taken);

      if (found == NULL)
        {
          g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                               _ ("There is no free time for the whole series."));
          return NULL;
        }
      g_free (at);
      at = found;
      g_free (end);
      end = naru_casework_format_time (naru_meeting_parse (at) + to - from, at);
    }
  for (const NaruField *field = naru_record_get_record_type (first)->fields; field->name != NULL;
       field++)
    if (naru_record_has (first, field->name) && field->kind != NARU_KIND_LIST
        && !naru_record_set (meeting, field->name, naru_record_get (first, field->name), error))
      return NULL;
  if (!naru_record_set (meeting, "start", at, error)
      || !naru_record_set (meeting, "end", end, error))
    return NULL;
  return g_steal_pointer (&meeting);
}

/**
 * naru_case_weekday_of_month:
 * @day: a day
 *
 * Returns: which of its weekdays it is in its month: 2 for the second Tuesday; 5 stands for the last, where there is a fifth
 */
int
naru_case_weekday_of_month (GDateTime *day)
{
  return (g_date_time_get_day_of_month (day) - 1) / 7 + 1;
}

/* The same weekday @months later: the second Tuesday, or the last where @like is the fifth. */
static GDateTime *
add_months (GDateTime *like, int months)
{
  int weekday = g_date_time_get_day_of_week (like);
  int nth = naru_case_weekday_of_month (like);
  g_autoptr (GDateTime) first
      = g_date_time_add_days (like, 1 - g_date_time_get_day_of_month (like));
  g_autoptr (GDateTime) month = g_date_time_add_months (first, months);
  int days = (weekday - g_date_time_get_day_of_week (month) + 7) % 7 + (nth - 1) * 7;
  g_autoptr (GDateTime) found = g_date_time_add_days (month, days);

  return g_date_time_get_month (found) == g_date_time_get_month (month)
             ? g_steal_pointer (&found)
             : g_date_time_add_days (found, -7);
}

static GDateTime *
add_times (GDateTime *first, const NaruSeriesRule *rule, int times)
{
  switch (rule->unit)
    {
    case NARU_REPEAT_WEEKS:
      return g_date_time_add_weeks (first, rule->every * times);
    case NARU_REPEAT_MONTHS:
      return add_months (first, rule->every * times);
    case NARU_REPEAT_DAYS:
    default:
      return g_date_time_add_days (first, rule->every * times);
    }
}

/**
 * naru_case_list_series:
 * @start: when the first one starts
 * @rule: when it comes again
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): times at this desk's time of day, the first included;
 *   %NARU_ERROR_INVALID for a series without an end, or with more than 52 meetings
 */
GPtrArray *
naru_case_list_series (const char *start, const NaruSeriesRule *rule, GError **error)
{
  g_autoptr (GDateTime) parsed = start != NULL ? naru_time_parse (start) : NULL;
  g_autoptr (GDateTime) first = parsed != NULL ? g_date_time_to_local (parsed) : NULL;
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  gboolean ends = rule->count > 0 || (rule->until != NULL && naru_date_is_valid (rule->until));

  for (int i = 0; first != NULL && ends && rule->every >= 1 && i <= LONGEST_SERIES; i++)
    {
      g_autoptr (GDateTime) time = add_times (first, rule, i);
      g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");

      if (rule->count > 0 ? i == rule->count : strcmp (day, rule->until) > 0)
        break;
      g_ptr_array_add (times, g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z"));
    }
  if (times->len > 0 && times->len <= LONGEST_SERIES)
    return g_steal_pointer (&times);
  if (first != NULL && rule->count == 0 && ends && times->len == 0)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                         _ ("The series ends before it begins."));
  else
    g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                 _ ("A series has an end, and at most %d meetings."), LONGEST_SERIES);
  return NULL;
}

/**
 * naru_case_book_series:
 * @desk: a desk
 * @meeting: the first meeting, as for naru_case_book_meeting()
 * @rule: when it comes again
 * @error: return location for an error
 *
 * Books meetings in a row, at the same time of day. One that would fall on a holiday, into an absence or on something that is
 * booked takes the next free time from that day on.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_book_series (NaruDesk *desk, NaruRecord *meeting, const NaruSeriesRule *rule,
                       GError **error)
{
  g_autoptr (NaruRecord) first = naru_record_copy (meeting);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (NaruTaken));
  g_autoptr (GPtrArray) times
      = naru_case_list_series (naru_record_get (meeting, "start"), rule, error);
  g_autofree char *who = NULL, *label = NULL;

  if (times == NULL)
    return NULL;
  who = naru_meeting_person_title (desk, meeting);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d meeting with %s",
                                        "%d meetings with %s", (gulong) times->len),
                           (int) times->len, who);
  command = naru_command_new (label);
  if (!naru_record_set (first, "series", naru_record_get_id (first), error)
      || !naru_casework_append_booking (desk, command, first, error))
    return NULL;
  take (taken, first);
  for (guint i = 1; i < times->len; i++)
    {
      g_autoptr (NaruRecord) next = copy_later (desk, first, times->pdata[i], taken, error);

      if (next == NULL)
        return NULL;
      naru_command_create (command, next);
      take (taken, next);
    }
  return g_steal_pointer (&command);
}

static gboolean
add_agreed (NaruDesk *desk, NaruCommand *command, NaruRecord *meeting, GPtrArray *agreed,
            GError **error)
{
  const char *jobseeker = naru_record_get (meeting, "jobseeker");
  g_autoptr (NaruRecord) plan = NULL;
  g_autofree char *first = naru_casework_next_identity (meeting, "agreed", "id", "a");
  guint64 number = g_ascii_strtoull (first + 1, NULL, 10);

  if (agreed == NULL || agreed->len == 0)
    return TRUE;
  if (jobseeker == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("A meeting without a jobseeker has no plan for steps."));
      return FALSE;
    }
  plan = naru_casework_take_plan (desk, command, jobseeker, error);
  for (guint i = 0; plan != NULL && i < agreed->len; i++)
    {
      g_autoptr (NaruRecord) step = naru_record_copy (g_ptr_array_index (agreed, i));
      g_autofree char *identity = g_strdup_printf ("a%" G_GUINT64_FORMAT, number + i);
      const char *id = naru_record_get_id (meeting);

      if (!naru_casework_fill_step (desk, step, plan, NULL, i, error))
        return FALSE;
      naru_command_create (command, step);
      naru_command_set_element (command, id, "agreed", identity, "text",
                                naru_record_get_title (step));
      naru_command_set_element (command, id, "agreed", identity, "step", naru_record_get_id (step));
    }
  return plan != NULL;
}

static gboolean
add_next (NaruDesk *desk, NaruCommand *command, NaruRecord *meeting,
          const NaruMeetingReport *report, GError **error)
{
  g_autoptr (NaruRecord) next = report->next != NULL ? naru_record_copy (report->next) : NULL;

  if (next == NULL)
    return TRUE;
  if (!naru_casework_append_booking (desk, command, next, error))
    return FALSE;
  if (g_strcmp0 (report->state, "held") != 0)
    naru_command_set (command, naru_record_get_id (meeting), "rebookedAs",
                      naru_record_get_id (next));
  return TRUE;
}

static void
set_where_given (NaruCommand *command, NaruRecord *meeting, const char *field, const char *value)
{
  if (value != NULL && g_strcmp0 (naru_record_get (meeting, field), value) != 0)
    naru_command_set (command, naru_record_get_id (meeting), field, value);
}

/**
 * naru_case_finish_meeting:
 * @desk: a desk
 * @meeting: id of a meeting
 * @report: how it went
 * @error: return location for an error
 *
 * Writes down how a meeting went, adds what was agreed to the plan and books the next meeting, all undone together. The next
 * meeting of one that fell through is its new time.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_finish_meeting (NaruDesk *desk, const char *meeting, const NaruMeetingReport *report,
                          GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, meeting, "meeting", error);
  g_autoptr (NaruCommand) command = NULL;

  if (record == NULL)
    return NULL;
  if (g_strcmp0 (report->state, "held") == 0)
    command = naru_case_record_meeting (desk, meeting, report->notes, error);
  else
    command = naru_case_meeting_fell_through (desk, meeting, report->state, report->side,
                                              report->reason, error);
  if (command == NULL)
    return NULL;
  set_where_given (command, record, "channel", report->channel);
  set_where_given (command, record, "channelReason", report->channel_reason);
  if (g_strcmp0 (report->state, "held") != 0)
    set_where_given (command, record, "notes", report->notes);
  if (!add_agreed (desk, command, record, report->agreed, error)
      || !add_next (desk, command, record, report, error))
    return NULL;
  return g_steal_pointer (&command);
}
