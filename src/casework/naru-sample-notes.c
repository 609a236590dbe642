/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counsellors write about meetings with jobseekers, in parts that are put together anew each time. */
#include "naru-sample-private.h"

#include <string.h>

static const char *const first_openings[] = {
  "{o} 일을 {y} 하다가 그만두고 처음 방문.",     "{f}의 권유로 센터에 오게 되었다고 함.",
  "구직 등록을 마치고 첫 상담을 진행함.",        "실업급여 설명회에서 안내를 받고 방문.",
  "{h}에 거주. 집에서 센터까지 {m} 걸림.",       "온라인으로 신청한 뒤 처음 만남.",
  "{q|을} 통해 연계되어 첫 상담을 함.",          "이직한 지 {w} 되었고 서둘러 일하고 싶어 함.",
  "{o} 쪽을 희망하나 다른 일도 열어 두고 있음.", "긴장한 모습이었으나 이야기를 나누며 편안해짐.",
  "예전에 다른 센터를 이용한 적이 있다고 함.",   "지난 직장의 근로계약서를 가져와 함께 봄.",
};

static const char *const openings[] = {
  "지난번 약속한 일을 하나씩 확인함.",
  "{d}에 한 지원 결과부터 이야기함.",
  "예정보다 {m} 늦게 시작했지만 충분히 이야기함.",
  "그동안 {n}곳에 지원했다고 함.",
  "전화로 안부를 먼저 물음.",
  "지난 만남 뒤의 변화를 물어봄.",
  "이력서를 함께 읽으며 시작함.",
  "{o} 공고 {n}건을 가져와 함께 살펴봄.",
  "컨디션이 좋아 보였음.",
  "조금 지쳐 보였으나 할 일은 해 옴.",
  "메모를 꼼꼼히 해 와서 상담이 빨랐음.",
  "{f|과} 함께 방문함.",
  "면접 일정 때문에 시간을 앞당겨 만남.",
  "비가 와서 전화 상담으로 바꿈.",
};

static const char *const search_lines[] = {
  "{o} 공고 가운데 {h} 근처 {n}곳을 골라 봄.",
  "{e}에 지원하기로 하고 지원서를 다듬음.",
  "{s} 경험을 이력서 맨 위로 옮김.",
  "자기소개서에 {s|을} 익힌 과정을 넣기로 함.",
  "{d} {t}에 {e} 면접이 잡혀 예상 질문을 연습함.",
  "면접에서 {s}에 대해 자세히 물었다고 함.",
  "{e}에서는 경력이 부족하다는 답을 받음.",
  "{e}에서 서류는 통과했으나 교대 시간이 맞지 않았음.",
  "{o} 말고 비슷한 일도 알아보기로 함.",
  "출퇴근이 {m} 안쪽인 곳을 원함.",
  "주말 근무는 한 달에 {n}번까지 괜찮다고 함.",
  "월 {a} 정도의 차이는 받아들일 수 있다고 함.",
  "{l|이} 있으면 지원할 곳이 늘어난다는 점을 확인함.",
  "{l} 시험 접수 기간을 함께 찾아봄.",
  "{k} 훈련을 권했고 시간표를 함께 봄.",
  "{k} 상담 예약을 {d}로 잡음.",
  "스마트폰으로 공고에 지원하는 방법을 연습함.",
  "구직 사이트 이력서의 연락처를 고침.",
  "{s}에 자신이 있고 {y} 경력을 증명할 서류가 있음.",
  "이전 회사에 경력증명서를 요청하기로 함.",
  "면접 복장을 빌리는 곳을 안내함.",
  "{p} 채용 행사에 같이 가 보기로 함.",
  "{o} 시급이 지역마다 다른 점을 표로 보여 줌.",
  "근로계약서에서 수습 기간 조건을 확인하는 법을 설명함.",
  "새벽 근무를 걱정해서 시간대를 나누어 따져 봄.",
  "{e}의 작업 환경을 궁금해해서 견학을 문의하기로 함.",
  "지원한 곳을 공책에 적어 두기 시작함.",
  "{h} 쪽 버스 시간이 맞지 않아 출근 방법을 다시 찾음.",
  "예전 동료가 {e|을} 소개해 주었다고 함.",
  "전화 면접을 두 번 모의로 해 봄.",
};

static const char *const life_lines[] = {
  "{f} 간병 때문에 {d}에는 시간을 내기 어려움.",
  "아이 하원 시간이 {t}라서 근무 시간이 중요함.",
  "월세가 {n}달 밀려 있어 주거 상담을 연결함.",
  "무릎이 아파 오래 서서 하는 일은 피하고 싶어 함.",
  "혈압약을 먹고 있으나 일하는 데는 문제가 없다고 함.",
  "잠을 잘 못 잔다고 해서 {q|을} 안내함.",
  "대출 상환이 걱정되어 금융 상담 날짜를 물어봄.",
  "운전면허가 있으나 차가 없어 대중교통만 이용함.",
  "혼자 지내는 시간이 길어 밖에 나오는 것이 도움이 된다고 함.",
  "{f}의 응원이 힘이 된다고 함.",
  "생활비로 매달 {a} 정도가 필요하다고 함.",
  "서류 작성이 어려워 옆에서 같이 적음.",
  "한국어로 긴 글을 읽는 것이 부담이라 쉬운 말로 다시 적어 줌.",
  "체류 기간 연장 서류를 언제 내는지 확인함.",
  "허리 치료를 {w} 더 받기로 했다고 함.",
  "{d}마다 {p} 모임에 나가기 시작했음.",
  "휴대전화 요금이 밀려 연락이 끊길 수 있다고 하여 {f} 번호를 적어 둠.",
  "이사를 {h}로 할 예정이라 담당 구역을 다시 확인함.",
};

static const char *const reactions[] = {
  "다음 단계가 보여서 마음이 놓인다고 함.",
  "아직 자신이 없다고 솔직하게 말함.",
  "생각보다 갈 만한 곳이 많다며 놀라워함.",
  "조급해하지 말자고 함께 이야기함.",
  "스스로 순서를 정해 보겠다고 함.",
  "훈련과 취업 사이에서 고민이 깊음.",
  "지난번보다 목소리가 밝아짐.",
  "표정이 어두워 천천히 이야기를 들음.",
  "하고 싶은 일을 분명하게 말함.",
  "거절이 이어져 힘들다고 해서 잘된 점을 같이 적어 봄.",
  "{s|을} 칭찬받은 이야기를 하며 웃음.",
  "계획을 종이로 받아 가고 싶다고 함.",
  "약속을 지킨 것을 함께 확인함.",
  "질문을 많이 준비해 왔음.",
};

static const char *const agreements[] = {
  "다음 만남까지 {n}곳에 지원하기로 함.",
  "{d}까지 이력서를 고쳐 보내기로 함.",
  "{k} 시간표를 받아 오기로 함.",
  "{e}에 {t}쯤 전화해 보기로 함.",
  "{w} 뒤에 다시 만나기로 함.",
  "{l} 시험 일정을 확인해 알려 주기로 함.",
  "상담사가 {e|을} 찾아가 조건을 물어보기로 함.",
  "{q}에 상담사가 먼저 연락해 두기로 함.",
  "{d} {t}에 전화로 결과를 나누기로 함.",
  "면접 뒤에 느낀 점을 세 줄 적어 오기로 함.",
  "경력증명서를 받아 오기로 함.",
  "{p}에 들러 안내문을 받아 오기로 함.",
  "다음에는 {s} 연습을 더 하기로 함.",
  "매일 {t}에 공고를 한 번 보기로 함.",
  "{f|과} 근무 시간을 의논해 오기로 함.",
  "지원한 곳 목록을 사진으로 보내기로 함.",
  "{c}일까지 서류를 모아 보기로 함.",
  "문자로 {d} 오전에 알려 주기로 함.",
};

static const char *const details[] = {
  "참고로 {d} {t} 이후에 연락이 잘 됨.",
  "{h} 쪽 공고를 {n}건 더 보내 줌.",
  "준비물은 {c}일에 다시 확인함.",
  "{m} 동안 상담함.",
  "{f}의 도움을 받을 수 있는지 물어보기로 함.",
  "안내문 {n}장을 챙겨 줌.",
  "{y} 전 경험도 이력서에 넣음.",
  "{a} 안에서 준비할 수 있는 방법을 찾음.",
  "{s|은} 다음번에 이어서 보기로 함.",
  "{p} 위치를 지도에 표시해 줌.",
};

static const char *const practice_lines[] = {
  "{e} 면접을 가정하고 {m} 연습함.",     "퇴사 이유를 짧게 말하는 연습을 함.",
  "{s|을} 보여 줄 사례 {n}개를 정리함.", "목소리가 작아 끝까지 또렷하게 말하는 연습을 함.",
  "급여 질문에 답하는 방법을 나눔.",     "쉬었던 {y} 동안을 어떻게 말할지 정함.",
};

static const char *const review_lines[] = {
  "계획의 단계를 처음부터 하나씩 점검함.", "끝낸 단계 {n}개를 확인하고 날짜를 적음.",
  "{o} 목표는 그대로 두고 순서를 바꿈.",   "{k} 단계를 계획에 새로 넣음.",
  "기한이 지난 단계는 {c}일로 다시 정함.", "다음 점검은 {w} 뒤로 정함.",
};

static const char *const follow_lines[] = {
  "{e} 출근 {w}째, 일은 손에 익었다고 함.", "동료들과 잘 지내고 {s|을} 맡게 되었다고 함.",
  "출퇴근이 {m}이라 조금 힘들다고 함.",     "첫 급여를 계약대로 받은 것을 확인함.",
  "근무표가 자주 바뀌어 걱정된다고 함.",    "{d} 근무가 갑자기 생겨 회사에 물어보기로 함.",
};

static const NaruLines extra = NARU_LINES (details);

/**
 * naru_sample_meeting_note:
 *
 * Returns: (transfer full): what a counsellor wrote about a meeting of the kind
 */
char *
naru_sample_meeting_note (NaruSample *self, NaruChance *chance, const char *kind,
                          const NaruSlots *slots)
{
  NaruLines parts[5]
      = { NARU_LINES (openings), NARU_LINES (search_lines), NARU_LINES (search_lines) };
  int n = 1;

  if (strcmp (kind, "first") == 0)
    parts[0] = (NaruLines) NARU_LINES (first_openings);
  if (strcmp (kind, "interview_practice") == 0)
    parts[n++] = (NaruLines) NARU_LINES (practice_lines);
  else if (strcmp (kind, "review") == 0 || strcmp (kind, "plan") == 0)
    parts[n++] = (NaruLines) NARU_LINES (review_lines);
  else if (strcmp (kind, "follow_up") == 0)
    parts[n++] = (NaruLines) NARU_LINES (follow_lines);
  else
    parts[n++] = (NaruLines) NARU_LINES (search_lines);
  if (naru_chance_per_mille (chance, 450))
    parts[n++] = (NaruLines) NARU_LINES (life_lines);
  if (naru_chance_per_mille (chance, 400))
    parts[n++] = (NaruLines) NARU_LINES (reactions);
  parts[n++] = (NaruLines) NARU_LINES (agreements);
  return naru_sample_note (self, chance, parts, n, &extra, slots);
}

/**
 * naru_sample_message:
 *
 * Returns: (transfer full): a text message to the person, or from them if @in
 */
char *
naru_sample_message (NaruSample *self, NaruChance *chance, gboolean in, const NaruSlots *slots)
{
  static const char *const greetings_out[]
      = { "안녕하세요, {x} 님. 한빛고용센터입니다.", "{x} 님, 잘 지내시는지요?",
          "{x} 님께 알려 드립니다.", "{x} 님, 지난번 말씀하신 일로 연락드립니다." };
  static const char *const bodies_out[]
      = { "{e}에서 {o|을} 찾고 있어 알려 드립니다. {d}까지 답을 주시면 됩니다.",
          "{d} {t} 상담이 잡혀 있습니다. 어려우시면 편하게 말씀해 주세요.",
          "{k} 모집이 {c}일에 끝납니다. 신청을 도와드릴 수 있습니다.",
          "{p}에서 {c}일에 채용 행사가 열립니다.",
          "{l} 시험 접수가 {c}일부터입니다.",
          "보내 주신 이력서를 잘 받았습니다. {d}에 함께 보겠습니다." };
  static const char *const greetings_in[]
      = { "안녕하세요, {x}입니다.", "선생님, {x}입니다.", "지난번 상담받은 {x}입니다." };
  static const char *const bodies_in[] = { "{d} {t} 상담을 {w} 뒤로 미룰 수 있을까요?",
                                           "{e}에서 면접을 보자고 연락이 왔습니다. {d} {t}입니다.",
                                           "{k} 신청을 마쳤습니다.",
                                           "{f|이} 아파서 {d}에는 가기 어렵습니다.",
                                           "이력서를 고쳐 보냅니다. {s} 부분을 봐 주세요.",
                                           "{e}에 지원했고 {c}일에 결과가 나옵니다." };
  static const char *const ends[]
      = { "감사합니다.", "답장 기다리겠습니다.", "{t} 이후에 통화할 수 있습니다.",
          "{m} 안에 다시 연락드리겠습니다.", "{h|으로} 가는 길에 들를 수도 있습니다." };
  NaruLines out[] = { NARU_LINES (greetings_out), NARU_LINES (bodies_out), NARU_LINES (ends) };
  NaruLines back[] = { NARU_LINES (greetings_in), NARU_LINES (bodies_in), NARU_LINES (ends) };
  NaruLines more = NARU_LINES (bodies_out);
  NaruLines more_back = NARU_LINES (bodies_in);

  return naru_sample_note (self, chance, in ? back : out, 3, in ? &more_back : &more, slots);
}

/**
 * naru_sample_person_note:
 *
 * Returns: (transfer full): what to remember about a person
 */
char *
naru_sample_person_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots)
{
  static const char *const lines[] = { "{o} 경력 {y}. {h}에서 통근 가능.",
                                       "{t} 이후 통화가 편함.",
                                       "{s|을} 가장 자신 있어 함.",
                                       "{d|은} {f} 돌봄으로 어려움.",
                                       "{l} 준비 중.",
                                       "문자보다 전화를 좋아함.",
                                       "{p} 이용 중.",
                                       "처음에는 짧게, 자주 만나는 것이 좋음." };
  static const char *const second[] = { "면접 앞날 {t}쯤 전화로 확인하면 좋음.",
                                        "{n}개월 안에 일을 시작하고 싶어 함.",
                                        "{h} 쪽 회사를 먼저 보기로 함.",
                                        "큰 글씨 안내문이 필요함.",
                                        "서류는 {d}에 챙겨 옴.",
                                        "{e} 같은 규모를 좋아함.",
                                        "월 {a} 차이까지 조정 가능.",
                                        "{w}마다 계획을 다시 보기로 함." };
  NaruLines parts[] = { NARU_LINES (lines), NARU_LINES (second) };

  return naru_sample_note (self, chance, parts, 2, &extra, slots);
}

/**
 * naru_sample_goal:
 *
 * Returns: (transfer full): a goal in the person's words; goals may repeat themselves
 */
char *
naru_sample_goal (NaruChance *chance, const NaruSlots *slots)
{
  static const char *const goals[] = { "{o|으로} 취업하기",
                                       "{h} 가까운 곳에서 {o|으로} 일하기",
                                       "{l|을} 따고 {o|으로} 일하기",
                                       "{n}개월 안에 {o} 일자리 구하기",
                                       "{s|을} 살려 안정된 직장 다니기",
                                       "낮 시간에 {o|으로} 다시 일 시작하기",
                                       "{k|을} 마치고 취업하기",
                                       "{m} 안에 다닐 수 있는 직장 구하기" };
  GString *text = g_string_new (NULL);

  naru_sample_expand (text, chance, naru_chance_pick (chance, goals), slots);
  return g_string_free (text, FALSE);
}
