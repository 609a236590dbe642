/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of synchronisation in up to three lines, and behind them the records that are only here. What it shows follows the
 * status; the list is read when it is opened. */

#include "naru-sync-button.h"

#include <glib/gi18n-lib.h>
#include "naru-lost-group.h"
#include "naru-store-sync.h"
#include "naru-ui-util.h"

#define MOST_ROWS 50
#define LIST_HEIGHT 200
#define MOST_HEIGHT 560 /* of the popover, in the smallest window that Naru is made for */
#define WIDTH 340
#define LINE_CHARS 44
#define FOOT_CHARS 22 /* of the line in the sidebar */

/* What waits for somebody, how synchronisation stands, and what it has still to send. */
enum
{
  LINE_TO_DO,
  LINE_STATE,
  LINE_WAITING,
  N_LINES
};

typedef struct
{
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *label;
  const char *css_class;
} Line;

struct _NaruSyncButton
{
  AdwBin parent_instance;
  GtkWidget *button;
  Line lines[N_LINES];
  GtkWidget *popover;
  GtkWidget *content;
  NaruDesk *desk;
  NaruSyncStatus *status;
};

G_DEFINE_FINAL_TYPE (NaruSyncButton, naru_sync_button, ADW_TYPE_BIN)

static char *
say_when (NaruSyncButton *self, const NaruSyncSnapshot *snapshot)
{
  g_autofree char *today = naru_desk_today (self->desk);

  return naru_ui_format_when (snapshot->since, today);
}

/* @format: in the number that the language has for it */
static char *
say_number (const char *format, gint64 number)
{
  g_autofree char *count = naru_ui_format_count (number);

  return g_strdup_printf (format, count);
}

/* What somebody has to look at; NULL if there is nothing. */
static char *
say_to_do (const NaruSyncSnapshot *snapshot, NaruSyncState *state)
{
  if (snapshot->conflicts > 0)
    {
      *state = NARU_SYNC_CONFLICT;
      return say_number (g_dngettext (GETTEXT_PACKAGE, "%s field with two values",
                                      "%s fields with two values", (gulong) snapshot->conflicts),
                         snapshot->conflicts);
    }
  if (snapshot->lost > 0)
    {
      *state = NARU_SYNC_LOST;
      return say_number (g_dngettext (GETTEXT_PACKAGE, "%s record no longer on the server",
                                      "%s records no longer on the server",
                                      (gulong) snapshot->lost),
                         snapshot->lost);
    }
  if (snapshot->refused > 0)
    {
      *state = NARU_SYNC_REFUSED;
      return say_number (g_dngettext (GETTEXT_PACKAGE, "%s record refused by the server",
                                      "%s records refused by the server",
                                      (gulong) snapshot->refused),
                         snapshot->refused);
    }
  return NULL;
}

/* What the next round sends; NULL if there is nothing. */
static char *
say_waiting (const NaruSyncSnapshot *snapshot)
{
  gint64 waiting = snapshot->unsent - snapshot->refused - snapshot->lost;

  if (waiting <= 0)
    return NULL;
  return say_number (g_dngettext (GETTEXT_PACKAGE, "%s record only here", "%s records only here",
                                  (gulong) waiting),
                     waiting);
}

static char *
say_state (NaruSyncButton *self, const NaruSyncSnapshot *snapshot)
{
  g_autofree char *when = say_when (self, snapshot);

  switch (snapshot->phase)
    {
    case NARU_SYNC_PHASE_IDLE:
      return *when != '\0' ? g_strdup_printf (_ ("Sent %s"), when) : g_strdup (_ ("Not sent yet"));
    case NARU_SYNC_PHASE_WORKING:
      if (snapshot->total > 0)
        {
          g_autofree char *done = naru_ui_format_count (snapshot->done);
          g_autofree char *total = naru_ui_format_count (snapshot->total);

          return g_strdup_printf (_ ("Synchronising: %1$s of %2$s"), done, total);
        }
      return g_strdup (_ ("Synchronising"));
    case NARU_SYNC_PHASE_OFFLINE:
      return *when != '\0' ? g_strdup_printf (_ ("Offline, last round: %s"), when)
                           : g_strdup (_ ("Offline"));
    case NARU_SYNC_PHASE_ATTENTION:
      return g_strdup (snapshot->needs_password ? _ ("The password is needed")
                                                : _ ("Please have a look"));
    case NARU_SYNC_PHASE_NONE:
    default:
      return g_strdup (_ ("Only on this computer"));
    }
}

static const char *
find_icon (NaruSyncPhase phase, const char **css_class)
{
  *css_class = "dim-label";
  switch (phase)
    {
    case NARU_SYNC_PHASE_WORKING:
      return "emblem-synchronizing-symbolic";
    case NARU_SYNC_PHASE_OFFLINE:
      return "network-offline-symbolic";
    case NARU_SYNC_PHASE_ATTENTION:
      return naru_ui_sync_icon (NARU_SYNC_REFUSED, css_class);
    case NARU_SYNC_PHASE_IDLE:
      return naru_ui_sync_icon (NARU_SYNC_SENT, css_class);
    case NARU_SYNC_PHASE_NONE:
    default:
      return naru_ui_sync_icon (NARU_SYNC_ONLY_HERE, css_class);
    }
}

/* The longest address of a server makes the popover no wider. */
static GtkWidget *
new_line (const char *text, const char *css_classes)
{
  GtkWidget *label = naru_ui_wrapped_label (text, css_classes);

  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
unsent_row (const NaruUnsent *unsent)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *title = unsent->title != NULL ? unsent->title : _ ("Deleted here");
  const char *reason = naru_reason_is_lost (unsent->reason) ? _ ("No longer on the server")
                       : unsent->reason != NULL             ? unsent->reason
                       : unsent->place == NULL              ? _ ("Has no place on the server yet")
                                                            : _ ("Waits for the next round");

  gtk_box_append (GTK_BOX (texts), naru_ui_label (title, NULL));
  gtk_box_append (GTK_BOX (texts), new_line (reason, "caption dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), texts);
  naru_ui_name (row, title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), unsent->title != NULL);
  g_object_set_data_full (G_OBJECT (row), "naru-id", g_strdup (unsent->id), g_free);
  return row;
}

static void
opened_cb (NaruSyncButton *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "naru-id"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

static void
add_unsent (NaruSyncButton *self, gint64 total)
{
  g_autoptr (GPtrArray) unsent
      = naru_store_list_unsent (naru_desk_get_store (self->desk), FALSE, MOST_ROWS, NULL);
  GtkWidget *list;
  GtkWidget *scrolled;

  if (unsent == NULL || unsent->len == 0)
    return;
  gtk_box_append (GTK_BOX (self->content), naru_ui_label (_ ("Not sent yet"), "caption-heading"));
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_add_classes (list, "plain-rows tight");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not sent yet"), -1);
  for (guint i = 0; i < unsent->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), unsent_row (unsent->pdata[i]));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  scrolled = naru_ui_scrolled (list);
  gtk_widget_set_vexpand (scrolled, FALSE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_box_append (GTK_BOX (self->content), scrolled);
  if (total > unsent->len)
    {
      g_autofree char *more = say_number (_ ("And %s more"), total - unsent->len);

      gtk_box_append (GTK_BOX (self->content), naru_ui_label (more, "caption dim-label"));
    }
}

static void
close_cb (NaruSyncButton *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
add_button (NaruSyncButton *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (strcmp (action, "win.show-conflicts") == 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), button);
}

/* What was set back, what of it waits, and the button that sends it again: above the list of what is meant. */
static void
add_lost (NaruSyncButton *self)
{
  g_autofree char *text = naru_lost_say (self->desk);

  if (text == NULL)
    return;
  gtk_box_append (GTK_BOX (self->content),
                  naru_ui_icon_text (naru_ui_sync_icon (NARU_SYNC_LOST, NULL), "law",
                                     _ ("The server was set back or made anew")));
  gtk_box_append (GTK_BOX (self->content), new_line (text, NULL));
  add_button (self, C_ ("action", "Send again"), "win.send-again");
  gtk_widget_add_css_class (gtk_widget_get_last_child (self->content), "suggested-action");
}

static void
fill (NaruSyncButton *self, const NaruSyncSnapshot *snapshot)
{
  NaruSyncState unused;
  g_autofree char *when = say_when (self, snapshot);
  g_autofree char *to_do = say_to_do (snapshot, &unused);
  g_autofree char *waiting = say_waiting (snapshot);
  g_autofree char *state = say_state (self, snapshot);
  gboolean idle = snapshot->phase == NARU_SYNC_PHASE_IDLE;

  naru_ui_clear (self->content);
  gtk_box_append (GTK_BOX (self->content), new_line (idle && to_do != NULL     ? to_do
                                                     : idle && waiting != NULL ? waiting
                                                                               : state,
                                                     "heading"));
  if (snapshot->phase == NARU_SYNC_PHASE_NONE)
    {
      gtk_box_append (GTK_BOX (self->content),
                      new_line (_ ("This profile has no server. Everything works, and "
                                   "stays here."),
                                NULL));
      add_button (self, _ ("Set up a server"), "win.server");
      return;
    }
  if (snapshot->message != NULL)
    gtk_box_append (GTK_BOX (self->content), new_line (snapshot->message, NULL));
  if (snapshot->phase == NARU_SYNC_PHASE_OFFLINE)
    gtk_box_append (GTK_BOX (self->content),
                    new_line (_ ("You can go on working. Naru tries again by itself."), NULL));
  if (*when != '\0')
    {
      g_autofree char *last = g_strdup_printf (_ ("Last complete round: %s"), when);

      gtk_box_append (GTK_BOX (self->content), naru_ui_label (last, "caption dim-label"));
    }
  add_lost (self);
  add_unsent (self, snapshot->unsent);
  if (snapshot->conflicts > 0)
    add_button (self, _ ("Settle fields with two values"), "win.show-conflicts");
  add_button (self, _ ("Synchronise now"), "win.sync-now");
  add_button (self, snapshot->needs_password ? _ ("Enter the password") : _ ("Server settings"),
              "win.server");
}

/* @text: (nullable): %NULL where the line is not needed */
static void
set_line (Line *line, const char *icon, const char *css_class, const char *text)
{
  gtk_widget_set_visible (line->box, text != NULL);
  if (text == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (line->icon), icon);
  if (line->css_class != NULL)
    gtk_widget_remove_css_class (line->icon, line->css_class);
  line->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (line->icon, css_class);
  gtk_label_set_text (GTK_LABEL (line->label), text);
}

/* A screen reader hears the lines as the name of the button, which has the keyboard. */
static void
say_aloud (NaruSyncButton *self, const char *to_do, const char *state, const char *waiting)
{
  const char *texts[] = { to_do, state, waiting };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", texts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

static void
show_status (NaruSyncButton *self)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_status_get (self->status);
  NaruSyncPhase phase = snapshot->phase;
  NaruSyncState what = NARU_SYNC_SENT;
  gboolean counts = phase != NARU_SYNC_PHASE_NONE;
  g_autofree char *to_do = counts ? say_to_do (snapshot, &what) : NULL;
  g_autofree char *waiting
      = counts && phase != NARU_SYNC_PHASE_WORKING ? say_waiting (snapshot) : NULL;
  /* what is not sent says more than when something was */
  g_autofree char *state
      = phase == NARU_SYNC_PHASE_IDLE && waiting != NULL ? NULL : say_state (self, snapshot);
  const char *css_class = NULL;
  const char *icon = naru_ui_sync_icon (what, &css_class);

  set_line (&self->lines[LINE_TO_DO], icon, css_class, to_do);
  icon = find_icon (phase, &css_class);
  set_line (&self->lines[LINE_STATE], icon, css_class, state);
  icon = naru_ui_sync_icon (NARU_SYNC_ONLY_HERE, &css_class);
  set_line (&self->lines[LINE_WAITING], icon, css_class, waiting);
  say_aloud (self, to_do, state, waiting);
}

static void
changed_cb (NaruSyncButton *self)
{
  show_status (self);
  /* While a round counts, the list under somebody's fingers stays as it is. */
  if (gtk_widget_get_visible (self->popover))
    {
      g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_status_get (self->status);

      if (snapshot->phase != NARU_SYNC_PHASE_WORKING)
        fill (self, snapshot);
    }
}

static void
popover_shown_cb (NaruSyncButton *self)
{
  g_autoptr (NaruSyncSnapshot) snapshot = NULL;

  if (self->status == NULL)
    return;
  snapshot = naru_sync_status_get (self->status);
  fill (self, snapshot);
}

/**
 * naru_sync_button_set_service:
 *
 * Follows the status of @service from now on.
 */
void
naru_sync_button_set_service (NaruSyncButton *self, NaruDesk *desk, NaruSyncService *service)
{
  if (self->status != NULL)
    g_signal_handlers_disconnect_by_data (self->status, self);
  g_set_object (&self->desk, desk);
  g_set_object (&self->status, naru_sync_service_get_status (service));
  g_signal_connect_object (self->status, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_status (self);
}

static void
naru_sync_button_dispose (GObject *object)
{
  NaruSyncButton *self = NARU_SYNC_BUTTON (object);

  g_clear_object (&self->status);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_sync_button_parent_class)->dispose (object);
}

static void
naru_sync_button_class_init (NaruSyncButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_sync_button_dispose;
}

static void
build_line (Line *line)
{
  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->icon = naru_ui_icon ("naru-local-symbolic", NULL, NULL);
  /* a menu button asks for the height of its natural width, whatever width it is given */
  line->label = naru_ui_two_line_label (NULL, "caption");
  gtk_label_set_max_width_chars (GTK_LABEL (line->label), FOOT_CHARS);
  gtk_box_append (GTK_BOX (line->box), naru_ui_on_first_line (line->icon));
  gtk_box_append (GTK_BOX (line->box), line->label);
  gtk_widget_set_visible (line->box, FALSE);
}

static void
naru_sync_button_init (NaruSyncButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scrolled;

  for (guint i = 0; i < N_LINES; i++)
    {
      build_line (&self->lines[i]);
      gtk_box_append (GTK_BOX (box), self->lines[i].box);
    }
  set_line (&self->lines[LINE_STATE], "naru-local-symbolic", "review", _ ("Only on this computer"));
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_size_request (self->content, (int) (WIDTH * naru_ui_text_scale ()), -1);
  self->popover = gtk_popover_new ();
  scrolled = naru_ui_scrolled (self->content);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  /* where all was made anew under the keyboard, Tab would not leave it */
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
  self->button = naru_ui_menu_button (box, self->popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  naru_ui_add_classes (self->button, "account lines");
  adw_bin_set_child (ADW_BIN (self), self->button);
}
