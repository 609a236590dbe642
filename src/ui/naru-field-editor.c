/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a form. This file holds what the kinds have in common, and chooses among them. */

#include "naru-field-editor.h"
#include "naru-field-editor-private.h"

#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  const NaruField *field;
  gboolean setting;
} NaruFieldEditorPrivate;

enum
{
  EDITED,
  COMMIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NaruFieldEditor, naru_field_editor, ADW_TYPE_BIN)

static NaruFieldEditorPrivate *
get_private (NaruFieldEditor *self)
{
  return naru_field_editor_get_instance_private (self);
}

/**
 * naru_field_editor_get_field:
 *
 * The row of the field table that the editor is for.
 */
const NaruField *
naru_field_editor_get_field (NaruFieldEditor *self)
{
  return get_private (self)->field;
}

/**
 * naru_field_editor_get_desk:
 *
 * The desk at which the editor is shown.
 */
NaruDesk *
naru_field_editor_get_desk (NaruFieldEditor *self)
{
  return get_private (self)->desk;
}

/**
 * naru_field_editor_set_value:
 *
 * Shows a value in canonical form; %NULL for none. Nothing is emitted.
 */
void
naru_field_editor_set_value (NaruFieldEditor *self, const char *value)
{
  NaruFieldEditorPrivate *priv = get_private (self);

  priv->setting = TRUE;
  NARU_FIELD_EDITOR_GET_CLASS (self)->set_value (self, value);
  priv->setting = FALSE;
}

/**
 * naru_field_editor_dup_value:
 * @value: (out): what is typed or chosen, in canonical form, or %NULL for nothing
 * @message: (out): where it cannot be understood, a sentence that says what would be right
 *
 * Returns: whether it could be understood
 */
gboolean
naru_field_editor_dup_value (NaruFieldEditor *self, char **value, char **message)
{
  *value = NULL;
  *message = NULL;
  return NARU_FIELD_EDITOR_GET_CLASS (self)->dup_value (self, value, message);
}

/**
 * naru_field_editor_dup_text:
 *
 * Returns: (transfer full) (nullable): what is typed, whether it can be understood or not, in a form that
 *   naru_field_editor_set_value() shows again; %NULL for an editor in which nothing is typed
 */
char *
naru_field_editor_dup_text (NaruFieldEditor *self)
{
  NaruKind kind = naru_field_editor_get_field (self)->kind;
  GtkWidget *entry = kind == NARU_KIND_DATE || kind == NARU_KIND_TIME || kind == NARU_KIND_NUMBER
                             || kind == NARU_KIND_TEXT
                         ? naru_ui_find_entry (GTK_WIDGET (self))
                         : NULL;

  return entry != NULL ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))) : NULL;
}

/**
 * naru_field_editor_put:
 * @record: takes the value
 * @message: (out): where it cannot be understood or taken, a sentence that says why
 *
 * Puts what is typed or chosen into the field of @record.
 *
 * Returns: whether it is there
 */
gboolean
naru_field_editor_put (NaruFieldEditor *self, NaruRecord *record, char **message)
{
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (!naru_field_editor_dup_value (self, &value, message))
    return FALSE;
  if (naru_record_set (record, naru_field_editor_get_field (self)->name, value, &error))
    return TRUE;
  *message = g_strdup (error->message);
  return FALSE;
}

/**
 * naru_field_editor_set_marks:
 * @marks: (nullable) (element-type NaruLevelMark): words of what is typed, in characters
 *
 * Marks words, where words can be typed.
 */
void
naru_field_editor_set_marks (NaruFieldEditor *self, const GArray *marks)
{
  if (NARU_FIELD_EDITOR_GET_CLASS (self)->set_marks != NULL)
    NARU_FIELD_EDITOR_GET_CLASS (self)->set_marks (self, marks);
}

/**
 * naru_field_editor_select:
 * @start: first character
 * @end: the one behind the last
 *
 * Selects words, where words can be typed, so that they are seen and typed over.
 */
void
naru_field_editor_select (NaruFieldEditor *self, guint start, guint end)
{
  if (end > start && NARU_FIELD_EDITOR_GET_CLASS (self)->select != NULL)
    NARU_FIELD_EDITOR_GET_CLASS (self)->select (self, start, end);
}

/**
 * naru_field_editor_edited:
 *
 * For the kinds: the person typed or chose something.
 */
void
naru_field_editor_edited (NaruFieldEditor *self)
{
  if (!get_private (self)->setting)
    g_signal_emit (self, signals[EDITED], 0);
}

/**
 * naru_field_editor_commit:
 *
 * For the kinds: the person is done with it: Return was pressed, or a value was chosen.
 */
void
naru_field_editor_commit (NaruFieldEditor *self)
{
  if (!get_private (self)->setting)
    g_signal_emit (self, signals[COMMIT], 0);
}

/**
 * naru_field_is_compound:
 *
 * Whether values of @field are JSON texts.
 */
gboolean
naru_field_is_compound (const NaruField *field)
{
  return field->kind == NARU_KIND_MONEY || field->kind == NARU_KIND_OBJECT
         || field->kind == NARU_KIND_LIST || field->kind == NARU_KIND_SET;
}

/**
 * naru_field_dup_from_json:
 *
 * A JSON value in the form that editors take; %NULL for none.
 */
char *
naru_field_dup_from_json (const NaruField *field, NaruJsonSpan span)
{
  switch (naru_json_span_kind (span))
    {
    case NARU_JSON_MISSING:
    case NARU_JSON_NULL:
      return NULL;
    case NARU_JSON_STRING:
      return naru_json_span_dup_string (span);
    default:
      return naru_json_span_dup (span);
    }
}

/**
 * naru_field_dup_from_record:
 *
 * The value of @field in @record in the form that editors take; %NULL for none.
 */
char *
naru_field_dup_from_record (NaruRecord *record, const NaruField *field)
{
  return naru_field_dup_from_json (field, naru_record_get_span (record, field->name));
}

/**
 * naru_field_to_json:
 *
 * The JSON text of a value that an editor gave; %NULL for none.
 */
char *
naru_field_to_json (const NaruField *field, const char *value)
{
  if (value == NULL)
    return NULL;
  if (naru_field_is_compound (field) || field->kind == NARU_KIND_NUMBER
      || field->kind == NARU_KIND_BOOLEAN)
    return g_strdup (value);
  return naru_json_quote (value);
}

static void
naru_field_editor_dispose (GObject *object)
{
  g_clear_object (&get_private (NARU_FIELD_EDITOR (object))->desk);
  G_OBJECT_CLASS (naru_field_editor_parent_class)->dispose (object);
}

static void
naru_field_editor_class_init (NaruFieldEditorClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_field_editor_dispose;
  GTK_WIDGET_CLASS (klass)->focus = naru_ui_focus_child;
  signals[EDITED]
      = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMMIT]
      = g_signal_new ("commit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_field_editor_init (NaruFieldEditor *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

static GType
find_type (const NaruField *field)
{
  switch (field->kind)
    {
    case NARU_KIND_LONG_TEXT:
      return naru_long_editor_get_type ();
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
    case NARU_KIND_REFERENCE:
      return naru_choice_editor_get_type ();
    case NARU_KIND_BOOLEAN:
      return naru_switch_editor_get_type ();
    case NARU_KIND_MONEY:
      return naru_money_editor_get_type ();
    case NARU_KIND_OBJECT:
      return naru_object_editor_get_type ();
    case NARU_KIND_LIST:
      return naru_elements_editor_get_type ();
    case NARU_KIND_SET:
      return naru_set_editor_get_type ();
    case NARU_KIND_TEXT:
    case NARU_KIND_DATE:
    case NARU_KIND_TIME:
    case NARU_KIND_NUMBER:
    default:
      return naru_entry_editor_get_type ();
    }
}

/**
 * naru_field_editor_set_up:
 *
 * Gives an editor its field and makes its widgets. Called once, straight after g_object_new().
 */
void
naru_field_editor_set_up (NaruFieldEditor *self, NaruDesk *desk, const NaruField *field)
{
  NaruFieldEditorPrivate *priv = get_private (self);

  priv->desk = g_object_ref (desk);
  priv->field = field;
  NARU_FIELD_EDITOR_GET_CLASS (self)->build (self);
}

/**
 * naru_field_editor_new:
 *
 * The widget for a field of any kind. Its accessible name is the field's label.
 */
GtkWidget *
naru_field_editor_new (NaruDesk *desk, const NaruField *field)
{
  NaruFieldEditor *self = g_object_new (find_type (field), NULL);

  naru_field_editor_set_up (self, desk, field);
  return GTK_WIDGET (self);
}
