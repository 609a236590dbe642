/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same list in a narrow pane beside the page of one record: a name and one line. */
#pragma once

#include <adwaita.h>
#include "naru-list-source.h"
#include "naru-pane-bar.h"

G_BEGIN_DECLS

#define NARU_TYPE_LIST_PANE (naru_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (NaruListPane, naru_list_pane, NARU, LIST_PANE, AdwBin)

GtkWidget *naru_list_pane_new (NaruListSource *source);
void naru_list_pane_select (NaruListPane *self, const char *id);
void naru_list_pane_search (NaruListPane *self);
void naru_list_pane_set_place (NaruListPane *self, NaruPanePlace place);

/* Signals: "chosen" (const char *id); "leave": back to the whole list */

G_END_DECLS
