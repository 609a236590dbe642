/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds codes by what people type: labels of every language without regard to accents, case, spaces and punctuation. */
#include "naru-vocabulary-private.h"

#include <string.h>

#include "naru-fold.h"

#define SEVERAL G_MAXUINT

/* One label of one entry, folded. @squeezed is the label without spaces, for Korean, where writers differ on them. */
typedef struct
{
  guint entry;
  guint language;
  const char *folded;
  const char *squeezed;
} IndexedLabel;

struct _NaruVocabularyIndex
{
  GArray *labels;
  guint *first_labels; /* of each entry, and one more at the end */
  GHashTable *codes; /* in lower case, to position + 1 */
  GHashTable *names; /* folded labels, to position + 1, or to SEVERAL */
  GStringChunk *text;
};

/* How well a label fits, best first. */
typedef enum
{
  FIT_EXACT,
  FIT_CODE,
  FIT_START,
  FIT_WORDS,
  FIT_INSIDE,
  FIT_SQUEEZED,
  FIT_WITH_PARENT,
  FIT_NONE,
} Fit;

typedef struct
{
  guint entry;
  Fit fit;
  gboolean other_language;
  gsize length;
} Hit;

typedef struct
{
  char *folded;
  char *squeezed;
  char *code;
  char **words;
  guint n_words;
} Query;

/* French writes "conducteur d'engins" where the words are "conducteur d engins"; what is no text has no words. */
static char *
fold (const char *text)
{
  g_autoptr (GString) apart = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup ("");
  if (strchr (text, '\'') == NULL && strstr (text, "’") == NULL)
    return naru_fold (text);
  apart = g_string_new (text);
  g_string_replace (apart, "'", " ", 0);
  g_string_replace (apart, "’", " ", 0);
  return naru_fold (apart->str);
}

static char *
squeeze (const char *folded)
{
  char *squeezed = g_malloc (strlen (folded) + 1), *end = squeezed;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ')
      *end++ = *p;
  *end = '\0';
  return squeezed;
}

static guint
position_of (NaruVocabulary *self, const char *code)
{
  return code == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, code));
}

static gboolean
is_above (NaruVocabulary *self, guint wider, guint entry)
{
  for (guint at = position_of (self, naru_vocabulary_entry (self, entry)->parent); at != 0;
       at = position_of (self, naru_vocabulary_entry (self, at - 1)->parent))
    if (at - 1 == wider)
      return TRUE;
  return FALSE;
}

/* Which of two entries with one name the name means, positions from 1: the narrowest of a line of terms, as in ISCO-08
 * 2250 below 225. Two that are not in a line are none: an import must not guess. */
static guint
settle_name (NaruVocabulary *self, guint one, guint two)
{
  if (one == 0 || one == two)
    return two;
  if (one != SEVERAL && is_above (self, one - 1, two - 1))
    return two;
  return one != SEVERAL && is_above (self, two - 1, one - 1) ? one : SEVERAL;
}

static void
index_name (NaruVocabulary *self, NaruVocabularyIndex *index, guint entry, const char *name)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (index->names, name));

  g_hash_table_insert (index->names, (gpointer) name,
                       GUINT_TO_POINTER (settle_name (self, position, entry + 1)));
}

static void
index_label (NaruVocabulary *self, NaruVocabularyIndex *index, guint entry, guint language,
             const char *label)
{
  IndexedLabel row = { .entry = entry, .language = language };
  g_autofree char *folded = fold (label);

  if (*folded == '\0')
    return;
  row.folded = g_string_chunk_insert_const (index->text, folded);
  if (strchr (folded, ' ') != NULL)
    {
      g_autofree char *squeezed = squeeze (folded);

      row.squeezed = g_string_chunk_insert_const (index->text, squeezed);
    }
  else
    row.squeezed = row.folded;
  g_array_append_val (index->labels, row);
  index_name (self, index, entry, row.folded);
  if (row.squeezed != row.folded)
    index_name (self, index, entry, row.squeezed);
}

static NaruVocabularyIndex *
create_index (NaruVocabulary *self)
{
  NaruVocabularyIndex *index = g_new0 (NaruVocabularyIndex, 1);

  index->labels = g_array_new (FALSE, FALSE, sizeof (IndexedLabel));
  index->first_labels = g_new0 (guint, self->entries->len + 1);
  index->codes = g_hash_table_new (g_str_hash, g_str_equal);
  index->names = g_hash_table_new (g_str_hash, g_str_equal);
  index->text = g_string_chunk_new (4096);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const NaruVocabularyEntry *entry = naru_vocabulary_entry (self, i);
      g_autofree char *code = g_ascii_strdown (entry->code, -1);

      index->first_labels[i] = index->labels->len;
      for (guint language = 0; language < NARU_VOCABULARY_N_LANGUAGES; language++)
        if (entry->labels[language] != NULL)
          index_label (self, index, i, language, entry->labels[language]);
      if (entry->also != NULL)
        {
          g_auto (GStrv) names = g_strsplit (entry->also, ";", -1);

          for (guint n = 0; names[n] != NULL; n++)
            index_label (self, index, i, NARU_VOCABULARY_N_LANGUAGES, names[n]);
        }
      if (!g_hash_table_contains (index->codes, code))
        g_hash_table_insert (index->codes, g_string_chunk_insert_const (index->text, code),
                             GUINT_TO_POINTER (i + 1));
    }
  index->first_labels[self->entries->len] = index->labels->len;
  return index;
}

void
naru_vocabulary_index_free (NaruVocabularyIndex *index)
{
  g_array_unref (index->labels);
  g_free (index->first_labels);
  g_hash_table_unref (index->codes);
  g_hash_table_unref (index->names);
  g_string_chunk_free (index->text);
  g_free (index);
}

static NaruVocabularyIndex *
get_index (NaruVocabulary *self)
{
  if (g_once_init_enter (&self->indexed))
    {
      self->index = create_index (self);
      g_once_init_leave (&self->indexed, 1);
    }
  return self->index;
}

/**
 * naru_vocabulary_prepare:
 * @self: a vocabulary
 *
 * Makes ready what a search needs; without it the first search does.
 */
void
naru_vocabulary_prepare (NaruVocabulary *self)
{
  get_index (self);
}

static const IndexedLabel *
label_at (NaruVocabularyIndex *index, guint position)
{
  return &g_array_index (index->labels, IndexedLabel, position);
}

static void
query_init (Query *query, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  query->code = g_ascii_strdown (stripped, -1);
  query->folded = fold (text);
  query->squeezed = squeeze (query->folded);
  query->words = g_strsplit (query->folded, " ", -1);
  query->n_words = g_strv_length (query->words);
}

static void
query_clear (Query *query)
{
  g_free (query->code);
  g_free (query->folded);
  g_free (query->squeezed);
  g_strfreev (query->words);
}

static gboolean
has_word_starting (const char *label, const char *word)
{
  for (const char *p = strstr (label, word); p != NULL; p = strstr (p + 1, word))
    if (p == label || p[-1] == ' ')
      return TRUE;
  return FALSE;
}

static Fit
fit_of_label (const IndexedLabel *label, const Query *query)
{
  gboolean inside = TRUE, words = TRUE;

  if (g_str_has_prefix (label->folded, query->folded))
    return label->folded[strlen (query->folded)] == '\0' ? FIT_EXACT : FIT_START;
  for (guint i = 0; i < query->n_words && inside; i++)
    {
      inside = strstr (label->folded, query->words[i]) != NULL;
      words = words && inside && has_word_starting (label->folded, query->words[i]);
    }
  if (inside)
    return words ? FIT_WORDS : FIT_INSIDE;
  return strstr (label->squeezed, query->squeezed) != NULL ? FIT_SQUEEZED : FIT_NONE;
}

static gboolean
entry_has_word (NaruVocabularyIndex *index, guint entry, const char *word)
{
  for (guint i = index->first_labels[entry]; i < index->first_labels[entry + 1]; i++)
    if (strstr (label_at (index, i)->folded, word) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether every word is in the entry itself or in something wider, and at least one in the entry: "부산 중구". */
static gboolean
fits_with_parents (NaruVocabulary *self, guint entry, const Query *query)
{
  gboolean own = FALSE;

  for (guint i = 0; i < query->n_words; i++)
    {
      guint at = entry + 1;

      if (entry_has_word (self->index, entry, query->words[i]))
        {
          own = TRUE;
          continue;
        }
      do
        at = position_of (self, naru_vocabulary_entry (self, at - 1)->parent);
      while (at != 0 && !entry_has_word (self->index, at - 1, query->words[i]));
      if (at == 0)
        return FALSE;
    }
  return own;
}

static Hit
judge_entry (NaruVocabulary *self, guint entry, const Query *query, NaruVocabularyLanguage language)
{
  NaruVocabularyIndex *index = self->index;
  const char *code = naru_vocabulary_entry (self, entry)->code;
  Hit hit = { .entry = entry, .fit = FIT_NONE };

  if (g_ascii_strncasecmp (code, query->code, strlen (query->code)) == 0)
    {
      hit.fit = code[strlen (query->code)] == '\0' ? FIT_EXACT : FIT_CODE;
      if (hit.fit == FIT_EXACT)
        return hit;
    }
  if (query->n_words == 0)
    return hit;
  for (guint i = index->first_labels[entry]; i < index->first_labels[entry + 1]; i++)
    {
      const IndexedLabel *label = label_at (index, i);
      Fit fit = fit_of_label (label, query);
      gboolean other = label->language != language;

      if (fit > hit.fit || fit == FIT_NONE || (fit == hit.fit && other))
        continue;
      hit.fit = fit;
      hit.other_language = other;
      hit.length = strlen (label->folded);
    }
  if (hit.fit == FIT_NONE && query->n_words > 1 && fits_with_parents (self, entry, query))
    hit.fit = FIT_WITH_PARENT;
  return hit;
}

static int
compare_hits (gconstpointer one, gconstpointer two)
{
  const Hit *a = one, *b = two;

  if (a->fit != b->fit)
    return a->fit < b->fit ? -1 : 1;
  if (a->other_language != b->other_language)
    return a->other_language ? 1 : -1;
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;
  return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/**
 * naru_vocabulary_search:
 * @self: a vocabulary
 * @text: what somebody typed: the start of a code, or words of a label in any language and any order
 * @limit: how many codes at most; 0 for all
 *
 * Finds codes, best first: the very code or label, codes that start with @text, labels that start with it, labels with
 * words that start with those of @text, labels that contain them anywhere, and labels that contain them together with
 * the labels above ("부산 중구"). Among equals, labels in the language of the user come first, then short ones. An empty
 * @text finds everything in the order of the vocabulary.
 *
 * Returns: (transfer full): codes, ends with %NULL
 */
char **
naru_vocabulary_search (NaruVocabulary *self, const char *text, guint limit)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  NaruVocabularyLanguage language = naru_vocabulary_current_language ();
  Query query;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  get_index (self);
  query_init (&query, text);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Hit hit = judge_entry (self, i, &query, language);

      if (hit.fit != FIT_NONE)
        g_array_append_val (hits, hit);
    }
  query_clear (&query);

  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && (limit == 0 || i < limit); i++)
    g_strv_builder_add (codes,
                        naru_vocabulary_entry (self, g_array_index (hits, Hit, i).entry)->code);
  return g_strv_builder_end (codes);
}

/* Whether @path, folded, names @entry, alone or with what is above it: "경기 수원시 장안구", "Jung-gu, Busan". */
static gboolean
is_path_to (NaruVocabulary *self, guint entry, const char *path, gsize length)
{
  NaruVocabularyIndex *index = self->index;

  for (guint i = index->first_labels[entry]; i < index->first_labels[entry + 1]; i++)
    {
      const char *label = label_at (index, i)->folded;
      gsize own = strlen (label);
      const char *rest = NULL;

      if (own == length && strncmp (path, label, length) == 0)
        return TRUE;
      if (own + 1 >= length)
        continue;
      if (path[length - own - 1] == ' ' && strncmp (path + length - own, label, own) == 0)
        rest = path;
      else if (path[own] == ' ' && strncmp (path, label, own) == 0)
        rest = path + own + 1;
      if (rest == NULL)
        continue;
      for (guint at = position_of (self, naru_vocabulary_entry (self, entry)->parent); at != 0;
           at = position_of (self, naru_vocabulary_entry (self, at - 1)->parent))
        if (is_path_to (self, at - 1, rest, length - own - 1))
          return TRUE;
    }
  return FALSE;
}

/* The entry that @path names together with the wider ones, position from 1; 0 or SEVERAL. */
static guint
position_by_path (NaruVocabulary *self, const char *path)
{
  gsize length = strlen (path);
  guint found = 0;

  for (guint i = 0; i < self->entries->len && found != SEVERAL; i++)
    if (is_path_to (self, i, path, length))
      found = settle_name (self, found, i + 1);
  return found;
}

/**
 * naru_vocabulary_code_for:
 * @self: a vocabulary
 * @label_or_code: (nullable): a cell of a file: a code, a label in any language, or a label with the wider ones before or
 *   after it, without regard to case, accents, spaces and punctuation
 *
 * Returns: (transfer full) (nullable): the code; %NULL if there is none or if several fit
 */
char *
naru_vocabulary_code_for (NaruVocabulary *self, const char *label_or_code)
{
  g_autofree char *stripped = NULL;
  g_autofree char *code = NULL;
  g_autofree char *folded = NULL;
  NaruVocabularyIndex *index;
  guint position;

  g_return_val_if_fail (self != NULL, NULL);

  if (label_or_code == NULL)
    return NULL;
  stripped = g_strstrip (g_strdup (label_or_code));
  if (naru_vocabulary_has (self, stripped))
    return g_steal_pointer (&stripped);

  index = get_index (self);
  code = g_ascii_strdown (stripped, -1);
  folded = fold (stripped);
  position = GPOINTER_TO_UINT (g_hash_table_lookup (index->codes, code));
  if (position == 0 && *folded != '\0')
    position = GPOINTER_TO_UINT (g_hash_table_lookup (index->names, folded));
  if (position == 0 && *folded != '\0')
    {
      g_autofree char *squeezed = squeeze (folded);

      position = GPOINTER_TO_UINT (g_hash_table_lookup (index->names, squeezed));
    }
  if (position == 0 && strchr (folded, ' ') != NULL)
    position = position_by_path (self, folded);
  if (position == 0 || position == SEVERAL)
    return NULL;
  return g_strdup (naru_vocabulary_entry (self, position - 1)->code);
}
