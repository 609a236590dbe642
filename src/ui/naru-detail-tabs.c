/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of the page of one record: made when they are first looked at, brought up to date only while they are seen,
 * with a rail beside some of them. */

#include "naru-detail-private.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-history-view.h"
#include "naru-rights.h"
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

static void
tab_free (Tab *tab)
{
  g_free (tab->name);
  g_free (tab);
}

static Tab *
find_tab (NaruDetail *self, const char *name)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  for (guint i = 0; name != NULL && i < priv->tabs->len; i++)
    if (g_str_equal (((Tab *) priv->tabs->pdata[i])->name, name))
      return priv->tabs->pdata[i];
  return NULL;
}

/**
 * naru_detail_get_tab:
 *
 * The name of the tab that is seen, or %NULL.
 */
const char *
naru_detail_get_tab (NaruDetail *self)
{
  return gtk_stack_get_visible_child_name (naru_detail_get_private (self)->stack);
}

static void
build_tab (NaruDetail *self, Tab *tab)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (tab->child != NULL)
    return;
  if (tab->build != NULL)
    tab->child = tab->build (self);
  else
    {
      const NaruRecordType *type = naru_record_get_record_type (priv->record);
      GtkWidget *form = naru_form_new (priv->desk, type->name, tab->fields);
      GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

      naru_ui_add_classes (page, "form-page");
      if (!naru_desk_may_write (priv->desk, type))
        gtk_box_append (GTK_BOX (page), naru_rights_note_new (type));
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
show_form (NaruDetail *self, NaruForm *form)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  naru_form_set_record (form, priv->record);
  if (!naru_desk_may_write (priv->desk, naru_record_get_record_type (priv->record)))
    {
      gtk_widget_add_css_class (GTK_WIDGET (form), "locked");
      naru_rights_lock (GTK_WIDGET (form));
    }
}

/* A page of its own that holds forms: whatever it is filled with now is read and copied. */
static void
lock_form_pages (GtkWidget *widget, const NaruRecordType *type)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  gboolean has_form = FALSE;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    has_form |= NARU_IS_FORM (child);
  if (has_form && gtk_widget_has_css_class (widget, "form-page"))
    {
      naru_rights_lock (widget);
      if (!gtk_widget_has_css_class (first, "rights"))
        gtk_box_prepend (GTK_BOX (widget), naru_rights_note_new (type));
      return;
    }
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    lock_form_pages (child, type);
}

/**
 * naru_detail_refresh_tab:
 *
 * Makes the tab that is seen where it was never looked at, and brings it up to date where it is not.
 */
void
naru_detail_refresh_tab (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);
  Tab *tab = find_tab (self, naru_detail_get_tab (self));
  const NaruRecordType *type;

  if (tab == NULL || priv->record == NULL || tab->fresh)
    return;
  type = naru_record_get_record_type (priv->record);
  build_tab (self, tab);
  tab->fresh = TRUE;
  if (tab->build == NULL)
    show_form (self, g_object_get_data (G_OBJECT (tab->child), "form"));
  if (tab->refresh != NULL)
    tab->refresh (self, tab->child);
  if (tab->build != NULL && !naru_desk_may_write (priv->desk, type))
    lock_form_pages (tab->child, type);
  if (tab->rail_refresh != NULL)
    tab->rail_refresh (self, tab->rail);
}

static void
rail_folded_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);
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

  naru_detail_get_private (self)->fold_id = 0;
  rail_folded_cb (self);
  return G_SOURCE_REMOVE;
}

/* A flap folds while it is given its size: nothing may change its size then. */
static void
fold_soon_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (priv->fold_id == 0)
    priv->fold_id = g_idle_add (show_rail_cb, self);
}

static void
tab_changed_cb (NaruDetail *self)
{
  if (naru_detail_get_private (self)->tabs == NULL)
    return;
  naru_detail_refresh_tab (self);
  rail_folded_cb (self);
}

/**
 * naru_detail_outdate_tabs:
 *
 * The record was read anew: every tab is brought up to date when it is next seen.
 */
void
naru_detail_outdate_tabs (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  for (guint i = 0; i < priv->tabs->len; i++)
    ((Tab *) priv->tabs->pdata[i])->fresh = FALSE;
}

/**
 * naru_detail_init_tabs:
 *
 * Called once, when the template is there.
 */
void
naru_detail_init_tabs (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  priv->tabs = g_ptr_array_new_with_free_func ((GDestroyNotify) tab_free);
  g_signal_connect_swapped (priv->stack, "notify::visible-child", G_CALLBACK (tab_changed_cb),
                            self);
}

static Tab *
add_tab (NaruDetail *self, const char *name, const char *title)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);
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
  naru_history_view_show (NARU_EVENT_LIST (child), naru_detail_get_id (self));
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
 * naru_detail_show_tab:
 *
 * Shows a tab by its name; an unknown name changes nothing.
 */
void
naru_detail_show_tab (NaruDetail *self, const char *name)
{
  if (find_tab (self, name) != NULL)
    gtk_stack_set_visible_child_name (naru_detail_get_private (self)->stack, name);
}

/**
 * naru_detail_set_tab_title:
 * @name: name of a tab
 * @title: translated: what stands above it from now on
 */
void
naru_detail_set_tab_title (NaruDetail *self, const char *name, const char *title)
{
  Tab *tab = find_tab (self, name);
  GtkStackPage *page;

  g_return_if_fail (tab != NULL);
  page = gtk_stack_get_page (naru_detail_get_private (self)->stack, tab->place);
  if (g_strcmp0 (gtk_stack_page_get_title (page), title) != 0)
    gtk_stack_page_set_title (page, title);
}

/**
 * naru_detail_show_tab_at:
 *
 * Shows a tab by its place, from 0.
 */
void
naru_detail_show_tab_at (NaruDetail *self, guint position)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (position >= priv->tabs->len)
    return;
  naru_detail_show_tab (self, ((Tab *) priv->tabs->pdata[position])->name);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
