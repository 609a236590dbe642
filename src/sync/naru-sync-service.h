/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Synchronisation while the window is open: rounds on a thread of their own, at the start, after something was written
 * here or by others, every few minutes, when the network comes back, and when somebody asks. Made and used on the main
 * thread. */
#pragma once

#include "naru-store.h"
#include "naru-sync-status.h"

G_BEGIN_DECLS

#define NARU_TYPE_SYNC_SERVICE (naru_sync_service_get_type ())
G_DECLARE_FINAL_TYPE (NaruSyncService, naru_sync_service, NARU, SYNC_SERVICE, GObject)

NaruSyncService *naru_sync_service_new (NaruStore *store);
NaruSyncStatus *naru_sync_service_get_status (NaruSyncService *self);
void naru_sync_service_start (NaruSyncService *self);
void naru_sync_service_stop (NaruSyncService *self);
void naru_sync_service_sync_now (NaruSyncService *self);
void naru_sync_service_account_changed (NaruSyncService *self);
void naru_sync_service_pull_history (NaruSyncService *self, const char *record);

G_END_DECLS
