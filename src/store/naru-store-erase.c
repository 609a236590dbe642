/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forgetting what records were before a person was erased from them: history, undo, copies for servers that are set back,
 * drafts. What the companion database of a server still has of it is to be deleted there: one setting for each record says
 * which fields. */
#include "naru-store-sync-private.h"

#include "naru-erasure.h"

#define SETTING "erase/"
#define SETTING_BLOB "erase-blob/"

/* What was undone or can be would bring it back; so would the copies. */
static gboolean
forget_copies (NaruDb *db, const char *id, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM command_record WHERE id = ?", "s", id)
         && naru_db_run (db, error, "DELETE FROM outbox WHERE id = ?", "s", id)
         && naru_db_run (db, error, "DELETE FROM sealed WHERE id = ?", "s", id)
         && naru_db_run (db, error, "DELETE FROM draft WHERE instr (key, ?) > 0", "s", id)
         && naru_db_run (db, error,
                         "DELETE FROM command WHERE NOT EXISTS (SELECT 1 FROM command_record"
                         " WHERE command_record.command = command.number)",
                         "");
}

/* The index of words keeps what was taken out of it until its parts are put together. */
static gboolean
forget_words (NaruDb *db, GError **error)
{
  return naru_db_exec (db, "INSERT INTO words (words) VALUES ('optimize')", error);
}

static gboolean
forget_history (NaruDb *db, const char *id, const char *field, GError **error)
{
  if (strcmp (field, NARU_ERASED_ALL) == 0)
    return naru_db_run (db, error, "DELETE FROM change WHERE record = ?", "s", id);
  return naru_db_run (db, error,
                      "DELETE FROM change WHERE record = ?1 AND (field = ?2"
                      " OR substr (field, 1, length (?2) + 1) = ?2 || '/')",
                      "ss", id, field);
}

/**
 * naru_erasure_forget:
 * @id: a record
 * @fields: names of fields that a person was erased from, or %NARU_ERASED_ALL
 *
 * Forgets what they were, here, and notes that a server is to forget it too. To be called when the record is written, with
 * what is derived from it.
 */
gboolean
naru_erasure_forget (NaruDb *db, const char *id, const char *const *fields, GError **error)
{
  g_autofree char *key = g_strconcat (SETTING, id, NULL);
  g_autofree char *joined = g_strjoinv (",", (char **) fields);

  for (guint i = 0; fields[i] != NULL; i++)
    if (!forget_history (db, id, fields[i], error))
      return FALSE;
  return forget_copies (db, id, error) && forget_words (db, error)
         && naru_db_run (db, error,
                         "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key)"
                         " DO UPDATE SET value = value || ',' || excluded.value",
                         "ss", key, joined);
}

#define NAMED                                                                                      \
  "EXISTS (SELECT 1 FROM document WHERE deleted = 0 AND instr (document.body, blob.digest) > 0)"

/* The pieces that the server has are to be deleted there. */
static gboolean
note_pieces (NaruDb *db, const char *digest, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error,
                       "SELECT position, place FROM blob WHERE digest = ? AND pushed <> 0"
                       " AND place IS NOT NULL AND NOT " NAMED,
                       "s", digest);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_autofree char *id = naru_blob_make_id (digest, naru_statement_get_int (row, 0));

      g_ptr_array_add (keys, g_strconcat (SETTING_BLOB, id, NULL));
      g_ptr_array_add (places, naru_statement_dup_text (row, 1));
    }
  for (guint i = 0; step == NARU_STEP_DONE && i < keys->len; i++)
    if (!naru_db_run (db, error, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", "ss",
                      keys->pdata[i], places->pdata[i]))
      return FALSE;
  return step == NARU_STEP_DONE;
}

/**
 * naru_erasure_forget_blob:
 * @digest: of an attachment
 *
 * See naru_transaction_forget_blob().
 */
gboolean
naru_erasure_forget_blob (NaruDb *db, const char *digest, GError **error)
{
  return note_pieces (db, digest, error)
         && naru_db_run (db, error, "DELETE FROM blob WHERE digest = ? AND NOT " NAMED, "s",
                         digest);
}

/**
 * naru_erasure_take_in_blob:
 * @id: of a piece of an attachment that was deleted on the server
 *
 * Deletes it here too, unless a record still names it: then it goes when nothing does any longer.
 */
gboolean
naru_erasure_take_in_blob (NaruDb *db, const char *id, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error, "SELECT number, digest, position FROM blob WHERE pushed <> 0", "");
  NaruStep step = NARU_STEP_ERROR;
  gint64 number = 0;

  while (number == 0 && row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_autofree char *piece
          = naru_blob_make_id (naru_statement_get_text (row, 1), naru_statement_get_int (row, 2));

      if (strcmp (piece, id) == 0)
        number = naru_statement_get_int (row, 0);
    }
  g_clear_pointer (&row, naru_statement_free);
  if (number == 0)
    return step == NARU_STEP_DONE;
  return naru_db_run (db, error, "DELETE FROM blob WHERE number = ? AND NOT " NAMED, "i", number);
}

/**
 * naru_store_list_erasures:
 * @place: where the records live
 *
 * Returns: (transfer full) (nullable): in turn the id of a record and names of its fields, parted by commas, whose history
 *   the companion database of @place is to forget
 */
char **
naru_store_list_erasures (NaruStore *self, const char *place, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT document.id, setting.value FROM setting JOIN document"
                       " ON document.id = substr (setting.key, length ('" SETTING "') + 1)"
                       " WHERE setting.key GLOB '" SETTING "*' AND document.place = ?",
                       "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_strv_builder_add (builder, naru_statement_get_text (row, 0));
      g_strv_builder_add (builder, naru_statement_get_text (row, 1));
    }
  return step == NARU_STEP_DONE ? g_strv_builder_end (builder) : NULL;
}

/**
 * naru_store_settle_erasure:
 * @id: a record whose history the server has forgotten
 */
gboolean
naru_store_settle_erasure (NaruStore *self, const char *id, GError **error)
{
  g_autofree char *key = g_strconcat (SETTING, id, NULL);

  return naru_store_set_setting (self, key, NULL, error);
}

/**
 * naru_store_list_erased_blobs:
 * @place: where they lived
 *
 * Returns: (transfer full) (nullable): ids of pieces of attachments that the server is to forget
 */
char **
naru_store_list_erased_blobs (NaruStore *self, const char *place, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT substr (key, length ('" SETTING_BLOB "') + 1) FROM setting"
                       " WHERE key GLOB '" SETTING_BLOB "*' AND value = ?",
                       "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_strv_builder_add (builder, naru_statement_get_text (row, 0));
  return step == NARU_STEP_DONE ? g_strv_builder_end (builder) : NULL;
}

/**
 * naru_store_settle_erased_blob:
 * @id: a piece that the server has forgotten
 */
gboolean
naru_store_settle_erased_blob (NaruStore *self, const char *id, GError **error)
{
  g_autofree char *key = g_strconcat (SETTING_BLOB, id, NULL);

  return naru_store_set_setting (self, key, NULL, error);
}
