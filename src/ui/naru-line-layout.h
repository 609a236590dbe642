/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out widgets as words in lines: beside each other as long as there is room for them, and in the next line then. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NARU_TYPE_LINE_LAYOUT (naru_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (NaruLineLayout, naru_line_layout, NARU, LINE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *naru_line_layout_new (int spacing, int line_spacing, gboolean whole);

G_END_DECLS
