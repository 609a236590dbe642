/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging long text by paragraph: a paragraph is what stands between two line breaks. */
#include "naru-merge-private.h"

#include <string.h>

#define MAX_CELLS (4 * 1024 * 1024) /* of the table that compares two texts */

typedef struct
{
  char **lines;
  guint n;
} Text;

/* What one side has in place of some lines of the base; @from is @to where it added lines only. */
typedef struct
{
  guint from;
  guint to;
  guint start;
  guint end;
} Hunk;

static void
text_clear (Text *self)
{
  g_clear_pointer (&self->lines, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

/* FALSE if it is no text, or one that cannot be split and put together again as it was. */
static gboolean
text_init (Text *self, NaruJsonSpan span)
{
  g_autofree char *text = NULL;
  NaruJsonKind kind = naru_json_span_kind (span);

  if (kind == NARU_JSON_STRING && g_strstr_len (span.text, (gssize) span.length, "\\u0000") != NULL)
    return FALSE;
  if (kind == NARU_JSON_STRING)
    text = naru_json_span_dup_string (span);
  else if (kind == NARU_JSON_MISSING || kind == NARU_JSON_NULL)
    text = g_strdup ("");
  else
    return FALSE;
  self->lines = g_strsplit (text, "\n", -1);
  self->n = g_strv_length (self->lines);
  return TRUE;
}

static Text
text_slice (const Text *self, guint start, guint end)
{
  return (Text){ self->lines + start, end - start };
}

/* Length of the longest common run of lines of each tail of @a and each tail of @b. */
static guint16 *
compare_tails (const Text *a, const Text *b)
{
  gsize width = b->n + 1;
  guint16 *table = g_new0 (guint16, (a->n + 1) * width);

  for (guint i = a->n; i-- > 0;)
    for (guint j = b->n; j-- > 0;)
      table[i * width + j] = strcmp (a->lines[i], b->lines[j]) == 0
                                 ? (guint16) (table[(i + 1) * width + j + 1] + 1)
                                 : MAX (table[(i + 1) * width + j], table[i * width + j + 1]);
  return table;
}

static void
add_hunk (GArray *hunks, guint from, guint to, guint start, guint end)
{
  Hunk hunk = { from, to, start, end };

  if (from < to || start < end)
    g_array_append_val (hunks, hunk);
}

/* NULL if the texts are too long to be compared. */
static GArray *
find_hunks (const Text *base, const Text *side)
{
  guint head = 0;
  guint tail = 0;
  guint from = 0, start = 0, i = 0, j = 0;
  g_autofree guint16 *table = NULL;
  Text a, b;
  GArray *hunks;
  gsize width;

  while (head < base->n && head < side->n && strcmp (base->lines[head], side->lines[head]) == 0)
    head++;
  while (tail < base->n - head && tail < side->n - head
         && strcmp (base->lines[base->n - 1 - tail], side->lines[side->n - 1 - tail]) == 0)
    tail++;
  a = text_slice (base, head, base->n - tail);
  b = text_slice (side, head, side->n - tail);
  if (a.n >= G_MAXUINT16 || b.n >= G_MAXUINT16 || ((gsize) a.n + 1) * (b.n + 1) > MAX_CELLS)
    return NULL;

  table = compare_tails (&a, &b);
  hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  width = b.n + 1;
  while (i < a.n && j < b.n)
    {
      if (strcmp (a.lines[i], b.lines[j]) == 0)
        {
          add_hunk (hunks, head + from, head + i, head + start, head + j);
          from = ++i;
          start = ++j;
        }
      else if (table[(i + 1) * width + j] >= table[i * width + j + 1])
        i++;
      else
        j++;
    }
  add_hunk (hunks, head + from, head + a.n, head + start, head + b.n);
  return hunks;
}

static gboolean
touch (const Hunk *a, const Hunk *b)
{
  if (a->from == a->to && b->from == b->to)
    return a->from == b->from;
  if (a->from == a->to)
    return b->from < a->from && a->from < b->to;
  if (b->from == b->to)
    return a->from < b->from && b->from < a->to;
  return MAX (a->from, b->from) < MIN (a->to, b->to);
}

static void
append (GPtrArray *out, const Text *text, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_ptr_array_add (out, text->lines[i]);
}

static int
compare_texts (const Text *a, const Text *b)
{
  for (guint i = 0; i < a->n && i < b->n; i++)
    {
      int order = strcmp (a->lines[i], b->lines[i]);

      if (order != 0)
        return order;
    }
  return (a->n > b->n) - (a->n < b->n);
}

/* Both added paragraphs at one place: all of them stay, those that both added once, in an order that is the same on
 * every desk. */
static gboolean
append_both (GPtrArray *out, const Text *mine, const Text *theirs)
{
  gboolean mine_first = compare_texts (mine, theirs) < 0;
  const Text *first = mine_first ? mine : theirs;
  const Text *second = mine_first ? theirs : mine;
  g_autoptr (GArray) hunks = find_hunks (first, second);
  guint at = 0;

  if (hunks == NULL)
    return FALSE;
  for (guint i = 0; i < hunks->len; i++)
    {
      const Hunk *hunk = &g_array_index (hunks, Hunk, i);

      append (out, first, at, hunk->to);
      append (out, second, hunk->start, hunk->end);
      at = hunk->to;
    }
  append (out, first, at, first->n);
  return TRUE;
}

static gboolean
same_hunk (const Hunk *a, const Text *mine, const Hunk *b, const Text *theirs)
{
  Text first = text_slice (mine, a->start, a->end);
  Text second = text_slice (theirs, b->start, b->end);

  return a->from == b->from && a->to == b->to && compare_texts (&first, &second) == 0;
}

/* Where two hunks touch, they must do the same, or both add only. */
static gboolean
append_touching (GPtrArray *out, const Hunk *a, const Text *mine, const Hunk *b, const Text *theirs)
{
  Text first = text_slice (mine, a->start, a->end);
  Text second = text_slice (theirs, b->start, b->end);

  if (same_hunk (a, mine, b, theirs))
    {
      append (out, mine, a->start, a->end);
      return TRUE;
    }
  return a->from == a->to && b->from == b->to && append_both (out, &first, &second);
}

static gboolean
comes_first (const Hunk *a, const Hunk *b)
{
  return b == NULL
         || (a != NULL && (a->from < b->from || (a->from == b->from && a->from == a->to)));
}

static const Hunk *
get_hunk (GArray *hunks, guint i)
{
  return i < hunks->len ? &g_array_index (hunks, Hunk, i) : NULL;
}

static gboolean
merge_hunks (GPtrArray *out, const Text *base, const Text *mine, const Text *theirs)
{
  g_autoptr (GArray) mine_hunks = find_hunks (base, mine);
  g_autoptr (GArray) theirs_hunks = find_hunks (base, theirs);
  guint i = 0, j = 0, at = 0;

  if (mine_hunks == NULL || theirs_hunks == NULL)
    return FALSE;
  while (i < mine_hunks->len || j < theirs_hunks->len)
    {
      const Hunk *a = get_hunk (mine_hunks, i);
      const Hunk *b = get_hunk (theirs_hunks, j);
      const Hunk *first = comes_first (a, b) ? a : b;

      append (out, base, at, first->from);
      at = first->to;
      if (a != NULL && b != NULL && touch (a, b))
        {
          if (!append_touching (out, a, mine, b, theirs))
            return FALSE;
          i++;
          j++;
        }
      else if (first == a)
        {
          append (out, mine, a->start, a->end);
          i++;
        }
      else
        {
          append (out, theirs, b->start, b->end);
          j++;
        }
    }
  append (out, base, at, base->n);
  return TRUE;
}

/**
 * naru_merge_paragraphs:
 * @limit: characters that the text may have
 * @merged: (out) (nullable): the merged text as JSON; %NULL if nothing is left of it
 *
 * Paragraphs that one side changed, added or removed are as that side has them; what both added at one place stays.
 *
 * Returns: %FALSE if both changed one paragraph, or the texts cannot be compared: the text is one value then
 */
gboolean
naru_merge_paragraphs (const NaruMergeValue *value, gsize limit, char **merged)
{
  g_auto (Text) base = { 0 };
  g_auto (Text) mine = { 0 };
  g_auto (Text) theirs = { 0 };
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  if (!text_init (&base, value->base) || !text_init (&mine, value->mine)
      || !text_init (&theirs, value->theirs) || !merge_hunks (lines, &base, &mine, &theirs))
    return FALSE;
  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("\n", (char **) lines->pdata);
  if (g_utf8_strlen (joined, -1) > (glong) limit)
    return FALSE;
  *merged = *joined != '\0' ? naru_json_quote (joined) : NULL;
  return TRUE;
}
