/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar. It is read off the main loop and follows the store; the weekend is shown where something is on it. */

#include "naru-calendar-page.h"

#include <glib/gi18n-lib.h>
#include "naru-absence-panel.h"
#include "naru-calendar-file.h"
#include "naru-calendar-grid.h"
#include "naru-calendar.h"
#include "naru-group-panel.h"
#include "naru-meeting-panel.h"
#include "naru-pane-bar.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define WEEK 7
#define WORKING_DAYS 5
#define LEAST_WIDTH 420

struct _NaruCalendarPage
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  char *date; /* the day shown, or one of the week */
  GPtrArray *staff; /* ids, as in the list of people */
  GtkWidget *bar;
  GtkWidget *day_button, *week_button;
  GtkWidget *people;
  GtkWidget *heads;
  GtkWidget *scrolled;
  GtkWidget *grid;
  guint refresh_source;
  guint minute_source;
  gboolean arrived; /* the focus is still to go to the grid */
};

G_DEFINE_FINAL_TYPE (NaruCalendarPage, naru_calendar_page, ADW_TYPE_BIN)

static gboolean
shows_week (NaruCalendarPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->week_button));
}

static const char *
get_staff (NaruCalendarPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->people));

  return selected < self->staff->len ? self->staff->pdata[selected]
                                     : naru_desk_get_staff (self->desk);
}

/* Reading */

/* @id: "2026-11-23 7 staff:…" */
static gpointer
read_days (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, " ", 3);
  int n = (int) g_ascii_strtoll (parts[1], NULL, 10);
  GPtrArray *days = naru_calendar_read (naru_desk_get_store (reader), parts[2], parts[0], n, error);

  while (days != NULL && n == WEEK && days->len > WORKING_DAYS)
    {
      const NaruCalendarDay *last = g_ptr_array_index (days, days->len - 1);

      if (last->opens < last->closes || last->entries->len > 0)
        break;
      g_ptr_array_remove_index (days, days->len - 1);
    }
  return days;
}

static GtkWidget *
new_head (const NaruCalendarDay *day, const char *today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean is_today = g_strcmp0 (day->date, today) == 0;
  g_autofree char *noon = g_strconcat (day->date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = naru_time_parse (noon);
  /* Translators: weekday and day of the month above a column of the calendar, see g_date_time_format().
   * xgettext:no-c-format */
  g_autofree char *text = naru_ui_format_heading (time, _ ("%a %-d"));
  GtkWidget *note = naru_ui_label (NULL, "caption dim-label");

  gtk_box_append (GTK_BOX (box), naru_ui_label (text, is_today ? "heading hint" : "heading"));
  gtk_label_set_text (GTK_LABEL (note), day->closed != NULL ? day->closed : "");
  gtk_box_append (GTK_BOX (box), note);
  return box;
}

static char *
format_title (NaruCalendarPage *self, GPtrArray *days)
{
  const NaruCalendarDay *first = g_ptr_array_index (days, 0);
  const NaruCalendarDay *last = g_ptr_array_index (days, days->len - 1);
  g_autofree char *from = g_strconcat (first->date, "T12:00:00Z", NULL);
  g_autofree char *to = g_strconcat (last->date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) begins = naru_time_parse (from);
  g_autoptr (GDateTime) ends = naru_time_parse (to);
  g_autofree char *beginning = NULL, *ending = NULL;

  if (days->len == 1)
    /* Translators: weekday, day, month and year, see g_date_time_format(): Monday 23 November 2026 */
    return naru_ui_format_heading (begins, _ ("%A %-d %B %Y"));
  beginning = g_date_time_format (begins, _ ("%-d %b"));
  ending = g_date_time_format (ends, _ ("%-d %b %Y"));
  /* Translators: first and last day of a week */
  return g_strdup_printf (_ ("%1$s – %2$s"), beginning, ending);
}

static gboolean
scroll_cb (gpointer data)
{
  NaruCalendarPage *self = data;
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double top = naru_calendar_grid_get_cursor_top (NARU_CALENDAR_GRID (self->grid));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  if (top < value || top + 60 > value + page)
    gtk_adjustment_set_value (adjustment, top - page / 3);
  return G_SOURCE_REMOVE;
}

static void
scroll_to_cursor (NaruCalendarPage *self)
{
  g_idle_add_full (G_PRIORITY_LOW, scroll_cb, g_object_ref (self), g_object_unref);
}

static void
show_days (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (widget);
  GPtrArray *days = found;
  g_autofree char *now = naru_desk_now (self->desk);
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *title = format_title (self, days);

  naru_pane_bar_set_title (NARU_PANE_BAR (self->bar), title);
  naru_ui_clear (self->heads);
  for (guint i = 0; i < days->len; i++)
    gtk_box_append (GTK_BOX (self->heads), new_head (days->pdata[i], today));
  gtk_widget_set_margin_start (
      self->heads, naru_calendar_grid_get_gutter (NARU_CALENDAR_GRID (self->grid)) + 18);
  naru_calendar_grid_show (NARU_CALENDAR_GRID (self->grid), days, now);
  if (other)
    {
      naru_calendar_grid_set_cursor (NARU_CALENDAR_GRID (self->grid), self->date, 0);
      naru_calendar_grid_set_cursor (NARU_CALENDAR_GRID (self->grid), self->date, 9 * 60);
      scroll_to_cursor (self);
    }
  if (self->arrived)
    gtk_widget_grab_focus (self->grid);
  self->arrived = FALSE;
}

static void
refresh (NaruCalendarPage *self)
{
  g_autofree char *monday = naru_calendar_week_begins (self->date);
  g_autofree char *id = shows_week (self)
                            ? g_strdup_printf ("%s %d %s", monday, WEEK, get_staff (self))
                            : g_strdup_printf ("%s 1 %s", self->date, get_staff (self));

  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, id, read_days, NULL, show_days,
                      (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruCalendarPage *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Several commits in a row are one reading. */
static void
changed_cb (NaruCalendarPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (100, refresh_cb, self);
}

static gboolean
minute_cb (gpointer data)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (data)))
    refresh (data);
  return G_SOURCE_CONTINUE;
}

/* Moving about */

static void
go_to (NaruCalendarPage *self, const char *date)
{
  if (date == NULL)
    return;
  g_free (self->date);
  self->date = g_strdup (date);
  refresh (self);
}

static void
go_by (NaruCalendarPage *self, int days)
{
  g_autofree char *date = naru_date_add_days (self->date, days);

  go_to (self, date);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (widget);

  go_by (self, shows_week (self) ? -WEEK : -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (widget);

  go_by (self, shows_week (self) ? WEEK : 1);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (widget);
  g_autofree char *today = naru_desk_today (self->desk);

  go_to (self, today);
}

static void
group_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_group_panel_invite (window, NULL);
}

static void
absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_absence_panel_show (window, get_staff (NARU_CALENDAR_PAGE (widget)), NULL);
}

static NaruQuery *
new_query (NaruCalendarPage *self, const char *from)
{
  NaruQuery *query = naru_query_new ("meeting");

  naru_query_add_filter (query, "staff", NARU_FILTER_IS, get_staff (self));
  naru_query_add_filter (query, "state", NARU_FILTER_IS_NOT, "cancelled");
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST, from);
  naru_query_set_order (query, "start", FALSE);
  return query;
}

/* A day as the moment when it begins at this desk. */
static char *
day_begins (const char *date)
{
  g_autofree char *text = g_strconcat (date, "T00:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup (date);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (widget);
  g_autofree char *now = naru_desk_now (self->desk);
  g_autofree char *monday = naru_calendar_week_begins (self->date);
  const char *first = shows_week (self) ? monday : self->date;
  g_autofree char *after = naru_date_add_days (first, shows_week (self) ? WEEK : 1);
  g_autofree char *begins = day_begins (first);
  g_autofree char *ends = day_begins (after);
  NaruQuery *shown = new_query (self, begins);

  naru_query_add_filter (shown, "start", NARU_FILTER_BELOW, ends);
  naru_calendar_file_save (widget, shown, new_query (self, now));
}

/* The cursor went over the edge: on a day that is a working day, as far as a week is shown. */
static void
leave_cb (NaruCalendarPage *self, int days)
{
  if (shows_week (self))
    {
      g_autofree char *monday = naru_calendar_week_begins (self->date);
      g_autofree char *date
          = naru_date_add_days (monday, days < 0 ? WORKING_DAYS - 1 - WEEK : WEEK);

      go_to (self, date);
    }
  else
    go_by (self, days);
}

static void
range_cb (NaruCalendarPage *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_set_setting (window, "calendar", shows_week (self) ? "week" : "day");
  refresh (self);
}

static void
open_cb (NaruCalendarPage *self, const char *meeting)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_meeting_panel_open (window, meeting);
}

static void
book_cb (NaruCalendarPage *self, const char *date, int minute)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = g_strdup_printf ("%sT%02d:%02d:00", date, minute / 60, minute % 60);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);
  g_autofree char *start = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  if (window != NULL && start != NULL)
    naru_meeting_panel_book_for (window, get_staff (self), start);
}

/* People */

static void
list_people (NaruCalendarPage *self)
{
  g_autoptr (NaruQuery) query = naru_query_new ("staff");
  g_autoptr (GPtrArray) records = NULL;
  GtkStringList *names = gtk_string_list_new (NULL);
  const char *me = naru_desk_get_staff (self->desk);

  gtk_string_list_append (names, _ ("My calendar"));
  g_ptr_array_add (self->staff, g_strdup (me));
  naru_query_add_filter (query, "roles", NARU_FILTER_HAS, "job_counsellor");
  naru_query_set_order (query, "name", FALSE);
  records = naru_store_find (naru_desk_get_store (self->desk), query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      NaruRecord *person = records->pdata[i];

      if (g_strcmp0 (naru_record_get_id (person), me) == 0
          || g_strcmp0 (naru_record_get (person, "state"), "left") == 0)
        continue;
      g_ptr_array_add (self->staff, g_strdup (naru_record_get_id (person)));
      gtk_string_list_append (names, naru_record_get_title (person));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->people), G_LIST_MODEL (names));
  g_object_unref (names);
  gtk_widget_set_visible (self->people, self->staff->len > 1);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_CALENDAR_PAGE (widget)->grid);
}

static void
naru_calendar_page_dispose (GObject *object)
{
  NaruCalendarPage *self = NARU_CALENDAR_PAGE (object);

  naru_reading_clear (&self->reading);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->minute_source, g_source_remove);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->date, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_calendar_page_parent_class)->dispose (object);
}

static void
naru_calendar_page_class_init (NaruCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_calendar_page_dispose;
  widget_class->grab_focus = grab_focus;
  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "calendar.group", NULL, group_action);
  gtk_widget_class_install_action (widget_class, "calendar.absence", NULL, absence_action);
  gtk_widget_class_install_action (widget_class, "calendar.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "calendar.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "calendar.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "calendar.today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "calendar.group",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK,
                                       "calendar.absence", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "calendar.export",
                                       NULL);
}

static GtkWidget *
new_toggle (const char *label, GtkWidget *group)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  return button;
}

static GtkWidget *
new_move (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = naru_ui_icon_button (icon, label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Absence"), "calendar.absence");
  g_menu_append (menu, _ ("_Save as iCalendar…"), "calendar.export");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  naru_ui_name (button, _ ("More actions"));
  return button;
}

static void
naru_calendar_page_init (NaruCalendarPage *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *today = gtk_button_new_with_label (C_ ("calendar", "Today"));
  GtkWidget *group = gtk_button_new_with_label (_ ("Group session"));

  self->staff = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (page, "pane-page");
  self->bar = naru_pane_bar_new ("", NARU_PANE_FIRST | NARU_PANE_LAST);
  gtk_widget_add_css_class (group, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (group), "calendar.group");
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar), new_menu ());
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar), group);
  gtk_box_append (GTK_BOX (page), self->bar);

  gtk_widget_add_css_class (today, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (today), "calendar.today");
  self->week_button = new_toggle (_ ("Week"), NULL);
  self->day_button = new_toggle (_ ("Day"), self->week_button);
  self->people = gtk_drop_down_new (NULL, NULL);
  gtk_widget_add_css_class (self->people, "flat");
  naru_ui_name (self->people, _ ("Whose calendar"));
  gtk_box_append (GTK_BOX (tools),
                  new_move ("go-previous-symbolic", _ ("Earlier"), "calendar.previous"));
  gtk_box_append (GTK_BOX (tools), today);
  gtk_box_append (GTK_BOX (tools), new_move ("go-next-symbolic", _ ("Later"), "calendar.next"));
  gtk_box_append (GTK_BOX (tools), self->day_button);
  gtk_box_append (GTK_BOX (tools), self->week_button);
  gtk_widget_set_halign (self->people, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->people, TRUE);
  gtk_box_append (GTK_BOX (tools), self->people);
  gtk_widget_add_css_class (tools, "calendar-tools");
  gtk_box_append (GTK_BOX (page), tools);

  self->heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->heads), TRUE);
  gtk_widget_set_margin_end (self->heads, 12);
  gtk_box_append (GTK_BOX (page), self->heads);
  self->grid = naru_calendar_grid_new ();
  gtk_widget_set_margin_start (self->grid, 12);
  gtk_widget_set_margin_end (self->grid, 12);
  gtk_widget_set_margin_bottom (self->grid, 12);
  self->scrolled = naru_ui_scrolled (self->grid);
  gtk_widget_set_size_request (self->scrolled, LEAST_WIDTH, -1);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), self->scrolled);
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
mapped_cb (NaruCalendarPage *self)
{
  self->arrived = TRUE;
  refresh (self);
}

static void
restore_range (NaruCalendarPage *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autofree char *range = window != NULL ? naru_window_get_setting (window, "calendar") : NULL;

  g_signal_handlers_disconnect_by_func (self, restore_range, NULL);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (g_strcmp0 (range, "day") == 0 ? self->day_button : self->week_button),
      TRUE);
  g_signal_connect_swapped (self->week_button, "toggled", G_CALLBACK (range_cb), self);
}

/**
 * naru_calendar_page_new:
 * @desk: whose calendar is shown first
 *
 * Returns: (transfer floating): the page, which follows the store
 */
GtkWidget *
naru_calendar_page_new (NaruDesk *desk)
{
  NaruCalendarPage *self = g_object_new (NARU_TYPE_CALENDAR_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->date = naru_desk_today (desk);
  list_people (self);
  g_signal_connect_swapped (self->people, "notify::selected", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->grid, "open", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (self->grid, "book", G_CALLBACK (book_cb), self);
  g_signal_connect_swapped (self->grid, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->grid, "moved", G_CALLBACK (scroll_to_cursor), self);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->minute_source = g_timeout_add_seconds (60, minute_cb, self);
  g_signal_connect (self, "map", G_CALLBACK (restore_range), NULL);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  return GTK_WIDGET (self);
}
