/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value between its JSON text and its canonical text: text as it is, codes, dates, "true", "false", numbers. */
#include "naru-value.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * naru_value_read_number:
 * @span: the value
 * @number: (out): the number
 *
 * Reads an integer as it must be written: digits alone, within what every JSON reader keeps exactly.
 *
 * Returns: whether it is one
 */
gboolean
naru_value_read_number (NaruJsonSpan span, gint64 *number)
{
  gsize sign = span.length > 0 && span.text[0] == '-';
  gint64 value = 0;

  if (span.length == sign || span.length > sign + 16)
    return FALSE;
  for (gsize i = sign; i < span.length; i++)
    {
      if (!g_ascii_isdigit (span.text[i]))
        return FALSE;
      value = value * 10 + (span.text[i] - '0');
    }
  if (value > NARU_NUMBER_LIMIT)
    return FALSE;
  *number = sign ? -value : value;
  return TRUE;
}

/**
 * naru_value_read_set:
 * @span: the value
 *
 * Returns: (transfer full): the words of a set; what is not a string or is empty is left out
 */
char **
naru_value_read_set (NaruJsonSpan span)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_json_span_kind (span) == NARU_JSON_ARRAY)
    {
      naru_json_iter_init (&iter, span);
      while (naru_json_iter_next (&iter, NULL, &each))
        if (naru_json_span_kind (each) == NARU_JSON_STRING && each.length > 2)
          g_ptr_array_add (words, naru_json_span_dup_string (each));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static char *
decode_money (NaruJsonSpan span)
{
  g_autofree char *amount = naru_json_span_dup_string (naru_json_span_member (span, "amount"));
  g_autofree char *currency = naru_json_span_dup_string (naru_json_span_member (span, "currency"));
  g_autofree char *per = naru_json_span_dup_string (naru_json_span_member (span, "per"));

  if (amount == NULL || *amount == '\0' || currency == NULL || *currency == '\0')
    return NULL;
  return g_strconcat (amount, " ", currency, per != NULL && *per != '\0' ? "/" : NULL, per, NULL);
}

static gboolean
is_empty_container (NaruJsonSpan span)
{
  NaruJsonIter iter;

  naru_json_iter_init (&iter, span);
  return !naru_json_iter_next (&iter, NULL, NULL);
}

/**
 * naru_value_is_there:
 * @field: the row
 * @span: the value
 *
 * Returns: whether there is a value of the field's kind that is not empty
 */
gboolean
naru_value_is_there (const NaruField *field, NaruJsonSpan span)
{
  NaruJsonKind kind = naru_json_span_kind (span);
  gint64 number;

  switch (field->kind)
    {
    case NARU_KIND_NUMBER:
      return kind == NARU_JSON_NUMBER && naru_value_read_number (span, &number);
    case NARU_KIND_BOOLEAN:
      return kind == NARU_JSON_BOOLEAN;
    case NARU_KIND_MONEY:
    case NARU_KIND_OBJECT:
      return kind == NARU_JSON_OBJECT && !is_empty_container (span);
    case NARU_KIND_LIST:
    case NARU_KIND_SET:
      return kind == NARU_JSON_ARRAY && !is_empty_container (span);
    default:
      return kind == NARU_JSON_STRING && span.length > 2;
    }
}

/**
 * naru_value_decode:
 * @field: the row
 * @span: the value
 *
 * Returns: (transfer full) (nullable): its canonical text; %NULL if it is absent, empty, or not of the field's kind
 */
char *
naru_value_decode (const NaruField *field, NaruJsonSpan span)
{
  if (!naru_value_is_there (field, span))
    return NULL;
  switch (field->kind)
    {
    case NARU_KIND_NUMBER:
    case NARU_KIND_BOOLEAN:
    case NARU_KIND_OBJECT:
    case NARU_KIND_LIST:
      return naru_json_span_dup (span);
    case NARU_KIND_MONEY:
      return decode_money (span);
    case NARU_KIND_SET:
      {
        g_auto (GStrv) words = naru_value_read_set (span);

        return words[0] != NULL ? g_strjoinv (", ", words) : NULL;
      }
    default:
      return naru_json_span_dup_string (span);
    }
}

/**
 * naru_value_encode_set:
 * @values: (nullable) (array zero-terminated=1): words
 *
 * Returns: (transfer full) (nullable): the JSON list of those that are not empty, each once; %NULL if there are none
 */
char *
naru_value_encode_set (const char *const *values)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) out = g_string_new ("[");

  for (; values != NULL && *values != NULL; values++)
    {
      if (**values == '\0' || !g_hash_table_add (seen, (gpointer) *values))
        continue;
      if (out->len > 1)
        g_string_append_c (out, ',');
      naru_json_append_quoted (out, *values);
    }
  if (out->len == 1)
    return NULL;
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * naru_value_encode_money:
 * @amount: a decimal number
 * @currency: (nullable): three letters
 * @per: (nullable): per what
 *
 * Returns: (transfer full): the JSON object
 */
char *
naru_value_encode_money (const char *amount, const char *currency, const char *per)
{
  GString *out = g_string_new ("{");

  naru_json_append_member (out, "amount", amount);
  naru_json_append_member (out, "currency", currency);
  naru_json_append_member (out, "per", per != NULL && *per != '\0' ? per : NULL);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* Reads "10320 KRW/hour". */
static char *
encode_money_text (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, " ", 2);
  g_auto (GStrv) unit = g_strsplit (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", "/", 2);

  return naru_value_encode_money (parts[0], unit[0], unit[0] != NULL ? unit[1] : NULL);
}

/* Line breaks of other systems become those of ours. */
static char *
unify_line_breaks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  for (; *text != '\0'; text++)
    if (*text != '\r')
      g_string_append_c (out, *text);
    else if (text[1] != '\n')
      g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static char *
encode_number (const NaruField *field, const char *value, GError **error)
{
  NaruJsonSpan span = { value, strlen (value) };
  gint64 number;

  if (naru_value_read_number (span, &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
               _ ("“%s” must be a whole number, such as 40."), naru_field_get_label (field));
  return NULL;
}

static char *
encode_boolean (const NaruField *field, const char *value, GError **error)
{
  if (strcmp (value, "true") == 0 || strcmp (value, "false") == 0)
    return g_strdup (value);
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” must be “true” or “false”."),
               naru_field_get_label (field));
  return NULL;
}

/**
 * naru_value_encode:
 * @field: the row
 * @value: the value in canonical form
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its JSON text, judged by all rules of the row; %NULL with %NARU_ERROR_INVALID
 */
char *
naru_value_encode (const NaruField *field, const char *value, GError **error)
{
  g_autofree char *json = NULL;
  g_autofree char *problem = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is not a readable text."),
                   naru_field_get_label (field));
      return NULL;
    }
  switch (field->kind)
    {
    case NARU_KIND_NUMBER:
      return encode_number (field, value, error);
    case NARU_KIND_BOOLEAN:
      return encode_boolean (field, value, error);
    case NARU_KIND_MONEY:
      json = encode_money_text (value);
      break;
    case NARU_KIND_OBJECT:
    case NARU_KIND_LIST:
      if (!naru_json_check (value, -1, error))
        {
          g_prefix_error (error, "%s: ", naru_field_get_label (field));
          return NULL;
        }
      json = g_strdup (value);
      break;
    case NARU_KIND_SET:
      {
        g_auto (GStrv) words = g_strsplit (value, ",", -1);

        for (guint i = 0; words[i] != NULL; i++)
          g_strstrip (words[i]);
        json = naru_value_encode_set ((const char *const *) words);
        if (json == NULL)
          json = g_strdup ("[]");
        break;
      }
    case NARU_KIND_LONG_TEXT:
      {
        g_autofree char *text = unify_line_breaks (value);

        json = naru_json_quote (text);
        break;
      }
    default:
      json = naru_json_quote (value);
    }
  problem = naru_value_find_problem (field, json);
  if (problem != NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, problem);
      return NULL;
    }
  return g_steal_pointer (&json);
}
