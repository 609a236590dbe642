/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision and recall of the rules on labelled texts, tests/data/vacancy. Prints each figure; fails below the goal.
 * NARU_LABELS=ko:KR:FILE measures a file of a level, a tab and a text in each line instead, and says what went wrong. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "naru-findings.h"

#define N_COUNTED 2 /* legal and review */

typedef struct
{
  guint right[N_COUNTED];
  guint wrong[N_COUNTED];
  guint missed[N_COUNTED];
} Figures;

typedef struct
{
  guint start;
  guint end;
  const char *level;
} Span;

static const double precision_goals[N_COUNTED] = { 0.95, 0.80 };
static const double recall_goals[N_COUNTED] = { 0.90, 0.80 };

static char **
read_lines (const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("NARU_SOURCE_DIR"), "tests", "data", "vacancy", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
print_figures (const char *what, const Figures *figures, gboolean held)
{
  for (guint level = 0; level < N_COUNTED; level++)
    {
      guint found = figures->right[level] + figures->wrong[level];
      guint there = figures->right[level] + figures->missed[level];
      double precision = found > 0 ? (double) figures->right[level] / found : 1.0;
      double recall = there > 0 ? (double) figures->right[level] / there : 1.0;

      g_test_message ("%s, %s: precision %.3f (%u of %u), recall %.3f (%u of %u)", what,
                      naru_level_get_name ((NaruLevel) level), precision, figures->right[level],
                      found, recall, figures->right[level], there);
      if (held)
        {
          g_assert_cmpfloat (precision, >=, precision_goals[level]);
          g_assert_cmpfloat (recall, >=, recall_goals[level]);
        }
    }
}

/* The gravest level found; a sentence of our own is one case. Missing parts are not what it is about. */
static int
gravest (NaruChecker *checker, const char *sentence)
{
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (sentence);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);
  int level = NARU_N_LEVELS;

  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = findings->pdata[i];

      if (!g_str_has_prefix (finding->rule, "missing."))
        level = MIN (level, (int) finding->level);
    }
  return level;
}

static void
count_sentence (Figures *figures, const char *expected, int found)
{
  for (int level = 0; level < N_COUNTED; level++)
    {
      gboolean is = g_str_equal (expected, naru_level_get_name ((NaruLevel) level));

      figures->right[level] += is && found == level;
      figures->missed[level] += is && found != level;
      figures->wrong[level] += !is && found == level;
    }
}

static void
measure_sentences (const char *name, const char *language, const char *law)
{
  g_auto (GStrv) lines = read_lines (name);
  g_autoptr (NaruChecker) checker = naru_checker_new (language, law);
  Figures halves[2] = { 0 };

  naru_checker_set_today (checker, "2026-11-22");
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      int found = gravest (checker, columns[1]);

      if (!g_str_equal (columns[0],
                        found < NARU_N_LEVELS ? naru_level_get_name ((NaruLevel) found) : "none")
          && (found < N_COUNTED || g_str_equal (columns[0], "legal")
              || g_str_equal (columns[0], "review")))
        g_test_message ("%s:%u: %s", name, i + 1, lines[i]);
      count_sentence (&halves[i % 2], columns[0], found);
    }
  print_figures (name, &halves[1], TRUE);
  print_figures (name, &halves[0], TRUE);
}

static void
test_korean (void)
{
  measure_sentences ("korean.tsv", "ko", "KR");
}

static void
test_fresh_korean (void)
{
  measure_sentences ("korean-fresh.tsv", "ko", "KR");
  measure_sentences ("korean-rounds.tsv", "ko", "KR");
}

static void
test_french (void)
{
  measure_sentences ("french.tsv", "fr", "FR");
}

static void
test_english (void)
{
  measure_sentences ("english.tsv", "en", "GB");
  measure_sentences ("english-fresh.tsv", "en", "GB");
  measure_sentences ("english-rounds.tsv", "en", "GB");
}

static void
test_lawful (void)
{
  g_auto (GStrv) lines = read_lines ("korean-lawful.tsv");
  g_autoptr (NaruChecker) checker = naru_checker_new ("ko", "KR");

  naru_checker_set_today (checker, "2026-11-22");
  g_assert_cmpuint (g_strv_length (lines), >, 200);
  for (guint i = 1; lines[i] != NULL; i++)
    if (gravest (checker, lines[i]) < N_COUNTED)
      {
        g_test_message ("found in a lawful sentence: %s", lines[i]);
        g_test_fail ();
      }
}

/* What the ministry found in advertisements in 2022. */
static void
test_ministry (void)
{
  static const char *const wordings[]
      = { "20세~35세", "25세~30세", "지원자격: 20~35세", "70년생~92년생", "20~30대 우대",
          "남자 23세", "이모님 55세~65세", "남자 23세/이모님 55세~65세", "젊고 활동적이신 분",
          "젊은 인재", "젊은 인재 환영",
          /* and of sex */
          "남자 사원모집", "여자 모집", "여성 우대", "남성 우대", "생산직 남직원", "주방 이모",
          "주방 이모 구함", "주방(男), 홀(女)", "키 172㎝ 이상 훈훈한 외모의 남성", "훈훈한 외모",
          "라벨 부착 및 포장 업무(남 110,000원, 여 97,000원)", "남성 11만원, 여성 9만7000원" };
  g_autoptr (NaruChecker) checker = naru_checker_new ("ko", "KR");

  for (guint i = 0; i < G_N_ELEMENTS (wordings); i++)
    g_assert_cmpint (gravest (checker, wordings[i]), ==, NARU_LEVEL_LEGAL);
}

/* --- real advertisements ----------------------------------------------------------------------------------------- */

static void
span_free (gpointer data)
{
  g_free (data);
}

static GHashTable *
read_spans (void)
{
  GHashTable *spans = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) lines = read_lines ("spans.tsv");

  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 4);
      gpointer key = GUINT_TO_POINTER ((guint) g_ascii_strtoull (columns[0], NULL, 10));
      GPtrArray *list = g_hash_table_lookup (spans, key);
      Span *span = g_new0 (Span, 1);

      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (span_free);
          g_hash_table_insert (spans, key, list);
        }
      span->start = (guint) g_ascii_strtoull (columns[1], NULL, 10);
      span->end = (guint) g_ascii_strtoull (columns[2], NULL, 10);
      span->level = g_intern_string (columns[3]);
      g_ptr_array_add (list, span);
    }
  return spans;
}

static gboolean
touches (const NaruFinding *finding, const Span *span, const char *level)
{
  return g_str_equal (span->level, level) && finding->start < span->end
         && finding->end > span->start;
}

static void
count_advertisement (Figures *figures, guint number, GPtrArray *findings, GPtrArray *spans)
{
  for (int level = 0; level < N_COUNTED; level++)
    {
      const char *name = naru_level_get_name ((NaruLevel) level);

      for (guint i = 0; i < findings->len; i++)
        {
          const NaruFinding *finding = findings->pdata[i];
          gboolean right = FALSE;

          if ((int) finding->level != level || finding->end == 0)
            continue;
          for (guint k = 0; spans != NULL && k < spans->len; k++)
            right = right || touches (finding, spans->pdata[k], name);
          if (!right)
            g_test_message ("%u: %s %u: %s", number, finding->rule, finding->start, finding->text);
          figures->wrong[level] += !right;
        }
      for (guint k = 0; spans != NULL && k < spans->len; k++)
        {
          const Span *span = spans->pdata[k];
          gboolean found = FALSE;

          if (!g_str_equal (span->level, name))
            continue;
          for (guint i = 0; i < findings->len; i++)
            found = found
                    || ((int) ((NaruFinding *) findings->pdata[i])->level == level
                        && touches (findings->pdata[i], span, name));
          if (!found)
            g_test_message ("%u: missed %s %u-%u", number, name, span->start, span->end);
          figures->right[level] += found;
          figures->missed[level] += !found;
        }
    }
}

static void
test_real (void)
{
  const char *folder = g_getenv ("NARU_SHARED_DATA");
  g_autofree char *path
      = folder != NULL ? g_build_filename (folder, "ads", "emscad500.jsonl", NULL) : NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) spans = NULL;
  g_autoptr (NaruChecker) checker = NULL;
  Figures halves[2] = { 0 };

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("NARU_SHARED_DATA is not set");
      return;
    }
  spans = read_spans ();
  checker = naru_checker_new ("en", "GB");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *advertisement = json_node_get_object (node);
      guint number = (guint) g_ascii_strtoull (json_object_get_string_member (advertisement, "id"),
                                               NULL, 10);
      g_autofree char *whole
          = g_strconcat (json_object_get_string_member (advertisement, "title"), "\n",
                         json_object_get_string_member (advertisement, "text"), NULL);
      g_autoptr (NaruDraft) draft = naru_draft_new_from_text (whole);
      g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);

      count_advertisement (&halves[number % 2], number, findings,
                           g_hash_table_lookup (spans, GUINT_TO_POINTER (number)));
    }
  print_figures ("advertisements, the half that rules were written by", &halves[1], TRUE);
  print_figures ("advertisements, the other half", &halves[0], TRUE);
}

/* What somebody else labelled: every line that is not as labelled, and the figures. */
static int
measure_file (const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 3);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruChecker) checker = NULL;
  Figures figures = { 0 };

  if (g_strv_length (parts) < 3 || !g_file_get_contents (parts[2], &text, NULL, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "NARU_LABELS=LANGUAGE:LAW:FILE");
      return 1;
    }
  setlocale (LC_ALL, "");
  checker = naru_checker_new (parts[0], parts[1]);
  naru_checker_set_today (checker, "2026-11-22");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      g_autoptr (NaruDraft) draft = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      int found;

      if (g_strv_length (columns) < 2)
        continue;
      found = gravest (checker, columns[1]);
      count_sentence (&figures, columns[0], found);
      if (g_str_equal (columns[0],
                       found < NARU_N_LEVELS ? naru_level_get_name ((NaruLevel) found) : "none"))
        continue;
      g_print ("%s\n", lines[i]);
      draft = naru_draft_new_from_text (columns[1]);
      findings = naru_checker_check (checker, draft, NULL);
      for (guint k = 0; k < findings->len; k++)
        {
          const NaruFinding *finding = findings->pdata[k];

          if (!g_str_has_prefix (finding->rule, "missing."))
            g_print ("    %s %s: %s\n", naru_level_get_name (finding->level), finding->rule,
                     finding->text);
        }
    }
  print_figures (parts[2], &figures, FALSE);
  return 0;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("NARU_LABELS") != NULL)
    return measure_file (g_getenv ("NARU_LABELS"));
  g_test_add_func ("/vacancy/labels/Korean sentences", test_korean);
  g_test_add_func ("/vacancy/labels/Korean sentences that are newer than the rules",
                   test_fresh_korean);
  g_test_add_func ("/vacancy/labels/French sentences", test_french);
  g_test_add_func ("/vacancy/labels/lawful Korean sentences", test_lawful);
  g_test_add_func ("/vacancy/labels/what the Korean ministry found", test_ministry);
  g_test_add_func ("/vacancy/labels/English sentences", test_english);
  g_test_add_func ("/vacancy/labels/real advertisements", test_real);
  return g_test_run ();
}
