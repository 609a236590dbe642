/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo as new edits: every field that the command changed goes back to what it was, unless it has been changed
 * again since; such fields stay, and are named. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

typedef struct
{
  gint64
      target; /* the command whose effect is taken back: a person's for undo, an undo's for redo */
  gint64 first; /* the person's command */
  gboolean redo;
  NaruUndoReport *report;
  GPtrArray *ids;
  NaruWriteInfo info; /* of the write, with the label of what is undone */
} Undo;

void
naru_undo_report_free (NaruUndoReport *report)
{
  g_free (report->label);
  g_strfreev (report->ids);
  g_clear_pointer (&report->kept, g_ptr_array_unref);
  g_free (report);
}

/* Who gave the field the value that it has. What another desk did is not in the history here until it is opened: until then
 * it is who changed the record last, unless that is the person who undoes. */
static char *
find_author_id (NaruTransaction *transaction, const char *id, const char *field)
{
  g_auto (NaruDocument) document = { 0 };
  g_autofree char *author = NULL;
  g_autofree char *to = NULL;
  g_autofree char *now = NULL;

  if (!naru_db_get_text (transaction->db, &author, NULL,
                         "SELECT author FROM change WHERE record = ? AND field = ?"
                         " ORDER BY number DESC LIMIT 1",
                         "ss", id, field)
      || !naru_db_get_text (transaction->db, &to, NULL,
                            "SELECT \"to\" FROM change WHERE record = ? AND field = ?"
                            " ORDER BY number DESC LIMIT 1",
                            "ss", id, field)
      || !naru_document_load (transaction->db, id, &document, NULL) || document.number == 0)
    return NULL;
  now = naru_json_span_dup (naru_json_span_member (naru_json_span (document.body, -1), field));
  if (*field == '\0' || naru_json_equal (to, now))
    return g_steal_pointer (&author);
  g_free (author);
  author = naru_json_span_dup_string (
      naru_json_span_member (naru_json_span (document.body, -1), "modifiedBy"));
  return g_strcmp0 (author, transaction->info->author) != 0 ? g_steal_pointer (&author) : NULL;
}

/* Who changed it last, by name: NULL if nobody can be named. */
static char *
find_author (NaruTransaction *transaction, const char *id, const char *field)
{
  g_autofree char *author = find_author_id (transaction, id, field);

  return author != NULL ? naru_store_get_title (transaction->store, author) : NULL;
}

static void
keep (NaruTransaction *transaction, Undo *undo, const char *id, const char *field,
      const char *label)
{
  g_autofree char *author = find_author (transaction, id, field);

  g_ptr_array_add (
      undo->report->kept,
      author != NULL
          ? g_strdup_printf (_ ("“%s” was changed since by %s and stays."), label, author)
          : g_strdup_printf (_ ("“%s” was changed since and stays."), label));
}

static const char *
get_label (const NaruDifference *difference)
{
  return difference->field != NULL ? naru_field_get_label (difference->field) : difference->name;
}

/* Whether the member is to be set, and to what. What stays since others changed it is named. */
static gboolean
undo_member (NaruTransaction *transaction, Undo *undo, NaruRecord *current,
             const NaruDifference *difference, char **value)
{
  const char *id = naru_record_get_id (current);
  NaruJsonSpan text = naru_json_span (naru_record_get_text (current), -1);
  g_autofree char *now = naru_json_span_dup (naru_json_span_member (text, difference->name));
  gboolean kept = FALSE;
  gboolean set = FALSE;

  *value = NULL;
  if (naru_json_equal (now, difference->to))
    {
      *value = g_strdup (difference->from);
      return TRUE;
    }
  if (naru_json_equal (now, difference->from))
    return FALSE;
  if (naru_undo_elements (difference->field, difference->from, difference->to, now, value, &kept))
    set = !naru_json_equal (now, *value);
  else
    kept = TRUE;
  if (kept)
    keep (transaction, undo, id, difference->name, get_label (difference));
  return set;
}

/* The command changed a record that is still there. */
static gboolean
undo_change (NaruTransaction *transaction, Undo *undo, const char *id, const char *before_text,
             const char *after_text, GError **error)
{
  g_autoptr (NaruRecord) before = naru_record_new_from_text (id, before_text, -1, error);
  g_autoptr (NaruRecord) after
      = before != NULL ? naru_record_new_from_text (id, after_text, -1, error) : NULL;
  g_autoptr (NaruRecord) current
      = after != NULL ? naru_transaction_get (transaction, id, error) : NULL;
  g_autoptr (NaruRecord) changed = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NaruJsonEdit));
  g_autofree char *text = NULL;

  if (current == NULL)
    return FALSE;
  differences = naru_record_compare_content (before, after);
  for (guint i = 0; i < differences->len; i++)
    {
      const NaruDifference *difference = g_ptr_array_index (differences, i);
      char *value = NULL;
      gboolean set = undo_member (transaction, undo, current, difference, &value);
      NaruJsonEdit edit = { difference->name, value };

      g_ptr_array_add (values, value);
      if (set)
        g_array_append_val (edits, edit);
    }
  if (edits->len == 0)
    return TRUE;
  text
      = naru_json_splice (naru_record_get_text (current), (NaruJsonEdit *) edits->data, edits->len);
  changed = naru_record_new_from_text (id, text, -1, error);
  g_ptr_array_add (undo->ids, g_strdup (id));
  return changed != NULL && naru_transaction_put (transaction, changed, error);
}

/* The command made the record: it goes, unless somebody has worked on it since. */
static gboolean
undo_making (NaruTransaction *transaction, Undo *undo, const char *id, const char *after_text,
             GError **error)
{
  g_autoptr (NaruRecord) after = naru_record_new_from_text (id, after_text, -1, error);
  g_autoptr (NaruRecord) current
      = after != NULL ? naru_transaction_get (transaction, id, error) : NULL;
  g_autoptr (GPtrArray) differences = NULL;

  if (current == NULL)
    return FALSE;
  differences = naru_record_compare_content (after, current);
  if (differences->len > 0)
    {
      const NaruDifference *difference = g_ptr_array_index (differences, 0);

      keep (transaction, undo, id, difference->name, naru_record_get_title (current));
      return TRUE;
    }
  g_ptr_array_add (undo->ids, g_strdup (id));
  return naru_transaction_delete (transaction, id, error);
}

static gboolean
undo_deletion (NaruTransaction *transaction, Undo *undo, const char *id, const char *before_text,
               GError **error)
{
  g_autoptr (NaruRecord) before = naru_record_new_from_text (id, before_text, -1, error);

  if (before == NULL)
    return FALSE;
  g_ptr_array_add (undo->ids, g_strdup (id));
  return naru_transaction_put (transaction, before, error);
}

static gboolean
undo_record (NaruTransaction *transaction, Undo *undo, const char *id, const char *before,
             const char *after, GError **error)
{
  g_auto (NaruDocument) document = { 0 };
  gboolean there;

  if (!naru_document_load (transaction->db, id, &document, error))
    return FALSE;
  there = document.number != 0 && !document.deleted;
  if (after == NULL && before == NULL)
    return TRUE;
  if (after == NULL && there)
    {
      g_autofree char *title = naru_store_get_title (transaction->store, id);

      keep (transaction, undo, id, "", title != NULL ? title : id);
      return TRUE;
    }
  if (after == NULL)
    return undo_deletion (transaction, undo, id, before, error);
  if (!there)
    {
      g_autoptr (NaruRecord) record = naru_record_new_from_text (id, after, -1, error);

      /* deleted since: what the command made is gone already, what it changed has nowhere to go back to */
      if (record != NULL && before != NULL)
        g_ptr_array_add (undo->report->kept, g_strdup_printf (_ ("“%s” was deleted since."),
                                                              naru_record_get_title (record)));
      return record != NULL;
    }
  if (before == NULL)
    return undo_making (transaction, undo, id, after, error);
  return undo_change (transaction, undo, id, before, after, error);
}

typedef struct
{
  char *id;
  char *before;
  char *after;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->before);
  g_free (row->after);
  g_free (row);
}

static GPtrArray *
load_rows (NaruDb *db, gint64 command, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (NaruStatement) statement = naru_db_query (
      db, error,
      "SELECT id, before, after FROM command_record WHERE command = ? ORDER BY number DESC", "i",
      command);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      Row *row = g_new0 (Row, 1);

      row->id = naru_statement_dup_text (statement, 0);
      row->before = naru_statement_dup_text (statement, 1);
      row->after = naru_statement_dup_text (statement, 2);
      g_ptr_array_add (rows, row);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
find_target (NaruDb *db, Undo *undo, GError **error)
{
  if (!naru_db_get_int (db, &undo->first, error,
                        undo->redo
                            ? "SELECT number FROM command WHERE undone = 1 AND undo_of IS NULL"
                              " ORDER BY number LIMIT 1"
                            : "SELECT number FROM command WHERE undone = 0 AND undo_of IS NULL"
                              " ORDER BY number DESC LIMIT 1",
                        ""))
    return FALSE;
  undo->target = undo->first;
  if (undo->redo
      && !naru_db_get_int (
          db, &undo->target, error,
          "SELECT number FROM command WHERE undo_of = ? ORDER BY number DESC LIMIT 1", "i",
          undo->first))
    return FALSE;
  if (undo->first != 0)
    return naru_db_get_text (db, &undo->report->label, error,
                             "SELECT label FROM command WHERE number = ?", "i", undo->first);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                       undo->redo ? _ ("There is nothing to redo.")
                                  : _ ("There is nothing to undo."));
  return FALSE;
}

static gboolean
undo_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  Undo *undo = data;
  g_autoptr (GPtrArray) rows = NULL;

  if (!find_target (transaction->db, undo, error))
    return FALSE;
  undo->info = *transaction->info;
  undo->info.label = undo->report->label;
  transaction->info = &undo->info;
  /* an undo that finds everything changed since is done too: its command is there to be redone, with nothing in it */
  transaction->undo_of = undo->redo ? 0 : undo->first;
  if (!undo->redo && !naru_command_begin (transaction, error))
    return FALSE;
  rows = load_rows (transaction->db, undo->target, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (!undo_record (transaction, undo, row->id, row->before, row->after, error))
        return FALSE;
    }
  if (!naru_db_run (transaction->db, error, "UPDATE command SET undone = ? WHERE number = ?", "ii",
                    (gint64) !undo->redo, undo->first))
    return FALSE;
  return !undo->redo
         || naru_db_run (transaction->db, error, "DELETE FROM command WHERE number = ?", "i",
                         undo->target);
}

static Undo *
undo_new (gboolean redo)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->redo = redo;
  undo->report = g_new0 (NaruUndoReport, 1);
  undo->report->kept = g_ptr_array_new_with_free_func (g_free);
  undo->ids = g_ptr_array_new_with_free_func (g_free);
  return undo;
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_pointer (&undo->report, naru_undo_report_free);
  g_clear_pointer (&undo->ids, g_ptr_array_unref);
  g_free (undo);
}

static NaruUndoReport *
steal_report (Undo *undo)
{
  g_ptr_array_add (undo->ids, NULL);
  undo->report->ids = (char **) g_ptr_array_free (g_steal_pointer (&undo->ids), FALSE);
  return g_steal_pointer (&undo->report);
}

static NaruWriteInfo
make_info (gboolean redo, const char *author, const char *at)
{
  return (NaruWriteInfo){ NULL, author, at, redo ? NARU_WRITE_NO_UNDO : NARU_WRITE_DEFAULT };
}

static NaruUndoReport *
run (NaruStore *self, gboolean redo, const char *author, const char *at, GError **error)
{
  Undo *undo = undo_new (redo);
  NaruWriteInfo info = make_info (redo, author, at);
  NaruUndoReport *report = NULL;

  if (naru_store_write (self, &info, undo_cb, undo, error))
    report = steal_report (undo);
  undo_free (undo);
  return report;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (naru_store_write_finish (NARU_STORE (source), result, &error))
    g_task_return_pointer (task, steal_report (g_task_get_task_data (task)),
                           (GDestroyNotify) naru_undo_report_free);
  else
    g_task_return_error (task, error);
}

static void
run_async (NaruStore *self, gboolean redo, const char *author, const char *at,
           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Undo *undo = undo_new (redo);
  NaruWriteInfo info = make_info (redo, author, at);

  g_task_set_source_tag (task, naru_store_undo_async);
  g_task_set_task_data (task, undo, undo_free);
  naru_store_write_async (self, &info, undo_cb, undo, NULL, NULL, undone_cb, task);
}

/**
 * naru_store_undo:
 * @author: id of the staff record of the person who undoes
 * @at: now, as on the wire
 *
 * Takes back the latest command that was not undone, as a new edit. Any thread may call it.
 *
 * Returns: (transfer full) (nullable): what was done; %NARU_ERROR_NOT_FOUND if there is nothing to undo
 */
NaruUndoReport *
naru_store_undo (NaruStore *self, const char *author, const char *at, GError **error)
{
  return run (self, FALSE, author, at, error);
}

/**
 * naru_store_undo_async:
 * @author: id of the staff record of the person who undoes
 * @at: now, as on the wire
 *
 * Like naru_store_undo(), on the thread of the store's writer, after the writes that were asked for before.
 */
void
naru_store_undo_async (NaruStore *self, const char *author, const char *at,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, FALSE, author, at, callback, user_data);
}

/**
 * naru_store_redo:
 *
 * Does again what was undone last, as a new edit, unless a new command came since.
 *
 * Returns: (transfer full) (nullable): what was done; %NARU_ERROR_NOT_FOUND if there is nothing to redo
 */
NaruUndoReport *
naru_store_redo (NaruStore *self, const char *author, const char *at, GError **error)
{
  return run (self, TRUE, author, at, error);
}

/**
 * naru_store_redo_async:
 *
 * Like naru_store_redo(), as naru_store_undo_async() is like naru_store_undo().
 */
void
naru_store_redo_async (NaruStore *self, const char *author, const char *at,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  run_async (self, TRUE, author, at, callback, user_data);
}

/**
 * naru_store_undo_finish:
 *
 * Ends naru_store_undo_async() and naru_store_redo_async().
 *
 * Returns: (transfer full) (nullable): what was done; %NARU_ERROR_NOT_FOUND if there is nothing to undo or redo
 */
NaruUndoReport *
naru_store_undo_finish (NaruStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
