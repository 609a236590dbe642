/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows about employers that may be here under another number or another spelling: found before anything is written, so that
 * the person can choose, and told of in the report. */
#include "naru-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-desk.h"

/* Each merge looks for what points at the one that goes: so many at a time keep others from waiting. */
#define MERGES_AT_ONCE 20
#define ROWS_A_STEP 500

/**
 * naru_import_duplicate_free:
 * @duplicate: (transfer full): a duplicate
 */
void
naru_import_duplicate_free (NaruImportDuplicate *duplicate)
{
  g_free (duplicate->title);
  g_free (duplicate->other);
  g_free (duplicate->reason);
  g_free (duplicate);
}

/**
 * naru_import_set_same:
 * @self: an import
 * @same: what becomes of rows about employers that may be here already
 */
void
naru_import_set_same (NaruImport *self, NaruImportSame same)
{
  self->same = same;
}

/**
 * naru_import_set_same_of:
 * @self: an import
 * @row: a row, as naru_import_find_duplicates() numbers them
 * @same: what becomes of it
 */
void
naru_import_set_same_of (NaruImport *self, guint row, NaruImportSame same)
{
  if (self->same_of == NULL)
    self->same_of = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->same_of, GUINT_TO_POINTER (row), GUINT_TO_POINTER (same + 1));
}

static NaruImportSame
get_choice (NaruImport *self, guint row)
{
  guint chosen
      = self->same_of != NULL
            ? GPOINTER_TO_UINT (g_hash_table_lookup (self->same_of, GUINT_TO_POINTER (row)))
            : 0;

  return chosen > 0 ? (NaruImportSame) (chosen - 1) : self->same;
}

/**
 * naru_import_begin_same:
 * @run: a run
 * @store: a store of the thread
 * @error: return location for an error
 *
 * Reads the employers that are here, if the rows are about employers.
 *
 * Returns: %FALSE if they cannot be read
 */
gboolean
naru_import_begin_same (NaruImportRun *run, NaruStore *store, GError **error)
{
  if (run->index != NULL || strcmp (run->import->type->name, "employer") != 0)
    return TRUE;
  run->index = naru_employer_index_new (store, error);
  return run->index != NULL;
}

/* The row as a record under the id that it will have. */
static NaruRecord *
as_record (const NaruImportRow *row)
{
  return naru_record_new_from_text (row->id, naru_record_get_text (row->record), -1, NULL);
}

/**
 * naru_import_may_add:
 * @run: a run
 * @store: a store of the thread
 * @row: a row about a record that is not here
 * @number: of the row
 *
 * Tells of a row whose employer may be here already, and does with it what the person chose.
 *
 * Returns: %FALSE if the row is left out
 */
gboolean
naru_import_may_add (NaruImportRun *run, NaruStore *store, NaruImportRow *row, guint number)
{
  g_autoptr (NaruRecord) record = run->index != NULL ? as_record (row) : NULL;
  g_autoptr (NaruPair) pair = record != NULL ? naru_employer_index_find (run->index, record) : NULL;
  g_autofree char *other = NULL;

  if (record == NULL)
    return TRUE;
  if (pair == NULL)
    {
      naru_employer_index_add (run->index, record);
      return TRUE;
    }
  other = naru_store_get_title (store, pair->first);
  run->report->same++;
  switch (get_choice (run->import, number))
    {
    case NARU_IMPORT_SAME_SKIP:
      run->report->left_out++;
      naru_import_add_note (run, _ ("Row %u, %s: left out, may be the same as %s. %s"), number,
                            naru_record_get_title (record), other != NULL ? other : "–",
                            pair->reason);
      return FALSE;
    case NARU_IMPORT_SAME_MERGE:
      naru_import_add_note (run, _ ("Row %u, %s: merged into %s. %s"), number,
                            naru_record_get_title (record), other != NULL ? other : "–",
                            pair->reason);
      g_ptr_array_add (run->merges, g_steal_pointer (&pair));
      return TRUE;
    case NARU_IMPORT_SAME_ADD:
    default:
      naru_import_add_note (run, _ ("Row %u, %s: may be the same as %s. %s"), number,
                            naru_record_get_title (record), other != NULL ? other : "–",
                            pair->reason);
      naru_employer_index_add (run->index, record);
      return TRUE;
    }
}

/**
 * naru_import_merge_some:
 * @run: a run whose rows are in
 * @transaction: where to write
 * @error: return location for an error
 *
 * Merges some of what the person wants merged, the last first. None is left when the list of them is empty.
 *
 * Returns: %TRUE if it is done
 */
gboolean
naru_import_merge_some (NaruImportRun *run, NaruTransaction *transaction, GError **error)
{
  g_autoptr (NaruDesk) desk = naru_desk_new (naru_transaction_get_store (transaction),
                                             naru_desk_get_clock (run->import->desk));

  for (guint i = 0; i < MERGES_AT_ONCE && run->merges->len > 0; i++)
    {
      const NaruPair *pair = run->merges->pdata[run->merges->len - 1];
      g_autoptr (NaruCommand) command
          = naru_employer_merge (desk, pair->first, pair->second, NULL, error);

      if (command == NULL || !naru_command_apply (command, transaction, error))
        return FALSE;
      run->report->merged++;
      run->wrote = TRUE;
      g_ptr_array_set_size (run->merges, (int) run->merges->len - 1);
    }
  return TRUE;
}

static void
look_at (NaruImportRun *run, NaruStore *reader, NaruImportRow *row, guint number, GPtrArray *found)
{
  g_autoptr (NaruRecord) record = as_record (row);
  g_autoptr (NaruRecord) existing = naru_store_get (reader, row->id, NULL);
  g_autoptr (NaruPair) pair = NULL;
  NaruImportDuplicate *duplicate;

  /* what is here by its number is no second one, and a row that comes twice is told elsewhere */
  if (record == NULL || existing != NULL
      || !g_hash_table_insert (run->seen, g_strdup (row->id), NULL))
    return;
  pair = naru_employer_index_find (run->index, record);
  naru_employer_index_add (run->index, record);
  g_hash_table_insert (run->names, g_strdup (row->id), g_strdup (naru_record_get_title (record)));
  if (pair == NULL)
    return;
  duplicate = g_new0 (NaruImportDuplicate, 1);
  duplicate->row = number;
  duplicate->title = g_strdup (naru_record_get_title (record));
  duplicate->other = naru_store_get_title (reader, pair->first);
  if (duplicate->other == NULL)
    duplicate->other = g_strdup (g_hash_table_lookup (run->names, pair->first));
  duplicate->reason = g_steal_pointer (&pair->reason);
  g_ptr_array_add (found, duplicate);
}

/**
 * naru_import_find_duplicates:
 * @self: an import
 * @reader: a store of the thread
 * @cancellable: (nullable): gives up
 * @progress: (nullable): called on this thread now and then with bytes done and in all
 * @progress_data: data for @progress
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruImportDuplicate) (nullable): rows about employers that may be here already
 */
GPtrArray *
naru_import_find_duplicates (NaruImport *self, NaruStore *reader, GCancellable *cancellable,
                             NaruProgressFunc progress, gpointer progress_data, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_import_duplicate_free);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  NaruImportRun *run = naru_import_run_new (self, cancellable, error);
  const char *problem;
  gboolean repaired;
  guint number;

  if (run == NULL)
    return NULL;
  if (!naru_import_begin_same (run, reader, error)
      || (run->index != NULL && !naru_import_open_table (run, error)))
    {
      naru_import_run_free (run);
      return NULL;
    }
  while (run->index != NULL && !g_cancellable_is_cancelled (cancellable)
         && naru_table_next (run->table, cells, &number, &problem, &repaired))
    {
      NaruImportRow row = { 0 };

      g_ptr_array_add (cells, NULL);
      if (problem == NULL
          && naru_import_build_row (run, reader, (char **) cells->pdata, &row, NULL))
        look_at (run, reader, &row, number, found);
      naru_import_row_clear (&row);
      if (number % ROWS_A_STEP == 0)
        naru_import_tell_progress (run, progress, progress_data);
    }
  naru_import_run_free (run);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL
                                                                   : g_steal_pointer (&found);
}
