/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of cells to the record that it tells of. */
#include "naru-import-private.h"

#include "naru-error.h"
#include "naru-id.h"
#include "naru-identity.h"
#include "naru-json-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts of one field that come from several columns. */
typedef struct
{
  const NaruField *field;
  GString *text; /* long text, or the members of an object as JSON */
} Part;

static void
part_free (Part *part)
{
  g_string_free (part->text, TRUE);
  g_free (part);
}

static GString *
find_part (GPtrArray *parts, const NaruField *field)
{
  Part *part;

  for (guint i = 0; i < parts->len; i++)
    if (((Part *) g_ptr_array_index (parts, i))->field == field)
      return ((Part *) g_ptr_array_index (parts, i))->text;
  part = g_new0 (Part, 1);
  part->field = field;
  part->text = g_string_new (field->kind == NARU_KIND_LONG_TEXT ? NULL : "{");
  g_ptr_array_add (parts, part);
  return part->text;
}

static gboolean
put_parts (NaruRecord *record, GPtrArray *parts, GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = g_ptr_array_index (parts, i);

      if (part->field->kind == NARU_KIND_LONG_TEXT)
        {
          if (!naru_record_set (record, part->field->name, part->text->str, error))
            return FALSE;
          continue;
        }
      /* an amount of money without its currency is nothing */
      if (part->text->len == 1
          || (part->field->kind == NARU_KIND_MONEY
              && strstr (part->text->str, "\"amount\"") == NULL))
        continue;
      g_string_append_c (part->text, '}');
      if (!naru_record_set_json (record, part->field->name, part->text->str, error))
        return FALSE;
    }
  return TRUE;
}

/* "US, NY, New York": a country before a comma is one if its code is known. */
static void
add_place (GString *members, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);
  guint n = g_strv_length (words);
  g_autofree char *country = NULL;

  for (guint i = 0; i < n; i++)
    g_strstrip (words[i]);
  if (n == 3 && strlen (words[0]) == 2 && g_ascii_isupper (words[0][0])
      && g_ascii_isupper (words[0][1]))
    country = naru_import_parse_code ("countries", words[0]);
  if (country == NULL || *country == '\0')
    {
      naru_json_append_member (members, "place", value);
      return;
    }
  if (*words[2] != '\0')
    naru_json_append_member (members, "place", words[2]);
  naru_json_append_member (members, "country", country);
}

static gboolean
add_member (GPtrArray *parts, const NaruImportSlot *slot, const char *cell, NaruDateOrder order,
            GError **error)
{
  GString *members = find_part (parts, slot->field);
  g_autofree char *value = naru_import_parse_value (slot->member, cell, order, error);
  g_autofree char *name = NULL;

  if (value == NULL)
    return FALSE;
  name = g_strdup_printf ("\"%s\":", slot->member->name);
  if (*value == '\0' || strstr (members->str, name) != NULL)
    return TRUE;
  if (strcmp (slot->field->name, "address") == 0 && strcmp (slot->member->name, "place") == 0)
    add_place (members, value);
  else
    naru_json_append_member (members, slot->member->name, value);
  return TRUE;
}

/* The record that a reference names: by id, or by the name that exactly one of the type has. */
static char *
find_reference (NaruImportRun *run, NaruStore *store, const NaruField *field, const char *value,
                GError **error)
{
  g_auto (GStrv) types = g_strsplit (field->vocabulary, " ", -1);
  const NaruRecordType *type = naru_record_type_find (types[0]);
  g_autofree char *key = NULL;
  const char *known;
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_auto (GStrv) titles = NULL;

  if (naru_id_is_valid (value) && strchr (value, ':') != NULL)
    return g_strdup (value);
  if (type == NULL || type->title == NULL)
    return g_strdup ("");
  key = g_strdup_printf ("%s\n%s", type->name, value);
  known = g_hash_table_lookup (run->names, key);
  if (known == NULL)
    {
      titles = g_strsplit (type->title, " ", 2);
      query = naru_query_new (type->name);
      naru_query_add_filter (query, titles[0], NARU_FILTER_IS, value);
      naru_query_set_limit (query, 2);
      found = naru_store_find (store, query, error);
      if (found == NULL)
        return NULL;
      known = found->len == 1 ? naru_record_get_id (g_ptr_array_index (found, 0)) : "";
      g_hash_table_insert (run->names, g_steal_pointer (&key), g_strdup (known));
    }
  return g_strdup (known);
}

static gboolean
put_reference (NaruImportRun *run, NaruStore *store, const NaruField *field, NaruRecord *record,
               const char *value, GError **error)
{
  g_autofree char *id = find_reference (run, store, field, value, error);

  if (id == NULL)
    return FALSE;
  if (*id == '\0')
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("%s: there is not exactly one record named “%s”."),
                   naru_field_get_label (field), value);
      return FALSE;
    }
  /* a missing record would be found at the end only, and spoil the rows around this one */
  if ((field->flags & NARU_FIELD_REQUIRED) != 0)
    {
      g_autoptr (NaruRecord) there = naru_store_get (store, id, error);

      if (there == NULL)
        return FALSE;
    }
  return naru_record_set (record, field->name, id, error);
}

static gboolean
put_set (NaruRecord *record, const NaruField *field, const char *value, GError **error)
{
  g_auto (GStrv) words = g_strsplit (value, "\n", -1);

  return naru_record_set_set (record, field->name, (const char *const *) words, error);
}

/* "EmployerId" as a number in another system, named after the source. */
static gboolean
put_external_id (NaruImportRun *run, NaruRecord *record, const NaruField *field, const char *value,
                 GError **error)
{
  g_autoptr (GString) json = g_string_new ("[{");

  naru_json_append_member (json, "system", run->import->source);
  naru_json_append_member (json, "number", value);
  g_string_append (json, "}]");
  return naru_record_set_json (record, field->name, json->str, error);
}

static gboolean
put_value (NaruImportRun *run, NaruStore *store, const char *heading, const NaruField *field,
           NaruRecord *record, const char *cell, NaruDateOrder order, GError **error)
{
  g_autofree char *value = NULL;
  gboolean taken = FALSE;

  /* as JSON has it */
  if (run->import->format == NARU_TABLE_JSON && (*cell == '[' || *cell == '{'))
    switch (field->kind)
      {
      case NARU_KIND_SET:
      case NARU_KIND_MONEY:
      case NARU_KIND_LIST:
      case NARU_KIND_OBJECT:
        return naru_record_set_json (record, field->name, cell, error);
      case NARU_KIND_LONG_TEXT:
        break;
      default:
        if (!naru_json_check (cell, -1, NULL))
          break;
        g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                     _ ("%s: this is a list or an object, and not one value."),
                     naru_field_get_label (field));
        return FALSE;
      }
  if (strcmp (field->name, "externalIds") == 0 && *cell != '[')
    {
      value = g_strstrip (g_strdup (cell));
      return put_external_id (run, record, field, value, error);
    }
  if (!naru_import_employer_value (run, heading, field, record, cell, &taken, error)
      || (!taken && !naru_import_vacancy_value (run, field, record, cell, &taken, error)))
    return FALSE;
  if (taken)
    return TRUE;
  value = naru_import_parse_value (field, cell, order, error);
  if (value == NULL)
    return FALSE;
  if (*value == '\0')
    return TRUE;
  switch (field->kind)
    {
    case NARU_KIND_REFERENCE:
      return put_reference (run, store, field, record, value, error);
    case NARU_KIND_SET:
      return put_set (record, field, value, error);
    case NARU_KIND_LIST:
    case NARU_KIND_OBJECT:
      return naru_record_set_json (record, field->name, value, error);
    default:
      return naru_record_set (record, field->name, value, error);
    }
}

static void
add_long_text (GPtrArray *parts, const NaruField *field, const char *cell)
{
  GString *text = find_part (parts, field);

  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, cell);
}

static gboolean
take_cell (NaruImportRun *run, NaruStore *store, guint column, const char *cell, GPtrArray *parts,
           NaruImportRow *row, GError **error)
{
  const NaruImportSlot *slot = &run->slots[column];
  const char *heading = g_ptr_array_index (run->import->columns, column);

  switch (slot->kind)
    {
    case SLOT_ID:
      if (!naru_id_has_type (cell, run->import->type->name))
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("“%s” is not the id of such a record."), cell);
          return FALSE;
        }
      row->id = g_strdup (cell);
      return TRUE;
    case SLOT_AS_OF:
      {
        gboolean ambiguous;
        g_autofree char *date = naru_import_parse_date (cell, run->orders[column], &ambiguous);

        if (date != NULL)
          row->as_of = g_intern_string (date);
        return TRUE;
      }
    case SLOT_MEMBER:
      return add_member (parts, slot, cell, run->orders[column], error);
    case SLOT_FIELD:
      if (slot->field->kind == NARU_KIND_LONG_TEXT)
        add_long_text (parts, slot->field, cell);
      else if (!naru_record_has (row->record, slot->field->name))
        return put_value (run, store, heading, slot->field, row->record, cell, run->orders[column],
                          error);
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
finish_row (NaruImportRun *run, char **cells, NaruImportRow *row, GError **error)
{
  const char *type = run->import->type->name;

  if (strcmp (type, "employer") == 0)
    return naru_import_finish_employer (run, cells, row, error);
  if (strcmp (type, "vacancy") == 0)
    return naru_import_finish_vacancy (run, cells, row, error);
  if (strcmp (type, "jobseeker") == 0 || strcmp (type, "contact") == 0)
    return naru_import_finish_person (run, cells, row, error);
  return TRUE;
}

/* What a record cannot be without, and no rule of the program fills in. */
static gboolean
check_required (NaruImportRun *run, NaruImportRow *row, GError **error)
{
  for (const NaruField *field = run->import->type->fields; field->name != NULL; field++)
    if ((field->flags & NARU_FIELD_REQUIRED) != 0 && !naru_record_has (row->record, field->name)
        && naru_import_default_value (run->import->type->name, field->name) == NULL)
      {
        row->column = naru_import_heading_of (run->import, field->name);
        g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is missing."),
                     naru_field_get_label (field));
        return FALSE;
      }
  return TRUE;
}

static void
forget_row (NaruImportRow *row)
{
  g_clear_object (&row->record);
  g_clear_pointer (&row->id, g_free);
}

/**
 * naru_import_row_clear:
 * @row: a row on the stack
 */
void
naru_import_row_clear (NaruImportRow *row)
{
  forget_row (row);
}

/**
 * naru_import_build_row:
 * @run: the run
 * @store: where references are looked up
 * @cells: one row
 * @row: filled; to be cleared also after a failure
 * @error: return location for an error
 *
 * Reads the cells by the mapping and finds out which record the row is about.
 *
 * Returns: %TRUE if the row can be taken; otherwise @row names the column, if it is about one
 */
gboolean
naru_import_build_row (NaruImportRun *run, NaruStore *store, char **cells, NaruImportRow *row,
                       GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  const NaruRecordType *type = run->import->type;
  g_autofree char *digest = NULL;

  row->record = naru_record_new (type, run->dummy_id);
  row->as_of = run->today;
  for (guint i = 0; i < run->import->columns->len; i++)
    {
      if (run->slots[i].kind == SLOT_NONE || cells[i][strspn (cells[i], " \t\r\n")] == '\0')
        continue;
      row->column = g_ptr_array_index (run->import->columns, i);
      if (!take_cell (run, store, i, cells[i], parts, row, error))
        return FALSE;
    }
  row->column = NULL;
  if (!put_parts (row->record, parts, error) || !finish_row (run, cells, row, error)
      || !check_required (run, row, error))
    return FALSE;
  if (row->id == NULL)
    row->id = naru_identity_of (row->record);
  if (row->id == NULL)
    {
      g_autofree char *all = g_strjoinv ("\x1f", cells);

      digest = naru_import_digest (all, NULL);
      row->id = naru_identity_from_source (type, run->import->source, digest);
    }
  return TRUE;
}

/* What a form would have filled in; nothing that speaks for a person, such as a consent. */
static const struct
{
  const char *type, *field, *value;
} defaults[] = {
  { "jobseeker", "state", "new" },        { "vacancy", "stage", "draft" },
  { "plan", "state", "draft" },           { "step", "state", "planned" },
  { "task", "state", "planned" },         { "meeting", "state", "booked" },
  { "referral", "state", "planned" },     { "strategy", "state", "draft" },
  { "employerFollowUp", "state", "due" }, { "jobseekerFollowUp", "state", "due" },
};

/**
 * naru_import_default_value:
 * @type: name of a record type
 * @field: name of a field
 *
 * Returns: (nullable): what a new record has where nobody says anything else
 */
const char *
naru_import_default_value (const char *type, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (defaults[i].type, type) == 0 && strcmp (defaults[i].field, field) == 0)
      return defaults[i].value;
  return NULL;
}

/**
 * naru_import_fill_defaults:
 * @record: a new record
 *
 * Fills in the states that a record begins with, where they are empty.
 */
void
naru_import_fill_defaults (NaruRecord *record)
{
  const char *type = naru_record_get_record_type (record)->name;

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (defaults[i].type, type) == 0 && !naru_record_has (record, defaults[i].field))
      naru_record_set (record, defaults[i].field, defaults[i].value, NULL);
}
