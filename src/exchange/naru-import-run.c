/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running an import: rows in chunks, each chunk one transaction, all of them one step of the undo list. */
#include "naru-import-private.h"

#include "naru-decode.h"
#include "naru-error.h"
#include "naru-id.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Small enough that a person who saves beside it does not wait, large enough that the disk is not what takes time. */
#define CHUNK_ROWS 500

/* More than these are counted only. */
#define MOST_NOTES 1000

#define SETTING_TIMES "import-times"

/**
 * naru_import_add_note:
 * @run: the run
 * @format: a sentence, as for printf
 *
 * Notes something that the person should know; after the first thousand nothing more is noted.
 */
void
naru_import_add_note (NaruImportRun *run, const char *format, ...)
{
  va_list arguments;

  if (run->report->notes->len >= MOST_NOTES)
    return;
  va_start (arguments, format);
  g_ptr_array_add (run->report->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
reject (NaruImportRun *run, guint row, const char *column, const char *reason, char **cells)
{
  NaruImportRejection *rejection = g_new0 (NaruImportRejection, 1);

  rejection->row = row;
  rejection->column = g_strdup (column);
  rejection->reason = g_strdup (reason);
  rejection->cells = g_strdupv (cells);
  g_ptr_array_add (run->report->rejections, rejection);
  run->report->rejected++;
}

/* The fields that the row fills in. */
static GPtrArray *
filled_fields (const NaruRecordType *type, NaruRecord *record)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (const NaruField *field = type->fields; field->name != NULL; field++)
    if (naru_record_has (record, field->name))
      g_ptr_array_add (fields, (gpointer) field->name);
  return fields;
}

static gboolean
add_record (NaruImportRun *run, NaruTransaction *transaction, NaruImportRow *row, GError **error)
{
  g_autoptr (GPtrArray) fields = filled_fields (run->import->type, row->record);
  g_autoptr (NaruRecord) record
      = naru_record_new_from_text (row->id, naru_record_get_text (row->record), -1, error);

  if (record == NULL)
    return FALSE;
  naru_import_fill_defaults (record);
  if (!naru_import_mark_origin (run, record, row->as_of, error)
      || !naru_import_add_sources (run, record, fields, row->as_of, error)
      || !naru_transaction_put (transaction, record, error))
    return FALSE;
  run->report->added++;
  run->wrote = TRUE;
  return TRUE;
}

/* Two rows about one record: the first counts; the second is told, and rejected where it says something else. */
static gboolean
was_seen (NaruImportRun *run, NaruImportRow *row, guint number, char **cells)
{
  const char *before = g_hash_table_lookup (run->seen, row->id);
  g_autofree char *digest = naru_import_digest (naru_record_get_text (row->record), NULL);
  g_autofree char *reason = NULL;

  if (before == NULL)
    {
      g_hash_table_insert (run->seen, g_strdup (row->id),
                           g_strdup_printf ("%s %u", digest, number));
      return FALSE;
    }
  if (strncmp (before, digest, strlen (digest)) == 0)
    {
      run->report->unchanged++;
      naru_import_add_note (run, _ ("Row %u says the same as row %s."), number,
                            before + strlen (digest) + 1);
      return TRUE;
    }
  reason = g_strdup_printf (_ ("Row %s is about the same record and says something else."),
                            before + strlen (digest) + 1);
  reject (run, number, NULL, reason, cells);
  return TRUE;
}

static gboolean
is_about_the_row (const GError *error)
{
  return g_error_matches (error, NARU_ERROR, NARU_ERROR_INVALID)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_JSON)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_REFUSED)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
}

static gboolean
take_row (NaruImportRun *run, NaruTransaction *transaction, char **cells, guint number,
          GError **error)
{
  NaruImportRow row = { 0 };
  g_autoptr (GError) reason = NULL;
  g_autoptr (NaruRecord) existing = NULL;
  gboolean done;

  done
      = naru_import_build_row (run, naru_transaction_get_store (transaction), cells, &row, &reason);
  if (done)
    naru_import_note_pay (run, row.record, number);
  if (done && !was_seen (run, &row, number, cells))
    {
      existing = naru_transaction_get (transaction, row.id, &reason);
      if (existing == NULL && !g_error_matches (reason, NARU_ERROR, NARU_ERROR_NOT_FOUND))
        done = FALSE;
      else
        {
          g_clear_error (&reason);
          existing = naru_import_follow_merge (transaction, g_steal_pointer (&existing));
          if (existing != NULL && run->report->read <= run->import->resume_after)
            run->report->skipped++;
          else
            done = existing != NULL ? naru_import_update_record (run, transaction, existing, &row,
                                                                 number, &reason)
                   : naru_import_may_add (run, naru_transaction_get_store (transaction), &row,
                                          number)
                       ? add_record (run, transaction, &row, &reason)
                       : TRUE;
        }
    }
  if (!done && reason != NULL && is_about_the_row (reason))
    {
      reject (run, number, row.column, reason->message, cells);
      done = TRUE;
    }
  naru_import_row_clear (&row);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&reason));
  return done;
}

/* One chunk, in one transaction. */
static gboolean
chunk_func (NaruTransaction *transaction, gpointer data, GError **error)
{
  NaruImportRun *run = data;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint n = 0; n < CHUNK_ROWS; n++)
    {
      const char *problem;
      gboolean repaired;
      guint number;

      if (g_cancellable_is_cancelled (run->cancellable))
        {
          run->report->cancelled = run->at_end = TRUE;
          return TRUE;
        }
      if (!naru_table_next (run->table, cells, &number, &problem, &repaired))
        {
          run->at_end = TRUE;
          return TRUE;
        }
      run->report->read++;
      if (repaired)
        naru_import_add_note (
            run, _ ("Row %u: the quotation marks do not match; it was read by guess."), number);
      g_ptr_array_add (cells, NULL);
      if (problem != NULL)
        reject (run, number, NULL, problem, (char **) cells->pdata);
      else if (!take_row (run, transaction, (char **) cells->pdata, number, error))
        return FALSE;
    }
  return TRUE;
}

/* The dates of a column tell together whether the day or the month comes first. */
static gboolean
find_date_orders (NaruImportRun *run, GError **error)
{
  NaruImport *import = run->import;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruTable) table = NULL;
  gboolean any = FALSE, repaired;
  const char *problem;
  guint number;

  for (guint i = 0; i < import->columns->len; i++)
    any |= run->slots[i].kind == SLOT_AS_OF
           || (run->slots[i].kind == SLOT_FIELD
               && (run->slots[i].field->kind == NARU_KIND_DATE
                   || run->slots[i].field->kind == NARU_KIND_TIME));
  if (!any)
    return TRUE;
  table = naru_table_new (import->format, run->text, run->length, import->separator, error);
  while (table != NULL && naru_table_next (table, cells, &number, &problem, &repaired))
    for (guint i = 0; i < import->columns->len; i++)
      if (run->orders[i] == NARU_DATE_ORDER_UNKNOWN
          && (run->slots[i].kind == SLOT_AS_OF
              || (run->slots[i].kind == SLOT_FIELD
                  && (run->slots[i].field->kind == NARU_KIND_DATE
                      || run->slots[i].field->kind == NARU_KIND_TIME))))
        run->orders[i] = naru_import_date_order (g_ptr_array_index (cells, i));
  return table != NULL;
}

/**
 * naru_import_open_table:
 * @run: a run
 * @error: return location for an error
 *
 * Decodes the whole file. Not for the main loop.
 *
 * Returns: %TRUE if its rows can be read
 */
gboolean
naru_import_open_table (NaruImportRun *run, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (run->import->bytes, &length);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  run->text = naru_decode (bytes, length, run->import->encoding, &run->length, lines, error);
  if (run->text == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    naru_import_add_note (run, _ ("Line %u has characters that cannot be read."),
                          g_array_index (lines, guint, i));
  run->table
      = naru_table_new (run->import->format, run->text, run->length, run->import->separator, error);
  return run->table != NULL && find_date_orders (run, error);
}

static gboolean
next_chunk (NaruImportRun *run, NaruTransaction *transaction, GError **error)
{
  run->committed = run->report->added + run->report->updated;
  if (run->table == NULL
      && (!naru_import_begin_same (run, naru_transaction_get_store (transaction), error)
          || !naru_import_open_table (run, error)))
    return FALSE;
  if (run->at_end ? !naru_import_merge_some (run, transaction, error)
                  : !chunk_func (transaction, run, error))
    return FALSE;
  run->done = run->at_end && run->merges->len == 0;
  return TRUE;
}

/* What was kept of every row goes on the thread that filled it: a hundred thousand of them take a third of a second. */
static void
forget_rows (NaruImportRun *run)
{
  g_hash_table_remove_all (run->seen);
  g_hash_table_remove_all (run->names);
  g_clear_pointer (&run->index, naru_employer_index_free);
}

static gboolean
chunk_in_transaction (NaruTransaction *transaction, gpointer data, GError **error)
{
  NaruImportRun *run = data;
  gboolean written = next_chunk (run, transaction, error);

  if (!written || run->done)
    forget_rows (run);
  return written;
}

/**
 * naru_import_run_free:
 * @run: (transfer full): a run
 */
void
naru_import_run_free (NaruImportRun *run)
{
  g_clear_pointer (&run->table, naru_table_free);
  g_free (run->text);
  g_free (run->slots);
  g_free (run->orders);
  g_free (run->dummy_id);
  g_hash_table_unref (run->seen);
  g_hash_table_unref (run->names);
  g_hash_table_unref (run->times);
  g_clear_pointer (&run->index, naru_employer_index_free);
  g_ptr_array_unref (run->merges);
  g_free (run->author);
  g_free (run->at);
  g_free (run->today);
  g_clear_pointer (&run->report, naru_import_report_free);
  g_clear_object (&run->cancellable);
  g_object_unref (run->import);
  g_free (run);
}

/* The times of imports so far, and of this one. */
static gboolean
note_time (NaruImportRun *run, GError **error)
{
  NaruStore *store = naru_desk_get_store (run->import->desk);
  g_autofree char *kept = naru_store_get_setting (store, SETTING_TIMES);
  g_auto (GStrv) times = g_strsplit (kept != NULL ? kept : "", "\n", -1);
  g_autofree char *value = NULL;

  for (guint i = 0; times[i] != NULL; i++)
    g_hash_table_add (run->times, g_strdup (times[i]));
  g_hash_table_add (run->times, g_strdup (run->at));
  value
      = kept != NULL && *kept != '\0' ? g_strjoin ("\n", kept, run->at, NULL) : g_strdup (run->at);
  return naru_store_set_setting (store, SETTING_TIMES, value, error);
}

/**
 * naru_import_run_new:
 * @self: an import
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a run that has read and written nothing; %NULL if the mapping lacks something
 */
NaruImportRun *
naru_import_run_new (NaruImport *self, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) problems = naru_import_get_problems (self);
  guint n = self->columns->len;
  NaruImportRun *run;

  if (problems[0] != NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, problems[0]);
      return NULL;
    }
  run = g_new0 (NaruImportRun, 1);
  run->import = g_object_ref (self);
  run->slots = g_new0 (NaruImportSlot, n + 1);
  run->orders = g_new0 (NaruDateOrder, n + 1);
  run->dummy_id = naru_id_new (self->type->name, NULL);
  run->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->author = g_strdup (naru_desk_get_staff (self->desk));
  run->at = naru_desk_now (self->desk);
  run->today = naru_desk_today (self->desk);
  run->merges = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_pair_free);
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run->report = naru_import_report_new (self);
  for (guint i = 0; i < n; i++)
    {
      run->slots[i] = naru_import_find_slot (self->type, g_ptr_array_index (self->targets, i));
      run->linked |= run->slots[i].kind == SLOT_ID;
    }
  return run;
}

/* A run that is about to write: what was chosen for the columns is kept, and the time of the import noted. */
static NaruImportRun *
run_begin (NaruImport *self, GCancellable *cancellable, GError **error)
{
  NaruImportRun *run = naru_import_run_new (self, cancellable, error);

  if (run == NULL)
    return NULL;
  if (naru_import_keep_targets (self, error) && note_time (run, error))
    return run;
  naru_import_run_free (run);
  return NULL;
}

/* Remembers how far it came, or that it came to the end. */
static void
keep_place (NaruImportRun *run)
{
  NaruStore *store = naru_desk_get_store (run->import->desk);
  g_autofree char *key = naru_import_resume_key (run->import);
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;

  if (run->report->cancelled)
    place
        = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (run->report->read, run->import->resume_after));
  if (!naru_store_set_setting (store, key, place, &error))
    g_warning ("How far an import came was not kept: %s", error->message);
}

/* How far it is, in bytes of the text; the file's own length stands for what is not read yet. */
/**
 * naru_import_tell_progress:
 * @progress: (nullable): is told the bytes read, and those in all
 */
void
naru_import_tell_progress (NaruImportRun *run, NaruProgressFunc progress, gpointer data)
{
  gint64 done = run->table != NULL ? (gint64) naru_table_get_offset (run->table) : 0;
  gint64 total
      = run->table != NULL ? (gint64) run->length : (gint64) g_bytes_get_size (run->import->bytes);

  if (progress != NULL)
    progress (run->done && !run->report->cancelled ? total : done, total, data);
}

static NaruWriteInfo
write_info (NaruImportRun *run, char **label)
{
  NaruWriteInfo info = { 0 };

  *label = g_strdup_printf (_ ("Import of %s"), run->import->name);
  info.label = *label;
  info.author = run->author;
  info.at = run->at;
  /* what comes after the first change belongs to it */
  info.flags = run->wrote ? NARU_WRITE_CONTINUE : NARU_WRITE_DEFAULT;
  return info;
}

/* What is there stays there: the reason says so. */
static void
explain_failure (NaruImportRun *run, GError *error)
{
  if (run->committed > 0)
    g_prefix_error (&error, _ ("%lld rows are in the store, then it stopped: "),
                    (long long) run->committed);
}

/**
 * naru_import_run:
 * @self: an import
 * @cancellable: (nullable): stops it; what is written by then is kept, and the report says so
 * @progress: (nullable): called after each chunk with bytes done and in all
 * @data: data for @progress
 * @error: return location for an error
 *
 * Writes the rows. They are one step of the undo list.
 *
 * Returns: (transfer full) (nullable): what became of them; %NULL with %NARU_ERROR_REFUSED if the mapping lacks something,
 *   or with the error of the store
 */
NaruImportReport *
naru_import_run (NaruImport *self, GCancellable *cancellable, NaruProgressFunc progress,
                 gpointer data, GError **error)
{
  NaruImportRun *run;
  NaruImportReport *report;
  GError *reason = NULL;

  g_return_val_if_fail (NARU_IS_IMPORT (self), NULL);

  run = run_begin (self, cancellable, error);
  if (run == NULL)
    return NULL;
  while (!run->done)
    {
      g_autofree char *label = NULL;
      NaruWriteInfo info = write_info (run, &label);

      if (!naru_store_write (naru_desk_get_store (self->desk), &info, chunk_in_transaction, run,
                             &reason))
        {
          explain_failure (run, reason);
          g_propagate_error (error, reason);
          naru_import_run_free (run);
          return NULL;
        }
      naru_import_tell_progress (run, progress, data);
    }
  keep_place (run);
  report = g_steal_pointer (&run->report);
  naru_import_run_free (run);
  return report;
}

typedef struct
{
  NaruImportRun *run;
  NaruProgressFunc progress;
  gpointer progress_data;
} AsyncRun;

static void
async_run_free (gpointer data)
{
  AsyncRun *job = data;

  naru_import_run_free (job->run);
  g_free (job);
}

static void write_next (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AsyncRun *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!naru_store_write_finish (NARU_STORE (source), result, &error))
    {
      explain_failure (job->run, error);
      g_task_return_error (task, error);
      return;
    }
  naru_import_tell_progress (job->run, job->progress, job->progress_data);
  if (job->run->done)
    {
      keep_place (job->run);
      g_task_return_pointer (task, g_steal_pointer (&job->run->report),
                             (GDestroyNotify) naru_import_report_free);
    }
  else
    write_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
write_next (GTask *task)
{
  AsyncRun *job = g_task_get_task_data (task);
  g_autofree char *label = NULL;
  NaruWriteInfo info = write_info (job->run, &label);

  naru_store_write_async (naru_desk_get_store (job->run->import->desk), &info, chunk_in_transaction,
                          job->run, NULL, NULL, written_cb, task);
}

/**
 * naru_import_run_async:
 * @self: an import
 * @cancellable: (nullable): stops it; what is written by then is kept, and the report says so
 * @progress: (nullable): called on this thread after each chunk with bytes done and in all
 * @progress_data: data for @progress
 * @callback: called on this thread at the end
 * @user_data: data for @callback
 *
 * Like naru_import_run(), off the main loop. The import is not to be changed meanwhile.
 */
void
naru_import_run_async (NaruImport *self, GCancellable *cancellable, NaruProgressFunc progress,
                       gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  NaruImportRun *run;
  AsyncRun *job;

  g_return_if_fail (NARU_IS_IMPORT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, naru_import_run_async);
  run = run_begin (self, cancellable, &error);
  if (run == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job = g_new0 (AsyncRun, 1);
  job->run = run;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, async_run_free);
  write_next (task);
}

/**
 * naru_import_run_finish:
 * @self: an import
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): see naru_import_run()
 */
NaruImportReport *
naru_import_run_finish (NaruImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
