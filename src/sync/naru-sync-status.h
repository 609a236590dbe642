/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How synchronisation stands, for whoever watches: written by the thread that runs the rounds, read and notified on the
 * thread that made the object. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NaruSyncPhase:
 * @NARU_SYNC_PHASE_NONE: the profile has no account: everything is on this computer
 * @NARU_SYNC_PHASE_IDLE: the latest round went well
 * @NARU_SYNC_PHASE_WORKING: a round runs
 * @NARU_SYNC_PHASE_OFFLINE: the server is not reached; it is tried again without anybody's doing
 * @NARU_SYNC_PHASE_ATTENTION: somebody must do something: @message says what
 */
typedef enum
{
  NARU_SYNC_PHASE_NONE,
  NARU_SYNC_PHASE_IDLE,
  NARU_SYNC_PHASE_WORKING,
  NARU_SYNC_PHASE_OFFLINE,
  NARU_SYNC_PHASE_ATTENTION,
} NaruSyncPhase;

/**
 * NaruSyncSnapshot:
 * @phase: what it is about
 * @place: (nullable): while working, the place that is at hand, such as "employers"
 * @done, @total: while working, documents of that place; @total is 0 while it is not known
 * @unsent: records that are not on the server as they are here, those that were refused or lost included
 * @refused: records that the server refused
 * @lost: records that the server had of this desk and has lost: they wait for naru_store_send_again()
 * @conflicts: fields with two values that nobody has settled
 * @since: (nullable): when the latest complete round ended, as on the wire
 * @message: (nullable): one or two sentences for people: why offline, what to do
 * @needs_password: whether a new password would help
 */
typedef struct
{
  NaruSyncPhase phase;
  char *place;
  gint64 done;
  gint64 total;
  gint64 unsent;
  gint64 refused;
  gint64 lost;
  gint64 conflicts;
  char *since;
  char *message;
  gboolean needs_password;
} NaruSyncSnapshot;

#define NARU_TYPE_SYNC_SNAPSHOT (naru_sync_snapshot_get_type ())
GType naru_sync_snapshot_get_type (void);
NaruSyncSnapshot *naru_sync_snapshot_copy (const NaruSyncSnapshot *snapshot);
void naru_sync_snapshot_free (NaruSyncSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruSyncSnapshot, naru_sync_snapshot_free)
const char *naru_sync_phase_get_name (NaruSyncPhase phase);

#define NARU_TYPE_SYNC_STATUS (naru_sync_status_get_type ())
G_DECLARE_FINAL_TYPE (NaruSyncStatus, naru_sync_status, NARU, SYNC_STATUS, GObject)

NaruSyncStatus *naru_sync_status_new (void);
NaruSyncSnapshot *naru_sync_status_get (NaruSyncStatus *self);
void naru_sync_status_set (NaruSyncStatus *self, const NaruSyncSnapshot *snapshot);

/* Signal "changed": on the main context that was the thread's default when the object was made. Several changes in quick
 * succession are told once. */

G_END_DECLS
