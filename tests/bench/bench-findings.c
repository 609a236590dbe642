/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-findings SENTENCES: findings of a text of 1,000 words made of the sentences (a column "sentence" behind a tab), from
 * scratch, and after one more letter; beside one regular expression with the stems of gender-decoder over the same text, in
 * interleaved pairs. Prints: what, our median in ms, our 95th percentile, the reference in ms. */
#include <string.h>
#include <time.h>

#include "bench.h"
#include "naru-findings.h"

#define ROUNDS 200
#define WORDS 1000

/* Time of the processor, so that what else the machine does is not counted. */
static gint64
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spec);
  return (gint64) spec.tv_sec * G_USEC_PER_SEC + spec.tv_nsec / 1000;
}

static void
print (const char *what, double *ours, double *reference)
{
  qsort (ours, ROUNDS, sizeof (double), bench_compare);
  qsort (reference, ROUNDS, sizeof (double), bench_compare);
  g_print ("%s\t%.3f\t%.3f\t%.3f\n", what, ours[ROUNDS / 2], ours[ROUNDS * 95 / 100],
           reference[ROUNDS / 2]);
}

static GString *
make_text (const char *path, guint *n_words)
{
  GString *text = g_string_new (NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  *n_words = 0;
  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 1; *n_words < WORDS; i = lines[i + 1] != NULL ? i + 1 : 1)
    {
      const char *tab = strchr (lines[i], '\t');
      g_auto (GStrv) words = g_strsplit (tab != NULL ? tab + 1 : lines[i], " ", -1);

      *n_words += g_strv_length (words);
      g_string_append (text, tab != NULL ? tab + 1 : lines[i]);
      /* paragraphs of a few sentences */
      g_string_append (text, i % 4 == 0 ? "\n" : " ");
    }
  return text;
}

static double
check (NaruChecker *checker, const char *text)
{
  gint64 start = now ();
  g_autoptr (NaruDraft) draft = naru_draft_new_from_text (text);
  g_autoptr (GPtrArray) findings = naru_checker_check (checker, draft, NULL);

  return (double) (now () - start) / 1000.0;
}

static double
run_reference (const GRegex *stems, const char *text)
{
  gint64 start = now ();
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (stems, text, 0, &match);
  while (g_match_info_matches (match))
    g_match_info_next (match, NULL);
  return (double) (now () - start) / 1000.0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GRegex) stems = g_regex_new (
      "\\b(active|adventurous|aggress|ambitio|analy|assert|athlet|autonom|battle|boast|challeng|"
      "champion|"
      "compet|confident|courag|decid|defend|determin|domina|driven|fearless|fight|force|greedy|"
      "hierarch|"
      "hostil|impulsive|independen|individual|intellect|lead|logic|objective|opinion|outspoken|"
      "persist|"
      "principle|reckless|stubborn|superior|agree|affectionate|child|cheer|collab|commit|communal|"
      "compassion|connect|considerate|cooperat|depend|emotiona|empath|feel|gentle|honest|"
      "interpersonal|"
      "kind|loyal|modesty|nag|nurtur|pleasant|polite|quiet|respon|sensitiv|submissive|support|"
      "sympath|"
      "tender|together|trust|understand|warm|whin|enthusias|inclusive|yield|share)",
      G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  double fresh[ROUNDS], typed[ROUNDS], reference[ROUNDS], again[ROUNDS];
  g_autoptr (NaruChecker) kept = naru_checker_new (argc > 2 ? argv[2] : "en", NULL);
  g_autoptr (GString) text = NULL;
  guint words;

  if (argc < 2)
    {
      g_printerr ("usage: bench-findings SENTENCES [LANGUAGE]\n");
      return 2;
    }
  text = make_text (argv[1], &words);
  g_print ("first of all\t%.3f\t\t\n", check (kept, text->str));
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (NaruChecker) checker = naru_checker_new (argc > 2 ? argv[2] : "en", NULL);

      fresh[i] = check (checker, text->str);
      reference[i] = again[i] = run_reference (stems, text->str);
      /* in the middle of the text, a letter at a time */
      g_string_insert_c (text, (gssize) (text->len / 2), "etaoin shrdlu"[i % 13]);
      typed[i] = check (kept, text->str);
    }
  print ("1,000 words from scratch", fresh, reference);
  print ("after a keystroke", typed, again);
  return 0;
}
