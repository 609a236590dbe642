/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of advertisements: marks of HTML, paragraphs, and sentences, which are often glued together ("requiredIdeal"). */
#include "naru-text-private.h"

#include <string.h>

/* A longer line is cut behind a sentence, so that what is remembered stays small. */
#define LONG_UNIT 600
#define SHORT_UNIT 250
#define LONG_SENTENCE 400

/* The end of a tag or entity that begins at @at; NULL if it is none. */
static const char *
find_mark_end (const char *at)
{
  const char *end;

  if (*at == '<')
    {
      const char *name = at[1] == '/' || at[1] == '!' ? at + 2 : at + 1;

      end = g_ascii_isalpha (*name) || *name == '-' ? memchr (at, '>', strnlen (at, 1000)) : NULL;
    }
  else
    {
      end = memchr (at, ';', strnlen (at, 12));
      for (const char *letter = at + 1; end != NULL && letter < end; letter++)
        if (!g_ascii_isalnum (*letter) && *letter != '#')
          end = NULL;
    }
  return end != NULL ? end + 1 : NULL;
}

static gboolean
is_block (const char *tag)
{
  static const char *const blocks[]
      = { "p", "br", "div", "ul", "ol", "li", "tr", "td", "h1", "h2", "h3", "h4" };
  const char *name = tag[1] == '/' ? tag + 2 : tag + 1;
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (strlen (blocks[i]) == length && g_ascii_strncasecmp (name, blocks[i], length) == 0)
      return TRUE;
  return FALSE;
}

static char
letter_of (const char *entity)
{
  static const struct
  {
    const char *entity;
    char letter;
  } letters[] = {
    { "&amp;", '&' },   { "&#39;", '\'' },  { "&quot;", '"' },
    { "&lt;", '(' },    { "&gt;", ')' },    { "&rsquo;", '\'' },
    { "&ndash;", '-' }, { "&mdash;", '-' }, { "&bull;", '\n' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_str_has_prefix (entity, letters[i].entity))
      return letters[i].letter;
  return ' ';
}

/**
 * naru_text_mask:
 * @text: plain text or HTML
 *
 * Returns: (transfer full): @text with as many characters, tags and entities blanked out; a block of HTML begins a line
 */
char *
naru_text_mask (const char *text)
{
  g_autoptr (GString) out = NULL;

  if (strpbrk (text, "<&") == NULL)
    return g_strdup (text);
  out = g_string_sized_new (strlen (text) + 1);
  while (*text != '\0')
    {
      const char *end = *text == '<' || *text == '&' ? find_mark_end (text) : NULL;
      char letter;

      if (end == NULL)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      letter = *text == '&' ? letter_of (text) : is_block (text) ? '\n' : ' ';
      g_string_append_c (out, letter);
      for (text = g_utf8_next_char (text); text < end; text = g_utf8_next_char (text))
        g_string_append_c (out, ' ');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- what a reader sees, and where it stands ----------------------------------------------------------------------- */

typedef struct
{
  GString *out;
  GArray *places;
  guint at; /* in characters of the text */
} Cleaner;

static void
put (Cleaner *cleaner, const char *letters, guint start, guint end)
{
  for (; *letters != '\0'; letters = g_utf8_next_char (letters))
    {
      NaruTextPlace place = { start, end };

      g_string_append_unichar (cleaner->out, g_utf8_get_char (letters));
      g_array_append_val (cleaner->places, place);
    }
}

/* "&lt;p&gt;": HTML that was escaped once more. */
static const char *
find_escaped_tag (const char *at)
{
  const char *name = at + strlen ("&lt;");
  const char *end;

  if (!g_str_has_prefix (at, "&lt;"))
    return NULL;
  end = g_strstr_len (name, (gssize) strnlen (name, 200), "&gt;");
  name += *name == '/';
  return end != NULL && g_ascii_isalpha (*name) ? end + strlen ("&gt;") : NULL;
}

/* What an entity stands for. */
static const char *
letters_of (const char *entity, char numeric[8])
{
  static const struct
  {
    const char *entity;
    const char *letters;
  } known[] = {
    { "&eacute;", "é" }, { "&egrave;", "è" }, { "&agrave;", "à" }, { "&ccedil;", "ç" },
    { "&ecirc;", "ê" },  { "&ocirc;", "ô" },  { "&acirc;", "â" },  { "&ucirc;", "û" },
    { "&icirc;", "î" },  { "&Eacute;", "É" }, { "&pound;", "£" },  { "&euro;", "€" },
    { "&middot;", "·" }, { "&yen;", "¥" },    { "&rsquo;", "’" },
  };
  gunichar letter = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (entity, known[i].entity))
      return known[i].letters;
  if (entity[1] == '#')
    letter = (gunichar) (entity[2] == 'x' || entity[2] == 'X'
                             ? g_ascii_strtoull (entity + 3, NULL, 16)
                             : g_ascii_strtoull (entity + 2, NULL, 10));
  /* neither a mark of HTML nor what no text may hold */
  if (letter > ' ' && letter != '<' && letter != '>' && letter != '&' && letter != 0xa0
      && g_unichar_validate (letter))
    numeric[g_unichar_to_utf8 (letter, numeric)] = '\0';
  else
    {
      numeric[0] = letter_of (entity);
      numeric[1] = '\0';
    }
  return numeric;
}

/* Letters as they are, from @at to @end. */
static void
put_plain (Cleaner *cleaner, const char *at, const char *end)
{
  guint first = cleaner->places->len;
  guint length = (guint) g_utf8_pointer_to_offset (at, end);

  g_string_append_len (cleaner->out, at, end - at);
  g_array_set_size (cleaner->places, first + length);
  for (guint i = 0; i < length; i++)
    g_array_index (cleaner->places, NaruTextPlace, first + i)
        = (NaruTextPlace){ cleaner->at + i, cleaner->at + i + 1 };
  cleaner->at += length;
}

/* The end of letters of ASCII that nothing changes, no accent behind them. */
static const char *
find_plain_end (const char *at)
{
  while (*at != '\0' && (guchar) *at < 0x80 && *at != '<' && *at != '&' && (guchar) at[1] < 0xcc)
    at++;
  return at;
}

/* One character with its accents, or a syllable of Hangul in parts. */
static const char *
next_cluster (const char *at)
{
  for (at = g_utf8_next_char (at); *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter < 0x300
          || !(g_unichar_combining_class (letter) != 0 || (letter >= 0x1160 && letter <= 0x11ff)))
        break;
    }
  return at;
}

static gboolean
is_clean (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at == '<' || *at == '&'
        || ((guchar) *at >= 0xcc && next_cluster (at) != g_utf8_next_char (at)))
      return FALSE;
    else if ((guchar) *at < 0xcc && *g_utf8_next_char (at) != '\0'
             && (guchar) *g_utf8_next_char (at) >= 0xcc
             && next_cluster (at) != g_utf8_next_char (at))
      return FALSE;
  return TRUE;
}

static void
put_mark (Cleaner *cleaner, const char *at, const char *end, gboolean escaped)
{
  guint length = (guint) g_utf8_pointer_to_offset (at, end);
  gboolean tag = *at == '<' || escaped;
  char numeric[8];
  const char *letters = tag ? (is_block (escaped ? at + strlen ("&lt;") - 1 : at) ? "\n" : " ")
                            : letters_of (at, numeric);
  gboolean spaced
      = cleaner->out->len > 0 && g_ascii_isspace (cleaner->out->str[cleaner->out->len - 1]);

  if (!(spaced && g_str_equal (letters, " ")))
    put (cleaner, letters, cleaner->at, cleaner->at + length);
  cleaner->at += length;
}

/**
 * naru_text_clean:
 * @text: plain text or HTML
 * @places: (out) (element-type NaruTextPlace): for each character of what is returned, where it stands in @text
 *
 * Takes marks of HTML out, entities for what they stand for, and puts letters together that came in parts (NFC).
 *
 * Returns: (transfer full) (nullable): what a reader sees; %NULL if that is @text itself
 */
char *
naru_text_clean (const char *text, GArray **places)
{
  Cleaner cleaner = { NULL, NULL, 0 };

  *places = NULL;
  if (is_clean (text))
    return NULL;
  cleaner.out = g_string_sized_new (strlen (text) + 1);
  cleaner.places = g_array_new (FALSE, FALSE, sizeof (NaruTextPlace));
  for (const char *at = text; *at != '\0';)
    {
      const char *plain = find_plain_end (at);
      const char *escaped = *at == '&' ? find_escaped_tag (at) : NULL;
      const char *end = escaped != NULL            ? escaped
                        : *at == '<' || *at == '&' ? find_mark_end (at)
                                                   : NULL;
      g_autofree char *composed = NULL;
      guint length;

      if (plain > at)
        {
          put_plain (&cleaner, at, plain);
          at = plain;
          continue;
        }
      if (end != NULL)
        {
          put_mark (&cleaner, at, end, escaped != NULL);
          at = end;
          continue;
        }
      end = next_cluster (at);
      if (end == g_utf8_next_char (at))
        {
          put_plain (&cleaner, at, end);
          at = end;
          continue;
        }
      length = (guint) g_utf8_pointer_to_offset (at, end);
      composed = g_utf8_normalize (at, end - at, G_NORMALIZE_DEFAULT_COMPOSE);
      put (&cleaner, composed != NULL ? composed : "?", cleaner.at, cleaner.at + length);
      cleaner.at += length;
      at = end;
    }
  *places = cleaner.places;
  return g_string_free (cleaner.out, FALSE);
}

static gboolean
starts_bullet (const char *text)
{
  static const char *const bullets[]
      = { "•", "●", "■", "◆", "▶", "※", "○", "▪", "◇", "□", "·\t", "☞", "√", "✓" };

  /* no letter of Hangul begins with these bytes */
  if ((guchar) *text != 0xe2 && (guchar) *text != 0xc2)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (text, bullets[i]))
      return TRUE;
  return FALSE;
}

/* "etc." and "e.g." end no sentence, nor does an initial. */
static gboolean
is_abbreviation (const char *text, gsize dot)
{
  static const char *const known[]
      = { "e.g", "i.e", "etc", "approx", "incl", "dr",  "mr", "mrs", "ms",  "st",
          "no",  "vs",  "min", "max",    "inc",  "ltd", "co", "u.s", "u.k", "ph.d" };
  gsize from = dot;

  while (from > 0 && (g_ascii_isalpha (text[from - 1]) || text[from - 1] == '.'))
    from--;
  if (dot - from == 1 && g_ascii_isupper (text[from]))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == dot - from
        && g_ascii_strncasecmp (known[i], text + from, dot - from) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_text_sentence_ends:
 * @text: UTF-8
 * @at: a place in it, not 0
 *
 * Returns: whether a sentence ends right before @at
 */
gboolean
naru_text_sentence_ends (const char *text, gsize at)
{
  char before = text[at - 1];
  char here = text[at];

  if (before == '\n')
    return TRUE;
  if (before == '!' || before == '?')
    return here != before;
  if (before == '.' && here != '.')
    return !g_ascii_isdigit (here) && !g_ascii_islower (here) && here != ','
           && !(here == ' ' && is_abbreviation (text, at - 1));
  if (before == ';')
    return here == ' ' || here == '\0';
  /* glued: "requiredIdeal candidates", "skills:Good", "(remote)You" */
  if (g_ascii_isupper (here) && g_ascii_islower (text[at + 1]) && at >= 4)
    return (g_ascii_islower (before) && g_ascii_islower (text[at - 2])
            && g_ascii_islower (text[at - 3]))
           || before == ')';
  return (guchar) here >= 0x80 && starts_bullet (text + at);
}

/**
 * naru_text_next_unit:
 * @text: a masked text
 * @at: (inout): where to go on; 0 at first
 * @start: (out): first byte of the next paragraph, or part of a long one
 * @end: (out): byte behind it
 *
 * Returns: whether there was one
 */
gboolean
naru_text_next_unit (const char *text, gsize *at, gsize *start, gsize *end)
{
  gsize from = *at;

  while (text[from] == '\n' || text[from] == '\r' || text[from] == ' ' || text[from] == '\t')
    from++;
  if (text[from] == '\0')
    return FALSE;
  *start = from;
  for (*end = from + 1; text[*end] != '\0' && text[*end] != '\n'; (*end)++)
    if (*end - from > SHORT_UNIT && naru_text_sentence_ends (text, *end))
      break;
    else if (*end - from > LONG_UNIT && text[*end] == ' ')
      break;
  *at = *end;
  return TRUE;
}

/* In Korean, lists of conditions stand between commas, and each is a clause of its own. */
static gboolean
clause_ends (const char *text, gsize at)
{
  if (text[at - 1] == ',' || text[at - 1] == '/')
    return !(at >= 2 && g_ascii_isdigit (text[at - 2]) && g_ascii_isdigit (text[at]));
  return FALSE;
}

/**
 * naru_text_find_clause:
 * @text: a sentence
 * @length: of @text, in bytes
 * @tongue: language of the text; other than in Korean a clause is the whole sentence, as far as a reader keeps in mind
 * @start: (inout): a place in it, then the first byte of its clause
 * @end: (inout): a later place, then the byte behind its clause
 *
 * Finds the clause around some words.
 */
void
naru_text_find_clause (const char *text, gsize length, NaruTongue tongue, gsize *start, gsize *end)
{
  gboolean korean = tongue == NARU_TONGUE_KOREAN;
  gsize least = *start > LONG_SENTENCE ? *start - LONG_SENTENCE : 0;
  gsize most = MIN (length, *end + LONG_SENTENCE);

  while (*start > least && !(korean && clause_ends (text, *start)))
    (*start)--;
  while (*start > 0 && ((guchar) text[*start] & 0xc0) == 0x80)
    (*start)--;
  while (*end < most && !(korean && clause_ends (text, *end)))
    (*end)++;
  while (*end < length && ((guchar) text[*end] & 0xc0) == 0x80)
    (*end)++;
}
