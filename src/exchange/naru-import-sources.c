/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where facts come from, so that an import never overwrites what somebody here has edited since. Employers carry their sources
 * with them; of other records the history tells. */
#include "naru-facts.h"
#include "naru-import-private.h"

#include <string.h>

/* What tells the record itself apart needs no source of its own. */
static gboolean
has_source (const char *field)
{
  static const char *const without[]
      = { "register", "registerNumber", "externalIds", "sources", NULL };

  return !g_strv_contains (without, field);
}

static gboolean
is_among (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (strcmp (g_ptr_array_index (fields, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* The position of a field's source; -1 if it has none. */
static int
find_source (NaruRecord *record, const char *field)
{
  for (guint i = 0; i < naru_record_get_length (record, "sources"); i++)
    {
      g_autofree char *name = naru_record_get_element (record, "sources", i, "field");

      if (g_strcmp0 (name, field) == 0)
        return (int) i;
    }
  return -1;
}

static const char *
source_code (NaruRecord *record)
{
  return naru_record_has (record, "registerNumber") ? "register" : "file";
}

static void
append_source (NaruImportRun *run, GString *out, NaruRecord *record, const char *field,
               const char *as_of)
{
  g_autofree char *value = naru_fact_text (record, field);

  g_string_append (out, out->len > 1 ? ",{" : "{");
  naru_json_append_member (out, "field", field);
  naru_json_append_member (out, "source", source_code (record));
  naru_json_append_member (out, "name", run->import->source);
  naru_json_append_member (out, "on", as_of);
  naru_json_append_member (out, "value", value);
  g_string_append_c (out, '}');
}

/**
 * naru_import_mark_origin:
 * @run: the run
 * @record: a record from the file
 * @as_of: date of the facts
 * @error: return location for an error
 *
 * Marks a decision on a benefit as its office's, which nobody changes here, with the name of the file where no source is told.
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_import_mark_origin (NaruImportRun *run, NaruRecord *record, const char *as_of, GError **error)
{
  if (strcmp (run->import->type->name, "benefitStatus") != 0)
    return TRUE;
  return naru_record_set (record, "origin", "office", error)
         && (naru_record_has (record, "source")
             || naru_record_set (record, "source", run->import->source, error))
         && (naru_record_has (record, "asOf") || naru_record_set (record, "asOf", as_of, error));
}

/**
 * naru_import_add_sources:
 * @run: the run
 * @record: a record that has the new values already
 * @fields: (element-type utf8): the fields that the import gave
 * @as_of: date of the facts
 * @error: return location for an error
 *
 * Notes source, date and value of each fact of an employer. A source that says what it said before keeps its date.
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_import_add_sources (NaruImportRun *run, NaruRecord *record, GPtrArray *fields,
                         const char *as_of, GError **error)
{
  g_autoptr (GString) out = g_string_new ("[");
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_record_type_find_field (run->import->type, "sources") == NULL)
    return TRUE;
  naru_json_iter_init (&iter, naru_record_get_span (record, "sources"));
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      g_autofree char *field = naru_json_span_dup_string (naru_json_span_member (each, "field"));

      if (field == NULL || !is_among (fields, field))
        {
          g_string_append (out, out->len > 1 ? "," : "");
          g_string_append_len (out, each.text, (gssize) each.length);
        }
    }
  for (guint i = 0; i < fields->len; i++)
    if (has_source (g_ptr_array_index (fields, i)))
      append_source (run, out, record, g_ptr_array_index (fields, i), as_of);
  g_string_append_c (out, ']');
  return out->len == 2 || naru_record_set_json (record, "sources", out->str, error);
}

/* Whether the latest change of a field was made by an import, or, where it never changed, the record. */
static gboolean
came_by_import (NaruImportRun *run, NaruStore *store, const char *id, const char *field)
{
  g_autoptr (GPtrArray) changes = naru_store_get_history (store, id, NULL);
  const NaruChange *made = NULL;

  /* newest first */
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (changes, i);
      gsize length = strcspn (change->field, "/.");

      if (*change->field == '\0')
        {
          made = change;
          break;
        }
      if (strlen (field) == length && strncmp (change->field, field, length) == 0)
        return g_hash_table_contains (run->times, change->at);
    }
  return made != NULL && g_hash_table_contains (run->times, made->at);
}

/**
 * naru_import_was_edited:
 * @run: the run
 * @store: the store
 * @existing: what is there
 * @field: name of a field in which the file says something else
 *
 * Returns: whether the value that is there came from somebody here, and not from an import
 */
gboolean
naru_import_was_edited (NaruImportRun *run, NaruStore *store, NaruRecord *existing,
                        const char *field)
{
  g_autofree char *there = NULL;
  g_autofree char *now = NULL;
  int position;

  if (!naru_record_has (existing, field))
    {
      /* emptied here, or never filled in */
      position = naru_record_type_find_field (run->import->type, "sources") != NULL
                     ? find_source (existing, field)
                     : -1;
      return position >= 0;
    }
  if (naru_record_type_find_field (run->import->type, "sources") == NULL || !has_source (field))
    return !came_by_import (run, store, naru_record_get_id (existing), field);
  position = find_source (existing, field);
  if (position < 0)
    return TRUE;
  there = naru_record_get_element (existing, "sources", (guint) position, "value");
  now = naru_fact_text (existing, field);
  return g_strcmp0 (there, now) != 0;
}

/**
 * naru_import_put_beside:
 * @run: the run
 * @record: an employer
 * @field: name of a field in which the file says something else than somebody here
 * @json: what the file says
 * @as_of: date of the facts
 * @changed: (out): whether the file says that for the first time
 * @error: return location for an error
 *
 * Keeps beside what is held true what the file says; the page of the employer asks which it is.
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_import_put_beside (NaruImportRun *run, NaruRecord *record, const char *field, const char *json,
                        const char *as_of, gboolean *changed, GError **error)
{
  *changed = FALSE;
  return naru_record_type_find_field (run->import->type, "facts") == NULL || !has_source (field)
         || naru_fact_offer (record, field, source_code (record), run->import->source, as_of, json,
                             changed, error);
}

/**
 * naru_import_settle:
 * @run: the run
 * @record: an employer
 * @field: name of a field in which the file says what is held true
 * @changed: (out): whether it had said something else before
 * @error: return location for an error
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_import_settle (NaruImportRun *run, NaruRecord *record, const char *field, gboolean *changed,
                    GError **error)
{
  *changed = FALSE;
  return naru_record_type_find_field (run->import->type, "facts") == NULL
         || naru_fact_withdraw (record, field, source_code (record), changed, error);
}
