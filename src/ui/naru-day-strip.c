/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day of a proposed time: a bar for the eye, and the same in words. */

#include "naru-day-strip.h"

#include <glib/gi18n-lib.h>
#include "naru-calendar.h"
#include "naru-casework.h"
#include "naru-ui-util.h"

#define BAR_HEIGHT 18
#define USUAL_FROM (9 * 60)
#define USUAL_TO (18 * 60)

struct _NaruDayStrip
{
  AdwBin parent_instance;

  NaruDesk *desk;
  GtkWidget *bar;
  GtkWidget *title;
  GtkWidget *taken;
  GtkWidget *unusual;
  NaruCalendarDay *day;
  char *except;
  int from; /* the proposed time, in minutes */
  int to;
};

G_DEFINE_FINAL_TYPE (NaruDayStrip, naru_day_strip, ADW_TYPE_BIN)

static gboolean
counts (NaruDayStrip *self, const NaruCalendarEntry *entry)
{
  return g_strcmp0 (entry->state, "booked") == 0 && g_strcmp0 (entry->meeting, self->except) != 0;
}

/* The part of the day that the bar shows: working hours, and whatever lies outside of them. */
static void
get_range (NaruDayStrip *self, int *from, int *to)
{
  gboolean open = self->day->opens < self->day->closes;

  *from = open ? self->day->opens : USUAL_FROM;
  *to = open ? self->day->closes : USUAL_TO;
  for (guint i = 0; i < self->day->entries->len; i++)
    {
      const NaruCalendarEntry *entry = self->day->entries->pdata[i];

      *from = MIN (*from, entry->from);
      *to = MAX (*to, entry->to);
    }
  *from = MIN (*from, self->from) / 60 * 60;
  *to = (MAX (*to, self->to) + 59) / 60 * 60;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NaruDayStrip *self = data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA color, accent;
  double scale;
  int from, to;

  if (self->day == NULL)
    return;
  gtk_style_context_get_color (style, &color);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    accent = color;
  get_range (self, &from, &to);
  scale = (double) width / MAX (to - from, 60);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.08);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.3);
  for (guint i = 0; i < self->day->entries->len; i++)
    {
      const NaruCalendarEntry *entry = self->day->entries->pdata[i];

      if (!counts (self, entry))
        continue;
      cairo_rectangle (cr, (entry->from - from) * scale, 0, (entry->to - entry->from) * scale - 1,
                       height);
      cairo_fill (cr);
    }
  for (int hour = from + 60; hour < to; hour += 60)
    cairo_rectangle (cr, (int) ((hour - from) * scale), 0, 1, 4);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, 1);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, (self->from - from) * scale + 1, 1,
                   MAX ((self->to - self->from) * scale - 2, 3), height - 2);
  cairo_stroke (cr);
}

static char *
describe_taken (NaruDayStrip *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->day->entries->len; i++)
    {
      const NaruCalendarEntry *entry = self->day->entries->pdata[i];

      if (counts (self, entry))
        g_string_append_printf (text, "%s%02d:%02d–%02d:%02d %s", text->len > 0 ? "\n" : "",
                                entry->from / 60, entry->from % 60, entry->to / 60 % 24,
                                entry->to % 60, entry->title);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("Nothing else is booked that day."));
}

static int
minute_of (GDateTime *time)
{
  return g_date_time_get_hour (time) * 60 + g_date_time_get_minute (time);
}

/**
 * naru_day_strip_show:
 * @staff: (nullable): whose day
 * @start: (nullable): a proposed time; without one nothing is shown
 * @end: (nullable): when it ends
 * @except: (nullable): a meeting that does not count
 *
 * Shows what @staff has on the day of the proposed time, and what is unusual about it.
 */
void
naru_day_strip_show (NaruDayStrip *self, const char *staff, const char *start, const char *end,
                     const char *except)
{
  g_autoptr (GDateTime) at = start != NULL ? naru_time_parse (start) : NULL;
  g_autoptr (GDateTime) until = end != NULL ? naru_time_parse (end) : NULL;
  g_autoptr (GDateTime) here = at != NULL ? g_date_time_to_local (at) : NULL;
  g_autofree char *date = here != NULL ? g_date_time_format (here, "%Y-%m-%d") : NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autofree char *title = NULL, *taken = NULL, *unusual = NULL;
  double length = until != NULL && at != NULL
                      ? (double) g_date_time_difference (until, at) / G_TIME_SPAN_MINUTE
                      : 30;

  g_clear_pointer (&self->day, naru_calendar_day_free);
  g_free (self->except);
  self->except = g_strdup (except);
  if (date != NULL && staff != NULL)
    days = naru_calendar_read (naru_desk_get_store (self->desk), staff, date, 1, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), days != NULL);
  if (days == NULL)
    return;
  self->day = g_ptr_array_steal_index (days, 0);
  self->from = minute_of (here);
  self->to = self->from + (int) CLAMP (length, 1, 24 * 60);
  /* Translators: weekday, day and month above what is booked on it, see g_date_time_format() */
  title = naru_ui_format_heading (here, _ ("%A %-d %B"));
  taken = describe_taken (self);
  unusual = naru_case_describe_time (self->desk, staff, start, end);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->taken), taken);
  naru_ui_set_text (self->unusual, unusual);
  gtk_widget_queue_draw (self->bar);
}

static void
naru_day_strip_dispose (GObject *object)
{
  NaruDayStrip *self = NARU_DAY_STRIP (object);

  g_clear_pointer (&self->day, naru_calendar_day_free);
  g_clear_pointer (&self->except, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_day_strip_parent_class)->dispose (object);
}

static void
naru_day_strip_class_init (NaruDayStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_day_strip_dispose;
}

static void
naru_day_strip_init (NaruDayStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = naru_ui_label ("", "caption-heading");
  self->bar = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->bar), BAR_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bar), draw_cb, self, NULL);
  self->taken = naru_ui_wrapped_label ("", "caption dim-label numeric");
  self->unusual = naru_ui_wrapped_label (NULL, "caption review");
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->unusual);
  gtk_box_append (GTK_BOX (box), self->taken);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * naru_day_strip_new:
 *
 * Returns: (transfer floating): a strip that shows no day yet
 */
GtkWidget *
naru_day_strip_new (NaruDesk *desk)
{
  NaruDayStrip *self = g_object_new (NARU_TYPE_DAY_STRIP, NULL);

  self->desk = g_object_ref (desk);
  gtk_widget_hide (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
