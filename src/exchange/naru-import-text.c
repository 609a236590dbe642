/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of web pages to plain text: advertisements come with entities, tags and the marks of whoever collected them. */
#include "naru-import-value.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },    { "lt", "<" },    { "gt", ">" },     { "quot", "\"" },  { "apos", "'" },
  { "nbsp", " " },   { "ndash", "–" }, { "mdash", "—" },  { "rsquo", "’" },  { "lsquo", "‘" },
  { "rdquo", "”" },  { "ldquo", "“" }, { "bull", "•" },   { "middot", "·" }, { "hellip", "…" },
  { "euro", "€" },   { "pound", "£" }, { "eacute", "é" }, { "egrave", "è" }, { "agrave", "à" },
  { "ccedil", "ç" }, { "trade", "™" }, { "reg", "®" },    { "copy", "©" },
};

/* Reads the entity at @at; the text behind it, NULL if it is none. */
static const char *
append_entity (GString *out, const char *at)
{
  const char *end = memchr (at, ';', strnlen (at, 12));
  g_autofree char *name = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;

  if (name == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (entities[i].name, name) == 0)
      {
        g_string_append (out, entities[i].text);
        return end + 1;
      }
  if (*name == '#')
    {
      gboolean hex = name[1] == 'x' || name[1] == 'X';
      guint64 letter = g_ascii_strtoull (name + (hex ? 2 : 1), NULL, hex ? 16 : 10);

      if (letter >= 32 && letter <= 0x10ffff && g_unichar_validate ((gunichar) letter))
        {
          g_string_append_unichar (out, (gunichar) letter);
          return end + 1;
        }
    }
  return NULL;
}

/* Whether a tag begins here: "a < b" and "<3" are none. Block tags end a line. */
static const char *
skip_tag (GString *out, const char *at)
{
  static const char *const blocks[]
      = { "p", "br", "div", "ul", "ol", "tr", "h1", "h2", "h3", "h4", NULL };
  const char *name = at[1] == '/' ? at + 2 : at + 1;
  const char *end = g_ascii_isalpha (*name) ? memchr (at, '>', strnlen (at, 500)) : NULL;
  gsize length = 0;

  if (end == NULL)
    return NULL;
  while (g_ascii_isalnum (name[length]))
    length++;
  /* only what is a tag of HTML: an e-mail address in angle brackets is text */
  if (name[length] != '>' && name[length] != ' ' && name[length] != '/')
    return NULL;
  if (length == 2 && g_ascii_strncasecmp (name, "li", 2) == 0)
    g_string_append (out, at[1] == '/' ? "" : "\n• ");
  for (guint i = 0; blocks[i] != NULL; i++)
    if (strlen (blocks[i]) == length && g_ascii_strncasecmp (name, blocks[i], length) == 0)
      {
        g_string_append_c (out, '\n');
        break;
      }
  return end + 1;
}

/* #URL_…#, #EMAIL_…#, #PHONE_…#: what a collector of advertisements put for an address. */
static const char *
skip_mark (const char *at)
{
  const char *end;

  if (!g_str_has_prefix (at, "#URL_") && !g_str_has_prefix (at, "#EMAIL_")
      && !g_str_has_prefix (at, "#PHONE_"))
    return NULL;
  end = memchr (at + 1, '#', strnlen (at + 1, 100));
  return end != NULL ? end + 1 : NULL;
}

/* Lines without spaces at their ends, and at most one empty line between two. */
static char *
tidy_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint empty = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0' || g_str_equal (lines[i], "•"))
        {
          empty++;
          continue;
        }
      if (out->len > 0)
        g_string_append (out, empty > 0 ? "\n\n" : "\n");
      g_string_append (out, lines[i]);
      empty = 0;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * naru_import_plain_text:
 * @text: text from a web page
 *
 * Returns: (transfer full): @text with entities resolved and tags left out; "[…]" stands where an address was taken out
 */
char *
naru_import_plain_text (const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 1);

  while (*text != '\0')
    {
      const char *behind = NULL;

      if (*text == '&')
        behind = append_entity (out, text);
      else if (*text == '<')
        behind = skip_tag (out, text);
      else if (*text == '#')
        {
          behind = skip_mark (text);
          if (behind != NULL)
            g_string_append (out, "[…]");
        }
      else if (*text == '\r')
        {
          behind = text + (text[1] == '\n' ? 2 : 1);
          g_string_append_c (out, '\n');
        }
      if (behind == NULL)
        {
          g_string_append_c (out, *text);
          behind = text + 1;
        }
      text = behind;
    }
  return tidy_lines (out->str);
}
