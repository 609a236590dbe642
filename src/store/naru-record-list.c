/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model over one query. Row numbers are all there, rows are made when somebody looks, and the last few hundred
 * are kept, so that scrolling back reads nothing. */
#include <string.h>

#include "naru-id.h"
#include "naru-query-private.h"
#include "naru-row-private.h"
#include "naru-store-private.h"

#define ROWS_KEPT 400
#define ROWS_PREPARED 210 /* a column view of GTK 4 asks for so many at once */
#define MAX_RUNS 64
#define NAMED_CHANGES                                                                              \
  16 /* up to so many changed records, rows that have nothing to do with them are left alone */

struct _NaruRecordList
{
  GObject parent_instance;
  NaruStore *store;
  NaruQuery *query;
  GArray *numbers; /* gint64 */
  GHashTable *rows; /* number -> NaruRow, not owned: rows that somebody holds */
  GQueue recent; /* NaruRow, latest first */
  gboolean stale;
  gboolean follows; /* order or filters ask other records */
};

static void naru_record_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NaruRecordList, naru_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      naru_record_list_iface_init))

enum
{
  PROP_0,
  PROP_STALE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
row_gone_cb (gpointer data, GObject *where_the_row_was)
{
  NaruRecordList *self = data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (row == (gpointer) where_the_row_was)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static void
naru_record_list_dispose (GObject *object)
{
  NaruRecordList *self = NARU_RECORD_LIST (object);

  if (self->rows != NULL)
    {
      GHashTableIter iter;
      gpointer row;

      g_hash_table_iter_init (&iter, self->rows);
      while (g_hash_table_iter_next (&iter, NULL, &row))
        g_object_weak_unref (row, row_gone_cb, self);
    }
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_queue_clear_full (&self->recent, g_object_unref);
  G_OBJECT_CLASS (naru_record_list_parent_class)->dispose (object);
}

static void
naru_record_list_finalize (GObject *object)
{
  NaruRecordList *self = NARU_RECORD_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->query, naru_query_free);
  g_clear_pointer (&self->numbers, g_array_unref);
  G_OBJECT_CLASS (naru_record_list_parent_class)->finalize (object);
}

static void
naru_record_list_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_STALE)
    g_value_set_boolean (value, NARU_RECORD_LIST (object)->stale);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
naru_record_list_class_init (NaruRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = naru_record_list_dispose;
  object_class->finalize = naru_record_list_finalize;
  object_class->get_property = naru_record_list_get_property;

  /**
   * NaruRecordList:stale:
   *
   * Whether the store changed so that order or membership may have changed: naru_record_list_update() sees to it.
   */
  properties[PROP_STALE]
      = g_param_spec_boolean ("stale", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
naru_record_list_init (NaruRecordList *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->recent);
}

static void
follow_row (NaruRecordList *self, NaruRow *row)
{
  gint64 number = naru_row_get_number (row);

  g_hash_table_insert (self->rows, g_memdup2 (&number, sizeof number), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
}

static GType
naru_record_list_get_item_type (GListModel *model)
{
  return NARU_TYPE_ROW;
}

static guint
naru_record_list_get_n_items (GListModel *model)
{
  return NARU_RECORD_LIST (model)->numbers->len;
}

static gpointer
naru_record_list_get_item (GListModel *model, guint position)
{
  NaruRecordList *self = NARU_RECORD_LIST (model);
  gint64 number;
  NaruRow *row;

  if (position >= self->numbers->len)
    return NULL;
  number = g_array_index (self->numbers, gint64, position);
  row = g_hash_table_lookup (self->rows, &number);
  if (row != NULL)
    return g_object_ref (row);

  row = naru_row_new (self->store, number, self->query->now);
  follow_row (self, row);
  g_queue_push_head (&self->recent, g_object_ref (row));
  if (self->recent.length > ROWS_KEPT)
    g_object_unref (g_queue_pop_tail (&self->recent));
  return row;
}

static void
naru_record_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = naru_record_list_get_item_type;
  iface->get_n_items = naru_record_list_get_n_items;
  iface->get_item = naru_record_list_get_item;
}

static void
set_stale (NaruRecordList *self, gboolean stale)
{
  if (self->stale == stale)
    return;
  self->stale = stale;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE]);
}

/* Whether a column is computed from other records, or in the order of their titles. */
static gboolean
asks_others (const NaruQuery *query, const char *name)
{
  const NaruRecordType *type = naru_record_type_find (query->type);
  const NaruField *field = type != NULL ? naru_record_type_find_field (type, name) : NULL;

  return naru_computed_find (query->type, name) != NULL
         || (field != NULL && field->kind == NARU_KIND_REFERENCE);
}

static gboolean
query_asks_others (const NaruQuery *query)
{
  if (query->order != NULL && asks_others (query, query->order))
    return TRUE;
  for (guint i = 0; i < query->filters->len; i++)
    {
      const NaruFilter *filter = g_ptr_array_index (query->filters, i);

      if (naru_computed_find (query->type, filter->field) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A row shows a changed record if it is the row's own, if the row refers to it, or if it refers to the row. */
static gboolean
row_shows (NaruRow *row, const char *const *ids, GPtrArray *changed, gboolean *own)
{
  NaruRecord *record = naru_row_peek_record (row);
  const char *id = record != NULL ? naru_record_get_id (record) : NULL;

  *own = FALSE;
  if (record == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      NaruRecord *other = g_ptr_array_index (changed, i);

      *own = strcmp (ids[i], id) == 0;
      if (*own || strstr (naru_record_get_text (record), ids[i]) != NULL
          || (other != NULL && strstr (naru_record_get_text (other), id) != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
refresh_rows (NaruRecordList *self, const char *const *ids)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_object_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean all = ids == NULL || g_strv_length ((char **) ids) > NAMED_CHANGES;
  GHashTableIter iter;
  gpointer row;

  g_ptr_array_set_free_func (changed, NULL);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (rows, g_object_ref (row));
  for (guint i = 0; !all && ids[i] != NULL; i++)
    {
      NaruRecord *record = naru_store_get (self->store, ids[i], NULL);

      /* What a record that is gone was about cannot be said any more. */
      all = record == NULL;
      g_ptr_array_add (changed, record);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      gboolean own = TRUE;

      if (all || row_shows (g_ptr_array_index (rows, i), ids, changed, &own))
        naru_row_refresh (g_ptr_array_index (rows, i), own);
    }
  for (guint i = 0; i < changed->len; i++)
    g_clear_object ((GObject **) &g_ptr_array_index (changed, i));
}

static gboolean
may_move (NaruRecordList *self, const char *const *ids)
{
  if (ids == NULL || self->follows)
    return TRUE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (naru_id_has_type (ids[i], self->query->type))
      return TRUE;
  return FALSE;
}

static void
changed_cb (NaruStore *store, const char *const *ids, NaruRecordList *self)
{
  refresh_rows (self, ids);
  if (may_move (self, ids))
    set_stale (self, TRUE);
}

static NaruRecordList *
list_new (NaruStore *store, const NaruQuery *query, GArray *numbers)
{
  NaruRecordList *self = g_object_new (NARU_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->query = naru_query_copy (query);
  self->numbers = numbers;
  self->follows = query_asks_others (query);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

/**
 * naru_record_list_new:
 *
 * Reads the row numbers on the calling thread: for short lists. See naru_record_list_new_async().
 *
 * Returns: (transfer full) (nullable): the list
 */
NaruRecordList *
naru_record_list_new (NaruStore *store, const NaruQuery *query, GError **error)
{
  GArray *numbers = naru_store_list (store, query, NULL, error);

  return numbers != NULL ? list_new (store, query, numbers) : NULL;
}

typedef struct
{
  NaruQuery *query;
  NaruStore *store;
  char **columns;
  GArray *numbers;
  GPtrArray *rows; /* the first, prepared */
  gint64 sequence; /* of the store when the reading was asked for */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  naru_query_free (loading->query);
  g_clear_object (&loading->store);
  g_strfreev (loading->columns);
  g_clear_pointer (&loading->rows, g_ptr_array_unref);
  g_clear_pointer (&loading->numbers, g_array_unref);
  g_free (loading);
}

static gboolean
load (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  loading->numbers = naru_store_list (reader, loading->query, cancellable, error);
  return loading->numbers != NULL;
}

static gboolean
load_with_rows (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;

  if (!load (reader, data, cancellable, error))
    return FALSE;
  loading->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (loading->numbers->len, ROWS_PREPARED); i++)
    {
      NaruRow *row;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      row = naru_row_new (loading->store, g_array_index (loading->numbers, gint64, i),
                          loading->query->now);
      naru_row_prepare (row, reader, (const char *const *) loading->columns);
      g_ptr_array_add (loading->rows, row);
    }
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruStore *store = NARU_STORE (source);
  g_autoptr (GTask) task = data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  NaruRecordList *list;

  if (!naru_store_read_finish (store, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  list = list_new (store, loading->query, g_steal_pointer (&loading->numbers));
  /* "changed" came while nobody listened yet */
  set_stale (list, naru_store_get_sequence (store) != loading->sequence);
  for (guint i = 0; !list->stale && i < loading->rows->len; i++)
    {
      follow_row (list, loading->rows->pdata[i]);
      g_queue_push_tail (&list->recent, g_object_ref (loading->rows->pdata[i]));
    }
  g_task_return_pointer (task, list, g_object_unref);
}

/**
 * naru_record_list_new_async:
 * @columns: (nullable) (array zero-terminated=1): what the first rows are going to be asked for
 *
 * Reads the row numbers and the first rows on another thread. If the store changes meanwhile, the list comes back "stale".
 */
void
naru_record_list_new_async (NaruStore *store, const NaruQuery *query, const char *const *columns,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->query = naru_query_copy (query);
  loading->store = g_object_ref (store);
  loading->columns = g_strdupv ((char **) columns);
  loading->sequence = naru_store_get_sequence (store);
  g_task_set_source_tag (task, naru_record_list_new_async);
  g_task_set_task_data (task, loading, loading_free);
  naru_store_read_async (store, load_with_rows, loading, NULL, cancellable, loaded_cb, task);
}

/**
 * naru_record_list_new_finish:
 *
 * Returns: (transfer full) (nullable): the list
 */
NaruRecordList *
naru_record_list_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, naru_record_list_new_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * naru_record_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it shows
 */
const NaruQuery *
naru_record_list_get_query (NaruRecordList *self)
{
  return self->query;
}

/**
 * naru_record_list_find:
 * @number: row number
 * @position: (out) (optional): where it stands
 *
 * Returns: whether the list has it
 */
gboolean
naru_record_list_find (NaruRecordList *self, gint64 number, guint *position)
{
  const gint64 *numbers = (const gint64 *) (gconstpointer) self->numbers->data;

  for (guint i = 0; i < self->numbers->len; i++)
    if (numbers[i] == number)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
apply (NaruRecordList *self, GArray *after)
{
  g_autoptr (GArray) runs
      = naru_list_diff ((const gint64 *) (gconstpointer) self->numbers->data, self->numbers->len,
                        (const gint64 *) (gconstpointer) after->data, after->len, MAX_RUNS);

  for (guint i = 0; i < runs->len; i++)
    {
      const NaruListRun *run = &g_array_index (runs, NaruListRun, i);

      if (run->removed > 0)
        g_array_remove_range (self->numbers, run->position, run->removed);
      if (run->added > 0)
        g_array_insert_vals (self->numbers, run->position,
                             &g_array_index (after, gint64, run->from), run->added);
      g_list_model_items_changed (G_LIST_MODEL (self), run->position, run->removed, run->added);
    }
}

/**
 * naru_record_list_update:
 * @self: a list
 * @error: return location
 *
 * Reads the row numbers again on the calling thread, and tells by narrow items-changed what differs. Rows that stay are
 * the same objects. For short lists; see naru_record_list_update_async().
 *
 * Returns: whether they could be read
 */
gboolean
naru_record_list_update (NaruRecordList *self, GError **error)
{
  g_autoptr (GArray) after = naru_store_list (self->store, self->query, NULL, error);

  if (after == NULL)
    return FALSE;
  set_stale (self, FALSE);
  apply (self, after);
  return TRUE;
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruStore *store = NARU_STORE (source);
  g_autoptr (GTask) task = data;
  NaruRecordList *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  if (!naru_store_read_finish (store, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  set_stale (self, naru_store_get_sequence (store) != loading->sequence);
  apply (self, loading->numbers);
  g_task_return_boolean (task, TRUE);
}

/**
 * naru_record_list_update_async:
 * @self: a list
 * @cancellable: (nullable): ends the reading; the list then stays as it was
 * @callback: called when the list is up to date
 * @user_data: for @callback
 *
 * Like naru_record_list_update(), but reads the row numbers on another thread. If the store changes meanwhile, the list
 * stays stale. One update of a list should be under way at a time.
 */
void
naru_record_list_update_async (NaruRecordList *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->query = naru_query_copy (self->query);
  loading->sequence = naru_store_get_sequence (self->store);
  g_task_set_source_tag (task, naru_record_list_update_async);
  g_task_set_task_data (task, loading, loading_free);
  naru_store_read_async (self->store, load, loading, NULL, cancellable, updated_cb, task);
}

/**
 * naru_record_list_update_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the list was brought up to date
 */
gboolean
naru_record_list_update_finish (NaruRecordList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
