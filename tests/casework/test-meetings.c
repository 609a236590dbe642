/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings: series, how one went with what comes next, double bookings, the calendar, and the meetings of somebody away. */
#include "desk-fixture.h"

#include <string.h>

#include "naru-calendar.h"

static const char *
me (DeskFixture *fixture)
{
  return naru_desk_get_staff (fixture->desk);
}

static char *
make_person (DeskFixture *fixture, const char *name)
{
  return desk_make (fixture, "jobseeker", "name", name, "state", "active", "registeredOn",
                    "2026-06-01", "counsellor", me (fixture), NULL);
}

static char *
make_booked (DeskFixture *fixture, const char *person, const char *staff, const char *start,
             const char *end)
{
  return desk_make (fixture, "meeting", "jobseeker", person, "staff", staff, "kind", "counselling",
                    "channel", "phone", "state", "booked", "start", start, "end", end, NULL);
}

static GPtrArray *
find_meetings (DeskFixture *fixture, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  GPtrArray *meetings;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_set_order (query, "start", FALSE);
  meetings = naru_store_find (fixture->store, query, NULL);
  g_assert_nonnull (meetings);
  return meetings;
}

static void
assert_start (GPtrArray *meetings, guint position, const char *start)
{
  g_assert_cmpuint (position, <, meetings->len);
  g_assert_cmpstr (naru_record_get (g_ptr_array_index (meetings, position), "start"), ==, start);
}

static void
test_series (DeskFixture *fixture, gconstpointer data)
{
  const NaruSeriesRule weekly = { NARU_REPEAT_DAYS, 7, 4, NULL };
  const NaruSeriesRule endless = { NARU_REPEAT_DAYS, 7, 99, NULL };
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *holidays
      = desk_make (fixture, "setting", "key", "holidays", "value", "2026-12-10 Founding day", NULL);
  g_autofree char *busy = make_booked (fixture, jun, me (fixture), "2026-12-17T10:00:00+09:00",
                                       "2026-12-17T10:30:00+09:00");
  g_autoptr (NaruRecord) draft
      = desk_draft ("meeting", "jobseeker", mina, "start", "2026-12-03T10:00:00+09:00", "end",
                    "2026-12-03T10:40:00+09:00", "channel", "video", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_case_book_series (fixture->desk, draft, &weekly, &error);
  g_autoptr (NaruCommand) none = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  g_assert_no_error (error);
  desk_run (fixture, command);
  meetings = find_meetings (fixture, mina);
  g_assert_cmpuint (meetings->len, ==, 4);
  assert_start (meetings, 0, "2026-12-03T10:00:00+09:00");
  assert_start (meetings, 1, "2026-12-11T09:00:00+09:00"); /* the 10th is a holiday */
  assert_start (meetings, 2, "2026-12-17T09:00:00+09:00"); /* at ten Jun is booked */
  assert_start (meetings, 3, "2026-12-24T10:00:00+09:00");
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);

      g_assert_cmpstr (naru_record_get (meeting, "series"), ==,
                       naru_record_get_id (g_ptr_array_index (meetings, 0)));
      g_assert_cmpstr (naru_record_get (meeting, "channel"), ==, "video");
    }
  none = naru_case_book_series (fixture->desk, draft, &endless, &error);
  desk_assert_refused (none, &error, NARU_ERROR_INVALID);
  g_assert_nonnull (holidays);
  g_assert_nonnull (busy);
}

/* Every two weeks, on the same weekday of a month, until a day; a fifth weekday is the last. */
static void
test_rhythms (void)
{
  static const struct
  {
    const char *start;
    NaruSeriesRule rule;
    const char *days; /* NULL where it is refused */
  } rhythms[] = {
    { "2026-11-24T10:00:00+09:00",
      { NARU_REPEAT_WEEKS, 2, 3, NULL },
      "2026-11-24 2026-12-08 2026-12-22" },
    { "2026-11-24T10:00:00+09:00",
      { NARU_REPEAT_WEEKS, 1, 0, "2026-12-08" },
      "2026-11-24 2026-12-01 2026-12-08" },
    /* the second Tuesday */
    { "2026-11-10T10:00:00+09:00",
      { NARU_REPEAT_MONTHS, 1, 4, NULL },
      "2026-11-10 2026-12-08 2027-01-12 2027-02-09" },
    /* the last Monday */
    { "2026-11-30T10:00:00+09:00",
      { NARU_REPEAT_MONTHS, 1, 4, NULL },
      "2026-11-30 2026-12-28 2027-01-25 2027-02-22" },
    { "2026-11-30T10:00:00+09:00",
      { NARU_REPEAT_MONTHS, 3, 0, "2027-06-30" },
      "2026-11-30 2027-02-22 2027-05-31" },
    { "2026-11-24T10:00:00+09:00", { NARU_REPEAT_WEEKS, 1, 0, "2026-11-23" }, NULL },
    { "2026-11-24T10:00:00+09:00", { NARU_REPEAT_WEEKS, 1, 0, "2030-11-23" }, NULL },
    { "2026-11-24T10:00:00+09:00", { NARU_REPEAT_WEEKS, 0, 3, NULL }, NULL },
    { "2026-11-24T10:00:00+09:00", { NARU_REPEAT_WEEKS, 1, 0, NULL }, NULL },
    { "no time", { NARU_REPEAT_WEEKS, 1, 3, NULL }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rhythms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) times
          = naru_case_list_series (rhythms[i].start, &rhythms[i].rule, &error);
      g_autoptr (GString) days = g_string_new (NULL);

      for (guint t = 0; times != NULL && t < times->len; t++)
        g_string_append_printf (days, "%s%.10s", t > 0 ? " " : "",
                                (const char *) g_ptr_array_index (times, t));
      if (rhythms[i].days == NULL)
        g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
      else
        g_assert_cmpstr (days->str, ==, rhythms[i].days);
    }
}

static void
test_unusual_time (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *start;
    const char *end;
    const char *says;
  } times[] = {
    { "2026-11-26T10:00:00+09:00", "2026-11-26T10:30:00+09:00", NULL },
    { "2026-11-25T09:00:00+09:00", NULL, "This time is over already." },
    { "2026-12-10T10:00:00+09:00", NULL, "That day is a holiday: Founding day." },
    { "2026-11-28T10:00:00+09:00", NULL, "Anna does not work that day of the week." },
    { "2026-11-26T17:45:00+09:00", "2026-11-26T18:30:00+09:00",
      "Working hours that day are 09:00 to 18:00." },
  };
  g_autofree char *holidays
      = desk_make (fixture, "setting", "key", "holidays", "value", "2026-12-10 Founding day", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *says
          = naru_case_describe_time (fixture->desk, me (fixture), times[i].start, times[i].end);

      g_assert_cmpstr (says, ==, times[i].says);
    }
  g_assert_nonnull (holidays);
}

static void
test_finish (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *meeting = make_booked (fixture, mina, me (fixture), "2026-11-25T09:00:00+09:00",
                                          "2026-11-25T09:30:00+09:00");
  g_autoptr (GPtrArray) agreed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NaruRecord) next
      = desk_draft ("meeting", "jobseeker", mina, "start", "2026-12-16T09:00:00+09:00", NULL);
  NaruMeetingReport report = { .state = "held",
                               .channel = "video",
                               .channel_reason = "The lift is out of order",
                               .notes = "Wants mornings.",
                               .agreed = agreed,
                               .next = next };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *text = NULL, *step = NULL, *plan = NULL;

  g_ptr_array_add (agreed, desk_draft ("step", "title", "Visit two care homes", "responsible",
                                       "jobseeker", "dueOn", "2026-12-10", NULL));
  g_ptr_array_add (agreed, desk_draft ("step", "title", "Ring the school", NULL));
  command = naru_case_finish_meeting (fixture->desk, meeting, &report, &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  record = naru_store_get (fixture->store, meeting, NULL);
  g_assert_cmpstr (naru_record_get (record, "state"), ==, "held");
  g_assert_cmpstr (naru_record_get (record, "channel"), ==, "video");
  g_assert_cmpstr (naru_record_get (record, "channelReason"), ==, "The lift is out of order");
  g_assert_cmpuint (naru_record_get_length (record, "agreed"), ==, 2);
  text = naru_record_get_element (record, "agreed", 1, "text");
  g_assert_cmpstr (text, ==, "Ring the school");
  step = naru_record_get_element (record, "agreed", 0, "step");
  plan = naru_case_current_plan (fixture->desk, mina);
  assert_value (fixture, step, "plan", plan);
  assert_value (fixture, step, "dueOn", "2026-12-10");
  assert_value (fixture, naru_record_get_id (next), "state", "booked");
  assert_value (fixture, meeting, "rebookedAs", NULL);
}

/* A next meeting at a taken time refuses the whole report: nothing half is written. */
static void
test_finish_refused (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *meeting = make_booked (fixture, mina, me (fixture), "2026-11-25T09:00:00+09:00",
                                          "2026-11-25T09:30:00+09:00");
  g_autofree char *taken = make_booked (fixture, jun, me (fixture), "2026-12-16T09:00:00+09:00",
                                        "2026-12-16T09:30:00+09:00");
  g_autoptr (NaruRecord) next
      = desk_draft ("meeting", "jobseeker", mina, "start", "2026-12-16T09:15:00+09:00", NULL);
  NaruMeetingReport report
      = { .state = "missed", .side = "office", .reason = "staff_absent", .next = next };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_case_finish_meeting (fixture->desk, meeting, &report, &error);
  g_autoptr (NaruCommand) later = NULL;

  desk_assert_refused (command, &error, NARU_ERROR_REFUSED);
  g_assert_true (naru_record_set (next, "start", "2026-12-16T10:00:00+09:00", NULL));
  g_assert_true (naru_record_set (next, "end", "2026-12-16T10:30:00+09:00", NULL));
  later = naru_case_finish_meeting (fixture->desk, meeting, &report, &error);
  g_assert_no_error (error);
  desk_run (fixture, later);
  assert_value (fixture, meeting, "rebookedAs", naru_record_get_id (next));
  g_assert_nonnull (taken);
}

static GPtrArray *
read_section (DeskFixture *fixture, NaruAgendaSection section)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = naru_agenda_read (fixture->store, me (fixture), WEDNESDAY, NOW, &error);

  g_assert_no_error (error);
  for (guint i = rows->len; i-- > 0;)
    if (((NaruAgendaRow *) g_ptr_array_index (rows, i))->section != section)
      g_ptr_array_remove_index (rows, i);
  return rows;
}

/* Booking refuses it; two desks that did not know of each other can still do it. */
static void
test_double (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *colleague = desk_make (fixture, "staff", "name", "Bora", "userName", "bora",
                                          "roles", "job_counsellor", NULL);
  g_autofree char *first = make_booked (fixture, mina, me (fixture), "2026-11-26T10:00:00+09:00",
                                        "2026-11-26T10:40:00+09:00");
  g_autofree char *second = NULL, *third = NULL, *touching = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const NaruAgendaRow *row;

  naru_clock_advance (fixture->clock, 60);
  second = make_booked (fixture, jun, me (fixture), "2026-11-26T10:20:00+09:00",
                        "2026-11-26T11:00:00+09:00");
  touching = make_booked (fixture, jun, me (fixture), "2026-11-26T11:00:00+09:00",
                          "2026-11-26T11:30:00+09:00");
  naru_clock_advance (fixture->clock, 60);
  third = make_booked (fixture, mina, colleague, "2026-11-26T10:10:00+09:00",
                       "2026-11-26T10:20:00+09:00");
  rows = read_section (fixture, NARU_AGENDA_DOUBLE);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->record, ==, third);
  g_assert_cmpstr (row->action, ==, "rebook");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->record, ==, second);
  g_assert_cmpstr (row->title, ==, "Jun");
  g_assert_cmpstr (row->reason, ==,
                   "26 Nov 10:20–11:00, and Mina 26 Nov 10:00–10:40; booked last by Anna");
  g_assert_nonnull (first);
  g_assert_nonnull (touching);
}

static void
test_contact (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *due = make_person (fixture, "Due");
  g_autofree char *own = make_person (fixture, "Own rhythm");
  g_autofree char *booked = make_person (fixture, "Booked");
  g_autofree char *wrote = make_person (fixture, "Wrote");
  g_autofree char *fallen = make_person (fixture, "Fell through");
  const char *const all[] = { due, own, booked, wrote, fallen };
  g_autoptr (NaruCommand) rhythm = naru_command_new ("Rhythm");
  g_autofree char *message = NULL, *coming = NULL, *missed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const NaruAgendaRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_free (desk_make (fixture, "meeting", "jobseeker", all[i], "staff", me (fixture), "kind",
                       "counselling", "channel", "phone", "state", "held", "start",
                       "2026-10-25T10:00:00+09:00", NULL));
  naru_command_set (rhythm, own, "cadenceDays", "60");
  g_assert_true (naru_desk_run (fixture->desk, rhythm, NULL));
  coming = make_booked (fixture, booked, me (fixture), "2026-12-02T10:00:00+09:00",
                        "2026-12-02T10:30:00+09:00");
  message = desk_make (fixture, "message", "jobseeker", wrote, "direction", "in", "channel",
                       "message", "at", "2026-11-20T09:00:00+09:00", NULL);
  missed = desk_make (fixture, "meeting", "jobseeker", fallen, "staff", me (fixture), "kind",
                      "counselling", "channel", "phone", "state", "missed", "fellThroughBy",
                      "office", "start", "2026-11-20T10:00:00+09:00", NULL);
  rows = read_section (fixture, NARU_AGENDA_CONTACT);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->subject, ==, due);
  g_assert_cmpstr (row->action, ==, "book");
  g_assert_cmpstr (row->reason, ==,
                   "31 days since last contact (25 Oct), meets every 21 days: 10 over");
  g_assert_nonnull (message);
}

static void
test_calendar (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *holidays
      = desk_make (fixture, "setting", "key", "holidays", "value", "2026-11-27 Founding day", NULL);
  g_autofree char *first = make_booked (fixture, mina, me (fixture), "2026-11-26T10:00:00+09:00",
                                        "2026-11-26T10:40:00+09:00");
  g_autofree char *second = make_booked (fixture, jun, me (fixture), "2026-11-26T10:20:00+09:00",
                                         "2026-11-26T11:00:00+09:00");
  g_autofree char *third = make_booked (fixture, jun, me (fixture), "2026-11-26T14:00:00+09:00",
                                        "2026-11-26T14:30:00+09:00");
  g_autofree char *monday = naru_calendar_week_begins (WEDNESDAY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = naru_calendar_read (fixture->store, me (fixture), monday, 7, &error);
  const NaruCalendarDay *day;
  const NaruCalendarEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpstr (monday, ==, "2026-11-23");
  g_assert_cmpuint (days->len, ==, 7);
  day = g_ptr_array_index (days, 3);
  g_assert_cmpstr (day->date, ==, "2026-11-26");
  g_assert_cmpint (day->opens, ==, 9 * 60);
  g_assert_cmpuint (day->entries->len, ==, 3);
  entry = g_ptr_array_index (day->entries, 0);
  g_assert_cmpstr (entry->meeting, ==, first);
  g_assert_cmpint (entry->from, ==, 10 * 60);
  g_assert_true (entry->double_booked);
  g_assert_cmpuint (entry->n_lanes, ==, 2);
  entry = g_ptr_array_index (day->entries, 1);
  g_assert_cmpstr (entry->meeting, ==, second);
  g_assert_cmpuint (entry->lane, ==, 1);
  entry = g_ptr_array_index (day->entries, 2);
  g_assert_cmpstr (entry->meeting, ==, third);
  g_assert_false (entry->double_booked);
  g_assert_cmpuint (entry->n_lanes, ==, 1);
  day = g_ptr_array_index (days, 4);
  g_assert_cmpstr (day->closed, ==, "Founding day");
  day = g_ptr_array_index (days, 5);
  g_assert_cmpint (day->opens, ==, day->closes);
}

static void
test_absence (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *jun = make_person (fixture, "Jun");
  g_autofree char *bora = desk_make (fixture, "staff", "name", "Bora", "userName", "bora", "roles",
                                     "job_counsellor", NULL);
  g_autofree char *first
      = make_booked (fixture, mina, bora, "2026-11-26T10:00:00+09:00", "2026-11-26T10:40:00+09:00");
  g_autofree char *second
      = make_booked (fixture, jun, bora, "2026-11-27T10:00:00+09:00", "2026-11-27T10:30:00+09:00");
  g_autofree char *mine = make_booked (fixture, jun, me (fixture), "2026-11-26T10:20:00+09:00",
                                       "2026-11-26T10:50:00+09:00");
  g_autoptr (NaruCommand) away = naru_command_new ("Away");
  g_autoptr (NaruAbsence) absence = NULL;
  g_autoptr (GPtrArray) with_me = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  const NaruRebooking *rebooking;

  naru_command_set_json (away, bora, "absences",
                         "[{\"id\":\"1\",\"from\":\"2026-11-25\",\"to\":\"2026-11-30\"}]");
  g_assert_true (naru_desk_run (fixture->desk, away, NULL));
  absence = naru_case_find_absence (fixture->desk, bora, WEDNESDAY);
  g_assert_nonnull (absence);
  g_assert_cmpstr (absence->to, ==, "2026-11-30");

  later = naru_case_propose_rebooking (fixture->desk, bora, absence, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->len, ==, 2);
  rebooking = g_ptr_array_index (later, 0);
  g_assert_cmpstr (rebooking->start, ==, "2026-12-01T09:00:00+09:00");
  rebooking = g_ptr_array_index (later, 1);
  g_assert_cmpstr (rebooking->start, ==, "2026-12-01T10:00:00+09:00");

  with_me = naru_case_propose_rebooking (fixture->desk, bora, absence, me (fixture), &error);
  g_assert_no_error (error);
  rebooking = g_ptr_array_index (with_me, 0);
  g_assert_cmpstr (rebooking->title, ==, "Mina");
  g_assert_cmpstr (rebooking->start, ==, "2026-11-26T09:00:00+09:00");
  rebooking = g_ptr_array_index (with_me, 1);
  g_assert_cmpstr (rebooking->start, ==, "2026-11-27T10:00:00+09:00");
  command = naru_case_rebook_all (fixture->desk, with_me, &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  assert_value (fixture, first, "state", "cancelled");
  assert_value (fixture, first, "fellThroughBy", "office");
  assert_value (fixture, second, "state", "booked");
  assert_value (fixture, second, "staff", me (fixture));
  g_assert_nonnull (mine);
}

static void
test_stand_in (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *bora = desk_make (fixture, "staff", "name", "Bora", "userName", "bora", "roles",
                                     "job_counsellor", NULL);
  g_autofree char *dana = desk_make (fixture, "staff", "name", "Dana", "userName", "dana", "roles",
                                     "job_counsellor", NULL);
  g_autofree char *absences = g_strdup_printf (
      "[{\"id\":\"1\",\"from\":\"2026-11-20\",\"to\":\"2026-11-30\",\"deputy\":\"%s\"}]",
      me (fixture));
  g_autofree char *others = g_strdup_printf (
      "[{\"id\":\"1\",\"from\":\"2026-11-20\",\"to\":\"2026-11-30\",\"deputy\":\"%s\"}]", bora);
  g_autoptr (NaruCommand) away = naru_command_new ("Away");
  g_autofree char *eva = NULL, *absence = NULL;
  g_autoptr (GPtrArray) found = NULL, later = NULL;

  naru_command_set_json (away, bora, "absences", absences);
  naru_command_set_json (away, dana, "absences", others);
  g_assert_true (naru_desk_run (fixture->desk, away, NULL));
  eva = desk_make (fixture, "staff", "name", "Eva", "userName", "eva", "roles", "job_counsellor",
                   NULL);
  absence = desk_make (fixture, "absence", "staff", eva, "from", WEDNESDAY, "to", WEDNESDAY,
                       "deputy", me (fixture), NULL);
  g_assert_nonnull (absence);
  found = naru_case_find_stood_in_for (fixture->desk, WEDNESDAY);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (naru_record_get_id (g_ptr_array_index (found, 1)), ==, eva);
  g_assert_cmpstr (naru_record_get_id (g_ptr_array_index (found, 0)), ==, bora);
  later = naru_case_find_stood_in_for (fixture->desk, "2026-12-01");
  g_assert_cmpuint (later->len, ==, 0);
}

static NaruRecord *
draft_absence (const char *staff, const char *from, const char *to, const char *deputy)
{
  return desk_draft ("absence", "staff", staff, "from", from, "to", to, "deputy", deputy, NULL);
}

/* One's own absence with the meetings of these days is one command; that of others is for a manager to say. */
static void
test_record_absence (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *bora = desk_make (fixture, "staff", "name", "Bora", "userName", "bora", "roles",
                                     "job_counsellor", NULL);
  g_autofree char *meeting = make_booked (fixture, mina, me (fixture), "2026-11-26T10:00:00+09:00",
                                          "2026-11-26T10:40:00+09:00");
  g_autoptr (NaruRecord) mine = draft_absence (me (fixture), "2026-11-26", "2026-11-27", bora);
  g_autoptr (NaruRecord) backwards = draft_absence (me (fixture), "2026-12-02", "2026-12-01", NULL);
  g_autoptr (NaruRecord) twice = draft_absence (me (fixture), "2026-11-27", "2026-12-01", NULL);
  g_autoptr (NaruRecord) of_bora = draft_absence (bora, "2026-11-26", "2026-11-26", NULL);
  g_autoptr (NaruRecord) changed = NULL, alone = draft_absence (me (fixture), "2026-12-07",
                                                                "2026-12-08", me (fixture));
  const NaruAbsence days = { NULL, (char *) "2026-11-26", (char *) "2026-11-27", NULL };
  g_autoptr (GPtrArray) rebookings = NULL, absences = NULL;
  g_autoptr (NaruAbsence) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) roles = naru_command_new ("Roles");
  g_autofree char *free_time = NULL;

  rebookings = naru_case_propose_rebooking (fixture->desk, me (fixture), &days, bora, &error);
  g_assert_no_error (error);
  desk_take (fixture, naru_case_record_absence (fixture->desk, mine, rebookings, &error));
  g_assert_no_error (error);
  assert_value (fixture, meeting, "staff", bora);
  found = naru_case_find_absence (fixture->desk, me (fixture), "2026-11-27");
  g_assert_cmpstr (found->deputy, ==, bora);
  free_time = naru_case_find_free_time (fixture->desk, me (fixture), NULL, "2026-11-26", 30);
  g_assert_cmpstr (free_time, ==, "2026-11-30T09:00:00+09:00");

  desk_assert_refused (naru_case_record_absence (fixture->desk, backwards, NULL, &error), &error,
                       NARU_ERROR_INVALID);
  desk_assert_refused (naru_case_record_absence (fixture->desk, twice, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  desk_assert_refused (naru_case_record_absence (fixture->desk, alone, NULL, &error), &error,
                       NARU_ERROR_INVALID);
  desk_assert_refused (naru_case_record_absence (fixture->desk, of_bora, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  naru_command_set_json (roles, me (fixture), "roles", "[\"job_counsellor\",\"manager\"]");
  g_assert_true (naru_desk_run (fixture->desk, roles, NULL));
  desk_take (fixture, naru_case_record_absence (fixture->desk, of_bora, NULL, &error));
  g_assert_no_error (error);

  /* Bora cannot stand in while she is away herself */
  changed = naru_record_copy (mine);
  naru_record_set (changed, "to", "2026-11-30", NULL);
  desk_assert_refused (naru_case_record_absence (fixture->desk, changed, NULL, &error), &error,
                       NARU_ERROR_REFUSED);
  naru_record_set (changed, "deputy", NULL, NULL);
  desk_take (fixture, naru_case_record_absence (fixture->desk, changed, NULL, &error));
  assert_value (fixture, naru_record_get_id (mine), "to", "2026-11-30");
  desk_take (fixture, naru_case_remove_absence (fixture->desk, naru_record_get_id (mine), &error));
  absences = naru_case_list_absences (fixture->store, me (fixture));
  g_assert_cmpuint (absences->len, ==, 0);
}

static void
test_reminders (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina");
  g_autofree char *now = make_booked (fixture, mina, me (fixture), "2026-11-25T10:10:00+09:00",
                                      "2026-11-25T10:30:00+09:00");
  g_autofree char *running = make_booked (fixture, mina, me (fixture), "2026-11-25T09:30:00+09:00",
                                          "2026-11-25T10:05:00+09:00");
  g_autofree char *later = make_booked (fixture, mina, me (fixture), "2026-11-25T10:40:00+09:00",
                                        "2026-11-25T11:00:00+09:00");
  g_autoptr (GPtrArray) found = naru_case_find_reminders (fixture->desk, 10);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (naru_record_get_id (g_ptr_array_index (found, 0)), ==, now);
  g_assert_nonnull (running);
  g_assert_nonnull (later);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/meetings/a-series-passes-over-holidays-and-what-is-booked", test_series);
  g_test_add_func ("/meetings/a-series-has-days-weeks-or-weekdays-of-months", test_rhythms);
  TEST ("/meetings/what-is-unusual-about-a-time-is-said", test_unusual_time);
  TEST ("/meetings/what-was-agreed-becomes-steps-and-the-next-is-booked", test_finish);
  TEST ("/meetings/a-report-is-written-as-a-whole-or-not", test_finish_refused);
  TEST ("/meetings/what-two-desks-booked-at-one-time-is-shown", test_double);
  TEST ("/meetings/contact-is-due-after-the-agreed-rhythm", test_contact);
  TEST ("/meetings/the-calendar-has-lanes-hours-and-holidays", test_calendar);
  TEST ("/meetings/the-meetings-of-somebody-away-are-moved-together", test_absence);
  TEST ("/meetings/an-absence-is-said-with-its-deputy-and-its-meetings", test_record_absence);
  TEST ("/meetings/a-deputy-knows-for-whom", test_stand_in);
  TEST ("/meetings/what-begins-soon-is-told-of", test_reminders);
  return g_test_run ();
}
