/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gender-coded words, exactly as gender-decoder counts them (https://github.com/lovedaybrooke/gender-decoder, MIT), after
 * Gaucher, Friesen & Kay 2011, Journal of Personality and Social Psychology 101:109. */
#include "naru-findings.h"

#include <string.h>

static const char *const masculine[] = {
  "active",        "adventurous",   "aggress",     "ambitio",        "analy",        "assert",
  "athlet",        "autonom",       "battle",      "boast",          "challeng",     "champion",
  "compet",        "confident",     "courag",      "decid",          "decision",     "decisive",
  "defend",        "determin",      "domina",      "dominant",       "driven",       "fearless",
  "fight",         "force",         "greedy",      "head-strong",    "headstrong",   "hierarch",
  "hostil",        "impulsive",     "independen",  "individual",     "intellect",    "lead",
  "logic",         "objective",     "opinion",     "outspoken",      "persist",      "principle",
  "reckless",      "self-confiden", "self-relian", "self-sufficien", "selfconfiden", "selfrelian",
  "selfsufficien", "stubborn",      "superior",    "unreasonab",     NULL,
};

static const char *const feminine[] = {
  "agree",         "affectionate",   "child",
  "cheer",         "collab",         "commit",
  "communal",      "compassion",     "connect",
  "considerate",   "cooperat",       "co-operat",
  "depend",        "emotiona",       "empath",
  "feel",          "flatterable",    "gentle",
  "honest",        "interpersonal",  "interdependen",
  "interpersona",  "inter-personal", "inter-dependen",
  "inter-persona", "kind",           "kinship",
  "loyal",         "modesty",        "nag",
  "nurtur",        "pleasant",       "polite",
  "quiet",         "respon",         "sensitiv",
  "submissive",    "support",        "sympath",
  "tender",        "together",       "trust",
  "understand",    "warm",           "whin",
  "enthusias",     "inclusive",      "yield",
  "share",         "sharin",         NULL,
};

/* Words that name a part of the advertisement, the job or the employer rather than a trait. */
static const char *const structural[] = {
  "respon",     "analy",      "support",   "objective", "competitive", "individual", "lead",
  "child",      "decision",   "principle", "commit",    "share",       "challeng",   "kind",
  "understand", "force",      "connect",   "logic",     "determin",    "trust",      "agree",
  "depend",     "independen", "opinion",   NULL,
};

/* What gender-decoder takes for the end of a word, besides space and what is not ASCII. "/" and "&" are among them. */
#define SEPARATORS ".,<>*?![]@':;()/&\""

static gboolean
separates (guchar byte)
{
  return byte >= 128 || (byte >= 0x1c && byte <= 0x20) || (byte >= 0x09 && byte <= 0x0d)
         || (byte != '\0' && strchr (SEPARATORS, byte) != NULL);
}

static gboolean
starts_with (const char *word, gsize length, const char *stem)
{
  gsize n = strlen (stem);

  return n <= length && g_ascii_strncasecmp (word, stem, n) == 0;
}

static guint
count_stems (const char *word, gsize length, const char *const *stems)
{
  guint n = 0;

  /* a product */
  if (starts_with (word, length, "sharepoint"))
    return 0;
  for (guint i = 0; stems[i] != NULL; i++)
    n += stems[i][0] == g_ascii_tolower (*word) && starts_with (word, length, stems[i]);
  return n;
}

static gboolean
has_coded_hyphen (const char *word, gsize length)
{
  for (guint i = 0; masculine[i] != NULL; i++)
    if (strchr (masculine[i], '-') != NULL && starts_with (word, length, masculine[i]))
      return TRUE;
  for (guint i = 0; feminine[i] != NULL; i++)
    if (strchr (feminine[i], '-') != NULL && starts_with (word, length, feminine[i]))
      return TRUE;
  return FALSE;
}

static void
count_word (NaruGenderVerdict *verdict, const char *text, gsize start, gsize end)
{
  const char *word = text + start;
  gsize length = end - start;
  guint m = length > 0 ? count_stems (word, length, masculine) : 0;
  guint f = length > 0 ? count_stems (word, length, feminine) : 0;

  verdict->masculine += m;
  verdict->feminine += f;
  if (verdict->words != NULL && m + f > 0)
    {
      NaruCodedWord coded
          = { (guint) start, (guint) end, f > 0, count_stems (word, length, structural) > 0 };

      g_array_append_val (verdict->words, coded);
    }
}

/* Parts of a word with hyphens; a hyphen at the end leaves the word. */
static void
count_parts (NaruGenderVerdict *verdict, const char *text, gsize start, gsize end)
{
  gsize from = start;

  for (gsize at = start; at <= end; at++)
    if (at == end || text[at] == '-')
      {
        count_word (verdict, text, from, at);
        from = at + 1;
      }
}

static const char *
name_verdict (guint masculine_words, guint feminine_words)
{
  int score = (int) feminine_words - (int) masculine_words;

  if (score == 0)
    return masculine_words > 0 ? "neutral" : "empty";
  if (score > 0)
    return score > 3 ? "strongly feminine-coded" : "feminine-coded";
  return score < -3 ? "strongly masculine-coded" : "masculine-coded";
}

/**
 * naru_gender_decode:
 * @text: an English text: title, a line break, and the rest
 * @with_words: whether the words are wanted, too
 * @verdict: (out caller-allocates): counts, verdict and words; the words are freed with g_array_unref()
 *
 * Counts each pair of a word and a stem that it begins with. Words with a hyphen count by their parts, unless a coded word with
 * a hyphen begins them; as in gender-decoder, the word behind the first that is taken apart stays whole, and so does a word that
 * begins with a hyphen: it changes a list while going over it, and verdicts are to be the same. "empty" is a text without
 * coded words, "sharepoint" no sharing.
 */
void
naru_gender_decode (const char *text, gboolean with_words, NaruGenderVerdict *verdict)
{
  gboolean taken_apart = FALSE, skip = FALSE;
  gsize start = 0;

  memset (verdict, 0, sizeof *verdict);
  if (with_words)
    verdict->words = g_array_new (FALSE, FALSE, sizeof (NaruCodedWord));
  for (gsize at = 0;; at++)
    {
      if (text[at] != '\0' && !separates ((guchar) text[at]))
        continue;
      if (at > start)
        {
          gboolean whole
              = skip || text[start] == '-' || has_coded_hyphen (text + start, at - start);

          skip = FALSE;
          if (whole)
            count_word (verdict, text, start, at);
          else
            count_parts (verdict, text, start, at);
          if (!whole && !taken_apart)
            taken_apart = skip = TRUE;
        }
      start = at + 1;
      if (text[at] == '\0')
        break;
    }
  verdict->verdict = name_verdict (verdict->masculine, verdict->feminine);
}
