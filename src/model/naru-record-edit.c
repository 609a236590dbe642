/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing a record: each call checks the value against its row and splices it into the text. */
#include "naru-record-private.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* The position of a field; -1 with an error if the type has none of that name, or @kind does not fit. */
static int
find_position (NaruRecord *self, const char *field, int kind, GError **error)
{
  NaruTypeTable *table = naru_record_get_table (self);
  int position = naru_type_table_position (table, field);

  if (position < 0)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("“%s” has no field of the name “%s”."),
                 naru_record_type_get_label (table->type), field);
  else if (kind >= 0 && table->fields[position]->kind != (NaruKind) kind)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” does not take a value of this kind."),
                   naru_field_get_label (table->fields[position]));
      position = -1;
    }
  return position;
}

/* Splices unless the value is the same; @json NULL removes the member. */
static void
splice (NaruRecord *self, int position, const char *json)
{
  NaruJsonEdit edit = { naru_record_get_table (self)->fields[position]->name, json };
  NaruJsonSpan now = naru_record_span_at (self, position);

  if (json == NULL ? now.text == NULL : naru_json_span_equal (now, naru_json_span (json, -1)))
    return;
  naru_record_take_text (self, position, naru_json_splice (naru_record_get_text (self), &edit, 1));
}

static gboolean
put_value (NaruRecord *self, int position, const char *value, GError **error)
{
  const NaruField *field = naru_record_get_table (self)->fields[position];
  g_autofree char *json = NULL;

  if (value != NULL && *value != '\0')
    {
      json = naru_value_encode (field, value, error);
      if (json == NULL)
        return FALSE;
    }
  if (strcmp (field->name, "type") == 0
      && g_strcmp0 (value, naru_record_get_record_type (self)->name) != 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("A record cannot change its type."));
      return FALSE;
    }
  if (json != NULL && naru_json_span_kind (naru_json_span (json, -1)) == NARU_JSON_ARRAY
      && strcmp (json, "[]") == 0)
    g_clear_pointer (&json, g_free);
  splice (self, position, json);
  return TRUE;
}

/**
 * naru_record_set:
 * @self: a record
 * @field: name of a field
 * @value: (nullable): the value in canonical text form, as naru_record_get() has it; "" or %NULL removes the member.
 *   The words of a set are separated by commas
 * @error: return location for an error
 *
 * Returns: %TRUE if the value is there now; otherwise nothing has changed, and the error is %NARU_ERROR_INVALID with a
 *   sentence on what would be right, or %NARU_ERROR_NOT_FOUND if there is no such field
 */
gboolean
naru_record_set (NaruRecord *self, const char *field, const char *value, GError **error)
{
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  position = find_position (self, field, -1, error);
  return position >= 0 && put_value (self, position, value, error);
}

/**
 * naru_record_set_number:
 * @self: a record
 * @field: name of a number
 * @value: the number, within 2^53
 * @error: return location for an error
 *
 * Returns: %TRUE if it is there now; otherwise nothing has changed
 */
gboolean
naru_record_set_number (NaruRecord *self, const char *field, gint64 value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  position = find_position (self, field, NARU_KIND_NUMBER, error);
  return position >= 0 && put_value (self, position, text, error);
}

static gboolean
put_json (NaruRecord *self, int position, const char *json, GError **error)
{
  const NaruField *field = naru_record_get_table (self)->fields[position];
  g_autofree char *problem = json != NULL ? naru_value_find_problem (field, json) : NULL;

  if (problem != NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, problem);
      return FALSE;
    }
  splice (self, position, json);
  return TRUE;
}

/**
 * naru_record_set_set:
 * @self: a record
 * @field: name of a set
 * @values: (nullable) (array zero-terminated=1): its words; empty ones and those that come again are left out
 * @error: return location for an error
 *
 * Returns: %TRUE if they are there now; otherwise nothing has changed
 */
gboolean
naru_record_set_set (NaruRecord *self, const char *field, const char *const *values, GError **error)
{
  g_autofree char *json = naru_value_encode_set (values);
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  position = find_position (self, field, NARU_KIND_SET, error);
  return position >= 0 && put_json (self, position, json, error);
}

/**
 * naru_record_set_money:
 * @self: a record
 * @field: name of an amount of money
 * @amount: (nullable): a decimal number such as "10320.50"; "" or %NULL removes the member
 * @currency: (nullable): three capital letters of ISO 4217
 * @per: (nullable): hour, day, week, month or year, or %NULL
 * @error: return location for an error
 *
 * Returns: %TRUE if it is there now; otherwise nothing has changed
 */
gboolean
naru_record_set_money (NaruRecord *self, const char *field, const char *amount,
                       const char *currency, const char *per, GError **error)
{
  g_autofree char *json = NULL;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  if (amount != NULL && *amount != '\0')
    json = naru_value_encode_money (amount, currency, per);
  position = find_position (self, field, NARU_KIND_MONEY, error);
  return position >= 0 && put_json (self, position, json, error);
}

/**
 * naru_record_set_json:
 * @self: a record
 * @field: name of a field
 * @json: (nullable): the JSON text of its value; %NULL or "null" removes the member
 * @error: return location for an error
 *
 * Sets a value with its own spelling. Undoing and merging, which bring back what was there whether or not it keeps the
 * rules, splice the text with naru_json_splice() instead.
 *
 * Returns: %TRUE if it is there now; otherwise nothing has changed
 */
gboolean
naru_record_set_json (NaruRecord *self, const char *field, const char *json, GError **error)
{
  g_autofree char *trimmed = NULL;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  position = find_position (self, field, -1, error);
  if (position < 0)
    return FALSE;
  if (strcmp (field, "type") == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("A record cannot change its type."));
      return FALSE;
    }
  if (json != NULL)
    {
      if (!naru_json_check (json, -1, error))
        {
          g_prefix_error (
              error, "%s: ", naru_field_get_label (naru_record_get_table (self)->fields[position]));
          return FALSE;
        }
      trimmed = naru_json_span_dup (naru_json_span (json, -1));
      if (strcmp (trimmed, "null") == 0)
        g_clear_pointer (&trimmed, g_free);
    }
  return put_json (self, position, trimmed, error);
}

/**
 * naru_record_set_member:
 * @self: a record
 * @object: name of an object
 * @member: a member of it
 * @value: (nullable): its value in canonical text form; "" or %NULL removes it
 * @error: return location for an error
 *
 * Returns: %TRUE if it is there now; otherwise nothing has changed
 */
gboolean
naru_record_set_member (NaruRecord *self, const char *object, const char *member, const char *value,
                        GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *spliced = NULL;
  g_autofree char *json = NULL;
  const NaruField *row;
  NaruJsonEdit edit = { member, NULL };
  NaruJsonSpan span;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && object != NULL && member != NULL, FALSE);

  position = find_position (self, object, NARU_KIND_OBJECT, error);
  if (position < 0)
    return FALSE;
  row = naru_fields_find (naru_record_get_table (self)->fields[position]->fields, member);
  if (row == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("“%s” has no field of the name “%s”."),
                   naru_field_get_label (naru_record_get_table (self)->fields[position]), member);
      return FALSE;
    }
  if (value != NULL && *value != '\0')
    {
      edit.value = json = naru_value_encode (row, value, error);
      if (json == NULL)
        return FALSE;
    }
  span = naru_record_span_at (self, position);
  old = naru_json_span_kind (span) == NARU_JSON_OBJECT ? naru_json_span_dup (span)
                                                       : g_strdup ("{}");
  spliced = naru_json_splice (old, &edit, 1);
  span = naru_json_span (spliced, -1);
  splice (self, position,
          naru_value_is_there (naru_record_get_table (self)->fields[position], span) ? spliced
                                                                                     : NULL);
  return TRUE;
}

/* The row of the list's identity, which every list of the dictionary has; NULL with an error if @list is no list. */
static const NaruField *
find_list (NaruRecord *self, const char *list, int *position, GError **error)
{
  const NaruField *field;

  *position = find_position (self, list, NARU_KIND_LIST, error);
  if (*position < 0)
    return NULL;
  field = naru_record_get_table (self)->fields[*position];
  return naru_fields_find (field->fields, field->identity);
}

static NaruJsonSpan
find_element (NaruJsonSpan list, const NaruField *identity, const char *wanted)
{
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_json_span_kind (list) == NARU_JSON_ARRAY)
    {
      naru_json_iter_init (&iter, list);
      while (naru_json_iter_next (&iter, NULL, &each))
        {
          g_autofree char *key
              = naru_value_decode (identity, naru_json_span_member (each, identity->name));

          if (g_strcmp0 (key, wanted) == 0)
            return each;
        }
    }
  return (NaruJsonSpan){ NULL, 0 };
}

/* The list's text with the bytes of @old, or a new element at the end, replaced by @element. */
static char *
place_element (NaruJsonSpan list, NaruJsonSpan old, const char *element)
{
  GString *out = g_string_new (NULL);
  const char *last = list.text;
  NaruJsonIter iter;
  NaruJsonSpan each = { NULL, 0 };
  gboolean spaced;

  if (naru_json_span_kind (list) != NARU_JSON_ARRAY)
    {
      g_string_append_printf (out, "[%s]", element);
      return g_string_free (out, FALSE);
    }
  if (old.text != NULL)
    {
      const char *to = old.text + old.length;

      g_string_append_len (out, list.text, old.text - list.text);
      g_string_append (out, element);
      g_string_append_len (out, to, list.text + list.length - to);
      return g_string_free (out, FALSE);
    }
  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &each))
    last = each.text + each.length;
  spaced = each.text != NULL && each.text[-1] == ' ';
  if (each.text == NULL)
    last++;
  g_string_append_len (out, list.text, last - list.text);
  if (each.text != NULL)
    g_string_append (out, spaced ? ", " : ",");
  g_string_append (out, element);
  g_string_append_len (out, last, list.text + list.length - last);
  return g_string_free (out, FALSE);
}

/**
 * naru_record_set_element:
 * @self: a record
 * @list: name of a list
 * @identity: what identifies the element, in canonical text form; an element that is not there is added at the end
 * @member: (nullable): a member of the element; %NULL only makes sure that the element is there
 * @value: (nullable): its value in canonical text form; "" or %NULL removes it
 * @error: return location for an error
 *
 * Returns: %TRUE if it is there now; otherwise nothing has changed
 */
gboolean
naru_record_set_element (NaruRecord *self, const char *list, const char *identity,
                         const char *member, const char *value, GError **error)
{
  g_autofree char *element = NULL;
  g_autofree char *key = NULL;
  g_autofree char *json = NULL;
  g_autofree char *spliced = NULL;
  g_autofree char *result = NULL;
  const NaruField *identity_row, *row;
  NaruJsonEdit edit = { member, NULL };
  NaruJsonSpan old;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && list != NULL && identity != NULL, FALSE);

  identity_row = find_list (self, list, &position, error);
  if (identity_row == NULL)
    return FALSE;
  row = naru_fields_find (naru_record_get_table (self)->fields[position]->fields,
                          member != NULL ? member : identity_row->name);
  if (row == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("“%s” has no field of the name “%s”."),
                   naru_field_get_label (naru_record_get_table (self)->fields[position]), member);
      return FALSE;
    }
  key = naru_value_encode (identity_row, identity, error);
  if (key == NULL)
    return FALSE;
  if (member != NULL && value != NULL && *value != '\0')
    {
      edit.value = json = naru_value_encode (row, value, error);
      if (json == NULL)
        return FALSE;
    }
  if (row == identity_row && member != NULL
      && (json == NULL
          || (strcmp (json, key) != 0
              && find_element (naru_record_span_at (self, position), identity_row, value).text
                     != NULL)))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” must be there and differ from that of every other entry."),
                   naru_field_get_label (row));
      return FALSE;
    }

  old = find_element (naru_record_span_at (self, position), identity_row, identity);
  element = old.text != NULL ? naru_json_span_dup (old)
                             : g_strdup_printf ("{\"%s\":%s}", identity_row->name, key);
  spliced = naru_json_splice (element, &edit, member != NULL ? 1 : 0);
  result = place_element (naru_record_span_at (self, position), old, spliced);
  splice (self, position, result);
  return TRUE;
}

/**
 * naru_record_remove_element:
 * @self: a record
 * @list: name of a list
 * @identity: what identifies the element, in canonical text form
 * @error: return location for an error
 *
 * Removes an element, and the list with its last one.
 *
 * Returns: %TRUE if it is gone, also if it was not there; %FALSE if there is no such list
 */
gboolean
naru_record_remove_element (NaruRecord *self, const char *list, const char *identity,
                            GError **error)
{
  g_autoptr (GString) out = NULL;
  const NaruField *identity_row;
  const char *end_before, *from, *to;
  NaruJsonSpan span, old;
  NaruJsonSpan each = { NULL, 0 };
  NaruJsonIter iter;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && list != NULL && identity != NULL, FALSE);

  identity_row = find_list (self, list, &position, error);
  if (identity_row == NULL)
    return FALSE;
  span = naru_record_span_at (self, position);
  old = find_element (span, identity_row, identity);
  if (old.text == NULL)
    return TRUE;

  /* With the comma behind it, or for the last one the comma before it. */
  end_before = NULL;
  from = old.text;
  to = old.text + old.length;
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &each) && each.text <= old.text)
    if (each.text < old.text)
      end_before = each.text + each.length;
  if (each.text > old.text)
    to = each.text;
  else if (end_before != NULL)
    from = end_before;
  else
    {
      splice (self, position, NULL);
      return TRUE;
    }
  out = g_string_new_len (span.text, from - span.text);
  g_string_append_len (out, to, span.text + span.length - to);
  splice (self, position, out->str);
  return TRUE;
}
