/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How synchronisation stands, at the foot of the sidebar; it opens what is not sent yet, and why. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-sync-service.h"

G_BEGIN_DECLS

#define NARU_TYPE_SYNC_BUTTON (naru_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (NaruSyncButton, naru_sync_button, NARU, SYNC_BUTTON, AdwBin)

void naru_sync_button_set_service (NaruSyncButton *self, NaruDesk *desk, NaruSyncService *service);

G_END_DECLS
