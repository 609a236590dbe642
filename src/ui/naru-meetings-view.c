/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings of one person. Some people have hundreds: a list view makes only the rows that are seen. */

#include "naru-meetings-view.h"

#include <glib/gi18n-lib.h>
#include "naru-growing-list.h"
#include "naru-list-cells.h"
#include "naru-meeting-panel.h"
#include "naru-meeting-rows.h"
#include "naru-reading.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

struct _NaruMeetingsView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  char *jobseeker;
  GListStore *rows;
  NaruGrowingList *growing;
  GtkSingleSelection *selection;
  GtkWidget *stack;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (NaruMeetingsView, naru_meetings_view, ADW_TYPE_BIN)

static NaruMeetingRow *
get_selected (NaruMeetingsView *self)
{
  NaruMeetingRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL && naru_meeting_row_get_meeting (row) != NULL ? row : NULL;
}

static void
open_row (NaruMeetingRow *row, gpointer data)
{
  NaruMeetingsView *self = data;
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL && naru_meeting_row_get_meeting (row) != NULL)
    naru_meeting_panel_open (window, naru_record_get_id (naru_meeting_row_get_meeting (row)));
}

static void
do_action (NaruMeetingRow *row, gpointer data)
{
  NaruMeetingsView *self = data;
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  const char *id = naru_record_get_id (naru_meeting_row_get_meeting (row));

  if (window == NULL)
    return;
  if (g_strcmp0 (naru_meeting_row_get_action (row), "rebook") == 0)
    naru_meeting_panel_rebook (window, id);
  else
    naru_meeting_panel_record (window, id);
}

static void
activated_cb (NaruMeetingsView *self, guint position)
{
  g_autoptr (NaruMeetingRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    open_row (row, self);
}

/* Actions on the selected meeting */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruMeetingRow *row = get_selected (NARU_MEETINGS_VIEW (widget));

  if (row != NULL)
    open_row (row, widget);
}

/* Writing down how it went, or that it fell through, which says on whose side. */
static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruMeetingRow *row = get_selected (NARU_MEETINGS_VIEW (widget));
  NaruWindow *window = naru_window_of (widget);

  if (row != NULL && window != NULL)
    naru_meeting_panel_record (window, naru_record_get_id (naru_meeting_row_get_meeting (row)));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruMeetingRow *row = get_selected (NARU_MEETINGS_VIEW (widget));
  NaruWindow *window = naru_window_of (widget);

  if (row != NULL && window != NULL)
    naru_meeting_panel_rebook (window, naru_record_get_id (naru_meeting_row_get_meeting (row)));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruMeetingsView *self = NARU_MEETINGS_VIEW (widget);
  NaruMeetingRow *row = get_selected (self);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruCommand) command = NULL;

  if (row == NULL || window == NULL)
    return;
  command = naru_record_panel_delete_command (
      self->desk, naru_record_get_id (naru_meeting_row_get_meeting (row)));
  if (command != NULL)
    naru_window_run (window, command);
}

static void
book_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruMeetingsView *self = NARU_MEETINGS_VIEW (widget);
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL && self->jobseeker != NULL)
    naru_meeting_panel_book (window, self->jobseeker, NULL);
}

static gboolean
show_menu (NaruMeetingsView *self, const GdkRectangle *at)
{
  NaruMeetingRow *row = get_selected (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *cell = row != NULL ? naru_list_find_cell (self->list, row) : NULL;

  if (cell == NULL)
    return FALSE;
  g_menu_append (menu, C_ ("action", "Open"), "meetings.open");
  if (naru_meeting_row_can_cancel (row))
    {
      g_menu_append (menu, _ ("Record or cancel"), "meetings.record");
      g_menu_append (menu, _ ("Move to another time"), "meetings.move");
    }
  else if (g_strcmp0 (naru_meeting_row_get_action (row), "rebook") == 0)
    g_menu_append (menu, C_ ("action", "Rebook"), "meetings.move");
  g_menu_append (menu, C_ ("action", "Delete"), "meetings.delete");
  return naru_list_pop_up (&self->menu, GTK_WIDGET (self), cell, G_MENU_MODEL (menu), at);
}

static void
secondary_click_cb (NaruMeetingsView *self, int n_press, double x, double y)
{
  GdkRectangle at = { 0, 0, 1, 1 };
  double left, top;

  if (!naru_list_select_at (self->list, self->selection, x, y)
      || !gtk_widget_translate_coordinates (self->list, GTK_WIDGET (self), x, y, &left, &top))
    return;
  at.x = (int) left;
  at.y = (int) top;
  show_menu (self, &at);
}

static gboolean
key_cb (NaruMeetingsView *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  NaruMeetingRow *row = get_selected (self);

  if (row == NULL)
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    {
      if (naru_meeting_row_get_action (row) == NULL)
        return FALSE;
      do_action (row, self);
    }
  else if (modifiers == 0 && (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete))
    gtk_widget_activate_action (GTK_WIDGET (self), "meetings.delete", NULL);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    return show_menu (self, NULL);
  else
    return FALSE;
  return TRUE;
}

static gpointer
read_meetings (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autoptr (GPtrArray) meetings = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_set_order (query, "start", TRUE);
  meetings = naru_store_find (naru_desk_get_store (reader), query, error);
  return meetings != NULL ? naru_meeting_rows_read (reader, meetings) : NULL;
}

static void
show_meetings (GtkWidget *widget, const char *jobseeker, gpointer found, gboolean other)
{
  NaruMeetingsView *self = NARU_MEETINGS_VIEW (widget);
  GPtrArray *rows = found;
  g_autofree char *count = NULL;
  guint n_meetings = 0;

  for (guint i = 0; i < rows->len; i++)
    n_meetings += naru_meeting_row_get_meeting (rows->pdata[i]) != NULL;
  if (other)
    naru_growing_list_restart (self->growing, self->list);
  naru_meeting_rows_update (self->rows, rows);
  if (other)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u meeting", "%u meetings", n_meetings),
                           n_meetings);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_meetings > 0 ? "list" : "empty");
}

/**
 * naru_meetings_view_show:
 * @jobseeker: whose meetings
 *
 * Reads the meetings off the main loop and shows them; rows that say the same stay as they are.
 */
void
naru_meetings_view_show (NaruMeetingsView *self, const char *jobseeker)
{
  if (g_strcmp0 (self->jobseeker, jobseeker) != 0)
    {
      g_free (self->jobseeker);
      self->jobseeker = g_strdup (jobseeker);
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
    }
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, jobseeker, read_meetings, NULL,
                      show_meetings, (GDestroyNotify) g_ptr_array_unref);
}

static void
naru_meetings_view_dispose (GObject *object)
{
  NaruMeetingsView *self = NARU_MEETINGS_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->growing);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->jobseeker, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_meetings_view_parent_class)->dispose (object);
}

static void
naru_meetings_view_class_init (NaruMeetingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_meetings_view_dispose;
  gtk_widget_class_install_action (widget_class, "meetings.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "meetings.record", NULL, record_action);
  gtk_widget_class_install_action (widget_class, "meetings.move", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "meetings.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "meetings.book", NULL, book_action);
}

static void
naru_meetings_view_init (NaruMeetingsView *self)
{
}

static GtkWidget *
new_book_button (const char *css_classes)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Book meeting"));

  naru_ui_add_classes (button, css_classes);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "meetings.book");
  return button;
}

static GtkWidget *
new_list (NaruMeetingsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scrolled;
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->count = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), new_book_button ("flat row-action"));
  gtk_widget_add_css_class (head, "plan-part");
  gtk_box_append (GTK_BOX (box), head);
  self->rows = g_list_store_new (NARU_TYPE_MEETING_ROW);
  self->growing = naru_growing_list_new (G_LIST_MODEL (self->rows));
  self->selection
      = gtk_single_selection_new (g_object_ref (naru_growing_list_get_model (self->growing)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)),
                                  naru_meeting_row_factory_new (do_action, open_row, self));
  naru_ui_add_classes (self->list, "plan-rows");
  naru_ui_name (self->list, _ ("Meetings"));
  gtk_widget_set_has_tooltip (self->list, FALSE);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (secondary_click_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  scrolled = naru_ui_scrolled (self->list);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

/**
 * naru_meetings_view_new:
 *
 * Makes the view; it is empty before naru_meetings_view_show().
 */
GtkWidget *
naru_meetings_view_new (NaruDesk *desk)
{
  NaruMeetingsView *self = g_object_new (NARU_TYPE_MEETINGS_VIEW, NULL);
  GtkWidget *empty
      = naru_ui_empty ("naru-calendar-symbolic", _ ("No meeting yet"),
                       _ ("Book the first one, or log a conversation that took place."));

  self->desk = g_object_ref (desk);
  self->stack = gtk_stack_new ();
  adw_status_page_set_child (ADW_STATUS_PAGE (empty), new_book_button ("pill"));
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  adw_bin_set_child (ADW_BIN (self), self->stack);
  return GTK_WIDGET (self);
}
