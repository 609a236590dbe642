/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that nobody bears in particular: family names as common as they are in Korea, given names by decade of birth. */
#include "naru-sample-private.h"

#include <string.h>

/* Shares of 10,000 after the census of 2015 (Statistics Korea), rounded. */
static const struct
{
  const char *hangul;
  const char *roman;
  int weight;
} family_names[] = {
  { "김", "Kim", 2150 }, { "이", "Lee", 1470 }, { "박", "Park", 840 }, { "최", "Choi", 470 },
  { "정", "Jung", 430 }, { "강", "Kang", 240 }, { "조", "Cho", 210 },  { "윤", "Yoon", 205 },
  { "장", "Jang", 200 }, { "임", "Lim", 165 },  { "한", "Han", 155 },  { "오", "Oh", 153 },
  { "서", "Seo", 151 },  { "신", "Shin", 150 }, { "권", "Kwon", 142 }, { "황", "Hwang", 140 },
  { "안", "Ahn", 138 },  { "송", "Song", 137 }, { "전", "Jeon", 113 }, { "홍", "Hong", 112 },
  { "유", "Yoo", 110 },  { "고", "Ko", 95 },    { "문", "Moon", 93 },  { "양", "Yang", 92 },
  { "손", "Son", 91 },   { "배", "Bae", 80 },   { "백", "Baek", 77 },  { "허", "Heo", 65 },
  { "남", "Nam", 55 },   { "심", "Shim", 54 },  { "노", "Noh", 52 },   { "하", "Ha", 46 },
  { "곽", "Kwak", 40 },  { "성", "Sung", 40 },  { "차", "Cha", 39 },   { "주", "Joo", 39 },
  { "우", "Woo", 39 },   { "구", "Koo", 38 },   { "민", "Min", 34 },   { "나", "Na", 32 },
  { "진", "Jin", 32 },   { "지", "Ji", 31 },    { "엄", "Eom", 29 },   { "채", "Chae", 26 },
  { "원", "Won", 26 },   { "천", "Cheon", 24 }, { "방", "Bang", 19 },  { "공", "Kong", 18 },
  { "현", "Hyun", 18 },  { "함", "Ham", 16 },
};

#define N_GIVEN 30

/* By decade of birth from 1950 on: women, men. */
static const char *const given_names[6][2][N_GIVEN] = {
  { { "영자", "정숙", "순자", "영숙", "정자", "춘자", "경자", "옥자", "명자", "순희",
      "정희", "영희", "말순", "복순", "옥순", "금순", "영순", "정순", "미자", "숙자",
      "인숙", "현숙", "경숙", "명숙", "춘희", "순옥", "정애", "광자", "성자", "선자" },
    { "영수", "영호", "영식", "정수", "병철", "성수", "상철", "종수", "영철", "광수",
      "정호", "재호", "용식", "만수", "기철", "동수", "춘식", "명수", "진수", "상수",
      "종철", "태식", "길수", "덕수", "문식", "병호", "정식", "승호", "원식", "창식" } },
  { { "미숙", "경희", "영숙", "미경", "은숙", "현숙", "정희", "명희", "혜숙", "경숙",
      "미영", "은희", "옥희", "선희", "영미", "순덕", "정미", "금희", "복희", "연숙",
      "인자", "성희", "화숙", "종숙", "춘미", "향숙", "미화", "정임", "영애", "귀숙" },
    { "영호", "성호", "경수", "정훈", "상훈", "동철", "재훈", "병수", "성철", "용수",
      "종호", "기훈", "영진", "승철", "광호", "진호", "태수", "인호", "상호", "준호",
      "창수", "철수", "동호", "명호", "성진", "윤호", "흥수", "석호", "주호", "근수" } },
  { { "지영", "은주", "미정", "현주", "은영", "선영", "미선", "혜진", "수정", "은정",
      "유미", "경아", "정은", "윤정", "소영", "희정", "진희", "현정", "미진", "은경",
      "주연", "성은", "영주", "지현", "선미", "연희", "효정", "나영", "혜경", "명주" },
    { "성훈", "정훈", "상현", "동현", "재영", "지훈", "성민", "준영", "현수", "영훈",
      "태영", "경민", "진우", "승현", "기영", "상우", "병준", "재성", "종민", "원석",
      "용준", "동욱", "민수", "석진", "창훈", "형준", "대현", "광석", "윤석", "정민" } },
  { { "지혜", "지은", "수진", "혜진", "은지", "아름", "지영", "보람", "유진", "민정",
      "소연", "미나", "은혜", "수연", "현정", "지현", "가영", "선영", "혜원", "정아",
      "슬기", "유리", "다혜", "나래", "주희", "세라", "예진", "진아", "하나", "소라" },
    { "지훈", "성민", "현우", "정훈", "동현", "준호", "민수", "상현", "진우", "재현",
      "준영", "승현", "성진", "영민", "태현", "기현", "병훈", "종현", "세훈", "용호",
      "원준", "형석", "경훈", "도현", "우진", "대성", "한결", "승우", "인수", "찬우" } },
  { { "지민", "유진", "수빈", "지현", "예지", "민지", "수민", "지원", "예진", "다은",
      "하은", "소현", "혜린", "은서", "가은", "채원", "세영", "다솜", "보경", "윤지",
      "나연", "서현", "민경", "지수", "효진", "한나", "예원", "소정", "유나", "해인" },
    { "민준", "지훈", "현준", "동현", "준혁", "민재", "승민", "재원", "성현", "우석",
      "민규", "태윤", "상민", "건우", "재민", "영재", "정우", "시우", "찬영", "진혁",
      "수현", "도윤", "기범", "한솔", "석현", "용현", "주원", "경민", "윤재", "세준" } },
  { { "서연", "민서", "서현", "수빈", "지우", "예은", "하은", "지민", "채원", "윤서",
      "은서", "다은", "예린", "가은", "소율", "하린", "유나", "지아", "서영", "나은",
      "시은", "수아", "채은", "연우", "다인", "아린", "혜인", "주아", "소민", "예나" },
    { "민준", "서준", "예준", "도윤", "시우", "주원", "지호", "준서", "현우", "건우",
      "우진", "선우", "민재", "유준", "정우", "승현", "준혁", "은우", "지환", "승우",
      "시윤", "동하", "태윤", "연준", "재윤", "하준", "이안", "한결", "로운", "윤호" } },
};

typedef struct
{
  const char *roman;
  const char *hangul;
} Word;

typedef struct
{
  const char *nationality;
  const char *language;
  gboolean family_first;
  Word families[8];
  Word women[8];
  Word men[8];
} Nation;

static const Nation nations[] = {
  { "VN",
    "vi",
    TRUE,
    { { "Nguyen", "응우옌" },
      { "Tran", "쩐" },
      { "Le", "레" },
      { "Pham", "팜" },
      { "Hoang", "호앙" },
      { "Vu", "부" },
      { "Dang", "당" },
      { "Bui", "부이" } },
    { { "Thi Lan", "티 란" },
      { "Thi Hoa", "티 호아" },
      { "Thi Mai", "티 마이" },
      { "Thu Ha", "투 하" },
      { "Ngoc Anh", "응옥 안" },
      { "Thi Huong", "티 흐엉" },
      { "Bich Ngoc", "빅 응옥" },
      { "Thanh Tam", "탄 땀" } },
    { { "Van Hung", "반 훙" },
      { "Van Nam", "반 남" },
      { "Duc Anh", "득 안" },
      { "Minh Tuan", "민 뚜언" },
      { "Quoc Bao", "꾸옥 바오" },
      { "Van Long", "반 롱" },
      { "Thanh Son", "탄 선" },
      { "Huu Phuoc", "흐우 프억" } } },
  { "CN",
    "zh",
    TRUE,
    { { "Wang", "왕" },
      { "Li", "리" },
      { "Zhang", "장" },
      { "Liu", "류" },
      { "Chen", "천" },
      { "Jin", "김" },
      { "Piao", "박" },
      { "Zhao", "자오" } },
    { { "Xiuying", "슈잉" },
      { "Meihua", "메이화" },
      { "Fang", "팡" },
      { "Chunhua", "춘화" },
      { "Yulan", "위란" },
      { "Shunji", "순희" },
      { "Lijuan", "리쥐안" },
      { "Hongmei", "훙메이" } },
    { { "Wei", "웨이" },
      { "Jun", "쥔" },
      { "Guoqiang", "궈창" },
      { "Longhao", "용호" },
      { "Chengzhe", "성철" },
      { "Haifeng", "하이펑" },
      { "Mingzhe", "명철" },
      { "Zhiyong", "즈융" } } },
  { "UZ",
    "uz",
    FALSE,
    { { "Karimov", "카리모프" },
      { "Rahimov", "라히모프" },
      { "Yusupov", "유수포프" },
      { "Aliyev", "알리예프" },
      { "Tursunov", "투르수노프" },
      { "Ismoilov", "이스모일로프" },
      { "Saidov", "사이도프" },
      { "Nazarov", "나자로프" } },
    { { "Dilnoza", "딜노자" },
      { "Gulnora", "굴노라" },
      { "Malika", "말리카" },
      { "Nodira", "노디라" },
      { "Zulfiya", "줄피야" },
      { "Feruza", "페루자" },
      { "Kamola", "카몰라" },
      { "Shahnoza", "샤흐노자" } },
    { { "Jasur", "자수르" },
      { "Bobur", "보부르" },
      { "Aziz", "아지즈" },
      { "Sherzod", "셰르조드" },
      { "Otabek", "오타베크" },
      { "Ulugbek", "울루그베크" },
      { "Rustam", "루스탐" },
      { "Farhod", "파르호드" } } },
  { "NP",
    "ne",
    FALSE,
    { { "Gurung", "구룽" },
      { "Tamang", "타망" },
      { "Rai", "라이" },
      { "Shrestha", "슈레스타" },
      { "Thapa", "타파" },
      { "Magar", "마가르" },
      { "Adhikari", "아디카리" },
      { "Karki", "카르키" } },
    { { "Sita", "시타" },
      { "Maya", "마야" },
      { "Anita", "아니타" },
      { "Sunita", "수니타" },
      { "Puja", "푸자" },
      { "Laxmi", "락슈미" },
      { "Bimala", "비말라" },
      { "Sabina", "사비나" } },
    { { "Ram", "람" },
      { "Suman", "수만" },
      { "Bishal", "비샬" },
      { "Dipak", "디팍" },
      { "Prakash", "프라카시" },
      { "Nabin", "나빈" },
      { "Kiran", "키란" },
      { "Santosh", "산토시" } } },
};

static const int nation_weights[] = { 46, 34, 11, 9 };

static void
make_foreign_name (NaruChance *chance, gboolean woman, NaruPersonName *name)
{
  const Nation *nation
      = &nations[naru_chance_weighted (chance, nation_weights, G_N_ELEMENTS (nation_weights))];
  const Word *family = &nation->families[naru_chance_below (chance, 8)];
  const Word *given = &(woman ? nation->women : nation->men)[naru_chance_below (chance, 8)];
  const char *ending
      = woman && !nation->family_first && g_str_has_suffix (family->roman, "ov") ? "a" : "";

  name->nationality = nation->nationality;
  name->language = nation->language;
  if (nation->family_first)
    {
      name->name = g_strdup_printf ("%s %s", family->hangul, given->hangul);
      name->roman = g_strdup_printf ("%s %s", family->roman, given->roman);
    }
  else
    {
      name->name = g_strdup_printf ("%s %s", given->hangul, family->hangul);
      name->roman = g_strdup_printf ("%s %s%s", given->roman, family->roman, ending);
    }
}

/**
 * naru_sample_name:
 *
 * Makes a name of the family names as common as they are, and the given names of the decade. Free it with
 * naru_person_name_clear().
 */
void
naru_sample_name (NaruChance *chance, gboolean woman, int birth_year, int foreign_per_mille,
                  NaruPersonName *name)
{
  int weights[G_N_ELEMENTS (family_names)];
  int decade = CLAMP ((birth_year - 1950) / 10, 0, 5);
  const char *given;
  g_autofree char *roman = NULL;
  int family;

  if (naru_chance_per_mille (chance, foreign_per_mille))
    {
      make_foreign_name (chance, woman, name);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (family_names); i++)
    weights[i] = family_names[i].weight;
  family = naru_chance_weighted (chance, weights, G_N_ELEMENTS (family_names));
  given = given_names[decade][woman ? 0 : 1][naru_chance_below (chance, N_GIVEN)];
  roman = naru_sample_romanize (given, TRUE);
  name->name = g_strconcat (family_names[family].hangul, given, NULL);
  name->roman = g_strdup_printf ("%s %s", family_names[family].roman, roman);
  name->nationality = "KR";
  name->language = "ko";
}

/**
 * naru_person_name_clear:
 *
 * Frees what a name holds.
 */
void
naru_person_name_clear (NaruPersonName *name)
{
  g_clear_pointer (&name->name, g_free);
  g_clear_pointer (&name->roman, g_free);
}

/* Districts as they are; the postcodes of the sample, 00xxx, are given to no town. */
const NaruSamplePlace naru_sample_places[] = {
  { "KR-41111", "수원시", "장안구", "00110", 17 }, { "KR-41113", "수원시", "권선구", "00130", 24 },
  { "KR-41115", "수원시", "팔달구", "00150", 16 }, { "KR-41117", "수원시", "영통구", "00170", 21 },
  { "KR-41590", "화성시", NULL, "00590", 10 },     { "KR-41460", "용인시", NULL, "00460", 6 },
  { "KR-41370", "오산시", NULL, "00370", 4 },      { "KR-41270", "안산시", NULL, "00270", 2 },
};
const int naru_sample_n_places = G_N_ELEMENTS (naru_sample_places);

/**
 * naru_sample_place:
 *
 * Returns: (transfer none): a district in or near Suwon
 */
const NaruSamplePlace *
naru_sample_place (NaruChance *chance)
{
  int weights[G_N_ELEMENTS (naru_sample_places)];

  for (int i = 0; i < naru_sample_n_places; i++)
    weights[i] = naru_sample_places[i].weight;
  return &naru_sample_places[naru_chance_weighted (chance, weights, naru_sample_n_places)];
}
