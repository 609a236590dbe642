/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobseekers of the sample, and what of them the candidates meter counts. */
#include "naru-sample-private.h"

#include <string.h>

#define OPEN_PER_MILLE 540
#define SHORTEST_CASE 3

/* Whether a person is among the open cases: spread evenly, so that every caseload gets its share. */
static gboolean
is_open (int index)
{
  return (gint64) (index + 1) * OPEN_PER_MILLE / 1000 > (gint64) index * OPEN_PER_MILLE / 1000;
}

static void
choose_dates (NaruSample *self, NaruSamplePerson *person)
{
  NaruChance *chance = &person->chance;
  int length;

  if (person->open)
    {
      length = 3 + naru_chance_long_tail (chance, 160, 700);
      person->registered = self->today - length;
      person->closed = 0;
      person->end = self->today;
    }
  else
    {
      length = 12 + naru_chance_long_tail (chance, 130, 560);
      person->registered = self->today - naru_chance_between (chance, length + SHORTEST_CASE, 730);
      person->closed = naru_sample_working_day (self, person->registered + length, -1);
      person->end = person->closed;
    }
  person->registered = naru_sample_working_day (self, person->registered, -1);
  person->active_since
      = naru_sample_working_day (self, person->registered + naru_chance_between (chance, 1, 6), 1);
  if (person->active_since > person->end)
    person->active_since = person->end;
}

static void
choose_state (NaruSamplePerson *person)
{
  static const struct
  {
    const char *outcome;
    int weight;
  } outcomes[] = {
    { "employment", 420 },     { "sustained_employment", 130 },
    { "self_employment", 30 }, { "training", 70 },
    { "moved", 60 },           { "other_service", 50 },
    { "no_contact", 130 },     { "own_wish", 90 },
    { "retirement", 20 },
  };
  int weights[G_N_ELEMENTS (outcomes)];
  int length = person->end - person->registered;
  int at = naru_chance_below (&person->chance, 1000);

  if (!person->open)
    {
      for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
        weights[i] = outcomes[i].weight;
      person->state = at < 30 ? "transferred" : "closed";
      person->outcome
          = at < 30
                ? NULL
                : outcomes[naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (weights))]
                      .outcome;
      return;
    }
  if (length <= 6)
    person->state = "new";
  else if (at < 70)
    person->state = "suspended";
  else if (at < 190 && length > 60)
    person->state = "in_work";
  else if (at < 230 && length > 120)
    person->state = "reopened";
  else
    person->state = "active";
}

static void
choose_person (NaruSample *self, NaruSamplePerson *person, int index)
{
  static const int age_weights[]
      = { 150, 190, 170, 190, 200, 100 }; /* 19 to 29, 30s, 40s, 50s, 60 to 64, 65 to 72 */
  static const int age_from[] = { 19, 30, 40, 50, 60, 65 };
  static const int age_to[] = { 29, 39, 49, 59, 64, 72 };
  static const int cadences[] = { 14, 14, 21, 28, 28, 30 };
  NaruChance *chance = &person->chance;
  int group = naru_chance_weighted (chance, age_weights, G_N_ELEMENTS (age_weights));
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_julian (&today, (guint32) self->today);
  person->age = naru_chance_between (chance, age_from[group], age_to[group]);
  person->trade_index = naru_chance_below (chance, naru_sample_n_trades);
  person->trade = &naru_sample_trades[person->trade_index];
  person->woman = naru_chance_per_mille (chance, (person->trade->women * 2 + 500) / 3);
  naru_sample_name (chance, person->woman, g_date_get_year (&today) - person->age,
                    person->age < 60 ? 60 : 10, &person->name);
  person->place = naru_sample_place (chance);
  person->open = is_open (index);
  person->counsellor = &self->counsellors[person->open ? (gint64) index * OPEN_PER_MILLE / 1000
                                                             % self->n_counsellors
                                                       : index % self->n_counsellors];
  person->mine = person->counsellor == &self->counsellors[0];
  person->detailed = !self->modest || (person->mine && person->open);
  person->cadence = naru_chance_pick (chance, cadences);
  person->mobile = naru_sample_mobile (self);
  choose_dates (self, person);
  choose_state (person);
  person->id = naru_sample_id (self, "jobseeker", person->registered);

  person->slots.occupation = person->trade->name;
  person->slots.skill = person->trade->skills[naru_chance_below (chance, 4)];
  person->slots.licence = person->trade->licence;
  person->slots.course = g_ptr_array_index (
      self->course_names, naru_chance_below (chance, (int) self->course_names->len));
  person->slots.place = "센터 3층 강당";
  person->slots.name = person->name.name;
  person->slots.partner = "나루여성일자리센터";
  if (self->employers->len > 0)
    person->slots.employer = g_array_index (self->employers, NaruSampleEmployer,
                                            naru_chance_below (chance, (int) self->employers->len))
                                 .name;
}

static void
write_groups (NaruSample *self, NaruSamplePerson *person)
{
  const char *groups[4];
  int n = 0;

  if (person->age < 30)
    groups[n++] = "youth";
  else if (person->age >= 40)
    groups[n++] = "over40";
  if (strcmp (person->name.nationality, "KR") != 0)
    groups[n++] = "migrant";
  if (person->woman && person->age >= 30 && person->age < 50
      && naru_chance_per_mille (&person->chance, 300))
    groups[n++] = "women_return";
  else if (!person->woman && naru_chance_per_mille (&person->chance, 50))
    groups[n++] = "veterans";
  else if (naru_chance_per_mille (&person->chance, 110))
    groups[n++] = "long_term";
  if (n == 0)
    groups[n++] = "standard";
  naru_doc_strings (self, "groups", groups, n);
}

static void
write_route (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const routes[] = { "standard", "special", "benefits", "welfare" };
  static const char *const reasons[]
      = { "바로 일할 수 있고 특별한 어려움이 없음", "전문 상담이 필요함",
          "실업급여를 받는 동안 함께 준비", "생활 안정을 먼저 도움" };
  static const int weights[] = { 560, 180, 170, 90 };
  static const char *const origins[]
      = { "self", "benefits", "online", "welfare", "partner", "outreach", "employer" };
  static const int origin_weights[] = { 330, 280, 180, 80, 80, 30, 20 };
  int route = naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (weights));

  naru_doc_text (self, "route", routes[route]);
  naru_doc_text (self, "routeReason", reasons[route]);
  naru_doc_text (
      self, "origin",
      origins[naru_chance_weighted (&person->chance, origin_weights, G_N_ELEMENTS (origins))]);
}

static void
write_history (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const ends[]
      = { "contract_ended", "own_wish", "reduced", "closed_down", "care", "health", "dismissed" };
  static const char *const makers[] = { "이전 직장", "지역 사업장", "가족 사업장", "중소기업" };
  int n = person->age < 23 ? naru_chance_below (&person->chance, 2)
                           : naru_chance_between (&person->chance, 1, person->detailed ? 3 : 1);
  int to = person->registered - naru_chance_between (&person->chance, 5, 400);

  if (n == 0)
    return;
  naru_doc_open_list (self, "workHistory");
  for (int i = 0; i < n; i++)
    {
      const NaruSampleTrade *trade
          = i == 0 ? person->trade
                   : &naru_sample_trades[naru_chance_below (&person->chance, naru_sample_n_trades)];
      int length = naru_chance_between (&person->chance, 120,
                                        naru_least (2600, 200 + (person->age - 18) * 150));
      g_autofree char *number = g_strdup_printf ("w%d", i + 1);

      naru_doc_open_element (self);
      naru_doc_text (self, "id", number);
      naru_doc_date (self, "from", to - length);
      naru_doc_date (self, "to", to);
      naru_doc_text (self, "title", trade->name);
      naru_doc_text (self, "occupation", trade->code);
      naru_doc_text (self, "employer", naru_chance_pick (&person->chance, makers));
      naru_doc_text (
          self, "country",
          strcmp (person->name.nationality, "KR") != 0 && i > 0 ? person->name.nationality : "KR");
      naru_doc_text (self, "endReason", naru_chance_pick (&person->chance, ends));
      naru_doc_close_element (self);
      to -= length + naru_chance_between (&person->chance, 10, 300);
    }
  naru_doc_close_list (self);
}

static void
write_skills (NaruSample *self, NaruSamplePerson *person, int n_skills, gboolean licence)
{
  static const char *const levels[] = { "basic", "working", "working", "proficient", "expert" };

  naru_doc_open_list (self, "skills");
  for (int i = 0; i < n_skills; i++)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "skill", person->trade->skills[i]);
      naru_doc_text (self, "level", naru_chance_pick (&person->chance, levels));
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_open_list (self, "languages");
  naru_doc_open_element (self);
  naru_doc_text (self, "language", "ko");
  naru_doc_text (self, "level", strcmp (person->name.language, "ko") == 0 ? "C2" : "B1");
  naru_doc_close_element (self);
  if (strcmp (person->name.language, "ko") != 0)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "language", person->name.language);
      naru_doc_text (self, "level", "C2");
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  if (!licence)
    return;
  naru_doc_open_list (self, "licences");
  naru_doc_open_element (self);
  naru_doc_text (self, "name", person->trade->licence);
  naru_doc_date (self, "issuedOn",
                 person->registered - naru_chance_between (&person->chance, 200, 4000));
  naru_doc_close_element (self);
  naru_doc_close_list (self);
}

typedef struct
{
  const char *occupations[3];
  int n_occupations;
  int n_skills;
  gboolean licence;
  const char *education;
  int hours_from;
  int hours_to;
  int travel;
  int pay;
  const char *shifts[2];
  int n_shifts;
} Offer;

static void
choose_offer (NaruSamplePerson *person, Offer *offer)
{
  static const char *const levels[] = { "2", "3", "5", "6", "7" };
  static const int level_weights[] = { 80, 430, 210, 250, 30 };
  NaruChance *chance = &person->chance;
  gboolean part_time
      = naru_chance_per_mille (chance, person->age >= 60 || person->woman ? 260 : 90);

  offer->occupations[0] = person->trade->code;
  offer->n_occupations = 1;
  if (naru_chance_per_mille (chance, 420))
    {
      const char *other = naru_sample_trades[naru_chance_below (chance, naru_sample_n_trades)].code;

      if (strcmp (other, person->trade->code) != 0)
        offer->occupations[offer->n_occupations++] = other;
    }
  offer->n_skills = naru_chance_between (chance, 2, 5);
  offer->licence = person->trade->licence != NULL && naru_chance_per_mille (chance, 430);
  offer->education = levels[naru_chance_weighted (chance, level_weights, G_N_ELEMENTS (levels))];
  offer->hours_from = part_time ? naru_chance_between (chance, 3, 5) * 5 : 35;
  offer->hours_to = part_time ? offer->hours_from + 10 : 40;
  offer->travel = naru_chance_between (chance, 3, 12) * 10;
  offer->pay = person->trade->hourly * naru_chance_between (chance, 98, 118) / 100 / 10 * 10;
  offer->shifts[0] = "day";
  offer->n_shifts = 1;
  if (naru_chance_per_mille (chance, 280))
    offer->shifts[offer->n_shifts++]
        = strcmp (person->trade->shift, "day") == 0 ? "evening" : person->trade->shift;
}

static void
write_contact (NaruSample *self, NaruSamplePerson *person)
{
  static const char *const channels[] = { "in_person", "phone", "message", "video" };
  static const int weights[] = { 560, 270, 140, 30 };

  naru_doc_text (self, "mobile", person->mobile);
  if (naru_chance_per_mille (&person->chance, 640))
    {
      g_autofree char *email
          = g_strdup_printf ("jobseeker%s@example.kr", person->mobile + strlen ("010-"));

      naru_doc_text (self, "email", email);
    }
  naru_doc_text (
      self, "preferredChannel",
      channels[naru_chance_weighted (&person->chance, weights, G_N_ELEMENTS (channels))]);
  naru_doc_address (self, &person->chance, person->place);
  naru_doc_text (self, "region", person->place->region);
  naru_doc_text (self, "language", person->name.language);
  if (strcmp (person->name.language, "ko") != 0)
    {
      if (naru_chance_per_mille (&person->chance, 400))
        naru_doc_true (self, "interpreter");
      naru_doc_text (self, "permit", naru_chance_per_mille (&person->chance, 500) ? "F-6" : "E-9");
      naru_doc_date (self, "permitUntil",
                     self->today + naru_chance_between (&person->chance, 40, 900));
    }
}

static void
write_availability (NaruSample *self, NaruSamplePerson *person, const Offer *offer)
{
  NaruSampleAvailability entry = { 0 };
  const char *languages[2] = { "ko", person->name.language };
  /* made within the last months at random: the number must not say who registered when */
  int made = self->today - naru_chance_between (&person->chance, 1, 200);

  person->availability = naru_sample_id (self, "availability", made);
  entry.id = g_strdup (person->availability);
  entry.trade = person->trade_index;
  entry.counsellor = person->counsellor->id;
  entry.name = g_strdup (person->name.name);
  entry.phone = g_strdup (person->mobile);
  g_array_append_val (self->availabilities, entry);

  naru_doc_begin (self, "availability", person->counsellor->id, made);
  naru_doc_strings (self, "occupations", offer->occupations, offer->n_occupations);
  naru_doc_strings (self, "skills", person->trade->skills, offer->n_skills);
  if (offer->licence)
    naru_doc_strings (self, "licences", &person->trade->licence, 1);
  naru_doc_strings (self, "languages", languages, strcmp (languages[1], "ko") == 0 ? 1 : 2);
  naru_doc_text (self, "education", offer->education);
  naru_doc_number (
      self, "experienceMonths",
      naru_least ((person->age - 18) * 12, naru_chance_long_tail (&person->chance, 50, 360)));
  naru_doc_text (self, "region", person->place->region);
  naru_doc_number (self, "travelMinutes", offer->travel);
  naru_doc_number (self, "hoursFrom", offer->hours_from);
  naru_doc_number (self, "hoursTo", offer->hours_to);
  naru_doc_strings (self, "shifts", offer->shifts, offer->n_shifts);
  naru_doc_money (self, "pay", offer->pay, "hour");
  naru_doc_date (self, "availableFrom",
                 self->today + naru_chance_between (&person->chance, -30, 30));
  naru_doc_text (self, "state",
                 strcmp (person->state, "suspended") == 0 ? "paused"
                 : strcmp (person->state, "in_work") == 0 ? "placed"
                                                          : "available");
  naru_doc_text (self, "counsellor", person->counsellor->id);
  naru_doc_end (self, person->availability);
}

static void
write_person (NaruSample *self, NaruSamplePerson *person, const Offer *offer)
{
  g_autofree char *note = NULL;

  naru_doc_begin (self, "jobseeker", person->counsellor->id, person->registered);
  naru_doc_text (self, "name", person->name.name);
  naru_doc_text (self, "romanName", person->name.roman);
  naru_doc_date (self, "birthDate",
                 self->today - person->age * 365 - person->age / 4
                     - naru_chance_between (&person->chance, 3, 350));
  naru_doc_text (self, "sex", person->woman ? "female" : "male");
  naru_doc_text (self, "nationality", person->name.nationality);
  naru_doc_text (self, "state", person->state);
  naru_doc_text (self, "counsellor", person->counsellor->id);
  naru_doc_text (self, "team", self->team);
  naru_doc_date (self, "registeredOn", person->registered);
  if (strcmp (person->state, "new") != 0)
    naru_doc_date (self, "activeSince", person->active_since);
  naru_doc_date (self, "closedOn", person->closed);
  naru_doc_text (self, "outcome", person->outcome);
  if (strcmp (person->state, "suspended") == 0)
    naru_doc_date (self, "suspendedUntil",
                   self->today + naru_chance_between (&person->chance, 7, 80));
  if (strcmp (person->state, "in_work") == 0)
    {
      naru_doc_true (self, "inWork");
      if (naru_chance_per_mille (&person->chance, 250))
        naru_doc_true (self, "atRisk");
    }
  write_contact (self, person);
  write_groups (self, person);
  write_route (self, person);
  naru_doc_strings (self, "occupations", offer->occupations, offer->n_occupations);
  write_history (self, person);
  naru_doc_text (self, "educationLevel", offer->education);
  write_skills (self, person, offer->n_skills, offer->licence);
  naru_doc_date (self, "availableFrom", naru_most (person->registered + 3, person->end - 20));
  naru_doc_number (self, "hoursFrom", offer->hours_from);
  naru_doc_number (self, "hoursTo", offer->hours_to);
  naru_doc_strings (self, "shifts", offer->shifts, offer->n_shifts);
  naru_doc_money (self, "payWanted", offer->pay, "hour");
  naru_doc_number (self, "travelMinutes", offer->travel);
  if (naru_chance_per_mille (&person->chance, 380))
    naru_doc_true (self, "drives");
  naru_doc_number (self, "cadenceDays", person->cadence);
  naru_doc_date (self, "planReviewOn",
                 person->open && strcmp (person->state, "new") != 0 ? person->review : 0);
  naru_doc_open_list (self, "assignments");
  naru_doc_open_element (self);
  naru_doc_date (self, "from", person->registered);
  naru_doc_text (self, "staff", person->counsellor->id);
  naru_doc_close_element (self);
  naru_doc_close_list (self);
  naru_doc_text (self, "availability", person->availability);
  if (person->detailed && naru_chance_per_mille (&person->chance, 450))
    note = naru_sample_person_note (self, &person->chance, &person->slots);
  naru_doc_text (self, "note", note);
  naru_doc_end (self, person->id);
}

/* Reviews come every thirteen weeks; those of open cases lie ahead, but for a few that are late. */
static void
choose_review (NaruSample *self, NaruSamplePerson *person)
{
  int review = person->active_since + 7;

  while (review <= self->today)
    review += 91;
  if (person->end - person->active_since > 100 && naru_chance_per_mille (&person->chance, 60))
    review = self->today - naru_chance_between (&person->chance, 0, 12);
  person->review = review;
}

/**
 * naru_sample_make_person:
 *
 * Makes a jobseeker with everything about them.
 */
void
naru_sample_make_person (NaruSample *self, int index)
{
  NaruSamplePerson person = { 0 };
  Offer offer = { 0 };

  naru_chance_init (&person.chance, self->seed, "person", (guint64) index);
  choose_person (self, &person, index);
  choose_offer (&person, &offer);
  choose_review (self, &person);
  if (person.open)
    write_availability (self, &person, &offer);
  write_person (self, &person, &offer);
  naru_sample_make_meetings (self, &person);
  naru_sample_make_plan (self, &person);
  naru_sample_make_situation (self, &person);
  naru_sample_make_placement (self, &person);

  g_free (person.id);
  g_free (person.availability);
  g_free (person.mobile);
  naru_person_name_clear (&person.name);
}
