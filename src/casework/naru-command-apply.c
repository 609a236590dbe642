/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the steps of a command: each record is read once, changed by all steps on it, and written once. */
#include "naru-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-identity.h"
#include "naru-vacancy-work.h"

/* The records that a run has read and changed and not yet written, in the order in which they were first touched. */
typedef struct
{
  NaruTransaction *transaction;
  GHashTable *records;
  GPtrArray *order;
  gboolean settling; /* two values of a field become one: no edit of what somebody signed */
} Run;

static void
hold (Run *run, NaruRecord *record)
{
  char *id = g_strdup (naru_record_get_id (record));

  g_hash_table_insert (run->records, id, record);
  g_ptr_array_add (run->order, id);
}

static NaruRecord *
take (Run *run, const char *id, GError **error)
{
  NaruRecord *record = g_hash_table_lookup (run->records, id);

  if (record != NULL)
    return record;
  record = naru_transaction_get (run->transaction, id, error);
  if (record != NULL)
    hold (run, record);
  return record;
}

static gboolean
put (Run *run, NaruRecord *record, GError **error)
{
  const char *type = naru_record_get_record_type (record)->name;

  if (strcmp (type, "vacancy") == 0 && !naru_vacancy_derive (record, error))
    return FALSE;
  if (strcmp (type, "availability") == 0 && !naru_availability_derive (record, error))
    return FALSE;
  return naru_command_check_change (run->transaction, record, run->settling, error)
         && naru_transaction_put (run->transaction, record, error);
}

static gboolean
flush (Run *run, GError **error)
{
  for (guint i = 0; i < run->order->len; i++)
    if (!put (run, g_hash_table_lookup (run->records, g_ptr_array_index (run->order, i)), error))
      return FALSE;
  g_ptr_array_set_size (run->order, 0);
  g_hash_table_remove_all (run->records);
  return TRUE;
}

static gboolean
create (Run *run, NaruRecord *draft, GError **error)
{
  g_autoptr (NaruRecord) existing = NULL;
  g_autofree char *natural = naru_identity_of (draft);
  const char *id = naru_record_get_id (draft);

  if (!g_hash_table_contains (run->records, id))
    existing = naru_transaction_get (run->transaction, id, NULL);
  if (existing == NULL && natural != NULL && !g_hash_table_contains (run->records, natural))
    existing = naru_transaction_get (run->transaction, natural, NULL);
  if (existing != NULL || g_hash_table_contains (run->records, id))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_EXISTS, _ ("“%s” is there already."),
                   naru_record_get_title (existing != NULL ? existing : draft));
      return FALSE;
    }
  hold (run, naru_record_copy (draft));
  return TRUE;
}

static gboolean
run_step (Run *run, const NaruCommandStep *step, GError **error)
{
  NaruRecord *record;

  if (step->kind == STEP_CREATE)
    return create (run, step->record, error);
  if (step->kind == STEP_BLOB)
    {
      g_autofree char *digest = naru_transaction_put_blob (run->transaction, step->bytes, error);

      return digest != NULL;
    }
  if (step->kind == STEP_DELETE)
    return flush (run, error) && naru_command_check_deletion (run->transaction, step->id, error)
           && naru_command_delete_with_parts (run->transaction, step->id, error);
  if (step->kind == STEP_FORGET)
    return flush (run, error) && naru_transaction_forget (run->transaction, step->id, error);
  if (step->kind == STEP_FORGET_WORD)
    return naru_transaction_forget_word (run->transaction, step->id, error);
  if (step->kind == STEP_FORGET_BLOB)
    return flush (run, error) && naru_transaction_forget_blob (run->transaction, step->id, error);
  record = take (run, step->id, error);
  if (record == NULL)
    return FALSE;
  switch (step->kind)
    {
    case STEP_SET:
      return naru_record_set (record, step->field, step->value, error);
    case STEP_SET_JSON:
      return naru_record_set_json (record, step->field, step->value, error);
    case STEP_SET_ELEMENT:
      return naru_record_set_element (record, step->field, step->identity, step->member,
                                      step->value, error);
    default:
      return naru_record_remove_element (record, step->field, step->identity, error);
    }
}

/**
 * naru_command_apply:
 * @self: a command
 * @transaction: where to write
 * @error: return location for an error
 *
 * Runs the steps in order. For naru_desk_run(), and for bulk work that brings its own transaction.
 *
 * Returns: %TRUE if all are done; otherwise the transaction must be given up
 */
gboolean
naru_command_apply (NaruCommand *self, NaruTransaction *transaction, GError **error)
{
  g_autoptr (GHashTable) records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Run run = { transaction, records, order, FALSE };

  for (guint i = 0; i < self->steps->len && !run.settling; i++)
    {
      const NaruCommandStep *step = g_ptr_array_index (self->steps, i);

      run.settling = step->id != NULL && naru_id_has_type (step->id, "conflict");
    }
  for (guint i = 0; i < self->steps->len; i++)
    if (!run_step (&run, g_ptr_array_index (self->steps, i), error))
      return FALSE;
  return flush (&run, error);
}
