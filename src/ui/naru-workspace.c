/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place for one record type. Pages and the form are made when they are first needed. */

#include "naru-workspace.h"

#include <glib/gi18n-lib.h>
#include "naru-detail.h"
#include "naru-intake-page.h"
#include "naru-list-page.h"
#include "naru-list-pane.h"
#include "naru-new-page.h"
#include "naru-record-page.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruWorkspace
{
  AdwBin parent_instance;
  NaruDesk *desk;
  const NaruTypeSpec *spec;
  NaruListSource *source;
  GtkWidget *stack;
  GtkWidget *list;
  AdwLeaflet *leaflet;
  GtkWidget *pane;
  GtkWidget *detail;
  gboolean asked;
  gboolean on_board; /* the board stands in place of the list */
};

G_DEFINE_FINAL_TYPE (NaruWorkspace, naru_workspace, ADW_TYPE_BIN)

/**
 * naru_workspace_get_spec:
 *
 * How the type of this place is shown.
 */
const NaruTypeSpec *
naru_workspace_get_spec (NaruWorkspace *self)
{
  return self->spec;
}

/**
 * naru_workspace_get_shown:
 *
 * The id of the record whose page or interview is open, "new" for the form of a new one, %NULL for the list.
 */
const char *
naru_workspace_get_shown (NaruWorkspace *self)
{
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  if (g_strcmp0 (shown, "page") == 0)
    return naru_detail_get_id (NARU_DETAIL (self->detail));
  if (g_strcmp0 (shown, "intake") == 0)
    return naru_intake_page_get_id (
        NARU_INTAKE_PAGE (gtk_stack_get_visible_child (GTK_STACK (self->stack))));
  return g_strcmp0 (shown, "new") == 0 ? "new" : NULL;
}

static void
drop_new_page (NaruWorkspace *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "new");

  if (page != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), page);
}

static void
folded_cb (NaruWorkspace *self)
{
  gboolean folded = self->pane == NULL || adw_leaflet_get_folded (self->leaflet);

  if (self->pane != NULL)
    naru_list_pane_set_place (NARU_LIST_PANE (self->pane),
                              folded ? NARU_PANE_FIRST | NARU_PANE_LAST : NARU_PANE_FIRST);
  naru_detail_set_place (NARU_DETAIL (self->detail),
                         folded ? NARU_PANE_FIRST | NARU_PANE_LAST : NARU_PANE_LAST, folded);
}

static void
chosen_cb (NaruWorkspace *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

static gpointer
prepare_thread (gpointer data)
{
  naru_vocabulary_prepare_all ();
  return NULL;
}

/* Where a record is opened, there are forms: what they let one choose from is made ready, once. It takes 6 MiB, which a
 * list does without. */
static void
prepare_vocabularies (void)
{
  static gsize prepared = 0;

  if (!g_once_init_enter (&prepared))
    return;
  g_thread_unref (g_thread_new ("naru-vocabularies", prepare_thread, NULL));
  g_once_init_leave (&prepared, 1);
}

static void
build_page (NaruWorkspace *self)
{
  GtkWidget *leaflet = adw_leaflet_new ();

  if (self->detail != NULL)
    return;
  prepare_vocabularies ();
  self->leaflet = ADW_LEAFLET (leaflet);
  self->detail = self->spec->page_new != NULL ? self->spec->page_new (self->desk)
                                              : naru_record_page_new (self->desk);
  gtk_widget_set_hexpand (self->detail, TRUE);
  if (self->spec->list_beside)
    {
      GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

      self->pane = naru_list_pane_new (self->source);
      g_signal_connect_object (self->pane, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->pane, "leave", G_CALLBACK (naru_workspace_show_list), self,
                               G_CONNECT_SWAPPED);
      adw_leaflet_append (self->leaflet, self->pane);
      adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, separator), FALSE);
    }
  adw_leaflet_append (self->leaflet, self->detail);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), leaflet, "page");
  folded_cb (self);
}

static GtkWidget *
ensure_board (NaruWorkspace *self)
{
  GtkWidget *board = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "board");

  if (board != NULL)
    return board;
  board = self->spec->board_new (self->desk);
  gtk_stack_add_named (GTK_STACK (self->stack), board, "board");
  return board;
}

static void
show_board (NaruWorkspace *self, const char *id)
{
  GtkWidget *board = ensure_board (self);

  gtk_stack_set_visible_child (GTK_STACK (self->stack), board);
  self->spec->board_focus (board, id);
  drop_new_page (self);
}

/**
 * naru_workspace_show_list:
 *
 * Shows the list of all records, or the board where somebody chose it; in the list the one whose page was open is selected.
 */
void
naru_workspace_show_list (NaruWorkspace *self)
{
  g_autofree char *id = g_strdup (naru_workspace_get_shown (self));

  if (self->on_board)
    {
      show_board (self, id != NULL && !g_str_equal (id, "new") ? id : NULL);
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  naru_list_page_focus (NARU_LIST_PAGE (self->list),
                        id != NULL && !g_str_equal (id, "new") ? id : NULL);
  drop_new_page (self);
}

/**
 * naru_workspace_show_all:
 *
 * Shows the list of all records of the type, with nothing left out.
 */
void
naru_workspace_show_all (NaruWorkspace *self)
{
  self->asked = TRUE;
  self->on_board = FALSE;
  naru_list_source_clear (self->source);
  naru_list_source_set_view (self->source, "all");
  naru_workspace_show_list (self);
}

/**
 * naru_workspace_show_query:
 *
 * Shows what a query finds, as the list.
 */
void
naru_workspace_show_query (NaruWorkspace *self, const NaruQuery *query, const char *name)
{
  self->asked = TRUE;
  self->on_board = FALSE;
  naru_list_source_set_query (self->source, query, name);
  naru_workspace_show_list (self);
}

/**
 * naru_workspace_open:
 *
 * Opens the page of a record. Who walks through the list beside it stays in that list.
 */
void
naru_workspace_open (NaruWorkspace *self, const char *id)
{
  build_page (self);
  naru_detail_open (NARU_DETAIL (self->detail), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
  adw_leaflet_set_visible_child (self->leaflet, self->detail);
  if (self->pane != NULL)
    naru_list_pane_select (NARU_LIST_PANE (self->pane), id);
  if (self->pane == NULL || !naru_ui_has_focus (self->pane))
    gtk_widget_grab_focus (self->detail);
  drop_new_page (self);
}

/**
 * naru_workspace_create:
 *
 * Opens the form of a new record; @draft may be %NULL.
 */
void
naru_workspace_create (NaruWorkspace *self, NaruRecord *draft)
{
  GtkWidget *page;

  prepare_vocabularies ();
  drop_new_page (self);
  page = naru_new_page_new (self->desk, self->spec, draft);
  g_signal_connect_object (page, "leave", G_CALLBACK (naru_workspace_show_list), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), page, "new");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "new");
  gtk_widget_grab_focus (page);
}

/**
 * naru_workspace_show_intake:
 *
 * Opens the intake interview of a jobseeker, in place of the page.
 */
void
naru_workspace_show_intake (NaruWorkspace *self, const char *id)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "intake");

  if (page == NULL)
    {
      page = naru_intake_page_new (self->desk);
      gtk_stack_add_named (GTK_STACK (self->stack), page, "intake");
    }
  naru_intake_page_open (NARU_INTAKE_PAGE (page), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "intake");
  gtk_widget_grab_focus (page);
  drop_new_page (self);
}

/**
 * naru_workspace_search:
 *
 * Puts the cursor into the search entry of the list that is seen.
 */
void
naru_workspace_search (NaruWorkspace *self)
{
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  if (g_strcmp0 (shown, "page") == 0 && self->pane != NULL)
    {
      adw_leaflet_set_visible_child (self->leaflet, self->pane);
      naru_list_pane_search (NARU_LIST_PANE (self->pane));
      return;
    }
  naru_workspace_show_list (self);
  naru_list_page_search (NARU_LIST_PAGE (self->list));
}

/**
 * naru_workspace_show_tab:
 *
 * Shows a tab of the page that is open.
 */
void
naru_workspace_show_tab (NaruWorkspace *self, guint position)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "page") == 0)
    naru_detail_show_tab_at (NARU_DETAIL (self->detail), position);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWorkspace *self = NARU_WORKSPACE (widget);

  if (self->pane != NULL && adw_leaflet_get_folded (self->leaflet)
      && adw_leaflet_get_visible_child (self->leaflet) == self->detail)
    adw_leaflet_set_visible_child (self->leaflet, self->pane);
  else
    naru_workspace_show_list (self);
}

static char *
board_key (NaruWorkspace *self)
{
  return g_strdup_printf ("list/%s/board", self->spec->type);
}

static void
board_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWorkspace *self = NARU_WORKSPACE (widget);
  g_autofree char *key = board_key (self);

  if (self->spec->board_new == NULL || naru_workspace_get_shown (self) != NULL)
    return;
  self->on_board = !self->on_board;
  naru_store_keep_setting (naru_desk_get_store (self->desk), key, self->on_board ? "true" : NULL);
  naru_workspace_show_list (self);
}

/* Nothing is read before the place is first seen. */
static void
naru_workspace_map (GtkWidget *widget)
{
  NaruWorkspace *self = NARU_WORKSPACE (widget);

  GTK_WIDGET_CLASS (naru_workspace_parent_class)->map (widget);
  if (!self->asked)
    naru_list_source_load (self->source);
  self->asked = TRUE;
}

static void
naru_workspace_dispose (GObject *object)
{
  NaruWorkspace *self = NARU_WORKSPACE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_workspace_parent_class)->dispose (object);
}

static void
naru_workspace_class_init (NaruWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_workspace_dispose;
  GTK_WIDGET_CLASS (klass)->map = naru_workspace_map;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "workspace.leave", NULL, leave_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "workspace.board", NULL, board_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_b, GDK_CONTROL_MASK,
                                       "workspace.board", NULL);
}

static void
naru_workspace_init (NaruWorkspace *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

/**
 * naru_workspace_new:
 *
 * Makes the place; nothing is read before it is first seen.
 */
GtkWidget *
naru_workspace_new (NaruDesk *desk, const NaruTypeSpec *spec)
{
  NaruWorkspace *self = g_object_new (NARU_TYPE_WORKSPACE, NULL);
  g_autofree char *key = NULL;
  g_autofree char *kept = NULL;

  self->desk = g_object_ref (desk);
  self->spec = spec;
  self->source = naru_list_source_new (desk, spec);
  self->list = naru_list_page_new (self->source);
  gtk_stack_add_named (GTK_STACK (self->stack), self->list, "list");
  key = board_key (self);
  kept = spec->board_new != NULL ? naru_store_get_setting (naru_desk_get_store (desk), key) : NULL;
  self->on_board = kept != NULL;
  if (self->on_board)
    gtk_stack_set_visible_child (GTK_STACK (self->stack), ensure_board (self));
  return GTK_WIDGET (self);
}
