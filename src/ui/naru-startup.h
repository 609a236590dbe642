/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For measuring how fast the program opens: G_MESSAGES_DEBUG=naru-startup prints when the first page was painted filled. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void naru_startup_filled (GtkWidget *page);

G_END_DECLS
