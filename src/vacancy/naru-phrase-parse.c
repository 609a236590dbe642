/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the notation of wordings: words, (a|b), [may be there], {class}, <marked>, ..3 for a gap. docs/rules.md explains it. */
#include "naru-phrase-private.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 12
#define MAX_GAP 12

#define NUMBER_BEGIN "(?<![\\p{N}.,])"
#define NUMBER_END "(?![\\p{N}])"
/* Small numbers and ages in English words. */
#define SPELLED(words) "(?<!\\p{L})(?:" words ")(?!\\p{L})"
#define ONES "one|two|three|four|five|six|seven|eight|nine"
#define TENS "(?:twenty|thirty|forty|fifty|sixty)(?:[ -](?:" ONES "))?"

/* Classes that are no list of words. */
static const struct
{
  const char *name;
  const char *expression;
} built_in[] = {
  { "number", "(?:" NUMBER_BEGIN "\\d{1,3}(?:[.,]\\d{1,3})?" NUMBER_END
              "|" SPELLED (ONES "|ten|eleven|twelve|fifteen|" TENS) ")" },
  { "age", "(?:" NUMBER_BEGIN "(?:1[4-9]|[2-9]\\d)" NUMBER_END
           "|" SPELLED ("eighteen|nineteen|" TENS) ")" },
  { "age-18", NUMBER_BEGIN "(?:1[89]|[2-9]\\d)" NUMBER_END },
  { "age-20", NUMBER_BEGIN "[2-9]\\d" NUMBER_END },
  { "age-55", NUMBER_BEGIN "(?:5[5-9]|[6-9]\\d)" NUMBER_END },
  { "age-over-21", NUMBER_BEGIN "(?:2[2-9]|[3-9]\\d)" NUMBER_END },
  { "height", NUMBER_BEGIN "1[4-9]\\d" NUMBER_END },
  { "year", NUMBER_BEGIN "20\\d\\d" NUMBER_END },
  { "birth-year", NUMBER_BEGIN "(?:(?:19)?[3-9]\\d|20[01]\\d|0\\d)" NUMBER_END },
  { "money", NUMBER_BEGIN "\\d[\\d,.]{0,12}" NUMBER_END },
  { "word", NARU_ANY_WORD },
};

typedef struct
{
  const char *at;
  NaruTongue tongue;
  NaruPhraseClasses classes;
  gpointer data;
  guint depth;
  gboolean marked;
  GError **error;
} Parser;

/**
 * naru_phrase_node_free:
 * @data: (nullable): a node
 *
 * Frees it with what it contains.
 */
void
naru_phrase_node_free (gpointer data)
{
  NaruPhraseNode *node = data;

  if (node == NULL)
    return;
  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static NaruPhraseNode *
node_new (NaruPhraseKind kind)
{
  NaruPhraseNode *node = g_new0 (NaruPhraseNode, 1);

  node->kind = kind;
  if (kind <= NARU_PHRASE_MARK)
    node->children = g_ptr_array_new_with_free_func (naru_phrase_node_free);
  return node;
}

static NaruPhraseNode *parse_choice (Parser *parser, const char *closing);

static gpointer
parser_fail (Parser *parser, const char *message)
{
  if (parser->error == NULL || *parser->error == NULL)
    g_set_error (parser->error, NARU_ERROR, NARU_ERROR_INVALID, "%s: “%s”", message, parser->at);
  return NULL;
}

static NaruPhraseNode *
parse_class (Parser *parser)
{
  const char *end = strchr (parser->at, '}');
  g_autofree char *name = end != NULL ? g_strndup (parser->at, (gsize) (end - parser->at)) : NULL;
  g_autoptr (NaruPhraseNode) choice = NULL;
  const char *const *wordings;
  Parser inner = *parser;

  if (name == NULL)
    return parser_fail (parser, _ ("A “{” without “}”"));
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (built_in[i].name, name))
      {
        NaruPhraseNode *node = node_new (NARU_PHRASE_EXPRESSION);

        node->expression = built_in[i].expression;
        parser->at = end + 1;
        return node;
      }
  wordings = parser->classes != NULL ? parser->classes (name, parser->tongue, parser->data) : NULL;
  if (wordings == NULL || *wordings == NULL)
    return parser_fail (parser, _ ("There is no such class of words"));
  choice = node_new (NARU_PHRASE_CHOICE);
  for (; *wordings != NULL; wordings++)
    {
      NaruPhraseNode *wording;

      inner.at = *wordings;
      inner.depth = parser->depth + 1;
      wording = parse_choice (&inner, "");
      if (wording == NULL)
        return NULL;
      g_ptr_array_add (choice->children, wording);
    }
  parser->at = end + 1;
  return g_steal_pointer (&choice);
}

static NaruPhraseNode *
parse_gap (Parser *parser)
{
  NaruPhraseNode *node = node_new (NARU_PHRASE_GAP);
  char *end;

  node->gap = (guint) g_ascii_strtoull (parser->at + 2, &end, 10);
  if (end == parser->at + 2)
    node->gap = 3;
  if (node->gap > MAX_GAP)
    {
      naru_phrase_node_free (node);
      return parser_fail (parser, _ ("A gap of more than 12 words"));
    }
  parser->at = end;
  return node;
}

static NaruPhraseNode *
parse_word (Parser *parser)
{
  g_autoptr (GString) word = g_string_new (NULL);
  NaruPhraseNode *node;

  while (*parser->at != '\0' && strchr (" ()[]{}<>|", *parser->at) == NULL
         && !(g_str_has_prefix (parser->at, "..") && word->len == 0))
    {
      if (*parser->at == '\\' && parser->at[1] != '\0')
        {
          g_string_append_c (word, '\\');
          parser->at++;
        }
      g_string_append_c (word, *parser->at++);
    }
  if (word->len == 0)
    return parser_fail (parser, _ ("A word was expected"));
  node = node_new (NARU_PHRASE_WORD);
  node->text = g_string_free (g_steal_pointer (&word), FALSE);
  return node;
}

static NaruPhraseNode *
parse_group (Parser *parser, NaruPhraseKind kind, char closing)
{
  const char closings[] = { closing, '\0' };
  g_autoptr (NaruPhraseNode) node = node_new (kind);
  NaruPhraseNode *inside;

  parser->at++;
  inside = parse_choice (parser, closings);
  if (inside == NULL)
    return NULL;
  g_ptr_array_add (node->children, inside);
  if (*parser->at != closing)
    return parser_fail (parser, _ ("A bracket is not closed"));
  parser->at++;
  return g_steal_pointer (&node);
}

static NaruPhraseNode *
parse_item (Parser *parser)
{
  switch (*parser->at)
    {
    case '(':
      return parse_group (parser, NARU_PHRASE_SEQUENCE, ')');
    case '[':
      return parse_group (parser, NARU_PHRASE_OPTION, ']');
    case '<':
      parser->marked = TRUE;
      return parse_group (parser, NARU_PHRASE_MARK, '>');
    case '{':
      parser->at++;
      return parse_class (parser);
    default:
      if (g_str_has_prefix (parser->at, ".."))
        return parse_gap (parser);
      return parse_word (parser);
    }
}

static NaruPhraseNode *
parse_sequence (Parser *parser, const char *closing)
{
  g_autoptr (NaruPhraseNode) sequence = node_new (NARU_PHRASE_SEQUENCE);

  while (TRUE)
    {
      gboolean spaced = *parser->at == ' ';
      NaruPhraseNode *item;

      while (*parser->at == ' ')
        parser->at++;
      if (*parser->at == '\0' || *parser->at == '|'
          || (*closing != '\0' && *parser->at == *closing))
        break;
      item = parse_item (parser);
      if (item == NULL)
        return NULL;
      item->spaced = spaced && sequence->children->len > 0;
      g_ptr_array_add (sequence->children, item);
    }
  if (sequence->children->len == 0)
    return parser_fail (parser, _ ("Nothing stands there"));
  return g_steal_pointer (&sequence);
}

static NaruPhraseNode *
parse_choice (Parser *parser, const char *closing)
{
  g_autoptr (NaruPhraseNode) choice = node_new (NARU_PHRASE_CHOICE);

  if (parser->depth > MAX_DEPTH)
    return parser_fail (parser, _ ("Classes of words that contain one another"));
  parser->depth++;
  while (TRUE)
    {
      NaruPhraseNode *sequence = parse_sequence (parser, closing);

      if (sequence == NULL)
        return NULL;
      g_ptr_array_add (choice->children, sequence);
      if (*parser->at != '|')
        break;
      parser->at++;
    }
  parser->depth--;
  return g_steal_pointer (&choice);
}

/**
 * naru_phrase_parse:
 * @wording: a wording
 * @tongue: language of the texts that it is for
 * @classes: (nullable): finds classes of words
 * @data: handed to @classes
 * @marked: (out): whether a part of it is marked
 * @error: return location
 *
 * Returns: (transfer full): what it consists of; %NULL with %NARU_ERROR_INVALID if it cannot be read
 */
NaruPhraseNode *
naru_phrase_parse (const char *wording, NaruTongue tongue, NaruPhraseClasses classes, gpointer data,
                   gboolean *marked, GError **error)
{
  g_autoptr (GError) local = NULL;
  Parser parser = { wording, tongue, classes, data, 0, FALSE, &local };
  g_autoptr (NaruPhraseNode) node = parse_choice (&parser, "");

  if (node != NULL && *parser.at != '\0')
    parser_fail (&parser, _ ("A bracket that was not opened"));
  *marked = parser.marked;
  if (local == NULL)
    return g_steal_pointer (&node);
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, "%s (%s)", local->message, wording);
  return NULL;
}
