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

typedef struct
{
  const char *stem;
  gsize length;
  enum
  {
    MASCULINE,
    FEMININE,
    STRUCTURAL,
    N_KINDS,
  } kind;
} Stem;

/* Stems by their first letter, and which bytes end a word: thousands of words are looked up at each keystroke. */
typedef struct
{
  gboolean separates[256];
  GArray *stems[256];
} Table;

static void
add_stems (Table *table, const char *const *stems, int kind)
{
  for (; *stems != NULL; stems++)
    {
      Stem stem = { *stems, strlen (*stems), kind };
      guchar first = (guchar) stem.stem[0];

      if (table->stems[first] == NULL)
        table->stems[first] = g_array_new (FALSE, FALSE, sizeof (Stem));
      g_array_append_val (table->stems[first], stem);
    }
}

static gpointer
make_table (gpointer data)
{
  Table *table = g_new0 (Table, 1);

  for (guint byte = 0; byte < 256; byte++)
    table->separates[byte] = byte >= 128 || (byte >= 0x1c && byte <= 0x20)
                             || (byte >= 0x09 && byte <= 0x0d)
                             || (byte != 0 && strchr (SEPARATORS, (int) byte) != NULL);
  add_stems (table, masculine, MASCULINE);
  add_stems (table, feminine, FEMININE);
  add_stems (table, structural, STRUCTURAL);
  return table;
}

static const Table *
get_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_table, NULL);
}

static gboolean
starts_with (const char *word, gsize length, const char *stem, gsize stem_length)
{
  return stem_length <= length && g_ascii_strncasecmp (word, stem, stem_length) == 0;
}

static void
count_stems (const Table *table, const char *word, gsize length, guint *counts)
{
  const GArray *stems = length > 0 ? table->stems[(guchar) g_ascii_tolower (*word)] : NULL;

  memset (counts, 0, sizeof (guint) * N_KINDS);
  /* a product */
  if (stems == NULL || starts_with (word, length, "sharepoint", strlen ("sharepoint")))
    return;
  for (guint i = 0; i < stems->len; i++)
    {
      const Stem *stem = &g_array_index (stems, Stem, i);

      counts[stem->kind] += starts_with (word, length, stem->stem, stem->length);
    }
}

static gboolean
has_coded_hyphen (const Table *table, const char *word, gsize length)
{
  const GArray *stems = table->stems[(guchar) g_ascii_tolower (*word)];

  if (memchr (word, '-', length) == NULL)
    return FALSE;
  for (guint i = 0; stems != NULL && i < stems->len; i++)
    {
      const Stem *stem = &g_array_index (stems, Stem, i);

      if (strchr (stem->stem, '-') != NULL && starts_with (word, length, stem->stem, stem->length))
        return TRUE;
    }
  return FALSE;
}

static void
count_word (const Table *table, NaruGenderVerdict *verdict, const char *text, gsize start,
            gsize end)
{
  guint counts[N_KINDS];

  count_stems (table, text + start, end - start, counts);
  verdict->masculine += counts[MASCULINE];
  verdict->feminine += counts[FEMININE];
  if (verdict->words != NULL && counts[MASCULINE] + counts[FEMININE] > 0)
    {
      NaruCodedWord coded
          = { (guint) start, (guint) end, counts[FEMININE] > 0, counts[STRUCTURAL] > 0 };

      g_array_append_val (verdict->words, coded);
    }
}

/* Parts of a word with hyphens; a hyphen at the end leaves the word. */
static void
count_parts (const Table *table, NaruGenderVerdict *verdict, const char *text, gsize start,
             gsize end)
{
  gsize from = start;

  for (gsize at = start; at <= end; at++)
    if (at == end || text[at] == '-')
      {
        count_word (table, verdict, text, from, at);
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
  const Table *table = get_table ();
  gboolean taken_apart = FALSE, skip = FALSE;
  gsize start = 0;

  memset (verdict, 0, sizeof *verdict);
  if (with_words)
    verdict->words = g_array_new (FALSE, FALSE, sizeof (NaruCodedWord));
  for (gsize at = 0;; at++)
    {
      if (text[at] != '\0' && !table->separates[(guchar) text[at]])
        continue;
      if (at > start)
        {
          gboolean whole
              = skip || text[start] == '-' || has_coded_hyphen (table, text + start, at - start);

          skip = FALSE;
          if (whole)
            count_word (table, verdict, text, start, at);
          else
            count_parts (table, verdict, text, start, at);
          if (!whole && !taken_apart)
            taken_apart = skip = TRUE;
        }
      start = at + 1;
      if (text[at] == '\0')
        break;
    }
  verdict->verdict = name_verdict (verdict->masculine, verdict->feminine);
}
