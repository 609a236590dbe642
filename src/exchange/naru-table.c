/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of any format. CSV is read as it goes, since it may be long; the others are read at once. */
#include "naru-table.h"

#include "naru-csv.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

struct _NaruTable
{
  NaruTableFormat format;
  char separator;
  GPtrArray *headings;
  NaruCsvReader *reader;
  GPtrArray *rows;
  guint next;
  gsize offset;
};

void
naru_table_row_free (NaruTableRow *row)
{
  g_strfreev (row->cells);
  g_free (row->problem);
  g_free (row);
}

static gboolean
has_ending (const char *name, const char *ending)
{
  gsize length = strlen (name), end = strlen (ending);

  return length > end && g_ascii_strcasecmp (name + length - end, ending) == 0;
}

/**
 * naru_table_guess_format:
 * @name: name of the file
 * @text: its text, or the beginning
 * @length: length of @text
 *
 * Returns: the format, by ending, and by content where the ending says nothing
 */
NaruTableFormat
naru_table_guess_format (const char *name, const char *text, gsize length)
{
  gsize start = 0;

  while (start < length && g_ascii_isspace (text[start]))
    start++;
  if (has_ending (name, ".vcf") || has_ending (name, ".vcard")
      || (length - start > 11 && g_ascii_strncasecmp (text + start, "BEGIN:VCARD", 11) == 0))
    return NARU_TABLE_VCARD;
  /* jCard, RFC 7095 */
  if (start < length && text[start] == '['
      && g_strstr_len (text + start, MIN (length - start, 40), "\"vcard\"") != NULL)
    return NARU_TABLE_VCARD;
  if (has_ending (name, ".jsonld"))
    return NARU_TABLE_JSON_LD;
  if (start < length && (text[start] == '{' || text[start] == '[') && !has_ending (name, ".csv"))
    return g_strstr_len (text, (gssize) MIN (length, 100000), "schema.org") != NULL
                   && g_strstr_len (text, (gssize) MIN (length, 100000), "\"@context\"") != NULL
               ? NARU_TABLE_JSON_LD
               : NARU_TABLE_JSON;
  if (has_ending (name, ".json") || has_ending (name, ".jsonl") || has_ending (name, ".ndjson"))
    return NARU_TABLE_JSON;
  return NARU_TABLE_CSV;
}

/* Headings have no line breaks and are told apart. */
static void
take_headings (NaruTable *self, GPtrArray *cells)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* an empty last column comes from a separator at the end of each line */
  while (cells->len > 1 && *(const char *) g_ptr_array_index (cells, cells->len - 1) == '\0')
    g_ptr_array_set_size (cells, (int) cells->len - 1);
  for (guint i = 0; i < cells->len; i++)
    {
      char *heading
          = g_strstrip (g_strdelimit (g_strdup (g_ptr_array_index (cells, i)), "\r\n\t", ' '));

      if (*heading == '\0' || g_hash_table_contains (seen, heading))
        {
          char *other = g_strdup_printf ("%s (%u)", heading, i + 1);

          g_free (heading);
          heading = g_strstrip (other);
        }
      g_hash_table_add (seen, g_strdup (heading));
      g_ptr_array_add (self->headings, heading);
    }
}

static gboolean
open_csv (NaruTable *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (self->separator == 0)
    self->separator = naru_csv_guess_separator (text, length);
  self->reader = naru_csv_reader_new (text, length, self->separator);
  if (!naru_csv_reader_next (self->reader, cells))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file is empty."));
      return FALSE;
    }
  take_headings (self, cells);
  naru_csv_reader_expect (self->reader, self->headings->len);
  return TRUE;
}

/**
 * naru_table_new:
 * @format: what the text is
 * @text: UTF-8 text, to be kept by the caller as long as the table
 * @length: its length in bytes
 * @separator: for CSV; 0 guesses it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the table before its first row; %NULL with %NARU_ERROR_FILE or %NARU_ERROR_JSON
 *   if there is nothing in the text that could be one
 */
NaruTable *
naru_table_new (NaruTableFormat format, const char *text, gsize length, char separator,
                GError **error)
{
  g_autoptr (NaruTable) self = g_new0 (NaruTable, 1);
  g_autoptr (GError) local_error = NULL;

  self->format = format;
  self->headings = g_ptr_array_new_with_free_func (g_free);
  if (format == NARU_TABLE_CSV)
    {
      self->separator = separator;
      return open_csv (self, text, length, error) ? g_steal_pointer (&self) : NULL;
    }
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_table_row_free);
  if (format != NARU_TABLE_VCARD)
    naru_table_read_json (self->headings, self->rows, text, length, format == NARU_TABLE_JSON_LD,
                          &local_error);
  else if (length > 0 && text[strspn (text, " \t\r\n")] == '[')
    naru_table_read_jcard (self->headings, self->rows, text, length, &local_error);
  else
    naru_table_read_vcard (self->headings, self->rows, text, length);
  if (local_error == NULL && self->rows->len == 0)
    g_set_error_literal (&local_error, NARU_ERROR, NARU_ERROR_FILE,
                         _ ("There is nothing in the file."));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
naru_table_free (NaruTable *self)
{
  g_ptr_array_unref (self->headings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->reader, naru_csv_reader_free);
  g_free (self);
}

/**
 * naru_table_get_n_columns:
 *
 * Returns: how many columns there are
 */
guint
naru_table_get_n_columns (NaruTable *self)
{
  return self->headings->len;
}

/**
 * naru_table_get_heading:
 *
 * Returns: (transfer none) (nullable): the heading of @column
 */
const char *
naru_table_get_heading (NaruTable *self, guint column)
{
  return column < self->headings->len ? g_ptr_array_index (self->headings, column) : NULL;
}

/**
 * naru_table_get_target:
 *
 * Returns: (transfer none) (nullable): the field that @column gives in its format; %NULL if that is to be guessed
 */
const char *
naru_table_get_target (NaruTable *self, guint column)
{
  return self->format == NARU_TABLE_VCARD
             ? naru_table_vcard_target (naru_table_get_heading (self, column))
             : NULL;
}

/**
 * naru_table_get_separator:
 *
 * Returns: what stands between cells; 0 for a format that has no such thing
 */
char
naru_table_get_separator (NaruTable *self)
{
  return self->separator;
}

static gboolean
next_csv (NaruTable *self, GPtrArray *cells, guint *row, const char **problem, gboolean *repaired)
{
  if (!naru_csv_reader_next (self->reader, cells))
    return FALSE;
  *row = naru_csv_reader_get_row (self->reader);
  *repaired = naru_csv_reader_was_repaired (self->reader);
  for (guint i = 0; i < cells->len; i++)
    {
      char *cell = g_ptr_array_index (cells, i);

      if (*cell == '\'')
        {
          cells->pdata[i] = naru_csv_unprotect (cell);
          g_free (cell);
        }
    }
  while (cells->len > self->headings->len
         && *(const char *) g_ptr_array_index (cells, cells->len - 1) == '\0')
    g_ptr_array_set_size (cells, (int) cells->len - 1);
  if (cells->len > self->headings->len)
    *problem = _ ("The row has more cells than there are headings.");
  return TRUE;
}

/**
 * naru_table_next:
 * @self: a table
 * @cells: an array with the free function g_free, filled with as many cells as there are headings
 * @row: (out): number of the row, as people count
 * @problem: (out): why the row cannot be taken, translated; %NULL if it can
 * @repaired: (out): whether it had to be read by guess
 *
 * Returns: %FALSE at the end
 */
gboolean
naru_table_next (NaruTable *self, GPtrArray *cells, guint *row, const char **problem,
                 gboolean *repaired)
{
  *problem = NULL;
  *repaired = FALSE;
  if (self->reader != NULL)
    {
      if (!next_csv (self, cells, row, problem, repaired))
        return FALSE;
    }
  else
    {
      const NaruTableRow *next;

      if (self->next >= self->rows->len)
        return FALSE;
      next = g_ptr_array_index (self->rows, self->next++);
      g_ptr_array_set_size (cells, 0);
      for (guint i = 0; next->cells != NULL && next->cells[i] != NULL; i++)
        g_ptr_array_add (cells, g_strdup (next->cells[i]));
      *row = next->number;
      *problem = next->problem;
      self->offset = next->offset;
    }
  while (cells->len < self->headings->len)
    g_ptr_array_add (cells, g_strdup (""));
  return TRUE;
}

/**
 * naru_table_get_offset:
 * @self: a table
 *
 * Returns: how many bytes of the text are read
 */
gsize
naru_table_get_offset (NaruTable *self)
{
  return self->reader != NULL ? naru_csv_reader_get_offset (self->reader) : self->offset;
}
