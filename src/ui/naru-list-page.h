/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a workspace over the whole width: views, filters, columns. */
#pragma once

#include <adwaita.h>
#include "naru-list-source.h"

G_BEGIN_DECLS

#define NARU_TYPE_LIST_PAGE (naru_list_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruListPage, naru_list_page, NARU, LIST_PAGE, AdwBin)

GtkWidget *naru_list_page_new (NaruListSource *source);
void naru_list_page_search (NaruListPage *self);
void naru_list_page_focus (NaruListPage *self, const char *id);

G_END_DECLS
