/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries as values: what a list shows, and their text form for saved views. */
#include "naru-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-json-text.h"

static const char *const op_names[] = {
  [NARU_FILTER_IS] = "is",
  [NARU_FILTER_IS_NOT] = "isNot",
  [NARU_FILTER_HAS] = "has",
  [NARU_FILTER_AT_LEAST] = "atLeast",
  [NARU_FILTER_BELOW] = "below",
  [NARU_FILTER_EMPTY] = "empty",
  [NARU_FILTER_NOT_EMPTY] = "notEmpty",
  [NARU_FILTER_UNDER] = "under",
};

static void
filter_free (gpointer data)
{
  NaruFilter *filter = data;

  g_free (filter->field);
  g_free (filter->value);
  g_free (filter);
}

/**
 * naru_query_new:
 * @type: record type
 *
 * Returns: (transfer full): a query for all records of the type by title
 */
NaruQuery *
naru_query_new (const char *type)
{
  NaruQuery *self = g_new0 (NaruQuery, 1);

  self->type = g_strdup (type);
  self->filters = g_ptr_array_new_with_free_func (filter_free);
  return self;
}

/**
 * naru_query_copy:
 *
 * Returns: (transfer full): an equal query
 */
NaruQuery *
naru_query_copy (const NaruQuery *self)
{
  NaruQuery *copy = naru_query_new (self->type);

  for (guint i = 0; i < self->filters->len; i++)
    {
      const NaruFilter *filter = g_ptr_array_index (self->filters, i);
      naru_query_add_filter (copy, filter->field, filter->op, filter->value);
    }
  copy->search = g_strdup (self->search);
  copy->order = g_strdup (self->order);
  copy->descending = self->descending;
  copy->now = g_strdup (self->now);
  copy->limit = self->limit;
  copy->sensitive = self->sensitive;
  return copy;
}

/**
 * naru_query_free:
 * @self: (transfer full): a query
 */
void
naru_query_free (NaruQuery *self)
{
  g_ptr_array_unref (self->filters);
  g_free (self->type);
  g_free (self->search);
  g_free (self->order);
  g_free (self->now);
  g_free (self);
}

/**
 * naru_query_get_type_name:
 * @self: a query
 *
 * Returns: the record type that it lists
 */
const char *
naru_query_get_type_name (const NaruQuery *self)
{
  return self->type;
}

/**
 * naru_query_add_filter:
 * @field: an indexed field or a computed column
 * @value: (nullable): canonical text form; several, separated by \x1f, where the operator says so
 *
 * Every filter narrows the list. Names are checked when the list is read.
 */
void
naru_query_add_filter (NaruQuery *self, const char *field, NaruFilterOp op, const char *value)
{
  NaruFilter *filter = g_new0 (NaruFilter, 1);

  filter->field = g_strdup (field);
  filter->op = op;
  filter->value = g_strdup (value);
  g_ptr_array_add (self->filters, filter);
}

/**
 * naru_query_set_search:
 * @text: (nullable): what somebody has typed
 */
void
naru_query_set_search (NaruQuery *self, const char *text)
{
  g_free (self->search);
  self->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * naru_query_get_search:
 * @self: a query
 *
 * Returns: (nullable): the text searched for
 */
const char *
naru_query_get_search (const NaruQuery *self)
{
  return self->search;
}

/**
 * naru_query_set_order:
 * @field: (nullable): an indexed field or a computed column, or "title"; %NULL for the order of titles, or while
 *   searching, of how well names match
 */
void
naru_query_set_order (NaruQuery *self, const char *field, gboolean descending)
{
  char *order = field != NULL && *field != '\0' ? g_strdup (field) : NULL;

  g_free (self->order);
  self->order = order;
  self->descending = descending;
}

/**
 * naru_query_get_order:
 * @self: a query
 * @descending: (out) (optional): whether from last to first
 *
 * Returns: (nullable): the column of the order, if one was chosen
 */
const char *
naru_query_get_order (const NaruQuery *self, gboolean *descending)
{
  if (descending != NULL)
    *descending = self->descending;
  return self->order;
}

/**
 * naru_query_set_now:
 * @now: (nullable): the moment that computed columns are computed for, as on the wire; its date is today
 */
void
naru_query_set_now (NaruQuery *self, const char *now)
{
  char *copy = g_strdup (now);

  g_free (self->now);
  self->now = copy;
}

/**
 * naru_query_get_now:
 *
 * Returns: (nullable): the moment that computed columns are computed for
 */
const char *
naru_query_get_now (const NaruQuery *self)
{
  return self->now;
}

/**
 * naru_query_set_limit:
 * @limit: at most so many, or 0
 */
void
naru_query_set_limit (NaruQuery *self, guint limit)
{
  self->limit = limit;
}

/**
 * naru_query_set_sensitive:
 * @sensitive: whether the search looks into sensitive fields, too: they are in no index, and each record is read
 *
 * Whoever asks leaves a trace of it.
 */
void
naru_query_set_sensitive (NaruQuery *self, gboolean sensitive)
{
  self->sensitive = sensitive;
}

static void
append_text (GString *out, const char *name, const char *value)
{
  g_autofree char *quoted = NULL;

  if (value == NULL)
    return;
  quoted = naru_json_quote (value);
  g_string_append_printf (out, "%s\"%s\":%s", out->str[out->len - 1] == '{' ? "" : ",", name,
                          quoted);
}

/**
 * naru_query_to_json:
 *
 * Returns: (transfer full): the query as a saved view keeps it: without moment and limit
 */
char *
naru_query_to_json (const NaruQuery *self)
{
  GString *out = g_string_new ("{");

  append_text (out, "type", self->type);
  g_string_append (out, ",\"filters\":[");
  for (guint i = 0; i < self->filters->len; i++)
    {
      const NaruFilter *filter = g_ptr_array_index (self->filters, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      append_text (out, "field", filter->field);
      append_text (out, "op", op_names[filter->op]);
      append_text (out, "value", filter->value);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  append_text (out, "search", self->search);
  append_text (out, "order", self->order);
  if (self->descending)
    g_string_append (out, ",\"descending\":true");
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
member_string (NaruJsonSpan object, const char *name)
{
  NaruJsonSpan span = naru_json_span_member (object, name);

  return naru_json_span_kind (span) == NARU_JSON_STRING ? naru_json_span_dup_string (span) : NULL;
}

static gboolean
read_filter (NaruQuery *self, NaruJsonSpan span, GError **error)
{
  g_autofree char *field = member_string (span, "field");
  g_autofree char *op = member_string (span, "op");
  g_autofree char *value = member_string (span, "value");

  for (guint i = 0; field != NULL && op != NULL && i < G_N_ELEMENTS (op_names); i++)
    if (strcmp (op_names[i], op) == 0)
      {
        naru_query_add_filter (self, field, (NaruFilterOp) i, value);
        return TRUE;
      }
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
               _ ("This view has a filter that is not known here: %s %s."),
               field != NULL ? field : "?", op != NULL ? op : "?");
  return FALSE;
}

/**
 * naru_query_new_from_json:
 * @json: what naru_query_to_json() returned, here or on another desk
 *
 * Returns: (transfer full) (nullable): the query, %NARU_ERROR_JSON or %NARU_ERROR_INVALID
 */
NaruQuery *
naru_query_new_from_json (const char *json, GError **error)
{
  g_autoptr (NaruQuery) self = NULL;
  g_autofree char *type = NULL;
  g_autofree char *search = NULL;
  g_autofree char *order = NULL;
  NaruJsonSpan span, name, value;
  NaruJsonIter iter;

  if (!naru_json_check_object (json, -1, error))
    return NULL;
  span = naru_json_span (json, -1);
  type = member_string (span, "type");
  if (type == NULL || naru_record_type_find (type) == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("This view shows records of a kind that is not known here: %s."),
                   type != NULL ? type : "?");
      return NULL;
    }
  self = naru_query_new (type);
  search = member_string (span, "search");
  order = member_string (span, "order");
  value = naru_json_span_member (span, "descending");
  naru_query_set_search (self, search);
  naru_query_set_order (self, order,
                        naru_json_span_kind (value) == NARU_JSON_BOOLEAN && *value.text == 't');

  value = naru_json_span_member (span, "filters");
  if (naru_json_span_kind (value) == NARU_JSON_ARRAY)
    {
      NaruJsonSpan filter;

      naru_json_iter_init (&iter, value);
      while (naru_json_iter_next (&iter, &name, &filter))
        if (!read_filter (self, filter, error))
          return NULL;
    }
  return g_steal_pointer (&self);
}
