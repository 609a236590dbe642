/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written about employers, situations, referrals and placements, in parts that are put together anew each time. */
#include "naru-sample-private.h"

#include <string.h>

static const char *const details[] = {
  "다음 연락은 {d} {t}쯤이 좋다고 함.",
  "담당자 휴가가 {c}일부터라고 함.",
  "{n}명까지는 한 번에 면접을 볼 수 있다고 함.",
  "{h} 통근 버스가 {t}에 출발함.",
  "지난 {n}개월 사이에 {c}건을 문의받음.",
  "자료는 {d}에 다시 보내기로 함.",
  "{m} 정도 이야기함.",
  "{y} 넘게 다닌 직원이 {n}명임.",
};

static const NaruLines extra = NARU_LINES (details);

/**
 * naru_sample_talk:
 *
 * Returns: (transfer full): the summary of a conversation of the kind with an employer
 */
char *
naru_sample_talk (NaruSample *self, NaruChance *chance, const char *kind, const NaruSlots *slots)
{
  static const char *const calls[]
      = { "{x} 담당자와 통화함.", "전화로 근황을 물음.", "{t}쯤 전화가 와서 이야기함.",
          "부재중이어서 {m} 뒤에 다시 통화함.", "안부 전화를 함." };
  static const char *const visits[]
      = { "{h} 사업장을 방문해 작업장을 둘러봄.", "{x} 담당자와 현장에서 만남.",
          "{d} {t}에 찾아가 차를 마시며 이야기함.", "신규 라인을 함께 둘러봄.",
          "점심시간 뒤에 방문함." };
  static const char *const mails[]
      = { "메일로 구인 조건을 받음.", "안내 자료를 메일로 보냄.", "{x} 담당자에게서 답장을 받음.",
          "지원금 안내문을 보내고 확인 답장을 받음." };
  static const char *const needs[] = { "{o} {n}명을 {c}일까지 구하고 싶어 함.",
                                       "{s|을} 할 줄 아는 사람을 먼저 보고 싶어 함.",
                                       "경력보다 오래 다닐 사람을 찾는다고 함.",
                                       "교대 인원이 {n}명 비어 있다고 함.",
                                       "{l|이} 없어도 가르칠 수 있다고 함.",
                                       "월 {a} 정도 급여를 올릴 생각이 있다고 함.",
                                       "주문이 늘어 {w} 안에 사람이 필요하다고 함.",
                                       "당분간 채용 계획이 없다고 함.",
                                       "정년퇴직이 {n}명 있어 내년 봄에 다시 이야기하기로 함.",
                                       "지난번 소개한 분이 잘 다니고 있다고 함.",
                                       "면접에 온 사람이 적어 공고를 고치고 싶어 함.",
                                       "작업장 소음이 걱정이라 개선 방법을 물어봄.",
                                       "외국인 직원의 서류 절차를 물어봄.",
                                       "시간제로 나누어 뽑는 것도 가능하다고 함.",
                                       "통근이 어려워 그만두는 사람이 많다고 함.",
                                       "휴게실을 새로 만들었다고 함.",
                                       "{h} 쪽에서 다닐 사람이면 좋겠다고 함.",
                                       "{s} 교육을 회사에서 {w} 동안 해 준다고 함." };
  static const char *const results[] = { "채용 장려금 요건을 설명함.",
                                         "구인 조건을 다시 정리해 보내기로 함.",
                                         "후보자 {n}명의 의사를 확인해 보기로 함.",
                                         "{o} 공고 초안을 {d}까지 보내기로 함.",
                                         "근로 시간 표기 방법을 안내함.",
                                         "나이 제한 문구는 쓸 수 없다고 설명했고 이해함.",
                                         "작업 사진을 보내 주기로 함.",
                                         "{d} {t}에 다시 통화하기로 함.",
                                         "안전 교육 자료를 챙겨 주기로 함.",
                                         "지역 채용 행사 참여를 권함.",
                                         "면접 자리를 센터에 마련하기로 함.",
                                         "담당자가 바뀌면 미리 알려 주기로 함." };
  NaruLines parts[] = { NARU_LINES (calls), NARU_LINES (needs), NARU_LINES (results) };

  if (strcmp (kind, "visit") == 0 || strcmp (kind, "meeting") == 0)
    parts[0] = (NaruLines) NARU_LINES (visits);
  else if (strcmp (kind, "email") == 0 || strcmp (kind, "message") == 0)
    parts[0] = (NaruLines) NARU_LINES (mails);
  return naru_sample_note (self, chance, parts, 3, &extra, slots);
}

/**
 * naru_sample_hiring_note:
 *
 * Returns: (transfer full): what an employer plans
 */
char *
naru_sample_hiring_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const plans[]
      = { "{n}개월 안에 {o} {n}명 채용을 생각함.", "신규 거래처가 생기면 {o|을} 더 뽑을 예정.",
          "퇴직자 자리만 채울 계획.", "{c}일 이후 생산 계획에 따라 정하기로 함.",
          "주간 근무자를 {n}명까지 늘리고 싶어 함." };
  static const char *const limits[]
      = { "{s} 경험자를 구하기 어렵다고 함.", "통근 거리가 {m} 안쪽이면 좋겠다고 함.",
          "기숙사 방이 {n}개 비어 있음.",     "월 {a} 안에서 조정할 수 있음.",
          "{l} 보유자는 수당을 줌.",          "{y} 이상 다닌 직원이 많음." };
  NaruLines parts[] = { NARU_LINES (plans), NARU_LINES (limits) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_habit:
 *
 * Returns: (transfer full): when and how an employer wants to be called
 */
char *
naru_sample_habit (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const times[]
      = { "{t} 뒤에 전화하면 잘 받음.", "{d|은} 회의라 전화를 피할 것.",
          "급한 일은 문자로 먼저 보내면 {m} 안에 답이 옴." };
  static const char *const habits[]
      = { "{o} 면접은 {d} 오전에만 가능함.", "후보자는 한 번에 {n}명까지만 소개받기를 원함.",
          "방문은 {w} 전에 약속해야 함." };
  NaruLines parts[] = { NARU_LINES (times), NARU_LINES (habits) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_aim:
 *
 * Returns: (transfer full): the aim of a support strategy
 */
char *
naru_sample_aim (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const aims[]
      = { "{o} {n}명을 반년 안에 채우고 오래 다니게 하기.",
          "빈자리가 생기면 {w} 안에 후보자를 소개하기.", "시간제 일자리 {n}개를 함께 만들기.",
          "{s} 교육과 채용을 이어서 진행하기.", "이직이 잦은 까닭을 찾아 근무표를 바꾸기." };
  static const char *const means[]
      = { "{d}마다 연락해 상황을 나눔.", "{q|과} 함께 진행함.", "공고 문구를 처음부터 다시 씀.",
          "{c}일까지 작업장 점검을 마침.", "월 {a} 범위의 지원금을 확인함." };
  NaruLines parts[] = { NARU_LINES (aims), NARU_LINES (means) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_barrier_note:
 *
 * Returns: (transfer full): what is being done about a barrier
 */
char *
naru_sample_barrier_note (NaruSample *self, NaruChance *chance, const char *barrier,
                          const NaruSlots *slots)
{
  static const char *const financial[]
      = { "대출 상환 {a}, 금융 상담을 {d}에 예약함.", "생활비 부족으로 긴급 지원을 {c}일에 신청함.",
          "통신비 연체 {n}달, 분납을 알아봄." };
  static const char *const housing[]
      = { "월세 {n}달 연체, 주거 상담을 연결함.", "{c}일까지 이사해야 해서 임대 주택을 알아봄.",
          "{h} 고시원에서 지내며 주소를 옮길 예정." };
  static const char *const health[] = { "허리 치료를 {w} 더 받음. 앉아서 하는 일을 찾음.",
                                        "수면이 불규칙해 {q} 상담을 {d}에 예약함.",
                                        "혈압 관리를 {y} 동안 해 옴. 야간 근무는 피함." };
  static const char *const transport[]
      = { "{h}에서 버스가 {m}마다 있음. 통근 버스가 있는 회사를 찾음.",
          "면허는 있으나 차가 없음. {p}까지 {m} 걸림.", "새벽 {n}시 출근은 교통편이 없음." };
  static const char *const childcare[]
      = { "하원 시간이 {t}. 돌봄 신청 결과를 {c}일에 확인함.", "{f|이} {d}에 아이를 봐 줄 수 있음.",
          "방학 동안 {w} 돌봄이 필요함." };
  static const char *const family[]
      = { "{f} 간병으로 {d|과} 주말이 어려움.", "{f|과} 떨어져 지내며 한 달에 {n}번 다녀옴.",
          "{f}의 반대로 {w} 망설임." };
  static const char *const administrative[]
      = { "체류 기간 연장을 {c}일까지 신청해야 함.", "경력증명서를 {n}곳에 요청함.",
          "신분증 재발급을 {d}에 신청함." };
  static const char *const communication[]
      = { "긴 한국어 문장이 어려워 쉬운 말로 적음. 통역은 {d}에 가능.",
          "전화보다 문자로 {m} 안에 답함.", "{q} 한국어반 {n}단계를 다님." };
  static const struct
  {
    const char *barrier;
    NaruLines lines;
  } tables[] = {
    { "financial", NARU_LINES (financial) },
    { "housing", NARU_LINES (housing) },
    { "health", NARU_LINES (health) },
    { "transport", NARU_LINES (transport) },
    { "childcare", NARU_LINES (childcare) },
    { "family", NARU_LINES (family) },
    { "administrative", NARU_LINES (administrative) },
    { "communication", NARU_LINES (communication) },
  };
  static const char *const next[]
      = { "{w} 뒤 다시 확인.", "{d} {t}에 통화.", "{q|과} 진행 상황을 나눔.",
          "{c}일에 서류를 다시 봄.", "{n}주째 조금씩 나아짐." };
  NaruLines parts[2] = { tables[0].lines, NARU_LINES (next) };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].barrier, barrier) == 0)
      parts[0] = tables[i].lines;
  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_referral_note:
 *
 * Returns: (transfer full): a note to a referral
 */
char *
naru_sample_referral_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const sent[]
      = { "{q}에 {d} {t} 상담을 예약함.", "본인 동의를 받고 {q}에 서류를 보냄.",
          "{k} 신청서를 함께 작성함.", "{q} 담당자와 통화해 자리를 확인함." };
  static const char *const notes[]
      = { "첫 방문에 상담사가 함께 가기로 함.", "결과는 {c}일쯤 나옴.",
          "{m} 거리라 다니기 괜찮다고 함.",     "준비물 {n}가지를 안내함.",
          "{d} 오전에 출석을 확인하기로 함.",   "대기 {n}번째임." };
  NaruLines parts[] = { NARU_LINES (sent), NARU_LINES (notes) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_follow_up_note:
 *
 * Returns: (transfer full): what the person, or the @employer, said some time after work began
 */
char *
naru_sample_follow_up_note (NaruSample *self, NaruChance *chance, gboolean employer,
                            const NaruSlots *slots)
{
  static const char *const people[] = {
    "{o} 일에 적응 중이고 {s|은} 익숙해졌다고 함.", "출근 시간이 {m} 걸려 조금 피곤하다고 함.",
    "동료와 잘 지내고 점심도 함께 먹는다고 함.",    "급여가 계약과 같은 것을 확인함.",
    "근무표가 {d}마다 바뀌어 힘들다고 함.",         "{w} 동안 결근 없이 다님."
  };
  static const char *const companies[] = { "{o|으로} 성실하게 일한다고 함.",
                                           "{s|을} 빨리 배운다고 칭찬함.",
                                           "지각이 {n}번 있어 이야기를 나누었다고 함.",
                                           "다음 달부터 {d} 근무를 맡길 예정.",
                                           "{w} 더 지켜본 뒤 정규직을 의논하기로 함.",
                                           "교육 담당자를 정해 주었다고 함." };
  static const char *const next[]
      = { "다음 확인은 {c}일.", "필요하면 {d} {t}에 통화하기로 함.", "{n}개월 뒤 다시 연락.",
          "어려움이 생기면 바로 알리기로 함.", "{h} 통근 버스를 알아보기로 함." };
  NaruLines parts[2] = { NARU_LINES (people), NARU_LINES (next) };

  if (employer)
    parts[0] = (NaruLines) NARU_LINES (companies);
  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_assessment_note:
 *
 * Returns: (transfer full): the summary of an assessment by the counsellor, or the @social worker
 */
char *
naru_sample_assessment_note (NaruSample *self, NaruChance *chance, gboolean social,
                             const NaruSlots *slots)
{
  static const char *const counsellor[]
      = { "{o} 경력 {y}로 바로 일할 수 있음.", "{s|이} 강점이고 {l|이} 있으면 선택이 넓어짐.",
          "구직 방법을 익히면 {n}개월 안에 취업할 수 있음." };
  static const char *const worker[]
      = { "생활이 {w} 전보다 안정되었음.", "{f}의 지지가 있으나 경제적 부담이 월 {a} 있음.",
          "건강과 돌봄을 먼저 살피는 것이 좋음. {q} 연계를 권함." };
  static const char *const next[]
      = { "{w}마다 만나며 살핌.", "{d} 오전 시간을 활용함.", "{q|과} 함께 {c}일에 다시 논의함.",
          "근무 시간은 {t} 이후가 알맞음.", "{m} 안의 통근을 권함." };
  NaruLines parts[2] = { NARU_LINES (counsellor), NARU_LINES (next) };

  if (social)
    parts[0] = (NaruLines) NARU_LINES (worker);
  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_match_reason:
 *
 * Returns: (transfer full): why somebody may fit a vacancy, and what is open
 */
char *
naru_sample_match_reason (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const reasons[]
      = { "{s} 경험 {y}, 통근 {m}.", "{l} 보유, {d} 근무 가능.", "{o} 일을 찾고 있고 {h}에서 통근.",
          "{s|을} 할 수 있고 {n}주 안에 시작 가능." };
  static const char *const gaps[]
      = { "{s|은} 교육이 필요함.", "경력 기간은 면접에서 확인.", "주말 근무는 물어봐야 함.",
          "급여는 월 {a} 차이가 있음.", "부족한 요건 없음, {c}일부터 가능." };
  NaruLines parts[] = { NARU_LINES (reasons), NARU_LINES (gaps) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}
