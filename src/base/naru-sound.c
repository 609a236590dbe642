/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys for names that are written in many ways. Hangul is romanised after the Revised Romanization (Ministry of Culture
 * notice 2000-8); then letters that Koreans use for one another in Latin are made one: K and G, Ch and J, eo, u and oo. The
 * key is coarse on purpose: it only serves beside a second fact, such as a birth date. */
#include "naru-sound.h"

#include <string.h>

#include "naru-fold.h"

#define MAX_KEYS 6 /* parts of a name with which it may begin */

static const char *const initials[] = { "k", "k", "n", "t", "t", "l", "m", "p", "p", "s",
                                        "s", "",  "c", "c", "c", "k", "t", "p", "h" };
static const char *const vowels[]
    = { "a",  "e",  "ya", "ye", "o",  "e",  "yo", "ye", "o", "wa", "we",
        "we", "yo", "o",  "wo", "we", "wi", "yo", "o",  "i", "i" };
static const char *const finals[]
    = { "",  "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l",
        "p", "l", "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", "t" };

/* Latin spellings, longest first; a spelling that begins with "^" stands at the beginning of a part of the name only. */
static const struct
{
  const char *written;
  const char *sound;
} spellings[] = {
  { "^woo", "o" },    { "^wu", "o" },  { "^rh", "l" },  { "yi", "i" },   { "yeong", "yon" },
  { "young", "yon" }, { "yeo", "yo" }, { "yoo", "yo" }, { "you", "yo" }, { "yae", "ye" },
  { "weo", "wo" },    { "wae", "we" }, { "woo", "o" },  { "eui", "i" },  { "tch", "c" },
  { "yu", "yo" },     { "oe", "we" },  { "oi", "we" },  { "eo", "o" },   { "eu", "o" },
  { "oo", "o" },      { "ou", "o" },   { "ae", "e" },   { "ai", "e" },   { "ay", "e" },
  { "ee", "i" },      { "ui", "i" },   { "ch", "c" },   { "sh", "s" },   { "ph", "p" },
  { "ck", "k" },      { "ng", "n" },   { "g", "k" },    { "d", "t" },    { "r", "l" },
  { "b", "p" },       { "j", "c" },    { "u", "o" },    { "v", "p" },    { "f", "p" },
  { "z", "c" },       { "q", "k" },
};

static gboolean
is_vowel (char letter)
{
  return letter != '\0' && strchr ("aeiouyw", letter) != NULL;
}

/* ㄹ at the beginning of a word is not said before i and y, and as ㄴ before others: Lee is 이, Roh is 노. */
static const char *
soften (const char *sound, char next)
{
  if (strcmp (sound, "l") != 0)
    return sound;
  return next == 'i' || next == 'y' || next == 'e' ? "" : "n";
}

static void
append_hangul (GString *key, gunichar syllable, gboolean first)
{
  guint index = syllable - NARU_HANGUL_FIRST;
  const char *vowel = vowels[index % NARU_HANGUL_PER_INITIAL / NARU_HANGUL_FINALS];
  const char *initial = initials[index / NARU_HANGUL_PER_INITIAL];

  g_string_append (key, first ? soften (initial, *vowel) : initial);
  g_string_append (key, vowel);
  g_string_append (key, finals[index % NARU_HANGUL_FINALS]);
}

static const char *
find_spelling (const char *at, gboolean first, gsize *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      gboolean only_first = *spellings[i].written == '^';
      const char *written = spellings[i].written + only_first;

      if ((only_first && !first) || !g_str_has_prefix (at, written))
        continue;
      *length = strlen (written);
      return spellings[i].sound;
    }
  return NULL;
}

/* One letter or spelling of a part in Latin letters; how many letters that were. */
static gsize
append_latin (GString *key, const char *at, gboolean first)
{
  gsize length = 1;
  const char *sound;
  gboolean silent = (*at == 'r' || *at == 'h') && !first && !is_vowel (at[1]);

  if (silent)
    return 1; /* Park, Suh */
  sound = find_spelling (at, first, &length);
  if (first && (*at == 'l' || *at == 'r'))
    sound = soften ("l", at[length]);
  if (sound != NULL)
    g_string_append (key, sound);
  else
    g_string_append_c (key, *at);
  return length;
}

static void
add_part (GPtrArray *parts, GString *key)
{
  if (key->len > 0)
    g_ptr_array_add (parts, g_string_free (key, FALSE));
  else
    g_string_free (key, TRUE);
}

/* A word in Latin letters is a part of the name; in Hangul every syllable may be one, since nobody parts 김 from 민지. */
static void
add_parts (GPtrArray *parts, const char *word)
{
  GString *latin = g_string_new (NULL);
  const char *at = word;

  while (*at != '\0')
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter >= NARU_HANGUL_FIRST && letter <= NARU_HANGUL_LAST)
        {
          GString *syllable = g_string_new (NULL);

          append_hangul (syllable, letter, at == word);
          add_part (parts, syllable);
        }
      else if (letter < 0x80)
        {
          at += append_latin (latin, at, at == word);
          continue;
        }
      at = g_utf8_next_char (at);
    }
  add_part (parts, latin);
}

/* Twice the same letter sounds as once, and n swallows the k of ng. */
static char *
tidy (char *key)
{
  char *out = key;

  for (const char *at = key; *at != '\0'; at++)
    {
      if (out > key && (out[-1] == *at || (out[-1] == 'n' && *at == 'k')))
        continue;
      *out++ = *at;
    }
  *out = '\0';
  return key;
}

/**
 * naru_sound_keys:
 * @name: a name in Hangul or Latin letters, or a mixture
 *
 * Returns: (transfer full): keys: the first of the name as it is written, then one for each part that it may begin with
 *   instead, since people write the family name first or last; none for a name in other letters
 */
char **
naru_sound_keys (const char *name)
{
  g_autofree char *folded = naru_fold_name (name);
  g_auto (GStrv) words = g_strsplit_set (folded, " -'", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    add_parts (parts, words[i]);
  for (guint turn = 0; turn < parts->len && turn < MAX_KEYS; turn++)
    {
      GString *key = g_string_new (NULL);

      for (guint i = 0; i < parts->len; i++)
        g_string_append (key, g_ptr_array_index (parts, (turn + i) % parts->len));
      tidy (key->str);
      if (strlen (key->str) > 1)
        g_strv_builder_add (keys, key->str);
      g_string_free (key, TRUE);
    }
  return g_strv_builder_end (keys);
}

/**
 * naru_sound_same:
 * @a: keys of a name
 * @b: keys of another
 *
 * Returns: whether they sound the same, in whichever order family and given name stand
 */
gboolean
naru_sound_same (const char *const *a, const char *const *b)
{
  for (; *a != NULL; a++)
    if (g_strv_contains (b, *a))
      return TRUE;
  return FALSE;
}

/* Whether one letter more, less, or another makes @a into @b. */
static gboolean
one_letter_apart (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b), same = 0;

  if (length_a > length_b + 1 || length_b > length_a + 1)
    return FALSE;
  while (a[same] != '\0' && a[same] == b[same])
    same++;
  if (length_a == length_b)
    return strcmp (a + MIN (same + 1, length_a), b + MIN (same + 1, length_b)) == 0;
  return length_a > length_b ? strcmp (a + same + 1, b + same) == 0
                             : strcmp (a + same, b + same + 1) == 0;
}

/**
 * naru_sound_near:
 * @a: keys of a name
 * @b: keys of another
 *
 * Returns: whether one letter of the sound makes the difference, in names that are long enough for that to mean something
 */
gboolean
naru_sound_near (const char *const *a, const char *const *b)
{
  for (; *a != NULL; a++)
    for (const char *const *other = b; *other != NULL; other++)
      if (strlen (*a) > 4 && one_letter_apart (*a, *other))
        return TRUE;
  return FALSE;
}
