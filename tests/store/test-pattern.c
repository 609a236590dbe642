/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type, and what it finds: the text side of search, without a store. */
#include "naru-fold.h"
#include "naru-pattern.h"

static const struct
{
  const char *search;
  const char *name;
  NaruMatch match;
} matches[] = {
  /* any part of a Korean name from one syllable up */
  { "김민수", "김민수", NARU_MATCH_EXACT },
  { "김민", "김민수", NARU_MATCH_PREFIX },
  { "민수", "김민수", NARU_MATCH_REST },
  { "수", "김민수", NARU_MATCH_REST },
  { "수김", "김민수", NARU_MATCH_NONE },
  { "김민수", "김 민수", NARU_MATCH_EXACT },
  { "김 민수", "김민수", NARU_MATCH_EXACT },
  /* initial consonants */
  { "ㄱㅁㅅ", "김민수", NARU_MATCH_PREFIX },
  { "ㅁㅅ", "김민수", NARU_MATCH_REST },
  { "ㄱ", "김민수", NARU_MATCH_PREFIX },
  { "ㄱㅅ", "김민수", NARU_MATCH_NONE },
  { "ㄱㅂ", "김민수", NARU_MATCH_NONE },
  { "ㄳ", "강수", NARU_MATCH_PREFIX },
  { "김ㅁㅅ", "김민수", NARU_MATCH_PREFIX },
  { "ㄱ민ㅅ", "김민수", NARU_MATCH_PREFIX },
  { "ㄲ", "까치", NARU_MATCH_PREFIX },
  { "ㄲ", "가치", NARU_MATCH_NONE },
  /* still being composed */
  { "김미", "김민수", NARU_MATCH_PREFIX },
  { "김ㅁ", "김민수", NARU_MATCH_PREFIX },
  { "기", "김민수", NARU_MATCH_PREFIX },
  { "김민ㅅ", "김민수", NARU_MATCH_PREFIX },
  { "김", "기무라", NARU_MATCH_PREFIX },
  { "깅", "기무라", NARU_MATCH_NONE },
  { "깅", "기이치", NARU_MATCH_PREFIX },
  { "값", "갑수", NARU_MATCH_PREFIX },
  { "닭", "달구", NARU_MATCH_PREFIX },
  { "닭", "달마", NARU_MATCH_NONE },
  { "갔", "가쓰라", NARU_MATCH_PREFIX },
  { "갈", "갉아", NARU_MATCH_PREFIX },
  { "고", "관악", NARU_MATCH_PREFIX },
  { "고", "공", NARU_MATCH_PREFIX },
  { "고", "교", NARU_MATCH_NONE },
  { "구", "권", NARU_MATCH_PREFIX },
  { "그", "긔", NARU_MATCH_PREFIX },
  { "기민", "김민수", NARU_MATCH_NONE }, /* only the last syllable is open */
  { "기 민수", "김민수", NARU_MATCH_NONE },
  { "민", "미나", NARU_MATCH_PREFIX },
  { "김민", "기민", NARU_MATCH_NONE },
  /* decomposed input */
  { "\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7", "김민수", NARU_MATCH_PREFIX },
  { "Jose\xcc\x81", "José", NARU_MATCH_EXACT },
  /* accents and case */
  { "jose", "José García", NARU_MATCH_PREFIX },
  { "STRASSE", "Große Straße", NARU_MATCH_PREFIX },
  { "oster", "Østergård", NARU_MATCH_PREFIX },
  { "gard", "Østergård", NARU_MATCH_REST },
  { "lukasz", "Łukasz", NARU_MATCH_EXACT },
  { "jeanpierre", "Jean-Pierre", NARU_MATCH_EXACT },
  { "jean-p", "Jean Pierre", NARU_MATCH_PREFIX },
  { "o'neill", "O’Neill", NARU_MATCH_EXACT },
  { "o neill", "O’Neill", NARU_MATCH_EXACT },
  /* phones */
  { "01012345678", "010-1234-5678", NARU_MATCH_EXACT },
  { "010-1234", "01012345678", NARU_MATCH_PREFIX },
  { "12345678", "010-1234-5678", NARU_MATCH_PREFIX },
  { "5678", "01012345678", NARU_MATCH_REST },
  { "010-1234-5678", "+82 10 1234 5678", NARU_MATCH_EXACT },
  { "+82 10 1234 5678", "010-1234-5678", NARU_MATCH_EXACT },
  { "+82-10-1234", "01012345678", NARU_MATCH_PREFIX },
  { "+82 (0)10 12", "01012345678", NARU_MATCH_PREFIX },
  { "1234 010", "010-1234-5678", NARU_MATCH_PREFIX },
  { "0612", "+33 6 12 34 56 78", NARU_MATCH_PREFIX },
  { "123-45-67890", "1234567890", NARU_MATCH_EXACT },
  { "kim@ex", "kim@example.com", NARU_MATCH_PREFIX },
  /* several words in any order */
  { "smith john", "John Smith", NARU_MATCH_EXACT },
  { "smith jo", "John Smith", NARU_MATCH_PREFIX },
  { "mith john", "John Smith", NARU_MATCH_REST },
  { "john jones", "John Smith", NARU_MATCH_NONE },
  { "전자 한국", "한국 전자", NARU_MATCH_EXACT },
  { "전자 한국", "한국전자", NARU_MATCH_REST },
  { "smith, john", "John Smith", NARU_MATCH_EXACT },
  /* letters outside the basic plane */
  { "\xf0\xa0\xae\xb7", "\xf0\xa0\xae\xb7\xe9\x87\x8e", NARU_MATCH_PREFIX },
};

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autoptr (NaruPattern) pattern = naru_pattern_new (matches[i].search);
      g_autofree char *folded = naru_fold_name (matches[i].name);
      NaruMatch match = naru_pattern_match (pattern, folded);

      if (match != matches[i].match)
        g_error ("“%s” in “%s”: %d, not %d", matches[i].search, matches[i].name, match,
                 matches[i].match);
    }
}

static void
test_hostile (void)
{
  static const char *const hostile[]
      = { "", "   ", "---", "\"*", "\xff\xfe", "\xe3\x84", "a\037b", "%_" };
  g_autoptr (GString) many = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (NaruPattern) pattern = naru_pattern_new (hostile[i]);
      naru_pattern_match (pattern, "김민수");
    }
  for (int i = 0; i < 100; i++)
    g_string_append (many, "김 ");
  {
    g_autoptr (NaruPattern) pattern = naru_pattern_new (many->str);
    g_assert_cmpuint (naru_pattern_get_n_tokens (pattern), ==, NARU_PATTERN_MAX_TOKENS);
    g_assert_cmpint (naru_pattern_match (pattern, "김민수"), ==, NARU_MATCH_PREFIX);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pattern/finds-what-people-type", test_matches);
  g_test_add_func ("/store/pattern/takes-any-input", test_hostile);
  return g_test_run ();
}
