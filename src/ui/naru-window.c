/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: first run or desk, its size and its way of speaking to the person. Moving about is in naru-window-moves.c,
 * running commands in naru-window-commands.c. */

#include "naru-window-private.h"

#include <glib/gi18n-lib.h>
#include "naru-first-run.h"
#include "naru-panel.h"
#include "naru-preferences.h"
#include "naru-ui-util.h"

/* Pixels at the foot of the window that a toast may cover: as much is left empty under every form (style.css). */
#define TOAST_ROOM 72
/* Long enough to read it, to think, and to reach its button by keyboard. */
#define TOAST_SECONDS 10

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (NaruWindow, naru_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * naru_window_of:
 *
 * The window that @widget is in, or %NULL.
 */
NaruWindow *
naru_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  while (GTK_IS_WINDOW (root) && !NARU_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  return NARU_IS_WINDOW (root) ? NARU_WINDOW (root) : NULL;
}

/**
 * naru_window_get_desk:
 *
 * The desk of this window; another one after the first run.
 */
NaruDesk *
naru_window_get_desk (NaruWindow *self)
{
  return self->desk;
}

/**
 * naru_window_get_setting:
 *
 * A setting of this window, kept in the profile: %NULL if it was never set.
 */
char *
naru_window_get_setting (NaruWindow *self, const char *key)
{
  g_autofree char *name = g_strconcat ("window/", key, NULL);

  return naru_store_get_setting (self->store, name);
}

/**
 * naru_window_set_setting:
 *
 * Keeps a setting of this window. How the window looks is not worth an error: what cannot be kept is forgotten.
 */
void
naru_window_set_setting (NaruWindow *self, const char *key, const char *value)
{
  g_autofree char *name = g_strconcat ("window/", key, NULL);
  g_autofree char *before = naru_store_get_setting (self->store, name);

  if (g_strcmp0 (before, value) != 0)
    naru_store_keep_setting (self->store, name, value);
}

/**
 * naru_window_set_count:
 *
 * Shows the number of things that wait in a place; -1 for none.
 */
void
naru_window_set_count (NaruWindow *self, const char *place, gint64 count)
{
  naru_sidebar_set_count (self->sidebar, place, count);
}

/* What has the keyboard is never under the words at the foot of the window: its page is scrolled past them. */
static gboolean
keep_clear_cb (gpointer data)
{
  NaruWindow *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *scrolled
      = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GtkWidget *viewport
      = scrolled != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
  graphene_rect_t bounds;
  graphene_rect_t view;
  GtkAdjustment *adjustment;
  double below;

  self->clear_id = 0;
  if (self->toast == NULL || !GTK_IS_VIEWPORT (viewport)
      || !gtk_widget_compute_bounds (focus, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                     &bounds)
      || !gtk_widget_compute_bounds (scrolled, GTK_WIDGET (self), &view))
    return G_SOURCE_REMOVE;
  below = gtk_widget_get_height (GTK_WIDGET (self)) - (view.origin.y + view.size.height);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (adjustment,
                            MAX (gtk_adjustment_get_value (adjustment),
                                 bounds.origin.y + bounds.size.height + MAX (0, TOAST_ROOM - below)
                                     - gtk_adjustment_get_page_size (adjustment)));
  return G_SOURCE_REMOVE;
}

/* When the page has scrolled to what has the keyboard now. */
static void
keep_clear_soon (NaruWindow *self)
{
  if (self->toast != NULL && self->clear_id == 0)
    self->clear_id = g_idle_add (keep_clear_cb, self);
}

/**
 * naru_window_offer:
 * @button: (nullable): what can be done about it
 * @action: (nullable): the action of the button
 * @target: (nullable): what the action is about; a floating reference is taken
 *
 * Says something short that needs no answer. One at a time: the newest is what matters.
 */
void
naru_window_offer (NaruWindow *self, const char *text, const char *button, const char *action,
                   GVariant *target)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, adw_toast_new (title));
  adw_toast_set_button_label (self->toast, button);
  adw_toast_set_action_name (self->toast, action);
  adw_toast_set_action_target_value (self->toast, target);
  adw_toast_set_timeout (self->toast, TOAST_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
  keep_clear_soon (self);
}

/* The page that comes is seen before the one that goes is not. */
static void
foot_seen_cb (GtkWidget *foot)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (foot, ADW_TYPE_TOAST_OVERLAY);
  int n_feet;

  if (toasts == NULL)
    return;
  n_feet = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toasts), "feet"))
           + (gtk_widget_get_mapped (foot) ? 1 : -1);
  g_object_set_data (G_OBJECT (toasts), "feet", GINT_TO_POINTER (n_feet));
  if (n_feet > 0)
    gtk_widget_add_css_class (toasts, "with-foot");
  else
    gtk_widget_remove_css_class (toasts, "with-foot");
}

/**
 * naru_window_keep_foot_clear:
 * @foot: the buttons at the foot of a page
 *
 * Lets toasts come up above @foot as long as it is seen.
 */
void
naru_window_keep_foot_clear (GtkWidget *foot)
{
  g_signal_connect (foot, "map", G_CALLBACK (foot_seen_cb), NULL);
  g_signal_connect (foot, "unmap", G_CALLBACK (foot_seen_cb), NULL);
}

/**
 * naru_window_toast:
 *
 * Says something short, see naru_window_offer().
 */
void
naru_window_toast (NaruWindow *self, const char *text)
{
  naru_window_offer (self, text, NULL, NULL, NULL);
}

/**
 * naru_window_tell:
 *
 * Says something that the person should read to the end; it stays until it is closed or something else is done.
 */
void
naru_window_tell (NaruWindow *self, const char *text)
{
  gtk_label_set_text (self->notice_label, text);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
}

/**
 * naru_window_tell_error:
 *
 * Says what could not be done and why.
 */
void
naru_window_tell_error (NaruWindow *self, const char *what, const GError *error)
{
  g_autofree char *text = NULL;

  if (what != NULL && error != NULL)
    text = g_strdup_printf ("%s\n%s", what, error->message);
  naru_window_tell (self, text != NULL ? text : error != NULL ? error->message : what);
}

static void
notice_close_cb (NaruWindow *self)
{
  gtk_revealer_set_reveal_child (self->notice, FALSE);
}

static void
show_desk (NaruWindow *self)
{
  GtkWidget *first_run = gtk_stack_get_child_by_name (self->root, "first-run");
  gboolean wants_server
      = first_run != NULL && naru_first_run_wants_server (NARU_FIRST_RUN (first_run));

  naru_sidebar_set_desk (self->sidebar, self->desk);
  naru_window_add_places (self);
  gtk_stack_set_visible_child_name (self->root, "desk");
  naru_window_restore_place (self);
  if (first_run != NULL)
    gtk_stack_remove (self->root, first_run);
  naru_window_start_sync (self);
  naru_window_follow_terms (self);
  if (wants_server)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.server", NULL);
}

/* The page that asks is still in the middle of its signal: it goes when that is over. */
static gboolean
set_up_cb (gpointer data)
{
  NaruWindow *self = data;

  if (!naru_desk_is_set_up (self->desk))
    {
      g_object_unref (self->desk);
      self->desk = naru_desk_new (self->store, self->clock);
    }
  if (naru_desk_is_set_up (self->desk))
    show_desk (self);
  return G_SOURCE_REMOVE;
}

static void
first_run_done_cb (NaruWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, set_up_cb, g_object_ref (self), g_object_unref);
}

static void
show_first_run (NaruWindow *self)
{
  GtkWidget *page = naru_first_run_new (self->desk);

  g_signal_connect_object (page, "done", G_CALLBACK (first_run_done_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->root, page, "first-run");
  gtk_stack_set_visible_child_name (self->root, "first-run");
}

static void
restore_size (NaruWindow *self)
{
  g_autofree char *size = naru_window_get_setting (self, "size");
  int width = 0;
  int height = 0;

  if (size == NULL || sscanf (size, "%dx%d", &width, &height) != 2)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 16384),
                               CLAMP (height, 300, 16384));
  if (g_str_has_suffix (size, "+"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
naru_window_close_request (GtkWindow *window)
{
  NaruWindow *self = NARU_WINDOW (window);
  g_autofree char *size = NULL;
  int width;
  int height;

  /* What is being typed is saved when its field loses the focus. */
  gtk_window_set_focus (window, NULL);
  gtk_window_get_default_size (window, &width, &height);
  size = g_strdup_printf ("%dx%d%s", width, height, gtk_window_is_maximized (window) ? "+" : "");
  naru_window_set_setting (self, "size", size);
  return GTK_WINDOW_CLASS (naru_window_parent_class)->close_request (window);
}

static void
folded_cb (NaruWindow *self)
{
  naru_sidebar_set_alone (self->sidebar, adw_leaflet_get_folded (self->leaflet));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
naru_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NaruWindow *self = NARU_WINDOW (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, adw_leaflet_get_folded (self->leaflet));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
naru_window_dispose (GObject *object)
{
  NaruWindow *self = NARU_WINDOW (object);

  naru_window_stop_sync (self);
  g_clear_handle_id (&self->clear_id, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), NARU_TYPE_WINDOW);
  g_clear_object (&self->desk);
  g_clear_object (&self->store);
  g_clear_pointer (&self->sent_again, g_ptr_array_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_window_parent_class)->dispose (object);
}

static void
naru_window_class_init (NaruWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = naru_window_dispose;
  object_class->get_property = naru_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = naru_window_close_request;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (NARU_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/naru/Naru/naru-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, root);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, places);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, NaruWindow, notice_label);
  gtk_widget_class_bind_template_callback (widget_class, notice_close_cb);
  naru_window_install_command_actions (widget_class);
  naru_window_install_move_actions (widget_class);
  naru_window_install_dialog_actions (widget_class);
  naru_window_install_sync_actions (widget_class);
}

static void
naru_window_init (NaruWindow *self)
{
  GtkWidget *content;

  self->past = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  content = gtk_widget_get_parent (GTK_WIDGET (self->places));
  g_object_ref (self->places);
  gtk_box_remove (GTK_BOX (content), GTK_WIDGET (self->places));
  gtk_box_append (GTK_BOX (content), naru_panel_host_new (GTK_WIDGET (self->places)));
  g_object_unref (self->places);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Naru"));
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (keep_clear_soon), NULL);
}

/**
 * naru_window_new:
 * @store: the profile; the window keeps a reference
 * @clock: lives as long as the program
 *
 * A desk that is not set up shows the first run before anything else.
 */
NaruWindow *
naru_window_new (GtkApplication *application, NaruStore *store, NaruClock *clock)
{
  NaruWindow *self = g_object_new (NARU_TYPE_WINDOW, "application", application, NULL);

  self->store = g_object_ref (store);
  self->clock = clock;
  self->desk = naru_desk_new (store, clock);
  restore_size (self);
  naru_preferences_apply_style (self);
  if (naru_desk_is_set_up (self->desk))
    show_desk (self);
  else
    show_first_run (self);
  return self;
}
