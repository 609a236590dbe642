/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel: a title, what is filled in, what keeps it from being done, and one button. Escape closes it. It lives in a
 * flap around the places, beside the page where there is room and over it where there is not. As the last pane of the window
 * it carries its buttons, so its own stands before the title. */

#include "naru-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define PANEL_WIDTH 384
#define PANEL_KEY "naru-panel"

struct _NaruPanel
{
  AdwBin parent_instance;

  AdwFlap *flap;
  GtkWidget *title;
  GtkWidget *place; /* scrolls the child */
  GtkWidget *message;
  GtkWidget *button;
  gulong clicked_id;
  gboolean running;
  NaruPanelNext next;
  gpointer next_data;
  GtkWidget *came_from; /* had the focus; weak */
};

G_DEFINE_FINAL_TYPE (NaruPanel, naru_panel, ADW_TYPE_BIN)

static void
drop_child (NaruPanel *self)
{
  if (self->clicked_id != 0)
    g_signal_handler_disconnect (self->button, self->clicked_id);
  self->clicked_id = 0;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->place), NULL);
}

/**
 * naru_panel_close:
 *
 * Closes the panel; what was filled in is gone, and the focus goes back to where it came from.
 */
void
naru_panel_close (NaruPanel *self)
{
  adw_flap_set_reveal_flap (self->flap, FALSE);
  drop_child (self);
  if (self->came_from != NULL && gtk_widget_get_mapped (self->came_from))
    gtk_widget_grab_focus (self->came_from);
  g_clear_weak_pointer (&self->came_from);
}

/* Where the focus is to go when the panel is closed: an entry of a menu is gone by then, what opened the menu is not. */
static GtkWidget *
find_way_back (NaruWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return popover != NULL ? gtk_widget_get_parent (popover) : focus;
}

/**
 * naru_panel_show:
 * @title: what is filled in; may be a person's name
 * @child: (transfer floating): what to fill in
 *
 * Returns: (transfer none): the panel of the window, now open
 */
NaruPanel *
naru_panel_show (NaruWindow *window, const char *title, GtkWidget *child)
{
  NaruPanel *self = g_object_get_data (G_OBJECT (window), PANEL_KEY);

  g_return_val_if_fail (NARU_IS_PANEL (self), NULL);
  drop_child (self);
  if (!adw_flap_get_reveal_flap (self->flap))
    g_set_weak_pointer (&self->came_from, find_way_back (window));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  naru_ui_set_tooltip (self->title, title);
  gtk_widget_set_margin_start (child, 24);
  gtk_widget_set_margin_end (child, 24);
  gtk_widget_set_margin_bottom (child, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->place), child);
  /* not where the last one was left */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->place)),
                            0);
  gtk_widget_hide (self->button);
  naru_panel_set_message (self, NULL);
  adw_flap_set_reveal_flap (self->flap, TRUE);
  return self;
}

/**
 * naru_panel_set_action:
 *
 * Shows the filled button at the foot of the panel; @clicked is called with @data, as long as
 * the panel is open.
 */
void
naru_panel_set_action (NaruPanel *self, const char *label, GCallback clicked, gpointer data)
{
  if (self->clicked_id != 0)
    g_signal_handler_disconnect (self->button, self->clicked_id);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  self->clicked_id = g_signal_connect_swapped (self->button, "clicked", clicked, data);
  gtk_widget_show (self->button);
}

/**
 * naru_panel_focus_action:
 *
 * Puts the focus on the button at the foot, where everything is filled in already.
 */
void
naru_panel_focus_action (NaruPanel *self)
{
  gtk_widget_grab_focus (self->button);
}

/**
 * naru_panel_set_message:
 *
 * What keeps it from being done; NULL for nothing.
 */
void
naru_panel_set_message (NaruPanel *self, const char *message)
{
  naru_ui_set_text (self->message, message);
}

static void
ran_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruPanel) self = data;
  NaruPanelNext next = self->next;

  self->running = FALSE;
  self->next = NULL;
  gtk_widget_set_sensitive (self->button, TRUE);
  if (!done)
    {
      /* The window says why; what was filled in stays. */
      g_clear_pointer (&self->next_data, g_free);
      return;
    }
  naru_panel_close (self);
  if (next != NULL)
    next (window, g_steal_pointer (&self->next_data));
}

/**
 * naru_panel_run_then:
 * @command: (transfer full): what to do
 * @next: (nullable): called when it was done and the panel is closed
 * @data: (transfer full) (nullable): a string of g_malloc() for @next
 */
void
naru_panel_run_then (NaruPanel *self, NaruCommand *command, NaruPanelNext next, gpointer data)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window == NULL || self->running)
    {
      g_free (data);
      naru_command_unref (command);
      return;
    }
  self->running = TRUE;
  self->next = next;
  self->next_data = data;
  gtk_widget_set_sensitive (self->button, FALSE);
  naru_window_run_full (window, command, ran_cb, g_object_ref (self));
  naru_command_unref (command);
}

/**
 * naru_panel_run_and_close:
 *
 * Runs @command (transfer full) and closes the panel when it was done.
 */
void
naru_panel_run_and_close (NaruPanel *self, NaruCommand *command)
{
  naru_panel_run_then (self, command, NULL, NULL);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  naru_panel_close (NARU_PANEL (widget));
  return TRUE;
}

/* Ctrl+Return presses the button at the foot, wherever the focus is. */
static gboolean
press_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NaruPanel *self = NARU_PANEL (widget);

  if (!gtk_widget_get_visible (self->button) || !gtk_widget_get_sensitive (self->button))
    return FALSE;
  g_signal_emit_by_name (self->button, "clicked");
  return TRUE;
}

static void
naru_panel_dispose (GObject *object)
{
  NaruPanel *self = NARU_PANEL (object);

  g_clear_weak_pointer (&self->came_from);
  g_clear_pointer (&self->next_data, g_free);
  G_OBJECT_CLASS (naru_panel_parent_class)->dispose (object);
}

static void
naru_panel_class_init (NaruPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_panel_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

/* Before the focus sees the key: a text of many lines would take it for a new line. */
static void
add_press_keys (NaruPanel *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (press_cb, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
naru_panel_init (NaruPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *handle = gtk_window_handle_new ();
  GtkWidget *close = naru_ui_icon_button ("window-close-symbolic", _ ("Close panel"));
  int width = (int) (PANEL_WIDTH * MIN (naru_ui_text_scale (), 1.5));

  gtk_widget_set_size_request (GTK_WIDGET (self), width, -1);
  /* A flap that expands takes half of the window. */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane-rail");
  self->title = naru_ui_two_line_label ("", "bar-title");
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), 20);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (bar), close);
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar), gtk_window_controls_new (GTK_PACK_END));
  gtk_widget_add_css_class (bar, "panel-bar");
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), bar);
  gtk_box_append (GTK_BOX (box), handle);
  self->place = gtk_scrolled_window_new ();
  /* As wide whatever is filled in: a long text would ask for the whole window. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->place), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->place), width);
  gtk_widget_set_vexpand (self->place, TRUE);
  gtk_box_append (GTK_BOX (box), self->place);
  self->message = naru_ui_wrapped_label ("", "late");
  gtk_label_set_max_width_chars (GTK_LABEL (self->message), 30);
  gtk_widget_set_margin_start (self->message, 24);
  gtk_widget_set_margin_end (self->message, 24);
  gtk_widget_hide (self->message);
  gtk_box_append (GTK_BOX (box), self->message);
  self->button = gtk_button_new_with_label ("");
  naru_window_keep_foot_clear (self->button);
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_set_margin_start (self->button, 24);
  gtk_widget_set_margin_end (self->button, 24);
  gtk_widget_set_margin_bottom (self->button, 18);
  gtk_box_append (GTK_BOX (box), self->button);
  adw_bin_set_child (ADW_BIN (self), box);
  add_press_keys (self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (naru_panel_close), self);
}

static void
host_rooted_cb (GtkWidget *flap)
{
  GtkRoot *root = gtk_widget_get_root (flap);

  if (root != NULL)
    g_object_set_data (G_OBJECT (root), PANEL_KEY, adw_flap_get_flap (ADW_FLAP (flap)));
}

/**
 * naru_panel_bind_closed:
 * @target: an object with a boolean @property, which is true while the panel of @window is closed
 *
 * Returns: (transfer none): the binding, which ends with @target
 */
GBinding *
naru_panel_bind_closed (NaruWindow *window, gpointer target, const char *property)
{
  NaruPanel *self = g_object_get_data (G_OBJECT (window), PANEL_KEY);

  g_return_val_if_fail (NARU_IS_PANEL (self), NULL);
  return g_object_bind_property (self->flap, "reveal-flap", target, property,
                                 G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

/**
 * naru_panel_host_new:
 * @content: (transfer floating): the places
 *
 * Returns: (transfer floating): the places with room for the panel at their end
 */
GtkWidget *
naru_panel_host_new (GtkWidget *content)
{
  GtkWidget *flap = adw_flap_new ();
  NaruPanel *panel = g_object_new (NARU_TYPE_PANEL, NULL);

  panel->flap = ADW_FLAP (flap);
  adw_flap_set_content (ADW_FLAP (flap), content);
  adw_flap_set_flap (ADW_FLAP (flap), GTK_WIDGET (panel));
  adw_flap_set_separator (ADW_FLAP (flap), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_flap_position (ADW_FLAP (flap), GTK_PACK_END);
  adw_flap_set_transition_type (ADW_FLAP (flap), ADW_FLAP_TRANSITION_TYPE_OVER);
  adw_flap_set_locked (ADW_FLAP (flap), TRUE);
  adw_flap_set_swipe_to_open (ADW_FLAP (flap), FALSE);
  adw_flap_set_reveal_flap (ADW_FLAP (flap), FALSE);
  g_signal_connect (flap, "notify::root", G_CALLBACK (host_rooted_cb), NULL);
  return flap;
}
