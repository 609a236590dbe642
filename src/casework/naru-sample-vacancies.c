/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vacancies of the sample in every stage, and who was proposed for them. One draft has faults for the checks to find. */
#include "naru-sample-private.h"

#include <string.h>

#define LEAST_HOURLY 10320 /* won; minimum wage of 2026 */

static const struct
{
  const char *stage;
  int weight;
} stages[] = {
  { "published", 270 },    { "filled", 350 }, { "draft", 120 },
  { "with_employer", 80 }, { "agreed", 70 },  { "withdrawn", 110 },
};

typedef struct
{
  NaruChance chance;
  const NaruSampleTrade *trade;
  const NaruSampleEmployer *employer;
  const char *stage;
  const char *drafter;
  gboolean faulty;
  int made;
  int sent;
  int agreed;
  int published;
  int closed;
  int closes;
  int hourly;
  gboolean part_time;
  char *title;
  char *tasks;
} Draft;

/* Every stage once before chance decides. */
static void
choose_dates (NaruSample *self, Draft *draft, int index)
{
  int weights[G_N_ELEMENTS (stages)];
  NaruChance *chance = &draft->chance;
  gboolean recent;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    weights[i] = stages[i].weight;
  draft->stage = index < (int) G_N_ELEMENTS (stages)
                     ? stages[index].stage
                     : stages[naru_chance_weighted (chance, weights, G_N_ELEMENTS (stages))].stage;
  recent = strcmp (draft->stage, "filled") != 0 && strcmp (draft->stage, "withdrawn") != 0;
  draft->made
      = self->today
        - (recent ? naru_chance_between (chance, 3, 35) : naru_chance_between (chance, 40, 700));
  draft->made = naru_sample_working_day (self, naru_most (draft->made, draft->employer->since), -1);
  draft->made = naru_least (draft->made, self->today - 1);
  if (strcmp (draft->stage, "draft") == 0)
    return;
  draft->sent = naru_sample_working_day (
      self, naru_least (draft->made + naru_chance_between (chance, 0, 4), self->today - 1), -1);
  if (strcmp (draft->stage, "with_employer") == 0)
    return;
  draft->agreed = naru_sample_working_day (
      self, naru_least (draft->sent + naru_chance_between (chance, 0, 5), self->today), -1);
  if (strcmp (draft->stage, "agreed") == 0)
    return;
  draft->published = naru_sample_working_day (
      self, naru_least (draft->agreed + naru_chance_between (chance, 0, 2), self->today), -1);
  if (!recent)
    draft->closed = naru_sample_working_day (
        self,
        naru_least (draft->published + 4 + naru_chance_long_tail (chance, 24, 120), self->today),
        -1);
}

static char *
join_tasks (Draft *draft)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (draft->trade->tasks) && draft->trade->tasks[i] != NULL; i++)
    if (i < 3 || naru_chance_per_mille (&draft->chance, 600))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", draft->trade->tasks[i]);
  return g_string_free (text, FALSE);
}

static void
choose_terms (NaruSample *self, Draft *draft)
{
  static const char *const endings[]
      = { "", "", " (주간)", " (신입 가능)", " (시간제)", " (경력)" };
  NaruChance *chance = &draft->chance;
  int ending = naru_chance_below (chance, G_N_ELEMENTS (endings));

  draft->part_time = ending == 4;
  draft->hourly = naru_most (
      draft->trade->hourly * naru_chance_between (chance, 97, 112) / 100 / 10 * 10, LEAST_HOURLY);
  draft->title = g_strconcat (draft->trade->name, endings[ending], NULL);
  draft->tasks = join_tasks (draft);
  draft->closes = (draft->published != 0 ? draft->published : self->today)
                  + naru_chance_between (chance, 20, 45);
  if (strcmp (draft->stage, "published") == 0 && draft->closes <= self->today)
    draft->closes = self->today + naru_chance_between (chance, 2, 20);
  if (draft->faulty)
    {
      g_free (draft->title);
      draft->title = g_strdup_printf ("%s (35세 이하 여성 우대)", draft->trade->name);
      draft->hourly = 9500;
    }
}

static void
write_requirements (NaruSample *self, Draft *draft)
{
  const NaruSampleTrade *trade = draft->trade;
  NaruChance *chance = &draft->chance;
  int n = 0;
  const char *essential[3];
  int n_essential = 0;

  naru_doc_open_list (self, "requirements");
  for (int i = 0; i < 3; i++)
    {
      gboolean must = i == 0 || (i == 1 && naru_chance_per_mille (chance, 400));
      g_autofree char *number = g_strdup_printf ("r%d", ++n);
      g_autofree char *text
          = g_strdup_printf (must ? "%s%s 할 수 있는 분" : "%s%s 해 본 분", trade->skills[i],
                             naru_sample_particle (trade->skills[i], "을"));

      naru_doc_open_element (self);
      naru_doc_text (self, "id", number);
      naru_doc_text (self, "need", must ? "essential" : "desirable");
      naru_doc_text (self, "text", text);
      naru_doc_text (self, "skill", trade->skills[i]);
      if (!must && naru_chance_per_mille (chance, 300))
        naru_doc_number (self, "months", naru_chance_between (chance, 1, 4) * 6);
      naru_doc_close_element (self);
      if (must)
        essential[n_essential++] = trade->skills[i];
    }
  if (trade->licence != NULL && naru_chance_per_mille (chance, 600))
    {
      gboolean must = naru_chance_per_mille (chance, 300);

      naru_doc_open_element (self);
      naru_doc_text (self, "id", "r4");
      naru_doc_text (self, "need", must ? "essential" : "desirable");
      naru_doc_text (self, "text", trade->licence);
      naru_doc_text (self, "evidence", "자격증 사본");
      naru_doc_close_element (self);
      if (must)
        essential[n_essential++] = trade->licence;
    }
  naru_doc_close_list (self);
  naru_doc_strings (self, "essentialSkills", essential, n_essential);
}

static void
write_pay_and_hours (NaruSample *self, Draft *draft)
{
  static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat" };
  gboolean night = strcmp (draft->trade->shift, "night") == 0;
  gboolean monthly
      = !draft->part_time && !draft->faulty && naru_chance_per_mille (&draft->chance, 620);
  int least = monthly ? (draft->hourly * MONTH_HOURS / 10000 + 1) * 10000 : draft->hourly;

  naru_doc_money (self, "payMin", least, monthly ? "month" : "hour");
  if (naru_chance_per_mille (&draft->chance, 400) && !draft->faulty)
    naru_doc_money (self, "payMax",
                    monthly ? least + naru_chance_between (&draft->chance, 1, 5) * 100000
                            : least + 1000,
                    monthly ? "month" : "hour");
  naru_doc_text (self, "payExtras",
                 naru_chance_per_mille (&draft->chance, 500) ? "식대 별도, 연장 수당 지급" : NULL);
  naru_doc_text (self, "contract",
                 naru_chance_per_mille (&draft->chance, 650) ? "permanent" : "fixed_term");
  naru_doc_text (self, "employment", draft->part_time ? "part_time" : "full_time");
  naru_doc_number (self, "hoursWeek", draft->part_time ? 20 : 40);
  naru_doc_text (self, "hoursFrom", night ? "22:00" : draft->part_time ? "10:00" : "09:00");
  naru_doc_text (self, "hoursTo", night ? "07:00" : draft->part_time ? "14:30" : "18:00");
  naru_doc_strings (self, "days", weekdays, 5);
  naru_doc_text (self, "shift", draft->trade->shift);
  naru_doc_text (self, "remote", "no");
}

static void
write_text (NaruSample *self, Draft *draft)
{
  static const char *const benefits[]
      = { "4대 보험, 퇴직금", "4대 보험, 중식 제공", "4대 보험, 통근 버스 운행",
          "4대 보험, 경조 휴가, 명절 선물", "4대 보험, 자격 수당" };
  static const char *const about[]
      = { "함께 오래 일할 동료를 찾습니다.", "주문이 늘어 새 동료를 모십니다.",
          "퇴직하는 동료의 일을 이어받습니다.", "처음이어도 두 주 동안 가르쳐 드립니다." };
  g_autofree char *lead
      = g_strdup_printf ("%s에서 %s%s 모집합니다. %s", draft->employer->name, draft->trade->name,
                         naru_sample_particle (draft->trade->name, "을"),
                         draft->faulty ? "용모 단정하고 젊은 분을 원합니다. 가족 같은 분위기입니다."
                                       : naru_chance_pick (&draft->chance, about));

  naru_doc_text (self, "about", lead);
  naru_doc_text (self, "tasks", draft->tasks);
  naru_doc_text (self, "benefits", naru_chance_pick (&draft->chance, benefits));
  naru_doc_raw (self, "hazards", draft->trade->hazards);
  naru_doc_text (self, "howToApply",
                 "센터로 전화하거나 이력서를 보내 주세요. 면접은 회사에서 봅니다.");
  naru_doc_text (self, "language", "ko");
}

static void
write_channels (NaruSample *self, Draft *draft)
{
  int n = naru_chance_between (&draft->chance, 1, 3);

  if (draft->published == 0)
    return;
  naru_doc_open_list (self, "channels");
  for (int i = 0; i < n; i++)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "channel", g_ptr_array_index (self->channels, i));
      naru_doc_date (self, "from", draft->published);
      naru_doc_date (self, "to", draft->closed);
      naru_doc_number (self, "applicants",
                       naru_chance_long_tail (&draft->chance, i == 0 ? 5 : 2, 40));
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
}

static void
write_version (NaruSample *self, Draft *draft, int number, int day, gboolean agreed)
{
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", draft->title, draft->tasks);

  naru_doc_open_element (self);
  naru_doc_number (self, "number", number);
  naru_doc_time (self, "at", day, 15 * 60 + 20);
  naru_doc_text (self, "by", draft->drafter);
  naru_doc_text (self, "text", text);
  if (agreed)
    {
      naru_doc_text (self, "approvedBy", draft->employer->contact);
      naru_doc_time (self, "approvedAt", day, 15 * 60 + 20);
      naru_doc_text (self, "approvedHow", "phone");
    }
  naru_doc_close_element (self);
}

static void
write_stage (NaruSample *self, Draft *draft)
{
  static const char *const reasons[]
      = { "employer_wish", "filled_elsewhere", "filled_elsewhere", "post_cut", "expired" };

  naru_doc_date (self, "closesOn",
                 strcmp (draft->stage, "draft") == 0 && naru_chance_per_mille (&draft->chance, 500)
                     ? 0
                     : draft->closes);
  naru_doc_date (self, "agreedOn", draft->agreed);
  naru_doc_date (self, "publishedOn", draft->published);
  naru_doc_date (self, "closedOn", draft->closed);
  if (strcmp (draft->stage, "withdrawn") == 0)
    naru_doc_text (self, "withdrawnReason", naru_chance_pick (&draft->chance, reasons));
  if (draft->sent != 0)
    {
      naru_doc_open_list (self, "versions");
      write_version (self, draft, 1, draft->sent, FALSE);
      if (draft->agreed != 0)
        write_version (self, draft, 2, draft->agreed, TRUE);
      naru_doc_close_list (self);
    }
  if (draft->closed == 0 && naru_chance_per_mille (&draft->chance, 160))
    {
      naru_doc_true (self, "supportNeeded");
      naru_doc_date (self, "outreachDue",
                     naru_sample_working_day (
                         self, self->today + naru_chance_between (&draft->chance, -2, 8), 1));
    }
}

/**
 * naru_sample_make_vacancy:
 *
 * Makes a vacancy; the first ones are in each stage once, one later draft has faults for the checks to find.
 */
void
naru_sample_make_vacancy (NaruSample *self, int index)
{
  Draft draft = { .faulty = index == 8 };
  NaruSampleVacancy vacancy = { 0 };
  int last;

  naru_chance_init (&draft.chance, self->seed, "vacancy", (guint64) index);
  vacancy.employer = index < (int) self->employers->len
                         ? index
                         : naru_chance_below (&draft.chance, (int) self->employers->len);
  draft.employer = &g_array_index (self->employers, NaruSampleEmployer, vacancy.employer);
  vacancy.trade = naru_chance_per_mille (&draft.chance, 750)
                      ? draft.employer->trade
                      : naru_chance_below (&draft.chance, naru_sample_n_trades);
  draft.trade = &naru_sample_trades[vacancy.trade];
  draft.drafter = strcmp (draft.employer->manager, self->counsellors[0].id) == 0
                      ? draft.employer->manager
                      : self->drafter;
  choose_dates (self, &draft, draft.faulty ? 2 : index);
  choose_terms (self, &draft);
  vacancy.id = naru_sample_id (self, "vacancy", draft.made);
  last = naru_most (
      draft.made,
      naru_most (draft.sent, naru_most (draft.agreed, naru_most (draft.published, draft.closed))));

  naru_doc_begin (self, "vacancy", draft.drafter, last);
  naru_doc_text (self, "title", draft.title);
  naru_doc_text (self, "employer", draft.employer->id);
  naru_doc_text (self, "employerName", draft.employer->name);
  naru_doc_text (self, "stage", draft.stage);
  naru_doc_text (self, "occupation", draft.trade->code);
  naru_doc_number (self, "posts", 1 + naru_chance_long_tail (&draft.chance, 0.8, 6));
  write_text (self, &draft);
  write_requirements (self, &draft);
  write_pay_and_hours (self, &draft);
  naru_doc_date (self, "startOn", draft.closes + 7);
  naru_doc_text (self, "region", draft.employer->place->region);
  naru_doc_address (self, &draft.chance, draft.employer->place);
  naru_doc_text (self, "workingLanguage", "ko");
  naru_doc_text (self, "contact", draft.employer->contact);
  naru_doc_text (self, "drafter", draft.drafter);
  write_stage (self, &draft);
  write_channels (self, &draft);
  naru_doc_end (self, vacancy.id);

  vacancy.stage = draft.stage;
  vacancy.published = draft.published;
  vacancy.filled = draft.closed;
  g_array_append_val (self->vacancies, vacancy);
  g_free (draft.title);
  g_free (draft.tasks);
}

static void
write_candidacy (NaruSample *self, NaruChance *chance, const NaruSampleVacancy *vacancy,
                 const NaruSampleAvailability *person)
{
  static const char *const open_states[]
      = { "possible", "asked", "introduced", "interview", "declined_person", "declined_employer" };
  static const char *const over_states[]
      = { "hired", "declined_employer", "declined_person", "dropped" };
  static const char *const drops[] = { "근무 시간이 맞지 않음", "다른 곳에 취업함", "통근이 어려움",
                                       "회사가 다른 사람을 뽑음", "급여 조건이 맞지 않음" };
  const NaruSampleTrade *trade = &naru_sample_trades[vacancy->trade];
  const NaruSampleEmployer *employer
      = &g_array_index (self->employers, NaruSampleEmployer, vacancy->employer);
  NaruSlots slots = { .occupation = trade->name,
                      .skill = trade->skills[naru_chance_below (chance, 4)],
                      .licence = trade->licence,
                      .employer = employer->name,
                      .name = person->name };
  const char *state = strcmp (vacancy->stage, "filled") == 0
                          ? naru_chance_pick (chance, over_states)
                          : naru_chance_pick (chance, open_states);
  gboolean introduced = strcmp (state, "introduced") == 0 || strcmp (state, "interview") == 0
                        || strcmp (state, "hired") == 0 || strcmp (state, "declined_employer") == 0;
  int day = naru_least (vacancy->published + naru_chance_between (chance, 1, 12), self->today);
  g_autofree char *id = naru_sample_id (self, "candidacy", day);
  g_autofree char *reasons = naru_sample_match_reason (self, chance, &slots);

  naru_doc_begin (self, "candidacy", person->counsellor, day);
  naru_doc_text (self, "vacancy", vacancy->id);
  naru_doc_text (self, "availability", person->id);
  naru_doc_text (self, "introducedName", introduced ? person->name : NULL);
  naru_doc_text (self, "introducedPhone", introduced ? person->phone : NULL);
  naru_doc_text (self, "state", state);
  naru_doc_text (self, "reasons", reasons);
  naru_doc_text (self, "dropReason",
                 g_str_has_prefix (state, "d") ? naru_chance_pick (chance, drops) : NULL);
  naru_doc_text (self, "counsellor", person->counsellor);
  naru_doc_date (self, "introducedOn", introduced ? day : 0);
  if (strcmp (state, "interview") == 0)
    naru_doc_time (
        self, "interviewOn",
        naru_sample_working_day (self, self->today + naru_chance_between (chance, 1, 6), 1),
        14 * 60);
  naru_doc_end (self, id);
}

/**
 * naru_sample_make_candidacies:
 *
 * Proposes people for the vacancies from @from up to before @to that were published.
 */
void
naru_sample_make_candidacies (NaruSample *self, int from, int to)
{
  for (int i = from; i < to; i++)
    {
      const NaruSampleVacancy *vacancy = &g_array_index (self->vacancies, NaruSampleVacancy, i);
      NaruChance chance;
      int n, first;

      if (vacancy->published == 0 || self->availabilities->len == 0)
        continue;
      naru_chance_init (&chance, self->seed, "candidacy", (guint64) i);
      n = naru_chance_long_tail (&chance, 1.8, 6);
      first = naru_chance_below (&chance, (int) self->availabilities->len);
      for (guint a = 0; a < self->availabilities->len && a < 400 && n > 0; a++)
        {
          const NaruSampleAvailability *person
              = &g_array_index (self->availabilities, NaruSampleAvailability,
                                ((guint) first + a) % self->availabilities->len);

          if (person->trade != vacancy->trade)
            continue;
          write_candidacy (self, &chance, vacancy, person);
          n--;
        }
    }
}
