/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary for machines: JSON Schema (draft 2020-12) per record type, and the headings of CSV files. Names and
 * titles are English, whatever the language of the desk: integrators compare them between versions. */
#include "naru-schema.h"

#include "naru-field-private.h"
#include "naru-schema-private.h"
#include "naru-value.h"
#include "naru-vocabulary.h"
#include <json-glib/json-glib.h>
#include <string.h>

#define ID_KEY "[0-9A-HJKMNP-TV-Z]{26}"

static const struct
{
  guint flag;
  const char *name;
} flag_names[] = {
  { NARU_FIELD_REQUIRED, "required" }, { NARU_FIELD_INDEXED, "indexed" },
  { NARU_FIELD_NAME, "name" },         { NARU_FIELD_SEARCH, "search" },
  { NARU_FIELD_PERSONAL, "personal" }, { NARU_FIELD_SENSITIVE, "sensitive" },
  { NARU_FIELD_FIXED, "fixed" },       { NARU_FIELD_DERIVED, "derived" },
};

/**
 * naru_schema_flags:
 * @field: a field
 *
 * Returns: (transfer full): the names of its flags, the same for every output
 */
char **
naru_schema_flags (const NaruField *field)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if (field->flags & flag_names[i].flag)
      g_ptr_array_add (names, g_strdup (flag_names[i].name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * naru_schema_merge:
 * @field: a field
 *
 * Returns: (transfer none): how two edits of it are put together
 */
const char *
naru_schema_merge (const NaruField *field)
{
  if (field->merge == NARU_MERGE_NEWEST)
    return "newest";
  if (field->merge == NARU_MERGE_VALUE)
    return "value";
  switch (field->kind)
    {
    case NARU_KIND_LIST:
      return "by identity";
    case NARU_KIND_SET:
      return "as a set";
    case NARU_KIND_LONG_TEXT:
      return "by paragraph";
    case NARU_KIND_OBJECT:
      return "by member";
    default:
      return "value";
    }
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* Codes of the program's own terms are listed; published classifications are named only. */
static void
add_terms (JsonBuilder *builder, const char *name)
{
  NaruVocabulary *words = name != NULL ? naru_vocabulary_get (name) : NULL;

  if (words == NULL)
    return;
  json_builder_set_member_name (builder, "enum");
  json_builder_begin_array (builder);
  for (guint i = 0; i < naru_vocabulary_size (words); i++)
    json_builder_add_string_value (builder, naru_vocabulary_code_at (words, i));
  json_builder_end_array (builder);
}

static void
add_reference (JsonBuilder *builder, const char *types)
{
  g_autofree char *pattern = NULL;

  if (types == NULL || strcmp (types, "*") == 0)
    pattern = g_strdup ("^[a-z][A-Za-z0-9-]*:" ID_KEY "$");
  else
    {
      g_auto (GStrv) names = g_strsplit (types, " ", -1);
      g_autofree char *joined = g_strjoinv ("|", names);

      pattern = g_strdup_printf ("^(%s):" ID_KEY "$", joined);
    }
  add_string (builder, "type", "string");
  add_string (builder, "pattern", pattern);
}

static void add_object (JsonBuilder *builder, const NaruField *fields);

static void
add_set (JsonBuilder *builder, const NaruField *field)
{
  add_string (builder, "type", "array");
  add_boolean (builder, "uniqueItems", TRUE);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  if (field->vocabulary != NULL && naru_record_type_find (field->vocabulary) != NULL
      && naru_field_refers_to (field, field->vocabulary))
    add_reference (builder, field->vocabulary);
  else
    {
      add_string (builder, "type", "string");
      if (naru_vocabulary_is_closed (field->vocabulary))
        add_terms (builder, field->vocabulary);
    }
  json_builder_end_object (builder);
}

static void
add_form (JsonBuilder *builder, const NaruField *field)
{
  switch (field->kind)
    {
    case NARU_KIND_TEXT:
    case NARU_KIND_CODE:
      add_string (builder, "type", "string");
      add_number (builder, "maxLength", NARU_TEXT_LENGTH);
      break;
    case NARU_KIND_LONG_TEXT:
      add_string (builder, "type", "string");
      break;
    case NARU_KIND_ENUM:
      add_string (builder, "type", "string");
      add_terms (builder, field->vocabulary);
      break;
    case NARU_KIND_DATE:
      add_string (builder, "type", "string");
      add_string (builder, "format", "date");
      break;
    case NARU_KIND_TIME:
      add_string (builder, "type", "string");
      add_string (builder, "format", "date-time");
      break;
    case NARU_KIND_REFERENCE:
      add_reference (builder, field->vocabulary);
      break;
    case NARU_KIND_NUMBER:
      add_string (builder, "type", "integer");
      add_number (builder, "minimum", -NARU_NUMBER_LIMIT);
      add_number (builder, "maximum", NARU_NUMBER_LIMIT);
      break;
    case NARU_KIND_BOOLEAN:
      add_string (builder, "type", "boolean");
      break;
    case NARU_KIND_MONEY:
      add_object (builder, naru_money_fields);
      break;
    case NARU_KIND_OBJECT:
      add_object (builder, field->fields);
      break;
    case NARU_KIND_SET:
      add_set (builder, field);
      break;
    case NARU_KIND_LIST:
      add_string (builder, "type", "array");
      json_builder_set_member_name (builder, "items");
      json_builder_begin_object (builder);
      add_object (builder, field->fields);
      json_builder_end_object (builder);
      break;
    }
}

static void
add_field (JsonBuilder *builder, const NaruField *field)
{
  g_auto (GStrv) flags = naru_schema_flags (field);

  json_builder_set_member_name (builder, field->name);
  json_builder_begin_object (builder);
  add_string (builder, "title", field->label);
  add_form (builder, field);
  json_builder_set_member_name (builder, "x-naru");
  json_builder_begin_object (builder);
  add_string (builder, "kind", naru_field_get_kind_name (field));
  add_number (builder, "since", field->since);
  add_string (builder, "merge", naru_schema_merge (field));
  if (field->kind != NARU_KIND_REFERENCE)
    add_string (builder, "vocabulary", field->vocabulary);
  add_string (builder, "identity", field->identity);
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint i = 0; flags[i] != NULL; i++)
    json_builder_add_string_value (builder, flags[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_required (JsonBuilder *builder, const NaruField *fields)
{
  for (; fields != NULL && fields->name != NULL; fields++)
    if (fields->flags & NARU_FIELD_REQUIRED)
      json_builder_add_string_value (builder, fields->name);
}

/* Members that are not known are allowed everywhere: a newer client may have written them. */
static void
add_object (JsonBuilder *builder, const NaruField *fields)
{
  add_string (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  for (const NaruField *field = fields; field != NULL && field->name != NULL; field++)
    add_field (builder, field);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  add_required (builder, fields);
  json_builder_end_array (builder);
  add_boolean (builder, "additionalProperties", TRUE);
}

static void
add_type_facts (JsonBuilder *builder, const NaruRecordType *type)
{
  g_autofree char *writers = naru_roles_to_string (type->writers);
  g_autofree char *readers = naru_roles_to_string (type->readers);

  json_builder_set_member_name (builder, "x-naru");
  json_builder_begin_object (builder);
  add_string (builder, "type", type->name);
  add_number (builder, "schema", type->schema);
  add_string (builder, "circle", naru_circle_get_name (type->circle));
  add_string (builder, "writers", writers);
  add_string (builder, "readers", readers);
  add_string (builder, "naturalKey", type->natural_key);
  add_string (builder, "owner", type->owner);
  add_string (builder, "retention", type->retention);
  add_boolean (builder, "appendOnly", type->append_only);
  json_builder_end_object (builder);
}

/* The constant `type` comes in place of its row. */
static void
add_type_member (JsonBuilder *builder, const NaruRecordType *type)
{
  json_builder_set_member_name (builder, "type");
  json_builder_begin_object (builder);
  add_string (builder, "const", type->name);
  json_builder_end_object (builder);
}

/**
 * naru_schema_to_json:
 * @type: a record type
 *
 * Returns: (transfer full): its JSON Schema, draft 2020-12, for integrators
 */
char *
naru_schema_to_json (const NaruRecordType *type)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (type != NULL, NULL);

  id = g_strdup_printf ("urn:naru:schema:%s:%u", type->name, type->schema);
  json_builder_begin_object (builder);
  add_string (builder, "$schema", "https://json-schema.org/draft/2020-12/schema");
  add_string (builder, "$id", id);
  add_string (builder, "title", type->label);
  add_string (builder, "description", type->description);
  add_string (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  add_type_member (builder, type);
  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    if (strcmp (field->name, "type") != 0)
      add_field (builder, field);
  for (const NaruField *field = type->fields; field->name != NULL; field++)
    add_field (builder, field);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  add_required (builder, naru_common_fields);
  add_required (builder, type->fields);
  json_builder_end_array (builder);
  add_boolean (builder, "additionalProperties", TRUE);
  add_type_facts (builder, type);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

static void
add_headings (GPtrArray *headings, const NaruField *field)
{
  const NaruField *members = field->kind == NARU_KIND_MONEY    ? naru_money_fields
                             : field->kind == NARU_KIND_OBJECT ? field->fields
                                                               : NULL;

  if (field->kind == NARU_KIND_LIST)
    return;
  if (members == NULL)
    g_ptr_array_add (headings, g_strdup (field->name));
  for (; members != NULL && members->name != NULL; members++)
    if (members->kind != NARU_KIND_LIST && members->kind != NARU_KIND_OBJECT)
      g_ptr_array_add (headings, g_strdup_printf ("%s.%s", field->name, members->name));
}

/**
 * naru_schema_csv_headings:
 * @type: a record type
 *
 * The columns of a CSV file: "id", then the fields in the order of the table without lists, then who made and changed
 * the record and when. Money takes three columns ("pay.amount", "pay.currency", "pay.per"), an object one for each
 * member ("address.place"); naru_record_get_member() reads both. The words of a set share a cell.
 *
 * Returns: (transfer full): the names of the columns
 */
char **
naru_schema_csv_headings (const NaruRecordType *type)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  g_return_val_if_fail (type != NULL, NULL);

  g_ptr_array_add (headings, g_strdup ("id"));
  for (const NaruField *field = type->fields; field->name != NULL; field++)
    add_headings (headings, field);
  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    if (strcmp (field->name, "type") != 0 && strcmp (field->name, "schema") != 0)
      add_headings (headings, field);
  g_ptr_array_add (headings, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&headings), FALSE);
}
