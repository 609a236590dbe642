/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking whether a store is sound: the file, the documents, what is derived from them, the attachments. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-id.h"

#define MAX_PROBLEMS 100 /* of each sort: the first ones tell what to do */

static void
add (GPtrArray *problems, char *problem)
{
  g_ptr_array_add (problems, problem);
}

static gboolean
check_file (NaruDb *db, GPtrArray *problems, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (db, error, "PRAGMA integrity_check(100)", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    if (g_strcmp0 (naru_statement_get_text (row, 0), "ok") != 0)
      add (problems,
           g_strdup_printf (_ ("The file is damaged: %s."), naru_statement_get_text (row, 0)));
  return step == NARU_STEP_DONE;
}

static gboolean
check_keys (NaruDb *db, GPtrArray *problems, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (db, error, "PRAGMA foreign_key_check", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    add (problems,
         g_strdup_printf (_ ("A row of the table “%s” belongs to none of “%s”."),
                          naru_statement_get_text (row, 0), naru_statement_get_text (row, 2)));
  return step == NARU_STEP_DONE;
}

/* A deleted record, or one of a type that a newer version of the program has sent. */
static gboolean
check_text (const char *id, const char *type, const char *body, gboolean deleted,
            GPtrArray *problems)
{
  g_autoptr (GError) reason = NULL;

  if (!naru_json_check_object (body, -1, &reason))
    add (problems, g_strdup_printf (deleted ? _ ("The deleted record “%s” cannot be read: %s")
                                            : _ ("The record “%s” cannot be read: %s"),
                                    id, reason->message));
  else if (!naru_id_has_type (id, type))
    add (problems, g_strdup_printf (_ ("“%s” is kept as a record of the type “%s”."), id, type));
  return TRUE;
}

static gboolean
check_document (NaruDb *db, NaruStatement *row, gint64 pending, GPtrArray *problems, GError **error)
{
  const char *id = naru_statement_get_text (row, 1);
  const char *type = naru_statement_get_text (row, 2);
  const char *body = naru_statement_get_text (row, 3);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) reason = NULL;

  gboolean deleted = naru_statement_get_int (row, 4) != 0;

  if (deleted || naru_record_type_find (type) == NULL)
    return check_text (id, type, body, deleted, problems);
  record = naru_record_new_from_text (id, body, -1, &reason);
  if (record == NULL)
    {
      add (problems,
           g_strdup_printf (_ ("The record “%s” cannot be read: %s"), id, reason->message));
      return TRUE;
    }
  if (!naru_id_has_type (id, type)
      || strcmp (naru_record_get_record_type (record)->name, type) != 0)
    add (problems, g_strdup_printf (_ ("“%s” is kept as a record of the type “%s”."), id, type));
  if (naru_statement_get_int (row, 5) == 0
      || (pending >= 0 && naru_statement_get_int (row, 0) > pending))
    {
      add (problems, g_strdup_printf (_ ("The record “%s” is not in lists and search yet."), id));
      return TRUE;
    }
  if (g_strcmp0 (naru_statement_get_text (row, 6), naru_record_get_title (record)) != 0)
    add (problems,
         g_strdup_printf (_ ("Lists name the record “%s” differently from what is in it."), id));
  return naru_derive_check (db, naru_statement_get_int (row, 0), record, problems, error);
}

static gboolean
check_documents (NaruDb *db, GPtrArray *problems, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT number, id, type, body, deleted, derived, title FROM document ORDER BY number", "");
  guint before = problems->len;
  gint64 pending = -1;
  NaruStep step = NARU_STEP_ERROR;

  if (!naru_derive_get_pending (db, &pending, error))
    return FALSE;
  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      if (!check_document (db, row, pending, problems, error))
        return FALSE;
      if (problems->len - before >= MAX_PROBLEMS)
        {
          add (problems, g_strdup (_ ("There are more problems of this sort.")));
          return TRUE;
        }
    }
  return step == NARU_STEP_DONE;
}

static void
end_blob (const char *digest, GChecksum *checksum, GPtrArray *problems)
{
  if (digest != NULL && strcmp (digest, g_checksum_get_string (checksum)) != 0)
    add (problems, g_strdup_printf (_ ("The attachment “%s” is damaged or not complete."), digest));
}

static gboolean
check_blobs (NaruDb *db, GPtrArray *problems, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error, "SELECT digest, bytes FROM blob ORDER BY digest, position", "");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *digest = NULL;
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      if (g_strcmp0 (digest, naru_statement_get_text (row, 0)) != 0)
        {
          end_blob (digest, checksum, problems);
          g_free (digest);
          digest = naru_statement_dup_text (row, 0);
          g_checksum_reset (checksum);
        }
      g_checksum_update (checksum, naru_statement_get_blob (row, 1),
                         naru_statement_get_length (row, 1));
    }
  end_blob (digest, checksum, problems);
  return step == NARU_STEP_DONE;
}

static gboolean
check_all (NaruDb *db, GPtrArray *problems, GError **error)
{
  return check_file (db, problems, error) && check_keys (db, problems, error)
         && check_documents (db, problems, error) && naru_derive_check_rest (db, problems, error)
         && check_blobs (db, problems, error);
}

/**
 * naru_store_verify:
 * @problems: (out) (element-type utf8): sentences about what is wrong; empty if the store is sound
 *
 * Looks at everything in the store, as it is at one moment, with a connection of its own: any thread may call it.
 *
 * Returns: %FALSE only if it could not be looked at; a file whose pages are damaged is a problem, not an error
 */
gboolean
naru_store_verify (NaruStore *self, GPtrArray **problems, GError **error)
{
  g_autoptr (NaruStore) reader = naru_store_new_reader (self, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  gboolean done;

  if (reader == NULL || !naru_db_run (reader->reader, error, "BEGIN", ""))
    return FALSE;
  done = check_all (reader->reader, found, &reason);
  naru_db_run (reader->reader, NULL, "COMMIT", "");
  if (!done && g_error_matches (reason, NARU_ERROR, NARU_ERROR_DAMAGED))
    add (found, g_strdup (reason->message));
  else if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  *problems = g_steal_pointer (&found);
  return TRUE;
}
