/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row about a record that is there: what the file says anew is taken over, unless somebody here knows better. */
#include "naru-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Members of an object that only Naru has stay: a file that gives the town says nothing about the district. */
static char *
merged_value (NaruRecord *existing, NaruRecord *incoming, const NaruField *field)
{
  NaruJsonSpan old = naru_record_get_span (existing, field->name);
  NaruJsonSpan new = naru_record_get_span (incoming, field->name);
  g_autofree char *text = NULL;
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  if (field->kind != NARU_KIND_OBJECT || naru_json_span_kind (old) != NARU_JSON_OBJECT)
    return naru_json_span_dup (new);
  text = naru_json_span_dup (old);
  naru_json_iter_init (&iter, new);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *key = naru_json_span_dup_string (name);
      g_autofree char *json = naru_json_span_dup (value);
      NaruJsonEdit edit = { key, json };
      char *spliced = naru_json_splice (text, &edit, 1);

      g_free (text);
      text = spliced;
    }
  return g_steal_pointer (&text);
}

/* "Employees: 40, now 46", for what is nobody's private life. */
static void
tell_change (NaruImportRun *run, NaruRecord *before, NaruRecord *after, const NaruField *field,
             guint number)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (naru_record_type_find_field (run->import->type, "facts") == NULL
      || (field->flags & NARU_FIELD_PERSONAL) != 0 || !naru_record_has (before, field->name))
    return;
  from = naru_record_format (before, field->name);
  to = naru_record_format (after, field->name);
  naru_import_add_note (run, _ ("Row %u, %s: “%s” was “%s”, now “%s”."), number,
                        naru_record_get_title (after), naru_field_get_label (field), from, to);
}

/* What somebody here edited stays; what the file says of it is told along where it is nobody's private life. */
static void
tell_kept (NaruImportRun *run, NaruRecord *existing, NaruRecord *incoming, const NaruField *field,
           guint number)
{
  g_autofree char *said = NULL;

  if (naru_record_type_find_field (run->import->type, "facts") == NULL
      || (field->flags & NARU_FIELD_PERSONAL) != 0)
    {
      naru_import_add_note (run, _ ("Row %u: “%s” was edited here and stays as it is."), number,
                            naru_field_get_label (field));
      return;
    }
  said = naru_record_format (incoming, field->name);
  naru_import_add_note (run, _ ("Row %u, %s: “%s” was edited here and stays; the file says “%s”."),
                        number, naru_record_get_title (existing), naru_field_get_label (field),
                        said);
}

/* A name under which the employer is known here already, as after a merge, is no news. */
static gboolean
is_known_name (NaruRecord *existing, NaruRecord *incoming, const NaruField *field)
{
  g_auto (GStrv) others = NULL;

  if (strcmp (field->name, "name") != 0
      || naru_record_type_find_field (naru_record_get_record_type (existing), "otherNames") == NULL)
    return FALSE;
  others = naru_record_get_set (existing, "otherNames");
  return g_strv_contains ((const char *const *) others, naru_record_get (incoming, "name"));
}

/* One field of a row: taken over, put beside what somebody here edited, or found to say the same. */
static gboolean
update_field (NaruImportRun *run, NaruStore *store, NaruRecord *existing, NaruRecord *record,
              NaruImportRow *row, const NaruField *field, guint number, GPtrArray *changed,
              gboolean *beside, GError **error)
{
  g_autofree char *value = merged_value (existing, row->record, field);
  gboolean news = FALSE;

  if (naru_json_span_equal (naru_record_get_span (existing, field->name),
                            naru_json_span (value, -1)))
    {
      if (!naru_import_settle (run, record, field->name, &news, error))
        return FALSE;
      *beside |= news;
      return TRUE;
    }
  if (is_known_name (existing, row->record, field))
    return TRUE;
  if (naru_import_was_edited (run, store, existing, field->name))
    {
      run->report->kept++;
      if (!naru_import_put_beside (run, record, field->name, value, row->as_of, &news, error))
        return FALSE;
      *beside |= news;
      run->report->asked += news;
      tell_kept (run, existing, row->record, field, number);
      return TRUE;
    }
  if (!naru_record_set_json (record, field->name, value, error))
    return FALSE;
  g_ptr_array_add (changed, (gpointer) field->name);
  tell_change (run, existing, record, field, number);
  return TRUE;
}

/**
 * naru_import_update_record:
 * @run: the run
 * @transaction: where to write
 * @existing: what is there
 * @row: what the file says
 * @number: of the row, for notes
 * @error: return location for an error
 *
 * Takes over what nobody here has edited, keeps the rest beside it, and says what changed.
 *
 * Returns: %FALSE if it cannot be written
 */
gboolean
naru_import_update_record (NaruImportRun *run, NaruTransaction *transaction, NaruRecord *existing,
                           NaruImportRow *row, guint number, GError **error)
{
  g_autoptr (NaruRecord) record = naru_record_copy (existing);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  NaruStore *store = naru_transaction_get_store (transaction);
  gboolean beside = FALSE;

  for (const NaruField *field = run->import->type->fields; field->name != NULL; field++)
    if (naru_record_has (row->record, field->name)
        && !update_field (run, store, existing, record, row, field, number, changed, &beside,
                          error))
      return FALSE;
  if (changed->len == 0 && !beside)
    {
      run->report->unchanged++;
      return TRUE;
    }
  if ((changed->len > 0 && !naru_import_add_sources (run, record, changed, row->as_of, error))
      || !naru_transaction_put (transaction, record, error))
    return FALSE;
  run->report->updated++;
  run->wrote = TRUE;
  return TRUE;
}

/**
 * naru_import_follow_merge:
 * @transaction: where to read
 * @existing: (transfer full) (nullable): what is there under the number of a row
 *
 * Returns: (transfer full) (nullable): what it was merged into, or itself
 */
NaruRecord *
naru_import_follow_merge (NaruTransaction *transaction, NaruRecord *existing)
{
  const char *into = existing != NULL
                             && naru_record_type_find_field (naru_record_get_record_type (existing),
                                                             "mergedInto")
                                    != NULL
                         ? naru_record_get (existing, "mergedInto")
                         : NULL;
  NaruRecord *other = into != NULL ? naru_transaction_get (transaction, into, NULL) : NULL;

  if (other == NULL)
    return existing;
  g_object_unref (existing);
  return other;
}
