/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says once, after the frame that shows it, that the first page has its records. */

#include "naru-startup.h"

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, data);
  g_log ("naru-startup", G_LOG_LEVEL_DEBUG, "filled");
}

/**
 * naru_startup_filled:
 * @page: a page that now shows its records
 *
 * Only the first call of the process counts.
 */
void
naru_startup_filled (GtkWidget *page)
{
  static gboolean told = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (page);

  if (told)
    return;
  if (clock == NULL)
    {
      /* Read before the window was there. */
      g_signal_connect (page, "realize", G_CALLBACK (naru_startup_filled), NULL);
      return;
    }
  told = TRUE;
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), NULL);
  gtk_widget_queue_draw (page);
}
