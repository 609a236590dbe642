/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How synchronisation stands, handed from one thread to another. */
#include "naru-sync-status.h"

struct _NaruSyncStatus
{
  GObject parent_instance;
  GMainContext *context;
  GMutex mutex; /* guards what follows */
  NaruSyncSnapshot *snapshot;
  gboolean told_later;
};

G_DEFINE_BOXED_TYPE (NaruSyncSnapshot, naru_sync_snapshot, naru_sync_snapshot_copy,
                     naru_sync_snapshot_free)
G_DEFINE_FINAL_TYPE (NaruSyncStatus, naru_sync_status, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * naru_sync_snapshot_copy:
 *
 * Returns: (transfer full): a copy
 */
NaruSyncSnapshot *
naru_sync_snapshot_copy (const NaruSyncSnapshot *snapshot)
{
  NaruSyncSnapshot *copy = g_memdup2 (snapshot, sizeof *snapshot);

  copy->place = g_strdup (snapshot->place);
  copy->since = g_strdup (snapshot->since);
  copy->message = g_strdup (snapshot->message);
  return copy;
}

void
naru_sync_snapshot_free (NaruSyncSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  g_free (snapshot->place);
  g_free (snapshot->since);
  g_free (snapshot->message);
  g_free (snapshot);
}

/**
 * naru_sync_phase_get_name:
 *
 * Returns: (transfer none): the word for it in JSON
 */
const char *
naru_sync_phase_get_name (NaruSyncPhase phase)
{
  static const char *const names[] = {
    [NARU_SYNC_PHASE_NONE] = "none",           [NARU_SYNC_PHASE_IDLE] = "idle",
    [NARU_SYNC_PHASE_WORKING] = "working",     [NARU_SYNC_PHASE_OFFLINE] = "offline",
    [NARU_SYNC_PHASE_ATTENTION] = "attention",
  };

  g_return_val_if_fail (phase < G_N_ELEMENTS (names), NULL);

  return names[phase];
}

static void
naru_sync_status_finalize (GObject *object)
{
  NaruSyncStatus *self = NARU_SYNC_STATUS (object);

  g_mutex_clear (&self->mutex);
  naru_sync_snapshot_free (self->snapshot);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (naru_sync_status_parent_class)->finalize (object);
}

static void
naru_sync_status_class_init (NaruSyncStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_sync_status_finalize;

  /**
   * NaruSyncStatus::changed:
   *
   * naru_sync_status_get() tells what.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_sync_status_init (NaruSyncStatus *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->snapshot = g_new0 (NaruSyncSnapshot, 1);
  g_mutex_init (&self->mutex);
}

/**
 * naru_sync_status_new:
 *
 * Returns: (transfer full): the status of a profile without an account
 */
NaruSyncStatus *
naru_sync_status_new (void)
{
  return g_object_new (NARU_TYPE_SYNC_STATUS, NULL);
}

/**
 * naru_sync_status_get:
 *
 * On any thread.
 *
 * Returns: (transfer full): how it stands now
 */
NaruSyncSnapshot *
naru_sync_status_get (NaruSyncStatus *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return naru_sync_snapshot_copy (self->snapshot);
}

static gboolean
tell_cb (gpointer data)
{
  NaruSyncStatus *self = data;

  g_mutex_lock (&self->mutex);
  self->told_later = FALSE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/**
 * naru_sync_status_set:
 *
 * Says how it stands. On any thread.
 */
void
naru_sync_status_set (NaruSyncStatus *self, const NaruSyncSnapshot *snapshot)
{
  gboolean tell;

  g_mutex_lock (&self->mutex);
  naru_sync_snapshot_free (self->snapshot);
  self->snapshot = naru_sync_snapshot_copy (snapshot);
  tell = !self->told_later;
  self->told_later = TRUE;
  g_mutex_unlock (&self->mutex);
  if (tell)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, tell_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}
