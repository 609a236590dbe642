/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of record types, and what the rows of their tables say. */
#include "naru-field-private.h"

#include "naru-dictionary.h"
#include "naru-terms.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Read without a lock: an addition makes a new registry and leaves the old one to those who are reading it. */
typedef struct _Registry Registry;
struct _Registry
{
  GPtrArray *types;
  GHashTable *by_name; /* name -> NaruTypeTable */
  GHashTable *by_type; /* NaruRecordType -> NaruTypeTable */
  Registry *before;
};

static Registry *registry;
G_LOCK_DEFINE_STATIC (registry);

static Registry *
registry_new (Registry *before)
{
  Registry *self = g_new0 (Registry, 1);

  self->types = g_ptr_array_new ();
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_type = g_hash_table_new (NULL, NULL);
  self->before = before;
  return self;
}

static void
registry_add (Registry *self, NaruTypeTable *table)
{
  g_ptr_array_add (self->types, (gpointer) table->type);
  g_hash_table_insert (self->by_name, (gpointer) table->type->name, table);
  g_hash_table_insert (self->by_type, (gpointer) table->type, table);
}

static inline guint8
slot_of (const char *name, gsize length)
{
  return length > 0 ? (guint8) (length * 31 + (guchar) name[0] * 7 + (guchar) name[length - 1] * 3)
                    : 0;
}

static NaruTypeTable *
table_new (const NaruRecordType *type)
{
  NaruTypeTable *table = g_new0 (NaruTypeTable, 1);
  guint n_own = naru_fields_count (type->fields);

  table->type = type;
  table->n_fields = n_own + naru_fields_count (naru_common_fields);
  table->fields = g_new (const NaruField *, table->n_fields);
  table->lengths = g_new (gsize, table->n_fields);
  table->next = g_new0 (guint16, table->n_fields);
  table->positions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->n_fields; i++)
    {
      guint8 slot;

      table->fields[i] = i < n_own ? &type->fields[i] : &naru_common_fields[i - n_own];
      table->lengths[i] = strlen (table->fields[i]->name);
      g_hash_table_insert (table->positions, (gpointer) table->fields[i]->name,
                           GUINT_TO_POINTER (i + 1));
      slot = slot_of (table->fields[i]->name, table->lengths[i]);
      table->next[i] = table->slots[slot];
      table->slots[slot] = (guint16) (i + 1);
    }
  return table;
}

static Registry *
get_registry (void)
{
  Registry *self = g_atomic_pointer_get (&registry);

  if (self != NULL)
    return self;
  G_LOCK (registry);
  self = registry;
  if (self == NULL)
    {
      self = registry_new (NULL);
      for (guint i = 0; naru_dictionary[i] != NULL; i++)
        registry_add (self, table_new (naru_dictionary[i]));
      g_ptr_array_add (self->types, NULL);
      g_atomic_pointer_set (&registry, self);
    }
  G_UNLOCK (registry);
  return self;
}

/**
 * naru_record_type_add:
 * @type: (transfer none): a record type that lives as long as the process
 *
 * Adds a record type to the dictionary: for a test, or a centre's own type. A name that is taken is left as it is.
 */
void
naru_record_type_add (const NaruRecordType *type)
{
  Registry *old = get_registry ();
  Registry *self;

  g_return_if_fail (type != NULL && type->name != NULL && type->fields != NULL);

  G_LOCK (registry);
  old = registry;
  if (!g_hash_table_contains (old->by_name, type->name))
    {
      self = registry_new (old);
      for (guint i = 0; i + 1 < old->types->len; i++)
        registry_add (self, g_hash_table_lookup (old->by_type, old->types->pdata[i]));
      registry_add (self, table_new (type));
      g_ptr_array_add (self->types, NULL);
      g_atomic_pointer_set (&registry, self);
    }
  G_UNLOCK (registry);
}

/**
 * naru_type_table:
 * @type: a record type
 *
 * Returns: (transfer none) (nullable): what the registry knows of it; %NULL if it was never added
 */
NaruTypeTable *
naru_type_table (const NaruRecordType *type)
{
  return g_hash_table_lookup (get_registry ()->by_type, type);
}

/**
 * naru_type_table_position:
 * @table: a table
 * @name: name of a field
 *
 * Returns: the position of the field, or -1
 */
int
naru_type_table_position (const NaruTypeTable *table, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table->positions, name)) - 1;
}

/**
 * naru_type_table_position_of:
 * @table: a table
 * @name: name of a field inside a text
 * @length: its length
 *
 * Returns: the position of the field, or -1
 */
int
naru_type_table_position_of (const NaruTypeTable *table, const char *name, gsize length)
{
  guint at = table->slots[slot_of (name, length)];

  while (at > 0
         && (table->lengths[at - 1] != length
             || memcmp (table->fields[at - 1]->name, name, length) != 0))
    at = table->next[at - 1];
  return (int) at - 1;
}

/**
 * naru_fields_count:
 * @fields: a table
 *
 * Returns: the number of rows before the one without name
 */
guint
naru_fields_count (const NaruField *fields)
{
  guint n = 0;

  while (fields[n].name != NULL)
    n++;
  return n;
}

/**
 * naru_fields_find:
 * @fields: (nullable): a table
 * @name: name of a field
 *
 * Returns: (transfer none) (nullable): its row, or %NULL
 */
const NaruField *
naru_fields_find (const NaruField *fields, const char *name)
{
  for (; fields != NULL && fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields;
  return NULL;
}

/**
 * naru_names_include:
 * @names: (nullable): names separated by spaces
 * @name: one name
 *
 * Returns: whether it is among them
 */
gboolean
naru_names_include (const char *names, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = names; at != NULL && *at != '\0';)
    {
      gsize word = strcspn (at, " ");

      if (word == length && memcmp (at, name, length) == 0)
        return TRUE;
      at += word;
      at += strspn (at, " ");
    }
  return FALSE;
}

/**
 * naru_vocabulary_is_closed:
 * @vocabulary: (nullable): name of a vocabulary
 *
 * Returns: whether the program itself reasons about its terms, so that no other can be one
 */
gboolean
naru_vocabulary_is_closed (const char *vocabulary)
{
  return naru_terms_find (vocabulary) != NULL;
}

/**
 * naru_record_types:
 * @n_types: (out) (optional): how many
 *
 * Returns: (transfer none) (array length=n_types): all record types in the order of the dictionary, with a %NULL after
 *   the last; it stays as it is when a type is added
 */
const NaruRecordType *const *
naru_record_types (guint *n_types)
{
  Registry *self = get_registry ();

  if (n_types != NULL)
    *n_types = self->types->len - 1;
  return (const NaruRecordType *const *) self->types->pdata;
}

/**
 * naru_record_type_find:
 * @name: (nullable): the `type` of a document
 *
 * Returns: (transfer none) (nullable): the record type, or %NULL if there is none of this name
 */
const NaruRecordType *
naru_record_type_find (const char *name)
{
  NaruTypeTable *table = name != NULL ? g_hash_table_lookup (get_registry ()->by_name, name) : NULL;

  return table != NULL ? table->type : NULL;
}

/**
 * naru_record_type_get_label:
 * @type: a record type
 *
 * Returns: (transfer none): what people call one such record, in their language
 */
const char *
naru_record_type_get_label (const NaruRecordType *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, type->label);
}

/**
 * naru_record_type_get_plural:
 * @type: a record type
 *
 * Returns: (transfer none): what people call several such records, in their language
 */
const char *
naru_record_type_get_plural (const NaruRecordType *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, type->plural);
}

/**
 * naru_record_type_find_field:
 * @type: a record type
 * @name: a JSON name
 *
 * Returns: (transfer none) (nullable): the field, also one of naru_common_fields; %NULL if there is none
 */
const NaruField *
naru_record_type_find_field (const NaruRecordType *type, const char *name)
{
  NaruTypeTable *table;
  int position;

  g_return_val_if_fail (type != NULL && name != NULL, NULL);

  table = naru_type_table (type);
  if (table == NULL)
    {
      const NaruField *field = naru_fields_find (type->fields, name);

      return field != NULL ? field : naru_fields_find (naru_common_fields, name);
    }
  position = naru_type_table_position (table, name);
  return position >= 0 ? table->fields[position] : NULL;
}

/**
 * naru_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): what people call it, in their language
 */
const char *
naru_field_get_label (const NaruField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return field->label != NULL ? g_dgettext (GETTEXT_PACKAGE, field->label) : field->name;
}

/**
 * naru_field_get_kind_name:
 * @field: a field
 *
 * Returns: (transfer none): the name of its kind, as the dictionary's pages and files have it
 */
const char *
naru_field_get_kind_name (const NaruField *field)
{
  static const char *const names[] = {
    [NARU_KIND_TEXT] = "text",
    [NARU_KIND_LONG_TEXT] = "long text",
    [NARU_KIND_ENUM] = "term",
    [NARU_KIND_CODE] = "code",
    [NARU_KIND_DATE] = "date",
    [NARU_KIND_TIME] = "time",
    [NARU_KIND_MONEY] = "money",
    [NARU_KIND_NUMBER] = "number",
    [NARU_KIND_BOOLEAN] = "boolean",
    [NARU_KIND_OBJECT] = "object",
    [NARU_KIND_REFERENCE] = "reference",
    [NARU_KIND_LIST] = "list",
    [NARU_KIND_SET] = "set",
  };

  g_return_val_if_fail (field != NULL && field->kind < G_N_ELEMENTS (names), NULL);

  return names[field->kind];
}

/**
 * naru_field_refers_to:
 * @field: a field
 * @type: the name of a record type
 *
 * Returns: whether its value may be the id of a record of @type, or a set of such ids
 */
gboolean
naru_field_refers_to (const NaruField *field, const char *type)
{
  g_return_val_if_fail (field != NULL && type != NULL, FALSE);

  if (field->kind == NARU_KIND_REFERENCE)
    return field->vocabulary == NULL || strcmp (field->vocabulary, "*") == 0
           || naru_names_include (field->vocabulary, type);
  /* A vocabulary and a record type may share a name, such as "barrier". */
  return field->kind == NARU_KIND_SET && naru_names_include (field->vocabulary, type)
         && naru_vocabulary_get (field->vocabulary) == NULL;
}

/**
 * naru_circle_get_name:
 * @circle: a circle
 *
 * Returns: (transfer none): its name in the names of databases and in the dictionary's pages
 */
const char *
naru_circle_get_name (NaruCircle circle)
{
  static const char *const names[] = {
    [NARU_CIRCLE_COMMON] = "common",
    [NARU_CIRCLE_EMPLOYERS] = "employers",
    [NARU_CIRCLE_MATCH] = "match",
    [NARU_CIRCLE_CASES] = "cases",
    [NARU_CIRCLE_OWN] = "own",
    [NARU_CIRCLE_PARTNER] = "partner",
    [NARU_CIRCLE_SITUATION] = "situation",
    [NARU_CIRCLE_LOCAL] = "local",
  };

  g_return_val_if_fail (circle < G_N_ELEMENTS (names), NULL);

  return names[circle];
}

/* Terms of the vocabulary "role", by the bit of #NaruRole. */
static const char *const role_names[]
    = { "job_counsellor", "employer_counsellor", "vacancy_drafter", "partner", "manager", "it",
        "situation" };

/**
 * naru_roles_to_string:
 * @roles: #NaruRole flags
 *
 * Returns: (transfer full): the names of the roles as the server has them, separated by ", "
 */
char *
naru_roles_to_string (guint roles)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (roles & (1u << i))
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", role_names[i]);
  return g_string_free (out, FALSE);
}

/**
 * naru_roles_from_name:
 * @name: a term of the vocabulary "role"
 *
 * Returns: its #NaruRole flag; 0 if there is no such role
 */
guint
naru_roles_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (strcmp (role_names[i], name) == 0)
      return 1u << i;
  return 0;
}
