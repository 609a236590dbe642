/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record. One page serves all records of its type in turn; tabs are made when they are first looked at
 * and brought up to date only while they are seen. */

#include "naru-detail.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-history-view.h"
#include "naru-ui-util.h"

typedef struct
{
  char *name;
  NaruTabBuildFunc build;
  NaruTabRefreshFunc refresh;
  const char *const *fields;
  GtkWidget *place;
  GtkWidget *child;
  GtkWidget *rail;
  GtkWidget *flap;
  NaruTabRefreshFunc rail_refresh;
  gboolean fresh;
} Tab;

typedef struct
{
  AdwBin *bar_place;
  GtkLabel *name;
  GtkLabel *other_name;
  GtkLabel *note;
  GtkBox *facts;
  GtkStack *root;
  GtkStack *stack;
  GtkStackSwitcher *switcher;
  GtkToggleButton *rail_button;

  GtkWidget *bar;
  GtkWidget *back;
  GtkWidget *menu_button;
  GMenu *menu;
  NaruDesk *desk;
  NaruRecord *record;
  char *id;
  GPtrArray *tabs;
  GBinding *rail_binding;
  guint refresh_id;
  guint fold_id;
} NaruDetailPrivate;

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (NaruDetail, naru_detail, ADW_TYPE_BIN)

static NaruDetailPrivate *
get_private (NaruDetail *self)
{
  return naru_detail_get_instance_private (self);
}

static void
tab_free (Tab *tab)
{
  g_free (tab->name);
  g_free (tab);
}

static Tab *
find_tab (NaruDetail *self, const char *name)
{
  NaruDetailPrivate *priv = get_private (self);

  for (guint i = 0; name != NULL && i < priv->tabs->len; i++)
    if (g_str_equal (((Tab *) priv->tabs->pdata[i])->name, name))
      return priv->tabs->pdata[i];
  return NULL;
}

/**
 * naru_detail_get_id:
 *
 * The id of the record that is open, or %NULL.
 */
const char *
naru_detail_get_id (NaruDetail *self)
{
  return get_private (self)->id;
}

/**
 * naru_detail_get_record:
 *
 * The record as it was read last; %NULL before the first and where it was deleted.
 */
NaruRecord *
naru_detail_get_record (NaruDetail *self)
{
  return get_private (self)->record;
}

/**
 * naru_detail_get_desk:
 *
 * The desk at which the page is shown.
 */
NaruDesk *
naru_detail_get_desk (NaruDetail *self)
{
  return get_private (self)->desk;
}

/**
 * naru_detail_get_tab:
 *
 * The name of the tab that is seen, or %NULL.
 */
const char *
naru_detail_get_tab (NaruDetail *self)
{
  return gtk_stack_get_visible_child_name (get_private (self)->stack);
}

static void
build_tab (NaruDetail *self, Tab *tab)
{
  NaruDetailPrivate *priv = get_private (self);

  if (tab->child != NULL)
    return;
  if (tab->build != NULL)
    tab->child = tab->build (self);
  else
    {
      GtkWidget *form = naru_form_new (priv->desk, naru_record_get_record_type (priv->record)->name,
                                       tab->fields);
      GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      naru_ui_add_classes (page, "form-page");
      gtk_box_append (GTK_BOX (page), form);
      tab->child = naru_ui_scrolled (page);
      g_object_set_data (G_OBJECT (tab->child), "form", form);
    }
  gtk_widget_set_hexpand (tab->child, TRUE);
  if (tab->flap != NULL)
    adw_flap_set_content (ADW_FLAP (tab->flap), tab->child);
  else
    adw_bin_set_child (ADW_BIN (tab->place), tab->child);
}

static void
refresh_tab (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);
  Tab *tab = find_tab (self, naru_detail_get_tab (self));

  if (tab == NULL || priv->record == NULL || tab->fresh)
    return;
  build_tab (self, tab);
  tab->fresh = TRUE;
  if (tab->build == NULL)
    naru_form_set_record (g_object_get_data (G_OBJECT (tab->child), "form"), priv->record);
  if (tab->refresh != NULL)
    tab->refresh (self, tab->child);
  if (tab->rail_refresh != NULL)
    tab->rail_refresh (self, tab->rail);
}

static void
rail_folded_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);
  Tab *tab = find_tab (self, naru_detail_get_tab (self));
  gboolean folded = tab != NULL && tab->flap != NULL && adw_flap_get_folded (ADW_FLAP (tab->flap));

  g_clear_pointer (&priv->rail_binding, g_binding_unbind);
  gtk_widget_set_visible (GTK_WIDGET (priv->rail_button), folded);
  if (tab != NULL && tab->flap != NULL)
    {
      adw_flap_set_reveal_flap (ADW_FLAP (tab->flap), !folded);
      priv->rail_binding
          = g_object_bind_property (tab->flap, "reveal-flap", priv->rail_button, "active",
                                    G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    }
}

static gboolean
show_rail_cb (gpointer data)
{
  NaruDetail *self = data;

  get_private (self)->fold_id = 0;
  rail_folded_cb (self);
  return G_SOURCE_REMOVE;
}

/* A flap folds while it is given its size: nothing may change its size then. */
static void
fold_soon_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);

  if (priv->fold_id == 0)
    priv->fold_id = g_idle_add (show_rail_cb, self);
}

static void
tab_changed_cb (NaruDetail *self)
{
  if (get_private (self)->tabs == NULL)
    return;
  refresh_tab (self);
  rail_folded_cb (self);
}

static void
read_record (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);

  g_clear_object (&priv->record);
  priv->record = naru_store_get (naru_desk_get_store (priv->desk), priv->id, NULL);
  for (guint i = 0; i < priv->tabs->len; i++)
    ((Tab *) priv->tabs->pdata[i])->fresh = FALSE;
  gtk_stack_set_visible_child_name (priv->root, priv->record != NULL ? "record" : "gone");
  if (priv->record == NULL)
    return;
  naru_ui_clear (GTK_WIDGET (priv->facts));
  if (NARU_DETAIL_GET_CLASS (self)->record_changed != NULL)
    NARU_DETAIL_GET_CLASS (self)->record_changed (self, priv->record);
  refresh_tab (self);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruDetail *self = data;

  get_private (self)->refresh_id = 0;
  read_record (self);
  return G_SOURCE_REMOVE;
}

/**
 * naru_detail_refresh:
 *
 * Reads the record and what is seen of it again, soon: several changes in one go are shown once.
 */
void
naru_detail_refresh (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);

  if (priv->refresh_id == 0 && priv->id != NULL)
    priv->refresh_id = g_timeout_add (60, refresh_cb, self);
}

static void
naru_detail_map (GtkWidget *widget)
{
  NaruDetail *self = NARU_DETAIL (widget);
  NaruDetailPrivate *priv = get_private (self);

  GTK_WIDGET_CLASS (naru_detail_parent_class)->map (widget);
  if (priv->id != NULL && priv->refresh_id == 0 && priv->record == NULL)
    naru_detail_refresh (self);
}

static void
changed_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    naru_detail_refresh (self);
  else
    /* Read again when it is looked at. */
    g_clear_object (&priv->record);
}

/**
 * naru_detail_open:
 *
 * Opens a record in this page.
 */
void
naru_detail_open (NaruDetail *self, const char *id)
{
  NaruDetailPrivate *priv = get_private (self);

  if (g_strcmp0 (priv->id, id) != 0)
    {
      g_free (priv->id);
      priv->id = g_strdup (id);
    }
  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  read_record (self);
}

static Tab *
add_tab (NaruDetail *self, const char *name, const char *title)
{
  NaruDetailPrivate *priv = get_private (self);
  Tab *tab = g_new0 (Tab, 1);

  tab->name = g_strdup (name);
  tab->place = adw_bin_new ();
  g_ptr_array_add (priv->tabs, tab);
  gtk_stack_add_titled (priv->stack, tab->place, name, title);
  return tab;
}

/**
 * naru_detail_add_tab:
 * @name: for naru_detail_show_tab()
 * @title: translated
 * @build: makes the child, which scrolls by itself (see naru_ui_scrolled())
 * @refresh: (nullable): brings the child up to date
 */
void
naru_detail_add_tab (NaruDetail *self, const char *name, const char *title, NaruTabBuildFunc build,
                     NaruTabRefreshFunc refresh)
{
  Tab *tab = add_tab (self, name, title);

  tab->build = build;
  tab->refresh = refresh;
}

/**
 * naru_detail_add_form_tab:
 *
 * A tab with a form of @fields of the record itself, see naru_form_new(); @fields stays valid.
 */
void
naru_detail_add_form_tab (NaruDetail *self, const char *name, const char *title,
                          const char *const *fields)
{
  add_tab (self, name, title)->fields = fields;
}

static GtkWidget *
build_history (NaruDetail *self)
{
  return naru_history_view_new (naru_detail_get_desk (self));
}

static void
refresh_history (NaruDetail *self, GtkWidget *child)
{
  naru_history_view_show (NARU_HISTORY_VIEW (child), naru_detail_get_id (self));
}

/**
 * naru_detail_add_history_tab:
 *
 * The tab that shows every change of the record: who, when, from, to.
 */
void
naru_detail_add_history_tab (NaruDetail *self)
{
  naru_detail_add_tab (self, "history", _ ("History"), build_history, refresh_history);
}

/**
 * naru_detail_set_rail:
 * @tab: name of a tab that was added
 * @rail: a pane of 224 to 296 pixels that stands beside it, at the end
 *
 * Called before the tab is first looked at. In a narrow window the rail comes by a button.
 */
void
naru_detail_set_rail (NaruDetail *self, const char *tab_name, GtkWidget *rail,
                      NaruTabRefreshFunc refresh)
{
  Tab *tab = find_tab (self, tab_name);

  g_return_if_fail (tab != NULL && tab->child == NULL);
  gtk_widget_add_css_class (rail, "pane-rail");
  tab->rail = rail;
  tab->rail_refresh = refresh;
  tab->flap = adw_flap_new ();
  adw_flap_set_flap_position (ADW_FLAP (tab->flap), GTK_PACK_END);
  adw_flap_set_flap (ADW_FLAP (tab->flap), rail);
  adw_bin_set_child (ADW_BIN (tab->place), tab->flap);
  g_signal_connect_object (tab->flap, "notify::folded", G_CALLBACK (fold_soon_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * naru_detail_add_action:
 *
 * Adds a button to the bar at the end, before those added earlier.
 */
void
naru_detail_add_action (NaruDetail *self, GtkWidget *button)
{
  naru_pane_bar_pack_end (NARU_PANE_BAR (get_private (self)->bar), button);
}

/**
 * naru_detail_add_menu_item:
 *
 * Adds an entry to the menu of the page.
 */
void
naru_detail_add_menu_item (NaruDetail *self, const char *label, const char *detailed_action)
{
  NaruDetailPrivate *priv = get_private (self);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, detailed_action);

  g_menu_append_item (priv->menu, item);
  gtk_widget_set_visible (priv->menu_button, TRUE);
}

/**
 * naru_detail_set_name:
 *
 * The name on top; @other_name (in another script) and @note (such as "Active since 2 September") may be %NULL.
 */
void
naru_detail_set_name (NaruDetail *self, const char *name, const char *other_name, const char *note)
{
  NaruDetailPrivate *priv = get_private (self);

  naru_ui_set_text (GTK_WIDGET (priv->name), name);
  naru_ui_set_text (GTK_WIDGET (priv->other_name), other_name);
  naru_ui_set_text (GTK_WIDGET (priv->note), note);
}

static GtkWidget *
add_fact (NaruDetail *self, const char *caption, const char *value)
{
  GtkWidget *line;

  gtk_box_append (get_private (self)->facts, naru_ui_fact (caption, value, &line));
  return line;
}

/**
 * naru_detail_set_fact:
 *
 * Adds a fact under the name; nothing is added where there is no value. Facts are taken away before
 * record_changed.
 */
void
naru_detail_set_fact (NaruDetail *self, const char *caption, const char *value)
{
  if (value != NULL && *value != '\0')
    add_fact (self, caption, value);
}

/**
 * naru_detail_set_fact_with_sync:
 *
 * As naru_detail_set_fact(), with the sync state of the record @id, such as the next meeting.
 */
void
naru_detail_set_fact_with_sync (NaruDetail *self, const char *caption, const char *value,
                                const char *id)
{
  NaruDetailPrivate *priv = get_private (self);
  g_autoptr (NaruDocumentState) state
      = naru_store_get_state (naru_desk_get_store (priv->desk), id, NULL);
  g_autofree char *today = naru_desk_today (priv->desk);
  const char *css_class;

  if (value == NULL || *value == '\0')
    return;
  if (state == NULL)
    add_fact (self, caption, value);
  else
    {
      const char *icon = naru_ui_sync_icon (state->sync, &css_class);
      g_autofree char *text = naru_ui_sync_text (state, today);

      gtk_box_append (GTK_BOX (add_fact (self, caption, value)),
                      naru_ui_icon_text (icon, css_class, text));
    }
}

/**
 * naru_detail_show_tab:
 *
 * Shows a tab by its name; an unknown name changes nothing.
 */
void
naru_detail_show_tab (NaruDetail *self, const char *name)
{
  if (find_tab (self, name) != NULL)
    gtk_stack_set_visible_child_name (get_private (self)->stack, name);
}

/**
 * naru_detail_show_tab_at:
 *
 * Shows a tab by its place, from 0.
 */
void
naru_detail_show_tab_at (NaruDetail *self, guint position)
{
  NaruDetailPrivate *priv = get_private (self);

  if (position >= priv->tabs->len)
    return;
  naru_detail_show_tab (self, ((Tab *) priv->tabs->pdata[position])->name);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * naru_detail_set_place:
 *
 * For the workspace: where the pane stands, and whether it carries a way back to the list.
 */
void
naru_detail_set_place (NaruDetail *self, NaruPanePlace place, gboolean back)
{
  NaruDetailPrivate *priv = get_private (self);

  naru_pane_bar_set_place (NARU_PANE_BAR (priv->bar), place);
  gtk_widget_set_visible (priv->back, back);
}

/* The focus goes to the tab that is seen: from there the arrows lead to the others and Tab into the page. */
static gboolean
naru_detail_grab_focus (GtkWidget *widget)
{
  NaruDetailPrivate *priv = get_private (NARU_DETAIL (widget));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (priv->switcher)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return gtk_widget_grab_focus (button);
  return FALSE;
}

static void
naru_detail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NaruDetailPrivate *priv = get_private (NARU_DETAIL (object));

  switch (id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
naru_detail_constructed (GObject *object)
{
  NaruDetail *self = NARU_DETAIL (object);
  NaruDetailPrivate *priv = get_private (self);

  G_OBJECT_CLASS (naru_detail_parent_class)->constructed (object);
  g_signal_connect_object (naru_desk_get_store (priv->desk), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
naru_detail_dispose (GObject *object)
{
  NaruDetailPrivate *priv = get_private (NARU_DETAIL (object));

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  g_clear_handle_id (&priv->fold_id, g_source_remove);
  g_clear_pointer (&priv->rail_binding, g_binding_unbind);
  g_clear_pointer (&priv->tabs, g_ptr_array_unref);
  /* GTK 4.8 looks for the template in the class of the instance, where that of a base class is not. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&priv->menu);
  g_clear_object (&priv->record);
  g_clear_object (&priv->desk);
  g_clear_pointer (&priv->id, g_free);
  G_OBJECT_CLASS (naru_detail_parent_class)->dispose (object);
}

static void
naru_detail_class_init (NaruDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = naru_detail_set_property;
  object_class->constructed = naru_detail_constructed;
  object_class->dispose = naru_detail_dispose;
  widget_class->map = naru_detail_map;
  widget_class->grab_focus = naru_detail_grab_focus;
  properties[PROP_DESK]
      = g_param_spec_object ("desk", NULL, NULL, NARU_TYPE_DESK,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/naru/Naru/naru-detail.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, bar_place);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, name);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, other_name);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, note);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, facts);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, root);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, stack);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, switcher);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, rail_button);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
}

static void
naru_detail_init (NaruDetail *self)
{
  NaruDetailPrivate *priv = get_private (self);

  priv->tabs = g_ptr_array_new_with_free_func ((GDestroyNotify) tab_free);
  priv->menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  priv->bar = naru_pane_bar_new (NULL, NARU_PANE_LAST);
  priv->back = naru_ui_icon_button ("go-previous-symbolic", _ ("Back to the list"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->back), "workspace.leave");
  gtk_widget_set_visible (priv->back, FALSE);
  naru_pane_bar_pack_start (NARU_PANE_BAR (priv->bar), priv->back);
  priv->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (priv->menu_button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->menu_button), G_MENU_MODEL (priv->menu));
  naru_ui_name (priv->menu_button, _ ("More actions"));
  gtk_widget_set_visible (priv->menu_button, FALSE);
  naru_pane_bar_pack_end (NARU_PANE_BAR (priv->bar), priv->menu_button);
  adw_bin_set_child (priv->bar_place, priv->bar);
}
