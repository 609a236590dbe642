/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vocabularies: what they answer, how they are searched, and that every table that is built in is sound. */
#include "naru-vocabulary-private.h"

#include <string.h>

#define TABLE                                                                                      \
  "code\tparent\ten\tko\tfr\talso\n"                                                               \
  "KR\t\tSouth Korea\t대한민국\tCorée du Sud\n"                                               \
  "KR-26\tKR\tBusan\t부산광역시\tBusan\t부산\n"                                             \
  "KR-41\tKR\tGyeonggi\t경기도\tGyeonggi\t경기\n"                                             \
  "KR-26110\tKR-26\tJung-gu\t중구\tJung-gu\n"                                                    \
  "KR-28110\tKR\tJung-gu\t중구\tJung-gu\n"                                                       \
  "KR-41110\tKR-41\tSuwon\t수원시\tSuwon\n"                                                     \
  "KR-41111\tKR-41110\tJangan-gu\t장안구\tJangan-gu\n"                                          \
  "225\t\tVeterinarians\t수의사\tVétérinaires\n"                                              \
  "2250\t225\tVeterinarians\t수의사\tVétérinaires\n"                                          \
  "2635\t\tSocial work professionals\t사회복지 전문가\tSpécialistes du travail social\n"   \
  "5120\t\tCooks\t조리사\tCuisiniers\n"                                                         \
  "7522\t\tCabinet-makers\t가구 제조원\tÉbénistes, cœur d’atelier\n"

static NaruVocabulary *
make_vocabulary (void)
{
  NaruVocabulary *self = naru_vocabulary_new ("test");

  g_assert_cmpuint (naru_vocabulary_load_table (self, TABLE), ==, 0);
  return self;
}

static void
assert_first (NaruVocabulary *self, const char *text, const char *expected)
{
  g_auto (GStrv) codes = naru_vocabulary_search (self, text, 1);

  g_assert_cmpstr (codes[0], ==, expected);
}

static void
assert_code_for (NaruVocabulary *self, const char *text, const char *expected)
{
  g_autofree char *code = naru_vocabulary_code_for (self, text);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_unknown_name (void)
{
  g_assert_null (naru_vocabulary_get (NULL));
  g_assert_null (naru_vocabulary_get ("no-such-list"));
  g_assert_true (g_strv_contains (naru_vocabulary_names (), "isco08"));
  g_assert_true (g_strv_contains (naru_vocabulary_names (), "weekday"));
}

static void
test_unknown_code (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();
  g_auto (GStrv) children = naru_vocabulary_children (self, "nothing");

  g_assert_false (naru_vocabulary_has (self, "nothing"));
  g_assert_false (naru_vocabulary_has (self, NULL));
  g_assert_null (naru_vocabulary_label (self, "nothing"));
  g_assert_null (naru_vocabulary_label_in (self, "nothing", "ko"));
  g_assert_null (naru_vocabulary_full_label (self, NULL));
  g_assert_null (naru_vocabulary_parent (self, "nothing"));
  g_assert_null (naru_vocabulary_code_at (self, 100000));
  g_assert_null (children[0]);
}

static void
test_labels_follow_language (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();
  g_autofree char *english = NULL, *korean = NULL;

  g_setenv ("LANGUAGE", "de:en", TRUE);
  g_assert_cmpstr (naru_vocabulary_label (self, "5120"), ==, "Cooks");
  english = naru_vocabulary_full_label (self, "KR-41111");
  g_assert_cmpstr (english, ==, "Jangan-gu, Suwon, Gyeonggi");
  g_setenv ("LANGUAGE", "fr_CA:fr", TRUE);
  g_assert_cmpstr (naru_vocabulary_label (self, "5120"), ==, "Cuisiniers");
  g_setenv ("LANGUAGE", "ko", TRUE);
  g_assert_cmpstr (naru_vocabulary_label (self, "5120"), ==, "조리사");
  korean = naru_vocabulary_full_label (self, "KR-41111");
  g_assert_cmpstr (korean, ==, "경기도 수원시 장안구");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "5120", "en"), ==, "Cooks");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "5120", "fr_FR.UTF-8"), ==, "Cuisiniers");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "5120", "fro"), ==, "Cooks");
  g_unsetenv ("LANGUAGE");
}

static void
test_search_best_first (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();
  g_auto (GStrv) by_code = naru_vocabulary_search (self, "kr-26", 0);
  g_auto (GStrv) all = naru_vocabulary_search (self, " ", 3);
  g_auto (GStrv) none = naru_vocabulary_search (self, "zzz", 0);

  g_assert_cmpuint (g_strv_length (by_code), ==, 2);
  g_assert_cmpstr (by_code[0], ==, "KR-26");
  g_assert_cmpstr (by_code[1], ==, "KR-26110");
  g_assert_cmpuint (g_strv_length (all), ==, 3);
  g_assert_cmpstr (all[0], ==, "KR");
  g_assert_null (none[0]);
  assert_first (self, "cook", "5120");
  assert_first (self, "조리", "5120");
  assert_first (self, "work profess", "2635");
  assert_first (self, "profess SOCIAL", "2635");
  assert_first (self, "ofession", "2635");
}

static void
test_search_folds (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();

  assert_first (self, "ebenistes coeur", "7522");
  assert_first (self, "atelier", "7522");
  assert_first (self, "coeur d'atelier", "7522");
  assert_first (self, "\xff\xfe", NULL);
  assert_first (self, "VÉTÉRINAIRES", "225");
  assert_first (self, "cabinet makers", "7522");
  assert_first (self, "사회복지전문가", "2635");
  assert_first (self, "\u1109\u116e\u110b\u1174", "225"); /* 수의, decomposed */
}

static void
test_search_uses_wider_terms (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();
  g_auto (GStrv) codes = naru_vocabulary_search (self, "부산 중구", 0);

  g_assert_cmpuint (g_strv_length (codes), ==, 1);
  g_assert_cmpstr (codes[0], ==, "KR-26110");
}

static void
test_code_for (void)
{
  g_autoptr (NaruVocabulary) self = make_vocabulary ();

  assert_code_for (self, " kr-26 ", "KR-26");
  assert_code_for (self, "cooks", "5120");
  assert_code_for (self, "조리사", "5120");
  assert_code_for (self, "CUISINIERS", "5120");
  assert_code_for (self, "가구제조원", "7522");
  assert_code_for (self, "부산", "KR-26");
  assert_code_for (self, "수의사", "2250");
  assert_code_for (self, "중구", NULL);
  assert_code_for (self, "부산 중구", "KR-26110");
  assert_code_for (self, "Jung-gu, Busan", "KR-26110");
  assert_code_for (self, "경기 수원시 장안구", "KR-41111");
  assert_code_for (self, "경기도 장안구", "KR-41111");
  assert_code_for (self, "부산 장안구", NULL);
  assert_code_for (self, "", NULL);
  assert_code_for (self, "…", NULL);
  assert_code_for (self, NULL, NULL);
}

static void
test_table_faults (void)
{
  static const char *const faulty[] = {
    "head\n1\t\tOne\t하나\n",
    "head\n1\t\tOne\t하나\tUn\t\t\n",
    "head\n1\t\t\t하나\tUn\n",
    "head\n1\t\tOne\t하나\tUn\n1\t\tOne\t하나\tUn\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autoptr (NaruVocabulary) self = naru_vocabulary_new ("faulty");

      g_assert_cmpuint (naru_vocabulary_load_table (self, faulty[i]), ==, i < 3 ? 2 : 3);
    }
}

static void
assert_hangul (const char *vocabulary, const char *code, const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HANGUL)
      return;
  g_error ("%s %s: the Korean label is not Korean: %s", vocabulary, code, label);
}

static void
assert_clean (const char *vocabulary, const char *code, const char *label)
{
  if (g_ascii_isspace (*label) || g_str_has_suffix (label, " ") || strstr (label, "  ") != NULL
      || strchr (label, '\t') != NULL || !g_utf8_validate (label, -1, NULL))
    g_error ("%s %s: odd spaces in: %s", vocabulary, code, label);
}

static void
test_tables_are_sound (void)
{
  static const char *const tables[] = { "isco08", "isic4", "isced", "cefr", "digcomp", "measures" };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      NaruVocabulary *self = naru_vocabulary_get (tables[t]);

      for (guint i = 0; i < naru_vocabulary_size (self); i++)
        {
          const char *code = naru_vocabulary_code_at (self, i);
          const char *parent = naru_vocabulary_parent (self, code);

          g_assert_true (parent == NULL || naru_vocabulary_has (self, parent));
          assert_clean (tables[t], code, naru_vocabulary_label_in (self, code, "en"));
          assert_clean (tables[t], code, naru_vocabulary_label_in (self, code, "fr"));
          assert_clean (tables[t], code, naru_vocabulary_label_in (self, code, "ko"));
          assert_hangul (tables[t], code, naru_vocabulary_label_in (self, code, "ko"));
        }
    }
}

static void
test_terms_are_there (void)
{
  NaruVocabulary *self = naru_vocabulary_get ("weekday");

  g_assert_cmpuint (naru_vocabulary_size (self), ==, 7);
  g_assert_cmpstr (naru_vocabulary_label_in (self, "mon", "en"), ==, "Monday");
  assert_code_for (self, "monday", "mon");
}

static void
test_iso_lists (void)
{
  NaruVocabulary *languages = naru_vocabulary_get ("languages");
  NaruVocabulary *countries = naru_vocabulary_get ("countries");
  NaruVocabulary *currencies = naru_vocabulary_get ("currencies");

  g_assert_cmpuint (naru_vocabulary_size (languages), >=, 40);
  g_assert_cmpuint (naru_vocabulary_size (countries), >=, 40);
  g_assert_cmpuint (naru_vocabulary_size (currencies), >=, 40);
  g_assert_cmpstr (naru_vocabulary_label_in (languages, "vi", "ko"), ==, "베트남어");
  g_assert_cmpstr (naru_vocabulary_label_in (countries, "KR", "fr"), ==, "Corée du Sud");
  g_assert_cmpstr (naru_vocabulary_label_in (currencies, "KRW", "ko"), ==, "대한민국 원");
  g_assert_cmpstr (naru_vocabulary_code_at (countries, 0), ==, "KR");
  assert_code_for (countries, "Vietnam", "VN");
  assert_code_for (languages, "anglais", "en");
  assert_first (languages, "ko", "ko");
}

static void
test_iso_package_absent (void)
{
  g_autoptr (NaruVocabulary) self = naru_vocabulary_new ("languages");

  g_assert_true (naru_vocabulary_load_resource (self, "languages"));
  naru_vocabulary_load_iso (self, "/nonexistent", "/nonexistent");
  g_assert_cmpuint (naru_vocabulary_size (self), >=, 40);
  g_assert_cmpstr (naru_vocabulary_label_in (self, "en", "ko"), ==, "영어");
}

static void
test_regions (void)
{
  NaruVocabulary *self = naru_vocabulary_get ("regions");

  for (guint i = 0; i < naru_vocabulary_size (self); i++)
    {
      const char *code = naru_vocabulary_code_at (self, i);
      const char *parent = naru_vocabulary_parent (self, code);

      if (parent != NULL && !naru_vocabulary_has (self, parent))
        g_error ("regions %s: no %s", code, parent);
      if (parent == NULL && code[2] != '\0')
        g_error ("regions %s: belongs to no country", code);
      if (g_str_has_prefix (code, "KR"))
        assert_hangul ("regions", code, naru_vocabulary_label_in (self, code, "ko"));
    }
  g_assert_cmpstr (naru_vocabulary_parent (self, "KR-11"), ==, "KR");
}

static void
test_korean_districts (void)
{
  NaruVocabulary *self = naru_vocabulary_get ("regions");
  g_auto (GStrv) provinces = naru_vocabulary_children (self, "KR");
  g_auto (GStrv) suwon = naru_vocabulary_children (self, "KR-41110");
  guint n_districts = 0;

  for (guint i = 0; i < naru_vocabulary_size (self); i++)
    n_districts += g_str_has_prefix (naru_vocabulary_code_at (self, i), "KR-")
                   && strlen (naru_vocabulary_code_at (self, i)) == strlen ("KR-11110");
  g_assert_cmpuint (g_strv_length (provinces), ==, 17);
  g_assert_cmpuint (g_strv_length (suwon), ==, 4);
  /* 75 cities, 82 counties, 70 districts with a council of their own, 39 districts of cities, 2 cities of Jeju. */
  g_assert_cmpuint (n_districts, ==, 268);
  assert_code_for (self, "서울특별시 종로구", "KR-11110");
  assert_code_for (self, "서울 강남", "KR-11680");
  assert_code_for (self, "경기도 수원시 장안구", "KR-41111");
  assert_code_for (self, "경기 광주시", "KR-41610");
  assert_code_for (self, "광주 북구", "KR-29170");
  assert_code_for (self, "포항시 북구", "KR-47113");
  assert_code_for (self, "전남광주통합특별시 여수시", "KR-46130");
  assert_code_for (self, "제주", "KR-49");
  assert_code_for (self, "중구", NULL);
  assert_first (self, "수원", "KR-41110");
  assert_first (self, "대구 중구", "KR-27110");
}

/* Reads a file of comma-separated values with quoted, multi-line cells: an array of rows. */
static GPtrArray *
read_csv (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gboolean quoted = FALSE;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (quoted && p[0] == '"' && p[1] == '"')
        g_string_append_c (cell, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == ',' || *p == '\n'))
        {
          g_strv_builder_add (row, g_strstrip (cell->str));
          g_string_truncate (cell, 0);
          if (*p == '\n')
            {
              g_ptr_array_add (rows, g_strv_builder_end (row));
              g_clear_pointer (&row, g_strv_builder_unref);
              row = g_strv_builder_new ();
            }
        }
      else if (*p != '\r')
        g_string_append_c (cell, *p);
    }
  return rows;
}

/* One column of a file, by the code in its first column; %NULL, with the test skipped, where there is no such file. */
static GHashTable *
read_published (const char *file, const char *column)
{
  const char *folder = g_getenv ("NARU_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GHashTable *values;
  guint at = 0;

  if (folder == NULL || *folder == '\0')
    {
      g_test_skip ("NARU_SHARED_DATA is not set");
      return NULL;
    }
  path = g_build_filename (folder, "classifications", file, NULL);
  rows = read_csv (path);
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (!g_str_equal (((char **) rows->pdata[0])[at], column))
    at++;
  for (guint i = 1; i < rows->len; i++)
    g_hash_table_insert (values, g_strdup (((char **) rows->pdata[i])[0]),
                         g_strdup (((char **) rows->pdata[i])[at]));
  return values;
}

static void
assert_same_labels (NaruVocabulary *self, GHashTable *published, const char *language)
{
  GHashTableIter iter;
  gpointer code, label;

  g_assert_cmpuint (naru_vocabulary_size (self), ==, g_hash_table_size (published));
  g_hash_table_iter_init (&iter, published);
  while (g_hash_table_iter_next (&iter, &code, &label))
    {
      const char *ours = naru_vocabulary_label_in (self, code, language);

      /* The published French label of 8181 lost its first word. */
      if (ours != NULL && g_str_equal (code, "8181") && g_str_equal (language, "fr"))
        g_assert_true (g_str_has_suffix (ours, label));
      else
        g_assert_cmpstr (ours, ==, label);
    }
}

static void
test_isco_is_the_published_one (void)
{
  NaruVocabulary *self = naru_vocabulary_get ("isco08");
  g_autoptr (GHashTable) english = read_published ("isco08_en.csv", "title_en");
  g_autoptr (GHashTable) french = NULL;
  guint levels[5] = { 0 };

  if (english == NULL)
    return;
  french = read_published ("isco08_labels_26lang.csv", "fr");
  assert_same_labels (self, english, "en");
  assert_same_labels (self, french, "fr");
  for (guint i = 0; i < naru_vocabulary_size (self); i++)
    {
      const char *code = naru_vocabulary_code_at (self, i);
      g_autofree char *parent = g_strndup (code, strlen (code) - 1);

      levels[strlen (code)]++;
      g_assert_cmpstr (naru_vocabulary_parent (self, code), ==, *parent != '\0' ? parent : NULL);
    }
  g_assert_cmpuint (levels[1], ==, 10);
  g_assert_cmpuint (levels[2], ==, 43);
  g_assert_cmpuint (levels[3], ==, 130);
  g_assert_cmpuint (levels[4], ==, 436);
}

static void
test_measures_are_the_published_ones (void)
{
  NaruVocabulary *self = naru_vocabulary_get ("measures");
  g_auto (GStrv) top = naru_vocabulary_children (self, NULL);
  g_autofree char *classes = g_strjoinv (" ", top);

  g_assert_cmpstr (classes, ==, "10 20 40 50 60 70 80 90");
  g_assert_cmpstr (naru_vocabulary_parent (self, "43"), ==, "40");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "10", "en"), ==, "PES and administration");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "13", "en"), ==,
                   "Other or not separately identified administration costs");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "43", "en"), ==, "Job rotation and job sharing");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "50", "en"), ==,
                   "Sheltered and supported employment and rehabilitation");
  g_assert_cmpstr (naru_vocabulary_label_in (self, "80", "en"), ==,
                   "Out-of-work income maintenance and support");
}

static void
test_isic_is_the_published_one (void)
{
  g_autoptr (GHashTable) english = read_published ("isic_rev4_en.csv", "title_en");
  g_autoptr (GHashTable) parents = NULL;
  NaruVocabulary *self = naru_vocabulary_get ("isic4");

  if (english == NULL)
    return;
  assert_same_labels (self, english, "en");
  g_assert_cmpuint (naru_vocabulary_size (self), ==, 766);
  parents = read_published ("isic_rev4_en.csv", "parent");
  for (guint i = 0; i < naru_vocabulary_size (self); i++)
    {
      const char *code = naru_vocabulary_code_at (self, i);
      const char *parent = naru_vocabulary_parent (self, code);

      g_assert_cmpstr (parent == NULL ? "" : parent, ==, g_hash_table_lookup (parents, code));
    }
}

static gpointer
search_thread (gpointer data)
{
  naru_vocabulary_prepare_all ();
  for (guint i = 0; i < 20; i++)
    for (const char *const *name = naru_vocabulary_names (); *name != NULL; name++)
      {
        NaruVocabulary *self = naru_vocabulary_get (*name);
        g_auto (GStrv) codes = naru_vocabulary_search (self, "a", 5);
        g_autofree char *code = naru_vocabulary_code_for (self, "nothing of that name");

        g_assert_nonnull (codes);
        g_assert_null (code);
      }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* A centre's own terms stand after those of every centre; those who read the vocabulary before go on with it. */
static void
test_extend (void)
{
  static const NaruVocabularyTerm terms[] = { { "pilot", "Pilot year", "시범 연도", NULL },
                                              { "diagnosis", "Something else", NULL, NULL } };
  NaruVocabulary *before = naru_vocabulary_get ("programme-stage");
  guint n = naru_vocabulary_size (before);
  NaruVocabulary *after;

  g_assert_true (naru_vocabulary_extend ("programme-stage", terms, 2));
  g_assert_false (naru_vocabulary_extend ("programme-stage", terms, 2));
  after = naru_vocabulary_get ("programme-stage");
  g_assert_cmpuint (naru_vocabulary_size (after), ==, n + 1);
  g_assert_cmpstr (naru_vocabulary_code_at (after, n), ==, "pilot");
  g_assert_cmpstr (naru_vocabulary_label_in (after, "pilot", "ko"), ==, "시범 연도");
  g_assert_cmpstr (naru_vocabulary_label_in (after, "pilot", "fr"), ==, "Pilot year");
  g_assert_cmpstr (naru_vocabulary_label (after, "diagnosis"), !=, "Something else");
  g_assert_false (naru_vocabulary_has (before, "pilot"));
  g_assert_true (naru_vocabulary_extend ("programme-stage", NULL, 0));
  g_assert_cmpuint (naru_vocabulary_size (naru_vocabulary_get ("programme-stage")), ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First, so that several threads ask for a vocabulary that nobody has read yet. */
  g_test_add_func ("/model/vocabulary/is-read-once-by-many-threads", test_threads);
  g_test_add_func ("/model/vocabulary/an-unknown-name-is-no-vocabulary", test_unknown_name);
  g_test_add_func ("/model/vocabulary/an-unknown-code-has-no-label", test_unknown_code);
  g_test_add_func ("/model/vocabulary/labels-follow-the-language", test_labels_follow_language);
  g_test_add_func ("/model/vocabulary/search-finds-the-best-first", test_search_best_first);
  g_test_add_func ("/model/vocabulary/search-ignores-accents-case-and-spaces", test_search_folds);
  g_test_add_func ("/model/vocabulary/search-takes-words-of-wider-terms",
                   test_search_uses_wider_terms);
  g_test_add_func ("/model/vocabulary/an-import-finds-codes-and-never-guesses", test_code_for);
  g_test_add_func ("/model/vocabulary/a-faulty-table-is-refused", test_table_faults);
  g_test_add_func ("/model/vocabulary/built-in-tables-are-sound", test_tables_are_sound);
  g_test_add_func ("/model/vocabulary/terms-of-the-program-are-vocabularies", test_terms_are_there);
  g_test_add_func ("/model/vocabulary/languages-countries-currencies-are-there", test_iso_lists);
  g_test_add_func ("/model/vocabulary/without-iso-codes-the-short-lists-stay",
                   test_iso_package_absent);
  g_test_add_func ("/model/vocabulary/every-region-belongs-to-a-country", test_regions);
  g_test_add_func ("/model/vocabulary/every-district-of-korea-is-found-by-its-address",
                   test_korean_districts);
  g_test_add_func ("/model/vocabulary/isco-08-is-the-published-one",
                   test_isco_is_the_published_one);
  g_test_add_func ("/model/vocabulary/measure-classes-are-the-published-ones",
                   test_measures_are_the_published_ones);
  g_test_add_func ("/model/vocabulary/a-centre-adds-terms-of-its-own", test_extend);
  g_test_add_func ("/model/vocabulary/isic-4-is-the-published-one", test_isic_is_the_published_one);
  return g_test_run ();
}
