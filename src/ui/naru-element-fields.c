/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one element of a list. Each is saved by itself, when it is left or with Return. */

#include "naru-element-fields.h"

#include <glib/gi18n-lib.h>
#include "naru-field-editor.h"
#include "naru-ui-util.h"

#define LABEL_WIDTH 96
#define COLUMN_GAP 12

typedef struct
{
  NaruElementFields *details;
  const NaruField *field;
  NaruFieldEditor *editor;
  gboolean edited;
} Cell;

struct _NaruElementFields
{
  AdwBin parent_instance;

  const NaruField *list;
  Cell *cells;
  guint n_cells;
};

enum
{
  EDITED,
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruElementFields, naru_element_fields, ADW_TYPE_BIN)

static const NaruField *
find_member (const NaruField *list, const char *name)
{
  for (const NaruField *member = list->fields; member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return member;
  return NULL;
}

static void
edited_cb (Cell *cell)
{
  cell->edited = TRUE;
  g_signal_emit (cell->details, signals[EDITED], 0);
}

static void
save_cb (Cell *cell)
{
  g_autofree char *value = NULL;
  g_autofree char *message = NULL;

  if (!cell->edited || !naru_field_editor_dup_value (cell->editor, &value, &message))
    return;
  cell->edited = FALSE;
  g_signal_emit (cell->details, signals[SAVE], 0, cell->field->name, value);
}

/**
 * naru_element_fields_fill:
 * @position: of the element in its list
 *
 * Shows what an element says; what is being typed stays.
 */
void
naru_element_fields_fill (NaruElementFields *self, NaruRecord *record, guint position)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      g_autofree char *value = naru_record_get_element (record, self->list->name, position,
                                                        self->cells[i].field->name);

      if (!self->cells[i].edited)
        naru_field_editor_set_value (self->cells[i].editor, value);
    }
}

/**
 * naru_element_fields_apply:
 * @id: of the element
 *
 * Puts what is typed and not saved yet into @record.
 */
void
naru_element_fields_apply (NaruElementFields *self, NaruRecord *record, const char *id)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->cells[i].edited
          && naru_field_editor_dup_value (self->cells[i].editor, &value, &message)
          && !naru_record_set_element (record, self->list->name, id, self->cells[i].field->name,
                                       value, NULL))
        g_debug ("What is typed does not fit yet.");
    }
}

/**
 * naru_element_fields_keep:
 * @values: receives what is typed and not saved yet, as "ID/member"
 * @id: of the element
 */
void
naru_element_fields_keep (NaruElementFields *self, GHashTable *values, const char *id)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->cells[i].edited
          && naru_field_editor_dup_value (self->cells[i].editor, &value, &message))
        g_hash_table_insert (values, g_strdup_printf ("%s/%s", id, self->cells[i].field->name),
                             g_strdup (value != NULL ? value : ""));
    }
}

/**
 * naru_element_fields_put_back:
 * @value: what was typed before a crash; "" for what was emptied
 *
 * Returns: whether there is such a member
 */
gboolean
naru_element_fields_put_back (NaruElementFields *self, const char *member, const char *value)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (g_str_equal (self->cells[i].field->name, member))
      {
        naru_field_editor_set_value (self->cells[i].editor, *value != '\0' ? value : NULL);
        self->cells[i].edited = TRUE;
        return TRUE;
      }
  return FALSE;
}

static gboolean
naru_element_fields_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NARU_ELEMENT_FIELDS (widget)->cells[0].editor));
}

static void
naru_element_fields_finalize (GObject *object)
{
  g_free (NARU_ELEMENT_FIELDS (object)->cells);
  G_OBJECT_CLASS (naru_element_fields_parent_class)->finalize (object);
}

static void
naru_element_fields_class_init (NaruElementFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_element_fields_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_element_fields_grab_focus;
  signals[EDITED] = g_signal_new ("edited", NARU_TYPE_ELEMENT_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", NARU_TYPE_ELEMENT_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
naru_element_fields_init (NaruElementFields *self)
{
}

static void
add_cell (NaruElementFields *self, NaruDesk *desk, GtkWidget *grid, guint i, const char *member,
          guint columns)
{
  int column = (int) (i % columns) * 2;
  int row = (int) (i / columns);
  Cell *cell = &self->cells[i];
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *label;

  cell->details = self;
  cell->field = find_member (self->list, member);
  cell->editor = NARU_FIELD_EDITOR (naru_field_editor_new (desk, cell->field));
  label = naru_ui_wrapped_label (naru_field_get_label (cell->field), "dim-label caption");
  gtk_widget_set_size_request (label, LABEL_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  g_signal_connect_swapped (cell->editor, "edited", G_CALLBACK (edited_cb), cell);
  g_signal_connect_swapped (cell->editor, "commit", G_CALLBACK (save_cb), cell);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (save_cb), cell);
  gtk_widget_add_controller (GTK_WIDGET (cell->editor), focus);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (cell->editor), column + 1, row, 1, 1);
}

/**
 * naru_element_fields_new:
 * @type: a record type
 * @list: name of a list of it
 * @members: (array zero-terminated=1): which fields of an element, in the order in which they are asked
 * @columns: how many stand beside each other
 *
 * Returns: (transfer floating): the fields of no element yet, see naru_element_fields_fill()
 */
GtkWidget *
naru_element_fields_new (NaruDesk *desk, const char *type, const char *list,
                         const char *const *members, guint columns)
{
  NaruElementFields *self = g_object_new (NARU_TYPE_ELEMENT_FIELDS, NULL);
  GtkWidget *grid = gtk_grid_new ();

  self->list = naru_record_type_find_field (naru_record_type_find (type), list);
  self->n_cells = g_strv_length ((char **) members);
  self->cells = g_new0 (Cell, self->n_cells);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), COLUMN_GAP);
  gtk_widget_set_margin_top (grid, 3);
  gtk_widget_set_margin_bottom (grid, 9);
  for (guint i = 0; i < self->n_cells; i++)
    add_cell (self, desk, grid, i, members[i], columns);
  adw_bin_set_child (ADW_BIN (self), grid);
  return GTK_WIDGET (self);
}
