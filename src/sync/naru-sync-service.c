/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread of synchronisation. It has a store, a main context and a clock of its own; the main thread sends it words by
 * that context, and hears of it through the status and the store's "changed". */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-service.h"

#include "naru-error.h"
#include "naru-store-sync.h"
#include "naru-sync.h"

/* Seconds. */
#define SETTLE 4 /* after something was written here */
#define INTERVAL 180 /* when nothing happens */
#define NETWORK 2 /* after the network has changed */
#define ELSEWHERE 15 /* another process synchronises the profile */
#define PAUSE 600 /* somebody must do something, perhaps at the server */
#define AFTER_LOCKOUT (NARU_HTTP_LOCKOUT_SECONDS + 15)
#define FIRST_RETRY 5
#define LAST_RETRY 900

/**
 * Worker: what belongs to the thread; of it the main thread touches context, cancellable and status only
 * @stopped: atomic
 */
typedef struct
{
  gatomicrefcount references;
  GMainContext *context;
  GMainLoop *loop;
  NaruSyncStatus *status;
  char *profile;
  GRand *rand;
  gint stopped;

  GMutex mutex; /* guards cancellable */
  GCancellable *cancellable; /* of the round that runs */

  NaruStore *store;
  NaruSync *sync; /* NULL without an account, or without its password */
  guint failures;
  GSource *timer;
  gint64 due; /* monotonic time of the timer */
} Worker;

struct _NaruSyncService
{
  GObject parent_instance;
  NaruStore *store;
  NaruSyncStatus *status;
  Worker *worker; /* NULL while it does not run */
  GThread *thread;
  gulong changed_id;
  gulong network_id;
};

G_DEFINE_FINAL_TYPE (NaruSyncService, naru_sync_service, G_TYPE_OBJECT)

static void
worker_unref (gpointer data)
{
  Worker *worker = data;

  if (!g_atomic_ref_count_dec (&worker->references))
    return;
  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_object_unref (worker->status);
  g_object_unref (worker->cancellable);
  g_mutex_clear (&worker->mutex);
  g_rand_free (worker->rand);
  g_free (worker->profile);
  g_free (worker);
}

static Worker *
worker_new (NaruSyncService *self)
{
  Worker *worker = g_new0 (Worker, 1);

  g_atomic_ref_count_init (&worker->references);
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  worker->status = g_object_ref (self->status);
  worker->profile = g_strdup (naru_store_get_profile (self->store));
  worker->rand = g_rand_new ();
  worker->cancellable = g_cancellable_new ();
  g_mutex_init (&worker->mutex);
  return worker;
}

/* --- on the thread --- */

static void
stop_timer (Worker *worker)
{
  if (worker->timer != NULL)
    g_source_destroy (worker->timer);
  g_clear_pointer (&worker->timer, g_source_unref);
}

static gboolean run_cb (gpointer data);

/* Sooner wins: what is due before that stays due. */
static void
schedule (Worker *worker, gint64 milliseconds)
{
  gint64 due = g_get_monotonic_time () + milliseconds * 1000;

  if (worker->timer != NULL && worker->due <= due)
    return;
  stop_timer (worker);
  worker->due = due;
  worker->timer = g_timeout_source_new ((guint) milliseconds);
  g_source_set_callback (worker->timer, run_cb, worker, NULL);
  g_source_attach (worker->timer, worker->context);
}

/* Not all desks of a centre at once: half as long to half as long again. */
static gint64
spread (Worker *worker, guint seconds)
{
  return (gint64) (seconds * 1000 * g_rand_double_range (worker->rand, 0.5, 1.5));
}

static void
show_stored (Worker *worker)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (worker->store, TRUE);

  naru_sync_status_set (worker->status, snapshot);
}

static void
show_problem (Worker *worker, const GError *error)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (worker->store, TRUE);

  snapshot->phase = NARU_SYNC_PHASE_ATTENTION;
  g_free (snapshot->message);
  snapshot->message = g_strdup (error->message);
  snapshot->needs_password = g_error_matches (error, NARU_ERROR, NARU_ERROR_LOGIN);
  naru_sync_status_set (worker->status, snapshot);
}

/* Account and password as they are now. FALSE where there is nothing to synchronise with. */
static gboolean
ensure_sync (Worker *worker)
{
  g_autoptr (NaruAccount) account = naru_account_load (worker->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  g_autoptr (NaruHttp) http = NULL;
  g_autoptr (NaruTransport) transport = NULL;

  if (account == NULL || naru_account_is_refused (worker->store))
    {
      show_stored (worker);
      return FALSE;
    }
  if (worker->sync != NULL)
    return TRUE;
  password = naru_account_load_password (worker->store, account, &error);
  http = password != NULL ? naru_account_open (account, password, &error) : NULL;
  if (http == NULL)
    {
      show_problem (worker, error);
      return FALSE;
    }
  transport = naru_transport_new_http (http);
  worker->sync
      = naru_sync_new (worker->store, transport, account, naru_clock_system (), worker->rand);
  naru_sync_set_status (worker->sync, worker->status);
  return TRUE;
}

static void
schedule_after (Worker *worker, const GError *error)
{
  guint wait = FIRST_RETRY << MIN (worker->failures, 8);

  if (error == NULL)
    {
      worker->failures = 0;
      schedule (worker, spread (worker, INTERVAL));
      return;
    }
  if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOGIN))
    return;
  if (g_error_matches (error, NARU_ERROR, NARU_ERROR_CANCELLED))
    schedule (worker, NETWORK * 1000);
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOCKED_OUT))
    schedule (worker, AFTER_LOCKOUT * 1000);
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOCKED))
    schedule (worker, spread (worker, ELSEWHERE));
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_NETWORK)
           || g_error_matches (error, NARU_ERROR, NARU_ERROR_BUSY))
    {
      worker->failures++;
      schedule (worker, MAX (spread (worker, MIN (wait, LAST_RETRY)),
                             naru_sync_get_retry_after (worker->sync) * G_GINT64_CONSTANT (1000)));
    }
  else
    schedule (worker, spread (worker, PAUSE));
}

static GCancellable *
renew_cancellable (Worker *worker)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&worker->mutex);

  g_object_unref (worker->cancellable);
  worker->cancellable = g_cancellable_new ();
  return g_object_ref (worker->cancellable);
}

static gboolean
run_cb (gpointer data)
{
  Worker *worker = data;
  g_autoptr (NaruSyncRound) round = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GCancellable) cancellable = NULL;

  stop_timer (worker);
  if (g_atomic_int_get (&worker->stopped) || !ensure_sync (worker))
    return G_SOURCE_REMOVE;
  cancellable = renew_cancellable (worker);
  /* between the look at @stopped and the new cancellable somebody may have stopped us */
  if (g_atomic_int_get (&worker->stopped))
    return G_SOURCE_REMOVE;
  round = naru_sync_run_round (worker->sync, cancellable, &error);
  schedule_after (worker, error);
  /* what came in large pages is in no list yet; what is left over now is done after the next round */
  if (!naru_store_derive_stale (worker->store, NULL, NULL, cancellable, &reason))
    g_debug ("lists and search are not all up to date: trouble %d", reason->code);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  Worker *worker = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (worker->context);
  worker->store = naru_store_open (worker->profile, NARU_STORE_OPEN_EXISTING, &error);
  if (worker->store != NULL)
    {
      schedule (worker, 0);
      g_main_loop_run (worker->loop);
      g_clear_object (&worker->sync);
      naru_store_close (worker->store);
      g_clear_object (&worker->store);
    }
  else
    g_warning ("synchronisation cannot open the store: %s", error->message);
  stop_timer (worker);
  g_main_context_pop_thread_default (worker->context);
  worker_unref (worker);
  return NULL;
}

static gboolean
now_cb (gpointer data)
{
  Worker *worker = data;

  worker->failures = 0;
  schedule (worker, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
changed_cb (gpointer data)
{
  Worker *worker = data;

  /* what a round itself has brought is no reason for the next one */
  if (worker->store != NULL && worker->failures == 0
      && naru_store_count_unsent (worker->store, NULL) > 0)
    schedule (worker, SETTLE * 1000);
  return G_SOURCE_REMOVE;
}

static gboolean
network_cb (gpointer data)
{
  Worker *worker = data;

  worker->failures = 0;
  schedule (worker, spread (worker, NETWORK));
  return G_SOURCE_REMOVE;
}

static gboolean
account_cb (gpointer data)
{
  Worker *worker = data;

  g_clear_object (&worker->sync);
  worker->failures = 0;
  schedule (worker, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (((Worker *) data)->loop);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  Worker *worker;
  char *record;
} HistoryJob;

static void
history_job_free (gpointer data)
{
  HistoryJob *job = data;

  worker_unref (job->worker);
  g_free (job->record);
  g_free (job);
}

static gboolean
history_cb (gpointer data)
{
  HistoryJob *job = data;
  g_autoptr (GCancellable) cancellable = renew_cancellable (job->worker);
  g_autoptr (GError) error = NULL;

  if (!g_atomic_int_get (&job->worker->stopped) && ensure_sync (job->worker)
      && !naru_sync_pull_history (job->worker->sync, job->record, cancellable, &error))
    g_debug ("the history of a record was not received: trouble %d", error->code);
  return G_SOURCE_REMOVE;
}

/* --- on the main thread --- */

static void
tell (NaruSyncService *self, GSourceFunc func)
{
  g_autoptr (GSource) source = NULL;

  if (self->worker == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_atomic_ref_count_inc (&self->worker->references);
  g_source_set_callback (source, func, self->worker, worker_unref);
  g_source_attach (source, self->worker->context);
}

static void
cancel_round (Worker *worker)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&worker->mutex);

  g_cancellable_cancel (worker->cancellable);
}

static void
on_changed_cb (NaruStore *store, const char *const *ids, NaruSyncService *self)
{
  tell (self, changed_cb);
}

/* A connection of the network that was may hang for a minute before it ends. */
static void
on_network_changed_cb (GNetworkMonitor *monitor, gboolean available, NaruSyncService *self)
{
  if (self->worker == NULL)
    return;
  cancel_round (self->worker);
  if (available)
    tell (self, network_cb);
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

/**
 * naru_sync_service_start:
 *
 * Begins with a round, if the profile has an account. Without one it waits for naru_sync_service_account_changed().
 */
void
naru_sync_service_start (NaruSyncService *self)
{
  if (self->worker != NULL)
    return;
  self->worker = worker_new (self);
  g_atomic_ref_count_inc (&self->worker->references);
  self->thread = g_thread_new ("naru-sync", run_thread, self->worker);
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (on_changed_cb), self);
  self->network_id = g_signal_connect (g_network_monitor_get_default (), "network-changed",
                                       G_CALLBACK (on_network_changed_cb), self);
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
  g_clear_signal_handler (&self->network_id, g_network_monitor_get_default ());
  g_atomic_int_set (&self->worker->stopped, TRUE);
  cancel_round (self->worker);
  tell (self, quit_cb);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->worker, worker_unref);
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
  tell (self, now_cb);
}

/**
 * naru_sync_service_account_changed:
 *
 * Takes up what naru_account_save(), naru_account_save_password() or naru_account_forget() have left.
 */
void
naru_sync_service_account_changed (NaruSyncService *self)
{
  if (self->worker != NULL)
    cancel_round (self->worker);
  tell (self, account_cb);
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
  g_autoptr (GSource) source = NULL;
  HistoryJob *job;

  if (self->worker == NULL)
    return;
  job = g_new0 (HistoryJob, 1);
  g_atomic_ref_count_inc (&self->worker->references);
  job->worker = self->worker;
  job->record = g_strdup (record);
  source = g_idle_source_new ();
  g_source_set_callback (source, history_cb, job, history_job_free);
  g_source_attach (source, self->worker->context);
}
