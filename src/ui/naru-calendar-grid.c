/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hours of some days. Meetings are buttons, so that mouse and screen readers have them; the keyboard has the cursor. */

#include "naru-calendar-grid.h"

#include <glib/gi18n-lib.h>
#include "naru-calendar.h"
#include "naru-ui-util.h"

#define GUTTER 48
#define HOUR_HEIGHT 52
#define LEAST_DAY_WIDTH 84
#define STEP 30 /* minutes of the cursor */
#define USUAL_FROM (8 * 60)
#define USUAL_TO (19 * 60)

struct _NaruCalendarGrid
{
  GtkWidget parent_instance;

  GPtrArray *days;
  GPtrArray *labels; /* of the hours */
  char *today;
  int now; /* minutes */
  int from; /* what is shown of a day, in minutes */
  int to;
  char *cursor_date;
  int cursor;
};

typedef struct
{
  const NaruCalendarEntry *entry;
  guint day;
} Place;

enum
{
  OPEN,
  BOOK,
  LEAVE,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruCalendarGrid, naru_calendar_grid, GTK_TYPE_WIDGET)

static double
pixels_per_minute (void)
{
  return HOUR_HEIGHT * naru_ui_text_scale () / 60.0;
}

/**
 * naru_calendar_grid_get_gutter:
 *
 * Returns: how wide the column of the hours is, in pixels
 */
int
naru_calendar_grid_get_gutter (NaruCalendarGrid *self)
{
  return (int) (GUTTER * naru_ui_text_scale ());
}

static int
find_day (NaruCalendarGrid *self, const char *date)
{
  for (guint i = 0; self->days != NULL && i < self->days->len; i++)
    if (g_strcmp0 (((NaruCalendarDay *) self->days->pdata[i])->date, date) == 0)
      return (int) i;
  return -1;
}

static const NaruCalendarEntry *
find_entry (NaruCalendarGrid *self, int day, int minute)
{
  const NaruCalendarDay *at = day >= 0 ? self->days->pdata[day] : NULL;

  for (guint i = 0; at != NULL && i < at->entries->len; i++)
    {
      const NaruCalendarEntry *entry = at->entries->pdata[i];

      if (entry->from < minute + STEP && entry->to > minute)
        return entry;
    }
  return NULL;
}

/* Children */

static void
clicked_cb (GtkWidget *button, NaruCalendarGrid *self)
{
  const Place *place = g_object_get_data (G_OBJECT (button), "place");

  g_signal_emit (self, signals[OPEN], 0, place->entry->meeting);
}

static char *
describe_entry (const NaruCalendarEntry *entry)
{
  NaruDocumentState state = { .sync = entry->sync };
  g_autofree char *sync = naru_ui_sync_text (&state, NULL);
  g_autofree char *text = g_strdup_printf ("%s, %02d:%02d–%02d:%02d, %s, %s", entry->title,
                                           entry->from / 60, entry->from % 60, entry->to / 60 % 24,
                                           entry->to % 60, entry->second, sync);

  if (!entry->double_booked)
    return g_steal_pointer (&text);
  return g_strconcat (text, ", ", _ ("booked twice"), NULL);
}

static const char *
entry_class (const NaruCalendarEntry *entry)
{
  if (entry->double_booked)
    return "calendar-entry double";
  if (g_strcmp0 (entry->state, "booked") == 0)
    return "calendar-entry";
  return g_strcmp0 (entry->state, "held") == 0 ? "calendar-entry held" : "calendar-entry missed";
}

static void
add_entry (NaruCalendarGrid *self, guint day, const NaruCalendarEntry *entry)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *title = naru_ui_label (entry->title, "caption-heading");
  g_autofree char *name = describe_entry (entry);
  const char *css_class = NULL;
  const char *icon = naru_ui_sync_icon (entry->sync, &css_class);
  Place *place = g_new0 (Place, 1);

  place->entry = entry;
  place->day = day;
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), naru_ui_icon (icon, css_class, NULL));
  gtk_box_append (GTK_BOX (box), line);
  if (entry->to - entry->from >= STEP + 5)
    gtk_box_append (GTK_BOX (box), naru_ui_label (entry->second, "caption"));
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_button_set_child (GTK_BUTTON (button), box);
  naru_ui_add_classes (button, entry_class (entry));
  gtk_widget_set_focusable (button, FALSE);
  naru_ui_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "place", place, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
drop_children (NaruCalendarGrid *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->labels, 0);
}

static void
find_range (NaruCalendarGrid *self)
{
  self->from = USUAL_FROM;
  self->to = USUAL_TO;
  for (guint d = 0; d < self->days->len; d++)
    {
      const NaruCalendarDay *day = self->days->pdata[d];

      if (day->opens < day->closes)
        {
          self->from = MIN (self->from, day->opens);
          self->to = MAX (self->to, day->closes);
        }
      for (guint i = 0; i < day->entries->len; i++)
        {
          const NaruCalendarEntry *entry = day->entries->pdata[i];

          self->from = MIN (self->from, entry->from);
          self->to = MAX (self->to, entry->to);
        }
    }
  self->from = self->from / 60 * 60;
  self->to = MIN ((self->to + 59) / 60 * 60, 24 * 60);
}

/* What a screen reader says of the cursor. */
static void
tell_cursor (NaruCalendarGrid *self)
{
  int day = find_day (self, self->cursor_date);
  const NaruCalendarEntry *entry = find_entry (self, day, self->cursor);
  g_autofree char *date = naru_ui_format_day (self->cursor_date, self->today);
  g_autofree char *what = entry != NULL ? describe_entry (entry) : g_strdup (_ ("free"));
  g_autofree char *text
      = g_strdup_printf ("%s %02d:%02d, %s", date, self->cursor / 60, self->cursor % 60, what);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * naru_calendar_grid_set_cursor:
 * @date: a day; the first one stands for one that is not shown
 * @minute: minutes since midnight
 *
 * Puts the cursor on half an hour.
 */
void
naru_calendar_grid_set_cursor (NaruCalendarGrid *self, const char *date, int minute)
{
  g_autofree char *day = g_strdup (date);

  if (self->days != NULL && self->days->len > 0 && find_day (self, day) < 0)
    {
      g_free (day);
      day = g_strdup (((NaruCalendarDay *) self->days->pdata[0])->date);
    }
  g_free (self->cursor_date);
  self->cursor_date = g_steal_pointer (&day);
  self->cursor = CLAMP (minute / STEP * STEP, self->from, self->to - STEP);
  if (self->days != NULL)
    tell_cursor (self);
}

/**
 * naru_calendar_grid_get_cursor_top:
 *
 * Returns: where the cursor begins, in pixels from the top
 */
int
naru_calendar_grid_get_cursor_top (NaruCalendarGrid *self)
{
  return (int) ((self->cursor - self->from) * pixels_per_minute ());
}

/**
 * naru_calendar_grid_show:
 * @days: (element-type NaruCalendarDay): days in order; a reference is kept
 * @now: time as on the wire
 *
 * Shows some days. The cursor stays where it is, as far as its day is among them.
 */
void
naru_calendar_grid_show (NaruCalendarGrid *self, GPtrArray *days, const char *now)
{
  g_autoptr (GDateTime) time = naru_time_parse (now);
  g_autoptr (GDateTime) here = time != NULL ? g_date_time_to_local (time) : NULL;

  drop_children (self);
  g_ptr_array_ref (days);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  self->days = days;
  g_free (self->today);
  self->today = naru_ui_date_of (now);
  self->now = here != NULL ? g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here) : 0;
  find_range (self);
  for (int hour = self->from; hour < self->to; hour += 60)
    {
      g_autofree char *text = g_strdup_printf ("%02d:00", hour / 60);
      GtkWidget *label = naru_ui_label (text, "caption dim-label numeric");

      gtk_widget_set_parent (label, GTK_WIDGET (self));
      g_ptr_array_add (self->labels, label);
    }
  for (guint d = 0; d < days->len; d++)
    {
      const NaruCalendarDay *day = days->pdata[d];

      for (guint i = 0; i < day->entries->len; i++)
        add_entry (self, d, day->entries->pdata[i]);
    }
  naru_calendar_grid_set_cursor (self, self->cursor_date != NULL ? self->cursor_date : self->today,
                                 self->cursor > 0 ? self->cursor : self->now);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Layout */

static double
day_width (NaruCalendarGrid *self, int width)
{
  return (double) (width - naru_calendar_grid_get_gutter (self))
         / MAX (self->days != NULL ? self->days->len : 1, 1);
}

static void
naru_calendar_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  NaruCalendarGrid *self = NARU_CALENDAR_GRID (widget);
  int days = self->days != NULL ? (int) self->days->len : 1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = naru_calendar_grid_get_gutter (self) + days * LEAST_DAY_WIDTH;
  else
    *minimum = *natural = (int) ((self->to - self->from) * pixels_per_minute ()) + 1;
}

static void
naru_calendar_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NaruCalendarGrid *self = NARU_CALENDAR_GRID (widget);
  int gutter = naru_calendar_grid_get_gutter (self);
  double column = day_width (self, width);
  double scale = pixels_per_minute ();

  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkAllocation place = { 0, (int) (i * 60 * scale) + 3, gutter - 6,
                              (int) (HOUR_HEIGHT / 2 * naru_ui_text_scale ()) };

      gtk_widget_size_allocate (self->labels->pdata[i], &place, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const Place *place = g_object_get_data (G_OBJECT (child), "place");
      double lane;
      GtkAllocation at;
      int least;

      if (place == NULL)
        continue;
      lane = (column - 6) / place->entry->n_lanes;
      at.x = (int) (gutter + place->day * column + 2 + place->entry->lane * lane);
      at.y = (int) ((place->entry->from - self->from) * scale) + 1;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      at.width = MAX ((int) lane - 1, least);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, at.width, &least, NULL, NULL, NULL);
      at.height = MAX ((int) ((place->entry->to - place->entry->from) * scale) - 2, least);
      gtk_widget_size_allocate (child, &at, -1);
    }
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, double alpha, double x, double y, double width,
      double height)
{
  GdkRGBA tone = *color;

  tone.alpha *= (float) alpha;
  gtk_snapshot_append_color (
      snapshot, &tone, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
draw_day (NaruCalendarGrid *self, GtkSnapshot *snapshot, const NaruCalendarDay *day, double x,
          double width, const GdkRGBA *color)
{
  double scale = pixels_per_minute ();
  double bottom = (self->to - self->from) * scale;

  if (day->opens >= day->closes)
    fill (snapshot, color, 0.06, x, 0, width, bottom);
  else
    {
      fill (snapshot, color, 0.06, x, 0, width, (day->opens - self->from) * scale);
      fill (snapshot, color, 0.06, x, (day->closes - self->from) * scale, width,
            (self->to - day->closes) * scale);
    }
  fill (snapshot, color, 0.12, x, 0, 1, bottom);
}

static void
naru_calendar_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NaruCalendarGrid *self = NARU_CALENDAR_GRID (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget);
  int gutter = naru_calendar_grid_get_gutter (self);
  double column = day_width (self, width);
  double scale = pixels_per_minute ();
  int today, cursor;
  GdkRGBA color, accent;

  if (self->days == NULL)
    return;
  gtk_style_context_get_color (style, &color);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    accent = color;
  for (guint i = 0; i < self->days->len; i++)
    draw_day (self, snapshot, self->days->pdata[i], gutter + i * column, column, &color);
  for (int minute = self->from; minute < self->to; minute += STEP)
    fill (snapshot, &color, minute % 60 == 0 ? 0.12 : 0.05, gutter, (minute - self->from) * scale,
          width - gutter, 1);
  cursor = find_day (self, self->cursor_date);
  if (cursor >= 0 && gtk_widget_has_focus (widget))
    fill (snapshot, &accent, 0.25, gutter + cursor * column + 1,
          (self->cursor - self->from) * scale, column - 1, STEP * scale);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
  today = find_day (self, self->today);
  if (today >= 0 && self->now >= self->from && self->now <= self->to)
    fill (snapshot, &accent, 1, gutter + today * column, (self->now - self->from) * scale, column,
          2);
  if (cursor >= 0 && gtk_widget_has_focus (widget))
    {
      GskRoundedRect outline;
      float widths[] = { 2, 2, 2, 2 };
      GdkRGBA colors[] = { accent, accent, accent, accent };

      gsk_rounded_rect_init_from_rect (
          &outline,
          &GRAPHENE_RECT_INIT ((float) (gutter + cursor * column + 1),
                               (float) ((self->cursor - self->from) * scale), (float) (column - 1),
                               (float) (STEP * scale)),
          4);
      gtk_snapshot_append_border (snapshot, &outline, widths, colors);
    }
}

/* Keyboard and mouse */

static void
choose (NaruCalendarGrid *self)
{
  const NaruCalendarEntry *entry
      = find_entry (self, find_day (self, self->cursor_date), self->cursor);

  if (entry != NULL)
    g_signal_emit (self, signals[OPEN], 0, entry->meeting);
  else
    g_signal_emit (self, signals[BOOK], 0, self->cursor_date, self->cursor);
}

static void
move (NaruCalendarGrid *self, int days, int minutes)
{
  int day = find_day (self, self->cursor_date) + days;

  if (day < 0 || day >= (int) self->days->len)
    {
      g_signal_emit (self, signals[LEAVE], 0, days);
      return;
    }
  naru_calendar_grid_set_cursor (self, ((NaruCalendarDay *) self->days->pdata[day])->date,
                                 self->cursor + minutes);
  g_signal_emit (self, signals[MOVED], 0);
}

static gboolean
key_cb (NaruCalendarGrid *self, guint key, guint code, GdkModifierType state)
{
  if (self->days == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, 0, -STEP);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 0, STEP);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move (self, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move (self, 1, 0);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      choose (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
pressed_cb (NaruCalendarGrid *self, int n_press, double x, double y)
{
  int gutter = naru_calendar_grid_get_gutter (self);
  int day = (int) ((x - gutter) / day_width (self, gtk_widget_get_width (GTK_WIDGET (self))));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->days == NULL || x < gutter || day >= (int) self->days->len)
    return;
  naru_calendar_grid_set_cursor (self, ((NaruCalendarDay *) self->days->pdata[day])->date,
                                 self->from + (int) (y / pixels_per_minute ()));
  if (n_press == 2)
    choose (self);
}

static void
naru_calendar_grid_dispose (GObject *object)
{
  NaruCalendarGrid *self = NARU_CALENDAR_GRID (object);

  drop_children (self);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->cursor_date, g_free);
  G_OBJECT_CLASS (naru_calendar_grid_parent_class)->dispose (object);
}

static void
naru_calendar_grid_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_CALENDAR_GRID (object)->labels);
  G_OBJECT_CLASS (naru_calendar_grid_parent_class)->finalize (object);
}

static void
naru_calendar_grid_class_init (NaruCalendarGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_calendar_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_calendar_grid_finalize;
  widget_class->measure = naru_calendar_grid_measure;
  widget_class->size_allocate = naru_calendar_grid_size_allocate;
  widget_class->snapshot = naru_calendar_grid_snapshot;
  gtk_widget_class_set_css_name (widget_class, "calendargrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[BOOK] = g_signal_new ("book", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_INT);
  signals[LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  signals[MOVED]
      = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_calendar_grid_init (NaruCalendarGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->labels = g_ptr_array_new ();
  self->from = USUAL_FROM;
  self->to = USUAL_TO;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * naru_calendar_grid_new:
 *
 * Returns: (transfer floating): a grid without days
 */
GtkWidget *
naru_calendar_grid_new (void)
{
  return g_object_new (NARU_TYPE_CALENDAR_GRID, NULL);
}
