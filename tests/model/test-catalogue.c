/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message catalogues: translations are found, and a damaged file is a file without translations. */
#include "folder.h"
#include "naru-catalogue.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const texts[][2] = {
  { "", "Content-Type: text/plain; charset=UTF-8\n" },
  { "Cooks", "조리사" },
  { "Korean", "한국어" },
  { "Waiters", "" },
};

static void
append_number (GByteArray *bytes, guint32 number, gboolean swapped)
{
  guint32 stored = swapped ? GUINT32_SWAP_LE_BE (number) : number;

  g_byte_array_append (bytes, (const guint8 *) &stored, sizeof stored);
}

/* A catalogue as msgfmt writes it: header, two tables of lengths and offsets, the texts. */
static GByteArray *
make_catalogue (gboolean swapped)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 n = G_N_ELEMENTS (texts), tables = 28, offset = tables + n * 16;

  append_number (bytes, 0x950412de, swapped);
  append_number (bytes, 0, swapped);
  append_number (bytes, n, swapped);
  append_number (bytes, tables, swapped);
  append_number (bytes, tables + n * 8, swapped);
  append_number (bytes, 0, swapped);
  append_number (bytes, 0, swapped);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < n; i++)
      {
        append_number (bytes, strlen (texts[i][side]), swapped);
        append_number (bytes, offset, swapped);
        offset += strlen (texts[i][side]) + 1;
      }
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < n; i++)
      g_byte_array_append (bytes, (const guint8 *) texts[i][side], strlen (texts[i][side]) + 1);
  return bytes;
}

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *messages = NULL;

  fixture->folder = g_dir_make_tmp ("naru-catalogue-XXXXXX", NULL);
  messages = g_build_filename (fixture->folder, "ko", "LC_MESSAGES", NULL);
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  fixture->path = g_build_filename (messages, "test.mo", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static NaruCatalogue *
open_bytes (Fixture *fixture, const guint8 *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, (const char *) bytes, size, &error);
  g_assert_no_error (error);
  return naru_catalogue_open (fixture->folder, "ko", "test");
}

static void
test_lookup (Fixture *fixture, gconstpointer data)
{
  for (guint swapped = 0; swapped < 2; swapped++)
    {
      g_autoptr (GByteArray) bytes = make_catalogue (swapped);
      g_autoptr (NaruCatalogue) self = open_bytes (fixture, bytes->data, bytes->len);

      g_assert_nonnull (self);
      g_assert_cmpstr (naru_catalogue_lookup (self, "Cooks"), ==, "조리사");
      g_assert_cmpstr (naru_catalogue_lookup (self, "Korean"), ==, "한국어");
      g_assert_null (naru_catalogue_lookup (self, "Waiters"));
      g_assert_null (naru_catalogue_lookup (self, "Pilots"));
      g_assert_null (naru_catalogue_lookup (self, ""));
      g_assert_null (naru_catalogue_lookup (self, NULL));
    }
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_assert_null (naru_catalogue_open (fixture->folder, "fr", "test"));
  g_assert_null (naru_catalogue_lookup (NULL, "Cooks"));
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = make_catalogue (FALSE);

  for (guint size = 0; size < bytes->len; size++)
    {
      g_autoptr (NaruCatalogue) self = open_bytes (fixture, bytes->data, size);
      const char *found = naru_catalogue_lookup (self, "Cooks");

      g_assert_true (found == NULL || g_str_equal (found, "조리사"));
    }
}

static void
test_wild_numbers (Fixture *fixture, gconstpointer data)
{
  for (guint at = 0; at < 28 + G_N_ELEMENTS (texts) * 16; at += 4)
    {
      g_autoptr (GByteArray) bytes = make_catalogue (FALSE);
      g_autoptr (NaruCatalogue) self = NULL;
      const char *found;

      memset (bytes->data + at, 0xff, 4);
      self = open_bytes (fixture, bytes->data, bytes->len);
      found = naru_catalogue_lookup (self, "Cooks");
      g_assert_true (found == NULL || g_str_equal (found, "조리사"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/model/catalogue/finds-translations-of-either-byte-order", test_lookup);
  ADD ("/model/catalogue/without-a-file-there-are-no-translations", test_absent);
  ADD ("/model/catalogue/a-file-cut-off-anywhere-is-survived", test_cut_off);
  ADD ("/model/catalogue/wild-numbers-in-a-file-are-survived", test_wild_numbers);
  return g_test_run ();
}
