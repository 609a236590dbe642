/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo inside lists and sets: element by element, so that what others added to the same list stays. */
#include "naru-store-private.h"

/* Elements are told apart by the identity that the dictionary names, those of a set by themselves. */
static char *
get_key (const NaruField *field, NaruJsonSpan element)
{
  if (field->kind == NARU_KIND_SET)
    return naru_json_span_canonical (element);
  return naru_json_span_canonical (naru_json_span_member (element, field->identity));
}

/* key -> NaruJsonSpan; NULL if an element cannot be told from the others */
static GHashTable *
index_elements (const NaruField *field, const char *json)
{
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  NaruJsonSpan array = naru_json_span (json != NULL ? json : "[]", -1);
  NaruJsonSpan element;
  NaruJsonIter iter;

  if (naru_json_span_kind (array) != NARU_JSON_ARRAY)
    return NULL;
  naru_json_iter_init (&iter, array);
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      char *key = get_key (field, element);

      if (key == NULL || !g_hash_table_insert (index, key, g_memdup2 (&element, sizeof element)))
        return NULL;
    }
  return g_steal_pointer (&index);
}

static gboolean
same (const NaruJsonSpan *a, const NaruJsonSpan *b)
{
  return a != NULL && b != NULL && naru_json_span_equal (*a, *b);
}

/* What becomes of an element that is there now: NULL if it goes. */
static const NaruJsonSpan *
undo_element (const NaruJsonSpan *before, const NaruJsonSpan *after, const NaruJsonSpan *current,
              gboolean *kept)
{
  if (after == NULL || same (before, after) || same (current, before))
    return current;
  if (same (current, after))
    return before;
  *kept = TRUE;
  return current;
}

static void
append (GString *out, const NaruJsonSpan *element)
{
  g_string_append (out, out->len > 0 ? "," : "[");
  g_string_append_len (out, element->text, (gssize) element->length);
}

/* What the command took away comes back, what it changed and others took away does not. */
static void
append_missing (GString *out, const NaruField *field, const char *before, GHashTable *after,
                GHashTable *current, gboolean *kept)
{
  NaruJsonIter iter;
  NaruJsonSpan element;

  naru_json_iter_init (&iter, naru_json_span (before != NULL ? before : "[]", -1));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *key = get_key (field, element);
      const NaruJsonSpan *changed = g_hash_table_lookup (after, key);

      if (g_hash_table_contains (current, key))
        continue;
      if (changed == NULL)
        append (out, &element);
      else if (!same (&element, changed))
        *kept = TRUE;
    }
}

/**
 * naru_undo_elements:
 * @field: a list with an identity, or a set
 * @before: (nullable): its JSON text before the command
 * @after: (nullable): and after it
 * @current: (nullable): and now
 * @result: (out) (nullable): what it becomes; %NULL if nothing is left
 * @kept: (out): whether elements that the command changed stay as they are, since others changed them again
 *
 * Returns: %FALSE if the elements cannot be told apart, so that the list can only be kept as a whole
 */
gboolean
naru_undo_elements (const NaruField *field, const char *before, const char *after,
                    const char *current, char **result, gboolean *kept)
{
  gboolean list = field != NULL && field->kind == NARU_KIND_LIST && field->identity != NULL;
  g_autoptr (GHashTable) old = NULL;
  g_autoptr (GHashTable) new = NULL;
  g_autoptr (GHashTable) now = NULL;
  GString *out;
  NaruJsonIter iter;
  NaruJsonSpan element;

  *result = NULL;
  *kept = FALSE;
  if (!list && (field == NULL || field->kind != NARU_KIND_SET))
    return FALSE;
  old = index_elements (field, before);
  new = index_elements (field, after);
  now = index_elements (field, current);
  if (old == NULL || new == NULL || now == NULL)
    return FALSE;

  out = g_string_new (NULL);
  naru_json_iter_init (&iter, naru_json_span (current != NULL ? current : "[]", -1));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *key = get_key (field, element);
      const NaruJsonSpan *left = undo_element (g_hash_table_lookup (old, key),
                                               g_hash_table_lookup (new, key), &element, kept);

      if (left != NULL)
        append (out, left);
    }
  append_missing (out, field, before, new, now, kept);
  if (out->len > 0)
    g_string_append_c (out, ']');
  *result = g_string_free (out, out->len == 0);
  return TRUE;
}
