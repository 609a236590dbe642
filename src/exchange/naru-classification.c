/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ESCO comes as a folder of tables, one for each kind and language; the Korean classifications as one table each. Headings
 * differ from year to year, so columns are found by the names that they have had. */
#include "naru-classification.h"

#include "naru-csv.h"
#include "naru-decode.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const names[] = { "esco", "keco", "ksco", "ksic", NULL };

/* Owned texts of one row to be. */
typedef struct
{
  char *code, *parent, *uri, *en, *ko, *fr;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->code);
  g_free (entry->parent);
  g_free (entry->uri);
  g_free (entry->en);
  g_free (entry->ko);
  g_free (entry->fr);
  g_free (entry);
}

/**
 * naru_classification_names:
 *
 * Returns: (transfer none): the classifications that can be imported
 */
const char *const *
naru_classification_names (void)
{
  return names;
}

typedef struct
{
  char *text;
  NaruCsvReader *reader;
  GPtrArray *headings;
  GPtrArray *cells;
} Source;

static void
source_clear (Source *source)
{
  g_clear_pointer (&source->reader, naru_csv_reader_free);
  g_clear_pointer (&source->headings, g_ptr_array_unref);
  g_clear_pointer (&source->cells, g_ptr_array_unref);
  g_clear_pointer (&source->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
source_open (Source *source, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, &reason))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” cannot be read: %s"), path,
                   reason->message);
      return FALSE;
    }
  if (length > 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                   _ ("“%s” is a spreadsheet. Please save it there as CSV first."), path);
      return FALSE;
    }
  source->text
      = naru_decode (bytes, length, naru_decode_guess (bytes, length), &length, NULL, error);
  if (source->text == NULL)
    return FALSE;
  source->reader = naru_csv_reader_new (source->text, length, 0);
  source->headings = g_ptr_array_new_with_free_func (g_free);
  source->cells = g_ptr_array_new_with_free_func (g_free);
  naru_csv_reader_next (source->reader, source->headings);
  naru_csv_reader_expect (source->reader, source->headings->len);
  return TRUE;
}

/* The position of the first heading that is one of @known, separated by ;. */
static int
find_column (const Source *source, const char *known)
{
  g_auto (GStrv) words = g_strsplit (known, ";", -1);

  for (guint w = 0; words[w] != NULL; w++)
    for (guint i = 0; i < source->headings->len; i++)
      {
        g_autofree char *heading = g_strstrip (g_strdup (g_ptr_array_index (source->headings, i)));

        if (g_ascii_strcasecmp (heading, words[w]) == 0)
          return (int) i;
      }
  return -1;
}

static const char *
cell (const Source *source, int column)
{
  return column >= 0 && (guint) column < source->cells->len
             ? g_ptr_array_index (source->cells, column)
             : "";
}

/* The last part of an address: http://data.europa.eu/esco/skill/9bc3b9ae-… */
static const char *
last_part (const char *uri)
{
  const char *slash = strrchr (uri, '/');

  return slash != NULL ? slash + 1 : uri;
}

static void
set_label (Entry *entry, const char *language, const char *label)
{
  char **place = strcmp (language, "ko") == 0   ? &entry->ko
                 : strcmp (language, "fr") == 0 ? &entry->fr
                                                : &entry->en;

  if (*label == '\0')
    return;
  g_free (*place);
  *place = g_strdup (label);
}

/* One table of ESCO in one language: a new concept, or another label for one that is there. */
static gboolean
read_esco (const char *path, const char *language, GHashTable *concepts, GError **error)
{
  g_auto (Source) source = { 0 };
  int uri, code, group, label, number;

  if (!source_open (&source, path, error))
    return FALSE;
  uri = find_column (&source, "conceptUri");
  code = find_column (&source, "code");
  group = find_column (&source, "iscoGroup");
  label = find_column (&source, "preferredLabel");
  number = find_column (&source, "skill_id");
  if (uri < 0 || label < 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                   _ ("“%s” has no columns “%s” and “%s”, as ESCO's files have."), path,
                   "conceptUri", "preferredLabel");
      return FALSE;
    }
  while (naru_csv_reader_next (source.reader, source.cells))
    {
      const char *key = *cell (&source, uri) != '\0' ? cell (&source, uri) : cell (&source, number);
      Entry *entry = *key != '\0' ? g_hash_table_lookup (concepts, key) : NULL;

      if (*key == '\0')
        continue;
      if (entry == NULL)
        {
          entry = g_new0 (Entry, 1);
          entry->code
              = g_strdup (*cell (&source, code) != '\0' ? cell (&source, code) : last_part (key));
          entry->parent = *cell (&source, group) != '\0' ? g_strdup (cell (&source, group)) : NULL;
          entry->uri = *cell (&source, uri) != '\0' ? g_strdup (cell (&source, uri)) : NULL;
          g_hash_table_insert (concepts, g_strdup (key), entry);
        }
      set_label (entry, language, cell (&source, label));
    }
  return TRUE;
}

/* A table with a column for each language adds labels to what is there. */
static gboolean
read_labels (const char *path, GHashTable *concepts, GError **error)
{
  g_auto (Source) source = { 0 };
  int uri, ko, fr;

  if (!source_open (&source, path, error))
    return FALSE;
  uri = find_column (&source, "conceptUri");
  ko = find_column (&source, "ko");
  fr = find_column (&source, "fr");
  while (uri >= 0 && naru_csv_reader_next (source.reader, source.cells))
    {
      Entry *entry = g_hash_table_lookup (concepts, cell (&source, uri));

      if (entry != NULL && entry->ko == NULL)
        set_label (entry, "ko", cell (&source, ko));
      if (entry != NULL && entry->fr == NULL)
        set_label (entry, "fr", cell (&source, fr));
    }
  return TRUE;
}

static gboolean
write_entries (NaruStore *store, const char *scheme, GHashTable *entries, guint *n_rows,
               GError **error)
{
  guint n = g_hash_table_size (entries), i = 0;
  g_autofree NaruClassificationRow *rows = g_new0 (NaruClassificationRow, n + 1);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;

      rows[i++] = (NaruClassificationRow){ entry->code, entry->parent, entry->uri,
                                           entry->en,   entry->ko,     entry->fr };
    }
  if (!naru_store_import_classification (store, scheme, rows, n, error))
    return FALSE;
  *n_rows += n;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_folder (const char *folder, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
  GPtrArray *files;
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” cannot be read: %s"), folder,
                   reason->message);
      return NULL;
    }
  files = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_names);
  return files;
}

/* occupations_en.csv, esco120_occupations_en.csv; the language, NULL if it is another file. */
static char *
language_of (const char *name, const char *kind)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *at = strstr (lower, kind);
  gsize length = strlen (kind);

  if (at == NULL || (at > lower && g_ascii_isalpha (at[-1]))
      || strlen (at) != length + strlen ("_en.csv") || at[length] != '_'
      || !g_str_has_suffix (at, ".csv"))
    return NULL;
  return g_strndup (at + length + 1, 2);
}

static gboolean
import_esco_kind (NaruStore *store, const char *folder, GPtrArray *files, const char *kind,
                  const char *scheme, guint *n_rows, GError **error)
{
  g_autoptr (GHashTable) concepts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  for (guint i = 0; i < files->len; i++)
    {
      const char *name = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *language = language_of (name, kind);

      if (language != NULL
          && (g_str_equal (language, "en") || g_str_equal (language, "ko")
              || g_str_equal (language, "fr"))
          && !read_esco (path, language, concepts, error))
        return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      const char *name = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (strstr (name, "labels") != NULL && g_str_has_prefix (name, "esco")
          && g_str_has_suffix (name, ".csv") && !read_labels (path, concepts, error))
        return FALSE;
    }
  return g_hash_table_size (concepts) == 0
         || write_entries (store, scheme, concepts, n_rows, error);
}

/* The number that a table of skills gives a skill, where the relations use it instead of the address. */
static gboolean
read_numbers (const char *path, GHashTable *codes, GError **error)
{
  g_auto (Source) source = { 0 };
  int number, uri;

  if (!source_open (&source, path, error))
    return FALSE;
  number = find_column (&source, "skill_id");
  uri = find_column (&source, "conceptUri");
  while (number >= 0 && naru_csv_reader_next (source.reader, source.cells))
    if (*cell (&source, uri) != '\0')
      g_hash_table_insert (codes, g_strdup (cell (&source, number)),
                           g_strdup (last_part (cell (&source, uri))));
  return TRUE;
}

/* Which code an occupation has whose address ends so. */
static gboolean
read_codes (const char *path, GHashTable *codes, GError **error)
{
  g_auto (Source) source = { 0 };
  int code, uri;

  if (!source_open (&source, path, error))
    return FALSE;
  code = find_column (&source, "code");
  uri = find_column (&source, "conceptUri");
  while (uri >= 0 && naru_csv_reader_next (source.reader, source.cells))
    if (*cell (&source, code) != '\0')
      g_hash_table_insert (codes, g_strdup (last_part (cell (&source, uri))),
                           g_strdup (cell (&source, code)));
  return TRUE;
}

static gboolean
read_relations (const char *path, GHashTable *occupations, GHashTable *skills,
                GHashTable *relations, GError **error)
{
  g_auto (Source) source = { 0 };
  int occupation, relation, skill;

  if (!source_open (&source, path, error))
    return FALSE;
  occupation = find_column (&source, "occupationUri;occupation_uuid");
  relation = find_column (&source, "relationType;relation");
  skill = find_column (&source, "skillUri;skill_id");
  if (occupation < 0 || relation < 0 || skill < 0)
    return TRUE;
  while (naru_csv_reader_next (source.reader, source.cells))
    {
      const char *code = g_hash_table_lookup (occupations, last_part (cell (&source, occupation)));
      const char *number = g_hash_table_lookup (skills, cell (&source, skill));
      const char *what = number != NULL ? number : last_part (cell (&source, skill));
      Entry *entry;

      if (code == NULL || *what == '\0')
        continue;
      entry = g_new0 (Entry, 1);
      entry->code = g_strdup_printf ("%s %s %s", code, cell (&source, relation), what);
      g_hash_table_insert (relations, g_strdup (entry->code), entry);
    }
  return TRUE;
}

/* Which skills an occupation asks for: "7212.3 essential 9bc3b9ae-…" */
static gboolean
import_relations (NaruStore *store, const char *folder, GPtrArray *files, GError **error)
{
  g_autoptr (GHashTable) occupations
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) skills = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) relations
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, files->pdata[i], NULL);
      g_autofree char *occupation = language_of (files->pdata[i], "occupations");
      g_autofree char *skill = language_of (files->pdata[i], "skills");

      if ((occupation != NULL && !read_codes (path, occupations, error))
          || (skill != NULL && !read_numbers (path, skills, error)))
        return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, files->pdata[i], NULL);
      g_autofree char *name = g_ascii_strdown (files->pdata[i], -1);
      g_autofree char *plain = g_strdelimit (g_strdup (name), "_", ' ');

      if ((strstr (name, "occupationskillrelations") != NULL
           || strstr (plain, "occupation skill relations") != NULL)
          && !read_relations (path, occupations, skills, relations, error))
        return FALSE;
    }
  return g_hash_table_size (relations) == 0
         || write_entries (store, "esco-relations", relations, &n, error);
}

static gboolean
import_esco (NaruStore *store, const char *folder, guint *n_rows, GError **error)
{
  g_autoptr (GPtrArray) files = list_folder (folder, error);

  if (files == NULL
      || !import_esco_kind (store, folder, files, "occupations", "esco", n_rows, error)
      || !import_esco_kind (store, folder, files, "skills", "esco-skills", n_rows, error)
      || !import_relations (store, folder, files, error))
    return FALSE;
  if (*n_rows > 0)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
               _ ("There is no file such as occupations_en.csv in “%s”."), folder);
  return FALSE;
}

static gboolean
import_korean (NaruStore *store, const char *scheme, const char *path, guint *n_rows,
               GError **error)
{
  g_autoptr (GHashTable) entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  g_auto (Source) source = { 0 };
  int code, parent, label, english;

  if (!source_open (&source, path, error))
    return FALSE;
  code = find_column (&source, "code;분류코드;코드;산업분류코드;직업분류코드;세분류코드");
  parent = find_column (&source, "parent;상위코드;상위분류코드");
  label = find_column (&source,
                       "title_ko;분류명;항목명;명칭;산업분류명;직업분류명;분류명(한글);한글명");
  english = find_column (&source, "title_en;분류명(영문);영문명;영문분류명");
  if (code < 0 || label < 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                   _ ("“%s” has no columns for code and label, such as “%s” and “%s”."), path,
                   "분류코드", "분류명");
      return FALSE;
    }
  while (naru_csv_reader_next (source.reader, source.cells))
    {
      Entry *entry;

      if (*cell (&source, code) == '\0')
        continue;
      entry = g_new0 (Entry, 1);
      entry->code = g_strstrip (g_strdup (cell (&source, code)));
      entry->parent
          = *cell (&source, parent) != '\0' ? g_strstrip (g_strdup (cell (&source, parent))) : NULL;
      set_label (entry, "ko", cell (&source, label));
      set_label (entry, "en", cell (&source, english));
      g_hash_table_insert (entries, g_strdup (entry->code), entry);
    }
  if (g_hash_table_size (entries) > 0)
    return write_entries (store, scheme, entries, n_rows, error);
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("There are no codes in “%s”."), path);
  return FALSE;
}

/**
 * naru_classification_import:
 * @store: the store of the profile
 * @name: one of naru_classification_names()
 * @path: for ESCO the folder of its download, else the file
 * @n_rows: (out): how many codes there are now
 * @error: return location for an error
 *
 * Puts a published classification in the place of the one imported before. ESCO's occupations become the scheme "esco",
 * its skills "esco-skills", what an occupation asks for "esco-relations", whose codes are "OCCUPATION essential SKILL".
 *
 * Returns: %TRUE if it is there; otherwise what was there before still is
 */
gboolean
naru_classification_import (NaruStore *store, const char *name, const char *path, guint *n_rows,
                            GError **error)
{
  *n_rows = 0;
  if (strcmp (name, "esco") == 0)
    return import_esco (store, path, n_rows, error);
  if (g_strv_contains (names, name))
    return import_korean (store, name, path, n_rows, error);
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no classification “%s”."),
               name);
  return FALSE;
}
