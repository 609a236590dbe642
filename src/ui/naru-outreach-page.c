/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board has a column for each stage of a relationship. A card is taken to another column with the mouse, or with
 * Alt and an arrow key; Return opens it. Beside the board stand the calls of the day and what was reached in a year. */

#include "naru-outreach-page.h"

#include <glib/gi18n-lib.h>
#include "naru-employer-bulk.h"
#include "naru-pane-bar.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

/* What one looks through by eye; the list has the rest. */
#define MOST_CARDS 50
#define MOST_CALLS 30
#define MOST_COVERAGE 12
#define REFRESH_AFTER 400 /* ms: many changes come together */

struct _NaruOutreachPage
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *mine;
  GtkWidget *columns;
  GtkWidget *calls;
  GtkWidget *coverage;
  char *focus_id; /* the card that was moved */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (NaruOutreachPage, naru_outreach_page, ADW_TYPE_BIN)

typedef struct
{
  char *id;
  char *name;
  char *note;
} Card;

typedef struct
{
  GPtrArray *stages; /* of GPtrArray of Card */
  gint64 *counts;
  GPtrArray *calls;
  GPtrArray *industries;
  GPtrArray *sizes;
} Found;

static void
card_free (gpointer data)
{
  Card *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

static void
found_free (gpointer data)
{
  Found *self = data;

  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->calls);
  g_clear_pointer (&self->industries, g_ptr_array_unref);
  g_clear_pointer (&self->sizes, g_ptr_array_unref);
  g_free (self->counts);
  g_free (self);
}

static NaruVocabulary *
get_stages (void)
{
  return naru_vocabulary_get ("employer-stage");
}

/* What is said under the name: what comes next, or how large and where it is. */
static char *
say_note (NaruRecord *record)
{
  g_autofree char *intention = naru_record_format (record, "hiringIntention");
  g_autofree char *size = naru_record_format (record, "sizeClass");
  g_autofree char *region = naru_record_format (record, "region");
  const char *parts[4] = { NULL };
  guint n = 0;

  if (region != NULL && *region != '\0')
    parts[n++] = region;
  if (size != NULL && *size != '\0')
    parts[n++] = size;
  if (intention != NULL && *intention != '\0')
    parts[n++] = intention;
  return g_strjoinv (", ", (char **) parts);
}

static GPtrArray *
read_cards (NaruStore *store, NaruQuery *query, const char *due, guint limit)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (card_free);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_set_limit (query, limit);
  found = naru_store_find (store, query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      Card *card = g_new0 (Card, 1);

      card->id = g_strdup (naru_record_get_id (found->pdata[i]));
      card->name = g_strdup (naru_record_get_title (found->pdata[i]));
      card->note
          = due != NULL ? naru_record_format (found->pdata[i], due) : say_note (found->pdata[i]);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

static NaruQuery *
new_query (const char *staff)
{
  NaruQuery *query = naru_query_new ("employer");

  naru_query_add_filter (query, "mergedInto", NARU_FILTER_EMPTY, NULL);
  if (*staff != '\0')
    naru_query_add_filter (query, "accountManager", NARU_FILTER_IS, staff);
  return query;
}

/* @staff: whose employers, "" for everybody's. */
static gpointer
read_board (NaruDesk *reader, const char *staff, gconstpointer context, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  guint n = naru_vocabulary_size (get_stages ());
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *tomorrow = naru_date_add_days (today, 1);
  g_autofree char *since = naru_date_add_days (today, -365);
  g_autoptr (NaruQuery) calls = new_query (staff);
  Found *found = g_new0 (Found, 1);

  /* It looks at every employer: when the page is opened, not at every change. */
  if (context != NULL)
    {
      found->industries = naru_employer_coverage (reader, "industry", since, NULL);
      found->sizes = naru_employer_coverage (reader, "sizeClass", since, NULL);
    }
  found->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  found->counts = g_new0 (gint64, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NaruQuery) query = new_query (staff);

      naru_query_add_filter (query, "stage", NARU_FILTER_IS,
                             naru_vocabulary_code_at (get_stages (), i));
      naru_query_set_order (query, "name", FALSE);
      found->counts[i] = naru_store_count (store, query, NULL);
      g_ptr_array_add (found->stages, read_cards (store, query, NULL, MOST_CARDS));
    }
  naru_query_add_filter (calls, "outreachDue", NARU_FILTER_BELOW, tomorrow);
  naru_query_set_order (calls, "outreachDue", FALSE);
  found->calls = read_cards (store, calls, "outreachDue", MOST_CALLS);
  return found;
}

/* Moving */

static void
move_card (NaruOutreachPage *self, const char *id, const char *stage)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_employer_set_stage (self->desk, id, stage, &error);

  if (window == NULL || command == NULL || naru_command_is_empty (command))
    return;
  g_free (self->focus_id);
  self->focus_id = g_strdup (id);
  naru_window_run (window, command);
}

static gboolean
dropped_cb (GtkWidget *column, const GValue *value)
{
  GtkWidget *page = gtk_widget_get_ancestor (column, NARU_TYPE_OUTREACH_PAGE);

  move_card (NARU_OUTREACH_PAGE (page), g_value_get_string (value),
             g_object_get_data (G_OBJECT (column), "stage"));
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkWidget *row, double x, double y, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_STRING, g_object_get_data (G_OBJECT (row), "id"));
}

/* Alt+Right and Alt+Left: the next column, and the one before. */
static gboolean
key_cb (GtkWidget *row, guint key, guint code, GdkModifierType state)
{
  GtkWidget *page = gtk_widget_get_ancestor (row, NARU_TYPE_OUTREACH_PAGE);
  int stage = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "stage-number"));
  int next = stage + (key == GDK_KEY_Right ? 1 : -1);

  if ((state & GDK_ALT_MASK) == 0 || (key != GDK_KEY_Right && key != GDK_KEY_Left))
    return GDK_EVENT_PROPAGATE;
  if (next >= 0 && next < (int) naru_vocabulary_size (get_stages ()))
    move_card (NARU_OUTREACH_PAGE (page), g_object_get_data (G_OBJECT (row), "id"),
               naru_vocabulary_code_at (get_stages (), (guint) next));
  return GDK_EVENT_STOP;
}

/* Showing */

static GtkWidget *
make_card (const Card *card, int stage)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *note = naru_ui_label ("", "caption dim-label");

  gtk_box_append (GTK_BOX (box), naru_ui_label (card->name, NULL));
  naru_ui_set_text (note, card->note);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  naru_ui_name (row, card->name);
  gtk_widget_set_has_tooltip (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (card->id), g_free);
  if (stage >= 0)
    {
      GtkDragSource *source = gtk_drag_source_new ();
      GtkEventController *keys = gtk_event_controller_key_new ();

      g_object_set_data (G_OBJECT (row), "stage-number", GINT_TO_POINTER (stage));
      gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
      g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), row);
      g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), row);
      gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
      gtk_widget_add_controller (row, keys);
    }
  return row;
}

static void
fill_column (NaruOutreachPage *self, guint stage, GPtrArray *cards, gint64 count)
{
  GtkWidget *column = gtk_widget_get_first_child (self->columns);
  GtkWidget *heading, *list, *more;
  g_autofree char *number = naru_ui_format_count (count);
  g_autofree char *rest = NULL;

  for (guint i = 0; i < stage; i++)
    column = gtk_widget_get_next_sibling (column);
  heading = g_object_get_data (G_OBJECT (column), "count");
  list = g_object_get_data (G_OBJECT (column), "list");
  more = g_object_get_data (G_OBJECT (column), "more");
  gtk_label_set_text (GTK_LABEL (heading), number);
  naru_ui_clear (list);
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *row = make_card (cards->pdata[i], (int) stage);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (g_strcmp0 (self->focus_id, ((Card *) cards->pdata[i])->id) == 0)
        {
          gtk_widget_grab_focus (row);
          g_clear_pointer (&self->focus_id, g_free);
        }
    }
  if (count > (gint64) cards->len)
    rest = g_strdup_printf (_ ("%d more in the list"), (int) (count - cards->len));
  naru_ui_set_text (more, rest);
}

static void
fill_coverage (NaruOutreachPage *self, const char *heading, GPtrArray *rows)
{
  gtk_box_append (GTK_BOX (self->coverage), naru_ui_label (heading, "caption-heading dim-label"));
  for (guint i = 0; i < MIN (rows->len, MOST_COVERAGE); i++)
    {
      const NaruCoverage *row = rows->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);
      g_autofree char *text
          = g_strdup_printf (_ ("%s: %d of %d"), row->label, (int) row->reached, (int) row->all);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar),
                               row->all > 0 ? (double) row->reached / (double) row->all : 0);
      gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW, 0);
      naru_ui_name (bar, text);
      gtk_widget_set_has_tooltip (bar, FALSE);
      gtk_box_append (GTK_BOX (box), naru_ui_label (text, "caption"));
      gtk_box_append (GTK_BOX (box), bar);
      gtk_box_append (GTK_BOX (self->coverage), box);
    }
}

static void
show_board (GtkWidget *widget, const char *staff, gpointer data, gboolean other)
{
  NaruOutreachPage *self = NARU_OUTREACH_PAGE (widget);
  const Found *found = data;

  for (guint i = 0; i < found->stages->len; i++)
    fill_column (self, i, found->stages->pdata[i], found->counts[i]);
  naru_ui_clear (self->calls);
  for (guint i = 0; i < found->calls->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->calls), make_card (found->calls->pdata[i], -1));
  if (found->industries == NULL || found->sizes == NULL)
    return;
  naru_ui_clear (self->coverage);
  fill_coverage (self, _ ("Talked to within a year, by industry"), found->industries);
  fill_coverage (self, _ ("By size"), found->sizes);
}

static void
load (NaruOutreachPage *self, gboolean with_coverage)
{
  const char *staff = naru_desk_get_staff (self->desk);
  gboolean mine = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine));

  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk,
                      mine && staff != NULL ? staff : "", read_board,
                      GINT_TO_POINTER (with_coverage), show_board, found_free);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruOutreachPage *self = data;

  self->refresh_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruOutreachPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_AFTER, refresh_cb, self);
}

static void
activated_cb (NaruOutreachPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s",
                              g_object_get_data (G_OBJECT (row), "id"));
}

static GtkWidget *
make_rows (NaruOutreachPage *self, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_add_classes (list, "plain-rows owned-rows");
  naru_ui_name (list, name);
  gtk_widget_set_has_tooltip (list, FALSE);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (activated_cb), self);
  return list;
}

static GtkWidget *
make_column (NaruOutreachPage *self, guint stage)
{
  const char *code = naru_vocabulary_code_at (get_stages (), stage);
  const char *label = naru_vocabulary_label (get_stages (), code);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = naru_ui_label (label, "heading");
  GtkWidget *count = naru_ui_label ("", "caption dim-label numeric");
  GtkWidget *list = make_rows (self, label);
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
  gtk_widget_set_size_request (column, 150, -1);
  g_object_set_data (G_OBJECT (column), "count", count);
  g_object_set_data (G_OBJECT (column), "list", list);
  g_object_set_data (G_OBJECT (column), "more", more);
  g_object_set_data (G_OBJECT (column), "stage", (gpointer) code);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), column);
  gtk_widget_add_controller (column, GTK_EVENT_CONTROLLER (drop));
  return column;
}

static void
map_cb (NaruOutreachPage *self)
{
  load (self, TRUE);
}

static void
mine_cb (NaruOutreachPage *self)
{
  load (self, FALSE);
}

static void
naru_outreach_page_dispose (GObject *object)
{
  NaruOutreachPage *self = NARU_OUTREACH_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->focus_id, g_free);
  G_OBJECT_CLASS (naru_outreach_page_parent_class)->dispose (object);
}

static void
naru_outreach_page_class_init (NaruOutreachPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_outreach_page_dispose;
}

static void
naru_outreach_page_init (NaruOutreachPage *self)
{
}

static GtkWidget *
make_rail (NaruOutreachPage *self)
{
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scrolled;

  self->calls = make_rows (self, _ ("Calls of the day"));
  self->coverage = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_list_box_set_placeholder (
      GTK_LIST_BOX (self->calls),
      naru_ui_wrapped_label (_ ("Nobody is to be called by today."), "dim-label"));
  gtk_box_append (GTK_BOX (rail), naru_ui_heading (_ ("Calls of the day"), NULL));
  gtk_box_append (GTK_BOX (rail), self->calls);
  gtk_box_append (GTK_BOX (rail), naru_ui_heading (_ ("Coverage"), NULL));
  gtk_box_append (GTK_BOX (rail), self->coverage);
  gtk_widget_set_margin_start (rail, 18);
  gtk_widget_set_margin_end (rail, 18);
  gtk_widget_set_margin_top (rail, 12);
  gtk_widget_set_margin_bottom (rail, 18);
  scrolled = naru_ui_scrolled (rail);
  gtk_widget_set_size_request (scrolled, 250, -1);
  gtk_widget_set_hexpand (scrolled, FALSE);
  gtk_widget_add_css_class (scrolled, "pane-rail");
  return scrolled;
}

/**
 * naru_outreach_page_new:
 *
 * Returns: (transfer floating): the place of outreach
 */
GtkWidget *
naru_outreach_page_new (NaruDesk *desk)
{
  NaruOutreachPage *self = g_object_new (NARU_TYPE_OUTREACH_PAGE, NULL);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new (_ ("Outreach"), NARU_PANE_FIRST | NARU_PANE_LAST);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *across;

  self->desk = g_object_ref (desk);
  self->mine = gtk_toggle_button_new_with_label (_ ("Mine alone"));
  gtk_widget_add_css_class (self->mine, "flat");
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (mine_cb), self);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->mine);
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), TRUE);
  for (guint i = 0; i < naru_vocabulary_size (get_stages ()); i++)
    gtk_box_append (GTK_BOX (self->columns), make_column (self, i));
  gtk_widget_set_margin_start (self->columns, 12);
  gtk_widget_set_margin_end (self->columns, 12);
  gtk_widget_set_margin_top (self->columns, 12);
  across = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (across), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (across), self->columns);
  gtk_widget_set_hexpand (across, TRUE);
  gtk_box_append (GTK_BOX (line), across);
  gtk_box_append (GTK_BOX (line), make_rail (self));
  gtk_widget_set_vexpand (line, TRUE);
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), line);
  gtk_widget_add_css_class (all, "pane-page");
  adw_bin_set_child (ADW_BIN (self), all);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  return GTK_WIDGET (self);
}
