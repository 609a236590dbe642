/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small things that every page needs: labels, symbols of states. Dates are in naru-ui-dates.c. */

#include "naru-ui-util.h"

#include <glib/gi18n-lib.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif
#include "naru-window.h"

/**
 * naru_ui_add_classes:
 *
 * Adds style classes, separated by spaces. %NULL adds none.
 */
void
naru_ui_add_classes (GtkWidget *widget, const char *css_classes)
{
  g_auto (GStrv) names = NULL;

  if (css_classes == NULL)
    return;
  names = g_strsplit (css_classes, " ", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      gtk_widget_add_css_class (widget, names[i]);
}

/**
 * naru_ui_label:
 *
 * One line of plain text from the left, shortened with an ellipsis where there is no room.
 */
GtkWidget *
naru_ui_label (const char *text, const char *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  naru_ui_add_classes (label, css_classes);
  return label;
}

/**
 * naru_ui_wrapped_label:
 *
 * Plain text that takes as many lines as it needs.
 */
GtkWidget *
naru_ui_wrapped_label (const char *text, const char *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  naru_ui_add_classes (label, css_classes);
  return label;
}

/**
 * naru_ui_two_line_label:
 *
 * Plain text that takes a second line where it needs one, and is shortened with an ellipsis where that is full too.
 */
GtkWidget *
naru_ui_two_line_label (const char *text, const char *css_classes)
{
  GtkWidget *label = naru_ui_wrapped_label (text, css_classes);

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/**
 * naru_ui_name:
 *
 * Gives a widget without text of its own the name that a screen reader says and a pointer shows.
 */
void
naru_ui_name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  /* The keyboard is in the button inside, and it is that which a screen reader names. */
  if (GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (!GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT_VIEW (widget))
    naru_ui_set_tooltip (widget, label);
}

/**
 * naru_ui_icon:
 *
 * A symbol; @meaning is what it says in words, or %NULL where a word stands beside it.
 */
GtkWidget *
naru_ui_icon (const char *icon, const char *css_class, const char *meaning)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  naru_ui_add_classes (image, css_class);
  if (meaning != NULL)
    naru_ui_name (image, meaning);
  return image;
}

/**
 * naru_ui_icon_button:
 *
 * A flat button with a symbol only; @label is its name.
 */
GtkWidget *
naru_ui_icon_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_name (button, label);
  return button;
}

/**
 * naru_ui_on_first_line:
 * @icon: (transfer floating): a symbol beside text that may take several lines
 *
 * A symbol has a baseline of its own, with which a box reckons when it knows its width only: it would be too high then for
 * the height that it asked for.
 *
 * Returns: (transfer floating): what holds the symbol at the height of the first line
 */
GtkWidget *
naru_ui_on_first_line (GtkWidget *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), icon);
  return box;
}

/**
 * naru_ui_icon_text:
 *
 * A small symbol and a caption beside it.
 */
GtkWidget *
naru_ui_icon_text (const char *icon, const char *css_class, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), naru_ui_icon (icon, css_class, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_label (text, "caption dim-label"));
  return box;
}

/**
 * naru_ui_fact:
 * @line: (out): box with the value, for a symbol beside it
 *
 * A caption above its value, as under the name of a record.
 */
GtkWidget *
naru_ui_fact (const char *caption, const char *value, GtkWidget **line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_label_new (caption);
  GtkWidget *label = gtk_label_new (value);

  *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  naru_ui_add_classes (heading, "caption dim-label");
  gtk_box_append (GTK_BOX (*line), label);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), *line);
  return box;
}

/**
 * naru_ui_captioned:
 * @child: (transfer floating): what is filled in
 *
 * A widget under a caption; it is not named for a screen reader by that, see naru_ui_name().
 */
GtkWidget *
naru_ui_captioned (const char *caption, GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), naru_ui_label (caption, "caption dim-label"));
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

/**
 * naru_ui_find_entry:
 *
 * Returns: (transfer none) (nullable): the first entry inside a widget, such as the one in the editor of a date
 */
GtkWidget *
naru_ui_find_entry (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *entry = GTK_IS_ENTRY (child) ? child : naru_ui_find_entry (child);

      if (entry != NULL)
        return entry;
    }
  return NULL;
}

/**
 * naru_ui_heading:
 *
 * A heading with a caption beside it that says the order or the count; @note may be %NULL.
 */
GtkWidget *
naru_ui_heading (const char *title, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  GtkWidget *heading = naru_ui_label (title, "heading");

  /* The note gives way first. */
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), heading);
  if (note != NULL)
    {
      GtkWidget *label = naru_ui_label (note, "caption dim-label");
      gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

/**
 * naru_ui_text_scale:
 *
 * By how much the person has made text larger.
 */
double
naru_ui_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = -1;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (dpi / 1024. / 96., .5) : 1;
}

/**
 * naru_ui_scrolled:
 *
 * A pane that scrolls downwards only.
 */
GtkWidget *
naru_ui_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

/**
 * naru_ui_form_page:
 *
 * Returns: (transfer floating): @child with the room around it that forms have, and scrolled where there is not enough
 */
GtkWidget *
naru_ui_form_page (GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "form-page");
  gtk_box_append (GTK_BOX (box), child);
  return naru_ui_scrolled (box);
}

/**
 * naru_ui_empty:
 *
 * What an empty place shows: what would be here, and what to do first.
 */
GtkWidget *
naru_ui_empty (const char *icon, const char *title, const char *what_to_do)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *description = what_to_do == NULL ? NULL : g_markup_escape_text (what_to_do, -1);
  g_autofree char *heading = g_markup_escape_text (title, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), heading);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

/**
 * naru_ui_menu_button:
 *
 * A button that opens @popover and whose child takes the whole width; GTK would centre it.
 */
GtkWidget *
naru_ui_menu_button (GtkWidget *child, GtkWidget *popover)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), child);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  for (GtkWidget *widget = child; widget != NULL && widget != button;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
  return button;
}

/**
 * naru_ui_clear:
 *
 * Takes all children out of a box.
 */
void
naru_ui_clear (GtkWidget *box)
{
  GtkListBoxRow *row;
  GtkWidget *child;

  /* its rows alone: what it says while it has none is a child, too */
  while (GTK_IS_LIST_BOX (box)
         && (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (box), GTK_WIDGET (row));
  while (!GTK_IS_LIST_BOX (box) && (child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_FLOW_BOX (box))
        gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static void
behind_active_cb (GtkWindow *dialog, GParamSpec *pspec, GtkWindow *behind)
{
  guint32 now = GDK_CURRENT_TIME;
#ifdef GDK_WINDOWING_X11
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (dialog));

  if (GDK_IS_X11_SURFACE (surface))
    now = gdk_x11_get_server_time (surface);
#endif
  if (gtk_window_is_active (behind) && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    gtk_window_present_with_time (dialog, now);
}

/**
 * naru_ui_stay_in_front:
 *
 * Keeps a modal dialog before the window that it is of. When a file chooser above it closes, some window managers give the
 * keyboard to the window behind; they want to be asked with the time of now, and GTK 4.8 asks with that of the last key.
 */
void
naru_ui_stay_in_front (GtkWindow *dialog)
{
  g_signal_connect_object (gtk_window_get_transient_for (dialog), "notify::is-active",
                           G_CALLBACK (behind_active_cb), dialog, G_CONNECT_SWAPPED);
}

/**
 * naru_ui_has_focus:
 *
 * Whether the keyboard is in @widget or in something that it holds.
 */
gboolean
naru_ui_has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/**
 * naru_ui_focus_child:
 *
 * For the focus of a class derived from #AdwBin that has a grab_focus of its own: moves the focus within its child. #AdwBin
 * itself grabs the focus when nothing is left before it, and Shift+Tab would come back to where it was.
 */
gboolean
naru_ui_focus_child (GtkWidget *bin, GtkDirectionType direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (bin));

  return child != NULL && gtk_widget_child_focus (child, direction);
}

/**
 * naru_ui_undo_key:
 *
 * Undoes or redoes a command where that is what the key says, for widgets that would keep it for their own typing.
 */
gboolean
naru_ui_undo_key (GtkWidget *widget, guint key, GdkModifierType state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (gdk_keyval_to_lower (key) != GDK_KEY_z || (held & ~GDK_SHIFT_MASK) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, held & GDK_SHIFT_MASK ? "win.redo" : "win.undo", NULL);
}

static gboolean
undo_key_cb (GtkEventController *controller, guint key, guint code, GdkModifierType state,
             gpointer data)
{
  GtkWidget *entry = gtk_event_controller_get_widget (controller);

  return *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0'
         && naru_ui_undo_key (entry, key, state);
}

/**
 * naru_ui_undo_when_empty:
 *
 * An entry keeps Ctrl+Z for its own typing even where there is nothing to take back. In one that adds something and is
 * empty again, Ctrl+Z takes back what was added.
 */
void
naru_ui_undo_when_empty (GtkWidget *entry)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (undo_key_cb), NULL);
  gtk_widget_add_controller (entry, keys);
}

/**
 * naru_ui_toast:
 *
 * Says @text in the window of @widget, if it is in one.
 */
void
naru_ui_toast (GtkWidget *widget, const char *text)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_window_toast (window, text);
}

/**
 * naru_ui_get_desk:
 *
 * The desk of the window that @widget is in; %NULL outside of a window.
 */
NaruDesk *
naru_ui_get_desk (GtkWidget *widget)
{
  NaruWindow *window = naru_window_of (widget);

  return window == NULL ? NULL : naru_window_get_desk (window);
}

/**
 * naru_ui_format_count:
 *
 * A number as the language writes it: 100,000.
 */
char *
naru_ui_format_count (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static const struct
{
  const char *vocabulary;
  const char *code;
  const char *icon;
  const char *css_class;
} term_icons[] = {
  { "case-state", "new", "naru-todo-symbolic", "hint" },
  { "case-state", "active", "naru-dot-symbolic", NULL },
  { "case-state", "reopened", "naru-dot-symbolic", NULL },
  { "case-state", "suspended", "naru-pause-symbolic", NULL },
  { "case-state", "in_work", "naru-briefcase-symbolic", NULL },
  { "case-state", "closed", "naru-done-symbolic", "dim-label" },
  { "case-state", "transferred", "naru-same-symbolic", "dim-label" },
  { "step-state", "planned", "naru-todo-symbolic", "dim-label" },
  { "step-state", "underway", "naru-doing-symbolic", "hint" },
  { "step-state", "done", "naru-done-symbolic", "ok" },
  { "step-state", "dropped", "naru-refused-symbolic", "dim-label" },
  { "employer-stage", "to_contact", "naru-todo-symbolic", "hint" },
  { "employer-stage", "contacted", "naru-phone-symbolic", NULL },
  { "employer-stage", "interested", "naru-talk-symbolic", NULL },
  { "employer-stage", "cooperating", "naru-dot-symbolic", NULL },
  { "employer-stage", "dormant", "naru-pause-symbolic", "dim-label" },
  { "vacancy-stage", "draft", "naru-todo-symbolic", "dim-label" },
  { "vacancy-stage", "with_employer", "naru-doing-symbolic", "hint" },
  { "vacancy-stage", "agreed", "naru-done-symbolic", "ok" },
  { "vacancy-stage", "published", "naru-dot-symbolic", "ok" },
  { "vacancy-stage", "filled", "naru-people-symbolic", NULL },
  { "vacancy-stage", "withdrawn", "naru-refused-symbolic", "dim-label" },
  { "meeting-state", "booked", "naru-calendar-symbolic", NULL },
  { "meeting-state", "held", "naru-done-symbolic", "ok" },
  { "meeting-state", "missed", "naru-rebook-symbolic", "review" },
  { "meeting-state", "cancelled", "naru-rebook-symbolic", "review" },
  { "promise-state", "open", "naru-promise-symbolic", "hint" },
  { "promise-state", "done", "naru-done-symbolic", "ok" },
  { "promise-state", "dropped", "naru-refused-symbolic", "dim-label" },
  { "channel", "in_person", "naru-people-symbolic", NULL },
  { "channel", "phone", "naru-phone-symbolic", NULL },
  { "channel", "video", "naru-video-symbolic", NULL },
  { "channel", "message", "naru-talk-symbolic", NULL },
  { "channel", "email", "naru-mail-symbolic", NULL },
  { "channel", "letter", "naru-mail-symbolic", NULL },
  { "interaction-kind", "call", "naru-phone-symbolic", NULL },
  { "interaction-kind", "visit", "naru-visit-symbolic", NULL },
  { "interaction-kind", "meeting", "naru-people-symbolic", NULL },
  { "interaction-kind", "email", "naru-mail-symbolic", NULL },
  { "interaction-kind", "message", "naru-talk-symbolic", NULL },
  { "interaction-kind", "letter", "naru-mail-symbolic", NULL },
  { "interaction-kind", "note", "naru-promise-symbolic", NULL },
  { "interaction-kind", "question", "naru-level-hint-symbolic", NULL },
  { "interaction-kind", "event", "naru-calendar-symbolic", NULL },
  { "severity", "low", "naru-sev1-symbolic", NULL },
  { "severity", "medium", "naru-sev2-symbolic", NULL },
  { "severity", "high", "naru-sev3-symbolic", NULL },
  { "trend", "easing", "naru-down-symbolic", NULL },
  { "trend", "unchanged", "naru-same-symbolic", NULL },
  { "trend", "worse", "naru-up-symbolic", NULL },
};

/**
 * naru_ui_term_icon:
 *
 * The symbol of a term, or %NULL. @css_class receives the style class that colours it, or %NULL.
 */
const char *
naru_ui_term_icon (const char *vocabulary, const char *code, const char **css_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (term_icons); i++)
    if (g_strcmp0 (term_icons[i].vocabulary, vocabulary) == 0
        && g_strcmp0 (term_icons[i].code, code) == 0)
      {
        if (css_class != NULL)
          *css_class = term_icons[i].css_class;
        return term_icons[i].icon;
      }
  if (css_class != NULL)
    *css_class = NULL;
  return NULL;
}
