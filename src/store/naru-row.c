/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a list. A list of 100,000 makes a few hundred of these: those that somebody looks at. */
#include "naru-row-private.h"

#include "naru-store-private.h"
#include "naru-vocabulary.h"

struct _NaruRow
{
  GObject parent_instance;
  NaruStore *store;
  NaruRecord *record; /* read when first asked for */
  gint64 number;
  char *now;
  GHashTable *
      known; /* column -> what other records gave for it, %NULL for nothing; read when first asked for */
  int sync; /* a NaruSyncState, or -1 before it is asked for */
};

G_DEFINE_FINAL_TYPE (NaruRow, naru_row, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RECORD,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
naru_row_finalize (GObject *object)
{
  NaruRow *self = NARU_ROW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->record);
  g_hash_table_unref (self->known);
  g_free (self->now);
  G_OBJECT_CLASS (naru_row_parent_class)->finalize (object);
}

static void
naru_row_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_RECORD)
    g_value_set_object (value, naru_row_get_record (NARU_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
naru_row_class_init (NaruRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = naru_row_finalize;
  object_class->get_property = naru_row_get_property;

  /**
   * NaruRow:record:
   *
   * The record as it is in the store; %NULL if it cannot be read.
   */
  properties[PROP_RECORD]
      = g_param_spec_object ("record", NULL, NULL, NARU_TYPE_RECORD,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * NaruRow::changed:
   *
   * What the row shows may differ from before: its record, or a record that it gets a title or a computed column from.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_row_init (NaruRow *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sync = -1;
}

/**
 * naru_row_new:
 * @store: the store
 * @number: row number of the record
 * @now: (nullable): the moment that computed columns are computed for
 *
 * Returns: (transfer full): a row that has read nothing yet
 */
NaruRow *
naru_row_new (NaruStore *store, gint64 number, const char *now)
{
  NaruRow *self = g_object_new (NARU_TYPE_ROW, NULL);

  self->store = g_object_ref (store);
  self->number = number;
  self->now = g_strdup (now);
  return self;
}

/**
 * naru_row_peek_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the record if it has been read
 */
NaruRecord *
naru_row_peek_record (NaruRow *self)
{
  return self->record;
}

/**
 * naru_row_refresh:
 * @self: a row
 * @reread: whether its own record changed
 *
 * Reads the record anew, if it was read, forgets what other records gave, and tells. A record that is gone stays as it
 * was, until the list is updated.
 */
void
naru_row_refresh (NaruRow *self, gboolean reread)
{
  g_hash_table_remove_all (self->known);
  self->sync = -1;
  if (reread && self->record != NULL)
    {
      NaruRecord *record = naru_store_get_by_number (self->store, self->number, NULL);

      if (record != NULL)
        {
          g_object_unref (self->record);
          self->record = record;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
        }
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * naru_row_get_number:
 *
 * Returns: the row number of the record, by which lists know it
 */
gint64
naru_row_get_number (NaruRow *self)
{
  return self->number;
}

/**
 * naru_row_get_record:
 *
 * Returns: (transfer none) (nullable): the record; %NULL if it cannot be read
 */
NaruRecord *
naru_row_get_record (NaruRow *self)
{
  if (self->record == NULL)
    self->record = naru_store_get_by_number (self->store, self->number, NULL);
  return self->record;
}

/**
 * naru_row_get_id:
 *
 * Returns: (transfer none) (nullable): the id of the record
 */
const char *
naru_row_get_id (NaruRow *self)
{
  NaruRecord *record = naru_row_get_record (self);

  return record != NULL ? naru_record_get_id (record) : NULL;
}

static char *
format_titles (NaruStore *store, char **ids)
{
  GString *out = g_string_new (NULL);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      g_autofree char *title = naru_store_get_title (store, *id);

      if (title != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", title);
    }
  return g_string_free (out, FALSE);
}

/* A set of records says in @vocabulary which record types it may hold. */
static gboolean
holds_records (const NaruField *field)
{
  g_auto (GStrv) types = field->vocabulary != NULL ? g_strsplit (field->vocabulary, " ", -1) : NULL;

  return field->kind == NARU_KIND_SET && types != NULL && types[0] != NULL
         && naru_record_type_find (types[0]) != NULL;
}

/* What other records say in a column: a computed value, or titles. */
static char *
ask_others (NaruRow *self, const char *column)
{
  NaruRecord *record = naru_row_get_record (self);
  const NaruRecordType *type = naru_record_get_record_type (record);
  const NaruField *field = naru_record_type_find_field (type, column);
  const char *id;

  if (naru_computed_find (type->name, column) != NULL)
    return naru_store_compute (self->store, self->number, type->name, column, self->now);
  if (field != NULL && holds_records (field))
    {
      g_auto (GStrv) ids = naru_record_get_set (record, column);

      return format_titles (self->store, ids);
    }
  id = naru_record_get (record, column);
  return id != NULL ? naru_store_get_title (self->store, id) : NULL;
}

/* The same, read once until the row is refreshed. */
static const char *
recall (NaruRow *self, const char *column)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (self->known, column, NULL, &known))
    {
      known = ask_others (self, column);
      g_hash_table_insert (self->known, g_strdup (column), known);
    }
  return known;
}

/**
 * naru_row_prepare:
 * @self: a row that nobody else has yet
 * @reader: the store that the calling thread may read from
 * @columns: (nullable) (array zero-terminated=1): what is going to be asked for
 *
 * Reads what the row will be asked for, and the words for its codes, so that it is shown without reading.
 */
void
naru_row_prepare (NaruRow *self, NaruStore *reader, const char *const *columns)
{
  NaruStore *store = self->store;
  NaruRecord *record;

  self->store = reader;
  record = naru_row_get_record (self);
  naru_row_get_sync (self);
  for (guint i = 0; record != NULL && columns != NULL && columns[i] != NULL; i++)
    {
      const NaruRecordType *type = naru_record_get_record_type (record);
      const NaruField *field = naru_record_type_find_field (type, columns[i]);

      if (naru_computed_find (type->name, columns[i]) != NULL
          || (field != NULL && (field->kind == NARU_KIND_REFERENCE || holds_records (field))))
        recall (self, columns[i]);
      else if (field != NULL)
        naru_vocabulary_get (field->vocabulary);
    }
  self->store = store;
}

/**
 * naru_row_get_text:
 * @column: a field of the record type, a computed column, or "title"
 *
 * Returns: (transfer full): what a cell shows: labels for codes, titles for references, dates as people read them; ""
 *   if there is nothing
 */
char *
naru_row_get_text (NaruRow *self, const char *column)
{
  NaruRecord *record = naru_row_get_record (self);
  const NaruRecordType *type = record != NULL ? naru_record_get_record_type (record) : NULL;
  const NaruComputed *computed = type != NULL ? naru_computed_find (type->name, column) : NULL;
  const NaruField *field = type != NULL ? naru_record_type_find_field (type, column) : NULL;
  g_autofree char *text = NULL;

  if (computed != NULL)
    {
      const NaruField shown = { .name = computed->name, .kind = computed->kind };
      const char *value = recall (self, column);

      text = value != NULL ? naru_field_format (&shown, value) : NULL;
    }
  else if (field == NULL)
    text = record != NULL && g_str_equal (column, "title")
               ? g_strdup (naru_record_get_title (record))
               : NULL;
  else if (field->kind == NARU_KIND_REFERENCE || holds_records (field))
    text = g_strdup (recall (self, column));
  else
    text = naru_record_format (record, column);
  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}

/**
 * naru_row_get_value:
 * @column: a field of the record type or a computed column
 *
 * Returns: (transfer full) (nullable): the value in canonical text form
 */
char *
naru_row_get_value (NaruRow *self, const char *column)
{
  NaruRecord *record = naru_row_get_record (self);
  const NaruRecordType *type = record != NULL ? naru_record_get_record_type (record) : NULL;

  if (type == NULL)
    return NULL;
  if (naru_computed_find (type->name, column) != NULL)
    return g_strdup (recall (self, column));
  if (naru_record_type_find_field (type, column) == NULL)
    return NULL;
  return g_strdup (naru_record_get (record, column));
}

/**
 * naru_row_get_sync:
 *
 * Returns: where the record stands between this desk and the server
 */
NaruSyncState
naru_row_get_sync (NaruRow *self)
{
  gint64 sync = NARU_SYNC_ONLY_HERE;

  if (self->sync < 0)
    {
      naru_db_get_int (naru_store_get_db (self->store), &sync, NULL,
                       "SELECT sync FROM document WHERE number = ?", "i", self->number);
      self->sync = (int) sync;
    }
  return (NaruSyncState) self->sync;
}
