/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed is a thread that waits in a request. The server sends a line break now and then, so that silence means a broken
 * connection; what has changed is not in the answer: a round fetches it. */
#include "naru-sync-feed.h"

#include "naru-json-text.h"
#include "naru-wire.h"

#define HEARTBEATS 3 /* so many that do not come: the connection is broken */
#define LONGEST_ANSWER ((gsize) 1024 * 1024)

struct _NaruSyncFeed
{
  NaruHttp *http;
  char *database;
  char *since;
  NaruSyncFeedFunc func;
  gpointer data;
  GCancellable *cancellable;
  GMainContext *context;
  GSource *told; /* made beforehand, attached by the thread */
  GThread *thread;
  gboolean changed;
};

static gboolean
tell_cb (gpointer data)
{
  NaruSyncFeed *feed = data;

  feed->func (feed, feed->changed, feed->data);
  return G_SOURCE_REMOVE;
}

/* {"results":[…],"last_seq":…}; an empty one ends a wait that the server has limited. */
static gboolean
has_rows (const NaruHttpResponse *response)
{
  g_autofree char *text = naru_http_response_dup_text (response);
  NaruJsonIter iter;
  NaruJsonSpan row;

  if (!naru_json_check_object (text, -1, NULL))
    return FALSE;
  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (text, -1), "results"));
  return naru_json_iter_next (&iter, NULL, &row);
}

static gpointer
wait_thread (gpointer data)
{
  NaruSyncFeed *feed = data;
  const char *const path[] = { feed->database, "_changes", NULL };
  g_autofree char *since = naru_wire_since_to_query (feed->since);
  g_autofree char *heartbeat
      = g_strdup_printf ("%u", naru_http_get_timeout (feed->http) * 1000 / HEARTBEATS);
  const char *const query[]
      = { "feed", "longpoll", "heartbeat", heartbeat, "limit", "1", "since", since, NULL };
  NaruHttpRequest request = { "GET", path, query, .limit = LONGEST_ANSWER };
  g_autoptr (NaruHttpResponse) response
      = naru_http_send (feed->http, &request, feed->cancellable, NULL);

  feed->changed
      = response != NULL && naru_http_response_is_success (response) && has_rows (response);
  g_source_attach (feed->told, feed->context);
  return NULL;
}

/**
 * naru_sync_feed_new:
 * @http: a client that has room for another connection
 * @since: (nullable): as in the checkpoint
 *
 * Returns: (transfer full): a feed that waits for a change after @since
 */
NaruSyncFeed *
naru_sync_feed_new (NaruHttp *http, const char *database, const char *since, NaruSyncFeedFunc func,
                    gpointer data)
{
  NaruSyncFeed *feed = g_new0 (NaruSyncFeed, 1);

  feed->http = g_object_ref (http);
  feed->database = g_strdup (database);
  feed->since = g_strdup (since);
  feed->func = func;
  feed->data = data;
  feed->cancellable = g_cancellable_new ();
  feed->context = g_main_context_ref_thread_default ();
  feed->told = g_idle_source_new ();
  g_source_set_callback (feed->told, tell_cb, feed, NULL);
  feed->thread = g_thread_new ("naru-feed", wait_thread, feed);
  return feed;
}

/**
 * naru_sync_feed_get_since:
 *
 * Returns: (nullable): what naru_sync_feed_new() was given
 */
const char *
naru_sync_feed_get_since (NaruSyncFeed *feed)
{
  return feed->since;
}

/**
 * naru_sync_feed_free:
 *
 * Ends the request. Its function is not called any more.
 */
void
naru_sync_feed_free (NaruSyncFeed *feed)
{
  g_cancellable_cancel (feed->cancellable);
  g_thread_join (feed->thread);
  g_source_destroy (feed->told);
  g_source_unref (feed->told);
  g_main_context_unref (feed->context);
  g_object_unref (feed->cancellable);
  g_object_unref (feed->http);
  g_free (feed->database);
  g_free (feed->since);
  g_free (feed);
}
