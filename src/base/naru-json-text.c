/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict check of a JSON text (RFC 8259) that comes before any other use of it, and the writing of strings. */
#include "naru-json-text.h"

#include "naru-error.h"
#include "naru-json-word.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  gboolean escaped; /* there is a backslash in the latest string */
  guint64 objects; /* bit n: the container at depth n + 1 is an object */
  NaruJsonNames names; /* of the top-level object */
} Check;

/* Sets the error with the place; always FALSE, so that it can be returned. */
static gboolean
fail_at (Check *check, const char *place, GError **error, const char *what)
{
  guint line = 1;

  for (const char *at = check->start; at < place; at++)
    line += *at == '\n';
  g_set_error (error, NARU_ERROR, NARU_ERROR_JSON,
               /* TRANSLATORS: %s is what is wrong or was expected there */
               _ ("The text is not acceptable JSON at byte %u, line %u: %s"),
               (guint) (place - check->start), line, what);
  return FALSE;
}

static void
skip_space (Check *check)
{
  while (check->at < check->end
         && (*check->at == ' ' || *check->at == '\n' || *check->at == '\r' || *check->at == '\t'))
    check->at++;
}

/* Reads four hexadecimal digits; -1 if they are not there. */
static int
read_hex (const char *at, const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* After the backslash. A surrogate must come as a pair: half a character cannot be written as UTF-8 again. */
static gboolean
check_escape (Check *check, GError **error)
{
  const char *place = check->at - 1;
  int code;

  if (check->at == check->end)
    return fail_at (check, check->at, error, _ ("the text ends inside a string"));
  if (*check->at != 'u')
    {
      if (*check->at == '\0' || strchr ("\"\\/bfnrt", *check->at) == NULL)
        return fail_at (check, place, error, _ ("unknown escape in a string"));
      check->at++;
      return TRUE;
    }
  code = read_hex (check->at + 1, check->end);
  if (code < 0)
    return fail_at (check, place, error, _ ("expected four hexadecimal digits after \\u"));
  check->at += 5;
  if (code < 0xd800 || code > 0xdfff)
    return TRUE;
  if (code <= 0xdbff && check->end - check->at >= 6 && check->at[0] == '\\' && check->at[1] == 'u')
    {
      int low = read_hex (check->at + 2, check->end);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          check->at += 6;
          return TRUE;
        }
    }
  return fail_at (check, place, error, _ ("half of a surrogate pair"));
}

/* Whether a byte means itself inside a string. */
static inline gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\';
}

static inline const char *
after_plain (const char *at, const char *end)
{
  while (end - at >= NARU_WORD_SIZE)
    {
      guint64 word = naru_word_load (at);
      guint64 marks = naru_word_find_below (word, 0x20) | naru_word_find (word, '"')
                      | naru_word_find (word, '\\');

      if (marks != 0)
        return at + naru_word_first (marks);
      at += NARU_WORD_SIZE;
    }
  while (at < end && is_plain (*at))
    at++;
  return at;
}

static gboolean
check_string (Check *check, GError **error)
{
  check->escaped = FALSE;
  check->at++;
  while (check->at < check->end)
    {
      guchar c;

      check->at = after_plain (check->at, check->end);
      if (check->at == check->end)
        break;
      c = (guchar) *check->at;
      if (c == '"')
        {
          check->at++;
          return TRUE;
        }
      if (c != '\\')
        return fail_at (check, check->at, error, _ ("control character inside a string"));
      check->escaped = TRUE;
      check->at++;
      if (!check_escape (check, error))
        return FALSE;
    }
  return fail_at (check, check->at, error, _ ("the text ends inside a string"));
}

static gboolean
skip_digits (Check *check)
{
  const char *from = check->at;

  while (check->at < check->end && g_ascii_isdigit (*check->at))
    check->at++;
  return check->at > from;
}

static gboolean
check_number (Check *check, GError **error)
{
  if (*check->at == '-')
    check->at++;
  if (check->at < check->end && *check->at == '0')
    check->at++;
  else if (!skip_digits (check))
    return fail_at (check, check->at, error, _ ("expected a digit"));
  if (check->at < check->end && *check->at == '.')
    {
      check->at++;
      if (!skip_digits (check))
        return fail_at (check, check->at, error, _ ("expected a digit after the decimal point"));
    }
  if (check->at < check->end && (*check->at == 'e' || *check->at == 'E'))
    {
      check->at++;
      if (check->at < check->end && (*check->at == '+' || *check->at == '-'))
        check->at++;
      if (!skip_digits (check))
        return fail_at (check, check->at, error, _ ("expected a digit in the exponent"));
    }
  return TRUE;
}

static gboolean
check_word (Check *check, const char *word, GError **error)
{
  gsize length = strlen (word);

  if ((gsize) (check->end - check->at) < length || memcmp (check->at, word, length) != 0)
    return fail_at (check, check->at, error, _ ("expected a value"));
  check->at += length;
  return TRUE;
}

static gboolean
check_scalar (Check *check, GError **error)
{
  switch (*check->at)
    {
    case '"':
      return check_string (check, error);
    case 't':
      return check_word (check, "true", error);
    case 'f':
      return check_word (check, "false", error);
    case 'n':
      return check_word (check, "null", error);
    default:
      if (*check->at == '-' || g_ascii_isdigit (*check->at))
        return check_number (check, error);
      return fail_at (check, check->at, error, _ ("expected a value"));
    }
}

/**
 * naru_json_names_add:
 * @names: names without any at first, all zeros
 * @name: the name of a member in a text that has passed naru_json_check(), quotes included; not copied
 *
 * Returns: %FALSE if the name was there before, in whatever spelling
 */
gboolean
naru_json_names_add (NaruJsonNames *names, NaruJsonSpan name)
{
  if (names->more == NULL)
    {
      gboolean plain = memchr (name.text, '\\', name.length) == NULL;

      for (guint i = 0; plain && i < names->n; i++)
        if (names->few[i].length == name.length
            && memcmp (names->few[i].text, name.text, name.length) == 0)
          return FALSE;
      if (plain && names->n < G_N_ELEMENTS (names->few))
        {
          names->few[names->n++] = name;
          return TRUE;
        }
      names->more = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < names->n; i++)
        g_hash_table_add (names->more, naru_json_span_canonical (names->few[i]));
    }
  return g_hash_table_add (names->more, naru_json_span_canonical (name));
}

/**
 * naru_json_names_clear:
 *
 * Frees what the names hold, not the struct.
 */
void
naru_json_names_clear (NaruJsonNames *names)
{
  g_clear_pointer (&names->more, g_hash_table_unref);
  names->n = 0;
}

/* Names are looked for as text, which cannot hold a zero: nobody would find that member again. */
static gboolean
has_zero (NaruJsonSpan name)
{
  const char *end = name.text + name.length;
  const char *at = name.text;

  while ((at = memchr (at, '\\', (gsize) (end - at))) != NULL)
    {
      if (at[1] == 'u' && memcmp (at + 2, "0000", 4) == 0)
        return TRUE;
      at += 2;
    }
  return FALSE;
}

static gboolean
check_name (Check *check, GError **error)
{
  NaruJsonSpan name = { check->at, 0 };

  if (check->at == check->end || *check->at != '"')
    return fail_at (check, check->at, error, _ ("expected the name of a member in quotes"));
  if (!check_string (check, error))
    return FALSE;
  name.length = (gsize) (check->at - name.text);
  if (check->escaped && has_zero (name))
    return fail_at (check, name.text, error, _ ("a zero byte"));
  if (check->depth == 1 && !naru_json_names_add (&check->names, name))
    return fail_at (check, name.text, error, _ ("the member is there twice"));
  skip_space (check);
  if (check->at == check->end || *check->at != ':')
    return fail_at (check, check->at, error, _ ("expected a colon after the name of a member"));
  check->at++;
  return TRUE;
}

/* Opens the container at @check->at and, in an object, reads the first name. @empty: it is closed again. */
static gboolean
open_container (Check *check, gboolean *empty, GError **error)
{
  gboolean object = *check->at == '{';

  if (check->depth == NARU_JSON_MAX_DEPTH)
    {
      g_autofree char *what
          = g_strdup_printf (_ ("nested deeper than %d levels"), NARU_JSON_MAX_DEPTH);

      return fail_at (check, check->at, error, what);
    }
  if (object)
    check->objects |= G_GUINT64_CONSTANT (1) << check->depth;
  else
    check->objects &= ~(G_GUINT64_CONSTANT (1) << check->depth);
  check->depth++;
  check->at++;
  skip_space (check);
  *empty = check->at < check->end && *check->at == (object ? '}' : ']');
  return *empty || !object || check_name (check, error);
}

/* After a value: closes what ends here, and reads a comma and in an object the next name. */
static gboolean
close_containers (Check *check, GError **error)
{
  while (check->depth > 0)
    {
      gboolean object = (check->objects >> (check->depth - 1)) & 1;

      skip_space (check);
      if (check->at == check->end)
        return fail_at (check, check->at, error,
                        object ? _ ("the text ends inside an object")
                               : _ ("the text ends inside a list"));
      if (*check->at == ',')
        {
          check->at++;
          skip_space (check);
          return !object || check_name (check, error);
        }
      if (*check->at != (object ? '}' : ']'))
        return fail_at (check, check->at, error,
                        object ? _ ("expected a comma or the end of the object")
                               : _ ("expected a comma or the end of the list"));
      check->at++;
      check->depth--;
    }
  return TRUE;
}

/* No recursion: the depth is a number, and which containers are objects is a bit each. */
static gboolean
check_text (Check *check, GError **error)
{
  do
    {
      gboolean empty = FALSE;

      skip_space (check);
      if (check->at == check->end)
        return fail_at (check, check->at, error, _ ("expected a value"));
      if (*check->at == '{' || *check->at == '[')
        {
          if (!open_container (check, &empty, error))
            return FALSE;
          if (!empty)
            continue;
        }
      else if (!check_scalar (check, error))
        return FALSE;
      if (!close_containers (check, error))
        return FALSE;
    }
  while (check->depth > 0);

  skip_space (check);
  if (check->at < check->end)
    return fail_at (check, check->at, error, _ ("expected the end of the text"));
  return TRUE;
}

/* Of a text that is ASCII for the most part only the rest is looked at byte by byte. Returns: (nullable): the first byte that
 * is no UTF-8, or a zero */
static const char *
find_invalid (const char *at, const char *end)
{
  while (at < end)
    {
      const char *from;
      const char *invalid;

      while (end - at >= NARU_WORD_SIZE && naru_word_find_not_ascii (naru_word_load (at)) == 0)
        at += NARU_WORD_SIZE;
      while (at < end && (gint8) *at > 0)
        at++;
      from = at;
      while (at < end && (gint8) *at <= 0)
        at++;
      if (!g_utf8_validate_len (from, (gsize) (at - from), &invalid))
        return invalid;
    }
  return NULL;
}

static gboolean
check_within (const char *text, gssize length, gsize most, GError **error)
{
  Check check = { 0 };
  const char *invalid;
  gsize size = length < 0 ? strnlen (text, most + 1) : (gsize) length;
  gboolean good;

  if (size > most)
    {
      g_autofree char *limit = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, NARU_ERROR, NARU_ERROR_JSON, _ ("The text is larger than %s"), limit);
      return FALSE;
    }
  check.start = check.at = text;
  check.end = text + size;
  invalid = find_invalid (check.at, check.end);
  if (invalid != NULL)
    return fail_at (&check, invalid, error, *invalid == '\0' ? _ ("a zero byte") : _ ("not UTF-8"));
  good = check_text (&check, error);
  naru_json_names_clear (&check.names);
  return good;
}

/**
 * naru_json_check:
 * @text: a text
 * @length: its length in bytes, or -1 if it ends with a zero
 * @error: return location for an error
 *
 * Checks that @text is JSON as RFC 8259 has it, in UTF-8, of at most %NARU_JSON_MAX_SIZE bytes and %NARU_JSON_MAX_DEPTH
 * levels, without half characters, without zeros in names, and without two members of one name in the top-level object.
 *
 * Returns: %TRUE if it is; otherwise %NARU_ERROR_JSON says where and why
 */
gboolean
naru_json_check (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return check_within (text, length, NARU_JSON_MAX_SIZE, error);
}

/**
 * naru_json_check_many:
 * @text: a text that holds many documents
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Like naru_json_check(), up to %NARU_JSON_MAX_MANY_SIZE bytes.
 *
 * Returns: %TRUE if it is; otherwise %NARU_ERROR_JSON says where and why
 */
gboolean
naru_json_check_many (const char *text, gsize length, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return check_within (text, (gssize) length, NARU_JSON_MAX_MANY_SIZE, error);
}

/**
 * naru_json_check_object:
 * @text: a text
 * @length: its length in bytes, or -1 if it ends with a zero
 * @error: return location for an error
 *
 * Like naru_json_check(), and the text must be an object.
 *
 * Returns: %TRUE if it is; otherwise %NARU_ERROR_JSON says where and why
 */
gboolean
naru_json_check_object (const char *text, gssize length, GError **error)
{
  if (!naru_json_check (text, length, error))
    return FALSE;
  if (naru_json_span_kind (naru_json_span (text, length)) != NARU_JSON_OBJECT)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_JSON,
                           _ ("The text is JSON, but not an object"));
      return FALSE;
    }
  return TRUE;
}

/**
 * naru_json_append_quoted:
 * @out: where to write
 * @text: plain text; what is not UTF-8 in it is replaced by U+FFFD
 *
 * Writes @text as a JSON string.
 */
void
naru_json_append_quoted (GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (out != NULL && text != NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (const char *from = text;; from++)
    {
      const char *at = from;
      static const char *const shorts = "\bb\ff\nn\rr\tt\"\"\\\\";
      const char *found;

      while (is_plain (*at))
        at++;
      g_string_append_len (out, from, at - from);
      if (*at == '\0')
        break;
      found = strchr (shorts, *at);
      while (found != NULL && (found - shorts) % 2 != 0)
        found = strchr (found + 1, *at);
      if (found != NULL)
        g_string_append_printf (out, "\\%c", found[1]);
      else
        g_string_append_printf (out, "\\u%04x", (guint) *at);
      from = at;
    }
  g_string_append_c (out, '"');
}

/**
 * naru_json_quote:
 * @text: plain text
 *
 * Returns: (transfer full): @text as a JSON string, quotes included
 */
char *
naru_json_quote (const char *text)
{
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text) + 8);
  naru_json_append_quoted (out, text);
  return g_string_free (out, FALSE);
}

/**
 * naru_json_append_member:
 * @out: an object that is being written, from its opening brace on
 * @name: name of the member
 * @text: (nullable): plain text, written as a JSON string; %NULL writes nothing
 *
 * Writes a member, with a comma before it if it is not the first.
 */
void
naru_json_append_member (GString *out, const char *name, const char *text)
{
  g_return_if_fail (out != NULL && name != NULL);

  if (text == NULL)
    return;
  if (out->len > 0 && out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  naru_json_append_quoted (out, name);
  g_string_append_c (out, ':');
  naru_json_append_quoted (out, text);
}
