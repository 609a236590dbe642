/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids from natural keys. The dictionary names the fields; one rule makes the id of them, here and nowhere else. */
#include "naru-identity.h"

#include "naru-id.h"

/**
 * naru_identity_for:
 * @type: a record type
 * @values: (array zero-terminated): the values of the fields of its natural key, in their order
 *
 * Of two fields the first says who issued the key, such as a register; a single field is issued by the type itself.
 *
 * Returns: (transfer full) (nullable): the id; %NULL if the type has no natural key or a value is missing
 */
char *
naru_identity_for (const NaruRecordType *type, const char *const *values)
{
  g_auto (GStrv) fields = NULL;
  guint n_fields;
  guint n_values = g_strv_length ((char **) values);
  g_autofree char *rest = NULL;

  if (type->natural_key == NULL)
    return NULL;
  fields = g_strsplit (type->natural_key, " ", -1);
  n_fields = g_strv_length (fields);
  if (n_values != n_fields)
    return NULL;
  for (guint i = 0; i < n_values; i++)
    if (*values[i] == '\0')
      return NULL;
  if (n_fields == 1)
    return naru_id_new_natural (type->name, type->name, values[0]);
  rest = g_strjoinv ("\x1f", (char **) values + 1);
  return naru_id_new_natural (type->name, values[0], rest);
}

/**
 * naru_identity_from_source:
 * @type: a record type
 * @source: where the record comes from, such as the name of a file
 * @key: what tells it there from the others
 *
 * For a record without a natural key of its own: read from the same source again, it is the same.
 *
 * Returns: (transfer full): the id
 */
char *
naru_identity_from_source (const NaruRecordType *type, const char *source, const char *key)
{
  return naru_id_new_natural (type->name, source, key);
}

/**
 * naru_identity_of:
 * @record: a record
 *
 * Returns: (transfer full) (nullable): the id that its natural key gives; %NULL if a field of the key is empty
 */
char *
naru_identity_of (NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_auto (GStrv) fields = g_strsplit (type->natural_key != NULL ? type->natural_key : "", " ", -1);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *value = naru_record_get (record, fields[i]);

      if (value == NULL)
        return NULL;
      g_ptr_array_add (values, g_strdup (value));
    }
  g_ptr_array_add (values, NULL);
  return naru_identity_for (type, (const char *const *) values->pdata);
}
