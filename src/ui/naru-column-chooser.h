/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a list has, and in which order: chosen and moved with the mouse or by keyboard, and kept. */
#pragma once

#include "naru-list-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_COLUMN_CHOOSER (naru_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NaruColumnChooser, naru_column_chooser, NARU, COLUMN_CHOOSER, AdwBin)

/* Fills @view with the columns, and is the button that chooses among them. */
GtkWidget *naru_column_chooser_new (GtkColumnView *view, NaruListSource *source);
/* How wide the columns may be together, in pixels. */
void naru_column_chooser_set_width (NaruColumnChooser *self, int width);
/* The columns that the person has chosen, in their order: names, and the headings to them; (transfer full) */
char **naru_column_chooser_list_names (NaruListSource *source, char ***headings);

G_END_DECLS
