/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the way, who helps with it, and what comes after work has begun, of the sample. */
#include "naru-sample-private.h"

#include <string.h>

#define LOAN "loan_counselling"

#define COUNT(person, detailed_mille, modest_mille)                                                \
  naru_chance_per_mille (&(person)->chance, (person)->detailed ? (detailed_mille) : (modest_mille))

static const struct
{
  const char *barrier;
  int organisation;
  int weight;
} barriers[] = {
  { "financial", 3, 200 },     { "housing", 7, 90 },       { "health", 6, 200 },
  { "transport", -1, 140 },    { "childcare", 1, 130 },    { "family", 0, 90 },
  { "administrative", 9, 60 }, { "communication", 9, 60 },
};

static const char *
organisation (NaruSample *self, int index)
{
  return index >= 0 ? g_ptr_array_index (self->organisations, index) : NULL;
}

static int
day_in_case (NaruSamplePerson *person)
{
  return naru_chance_between (&person->chance, person->active_since,
                              naru_most (person->end - 1, person->active_since));
}

static int
choose_barriers (NaruSamplePerson *person, int *chosen, int most)
{
  int weights[G_N_ELEMENTS (barriers)];
  int n = 1 + naru_chance_long_tail (&person->chance, 0.8, most - 1);

  for (guint i = 0; i < G_N_ELEMENTS (barriers); i++)
    weights[i] = barriers[i].weight;
  if (person->age > 55)
    weights[4] = 0;
  if (strcmp (person->name.language, "ko") != 0)
    weights[7] = 500;
  for (int i = 0; i < n; i++)
    {
      chosen[i] = naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (weights));
      weights[chosen[i]] = 0;
    }
  return n;
}

static void
write_barrier (NaruSample *self, NaruSamplePerson *person, int barrier, int day)
{
  static const char *const severities[] = { "low", "medium", "medium", "high" };
  static const char *const trends[] = { "easing", "unchanged", "unchanged", "worse" };
  g_autofree char *id = naru_sample_id (self, "barrier", day);
  g_autofree char *action
      = naru_sample_barrier_note (self, &person->chance, barriers[barrier].barrier, &person->slots);
  gboolean resolved = naru_chance_per_mille (&person->chance, person->open ? 150 : 600);

  naru_doc_begin (self, "barrier", person->counsellor->id, day);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "barrier", barriers[barrier].barrier);
  naru_doc_text (self, "severity", naru_chance_pick (&person->chance, severities));
  naru_doc_text (self, "trend", resolved ? "easing" : naru_chance_pick (&person->chance, trends));
  naru_doc_text (self, "lead", organisation (self, barriers[barrier].organisation));
  naru_doc_text (self, "action", action);
  naru_doc_date (self, "since", day);
  naru_doc_date (self, "resolvedOn",
                 resolved ? naru_chance_between (&person->chance, day, person->end) : 0);
  naru_doc_end (self, id);
}

static void
write_assessment (NaruSample *self, NaruSamplePerson *person, const int *chosen, int n,
                  gboolean social, int day)
{
  static const char *const severities[] = { "low", "medium", "high" };
  g_autofree char *id = naru_sample_id (self, "assessment", day);
  g_autofree char *summary
      = naru_sample_assessment_note (self, &person->chance, social, &person->slots);
  const char *author = social ? self->social_worker : person->counsellor->id;

  naru_doc_begin (self, "assessment", author, day);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "kind", social ? "social_worker" : "counsellor");
  naru_doc_date (self, "on", day);
  naru_doc_text (self, "author", author);
  naru_doc_date (self, "signedOn", naru_chance_per_mille (&person->chance, 800) ? day : 0);
  naru_doc_open_list (self, "barriers");
  for (int i = 0; i < n; i++)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "barrier", barriers[chosen[i]].barrier);
      naru_doc_text (self, "severity", naru_chance_pick (&person->chance, severities));
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_text (self, "summary", summary);
  naru_doc_end (self, id);
}

static char *
write_consent (NaruSample *self, NaruSamplePerson *person, const char *purpose, const char *partner)
{
  static const char *const parts[] = { "contact", "plan", "barriers" };
  char *id = naru_sample_id (self, "consent", person->active_since);
  gboolean withdrawn = naru_chance_per_mille (&person->chance, 40);

  naru_doc_begin (self, "consent", person->counsellor->id, person->active_since);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "purpose", purpose);
  naru_doc_text (self, "organisation", partner);
  if (partner != NULL)
    naru_doc_strings (self, "parts", parts, G_N_ELEMENTS (parts));
  naru_doc_text (self, "state", withdrawn ? "withdrawn" : "given");
  naru_doc_date (self, "givenOn", person->active_since);
  naru_doc_text (self, "givenHow", "in_person");
  naru_doc_date (self, "withdrawnOn", withdrawn ? day_in_case (person) : 0);
  naru_doc_date (self, "validTo", person->active_since + 730);
  naru_doc_end (self, id);
  return id;
}

static void
write_referral (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const open_states[]
      = { "planned", "sent", "accepted", "waiting", "underway", "completed" };
  static const char *const over_states[]
      = { "completed", "completed", "completed", "ended_early", "refused" };
  static const char *const refusals[] = { "own_wish", "no_place", "time", "distance", "care" };
  static const struct
  {
    const char *kind;
    int organisation;
  } kinds[] = { { "course", 4 },          { "course", 5 },         { LOAN, 3 },
                { "welfare_benefit", 0 }, { "psychological", 6 },  { "guidance", 1 },
                { "language_course", 9 }, { "housing_benefit", 7 } };
  int kind = naru_chance_below (&person->chance, G_N_ELEMENTS (kinds));
  int sent = day_in_case (person);
  const char *type = strcmp (kinds[kind].kind, LOAN) == 0 ? "financeReferral" : "referral";
  g_autofree char *id = naru_sample_id (self, type, sent);
  g_autofree char *note = naru_sample_referral_note (self, &person->chance, &person->slots);
  const char *state = person->open && sent > self->today - 60
                          ? naru_chance_pick (&person->chance, open_states)
                          : naru_chance_pick (&person->chance, over_states);
  gboolean planned = strcmp (state, "planned") == 0;
  gboolean answered = !planned && strcmp (state, "sent") != 0;

  naru_doc_begin (self, type, person->counsellor->id, sent);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "direction", naru_chance_per_mille (&person->chance, 880) ? "out" : "in");
  naru_doc_text (self, "kind", kinds[kind].kind);
  naru_doc_text (self, "organisation", organisation (self, kinds[kind].organisation));
  if (strcmp (kinds[kind].kind, "course") == 0)
    naru_doc_text (self, "course",
                   g_ptr_array_index (self->courses, naru_chance_below (&person->chance,
                                                                        (int) self->courses->len)));
  naru_doc_text (self, "state", state);
  naru_doc_date (self, "sentOn", planned ? 0 : sent);
  naru_doc_date (
      self, "answeredOn",
      answered ? naru_least (sent + naru_chance_between (&person->chance, 1, 12), self->today) : 0);
  if (strcmp (state, "refused") == 0)
    naru_doc_text (self, "refusalReason", naru_chance_pick (&person->chance, refusals));
  naru_doc_text (self, "note", note);
  naru_doc_end (self, id);
}

static void
write_enrolment (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const programmes[]
      = { "nesp1", "nesp2", "success_package", "youth_guarantee" };
  g_autofree char *id = naru_sample_id (self, "enrolment", person->active_since);

  naru_doc_begin (self, "enrolment", person->counsellor->id, person->active_since);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "programme",
                 programmes[person->age < 30 ? 3 : naru_chance_below (&person->chance, 3)]);
  naru_doc_number (self, "stage", naru_chance_between (&person->chance, 1, 3));
  naru_doc_date (self, "from", person->active_since);
  naru_doc_date (self, "to", person->active_since + 365);
  naru_doc_text (self, "state",
                 person->open                                   ? "enrolled"
                 : naru_chance_per_mille (&person->chance, 700) ? "completed"
                                                                : "left");
  naru_doc_end (self, id);
}

static void
write_task (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const titles[]
      = { "{e}에 결과 물어보기", "{k} 자리 확인하기",       "{q}에 전화하기",
          "추천서 초안 쓰기",    "경력 서류 번역 알아보기", "통역 예약하기",
          "{p} 예약하기",        "{l} 응시료 지원 확인하기" };
  g_autoptr (GString) title = g_string_new (NULL);
  int due = self->today + naru_chance_between (&person->chance, -4, 12);
  g_autofree char *id = naru_sample_id (self, "task", self->today - 8);

  naru_sample_expand (title, &person->chance, naru_chance_pick (&person->chance, titles),
                      &person->slots);
  naru_doc_begin (self, "task", person->counsellor->id, self->today - 8);
  naru_doc_text (self, "title", title->str);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "owner", person->counsellor->id);
  naru_doc_date (self, "dueOn", naru_sample_working_day (self, due, 1));
  naru_doc_text (self, "state",
                 due < self->today && naru_chance_per_mille (&person->chance, 700) ? "done"
                                                                                   : "planned");
  naru_doc_end (self, id);
}

/**
 * naru_sample_make_situation:
 *
 * Makes barriers, assessments, consents, referrals and what else helps a person.
 */
void
naru_sample_make_situation (NaruSample *self, NaruSamplePerson *person)
{
  int chosen[G_N_ELEMENTS (barriers)];

  if (strcmp (person->state, "new") == 0)
    return;
  if (COUNT (person, 430, 110))
    {
      int day = day_in_case (person);
      int n = choose_barriers (person, chosen, person->detailed ? 4 : 1);

      for (int i = 0; i < n; i++)
        write_barrier (self, person, chosen[i], day);
      if (person->detailed && naru_chance_per_mille (&person->chance, 450))
        {
          write_assessment (self, person, chosen, n, FALSE, naru_sample_working_day (self, day, 1));
          if (naru_chance_per_mille (&person->chance, 450))
            write_assessment (self, person, chosen, naru_most (n - 1, 1), TRUE,
                              naru_sample_working_day (self, day + 5, 1));
        }
    }
  if (COUNT (person, 560, 100))
    g_free (write_consent (self, person, "introduce_employer", NULL));
  if (COUNT (person, 180, 20))
    g_free (write_consent (self, person, "share_partner",
                           organisation (self, naru_chance_below (&person->chance, 4))));
  if (COUNT (person, 480, 120))
    write_referral (self, person);
  if (COUNT (person, 240, 60))
    write_enrolment (self, person);
  if (person->open && COUNT (person, 90, 20))
    write_task (self, person);
}

static void
write_follow_up (NaruSample *self, NaruSamplePerson *person, const char *placement,
                 const char *employer, const char *after, int due, gboolean of_employer)
{
  static const char *const warnings[]
      = { "none", "none", "none", "hours", "transport", "tasks", "thinking_of_leaving" };
  const char *type = of_employer ? "employerFollowUp" : "jobseekerFollowUp";
  gboolean past = due < self->today - 2;
  const char *state
      = past ? naru_chance_per_mille (&person->chance, 880) ? "done" : "not_reached" : "due";
  gboolean done = strcmp (state, "done") == 0;
  g_autofree char *id = naru_sample_id (self, type, due - 30);
  g_autofree char *note
      = done ? naru_sample_follow_up_note (self, &person->chance, of_employer, &person->slots)
             : NULL;

  naru_doc_begin (self, type, person->counsellor->id, naru_least (due, self->today));
  if (of_employer)
    naru_doc_text (self, "employer", employer);
  else
    naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "placement", placement);
  naru_doc_date (self, "dueOn", due);
  naru_doc_text (self, "after", after);
  naru_doc_text (self, "state", state);
  naru_doc_date (self, "doneOn", done ? due : 0);
  naru_doc_text (self, "staff", person->counsellor->id);
  if (done)
    {
      naru_doc_text (self, "warning", naru_chance_pick (&person->chance, warnings));
      if (!of_employer)
        naru_doc_text (self, "stillThere",
                       naru_chance_per_mille (&person->chance, 870) ? "yes" : "no");
      naru_doc_number (self, "satisfaction", naru_chance_between (&person->chance, 2, 5));
    }
  naru_doc_text (self, "note", note);
  naru_doc_end (self, id);
}

/**
 * naru_sample_make_placement:
 *
 * Makes the placement of whoever found work, and the follow-ups with person and employer.
 */
void
naru_sample_make_placement (NaruSample *self, NaruSamplePerson *person)
{
  static const struct
  {
    const char *after;
    int days;
  } times[] = { { "week", 7 }, { "month", 30 }, { "three_months", 91 }, { "six_months", 182 } };
  gboolean working = g_strcmp0 (person->state, "in_work") == 0
                     || g_strcmp0 (person->outcome, "employment") == 0
                     || g_strcmp0 (person->outcome, "sustained_employment") == 0;
  const NaruSampleEmployer *employer;
  g_autofree char *id = NULL;
  int start;

  if (!working || !COUNT (person, 900, 350) || self->employers->len == 0)
    return;
  employer = &g_array_index (self->employers, NaruSampleEmployer,
                             naru_chance_below (&person->chance, (int) self->employers->len));
  start = person->closed != 0 ? person->closed - naru_chance_between (&person->chance, 0, 20)
                              : self->today - naru_chance_between (&person->chance, 3, 50);
  start = naru_most (naru_sample_working_day (self, start, 1), person->active_since);
  id = naru_sample_id (self, "placement", start);
  naru_doc_begin (self, "placement", person->counsellor->id, start);
  naru_doc_text (self, "employer", employer->id);
  naru_doc_text (self, "availability", person->availability);
  naru_doc_text (self, "occupation", person->trade->code);
  naru_doc_date (self, "startOn", start);
  naru_doc_text (self, "contract",
                 naru_chance_per_mille (&person->chance, 620) ? "permanent" : "fixed_term");
  naru_doc_number (self, "hoursWeek", naru_chance_per_mille (&person->chance, 780) ? 40 : 20);
  naru_doc_money (self, "pay", person->trade->hourly, "hour");
  naru_doc_text (self, "counsellor", person->counsellor->id);
  naru_doc_end (self, id);
  person->slots.employer = employer->name;
  for (guint i = 0; i < (person->detailed ? G_N_ELEMENTS (times) : 1); i++)
    {
      int due = naru_sample_working_day (self, start + times[i].days, 1);

      if (due > self->today + NARU_SAMPLE_COMING_DAYS)
        break;
      write_follow_up (self, person, id, employer->id, times[i].after, due, FALSE);
      if (person->detailed && i > 0)
        write_follow_up (self, person, id, employer->id, times[i].after, due, TRUE);
    }
}
