/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field to sign in. The lines are kept as points, and become a picture when it is asked for. */

#include "naru-signature-pad.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define PAD_HEIGHT 120
#define SCALE 2.0 /* of the picture, so that it is sharp on paper */
#define PEN_WIDTH 2.2

typedef struct
{
  double x;
  double y;
  gboolean begins; /* a line of its own */
} Point;

struct _NaruSignaturePad
{
  AdwBin parent_instance;
  GtkWidget *area;
  GtkWidget *clear;
  GArray *points;
  double start_x;
  double start_y;
};

G_DEFINE_FINAL_TYPE (NaruSignaturePad, naru_signature_pad, ADW_TYPE_BIN)

static void
draw_points (NaruSignaturePad *self, cairo_t *cr)
{
  cairo_set_source_rgb (cr, .05, .1, .3);
  cairo_set_line_width (cr, PEN_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = &g_array_index (self->points, Point, i);

      if (point->begins)
        cairo_move_to (cr, point->x, point->y);
      cairo_line_to (cr, point->x, point->y);
    }
  cairo_stroke (cr);
}

/* Paper is white in the dark, too. */
static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, .7, .7, .7);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, 12, height - 24.5);
  cairo_line_to (cr, width - 12, height - 24.5);
  cairo_stroke (cr);
  draw_points (data, cr);
}

static void
add_point (NaruSignaturePad *self, double x, double y, gboolean begins)
{
  Point point = { x, y, begins };

  g_array_append_val (self->points, point);
  gtk_widget_set_sensitive (self->clear, TRUE);
  gtk_widget_queue_draw (self->area);
}

static void
begin_cb (NaruSignaturePad *self, double x, double y)
{
  self->start_x = x;
  self->start_y = y;
  add_point (self, x, y, TRUE);
}

static void
update_cb (NaruSignaturePad *self, double x, double y)
{
  add_point (self, self->start_x + x, self->start_y + y, FALSE);
}

static void
clear_cb (NaruSignaturePad *self)
{
  g_array_set_size (self->points, 0);
  gtk_widget_set_sensitive (self->clear, FALSE);
  gtk_widget_queue_draw (self->area);
}

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * naru_signature_pad_get_png:
 *
 * Returns: (transfer full) (nullable): the signature as PNG on a transparent ground; %NULL where nothing was drawn
 */
GBytes *
naru_signature_pad_get_png (NaruSignaturePad *self)
{
  GByteArray *png;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (self->points->len == 0)
    return NULL;
  png = g_byte_array_new ();
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int) (gtk_widget_get_width (self->area) * SCALE),
                                        (int) (gtk_widget_get_height (self->area) * SCALE));
  cr = cairo_create (surface);
  cairo_scale (cr, SCALE, SCALE);
  draw_points (self, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
naru_signature_pad_finalize (GObject *object)
{
  g_array_unref (NARU_SIGNATURE_PAD (object)->points);
  G_OBJECT_CLASS (naru_signature_pad_parent_class)->finalize (object);
}

static void
naru_signature_pad_class_init (NaruSignaturePadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_signature_pad_finalize;
}

static void
naru_signature_pad_init (NaruSignaturePad *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area), PAD_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_add_css_class (self->area, "paper");
  naru_ui_name (self->area, _ ("Sign here"));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (update_cb), self);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (drag));
  self->clear = gtk_button_new_with_label (_ ("Draw again"));
  naru_ui_add_classes (self->clear, "flat row-action");
  gtk_widget_set_halign (self->clear, GTK_ALIGN_END);
  gtk_widget_set_sensitive (self->clear, FALSE);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (box), self->area);
  gtk_box_append (GTK_BOX (box), self->clear);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * naru_signature_pad_new:
 *
 * Makes an empty field.
 */
GtkWidget *
naru_signature_pad_new (void)
{
  return g_object_new (NARU_TYPE_SIGNATURE_PAD, NULL);
}
