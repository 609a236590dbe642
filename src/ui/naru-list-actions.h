/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with many records of a list, those that are chosen or all that are shown: written into a file, and for
 * employers tagged, put on a list, assigned. */
#pragma once

#include "naru-list-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *naru_list_actions_new (NaruListSource *source);
void naru_list_actions_set_chosen (GtkWidget *self, GtkSelectionModel *model, GtkBitset *chosen);

G_END_DECLS
