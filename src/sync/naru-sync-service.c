/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main thread's side of synchronisation: what happens in the store and with the network becomes a word to the worker. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-service.h"

#include "naru-sync-worker.h"
#include "naru-sync.h"

/* How long to wait for word of the network. */
#define NETWORK_SECONDS 3

struct _NaruSyncService
{
  GObject parent_instance;
  NaruStore *store;
  NaruSyncStatus *status;
  NaruSyncWorker *worker; /* NULL while it does not run */
  GThread *thread; /* NULL until it is known what network there is */
  GNetworkMonitor *monitor;
  guint late_source;
  gulong changed_id;
  gulong network_id;
  gulong metered_id;
};

G_DEFINE_FINAL_TYPE (NaruSyncService, naru_sync_service, G_TYPE_OBJECT)

static void
on_changed_cb (NaruStore *store, const char *const *ids, NaruSyncService *self)
{
  naru_sync_worker_say (self->worker, NARU_SYNC_WORD_WRITTEN);
}

/* A connection of the network that was may hang for a minute before it ends. */
static void
on_network_changed_cb (GNetworkMonitor *monitor, gboolean available, NaruSyncService *self)
{
  naru_sync_worker_set_metered (self->worker, g_network_monitor_get_network_metered (monitor));
  naru_sync_worker_cancel (self->worker);
  if (available)
    naru_sync_worker_say (self->worker, NARU_SYNC_WORD_NETWORK);
}

/* NetworkManager may say so alone, where the network is as it was otherwise. */
static void
on_metered_cb (GNetworkMonitor *monitor, GParamSpec *spec, NaruSyncService *self)
{
  on_network_changed_cb (monitor, g_network_monitor_get_network_available (monitor), self);
}

static void
naru_sync_service_dispose (GObject *object)
{
  NaruSyncService *self = NARU_SYNC_SERVICE (object);

  naru_sync_service_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (naru_sync_service_parent_class)->dispose (object);
}

static void
naru_sync_service_class_init (NaruSyncServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_sync_service_dispose;
}

static void
naru_sync_service_init (NaruSyncService *self)
{
  self->status = naru_sync_status_new ();
}

/**
 * naru_sync_service_new:
 * @store: the store of the window
 *
 * Returns: (transfer full): the service; nothing happens before naru_sync_service_start()
 */
NaruSyncService *
naru_sync_service_new (NaruStore *store)
{
  NaruSyncService *self = g_object_new (NARU_TYPE_SYNC_SERVICE, NULL);
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (store, FALSE);

  self->store = g_object_ref (store);
  naru_sync_status_set (self->status, snapshot);
  return self;
}

/**
 * naru_sync_service_get_status:
 *
 * Returns: (transfer none): how it stands
 */
NaruSyncStatus *
naru_sync_service_get_status (NaruSyncService *self)
{
  return self->status;
}

static void
begin (NaruSyncService *self)
{
  g_clear_handle_id (&self->late_source, g_source_remove);
  if (self->worker == NULL || self->thread != NULL)
    return;
  self->thread
      = g_thread_new ("naru-sync", naru_sync_worker_run, naru_sync_worker_ref (self->worker));
}

static gboolean
late_cb (gpointer data)
{
  NaruSyncService *self = data;

  self->late_source = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

/* GLib opens modules for this, and waits for the kernel or the bus to tell of the network: on a machine where they do not
 * answer the window would stand still. What it tells later comes to the main loop all the same. */
static void
find_monitor_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
found_monitor_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruSyncService *self = NARU_SYNC_SERVICE (source);
  g_autoptr (GNetworkMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->worker == NULL || self->monitor != NULL || monitor == NULL)
    return;
  self->monitor = g_steal_pointer (&monitor);
  naru_sync_worker_set_metered (self->worker,
                                g_network_monitor_get_network_metered (self->monitor));
  self->network_id = g_signal_connect (self->monitor, "network-changed",
                                       G_CALLBACK (on_network_changed_cb), self);
  self->metered_id = g_signal_connect (self->monitor, "notify::network-metered",
                                       G_CALLBACK (on_metered_cb), self);
  begin (self);
}

/**
 * naru_sync_service_start:
 *
 * Begins with a round, if the profile has an account. Without one it waits for naru_sync_service_account_changed().
 */
void
naru_sync_service_start (NaruSyncService *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->worker != NULL)
    return;
  self->worker = naru_sync_worker_new (naru_store_get_profile (self->store), self->status);
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (on_changed_cb), self);
  self->late_source = g_timeout_add_seconds (NETWORK_SECONDS, late_cb, self);
  task = g_task_new (self, NULL, found_monitor_cb, NULL);
  g_task_run_in_thread (task, find_monitor_thread);
}

/**
 * naru_sync_service_stop:
 *
 * Ends the round that runs, and the thread. Nothing is lost by it: what was not confirmed is sent at the next start.
 */
void
naru_sync_service_stop (NaruSyncService *self)
{
  if (self->worker == NULL)
    return;
  g_clear_signal_handler (&self->changed_id, self->store);
  if (self->monitor != NULL)
    {
      g_clear_signal_handler (&self->network_id, self->monitor);
      g_clear_signal_handler (&self->metered_id, self->monitor);
    }
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->late_source, g_source_remove);
  naru_sync_worker_say (self->worker, NARU_SYNC_WORD_QUIT);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->worker, naru_sync_worker_unref);
}

/**
 * naru_sync_service_sync_now:
 *
 * A round at once, also while the service waits for the server to come back. After a password that the server has refused
 * nothing happens before there is another one.
 */
void
naru_sync_service_sync_now (NaruSyncService *self)
{
  if (self->worker != NULL)
    naru_sync_worker_say (self->worker, NARU_SYNC_WORD_NOW);
}

/**
 * naru_sync_service_account_changed:
 *
 * Takes up what naru_account_save(), naru_account_save_password() or naru_account_forget() have left.
 */
void
naru_sync_service_account_changed (NaruSyncService *self)
{
  if (self->worker == NULL)
    return;
  naru_sync_worker_cancel (self->worker);
  naru_sync_worker_say (self->worker, NARU_SYNC_WORD_ACCOUNT);
}

/**
 * naru_sync_service_pull_history:
 * @record: id of a record whose history is being shown
 *
 * Receives what others did to the record; the store's "changed" tells when it is here.
 */
void
naru_sync_service_pull_history (NaruSyncService *self, const char *record)
{
  if (self->worker != NULL)
    naru_sync_worker_pull_history (self->worker, record);
}
