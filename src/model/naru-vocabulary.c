/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of vocabularies and what one can ask of each. Every vocabulary is filled when it is first asked for. */
#include "naru-vocabulary.h"

#include "naru-config.h"
#include "naru-terms.h"
#include "naru-vocabulary-private.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <string.h>

const char *const naru_vocabulary_languages[NARU_VOCABULARY_N_LANGUAGES] = { "en", "ko", "fr" };

/* Published classifications and code lists; the program's own terms are listed in naru-terms.h. */
static const struct
{
  const char *name;
  gboolean iso;
} published[] = {
  { "isco08", FALSE },   { "isic4", FALSE },     { "isced", FALSE },  { "cefr", FALSE },
  { "digcomp", FALSE },  { "measures", FALSE },  { "regions", TRUE }, { "languages", TRUE },
  { "countries", TRUE }, { "currencies", TRUE },
};

/**
 * naru_vocabulary_new:
 * @name: its name
 *
 * Returns: (transfer full): an empty vocabulary: the tests fill such ones from tables of their own
 */
NaruVocabulary *
naru_vocabulary_new (const char *name)
{
  NaruVocabulary *self = g_new0 (NaruVocabulary, 1);

  self->name = g_strdup (name);
  self->entries = g_array_new (FALSE, FALSE, sizeof (NaruVocabularyEntry));
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  self->text = g_string_chunk_new (4096);
  return self;
}

void
naru_vocabulary_free (NaruVocabulary *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->index, naru_vocabulary_index_free);
  g_array_unref (self->entries);
  g_hash_table_unref (self->positions);
  g_string_chunk_free (self->text);
  g_free (self->name);
  g_free (self);
}

static const char *
keep (NaruVocabulary *self, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const (self->text, text);
}

/**
 * naru_vocabulary_add:
 * @self: a vocabulary that nobody reads yet
 * @entry: an entry; its texts are copied
 *
 * Adds an entry at the end.
 *
 * Returns: %FALSE if its code is there already: the first one stands
 */
gboolean
naru_vocabulary_add (NaruVocabulary *self, const NaruVocabularyEntry *entry)
{
  NaruVocabularyEntry copy = { 0 };

  if (g_hash_table_contains (self->positions, entry->code))
    return FALSE;
  copy.code = keep (self, entry->code);
  copy.parent = keep (self, entry->parent);
  for (guint i = 0; i < NARU_VOCABULARY_N_LANGUAGES; i++)
    copy.labels[i] = keep (self, entry->labels[i]);
  copy.also = keep (self, entry->also);
  copy.term = entry->term;
  g_array_append_val (self->entries, copy);
  g_hash_table_insert (self->positions, (gpointer) copy.code,
                       GUINT_TO_POINTER (self->entries->len));
  return TRUE;
}

/**
 * naru_vocabulary_entry:
 * @self: a vocabulary
 * @position: from 0 to naru_vocabulary_size() - 1
 *
 * Returns: (transfer none): the entry there
 */
const NaruVocabularyEntry *
naru_vocabulary_entry (NaruVocabulary *self, guint position)
{
  return &g_array_index (self->entries, NaruVocabularyEntry, position);
}

/**
 * naru_vocabulary_find:
 * @self: a vocabulary
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): its entry
 */
const NaruVocabularyEntry *
naru_vocabulary_find (NaruVocabulary *self, const char *code)
{
  guint position
      = code == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, code));

  return position == 0 ? NULL : naru_vocabulary_entry (self, position - 1);
}

/**
 * naru_vocabulary_current_language:
 *
 * Returns: of the languages that the user prefers, the first that the tables have, which is the
 *   order that gettext follows as well
 */
NaruVocabularyLanguage
naru_vocabulary_current_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      for (guint language = 0; language < NARU_VOCABULARY_N_LANGUAGES; language++)
        if (g_str_equal (names[i], naru_vocabulary_languages[language]))
          return language;
      if (g_str_equal (names[i], "C"))
        break;
    }
  return NARU_VOCABULARY_ENGLISH;
}

static GHashTable *
create_registry (void)
{
  GHashTable *registry = g_hash_table_new (g_str_hash, g_str_equal);
  const NaruTermList *list;

  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    g_hash_table_insert (registry, (gpointer) published[i].name,
                         naru_vocabulary_new (published[i].name));
  for (guint i = 0; (list = naru_terms_nth (i)) != NULL; i++)
    if (!g_hash_table_contains (registry, list->name))
      g_hash_table_insert (registry, (gpointer) list->name, naru_vocabulary_new (list->name));
  return registry;
}

static GHashTable *
get_registry (void)
{
  static GHashTable *registry;

  if (g_once_init_enter (&registry))
    g_once_init_leave (&registry, create_registry ());
  return registry;
}

static void
load (NaruVocabulary *self)
{
  const char *locale_folder = bindtextdomain (GETTEXT_PACKAGE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      if (!g_str_equal (self->name, published[i].name))
        continue;
      naru_vocabulary_load_resource (self, self->name);
      if (published[i].iso)
        naru_vocabulary_load_iso (self, NARU_ISO_CODES_DIR, NARU_ISO_LOCALE_DIR);
    }
  naru_vocabulary_load_terms (self, locale_folder != NULL ? locale_folder : NARU_LOCALE_DIR);
}

/**
 * naru_vocabulary_get:
 * @name: (nullable): the name that a field of the wire dictionary gives: "isco08", "languages", "barrier"
 *
 * Finds a vocabulary, and reads it if nobody asked for it before. May be called from any thread, as may all functions
 * here: a vocabulary does not change once it is read.
 *
 * Returns: (transfer none) (nullable): the vocabulary; %NULL if there is none of that name
 */
NaruVocabulary *
naru_vocabulary_get (const char *name)
{
  NaruVocabulary *self;
  NaruVocabulary *extended;

  if (name == NULL)
    return NULL;
  self = g_hash_table_lookup (get_registry (), name);
  if (self == NULL)
    return NULL;
  extended = g_atomic_pointer_get (&self->extended);
  if (extended != NULL)
    return extended;
  if (g_once_init_enter (&self->loaded))
    {
      load (self);
      g_once_init_leave (&self->loaded, 1);
    }
  return self;
}

static gboolean
says_the_same (NaruVocabulary *a, NaruVocabulary *b)
{
  if (a->entries->len != b->entries->len)
    return FALSE;
  for (guint i = 0; i < a->entries->len; i++)
    {
      const NaruVocabularyEntry *one = naru_vocabulary_entry (a, i);
      const NaruVocabularyEntry *other = naru_vocabulary_entry (b, i);

      if (!g_str_equal (one->code, other->code))
        return FALSE;
      for (guint language = 0; language < NARU_VOCABULARY_N_LANGUAGES; language++)
        if (g_strcmp0 (one->labels[language], other->labels[language]) != 0)
          return FALSE;
    }
  return TRUE;
}

/**
 * naru_vocabulary_extend:
 * @name: name of a vocabulary
 * @terms: what a centre adds to the codes that every centre has; a code that is there already keeps its label
 * @n_terms: how many, 0 to have the codes of every centre alone
 *
 * From now on naru_vocabulary_get() gives a vocabulary with these as well. Those who hold the one before may go on reading
 * it: it stays for the life of the program, and so do its labels.
 *
 * Returns: whether anything is other than it was
 */
gboolean
naru_vocabulary_extend (const char *name, const NaruVocabularyTerm *terms, gsize n_terms)
{
  NaruVocabulary *own = g_hash_table_lookup (get_registry (), name);
  NaruVocabulary *now, *extended;

  g_return_val_if_fail (own != NULL, FALSE);

  now = naru_vocabulary_get (name);
  extended = naru_vocabulary_new (name);
  load (extended);
  for (gsize i = 0; i < n_terms; i++)
    {
      NaruVocabularyEntry entry = { .code = terms[i].code };

      entry.labels[NARU_VOCABULARY_ENGLISH] = terms[i].en;
      entry.labels[NARU_VOCABULARY_KOREAN] = terms[i].ko;
      entry.labels[NARU_VOCABULARY_FRENCH] = terms[i].fr;
      naru_vocabulary_add (extended, &entry);
    }
  if (says_the_same (now, extended))
    {
      naru_vocabulary_free (extended);
      return FALSE;
    }
  extended->before = now != own ? now : NULL;
  g_atomic_pointer_set (&own->extended, extended);
  return TRUE;
}

static char **
create_names (void)
{
  g_autoptr (GList) keys
      = g_list_sort (g_hash_table_get_keys (get_registry ()), (GCompareFunc) strcmp);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (GList *key = keys; key != NULL; key = key->next)
    g_strv_builder_add (names, key->data);
  return g_strv_builder_end (names);
}

/**
 * naru_vocabulary_names:
 *
 * Returns: (transfer none): the names of all vocabularies in the order of the alphabet, ends with %NULL
 */
const char *const *
naru_vocabulary_names (void)
{
  static char **names;

  if (g_once_init_enter (&names))
    g_once_init_leave (&names, create_names ());
  return (const char *const *) names;
}

/**
 * naru_vocabulary_prepare_all:
 *
 * Reads every vocabulary and makes it ready for searching, which takes some 100 ms. A program with a window calls it from
 * a worker thread before it shows a form, which then does not wait.
 */
void
naru_vocabulary_prepare_all (void)
{
  for (const char *const *name = naru_vocabulary_names (); *name != NULL; name++)
    naru_vocabulary_prepare (naru_vocabulary_get (*name));
}

/**
 * naru_vocabulary_has:
 * @self: a vocabulary
 * @code: (nullable): a code, exactly as it is written in records
 *
 * Returns: whether @self has it
 */
gboolean
naru_vocabulary_has (NaruVocabulary *self, const char *code)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return naru_vocabulary_find (self, code) != NULL;
}

static const char *
label_of (const NaruVocabularyEntry *entry, NaruVocabularyLanguage language)
{
  const char *label = entry->labels[language];

  return label != NULL ? label : entry->labels[NARU_VOCABULARY_ENGLISH];
}

/**
 * naru_vocabulary_label:
 * @self: a vocabulary
 * @code: (nullable): a code
 *
 * Names @code in the language of the user.
 *
 * Returns: (nullable): the label, valid for ever; %NULL if @self does not have the code (a record may hold codes of a
 *   newer edition: show the code then)
 */
const char *
naru_vocabulary_label (NaruVocabulary *self, const char *code)
{
  const NaruVocabularyEntry *entry;

  g_return_val_if_fail (self != NULL, NULL);

  entry = naru_vocabulary_find (self, code);
  if (entry == NULL)
    return NULL;
  if (entry->term)
    return g_dgettext (GETTEXT_PACKAGE, entry->labels[NARU_VOCABULARY_ENGLISH]);
  return label_of (entry, naru_vocabulary_current_language ());
}

/**
 * naru_vocabulary_label_in:
 * @self: a vocabulary
 * @code: (nullable): a code
 * @language: a language or locale: "ko", "fr_CA", "en"
 *
 * Names @code in a language other than the user's, for what is printed or exported for somebody else.
 *
 * Returns: (nullable): the label, the English one where there is none in @language; %NULL if @self does not have the code
 */
const char *
naru_vocabulary_label_in (NaruVocabulary *self, const char *code, const char *language)
{
  const NaruVocabularyEntry *entry;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  entry = naru_vocabulary_find (self, code);
  if (entry == NULL)
    return NULL;
  for (guint i = 0; i < NARU_VOCABULARY_N_LANGUAGES; i++)
    if (g_ascii_strncasecmp (language, naru_vocabulary_languages[i], 2) == 0
        && !g_ascii_isalpha (language[2]))
      return label_of (entry, i);
  return label_of (entry, NARU_VOCABULARY_ENGLISH);
}

/**
 * naru_vocabulary_full_label:
 * @self: a vocabulary
 * @code: (nullable): a code
 *
 * Names @code with the wider terms that it belongs to, for labels that say too little alone: six Korean cities have a
 * 중구. Korean goes from the widest to the narrowest, English and French the other way; a term at the top, such as the
 * country, is left out.
 *
 * Returns: (transfer full) (nullable): the label; %NULL if @self does not have the code
 */
char *
naru_vocabulary_full_label (NaruVocabulary *self, const char *code)
{
  return naru_vocabulary_full_label_in (
      self, code, naru_vocabulary_languages[naru_vocabulary_current_language ()]);
}

/**
 * naru_vocabulary_full_label_in:
 * @language: a language or locale: "ko", "fr_CA", "en"
 *
 * Returns: (transfer full) (nullable): what naru_vocabulary_full_label() would say in @language
 */
char *
naru_vocabulary_full_label_in (NaruVocabulary *self, const char *code, const char *language)
{
  const NaruVocabularyEntry *entry;
  gboolean korean = g_str_has_prefix (language, "ko");
  g_autoptr (GString) label = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  entry = naru_vocabulary_find (self, code);
  if (entry == NULL)
    return NULL;
  label = g_string_new (naru_vocabulary_label_in (self, entry->code, language));
  while ((entry = naru_vocabulary_find (self, entry->parent)) != NULL && entry->parent != NULL)
    {
      const char *wider = naru_vocabulary_label_in (self, entry->code, language);

      if (korean)
        {
          g_string_prepend_c (label, ' ');
          g_string_prepend (label, wider);
        }
      else
        g_string_append_printf (label, ", %s", wider);
    }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

/**
 * naru_vocabulary_parent:
 * @self: a vocabulary
 * @code: (nullable): a code
 *
 * Returns: (nullable): the code of the next wider term; %NULL at the top and for an unknown code
 */
const char *
naru_vocabulary_parent (NaruVocabulary *self, const char *code)
{
  const NaruVocabularyEntry *entry;

  g_return_val_if_fail (self != NULL, NULL);

  entry = naru_vocabulary_find (self, code);
  return entry == NULL ? NULL : entry->parent;
}

/**
 * naru_vocabulary_size:
 * @self: a vocabulary
 *
 * Returns: how many codes it has, all levels together
 */
guint
naru_vocabulary_size (NaruVocabulary *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * naru_vocabulary_code_at:
 * @self: a vocabulary
 * @position: from 0 to naru_vocabulary_size() - 1
 *
 * Returns: (nullable): the code there. Classifications are in the order of their codes, lists of languages, countries and
 *   currencies start with those most used here, terms are in the order that they are offered in
 */
const char *
naru_vocabulary_code_at (NaruVocabulary *self, guint position)
{
  g_return_val_if_fail (self != NULL, NULL);

  return position < self->entries->len ? naru_vocabulary_entry (self, position)->code : NULL;
}

/**
 * naru_vocabulary_position:
 * @self: a vocabulary
 * @code: (nullable): a code
 *
 * Returns: where the code stands, see naru_vocabulary_code_at(); -1 if @self does not have it
 */
int
naru_vocabulary_position (NaruVocabulary *self, const char *code)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->entries->len; i++)
    if (g_strcmp0 (naru_vocabulary_entry (self, i)->code, code) == 0)
      return (int) i;
  return -1;
}

/**
 * naru_vocabulary_children:
 * @self: a vocabulary
 * @parent: (nullable): a code; %NULL for the top
 *
 * Returns: (transfer full): the codes directly below it, ends with %NULL
 */
char **
naru_vocabulary_children (NaruVocabulary *self, const char *parent)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    if (g_strcmp0 (naru_vocabulary_entry (self, i)->parent, parent) == 0)
      g_strv_builder_add (codes, naru_vocabulary_entry (self, i)->code);
  return g_strv_builder_end (codes);
}
