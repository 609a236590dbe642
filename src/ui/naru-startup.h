/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits until the window has painted a frame, so that it opens at once. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*NaruPaintedFunc) (GtkWidget *page);

void naru_startup_when_painted (GtkWidget *page, NaruPaintedFunc func);
void naru_startup_when_opened (GtkWidget *page, NaruPaintedFunc func);
void naru_startup_when_filled (GtkWidget *page, NaruPaintedFunc func);
gboolean naru_startup_has_filled (void);
void naru_startup_filled (GtkWidget *page);

G_END_DECLS
