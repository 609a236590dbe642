/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: read off the main loop, shown in two columns. It follows the store, and keeps the focus where it was. */

#include "naru-today.h"

#include <glib/gi18n-lib.h>
#include "naru-error.h"
#include "naru-meeting-panel.h"
#include "naru-pane-bar.h"
#include "naru-startup.h"
#include "naru-stand-in.h"
#include "naru-today-act.h"
#include "naru-today-rows.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define AGENDA_WIDTH 356
#define QUEUES_WIDTH 400
#define SHORTEST_FREE_MINUTES 30
/* Rows that are added at first, more than a window shows; the others follow frame by frame. */
#define ROWS_PER_FRAME 14
#define DAY_BEGINS "09:00"
#define DAY_ENDS "18:00"

struct _NaruToday
{
  AdwBin parent_instance;

  GtkWidget *bar;
  GtkWidget *stand_in;
  GtkWidget *stack;
  GtkWidget *columns;
  GtkWidget *agenda_note;
  GtkWidget *agenda;
  GtkWidget *queues;
  NaruDesk *desk;
  GPtrArray *rows;
  guint n_queued; /* rows that stand in the queues, or belong to the agenda, so far */
  GtkWidget *queue; /* the list of the section that comes last */
  GCancellable *cancellable;
  guint refresh_source;
  guint minute_source;
  char *focused; /* record of the row that had the focus */
};

G_DEFINE_FINAL_TYPE (NaruToday, naru_today, ADW_TYPE_BIN)

static void
row_activated_cb (NaruToday *self, GtkListBoxRow *list_row)
{
  const NaruAgendaRow *row = naru_today_row_get (list_row);
  const char *free_from = naru_today_row_get_free_from (list_row);
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window == NULL)
    return;
  if (free_from != NULL)
    naru_meeting_panel_book_for (window, naru_stand_in_get_staff (NARU_STAND_IN (self->stand_in)),
                                 free_from);
  else if (row != NULL)
    {
      g_free (self->focused);
      self->focused = g_strdup (row->record);
      naru_window_open_record (window, row->subject != NULL ? row->subject : row->record);
    }
}

static void
button_clicked_cb (GtkWidget *button, gpointer data)
{
  GtkListBoxRow *list_row
      = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
  NaruToday *self = NARU_TODAY (gtk_widget_get_ancestor (button, NARU_TYPE_TODAY));
  const NaruAgendaRow *row = naru_today_row_get (list_row);
  NaruWindow *window = naru_window_of (button);

  if (row != NULL && window != NULL)
    naru_today_act (window, row);
  else
    row_activated_cb (self, list_row);
}

static void
add_row (GtkWidget *list, GtkWidget *row)
{
  GtkWidget *button = naru_today_row_get_button (GTK_LIST_BOX_ROW (row));

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  if (button != NULL)
    g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), NULL);
}

/* Ctrl+Return on a row does what its button does. */
static gboolean
act_on_row_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NaruToday *self = NARU_TODAY (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list_row
      = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  GtkWidget *button;

  if (list_row == NULL || !gtk_widget_is_ancestor (list_row, widget))
    return FALSE;
  button = naru_today_row_get_button (GTK_LIST_BOX_ROW (list_row));
  if (button == NULL)
    row_activated_cb (self, GTK_LIST_BOX_ROW (list_row));
  else
    g_signal_emit_by_name (button, "clicked");
  return TRUE;
}

static GtkWidget *
new_list (NaruToday *self, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  naru_ui_add_classes (list, "plain-rows tight");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  naru_ui_name (list, name);
  gtk_widget_set_has_tooltip (list, FALSE);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return list;
}

/* The agenda: appointments in order, the line of the present, and the free times in between that are worth booking. */

static int
minutes_between (const char *from, const char *until)
{
  g_autoptr (GDateTime) a = naru_time_parse (from);
  g_autoptr (GDateTime) b = naru_time_parse (until);

  return a == NULL || b == NULL ? 0 : (int) (g_date_time_difference (b, a) / G_TIME_SPAN_MINUTE);
}

static char *
at_clock (const char *now, const char *clock)
{
  /* "2026-11-23T10:42:00+09:00" with another time of the same day */
  return g_strdup_printf ("%.11s%s:00%s", now, clock, strlen (now) > 19 ? now + 19 : "");
}

static void
add_free_time (NaruToday *self, const char *from, const char *until, const char *now)
{
  g_autofree char *noon = at_clock (now, "12:00");
  g_autofree char *one = at_clock (now, "13:00");
  const char *begin = minutes_between (now, from) < 0 ? now : from;

  /* The hour of lunch is nobody's free time. */
  if (minutes_between (begin, noon) > 0 && minutes_between (one, until) > 0)
    {
      add_free_time (self, begin, noon, now);
      add_free_time (self, one, until, now);
      return;
    }
  if (minutes_between (noon, begin) >= 0 && minutes_between (begin, one) > 0)
    begin = one;
  if (minutes_between (noon, until) > 0 && minutes_between (until, one) >= 0)
    until = noon;
  if (minutes_between (begin, until) >= SHORTEST_FREE_MINUTES)
    add_row (self->agenda, naru_today_free_row (begin, minutes_between (begin, until)));
}

static void
fill_agenda (NaruToday *self, const char *now)
{
  g_autofree char *day_ends = at_clock (now, DAY_ENDS);
  g_autofree char *last_until = at_clock (now, DAY_BEGINS);
  gboolean line_drawn = FALSE;
  guint to_come = 0, count = 0;
  g_autofree char *note = NULL;

  naru_ui_clear (self->agenda);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const NaruAgendaRow *row = self->rows->pdata[i];
      gboolean future = minutes_between (now, row->at) > 0;

      if (row->section != NARU_AGENDA_MEETINGS)
        continue;
      count++;
      if (minutes_between (now, row->until != NULL ? row->until : row->at) > 0)
        to_come++;
      if (future && !line_drawn)
        {
          add_row (self->agenda, naru_today_now_row (now));
          line_drawn = TRUE;
        }
      if (future)
        add_free_time (self, last_until, row->at, now);
      add_row (self->agenda, naru_today_meeting_row (row, now));
      g_free (last_until);
      last_until = g_strdup (row->until != NULL ? row->until : row->at);
    }
  if (!line_drawn && count > 0)
    add_row (self->agenda, naru_today_now_row (now));
  if (minutes_between (now, day_ends) > 0)
    add_free_time (self, last_until, day_ends, now);
  if (count == 0)
    note = g_strdup (_ ("No meeting today"));
  else
    note = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u meeting to come", "%u meetings to come", to_come),
        to_come);
  gtk_label_set_text (GTK_LABEL (self->agenda_note), note);
}

static void
add_section (NaruToday *self, NaruAgendaSection section)
{
  GtkWidget *heading = naru_ui_heading (naru_agenda_section_title (section), NULL);
  const char *order = naru_agenda_section_order (section);
  g_autofree char *number = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((const NaruAgendaRow *) self->rows->pdata[i])->section == section;
  number = naru_ui_format_count (n);
  gtk_box_append (GTK_BOX (heading), naru_ui_label (number, "dim-label numeric"));
  if (order != NULL && n > 1)
    gtk_box_append (GTK_BOX (heading), naru_ui_label (order, "caption dim-label"));
  gtk_widget_set_margin_start (heading, 12);
  gtk_widget_set_margin_top (heading, self->queue == NULL ? 0 : 18);
  gtk_box_append (GTK_BOX (self->queues), heading);
  self->queue = new_list (self, naru_agenda_section_title (section));
  gtk_box_append (GTK_BOX (self->queues), self->queue);
}

/* Adds the next rows, at most @most. */
static void
add_queued (NaruToday *self, guint most)
{
  for (; self->n_queued < self->rows->len && most > 0; self->n_queued++)
    {
      const NaruAgendaRow *row = self->rows->pdata[self->n_queued];
      const NaruAgendaRow *before
          = self->n_queued > 0 ? self->rows->pdata[self->n_queued - 1] : NULL;

      if (row->section == NARU_AGENDA_MEETINGS)
        continue;
      if (before == NULL || before->section != row->section)
        add_section (self, row->section);
      add_row (self->queue, naru_today_queue_row (row));
      most--;
    }
}

static void
painted_cb (GtkWidget *widget)
{
  NaruToday *self = NARU_TODAY (widget);

  if (self->rows == NULL || self->n_queued >= self->rows->len)
    return;
  add_queued (self, ROWS_PER_FRAME);
  naru_startup_when_painted (widget, painted_cb);
}

/* Who has scrolled down stays there: only the first time are there too few rows for a moment. */
static void
fill_queues (NaruToday *self)
{
  gboolean first = gtk_widget_get_first_child (self->queues) == NULL;

  naru_ui_clear (self->queues);
  self->queue = NULL;
  self->n_queued = 0;
  add_queued (self, first ? ROWS_PER_FRAME : G_MAXUINT);
  if (first)
    naru_startup_when_painted (GTK_WIDGET (self), painted_cb);
  if (self->queue == NULL)
    gtk_box_append (
        GTK_BOX (self->queues),
        naru_ui_empty (
            "naru-done-symbolic", _ ("Nothing waits"),
            _ ("Meetings to rebook, steps that are late and promises will be listed here.")));
}

static GtkListBoxRow *
find_row (GtkWidget *list, const char *record)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)) != NULL; i++)
    {
      const NaruAgendaRow *agenda = naru_today_row_get (row);

      if (agenda != NULL && g_strcmp0 (agenda->record, record) == 0)
        return row;
    }
  return NULL;
}

/* Returns whether a row has the focus. */
static gboolean
remember_focus (NaruToday *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self))
      || naru_today_row_get (GTK_LIST_BOX_ROW (row)) == NULL)
    return FALSE;
  g_free (self->focused);
  self->focused = g_strdup (naru_today_row_get (GTK_LIST_BOX_ROW (row))->record);
  return TRUE;
}

static void
restore_focus (NaruToday *self)
{
  GtkListBoxRow *row = NULL;
  GtkWidget *child;

  if (self->focused == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  row = find_row (self->agenda, self->focused);
  for (child = gtk_widget_get_first_child (self->queues); row == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child))
      row = find_row (child, self->focused);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_title (NaruToday *self, const char *now)
{
  g_autoptr (GDateTime) time = naru_time_parse (now);
  /* Translators: the title of Today, as in g_date_time_format(): "Monday 23 November" */
  g_autofree char *title = naru_ui_format_heading (time, _ ("%A %-d %B"));

  naru_pane_bar_set_title (NARU_PANE_BAR (self->bar), title);
}

static void
show_rows (GtkWidget *widget)
{
  NaruToday *self = NARU_TODAY (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *now = NULL;
  gboolean focused;

  if (self->rows == NULL)
    return;
  now = naru_desk_now (self->desk);
  focused = remember_focus (self);
  show_title (self, now);
  fill_agenda (self, now);
  fill_queues (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "day");
  if (window != NULL)
    {
      gint64 waiting = 0;

      for (guint i = 0; i < self->rows->len; i++)
        {
          const NaruAgendaRow *row = self->rows->pdata[i];

          waiting += row->section != NARU_AGENDA_MEETINGS;
        }
      naru_window_set_count (window, "today", waiting > 0 ? waiting : -1);
    }
  if (focused)
    restore_focus (self);
  naru_startup_filled (widget);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruToday) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = naru_agenda_read_finish (result, &error);
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && !g_error_matches (error, NARU_ERROR, NARU_ERROR_CANCELLED) && window != NULL)
        naru_window_tell_error (window, _ ("Today cannot be read."), error);
      return;
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&rows);
  naru_startup_when_opened (GTK_WIDGET (self), show_rows);
}

static void
refresh_stand_in (GtkWidget *widget)
{
  if (NARU_TODAY (widget)->desk != NULL)
    naru_stand_in_refresh (NARU_STAND_IN (NARU_TODAY (widget)->stand_in));
}

/**
 * naru_today_refresh:
 *
 * Reads the day anew and shows it.
 */
void
naru_today_refresh (NaruToday *self)
{
  g_autofree char *today = naru_desk_today (self->desk);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* a program that opens shows the day of whoever works here */
  naru_startup_when_opened (GTK_WIDGET (self), refresh_stand_in);
  naru_agenda_read_async (self->desk, naru_stand_in_get_staff (NARU_STAND_IN (self->stand_in)),
                          today, self->cancellable, read_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer data)
{
  NaruToday *self = data;

  self->refresh_source = 0;
  naru_today_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Several commits in a row are one reading. */
static void
changed_cb (NaruToday *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (100, refresh_cb, self);
}

/* The line of the present moves, and what was to come is over. */
static gboolean
minute_cb (gpointer data)
{
  NaruToday *self = data;
  g_autofree char *now = naru_desk_now (self->desk);
  gboolean focused;

  if (self->rows == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;
  focused = remember_focus (self);
  show_title (self, now);
  fill_agenda (self, now);
  if (focused)
    restore_focus (self);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
new_column (GtkWidget *child, int width)
{
  GtkWidget *scrolled = naru_ui_scrolled (child);

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_bottom (child, 24);
  gtk_widget_set_size_request (scrolled, width, -1);
  return scrolled;
}

static void
naru_today_dispose (GObject *object)
{
  NaruToday *self = NARU_TODAY (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->minute_source, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->focused, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_today_parent_class)->dispose (object);
}

static void
naru_today_class_init (NaruTodayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_today_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, act_on_row_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, act_on_row_cb,
                                NULL);
}

static GtkWidget *
bar_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
naru_today_init (NaruToday *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = naru_ui_heading (_ ("Agenda"), "");
  GtkWidget *column;

  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (page, "pane-page");
  self->bar = naru_pane_bar_new ("", NARU_PANE_FIRST | NARU_PANE_LAST);
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar),
                          bar_button ("system-search-symbolic", _ ("Search"), "win.find"));
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar), bar_button ("list-add-symbolic", _ ("Take in"),
                                                                 "win.new-of-type::jobseeker"));
  gtk_box_append (GTK_BOX (page), self->bar);

  self->agenda_note = gtk_widget_get_last_child (heading);
  gtk_widget_set_margin_start (heading, 12);
  gtk_box_append (GTK_BOX (left), heading);
  self->agenda = new_list (self, _ ("Agenda"));
  gtk_box_append (GTK_BOX (left), self->agenda);
  self->queues = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->columns),
                  new_column (left, (int) (AGENDA_WIDTH * MIN (naru_ui_text_scale (), 1.25))));
  column = new_column (self->queues, QUEUES_WIDTH);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (self->columns), column);

  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "reading");
  gtk_stack_add_named (GTK_STACK (self->stack), self->columns, "day");
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_size_request (self->stack, AGENDA_WIDTH + QUEUES_WIDTH, -1);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (page), self->stack);
  adw_bin_set_child (ADW_BIN (self), page);
  g_signal_connect (self, "map", G_CALLBACK (restore_focus), NULL);
}

/**
 * naru_today_new:
 * @desk: whose day it is
 *
 * Returns: (transfer floating): the page, which reads the day and follows the store
 */
GtkWidget *
naru_today_new (NaruDesk *desk)
{
  NaruToday *self = g_object_new (NARU_TYPE_TODAY, NULL);
  g_autofree char *now = naru_desk_now (desk);

  self->desk = g_object_ref (desk);
  self->stand_in = naru_stand_in_new (desk);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->bar)), self->stand_in,
                              self->bar);
  g_signal_connect_swapped (self->stand_in, "chosen", G_CALLBACK (naru_today_refresh), self);
  show_title (self, now);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->minute_source = g_timeout_add_seconds (30, minute_cb, self);
  naru_today_refresh (self);
  return GTK_WIDGET (self);
}
