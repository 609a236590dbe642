/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachments that nothing names any longer go. They are looked for in everything that is kept, not only in the fields
 * that the dictionary knows: a newer version of the program may name them elsewhere. */
#include "naru-store-private.h"

#define DIGEST_LENGTH 64 /* SHA-256 in hexadecimal */

/* What is not looked through: attachments themselves, history, which tells of them but does not bring them back, and what
 * is derived or imported. */
#define OTHER_TABLES                                                                               \
  "'blob', 'change', 'classification', 'names', 'word_text', 'posting', 'derive_state', "          \
  "'derive_log', 'sqlite_sequence'"

static gboolean
read_digests (NaruDb *db, GHashTable *digests, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (db, error, "SELECT DISTINCT digest FROM blob", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_hash_table_add (digests, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE;
}

static void
remove_named (GHashTable *digests, const char *text)
{
  char digest[DIGEST_LENGTH + 1];
  gsize length = 0;

  for (; text != NULL && *text != '\0'; text++)
    {
      length = g_ascii_isxdigit (*text) ? length + 1 : 0;
      if (length < DIGEST_LENGTH)
        continue;
      g_strlcpy (digest, text + 1 - DIGEST_LENGTH, sizeof digest);
      g_hash_table_remove (digests, digest);
    }
}

static gboolean
read_names (NaruDb *db, const char *sql, int n_columns, GHashTable *digests, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (db, error, sql, "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    for (int i = 0; i < n_columns; i++)
      remove_named (digests, naru_statement_get_text (row, i));
  return step == NARU_STEP_DONE;
}

/* digest of each attachment that no text in the store names */
static GHashTable *
find_unnamed (NaruDb *db, GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NaruStatement) table = NULL;
  NaruStep step = NARU_STEP_ERROR;

  if (!read_digests (db, digests, error))
    return NULL;
  if (g_hash_table_size (digests) == 0)
    return g_steal_pointer (&digests);
  table = naru_db_query (
      db, error,
      "SELECT 'SELECT ' || group_concat ('\"' || p.name || '\"') || ' FROM \"' || s.name || '\"',"
      " count (*) FROM sqlite_schema s, pragma_table_info (s.name) p"
      " WHERE s.type = 'table' AND p.type = 'TEXT' AND s.name NOT GLOB 'list_*'"
      " AND s.name NOT GLOB 'words*' AND s.name NOT IN (" OTHER_TABLES ") GROUP BY s.name",
      "");
  while (table != NULL && (step = naru_statement_step (table, error)) == NARU_STEP_ROW)
    if (!read_names (db, naru_statement_get_text (table, 0),
                     (int) naru_statement_get_int (table, 1), digests, error))
      return NULL;
  return step == NARU_STEP_DONE ? g_steal_pointer (&digests) : NULL;
}

static gboolean
delete_unnamed (NaruDb *db, gpointer data, GError **error)
{
  g_autoptr (GHashTable) unnamed = find_unnamed (db, error);
  GHashTableIter iter;
  gpointer digest;

  if (unnamed == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, unnamed);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (!naru_db_run (db, error, "DELETE FROM blob WHERE digest = ?", "s", (const char *) digest))
      return FALSE;
  return TRUE;
}

/**
 * naru_store_collect_blobs:
 *
 * Deletes the attachments that no record, no draft, nothing in the undo list and nothing that waits for the server names
 * any longer. Whoever puts an attachment must therefore name it in the same transaction. Any thread may call it; others
 * wait for it only if there is something to delete.
 */
gboolean
naru_store_collect_blobs (NaruStore *self, GError **error)
{
  g_autoptr (NaruStore) reader = naru_store_new_reader (self, error);
  g_autoptr (GHashTable) unnamed = NULL;

  if (naru_store_has_pending (self) && naru_store_begin_writing (self, TRUE, NULL))
    {
      naru_store_flush_pending (self);
      naru_store_end_writing (self);
    }
  if (reader == NULL || !naru_db_run (reader->reader, error, "BEGIN", ""))
    return FALSE;
  unnamed = find_unnamed (reader->reader, error);
  naru_db_run (reader->reader, NULL, "COMMIT", "");
  if (unnamed == NULL || g_hash_table_size (unnamed) == 0)
    return unnamed != NULL;
  /* looked for once more where nobody writes: one of them may have been named in between */
  return naru_store_write_db (self, delete_unnamed, NULL, error);
}
