/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employers of the sample: years of conversations, contacts, needs, strategies, services, incentives. */
#include "naru-sample-private.h"

#include <string.h>

#include "naru-company-name.h"
#include "naru-identity.h"

#define REGISTER "견본 사업자등록"
#define MOST_OWN_EMPLOYERS 14
#define MOST_TALKS 24
#define LONG_KNOWN 1800 /* days; conversations are kept for five years */

/* Words put together anew: no company goes by them. */
static const char *const first_words[]
    = { "여울", "달무리", "솔다",   "해담", "늘찬",   "모람", "나루", "새벽",    "은하",
        "물빛", "들꽃",   "가람",   "도래", "미리내", "소담", "온새", "푸르내",  "한울",
        "초롱", "바다솔", "별마루", "꽃샘", "이든",   "아라", "윤슬", "시나브로" };
static const char *const second_words[] = { "결", "터", "담",   "온",   "빛", "샘",   "뜰", "벗",
                                            "길", "찬", "누리", "마루", "원", "나래", "울", "든" };

static char *
make_name (NaruSample *self, NaruChance *chance, const NaruSampleTrade *trade, gboolean *company)
{
  for (;;)
    {
      g_autofree char *stem
          = g_strconcat (naru_chance_pick (chance, first_words),
                         naru_chance_pick (chance, second_words), trade->trade, NULL);
      int form = naru_chance_below (chance, 10);
      char *name = form < 4   ? g_strconcat ("(주)", stem, NULL)
                   : form < 6 ? g_strconcat (stem, "(주)", NULL)
                   : form < 7 ? g_strconcat ("주식회사 ", stem, NULL)
                              : g_strdup (stem);
      gpointer key = GSIZE_TO_POINTER ((gsize) g_str_hash (stem) | (gsize) 1 << 40);

      *company = form < 7;
      if (g_hash_table_add (self->notes, key))
        return name;
      g_free (name);
    }
}

static const char *
choose_manager (NaruSample *self, int index)
{
  if (index % 6 == 0 && index / 6 < MOST_OWN_EMPLOYERS)
    return self->counsellors[0].id;
  return g_ptr_array_index (self->employer_staff, index % (int) self->employer_staff->len);
}

static void
write_contact (NaruSample *self, NaruChance *chance, NaruSampleEmployer *employer, int number,
               gboolean left)
{
  static const char *const functions[]
      = { "총무 담당", "인사 담당", "대표", "생산 관리자", "점장", "원장", "현장 소장", "사무장" };
  static const char *const parts[] = { "decides", "interviews", "first_contact" };
  g_autofree char *id = naru_sample_id (self, "contact", employer->since);
  g_autofree char *phone = naru_sample_landline (self);
  g_autofree char *mobile = naru_sample_mobile (self);
  g_autofree char *email = g_strdup_printf ("staff%u@company%u.example.kr", (guint) number + 1,
                                            self->employers->len + 1);
  NaruPersonName name = { 0 };

  naru_sample_name (chance, naru_chance_per_mille (chance, 480),
                    naru_chance_between (chance, 1962, 1995), 0, &name);
  naru_doc_begin (self, "contact", employer->manager, employer->since);
  naru_doc_text (self, "name", name.name);
  naru_doc_text (self, "romanName", name.roman);
  naru_doc_text (self, "employer", employer->id);
  naru_doc_text (self, "function", naru_chance_pick (chance, functions));
  naru_doc_strings (self, "decides", parts + naru_chance_below (chance, 2),
                    naru_chance_between (chance, 1, 2));
  naru_doc_text (self, "phone", phone);
  naru_doc_text (self, "mobile", mobile);
  naru_doc_text (self, "email", email);
  naru_doc_text (self, "preferredChannel", naru_chance_per_mille (chance, 700) ? "phone" : "email");
  naru_doc_text (self, "purpose", "placement");
  naru_doc_text (self, "source", "employer");
  naru_doc_date (self, "leftOn", left ? self->today - naru_chance_between (chance, 60, 300) : 0);
  naru_doc_end (self, id);
  if (employer->contact == NULL && !left)
    {
      employer->contact = g_steal_pointer (&id);
      employer->contact_name = g_strdup (name.name);
    }
  naru_person_name_clear (&name);
}

/* What comes next after the latest talk: open, some of it promised, for the desk's own person some of it due now. */
static void
write_next_action (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer,
                   const NaruSlots *slots, int day, gboolean latest)
{
  static const char *const actions[]
      = { "{o} 후보자 {n}명 소개하기", "지원금 안내문 보내기",  "{d} {t}에 다시 전화하기",
          "공고 초안 보내기",          "작업장 다시 방문하기",  "면접 자리 예약하기",
          "{k} 수료생 명단 보내기",    "근로계약서 양식 보내기" };
  gboolean own = strcmp (employer->manager, self->counsellors[0].id) == 0;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean open = latest && naru_chance_per_mille (chance, own ? 900 : 600);
  gboolean promise = naru_chance_per_mille (chance, 450);
  int due = day + naru_chance_between (chance, 2, 15);

  if (!latest && !naru_chance_per_mille (chance, 450))
    return;
  if (open)
    due = self->today
          + (own ? naru_chance_between (chance, -3, 9) : naru_chance_between (chance, -5, 20));
  due = naru_sample_working_day (self, due, 1);
  naru_sample_expand (text, chance, naru_chance_pick (chance, actions), slots);
  naru_doc_text (self, "nextAction", text->str);
  naru_doc_date (self, "nextActionOn", due);
  naru_doc_text (self, "nextActionBy", employer->manager);
  naru_doc_text (self, "nextActionState",
                 open                                  ? "open"
                 : naru_chance_per_mille (chance, 900) ? "done"
                                                       : "dropped");
  if (!open)
    naru_doc_date (self, "nextActionDoneOn", naru_least (due, self->today));
  if (promise)
    naru_doc_true (self, "promise");
}

static void
write_talks (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer,
             const NaruSlots *slots, int n)
{
  static const char *const kinds[] = { "call", "visit", "email", "meeting", "message" };
  static const int weights[] = { 560, 180, 160, 60, 40 };
  int span = naru_most (self->today - employer->since - 2, 1);

  for (int i = 0; i < n; i++)
    {
      const char *kind = kinds[naru_chance_weighted (chance, weights, G_N_ELEMENTS (kinds))];
      int day = naru_sample_working_day (
          self,
          naru_least (employer->since + span * i / n + naru_chance_between (chance, 0, span / n),
                      self->today - 1),
          -1);
      g_autofree char *id = NULL;
      g_autofree char *summary = NULL;
      const char *staff;

      if (day < employer->since)
        day = employer->since;
      staff = day < employer->assigned ? employer->manager_before : employer->manager;
      id = naru_sample_id (self, "interaction", day);
      summary = naru_sample_talk (self, chance, kind, slots);
      naru_doc_begin (self, "interaction", staff, day);
      naru_doc_text (self, "employer", employer->id);
      naru_doc_text (self, "kind", kind);
      naru_doc_time (self, "at", day, naru_chance_between (chance, 9 * 12, 17 * 12 + 9) * 5);
      naru_doc_text (self, "summary", summary);
      naru_doc_text (self, "contact", employer->contact);
      naru_doc_text (self, "staff", staff);
      write_next_action (self, chance, employer, slots, day, i == n - 1);
      naru_doc_end (self, id);
    }
}

/* What they asked about the law, and what they were told. */
static void
write_questions (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer)
{
  static const char *const asked[][2] = {
    { "공고에 여성 우대라고 써도 되나요?",
      "성별을 조건으로 둘 수 없다고 설명하고 바꿀 문구를 보냄." },
    { "수습 기간에는 최저임금보다 적게 줘도 되나요?",
      "1년 이상 계약한 경우 석 달까지만 되고 단순 노무는 안 된다고 안내함. 조문을 보냄." },
    { "외국인 직원의 체류 기간이 끝나 가는데 무엇을 준비하나요?",
      "연장 신청에 필요한 서류 목록을 보내고 민원 안내 전화를 알려 줌." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      int day = naru_sample_working_day (
          self, self->today - 40 - 400 * (int) i - naru_chance_below (chance, 90), -1);
      g_autofree char *id = naru_sample_id (self, "interaction", day);
      const char *staff = day < employer->assigned ? employer->manager_before : employer->manager;

      naru_doc_begin (self, "interaction", staff, day);
      naru_doc_text (self, "employer", employer->id);
      naru_doc_text (self, "kind", "question");
      naru_doc_time (self, "at", day, 11 * 60);
      naru_doc_text (self, "question", asked[i][0]);
      naru_doc_text (self, "answer", asked[i][1]);
      naru_doc_text (self, "contact", employer->contact);
      naru_doc_text (self, "staff", staff);
      naru_doc_end (self, id);
    }
}

/* A part in the corporate leap package, half way through. */
static void
write_programme (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer)
{
  static const char *const stages[][2]
      = { { "application", "done" }, { "diagnosis", "done" }, { "support", "underway" } };
  int day = naru_sample_working_day (self, self->today - naru_chance_between (chance, 90, 200), -1);
  g_autofree char *id = naru_sample_id (self, "participation", day);

  naru_doc_begin (self, "participation", employer->manager, day);
  naru_doc_text (self, "employer", employer->id);
  naru_doc_text (self, "programme", "leap_package");
  naru_doc_text (self, "state", "enrolled");
  naru_doc_date (self, "from", day);
  naru_doc_open_list (self, "stages");
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "stage", stages[i][0]);
      naru_doc_text (self, "state", stages[i][1]);
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_text (self, "staff", employer->manager);
  naru_doc_date (self, "nextOn", self->today + naru_chance_between (chance, 5, 40));
  naru_doc_end (self, id);
}

static void
write_needs (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer,
             const NaruSlots *slots)
{
  static const char *const states[] = { "draft", "active", "active", "reviewed" };
  static const char *const services[]
      = { "vacancy_drafting", "preselection", "incentive", "post_placement", "accommodation" };
  const NaruSampleTrade *trade = &naru_sample_trades[employer->trade];
  int day = naru_sample_working_day (
      self, naru_most (employer->since, self->today - naru_chance_between (chance, 20, 400)), -1);
  g_autofree char *needs = naru_sample_id (self, "needs", day);
  g_autofree char *strategy = naru_sample_id (self, "strategy", day);
  g_autofree char *plan = naru_sample_hiring_note (self, chance, slots);
  g_autofree char *aim = naru_sample_aim (self, chance, slots);

  naru_doc_begin (self, "needs", employer->manager, day);
  naru_doc_text (self, "employer", employer->id);
  naru_doc_date (self, "on", day);
  naru_doc_text (self, "staff", employer->manager);
  naru_doc_text (self, "hiringPlan", plan);
  naru_doc_strings (self, "bottlenecks", &trade->code, 1);
  naru_doc_strings (self, "skills", trade->skills, 2);
  naru_doc_end (self, needs);

  naru_doc_begin (self, "strategy", employer->manager, day);
  naru_doc_text (self, "employer", employer->id);
  naru_doc_text (self, "aim", aim);
  naru_doc_text (self, "needs", needs);
  naru_doc_open_list (self, "services");
  for (int i = naru_chance_below (chance, 3), n = 0; n < 2; n++, i++)
    {
      naru_doc_open_element (self);
      naru_doc_text (self, "service", services[i]);
      naru_doc_date (self, "due", self->today + naru_chance_between (chance, -20, 60));
      naru_doc_text (self, "owner", employer->manager);
      naru_doc_text (self, "state", n == 0 ? "underway" : "planned");
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_text (self, "owner", employer->manager);
  naru_doc_date (self, "reviewOn", self->today + naru_chance_between (chance, -5, 120));
  naru_doc_text (self, "state", naru_chance_pick (chance, states));
  naru_doc_end (self, strategy);
}

static void
write_services (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer)
{
  static const char *const kinds[] = { "vacancy_drafting", "preselection", "regulation_advice",
                                       "post_placement",   "job_fair",     "safety" };
  static const char *const states[] = { "considered", "applied", "granted", "paid" };
  int n = naru_chance_long_tail (chance, 1.2, 5);

  for (int i = 0; i < n; i++)
    {
      int day = naru_sample_working_day (
          self, naru_chance_between (chance, employer->since, self->today - 2), -1);
      g_autofree char *id = naru_sample_id (self, "service", day);

      naru_doc_begin (self, "service", employer->manager, day);
      naru_doc_text (self, "employer", employer->id);
      naru_doc_text (self, "service", naru_chance_pick (chance, kinds));
      naru_doc_date (self, "on", day);
      naru_doc_text (self, "staff", employer->manager);
      naru_doc_number (self, "minutes", naru_chance_between (chance, 2, 18) * 10);
      naru_doc_end (self, id);
    }
  if (naru_chance_per_mille (chance, 180))
    {
      int day = naru_sample_working_day (
          self, naru_most (employer->since, self->today - naru_chance_between (chance, 10, 300)),
          -1);
      g_autofree char *id = naru_sample_id (self, "incentive", day);

      naru_doc_begin (self, "incentive", employer->manager, day);
      naru_doc_text (self, "employer", employer->id);
      naru_doc_text (self, "name",
                     naru_chance_per_mille (chance, 500) ? "중장년 채용 장려금"
                                                         : "청년 일자리 도약 지원");
      naru_doc_text (self, "state", naru_chance_pick (chance, states));
      naru_doc_money (self, "amount", naru_chance_between (chance, 3, 12) * 600000, NULL);
      naru_doc_number (self, "persons", naru_chance_between (chance, 1, 3));
      naru_doc_date (self, "appliedOn", day);
      naru_doc_end (self, id);
    }
}

/* Who looked after it, and why that changed. */
static void
write_assignments (NaruSample *self, const NaruSampleEmployer *employer)
{
  naru_doc_open_list (self, "assignments");
  if (employer->manager_before != NULL)
    {
      naru_doc_open_element (self);
      naru_doc_date (self, "from", employer->since);
      naru_doc_date (self, "to", employer->assigned);
      naru_doc_text (self, "staff", employer->manager_before);
      naru_doc_close_element (self);
    }
  naru_doc_open_element (self);
  naru_doc_date (self, "from", employer->assigned);
  naru_doc_text (self, "staff", employer->manager);
  naru_doc_text (self, "reason", employer->manager_before != NULL ? "담당 지역 조정" : NULL);
  naru_doc_close_element (self);
  naru_doc_close_list (self);
}

static const char *
size_class (int employees)
{
  return employees < 10 ? "micro" : employees < 50 ? "small" : employees < 250 ? "medium" : "large";
}

static void
write_employer (NaruSample *self, NaruChance *chance, const NaruSampleEmployer *employer,
                const NaruSlots *slots, const char *number, int n_talks, gboolean company)
{
  static const char *const intentions[] = { "none", "maybe", "soon", "now" };
  static const int weights[] = { 280, 330, 230, 160 };
  static const char *const tags[] = { "교대 근무",   "통근 버스", "기숙사",      "수습 교육",
                                      "시간제 가능", "경력 무관", "외국인 근무", "주말 휴무" };
  int employees = naru_least (3 + naru_chance_long_tail (chance, 32, 480), 480);
  g_autofree char *phone = naru_sample_landline (self);
  g_autoptr (NaruCompanyName) plain = naru_company_name_new (employer->name);
  g_autofree char *roman = naru_sample_romanize (plain->core, FALSE);
  g_autofree char *website
      = g_strdup_printf ("https://company%u.example.kr", self->employers->len + 1);
  g_autofree char *note = NULL, *habit = NULL;
  gboolean dormant = naru_chance_per_mille (chance, 90);

  naru_doc_begin (self, "employer", employer->manager, employer->since);
  naru_doc_text (self, "name", employer->name);
  naru_doc_text (self, "romanName", g_strstrip (roman));
  naru_doc_text (self, "register", REGISTER);
  naru_doc_text (self, "registerNumber", number);
  naru_doc_text (self, "stage",
                 n_talks == 0  ? "to_contact"
                 : n_talks < 2 ? "contacted"
                 : n_talks < 4 ? "interested"
                 : dormant     ? "dormant"
                               : "cooperating");
  naru_doc_text (self, "accountManager", employer->manager);
  naru_doc_date (self, "assignedSince", employer->assigned);
  naru_doc_text (self, "industry", naru_sample_trades[employer->trade].industry);
  naru_doc_text (self, "sector",
                 company                               ? "private"
                 : naru_chance_per_mille (chance, 150) ? "non_profit"
                                                       : "private");
  naru_doc_text (self, "sizeClass", size_class (employees));
  naru_doc_number (self, "employees", employees);
  naru_doc_text (self, "region", employer->place->region);
  naru_doc_address (self, chance, employer->place);
  naru_doc_text (self, "phone", phone);
  naru_doc_text (self, "website", naru_chance_per_mille (chance, 480) ? website : NULL);
  write_assignments (self, employer);
  if (employer->manager_before != NULL)
    habit = naru_sample_habit (self, chance, slots);
  naru_doc_text (self, "note", habit);
  naru_doc_text (self, "hiringIntention",
                 intentions[naru_chance_weighted (chance, weights, G_N_ELEMENTS (intentions))]);
  if (naru_chance_per_mille (chance, 600))
    note = naru_sample_hiring_note (self, chance, slots);
  naru_doc_text (self, "hiringNote", note);
  naru_doc_strings (self, "tags", tags + naru_chance_below (chance, 7),
                    naru_chance_below (chance, 3));
  if (naru_chance_per_mille (chance, 80))
    naru_doc_true (self, "green");
  if (naru_chance_per_mille (chance, 100))
    {
      naru_doc_true (self, "supportNeeded");
      naru_doc_date (self, "outreachDue", self->today + naru_chance_between (chance, -3, 20));
    }
  naru_doc_end (self, employer->id);
}

/* Some have been known for five years, by a colleague before. */
static void
choose_years (NaruSample *self, NaruChance *chance, int index, NaruSampleEmployer *employer)
{
  gboolean known = index == 0 || (!self->modest && naru_chance_per_mille (chance, 90));
  int days = known ? naru_chance_between (chance, LONG_KNOWN - 90, LONG_KNOWN)
                   : naru_chance_between (chance, 15, 730);

  employer->since = naru_sample_working_day (self, self->today - days, -1);
  employer->assigned = employer->since;
  for (guint i = 0; known && i < self->employer_staff->len; i++)
    if (strcmp (self->employer_staff->pdata[i], employer->manager) != 0)
      {
        employer->manager_before = self->employer_staff->pdata[i];
        employer->assigned = naru_sample_working_day (self, self->today - days / 3, -1);
        break;
      }
}

/**
 * naru_sample_make_employer:
 *
 * Makes an employer with contacts and conversations.
 */
void
naru_sample_make_employer (NaruSample *self, int index)
{
  NaruSampleEmployer employer = { 0 };
  g_autofree char *number = g_strdup_printf ("000-%02d-%05d", index / 100000, index % 100000);
  const char *const key[] = { REGISTER, number, NULL };
  NaruSlots slots = { 0 };
  NaruChance chance;
  gboolean company;
  int n_talks;

  naru_chance_init (&chance, self->seed, "employer", (guint64) index);
  employer.trade = naru_chance_below (&chance, naru_sample_n_trades);
  employer.place = naru_sample_place (&chance);
  employer.name = make_name (self, &chance, &naru_sample_trades[employer.trade], &company);
  employer.manager = g_strdup (choose_manager (self, index));
  choose_years (self, &chance, index, &employer);
  employer.id = naru_identity_for (naru_record_type_find ("employer"), key);
  n_talks
      = (self->today - employer.since) / 90 + naru_chance_long_tail (&chance, 2.5, MOST_TALKS - 9);
  if (self->modest)
    n_talks = naru_least (n_talks, 4);
  if (naru_chance_per_mille (&chance, 120) && employer.manager_before == NULL)
    n_talks = 0;

  slots.occupation = naru_sample_trades[employer.trade].name;
  slots.skill = naru_sample_trades[employer.trade].skills[naru_chance_below (&chance, 4)];
  slots.licence = naru_sample_trades[employer.trade].licence;
  slots.employer = employer.name;
  slots.course = g_ptr_array_index (self->course_names,
                                    naru_chance_below (&chance, (int) self->course_names->len));
  slots.place = "센터 3층 강당";
  slots.partner = "두레빛직업전문학교";
  write_employer (self, &chance, &employer, &slots, number, n_talks, company);
  for (int i = 0, n = naru_chance_between (&chance, 1, self->modest ? 1 : 3); i < n; i++)
    write_contact (self, &chance, &employer, i, FALSE);
  slots.name = employer.contact_name;
  write_talks (self, &chance, &employer, &slots, n_talks);
  if (n_talks >= 3 && (employer.manager_before != NULL || naru_chance_per_mille (&chance, 450)))
    write_needs (self, &chance, &employer, &slots);
  if (employer.manager_before != NULL)
    {
      write_contact (self, &chance, &employer, 9, TRUE);
      write_questions (self, &chance, &employer);
      write_programme (self, &chance, &employer);
    }
  if (n_talks >= 2)
    write_services (self, &chance, &employer);
  g_array_append_val (self->employers, employer);
}
