/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of synchronisation after another, between one store and one server. Blocking: the program runs it on a thread
 * of its own (NaruSyncService), naru-cli on its only one. Transport, clock and random numbers come from outside. */
#pragma once

#include "naru-account.h"
#include "naru-clock.h"
#include "naru-sync-status.h"
#include "naru-transport.h"

G_BEGIN_DECLS

/**
 * NaruSyncRound: what a round has done
 * @pulled: documents of others that are new or different here
 * @pushed: documents that the server has stored
 * @merged: documents that both sides had changed
 * @clashes: fields among them with two values
 * @refused: documents that the server refused
 * @removed: documents that were removed since the account lost access to their place
 * @sealed: unsent documents of such a place: kept, and not shown
 * @departed: documents that were deleted where they have left
 * @requests: how many were sent
 * @problems: (element-type utf8): sentences: what somebody must look at; the rest of the round went on
 */
typedef struct
{
  guint pulled;
  guint pushed;
  guint merged;
  guint clashes;
  guint refused;
  guint removed;
  guint sealed;
  guint departed;
  guint requests;
  GPtrArray *problems;
} NaruSyncRound;

void naru_sync_round_free (NaruSyncRound *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruSyncRound, naru_sync_round_free)

#define NARU_TYPE_SYNC (naru_sync_get_type ())
G_DECLARE_FINAL_TYPE (NaruSync, naru_sync, NARU, SYNC, GObject)

NaruSync *naru_sync_new (NaruStore *store, NaruTransport *transport, const NaruAccount *account,
                         NaruClock *clock, GRand *rand);
NaruSyncStatus *naru_sync_get_status (NaruSync *self);
void naru_sync_set_status (NaruSync *self, NaruSyncStatus *status);
void naru_sync_set_focus (NaruSync *self, const char *const *places);
void naru_sync_set_thrifty (NaruSync *self, gboolean thrifty);
NaruSyncRound *naru_sync_run_round (NaruSync *self, GCancellable *cancellable, GError **error);
int naru_sync_get_retry_after (NaruSync *self);
gboolean naru_sync_pull_history (NaruSync *self, const char *record, GCancellable *cancellable,
                                 GError **error);

/* How the profile stands when no round runs: from what the latest round has left in the store. */
NaruSyncSnapshot *naru_sync_read_snapshot (NaruStore *store, gboolean counted);
char *naru_sync_find_awaited_team (NaruStore *store, const char *record);

G_END_DECLS
