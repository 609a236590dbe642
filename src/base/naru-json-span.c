/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a checked JSON text in place, without building a tree. Every function here relies on naru_json_check(). */
#include "naru-json-text.h"

#include "naru-json-word.h"
#include <string.h>

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *
after_space (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

/* Most strings are so short that a call of memchr() takes longer than to look at them. */
static inline const char *
find_quote (const char *at, const char *end)
{
  for (int i = 0; i < 4 && end - at >= NARU_WORD_SIZE; i++)
    {
      guint64 marks = naru_word_find (naru_word_load (at), '"');

      if (marks != 0)
        return at + naru_word_first (marks);
      at += NARU_WORD_SIZE;
    }
  return memchr (at, '"', (gsize) (end - at));
}

/* @at is at the opening quote. A quote behind an odd number of backslashes belongs to the string. */
static inline const char *
after_string (const char *at, const char *end)
{
  for (at++; at < end; at++)
    {
      const char *back;

      at = find_quote (at, end);
      if (at == NULL)
        return end;
      for (back = at; back[-1] == '\\'; back--)
        ;
      if ((at - back) % 2 == 0)
        return at + 1;
    }
  return end;
}

static const char *
after_value (const char *at, const char *end)
{
  guint depth = 0;

  if (at < end && *at == '"')
    return after_string (at, end);
  if (at < end && *at != '{' && *at != '[')
    {
      while (at < end && *at != ',' && *at != '}' && *at != ']' && !is_space (*at))
        at++;
      return at;
    }
  while (at < end)
    switch (*at)
      {
      case '"':
        at = after_string (at, end);
        break;
      case '{':
      case '[':
        depth++;
        at++;
        break;
      case '}':
      case ']':
        at++;
        if (--depth == 0)
          return at;
        break;
      default:
        at++;
      }
  return end;
}

/**
 * naru_json_span:
 * @text: a text that has passed naru_json_check()
 * @length: its length in bytes, or -1 if it ends with a zero
 *
 * Returns: its value, without the white space around it
 */
NaruJsonSpan
naru_json_span (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  text = after_space (text, end);
  while (end > text && is_space (end[-1]))
    end--;
  return (NaruJsonSpan){ text, (gsize) (end - text) };
}

/**
 * naru_json_span_kind:
 * @span: a value
 *
 * Returns: what it is; %NARU_JSON_MISSING for a span of nothing
 */
NaruJsonKind
naru_json_span_kind (NaruJsonSpan span)
{
  if (span.text == NULL || span.length == 0)
    return NARU_JSON_MISSING;
  switch (*span.text)
    {
    case '"':
      return NARU_JSON_STRING;
    case '{':
      return NARU_JSON_OBJECT;
    case '[':
      return NARU_JSON_ARRAY;
    case 't':
    case 'f':
      return NARU_JSON_BOOLEAN;
    case 'n':
      return NARU_JSON_NULL;
    default:
      return NARU_JSON_NUMBER;
    }
}

/**
 * naru_json_span_is_true:
 * @span: a value, or nothing
 *
 * Whether it is the value true; the string "true" is not.
 */
gboolean
naru_json_span_is_true (NaruJsonSpan span)
{
  return naru_json_span_kind (span) == NARU_JSON_BOOLEAN && *span.text == 't';
}

/**
 * naru_json_iter_init:
 * @iter: an iterator on the stack
 * @container: an object or a list; for any other value the iterator is at its end at once
 */
void
naru_json_iter_init (NaruJsonIter *iter, NaruJsonSpan container)
{
  NaruJsonKind kind = naru_json_span_kind (container);

  iter->object = kind == NARU_JSON_OBJECT;
  iter->at = iter->end = container.text;
  if (kind == NARU_JSON_OBJECT || kind == NARU_JSON_ARRAY)
    {
      iter->at = container.text + 1;
      iter->end = container.text + container.length - 1;
    }
}

/**
 * naru_json_iter_next:
 * @iter: an iterator
 * @name: (out) (optional): the member's name, quotes included; nothing in a list
 * @value: (out) (optional): the member's or element's value
 *
 * Returns: %FALSE at the end, when @name and @value are left as they were
 */
gboolean
naru_json_iter_next (NaruJsonIter *iter, NaruJsonSpan *name, NaruJsonSpan *value)
{
  const char *at = after_space (iter->at, iter->end);
  const char *from;

  if (at >= iter->end)
    return FALSE;
  if (*at == ',')
    at = after_space (at + 1, iter->end);
  if (iter->object)
    {
      from = at;
      at = after_string (at, iter->end);
      if (name != NULL)
        *name = (NaruJsonSpan){ from, (gsize) (at - from) };
      at = after_space (at, iter->end);
      at = after_space (at + 1, iter->end);
    }
  else if (name != NULL)
    *name = (NaruJsonSpan){ NULL, 0 };
  from = at;
  at = after_value (at, iter->end);
  if (value != NULL)
    *value = (NaruJsonSpan){ from, (gsize) (at - from) };
  iter->at = at;
  return TRUE;
}

/* Whether the quoted @name says @wanted. */
static gboolean
name_is (NaruJsonSpan name, const char *wanted, gsize length)
{
  g_autofree char *decoded = NULL;

  if (name.length == length + 2 && memcmp (name.text + 1, wanted, length) == 0)
    return TRUE;
  if (name.length <= length + 2 || memchr (name.text, '\\', name.length) == NULL)
    return FALSE;
  decoded = naru_json_span_dup_string (name);
  return strcmp (decoded, wanted) == 0;
}

/**
 * naru_json_span_member:
 * @object: a value
 * @name: name of a member
 *
 * Returns: the member's value; a span of nothing if there is none or @object is no object
 */
NaruJsonSpan
naru_json_span_member (NaruJsonSpan object, const char *name)
{
  NaruJsonIter iter;
  NaruJsonSpan key, value;
  gsize length = strlen (name);

  if (naru_json_span_kind (object) == NARU_JSON_OBJECT)
    {
      naru_json_iter_init (&iter, object);
      while (naru_json_iter_next (&iter, &key, &value))
        if (name_is (key, name, length))
          return value;
    }
  return (NaruJsonSpan){ NULL, 0 };
}

/**
 * naru_json_span_dup:
 * @span: a value
 *
 * Returns: (transfer full) (nullable): its JSON text; %NULL for a span of nothing
 */
char *
naru_json_span_dup (NaruJsonSpan span)
{
  return span.text != NULL && span.length > 0 ? g_strndup (span.text, span.length) : NULL;
}

static gunichar
hex_unit (const char *at)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
  return unit;
}

/* Reads the escape whose backslash is at *@at, and moves *@at behind it. */
static gunichar
read_escape (const char **at)
{
  static const char *const shorts = "b\bf\fn\nr\rt\t";
  const char *found;
  gunichar unit, low;
  char c = (*at)[1];

  if (c != 'u')
    {
      *at += 2;
      found = strchr (shorts, c);
      return found != NULL ? (gunichar) found[1] : (gunichar) c;
    }
  unit = hex_unit (*at + 2);
  *at += 6;
  if (unit < 0xd800 || unit > 0xdbff)
    return unit;
  low = hex_unit (*at + 2);
  *at += 6;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/**
 * naru_json_span_dup_string:
 * @span: a value
 *
 * Returns: (transfer full) (nullable): the text of a string, with U+FFFD where it has \u0000; %NULL for any other value
 */
char *
naru_json_span_dup_string (NaruJsonSpan span)
{
  const char *at;
  const char *end;
  GString *out;

  if (naru_json_span_kind (span) != NARU_JSON_STRING)
    return NULL;
  at = span.text + 1;
  end = span.text + span.length - 1;
  if (memchr (at, '\\', (gsize) (end - at)) == NULL)
    return g_strndup (at, (gsize) (end - at));

  out = g_string_sized_new (span.length);
  while (at < end)
    {
      const char *escape = memchr (at, '\\', (gsize) (end - at));

      g_string_append_len (out, at, escape != NULL ? escape - at : end - at);
      at = end;
      if (escape != NULL)
        {
          gunichar c = read_escape (&escape);

          g_string_append_unichar (out, c != 0 ? c : 0xfffd);
          at = escape;
        }
    }
  return g_string_free (out, FALSE);
}

/* Writes a string with the fewest escapes. A \u0000 stays one: it is not the same text as U+FFFD. */
static void
append_canonical_string (GString *out, NaruJsonSpan span)
{
  const char *at = span.text + 1;
  const char *end = span.text + span.length - 1;

  if (memchr (at, '\\', (gsize) (end - at)) == NULL)
    {
      g_string_append_len (out, span.text, (gssize) span.length);
      return;
    }
  g_string_append_c (out, '"');
  while (at < end)
    {
      const char *names = "b\bf\fn\nr\rt\t";
      gunichar c;

      if (*at != '\\')
        {
          g_string_append_c (out, *at++);
          continue;
        }
      c = read_escape (&at);
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (int) c);
      else if (c >= 0x20)
        g_string_append_unichar (out, c);
      else
        {
          while (*names != '\0' && (gunichar) names[1] != c)
            names += 2;
          if (*names != '\0')
            g_string_append_printf (out, "\\%c", *names);
          else
            g_string_append_printf (out, "\\u%04x", c);
        }
    }
  g_string_append_c (out, '"');
}

typedef struct
{
  char *name; /* canonical, quotes included */
  NaruJsonSpan value;
} Member;

static void
clear_member (gpointer data)
{
  g_free (((Member *) data)->name);
}

/* By the text between the quotes. */
static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *first = a;
  const Member *second = b;
  gsize first_length = strlen (first->name) - 2;
  gsize second_length = strlen (second->name) - 2;
  int order = memcmp (first->name + 1, second->name + 1, MIN (first_length, second_length));

  if (order != 0)
    return order;
  if (first_length != second_length)
    return first_length < second_length ? -1 : 1;
  return first->value.text < second->value.text ? -1 : 1;
}

/* Depth is bounded by naru_json_check(). */
static void
append_canonical (GString *out, NaruJsonSpan span)
{
  NaruJsonKind kind = naru_json_span_kind (span);
  NaruJsonIter iter;
  Member member;

  naru_json_iter_init (&iter, span);
  if (kind == NARU_JSON_STRING)
    append_canonical_string (out, span);
  else if (kind == NARU_JSON_ARRAY)
    {
      const char *separator = "[";

      while (naru_json_iter_next (&iter, NULL, &member.value))
        {
          g_string_append (out, separator);
          append_canonical (out, member.value);
          separator = ",";
        }
      g_string_append (out, *separator == '[' ? "[]" : "]");
    }
  else if (kind == NARU_JSON_OBJECT)
    {
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
      NaruJsonSpan name;

      g_array_set_clear_func (members, clear_member);
      while (naru_json_iter_next (&iter, &name, &member.value))
        {
          member.name = naru_json_span_canonical (name);
          g_array_append_val (members, member);
        }
      g_array_sort (members, compare_members);
      g_string_append_c (out, '{');
      for (guint i = 0; i < members->len; i++)
        {
          Member *each = &g_array_index (members, Member, i);

          g_string_append_printf (out, "%s%s:", i > 0 ? "," : "", each->name);
          append_canonical (out, each->value);
        }
      g_string_append_c (out, '}');
    }
  else
    g_string_append_len (out, span.text, (gssize) span.length);
}

/**
 * naru_json_span_canonical:
 * @span: a value
 *
 * The one text that all spellings of a value share: members sorted bytewise by name, no white space, strings with the
 * fewest escapes. Numbers keep their text, so that 1.0 and 1 are two values: no desk has to agree with another about
 * floating point.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for a span of nothing
 */
char *
naru_json_span_canonical (NaruJsonSpan span)
{
  GString *out;

  if (naru_json_span_kind (span) == NARU_JSON_MISSING)
    return NULL;
  out = g_string_sized_new (span.length + 1);
  append_canonical (out, span);
  return g_string_free (out, FALSE);
}

/**
 * naru_json_span_equal:
 * @a: a value
 * @b: another
 *
 * Returns: whether they have the same canonical text; two spans of nothing are equal
 */
gboolean
naru_json_span_equal (NaruJsonSpan a, NaruJsonSpan b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (a.length == b.length && (a.length == 0 || memcmp (a.text, b.text, a.length) == 0))
    return TRUE;
  if (naru_json_span_kind (a) != naru_json_span_kind (b))
    return FALSE;
  first = naru_json_span_canonical (a);
  second = naru_json_span_canonical (b);
  return g_strcmp0 (first, second) == 0;
}

/**
 * naru_json_equal:
 * @a: (nullable): a JSON text
 * @b: (nullable): another
 *
 * Returns: whether they say the same; %NULL, for no value, is equal to itself alone
 */
gboolean
naru_json_equal (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return naru_json_span_equal (naru_json_span (a, -1), naru_json_span (b, -1));
}
