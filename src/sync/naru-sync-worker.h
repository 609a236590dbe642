/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the service: the thread that runs the rounds. It has a store, a main context and a clock of its own. The main
 * thread sends it words; it answers through the status, and through the store that both have. */
#pragma once

#include "naru-store.h"
#include "naru-sync-status.h"

G_BEGIN_DECLS

typedef struct _NaruSyncWorker NaruSyncWorker;

/**
 * NaruSyncWord: what the main thread says
 * @NARU_SYNC_WORD_NOW: somebody wants a round at once
 * @NARU_SYNC_WORD_WRITTEN: something was written in the profile
 * @NARU_SYNC_WORD_NETWORK: the network is another one
 * @NARU_SYNC_WORD_ACCOUNT: account or password have changed
 * @NARU_SYNC_WORD_QUIT: it is to end
 */
typedef enum
{
  NARU_SYNC_WORD_NOW,
  NARU_SYNC_WORD_WRITTEN,
  NARU_SYNC_WORD_NETWORK,
  NARU_SYNC_WORD_ACCOUNT,
  NARU_SYNC_WORD_QUIT,
} NaruSyncWord;

NaruSyncWorker *naru_sync_worker_new (const char *profile, NaruSyncStatus *status);
NaruSyncWorker *naru_sync_worker_ref (NaruSyncWorker *worker);
void naru_sync_worker_unref (NaruSyncWorker *worker);
gpointer naru_sync_worker_run (gpointer worker);
void naru_sync_worker_say (NaruSyncWorker *worker, NaruSyncWord word);
void naru_sync_worker_cancel (NaruSyncWorker *worker);
void naru_sync_worker_set_metered (NaruSyncWorker *worker, gboolean metered);
void naru_sync_worker_pull_history (NaruSyncWorker *worker, const char *record);

G_END_DECLS
