/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda says what is to be done, why, and in which order, without asking whose fault it is. */
#include "desk-fixture.h"

#include <string.h>

static GPtrArray *
read_rows (DeskFixture *fixture, NaruAgendaSection section)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = naru_agenda_read (fixture->store, naru_desk_get_staff (fixture->desk),
                                                WEDNESDAY, NOW, &error);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_agenda_row_free);

  g_assert_no_error (error);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      NaruAgendaRow *row = g_ptr_array_index (all, i);

      if (row->section == section)
        g_ptr_array_add (rows, row);
      else
        naru_agenda_row_free (row);
    }
  return rows;
}

static NaruAgendaRow *
row_at (GPtrArray *rows, guint position)
{
  g_assert_cmpuint (position, <, rows->len);
  return g_ptr_array_index (rows, position);
}

static char *
make_person (DeskFixture *fixture, const char *name, const char *state)
{
  return desk_make (fixture, "jobseeker", "name", name, "state", state, "registeredOn",
                    "2026-06-01", "counsellor", naru_desk_get_staff (fixture->desk), NULL);
}

/* @state of the meeting; @side for one that fell through */
static char *
make_meeting (DeskFixture *fixture, const char *person, const char *day, const char *state,
              const char *side)
{
  g_autofree char *start = g_strconcat (day, ":00+09:00", NULL);

  return desk_make (fixture, "meeting", "jobseeker", person, "staff",
                    naru_desk_get_staff (fixture->desk), "kind", "counselling", "channel", "phone",
                    "start", start, "state", state, "fellThroughBy", side, NULL);
}

static void
test_rebook (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina", "active");
  g_autofree char *jun = make_person (fixture, "Jun", "active");
  g_autofree char *sora = make_person (fixture, "Sora", "active");
  g_autofree char *booked = make_person (fixture, "Booked", "active");
  g_autofree char *met = make_person (fixture, "Met since", "active");
  g_autofree char *closed = make_person (fixture, "Closed", "closed");
  const char *const all[] = { mina, jun, sora, booked, met, closed };
  g_autofree char *latest = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_free (make_meeting (fixture, all[i], i == 1 ? "2026-11-02T10:00" : "2026-10-25T10:00", "held",
                          NULL));
  g_free (make_meeting (fixture, mina, "2026-11-09T10:00", "cancelled", "office"));
  latest = make_meeting (fixture, mina, "2026-11-16T10:00", "missed", "jobseeker");
  g_free (make_meeting (fixture, jun, "2026-11-16T11:00", "missed", "jobseeker"));
  g_free (make_meeting (fixture, sora, "2026-11-16T14:00", "missed", "jobseeker"));
  g_free (make_meeting (fixture, booked, "2026-11-16T15:00", "missed", "jobseeker"));
  g_free (make_meeting (fixture, booked, "2026-11-27T15:00", "booked", NULL));
  g_free (make_meeting (fixture, met, "2026-11-16T16:00", "missed", "jobseeker"));
  g_free (make_meeting (fixture, met, "2026-11-18T16:00", "held", NULL));
  g_free (make_meeting (fixture, closed, "2026-11-16T17:00", "missed", "jobseeker"));

  rows = read_rows (fixture, NARU_AGENDA_REBOOK);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (row_at (rows, 0)->subject, ==, mina);
  g_assert_cmpstr (row_at (rows, 0)->record, ==, latest);
  g_assert_cmpstr (
      row_at (rows, 0)->reason, ==,
      "31 days since last contact (25 Oct), then 2 meetings fell through: office 1, jobseeker 1");
  g_assert_cmpstr (row_at (rows, 0)->action, ==, "rebook");
  g_assert_cmpstr (row_at (rows, 1)->subject, ==, sora);
  g_assert_cmpstr (row_at (rows, 2)->subject, ==, jun);
  g_assert_cmpstr (row_at (rows, 2)->reason, ==,
                   "23 days since last contact (2 Nov), then 1 meeting fell through: jobseeker 1");
}

/* Two people with the same dates, one let down by the office: the order does not tell them apart. */
static void
test_cause_neutral (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *absent = make_person (fixture, "Absent", "active");
  g_autofree char *cancelled = make_person (fixture, "Let down", "active");
  g_autoptr (GPtrArray) rows = NULL;

  g_free (make_meeting (fixture, absent, "2026-10-20T10:00", "held", NULL));
  g_free (make_meeting (fixture, cancelled, "2026-10-20T11:00", "held", NULL));
  g_free (make_meeting (fixture, absent, "2026-11-10T10:00", "missed", "jobseeker"));
  g_free (make_meeting (fixture, cancelled, "2026-11-10T11:00", "cancelled", "office"));
  rows = read_rows (fixture, NARU_AGENDA_REBOOK);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (row_at (rows, 0)->order, ==, row_at (rows, 1)->order);
}

static void
test_message (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina", "active");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *message = NULL;

  g_free (make_meeting (fixture, mina, "2026-11-10T10:00", "missed", "office"));
  before = read_rows (fixture, NARU_AGENDA_REBOOK);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpstr (row_at (before, 0)->reason, ==,
                   "No contact yet; 1 meeting fell through: office 1");
  message = desk_make (fixture, "message", "jobseeker", mina, "direction", "in", "channel",
                       "message", "at", "2026-11-12T09:00:00+09:00", NULL);
  after = read_rows (fixture, NARU_AGENDA_REBOOK);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_meetings (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina", "active");
  g_autofree char *late = make_meeting (fixture, mina, "2026-11-25T15:00", "booked", NULL);
  g_autofree char *early = make_meeting (fixture, mina, "2026-11-25T09:00", "booked", NULL);
  g_autofree char *tomorrow = make_meeting (fixture, mina, "2026-11-26T09:00", "booked", NULL);
  g_autofree char *forgotten = make_meeting (fixture, mina, "2026-11-20T09:00", "booked", NULL);
  g_autoptr (GPtrArray) rows = read_rows (fixture, NARU_AGENDA_MEETINGS);
  g_autoptr (GPtrArray) to_record = read_rows (fixture, NARU_AGENDA_TO_RECORD);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (row_at (rows, 0)->record, ==, early);
  g_assert_cmpstr (row_at (rows, 0)->action, ==, "record");
  g_assert_cmpstr (row_at (rows, 1)->record, ==, late);
  g_assert_cmpstr (row_at (rows, 1)->action, ==, "open");
  g_assert_cmpstr (tomorrow, !=, NULL);
  g_assert_cmpuint (to_record->len, ==, 1);
  g_assert_cmpstr (row_at (to_record, 0)->record, ==, forgotten);
}

static void
make_step (DeskFixture *fixture, const char *person, const char *title, const char *due,
           const char *state)
{
  g_free (desk_make (fixture, "step", "jobseeker", person, "title", title, "dueOn", due, "state",
                     state, "responsible", "partner", NULL));
}

static void
test_steps (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina", "active");
  g_autofree char *stranger
      = desk_make (fixture, "jobseeker", "name", "Stranger", "state", "active", NULL);
  g_autoptr (GPtrArray) rows = NULL;

  make_step (fixture, mina, "Late", "2026-11-22", "planned");
  make_step (fixture, mina, "Later", "2026-11-11", "underway");
  make_step (fixture, mina, "Today", WEDNESDAY, "planned");
  make_step (fixture, mina, "Done", "2026-11-01", "done");
  make_step (fixture, stranger, "Not mine", "2026-11-01", "planned");
  rows = read_rows (fixture, NARU_AGENDA_STEPS);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (row_at (rows, 0)->title, ==, "Later");
  g_assert_cmpstr (row_at (rows, 1)->title, ==, "Late");
  g_assert_cmpstr (row_at (rows, 1)->reason, ==, "Mina · Partner acts · 3 days late, due 22 Nov");
}

static void
test_due (DeskFixture *fixture, gconstpointer data)
{
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active",
                                       "counsellor", me, "planReviewOn", "2026-11-24", NULL);
  g_autofree char *ahead = desk_make (fixture, "jobseeker", "name", "Jun", "state", "active",
                                      "counsellor", me, "planReviewOn", "2026-11-26", NULL);
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Harbour", NULL);
  g_autofree char *promise
      = desk_make (fixture, "interaction", "employer", employer, "kind", "call", "at", NOW, "staff",
                   me, "nextAction", "Send two names", "nextActionOn", "2026-11-26",
                   "nextActionState", "open", "promise", "true", NULL);
  g_autofree char *far = desk_make (fixture, "interaction", "employer", employer, "kind", "call",
                                    "at", NOW, "staff", me, "nextAction", "Visit", "nextActionOn",
                                    "2026-11-27", "nextActionState", "open", NULL);
  g_autofree char *follow_up = desk_make (fixture, "jobseekerFollowUp", "jobseeker", person,
                                          "dueOn", WEDNESDAY, "state", "due", NULL);
  g_autofree char *task = desk_make (fixture, "task", "title", "Call the school", "owner", me,
                                     "dueOn", WEDNESDAY, "state", "planned", NULL);
  g_autofree char *vacancy = desk_make (fixture, "vacancy", "title", "Welder", "stage", "agreed",
                                        "drafter", me, "agreedOn", "2026-11-20", NULL);
  g_autofree char *help
      = desk_make (fixture, "vacancy", "title", "Cook", "stage", "published", "drafter", me,
                   "supportNeeded", "true", "outreachDue", WEDNESDAY, NULL);
  const struct
  {
    NaruAgendaSection section;
    guint count;
    const char *first;
  } expected[] = {
    { NARU_AGENDA_REVIEWS, 1, person },       { NARU_AGENDA_PROMISES, 1, promise },
    { NARU_AGENDA_FOLLOW_UPS, 1, follow_up }, { NARU_AGENDA_TASKS, 1, task },
    { NARU_AGENDA_VACANCIES, 2, vacancy },    { NARU_AGENDA_CONFLICTS, 0, NULL },
  };

  g_assert_true (ahead != NULL && far != NULL && help != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) rows = read_rows (fixture, expected[i].section);

      g_test_message ("%s", naru_agenda_section_title (expected[i].section));
      g_assert_cmpuint (rows->len, ==, expected[i].count);
      if (rows->len > 0)
        g_assert_cmpstr (row_at (rows, 0)->record, ==, expected[i].first);
    }
}

/* A task says whose case it is about. */
static void
test_tasks (DeskFixture *fixture, gconstpointer data)
{
  const char *me = naru_desk_get_staff (fixture->desk);
  g_autofree char *mina = desk_make (fixture, "jobseeker", "name", "Mina", "state", "active", NULL);
  g_autofree char *school = desk_make (fixture, "task", "title", "Call the school", "owner", me,
                                       "dueOn", WEDNESDAY, "state", "planned", NULL);
  g_autofree char *letter
      = desk_make (fixture, "task", "title", "Write the letter", "owner", me, "jobseeker", mina,
                   "dueOn", "2026-11-24", "state", "planned", NULL);
  g_autoptr (GPtrArray) rows = read_rows (fixture, NARU_AGENDA_TASKS);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (row_at (rows, 0)->record, ==, letter);
  g_assert_cmpstr (row_at (rows, 0)->reason, ==, "Mina · 1 day late, due 24 Nov");
  g_assert_cmpstr (row_at (rows, 1)->record, ==, school);
  g_assert_cmpstr (row_at (rows, 1)->reason, ==, "due today");
}

/* What a drafter has to look at: each with its reason, and what is not due yet is not there. */
static void
test_vacancies (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    const char *stage;
    const char *field;
    const char *value;
    const char *reason; /* NULL if it is not due */
  } cases[] = {
    { "Agreed", "agreed", "agreedOn", "2026-11-20", "agreed on 20 Nov, waits for publication" },
    { "Asked", "with_employer", "versions",
      "[{\"number\":1,\"at\":\"2026-11-19T10:00:00+09:00\",\"text\":\"x\"}]",
      "with the employer since 19 Nov, waits for approval" },
    { "Soon", "published", "closesOn", "2026-11-28", "closes on 28 Nov" },
    { "Over", "published", "closesOn", "2026-11-24", "closed on 24 Nov, and is still published" },
    { "Later", "published", "closesOn", "2026-11-29", NULL },
    { "Filled", "filled", "closesOn", "2026-11-26", NULL },
    { "Help", "draft", "outreachDue", WEDNESDAY, "the employer wants help, call by 25 Nov" },
    { "Help later", "draft", "outreachDue", "2026-11-26", NULL },
    { "Long", "published", "publishedOn", "2026-10-20", "published since 20 Oct, hard to fill" },
    { "Fresh", "published", "publishedOn", "2026-11-20", NULL },
  };
  g_autoptr (GPtrArray) rows = NULL;
  guint due = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean call = g_str_equal (cases[i].field, "outreachDue");
      gboolean published = g_str_equal (cases[i].field, "publishedOn");

      g_free (desk_make (fixture, "vacancy", "title", cases[i].title, "stage", cases[i].stage,
                         "drafter", naru_desk_get_staff (fixture->desk), cases[i].field,
                         cases[i].value,
                         call        ? "supportNeeded"
                         : published ? "closesOn"
                                     : NULL,
                         call ? "true" : "2027-01-31", NULL));
      due += cases[i].reason != NULL;
    }
  rows = read_rows (fixture, NARU_AGENDA_VACANCIES);
  g_assert_cmpuint (rows->len, ==, due);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < rows->len; k++)
      if (g_str_equal (row_at (rows, k)->title, cases[i].title))
        g_assert_cmpstr (row_at (rows, k)->reason, ==, cases[i].reason);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GPtrArray **rows = data;
  g_autoptr (GError) error = NULL;

  *rows = naru_agenda_read_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *mina = make_person (fixture, "Mina", "active");
  g_autofree char *meeting = make_meeting (fixture, mina, "2026-11-25T15:00", "booked", NULL);
  GPtrArray *rows = NULL;

  naru_agenda_read_async (fixture->desk, naru_desk_get_staff (fixture->desk), WEDNESDAY, NULL,
                          read_cb, &rows);
  while (rows == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (row_at (rows, 0)->record, ==, meeting);
  g_ptr_array_unref (rows);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/casework/agenda/rebooking-shows-its-arithmetic", test_rebook);
  TEST ("/casework/agenda/whose-side-it-was-makes-no-difference", test_cause_neutral);
  TEST ("/casework/agenda/a-message-is-a-contact", test_message);
  TEST ("/casework/agenda/appointments-of-the-day-and-what-nobody-recorded", test_meetings);
  TEST ("/casework/agenda/steps-are-late-from-the-day-after", test_steps);
  TEST ("/casework/agenda/what-is-due-and-what-is-not-yet", test_due);
  TEST ("/casework/agenda/a-task-says-whose-case-it-is-about", test_tasks);
  TEST ("/casework/agenda/vacancies-that-somebody-has-to-look-at", test_vacancies);
  TEST ("/casework/agenda/reading-off-the-main-loop-gives-the-same", test_async);
  return g_test_run ();
}
