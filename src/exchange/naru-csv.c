/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the text, one row at a time. Where quotation marks do not match, the row is read in the way that gives
 * as many cells as there are headings, so that one bad mark spoils one cell and not the rest of the file. */
#include "naru-csv.h"

#include <string.h>

/* A cell that is longer was opened by a stray quotation mark. */
#define LONGEST_CELL (512 * 1024)

/* How many rows tell the separator. */
#define GUESS_ROWS 60

struct _NaruCsvReader
{
  const char *text;
  const char *end;
  const char *at;
  char separator;
  guint row;
  guint expected;
  gboolean repaired;
};

/**
 * naru_csv_reader_new:
 * @text: UTF-8 text, to be kept by the caller as long as the reader
 * @length: its length in bytes
 * @separator: what stands between cells; 0 guesses it
 *
 * Returns: (transfer full): a reader before the first row
 */
NaruCsvReader *
naru_csv_reader_new (const char *text, gsize length, char separator)
{
  NaruCsvReader *self = g_new0 (NaruCsvReader, 1);

  self->text = self->at = text;
  self->end = text + length;
  self->separator = separator != 0 ? separator : naru_csv_guess_separator (text, length);
  /* a line by which Excel tells itself the separator */
  if (length >= 6 && g_ascii_strncasecmp (text, "sep=", 4) == 0
      && (text[5] == '\n' || text[5] == '\r'))
    {
      self->at = text + 6;
      if (self->at < self->end && text[5] == '\r' && *self->at == '\n')
        self->at++;
      self->row = 1;
    }
  return self;
}

void
naru_csv_reader_free (NaruCsvReader *self)
{
  g_free (self);
}

/**
 * naru_csv_reader_expect:
 * @self: a reader
 * @n_cells: how many cells a row should have, that is how many headings there are
 *
 * Tells the reader what a whole row looks like, by which it judges unmatched quotation marks.
 */
void
naru_csv_reader_expect (NaruCsvReader *self, guint n_cells)
{
  self->expected = n_cells;
}

static gboolean
is_line_end (const NaruCsvReader *self, const char *at)
{
  return at >= self->end || *at == '\n' || *at == '\r';
}

/* Reads a cell without quotation marks around it; the reader stands on what ends it. */
static char *
read_plain_cell (NaruCsvReader *self)
{
  const char *start = self->at;

  while (!is_line_end (self, self->at) && *self->at != self->separator)
    {
      if (*self->at == '"')
        self->repaired = TRUE;
      self->at++;
    }
  return g_strndup (start, (gsize) (self->at - start));
}

/* A mark that closes a cell stands before a separator or the end of a line; spaces between are forgiven. */
static const char *
closing_end (const NaruCsvReader *self, const char *after)
{
  const char *at = after;

  while (at < self->end && *at == ' ' && self->separator != ' ')
    at++;
  return is_line_end (self, at) || *at == self->separator ? at : NULL;
}

/* Reads a cell in quotation marks; NULL, and the reader where it was, if they do not close. */
static char *
read_quoted_cell (NaruCsvReader *self)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *at = self->at + 1;
  const char *limit = self->end - self->at > LONGEST_CELL ? self->at + LONGEST_CELL : self->end;
  gboolean repaired = FALSE;

  while (at < limit)
    {
      const char *mark = memchr (at, '"', (gsize) (limit - at));
      const char *after;

      if (mark == NULL)
        return NULL;
      g_string_append_len (cell, at, mark - at);
      if (mark + 1 < self->end && mark[1] == '"')
        {
          g_string_append_c (cell, '"');
          at = mark + 2;
          continue;
        }
      after = closing_end (self, mark + 1);
      if (after != NULL)
        {
          self->at = after;
          self->repaired |= repaired;
          return g_string_free (g_steal_pointer (&cell), FALSE);
        }
      /* as in "a "good" day": a mark that should have been doubled */
      g_string_append_c (cell, '"');
      repaired = TRUE;
      at = mark + 1;
    }
  return NULL;
}

static void
skip_line_end (NaruCsvReader *self)
{
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  else if (self->at < self->end)
    {
      self->at++;
      return;
    }
  if (self->at < self->end && *self->at == '\n')
    self->at++;
}

/* Reads one row. With @plain a quotation mark means nothing, and the row ends with its line. */
static void
read_row (NaruCsvReader *self, GPtrArray *cells, gboolean plain)
{
  g_ptr_array_set_size (cells, 0);
  for (;;)
    {
      char *cell = NULL;

      if (!plain && self->at < self->end && *self->at == '"')
        {
          cell = read_quoted_cell (self);
          self->repaired |= cell == NULL;
        }
      g_ptr_array_add (cells, cell != NULL ? cell : read_plain_cell (self));
      if (self->at < self->end && *self->at == self->separator)
        {
          self->at++;
          continue;
        }
      skip_line_end (self);
      return;
    }
}

/* A row over several lines with the wrong number of cells: perhaps a stray mark swallowed the rows after it. */
static void
read_row_again (NaruCsvReader *self, GPtrArray *cells, const char *start)
{
  const char *end = self->at;
  g_autoptr (GPtrArray) others = NULL;

  if (self->expected == 0 || cells->len == self->expected
      || memchr (start, '"', (gsize) (end - start)) == NULL)
    return;
  others = g_ptr_array_new_with_free_func (g_free);
  self->at = start;
  read_row (self, others, TRUE);
  if (others->len == self->expected)
    {
      g_ptr_array_set_size (cells, 0);
      g_ptr_array_extend_and_steal (cells, g_steal_pointer (&others));
      self->repaired = TRUE;
      return;
    }
  self->at = end;
}

/**
 * naru_csv_reader_next:
 * @self: a reader
 * @cells: an array with the free function g_free, which is emptied and filled
 *
 * Reads the next row that has anything in it.
 *
 * Returns: %FALSE at the end
 */
gboolean
naru_csv_reader_next (NaruCsvReader *self, GPtrArray *cells)
{
  while (self->at < self->end)
    {
      const char *start = self->at;

      self->repaired = FALSE;
      self->row++;
      read_row (self, cells, FALSE);
      read_row_again (self, cells, start);
      if (cells->len > 1 || *(const char *) g_ptr_array_index (cells, 0) != '\0')
        return TRUE;
    }
  g_ptr_array_set_size (cells, 0);
  return FALSE;
}

/**
 * naru_csv_reader_get_row:
 * @self: a reader
 *
 * Returns: the number of the row that was read last, as a spreadsheet counts: from 1, empty rows included
 */
guint
naru_csv_reader_get_row (NaruCsvReader *self)
{
  return self->row;
}

/**
 * naru_csv_reader_get_offset:
 * @self: a reader
 *
 * Returns: how many bytes are read
 */
gsize
naru_csv_reader_get_offset (NaruCsvReader *self)
{
  return (gsize) (self->at - self->text);
}

/**
 * naru_csv_reader_was_repaired:
 * @self: a reader
 *
 * Returns: whether the quotation marks of the row that was read last did not match and had to be read by guess
 */
gboolean
naru_csv_reader_was_repaired (NaruCsvReader *self)
{
  return self->repaired;
}

/* How many of the first rows have as many cells as the first, times 1,000, and more of them is better. */
static guint
fit (const char *text, gsize length, char separator)
{
  g_autoptr (NaruCsvReader) reader = naru_csv_reader_new (text, length, separator);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint expected = 0, rows = 0, same = 0;

  for (; rows < GUESS_ROWS && naru_csv_reader_next (reader, cells); rows++)
    {
      if (rows == 0)
        expected = cells->len;
      same += cells->len == expected;
    }
  return expected < 2 ? 0 : same * 1000 / rows + MIN (expected, 99);
}

/**
 * naru_csv_guess_separator:
 * @text: UTF-8 text
 * @length: its length in bytes
 *
 * Returns: the separator that makes the most even table: one of , ; \t | and , for a table of one column
 */
char
naru_csv_guess_separator (const char *text, gsize length)
{
  static const char candidates[] = ",;\t|";
  char best = ',';
  guint best_fit = 0;

  if (length >= 6 && g_ascii_strncasecmp (text, "sep=", 4) == 0
      && (text[5] == '\n' || text[5] == '\r'))
    return text[4];
  for (guint i = 0; candidates[i] != '\0'; i++)
    {
      guint this_fit = fit (text, length, candidates[i]);

      if (this_fit > best_fit)
        {
          best = candidates[i];
          best_fit = this_fit;
        }
    }
  return best;
}

/* What a spreadsheet takes for a formula (OWASP, "CSV Injection"); a plain negative number is none. */
static gboolean
is_formula (const char *cell)
{
  const char *at = cell + 1;

  if (*cell == '\0' || strchr ("=+-@\t\r", *cell) == NULL)
    return FALSE;
  if (*cell != '-' || !g_ascii_isdigit (*at))
    return TRUE;
  while (g_ascii_isdigit (*at))
    at++;
  if (*at == '.' && g_ascii_isdigit (at[1]))
    for (at++; g_ascii_isdigit (*at);)
      at++;
  return *at != '\0';
}

/**
 * naru_csv_protect:
 * @cell: a text
 *
 * Puts an apostrophe before what a spreadsheet would take for a formula, and before what already looks so protected:
 * naru_csv_unprotect() gives back every text.
 *
 * Returns: (transfer full): the text for a cell
 */
char *
naru_csv_protect (const char *cell)
{
  return g_strconcat (is_formula (cell + strspn (cell, "'")) ? "'" : "", cell, NULL);
}

/**
 * naru_csv_unprotect:
 * @cell: a cell
 *
 * Returns: (transfer full): the text that it stands for
 */
char *
naru_csv_unprotect (const char *cell)
{
  return g_strdup (*cell == '\'' && is_formula (cell + strspn (cell, "'")) ? cell + 1 : cell);
}

/**
 * naru_csv_append_cell:
 * @out: where to write
 * @cell: (nullable): a text
 * @first: whether it begins a row
 *
 * Writes a cell, in quotation marks where it needs them, and protected against being taken for a formula.
 */
void
naru_csv_append_cell (GString *out, const char *cell, gboolean first)
{
  g_autofree char *text = naru_csv_protect (cell != NULL ? cell : "");
  gsize length = strlen (text);

  if (!first)
    g_string_append_c (out, ',');
  if (strpbrk (text, "\",;\t|\r\n") == NULL
      && (length == 0 || (*text != ' ' && text[length - 1] != ' ')))
    {
      g_string_append_len (out, text, (gssize) length);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/**
 * naru_csv_append_row:
 * @out: where to write
 * @cells: (array zero-terminated=1): texts
 *
 * Writes a row with its line end, which RFC 4180 has as CR LF.
 */
void
naru_csv_append_row (GString *out, const char *const *cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    naru_csv_append_cell (out, cells[i], i == 0);
  g_string_append (out, "\r\n");
}
