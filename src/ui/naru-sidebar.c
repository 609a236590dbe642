/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: places with counts, saved views, where the data is, who works here. */

#include "naru-sidebar.h"

#include <glib/gi18n-lib.h>
#include "naru-counts.h"
#include "naru-startup.h"
#include "naru-sync-button.h"
#include "naru-type-spec.h"
#include "naru-saved-views.h"
#include "naru-ui-util.h"

#define WIDTH 218 /* what its rows need at the least */
/* More than a narrow window has; with G_MAXINT a clamp would count over the end. */
#define ALONE_WIDTH 8192
#define AVATAR_SIZE 24 /* as in naru-sidebar.ui */

struct _NaruSidebar
{
  AdwBin parent_instance;

  AdwHeaderBar *bar;
  GtkListBox *places;
  GtkLabel *views_heading;
  GtkListBox *views;
  NaruSyncButton *sync;
  AdwBin *avatar;
  GtkMenuButton *account;
  GtkLabel *account_name;

  NaruDesk *desk;
  GCancellable *counting;
  GPtrArray *counted; /* of GtkLabel: where the numbers go */
  gboolean changed; /* since the views were listed */
  guint refresh_id;
  char *place; /* where the person is */
  char *view;
};

G_DEFINE_FINAL_TYPE (NaruSidebar, naru_sidebar, ADW_TYPE_BIN)

typedef struct
{
  char *name; /* of the place or the view */
  char *query; /* of a view, as JSON */
  const char *open_type; /* of the open records that a place is there for */
  GtkWidget *count;
} SidebarRow;

static void
sidebar_row_free (SidebarRow *row)
{
  g_free (row->name);
  g_free (row->query);
  g_free (row);
}

static SidebarRow *
get_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "sidebar-row");
}

static int
get_width (void)
{
  return (int) (WIDTH * naru_ui_text_scale ());
}

static GtkWidget *
new_row (const char *name, const char *title, const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = naru_ui_label (title, NULL);
  SidebarRow *data = g_new0 (SidebarRow, 1);

  data->name = g_strdup (name);
  data->count = gtk_label_new (NULL);
  naru_ui_add_classes (data->count, "caption dim-label numeric");
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), naru_ui_icon (icon, NULL, NULL));
  gtk_widget_set_hexpand (label, TRUE);
  naru_ui_set_tooltip (label, title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), data->count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "sidebar-row", data, (GDestroyNotify) sidebar_row_free);
  return row;
}

static void
show_count (GtkWidget *label, gint64 count)
{
  g_autofree char *text = count < 0 ? NULL : naru_ui_format_count (count);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
}

static void
place_activated_cb (NaruSidebar *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", get_row (row)->name);
}

static void
view_activated_cb (NaruSidebar *self, GtkListBoxRow *row)
{
  SidebarRow *data = get_row (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-view", "(ss)", data->query, data->name);
}

static void
add_view (NaruSidebar *self, const char *name, const NaruQuery *query)
{
  GtkWidget *row = new_row (name, name, NULL);

  get_row (GTK_LIST_BOX_ROW (row))->query = naru_query_to_json (query);
  gtk_list_box_append (self->views, row);
}

static void
select_row (GtkListBox *list, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (get_row (row)->name, name) == 0)
      {
        gtk_list_box_select_row (list, row);
        return;
      }
  gtk_list_box_unselect_all (list);
}

/* A list box selects what the keyboard passes: what is marked is where the person is. */
static void
passed_cb (NaruSidebar *self)
{
  select_row (self->places, self->place);
  select_row (self->views, self->view);
}

/* The views that every desk has, then those that somebody saved here. */
static void
list_views (NaruSidebar *self)
{
  const NaruTypeSpec *const *specs = naru_type_specs ();
  g_autoptr (GPtrArray) saved = NULL;

  naru_ui_clear (GTK_WIDGET (self->views));
  for (guint i = 0; specs[i] != NULL; i++)
    for (const NaruViewSpec *view = specs[i]->views; view->name != NULL; view++)
      if (view->sidebar)
        {
          g_autoptr (NaruQuery) query = naru_type_spec_view (specs[i], view->name, self->desk);
          add_view (self, _ (view->title), query);
        }
  saved = naru_saved_views_list (self->desk, NULL);
  for (guint i = 0; i < saved->len; i++)
    {
      const NaruSavedView *view = saved->pdata[i];

      add_view (self, naru_record_get_title (view->record), view->query);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->views_heading),
                          gtk_list_box_get_row_at_index (self->views, 0) != NULL);
  select_row (self->views, self->view);
}

static void
counted_cb (const gint64 *counts, guint n_counts, gpointer data)
{
  NaruSidebar *self = data;

  for (guint i = 0; i < n_counts && i < self->counted->len; i++)
    {
      GtkWidget *row = gtk_widget_get_ancestor (self->counted->pdata[i], GTK_TYPE_LIST_BOX_ROW);

      show_count (self->counted->pdata[i], counts[i]);
      if (row != NULL && get_row (GTK_LIST_BOX_ROW (row))->open_type != NULL)
        gtk_widget_set_visible (row, counts[i] > 0);
    }
}

/* Counts the open records that a place is there for. */
static void
count_open (NaruSidebar *self, GPtrArray *queries, SidebarRow *row)
{
  NaruQuery *query;

  if (row->open_type == NULL)
    return;
  query = naru_query_new (row->open_type);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "open");
  g_ptr_array_add (queries, query);
  g_ptr_array_add (self->counted, g_object_ref (row->count));
}

static void
count_views (NaruSidebar *self)
{
  const NaruTypeSpec *const *specs = naru_type_specs ();
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_query_free);
  GtkListBoxRow *row;

  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  self->counting = g_cancellable_new ();
  g_ptr_array_set_size (self->counted, 0);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    count_open (self, queries, get_row (row));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    for (guint s = 0; specs[s] != NULL; s++)
      if (g_strcmp0 (specs[s]->place, get_row (row)->name) == 0)
        {
          g_ptr_array_add (queries,
                           naru_type_spec_view (specs[s], specs[s]->views[0].name, self->desk));
          g_ptr_array_add (self->counted, g_object_ref (get_row (row)->count));
        }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->views, i)) != NULL; i++)
    {
      NaruQuery *query = naru_query_new_from_json (get_row (row)->query, NULL);

      if (query == NULL)
        continue;
      g_ptr_array_add (queries, query);
      g_ptr_array_add (self->counted, g_object_ref (get_row (row)->count));
    }
  naru_counts_read (naru_desk_get_store (self->desk), queries, self->counting, counted_cb, self);
}

static void
show_account (NaruSidebar *self)
{
  const char *staff = naru_desk_get_staff (self->desk);
  g_autofree char *name = NULL;
  AdwAvatar *avatar;

  if (staff != NULL)
    name = naru_store_get_title (naru_desk_get_store (self->desk), staff);
  gtk_label_set_text (self->account_name, name != NULL ? name : "");
  /* the keyboard is in the button inside, and it is that which a screen reader names */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->account))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
  /* letters come when it has its place: before that they would be bold, in a font of 2 MiB that nothing else needs here */
  if (adw_bin_get_child (self->avatar) == NULL)
    adw_bin_set_child (self->avatar,
                       adw_avatar_new ((int) (AVATAR_SIZE * naru_ui_text_scale ()), NULL, FALSE));
  avatar = ADW_AVATAR (adw_bin_get_child (self->avatar));
  adw_avatar_set_text (avatar, name);
  adw_avatar_set_show_initials (avatar, TRUE);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruSidebar *self = data;

  self->refresh_id = 0;
  if (self->changed)
    {
      list_views (self);
      show_account (self);
    }
  self->changed = FALSE;
  count_views (self);
  return G_SOURCE_REMOVE;
}

/* Numbers follow the store at a walking pace: an import writes many times a second. */
static void
refresh_later (NaruSidebar *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (400, refresh_cb, self);
}

static void
changed_cb (NaruSidebar *self)
{
  self->changed = TRUE;
  refresh_later (self);
}

/* A name may be in a script whose font is large. */
static void
filled_cb (GtkWidget *widget)
{
  if (NARU_SIDEBAR (widget)->desk != NULL)
    show_account (NARU_SIDEBAR (widget));
}

/**
 * naru_sidebar_set_desk:
 *
 * Shows whose desk it is, and its views. Called once, when the desk is set up, and again for another desk.
 */
void
naru_sidebar_set_desk (NaruSidebar *self, NaruDesk *desk)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (naru_desk_get_store (self->desk), self);
  g_set_object (&self->desk, desk);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh_later (self);
  list_views (self);
  naru_startup_when_filled (GTK_WIDGET (self), filled_cb);
}

/**
 * naru_sidebar_add_place:
 * @open_type: (nullable): a type of records: the place is shown only while one of them is open
 *
 * Adds a place at the end.
 */
void
naru_sidebar_add_place (NaruSidebar *self, const char *name, const char *title, const char *icon,
                        const char *open_type)
{
  GtkWidget *row = new_row (name, title, icon);

  get_row (GTK_LIST_BOX_ROW (row))->open_type = open_type;
  gtk_widget_set_visible (row, open_type == NULL);
  gtk_list_box_append (self->places, row);
}

/**
 * naru_sidebar_select:
 *
 * Marks the place where the person is.
 */
void
naru_sidebar_select (NaruSidebar *self, const char *place)
{
  g_free (self->place);
  self->place = g_strdup (place);
  select_row (self->places, place);
}

/**
 * naru_sidebar_select_view:
 *
 * Marks a view of that name, or none for %NULL.
 */
void
naru_sidebar_select_view (NaruSidebar *self, const char *view)
{
  g_free (self->view);
  self->view = g_strdup (view);
  select_row (self->views, view);
}

/**
 * naru_sidebar_set_count:
 *
 * Shows a number beside a place that counts for itself; -1 for none.
 */
void
naru_sidebar_set_count (NaruSidebar *self, const char *place, gint64 count)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    if (g_strcmp0 (get_row (row)->name, place) == 0)
      show_count (get_row (row)->count, count);
}

/**
 * naru_sidebar_set_sync:
 *
 * Shows at the foot how synchronisation stands.
 */
void
naru_sidebar_set_sync (NaruSidebar *self, NaruSyncService *service)
{
  naru_sync_button_set_service (self->sync, self->desk, service);
}

/**
 * naru_sidebar_set_alone:
 *
 * In a narrow window the sidebar fills it, and then carries the buttons of the window. Otherwise it is as wide as always,
 * whatever its words would like.
 */
void
naru_sidebar_set_alone (NaruSidebar *self, gboolean alone)
{
  /* not a part of the template by name: that would be taken away before the bin has let go of it */
  AdwClamp *clamp = ADW_CLAMP (adw_bin_get_child (ADW_BIN (self)));
  int width = alone ? ALONE_WIDTH : get_width ();

  adw_header_bar_set_show_end_title_buttons (self->bar, alone);
  adw_clamp_set_maximum_size (clamp, width);
  adw_clamp_set_tightening_threshold (clamp, width);
}

static void
naru_sidebar_dispose (GObject *object)
{
  NaruSidebar *self = NARU_SIDEBAR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), NARU_TYPE_SIDEBAR);
  G_OBJECT_CLASS (naru_sidebar_parent_class)->dispose (object);
}

static void
naru_sidebar_finalize (GObject *object)
{
  g_free (NARU_SIDEBAR (object)->place);
  g_free (NARU_SIDEBAR (object)->view);
  G_OBJECT_CLASS (naru_sidebar_parent_class)->finalize (object);
}

static void
naru_sidebar_class_init (NaruSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_sidebar_finalize;
  g_type_ensure (NARU_TYPE_SYNC_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/naru/Naru/naru-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, bar);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, places);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, views_heading);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, views);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, sync);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, account);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, NaruSidebar, account_name);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
}

static void
naru_sidebar_init (NaruSidebar *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->counted = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), get_width (), -1);
  naru_sidebar_set_alone (self, FALSE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (passed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  /* GTK centres the child of a menu button. */
  for (GtkWidget *widget = gtk_menu_button_get_child (self->account);
       widget != NULL && widget != GTK_WIDGET (self->account);
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
}
