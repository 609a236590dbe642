/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that are one name, and names that are not. */
#include "naru-sound.h"

typedef struct
{
  const char *a;
  const char *b;
} Pair;

static gboolean
compare (const Pair *pair, gboolean near)
{
  g_auto (GStrv) a = naru_sound_keys (pair->a);
  g_auto (GStrv) b = naru_sound_keys (pair->b);
  const char *const *first = (const char *const *) a;
  const char *const *second = (const char *const *) b;
  gboolean there = near ? naru_sound_near (first, second) : naru_sound_same (first, second);
  gboolean back = near ? naru_sound_near (second, first) : naru_sound_same (second, first);

  g_assert_cmpint (there, ==, back);
  return there;
}

static void
test_same (void)
{
  static const Pair pairs[] = {
    { "김민지", "Kim Min-ji" },
    { "김민지", "Minji Kim" },
    { "김민지", "Gim Min-jee" },
    { "이서연", "Lee Seo-yeon" },
    { "이서연", "Suh Youn Rhee" },
    { "이서연", "Yi Seoyeon" },
    { "박지훈", "Park Ji-hoon" },
    { "박지훈", "Pak Jihun" },
    { "최은지", "Choi Eun-ji" },
    { "정하늘", "Jung Ha-neul" },
    { "정하늘", "Chung Haneul" },
    { "정하늘", "Jeong Ha Neul" },
    { "임재원", "Lim Jae-won" },
    { "노상우", "Roh Sang-woo" },
    { "노상우", "Noh Sangu" },
    { "유한결", "Ryu Hangyeol" },
    { "우영희", "Woo Young-hee" },
    { "백민규", "Paik Min-kyu" },
    { "김 민지", "김민지" },
    { "권태현", "Kwon Tae-hyun" },
    { "Nguyễn Thị Lan", "nguyen thi lan" },
    { "Lan Nguyen", "NGUYEN Lan" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!compare (&pairs[i], FALSE))
      {
        g_test_fail ();
        g_printerr ("%s and %s\n", pairs[i].a, pairs[i].b);
      }
}

static void
test_different (void)
{
  static const Pair pairs[] = {
    { "김민지", "김민호" },
    { "김민지", "박민지" },
    { "이서연", "이서진" },
    { "Park Ji-hoon", "박지연" },
    { "최은지", "Choi Min-ji" },
    { "", "김민지" },
    { "Nguyen Thi Lan", "Nguyen Van Nam" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (compare (&pairs[i], FALSE))
      g_error ("%s and %s", pairs[i].a, pairs[i].b);
}

static void
test_near (void)
{
  static const Pair near[] = {
    { "김민지", "김민진" },
    { "Nguyen Thi Lan", "Nguyen Thi Lam" },
    { "정하늘", "정서은" },
  };
  static const Pair far[] = {
    { "김민지", "박서연" },
    { "이수", "이주" },
  };

  g_assert_true (compare (&near[0], TRUE));
  g_assert_true (compare (&near[1], TRUE));
  g_assert_false (compare (&near[2], TRUE));
  for (gsize i = 0; i < G_N_ELEMENTS (far); i++)
    g_assert_false (compare (&far[i], TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound/same", test_same);
  g_test_add_func ("/sound/different", test_different);
  g_test_add_func ("/sound/near", test_near);
  return g_test_run ();
}
