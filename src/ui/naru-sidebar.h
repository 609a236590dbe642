/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: places with counts, saved views, where the data is, who works here. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-sync-service.h"

G_BEGIN_DECLS

#define NARU_TYPE_SIDEBAR (naru_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (NaruSidebar, naru_sidebar, NARU, SIDEBAR, AdwBin)

void naru_sidebar_set_desk (NaruSidebar *self, NaruDesk *desk);
void naru_sidebar_add_place (NaruSidebar *self, const char *name, const char *title,
                             const char *icon, const char *open_type);
void naru_sidebar_select (NaruSidebar *self, const char *place);
void naru_sidebar_select_view (NaruSidebar *self, const char *view);
void naru_sidebar_set_count (NaruSidebar *self, const char *place, gint64 count);
void naru_sidebar_set_sync (NaruSidebar *self, NaruSyncService *service);
void naru_sidebar_set_alone (NaruSidebar *self, gboolean alone);

G_END_DECLS
