/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging lists by the identity of their elements, and sets by the elements themselves. */
#include "naru-merge-private.h"

#include <string.h>

#include "naru-field-private.h"

#define MAX_ELEMENTS                                                                               \
  5000 /* longer lists are one value: putting elements in order takes n squared */

typedef struct
{
  GPtrArray *keys;
  GHashTable *spans; /* key -> NaruJsonSpan */
} Elements;

static void
elements_clear (Elements *self)
{
  g_clear_pointer (&self->spans, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Elements, elements_clear)

/**
 * naru_merge_element_key:
 * @field: a list with an identity, or a set
 *
 * Returns: (transfer full) (nullable): what tells the element from the others, as canonical JSON; %NULL if it has none
 */
char *
naru_merge_element_key (const NaruField *field, NaruJsonSpan element)
{
  if (field->kind == NARU_KIND_SET)
    return naru_json_span_canonical (element);
  return naru_json_span_canonical (naru_json_span_member (element, field->identity));
}

/**
 * naru_merge_key_name:
 * @key: canonical JSON of an identity
 *
 * Returns: (transfer full): the key as it stands in a path
 */
char *
naru_merge_key_name (const char *key)
{
  char *name = naru_json_span_dup_string (naru_json_span (key, -1));

  return name != NULL ? name : g_strdup (key);
}

/* FALSE if it is no array, or its elements cannot be told apart. */
static gboolean
elements_init (Elements *self, const NaruField *field, NaruJsonSpan array)
{
  NaruJsonKind kind = naru_json_span_kind (array);
  NaruJsonSpan element;
  NaruJsonIter iter;

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (kind != NARU_JSON_ARRAY)
    return kind == NARU_JSON_MISSING || kind == NARU_JSON_NULL;
  naru_json_iter_init (&iter, array);
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      char *key = naru_merge_element_key (field, element);

      if (key == NULL || self->keys->len == MAX_ELEMENTS)
        {
          g_free (key);
          return FALSE;
        }
      g_ptr_array_add (self->keys, key);
      if (!g_hash_table_insert (self->spans, key, g_memdup2 (&element, sizeof element)))
        return FALSE;
    }
  return TRUE;
}

static NaruJsonSpan
elements_get (Elements *self, const char *key)
{
  const NaruJsonSpan *span = g_hash_table_lookup (self->spans, key);

  return span != NULL ? *span : (NaruJsonSpan){ NULL, 0 };
}

/* Whether what @side shares with the others is in the order of @base. */
static gboolean
keeps_order (Elements *base, Elements *side, Elements *other)
{
  guint at = 0;

  for (guint i = 0; i < base->keys->len; i++)
    {
      const char *key = g_ptr_array_index (base->keys, i);

      if (!g_hash_table_contains (side->spans, key) || !g_hash_table_contains (other->spans, key))
        continue;
      while (at < side->keys->len && strcmp (g_ptr_array_index (side->keys, at), key) != 0)
        at++;
      if (at == side->keys->len)
        return FALSE;
    }
  return TRUE;
}

/* Whose order the result has: of the side that moved elements, or else the same one on every desk. */
static gboolean
follow_mine (Elements *base, Elements *mine, Elements *theirs, const NaruMergeValue *value)
{
  gboolean mine_moved = !keeps_order (base, mine, theirs);
  gboolean theirs_moved = !keeps_order (base, theirs, mine);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (mine_moved != theirs_moved)
    return mine_moved;
  first = naru_json_span_canonical (value->mine);
  second = naru_json_span_canonical (value->theirs);
  return g_strcmp0 (first, second) > 0;
}

/* What the other side has besides goes behind what it stands behind there. */
static GPtrArray *
order_keys (Elements *first, Elements *second)
{
  GPtrArray *keys = g_ptr_array_copy (first->keys, NULL, NULL);
  const char *before = NULL;

  g_ptr_array_set_free_func (keys, NULL);
  for (guint i = 0; i < second->keys->len; i++)
    {
      char *key = g_ptr_array_index (second->keys, i);
      guint at = 0;

      if (!g_hash_table_contains (first->spans, key))
        {
          while (before != NULL && strcmp (g_ptr_array_index (keys, at), before) != 0)
            at++;
          at += before != NULL;
          while (at < keys->len
                 && !g_hash_table_contains (second->spans, g_ptr_array_index (keys, at)))
            at++;
          g_ptr_array_insert (keys, (int) at, key);
        }
      before = key;
    }
  return keys;
}

/* NULL if the element goes. */
static char *
merge_element (NaruMergeRun *self, const NaruField *field, const char *path, const char *key,
               const NaruMergeValue *value)
{
  g_autofree char *name = NULL;
  g_autofree char *element_path = NULL;

  if (naru_merge_is_same (value->mine, value->theirs)
      || naru_merge_is_same (value->mine, value->base))
    return naru_json_span_dup (value->theirs);
  if (naru_merge_is_same (value->theirs, value->base))
    return naru_json_span_dup (value->mine);
  name = naru_merge_key_name (key);
  element_path = g_strconcat (path, "/", name, NULL);
  if (value->mine.length > 0 && value->theirs.length > 0)
    return naru_merge_members (self, field->fields, element_path, value);
  g_free (element_path);
  element_path = g_strconcat (path, "/", name, "/", NULL);
  return naru_merge_clash (self, element_path, value);
}

/**
 * naru_merge_array:
 * @field: a list with an identity, or a set
 * @path: where it is
 * @merged: (out) (nullable): the merged array; %NULL if nothing is left in it
 *
 * Each element for itself: added by one side it is there, removed by one side it goes, and where both changed an element
 * of a list its members are merged. An element that one side removed and the other changed stays, and is a clash.
 *
 * Returns: %FALSE if the elements cannot be told apart, so that the array is one value
 */
gboolean
naru_merge_array (NaruMergeRun *self, const NaruField *field, const char *path,
                  const NaruMergeValue *value, char **merged)
{
  g_auto (Elements) base = { 0 };
  g_auto (Elements) mine = { 0 };
  g_auto (Elements) theirs = { 0 };
  g_autoptr (GPtrArray) keys = NULL;
  GString *out;

  if (!elements_init (&base, field, value->base) || !elements_init (&mine, field, value->mine)
      || !elements_init (&theirs, field, value->theirs))
    return FALSE;
  keys = follow_mine (&base, &mine, &theirs, value) ? order_keys (&mine, &theirs)
                                                    : order_keys (&theirs, &mine);
  out = g_string_new ("[");
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      NaruMergeValue versions
          = { elements_get (&base, key), elements_get (&mine, key), elements_get (&theirs, key) };
      g_autofree char *element = merge_element (self, field, path, key, &versions);

      if (element == NULL)
        continue;
      if (out->len > 1)
        g_string_append_c (out, ',');
      g_string_append (out, element);
    }
  g_string_append_c (out, ']');
  *merged = g_string_free (out, out->len == strlen ("[]"));
  return TRUE;
}
