/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The centre itself: staff, partners under its roof and in town, measures, courses, templates, channels. */
#include "naru-sample-private.h"

#include <string.h>

#include "naru-identity.h"

#define CENTRE_NAME "한빛고용센터"
#define FIGURE_SOURCE "지어낸 예시 통계"

static char *
natural_id (const char *type, const char *key)
{
  const char *const values[] = { key, NULL };

  return naru_identity_for (naru_record_type_find (type), values);
}

typedef struct
{
  const char *name;
  const char *roman;
  const char *user;
  const char *roles[5];
  const char *room;
  const char *specialities[3];
  int organisation; /* of a partner's caseworker, otherwise -1 */
  const char *qualification;
} Colleague;

/* The first is whoever works at the desk. */
static const Colleague colleagues[] = {
  { "박지훈",
    "Park Ji-hoon",
    "jihoon.park",
    { "job_counsellor", "employer_counsellor", "vacancy_drafter", "situation" },
    "2층 5번 창구",
    { "over40", "intensive" },
    -1,
    "직업상담사 2급" },
  { "이서영",
    "Lee Seo-young",
    "seoyoung.lee",
    { "employer_counsellor", "vacancy_drafter" },
    "3층 기업지원실",
    { "employers", "negotiation" },
    -1,
    "직업상담사 1급" },
  { "최동욱",
    "Choi Dong-wook",
    "dongwook.choi",
    { "employer_counsellor" },
    "3층 기업지원실",
    { "employers" },
    -1,
    NULL },
  { "윤하나",
    "Yoon Ha-na",
    "hana.yoon",
    { "vacancy_drafter" },
    "3층 기업지원실",
    { "employers" },
    -1,
    NULL },
  { "김정은",
    "Kim Jung-eun",
    "jungeun.kim",
    { "manager", "job_counsellor", "situation" },
    "4층 센터장실",
    { NULL },
    -1,
    NULL },
  { "오세훈", "Oh Se-hoon", "it", { "it" }, "4층 전산실", { NULL }, -1, NULL },
  { "한미경",
    "Han Mi-kyung",
    "mikyung.han",
    { "partner", "situation" },
    "2층 복지상담실",
    { "intensive" },
    0,
    "사회복지사 1급" },
  { "정소라",
    "Jung So-ra",
    "sora.jung",
    { "partner" },
    "2층 여성상담실",
    { "women_return" },
    1,
    NULL },
  { "강태민",
    "Kang Tae-min",
    "taemin.kang",
    { "partner" },
    "2층 제대군인상담실",
    { "veterans" },
    2,
    NULL },
  { "문지원", "Moon Ji-won", "jiwon.moon", { "partner" }, "2층 금융상담실", { NULL }, 3, NULL },
};

static const struct
{
  const char *name;
  const char *kind;
  const char *services[4];
  gboolean shares;
} organisations[] = {
  { "한빛고용센터 복지지원팀",
    "welfare",
    { "welfare_benefit", "housing_benefit", "medical_benefit", "education_benefit" },
    TRUE },
  { "나루여성일자리센터", "womens_centre", { "guidance", "course", "childcare" }, TRUE },
  { "솔바람 제대군인지원센터", "veterans_centre", { "guidance", "start_up" }, TRUE },
  { "여울 서민금융상담센터", "finance_centre", { "loan_counselling", "low_interest_loan" }, TRUE },
  { "두레빛직업전문학교", "training", { "course", "voucher" }, FALSE },
  { "늘찬평생교육원", "training", { "course", "language_course" }, FALSE },
  { "물빛정신건강센터", "health", { "psychological" }, FALSE },
  { "해담주거상담소", "housing", { "housing_benefit", "relocation_grant" }, FALSE },
  { "이음장애인고용지원센터",
    "disability_agency",
    { "disability_agency", "rehabilitation" },
    FALSE },
  { "달무리이주민센터", "migrant_centre", { "language_course", "legal", "recognition" }, FALSE },
  { "한결중장년내일센터", "middle_aged_centre", { "guidance" }, FALSE },
};

static const struct
{
  const char *name;
  const char *class;
  int provider;
  const char *funding;
  const char *groups[2];
} measures[] = {
  { "국민내일배움훈련", "21", 4, "insurance", { "standard" } },
  { "일학습병행 실습", "22", 4, "insurance", { "youth" } },
  { "여성 경력이음 인턴", "41", 1, "state", { "women_return" } },
  { "중장년 채용 장려금", "41", 10, "insurance", { "over40" } },
  { "청년 일자리 도약 지원", "41", -1, "state", { "youth" } },
  { "장애인 지원 고용", "51", 8, "state", { "disability" } },
  { "지역 공공 일자리", "60", -1, "municipality", { "public_works" } },
  { "소상공인 창업 준비", "70", 2, "state", { "standard" } },
  { "취업 알선 집중 기간", "11", -1, "state", { "long_term" } },
  { "한국어와 직장 생활", "21", 9, "municipality", { "migrant" } },
};

static const struct
{
  const char *name;
  int trade;
  int weeks;
  const char *mode;
} courses[] = {
  { "요양보호사 양성 과정", 4, 8, "classroom" },
  { "전산회계 실무 과정", 1, 10, "classroom" },
  { "지게차운전 기능사 과정", 21, 4, "workplace" },
  { "용접 기초와 실습", 14, 12, "workplace" },
  { "한식조리 기능사 과정", 7, 10, "classroom" },
  { "제과제빵 과정", 9, 12, "classroom" },
  { "사무 자동화 과정", 0, 6, "mixed" },
  { "전기기능사 준비 과정", 23, 14, "classroom" },
  { "웹 개발 입문 과정", 28, 20, "mixed" },
  { "상세 페이지 디자인 과정", 29, 8, "online" },
  { "간호조무사 준비 과정", 6, 24, "classroom" },
  { "조경 관리 실습", 31, 6, "workplace" },
  { "시설 관리 실무", 13, 8, "classroom" },
  { "직장 한국어 과정", 9, 12, "classroom" },
};

static void
make_setting (NaruSample *self, const char *key, const char *value)
{
  g_autofree char *id = natural_id ("setting", key);

  naru_doc_begin (self, "setting", self->centre_author, self->today - 730);
  naru_doc_text (self, "key", key);
  naru_doc_text (self, "value", value);
  naru_doc_end (self, id);
}

static int
count_strings (const char *const *values, int most)
{
  int n = 0;

  while (n < most && values[n] != NULL)
    n++;
  return n;
}

static void
write_staff (NaruSample *self, const char *id, const Colleague *colleague, const char *organisation)
{
  g_autofree char *phone = naru_sample_landline (self);
  g_autofree char *email = g_strdup_printf ("%s@example.kr", colleague->user);

  naru_doc_begin (self, "staff", self->centre_author, self->today - 730);
  naru_doc_text (self, "name", colleague->name);
  naru_doc_text (self, "romanName", colleague->roman);
  naru_doc_text (self, "userName", colleague->user);
  naru_doc_strings (self, "roles", colleague->roles,
                    count_strings (colleague->roles, G_N_ELEMENTS (colleague->roles)));
  naru_doc_text (self, "team", organisation == NULL ? self->team : NULL);
  naru_doc_text (self, "organisation", organisation);
  naru_doc_text (self, "state", "active");
  naru_doc_text (self, "phone", phone);
  naru_doc_text (self, "email", email);
  naru_doc_text (self, "room", colleague->room);
  naru_doc_strings (self, "languages", (const char *const[]){ "ko", "en" },
                    colleague == colleagues ? 2 : 1);
  naru_doc_strings (
      self, "specialities", colleague->specialities,
      count_strings (colleague->specialities, G_N_ELEMENTS (colleague->specialities)));
  naru_doc_text (self, "qualification", colleague->qualification);
  if (g_strcmp0 (colleague->roles[0], "job_counsellor") == 0)
    {
      naru_doc_number (self, "caseloadFrom", 70);
      naru_doc_number (self, "caseloadTo", 100);
    }
  naru_doc_end (self, id);
}

static void
make_counsellor (NaruSample *self, int index)
{
  NaruCounsellor *counsellor = &self->counsellors[index];
  NaruChance chance;
  NaruPersonName name = { 0 };
  Colleague colleague = { .roles = { "job_counsellor", "situation" }, .organisation = -1 };
  static const char *const specialities[]
      = { "youth", "women_return", "over40", "migrants", "veterans", "intensive" };
  g_autofree char *user = NULL;
  g_autofree char *room = NULL;

  counsellor->booked = g_new0 (guint32, self->n_days);
  if (index == 0)
    {
      counsellor->id = natural_id ("staff", colleagues[0].user);
      counsellor->name = g_strdup (colleagues[0].name);
      write_staff (self, counsellor->id, &colleagues[0], NULL);
      return;
    }
  naru_chance_init (&chance, self->seed, "counsellor", (guint64) index);
  naru_sample_name (&chance, naru_chance_per_mille (&chance, 620),
                    naru_chance_between (&chance, 1972, 1996), 0, &name);
  user = g_strdup_printf ("counsellor%d", index);
  room = g_strdup_printf ("2층 %d번 창구", 5 + index);
  colleague.name = name.name;
  colleague.roman = name.roman;
  colleague.user = user;
  colleague.room = room;
  colleague.specialities[0] = naru_chance_pick (&chance, specialities);
  colleague.qualification = "직업상담사 2급";
  counsellor->id = natural_id ("staff", user);
  counsellor->name = g_strdup (name.name);
  write_staff (self, counsellor->id, &colleague, NULL);
  naru_person_name_clear (&name);
}

static void
make_organisations (NaruSample *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    {
      char *id = naru_sample_id (self, "organisation", self->today - 730);
      g_autofree char *phone = naru_sample_landline (self);
      g_autofree char *email = g_strdup_printf ("partner%u@example.kr", i + 1);
      NaruChance chance;

      naru_chance_init (&chance, self->seed, "organisation", i);
      g_ptr_array_add (self->organisations, id);
      naru_doc_begin (self, "organisation", self->centre_author, self->today - 730);
      naru_doc_text (self, "name", organisations[i].name);
      naru_doc_text (self, "kind", organisations[i].kind);
      naru_doc_strings (self, "services", organisations[i].services,
                        count_strings (organisations[i].services, 4));
      naru_doc_text (self, "region", naru_sample_places[i % 4].region);
      naru_doc_address (self, &chance, &naru_sample_places[i % 4]);
      naru_doc_text (self, "phone", phone);
      naru_doc_text (self, "email", email);
      naru_doc_text (self, "openingHours", "월~금 09:00-18:00");
      if (organisations[i].shares)
        naru_doc_true (self, "sharesCases");
      naru_doc_end (self, id);
    }
}

/**
 * naru_sample_make_staff:
 *
 * Makes the team, settings, partners and everybody who works here.
 */
void
naru_sample_make_staff (NaruSample *self)
{
  g_autofree char *holidays = naru_sample_holidays (self);
  const char *manager = "jungeun.kim";

  self->centre_author = natural_id ("staff", "it");
  self->manager = natural_id ("staff", manager);
  self->team = natural_id ("team", "all");
  naru_doc_begin (self, "team", self->centre_author, self->today - 730);
  naru_doc_text (self, "name", "취업지원팀");
  naru_doc_text (self, "code", "all");
  naru_doc_text (self, "task", "nesp");
  naru_doc_text (self, "lead", self->manager);
  naru_doc_true (self, "queue");
  naru_doc_end (self, self->team);
  make_setting (self, "centre", CENTRE_NAME);
  make_setting (self, "jurisdiction", "KR");
  make_setting (self, "holidays", holidays);

  make_organisations (self);
  for (int i = 0; i < self->n_counsellors; i++)
    make_counsellor (self, i);
  for (guint i = 1; i < G_N_ELEMENTS (colleagues); i++)
    {
      g_autofree char *id = natural_id ("staff", colleagues[i].user);
      const char *organisation
          = colleagues[i].organisation >= 0
                ? g_ptr_array_index (self->organisations, colleagues[i].organisation)
                : NULL;

      write_staff (self, id, &colleagues[i], organisation);
      if (strcmp (colleagues[i].roles[0], "employer_counsellor") == 0)
        g_ptr_array_add (self->employer_staff, g_strdup (id));
      if (strcmp (colleagues[i].roles[0], "vacancy_drafter") == 0)
        self->drafter = g_strdup (id);
      if (colleagues[i].organisation == 0)
        self->social_worker = g_strdup (id);
    }
}

static void
make_measures (NaruSample *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      char *id = naru_sample_id (self, "measure", self->today - 700);
      NaruChance chance;
      int places;

      naru_chance_init (&chance, self->seed, "measure", i);
      places = naru_chance_between (&chance, 15, 80);
      g_ptr_array_add (self->measures, id);
      naru_doc_begin (self, "measure", self->manager, self->today - 700);
      naru_doc_text (self, "name", measures[i].name);
      naru_doc_text (self, "class", measures[i].class);
      if (measures[i].provider >= 0)
        naru_doc_text (self, "provider",
                       g_ptr_array_index (self->organisations, measures[i].provider));
      naru_doc_text (self, "funding", measures[i].funding);
      naru_doc_money (self, "budget", places * 2400000, NULL);
      naru_doc_number (self, "places", places);
      naru_doc_number (self, "placesLeft", naru_chance_between (&chance, 0, places / 3));
      naru_doc_date (self, "from", self->today - 320);
      naru_doc_date (self, "to", self->today + 120);
      naru_doc_strings (self, "groups", measures[i].groups, count_strings (measures[i].groups, 2));
      naru_doc_text (self, "state", "open");
      naru_doc_end (self, id);
    }
}

static void
make_courses (NaruSample *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      char *id = naru_sample_id (self, "course", self->today - 60);
      const NaruSampleTrade *trade = &naru_sample_trades[courses[i].trade];
      g_autofree char *code = g_strdup_printf ("HB-%03u", i + 11);
      NaruChance chance;
      int starts;

      naru_chance_init (&chance, self->seed, "course", i);
      starts
          = naru_sample_working_day (self, self->today + naru_chance_between (&chance, -20, 25), 1);
      g_ptr_array_add (self->courses, id);
      g_ptr_array_add (self->course_names, g_strdup (courses[i].name));
      naru_doc_begin (self, "course", self->manager, self->today - 60);
      naru_doc_text (self, "name", courses[i].name);
      naru_doc_text (self, "code", code);
      naru_doc_text (self, "measure", g_ptr_array_index (self->measures, 0));
      naru_doc_text (self, "provider", g_ptr_array_index (self->organisations, 4 + i % 2));
      naru_doc_strings (self, "occupations", &trade->code, 1);
      naru_doc_strings (self, "skills", trade->skills, 3);
      naru_doc_text (self, "certificate", trade->licence);
      naru_doc_text (self, "mode", courses[i].mode);
      naru_doc_date (self, "starts", starts);
      naru_doc_date (self, "ends", starts + courses[i].weeks * 7);
      naru_doc_number (self, "hours", courses[i].weeks * 20);
      naru_doc_number (self, "places", 24);
      naru_doc_number (self, "placesLeft", naru_chance_between (&chance, 0, 14));
      naru_doc_money (self, "fee", 0, NULL);
      naru_doc_text (self, "region", naru_sample_places[i % 4].region);
      naru_doc_end (self, id);
    }
}

static void
make_template (NaruSample *self, const char *name, const char *group, const char *const *steps,
               int n_steps)
{
  g_autofree char *id = naru_sample_id (self, "template", self->today - 600);

  naru_doc_begin (self, "template", self->manager, self->today - 600);
  naru_doc_text (self, "name", name);
  naru_doc_text (self, "kind", "plan");
  naru_doc_text (self, "group", group);
  naru_doc_text (self, "language", "ko");
  naru_doc_open_list (self, "steps");
  for (int i = 0; i < n_steps; i++)
    {
      g_autofree char *number = g_strdup_printf ("s%d", i + 1);

      naru_doc_open_element (self);
      naru_doc_text (self, "id", number);
      naru_doc_text (self, "title", steps[i]);
      naru_doc_text (self, "responsible", i % 3 == 1 ? "counsellor" : "jobseeker");
      naru_doc_number (self, "dueAfterDays", 14 * (i + 1));
      naru_doc_close_element (self);
    }
  naru_doc_close_list (self);
  naru_doc_end (self, id);
}

static void
make_channels (NaruSample *self)
{
  static const struct
  {
    const char *name;
    const char *kind;
    const char *takes;
  } channels[] = {
    { "나라 구인 포털", "state_portal", "json_ld" }, { "센터 게시판", "notice_board", "paper" },
    { "동네 일자리 소식지", "newspaper", "text" },   { "센터 누리 소통망", "social", "text" },
    { "가을 채용 행사", "job_fair", "pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      char *id = naru_sample_id (self, "channel", self->today - 650);

      g_ptr_array_add (self->channels, id);
      naru_doc_begin (self, "channel", self->drafter, self->today - 650);
      naru_doc_text (self, "name", channels[i].name);
      naru_doc_text (self, "kind", channels[i].kind);
      naru_doc_text (self, "takes", channels[i].takes);
      naru_doc_end (self, id);
    }
}

static void
make_handbook (NaruSample *self)
{
  static const struct
  {
    const char *name;
    const char *body;
  } pages[] = {
    { "첫 상담 길잡이",
      "이름과 생년월일, 전화번호를 적는 동안 이미 등록된 사람인지 확인합니다.\n\n"
      "초기 상담은 질문마다 답과 이유를 남깁니다. 안내한 경로를 바꿀 때에는 이유를 적습니다.\n\n"
      "디지털 역량을 먼저 묻고 연락 방법을 제안합니다. 본인이 원하는 방법이 우선입니다.\n\n"
      "상황은 본인이 동의한 만큼만 협력기관과 나눕니다. 동의는 이유를 묻지 않고 철회할 수 "
      "있습니다." },
    { "협력기관과 함께 지원하기", "두 기관이 각자 진단하고, 다른 부분을 함께 만나 의논합니다.\n\n"
                                  "어려움마다 주관 기관을 정합니다. 같은 달에 두 기관이 한 "
                                  "어려움을 맡으면 지원·연계에 표시됩니다.\n\n"
                                  "협력기관 화면의 점검표에서 무엇을 정했는지 확인합니다." },
    { "상담이 이루어지지 않았을 때",
      "어느 쪽의 사정이든 똑같이 다시 예약합니다. 이유는 사실만 적습니다.\n\n"
      "오늘 화면의 다시 잡을 상담은 마지막 연락 뒤의 날수와 이루어지지 않은 횟수로 순서를 "
      "정합니다." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *id = naru_sample_id (self, "template", self->today - 500);

      naru_doc_begin (self, "template", self->manager, self->today - 500);
      naru_doc_text (self, "name", pages[i].name);
      naru_doc_text (self, "kind", "handbook");
      naru_doc_text (self, "language", "ko");
      naru_doc_text (self, "body", pages[i].body);
      naru_doc_end (self, id);
    }
}

/* A figure of one occupation in the province of the centre. They are made up, and their source says so. */
static void
make_figure (NaruSample *self, const NaruSampleTrade *trade, const char *kind, const char *word,
             int value, const char *unit)
{
  g_autofree char *name = g_strdup_printf ("%s %s, 경기도", trade->name, word);
  g_autofree char *day = naru_sample_date (self->today - 40);
  g_autofree char *period = g_strndup (day, strlen ("2026-10"));
  const char *const identity[] = { FIGURE_SOURCE, kind, name, period, NULL };
  g_autofree char *id = naru_identity_for (naru_record_type_find ("marketFigure"), identity);

  naru_doc_begin (self, "marketFigure", self->manager, self->today - 20);
  naru_doc_text (self, "name", name);
  naru_doc_text (self, "figure", kind);
  naru_doc_text (self, "occupation", trade->code);
  naru_doc_text (self, "region", "KR-41");
  naru_doc_number (self, "value", value);
  naru_doc_text (self, "unit", unit);
  naru_doc_text (self, "period", period);
  naru_doc_text (self, "source", FIGURE_SOURCE);
  naru_doc_date (self, "publishedOn", self->today - 21);
  naru_doc_end (self, id);
}

/* Where more work is offered than sought, vacancies are hard to fill and pay is a little above the usual. */
static void
make_figures (NaruSample *self)
{
  for (int i = 0; i < naru_sample_n_trades; i++)
    {
      const NaruSampleTrade *trade = &naru_sample_trades[i];
      NaruChance chance;
      int wanted;

      naru_chance_init (&chance, self->seed, "figure", i);
      wanted = naru_chance_between (&chance, 34, 162);
      make_figure (self, trade, "vacancies_per_100", "구직자 100명당 구인", wanted, NULL);
      make_figure (self, trade, "pay_month", "월 임금",
                   (trade->hourly + wanted * 4) * MONTH_HOURS / 10000 * 10000, "KRW");
      make_figure (self, trade, "change", "고용 전망",
                   (wanted - 80) / 16 + naru_chance_between (&chance, -1, 2), NULL);
    }
}

/**
 * naru_sample_make_catalogue:
 *
 * Makes measures, courses, templates, channels, pages of the handbook and figures on the labour market.
 */
void
naru_sample_make_catalogue (NaruSample *self)
{
  static const char *const success[]
      = { "직업 심리 검사를 받고 결과를 이야기하기", "희망 직종 공고 세 건을 함께 읽기",
          "이력서와 자기소개서 고치기", "한 주에 두 곳 지원하기", "모의 면접 하기" };
  static const char *const women[]
      = { "경력 정리표 쓰기", "돌봄 시간표 만들기", "경력이음 인턴 설명회 가기",
          "시간제 일자리 알아보기", "모의 면접 하기" };
  static const char *const older[] = { "경력과 자격 정리하기", "중장년 채용 행사 가기",
                                       "컴퓨터 기초 연습하기", "새 직종 견학하기" };
  static const char *const youth[]
      = { "관심 직종 세 가지 적기", "일 경험 기관 찾기", "자기소개서 쓰기", "면접 연습하기" };
  static const char *const migrant[]
      = { "체류 자격과 일할 수 있는 업종 확인하기", "직장 한국어 과정 신청하기",
          "경력 서류 번역하기", "근로계약서 함께 읽기" };

  make_measures (self);
  make_courses (self);
  make_template (self, "취업 성공 계획", "standard", success, G_N_ELEMENTS (success));
  make_template (self, "경력 단절 여성 계획", "women_return", women, G_N_ELEMENTS (women));
  make_template (self, "중장년 계획", "over40", older, G_N_ELEMENTS (older));
  make_template (self, "청년 계획", "youth", youth, G_N_ELEMENTS (youth));
  make_template (self, "이주 노동자 계획", "migrant", migrant, G_N_ELEMENTS (migrant));
  make_channels (self);
  make_handbook (self);
  make_figures (self);
}
