/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables are read as they are found, and what was written is read back as it was. */
#include "desk-fixture.h"

#include "naru-csv.h"
#include "naru-export.h"

#include <string.h>

/* All rows as one text: cells with | between, rows ended by a dot; ! before a row that was repaired. */
static char *
read_all (const char *text, char separator, guint expected)
{
  g_autoptr (NaruCsvReader) reader = naru_csv_reader_new (text, strlen (text), separator);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  naru_csv_reader_expect (reader, expected);
  while (naru_csv_reader_next (reader, cells))
    {
      g_string_append_printf (out, "%s%u:", naru_csv_reader_was_repaired (reader) ? "!" : "",
                              naru_csv_reader_get_row (reader));
      for (guint i = 0; i < cells->len; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "",
                                (char *) g_ptr_array_index (cells, i));
      g_string_append_c (out, '.');
    }
  g_assert_cmpuint (naru_csv_reader_get_offset (reader), ==, strlen (text));
  return g_string_free (out, FALSE);
}

#define assert_reads(text, separator, expected, wanted)                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *got = read_all (text, separator, expected);                                   \
    g_assert_cmpstr (got, ==, wanted);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_plain (void)
{
  assert_reads ("a,b\n1,2\n", ',', 2, "1:a|b.2:1|2.");
  assert_reads ("a,b\r\n1,2\r\n", ',', 2, "1:a|b.2:1|2.");
  assert_reads ("a,b\r1,2", ',', 2, "1:a|b.2:1|2.");
  assert_reads ("a,,\n,,c", ',', 3, "1:a||.2:||c.");
  assert_reads ("", ',', 0, "");
  assert_reads ("\n\na\n", ',', 0, "3:a.");
  assert_reads ("sep=;\na;b\n", 0, 2, "2:a|b.");
}

static void
test_quotes (void)
{
  assert_reads ("\"a,1\",\"b \"\"c\"\"\"\n", ',', 2, "1:a,1|b \"c\".");
  assert_reads ("\"85200,\r\n85310\",x\ny,z\n", ',', 2, "1:85200,\r\n85310|x.2:y|z.");
  assert_reads ("\"a\" ,b\n", ',', 2, "1:a|b.");
  assert_reads ("\"\",b\n", ',', 2, "1:|b.");
  assert_reads ("\"last\"", ',', 1, "1:last.");
}

static void
test_broken_quotes (void)
{
  /* a mark within a cell */
  assert_reads ("5\" disk,x\n", ',', 2, "!1:5\" disk|x.");
  /* marks that should have been doubled */
  assert_reads ("\"a \"good\" day\",x\n", ',', 2, "!1:a \"good\" day|x.");
  /* a mark that is never closed spoils its cell only */
  assert_reads ("a,b\n\"open,2\n3,4\n", ',', 2, "1:a|b.!2:\"open|2.3:3|4.");
  /* closed by the mark that opens a later cell: told by the number of headings */
  assert_reads ("a,b,c\n\"open,2,3\n4,\"five\",6\n7,8,9\n", ',', 3,
                "1:a|b|c.!2:\"open|2|3.3:4|five|6.4:7|8|9.");
}

static void
test_separators (void)
{
  g_assert_cmpint (naru_csv_guess_separator ("a,b\n1,2\n", 8), ==, ',');
  g_assert_cmpint (naru_csv_guess_separator ("a;b\n1,5;2\n3,5;4\n", 16), ==, ';');
  g_assert_cmpint (naru_csv_guess_separator ("a\tb\n1, 2\t3\n", 11), ==, '\t');
  g_assert_cmpint (naru_csv_guess_separator ("a|b\n1|2\n", 8), ==, '|');
  g_assert_cmpint (naru_csv_guess_separator ("alone\none\n", 10), ==, ',');
  g_assert_cmpint (naru_csv_guess_separator ("\"x;y\",b\n\"p;q;r\",d\n", 18), ==, ',');
  g_assert_cmpint (naru_csv_guess_separator ("sep=|\na,b\n", 10), ==, '|');
}

static const char *const hostile[] = {
  "plain",
  "",
  " spaces ",
  "comma, here",
  "\"quoted\"",
  "two\nlines",
  "cr\r\nlf",
  "semi;colon",
  "tab\there",
  "=1+1",
  "+82-10-1234-5678",
  "-5",
  "-5.25",
  "-5+2",
  "@SUM(A1)",
  "'=1",
  "''=1",
  "'quote",
  "\t=1",
  "Fish & Chips <b>",
  "김민수",
};

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      const char *const row[] = { hostile[i], "x", hostile[i], NULL };
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (NaruCsvReader) reader = NULL;
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      naru_csv_append_row (out, row);
      reader = naru_csv_reader_new (out->str, out->len, ',');
      g_assert_true (naru_csv_reader_next (reader, cells));
      g_assert_cmpuint (cells->len, ==, 3);
      g_assert_false (naru_csv_reader_was_repaired (reader));
      first = naru_csv_unprotect (g_ptr_array_index (cells, 0));
      last = naru_csv_unprotect (g_ptr_array_index (cells, 2));
      g_assert_cmpstr (first, ==, hostile[i]);
      g_assert_cmpstr (last, ==, hostile[i]);
      g_assert_false (naru_csv_reader_next (reader, cells));
    }
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = { { "=1+1", "'=1+1" }, { "@x", "'@x" }, { "-5", "-5" },    { "-5.25", "-5.25" },
                { "-x", "'-x" },     { "+1", "'+1" }, { "'=1", "''=1" }, { "it's", "it's" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = naru_csv_protect (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
}

static void
test_many_open_quotes (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (NaruCsvReader) reader = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint rows = 0;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "\"%u,x\n", i);
  reader = naru_csv_reader_new (text->str, text->len, ',');
  naru_csv_reader_expect (reader, 2);
  while (naru_csv_reader_next (reader, cells))
    rows++;
  g_assert_cmpuint (rows, ==, 501);
}

/* The columns and rows that the person sees, in her order, with names in place of references; of chosen rows those alone. */
#define SHOWN_HEADINGS "\xef\xbb\xbfRelationship,Name,Manager,Last talk\r\n"
#define SHOWN_OLD "Dormant,\"'=Old, Mill\",Bert,\r\n"
#define SHOWN_HARBOUR "Contacted,Harbour,,\"17 Nov 2026, 14:00\"\r\n"

static void
test_shown (DeskFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "stage", "name", "accountManager", "lastTalk", NULL };
  static const char *const headings[] = { "Relationship", "Name", "Manager", "Last talk", NULL };
  g_autofree char *bert = desk_make (fixture, "staff", "name", "Bert", "userName", "bert", "roles",
                                     "employer_counsellor", "state", "active", NULL);
  g_autofree char *old = desk_make (fixture, "employer", "name", "=Old, Mill", "stage", "dormant",
                                    "accountManager", bert, NULL);
  g_autofree char *harbour
      = desk_make (fixture, "employer", "name", "Harbour", "stage", "contacted", NULL);
  g_autofree char *talk = desk_make (fixture, "interaction", "employer", harbour, "kind", "call",
                                     "at", "2026-11-17T14:00:00+09:00", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "shown.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;
  naru_query_set_order (query, "name", TRUE);
  naru_query_set_now (query, NOW);
  numbers = naru_store_list (fixture->store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (numbers->len, ==, 2);
  for (guint only = 0; only < 2; only++)
    {
      g_autofree char *text = NULL;
      guint n = 0;

      if (only)
        g_array_remove_index (numbers, 0);
      g_assert_true (naru_export_shown (fixture->store, query, only ? numbers : NULL, names,
                                        headings, file, NULL, &n, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (
          text, ==, only ? SHOWN_HEADINGS SHOWN_HARBOUR : SHOWN_HEADINGS SHOWN_OLD SHOWN_HARBOUR);
      g_assert_cmpuint (n, ==, only ? 1 : 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/reads-rows-whatever-ends-them", test_plain);
  g_test_add_func ("/exchange/csv/reads-cells-in-quotation-marks", test_quotes);
  g_test_add_func ("/exchange/csv/a-stray-quotation-mark-spoils-one-cell", test_broken_quotes);
  g_test_add_func ("/exchange/csv/many-open-quotation-marks-lose-no-row", test_many_open_quotes);
  g_test_add_func ("/exchange/csv/finds-what-stands-between-cells", test_separators);
  g_test_add_func ("/exchange/csv/what-is-written-is-read-back", test_round_trip);
  g_test_add_func ("/exchange/csv/no-cell-becomes-a-formula", test_formulas);
  g_test_add ("/exchange/csv/a-list-is-saved-as-it-is-shown", DeskFixture, NULL,
              desk_fixture_set_up, test_shown, desk_fixture_tear_down);
  return g_test_run ();
}
