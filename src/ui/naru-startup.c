/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a frame: work that the person need not see before it, and the word that the first page has its records. */

#include "naru-startup.h"

typedef struct
{
  GtkWidget *page;
  NaruPaintedFunc func;
} Waiting;

static void
waiting_free (gpointer data, GClosure *closure)
{
  Waiting *waiting = data;

  g_object_unref (waiting->page);
  g_free (waiting);
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GtkWidget) page = g_object_ref (waiting->page);
  NaruPaintedFunc func = waiting->func;

  g_signal_handlers_disconnect_by_data (clock, waiting);
  func (page);
}

static void
realize_cb (GtkWidget *page, NaruPaintedFunc func)
{
  g_signal_handlers_disconnect_by_func (page, realize_cb, func);
  naru_startup_when_painted (page, func);
}

/**
 * naru_startup_when_painted:
 * @page: a widget, in a window or not yet
 * @func: called once, with @page, after the next frame of its window
 */
void
naru_startup_when_painted (GtkWidget *page, NaruPaintedFunc func)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (page);
  Waiting *waiting;

  if (clock == NULL)
    {
      g_signal_connect (page, "realize", G_CALLBACK (realize_cb), func);
      return;
    }
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ g_object_ref (page), func };
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (painted_cb), waiting, waiting_free, 0);
  gtk_widget_queue_draw (page);
}

static void
tell_filled (GtkWidget *page)
{
  g_log ("naru-startup", G_LOG_LEVEL_DEBUG, "filled");
}

/**
 * naru_startup_filled:
 * @page: a page that now shows its records
 *
 * Only the first call of the process counts. G_MESSAGES_DEBUG=naru-startup prints when it was painted: so the time is
 * measured that the program takes to open.
 */
void
naru_startup_filled (GtkWidget *page)
{
  static gboolean told = FALSE;

  if (told)
    return;
  told = TRUE;
  naru_startup_when_painted (page, tell_filled);
}
