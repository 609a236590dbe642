/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a text for search and order. */
#include "naru-fold.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } table[] = {
    { "Élodie  Müller-Straße", "elodie muller strasse" },
    { "Søren Łukasz Đặng", "soren lukasz dang" },
    { "E\xcc\x81lodie", "elodie" },
    { "O’Neill & Sons, Ltd.", "oneill sons ltd" },
    { "김민수", "김민수" },
    { "\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7\xe1\x84\x86\xe1\x85\xb5\xe1\x86\xab",
      "김민" }, /* NFD */
    { "ㄱㅁㅅ", "ㄱㅁㅅ" },
    { "ㄳ", "ㄱㅅ" },
    { "㈜한국전자", "주 한국전자" },
    { "ＡＢＣ１２３", "abc123" },
    { "010-1234-5678", "010 1234 5678" },
    { "İstanbul ΣΊΣΥΦΟΣ", "istanbul σισυφοσ" },
    { "  ", "" },
    { "ガ", "カ\xe3\x82\x99" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *folded = naru_fold (table[i].text);
      g_assert_cmpstr (folded, ==, table[i].folded);
    }
}

static void
test_sort_key (void)
{
  static const char *const in_order[]
      = { "Ärzte", "az", "Élan", "elb", "가나", "가람", "각", "김", "까치", "나무" };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (in_order); i++)
    {
      g_autofree char *a = naru_fold_sort_key (in_order[i]);
      g_autofree char *b = naru_fold_sort_key (in_order[i + 1]);
      g_assert_cmpstr (a, <, b);
    }
}

static void
test_sort_key_is_exact (void)
{
  g_autofree char *a = naru_fold_sort_key ("Kim");
  g_autofree char *b = naru_fold_sort_key ("kim");
  g_autofree char *c = naru_fold_sort_key ("kím");

  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (b, !=, c);
  g_assert_cmpstr (a, !=, c);
}

static void
test_words (void)
{
  g_autofree char *whole = naru_fold_words ("김 값 관");
  g_autofree char *longer = naru_fold_words ("기무라");
  g_autofree char *typed = naru_fold_words ("김");

  g_assert_cmpstr (whole, ==, "ㄱㅣㅁ ㄱㅏㅂㅅ ㄱㅗㅏㄴ");
  g_assert_true (g_str_has_prefix (longer, typed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/fold/case-accents-and-punctuation-go", test_fold);
  g_test_add_func ("/base/fold/order-is-that-of-the-alphabet", test_sort_key);
  g_test_add_func ("/base/fold/different-texts-have-different-keys", test_sort_key_is_exact);
  g_test_add_func ("/base/fold/hangul-words-are-the-letters-typed", test_words);
  return g_test_run ();
}
