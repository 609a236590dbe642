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
  GPtrArray *triggers; /* groups of NaruTrigger */
  guint number; /* in the index of its set */
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

static void
clear_trigger (gpointer data)
{
  g_free (((NaruTrigger *) data)->word);
}

static GArray *
triggers_new (void)
{
  GArray *triggers = g_array_new (FALSE, FALSE, sizeof (NaruTrigger));

  g_array_set_clear_func (triggers, clear_trigger);
  return triggers;
}

/* @begins, @ends: whether no letter can stand before and behind the word */
static GArray *
longest_literal (const char *text, gboolean begins, gboolean ends)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) run = g_string_new (NULL);
  NaruTrigger best = { NULL, FALSE, FALSE };
  GArray *triggers;
  gboolean first = TRUE;

  plain = g_utf8_strdown (*text == '=' ? text + 1 : text, -1);
  for (const char *at = plain;; at++)
    {
      gboolean stops = *at == '\0' || *at == '*' || *at == '\'';

      if (stops && run->len >= MIN_TRIGGER && (best.word == NULL || run->len > strlen (best.word)))
        {
          g_free (best.word);
          best = (NaruTrigger){ g_strdup (run->str), first && begins, *at == '\0' && ends };
        }
      if (stops)
        g_string_truncate (run, 0);
      else if (*at != '\\')
        g_string_append_c (run, *at);
      first = first && !stops;
      if (*at == '\0')
        break;
    }
  if (best.word == NULL)
    return NULL;
  triggers = triggers_new ();
  g_array_append_val (triggers, best);
  return triggers;
}

static gsize
shortest (const GArray *triggers)
{
  gsize least = G_MAXSIZE;

  for (guint i = 0; i < triggers->len; i++)
    least = MIN (least, strlen (g_array_index (triggers, NaruTrigger, i).word));
  return least;
}

/* The one of @groups that occurs most rarely, as far as its length tells; NULL if there is none. */
static GArray *
choose_group (const GPtrArray *groups)
{
  GArray *best = NULL;

  for (guint i = 0; i < groups->len; i++)
    if (best == NULL || shortest (groups->pdata[i]) > shortest (best))
      best = groups->pdata[i];
  return best;
}

static void
take_triggers (GArray *into, GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      NaruTrigger *trigger = &g_array_index (from, NaruTrigger, i);

      g_array_append_val (into, *trigger);
      trigger->word = NULL;
    }
}

static void find_triggers (NaruPhraseNode *node, gboolean begins, gboolean ends, GPtrArray *groups);

static GPtrArray *
find_groups (NaruPhraseNode *node, gboolean begins, gboolean ends)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  find_triggers (node, begins, ends, groups);
  return groups;
}

/* Of a choice one word must occur of those that one of its wordings must have. */
static void
find_triggers_of_choice (NaruPhraseNode *node, gboolean begins, gboolean ends, GPtrArray *groups)
{
  g_autoptr (GArray) all = triggers_new ();

  if (node->children->len == 1)
    {
      find_triggers (node->children->pdata[0], begins, ends, groups);
      return;
    }
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr (GPtrArray) inner = find_groups (node->children->pdata[i], begins, ends);
      GArray *best = choose_group (inner);

      if (best == NULL)
        return;
      take_triggers (all, best);
    }
  g_ptr_array_add (groups, g_steal_pointer (&all));
}

static gboolean
may_be_missing (const NaruPhraseNode *node)
{
  return node->kind == NARU_PHRASE_OPTION || node->kind == NARU_PHRASE_GAP;
}

/* Whether there is a space behind the part at @position of a sequence, whatever may be missing there. */
static gboolean
ends_apart (const NaruPhraseNode *node, guint position, gboolean ends)
{
  for (guint i = position + 1; i < node->children->len; i++)
    {
      const NaruPhraseNode *next = node->children->pdata[i];

      if (!next->spaced || !may_be_missing (next))
        return next->spaced;
    }
  return ends;
}

static void
find_triggers_of_sequence (NaruPhraseNode *node, gboolean begins, gboolean ends, GPtrArray *groups)
{
  gboolean before = TRUE; /* everything until here may be missing */
  gboolean glued = FALSE; /* "a[b] c" is "ac", too */

  for (guint i = 0; i < node->children->len; i++)
    {
      NaruPhraseNode *child = node->children->pdata[i];

      find_triggers (child, (child->spaced || i == 0) && !glued && (!before || begins),
                     ends_apart (node, i, ends), groups);
      glued = child->kind == NARU_PHRASE_OPTION && !child->spaced && i > 0;
      before = before && may_be_missing (child);
    }
}

/* Adds groups of words: a text must contain one of each before @node can match. */
static void
find_triggers (NaruPhraseNode *node, gboolean begins, gboolean ends, GPtrArray *groups)
{
  GArray *literal;

  switch (node->kind)
    {
    case NARU_PHRASE_WORD:
      literal = longest_literal (node->text, begins, ends);
      if (literal != NULL)
        g_ptr_array_add (groups, literal);
      break;
    case NARU_PHRASE_CHOICE:
      find_triggers_of_choice (node, begins, ends, groups);
      break;
    case NARU_PHRASE_SEQUENCE:
    case NARU_PHRASE_MARK:
      find_triggers_of_sequence (node, begins, ends, groups);
      break;
    case NARU_PHRASE_OPTION:
    case NARU_PHRASE_GAP:
    case NARU_PHRASE_EXPRESSION:
      break;
    }
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
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean begins = *wording != '\\' && !g_str_has_prefix (wording, "<\\");
  gboolean ends = !ends_escaped (wording);
  gboolean apart = tongue != NARU_TONGUE_KOREAN; /* words stand between spaces */
  NaruPhrase *self;

  if (node == NULL)
    return NULL;
  /* a wording that begins or ends with a bracket of the text needs no border of a word there */
  if (begins)
    g_string_append (out, tongues[tongue].begin);
  emit (node, tongue, out);
  if (ends)
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
  self->triggers = find_groups (node, begins && apart, ends && apart);
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
 * Returns: (element-type GArray): groups of #NaruTrigger, lower-case words of at least three bytes; only a text with one of
 *   each group can match; empty if nothing can be said
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

/**
 * naru_phrase_set_number:
 * @self: a wording
 * @number: its position in the index of the set that it belongs to
 *
 * Remembers where it is.
 */
void
naru_phrase_set_number (NaruPhrase *self, guint number)
{
  self->number = number;
}

/**
 * naru_phrase_get_number:
 * @self: a wording
 *
 * Returns: what naru_phrase_set_number() was told
 */
guint
naru_phrase_get_number (NaruPhrase *self)
{
  return self->number;
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
