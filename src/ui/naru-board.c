/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A board of records by stage. A card is taken to another column with the mouse, or with Alt and an arrow key; arrow keys
 * alone go from card to card, Return opens one. */

#include "naru-board.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define COLUMN_WIDTH 150

struct _NaruBoard
{
  AdwBin parent_instance;

  NaruVocabulary *stages;
  GtkWidget *columns;
  char *focus_id; /* the card that is to have the keyboard when it comes */
  gboolean wants_focus; /* wherever the keyboard is now */
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruBoard, naru_board, ADW_TYPE_BIN)

/**
 * naru_board_card_new:
 *
 * Returns: (transfer full): a card with nothing but a name; free with naru_board_card_free()
 */
NaruBoardCard *
naru_board_card_new (const char *id, const char *name)
{
  NaruBoardCard *card = g_new0 (NaruBoardCard, 1);

  card->id = g_strdup (id);
  card->name = g_strdup (name);
  return card;
}

/**
 * naru_board_card_free:
 *
 * Frees it.
 */
void
naru_board_card_free (NaruBoardCard *card)
{
  g_free (card->id);
  g_free (card->name);
  g_free (card->note);
  g_free (card->flag);
  g_free (card);
}

/* Moving */

static GtkWidget *
column_at (NaruBoard *self, int position)
{
  GtkWidget *column = gtk_widget_get_first_child (self->columns);

  for (int i = 0; column != NULL && i < position; i++)
    column = gtk_widget_get_next_sibling (column);
  return position < 0 ? NULL : column;
}

static int
position_of (GtkWidget *column)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "position"));
}

static void
move_card (NaruBoard *self, const char *id, int position)
{
  if (position < 0 || position >= (int) naru_vocabulary_size (self->stages))
    return;
  g_signal_emit (self, signals[MOVED], 0, id,
                 naru_vocabulary_code_at (self->stages, (guint) position));
}

static gboolean
dropped_cb (GtkWidget *column, const GValue *value)
{
  GtkWidget *board = gtk_widget_get_ancestor (column, NARU_TYPE_BOARD);

  move_card (NARU_BOARD (board), g_value_get_string (value), position_of (column));
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkWidget *row, double x, double y, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_STRING, g_object_get_data (G_OBJECT (row), "id"));
}

/* The card at the same height in the nearest column on that side that has one. */
static void
go_beside (NaruBoard *self, GtkWidget *row, int position, int by)
{
  int height = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  for (int i = position + by; column_at (self, i) != NULL; i += by)
    {
      GtkListBox *list = g_object_get_data (G_OBJECT (column_at (self, i)), "list");
      GtkListBoxRow *beside = NULL;

      for (int at = height; at >= 0 && beside == NULL; at--)
        beside = gtk_list_box_get_row_at_index (list, at);
      if (beside == NULL)
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (beside));
      return;
    }
}

static gboolean
key_cb (GtkWidget *row, guint key, guint code, GdkModifierType state)
{
  GtkWidget *board = gtk_widget_get_ancestor (row, NARU_TYPE_BOARD);
  int position = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "column"));
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  int by = key == GDK_KEY_Right ? 1 : -1;

  if (key != GDK_KEY_Right && key != GDK_KEY_Left)
    return GDK_EVENT_PROPAGATE;
  if (held == GDK_ALT_MASK)
    move_card (NARU_BOARD (board), g_object_get_data (G_OBJECT (row), "id"), position + by);
  else if (held == 0)
    go_beside (NARU_BOARD (board), row, position, by);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Cards */

/**
 * naru_board_make_card:
 *
 * Returns: (transfer floating): a row that shows @card and opens its record in a list of naru_board_make_rows()
 */
GtkWidget *
naru_board_make_card (const NaruBoardCard *card)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = naru_ui_label (card->name, NULL);
  GtkWidget *note = naru_ui_two_line_label ("", "caption dim-label");
  g_autofree char *spoken = g_strjoin (
      ", ", card->name, card->note != NULL && *card->note != '\0' ? card->note : card->flag,
      card->note != NULL && *card->note != '\0' ? card->flag : NULL, NULL);

  naru_ui_set_tooltip (name, card->name);
  gtk_box_append (GTK_BOX (box), name);
  naru_ui_set_text (note, card->note);
  gtk_box_append (GTK_BOX (box), note);
  if (card->flag != NULL)
    gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (card->flag, "caption review"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  naru_ui_name (row, spoken);
  gtk_widget_set_has_tooltip (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (card->id), g_free);
  return row;
}

static GtkWidget *
make_movable (const NaruBoardCard *card, int column)
{
  GtkWidget *row = naru_board_make_card (card);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data (G_OBJECT (row), "column", GINT_TO_POINTER (column));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, keys);
  return row;
}

static void
activated_cb (GtkWidget *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (list, "win.open", "s", g_object_get_data (G_OBJECT (row), "id"));
}

/**
 * naru_board_make_rows:
 * @name: accessible name
 *
 * Returns: (transfer floating): a list for cards, which opens the record of the one that is activated
 */
GtkWidget *
naru_board_make_rows (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_add_classes (list, "plain-rows owned-rows");
  naru_ui_name (list, name);
  gtk_widget_set_has_tooltip (list, FALSE);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (activated_cb), list);
  return list;
}

/* The card that has the keyboard, so that it keeps it when the column is filled anew. */
static const char *
focused_id (GtkWidget *list)
{
  GtkWidget *child = gtk_widget_get_focus_child (list);

  return child != NULL && naru_ui_has_focus (list) ? g_object_get_data (G_OBJECT (child), "id")
                                                   : NULL;
}

/**
 * naru_board_fill:
 * @self: the board
 * @column: position of a stage
 * @cards: (element-type NaruBoardCard): what stands in it
 * @count: how many there are; the list of the place has the rest
 *
 * Fills a column; the last one comes last. The card that had the keyboard has it again, in whichever column it is now.
 */
void
naru_board_fill (NaruBoard *self, guint column, GPtrArray *cards, gint64 count)
{
  GtkWidget *widget = column_at (self, (int) column);
  GtkWidget *heading = g_object_get_data (G_OBJECT (widget), "count");
  GtkWidget *list = g_object_get_data (G_OBJECT (widget), "list");
  GtkWidget *more = g_object_get_data (G_OBJECT (widget), "more");
  gboolean has_focus = self->wants_focus || naru_ui_has_focus (GTK_WIDGET (self));
  g_autofree char *number = naru_ui_format_count (count);
  g_autofree char *rest = NULL;

  if (self->focus_id == NULL)
    self->focus_id = g_strdup (focused_id (list));
  gtk_label_set_text (GTK_LABEL (heading), number);
  naru_ui_clear (list);
  for (guint i = 0; i < cards->len; i++)
    {
      const NaruBoardCard *card = cards->pdata[i];
      GtkWidget *row = make_movable (card, (int) column);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (has_focus && g_strcmp0 (self->focus_id, card->id) == 0)
        {
          gtk_widget_grab_focus (row);
          g_clear_pointer (&self->focus_id, g_free);
          self->wants_focus = FALSE;
        }
    }
  if (count > (gint64) cards->len)
    rest = g_strdup_printf (_ ("%d more in the list"), (int) (count - cards->len));
  naru_ui_set_text (more, rest);
  if (column + 1 == naru_vocabulary_size (self->stages))
    {
      if (self->wants_focus)
        gtk_widget_child_focus (self->columns, GTK_DIR_TAB_FORWARD);
      self->wants_focus = FALSE;
      g_clear_pointer (&self->focus_id, g_free);
    }
}

/**
 * naru_board_focus:
 * @id: (nullable): a record; %NULL for the first card
 *
 * The card has the keyboard when the board is filled next.
 */
void
naru_board_focus (NaruBoard *self, const char *id)
{
  g_free (self->focus_id);
  self->focus_id = g_strdup (id);
  self->wants_focus = TRUE;
}

static GtkWidget *
make_column (NaruBoard *self, guint position)
{
  const char *label
      = naru_vocabulary_label (self->stages, naru_vocabulary_code_at (self->stages, position));
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = naru_ui_label (label, "heading");
  GtkWidget *count = naru_ui_label ("", "caption dim-label numeric");
  GtkWidget *list = naru_board_make_rows (label);
  GtkWidget *more = naru_ui_label ("", "caption dim-label");
  GtkWidget *scrolled = naru_ui_scrolled (list);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), count);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_margin_start (more, 12);
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), scrolled);
  gtk_box_append (GTK_BOX (column), more);
  gtk_widget_set_size_request (column, (int) (COLUMN_WIDTH * naru_ui_text_scale ()), -1);
  g_object_set_data (G_OBJECT (column), "count", count);
  g_object_set_data (G_OBJECT (column), "list", list);
  g_object_set_data (G_OBJECT (column), "more", more);
  g_object_set_data (G_OBJECT (column), "position", GUINT_TO_POINTER (position));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), column);
  gtk_widget_add_controller (column, GTK_EVENT_CONTROLLER (drop));
  return column;
}

static void
naru_board_dispose (GObject *object)
{
  g_clear_pointer (&NARU_BOARD (object)->focus_id, g_free);
  G_OBJECT_CLASS (naru_board_parent_class)->dispose (object);
}

static void
naru_board_class_init (NaruBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_board_dispose;
  signals[MOVED] = g_signal_new ("moved", NARU_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
naru_board_init (NaruBoard *self)
{
}

/**
 * naru_board_new:
 * @stages: its columns
 *
 * Returns: (transfer floating): a board with nothing on it, see naru_board_fill()
 */
GtkWidget *
naru_board_new (NaruVocabulary *stages)
{
  NaruBoard *self = g_object_new (NARU_TYPE_BOARD, NULL);
  GtkWidget *across = gtk_scrolled_window_new ();

  self->stages = stages;
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), TRUE);
  for (guint i = 0; i < naru_vocabulary_size (stages); i++)
    gtk_box_append (GTK_BOX (self->columns), make_column (self, i));
  gtk_widget_set_margin_start (self->columns, 12);
  gtk_widget_set_margin_end (self->columns, 12);
  gtk_widget_set_margin_top (self->columns, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (across), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (across), self->columns);
  /* one column and the beginning of the next: with less, what stands beside makes room */
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (across),
                                             (int) (COLUMN_WIDTH * naru_ui_text_scale () * 3 / 2));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), across);
  return GTK_WIDGET (self);
}
