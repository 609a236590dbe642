/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and setting the value that a clash is about: a field, a member of an object, an element of a list or one of its
 * members. An identity may contain a slash, a member's name may not: the first and the last slash divide the path. */
#include "naru-merge-private.h"

#include <string.h>

#include "naru-field-private.h"

typedef struct
{
  char *field;
  char *element; /* NULL for a field and for a member of an object */
  char *member; /* NULL for a field and for a whole element */
  const NaruField *row;
} Path;

static void
path_clear (Path *self)
{
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->element, g_free);
  g_clear_pointer (&self->member, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Path, path_clear)

/* A path without slashes, or of a member that the table does not know, is a name. */
static void
path_init (Path *self, const NaruRecordType *type, const char *path)
{
  const char *first = strchr (path, '/');
  const char *last = strrchr (path, '/');
  g_autofree char *name = first != NULL ? g_strndup (path, (gsize) (first - path)) : NULL;

  self->row = name != NULL && type != NULL ? naru_record_type_find_field (type, name) : NULL;
  if (self->row == NULL
      || (self->row->kind != NARU_KIND_OBJECT && self->row->kind != NARU_KIND_LIST))
    {
      self->field = g_strdup (path);
      return;
    }
  self->field = g_steal_pointer (&name);
  if (self->row->kind == NARU_KIND_OBJECT)
    {
      self->member = g_strdup (first + 1);
      return;
    }
  self->element
      = last > first ? g_strndup (first + 1, (gsize) (last - first - 1)) : g_strdup (first + 1);
  if (last > first && last[1] != '\0')
    self->member = g_strdup (last + 1);
}

static gboolean
is_element (const Path *self, NaruJsonSpan element)
{
  g_autofree char *key = naru_merge_element_key (self->row, element);
  g_autofree char *name = key != NULL ? naru_merge_key_name (key) : NULL;

  return g_strcmp0 (name, self->element) == 0;
}

static NaruJsonSpan
find_element (const Path *self, NaruJsonSpan list)
{
  NaruJsonIter iter;
  NaruJsonSpan element;

  if (naru_json_span_kind (list) == NARU_JSON_ARRAY)
    {
      naru_json_iter_init (&iter, list);
      while (naru_json_iter_next (&iter, NULL, &element))
        if (is_element (self, element))
          return element;
    }
  return (NaruJsonSpan){ NULL, 0 };
}

/**
 * naru_merge_get_value:
 * @type: (nullable): the record type
 * @text: a document
 * @field: where the value is: see #NaruClash
 *
 * Returns: (transfer full) (nullable): the JSON text of the value; %NULL if there is none
 */
char *
naru_merge_get_value (const NaruRecordType *type, const char *text, const char *field)
{
  g_auto (Path) path = { 0 };
  NaruJsonSpan span;

  path_init (&path, type, field);
  span = naru_json_span_member (naru_json_span (text, -1), path.field);
  if (path.element != NULL)
    span = find_element (&path, span);
  if (path.member != NULL)
    span = naru_json_span_member (span, path.member);
  return naru_json_span_dup (span);
}

static char *
splice_member (NaruJsonSpan object, const char *member, const char *value)
{
  g_autofree char *text = naru_json_span_kind (object) == NARU_JSON_OBJECT
                              ? naru_json_span_dup (object)
                              : g_strdup ("{}");
  NaruJsonEdit edit = { member, value };

  return naru_json_splice (text, &edit, 1);
}

/* The list with @element, which may be nothing, replaced by @value or without it; NULL if it is empty then. */
static char *
replace_element (NaruJsonSpan list, NaruJsonSpan element, const char *value)
{
  GString *out = g_string_new ("[");
  NaruJsonSpan each;
  NaruJsonIter iter;

  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      gboolean is_it = each.text == element.text;

      if (is_it && value == NULL)
        continue;
      if (out->len > 1)
        g_string_append_c (out, ',');
      g_string_append_len (out, is_it ? value : each.text,
                           is_it ? (gssize) strlen (value) : (gssize) each.length);
    }
  if (element.text == NULL && value != NULL)
    g_string_append_printf (out, "%s%s", out->len > 1 ? "," : "", value);
  g_string_append_c (out, ']');
  return g_string_free (out, out->len == strlen ("[]"));
}

/* What the field becomes. */
static char *
make_value (const Path *path, NaruJsonSpan field, const char *value)
{
  NaruJsonSpan element;
  g_autofree char *changed = NULL;

  if (path->element == NULL)
    return path->member != NULL ? splice_member (field, path->member, value) : g_strdup (value);
  element = find_element (path, field);
  if (path->member == NULL)
    return replace_element (field, element, value);
  if (element.text == NULL)
    return naru_json_span_dup (field);
  changed = splice_member (element, path->member, value);
  return replace_element (field, element, changed);
}

/**
 * naru_merge_set_value:
 * @type: (nullable): the record type
 * @text: a document that has passed naru_json_check_object()
 * @field: where the value is: see #NaruClash
 * @value: (nullable): JSON text of the value; %NULL to remove it
 *
 * Settles a clash in the text. Other bytes than those of the value stay. A member of an element that is no longer there
 * cannot be set: the text stays as it is.
 *
 * Returns: (transfer full): the new text
 */
char *
naru_merge_set_value (const NaruRecordType *type, const char *text, const char *field,
                      const char *value)
{
  g_auto (Path) path = { 0 };
  g_autofree char *made = NULL;
  NaruJsonEdit edit;

  path_init (&path, type, field);
  made = make_value (&path, naru_json_span_member (naru_json_span (text, -1), path.field), value);
  edit = (NaruJsonEdit){ path.field, made };
  return naru_json_splice (text, &edit, 1);
}
