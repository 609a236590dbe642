/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving about in the window: places, records, back again. Where the person was is remembered as "place" or "place id". */

#include "naru-window-private.h"

#include <glib/gi18n-lib.h>
#include "naru-conflict-page.h"
#include "naru-id.h"
#include "naru-places.h"
#include "naru-record-window.h"
#include "naru-rights.h"
#include "naru-ui-util.h"
#include "naru-workspace.h"

#define MAX_PAST 100

static char *
where_am_i (NaruWindow *self)
{
  const char *place = gtk_stack_get_visible_child_name (self->places);
  GtkWidget *page = gtk_stack_get_visible_child (self->places);
  const char *shown = NULL;

  if (place == NULL)
    return NULL;
  if (NARU_IS_WORKSPACE (page))
    shown = naru_workspace_get_shown (NARU_WORKSPACE (page));
  return shown == NULL ? g_strdup (place) : g_strdup_printf ("%s %s", place, shown);
}

static void
remember (NaruWindow *self, char *where)
{
  if (where == NULL)
    return;
  if (self->past->len > 0 && g_str_equal (self->past->pdata[self->past->len - 1], where))
    {
      g_free (where);
      return;
    }
  if (self->past->len >= MAX_PAST)
    g_ptr_array_remove_index (self->past, 0);
  g_ptr_array_add (self->past, where);
}

/* Tells the rest of the window that another page is shown. */
static void
arrived (NaruWindow *self)
{
  const char *place = gtk_stack_get_visible_child_name (self->places);

  naru_sidebar_select (self->sidebar, place);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", self->past->len > 0);
  gtk_revealer_set_reveal_child (self->notice, FALSE);
  naru_window_set_setting (self, "place", place);
}

/* A place makes its page when somebody first goes there, so that the window opens with one page only. */
static GtkWidget *
ensure_page (NaruWindow *self, const char *name)
{
  GtkWidget *page = name != NULL ? gtk_stack_get_child_by_name (self->places, name) : NULL;

  if (page != NULL || name == NULL)
    return page;
  for (const NaruPlace *place = naru_places; place->name != NULL; place++)
    if (g_str_equal (place->name, name))
      {
        page = place->create != NULL
                   ? place->create (self->desk)
                   : naru_workspace_new (self->desk, naru_type_spec_find (place->type));
        gtk_stack_add_named (self->places, page, name);
      }
  return page;
}

static GtkWidget *
go_to (NaruWindow *self, const char *place)
{
  if (ensure_page (self, place) == NULL)
    return NULL;
  gtk_stack_set_visible_child_name (self->places, place);
  return gtk_stack_get_visible_child (self->places);
}

static NaruWorkspace *
find_workspace (NaruWindow *self, const char *type)
{
  const NaruTypeSpec *spec = naru_type_spec_find (type);
  GtkWidget *page = spec == NULL ? NULL : ensure_page (self, spec->place);

  return NARU_IS_WORKSPACE (page) ? NARU_WORKSPACE (page) : NULL;
}

/* Today counts what waits for the sidebar, whichever place the window opened with. */
static gboolean
ensure_today_cb (gpointer data)
{
  NaruWindow *self = data;

  if (self->places != NULL && self->desk != NULL)
    ensure_page (self, naru_places[0].name);
  return G_SOURCE_REMOVE;
}

/**
 * naru_window_add_places:
 *
 * Puts all places that exist into the sidebar.
 */
void
naru_window_add_places (NaruWindow *self)
{
  for (const NaruPlace *place = naru_places; place->name != NULL; place++)
    naru_sidebar_add_place (self->sidebar, place->name,
                            g_dpgettext2 (GETTEXT_PACKAGE, "window", place->title), place->icon,
                            place->open_type);
  g_timeout_add_full (G_PRIORITY_LOW, 500, ensure_today_cb, g_object_ref (self), g_object_unref);
}

/**
 * naru_window_restore_place:
 *
 * Opens the place that was open when the window was closed.
 */
void
naru_window_restore_place (NaruWindow *self)
{
  g_autofree char *place = naru_window_get_setting (self, "place");

  if (place == NULL || go_to (self, place) == NULL)
    go_to (self, naru_places[0].name);
  arrived (self);
}

/**
 * naru_window_show_place:
 * @place: name of a place of the sidebar, such as "jobseekers"
 *
 * Goes to a place; a place of records shows its list.
 */
void
naru_window_show_place (NaruWindow *self, const char *place)
{
  char *where = where_am_i (self);
  GtkWidget *page = go_to (self, place);

  if (page == NULL)
    {
      g_free (where);
      return;
    }
  if (NARU_IS_WORKSPACE (page))
    naru_workspace_show_list (NARU_WORKSPACE (page));
  remember (self, where);
  naru_sidebar_select_view (self->sidebar, NULL);
  arrived (self);
}

/**
 * naru_window_show_all:
 *
 * Goes to the list of all records of @type.
 */
void
naru_window_show_all (NaruWindow *self, const char *type)
{
  NaruWorkspace *workspace = find_workspace (self, type);

  if (workspace == NULL)
    return;
  remember (self, where_am_i (self));
  go_to (self, naru_workspace_get_spec (workspace)->place);
  naru_workspace_show_all (workspace);
  arrived (self);
}

/**
 * naru_window_show_query:
 * @name: what the list is called
 *
 * Goes to the list of the query's type and shows what the query finds.
 */
void
naru_window_show_query (NaruWindow *self, const NaruQuery *query, const char *name)
{
  NaruWorkspace *workspace = find_workspace (self, naru_query_get_type_name (query));

  if (workspace == NULL)
    return;
  remember (self, where_am_i (self));
  go_to (self, naru_workspace_get_spec (workspace)->place);
  naru_workspace_show_query (workspace, query, name);
  arrived (self);
  naru_sidebar_select_view (self->sidebar, name);
}

/**
 * naru_window_show_view:
 * @type: name of a record type
 * @view: name of one of the lists that every desk has
 *
 * Goes to that list.
 */
void
naru_window_show_view (NaruWindow *self, const char *type, const char *view)
{
  const NaruTypeSpec *spec = naru_type_spec_find (type);

  for (const NaruViewSpec *each = spec->views; each->name != NULL; each++)
    if (g_str_equal (each->name, view))
      {
        g_autoptr (NaruQuery) query = naru_type_spec_view (spec, view, self->desk);

        naru_window_show_query (self, query, _ (each->title));
      }
}

/**
 * naru_window_find_page_record:
 *
 * Returns: (transfer full): the record that has the page on which @id is seen: @id, or what it belongs to
 */
char *
naru_window_find_page_record (NaruDesk *desk, const char *id)
{
  g_autofree char *type = naru_id_get_type (id);
  const NaruRecordType *record_type = naru_record_type_find (type);
  g_autoptr (NaruRecord) record = NULL;

  if (naru_type_spec_find (type) != NULL || record_type == NULL || record_type->owner == NULL)
    return g_strdup (id);
  record = naru_store_get (naru_desk_get_store (desk), id, NULL);
  if (record == NULL || naru_record_get (record, record_type->owner) == NULL)
    return g_strdup (id);
  return naru_window_find_page_record (desk, naru_record_get (record, record_type->owner));
}

/**
 * naru_window_open_record:
 * @id: any record. A meeting or a step opens the page of its person, a record without a page opens in a window of its own
 */
void
naru_window_open_record (NaruWindow *self, const char *id)
{
  g_autofree char *page_id = naru_window_find_page_record (self->desk, id);
  g_autofree char *type = naru_id_get_type (page_id);
  NaruWorkspace *workspace = find_workspace (self, type);

  if (workspace == NULL)
    {
      naru_record_window_open (self, page_id);
      return;
    }
  remember (self, where_am_i (self));
  go_to (self, naru_workspace_get_spec (workspace)->place);
  naru_workspace_open (workspace, page_id);
  arrived (self);
}

/**
 * naru_window_show_intake:
 * @id: a jobseeker
 *
 * Opens the intake interview.
 */
void
naru_window_show_intake (NaruWindow *self, const char *id)
{
  NaruWorkspace *workspace = find_workspace (self, "jobseeker");

  remember (self, where_am_i (self));
  go_to (self, naru_workspace_get_spec (workspace)->place);
  naru_workspace_show_intake (workspace, id);
  arrived (self);
}

/**
 * naru_window_new_record:
 * @draft: (nullable): what is known already, such as the employer of a vacancy
 *
 * Opens the form of a new record.
 */
void
naru_window_new_record (NaruWindow *self, const char *type, NaruRecord *draft)
{
  NaruWorkspace *workspace = find_workspace (self, type);

  if (workspace == NULL)
    return;
  if (!naru_desk_may_write (self->desk, naru_record_type_find (type)))
    {
      g_autofree char *who = naru_rights_say (naru_record_type_find (type));

      naru_window_toast (self, who);
      return;
    }
  remember (self, where_am_i (self));
  go_to (self, naru_workspace_get_spec (workspace)->place);
  naru_workspace_create (workspace, draft);
  arrived (self);
}

/**
 * naru_window_go_back:
 *
 * Goes back to where the person was before.
 */
void
naru_window_go_back (NaruWindow *self)
{
  g_autofree char *where = NULL;
  g_auto (GStrv) parts = NULL;
  GtkWidget *page;

  if (self->past->len == 0)
    return;
  where = g_ptr_array_steal_index (self->past, self->past->len - 1);
  parts = g_strsplit (where, " ", 2);
  page = go_to (self, parts[0]);
  if (NARU_IS_WORKSPACE (page))
    {
      if (parts[1] == NULL || g_str_equal (parts[1], "new"))
        naru_workspace_show_list (NARU_WORKSPACE (page));
      else
        naru_workspace_open (NARU_WORKSPACE (page), parts[1]);
    }
  arrived (self);
}

static NaruWorkspace *
get_workspace (GtkWidget *widget)
{
  GtkWidget *page = gtk_stack_get_visible_child (NARU_WINDOW (widget)->places);

  return NARU_IS_WORKSPACE (page) ? NARU_WORKSPACE (page) : NULL;
}

static void
show_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_show_place (NARU_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* "" for whatever comes first */
static void
show_conflicts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);
  const char *record = g_variant_get_string (parameter, NULL);

  naru_window_show_place (self, "conflicts");
  naru_conflict_page_show (NARU_CONFLICT_PAGE (gtk_stack_get_visible_child (self->places)),
                           *record != '\0' ? record : NULL);
}

static void
show_place_at_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint position = g_variant_get_uint32 (parameter);

  for (guint i = 0; naru_places[i].name != NULL; i++)
    if (i == position)
      naru_window_show_place (NARU_WINDOW (widget), naru_places[i].name);
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *json;
  const char *title;
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &json, &title);
  query = naru_query_new_from_json (json, &error);
  if (query == NULL)
    naru_window_tell_error (NARU_WINDOW (widget), _ ("This view cannot be shown."), error);
  else
    naru_window_show_query (NARU_WINDOW (widget), query, title);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_open_record (NARU_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_go_back (NARU_WINDOW (widget));
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWorkspace *workspace = get_workspace (widget);
  const char *type
      = workspace != NULL ? naru_workspace_get_spec (workspace)->type : naru_type_specs ()[0]->type;

  naru_window_new_record (NARU_WINDOW (widget), type, NULL);
}

static void
new_of_type_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_new_record (NARU_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWorkspace *workspace = get_workspace (widget);
  GtkWidget *page = gtk_stack_get_visible_child (NARU_WINDOW (widget)->places);

  if (workspace != NULL)
    naru_workspace_search (workspace);
  else if (NARU_IS_CONFLICT_PAGE (page))
    naru_conflict_page_search (NARU_CONFLICT_PAGE (page));
}

static void
tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWorkspace *workspace = get_workspace (widget);

  if (workspace != NULL)
    naru_workspace_show_tab (workspace, g_variant_get_uint32 (parameter));
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);

  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
show_account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);

  if (naru_desk_get_staff (self->desk) != NULL)
    naru_record_window_open (self, naru_desk_get_staff (self->desk));
}

/**
 * naru_window_install_move_actions:
 *
 * Adds the actions and keys for moving about to the class of the window.
 */
void
naru_window_install_move_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-place", "s", show_place_action);
  gtk_widget_class_install_action (klass, "win.show-place-at", "u", show_place_at_action);
  gtk_widget_class_install_action (klass, "win.show-conflicts", "s", show_conflicts_action);
  gtk_widget_class_install_action (klass, "win.show-view", "(ss)", show_view_action);
  gtk_widget_class_install_action (klass, "win.open", "s", open_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.new", NULL, new_action);
  gtk_widget_class_install_action (klass, "win.new-of-type", "s", new_of_type_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.show-tab", "u", tab_action);
  gtk_widget_class_install_action (klass, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (klass, "win.show-account", NULL, show_account_action);
  for (guint i = 0; i < 9 && naru_places[i].name != NULL; i++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + i, GDK_CONTROL_MASK,
                                         "win.show-place-at", "u", i);
  for (guint i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + i, GDK_ALT_MASK, "win.show-tab", "u",
                                         i);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.show-conflicts", "s", "");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "win.new", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
}
