/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings that files of European and Korean offices come in. No library for guessing is needed: UTF-8 and CP949 are
 * strict enough to be told by what is valid in them, and Windows-1252 is what remains. */
#include "naru-decode.h"

#include "naru-error.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

static const char *const encodings[]
    = { "UTF-8", "UTF-16LE", "UTF-16BE", "CP949", "WINDOWS-1252", NULL };

static const struct
{
  const char *name;
  const char *encoding;
} other_names[] = {
  { "UTF8", "UTF-8" },           { "UTF-16", "UTF-16LE" },
  { "UNICODE", "UTF-16LE" },     { "EUC-KR", "CP949" },
  { "EUCKR", "CP949" },          { "UHC", "CP949" },
  { "MS949", "CP949" },          { "KSC5601", "CP949" },
  { "KS_C_5601-1987", "CP949" }, { "CP1252", "WINDOWS-1252" },
  { "ANSI", "WINDOWS-1252" },    { "ISO-8859-1", "WINDOWS-1252" },
  { "LATIN1", "WINDOWS-1252" },  { "ISO-8859-15", "WINDOWS-1252" },
  { "US-ASCII", "UTF-8" },       { "ASCII", "UTF-8" },
};

/**
 * naru_decode_encodings:
 *
 * Returns: (transfer none): the encodings that naru_decode() reads
 */
const char *const *
naru_decode_encodings (void)
{
  return encodings;
}

/**
 * naru_decode_find_encoding:
 * @name: (nullable): a name of an encoding, such as "euc-kr"
 *
 * Returns: (transfer none) (nullable): the name that this program uses for it; %NULL if it does not read it
 */
const char *
naru_decode_find_encoding (const char *name)
{
  for (guint i = 0; name != NULL && encodings[i] != NULL; i++)
    if (g_ascii_strcasecmp (encodings[i], name) == 0)
      return encodings[i];
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (other_names); i++)
    if (g_ascii_strcasecmp (other_names[i].name, name) == 0)
      return naru_decode_find_encoding (other_names[i].encoding);
  return NULL;
}

/* Text of a table is full of separators, digits and line ends; in UTF-16 these have a zero on one side, always the same. */
static const char *
guess_utf16 (const guint8 *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == 0)
      zeros[i % 2]++;
  if (zeros[0] + zeros[1] == 0)
    return NULL;
  if (zeros[1] > zeros[0] * 4 && zeros[1] * 50 > length)
    return "UTF-16LE";
  if (zeros[0] > zeros[1] * 4 && zeros[0] * 50 > length)
    return "UTF-16BE";
  return NULL;
}

/* Length of the UTF-8 character of more than one byte at @bytes; 0 if there is none. */
static gsize
utf8_length (const guint8 *bytes, gsize length)
{
  gunichar letter = g_utf8_get_char_validated ((const char *) bytes, (gssize) length);

  return letter == (gunichar) -1 || letter == (gunichar) -2
             ? 0
             : (gsize) g_unichar_to_utf8 (letter, NULL);
}

/* Mostly good UTF-8 is damaged UTF-8: no other encoding makes its sequences by chance. */
static gboolean
looks_like_utf8 (const guint8 *bytes, gsize length)
{
  gsize good = 0, bad = 0;

  for (gsize i = 0; i < length;)
    {
      gsize size;

      if (bytes[i] < 0x80)
        {
          i++;
          continue;
        }
      size = utf8_length (bytes + i, MIN (length - i, 6));
      if (size > 0)
        good++;
      else
        bad++;
      i += MAX (size, 1);
    }
  return bad == 0 || good > bad * 4;
}

/* The 2,350 syllables of KS X 1001, which nearly all Korean text is made of, lie in one block of two high bytes. A letter
 * of Windows-1252 has such a neighbour only by chance, and most of its letters above 0xC6 before a Latin letter are
 * nothing at all in CP949. */
static gboolean
looks_korean (const guint8 *bytes, gsize length)
{
  gsize syllables = 0, others = 0, invalid = 0;

  for (gsize i = 0; i < length;)
    {
      guint8 lead = bytes[i];
      guint8 trail = i + 1 < length ? bytes[i + 1] : 0;

      if (lead < 0x80)
        {
          i++;
          continue;
        }
      if (lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 && trail != 0xff)
        syllables++;
      else if (lead >= 0xa1 && lead <= 0xfd && trail >= 0xa1 && trail != 0xff)
        others++; /* signs, Chinese characters */
      else if (lead >= 0x81 && lead <= 0xc6 && (g_ascii_isalpha (trail) || trail >= 0x81))
        others++; /* the rare syllables that CP949 adds */
      else
        {
          invalid++;
          i++;
          continue;
        }
      i += 2;
    }
  return syllables > 0 && syllables > others && syllables > invalid * 20;
}

/**
 * naru_decode_guess:
 * @bytes: (array length=length): a file, or its beginning
 * @length: its length
 *
 * Returns: (transfer none): the encoding that it is most likely in
 */
const char *
naru_decode_guess (const char *bytes, gsize length)
{
  const guint8 *data = (const guint8 *) bytes;
  const char *utf16;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return "UTF-8";
  if (length >= 2 && data[0] == 0xff && data[1] == 0xfe)
    return "UTF-16LE";
  if (length >= 2 && data[0] == 0xfe && data[1] == 0xff)
    return "UTF-16BE";
  utf16 = guess_utf16 (data, length);
  if (utf16 != NULL)
    return utf16;
  if (looks_like_utf8 (data, length))
    return "UTF-8";
  return looks_korean (data, length) ? "CP949" : "WINDOWS-1252";
}

typedef struct
{
  GString *text;
  GArray *lines;
  guint line;
  gsize counted; /* bytes of text whose line ends are counted */
} Output;

static void
count_lines (Output *out)
{
  const char *text = out->text->str;

  for (gsize i = out->counted; i < out->text->len; i++)
    if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
      out->line++;
  out->counted = out->text->len;
}

static void
append_damage (Output *out)
{
  count_lines (out);
  if (out->lines != NULL && out->lines->len < NARU_DECODE_MAX_DAMAGE
      && (out->lines->len == 0
          || g_array_index (out->lines, guint, out->lines->len - 1) != out->line))
    g_array_append_val (out->lines, out->line);
  g_string_append (out->text, REPLACEMENT);
}

static void
decode_utf8 (Output *out, const char *bytes, gsize length)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *valid_end;

      g_utf8_validate_len (bytes, (gsize) (end - bytes), &valid_end);
      g_string_append_len (out->text, bytes, valid_end - bytes);
      bytes = valid_end;
      if (bytes == end)
        break;
      append_damage (out);
      bytes++;
      /* one sign for one broken character, not for each of its bytes */
      while (bytes < end && ((guint8) *bytes & 0xc0) == 0x80)
        bytes++;
    }
}

static gboolean
decode_others (Output *out, const char *bytes, gsize length, const char *encoding, GError **error)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  gsize unit = g_str_has_prefix (encoding, "UTF-16") ? 2 : 1;
  char *in = (char *) bytes;
  char buffer[4096];

  if (converter == (GIConv) -1)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                   _ ("This computer cannot read the encoding “%s”."), encoding);
      return FALSE;
    }
  while (length > 0)
    {
      char *next = buffer;
      gsize room = sizeof buffer;
      gsize status = g_iconv (converter, &in, &length, &next, &room);
      int code = errno;

      g_string_append_len (out->text, buffer, next - buffer);
      if (status != (gsize) -1 || code == E2BIG)
        continue;
      append_damage (out);
      if (length < unit)
        break;
      in += unit;
      length -= unit;
    }
  g_iconv_close (converter);
  return TRUE;
}

/* A zero would end the text for every reader behind. */
static void
replace_zeros (Output *out)
{
  char *zero = memchr (out->text->str, 0, out->text->len);

  while (zero != NULL)
    {
      *zero = ' ';
      zero = memchr (zero, 0, out->text->len - (gsize) (zero - out->text->str));
    }
}

/**
 * naru_decode:
 * @bytes: (array length=length) (nullable): a file; %NULL only if it is empty
 * @length: its length
 * @encoding: its encoding, one of naru_decode_encodings()
 * @text_length: (out) (optional): the length of the text
 * @damaged_lines: (nullable) (element-type guint): the numbers of the lines with something unreadable are added, from 1
 * @error: return location for an error
 *
 * Each character that cannot be read becomes U+FFFD, a zero becomes that or a space, and a byte order mark is left out.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, ended by a zero; %NULL with %NARU_ERROR_FILE if the system lacks
 *   the encoding
 */
char *
naru_decode (const char *bytes, gsize length, const char *encoding, gsize *text_length,
             GArray *damaged_lines, GError **error)
{
  Output out = { g_string_sized_new (length + 1), damaged_lines, 1, 0 };

  g_return_val_if_fail (naru_decode_find_encoding (encoding) != NULL, NULL);

  /* an empty file may have no bytes at all, and nothing is added to a null pointer */
  if (length == 0)
    bytes = "";
  encoding = naru_decode_find_encoding (encoding);
  if (strcmp (encoding, "UTF-8") == 0)
    decode_utf8 (&out, bytes, length);
  else if (!decode_others (&out, bytes, length, encoding, error))
    {
      g_string_free (out.text, TRUE);
      return NULL;
    }
  if (g_str_has_prefix (out.text->str, "\xef\xbb\xbf"))
    g_string_erase (out.text, 0, 3);
  replace_zeros (&out);
  if (text_length != NULL)
    *text_length = out.text->len;
  return g_string_free (out.text, FALSE);
}
