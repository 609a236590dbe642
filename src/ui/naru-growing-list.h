/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list view makes some 200 rows at once, whatever is seen of them. Given a screenful first and the others in the frames
 * after it, a long list opens as fast as a short one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NARU_TYPE_GROWING_LIST (naru_growing_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruGrowingList, naru_growing_list, NARU, GROWING_LIST, GObject)

NaruGrowingList *naru_growing_list_new (GListModel *rows);
GListModel *naru_growing_list_get_model (NaruGrowingList *self);
void naru_growing_list_restart (NaruGrowingList *self, GtkWidget *view);
void naru_growing_list_complete (NaruGrowingList *self);

G_END_DECLS
