/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in the encodings of Korean and European offices are told apart and read whole. */
#include "naru-decode.h"

#include <string.h>

static const char korean[]
    = "성명,생년월일,휴대폰\n김민수,1985-03-12,010-1234-5678\n박서연,1990-07-01,010-2345-6789\n";
static const char french[]
    = "Nom;Métier\nHélène Lefèvre;infirmière\nFrançois Noël;maçon\n“Été” – à côté;tâche\n";

static char *
encode (const char *text, const char *encoding, const char *mark, gsize mark_length, gsize *length)
{
  g_autoptr (GError) error = NULL;
  gsize written;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &written, &error);
  char *out;

  g_assert_no_error (error);
  out = g_malloc (written + mark_length);
  memcpy (out, mark, mark_length);
  memcpy (out + mark_length, bytes, written);
  *length = written + mark_length;
  return out;
}

typedef struct
{
  const char *text;
  const char *written_in;
  const char *mark;
  gsize mark_length;
  const char *expected;
} Case;

static const Case cases[] = {
  { korean, "UTF-8", "", 0, "UTF-8" },
  { korean, "UTF-8", "\xef\xbb\xbf", 3, "UTF-8" },
  { korean, "UTF-16LE", "\xff\xfe", 2, "UTF-16LE" },
  { korean, "UTF-16BE", "\xfe\xff", 2, "UTF-16BE" },
  { korean, "UTF-16LE", "", 0, "UTF-16LE" },
  { korean, "UTF-16BE", "", 0, "UTF-16BE" },
  { korean, "EUC-KR", "", 0, "CP949" },
  { "이름\n뷁햏 김설믜\n", "CP949", "", 0, "CP949" },
  { french, "WINDOWS-1252", "", 0, "WINDOWS-1252" },
  { french, "UTF-8", "", 0, "UTF-8" },
  { "name,phone\nSmith,555\n", "UTF-8", "", 0, "UTF-8" },
};

static void
test_encodings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) damage = g_array_new (FALSE, FALSE, sizeof (guint));
      gsize length, text_length;
      g_autofree char *bytes = encode (cases[i].text, cases[i].written_in, cases[i].mark,
                                       cases[i].mark_length, &length);
      const char *found = naru_decode_guess (bytes, length);
      g_autofree char *text = NULL;

      g_test_message ("case %u, %s", i, cases[i].written_in);
      g_assert_cmpstr (found, ==, cases[i].expected);
      text = naru_decode (bytes, length, found, &text_length, damage, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (text_length, ==, strlen (cases[i].text));
      g_assert_cmpuint (damage->len, ==, 0);
    }
}

static void
test_damage (void)
{
  g_autoptr (GArray) damage = g_array_new (FALSE, FALSE, sizeof (guint));
  static const char bytes[] = "성명\n김\xff민수\n박서연\n이\xec\x9d\n최지우 정하늘 한소리\n";
  g_autofree char *text = NULL;

  g_assert_cmpstr (naru_decode_guess (bytes, sizeof bytes - 1), ==, "UTF-8");
  text = naru_decode (bytes, sizeof bytes - 1, "UTF-8", NULL, damage, NULL);
  g_assert_cmpstr (text, ==,
                   "성명\n김\xef\xbf\xbd민수\n박서연\n이\xef\xbf\xbd\n최지우 정하늘 한소리\n");
  g_assert_cmpuint (damage->len, ==, 2);
  g_assert_cmpuint (g_array_index (damage, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (damage, guint, 1), ==, 4);
}

static void
test_damaged_korean (void)
{
  g_autoptr (GArray) damage = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length;
  g_autofree char *bytes = encode (korean, "EUC-KR", "", 0, &length);
  char *name = memchr (bytes, '\n', length);
  g_autofree char *text = NULL;

  /* the second byte of 김 is lost to a 0xff */
  name[2] = (char) 0xff;
  g_assert_cmpstr (naru_decode_guess (bytes, length), ==, "CP949");
  text = naru_decode (bytes, length, "CP949", NULL, damage, NULL);
  g_assert_cmpuint (damage->len, ==, 1);
  g_assert_cmpuint (g_array_index (damage, guint, 0), ==, 2);
  g_assert_nonnull (strstr (text, "박서연,1990-07-01"));
}

static void
test_zeros_and_ends (void)
{
  g_autofree char *text = naru_decode ("a\0b", 3, "UTF-8", NULL, NULL, NULL);
  g_autofree char *half = naru_decode ("a\0b", 3, "UTF-16LE", NULL, NULL, NULL);
  g_autofree char *empty = naru_decode ("", 0, "CP949", NULL, NULL, NULL);

  g_assert_cmpstr (text, ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_cmpstr (half, ==, "a\xef\xbf\xbd");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_names (void)
{
  g_assert_cmpstr (naru_decode_find_encoding ("euc-kr"), ==, "CP949");
  g_assert_cmpstr (naru_decode_find_encoding ("Latin1"), ==, "WINDOWS-1252");
  g_assert_cmpstr (naru_decode_find_encoding ("utf-16le"), ==, "UTF-16LE");
  g_assert_null (naru_decode_find_encoding ("EBCDIC"));
  g_assert_null (naru_decode_find_encoding (NULL));
}

/* Only the sanitizer can tell a sum with a null pointer. */
static void
test_empty (void)
{
  for (const char *const *encoding = naru_decode_encodings (); *encoding != NULL; encoding++)
    {
      gsize length = 1;
      g_autofree char *text = naru_decode (NULL, 0, *encoding, &length, NULL, NULL);

      g_assert_cmpstr (text, ==, "");
      g_assert_cmpuint (length, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/decode/tells-encodings-apart-and-reads-them-whole", test_encodings);
  g_test_add_func ("/exchange/decode/marks-what-is-damaged-and-says-the-line", test_damage);
  g_test_add_func ("/exchange/decode/goes-on-behind-damage-in-korean", test_damaged_korean);
  g_test_add_func ("/exchange/decode/survives-zeros-and-half-characters", test_zeros_and_ends);
  g_test_add_func ("/exchange/decode/an-empty-file-is-an-empty-text", test_empty);
  g_test_add_func ("/exchange/decode/knows-encodings-by-their-other-names", test_names);
  return g_test_run ();
}
