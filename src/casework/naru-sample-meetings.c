/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings and messages of the sample: held ones with their notes, some that fell through on either side, coming ones. */
#include "naru-sample-private.h"

#include <string.h>

#define MOST_MEETINGS 60
#define MODEST_MEETINGS 2
#define TODAYS_MEETINGS 7
#define UNBOOKED_PEOPLE 9

typedef struct
{
  char *id;
  int day;
  int minute;
  int half_hours;
  const char *kind;
  const char *state;
  const char *side;
  const char *reason;
  gboolean rebooked; /* as the one after it */
} Meeting;

static int
count_meetings (NaruSample *self, NaruSamplePerson *person)
{
  int length = person->end - person->active_since;
  int n = naru_least (length / person->cadence + 1, MOST_MEETINGS);

  if (!person->detailed)
    return naru_least (naru_chance_long_tail (&person->chance, 1.6, 8) + (person->open ? 1 : 0),
                       MODEST_MEETINGS);
  if (person->open)
    return n;
  /* most cases end after a few meetings, some take years */
  if (naru_chance_per_mille (&person->chance, 25))
    return naru_chance_between (&person->chance, 30, MOST_MEETINGS);
  return naru_least (1 + naru_chance_long_tail (&person->chance, 4, MOST_MEETINGS),
                     naru_most (length / 5, 1));
}

static const char *
choose_kind (NaruSamplePerson *person, int number, int day)
{
  static const char *const kinds[]
      = { "counselling", "job_search", "interview_practice", "review", "three_way", "other" };
  static const int weights[] = { 520, 220, 110, 100, 40, 10 };

  if (number == 0)
    return "first";
  if (number == 1)
    return "plan";
  if (strcmp (person->state, "in_work") == 0 && day > person->end - 60)
    return "follow_up";
  return kinds[naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (kinds))];
}

static void
fall_through (NaruChance *chance, Meeting *meeting)
{
  static const char *const own[]
      = { "illness", "care", "transport", "work", "training", "unknown", "overlap", "weather" };
  static const char *const office[] = { "staff_absent", "room", "overlap", "illness" };
  static const char *const sides[] = { "jobseeker", "office", "partner", "neither" };
  static const int weights[] = { 560, 330, 60, 50 };
  int side = naru_chance_weighted (chance, weights, G_N_ELEMENTS (sides));

  meeting->side = sides[side];
  meeting->reason = side == 0   ? naru_chance_pick (chance, own)
                    : side == 3 ? "weather"
                                : naru_chance_pick (chance, office);
  meeting->state = naru_chance_per_mille (chance, side == 0 ? 550 : 250) ? "missed" : "cancelled";
}

static void
write_meeting (NaruSample *self, NaruSamplePerson *person, const Meeting *meeting, const char *next)
{
  static const char *const channels[] = { "in_person", "phone", "video" };
  static const int weights[] = { 700, 250, 50 };
  static const char *const places[]
      = { "2층 상담실 1", "2층 상담실 2", "2층 상담실 3", "2층 5번 창구" };
  const char *channel
      = strcmp (meeting->kind, "first") == 0
            ? "in_person"
            : channels[naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (channels))];
  gboolean held = strcmp (meeting->state, "held") == 0;
  int made = naru_least (meeting->day - naru_chance_between (&person->chance, 1, 9), self->today);
  g_autofree char *notes
      = held ? naru_sample_meeting_note (self, &person->chance, meeting->kind, &person->slots)
             : NULL;

  naru_doc_begin (self, "meeting", person->counsellor->id,
                  held ? meeting->day : naru_most (made, person->registered));
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "staff", person->counsellor->id);
  naru_doc_text (self, "kind", meeting->kind);
  naru_doc_text (self, "channel", channel);
  naru_doc_time (self, "start", meeting->day, meeting->minute);
  naru_doc_time (self, "end", meeting->day, meeting->minute + meeting->half_hours * 30);
  if (strcmp (channel, "in_person") == 0)
    naru_doc_text (self, "place", naru_chance_pick (&person->chance, places));
  naru_doc_text (self, "state", meeting->state);
  naru_doc_text (self, "fellThroughBy", meeting->side);
  naru_doc_text (self, "fellThroughReason", meeting->reason);
  naru_doc_text (self, "notes", notes);
  naru_doc_text (self, "rebookedAs", next);
  naru_doc_end (self, meeting->id);
}

/* The next number of half hours of the counsellor on @day or a little later. */
static gboolean
find_time (NaruSample *self, NaruSamplePerson *person, Meeting *meeting)
{
  meeting->half_hours = strcmp (meeting->kind, "first") == 0 || strcmp (meeting->kind, "plan") == 0
                                || naru_chance_per_mille (&person->chance, 220)
                            ? 2
                            : 1;
  meeting->minute = naru_sample_book (self, person->counsellor, &person->chance, &meeting->day,
                                      meeting->half_hours);
  return meeting->minute >= 0;
}

static void
plan_past (NaruSample *self, NaruSamplePerson *person, GArray *meetings)
{
  int n = count_meetings (self, person);
  int day = person->active_since;
  int last = person->closed != 0 ? person->closed : self->today - 1;
  int step = n > 1 ? naru_most ((last - day) / n, 1) : 1;

  /* what falls through does not count, so that the case goes on up to its end */
  for (int number = 0; n > 0 && number < MOST_MEETINGS; number++)
    {
      Meeting meeting = { .day = day, .state = "held" };

      if (meeting.day > last)
        break;
      meeting.kind = choose_kind (person, number, day);
      if (!find_time (self, person, &meeting) || meeting.day > last)
        break;
      if (number > 0 && naru_chance_per_mille (&person->chance, 170))
        {
          fall_through (&person->chance, &meeting);
          meeting.rebooked = TRUE;
          day = meeting.day + naru_chance_between (&person->chance, 2, 9);
        }
      else
        {
          n--;
          day = meeting.day + naru_most (step + naru_chance_between (&person->chance, -3, 4), 1);
        }
      meeting.id = naru_sample_id (self, "meeting", meeting.day - 7);
      g_array_append_val (meetings, meeting);
    }
}

/* Some people had one or two meetings that fell through, and no new time yet. */
static gboolean
leave_unbooked (NaruSample *self, NaruSamplePerson *person, GArray *meetings)
{
  gboolean wanted = person->mine
                        ? self->unbooked < UNBOOKED_PEOPLE && meetings->len >= 3
                              && naru_chance_per_mille (&person->chance, 300)
                        : meetings->len >= 2 && naru_chance_per_mille (&person->chance, 60);
  int last = meetings->len > 0 ? g_array_index (meetings, Meeting, meetings->len - 1).day : 0;
  int count;

  if (!wanted || person->end - last < 0)
    return FALSE;
  count = naru_chance_between (&person->chance, 1, 3);
  for (guint i = meetings->len - naru_least ((guint) count, meetings->len - 1); i < meetings->len;
       i++)
    {
      Meeting *meeting = &g_array_index (meetings, Meeting, i);

      fall_through (&person->chance, meeting);
      meeting->rebooked = i + 1 < meetings->len && naru_chance_per_mille (&person->chance, 500);
    }
  if (person->mine)
    self->unbooked++;
  return TRUE;
}

static void
plan_coming (NaruSample *self, NaruSamplePerson *person, GArray *meetings)
{
  Meeting meeting = { .state = "booked" };
  int last = meetings->len > 0 ? g_array_index (meetings, Meeting, meetings->len - 1).day
                               : person->registered;

  meeting.day = naru_most (last + person->cadence,
                           self->today + naru_chance_between (&person->chance, 1, 13));
  meeting.day = naru_least (meeting.day, self->today + NARU_SAMPLE_COMING_DAYS - 8);
  meeting.kind = meetings->len == 0 ? "first" : meetings->len == 1 ? "plan" : "counselling";
  if (person->review > self->today && ABS (person->review - meeting.day) < 8)
    meeting.kind = "review";
  if (!find_time (self, person, &meeting))
    return;
  meeting.id = naru_sample_id (self, "meeting",
                               self->today - naru_chance_between (&person->chance, 1, 10));
  g_array_append_val (meetings, meeting);
}

/* A full day for whoever works at the desk: what is over is held, the latest of it is still to be recorded, and one meeting
 * goes on right now if it is a time of work. */
static gboolean
plan_today (NaruSample *self, NaruSamplePerson *person, GArray *meetings)
{
  static const int times[TODAYS_MEETINGS]
      = { 9 * 60, 10 * 60, 11 * 60, 13 * 60 + 30, 14 * 60 + 30, 15 * 60 + 30, 17 * 60 };
  Meeting meeting = { .kind = "counselling", .half_hours = 1, .state = "booked" };
  int now = self->now_minute / 30 * 30;
  int last = meetings->len > 0 ? g_array_index (meetings, Meeting, meetings->len - 1).day : 0;
  int number = self->todays - 1;

  if (self->todays > TODAYS_MEETINGS || meetings->len < 2 || last > self->today - 5)
    return FALSE;
  meeting.day = self->today;
  meeting.minute = number < 0 ? now : times[number];
  self->todays++;
  if (!naru_sample_book_at (self, person->counsellor, self->today, meeting.minute, 1))
    return plan_today (self, person, meetings);
  for (int i = 0; i < TODAYS_MEETINGS; i++)
    if (times[i] > meeting.minute && times[i] + 30 <= self->now_minute)
      meeting.state = "held";
  if (person->review == self->today || number % 3 == 2)
    meeting.kind = "review";
  meeting.id = naru_sample_id (self, "meeting", self->today - 7);
  g_array_append_val (meetings, meeting);
  return TRUE;
}

static void
write_messages (NaruSample *self, NaruSamplePerson *person, const GArray *meetings)
{
  static const char *const subjects[]
      = { "상담 일정", "채용 소식", "훈련 안내", "이력서", "면접 결과", "서류 안내" };
  int n = naru_chance_long_tail (&person->chance, 0.9, 6);

  if (meetings->len == 0)
    return;
  for (int i = 0; i < n; i++)
    {
      const Meeting *near = &g_array_index (
          meetings, Meeting, naru_chance_below (&person->chance, (int) meetings->len));
      int day = naru_sample_working_day (
          self, near->day - naru_chance_between (&person->chance, 1, 4), -1);
      gboolean in = naru_chance_per_mille (&person->chance, 380);
      g_autofree char *id = NULL;
      g_autofree char *body = NULL;

      if (day < person->registered || day >= self->today || strcmp (near->state, "held") != 0)
        continue;
      id = naru_sample_id (self, "message", day);
      body = naru_sample_message (self, &person->chance, in, &person->slots);
      naru_doc_begin (self, "message", person->counsellor->id, day);
      naru_doc_text (self, "jobseeker", person->id);
      naru_doc_text (self, "direction", in ? "in" : "out");
      naru_doc_text (self, "channel",
                     naru_chance_per_mille (&person->chance, 800) ? "message" : "email");
      naru_doc_time (self, "at", day, naru_chance_between (&person->chance, 9 * 60, 17 * 60 + 50));
      naru_doc_text (self, "staff", person->counsellor->id);
      naru_doc_text (self, "subject", naru_chance_pick (&person->chance, subjects));
      naru_doc_text (self, "body", body);
      naru_doc_end (self, id);
    }
}

/**
 * naru_sample_make_meetings:
 *
 * Makes the meetings and messages of a person.
 */
void
naru_sample_make_meetings (NaruSample *self, NaruSamplePerson *person)
{
  g_autoptr (GArray) meetings = g_array_new (FALSE, FALSE, sizeof (Meeting));
  gboolean coming = person->open && strcmp (person->state, "suspended") != 0;

  plan_past (self, person, meetings);
  if (coming && !leave_unbooked (self, person, meetings)
      && !(person->mine && plan_today (self, person, meetings))
      && naru_chance_per_mille (&person->chance, person->detailed ? 720 : 300))
    plan_coming (self, person, meetings);
  /* what somebody forgot to record */
  if (person->mine && coming && meetings->len > 3 && naru_chance_per_mille (&person->chance, 25))
    {
      Meeting *last = &g_array_index (meetings, Meeting, meetings->len - 1);

      if (strcmp (last->state, "held") == 0 && last->day >= self->today - 12
          && last->day < self->today)
        last->state = "booked";
    }
  for (guint i = meetings->len; i-- > 0;)
    {
      const Meeting *meeting = &g_array_index (meetings, Meeting, i);
      const Meeting *next = i + 1 < meetings->len ? meeting + 1 : NULL;

      write_meeting (self, person, meeting, meeting->rebooked && next != NULL ? next->id : NULL);
    }
  if (person->detailed)
    write_messages (self, person, meetings);
  for (guint i = 0; i < meetings->len; i++)
    g_free (g_array_index (meetings, Meeting, i).id);
}
