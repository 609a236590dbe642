/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small grammar that notes are made of: slots, particles that fit the word before them, Hangul in Latin letters. */
#include "naru-sample-private.h"

#include <string.h>

#define HANGUL_FIRST 0xAC00
#define HANGUL_LAST 0xD7A3

/* 0 for no final, 8 for ㄹ, another number for another; -1 for what is no Hangul syllable */
static int
final_of (const char *word)
{
  const char *end = word + strlen (word);
  gunichar last;

  if (end == word)
    return -1;
  last = g_utf8_get_char (g_utf8_prev_char (end));
  if (g_unichar_isdigit (last))
    return strchr ("013678", (char) last) != NULL
               ? (last == '1' || last == '7' || last == '8' ? 8 : 1)
               : 0;
  return last >= HANGUL_FIRST && last <= HANGUL_LAST ? (int) (last - HANGUL_FIRST) % 28 : -1;
}

/**
 * naru_sample_particle:
 *
 * Returns: (transfer none): the particle of a pair that follows @word: "을" names 을 and 를
 */
const char *
naru_sample_particle (const char *word, const char *pair)
{
  static const struct
  {
    const char *with;
    const char *without;
  } pairs[] = {
    { "은", "는" },   { "이", "가" },   { "을", "를" },   { "과", "와" },
    { "으로", "로" }, { "이라", "라" }, { "이나", "나" },
  };
  int final = final_of (word);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i].with, pair) == 0)
      {
        if (strcmp (pair, "으로") == 0 && final == 8)
          return pairs[i].without;
        return final > 0 ? pairs[i].with : pairs[i].without;
      }
  return pair;
}

static const char *
fill_time (NaruChance *chance, char slot, char *buffer, gsize size)
{
  static const char *const weekdays[] = { "월요일", "화요일", "수요일", "목요일", "금요일" };
  static const char *const family[]
      = { "어머니", "아버지", "배우자",   "언니",     "형",   "동생",
          "딸",     "아들",   "시어머니", "장인어른", "이모", "친구" };
  static const char *const homes[]
      = { "매탄동", "권선동", "인계동", "영통동",   "정자동", "조원동",   "세류동", "화서동",
          "우만동", "율전동", "망포동", "곡반정동", "서둔동", "호매실동", "파장동", "연무동" };

  switch (slot)
    {
    case 'd':
      return naru_chance_pick (chance, weekdays);
    case 't':
      {
        int hour = naru_chance_between (chance, 9, 17);

        g_snprintf (buffer, size, "%s %d시%s", hour < 12 ? "오전" : "오후",
                    hour > 12 ? hour - 12 : hour,
                    naru_chance_per_mille (chance, 400) ? " 30분" : "");
        return buffer;
      }
    case 'n':
      g_snprintf (buffer, size, "%d", naru_chance_between (chance, 2, 9));
      return buffer;
    case 'm':
      g_snprintf (buffer, size, "%d분", naru_chance_between (chance, 3, 14) * 5);
      return buffer;
    case 'y':
      g_snprintf (buffer, size, "%d년", naru_chance_between (chance, 1, 15));
      return buffer;
    case 'w':
      g_snprintf (buffer, size, "%d주", naru_chance_between (chance, 2, 8));
      return buffer;
    case 'c':
      g_snprintf (buffer, size, "%d", naru_chance_between (chance, 3, 28));
      return buffer;
    case 'a':
      g_snprintf (buffer, size, "%d만 원", naru_chance_between (chance, 5, 60) * 2);
      return buffer;
    case 'f':
      return naru_chance_pick (chance, family);
    case 'h':
      return naru_chance_pick (chance, homes);
    default:
      return NULL;
    }
}

static const char *
fill (NaruChance *chance, char slot, const NaruSlots *slots, char *buffer, gsize size)
{
  const char *value = NULL;

  switch (slot)
    {
    case NARU_SLOT_OCCUPATION:
      value = slots->occupation;
      break;
    case NARU_SLOT_SKILL:
      value = slots->skill;
      break;
    case NARU_SLOT_LICENCE:
      value = slots->licence != NULL ? slots->licence : "관련 자격증";
      break;
    case NARU_SLOT_EMPLOYER:
      value = slots->employer != NULL ? slots->employer : "지난번 회사";
      break;
    case NARU_SLOT_COURSE:
      value = slots->course != NULL ? slots->course : "직업훈련 과정";
      break;
    case NARU_SLOT_PLACE:
      value = slots->place;
      break;
    case NARU_SLOT_NAME:
      value = slots->name;
      break;
    case NARU_SLOT_PARTNER:
      value = slots->partner != NULL ? slots->partner : "협력 기관";
      break;
    default:
      value = fill_time (chance, slot, buffer, size);
      break;
    }
  return value != NULL ? value : "";
}

/**
 * naru_sample_expand:
 *
 * Writes a pattern with its slots filled in: "{d} {t}에 {o|을} 찾는 면접"; after the bar stands the particle that goes with it.
 */
void
naru_sample_expand (GString *out, NaruChance *chance, const char *pattern, const NaruSlots *slots)
{
  const char *at = pattern;

  while (*at != '\0')
    {
      const char *open = strchr (at, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      char buffer[64];
      const char *value;

      if (close == NULL)
        {
          g_string_append (out, at);
          return;
        }
      g_string_append_len (out, at, open - at);
      value = fill (chance, open[1], slots, buffer, sizeof buffer);
      g_string_append (out, value);
      if (open[2] == '|')
        {
          g_autofree char *pair = g_strndup (open + 3, (gsize) (close - open - 3));

          g_string_append (out, naru_sample_particle (value, pair));
        }
      at = close + 1;
    }
}

/* Revised Romanization, syllable by syllable: what a passport would say, near enough. */
static void
romanize_syllable (GString *out, gunichar syllable)
{
  static const char *const initials[] = { "g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                          "ss", "",   "j", "jj", "ch", "k", "t", "p", "h" };
  static const char *const vowels[]
      = { "a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
          "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i" };
  static const char *const finals[]
      = { "",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
          "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t" };
  int number = (int) syllable - HANGUL_FIRST;

  g_string_append (out, initials[number / 588]);
  g_string_append (out, vowels[number % 588 / 28]);
  g_string_append (out, finals[number % 28]);
}

/**
 * naru_sample_romanize:
 *
 * Revised Romanization syllable by syllable: near enough to what a passport would say.
 *
 * Returns: (transfer full): the text in Latin letters, with hyphens between syllables if it is a @name
 */
char *
naru_sample_romanize (const char *hangul, gboolean name)
{
  GString *out = g_string_new (NULL);
  gboolean begin = TRUE;

  for (const char *at = hangul; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gsize length = out->len;

      if (c < HANGUL_FIRST || c > HANGUL_LAST)
        {
          if (c == ' ')
            g_string_append_c (out, ' ');
          begin = begin || c == ' ';
          continue;
        }
      if (name && !begin)
        g_string_append_c (out, '-');
      romanize_syllable (out, c);
      if (begin && out->len > length)
        out->str[length] = g_ascii_toupper (out->str[length]);
      begin = FALSE;
    }
  return g_string_free (out, FALSE);
}
