/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The undo list: what each command did to which record, before and after. And the history of a record, which stays. */
#include "naru-store-private.h"

/* Months of work: what a person can press Ctrl+Z for has no end that they reach. */
#define MAX_COMMANDS 10000
#define MAX_BYTES (64 * 1024 * 1024)
#define FEW_RECORDS 9 /* that a person changes in one step */
/* Adding up the list takes longer than a command, so that it is done after some, or after a large one. */
#define COMMANDS_BETWEEN 64
#define LARGE_COMMAND (1024 * 1024)

/* A write that goes on belongs to the command of the same label, author and time, whatever was saved in between, as long
 * as that one was not undone. */
static gboolean
continue_command (NaruTransaction *self, GError **error)
{
  if ((self->info->flags & NARU_WRITE_CONTINUE) == 0)
    return TRUE;
  return naru_db_get_int (self->db, &self->command, error,
                          "SELECT number FROM command WHERE label = ? AND author = ? AND at = ?"
                          " AND undone = 0 AND undo_of IS NULL ORDER BY number DESC LIMIT 1",
                          "sss", self->info->label != NULL ? self->info->label : "",
                          self->info->author, self->info->at);
}

/**
 * naru_command_begin:
 *
 * Makes the row of the command, if there is none yet. A new command ends what could be redone.
 */
gboolean
naru_command_begin (NaruTransaction *self, GError **error)
{
  if (self->command != 0)
    return TRUE;
  if (self->undo_of == 0)
    {
      if (!continue_command (self, error))
        return FALSE;
      if (self->command != 0)
        return TRUE;
      if (!naru_db_run (self->db, error,
                        "DELETE FROM command WHERE undone <> 0 OR undo_of IS NOT NULL", ""))
        return FALSE;
    }
  if (!naru_db_run (
          self->db, error,
          "INSERT INTO command (label, author, at, undo_of) VALUES (?, ?, ?, nullif (?, 0))",
          "sssi", self->info->label != NULL ? self->info->label : "", self->info->author,
          self->info->at, self->undo_of))
    return FALSE;
  self->command = naru_db_last_number (self->db);
  return TRUE;
}

/**
 * naru_command_note:
 * @before: (nullable): the text of the record, %NULL if there was none
 * @after: (nullable): %NULL if it is deleted
 *
 * Adds what happens to a record to the command. If it happened to that record before in the same command, the earlier
 * @before stays.
 */
gboolean
naru_command_note (NaruTransaction *self, const char *id, const char *before, const char *after,
                   GError **error)
{
  if ((self->info->flags & NARU_WRITE_NO_UNDO) != 0)
    return TRUE;
  if (!naru_command_begin (self, error))
    return FALSE;
  self->command_size
      += (gint64) ((before != NULL ? strlen (before) : 0) + (after != NULL ? strlen (after) : 0));
  return naru_db_run (self->db, error,
                      "INSERT INTO command_record (command, id, before, after) VALUES (?, ?, ?, ?)"
                      " ON CONFLICT (command, id) DO UPDATE SET after = excluded.after",
                      "isss", self->command, id, before, after);
}

/* Whole commands go, the oldest first, until the list is within its limits. What a person did to an advertisement stays as long
 * as it is a draft, however long ago it was; an import of many is no work on one. */
static gboolean
trim (NaruDb *db, GError **error)
{
  return naru_db_run (
      db, error,
      "DELETE FROM command WHERE number IN (SELECT number FROM (SELECT number,"
      " row_number () OVER newest AS place, sum (size) OVER newest AS bytes FROM command"
      " WINDOW newest AS (ORDER BY number DESC)) WHERE place > ? OR bytes > ?)"
      " AND NOT (EXISTS (SELECT 1 FROM command_record AS touched JOIN document ON document.id ="
      " touched.id WHERE touched.command = command.number AND document.type = 'vacancy'"
      " AND document.deleted = 0 AND json_extract (document.body, '$.stage') = 'draft')"
      " AND (SELECT count(*) FROM command_record AS all_of WHERE all_of.command = command.number)"
      " <= ?)",
      "iii", (gint64) MAX_COMMANDS, (gint64) MAX_BYTES, (gint64) FEW_RECORDS);
}

/**
 * naru_command_finish:
 *
 * Called before the commit: keeps the undo list within its limits.
 */
gboolean
naru_command_finish (NaruTransaction *self, GError **error)
{
  gint64 count = 0;
  gint64 bytes = 0;

  if (self->command == 0 || self->command_size == 0)
    return TRUE;
  if (!naru_db_run (self->db, error, "UPDATE command SET size = size + ? WHERE number = ?", "ii",
                    self->command_size, self->command))
    return FALSE;
  if (self->command % COMMANDS_BETWEEN != 0 && self->command_size < LARGE_COMMAND)
    return TRUE;
  if (!naru_db_get_int (self->db, &count, error, "SELECT count(*) FROM command", "")
      || !naru_db_get_int (self->db, &bytes, error, "SELECT sum (size) FROM command", ""))
    return FALSE;
  return (count <= MAX_COMMANDS && bytes <= MAX_BYTES) || trim (self->db, error);
}

static char *
get_label (NaruStore *self, const char *sql)
{
  char *label = NULL;

  naru_db_get_text (naru_store_get_db (self), &label, NULL, sql, "");
  return label;
}

/**
 * naru_store_get_undo_label:
 *
 * Returns: (transfer full) (nullable): what the command did that naru_store_undo() would undo; %NULL if there is none
 */
char *
naru_store_get_undo_label (NaruStore *self)
{
  return get_label (self, "SELECT label FROM command WHERE undone = 0 AND undo_of IS NULL ORDER BY "
                          "number DESC LIMIT 1");
}

/**
 * naru_store_get_redo_label:
 *
 * Returns: (transfer full) (nullable): what the command did that naru_store_redo() would do again; %NULL if there is none
 */
char *
naru_store_get_redo_label (NaruStore *self)
{
  return get_label (
      self,
      "SELECT label FROM command WHERE undone = 1 AND undo_of IS NULL ORDER BY number LIMIT 1");
}

void
naru_change_free (NaruChange *change)
{
  g_free (change->record);
  g_free (change->field);
  g_free (change->author);
  g_free (change->at);
  g_free (change->from);
  g_free (change->to);
  g_free (change);
}

/**
 * naru_change_get_kind:
 *
 * For the record as a whole (field ""), the values are "true" where it exists and "false" where it was deleted: from
 * %NULL to "true" it was made, from "true" to "false" deleted, from "false" to "true" brought back.
 *
 * Returns: what was done
 */
NaruChangeKind
naru_change_get_kind (const NaruChange *change)
{
  if (*change->field != '\0')
    return NARU_CHANGE_FIELD;
  if (g_strcmp0 (change->to, "true") != 0)
    return NARU_CHANGE_DELETED;
  return change->from == NULL ? NARU_CHANGE_MADE : NARU_CHANGE_BROUGHT_BACK;
}

/**
 * naru_store_get_history:
 *
 * Returns: (transfer full) (element-type NaruChange) (nullable): what was done to the record, latest first
 */
GPtrArray *
naru_store_get_history (NaruStore *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_change_free);
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT record, field, author, at, \"from\", \"to\" FROM change"
                       " WHERE record = ? ORDER BY julianday (at) DESC, number DESC",
                       "s", id);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      NaruChange *change = g_new0 (NaruChange, 1);

      change->record = naru_statement_dup_text (statement, 0);
      change->field = naru_statement_dup_text (statement, 1);
      change->author = naru_statement_dup_text (statement, 2);
      change->at = naru_statement_dup_text (statement, 3);
      change->from = naru_statement_dup_text (statement, 4);
      change->to = naru_statement_dup_text (statement, 5);
      g_ptr_array_add (changes, change);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}
