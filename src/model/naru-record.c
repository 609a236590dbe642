/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: the text of a document, read through the field table of its type, and compared field by field. */
#include "naru-record-private.h"

#include "naru-clock.h"
#include "naru-error.h"
#include "naru-id.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a long text may stand for a record in a list. */
#define TITLE_LENGTH 80

typedef struct
{
  NaruTypeTable *table;
  char *id;
  char *text;
  NaruJsonSpan
      *spans; /* of the table's fields, found in one pass when first asked for; NULL until then */
  char **values; /* decoded when first asked for */
  char *title;
} NaruRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NaruRecord, naru_record, G_TYPE_OBJECT)

#define PRIVATE(self) ((NaruRecordPrivate *) naru_record_get_instance_private (self))

static void
forget_derived (NaruRecordPrivate *priv)
{
  g_clear_pointer (&priv->spans, g_free);
  g_clear_pointer (&priv->title, g_free);
  for (guint i = 0; priv->values != NULL && i < priv->table->n_fields; i++)
    g_free (priv->values[i]);
  g_clear_pointer (&priv->values, g_free);
}

static void
naru_record_finalize (GObject *object)
{
  NaruRecordPrivate *priv = PRIVATE (NARU_RECORD (object));

  forget_derived (priv);
  g_free (priv->id);
  g_free (priv->text);
  G_OBJECT_CLASS (naru_record_parent_class)->finalize (object);
}

static void
naru_record_class_init (NaruRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_record_finalize;
}

static void
naru_record_init (NaruRecord *self)
{
}

static void
get_property (GObject *object, guint property_id, GValue *value, GParamSpec *spec)
{
  NaruRecord *self = NARU_RECORD (object);
  const NaruField *field = PRIVATE (self)->table->fields[property_id - 1];

  if (field->kind == NARU_KIND_SET)
    g_value_take_boxed (value, naru_record_get_set (self, field->name));
  else if (field->kind == NARU_KIND_BOOLEAN)
    g_value_set_boolean (value, naru_record_get_boolean (self, field->name));
  else if (field->kind == NARU_KIND_NUMBER)
    g_value_set_int64 (value, naru_record_get_number (self, field->name, 0));
  else
    g_value_set_string (value, naru_record_get (self, field->name));
}

/* A property has nowhere to report an error: what does not fit changes nothing, and validation says why elsewhere. */
static void
set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *spec)
{
  NaruRecord *self = NARU_RECORD (object);
  const NaruField *field = PRIVATE (self)->table->fields[property_id - 1];
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (field->kind == NARU_KIND_SET)
    done = naru_record_set_set (self, field->name, g_value_get_boxed (value), &error);
  else if (field->kind == NARU_KIND_BOOLEAN)
    done = naru_record_set (self, field->name, g_value_get_boolean (value) ? "true" : "false",
                            &error);
  else if (field->kind == NARU_KIND_NUMBER)
    done = naru_record_set_number (self, field->name, g_value_get_int64 (value), &error);
  else
    done = naru_record_set (self, field->name, g_value_get_string (value), &error);
  if (!done)
    g_debug ("the property %s was given a value that does not fit", spec->name);
}

/* "familyName" is the property "family-name". */
static char *
property_name (const char *name)
{
  GString *out = g_string_new (NULL);

  for (; *name != '\0'; name++)
    {
      if (g_ascii_isupper (*name))
        g_string_append_c (out, '-');
      g_string_append_c (out, g_ascii_tolower (*name));
    }
  return g_string_free (out, FALSE);
}

static GParamSpec *
property_spec (const NaruField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY;
  g_autofree char *name = property_name (field->name);

  switch (field->kind)
    {
    case NARU_KIND_SET:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case NARU_KIND_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case NARU_KIND_NUMBER:
      return g_param_spec_int64 (name, NULL, NULL, -NARU_NUMBER_LIMIT, NARU_NUMBER_LIMIT, 0, flags);
    default:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    }
}

static void
class_init (gpointer g_class, gpointer class_data)
{
  GObjectClass *object_class = g_class;
  NaruTypeTable *table = class_data;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  NARU_RECORD_CLASS (g_class)->type = table->type;
  for (guint i = 0; i < table->n_fields; i++)
    g_object_class_install_property (object_class, i + 1, property_spec (table->fields[i]));
}

static GType
table_gtype (NaruTypeTable *table)
{
  if (g_once_init_enter (&table->gtype))
    {
      GTypeInfo info = { 0 };
      GTypeQuery parent;
      g_autofree char *name = g_strdup_printf (
          "Naru%c%sRecord", g_ascii_toupper (table->type->name[0]), table->type->name + 1);

      g_type_query (NARU_TYPE_RECORD, &parent);
      info.class_size = (guint16) parent.class_size;
      info.instance_size = (guint16) parent.instance_size;
      info.class_init = class_init;
      info.class_data = table;
      g_once_init_leave (&table->gtype,
                         g_type_register_static (NARU_TYPE_RECORD, name, &info, G_TYPE_FLAG_FINAL));
    }
  return table->gtype;
}

/**
 * naru_record_type_get_gtype:
 * @type: a record type of the dictionary
 *
 * Returns: the class of its records, with a property per field
 */
GType
naru_record_type_get_gtype (const NaruRecordType *type)
{
  NaruTypeTable *table;

  g_return_val_if_fail (type != NULL, G_TYPE_INVALID);

  table = naru_type_table (type);
  g_return_val_if_fail (table != NULL, G_TYPE_INVALID);
  return table_gtype (table);
}

static NaruRecord *
record_new (NaruTypeTable *table, char *id, char *text)
{
  NaruRecord *self = g_object_new (table_gtype (table), NULL);
  NaruRecordPrivate *priv = PRIVATE (self);

  priv->table = table;
  priv->id = id;
  priv->text = text;
  return self;
}

/**
 * naru_record_new:
 * @type: a record type of the dictionary
 * @id: (nullable): its id; %NULL makes a new one
 *
 * Returns: (transfer full): a record with nothing but type and schema
 */
NaruRecord *
naru_record_new (const NaruRecordType *type, const char *id)
{
  NaruTypeTable *table;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (id == NULL || naru_id_has_type (id, type->name), NULL);

  table = naru_type_table (type);
  g_return_val_if_fail (table != NULL, NULL);
  return record_new (table, id != NULL ? g_strdup (id) : naru_id_new (type->name, NULL),
                     g_strdup_printf ("{\"type\":\"%s\",\"schema\":%u}", type->name, type->schema));
}

/**
 * naru_record_new_from_text:
 * @id: (nullable): its id; %NULL takes the member `_id`
 * @text: a document as received
 * @length: its length in bytes, or -1 if it ends with a zero
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %NARU_ERROR_JSON if the text is not acceptable JSON, or
 *   %NARU_ERROR_INVALID if it has no known type or its id is of another
 */
NaruRecord *
naru_record_new_from_text (const char *id, const char *text, gssize length, GError **error)
{
  g_autofree char *own_id = NULL;
  g_autofree char *name = NULL;
  const NaruRecordType *type;
  NaruJsonSpan span;

  g_return_val_if_fail (text != NULL, NULL);

  if (!naru_json_check_object (text, length, error))
    return NULL;
  span = naru_json_span (text, length);
  name = naru_json_span_dup_string (naru_json_span_member (span, "type"));
  type = naru_record_type_find (name);
  if (type == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           name == NULL ? _ ("The document has no type.")
                                        : _ ("The document has an unknown type."));
      return NULL;
    }
  if (id == NULL)
    id = own_id = naru_json_span_dup_string (naru_json_span_member (span, "_id"));
  if (!naru_id_is_valid (id) || !naru_id_has_type (id, type->name))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("The document is of the type “%s”, and its id does not say so."), type->name);
      return NULL;
    }
  return record_new (naru_type_table (type), g_strdup (id),
                     length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length));
}

/**
 * naru_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): another record with the same id and text
 */
NaruRecord *
naru_record_copy (NaruRecord *self)
{
  NaruRecordPrivate *priv;

  g_return_val_if_fail (NARU_IS_RECORD (self), NULL);

  priv = PRIVATE (self);
  return record_new (priv->table, g_strdup (priv->id), g_strdup (priv->text));
}

/**
 * naru_record_get_record_type:
 * @self: a record
 *
 * Returns: (transfer none): its type
 */
const NaruRecordType *
naru_record_get_record_type (NaruRecord *self)
{
  g_return_val_if_fail (NARU_IS_RECORD (self), NULL);

  return PRIVATE (self)->table->type;
}

/**
 * naru_record_get_id:
 * @self: a record
 *
 * Returns: (transfer none): its id
 */
const char *
naru_record_get_id (NaruRecord *self)
{
  g_return_val_if_fail (NARU_IS_RECORD (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * naru_record_get_text:
 * @self: a record
 *
 * Returns: (transfer none): the text of the document, until the next edit
 */
const char *
naru_record_get_text (NaruRecord *self)
{
  g_return_val_if_fail (NARU_IS_RECORD (self), NULL);

  return PRIVATE (self)->text;
}

/**
 * naru_record_take_text:
 * @self: a record
 * @position: of the field that changed
 * @text: (transfer full): the spliced text
 *
 * Puts the text in place, forgets what was read from the old one, and notifies the property.
 */
void
naru_record_take_text (NaruRecord *self, int position, char *text)
{
  NaruRecordPrivate *priv = PRIVATE (self);
  GParamSpec *spec;
  g_autofree char *name = property_name (priv->table->fields[position]->name);

  forget_derived (priv);
  g_free (priv->text);
  priv->text = text;
  spec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), name);
  g_object_notify_by_pspec (G_OBJECT (self), spec);
}

/**
 * naru_record_get_table:
 * @self: a record
 *
 * Returns: (transfer none): what the registry knows of its type
 */
NaruTypeTable *
naru_record_get_table (NaruRecord *self)
{
  return PRIVATE (self)->table;
}

static void
find_spans (NaruRecordPrivate *priv)
{
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  priv->spans = g_new0 (NaruJsonSpan, priv->table->n_fields);
  naru_json_iter_init (&iter, naru_json_span (priv->text, -1));
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *decoded = NULL;
      const char *key = name.text + 1;
      gsize length = name.length - 2;
      int position;

      if (memchr (key, '\\', length) != NULL)
        {
          key = decoded = naru_json_span_dup_string (name);
          length = strlen (key);
        }
      position = naru_type_table_position_of (priv->table, key, length);
      if (position >= 0)
        priv->spans[position] = value;
    }
}

/**
 * naru_record_span_at:
 * @self: a record
 * @position: of a field in the table
 *
 * Returns: the value in the text, until the next edit
 */
NaruJsonSpan
naru_record_span_at (NaruRecord *self, int position)
{
  NaruRecordPrivate *priv = PRIVATE (self);

  if (priv->spans == NULL)
    find_spans (priv);
  return priv->spans[position];
}

/* The position of a field, or -1 with a critical: a name that is not in the table is a mistake of the caller. */
static int
find_position (NaruRecord *self, const char *field)
{
  int position = naru_type_table_position (PRIVATE (self)->table, field);

  if (position < 0)
    g_critical ("%s has no field %s", PRIVATE (self)->table->type->name, field);
  return position;
}

/**
 * naru_record_get:
 * @self: a record
 * @field: name of a field
 *
 * Reads a value in canonical text form: text, codes and dates as they are, "true" or "false", a decimal number, money as
 * "10320 KRW/hour", the words of a set joined by ", ", an object or a list as its JSON text.
 *
 * Returns: (transfer none) (nullable): the value until the next edit; %NULL if it is absent, empty, or not of the
 *   field's kind
 */
const char *
naru_record_get (NaruRecord *self, const char *field)
{
  NaruRecordPrivate *priv;
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, NULL);

  priv = PRIVATE (self);
  position = find_position (self, field);
  if (position < 0)
    return NULL;
  if (priv->values == NULL)
    priv->values = g_new0 (char *, priv->table->n_fields);
  if (priv->values[position] == NULL)
    priv->values[position]
        = naru_value_decode (priv->table->fields[position], naru_record_span_at (self, position));
  return priv->values[position];
}

/**
 * naru_record_has:
 * @self: a record
 * @field: name of a field
 *
 * Returns: whether it has a value of the field's kind that is not empty
 */
gboolean
naru_record_has (NaruRecord *self, const char *field)
{
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, FALSE);

  position = find_position (self, field);
  return position >= 0
         && naru_value_is_there (PRIVATE (self)->table->fields[position],
                                 naru_record_span_at (self, position));
}

/**
 * naru_record_get_number:
 * @self: a record
 * @field: name of a number
 * @fallback: what to return if there is none
 *
 * Returns: the number
 */
gint64
naru_record_get_number (NaruRecord *self, const char *field, gint64 fallback)
{
  NaruJsonSpan span = naru_record_get_span (self, field);
  gint64 number;

  return naru_json_span_kind (span) == NARU_JSON_NUMBER && naru_value_read_number (span, &number)
             ? number
             : fallback;
}

/**
 * naru_record_get_boolean:
 * @self: a record
 * @field: name of a boolean
 *
 * Returns: %TRUE if the field says so
 */
gboolean
naru_record_get_boolean (NaruRecord *self, const char *field)
{
  NaruJsonSpan span = naru_record_get_span (self, field);

  return naru_json_span_kind (span) == NARU_JSON_BOOLEAN && *span.text == 't';
}

/**
 * naru_record_get_set:
 * @self: a record
 * @field: name of a set
 *
 * Returns: (transfer full): its words; an array of none if it is absent
 */
char **
naru_record_get_set (NaruRecord *self, const char *field)
{
  return naru_value_read_set (naru_record_get_span (self, field));
}

/**
 * naru_record_get_span:
 * @self: a record
 * @field: name of a field, or of a member that the table does not know
 *
 * Returns: the JSON value in the record's text, until the next edit; a span of nothing if it is absent
 */
NaruJsonSpan
naru_record_get_span (NaruRecord *self, const char *field)
{
  int position;

  g_return_val_if_fail (NARU_IS_RECORD (self) && field != NULL, ((NaruJsonSpan){ NULL, 0 }));

  position = naru_type_table_position (PRIVATE (self)->table, field);
  if (position < 0)
    return naru_json_span_member (naru_json_span (PRIVATE (self)->text, -1), field);
  return naru_record_span_at (self, position);
}

/* The first line, cut between characters. */
static char *
shorten (const char *text)
{
  gsize line = strcspn (text, "\n");
  g_autofree char *first = g_strndup (text, line);

  if (g_utf8_strlen (first, -1) > TITLE_LENGTH)
    {
      g_autofree char *cut = g_utf8_substring (first, 0, TITLE_LENGTH - 1);

      return g_strconcat (g_strchomp (cut), "…", NULL);
    }
  return text[line] != '\0' ? g_strconcat (first, "…", NULL) : g_steal_pointer (&first);
}

/**
 * naru_record_get_title:
 * @self: a record
 *
 * Returns: (transfer none): what stands for the record in lists, until the next edit: the first of the type's title
 *   fields that has a value, or else what people call such a record
 */
const char *
naru_record_get_title (NaruRecord *self)
{
  NaruRecordPrivate *priv;

  g_return_val_if_fail (NARU_IS_RECORD (self), NULL);

  priv = PRIVATE (self);
  if (priv->title == NULL)
    {
      g_auto (GStrv) fields
          = g_strsplit (priv->table->type->title != NULL ? priv->table->type->title : "", " ", -1);

      for (guint i = 0; fields[i] != NULL && priv->title == NULL; i++)
        {
          g_autofree char *value = *fields[i] != '\0' ? naru_record_format (self, fields[i]) : NULL;

          if (value != NULL && *value != '\0')
            priv->title = shorten (value);
        }
      if (priv->title == NULL)
        priv->title = g_strdup (naru_record_type_get_label (priv->table->type));
    }
  return priv->title;
}
