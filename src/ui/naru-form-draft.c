/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed and not saved. Forms on several tabs of one record keep their drafts apart. */

#include "naru-form-draft.h"

#include "naru-json-text.h"

/**
 * naru_form_draft_key:
 *
 * (transfer full): "form/ID/FIELD"; "new/TYPE/FIELD" without an @id
 */
char *
naru_form_draft_key (const char *type, const char *id, const char *first_field)
{
  if (first_field == NULL)
    return NULL;
  return id != NULL ? g_strdup_printf ("form/%s/%s", id, first_field)
                    : g_strdup_printf ("new/%s/%s", type, first_field);
}

/**
 * naru_form_draft_keep:
 *
 * @values: field to value, "" for a field that was emptied. No values: no draft. A draft that cannot be kept is
 * not worth stopping somebody who types.
 */
void
naru_form_draft_keep (NaruStore *store, const char *key, GHashTable *values)
{
  g_autoptr (GString) json = g_string_new ("{");
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      g_string_append (json, json->len > 1 ? "," : "");
      naru_json_append_quoted (json, field);
      g_string_append_c (json, ':');
      naru_json_append_quoted (json, value);
    }
  g_string_append_c (json, '}');
  naru_store_keep_draft (store, key, json->len > 2 ? json->str : NULL);
}

/**
 * naru_form_draft_read:
 *
 * (transfer full) (nullable): field to value, or %NULL where there is no draft
 */
GHashTable *
naru_form_draft_read (NaruStore *store, const char *key)
{
  g_autofree char *json = key == NULL ? NULL : naru_store_get_draft (store, key);
  g_autoptr (GHashTable) values = NULL;
  NaruJsonIter iter;
  NaruJsonSpan name;
  NaruJsonSpan value;

  if (json == NULL || !naru_json_check_object (json, -1, NULL))
    return NULL;
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  naru_json_iter_init (&iter, naru_json_span (json, -1));
  while (naru_json_iter_next (&iter, &name, &value))
    if (naru_json_span_kind (value) == NARU_JSON_STRING)
      g_hash_table_insert (values, naru_json_span_dup_string (name),
                           naru_json_span_dup_string (value));
  return g_steal_pointer (&values);
}
