/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills vocabularies: from the tab-separated tables in the program's resources, from the terms in C, and from the
 * iso-codes package of the system. */
#include "naru-vocabulary-private.h"

#include "naru-catalogue.h"
#include "naru-json-text.h"
#include "naru-terms.h"

#include <string.h>

#define RESOURCE_FOLDER "/io/github/naru/Naru/vocabularies/"

enum
{
  COLUMN_CODE,
  COLUMN_PARENT,
  COLUMN_ENGLISH,
  COLUMN_KOREAN,
  COLUMN_FRENCH,
  COLUMN_ALSO,
  N_COLUMNS,
};

/* Adds one line of a table; FALSE if it is not as it should be. */
static gboolean
add_line (NaruVocabulary *self, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  guint n_columns = g_strv_length (columns);
  NaruVocabularyEntry entry = { 0 };

  if (n_columns < COLUMN_ALSO || n_columns > N_COLUMNS)
    return FALSE;
  for (guint column = 0; column < COLUMN_ALSO; column++)
    if (*columns[column] == '\0' && column != COLUMN_PARENT)
      return FALSE;
  entry.code = columns[COLUMN_CODE];
  entry.parent = columns[COLUMN_PARENT];
  entry.labels[NARU_VOCABULARY_ENGLISH] = columns[COLUMN_ENGLISH];
  entry.labels[NARU_VOCABULARY_KOREAN] = columns[COLUMN_KOREAN];
  entry.labels[NARU_VOCABULARY_FRENCH] = columns[COLUMN_FRENCH];
  entry.also = n_columns > COLUMN_ALSO ? columns[COLUMN_ALSO] : NULL;
  return naru_vocabulary_add (self, &entry);
}

/**
 * naru_vocabulary_load_table:
 * @self: a vocabulary
 * @text: lines with the columns code, parent, en, ko, fr and, where needed, also (other names,
 *   separated by semicolons), after a line of headings
 *
 * Adds the lines of a table. The tables are our own, so that a fault in one is a fault of the
 * program.
 *
 * Returns: the number of the first faulty line (columns missing, empty or too many, a code that is
 *   there already), at which it stopped; 0 if there is none
 */
guint
naru_vocabulary_load_table (NaruVocabulary *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !add_line (self, lines[i]))
      return i + 1;
  return 0;
}

/**
 * naru_vocabulary_load_resource:
 * @self: a vocabulary
 * @name: the name of a table
 *
 * Adds the table @name of the program's resources.
 *
 * Returns: whether it was there and without fault
 */
gboolean
naru_vocabulary_load_resource (NaruVocabulary *self, const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, ".tsv", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  guint fault;

  if (bytes == NULL)
    {
      g_critical ("There is no table of the vocabulary %s", name);
      return FALSE;
    }
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  fault = naru_vocabulary_load_table (self, text);
  if (fault != 0)
    g_critical ("The table of the vocabulary %s is faulty in line %u", name, fault);
  return fault == 0;
}

/**
 * naru_vocabulary_load_terms:
 * @self: a vocabulary
 * @locale_folder: where the program's message catalogues are
 *
 * Adds the terms of the same name that the program itself reasons about, with their translations.
 */
void
naru_vocabulary_load_terms (NaruVocabulary *self, const char *locale_folder)
{
  const NaruTermList *list = naru_terms_find (self->name);
  g_autoptr (NaruCatalogue) korean = NULL;
  g_autoptr (NaruCatalogue) french = NULL;

  if (list == NULL)
    return;

  korean = naru_catalogue_open (locale_folder, "ko", GETTEXT_PACKAGE);
  french = naru_catalogue_open (locale_folder, "fr", GETTEXT_PACKAGE);
  for (const NaruTerm *term = list->terms; term->code != NULL; term++)
    {
      NaruVocabularyEntry entry = { .code = term->code, .term = TRUE };

      entry.labels[NARU_VOCABULARY_ENGLISH] = term->label;
      entry.labels[NARU_VOCABULARY_KOREAN] = naru_catalogue_lookup (korean, term->label);
      entry.labels[NARU_VOCABULARY_FRENCH] = naru_catalogue_lookup (french, term->label);
      naru_vocabulary_add (self, &entry);
    }
}

/* One list of the iso-codes package. */
typedef struct
{
  NaruVocabulary *vocabulary;
  gboolean below_countries;
  NaruCatalogue *korean;
  NaruCatalogue *french;
} IsoReader;

/* ISO 639-2 names a language by all its names, "Spanish; Castilian": the first is the label. */
static char *
first_name (const char *names, char **ret_others)
{
  const char *end = names == NULL ? NULL : strstr (names, "; ");

  if (ret_others != NULL)
    *ret_others = end == NULL ? NULL : g_strdup (end + 2);
  return end == NULL ? g_strdup (names) : g_strndup (names, end - names);
}

/* What a list says of one code. */
typedef struct
{
  char *code;
  char *name;
  char *common_name;
  char *parent;
} IsoItem;

static void
iso_item_clear (IsoItem *item)
{
  g_free (item->code);
  g_free (item->name);
  g_free (item->common_name);
  g_free (item->parent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsoItem, iso_item_clear)

static char *
member (NaruJsonSpan object, const char *name)
{
  NaruJsonSpan value = naru_json_span_member (object, name);

  return naru_json_span_kind (value) == NARU_JSON_STRING ? naru_json_span_dup_string (value) : NULL;
}

/* A country has two codes of letters, the shorter one is used; of languages only some have it. */
static IsoItem
read_item (NaruJsonSpan object)
{
  static const char *const codes[] = { "code", "alpha_2", "alpha_3" };
  IsoItem item = { NULL, member (object, "name"), member (object, "common_name"),
                   member (object, "parent") };

  for (guint i = 0; item.code == NULL && i < G_N_ELEMENTS (codes); i++)
    item.code = member (object, codes[i]);
  return item;
}

/* Codes that stand for no language or money: reserved ranges, "several", "none", tests. */
static gboolean
is_code_in_use (const char *code)
{
  static const char *const unused[] = { "mis", "mul", "und", "zxx", "XTS", "XXX", NULL };

  return code != NULL && strlen (code) <= 6 && !g_strv_contains (unused, code);
}

static const char *
translation_of (NaruCatalogue *catalogue, const char *common, const char *name)
{
  const char *translation = naru_catalogue_lookup (catalogue, common);

  return translation != NULL ? translation : naru_catalogue_lookup (catalogue, name);
}

/* The wider region of a subdivision: another subdivision (written with or without its country) or the country. */
static char *
region_parent (const IsoItem *item)
{
  g_autofree char *country = g_strndup (item->code, 2);

  if (item->parent != NULL && strchr (item->parent, '-') != NULL)
    return g_strdup (item->parent);
  if (item->parent != NULL)
    return g_strconcat (country, "-", item->parent, NULL);
  return g_steal_pointer (&country);
}

static void
add_item (IsoReader *reader, const IsoItem *item)
{
  NaruVocabularyEntry entry = { .code = item->code };
  const char *common = item->common_name;
  g_autofree char *english = NULL;
  g_autofree char *korean = NULL;
  g_autofree char *french = NULL;
  g_autofree char *also = NULL;
  g_autofree char *parent = NULL;

  /* Our own table has the places of Korea, under their present names. */
  if (item->name == NULL || !is_code_in_use (item->code)
      || (reader->below_countries && g_str_has_prefix (item->code, "KR-")))
    return;

  english = first_name (common != NULL ? common : item->name, &also);
  if (also == NULL && common != NULL)
    also = g_strdup (item->name);
  korean = first_name (translation_of (reader->korean, common, item->name), NULL);
  french = first_name (translation_of (reader->french, common, item->name), NULL);
  if (reader->below_countries)
    parent = region_parent (item);
  entry.parent = parent;
  entry.labels[NARU_VOCABULARY_ENGLISH] = english;
  entry.labels[NARU_VOCABULARY_KOREAN] = korean;
  entry.labels[NARU_VOCABULARY_FRENCH] = french;
  entry.also = also;
  naru_vocabulary_add (reader->vocabulary, &entry);
}

static gboolean
read_iso_list (NaruVocabulary *self, const char *part, gboolean below_countries,
               const char *json_folder, const char *locale_folder)
{
  g_autofree char *domain = g_strconcat ("iso_", part, NULL);
  g_autofree char *file = g_strconcat (domain, ".json", NULL);
  g_autofree char *path = g_build_filename (json_folder, file, NULL);
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (NaruCatalogue) korean = NULL;
  g_autoptr (NaruCatalogue) french = NULL;
  const char *text = mapped != NULL ? g_mapped_file_get_contents (mapped) : NULL;
  gsize length = mapped != NULL ? g_mapped_file_get_length (mapped) : 0;
  NaruJsonSpan list, value;
  NaruJsonIter iter;

  if (text == NULL || !naru_json_check_object (text, length, NULL))
    return FALSE;
  list = naru_json_span_member (naru_json_span (text, length), part);
  if (naru_json_span_kind (list) != NARU_JSON_ARRAY)
    return FALSE;

  korean = naru_catalogue_open (locale_folder, "ko", domain);
  french = naru_catalogue_open (locale_folder, "fr", domain);
  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &value))
    if (naru_json_span_kind (value) == NARU_JSON_OBJECT)
      {
        g_auto (IsoItem) item = read_item (value);

        add_item (&(IsoReader){ self, below_countries, korean, french }, &item);
      }
  return TRUE;
}

/* A wider region that the package names but does not have, or a country missing from a short list, would leave places
 * out of every list: they move up to the country, or to the top. */
static void
mend_parents (NaruVocabulary *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      NaruVocabularyEntry *entry = &g_array_index (self->entries, NaruVocabularyEntry, i);
      g_autofree char *country = NULL;

      if (entry->parent == NULL || naru_vocabulary_find (self, entry->parent) != NULL)
        continue;
      country = g_strndup (entry->code, 2);
      entry->parent = naru_vocabulary_find (self, country) == NULL
                          ? NULL
                          : naru_vocabulary_find (self, country)->code;
    }
}

/**
 * naru_vocabulary_load_iso:
 * @self: one of languages, countries, currencies, regions
 * @json_folder: where the iso-codes package keeps its lists
 * @locale_folder: where it keeps their translations
 *
 * Adds what the package has and our own table of the same name does not. Without the package the
 * table stays alone: it has the entries most used.
 */
void
naru_vocabulary_load_iso (NaruVocabulary *self, const char *json_folder, const char *locale_folder)
{
  if (g_str_equal (self->name, "languages"))
    read_iso_list (self, "639-2", FALSE, json_folder, locale_folder);
  else if (g_str_equal (self->name, "currencies"))
    read_iso_list (self, "4217", FALSE, json_folder, locale_folder);
  else if (g_str_equal (self->name, "countries"))
    read_iso_list (self, "3166-1", FALSE, json_folder, locale_folder);
  else if (g_str_equal (self->name, "regions"))
    {
      naru_vocabulary_load_resource (self, "countries");
      read_iso_list (self, "3166-1", FALSE, json_folder, locale_folder);
      read_iso_list (self, "3166-2", TRUE, json_folder, locale_folder);
      mend_parents (self);
    }
}
