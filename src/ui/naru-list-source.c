/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of one workspace show. Every change of view, words, filters or order makes a new list, read off the main
 * loop; the list that is there stays visible until the new one is complete. */

#include "naru-list-source.h"

#include <glib/gi18n-lib.h>
#include "naru-error.h"
#include "naru-vocabulary.h"

struct _NaruListSource
{
  GObject parent_instance;
  NaruDesk *desk;
  const NaruTypeSpec *spec;
  char *view;
  char *name;
  NaruQuery *base;
  char *search;
  GHashTable *filters; /* field to code */
  char *order;
  gboolean descending;
  gboolean sorted; /* the person chose the order while words are searched for */
  NaruRecordList *list;
  GCancellable *loading; /* %NULL when nothing is being read */
  GCancellable *updating;
  guint load_id;
  guint update_id;
};

enum
{
  CRITERIA,
  LOADED,
  COUNTED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruListSource, naru_list_source, G_TYPE_OBJECT)

/**
 * naru_list_source_get_spec:
 *
 * How the type of the lists is shown.
 */
const NaruTypeSpec *
naru_list_source_get_spec (NaruListSource *self)
{
  return self->spec;
}

/**
 * naru_list_source_get_desk:
 *
 * The desk at which the lists are shown.
 */
NaruDesk *
naru_list_source_get_desk (NaruListSource *self)
{
  return self->desk;
}

/**
 * naru_list_source_get_view:
 *
 * The view that is shown, of those that every desk has; %NULL where it is another query.
 */
const char *
naru_list_source_get_view (NaruListSource *self)
{
  return self->view;
}

/**
 * naru_list_source_get_name:
 *
 * What the view is called.
 */
const char *
naru_list_source_get_name (NaruListSource *self)
{
  return self->name;
}

/**
 * naru_list_source_get_search:
 *
 * The words that are searched for, or %NULL.
 */
const char *
naru_list_source_get_search (NaruListSource *self)
{
  return self->search;
}

/**
 * naru_list_source_get_filter:
 *
 * The code that @field is filtered by, or %NULL.
 */
const char *
naru_list_source_get_filter (NaruListSource *self, const char *field)
{
  return g_hash_table_lookup (self->filters, field);
}

/* Words bring the best first, names before texts, unless the person sorted what was found. */
static gboolean
is_ranked (NaruListSource *self)
{
  return self->search != NULL && !self->sorted;
}

/**
 * naru_list_source_get_order:
 *
 * The field or computed column that the lists are ordered by; %NULL where what fits the words best comes first.
 */
const char *
naru_list_source_get_order (NaruListSource *self, gboolean *descending)
{
  if (descending != NULL)
    *descending = self->descending;
  return is_ranked (self) ? NULL : self->order;
}

/**
 * naru_list_source_get_list:
 *
 * The list that was read last.
 */
NaruRecordList *
naru_list_source_get_list (NaruListSource *self)
{
  return self->list;
}

/**
 * naru_list_source_is_narrowed:
 *
 * Whether words or filters leave out some of the view.
 */
gboolean
naru_list_source_is_narrowed (NaruListSource *self)
{
  return self->search != NULL || g_hash_table_size (self->filters) > 0;
}

static gboolean
load_cb (gpointer data)
{
  NaruListSource *self = data;

  self->load_id = 0;
  naru_list_source_load (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in one go make one list. */
static void
criteria_changed (NaruListSource *self)
{
  if (self->load_id == 0)
    self->load_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_cb, self, NULL);
  g_signal_emit (self, signals[CRITERIA], 0);
}

static void
take_base (NaruListSource *self, NaruQuery *base, const char *view, const char *name)
{
  const char *order;
  gboolean descending;

  g_clear_pointer (&self->base, naru_query_free);
  self->base = base;
  g_free (self->view);
  self->view = g_strdup (view);
  g_free (self->name);
  self->name = g_strdup (name);
  order = naru_query_get_order (base, &descending);
  if (order != NULL)
    {
      g_free (self->order);
      self->order = g_strdup (order);
      self->descending = descending;
    }
}

/**
 * naru_list_source_set_view:
 *
 * Shows a view that every desk has. The order that the person chose stays.
 */
void
naru_list_source_set_view (NaruListSource *self, const char *view)
{
  g_autofree char *order = g_strdup (self->order);
  gboolean descending = self->descending;
  const char *title = view;

  for (const NaruViewSpec *known = self->spec->views; known->name != NULL; known++)
    if (g_strcmp0 (known->name, view) == 0)
      title = _ (known->title);
  take_base (self, naru_type_spec_view (self->spec, view, self->desk), view, title);
  if (order != NULL)
    {
      g_free (self->order);
      self->order = g_steal_pointer (&order);
      self->descending = descending;
    }
  criteria_changed (self);
}

/**
 * naru_list_source_set_query:
 *
 * Shows a view that somebody saved, with its own order and words.
 */
void
naru_list_source_set_query (NaruListSource *self, const NaruQuery *query, const char *name)
{
  g_autofree char *now = naru_desk_now (self->desk);
  NaruQuery *base = naru_query_copy (query);
  const char *search = naru_query_get_search (query);

  naru_query_set_now (base, now);
  g_hash_table_remove_all (self->filters);
  g_free (self->search);
  self->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  self->sorted = naru_query_get_order (query, NULL) != NULL;
  naru_query_set_search (base, NULL);
  take_base (self, base, NULL, name);
  criteria_changed (self);
}

/**
 * naru_list_source_set_search:
 *
 * Keeps only what has these words; %NULL or "" for all.
 */
void
naru_list_source_set_search (NaruListSource *self, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (text, self->search) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  self->sorted = self->sorted && text != NULL;
  criteria_changed (self);
}

/**
 * naru_list_source_set_filter:
 *
 * Keeps only the records whose @field is @code, or for a classification below @code; %NULL takes the filter
 * away.
 */
void
naru_list_source_set_filter (NaruListSource *self, const char *field, const char *code)
{
  if (g_strcmp0 (code, g_hash_table_lookup (self->filters, field)) == 0)
    return;
  if (code == NULL)
    g_hash_table_remove (self->filters, field);
  else
    g_hash_table_insert (self->filters, g_strdup (field), g_strdup (code));
  criteria_changed (self);
}

/**
 * naru_list_source_clear:
 *
 * Takes words and filters away.
 */
void
naru_list_source_clear (NaruListSource *self)
{
  g_hash_table_remove_all (self->filters);
  g_clear_pointer (&self->search, g_free);
  criteria_changed (self);
}

/**
 * naru_list_source_set_order:
 *
 * Orders by a field or computed column.
 */
void
naru_list_source_set_order (NaruListSource *self, const char *field, gboolean descending)
{
  if (g_strcmp0 (field, self->order) == 0 && descending == self->descending && !is_ranked (self))
    return;
  g_free (self->order);
  self->order = g_strdup (field);
  self->descending = descending;
  self->sorted = self->search != NULL;
  criteria_changed (self);
}

/* A code and all codes below it, separated as a filter wants them. */
static void
append_codes (GString *out, NaruVocabulary *vocabulary, const char *code, guint depth)
{
  g_auto (GStrv) children = naru_vocabulary_children (vocabulary, code);

  if (out->len > 0)
    g_string_append_c (out, '\x1f');
  g_string_append (out, code);
  for (guint i = 0; depth < 8 && children != NULL && children[i] != NULL; i++)
    append_codes (out, vocabulary, children[i], depth + 1);
}

static void
add_filter (NaruListSource *self, NaruQuery *query, const char *name, const char *code)
{
  const NaruRecordType *type = naru_record_type_find (self->spec->type);
  const NaruField *field = naru_record_type_find_field (type, name);
  NaruVocabulary *vocabulary = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);

  if (field == NULL)
    return;
  if (field->vocabulary != NULL && field->kind != NARU_KIND_REFERENCE)
    vocabulary = naru_vocabulary_get (field->vocabulary);
  if (vocabulary != NULL && (field->kind == NARU_KIND_SET || field->kind == NARU_KIND_CODE))
    append_codes (codes, vocabulary, code, 0);
  else
    g_string_assign (codes, code);
  if (field->kind == NARU_KIND_BOOLEAN && g_str_equal (code, "false"))
    naru_query_add_filter (query, name, NARU_FILTER_IS_NOT, "true");
  else
    naru_query_add_filter (
        query, name, field->kind == NARU_KIND_SET ? NARU_FILTER_HAS : NARU_FILTER_IS, codes->str);
}

/**
 * naru_list_source_dup_query:
 *
 * (transfer full): the view with words, filters and order: what a saved view keeps.
 */
NaruQuery *
naru_list_source_dup_query (NaruListSource *self)
{
  NaruQuery *query = naru_query_copy (self->base);
  GHashTableIter iter;
  gpointer field;
  gpointer code;

  g_hash_table_iter_init (&iter, self->filters);
  while (g_hash_table_iter_next (&iter, &field, &code))
    add_filter (self, query, field, code);
  naru_query_set_search (query, self->search);
  naru_query_set_order (query, is_ranked (self) ? NULL : self->order, self->descending);
  return query;
}

static void stale_cb (NaruListSource *self);

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruListSource) self = data;
  NaruRecordList *list = NARU_RECORD_LIST (source);
  g_autoptr (GError) error = NULL;
  gboolean updated = naru_record_list_update_finish (list, result, &error);

  if (list != self->list)
    return;
  g_clear_object (&self->updating);
  if (!updated)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    {
      g_signal_emit (self, signals[COUNTED], 0);
      stale_cb (self);
    }
}

static gboolean
update_cb (gpointer data)
{
  NaruListSource *self = data;

  self->update_id = 0;
  self->updating = g_cancellable_new ();
  naru_record_list_update_async (self->list, self->updating, updated_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Several changes in a row are one update, and one update is under way at a time. */
static void
stale_cb (NaruListSource *self)
{
  gboolean stale;

  g_object_get (self->list, "stale", &stale, NULL);
  if (stale && self->update_id == 0 && self->updating == NULL)
    self->update_id = g_timeout_add (150, update_cb, self);
}

static void
drop_list (NaruListSource *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_cancellable_cancel (self->updating);
  g_clear_object (&self->updating);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruListSource) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecordList) list = naru_record_list_new_finish (result, &error);

  if (list == NULL
      && (g_error_matches (error, NARU_ERROR, NARU_ERROR_CANCELLED)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;
  g_clear_object (&self->loading);
  if (list == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  drop_list (self);
  self->list = g_steal_pointer (&list);
  g_signal_connect_object (self->list, "notify::stale", G_CALLBACK (stale_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[LOADED], 0);
  stale_cb (self);
}

/**
 * naru_list_source_load:
 *
 * Reads the list anew; a list that is still being read is given up.
 */
void
naru_list_source_load (NaruListSource *self)
{
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_clear_handle_id (&self->load_id, g_source_remove);
  if (self->base == NULL)
    naru_list_source_set_view (self, self->spec->views[0].name);
  g_clear_handle_id (&self->load_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  query = naru_list_source_dup_query (self);
  for (const NaruColumnSpec *column = self->spec->columns; column->name != NULL; column++)
    if (column->shown)
      g_ptr_array_add (columns, (gpointer) column->name);
  g_ptr_array_add (columns, NULL);
  naru_record_list_new_async (naru_desk_get_store (self->desk), query,
                              (const char *const *) columns->pdata, self->loading, loaded_cb,
                              g_object_ref (self));
}

/**
 * naru_list_source_is_loading:
 *
 * Whether another list than naru_list_source_get_list() is on its way.
 */
gboolean
naru_list_source_is_loading (NaruListSource *self)
{
  return self->load_id != 0 || self->loading != NULL;
}

static const char *
order_label (NaruListSource *self)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find (self->spec->type), self->order);
  const NaruComputed *computed = naru_computed_find (self->spec->type, self->order);

  if (field != NULL)
    return naru_field_get_label (field);
  return computed != NULL ? _ (computed->label) : NULL;
}

/**
 * naru_list_source_describe:
 *
 * How many there are, and in which order: the sentence above a list.
 */
char *
naru_list_source_describe (NaruListSource *self)
{
  g_autofree char *count = NULL;
  const char *label = order_label (self);

  if (self->list == NULL)
    return g_strdup ("");
  count = naru_type_spec_count (self->spec, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  if (is_ranked (self))
    /* Translators: a count of records, in the order in which they fit what is searched for: "84 people, best first" */
    return g_strdup_printf (_ ("%s, best first"), count);
  if (label == NULL)
    return g_steal_pointer (&count);
  /* Translators: a count of records and the column that they are ordered by: "84 people by “Last contact”, last first" */
  return g_strdup_printf (self->descending ? _ ("%s by “%s”, last first") : _ ("%s by “%s”"), count,
                          label);
}

static void
naru_list_source_dispose (GObject *object)
{
  NaruListSource *self = NARU_LIST_SOURCE (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  drop_list (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_list_source_parent_class)->dispose (object);
}

static void
naru_list_source_finalize (GObject *object)
{
  NaruListSource *self = NARU_LIST_SOURCE (object);

  g_free (self->view);
  g_free (self->name);
  g_free (self->search);
  g_free (self->order);
  g_clear_pointer (&self->base, naru_query_free);
  g_hash_table_unref (self->filters);
  G_OBJECT_CLASS (naru_list_source_parent_class)->finalize (object);
}

static void
naru_list_source_class_init (NaruListSourceClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_list_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_list_source_finalize;
  signals[CRITERIA]
      = g_signal_new ("criteria", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED]
      = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTED]
      = g_signal_new ("counted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
naru_list_source_init (NaruListSource *self)
{
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * naru_list_source_new:
 *
 * Nothing is read before naru_list_source_load() or a change of criteria.
 */
NaruListSource *
naru_list_source_new (NaruDesk *desk, const NaruTypeSpec *spec)
{
  NaruListSource *self = g_object_new (NARU_TYPE_LIST_SOURCE, NULL);

  self->desk = g_object_ref (desk);
  self->spec = spec;
  return self;
}
