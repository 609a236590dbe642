/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding of text. Compatibility decomposition is GLib's; Hangul is put together again here, since GLib's composition
 * would keep the accents that are to go. */
#include "naru-fold.h"

#include <string.h>

#define L_BASE 0x1100
#define V_BASE 0x1161
#define T_BASE 0x11A7
#define L_COUNT 19
#define V_COUNT 21
#define T_COUNT 28

/* Compatibility letters, as keyboards type them, in the order of the initials, and of the finals (0 for none; a double
 * final is two letters). Unicode 15, section 3.12 and the Hangul Compatibility Jamo block. */
static const gunichar initial_letters[L_COUNT] = {
  0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145,
  0x3146, 0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};
static const gunichar final_letters[T_COUNT][2] = {
  { 0, 0 },           { 0x3131, 0 },      { 0x3132, 0 },      { 0x3131, 0x3145 },
  { 0x3134, 0 },      { 0x3134, 0x3148 }, { 0x3134, 0x314E }, { 0x3137, 0 },
  { 0x3139, 0 },      { 0x3139, 0x3131 }, { 0x3139, 0x3141 }, { 0x3139, 0x3142 },
  { 0x3139, 0x3145 }, { 0x3139, 0x314C }, { 0x3139, 0x314D }, { 0x3139, 0x314E },
  { 0x3141, 0 },      { 0x3142, 0 },      { 0x3142, 0x3145 }, { 0x3145, 0 },
  { 0x3146, 0 },      { 0x3147, 0 },      { 0x3148, 0 },      { 0x314A, 0 },
  { 0x314B, 0 },      { 0x314C, 0 },      { 0x314D, 0 },      { 0x314E, 0 },
};
/* The double finals as letters of their own. */
static const gunichar cluster_letters[T_COUNT] = {
  [3] = 0x3133,  [5] = 0x3135,  [6] = 0x3136,  [9] = 0x313A,  [10] = 0x313B, [11] = 0x313C,
  [12] = 0x313D, [13] = 0x313E, [14] = 0x313F, [15] = 0x3140, [18] = 0x3144,
};
/* A compound vowel is typed as two. */
static const gunichar vowel_letters[V_COUNT][2] = {
  { 0x314F, 0 },      { 0x3150, 0 },      { 0x3151, 0 }, { 0x3152, 0 }, { 0x3153, 0 },
  { 0x3154, 0 },      { 0x3155, 0 },      { 0x3156, 0 }, { 0x3157, 0 }, { 0x3157, 0x314F },
  { 0x3157, 0x3150 }, { 0x3157, 0x3163 }, { 0x315B, 0 }, { 0x315C, 0 }, { 0x315C, 0x3153 },
  { 0x315C, 0x3154 }, { 0x315C, 0x3163 }, { 0x3160, 0 }, { 0x3161, 0 }, { 0x3161, 0x3163 },
  { 0x3163, 0 },
};

/* Letters that have no decomposition but are typed as another on most keyboards. */
static const struct
{
  gunichar letter;
  const char *as;
} plain_letters[] = {
  { 0x00DF, "ss" }, { 0x00E6, "ae" },       { 0x00F0, "d" }, { 0x00F8, "o" }, { 0x00FE, "th" },
  { 0x0111, "d" },  { 0x0127, "h" },        { 0x0131, "i" }, { 0x0138, "k" }, { 0x0142, "l" },
  { 0x014B, "n" },  { 0x0153, "oe" },       { 0x0167, "t" }, { 0x0180, "b" }, { 0x0268, "i" },
  { 0x0289, "u" },  { 0x03C2, "\xcf\x83" },
};

/* Country codes whose national numbers are written with a leading 0 that the international form drops.
 * ITU-T Operational Bulletin, Annex: national prefixes. */
static const char *const trunk_zero_codes[] = {
  "82",  "27",  "31",  "32",  "33",  "40",  "41",  "43",  "44",  "46",  "49",  "61",
  "62",  "63",  "64",  "66",  "81",  "84",  "86",  "90",  "91",  "92",  "94",  "95",
  "98",  "212", "213", "234", "254", "255", "256", "264", "353", "355", "358", "359",
  "380", "381", "382", "383", "385", "386", "387", "389", "421",
};

/**
 * naru_hangul_initial_index:
 * @letter: a compatibility letter such as ㄱ
 *
 * Returns: which of the 19 initials it is, or -1
 */
int
naru_hangul_initial_index (gunichar letter)
{
  if (letter < 0x3131 || letter > 0x314E)
    return -1;
  for (int i = 0; i < L_COUNT; i++)
    if (initial_letters[i] == letter)
      return i;
  return -1;
}

/**
 * naru_hangul_split_final:
 * @final: 1 to 27
 * @rest: the final that stays when a vowel is typed next
 * @initial: the initial that the next syllable then gets
 *
 * What an input method does with 김 when ㅜ follows: 기무.
 */
void
naru_hangul_split_final (int final, int *rest, int *initial)
{
  const gunichar *letters = final_letters[final];

  *rest = 0;
  *initial = naru_hangul_initial_index (letters[letters[1] != 0 ? 1 : 0]);
  if (letters[1] == 0)
    return;
  for (int i = 1; i < T_COUNT; i++)
    if (final_letters[i][0] == letters[0] && final_letters[i][1] == 0)
      *rest = i;
}

typedef struct
{
  GString *out;
  gboolean letters; /* take syllables apart */
  gboolean separated; /* something between words has been seen */
  int initial, vowel, final;
} Folder;

static void
put (Folder *self, gunichar c)
{
  if (self->separated && self->out->len > 0)
    g_string_append_c (self->out, ' ');
  self->separated = FALSE;
  if (c < 0x80)
    g_string_append_c (self->out, (char) c);
  else
    g_string_append_unichar (self->out, c);
}

static void
put_pair (Folder *self, const gunichar *letters)
{
  put (self, letters[0]);
  if (letters[1] != 0)
    put (self, letters[1]);
}

static void
put_syllable (Folder *self, int initial, int vowel, int final)
{
  if (!self->letters)
    {
      put (self, NARU_HANGUL_FIRST + (initial * V_COUNT + vowel) * T_COUNT + final);
      return;
    }
  put (self, initial_letters[initial]);
  put_pair (self, vowel_letters[vowel]);
  if (final > 0)
    put_pair (self, final_letters[final]);
}

static void
flush (Folder *self)
{
  if (self->initial >= 0 && self->vowel >= 0)
    put_syllable (self, self->initial, self->vowel, self->final);
  else if (self->initial >= 0)
    put (self, initial_letters[self->initial]);
  else if (self->vowel >= 0)
    put_pair (self, vowel_letters[self->vowel]);
  self->initial = self->vowel = -1;
  self->final = 0;
}

static gboolean
take_jamo (Folder *self, gunichar c)
{
  if (c >= L_BASE && c < L_BASE + L_COUNT)
    {
      flush (self);
      self->initial = c - L_BASE;
      return TRUE;
    }
  if (c >= V_BASE && c < V_BASE + V_COUNT)
    {
      if (self->initial < 0 || self->vowel >= 0)
        flush (self);
      self->vowel = c - V_BASE;
      return TRUE;
    }
  if (c > T_BASE && c < T_BASE + T_COUNT)
    {
      if (self->initial < 0 || self->vowel < 0 || self->final > 0)
        {
          flush (self);
          put_pair (self, final_letters[c - T_BASE]);
        }
      else
        self->final = c - T_BASE;
      return TRUE;
    }
  return FALSE;
}

/* Accents, overlays and optional vowel points go; signs that make another letter (kana, Indic, Thai) stay. */
static gboolean
is_accent (gunichar c)
{
  int class = g_unichar_combining_class (c);

  return (class >= 1 && class <= 6) || (class >= 10 && class <= 36) || class >= 200;
}

static void
take (Folder *self, gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_isalnum (c))
        put (self, g_ascii_tolower (c));
      else if (c != '\'')
        self->separated = TRUE;
      return;
    }
  if (c == 0x2019 || c == 0x02BC || is_accent (c))
    return;
  c = g_unichar_tolower (c);
  for (gsize i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == c)
      {
        for (const char *p = plain_letters[i].as; *p != '\0'; p = g_utf8_next_char (p))
          put (self, g_utf8_get_char (p));
        return;
      }
  if (g_unichar_isdigit (c))
    put (self, '0' + g_unichar_digit_value (c));
  else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    put (self, c);
  else
    self->separated = TRUE;
}

/* Input methods join ㄱㅅ to ㄳ: as a letter of its own it means the two. Normalisation would make a final of it. */
static char *
split_letter_clusters (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int final = c >= 0x3133 && c <= 0x3144 ? T_COUNT - 1 : 0;

      while (final > 0 && cluster_letters[final] != c)
        final--;
      if (final > 0)
        {
          g_string_append_unichar (out, final_letters[final][0]);
          g_string_append_unichar (out, final_letters[final][1]);
        }
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static char *
fold (const char *text, gboolean letters)
{
  Folder self = { g_string_sized_new (32), letters, FALSE, -1, -1, 0 };
  g_autofree char *split = NULL;
  g_autofree char *normal = NULL;
  gboolean simple = TRUE;

  for (const char *p = text; simple && *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0x80)
      {
        gunichar c = g_utf8_get_char (p);
        simple = c >= NARU_HANGUL_FIRST && c <= NARU_HANGUL_LAST;
      }
  if (!simple)
    {
      split = split_letter_clusters (text);
      normal = g_utf8_normalize (split, -1, G_NORMALIZE_ALL);
      if (normal != NULL)
        text = normal;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);

      if (c >= NARU_HANGUL_FIRST && c <= NARU_HANGUL_LAST)
        {
          int syllable = c - NARU_HANGUL_FIRST;
          flush (&self);
          put_syllable (&self, syllable / NARU_HANGUL_PER_INITIAL, syllable / T_COUNT % V_COUNT,
                        syllable % T_COUNT);
        }
      else if (!take_jamo (&self, c))
        {
          flush (&self);
          take (&self, c);
        }
    }
  flush (&self);
  return g_string_free (self.out, FALSE);
}

/**
 * naru_fold:
 * @text: valid UTF-8 in any normal form
 *
 * Returns: (transfer full): @text without case and accents, Hangul as syllables, words with one space between, nothing
 *   else than letters and digits
 */
char *
naru_fold (const char *text)
{
  return fold (text, FALSE);
}

/**
 * naru_fold_phone:
 * @text: a name or a number
 *
 * An international number is the national one with another beginning: +82 10 is 010.
 *
 * Returns: (transfer full): the number as it is dialled inside its country, everything else as it is
 */
char *
naru_fold_phone (const char *text)
{
  const char *p = text;

  while (g_ascii_isspace (*p))
    p++;
  if (*p != '+')
    return g_strdup (text);
  p++;
  for (gsize i = 0; i < G_N_ELEMENTS (trunk_zero_codes); i++)
    if (g_str_has_prefix (p, trunk_zero_codes[i]))
      {
        p += strlen (trunk_zero_codes[i]);
        while (*p != '\0' && strchr (" -.()0", *p) != NULL)
          p++;
        return g_strconcat ("0", p, NULL);
      }
  return g_strdup (text);
}

/**
 * naru_fold_name:
 * @text: a name, a phone number, a register number, a title
 *
 * Returns: (transfer full): the form in which it is searched for by any part of it
 */
char *
naru_fold_name (const char *text)
{
  g_autofree char *national = naru_fold_phone (text);

  return fold (national, FALSE);
}

/**
 * naru_fold_plain:
 * @text: a name, a number, an address
 *
 * Returns: (transfer full): it folded as a name, without white space: people part words and digits as they like
 */
char *
naru_fold_plain (const char *text)
{
  g_autofree char *folded = naru_fold_name (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  return g_strjoinv ("", words);
}

/**
 * naru_fold_sort_key:
 * @text: a text that lists are ordered by
 *
 * Bytewise comparison of keys puts texts in folded order and Hangul in the order of the alphabet; two different texts
 * never have the same key, so that a key serves an exact filter, too.
 *
 * Returns: (transfer full): the key
 */
char *
naru_fold_sort_key (const char *text)
{
  char *folded = fold (text, FALSE);
  char *key;

  if (strcmp (folded, text) == 0)
    return folded;
  key = g_strdup_printf ("%s%c%s", folded, NARU_FOLD_SEPARATOR, text);
  g_free (folded);
  return key;
}

/**
 * naru_fold_words:
 * @text: a text whose words are searched for by their beginning
 *
 * Hangul is taken apart into the letters that are typed, so that whatever has been typed of a syllable is a prefix of
 * it: 김 of 김, and of 기무 on the way there.
 *
 * Returns: (transfer full): folded words
 */
char *
naru_fold_words (const char *text)
{
  return fold (text, TRUE);
}
