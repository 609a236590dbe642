/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each field is a block: its values as boxes to choose from, and below them an editor for any other value. The number keys
 * choose in the block that has the keyboard, or in the first that nothing is chosen of. */

#include "naru-conflict-fields.h"

#include <glib/gi18n-lib.h>
#include "naru-conflict-text.h"
#include "naru-field-editor-private.h"
#include "naru-ui-util.h"

#define STATE_CHARS 12 /* the least width of a line that wraps */

typedef struct
{
  const NaruConflict *conflict; /* of the array */
  const NaruField *field; /* NULL for a member of an entry */
  GtkWidget *block;
  GtkWidget *before;
  GPtrArray *checks; /* one of a value; then that of any other value */
  GtkWidget *editor; /* NULL where there can be no other value */
} Block;

struct _NaruConflictFields
{
  AdwBin parent_instance;
  NaruDesk *desk;
  GtkWidget *box;
  GPtrArray *conflicts; /* of GPtrArray, one for each record */
  GPtrArray *blocks;
};

G_DEFINE_FINAL_TYPE (NaruConflictFields, naru_conflict_fields, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
block_free (gpointer data)
{
  Block *block = data;

  g_ptr_array_unref (block->checks);
  g_free (block);
}

static int
find_chosen (const Block *block)
{
  for (guint i = 0; i < block->checks->len; i++)
    if (gtk_check_button_get_active (block->checks->pdata[i]))
      return (int) i;
  return -1;
}

static void
show_chosen (Block *block)
{
  for (guint i = 0; i < block->conflict->values->len; i++)
    {
      GtkCheckButton *check = block->checks->pdata[i];
      GtkWidget *card = gtk_widget_get_parent (GTK_WIDGET (check));

      if (gtk_check_button_get_active (check))
        gtk_widget_add_css_class (card, "chosen");
      else
        gtk_widget_remove_css_class (card, "chosen");
    }
  if (block->editor != NULL)
    gtk_widget_set_visible (
        block->editor, gtk_check_button_get_active (block->checks->pdata[block->checks->len - 1]));
}

static void
toggled_cb (NaruConflictFields *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    show_chosen (self->blocks->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_check (NaruConflictFields *self, Block *block, const char *name)
{
  GtkWidget *check = gtk_check_button_new ();

  if (block->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), block->checks->pdata[0]);
  naru_ui_name (check, name);
  g_ptr_array_add (block->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return check;
}

/* A click anywhere in the box chooses it. */
static void
card_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkCheckButton *check)
{
  gtk_check_button_set_active (check, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (check));
}

/* As many lines as it needs: which value holds is half of what is asked. */
static GtkWidget *
make_state (const char *icon, const char *css_class, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = naru_ui_wrapped_label (text, "caption dim-label");

  /* of any height it would be wider than the one letter that it can be narrow */
  gtk_label_set_width_chars (GTK_LABEL (label), STATE_CHARS);
  gtk_box_append (GTK_BOX (box), naru_ui_on_first_line (naru_ui_icon (icon, css_class, NULL)));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
value_card (NaruConflictFields *self, Block *block, guint number)
{
  const NaruConflictValue *value = block->conflict->values->pdata[number];
  g_autofree char *text = naru_conflict_format_value (self->desk, block->conflict, value);
  g_autofree char *author = naru_conflict_format_author (self->desk, value);
  g_autofree char *name = g_strdup_printf (C_ ("a value, and who gave it", "%1$s. %2$s"),
                                           *text != '\0' ? text : _ ("nothing"), author);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *check = add_check (self, block, name);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts),
                  naru_ui_wrapped_label (*text != '\0' ? text : _ ("nothing"), "value"));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (author, NULL));
  gtk_box_append (GTK_BOX (texts), value->is_current
                                       ? make_state ("naru-sent-symbolic", NULL,
                                                     _ ("Holds on every desk until settled"))
                                       : make_state ("naru-late-symbolic", "dim-label",
                                                     _ ("Does not hold, kept in the history")));
  gtk_widget_add_css_class (card, "choice");
  gtk_box_append (GTK_BOX (card), check);
  gtk_box_append (GTK_BOX (card), texts);
  g_signal_connect (click, "pressed", G_CALLBACK (card_pressed_cb), check);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  return card;
}

static void
add_other (NaruConflictFields *self, Block *block)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = add_check (self, block, _ ("Another value"));

  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), _ ("Another value"));
  gtk_widget_set_margin_start (check, 12);
  block->editor = naru_field_editor_new (self->desk, block->field);
  naru_ui_name (block->editor, naru_conflict_get_label (block->conflict));
  gtk_widget_set_hexpand (block->editor, TRUE);
  gtk_widget_set_visible (block->editor, FALSE);
  g_signal_connect_object (block->editor, "edited", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), block->editor);
  gtk_box_append (GTK_BOX (block->block), line);
}

/* The field, and beside it what it was before. */
static GtkWidget *
new_heading (Block *block, const char *title)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = naru_ui_label (title, "heading");

  block->before = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (block->before, GTK_ALIGN_BASELINE);
  gtk_widget_set_visible (block->before, FALSE);
  gtk_box_append (GTK_BOX (heading), label);
  gtk_box_append (GTK_BOX (heading), block->before);
  return heading;
}

static void
add_block (NaruConflictFields *self, const char *title, const NaruConflict *conflict)
{
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  Block *block = g_new0 (Block, 1);
  GtkWidget *cards = gtk_flow_box_new ();
  /* Translators: a record, and one of its fields */
  g_autofree char *both = title != NULL ? g_strdup_printf (_ ("%1$s: %2$s"), title,
                                                           naru_conflict_get_label (conflict))
                                        : NULL;

  block->conflict = conflict;
  block->field = type != NULL ? naru_record_type_find_field (type, conflict->field) : NULL;
  block->checks = g_ptr_array_new ();
  block->block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (block->block),
                  new_heading (block, both != NULL ? both : naru_conflict_get_label (conflict)));
  gtk_widget_add_css_class (cards, "cards");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (cards), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (cards), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (cards), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (cards), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (cards), 6);
  for (guint i = 0; i < conflict->values->len; i++)
    {
      gtk_flow_box_insert (GTK_FLOW_BOX (cards), value_card (self, block, i), -1);
      gtk_widget_set_focusable (
          GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (cards), (int) i)), FALSE);
    }
  gtk_box_append (GTK_BOX (block->block), cards);
  if (block->field != NULL)
    add_other (self, block);
  gtk_box_append (GTK_BOX (self->box), block->block);
  g_ptr_array_add (self->blocks, block);
}

/**
 * naru_conflict_fields_clear:
 *
 * Shows nothing.
 */
void
naru_conflict_fields_clear (NaruConflictFields *self)
{
  g_ptr_array_set_size (self->blocks, 0);
  naru_ui_clear (self->box);
  g_ptr_array_set_size (self->conflicts, 0);
}

/**
 * naru_conflict_fields_add:
 * @title: (nullable): what the record is, where several are shown
 * @conflicts: (element-type NaruConflict): of one record; kept
 *
 * Shows the fields of a record behind those of others, with nothing chosen.
 */
void
naru_conflict_fields_add (NaruConflictFields *self, const char *title, GPtrArray *conflicts)
{
  g_ptr_array_add (self->conflicts, g_ptr_array_ref (conflicts));
  for (guint i = 0; i < conflicts->len; i++)
    add_block (self, title, conflicts->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * naru_conflict_fields_set_before:
 * @conflict: id of a conflict that is shown
 * @before: (nullable): the value that all of its values came from, "" for none; %NULL where nobody knows
 *
 * Says it beside the field. What is chosen stays.
 */
void
naru_conflict_fields_set_before (NaruConflictFields *self, const char *conflict, const char *before)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];
      g_autofree char *text = NULL;

      if (!g_str_equal (block->conflict->id, conflict))
        continue;
      gtk_widget_set_visible (block->before, before != NULL);
      if (before == NULL)
        continue;
      text
          = g_strdup_printf (_ ("before both edits: %s"), *before != '\0' ? before : _ ("nothing"));
      naru_ui_set_text (block->before, text);
    }
}

/* The block that the number keys are about. */
static Block *
find_block (NaruConflictFields *self)
{
  Block *first = NULL;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];

      if (naru_ui_has_focus (block->block))
        return block;
      if (first == NULL && find_chosen (block) < 0)
        first = block;
    }
  return first;
}

static void
focus_next (NaruConflictFields *self, const Block *chosen)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];

      if (block != chosen && find_chosen (block) < 0)
        {
          gtk_widget_grab_focus (block->checks->pdata[0]);
          return;
        }
    }
}

/**
 * naru_conflict_fields_choose:
 * @number: 0 for the first value; that behind the last is any other value
 *
 * Chooses in the field that has the keyboard, or in the first that nothing is chosen of, and moves on to the next.
 *
 * Returns: whether there is such a value
 */
gboolean
naru_conflict_fields_choose (NaruConflictFields *self, guint number)
{
  Block *block = find_block (self);

  if (block == NULL || number >= block->checks->len)
    return FALSE;
  gtk_check_button_set_active (block->checks->pdata[number], TRUE);
  if (block->editor != NULL && number == block->conflict->values->len)
    gtk_widget_child_focus (block->editor, GTK_DIR_TAB_FORWARD);
  else
    focus_next (self, block);
  return TRUE;
}

/**
 * naru_conflict_fields_choose_all:
 * @mine: whether to choose what whoever works here has written; otherwise the first value of somebody else
 */
void
naru_conflict_fields_choose_all (NaruConflictFields *self, gboolean mine)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];

      for (guint j = 0; j < block->conflict->values->len; j++)
        if (naru_conflict_is_mine (self->desk, block->conflict->values->pdata[j]) == mine)
          {
            gtk_check_button_set_active (block->checks->pdata[j], TRUE);
            break;
          }
    }
}

/**
 * naru_conflict_fields_count:
 * @n_chosen: (out): of how many something is chosen
 *
 * Returns: how many fields there are
 */
guint
naru_conflict_fields_count (NaruConflictFields *self, guint *n_chosen)
{
  *n_chosen = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    *n_chosen += find_chosen (self->blocks->pdata[i]) >= 0;
  return self->blocks->len;
}

/**
 * naru_conflict_fields_dup_choices:
 * @message: (out) (nullable): why another value cannot be understood
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of conflicts and JSON texts in turn, %NULL for nothing; %NULL
 *   with @message
 */
GPtrArray *
naru_conflict_fields_dup_choices (NaruConflictFields *self, char **message)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];
      int chosen = find_chosen (block);
      g_autofree char *value = NULL;

      if (chosen < 0)
        continue;
      g_ptr_array_add (choices, g_strdup (block->conflict->id));
      if ((guint) chosen < block->conflict->values->len)
        {
          const NaruConflictValue *one = block->conflict->values->pdata[chosen];

          g_ptr_array_add (choices, g_strdup (one->value));
          continue;
        }
      if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (block->editor), &value, message))
        return NULL;
      g_ptr_array_add (choices, value != NULL ? naru_field_to_json (block->field, value) : NULL);
    }
  return g_steal_pointer (&choices);
}

static void
naru_conflict_fields_dispose (GObject *object)
{
  NaruConflictFields *self = NARU_CONFLICT_FIELDS (object);

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_conflict_fields_parent_class)->dispose (object);
}

static void
naru_conflict_fields_class_init (NaruConflictFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_conflict_fields_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_conflict_fields_init (NaruConflictFields *self)
{
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * naru_conflict_fields_new:
 *
 * Returns: (transfer floating): a widget without fields
 */
GtkWidget *
naru_conflict_fields_new (NaruDesk *desk)
{
  NaruConflictFields *self = g_object_new (NARU_TYPE_CONFLICT_FIELDS, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
