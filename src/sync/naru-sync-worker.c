/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a round runs: at the start, a moment after something was written here, when the server says that others have
 * written, every few minutes, when the network comes back, when the computer was asleep, and when somebody asks. Between
 * two whole rounds only the places are visited where something is known to have happened. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-worker.h"

#include "naru-error.h"
#include "naru-place.h"
#include "naru-sync-feed.h"
#include "naru-sync-private.h"

/* Milliseconds. */
#define SETTLE 250 /* after something was written here: several edits may come together */
#define SETTLE_METERED 15000
#define HEARD 50 /* after the server has said that something changed */
#define NETWORK 2000 /* after the network has changed */
#define CHECK_AWAKE 10000
#define ASLEEP                                                                                     \
  15000 /* so much more on the wall than on the monotonic clock: the computer was suspended */

/* Seconds. */
#define INTERVAL 180 /* when nothing happens */
#define INTERVAL_METERED 900
#define ELSEWHERE 15 /* another process synchronises the profile */
#define PAUSE 600 /* somebody must do something, perhaps at the server */
#define AFTER_LOCKOUT (NARU_HTTP_LOCKOUT_SECONDS + 15)
#define FIRST_RETRY 5
#define LAST_RETRY 900

/**
 * NaruSyncWorker: of it the main thread touches context, cancellable, stopped and metered only
 * @stopped, @metered: atomic
 * @feeds: place -> NaruSyncFeed
 * @heard: places where others have written
 * @whole_due: monotonic time of the next whole round
 * @feed_failures: feeds in a row that ended without having heard anything
 */
struct _NaruSyncWorker
{
  gatomicrefcount references;
  GMainContext *context;
  GMainLoop *loop;
  NaruSyncStatus *status;
  char *profile;
  GRand *rand;
  gint stopped;
  gint metered;

  GMutex mutex; /* guards cancellable */
  GCancellable *cancellable; /* of the round that runs */

  NaruStore *store;
  NaruSync *sync; /* NULL without an account, or without its password */
  NaruHttp *http; /* of rounds and feeds */
  GHashTable *feeds;
  GHashTable *heard;
  GHashTable *asked; /* records whose history was asked for since the account is known */
  guint failures;
  guint feed_failures;
  GSource *timer;
  gint64 due; /* monotonic time of the timer */
  gint64 whole_due;
  GSource *awake;
  gint64 asleep; /* microseconds that the wall clock is ahead of the monotonic one */
};

/**
 * naru_sync_worker_new:
 *
 * Returns: (transfer full): a worker whose thread has yet to be started, with naru_sync_worker_run()
 */
NaruSyncWorker *
naru_sync_worker_new (const char *profile, NaruSyncStatus *status)
{
  NaruSyncWorker *worker = g_new0 (NaruSyncWorker, 1);

  g_atomic_ref_count_init (&worker->references);
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  worker->status = g_object_ref (status);
  worker->profile = g_strdup (profile);
  worker->rand = g_rand_new ();
  worker->cancellable = g_cancellable_new ();
  worker->feeds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) naru_sync_feed_free);
  worker->heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  worker->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&worker->mutex);
  return worker;
}

NaruSyncWorker *
naru_sync_worker_ref (NaruSyncWorker *worker)
{
  g_atomic_ref_count_inc (&worker->references);
  return worker;
}

void
naru_sync_worker_unref (NaruSyncWorker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->references))
    return;
  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_object_unref (worker->status);
  g_object_unref (worker->cancellable);
  g_hash_table_unref (worker->feeds);
  g_hash_table_unref (worker->heard);
  g_hash_table_unref (worker->asked);
  g_mutex_clear (&worker->mutex);
  g_rand_free (worker->rand);
  g_free (worker->profile);
  g_free (worker);
}

/* --- on the thread --- */

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean run_cb (gpointer data);

/* Sooner wins: what is due before that stays due. */
static void
schedule (NaruSyncWorker *worker, gint64 milliseconds)
{
  gint64 due = g_get_monotonic_time () + milliseconds * 1000;

  if (worker->timer != NULL && worker->due <= due)
    return;
  stop_source (&worker->timer);
  worker->due = due;
  worker->timer = g_timeout_source_new ((guint) milliseconds);
  g_source_set_callback (worker->timer, run_cb, worker, NULL);
  g_source_attach (worker->timer, worker->context);
}

static void
schedule_whole (NaruSyncWorker *worker, gint64 milliseconds)
{
  gint64 due = g_get_monotonic_time () + milliseconds * 1000;

  if (worker->whole_due == 0 || due < worker->whole_due)
    worker->whole_due = due;
  schedule (worker, milliseconds);
}

/* Not all desks of a centre at once: half as long to half as long again. */
static gint64
spread (NaruSyncWorker *worker, guint seconds)
{
  return (gint64) (seconds * 1000 * g_rand_double_range (worker->rand, 0.5, 1.5));
}

static guint
get_interval (NaruSyncWorker *worker)
{
  return g_atomic_int_get (&worker->metered) ? INTERVAL_METERED : INTERVAL;
}

static void
show_stored (NaruSyncWorker *worker)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (worker->store, TRUE);

  naru_sync_status_set (worker->status, snapshot);
}

static void
show_problem (NaruSyncWorker *worker, const GError *error)
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
ensure_sync (NaruSyncWorker *worker)
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
  worker->http = g_steal_pointer (&http);
  return TRUE;
}

static void
schedule_after (NaruSyncWorker *worker, const GError *error)
{
  guint wait = FIRST_RETRY << MIN (worker->failures, 8);

  if (error == NULL)
    {
      worker->failures = 0;
      schedule_whole (worker, spread (worker, get_interval (worker)));
      return;
    }
  if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOGIN))
    return;
  if (g_error_matches (error, NARU_ERROR, NARU_ERROR_CANCELLED))
    schedule_whole (worker, NETWORK);
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOCKED_OUT))
    schedule_whole (worker, AFTER_LOCKOUT * 1000);
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_LOCKED))
    schedule_whole (worker, spread (worker, ELSEWHERE));
  else if (g_error_matches (error, NARU_ERROR, NARU_ERROR_NETWORK)
           || g_error_matches (error, NARU_ERROR, NARU_ERROR_BUSY))
    {
      worker->failures++;
      schedule_whole (worker,
                      MAX (spread (worker, MIN (wait, LAST_RETRY)),
                           naru_sync_get_retry_after (worker->sync) * G_GINT64_CONSTANT (1000)));
    }
  else
    schedule_whole (worker, spread (worker, PAUSE));
}

static void start_feeds (NaruSyncWorker *worker);

/* Whether the place was followed beyond what the feed knew: what it heard was this desk's own writing. */
static gboolean
is_old_news (NaruSyncWorker *worker, const char *place, NaruSyncFeed *feed)
{
  g_autoptr (NaruCheckpoint) checkpoint = naru_store_get_checkpoint (worker->store, place, NULL);

  return checkpoint != NULL && g_strcmp0 (checkpoint->since, naru_sync_feed_get_since (feed)) != 0;
}

static char *
find_place (NaruSyncWorker *worker, NaruSyncFeed *feed)
{
  GHashTableIter iter;
  gpointer place, found;

  g_hash_table_iter_init (&iter, worker->feeds);
  while (g_hash_table_iter_next (&iter, &place, &found))
    if (found == feed)
      return g_strdup (place);
  return NULL;
}

/* A feed that ends without news may be a server that went, or a proxy that does not let anybody wait: the next round tells.
 * It is not asked for more and more rounds. */
static void
feed_cb (NaruSyncFeed *feed, gboolean changed, gpointer data)
{
  NaruSyncWorker *worker = data;
  g_autofree char *place = find_place (worker, feed);
  gboolean old = changed && is_old_news (worker, place, feed);

  g_hash_table_remove (worker->feeds, place);
  if (!changed)
    {
      worker->feed_failures++;
      schedule_whole (
          worker, spread (worker, MIN (FIRST_RETRY << MIN (worker->feed_failures, 8), INTERVAL)));
      return;
    }
  worker->feed_failures = 0;
  if (old)
    {
      start_feeds (worker);
      return;
    }
  g_hash_table_add (worker->heard, g_steal_pointer (&place));
  schedule (worker, HEARD);
}

/* Who pays for what is sent waits for the next round instead. */
static void
start_feeds (NaruSyncWorker *worker)
{
  g_auto (GStrv) places = naru_sync_list_places (worker->sync);

  for (guint i = 0; !g_atomic_int_get (&worker->metered) && places[i] != NULL; i++)
    {
      g_autoptr (NaruCheckpoint) checkpoint
          = naru_store_get_checkpoint (worker->store, places[i], NULL);
      g_autofree char *database = NULL;

      if (checkpoint == NULL || checkpoint->since == NULL
          || g_hash_table_contains (worker->feeds, places[i])
          || g_hash_table_contains (worker->heard, places[i]))
        continue;
      database = naru_place_database (worker->sync->account->centre, places[i], FALSE);
      g_hash_table_insert (
          worker->feeds, g_strdup (places[i]),
          naru_sync_feed_new (worker->http, database, checkpoint->since, feed_cb, worker));
    }
}

static void
forget_account (NaruSyncWorker *worker)
{
  g_hash_table_remove_all (worker->feeds);
  g_hash_table_remove_all (worker->heard);
  g_hash_table_remove_all (worker->asked);
  g_clear_object (&worker->sync);
  g_clear_object (&worker->http);
}

static GCancellable *
renew_cancellable (NaruSyncWorker *worker)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&worker->mutex);

  g_object_unref (worker->cancellable);
  worker->cancellable = g_cancellable_new ();
  return g_object_ref (worker->cancellable);
}

/* A whole round where it is due; otherwise one of the places that were heard of and those with something to send. */
static NaruSyncRound *
run_round (NaruSyncWorker *worker, GCancellable *cancellable, GError **error)
{
  gboolean whole = g_get_monotonic_time () >= worker->whole_due;
  g_autofree gpointer *heard = g_hash_table_get_keys_as_array (worker->heard, NULL);
  NaruSyncRound *round;

  naru_sync_set_focus (worker->sync, whole ? NULL : (const char *const *) heard);
  naru_sync_set_thrifty (worker->sync, g_atomic_int_get (&worker->metered));
  round = naru_sync_run_round (worker->sync, cancellable, error);
  if (round != NULL)
    g_hash_table_remove_all (worker->heard);
  if (whole)
    worker->whole_due = 0;
  else if (round != NULL)
    schedule (worker, MAX (0, (worker->whole_due - g_get_monotonic_time ()) / 1000));
  if (whole || round == NULL)
    schedule_after (worker, *error);
  return round;
}

static gboolean
run_cb (gpointer data)
{
  NaruSyncWorker *worker = data;
  g_autoptr (NaruSyncRound) round = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GCancellable) cancellable = NULL;

  stop_source (&worker->timer);
  if (g_atomic_int_get (&worker->stopped) || !ensure_sync (worker))
    return G_SOURCE_REMOVE;
  cancellable = renew_cancellable (worker);
  /* between the look at @stopped and the new cancellable somebody may have stopped us */
  if (g_atomic_int_get (&worker->stopped))
    return G_SOURCE_REMOVE;
  round = run_round (worker, cancellable, &error);
  /* what came in large pages is in no list yet; what is left over now is done after the next round */
  if (!naru_store_derive_stale (worker->store, NULL, NULL, cancellable, &reason))
    g_debug ("lists and search are not all up to date: trouble %d", reason->code);
  if (round != NULL)
    start_feeds (worker);
  return G_SOURCE_REMOVE;
}

/* A connection that slept with the computer may hang for a minute before it ends. */
static gboolean
awake_cb (gpointer data)
{
  NaruSyncWorker *worker = data;
  gint64 asleep = g_get_real_time () - g_get_monotonic_time ();

  if (asleep - worker->asleep > ASLEEP * 1000)
    {
      g_hash_table_remove_all (worker->feeds);
      worker->failures = 0;
      schedule_whole (worker, NETWORK);
    }
  worker->asleep = asleep;
  return G_SOURCE_CONTINUE;
}

static void
watch_sleep (NaruSyncWorker *worker)
{
  worker->asleep = g_get_real_time () - g_get_monotonic_time ();
  worker->awake = g_timeout_source_new (CHECK_AWAKE);
  g_source_set_callback (worker->awake, awake_cb, worker, NULL);
  g_source_attach (worker->awake, worker->context);
}

/**
 * naru_sync_worker_run:
 * @data: (transfer full): a worker
 *
 * The function of the thread: returns after %NARU_SYNC_WORD_QUIT.
 */
gpointer
naru_sync_worker_run (gpointer data)
{
  NaruSyncWorker *worker = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (worker->context);
  worker->store = naru_store_open (worker->profile, NARU_STORE_OPEN_EXISTING, &error);
  if (worker->store != NULL)
    {
      watch_sleep (worker);
      schedule (worker, 0);
      g_main_loop_run (worker->loop);
      forget_account (worker);
      naru_store_close (worker->store);
      g_clear_object (&worker->store);
    }
  else
    g_warning ("synchronisation cannot open the store: %s", error->message);
  stop_source (&worker->timer);
  stop_source (&worker->awake);
  g_main_context_pop_thread_default (worker->context);
  naru_sync_worker_unref (worker);
  return NULL;
}

/* What a round has brought, the server does not want or waits for an answer is no reason for one. Offline it is counted alone. */
static void
written (NaruSyncWorker *worker)
{
  if (worker->store != NULL && worker->failures == 0
      && naru_store_count_unsent (worker->store, NULL)
             > naru_store_count_refused (worker->store)
                   + naru_store_count_lost (worker->store, NULL))
    schedule (worker, g_atomic_int_get (&worker->metered) ? SETTLE_METERED : SETTLE);
  else if (worker->store != NULL && worker->failures > 0)
    show_stored (worker);
}

typedef struct
{
  NaruSyncWorker *worker;
  NaruSyncWord word;
  char *record; /* whose history is wanted; no word then */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  naru_sync_worker_unref (job->worker);
  g_free (job->record);
  g_free (job);
}

static gboolean
word_cb (gpointer data)
{
  const Job *job = data;
  NaruSyncWorker *worker = job->worker;

  if (job->word != NARU_SYNC_WORD_WRITTEN)
    worker->failures = 0;
  switch (job->word)
    {
    case NARU_SYNC_WORD_WRITTEN:
      written (worker);
      break;
    case NARU_SYNC_WORD_NETWORK:
      g_hash_table_remove_all (worker->feeds);
      schedule_whole (worker, spread (worker, NETWORK / 1000));
      break;
    case NARU_SYNC_WORD_ACCOUNT:
      forget_account (worker);
      schedule_whole (worker, 0);
      break;
    case NARU_SYNC_WORD_NOW:
      schedule_whole (worker, 0);
      break;
    case NARU_SYNC_WORD_QUIT:
      g_main_loop_quit (worker->loop);
      break;
    }
  return G_SOURCE_REMOVE;
}

/* Once for a record until it has changed: a page that is shown again does not ask again. */
static gboolean
history_cb (gpointer data)
{
  const Job *job = data;
  NaruSyncWorker *worker = job->worker;
  g_autoptr (GCancellable) cancellable = renew_cancellable (worker);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *key = NULL;

  if (g_atomic_int_get (&worker->stopped) || !ensure_sync (worker))
    return G_SOURCE_REMOVE;
  record = naru_store_get (worker->store, job->record, NULL);
  if (record == NULL)
    return G_SOURCE_REMOVE;
  key = g_strconcat (job->record, " ", naru_record_get (record, "modifiedAt"), NULL);
  if (g_hash_table_contains (worker->asked, key))
    return G_SOURCE_REMOVE;
  if (naru_sync_pull_history (worker->sync, job->record, cancellable, &error))
    g_hash_table_add (worker->asked, g_steal_pointer (&key));
  else
    g_debug ("the history of a record was not received: trouble %d", error->code);
  return G_SOURCE_REMOVE;
}

/* --- on the main thread --- */

static void
attach (NaruSyncWorker *worker, NaruSyncWord word, const char *record)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Job *job = g_new0 (Job, 1);

  job->worker = naru_sync_worker_ref (worker);
  job->word = word;
  job->record = g_strdup (record);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, record != NULL ? history_cb : word_cb, job, job_free);
  g_source_attach (source, worker->context);
}

/**
 * naru_sync_worker_say:
 *
 * Sends a word to the thread.
 */
void
naru_sync_worker_say (NaruSyncWorker *worker, NaruSyncWord word)
{
  if (word == NARU_SYNC_WORD_QUIT)
    {
      g_atomic_int_set (&worker->stopped, TRUE);
      naru_sync_worker_cancel (worker);
    }
  attach (worker, word, NULL);
}

/**
 * naru_sync_worker_cancel:
 *
 * Ends the round that runs.
 */
void
naru_sync_worker_cancel (NaruSyncWorker *worker)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&worker->mutex);

  g_cancellable_cancel (worker->cancellable);
}

/**
 * naru_sync_worker_set_metered:
 * @metered: whether somebody pays for what is sent: then attachments wait, and nobody listens to the server
 */
void
naru_sync_worker_set_metered (NaruSyncWorker *worker, gboolean metered)
{
  g_atomic_int_set (&worker->metered, metered);
}

/**
 * naru_sync_worker_pull_history:
 * @record: id of a record whose history is being shown
 */
void
naru_sync_worker_pull_history (NaruSyncWorker *worker, const char *record)
{
  attach (worker, NARU_SYNC_WORD_NOW, record);
}
