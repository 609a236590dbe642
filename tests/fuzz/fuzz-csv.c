/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables from anywhere: any bytes can be decoded and read row by row, and what was read comes back from what is written. */
#include "fuzz.h"

#include <string.h>

#include "naru-csv.h"
#include "naru-decode.h"

static char *
decode (const char *bytes, gsize size, const char *encoding, gsize *length)
{
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (guint));
  char *text = naru_decode (bytes, size, encoding, length, damaged, NULL);

  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), ==, *length);
  g_assert_true (g_utf8_validate (text, (gssize) *length, NULL));
  return text;
}

/* Written and read again, a row is what it was, but for what protects a spreadsheet from formulas. */
static void
check_written (GPtrArray *cells)
{
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruCsvReader) reader = NULL;

  for (guint i = 0; i < cells->len; i++)
    naru_csv_append_cell (written, cells->pdata[i], i == 0);
  reader = naru_csv_reader_new (written->str, written->len, ',');
  if (!naru_csv_reader_next (reader, again))
    return; /* nothing but blanks */
  g_assert_cmpuint (again->len, ==, cells->len);
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *cell = naru_csv_unprotect (again->pdata[i]);
      g_autofree char *expected = naru_csv_protect (cells->pdata[i]);
      g_autofree char *unprotected = naru_csv_unprotect (expected);

      g_assert_cmpstr (cell, ==, unprotected);
    }
}

static void
read_rows (const char *text, gsize length, char separator)
{
  g_autoptr (NaruCsvReader) reader = naru_csv_reader_new (text, length, separator);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint last = 0;

  while (naru_csv_reader_next (reader, cells))
    {
      if (last == 0)
        naru_csv_reader_expect (reader, cells->len);
      g_assert_cmpuint (cells->len, >, 0);
      g_assert_cmpuint (naru_csv_reader_get_row (reader), >, last);
      g_assert_cmpuint (naru_csv_reader_get_offset (reader), <=, length);
      last = naru_csv_reader_get_row (reader);
      for (guint i = 0; i < cells->len; i++)
        g_assert_true (g_utf8_validate (cells->pdata[i], -1, NULL));
      check_written (cells);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *bytes = g_memdup2 (data, size);
  const char *const *encodings = naru_decode_encodings ();
  const char *guessed = naru_decode_guess (bytes, size);
  gsize length;
  g_autofree char *text = NULL;

  if (size == 0)
    return 0;
  g_assert_nonnull (guessed);
  for (guint i = 0; encodings[i] != NULL; i++)
    g_free (decode (bytes, size, encodings[i], &length));
  text = decode (bytes, size, guessed, &length);
  read_rows (text, length, naru_csv_guess_separator (text, length));
  read_rows (text, length, ';');
  return 0;
}
