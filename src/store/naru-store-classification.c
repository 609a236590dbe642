/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published classifications that the person has imported (ESCO, KECO, KSCO, KSIC): labels to read and to search. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-fold.h"
#include "naru-pattern.h"

typedef struct
{
  const char *scheme;
  const NaruClassificationRow *rows;
  gsize n_rows;
} Import;

/* The labels of all languages and the code, folded, as naru_pattern_match() takes the names of one record. */
static char *
fold_row (const NaruClassificationRow *row)
{
  const char *const parts[] = { row->code, row->en, row->ko, row->fr };
  GString *folded = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = parts[i] != NULL ? naru_fold_name (parts[i]) : NULL;

      if (part == NULL || *part == '\0')
        continue;
      if (folded->len > 0)
        g_string_append_c (folded, NARU_FOLD_SEPARATOR);
      g_string_append (folded, part);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
import_cb (NaruDb *db, gpointer data, GError **error)
{
  const Import *import = data;

  if (!naru_db_run (db, error, "DELETE FROM classification WHERE scheme = ?", "s", import->scheme))
    return FALSE;
  for (gsize i = 0; i < import->n_rows; i++)
    {
      const NaruClassificationRow *row = &import->rows[i];
      g_autofree char *folded = NULL;

      if (row->code == NULL || *row->code == '\0')
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("Row %zu of “%s” has no code."),
                       i + 1, import->scheme);
          return FALSE;
        }
      folded = fold_row (row);
      /* files as published name a code more than once: the last one counts */
      if (!naru_db_run (db, error,
                        "INSERT OR REPLACE INTO classification (scheme, code, parent, uri, en, ko, "
                        "fr, folded)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "ssssssss", import->scheme, row->code, row->parent, row->uri, row->en,
                        row->ko, row->fr, folded))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_store_import_classification:
 * @scheme: "esco", "keco", "ksco" or "ksic"
 *
 * Puts the rows in the place of those of an earlier import of @scheme, all or none.
 */
gboolean
naru_store_import_classification (NaruStore *self, const char *scheme,
                                  const NaruClassificationRow *rows, gsize n_rows, GError **error)
{
  Import import = { scheme, rows, n_rows };

  return naru_store_write_db (self, import_cb, &import, error);
}

/**
 * naru_store_count_classification:
 *
 * Returns: how many codes of @scheme are here
 */
guint
naru_store_count_classification (NaruStore *self, const char *scheme)
{
  gint64 count = 0;

  naru_db_get_int (naru_store_get_db (self), &count, NULL,
                   "SELECT count(*) FROM classification WHERE scheme = ?", "s", scheme);
  return (guint) count;
}

/**
 * naru_store_get_classification_label:
 *
 * Returns: (transfer full) (nullable): the label in the first of the person's languages that has one
 */
char *
naru_store_get_classification_label (NaruStore *self, const char *scheme, const char *code)
{
  static const char *const languages[] = { "en", "ko", "fr" };
  g_autoptr (NaruStatement) statement = naru_db_query (
      naru_store_get_db (self), NULL,
      "SELECT en, ko, fr FROM classification WHERE scheme = ? AND code = ?", "ss", scheme, code);
  const char *const *wanted = g_get_language_names ();

  if (statement == NULL || naru_statement_step (statement, NULL) != NARU_STEP_ROW)
    return NULL;
  for (gsize i = 0; wanted[i] != NULL; i++)
    for (int column = 0; column < (int) G_N_ELEMENTS (languages); column++)
      if (strcmp (wanted[i], languages[column]) == 0 && !naru_statement_is_null (statement, column))
        return naru_statement_dup_text (statement, column);
  for (int column = 0; column < (int) G_N_ELEMENTS (languages); column++)
    if (!naru_statement_is_null (statement, column))
      return naru_statement_dup_text (statement, column);
  return NULL;
}

/**
 * naru_store_list_classification:
 * @prefix: beginning of a code
 *
 * Returns: (transfer full) (array zero-terminated=1): the codes of @scheme that begin so, in order
 */
char **
naru_store_list_classification (NaruStore *self, const char *scheme, const char *prefix)
{
  g_autofree char *end = g_strconcat (prefix, "\xf4\x8f\xbf\xbf", NULL); /* the last character */
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), NULL,
                       "SELECT code FROM classification WHERE scheme = ? AND code >= ? AND code < "
                       "? ORDER BY code",
                       "sss", scheme, prefix, end);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  while (statement != NULL && naru_statement_step (statement, NULL) == NARU_STEP_ROW)
    g_strv_builder_add (codes, naru_statement_get_text (statement, 0));
  return g_strv_builder_end (codes);
}

/**
 * naru_store_search_classification:
 * @text: words in any order, in any of the languages, or the beginning of a code
 *
 * Returns: (transfer full): at most @limit codes, exact labels first, then those that begin with the words, then the rest
 */
char **
naru_store_search_classification (NaruStore *self, const char *scheme, const char *text,
                                  guint limit)
{
  g_autoptr (NaruPattern) pattern = naru_pattern_new (text);
  g_autoptr (NaruStatement) statement = naru_db_query (
      naru_store_get_db (self), NULL,
      "SELECT code, folded FROM classification WHERE scheme = ? ORDER BY code", "s", scheme);
  GPtrArray *found[NARU_MATCH_NONE];
  GPtrArray *codes = g_ptr_array_new ();

  for (int match = 0; match < NARU_MATCH_NONE; match++)
    found[match] = g_ptr_array_new_with_free_func (g_free);
  while (statement != NULL && naru_statement_step (statement, NULL) == NARU_STEP_ROW)
    {
      NaruMatch match = naru_pattern_match (pattern, naru_statement_get_text (statement, 1));

      if (match != NARU_MATCH_NONE && found[match]->len < limit)
        g_ptr_array_add (found[match], naru_statement_dup_text (statement, 0));
    }
  for (int match = 0; match < NARU_MATCH_NONE; match++)
    for (guint i = 0; i < found[match]->len && codes->len < limit; i++)
      g_ptr_array_add (codes, g_strdup (g_ptr_array_index (found[match], i)));
  for (int match = 0; match < NARU_MATCH_NONE; match++)
    g_ptr_array_unref (found[match]);
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (codes, FALSE);
}
