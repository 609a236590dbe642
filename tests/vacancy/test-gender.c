/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gender-coded words: verdicts are those of gender-decoder. */
#include <json-glib/json-glib.h>

#include "naru-findings.h"

static const char *
verdict_of (const char *text)
{
  NaruGenderVerdict verdict;

  naru_gender_decode (text, FALSE, &verdict);
  return verdict.verdict;
}

static void
test_verdicts (void)
{
  g_assert_cmpstr (verdict_of (""), ==, "empty");
  g_assert_cmpstr (verdict_of ("A cook for our canteen."), ==, "empty");
  g_assert_cmpstr (verdict_of ("A confident and warm cook."), ==, "neutral");
  g_assert_cmpstr (verdict_of ("A confident cook."), ==, "masculine-coded");
  g_assert_cmpstr (verdict_of ("Active, fearless, stubborn and outspoken."), ==,
                   "strongly masculine-coded");
  g_assert_cmpstr (verdict_of ("Warm."), ==, "feminine-coded");
  /* "interpersonal" begins with two stems */
  g_assert_cmpstr (verdict_of ("Interpersonal, warm, gentle"), ==, "strongly feminine-coded");
  g_assert_cmpstr (verdict_of ("SharePoint"), ==, "empty");
}

static void
test_hyphens (void)
{
  NaruGenderVerdict verdict;

  /* the word behind the first one stays whole, as in gender-decoder */
  naru_gender_decode ("a well-led b team-led c work-led", FALSE, &verdict);
  g_assert_cmpuint (verdict.masculine, ==, 0);
  naru_gender_decode ("one self-reliant two strong-active three", FALSE, &verdict);
  g_assert_cmpuint (verdict.masculine, ==, 2);
  naru_gender_decode ("results-driven", FALSE, &verdict);
  g_assert_cmpuint (verdict.masculine, ==, 1);
  naru_gender_decode ("word results-driven", FALSE, &verdict);
  g_assert_cmpuint (verdict.masculine, ==, 0);
}

static void
test_words (void)
{
  const char *text = "Ein warm-hearted, aggressive é leader";
  NaruGenderVerdict verdict;
  g_autoptr (GArray) words = NULL;
  const NaruCodedWord *word;

  naru_gender_decode (text, TRUE, &verdict);
  words = verdict.words;
  g_assert_cmpuint (words->len, ==, 3);
  word = &g_array_index (words, NaruCodedWord, 1);
  g_assert_cmpint (g_ascii_strncasecmp (text + word->start, "aggressive", word->end - word->start),
                   ==, 0);
  g_assert_false (word->feminine);
  g_assert_true (g_array_index (words, NaruCodedWord, 2).structural);
}

static GHashTable *
read_expected (const char *folder)
{
  GHashTable *expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_build_filename (folder, "rules", "gender_decoder_emscad500.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return expected;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", 3);

      if (g_strv_length (cells) == 3)
        g_hash_table_insert (expected, g_strdup (cells[1]), g_strdup (cells[2]));
    }
  return expected;
}

/* Real advertisements, and what the unmodified gender-decoder says of each. */
static void
test_real (void)
{
  const char *folder = g_getenv ("NARU_SHARED_DATA");
  g_autoptr (GHashTable) expected = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  path = folder != NULL ? g_build_filename (folder, "ads", "emscad500.jsonl", NULL) : NULL;
  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("NARU_SHARED_DATA is not set");
      return;
    }
  expected = read_expected (folder);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *advertisement = json_node_get_object (node);
      g_autofree char *whole
          = g_strconcat (json_object_get_string_member (advertisement, "title"), "\n",
                         json_object_get_string_member (advertisement, "text"), NULL);
      g_autofree char *said = NULL;
      NaruGenderVerdict verdict;

      naru_gender_decode (whole, FALSE, &verdict);
      said = g_strdup_printf ("%u,%u,%s", verdict.masculine, verdict.feminine, verdict.verdict);
      g_assert_cmpstr (
          said, ==,
          g_hash_table_lookup (expected, json_object_get_string_member (advertisement, "id")));
      n++;
    }
  g_assert_cmpuint (n, ==, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy/gender/a verdict follows from the counts", test_verdicts);
  g_test_add_func ("/vacancy/gender/hyphens count as in gender-decoder", test_hyphens);
  g_test_add_func ("/vacancy/gender/words are marked", test_words);
  g_test_add_func ("/vacancy/gender/500 real advertisements get gender-decoder's verdict",
                   test_real);
  return g_test_run ();
}
