/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line takes as many widgets as their least widths allow; what is left goes to those that would like more, as in a box. (A
 * flow box wants columns, and is as wide as it may be.) */

#include "naru-line-layout.h"

struct _NaruLineLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
  int line_spacing;
  gboolean whole;
};

G_DEFINE_FINAL_TYPE (NaruLineLayout, naru_line_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The widgets that are shown, with their widths in lines of @width. */
static GArray *
list_sizes (NaruLineLayout *self, GtkWidget *widget, int width)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        GtkRequestedSize size = { child, 0, 0 };

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size.minimum_size,
                            &size.natural_size, NULL, NULL);
        if (self->whole)
          size.minimum_size = MAX (size.minimum_size, MIN (size.natural_size, width));
        g_array_append_val (sizes, size);
      }
  return sizes;
}

static GtkRequestedSize *
size_at (GArray *sizes, guint position)
{
  return &g_array_index (sizes, GtkRequestedSize, position);
}

/* How many widgets stand in the line that begins at @first, whose least widths become what they get. */
static guint
fill_line (NaruLineLayout *self, GArray *sizes, guint first, int width)
{
  int left = width - size_at (sizes, first)->minimum_size;
  guint n = 1;

  while (first + n < sizes->len && size_at (sizes, first + n)->minimum_size + self->spacing <= left)
    left -= size_at (sizes, first + n++)->minimum_size + self->spacing;
  gtk_distribute_natural_allocation (MAX (left, 0), n, size_at (sizes, first));
  return n;
}

/* How high the line is; @baseline becomes where its writing stands, or -1 if nothing in it asks for that. */
static int
measure_line (GArray *sizes, guint first, guint n, int *baseline)
{
  int height = 0, above = -1, below = 0;

  for (guint i = first; i < first + n; i++)
    {
      GtkWidget *child = size_at (sizes, i)->data;
      int natural, own = -1;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, size_at (sizes, i)->minimum_size, NULL,
                          &natural, NULL, &own);
      if (own >= 0 && gtk_widget_get_valign (child) == GTK_ALIGN_BASELINE)
        {
          above = MAX (above, own);
          below = MAX (below, natural - own);
        }
      height = MAX (height, natural);
    }
  if (baseline != NULL)
    *baseline = above;
  return MAX (height, above + below);
}

static GtkSizeRequestMode
naru_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
naru_line_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                          int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  NaruLineLayout *self = NARU_LINE_LAYOUT (manager);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int room = for_size < 0 ? G_MAXINT : for_size;
  g_autoptr (GArray) sizes = list_sizes (self, widget, across ? 0 : room);
  int most = 0, all = 0, height = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      most = MAX (most, size_at (sizes, i)->minimum_size);
      all += size_at (sizes, i)->natural_size + (i > 0 ? self->spacing : 0);
    }
  if (across)
    {
      *minimum = most;
      *natural = MAX (all, most);
      return;
    }
  for (guint i = 0; i < sizes->len;)
    {
      guint n = fill_line (self, sizes, i, for_size < 0 ? all : for_size);

      height += measure_line (sizes, i, n, NULL) + (i > 0 ? self->line_spacing : 0);
      i += n;
    }
  *minimum = *natural = height;
}

static void
naru_line_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                           int baseline)
{
  NaruLineLayout *self = NARU_LINE_LAYOUT (manager);
  g_autoptr (GArray) sizes = list_sizes (self, widget, width);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (guint i = 0; i < sizes->len;)
    {
      guint n = fill_line (self, sizes, i, width);
      int writing;
      int line = measure_line (sizes, i, n, &writing);
      int x = 0;

      for (guint end = i + n; i < end; i++)
        {
          int own = size_at (sizes, i)->minimum_size;
          GtkAllocation place = { mirrored ? width - x - own : x, y, own, line };

          gtk_widget_size_allocate (size_at (sizes, i)->data, &place, writing);
          x += own + self->spacing;
        }
      y += line + self->line_spacing;
    }
}

static void
naru_line_layout_class_init (NaruLineLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = naru_line_layout_get_request_mode;
  layout_class->measure = naru_line_layout_measure;
  layout_class->allocate = naru_line_layout_allocate;
}

static void
naru_line_layout_init (NaruLineLayout *self)
{
}

/**
 * naru_line_layout_new:
 * @spacing: between two widgets of a line
 * @line_spacing: between two lines
 * @whole: a widget that could be narrower goes into the next line, and is shortened only where a line of its own is too short
 *
 * Returns: (transfer full): the layout, all in pixels
 */
GtkLayoutManager *
naru_line_layout_new (int spacing, int line_spacing, gboolean whole)
{
  NaruLineLayout *self = g_object_new (NARU_TYPE_LINE_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  self->whole = whole;
  return GTK_LAYOUT_MANAGER (self);
}
