/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a workspace over the whole width. A new list gets a new model: GTK would ask for every row of a model that
 * changes altogether under a live view. */

#include "naru-list-page.h"

#include <glib/gi18n-lib.h>
#include "naru-column-chooser.h"
#include "naru-filter-bar.h"
#include "naru-gauge.h"
#include "naru-list-actions.h"
#include "naru-list-columns.h"
#include "naru-list-empty.h"
#include "naru-pane-bar.h"
#include "naru-startup.h"
#include "naru-ui-util.h"
#include "naru-view-bar.h"
#include "naru-window.h"

#define LARGE_TEXT 1.5 /* times the usual size */
/* GTK makes 200 rows of a long list at once, up to 1 ms each. The first frame has a screenful of them, and each frame after it
 * some more, until the person does something with the list. */
#define FIRST_ROWS 20
#define ROWS_PER_FRAME 12
#define ROWS_OF_A_VIEW 200

struct _NaruListPage
{
  AdwBin parent_instance;
  AdwBin *bar_place;
  NaruViewBar *views;
  NaruGauge *gauge;
  NaruFilterBar *filters;
  GtkLabel *count;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
  NaruListEmpty *empty;

  NaruListSource *source;
  GtkWidget *search;
  GtkWidget *columns;
  GtkWidget *actions;
  GtkSliceListModel *first_rows; /* %NULL once the view has the whole list */
  gboolean adding_rows; /* a frame is waited for */
  char *focus_id; /* the row to go to when the list has been read */
  gboolean focus_soon; /* the first row, likewise */
  gboolean sorting;
};

G_DEFINE_FINAL_TYPE (NaruListPage, naru_list_page, ADW_TYPE_BIN)

static char *
setting_key (NaruListPage *self, const char *what)
{
  return g_strdup_printf ("list/%s/%s", naru_list_source_get_spec (self->source)->type, what);
}

static NaruStore *
get_store (NaruListPage *self)
{
  return naru_desk_get_store (naru_list_source_get_desk (self->source));
}

/* The width that columns have: of the pane that scrolls, without margins and scrollbar. */
static void
width_changed_cb (NaruListPage *self)
{
  if (self->columns != NULL)
    naru_column_chooser_set_width (
        NARU_COLUMN_CHOOSER (self->columns),
        (int) gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scrolled)));
}

/* Sorting */

static void
sorter_changed_cb (NaruListPage *self)
{
  g_autofree char *key = setting_key (self, "order");
  g_autofree char *text = NULL;
  gboolean descending;
  const char *name;

  if (self->sorting)
    return;
  name = naru_list_columns_get_order (self->view, &descending);
  if (name == NULL)
    return;
  naru_list_source_set_order (self->source, name, descending);
  text = g_strdup_printf ("%s%s", name, descending ? " down" : "");
  naru_store_keep_setting (get_store (self), key, text);
}

static void
restore_order (NaruListPage *self)
{
  g_autofree char *key = setting_key (self, "order");
  g_autofree char *kept = naru_store_get_setting (get_store (self), key);
  g_auto (GStrv) parts = kept == NULL ? NULL : g_strsplit (kept, " ", 2);

  if (parts != NULL && parts[0] != NULL)
    naru_list_source_set_order (self->source, parts[0], parts[1] != NULL);
}

/* The arrow in the heading follows the order, wherever it was set. */
static void
show_order (NaruListPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean descending;
  const char *order = naru_list_source_get_order (self->source, &descending);

  self->sorting = TRUE;
  if (order == NULL)
    gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean down;

      if (g_strcmp0 (naru_list_column_get_name (column), order) != 0
          || gtk_column_view_column_get_sorter (column) == NULL)
        continue;
      if (g_strcmp0 (naru_list_columns_get_order (self->view, &down), order) != 0
          || down != descending)
        gtk_column_view_sort_by_column (self->view, column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  self->sorting = FALSE;
}

/* The list */

static GtkBitset *
get_selection (NaruListPage *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);

  return model != NULL ? gtk_selection_model_get_selection (model) : gtk_bitset_new_empty ();
}

static void
show_count (NaruListPage *self)
{
  NaruRecordList *list = naru_list_source_get_list (self->source);
  g_autofree char *all = naru_list_source_describe (self->source);
  g_autoptr (GtkBitset) chosen = get_selection (self);
  guint n = (guint) gtk_bitset_get_size (chosen);
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *text
      = n > 1 ? g_strdup_printf (
            /* Translators: the second is a sentence on the list, such as "84 people, latest contact first" */
            g_dngettext (GETTEXT_PACKAGE, "%s chosen of %s", "%s chosen of %s", n), number, all)
              : g_strdup (all);
  gboolean none;

  gtk_label_set_text (self->count, text);
  naru_ui_set_tooltip (GTK_WIDGET (self->count), text);
  if (list == NULL)
    return;
  none = g_list_model_get_n_items (G_LIST_MODEL (list)) == 0;
  gtk_stack_set_visible_child_name (self->stack, none ? "empty" : "rows");
  if (none)
    naru_list_empty_show (self->empty, self->source);
}

/* gtk_column_view_scroll_to() is of GTK 4.12; its list has the same as an action. */
static void
scroll_to (NaruListPage *self, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/* What the menu of actions is about: the rows that are chosen, where there are several. */
static void
selection_changed_cb (NaruListPage *self)
{
  g_autoptr (GtkBitset) chosen = get_selection (self);

  naru_list_actions_set_chosen (self->actions, gtk_column_view_get_model (self->view), chosen);
  show_count (self);
}

/* A list has no row with the cursor until one was there, and Return would do nothing. */
static void
focus_rows (NaruListPage *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);
  g_autoptr (GtkBitset) chosen = get_selection (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (model == NULL || !gtk_bitset_is_empty (chosen)
      || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return;
  scroll_to (self, 0);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child) && gtk_widget_get_first_child (child) != NULL)
      gtk_widget_grab_focus (gtk_widget_get_first_child (child));
}

/* A list that is on its way would take the keyboard away from the rows that are there: who asked for the rows gets the
 * first of the new ones. */
static void
focus_rows_soon (NaruListPage *self)
{
  naru_list_source_set_search (self->source, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (naru_list_source_is_loading (self->source))
    self->focus_soon = TRUE;
  else
    focus_rows (self);
}

static void
show_all_rows (NaruListPage *self)
{
  if (self->first_rows == NULL)
    return;
  gtk_slice_list_model_set_size (self->first_rows, G_MAXUINT);
  g_clear_object (&self->first_rows);
}

static void
add_rows (GtkWidget *widget)
{
  NaruListPage *self = NARU_LIST_PAGE (widget);
  guint size;

  self->adding_rows = FALSE;
  if (self->first_rows == NULL)
    return;
  size = gtk_slice_list_model_get_size (self->first_rows) + ROWS_PER_FRAME;
  if (size >= ROWS_OF_A_VIEW)
    {
      show_all_rows (self);
      return;
    }
  gtk_slice_list_model_set_size (self->first_rows, size);
  self->adding_rows = TRUE;
  naru_startup_when_painted (widget, add_rows);
}

/* A key may ask for the last row, or for all of them. */
static gboolean
rows_key_cb (NaruListPage *self)
{
  show_all_rows (self);
  return GDK_EVENT_PROPAGATE;
}

/* What nobody sees has no frames, and has all rows at once.
 *
 * Returns: (transfer full): what the view shows of @list */
static GListModel *
choose_rows (NaruListPage *self, GListModel *list)
{
  g_clear_object (&self->first_rows);
  if (self->focus_id != NULL || g_list_model_get_n_items (list) <= FIRST_ROWS
      || (naru_startup_has_filled () && !gtk_widget_get_mapped (GTK_WIDGET (self))))
    return g_object_ref (list);
  self->first_rows = gtk_slice_list_model_new (g_object_ref (list), 0, FIRST_ROWS);
  if (!self->adding_rows)
    naru_startup_when_filled (GTK_WIDGET (self), add_rows);
  self->adding_rows = TRUE;
  return g_object_ref (G_LIST_MODEL (self->first_rows));
}

static void
show_loaded (GtkWidget *widget)
{
  NaruListPage *self = NARU_LIST_PAGE (widget);
  g_autoptr (GtkMultiSelection) selection = NULL;
  NaruRecordList *list;
  gboolean focus;

  if (self->source == NULL)
    return;
  list = naru_list_source_get_list (self->source);
  selection = gtk_multi_selection_new (choose_rows (self, G_LIST_MODEL (list)));
  focus = self->focus_soon || naru_ui_has_focus (GTK_WIDGET (self->view));
  gtk_column_view_set_model (self->view, NULL);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  selection_changed_cb (self);
  show_order (self);
  naru_startup_filled (widget);
  self->focus_soon = FALSE;
  if (self->focus_id != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->focus_id);
      naru_list_page_focus (self, id);
    }
  else if (focus)
    focus_rows (self);
}

static void
loaded_cb (NaruListPage *self)
{
  naru_startup_when_opened (GTK_WIDGET (self), show_loaded);
}

static void
failed_cb (NaruListPage *self, const char *message)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_tell (window, message);
}

static void
activate_cb (NaruListPage *self, guint position)
{
  g_autoptr (NaruRow) row
      = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)), position);

  if (row != NULL && naru_row_get_id (row) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", naru_row_get_id (row));
}

static void
search_changed_cb (NaruListPage *self)
{
  naru_list_source_set_search (self->source, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static gboolean
prepare_search (NaruStore *reader, gpointer type, GCancellable *cancellable, GError **error)
{
  return naru_store_prepare_search (reader, type, error);
}

/* By the first letter the names are in memory. */
static void
search_entered_cb (NaruListPage *self)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);
  NaruStore *store = naru_desk_get_store (naru_list_source_get_desk (self->source));

  naru_store_read_async (store, prepare_search, (gpointer) spec->type, NULL, NULL, NULL, NULL);
}

static void
search_done_cb (NaruListPage *self)
{
  focus_rows_soon (self);
}

static gboolean
search_key_cb (NaruListPage *self, guint key)
{
  if (key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  focus_rows_soon (self);
  return GDK_EVENT_STOP;
}

static void
criteria_cb (NaruListPage *self)
{
  const char *search = naru_list_source_get_search (self->source);

  if (g_strcmp0 (search != NULL ? search : "", gtk_editable_get_text (GTK_EDITABLE (self->search)))
      != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), search != NULL ? search : "");
}

static void
counted_cb (NaruListPage *self, const char *view, gint64 count)
{
  NaruDesk *desk = naru_list_source_get_desk (self->source);
  g_autoptr (NaruRecord) staff = NULL;

  if (g_strcmp0 (view, "mine") != 0 || !naru_list_source_get_spec (self->source)->gauge
      || count < 0)
    return;
  staff = naru_desk_get_staff (desk) == NULL
              ? NULL
              : naru_store_get (get_store (self), naru_desk_get_staff (desk), NULL);
  naru_gauge_set (self->gauge, count,
                  staff == NULL ? 70 : (int) naru_record_get_number (staff, "caseloadFrom", 70),
                  staff == NULL ? 100 : (int) naru_record_get_number (staff, "caseloadTo", 100));
  gtk_widget_set_visible (GTK_WIDGET (self->gauge), TRUE);
}

static void
build_bar (NaruListPage *self)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);
  GtkWidget *bar
      = naru_pane_bar_new (naru_type_spec_title (spec), NARU_PANE_FIRST | NARU_PANE_LAST);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ (spec->search_hint), NULL);
  naru_ui_name (self->search, _ (spec->search_hint));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_done_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (search_entered_cb), self);
  gtk_widget_add_controller (self->search, focus);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 360);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 360);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->search);
  gtk_widget_set_hexpand (clamp, TRUE);
  gtk_widget_set_hexpand (self->search, TRUE);
  naru_pane_bar_set_center (NARU_PANE_BAR (bar), clamp);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  /* With large text the words would push what closes the window out of it. */
  if (naru_ui_text_scale () < LARGE_TEXT)
    adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ (spec->new_label));
  gtk_button_set_child (GTK_BUTTON (add), content);
  naru_ui_name (add, _ (spec->new_label));
  gtk_widget_set_visible (add,
                          naru_type_spec_may_add (spec, naru_list_source_get_desk (self->source)));
  gtk_widget_add_css_class (add, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (add), "win.new");

  self->columns = naru_column_chooser_new (self->view, self->source);
  self->actions = naru_list_actions_new (self->source);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->columns);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->actions);
  if (spec->board_new != NULL)
    {
      GtkWidget *board = gtk_button_new_with_label (_ ("Board"));

      gtk_widget_add_css_class (board, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (board), "workspace.board");
      naru_pane_bar_pack_end (NARU_PANE_BAR (bar), board);
    }
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), add);
  adw_bin_set_child (self->bar_place, bar);
}

/**
 * naru_list_page_search:
 *
 * Puts the cursor into the search entry.
 */
void
naru_list_page_search (NaruListPage *self)
{
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * naru_list_page_focus:
 *
 * Selects the row of @id and brings it into sight, now or when the list has been read; back from a page, the
 * person is where she was. %NULL: the list as it is.
 */
void
naru_list_page_focus (NaruListPage *self, const char *id)
{
  NaruRecordList *list = naru_list_source_get_list (self->source);
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);
  g_autoptr (NaruDocumentState) state = NULL;
  guint position;

  if (list == NULL || model == NULL)
    {
      g_free (self->focus_id);
      self->focus_id = g_strdup (id);
      return;
    }
  /* What is not seen would take the keyboard and keep it. */
  gtk_widget_grab_focus (gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? GTK_WIDGET (self->view)
                                                                         : self->search);
  if (id == NULL)
    return;
  state = naru_store_get_state (get_store (self), id, NULL);
  if (state == NULL || !naru_record_list_find (list, state->number, &position))
    return;
  show_all_rows (self);
  gtk_selection_model_select_item (model, position, TRUE);
  scroll_to (self, position);
}

static void
naru_list_page_dispose (GObject *object)
{
  NaruListPage *self = NARU_LIST_PAGE (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  /* A view that is taken apart removes its columns one by one, and tells that it is sorted otherwise. */
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->scrolled),
                                          self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NARU_TYPE_LIST_PAGE);
  g_clear_object (&self->first_rows);
  g_clear_object (&self->source);
  g_clear_pointer (&self->focus_id, g_free);
  G_OBJECT_CLASS (naru_list_page_parent_class)->dispose (object);
}

static void
naru_list_page_class_init (NaruListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_list_page_dispose;
  g_type_ensure (NARU_TYPE_VIEW_BAR);
  g_type_ensure (NARU_TYPE_FILTER_BAR);
  g_type_ensure (NARU_TYPE_GAUGE);
  g_type_ensure (NARU_TYPE_LIST_EMPTY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/naru/Naru/naru-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, bar_place);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, views);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, gauge);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, filters);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, count);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, view);
  gtk_widget_class_bind_template_child (widget_class, NaruListPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
naru_list_page_init (NaruListPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (rows_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (gtk_scrolled_window_get_hadjustment (self->scrolled),
                            "notify::page-size", G_CALLBACK (width_changed_cb), self);
}

/**
 * naru_list_page_new:
 *
 * Makes the page; it shows what @source gives.
 */
GtkWidget *
naru_list_page_new (NaruListSource *source)
{
  NaruListPage *self = g_object_new (NARU_TYPE_LIST_PAGE, NULL);

  self->source = g_object_ref (source);
  build_bar (self);
  restore_order (self);
  g_signal_connect_swapped (gtk_column_view_get_sorter (self->view), "changed",
                            G_CALLBACK (sorter_changed_cb), self);
  g_signal_connect_swapped (source, "criteria", G_CALLBACK (criteria_cb), self);
  g_signal_connect_swapped (source, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (source, "counted", G_CALLBACK (show_count), self);
  g_signal_connect_swapped (source, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->views, "counted", G_CALLBACK (counted_cb), self);
  naru_view_bar_set_source (self->views, source);
  naru_filter_bar_set_source (self->filters, source);
  return GTK_WIDGET (self);
}
