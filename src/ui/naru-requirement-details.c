/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one requirement. Each is saved by itself, when it is left or with Return. */

#include "naru-requirement-details.h"

#include <glib/gi18n-lib.h>
#include "naru-field-editor.h"
#include "naru-ui-util.h"

#define LABEL_WIDTH 120
#define COLUMN_GAP 12

/* In the order in which they are asked. */
static const char *const members[]
    = { "skill", "skillLevel", "months", "language", "level", "evidence" };

typedef struct
{
  NaruRequirementDetails *details;
  const NaruField *field;
  NaruFieldEditor *editor;
  gboolean edited;
} Cell;

struct _NaruRequirementDetails
{
  AdwBin parent_instance;

  Cell cells[G_N_ELEMENTS (members)];
};

enum
{
  EDITED,
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruRequirementDetails, naru_requirement_details, ADW_TYPE_BIN)

static const NaruField *
find_member (const char *name)
{
  const NaruField *list
      = naru_record_type_find_field (naru_record_type_find ("vacancy"), "requirements");

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
 * naru_requirement_details_fill:
 * @position: of the requirement in @vacancy
 *
 * Shows what a requirement says; what is being typed stays.
 */
void
naru_requirement_details_fill (NaruRequirementDetails *self, NaruRecord *vacancy, guint position)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value
          = naru_record_get_element (vacancy, "requirements", position, members[i]);

      if (!self->cells[i].edited)
        naru_field_editor_set_value (self->cells[i].editor, value);
    }
}

/**
 * naru_requirement_details_apply:
 * @id: of the requirement
 *
 * Puts what is typed and not saved yet into @vacancy.
 */
void
naru_requirement_details_apply (NaruRequirementDetails *self, NaruRecord *vacancy, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->cells[i].edited
          && naru_field_editor_dup_value (self->cells[i].editor, &value, &message)
          && !naru_record_set_element (vacancy, "requirements", id, members[i], value, NULL))
        g_debug ("A requirement does not fit yet.");
    }
}

/**
 * naru_requirement_details_keep:
 * @values: receives what is typed and not saved yet, as "ID/member"
 * @id: of the requirement
 */
void
naru_requirement_details_keep (NaruRequirementDetails *self, GHashTable *values, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *message = NULL;

      if (self->cells[i].edited
          && naru_field_editor_dup_value (self->cells[i].editor, &value, &message))
        g_hash_table_insert (values, g_strdup_printf ("%s/%s", id, members[i]),
                             g_strdup (value != NULL ? value : ""));
    }
}

/**
 * naru_requirement_details_put_back:
 * @value: what was typed before a crash; "" for what was emptied
 *
 * Returns: whether there is such a member
 */
gboolean
naru_requirement_details_put_back (NaruRequirementDetails *self, const char *member,
                                   const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i], member))
      {
        naru_field_editor_set_value (self->cells[i].editor, *value != '\0' ? value : NULL);
        self->cells[i].edited = TRUE;
        return TRUE;
      }
  return FALSE;
}

/**
 * naru_requirement_say_details:
 * @position: of the requirement in @vacancy
 *
 * Returns: (transfer full) (nullable): "Arc welding, proficient · shown by a certificate", or %NULL where there is nothing to
 *   say beside the text
 */
char *
naru_requirement_say_details (NaruRecord *vacancy, guint position)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = naru_record_get_element (vacancy, "requirements", position, "text");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const NaruField *field = find_member (members[i]);
      g_autofree char *value
          = naru_record_get_element (vacancy, "requirements", position, members[i]);
      g_autofree char *said = value != NULL ? naru_field_format (field, value) : NULL;

      if (said == NULL || g_strcmp0 (said, text) == 0)
        continue;
      if (field->kind == NARU_KIND_NUMBER || g_str_equal (members[i], "evidence"))
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s: %s"), naru_field_get_label (field), said));
      else
        g_ptr_array_add (parts, g_steal_pointer (&said));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gboolean
naru_requirement_details_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NARU_REQUIREMENT_DETAILS (widget)->cells[0].editor));
}

static void
naru_requirement_details_class_init (NaruRequirementDetailsClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_requirement_details_grab_focus;
  signals[EDITED] = g_signal_new ("edited", NARU_TYPE_REQUIREMENT_DETAILS, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", NARU_TYPE_REQUIREMENT_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
naru_requirement_details_init (NaruRequirementDetails *self)
{
}

static void
add_cell (NaruRequirementDetails *self, NaruDesk *desk, GtkWidget *grid, guint i)
{
  Cell *cell = &self->cells[i];
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *label;

  cell->details = self;
  cell->field = find_member (members[i]);
  cell->editor = NARU_FIELD_EDITOR (naru_field_editor_new (desk, cell->field));
  label = naru_ui_wrapped_label (naru_field_get_label (cell->field), "dim-label caption");
  gtk_widget_set_size_request (label, LABEL_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  g_signal_connect_swapped (cell->editor, "edited", G_CALLBACK (edited_cb), cell);
  g_signal_connect_swapped (cell->editor, "commit", G_CALLBACK (save_cb), cell);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (save_cb), cell);
  gtk_widget_add_controller (GTK_WIDGET (cell->editor), focus);
  gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (cell->editor), 1, (int) i, 1, 1);
}

/**
 * naru_requirement_details_new:
 *
 * Returns: (transfer floating): the fields of no requirement yet, see naru_requirement_details_fill()
 */
GtkWidget *
naru_requirement_details_new (NaruDesk *desk)
{
  NaruRequirementDetails *self = g_object_new (NARU_TYPE_REQUIREMENT_DETAILS, NULL);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), COLUMN_GAP);
  gtk_widget_set_margin_top (grid, 3);
  gtk_widget_set_margin_bottom (grid, 9);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    add_cell (self, desk, grid, i);
  adw_bin_set_child (ADW_BIN (self), grid);
  return GTK_WIDGET (self);
}
