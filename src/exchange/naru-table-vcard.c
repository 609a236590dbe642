/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vCards and jCards as rows for contacts. What has no field of its own, such as a second phone, goes into the note; birthdays
 * and pictures are nobody's business here and are left out. */
#include "naru-table.h"

#include "naru-error.h"
#include "naru-import-value.h"
#include "naru-json-text.h"
#include "naru-vcard.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  NAME,
  ROMAN_NAME,
  ORGANISATION,
  FUNCTION,
  EMAIL,
  PHONE,
  MOBILE,
  STREET,
  PLACE,
  POSTCODE,
  COUNTRY,
  LANGUAGE,
  NOTE,
  UID,
  N_COLUMNS,
} Column;

static const struct
{
  const char *heading;
  const char *target;
} columns[N_COLUMNS] = {
  { "FN", "name" },
  { "FN (Latin)", "romanName" },
  { "ORG", "organisationName" },
  { "TITLE", "function" },
  { "EMAIL", "email" },
  { "TEL", "phone" },
  { "TEL (mobile)", "mobile" },
  { "ADR street", "address.lines" },
  { "ADR town", "address.place" },
  { "ADR postcode", "address.postcode" },
  { "ADR country", "address.country" },
  { "LANG", "language" },
  { "NOTE", "note" },
  { "UID", "sourceKey" },
};

/**
 * naru_table_vcard_target:
 * @heading: a heading of a table of vCards
 *
 * Returns: (nullable): the field that it gives
 */
const char *
naru_table_vcard_target (const char *heading)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (g_strcmp0 (columns[i].heading, heading) == 0)
      return columns[i].target;
  return NULL;
}

static void
fill (char **cells, Column column, const char *text)
{
  if (text == NULL || *text == '\0' || *cells[column] != '\0')
    return;
  g_free (cells[column]);
  cells[column] = g_strdup (text);
}

static void
add_note (char **cells, const char *label, const char *text)
{
  char *note;

  if (text == NULL || *text == '\0')
    return;
  note = g_strconcat (cells[NOTE], *cells[NOTE] != '\0' ? "\n" : "", label != NULL ? label : "",
                      label != NULL ? ": " : "", text, NULL);
  g_free (cells[NOTE]);
  cells[NOTE] = note;
}

static gboolean
is_hangul (const char *text)
{
  gunichar letter = g_utf8_get_char (text);

  return letter >= 0xac00 && letter <= 0xd7a3;
}

/* A name from its components: family first and without a space in Korean, given first elsewhere. */
static char *
join_name (char **parts)
{
  const char *family = parts[0], *given = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

  if (family == NULL)
    return g_strdup ("");
  if (is_hangul (family) && (*given == '\0' || is_hangul (given)))
    return g_strconcat (family, given, NULL);
  return g_strstrip (g_strconcat (given, " ", family, NULL));
}

/* tel:+82-2-1234-5678;ext=5 */
static char *
plain_phone (const char *text)
{
  const char *extension;
  g_autofree char *number = NULL;

  if (g_ascii_strncasecmp (text, "tel:", 4) != 0)
    return g_strdup (text);
  number = g_strndup (text + 4, strcspn (text + 4, ";"));
  extension = strstr (text, ";ext=");
  return extension != NULL ? g_strdup_printf ("%s ext. %s", number, extension + strlen (";ext="))
                           : g_steal_pointer (&number);
}

static void
take_phone (char **cells, const NaruVcardLine *line, const char *text)
{
  g_autofree char *phone = plain_phone (text);
  gboolean fax = naru_vcard_line_has_type (line, "fax"),
           pager = naru_vcard_line_has_type (line, "pager");
  Column column = naru_vcard_line_has_type (line, "cell") ? MOBILE : PHONE;

  if (fax || pager)
    add_note (cells, fax ? _ ("Fax") : _ ("Pager"), phone);
  else if (*cells[column] != '\0' && strcmp (cells[column], phone) != 0)
    add_note (cells, column == MOBILE ? _ ("Mobile phone") : _ ("Phone"), phone);
  else
    fill (cells, column, phone);
}

/* What is not in a vocabulary is no reason to refuse a card. */
static void
take_known (char **cells, Column column, const char *vocabulary, const char *label,
            const char *text)
{
  g_autofree char *code = naru_import_parse_code (vocabulary, text);

  if (code != NULL)
    fill (cells, column, code);
  else
    add_note (cells, label, text);
}

static void
take_address (char **cells, char **parts)
{
  g_autoptr (GString) street = g_string_new (NULL);
  guint n = g_strv_length (parts);

  /* post office box, extended address, street */
  for (guint i = 0; i < MIN (n, 3); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (street, "%s%s", street->len > 0 ? ", " : "", parts[i]);
  if (*cells[STREET] != '\0' || *cells[PLACE] != '\0')
    {
      g_autofree char *other = g_strjoinv (" ", parts);

      add_note (cells, _ ("Address"), g_strstrip (other));
      return;
    }
  fill (cells, STREET, street->str);
  if (n > 3)
    fill (cells, PLACE, parts[3]);
  if (n > 5)
    fill (cells, POSTCODE, parts[5]);
  if (n > 6)
    take_known (cells, COUNTRY, "countries", _ ("Country"), parts[6]);
}

static void
take_line (char **cells, const NaruVcardLine *line, char **own_name)
{
  g_autofree char *joined = NULL;

  if (strcmp (line->name, "FN") == 0)
    fill (cells, NAME, line->values[0]);
  else if (strcmp (line->name, "N") == 0 && *own_name == NULL)
    *own_name = join_name (line->values);
  else if (strcmp (line->name, "ORG") == 0)
    {
      joined = g_strjoinv (", ", line->values);
      if (*cells[ORGANISATION] != '\0')
        add_note (cells, _ ("Organisation"), joined);
      fill (cells, ORGANISATION, g_str_has_suffix (joined, ", ") ? line->values[0] : joined);
    }
  else if (strcmp (line->name, "TITLE") == 0 || strcmp (line->name, "ROLE") == 0)
    {
      if (*cells[FUNCTION] != '\0' && strcmp (cells[FUNCTION], line->values[0]) != 0)
        add_note (cells, _ ("Function"), line->values[0]);
      fill (cells, FUNCTION, line->values[0]);
    }
  else if (strcmp (line->name, "EMAIL") == 0)
    {
      if (*cells[EMAIL] != '\0' && strcmp (cells[EMAIL], line->values[0]) != 0)
        add_note (cells, _ ("E-mail"), line->values[0]);
      fill (cells, EMAIL, line->values[0]);
    }
  else if (strcmp (line->name, "TEL") == 0)
    take_phone (cells, line, line->values[0]);
  else if (strcmp (line->name, "ADR") == 0)
    take_address (cells, line->values);
  else if (strcmp (line->name, "URL") == 0)
    add_note (cells, _ ("Website"), line->values[0]);
  else if (strcmp (line->name, "NOTE") == 0)
    add_note (cells, NULL, line->values[0]);
  else if (strcmp (line->name, "LANG") == 0)
    take_known (cells, LANGUAGE, "languages", _ ("Language"), line->values[0]);
  else if (strcmp (line->name, "UID") == 0)
    fill (cells, UID, line->values[0]);
}

static void
add_card (GPtrArray *rows, GPtrArray *lines, gsize offset)
{
  NaruTableRow *row = g_new0 (NaruTableRow, 1);
  g_autofree char *own_name = NULL;

  row->number = rows->len + 1;
  row->offset = offset;
  row->cells = g_new0 (char *, N_COLUMNS + 1);
  for (guint i = 0; i < N_COLUMNS; i++)
    row->cells[i] = g_strdup ("");
  for (guint i = 0; i < lines->len; i++)
    take_line (row->cells, g_ptr_array_index (lines, i), &own_name);
  /* a card may name nobody but an organisation or an address for mail */
  fill (row->cells, NAME, own_name);
  fill (row->cells, NAME, row->cells[ORGANISATION]);
  fill (row->cells, NAME, row->cells[EMAIL]);
  g_ptr_array_add (rows, row);
}

static void
add_headings (GPtrArray *headings)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (headings, g_strdup (columns[i].heading));
}

/**
 * naru_table_read_vcard:
 * @headings: filled with the columns of a card
 * @rows: filled with #NaruTableRow, one a card
 * @text: UTF-8 text
 * @length: its length
 */
void
naru_table_read_vcard (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length)
{
  const char *at = text, *end = text + length;
  g_autoptr (GPtrArray) lines = NULL;

  add_headings (headings);
  while ((lines = naru_vcard_next (&at, end)) != NULL)
    {
      add_card (rows, lines, (gsize) (at - text));
      g_clear_pointer (&lines, g_ptr_array_unref);
    }
}

static char *
jcard_text (NaruJsonSpan value)
{
  NaruJsonIter iter;
  NaruJsonSpan each;
  g_autoptr (GString) out = NULL;

  if (naru_json_span_kind (value) != NARU_JSON_ARRAY)
    return naru_json_span_kind (value) == NARU_JSON_STRING ? naru_json_span_dup_string (value)
                                                           : naru_json_span_dup (value);
  out = g_string_new (NULL);
  naru_json_iter_init (&iter, value);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      g_autofree char *text = jcard_text (each);

      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ["tel", {"type": ["work", "voice"]}, "uri", "tel:+1-418-656-9254;ext=102"] */
static NaruVcardLine *
jcard_line (NaruJsonSpan property)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autofree char *types = NULL;
  g_autofree char *types_text = NULL;
  g_auto (GStrv) words = NULL;
  NaruVcardLine *line = g_new0 (NaruVcardLine, 1);
  NaruJsonSpan each;
  NaruJsonIter iter;
  guint position = 0;

  naru_json_iter_init (&iter, property);
  for (; naru_json_iter_next (&iter, NULL, &each); position++)
    if (position == 0)
      {
        g_autofree char *name = jcard_text (each);

        line->name = g_ascii_strup (name, -1);
      }
    else if (position == 1)
      {
        types = jcard_text (naru_json_span_member (each, "type"));
        words = g_strsplit (types != NULL ? types : "", ", ", -1);
        types_text = g_strjoinv (";", words);
        line->types = g_strdup_printf (";%s;", types_text);
      }
    else if (position >= 3 && naru_json_span_kind (each) == NARU_JSON_ARRAY)
      {
        NaruJsonIter parts;
        NaruJsonSpan part;

        naru_json_iter_init (&parts, each);
        while (naru_json_iter_next (&parts, NULL, &part))
          g_ptr_array_add (values, jcard_text (part));
      }
    else if (position >= 3)
      g_ptr_array_add (values, jcard_text (each));
  if (values->len == 0)
    g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (values, NULL);
  line->values = (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
  if (line->name == NULL)
    line->name = g_strdup ("");
  if (line->types == NULL)
    line->types = g_strdup (";;");
  return line;
}

static void
read_one_jcard (GPtrArray *rows, NaruJsonSpan card, gsize offset)
{
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_vcard_line_free);
  NaruJsonIter iter;
  NaruJsonSpan name, properties, each;

  naru_json_iter_init (&iter, card);
  if (!naru_json_iter_next (&iter, NULL, &name) || !naru_json_iter_next (&iter, NULL, &properties))
    return;
  naru_json_iter_init (&iter, properties);
  while (naru_json_iter_next (&iter, NULL, &each))
    if (naru_json_span_kind (each) == NARU_JSON_ARRAY)
      g_ptr_array_add (lines, jcard_line (each));
  add_card (rows, lines, offset);
}

/**
 * naru_table_read_jcard:
 * @headings: filled with the columns of a card
 * @rows: filled with #NaruTableRow, one a card
 * @text: UTF-8 text
 * @length: its length
 * @error: return location for %NARU_ERROR_JSON
 *
 * Reads a jCard (RFC 7095), or a list of them.
 */
void
naru_table_read_jcard (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length,
                       GError **error)
{
  NaruJsonSpan all, each;
  NaruJsonIter iter;

  if (!naru_json_check (text, (gssize) length, error))
    return;
  add_headings (headings);
  all = naru_json_span (text, (gssize) length);
  naru_json_iter_init (&iter, all);
  if (!naru_json_iter_next (&iter, NULL, &each))
    return;
  if (naru_json_span_kind (each) == NARU_JSON_STRING)
    {
      read_one_jcard (rows, all, length);
      return;
    }
  do
    read_one_jcard (rows, each, (gsize) (each.text + each.length - text));
  while (naru_json_iter_next (&iter, NULL, &each));
}
