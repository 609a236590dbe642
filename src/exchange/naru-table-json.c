/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines, a JSON list of objects, or JSON-LD, as rows: one object is one row, and each member a column. */
#include "naru-table.h"

#include "naru-error.h"
#include "naru-json-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GPtrArray *headings;
  GPtrArray *rows;
  GHashTable *columns; /* heading to position + 1 */
  gboolean linked;
} Reader;

typedef struct
{
  Reader *reader;
  GPtrArray *cells;
} RowBuilder;

static void
set_cell (RowBuilder *row, const char *heading, const char *text)
{
  guint column = GPOINTER_TO_UINT (g_hash_table_lookup (row->reader->columns, heading));

  if (column == 0)
    {
      char *own = g_strdup (heading);

      g_ptr_array_add (row->reader->headings, own);
      column = row->reader->headings->len;
      g_hash_table_insert (row->reader->columns, own, GUINT_TO_POINTER (column));
    }
  while (row->cells->len < column)
    g_ptr_array_add (row->cells, g_strdup (""));
  if (*(char *) row->cells->pdata[column - 1] == '\0')
    {
      g_free (row->cells->pdata[column - 1]);
      row->cells->pdata[column - 1] = g_strdup (text);
    }
}

static char *
plain (NaruJsonSpan value)
{
  switch (naru_json_span_kind (value))
    {
    case NARU_JSON_STRING:
      return naru_json_span_dup_string (value);
    case NARU_JSON_NULL:
    case NARU_JSON_MISSING:
      return g_strdup ("");
    default:
      return naru_json_span_dup (value);
    }
}

static char *
plain_member (NaruJsonSpan object, const char *name)
{
  return plain (naru_json_span_member (object, name));
}

/* schema.org MonetaryAmount as one text: "3000-4000 EUR/MONTH". */
static char *
salary_text (NaruJsonSpan salary)
{
  NaruJsonSpan value = naru_json_span_member (salary, "value");
  g_autofree char *currency = plain_member (salary, "currency");
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *unit = NULL;

  if (naru_json_span_kind (salary) != NARU_JSON_OBJECT)
    return plain (salary);
  if (naru_json_span_kind (value) != NARU_JSON_OBJECT)
    {
      from = plain (value);
      return g_strstrip (g_strdup_printf ("%s %s", from, currency));
    }
  from = plain_member (value, "minValue");
  to = plain_member (value, "maxValue");
  unit = plain_member (value, "unitText");
  if (*from == '\0')
    {
      g_free (from);
      from = plain_member (value, "value");
    }
  return g_strdup_printf (
      "%s%s%s %s%s%s", from, *to != '\0' && *from != '\0' && strcmp (from, to) != 0 ? "-" : "",
      *to != '\0' && strcmp (from, to) != 0 ? to : "", currency, *unit != '\0' ? "/" : "", unit);
}

static void add_value (RowBuilder *row, const char *name, NaruJsonSpan value);

static void
add_members (RowBuilder *row, const char *prefix, NaruJsonSpan object)
{
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  naru_json_iter_init (&iter, object);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *own = naru_json_span_dup_string (name);
      g_autofree char *path
          = prefix != NULL ? g_strconcat (prefix, ".", own, NULL) : g_strdup (own);

      if (row->reader->linked && *own == '@')
        continue;
      add_value (row, path, value);
    }
}

/* The strings of a list, one a line; of a list of objects the first stands for all. */
static void
add_list (RowBuilder *row, const char *name, NaruJsonSpan list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  NaruJsonIter iter;
  NaruJsonSpan each;

  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      g_autofree char *word = NULL;

      if (naru_json_span_kind (each) == NARU_JSON_OBJECT && text->len == 0)
        {
          add_value (row, name, each);
          return;
        }
      word = plain (each);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", word);
    }
  set_cell (row, name, text->str);
}

static void
add_value (RowBuilder *row, const char *name, NaruJsonSpan value)
{
  NaruJsonKind kind = naru_json_span_kind (value);
  g_autofree char *text = NULL;

  if (row->reader->linked && g_str_equal (name, "baseSalary"))
    text = salary_text (value);
  else if (row->reader->linked && kind == NARU_JSON_OBJECT)
    {
      add_members (row, name, value);
      return;
    }
  else if (kind == NARU_JSON_ARRAY && row->reader->linked)
    {
      add_list (row, name, value);
      return;
    }
  else
    text = plain (value);
  set_cell (row, name, text);
}

static NaruTableRow *
add_row (Reader *reader, guint number, gsize offset)
{
  NaruTableRow *row = g_new0 (NaruTableRow, 1);

  row->number = number;
  row->offset = offset;
  g_ptr_array_add (reader->rows, row);
  return row;
}

static void
add_object (Reader *reader, guint number, NaruJsonSpan object, gsize offset)
{
  NaruTableRow *row = add_row (reader, number, offset);
  RowBuilder builder = { reader, g_ptr_array_new () };

  if (naru_json_span_kind (object) != NARU_JSON_OBJECT)
    row->problem = g_strdup (_ ("This is not a JSON object."));
  else
    add_members (&builder, NULL, object);
  g_ptr_array_add (builder.cells, NULL);
  row->cells = (char **) g_ptr_array_free (builder.cells, FALSE);
}

static void
add_all (Reader *reader, const char *text, NaruJsonSpan all)
{
  NaruJsonSpan graph = naru_json_span_member (all, "@graph");
  NaruJsonIter iter;
  NaruJsonSpan each;
  guint number = 0;

  if (naru_json_span_kind (graph) == NARU_JSON_ARRAY)
    all = graph;
  if (naru_json_span_kind (all) != NARU_JSON_ARRAY)
    {
      add_object (reader, 1, all, (gsize) (all.text + all.length - text));
      return;
    }
  naru_json_iter_init (&iter, all);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      /* among other things on a page */
      g_autofree char *kind = naru_json_span_dup_string (naru_json_span_member (each, "@type"));

      number++;
      if (!reader->linked || kind == NULL || strcmp (kind, "JobPosting") == 0)
        add_object (reader, number, each, (gsize) (each.text + each.length - text));
    }
}

static void
add_lines (Reader *reader, const char *text, gsize length)
{
  const char *end = text + length;
  guint number = 0;

  for (const char *at = text; at < end;)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      gsize size = line_end != NULL ? (gsize) (line_end - at) : (gsize) (end - at);
      g_autoptr (GError) error = NULL;

      number++;
      if (strspn (at, " \t\r") >= size)
        ;
      else if (naru_json_check (at, (gssize) size, &error))
        add_object (reader, number, naru_json_span (at, (gssize) size), (gsize) (at - text) + size);
      else
        add_row (reader, number, (gsize) (at - text) + size)->problem = g_strdup (error->message);
      at += size + 1;
    }
}

/* Whether the first line alone is whole JSON: then each line is. */
static gboolean
is_lines (const char *text, gsize length)
{
  const char *line_end = memchr (text, '\n', length);

  return line_end != NULL && naru_json_check_object (text, line_end - text, NULL)
         && strspn (line_end, " \t\r\n") < length - (gsize) (line_end - text);
}

/**
 * naru_table_read_json:
 * @headings: filled with the names of members
 * @rows: filled with #NaruTableRow
 * @text: UTF-8 text
 * @length: its length
 * @linked: for JSON-LD: objects within objects become columns such as "hiringOrganization.name"
 * @error: return location for an error
 *
 * Reads one object, a list of objects, or an object on each line. A line that is not JSON becomes a row with its problem.
 */
void
naru_table_read_json (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length,
                      gboolean linked, GError **error)
{
  Reader reader = { headings, rows, g_hash_table_new (g_str_hash, g_str_equal), linked };
  g_autoptr (GError) reason = NULL;

  if (is_lines (text, length))
    add_lines (&reader, text, length);
  else if (naru_json_check (text, (gssize) length, &reason))
    add_all (&reader, text, naru_json_span (text, (gssize) length));
  else
    add_lines (&reader, text, length);
  if (headings->len == 0)
    {
      g_ptr_array_set_size (rows, 0);
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error_literal (error, NARU_ERROR, NARU_ERROR_JSON,
                             _ ("There is no JSON object in the file."));
    }
  g_hash_table_unref (reader.columns);
}
