/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a list of records: cells with symbols and words, and which column the person sorts by. */
#pragma once

#include "naru-type-spec.h"
#include "naru-record-list.h"

G_BEGIN_DECLS

GtkColumnViewColumn *naru_list_column_new (NaruDesk *desk, const NaruTypeSpec *spec,
                                           const NaruColumnSpec *column);
const char *naru_list_column_get_name (GtkColumnViewColumn *column);
const char *naru_list_column_title (const NaruTypeSpec *spec, const NaruColumnSpec *column);
/* the column that was clicked last, and in which direction; NULL for none */
const char *naru_list_columns_get_order (GtkColumnView *view, gboolean *descending);

/* one cell's worth of text, as columns and the narrow list show it; symbol and style class by reference */
char *naru_list_cell_text (NaruDesk *desk, const NaruTypeSpec *spec, NaruRow *row,
                           const char *column, const char **icon, const char **css_class);
void naru_list_cell_show_icon (GtkBox *box, GtkWidget **icon, const char *name,
                               const char *css_class);
void naru_list_columns_restore_order (GtkColumnView *view, char **names);

G_END_DECLS
