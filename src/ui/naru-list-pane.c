/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same list in a narrow pane beside the page of one record. Choosing a row opens it. */

#include "naru-list-pane.h"

#include <glib/gi18n-lib.h>
#include "naru-list-columns.h"
#include "naru-ui-util.h"

#define PANE_WIDTH 280

struct _NaruListPane
{
  AdwBin parent_instance;
  NaruListSource *source;
  GtkWidget *bar;
  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *view;
  char *selected; /* id */
  gboolean updating;
};

enum
{
  CHOSEN,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruListPane, naru_list_pane, ADW_TYPE_BIN)

typedef struct
{
  NaruListPane *pane;
  GtkWidget *name;
  GtkWidget *icon;
  GtkWidget *line;
  NaruRow *row;
  gulong changed;
} Line;

static void
show_line (Line *line)
{
  NaruListSource *source = line->pane->source;
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  NaruDesk *desk = naru_list_source_get_desk (source);
  const char *icon;
  const char *css_class;
  const char *name_icon;
  g_autofree char *name
      = naru_list_cell_text (desk, spec, line->row, spec->columns[0].name, &name_icon, &css_class);
  g_autofree char *overdue = NULL;
  g_autofree char *text = NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (line->name), name);
  text = naru_list_cell_text (desk, spec, line->row, spec->second_line, &icon, &css_class);
  if (naru_computed_find (spec->type, "stepsOverdue") != NULL)
    {
      const char *late_icon;
      const char *late_class;

      overdue
          = naru_list_cell_text (desk, spec, line->row, "stepsOverdue", &late_icon, &late_class);
      if (*overdue != '\0' && *text == '\0')
        {
          icon = late_icon;
          css_class = late_class;
        }
    }
  if (*text == '\0')
    {
      g_free (text);
      text = overdue != NULL && *overdue != '\0'
                 ? g_steal_pointer (&overdue)
                 : naru_list_cell_text (desk, spec, line->row, spec->columns[1].name, &icon,
                                        &css_class);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (line->line), text);
  naru_list_cell_show_icon (GTK_BOX (gtk_widget_get_parent (line->line)), &line->icon, icon,
                            css_class);
}

static void
setup_cb (NaruListPane *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Line *line = g_new0 (Line, 1);

  line->pane = self;
  line->name = naru_ui_words (NULL);
  line->line = naru_ui_words ("caption dim-label");
  gtk_box_append (GTK_BOX (second), line->line);
  gtk_box_append (GTK_BOX (box), line->name);
  gtk_box_append (GTK_BOX (box), second);
  g_object_set_data_full (G_OBJECT (item), "line", line, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (NaruListPane *self, GtkListItem *item)
{
  Line *line = g_object_get_data (G_OBJECT (item), "line");

  line->row = gtk_list_item_get_item (item);
  line->changed = g_signal_connect_swapped (line->row, "changed", G_CALLBACK (show_line), line);
  show_line (line);
}

static void
unbind_cb (NaruListPane *self, GtkListItem *item)
{
  Line *line = g_object_get_data (G_OBJECT (item), "line");

  g_clear_signal_handler (&line->changed, line->row);
  line->row = NULL;
}

static void
choose (NaruListPane *self, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));
  g_autoptr (NaruRow) row
      = model == NULL ? NULL : g_list_model_get_item (G_LIST_MODEL (model), position);

  if (row == NULL || naru_row_get_id (row) == NULL
      || g_strcmp0 (naru_row_get_id (row), self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (naru_row_get_id (row));
  g_signal_emit (self, signals[CHOSEN], 0, self->selected);
}

static void
selected_cb (NaruListPane *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));
  guint position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model));

  if (!self->updating && position != GTK_INVALID_LIST_POSITION)
    choose (self, position);
}

static void
show_selected (NaruListPane *self)
{
  NaruRecordList *list = naru_list_source_get_list (self->source);
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));
  NaruStore *store = naru_desk_get_store (naru_list_source_get_desk (self->source));
  g_autoptr (NaruDocumentState) state
      = self->selected == NULL ? NULL : naru_store_get_state (store, self->selected, NULL);
  guint position = GTK_INVALID_LIST_POSITION;

  if (model == NULL || list == NULL)
    return;
  if (state == NULL || !naru_record_list_find (list, state->number, &position))
    position = GTK_INVALID_LIST_POSITION;
  self->updating = TRUE;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  self->updating = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (self->view))
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/**
 * naru_list_pane_select:
 *
 * Marks the row of the record whose page is open.
 */
void
naru_list_pane_select (NaruListPane *self, const char *id)
{
  if (g_strcmp0 (self->selected, id) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (id);
    }
  show_selected (self);
}

static void
show_count (NaruListPane *self)
{
  g_autofree char *text = naru_list_source_describe (self->source);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

/* The record whose page is open may have come into the list, as a new one does. */
static void
counted_cb (NaruListPane *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));

  show_count (self);
  if (model != NULL
      && gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model))
             == GTK_INVALID_LIST_POSITION)
    show_selected (self);
}

static void
loaded_cb (NaruListPane *self)
{
  NaruRecordList *list = naru_list_source_get_list (self->source);
  g_autoptr (GtkSingleSelection) selection = NULL;
  gboolean focus;

  /* Out of sight there is no need for a second view of the rows. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
      return;
    }
  focus = naru_ui_has_focus (self->view);
  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (list));
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  naru_pane_bar_set_title (NARU_PANE_BAR (self->bar), naru_list_source_get_name (self->source));
  show_count (self);
  show_selected (self);
  if (focus)
    gtk_widget_grab_focus (self->view);
}

static void
naru_list_pane_map (GtkWidget *widget)
{
  NaruListPane *self = NARU_LIST_PANE (widget);

  GTK_WIDGET_CLASS (naru_list_pane_parent_class)->map (widget);
  if (gtk_list_view_get_model (GTK_LIST_VIEW (self->view)) == NULL
      && naru_list_source_get_list (self->source) != NULL)
    loaded_cb (self);
}

static void
search_changed_cb (NaruListPane *self)
{
  naru_list_source_set_search (self->source, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static gboolean
search_key_cb (NaruListPane *self, guint key)
{
  return key == GDK_KEY_Down && gtk_widget_grab_focus (self->view);
}

static void
criteria_cb (NaruListPane *self)
{
  const char *search = naru_list_source_get_search (self->source);

  if (g_strcmp0 (search != NULL ? search : "", gtk_editable_get_text (GTK_EDITABLE (self->search)))
      != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), search != NULL ? search : "");
  naru_pane_bar_set_title (NARU_PANE_BAR (self->bar), naru_list_source_get_name (self->source));
}

static void
leave_cb (NaruListPane *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

/**
 * naru_list_pane_search:
 *
 * Puts the cursor into the search entry.
 */
void
naru_list_pane_search (NaruListPane *self)
{
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * naru_list_pane_set_place:
 *
 * Where the pane stands: the first beside the sidebar, and the last too where it stands alone.
 */
void
naru_list_pane_set_place (NaruListPane *self, NaruPanePlace place)
{
  naru_pane_bar_set_place (NARU_PANE_BAR (self->bar), place);
}

static void
naru_list_pane_dispose (GObject *object)
{
  NaruListPane *self = NARU_LIST_PANE (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (naru_list_pane_parent_class)->dispose (object);
}

static void
naru_list_pane_finalize (GObject *object)
{
  g_clear_object (&NARU_LIST_PANE (object)->source);
  G_OBJECT_CLASS (naru_list_pane_parent_class)->finalize (object);
}

static void
naru_list_pane_class_init (NaruListPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_list_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_list_pane_finalize;
  GTK_WIDGET_CLASS (klass)->map = naru_list_pane_map;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_list_pane_init (NaruListPane *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), PANE_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane-list");
}

/**
 * naru_list_pane_new:
 *
 * Makes the pane; it shows what @source gives.
 */
GtkWidget *
naru_list_pane_new (NaruListSource *source)
{
  NaruListPane *self = g_object_new (NARU_TYPE_LIST_PANE, NULL);
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *back = naru_ui_icon_button ("go-previous-symbolic", _ ("Back to the whole list"));
  GtkWidget *add = naru_ui_icon_button ("list-add-symbolic", _ (spec->new_label));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *clamp;

  self->source = g_object_ref (source);
  self->bar = naru_pane_bar_new (NULL, NARU_PANE_FIRST);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (leave_cb), self);
  naru_pane_bar_pack_start (NARU_PANE_BAR (self->bar), back);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.new");
  gtk_widget_set_visible (add, naru_type_spec_may_add (spec, naru_list_source_get_desk (source)));
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar), add);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ (spec->search_hint), NULL);
  naru_ui_name (self->search, _ (spec->search_hint));
  gtk_widget_set_margin_start (self->search, 12);
  gtk_widget_set_margin_end (self->search, 12);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->count = naru_ui_label (NULL, "caption dim-label");
  gtk_widget_set_margin_start (self->count, 18);
  gtk_widget_set_margin_end (self->count, 12);
  gtk_widget_set_margin_top (self->count, 6);
  gtk_widget_set_margin_bottom (self->count, 6);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = gtk_list_view_new (NULL, factory);
  naru_ui_add_classes (self->view, "navigation-sidebar two-lines");
  naru_ui_name (self->view, naru_type_spec_title (spec));
  naru_ui_set_tooltip (self->view, NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), FALSE);

  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), naru_ui_scrolled (self->view));
  /* Headings and sentences would widen the pane at the cost of the page. */
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), PANE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), PANE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_bin_set_child (ADW_BIN (self), clamp);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (source, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (source, "counted", G_CALLBACK (counted_cb), self);
  g_signal_connect_swapped (source, "criteria", G_CALLBACK (criteria_cb), self);
  criteria_cb (self);
  return GTK_WIDGET (self);
}
