/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading inside lists and objects of a record, what a person reads, and how two versions differ. */
#include "naru-record-private.h"

#include <string.h>

/**
 * naru_record_get_length:
 * @self: a record
 * @list: name of a list or set
 *
 * Returns: how many elements it has
 */
guint
naru_record_get_length (NaruRecord *self, const char *list)
{
  NaruJsonSpan span = naru_record_get_span (self, list);
  NaruJsonIter iter;
  guint n = 0;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return 0;
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, NULL))
    n++;
  return n;
}

static char *
decode_member (const NaruField *fields, NaruJsonSpan object, const char *member)
{
  const NaruField *field = naru_fields_find (fields, member);
  NaruJsonSpan value = naru_json_span_member (object, member);

  if (field != NULL)
    return naru_value_decode (field, value);
  return naru_json_span_kind (value) == NARU_JSON_STRING ? naru_json_span_dup_string (value)
                                                         : naru_json_span_dup (value);
}

/**
 * naru_record_get_element:
 * @self: a record
 * @list: name of a list or set
 * @position: which element, from 0
 * @member: (nullable): a member of the element; %NULL for the whole: the JSON text of an object, the word of a set
 *
 * To walk a long list, iterate over naru_record_get_span() instead.
 *
 * Returns: (transfer full) (nullable): the value in canonical text form, as naru_record_get() has it
 */
char *
naru_record_get_element (NaruRecord *self, const char *list, guint position, const char *member)
{
  NaruJsonSpan span = naru_record_get_span (self, list);
  const NaruField *field;
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return NULL;
  naru_json_iter_init (&iter, span);
  for (guint i = 0; naru_json_iter_next (&iter, NULL, &each); i++)
    {
      if (i < position)
        continue;
      if (member == NULL)
        return naru_json_span_kind (each) == NARU_JSON_STRING ? naru_json_span_dup_string (each)
                                                              : naru_json_span_dup (each);
      field = naru_record_type_find_field (naru_record_get_record_type (self), list);
      return decode_member (field != NULL ? field->fields : NULL, each, member);
    }
  return NULL;
}

/**
 * naru_record_get_member:
 * @self: a record
 * @object: name of an object or of an amount of money
 * @member: a member of it
 *
 * Returns: (transfer full) (nullable): the value in canonical text form, as naru_record_get() has it
 */
char *
naru_record_get_member (NaruRecord *self, const char *object, const char *member)
{
  NaruJsonSpan span = naru_record_get_span (self, object);
  const NaruField *field;

  g_return_val_if_fail (member != NULL, NULL);

  if (naru_json_span_kind (span) != NARU_JSON_OBJECT)
    return NULL;
  field = naru_record_type_find_field (naru_record_get_record_type (self), object);
  if (field != NULL && field->kind == NARU_KIND_MONEY)
    return decode_member (naru_money_fields, span, member);
  return decode_member (field != NULL ? field->fields : NULL, span, member);
}

/**
 * naru_record_format:
 * @self: a record
 * @field: name of a field
 *
 * Returns: (transfer full) (nullable): the value as a person reads it: labels for codes, dates and money in the way of
 *   the language, the number of entries of a list, the id of a reference; %NULL if it is absent
 */
char *
naru_record_format (NaruRecord *self, const char *field)
{
  const NaruField *row;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, NULL);

  row = naru_record_type_find_field (naru_record_get_record_type (self), field);
  g_return_val_if_fail (row != NULL, NULL);
  return naru_value_format (row, naru_record_get_span (self, field));
}

/**
 * naru_difference_free:
 * @difference: (transfer full) (nullable): a difference
 */
void
naru_difference_free (NaruDifference *difference)
{
  if (difference == NULL)
    return;
  g_free (difference->name);
  g_free (difference->from);
  g_free (difference->to);
  g_free (difference);
}

static void
add_difference (GPtrArray *differences, const NaruField *field, const char *name, NaruJsonSpan from,
                NaruJsonSpan to)
{
  NaruDifference *difference;

  if (naru_json_span_equal (from, to))
    return;
  difference = g_new0 (NaruDifference, 1);
  difference->field = field;
  difference->name = g_strdup (name);
  difference->from = naru_json_span_dup (from);
  difference->to = naru_json_span_dup (to);
  g_ptr_array_add (differences, difference);
}

/* Members that the table does not know. Those that begin with "_" are the database's own. */
static void
collect_unknown (NaruRecord *self, GHashTable *names)
{
  NaruTypeTable *table = naru_record_get_table (self);
  NaruJsonIter iter;
  NaruJsonSpan name;

  naru_json_iter_init (&iter, naru_json_span (naru_record_get_text (self), -1));
  while (naru_json_iter_next (&iter, &name, NULL))
    {
      g_autofree char *decoded = naru_json_span_dup_string (name);

      if (*decoded != '_' && naru_type_table_position (table, decoded) < 0)
        g_hash_table_add (names, g_steal_pointer (&decoded));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * naru_record_compare:
 * @before: one version of a record
 * @after: another, of the same type
 *
 * Compares by canonical JSON, so that spacing and escapes do not count. Members that begin with "_" belong to the
 * database and are left out.
 *
 * Returns: (transfer full) (element-type NaruDifference): what differs, in the order of the table, then what the table
 *   does not know by name
 */
GPtrArray *
naru_record_compare (NaruRecord *before, NaruRecord *after)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_difference_free);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) names = NULL;
  NaruTypeTable *table;

  g_return_val_if_fail (NARU_IS_RECORD (before) && NARU_IS_RECORD (after), differences);
  table = naru_record_get_table (before);
  g_return_val_if_fail (table == naru_record_get_table (after), differences);

  for (guint i = 0; i < table->n_fields; i++)
    add_difference (differences, table->fields[i], table->fields[i]->name,
                    naru_record_span_at (before, (int) i), naru_record_span_at (after, (int) i));
  collect_unknown (before, unknown);
  collect_unknown (after, unknown);
  names = g_list_sort (g_hash_table_get_keys (unknown), compare_names);
  for (GList *each = names; each != NULL; each = each->next)
    add_difference (differences, NULL, each->data, naru_record_get_span (before, each->data),
                    naru_record_get_span (after, each->data));
  return differences;
}
