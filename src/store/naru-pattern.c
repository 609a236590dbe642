/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matching of search texts. Every element of a pattern is a range of code points: a whole syllable is a range of one, a
 * syllable still being composed is the run of syllables that it may become, an initial consonant is the run of all
 * syllables that begin with it. */
#include "naru-pattern.h"

#include <string.h>

#include "naru-fold.h"

typedef struct
{
  guint16 low;
  guint16 span;
  guint16 also; /* the letter itself, for an initial consonant */
} Element;

typedef struct
{
  Element *elements;
  gsize n_elements;
} Way;

typedef struct
{
  guint16 *units;
  gsize n_units;
  Way ways[2];
  guint n_ways;
  char *words; /* taken apart, for the index of words */
} Token;

struct _NaruPattern
{
  Token tokens[NARU_PATTERN_MAX_TOKENS];
  guint n_tokens;
};

/**
 * naru_pattern_append_units:
 * @units: (element-type guint16): where to append
 * @folded: folded text
 */
void
naru_pattern_append_units (GArray *units, const char *folded)
{
  for (const char *p = folded; *p != '\0';)
    {
      guint16 unit[2];
      gunichar c = (guchar) *p;

      if (c < 0x80)
        p++;
      else
        {
          c = g_utf8_get_char (p);
          p = g_utf8_next_char (p);
        }
      if (c < 0x10000)
        {
          unit[0] = (guint16) c;
          g_array_append_vals (units, unit, 1);
        }
      else
        {
          unit[0] = (guint16) (0xD800 + ((c - 0x10000) >> 10));
          unit[1] = (guint16) (0xDC00 + ((c - 0x10000) & 0x3FF));
          g_array_append_vals (units, unit, 2);
        }
    }
}

static Element
element_for_unit (guint16 unit)
{
  int initial = naru_hangul_initial_index (unit);

  if (initial < 0)
    return (Element){ unit, 0, unit };
  return (Element){ (guint16) (NARU_HANGUL_FIRST + initial * NARU_HANGUL_PER_INITIAL),
                    NARU_HANGUL_PER_INITIAL - 1, unit };
}

/* Vowels and finals that grow when one more key is pressed are followed by what they grow to: ㅗ ㅘ ㅙ ㅚ, ㄹ ㄺ … ㅀ. */
static int
last_grown_vowel (int vowel)
{
  return vowel == 8 ? 11 : vowel == 13 ? 16 : vowel == 18 ? 19 : vowel;
}

static int
last_grown_final (int final)
{
  switch (final)
    {
    case 1:
      return 3;
    case 4:
      return 6;
    case 8:
      return 15;
    case 17:
      return 18;
    case 19:
      return 20;
    default:
      return final;
    }
}

static void
compose_last (Token *token)
{
  gsize last = token->n_units - 1;
  int syllable = token->units[last] - NARU_HANGUL_FIRST;
  int final = syllable % NARU_HANGUL_FINALS;
  int vowel = syllable / NARU_HANGUL_FINALS % 21;
  Element *element = &token->ways[0].elements[last];
  int rest, initial;

  if (token->units[last] < NARU_HANGUL_FIRST || token->units[last] > NARU_HANGUL_LAST)
    return;
  if (final == 0)
    {
      element->span = (guint16) ((last_grown_vowel (vowel) - vowel + 1) * NARU_HANGUL_FINALS - 1);
      return;
    }
  element->span = (guint16) (last_grown_final (final) - final);

  naru_hangul_split_final (final, &rest, &initial);
  token->ways[1].n_elements = token->n_units + 1;
  token->ways[1].elements = g_new0 (Element, token->n_units + 1);
  memcpy (token->ways[1].elements, token->ways[0].elements, last * sizeof (Element));
  token->ways[1].elements[last] = element_for_unit ((guint16) (token->units[last] - final + rest));
  token->ways[1].elements[last + 1].low
      = (guint16) (NARU_HANGUL_FIRST + initial * NARU_HANGUL_PER_INITIAL);
  token->ways[1].elements[last + 1].span = NARU_HANGUL_PER_INITIAL - 1;
  token->ways[1].elements[last + 1].also = token->ways[1].elements[last + 1].low;
  token->n_ways = 2;
}

static void
add_token (NaruPattern *self, const char *text)
{
  g_autofree char *national = naru_fold_phone (text);
  g_autofree char *folded = naru_fold (national);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  Token *token = &self->tokens[self->n_tokens];
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ')
      *out++ = *p;
  *out = '\0';
  if (*folded == '\0' || self->n_tokens == NARU_PATTERN_MAX_TOKENS)
    return;

  naru_pattern_append_units (units, folded);
  token->n_units = units->len;
  token->units = g_memdup2 (units->data, units->len * sizeof (guint16));
  token->n_ways = 1;
  token->ways[0].n_elements = token->n_units;
  token->ways[0].elements = g_new (Element, token->n_units);
  for (gsize i = 0; i < token->n_units; i++)
    token->ways[0].elements[i] = element_for_unit (token->units[i]);
  token->words = naru_fold_words (folded);
  self->n_tokens++;
}

static gboolean
is_break (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == ';' || c == '/' || c == 0x00B7 || c == 0x3001;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789-().")] == '\0';
}

/**
 * naru_pattern_new:
 * @search: what somebody has typed so far
 *
 * Words are separated by spaces and may be found in any order. The syllable at the end of the last word is taken as
 * still being composed.
 *
 * Returns: (transfer full): the pattern; it has no tokens if there is nothing to search for
 */
NaruPattern *
naru_pattern_new (const char *search)
{
  NaruPattern *self = g_new0 (NaruPattern, 1);
  g_autofree char *valid = g_utf8_make_valid (search, -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;

  for (const char *p = valid;; p = g_utf8_next_char (p))
    {
      if (*p != '\0' && !is_break (g_utf8_get_char (p)))
        {
          if (start == NULL)
            start = p;
          continue;
        }
      if (start != NULL)
        {
          char *word = g_strndup (start, (gsize) (p - start));
          char *before = words->len > 0 ? g_ptr_array_index (words, words->len - 1) : NULL;

          /* +82 10 1234 is one number */
          if (before != NULL && *before == '+' && is_number (before + 1) && is_number (word))
            {
              words->pdata[words->len - 1] = g_strconcat (before, word, NULL);
              g_free (before);
              g_free (word);
            }
          else
            g_ptr_array_add (words, word);
        }
      start = NULL;
      if (*p == '\0')
        break;
    }
  for (guint i = 0; i < words->len; i++)
    add_token (self, g_ptr_array_index (words, i));
  if (self->n_tokens > 0)
    compose_last (&self->tokens[self->n_tokens - 1]);
  return self;
}

/**
 * naru_pattern_free:
 * @self: (transfer full): a pattern
 */
void
naru_pattern_free (NaruPattern *self)
{
  for (guint i = 0; i < self->n_tokens; i++)
    {
      g_free (self->tokens[i].units);
      g_free (self->tokens[i].words);
      for (guint j = 0; j < self->tokens[i].n_ways; j++)
        g_free (self->tokens[i].ways[j].elements);
    }
  g_free (self);
}

/**
 * naru_pattern_get_n_tokens:
 * @self: a pattern
 *
 * Returns: how many words are searched for; 0 if there is nothing to search for
 */
guint
naru_pattern_get_n_tokens (const NaruPattern *self)
{
  return self->n_tokens;
}

/**
 * naru_pattern_get_words_match:
 * @token: which of the words searched for
 *
 * Returns: (transfer full) (nullable): the expression that finds the token as the beginning of a word in an index of
 *   naru_fold_words() texts; %NULL for a single letter, which would find almost everything
 */
char *
naru_pattern_get_words_match (const NaruPattern *self, guint token)
{
  const char *words = self->tokens[token].words;

  if (g_utf8_strlen (words, -1) < 2)
    return NULL;
  return g_strdup_printf ("\"%s\"*", words);
}

static inline gboolean
element_takes (const Element *element, guint16 unit)
{
  return (guint16) (unit - element->low) <= element->span || unit == element->also;
}

/* A space in a name need not be typed. */
static gboolean
continues (const Way *way, const guint16 *units, const guint16 *end)
{
  for (gsize i = 1; i < way->n_elements; i++)
    {
      while (units < end && *units == ' ')
        units++;
      if (units == end || !element_takes (&way->elements[i], *units))
        return FALSE;
      units++;
    }
  return TRUE;
}

/* Eight units at once; GCC and Clang make of it what the processor has. */
typedef guint16 Units __attribute__ ((vector_size (16)));
typedef guint64 Halves __attribute__ ((vector_size (16)));

/* The first unit from @p on that the element takes, or @end. */
static const guint16 *
find_element (const Element *element, const guint16 *p, const guint16 *end)
{
  const Units low = { element->low, element->low, element->low, element->low,
                      element->low, element->low, element->low, element->low };
  const Units span = { element->span, element->span, element->span, element->span,
                       element->span, element->span, element->span, element->span };
  const Units also = { element->also, element->also, element->also, element->also,
                       element->also, element->also, element->also, element->also };

  for (; end - p >= 8; p += 8)
    {
      Units units;
      Halves taken;

      memcpy (&units, p, sizeof units);
      taken = (Halves) (((units - low) <= span) | (units == also));
      if ((taken[0] | taken[1]) != 0)
        break;
    }
  while (p < end && !element_takes (element, *p))
    p++;
  return p;
}

static inline gboolean
begins_word (const guint16 *p, const guint16 *units)
{
  return p == units || p[-1] == ' ' || p[-1] == NARU_FOLD_SEPARATOR;
}

/**
 * naru_pattern_match_token:
 * @self: a pattern
 * @token: which of the words searched for
 * @units: the folded names of a record, as naru_pattern_append_units() makes them
 * @length: how many units
 *
 * Returns: %NARU_MATCH_PREFIX, %NARU_MATCH_REST or %NARU_MATCH_NONE
 */
NaruMatch
naru_pattern_match_token (const NaruPattern *self, guint token, const guint16 *units, gsize length)
{
  const guint16 *end = units + length;
  NaruMatch best = NARU_MATCH_NONE;

  for (guint w = 0; w < self->tokens[token].n_ways; w++)
    {
      const Way *way = &self->tokens[token].ways[w];

      for (const guint16 *p = find_element (way->elements, units, end); p < end;
           p = find_element (way->elements, p + 1, end))
        if (continues (way, p + 1, end))
          {
            if (begins_word (p, units))
              return NARU_MATCH_PREFIX;
            best = NARU_MATCH_REST;
          }
    }
  return best;
}

/* The tokens one after the other are the whole name, spaces aside. */
static gboolean
is_whole (const NaruPattern *self, const guint16 *units, const guint16 *end)
{
  for (guint t = 0; t < self->n_tokens; t++)
    for (gsize i = 0; i < self->tokens[t].n_units; i++)
      {
        while (units < end && *units == ' ')
          units++;
        if (units == end || *units++ != self->tokens[t].units[i])
          return FALSE;
      }
  return units == end;
}

/* The words of the name are the tokens, in another order. */
static gboolean
is_reordered (const NaruPattern *self, const guint16 *units, const guint16 *end)
{
  guint used = 0;
  guint n_words = 0;

  while (units < end)
    {
      const guint16 *stop = units;
      guint t = 0;

      while (stop < end && *stop != ' ')
        stop++;
      while (
          t < self->n_tokens
          && ((used & (1u << t)) != 0 || self->tokens[t].n_units != (gsize) (stop - units)
              || memcmp (self->tokens[t].units, units, self->tokens[t].n_units * sizeof (guint16))
                     != 0))
        t++;
      if (t == self->n_tokens)
        return FALSE;
      used |= 1u << t;
      n_words++;
      units = stop < end ? stop + 1 : end;
    }
  return n_words == self->n_tokens;
}

static const guint16 *
end_of_name (const guint16 *p, const guint16 *end)
{
  while (p < end && *p != NARU_FOLD_SEPARATOR)
    p++;
  return p;
}

/**
 * naru_pattern_is_exact:
 * @self: a pattern
 * @units: the folded names of a record
 * @length: how many units
 *
 * Returns: whether the search is one of the names, with words in any order
 */
gboolean
naru_pattern_is_exact (const NaruPattern *self, const guint16 *units, gsize length)
{
  const guint16 *end = units + length;
  const guint16 first = self->n_tokens > 0 ? self->tokens[0].units[0] : 0;
  const Element start = { first, 0, first };

  for (const guint16 *p = find_element (&start, units, end); p < end;
       p = find_element (&start, p + 1, end))
    if ((p == units || p[-1] == NARU_FOLD_SEPARATOR) && is_whole (self, p, end_of_name (p, end)))
      return TRUE;
  if (self->n_tokens < 2)
    return FALSE;
  for (const guint16 *p = units; p < end; p++)
    {
      const guint16 *stop = end_of_name (p, end);

      if (stop > p && is_reordered (self, p, stop))
        return TRUE;
      p = stop;
    }
  return FALSE;
}

/**
 * naru_pattern_match:
 * @folded: names folded by naru_fold_name(), with %NARU_FOLD_SEPARATOR between
 *
 * Returns: how well they match; %NARU_MATCH_NONE if a word is missing
 */
NaruMatch
naru_pattern_match (const NaruPattern *self, const char *folded)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  NaruMatch worst = NARU_MATCH_PREFIX;

  naru_pattern_append_units (units, folded);
  for (guint t = 0; t < self->n_tokens; t++)
    worst = MAX (worst, naru_pattern_match_token (self, t, (const guint16 *) (gpointer) units->data,
                                                  units->len));
  if ((worst == NARU_MATCH_PREFIX || (worst == NARU_MATCH_REST && self->n_tokens > 1))
      && naru_pattern_is_exact (self, (const guint16 *) (gpointer) units->data, units->len))
    return NARU_MATCH_EXACT;
  return worst;
}
