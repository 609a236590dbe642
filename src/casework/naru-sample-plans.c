/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans of the sample: a goal or two, steps in all states, versions that were agreed. */
#include "naru-sample-private.h"

#include <string.h>

#define OVERDUE_STEPS 9

typedef struct
{
  const char *title;
  const char *class; /* measure class, NULL for none */
  const char *responsible;
  const char *barrier;
} StepText;

static const StepText search_steps[] = {
  { "이력서에 {s} 경험을 적기", "11", "jobseeker", NULL },
  { "{o} 공고 {n}곳에 지원하기", "11", "jobseeker", NULL },
  { "{e}에 조건 물어보기", "11", "counsellor", NULL },
  { "{e} 작업장 견학하기", "11", "employer", NULL },
  { "모의 면접 두 번 하기", "11", "counsellor", NULL },
  { "경력증명서 {n}곳에서 받기", NULL, "jobseeker", NULL },
  { "{o} 하루 일과 알아보기", NULL, "jobseeker", NULL },
  { "구직 등록 정보 고치기", "11", "jobseeker", NULL },
  { "추천서 써 주기", "11", "counsellor", NULL },
  { "통근 {m} 안쪽 회사 찾기", "11", "counsellor", "transport" },
};

static const StepText training_steps[] = {
  { "{k} 상담받기", "21", "jobseeker", NULL },
  { "{k} 신청하기", "21", "jobseeker", NULL },
  { "{k} 출석 확인하기", "21", "partner", NULL },
  { "{l} 시험 접수하기", NULL, "jobseeker", NULL },
  { "훈련비 지원 서류 내기", "21", "counsellor", NULL },
  { "직장 체험 두 주 해 보기", "22", "employer", NULL },
};

static const StepText life_steps[] = {
  { "금융 상담 예약하기", NULL, "partner", "financial" },
  { "돌봄 시간표 만들기", NULL, "jobseeker", "childcare" },
  { "주거 상담 함께 가기", NULL, "counsellor", "housing" },
  { "병원 진료 뒤 근무 가능 시간 정하기", NULL, "jobseeker", "health" },
  { "버스 노선 확인하기", NULL, "jobseeker", "transport" },
  { "체류 자격 서류 확인하기", NULL, "partner", "administrative" },
  { "쉬운 말 안내문 만들기", NULL, "counsellor", "communication" },
  { "가족과 근무 시간 의논하기", NULL, "jobseeker", "family" },
};

static const StepText *
choose_step (NaruChance *chance)
{
  int at = naru_chance_below (chance, 100);

  if (at < 50)
    return &naru_chance_pick (chance, search_steps);
  return at < 78 ? &naru_chance_pick (chance, training_steps)
                 : &naru_chance_pick (chance, life_steps);
}

/* Open steps lie ahead; a few are late. Of closed cases nothing is open any more. */
static void
choose_state (NaruSample *self, NaruSamplePerson *person, int *due, const char **state, int *done)
{
  NaruChance *chance = &person->chance;
  int at = naru_chance_below (chance, 1000);

  *done = 0;
  if (!person->open || *due < self->today)
    {
      gboolean late = person->open && *due > self->today - 40
                      && (!person->mine || self->overdue < OVERDUE_STEPS)
                      && at < (person->mine ? 160 : 110);

      if (late)
        {
          *state = naru_chance_per_mille (chance, 500) ? "planned" : "underway";
          self->overdue += person->mine;
          return;
        }
      *state = at > 880 ? "dropped" : "done";
      if (strcmp (*state, "done") == 0)
        *done = naru_least (
            naru_sample_working_day (self, *due - naru_chance_between (chance, -6, 12), -1),
            person->end);
      *done = *done != 0 ? naru_most (*done, person->active_since) : 0;
      return;
    }
  *state = at < 420 ? "underway" : at < 960 ? "planned" : "done";
  if (strcmp (*state, "done") == 0)
    *done = naru_most (self->today - naru_chance_between (chance, 1, 9), person->active_since);
}

static void
write_step (NaruSample *self, NaruSamplePerson *person, const char *plan, const char *goal,
            const StepText *text, int number, int due)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *id = naru_sample_id (self, "step", person->active_since);
  const char *state;
  int done;

  naru_sample_expand (title, &person->chance, text->title, &person->slots);
  choose_state (self, person, &due, &state, &done);
  naru_doc_begin (self, "step", person->counsellor->id, done != 0 ? done : person->active_since);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "plan", plan);
  naru_doc_text (self, "goal", goal);
  naru_doc_text (self, "title", title->str);
  naru_doc_text (self, "class", text->class);
  naru_doc_text (self, "responsible", text->responsible);
  if (strcmp (text->responsible, "partner") == 0)
    naru_doc_text (
        self, "organisation",
        g_ptr_array_index (self->organisations,
                           naru_chance_below (&person->chance, (int) self->organisations->len)));
  naru_doc_date (self, "plannedOn", person->active_since);
  naru_doc_date (self, "dueOn", due);
  naru_doc_text (self, "state", state);
  naru_doc_date (self, "doneOn", done);
  naru_doc_text (self, "barrier", text->barrier);
  naru_doc_number (self, "position", number);
  naru_doc_end (self, id);
}

static void
write_plan (NaruSample *self, NaruSamplePerson *person, const char *id, int agreed,
            gboolean is_signed, int n_goals)
{
  const char *state = agreed == 0 ? "draft" : is_signed ? "signed" : "agreed";

  naru_doc_begin (self, "plan", person->counsellor->id,
                  agreed != 0 ? agreed : person->active_since);
  naru_doc_text (self, "jobseeker", person->id);
  naru_doc_text (self, "state", state);
  naru_doc_open_list (self, "goals");
  for (int i = 0; i < n_goals; i++)
    {
      g_autofree char *number = g_strdup_printf ("g%d", i + 1);
      g_autofree char *text = naru_sample_goal (&person->chance, &person->slots);

      naru_doc_open_element (self);
      naru_doc_text (self, "id", number);
      naru_doc_text (self, "text", text);
      naru_doc_text (self, "occupation", i == 0 ? person->trade->code : NULL);
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_date (self, "startedOn", person->active_since);
  naru_doc_date (self, "agreedOn", agreed);
  naru_doc_date (self, "reviewOn", person->open ? person->review : 0);
  if (agreed != 0)
    {
      naru_doc_open_list (self, "versions");
      naru_doc_open_element (self);
      naru_doc_number (self, "number", 1);
      naru_doc_text (self, "state", state);
      naru_doc_time (self, "at", agreed, 16 * 60 + 40);
      naru_doc_text (self, "by", person->counsellor->id);
      naru_doc_date (self, "signedJobseekerOn", is_signed ? agreed : 0);
      naru_doc_close_element (self);
      naru_doc_close_list (self);
    }
  naru_doc_end (self, id);
}

/**
 * naru_sample_make_plan:
 *
 * Makes the plan of a person with its steps.
 */
void
naru_sample_make_plan (NaruSample *self, NaruSamplePerson *person)
{
  NaruChance *chance = &person->chance;
  int length = person->end - person->active_since;
  gboolean wanted = strcmp (person->state, "new") != 0 && length > 4
                    && naru_chance_per_mille (chance, person->detailed ? 860 : 300);
  g_autofree char *id = NULL;
  const StepText *texts[8];
  int n_steps, n_goals, agreed, due;

  if (!wanted)
    return;
  id = naru_sample_id (self, "plan", person->active_since);
  n_goals = naru_chance_per_mille (chance, 250) ? 2 : 1;
  n_steps
      = person->detailed ? naru_chance_between (chance, 2, 7) : naru_chance_between (chance, 1, 3);
  agreed = naru_sample_working_day (self,
                                    person->active_since + naru_chance_between (chance, 3, 14), 1);
  if (agreed > person->end)
    agreed = 0;
  write_plan (self, person, id, agreed, naru_chance_per_mille (chance, 700), n_goals);

  due = person->active_since + naru_chance_between (chance, 8, 16);
  for (int i = 0; i < n_steps; i++)
    {
      int tries = 0;
      gboolean again;

      do
        {
          again = FALSE;
          texts[i] = choose_step (chance);
          for (int before = 0; before < i; before++)
            again = again || texts[before] == texts[i];
        }
      while (again && ++tries < 20);
      write_step (self, person, id, n_goals == 2 && i % 2 == 1 ? "g2" : "g1", texts[i], i + 1,
                  naru_sample_working_day (
                      self, naru_least (due, self->today + NARU_SAMPLE_COMING_DAYS + 25), 1));
      /* the steps of a long case are spread over it, the last ones lie ahead */
      due += naru_most ((length + (person->open ? 45 : 0)) / n_steps, 6)
             + naru_chance_between (chance, -4, 5);
    }
}
