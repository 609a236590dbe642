/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of vCards as they are found: folded in three ways, with quoted-printable, character sets, groups, and lines that
 * belong to nothing. Pictures and keys are skipped, not decoded. */
#include "naru-vcard.h"

#include "naru-decode.h"
#include <string.h>

void
naru_vcard_line_free (NaruVcardLine *line)
{
  g_free (line->name);
  g_free (line->types);
  g_strfreev (line->values);
  g_free (line);
}

/**
 * naru_vcard_line_has_type:
 * @line: a line
 * @type: in lower case: "work", "cell", "pref"
 *
 * Returns: whether a parameter says so, as TYPE=work, as TYPE="work,voice" or as WORK alone
 */
gboolean
naru_vcard_line_has_type (const NaruVcardLine *line, const char *type)
{
  g_autofree char *word = g_strdup_printf (";%s;", type);

  return strstr (line->types, word) != NULL;
}

/* The end of the logical line that begins at @at, and in @out its text without folding. */
static const char *
unfold (const char *at, const char *end, GString *out)
{
  gboolean quoted_printable = FALSE;

  g_string_set_size (out, 0);
  for (;;)
    {
      const char *line_end = at;
      const char *next;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
      next = line_end;
      if (next < end && *next == '\r')
        next++;
      if (next < end && *next == '\n')
        next++;
      g_string_append_len (out, at, line_end - at);
      if (!quoted_printable)
        {
          const char *colon = strchr (out->str, ':');
          g_autofree char *head = colon != NULL ? g_ascii_strup (out->str, colon - out->str) : NULL;

          quoted_printable = head != NULL && strstr (head, "QUOTED-PRINTABLE") != NULL;
        }
      if (next >= end)
        return end;
      if (*next == ' ' || *next == '\t')
        at = next + 1;
      else if (quoted_printable && out->len > 0 && out->str[out->len - 1] == '=')
        {
          g_string_truncate (out, out->len - 1);
          at = next;
        }
      else
        return next;
    }
}

static char *
decode_quoted_printable (const char *text, gsize *length)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text == '=' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
      {
        g_string_append_c (
            out, (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2])));
        text += 2;
      }
    else
      g_string_append_c (out, *text);
  *length = out->len;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Splits at semicolons that are not escaped, resolves escapes. In 2.1 a comma in a component is a comma. */
static char **
split_value (const char *text, gboolean components)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) value = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        {
          text++;
          g_string_append_c (value, *text == 'n' || *text == 'N' ? '\n' : *text);
        }
      else if (*text == ';' && components)
        {
          g_ptr_array_add (values, g_strstrip (g_strdup (value->str)));
          g_string_set_size (value, 0);
        }
      else if (*text != '\r')
        g_string_append_c (value, *text);
    }
  g_ptr_array_add (values, g_strstrip (g_strdup (value->str)));
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

/* The colon behind name and parameters; one in quotation marks belongs to a parameter. */
static const char *
find_colon (const char *line)
{
  gboolean quoted = FALSE;

  for (; *line != '\0'; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (*line == ':' && !quoted)
      return line;
  return NULL;
}

static gboolean
is_binary (const char *name, const char *types)
{
  return strcmp (name, "PHOTO") == 0 || strcmp (name, "LOGO") == 0 || strcmp (name, "SOUND") == 0
         || strcmp (name, "KEY") == 0 || strstr (types, ";encoding=b;") != NULL
         || strstr (types, "base64") != NULL;
}

/* The parameters as ";type=work;work;cell;". */
static char *
read_types (const char *start, gsize length)
{
  g_autofree char *text = g_ascii_strdown (start, (gssize) length);
  g_auto (GStrv) parts = g_strsplit_set (text, ";,", -1);
  g_autoptr (GString) out = g_string_new (";");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *value = strchr (parts[i], '=');

      g_strdelimit (parts[i], "\"", ' ');
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      g_string_append_printf (out, "%s;", parts[i]);
      if (value != NULL && g_str_has_prefix (parts[i], "type="))
        {
          g_autofree char *word = g_strstrip (g_strdup (parts[i] + strlen ("type=")));

          g_string_append_printf (out, "%s;", word);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
read_parameter (const char *types, const char *name)
{
  const char *at = strstr (types, name);
  const char *end = at != NULL ? strchr (at + 1, ';') : NULL;

  return end != NULL ? g_strndup (at + strlen (name), (gsize) (end - at) - strlen (name)) : NULL;
}

/* A value in another character set, known only once quoted-printable is undone; UTF-8 where nothing says otherwise. */
static char *
decode_charset (const char *bytes, gsize length, const char *types)
{
  g_autofree char *name = read_parameter (types, ";charset=");
  const char *encoding = naru_decode_find_encoding (name);

  if (encoding == NULL
      || (strcmp (encoding, "WINDOWS-1252") == 0 && g_utf8_validate_len (bytes, length, NULL)))
    encoding = naru_decode_guess (bytes, length);
  return naru_decode (bytes, length, encoding, NULL, NULL, NULL);
}

static NaruVcardLine *
read_line (const char *text)
{
  const char *colon = find_colon (text);
  gsize name_length = strcspn (text, ";:");
  g_autofree char *name = NULL;
  g_autofree char *types = NULL;
  g_autofree char *value = NULL;
  const char *bare;
  NaruVcardLine *line;

  if (colon == NULL)
    return NULL;
  name = g_ascii_strup (text, (gssize) name_length);
  /* item1.TEL: a group ties lines together, which matters to nobody here */
  bare = strrchr (name, '.') != NULL ? strrchr (name, '.') + 1 : name;
  types = read_types (text + name_length, (gsize) (colon - text) - name_length);
  if (is_binary (bare, types))
    return NULL;
  if (strstr (types, "quoted-printable") != NULL)
    {
      gsize length;
      g_autofree char *bytes = decode_quoted_printable (colon + 1, &length);

      value = decode_charset (bytes, length, types);
    }
  if (value == NULL)
    value = g_strdup (colon + 1);
  line = g_new0 (NaruVcardLine, 1);
  line->name = g_strdup (bare);
  line->types = g_steal_pointer (&types);
  line->values = split_value (value, strcmp (bare, "N") == 0 || strcmp (bare, "ADR") == 0
                                         || strcmp (bare, "ORG") == 0);
  return line;
}

/**
 * naru_vcard_next:
 * @at: where to read from; moved behind the card
 * @end: end of the text
 *
 * Returns: (transfer full) (nullable) (element-type NaruVcardLine): the lines of the next card; %NULL at the end. A card
 *   without an end goes to the next beginning
 */
GPtrArray *
naru_vcard_next (const char **at, const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *lines = NULL;

  while (*at < end)
    {
      const char *start = *at;

      *at = unfold (start, end, text);
      g_strchomp (text->str);
      if (g_ascii_strcasecmp (text->str, "BEGIN:VCARD") == 0)
        {
          if (lines != NULL)
            {
              *at = start;
              return lines;
            }
          lines = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_vcard_line_free);
        }
      else if (g_ascii_strcasecmp (text->str, "END:VCARD") == 0)
        {
          if (lines != NULL)
            return lines;
        }
      else if (lines != NULL)
        {
          NaruVcardLine *line = read_line (text->str);

          if (line != NULL)
            g_ptr_array_add (lines, line);
        }
    }
  return lines;
}
