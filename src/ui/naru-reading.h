/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a part of a page shows off the main loop. What is there stays visible until the answer comes; the answer
 * for a record that is no longer asked for never comes. */
#pragma once

#include <gtk/gtk.h>
#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruReading: one per widget, all zero at first; see naru_reading_clear()
 * @shown: id of the record that the widget shows; %NULL before the first answer
 */
typedef struct
{
  char *shown;
  GCancellable *under_way;
} NaruReading;

/**
 * NaruReadingFunc: reads what belongs to the record @id, on another thread
 * @reader: a desk over a store that only reads, for this call alone
 * @context: what naru_reading_start() was given; it must not change
 *
 * Returns: (transfer full) (nullable): what was read, or %NULL with @error set
 */
typedef gpointer (*NaruReadingFunc) (NaruDesk *reader, const char *id, gconstpointer context,
                                     GError **error);

/**
 * NaruReadingShow: shows what was read, on the main loop
 * @found: (transfer none): keep a reference of what is needed later
 * @other: whether @widget showed another record, or none, until now
 */
typedef void (*NaruReadingShow) (GtkWidget *widget, const char *id, gpointer found, gboolean other);

void naru_reading_start (NaruReading *self, GtkWidget *widget, NaruDesk *desk, const char *id,
                         NaruReadingFunc read, gconstpointer context, NaruReadingShow show,
                         GDestroyNotify free_found);
void naru_reading_start_with (NaruReading *self, GtkWidget *widget, NaruDesk *desk, const char *id,
                              NaruReadingFunc read, gpointer context, GDestroyNotify free_context,
                              NaruReadingShow show, GDestroyNotify free_found);
void naru_reading_clear (NaruReading *self);

G_END_DECLS
