/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseload of one counsellor. The bounds are those of the staff record; 70 to 100 where it has none. */

#include "naru-gauge.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define BAR_HEIGHT 4

struct _NaruGauge
{
  GtkWidget parent_instance;
  GtkWidget *label;
  GtkWidget *bar;
  gint64 cases;
  int from;
  int to;
};

G_DEFINE_FINAL_TYPE (NaruGauge, naru_gauge, GTK_TYPE_WIDGET)

static void
fill (cairo_t *cr, const GdkRGBA *color, double alpha, double x, double y, double width,
      double height)
{
  GdkRGBA tone = *color;

  tone.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &tone);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NaruGauge *self = data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  double scale = (double) width / (self->to * 1.3);
  double x = MIN ((double) self->cases * scale, width - 3.0);
  double top = (height - BAR_HEIGHT) / 2.0;
  GdkRGBA color;
  GdkRGBA accent;

  gtk_style_context_get_color (style, &color);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    accent = color;
  fill (cr, &color, 0.15, 0, top, width, BAR_HEIGHT);
  fill (cr, &color, 0.45, self->from * scale, top, (self->to - self->from) * scale, BAR_HEIGHT);
  fill (cr, &accent, 1, x, 0, 3, height);
}

/**
 * naru_gauge_set:
 *
 * Shows @cases between the bounds of a workable caseload.
 */
void
naru_gauge_set (NaruGauge *self, gint64 cases, int from, int to)
{
  g_autofree char *text = NULL;
  const char *format;

  self->cases = cases;
  self->from = from;
  self->to = MAX (to, from + 1);
  if (cases < from)
    format = g_dngettext (GETTEXT_PACKAGE, "%d case, below %d to %d", "%d cases, below %d to %d",
                          (gulong) cases);
  else if (cases > to)
    format = g_dngettext (GETTEXT_PACKAGE, "%d case, above %d to %d", "%d cases, above %d to %d",
                          (gulong) cases);
  else
    format = g_dngettext (GETTEXT_PACKAGE, "%d case, within %d to %d", "%d cases, within %d to %d",
                          (gulong) cases);
  text = g_strdup_printf (format, (int) cases, from, to);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_queue_draw (self->bar);
}

static void
naru_gauge_dispose (GObject *object)
{
  NaruGauge *self = NARU_GAUGE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (naru_gauge_parent_class)->dispose (object);
}

static void
naru_gauge_class_init (NaruGaugeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_gauge_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
naru_gauge_init (NaruGauge *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->from = 70;
  self->to = 100;
  self->label = naru_ui_label (NULL, "caption");
  self->bar = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->bar), 12);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bar), draw_cb, self, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}
