/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a frame: work that the person need not see before it, and the word that the first page has its records. */

#include "naru-startup.h"

/* Milliseconds after which nobody waits any more for the records of the first page: not every page has some. */
#define LATEST 1000
/* Milliseconds in which a page that shows its first records draws the rest of them. */
#define REST 100

typedef struct
{
  GtkWidget *page;
  NaruPaintedFunc func;
} Waiting;

/* A frame of this process has been seen. */
static gboolean opened = FALSE;

static Waiting *
waiting_new (GtkWidget *page, NaruPaintedFunc func)
{
  Waiting *waiting = g_new (Waiting, 1);

  *waiting = (Waiting){ g_object_ref (page), func };
  return waiting;
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->page);
  g_free (waiting);
}

static void
waiting_closure_free (gpointer data, GClosure *closure)
{
  waiting_free (data);
}

static gboolean
run_cb (gpointer data)
{
  Waiting *waiting = data;

  waiting->func (waiting->page);
  return G_SOURCE_REMOVE;
}

/* The end of the picture leaves for the display when the main loop comes round: nothing is done before. */
static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  Waiting *waiting = data;
  Waiting *due = waiting_new (waiting->page, waiting->func);

  opened = TRUE;
  g_signal_handlers_disconnect_by_data (clock, waiting);
  g_idle_add_full (G_PRIORITY_DEFAULT, run_cb, due, waiting_free);
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
 * @func: called once, with @page, after the next frame of its window; it may have been taken from the window since
 */
void
naru_startup_when_painted (GtkWidget *page, NaruPaintedFunc func)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (page);

  if (clock == NULL)
    {
      g_signal_connect (page, "realize", G_CALLBACK (realize_cb), func);
      return;
    }
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (painted_cb), waiting_new (page, func),
                         waiting_closure_free, 0);
  gtk_widget_queue_draw (page);
}

/**
 * naru_startup_when_opened:
 * @page: a widget, in a window or not yet
 * @func: called with @page: at once in a program that shows a window, otherwise after the first frame
 *
 * For what takes longer than the shell around it, so that the window opens as quickly when records are read quickly.
 */
void
naru_startup_when_opened (GtkWidget *page, NaruPaintedFunc func)
{
  if (opened)
    func (page);
  else
    naru_startup_when_painted (page, func);
}

/* What waits for the records of the first page: who quits before they are there takes the widgets along. */
static GQueue waiting_for_records = G_QUEUE_INIT;
static gboolean filled = FALSE;

static gboolean
run_waiting_cb (gpointer data)
{
  filled = TRUE;
  while (!g_queue_is_empty (&waiting_for_records))
    {
      Waiting *waiting = g_queue_pop_head (&waiting_for_records);

      if (waiting->page != NULL)
        waiting->func (waiting->page);
      g_clear_weak_pointer (&waiting->page);
      g_free (waiting);
    }
  return G_SOURCE_REMOVE;
}

/**
 * naru_startup_when_filled:
 * @page: a widget, in a window or not yet
 * @func: called once, with @page, when the first page has shown its records, or after a second where it shows none; after
 *   the next frame in a program that has shown them; not at all for a widget that is gone by then
 *
 * For what the person does not look at first, and for threads that would take the processor from the page.
 */
void
naru_startup_when_filled (GtkWidget *page, NaruPaintedFunc func)
{
  Waiting *waiting;

  if (filled)
    {
      naru_startup_when_painted (page, func);
      return;
    }
  if (g_queue_is_empty (&waiting_for_records))
    g_timeout_add (LATEST, run_waiting_cb, NULL);
  waiting = g_new0 (Waiting, 1);
  waiting->func = func;
  g_set_weak_pointer (&waiting->page, page);
  g_queue_push_tail (&waiting_for_records, waiting);
}

/**
 * naru_startup_has_filled:
 *
 * Returns: whether what waited for the records of the first page has been done
 */
gboolean
naru_startup_has_filled (void)
{
  return filled;
}

static void
tell_filled (GtkWidget *page)
{
  g_log ("naru-startup", G_LOG_LEVEL_DEBUG, "filled");
  g_timeout_add (REST, run_waiting_cb, NULL);
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
