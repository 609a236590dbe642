/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-growing-list.h"

#define ROW_HEIGHT 34 /* of the lowest row, in pixels */
#define LEAST_ROWS 16 /* of a window whose height is not known yet */
#define ROWS_PER_FRAME 24

struct _NaruGrowingList
{
  GObject parent_instance;

  GtkSliceListModel *shown;
  GtkWidget *view; /* not owned, only while it grows */
  guint tick;
  gboolean painted;
};

G_DEFINE_FINAL_TYPE (NaruGrowingList, naru_growing_list, G_TYPE_OBJECT)

static void
stop (NaruGrowingList *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
}

static gboolean
grow_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  NaruGrowingList *self = data;
  GListModel *rows = gtk_slice_list_model_get_model (self->shown);
  guint size = gtk_slice_list_model_get_size (self->shown);

  /* The first frame is that of the first rows. */
  if (!self->painted)
    {
      self->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (size < g_list_model_get_n_items (rows))
    {
      gtk_slice_list_model_set_size (self->shown, size + ROWS_PER_FRAME);
      return G_SOURCE_CONTINUE;
    }
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Rows that fill the window, however high. */
static guint
count_first_rows (GtkWidget *view)
{
  GtkRoot *root = gtk_widget_get_root (view);
  int height = root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  return (guint) MAX (height / ROW_HEIGHT, LEAST_ROWS);
}

/**
 * naru_growing_list_restart:
 * @view: the list view, by whose frames the list grows; it outlives @self
 *
 * Shows the first rows alone, and the others soon. Called before other rows are put in the place of those that are there.
 */
void
naru_growing_list_restart (NaruGrowingList *self, GtkWidget *view)
{
  stop (self);
  self->view = view;
  self->painted = FALSE;
  gtk_slice_list_model_set_size (self->shown, count_first_rows (view));
  self->tick = gtk_widget_add_tick_callback (view, grow_cb, self, NULL);
}

/**
 * naru_growing_list_complete:
 *
 * Shows all rows now: somebody wants to go to one of them.
 */
void
naru_growing_list_complete (NaruGrowingList *self)
{
  stop (self);
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
}

/**
 * naru_growing_list_get_model:
 *
 * Returns: (transfer none): what the list view shows: the rows, as far as the list has grown
 */
GListModel *
naru_growing_list_get_model (NaruGrowingList *self)
{
  return G_LIST_MODEL (self->shown);
}

static void
naru_growing_list_dispose (GObject *object)
{
  NaruGrowingList *self = NARU_GROWING_LIST (object);

  stop (self);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (naru_growing_list_parent_class)->dispose (object);
}

static void
naru_growing_list_class_init (NaruGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_growing_list_dispose;
}

static void
naru_growing_list_init (NaruGrowingList *self)
{
}

/**
 * naru_growing_list_new:
 * @rows: (transfer none): all rows
 *
 * Returns: (transfer full): a list that shows all of them until it is restarted
 */
NaruGrowingList *
naru_growing_list_new (GListModel *rows)
{
  NaruGrowingList *self = g_object_new (NARU_TYPE_GROWING_LIST, NULL);

  self->shown = gtk_slice_list_model_new (g_object_ref (rows), 0, G_MAXUINT);
  return self;
}
