/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording that a rule looks for, to a regular expression that runs in linear time: there is no way to write an
 * unbounded repetition, and what may be between two words has a fixed length. */
#include "naru-phrase-private.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXPRESSION 60000
/* A trigger is looked up by its first three bytes: three letters, or one syllable of Hangul. */
#define MIN_TRIGGER 3

/* Sentences and items of lists that lost the space between them: "requiredIdeal", "required28 years", "40Good". */
#define GLUED_BEHIND "(?-i:(?<=\\p{Ll})(?=[\\p{Lu}\\p{Nd}])|(?<=\\p{Nd})(?=\\p{Lu}))"

static const struct
{
  const char *between; /* what a space stands for */
  const char *gap; /* one word more */
  const char *begin;
  const char *end;
} tongues[NARU_N_TONGUES] = {
  [NARU_TONGUE_ENGLISH]
  = { "[\\s:,\\p{Pd}(/\"“”'‘’*]{1,4}", NARU_ANY_WORD, "(?:(?<![\\p{L}\\p{N}_])|" GLUED_BEHIND ")",
      "(?:(?![\\p{L}\\p{N}_])|" GLUED_BEHIND ")" },
  [NARU_TONGUE_KOREAN]
  = { "[\\s:：·()\\p{Pd}'\"“”‘’\\]\\[]{0,4}", "[^\\n.!?]{0,6}", "(?<![\\p{Hangul}])", "" },
  [NARU_TONGUE_FRENCH]
  = { "[\\s:,\\p{Pd}(/\"“”'‘’«»*]{1,4}", NARU_ANY_WORD, "(?:(?<![\\p{L}\\p{N}_])|" GLUED_BEHIND ")",
      "(?:(?![\\p{L}\\p{N}_])|" GLUED_BEHIND ")" },
};

struct _NaruPhrase
{
  char *expression;
  gboolean marked;
  GPtrArray *triggers;
  gboolean counts; /* it cannot match without a number */
  gsize regex; /* GRegex, compiled when it is first wanted */
};

/* --- to a regular expression ------------------------------------------------------------------------------------ */

static void emit (NaruPhraseNode *node, NaruTongue tongue, GString *out);

/* "=" before a word: its capitals count; "*": any letters. */
static void
emit_word (const char *text, GString *out)
{
  gboolean exact = *text == '=';

  if (exact)
    {
      g_string_append (out, "(?-i:");
      text++;
    }
  while (*text != '\0')
    {
      const char *next;
      g_autofree char *letter = NULL;
      g_autofree char *escaped = NULL;

      if (*text == '*')
        {
          g_string_append (out, "[\\p{L}\\p{N}'’]{0,24}");
          text++;
          continue;
        }
      if (*text == '\\' && text[1] != '\0')
        text++;
      next = g_utf8_next_char (text);
      letter = g_strndup (text, (gsize) (next - text));
      escaped = g_regex_escape_string (letter, -1);
      if (*letter == '\'')
        g_string_append (out, "['’]");
      else
        g_string_append (out, escaped);
      text = next;
    }
  if (exact)
    g_string_append_c (out, ')');
}

static void
emit_sequence (NaruPhraseNode *node, NaruTongue tongue, GString *out)
{
  const char *between = tongues[tongue].between;
  gboolean skip_space = FALSE;

  for (guint i = 0; i < node->children->len; i++)
    {
      NaruPhraseNode *child = g_ptr_array_index (node->children, i);
      NaruPhraseNode *next
          = i + 1 < node->children->len ? g_ptr_array_index (node->children, i + 1) : NULL;
      const char *before = child->spaced && !skip_space ? between : "";

      skip_space = FALSE;
      if (child->kind == NARU_PHRASE_GAP)
        {
          /* in Korean a gap counts characters, since particles are glued to words */
          if (tongue == NARU_TONGUE_KOREAN)
            g_string_append_printf (out, "[^\\n.!?,]{0,%u}?", child->gap * 5);
          else
            g_string_append_printf (out, "(?:%s%s){0,%u}?", between, tongues[tongue].gap,
                                    child->gap);
        }
      else if (child->kind == NARU_PHRASE_OPTION)
        {
          g_string_append (out, "(?:");
          g_string_append (out, before);
          emit (g_ptr_array_index (child->children, 0), tongue, out);
          /* an option at the beginning takes the space behind it along */
          if (*before == '\0' && next != NULL && next->spaced)
            {
              g_string_append (out, between);
              skip_space = TRUE;
            }
          g_string_append (out, ")?");
        }
      else
        {
          g_string_append (out, before);
          emit (child, tongue, out);
        }
    }
}

static void
emit (NaruPhraseNode *node, NaruTongue tongue, GString *out)
{
  switch (node->kind)
    {
    case NARU_PHRASE_WORD:
      emit_word (node->text, out);
      break;
    case NARU_PHRASE_EXPRESSION:
      g_string_append (out, node->expression);
      break;
    case NARU_PHRASE_MARK:
      g_string_append (out, "(?<m>");
      emit (g_ptr_array_index (node->children, 0), tongue, out);
      g_string_append_c (out, ')');
      break;
    case NARU_PHRASE_SEQUENCE:
      emit_sequence (node, tongue, out);
      break;
    case NARU_PHRASE_CHOICE:
      g_string_append (out, "(?:");
      for (guint i = 0; i < node->children->len; i++)
        {
          if (i > 0)
            g_string_append_c (out, '|');
          emit (g_ptr_array_index (node->children, i), tongue, out);
        }
      g_string_append_c (out, ')');
      break;
    case NARU_PHRASE_OPTION:
    case NARU_PHRASE_GAP:
      break;
    }
}

/* --- what a text must contain ----------------------------------------------------------------------------------- */

static char *
longest_literal (const char *text)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) run = g_string_new (NULL);
  g_autofree char *best = NULL;

  plain = g_utf8_strdown (*text == '=' ? text + 1 : text, -1);
  for (const char *at = plain;; at++)
    {
      gboolean ends = *at == '\0' || *at == '*' || *at == '\'';

      if (ends && run->len >= MIN_TRIGGER && (best == NULL || run->len > strlen (best)))
        {
          g_free (best);
          best = g_strdup (run->str);
        }
      if (ends)
        g_string_truncate (run, 0);
      else if (*at != '\\')
        g_string_append_c (run, *at);
      if (*at == '\0')
        break;
    }
  return g_steal_pointer (&best);
}

static gsize
shortest (GPtrArray *words)
{
  gsize least = G_MAXSIZE;

  for (guint i = 0; i < words->len; i++)
    least = MIN (least, strlen (words->pdata[i]));
  return least;
}

/* Words of which a text must contain one before @node can match; NULL if nothing can be said. */
static GPtrArray *
find_triggers (NaruPhraseNode *node)
{
  g_autoptr (GPtrArray) words = NULL;

  if (node->kind == NARU_PHRASE_WORD)
    {
      char *literal = longest_literal (node->text);

      if (literal == NULL)
        return NULL;
      words = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (words, literal);
    }
  else if (node->kind == NARU_PHRASE_CHOICE)
    {
      words = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < node->children->len; i++)
        {
          GPtrArray *inner = find_triggers (g_ptr_array_index (node->children, i));

          if (inner == NULL)
            return NULL;
          g_ptr_array_extend_and_steal (words, inner);
        }
    }
  else if (node->kind == NARU_PHRASE_SEQUENCE || node->kind == NARU_PHRASE_MARK)
    for (guint i = 0; i < node->children->len; i++)
      {
        g_autoptr (GPtrArray) inner = find_triggers (g_ptr_array_index (node->children, i));

        if (inner != NULL && (words == NULL || shortest (inner) > shortest (words)))
          {
            g_clear_pointer (&words, g_ptr_array_unref);
            words = g_steal_pointer (&inner);
          }
      }
  return g_steal_pointer (&words);
}

/* Whether @node cannot match without a number in figures or words. */
static gboolean
needs_number (NaruPhraseNode *node)
{
  gboolean all = node->kind == NARU_PHRASE_CHOICE;

  if (node->kind == NARU_PHRASE_EXPRESSION)
    return !g_str_equal (node->expression, NARU_ANY_WORD);
  if (node->kind != NARU_PHRASE_CHOICE && node->kind != NARU_PHRASE_SEQUENCE
      && node->kind != NARU_PHRASE_MARK)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (needs_number (g_ptr_array_index (node->children, i)) != all)
      return !all;
  return all;
}

static gboolean
ends_escaped (const char *wording)
{
  gsize length = strlen (wording);

  if (length > 1 && wording[length - 1] == '>')
    length--;
  return length > 1 && wording[length - 2] == '\\';
}

/**
 * naru_phrase_new:
 * @wording: a wording in the notation of docs/rules.md
 * @tongue: language of the texts that it is for
 * @classes: (nullable): finds classes of words
 * @data: handed to @classes
 * @error: return location
 *
 * Returns: (transfer full): the wording, %NULL with %NARU_ERROR_INVALID if it cannot be read
 */
NaruPhrase *
naru_phrase_new (const char *wording, NaruTongue tongue, NaruPhraseClasses classes, gpointer data,
                 GError **error)
{
  gboolean marked;
  g_autoptr (NaruPhraseNode) node
      = naru_phrase_parse (wording, tongue, classes, data, &marked, error);
  g_autoptr (GPtrArray) triggers = node != NULL ? find_triggers (node) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  NaruPhrase *self;

  if (node == NULL)
    return NULL;
  /* a wording that begins or ends with a bracket of the text needs no border of a word there */
  if (*wording != '\\' && !g_str_has_prefix (wording, "<\\"))
    g_string_append (out, tongues[tongue].begin);
  emit (node, tongue, out);
  if (!ends_escaped (wording))
    g_string_append (out, tongues[tongue].end);
  if (out->len > MAX_EXPRESSION)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("A wording is too long (%s)"),
                   wording);
      return NULL;
    }
  self = g_new0 (NaruPhrase, 1);
  self->expression = g_string_free (g_steal_pointer (&out), FALSE);
  self->marked = marked;
  self->triggers = g_steal_pointer (&triggers);
  self->counts = needs_number (node);
  return self;
}

/**
 * naru_phrase_free:
 * @self: (nullable): a wording
 *
 * Frees it.
 */
void
naru_phrase_free (NaruPhrase *self)
{
  if (self == NULL)
    return;
  if (self->regex > 1)
    g_regex_unref ((GRegex *) self->regex);
  g_clear_pointer (&self->triggers, g_ptr_array_unref);
  g_free (self->expression);
  g_free (self);
}

/**
 * naru_phrase_get_triggers:
 * @self: a wording
 *
 * Returns: (element-type utf8) (nullable): lower-case words of at least three bytes; a text with none of them cannot match;
 *   %NULL if there are none that it must have
 */
GPtrArray *
naru_phrase_get_triggers (NaruPhrase *self)
{
  return self->triggers;
}

/**
 * naru_phrase_needs_number:
 * @self: a wording
 *
 * Returns: whether only a text with a number, in figures or words, can match it
 */
gboolean
naru_phrase_needs_number (NaruPhrase *self)
{
  return self->counts;
}

/* 1 stands for an expression that the library does not take: a fault of this file, said once. */
static GRegex *
get_regex (NaruPhrase *self)
{
  if (g_once_init_enter (&self->regex))
    {
      g_autoptr (GError) error = NULL;
      GRegex *regex = g_regex_new (
          self->expression, G_REGEX_CASELESS | G_REGEX_OPTIMIZE | G_REGEX_DUPNAMES, 0, &error);

      if (regex == NULL)
        g_warning ("a wording does not compile: %s", error->message);
      g_once_init_leave (&self->regex, regex != NULL ? (gsize) regex : 1);
    }
  return self->regex > 1 ? (GRegex *) self->regex : NULL;
}

/**
 * naru_phrase_find:
 * @self: a wording
 * @text: UTF-8
 * @length: of @text, in bytes
 * @from: where to begin, in bytes
 * @start: (out): first byte of what is marked
 * @end: (out): byte behind it
 *
 * Returns: whether the wording occurs
 */
gboolean
naru_phrase_find (NaruPhrase *self, const char *text, gsize length, gsize from, gsize *start,
                  gsize *end)
{
  g_autoptr (GMatchInfo) match = NULL;
  GRegex *regex = get_regex (self);
  int first, behind;

  if (regex == NULL
      || !g_regex_match_full (regex, text, (gssize) length, (int) from, 0, &match, NULL))
    return FALSE;
  if (!(self->marked && g_match_info_fetch_named_pos (match, "m", &first, &behind) && first >= 0))
    g_match_info_fetch_pos (match, 0, &first, &behind);
  *start = (gsize) first;
  *end = (gsize) behind;
  return TRUE;
}

/**
 * naru_phrase_is_there:
 * @self: a wording
 * @text: UTF-8
 * @length: of @text, in bytes
 *
 * Returns: whether the wording occurs
 */
gboolean
naru_phrase_is_there (NaruPhrase *self, const char *text, gsize length)
{
  gsize start, end;

  return naru_phrase_find (self, text, length, 0, &start, &end);
}
