/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transport over HTTP. Pages that follow each other travel on a thread of their own, one behind the other, while this one
 * writes to the disk what earlier ones have brought. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-transport.h"

#include <string.h>

G_DEFINE_INTERFACE (NaruTransport, naru_transport, G_TYPE_OBJECT)

static void
naru_transport_default_init (NaruTransportInterface *iface)
{
}

/* Nothing that could name a person: not the ids in addresses, and no body. */
static void
note_request (const NaruHttpRequest *request, const NaruHttpResponse *response)
{
  const char *database = request->path[0];
  const char *what = database != NULL ? request->path[1] : NULL;

  g_debug ("%s %s %s: %u, %" G_GSIZE_FORMAT " bytes", request->method,
           database != NULL ? database : "/", what != NULL && *what == '_' ? what : "",
           response != NULL ? response->status : 0,
           response != NULL ? g_bytes_get_size (response->body) : 0);
}

/**
 * naru_transport_send:
 *
 * Sends a request and waits for the answer, see naru_http_send().
 *
 * Returns: (transfer full): the answer, whatever its status
 */
NaruHttpResponse *
naru_transport_send (NaruTransport *self, const NaruHttpRequest *request, GCancellable *cancellable,
                     GError **error)
{
  NaruHttpResponse *response
      = NARU_TRANSPORT_GET_IFACE (self)->send (self, request, cancellable, error);

  note_request (request, response);
  return response;
}

/**
 * naru_transport_follow:
 * @request: a GET that the next naru_transport_send() for its path will be about
 * @next: says what follows it, and what follows that
 * @data: for @next
 *
 * A hint: these answers may be fetched, a few of them ahead, while the caller is at other work. Where it then asks for something
 * else with the same path, they are thrown away. Does nothing while earlier ones are on their way.
 */
void
naru_transport_follow (NaruTransport *self, const NaruHttpRequest *request, NaruTransportNext next,
                       guint data, GCancellable *cancellable)
{
  NaruTransportInterface *iface = NARU_TRANSPORT_GET_IFACE (self);

  if (iface->follow != NULL)
    iface->follow (self, request, next, data, cancellable);
}

/**
 * naru_transport_forget:
 *
 * Throws away what naru_transport_follow() has fetched and nobody has asked for.
 */
void
naru_transport_forget (NaruTransport *self)
{
  NaruTransportInterface *iface = NARU_TRANSPORT_GET_IFACE (self);

  if (iface->forget != NULL)
    iface->forget (self);
}

/* A request that is on its way, with all that it needs. @thread: (nullable): %NULL where it has been answered */
struct _NaruFlight
{
  NaruTransport *transport;
  char *method;
  GStrv path;
  GStrv query;
  GBytes *body;
  GCancellable *cancellable;
  GThread *thread;
  NaruHttpResponse *response;
  GError *error;
};

static gpointer
run_flight (gpointer data)
{
  NaruFlight *flight = data;
  NaruHttpRequest request = { flight->method, (const char *const *) flight->path,
                              (const char *const *) flight->query, flight->body };

  flight->response
      = naru_transport_send (flight->transport, &request, flight->cancellable, &flight->error);
  return NULL;
}

static void
land (NaruFlight *flight)
{
  if (flight->thread != NULL)
    g_thread_join (g_steal_pointer (&flight->thread));
}

/**
 * naru_transport_begin:
 * @request: its method, path, query and body; they are kept as long as they are needed
 * @cancellable: (nullable): ends it early
 *
 * Sends a request while the caller is at other work, such as making the next one ready. Only one may be on its way, beside
 * nothing that naru_transport_follow() has asked for. A transport that cannot do that has sent it when this returns.
 *
 * Returns: (transfer full): the request, for naru_flight_end()
 */
NaruFlight *
naru_transport_begin (NaruTransport *self, const NaruHttpRequest *request,
                      GCancellable *cancellable)
{
  NaruFlight *flight = g_new0 (NaruFlight, 1);

  flight->transport = g_object_ref (self);
  flight->method = g_strdup (request->method);
  flight->path = g_strdupv ((GStrv) request->path);
  flight->query = g_strdupv ((GStrv) request->query);
  flight->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  g_set_object (&flight->cancellable, cancellable);
  if (NARU_TRANSPORT_GET_IFACE (self)->apart)
    flight->thread = g_thread_new ("naru-flight", run_flight, flight);
  else
    run_flight (flight);
  return flight;
}

/**
 * naru_flight_end:
 *
 * Waits for the answer. To be called once.
 *
 * Returns: (transfer full): as of naru_transport_send()
 */
NaruHttpResponse *
naru_flight_end (NaruFlight *flight, GError **error)
{
  land (flight);
  if (flight->response == NULL)
    g_propagate_error (error, g_steal_pointer (&flight->error));
  return g_steal_pointer (&flight->response);
}

/**
 * naru_flight_free:
 *
 * Waits for a request that is on its way, and throws its answer away.
 */
void
naru_flight_free (NaruFlight *flight)
{
  land (flight);
  g_object_unref (flight->transport);
  g_free (flight->method);
  g_strfreev (flight->path);
  g_strfreev (flight->query);
  g_clear_pointer (&flight->body, g_bytes_unref);
  g_clear_object (&flight->cancellable);
  g_clear_pointer (&flight->response, naru_http_response_free);
  g_clear_error (&flight->error);
  g_free (flight);
}

#define NARU_TYPE_HTTP_TRANSPORT (naru_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (NaruHttpTransport, naru_http_transport, NARU, HTTP_TRANSPORT, GObject)

/* Answers that are there, or under way, and nobody has asked for yet */
#define AHEAD 2

typedef struct
{
  GStrv query;
  NaruHttpResponse *response;
  GError *error;
  gboolean done;
} Answer;

/* Requests that follow each other, on a thread of their own. @pages: (element-type Answer): the last one may be under way */
typedef struct
{
  NaruHttpTransport *transport;
  GStrv path;
  GStrv query; /* of the first */
  NaruTransportNext next;
  guint data;
  GCancellable *cancellable;
  GThread *thread;
  GQueue answers;
  gboolean stopped;
  gboolean ended;
} Feed;

/* @sending: one request at a time; @lock, @changed: of the feed */
struct _NaruHttpTransport
{
  GObject parent_instance;
  NaruHttp *http;
  GMutex sending;
  GMutex lock;
  GCond changed;
  Feed *feed;
};

static void naru_http_transport_iface_init (NaruTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NaruHttpTransport, naru_http_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NARU_TYPE_TRANSPORT,
                                                      naru_http_transport_iface_init))

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_strfreev (answer->query);
  g_clear_pointer (&answer->response, naru_http_response_free);
  g_clear_error (&answer->error);
  g_free (answer);
}

static NaruHttpResponse *
send_one (NaruHttpTransport *self, const NaruHttpRequest *request, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GMutexLocker) sending = g_mutex_locker_new (&self->sending);

  return naru_http_send (self->http, request, cancellable, error);
}

/* Where others wait to be asked for, it waits too. Returns: whether the feed goes on */
static gboolean
wait_for_room (Feed *feed)
{
  NaruHttpTransport *self = feed->transport;

  while (!feed->stopped && g_queue_get_length (&feed->answers) >= AHEAD)
    g_cond_wait (&self->changed, &self->lock);
  return !feed->stopped;
}

static gpointer
run_feed (gpointer data)
{
  Feed *feed = data;
  NaruHttpTransport *self = feed->transport;
  GStrv query = g_strdupv (feed->query);

  g_mutex_lock (&self->lock);
  while (query != NULL && wait_for_room (feed))
    {
      Answer *answer = g_new0 (Answer, 1);
      NaruHttpRequest request = { "GET", (const char *const *) feed->path };

      answer->query = g_steal_pointer (&query);
      request.query = (const char *const *) answer->query;
      g_queue_push_tail (&feed->answers, answer);
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
      answer->response = send_one (self, &request, feed->cancellable, &answer->error);
      query = answer->response != NULL ? feed->next (answer->response, feed->data) : NULL;
      g_mutex_lock (&self->lock);
      answer->done = TRUE;
      g_cond_broadcast (&self->changed);
    }
  feed->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_strfreev (query);
  return NULL;
}

/* Waits for the request under way. */
static void
http_forget (NaruTransport *transport)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (transport);
  Feed *feed = g_steal_pointer (&self->feed);

  if (feed == NULL)
    return;
  g_mutex_lock (&self->lock);
  feed->stopped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (feed->thread);
  g_queue_clear_full (&feed->answers, answer_free);
  g_clear_object (&feed->cancellable);
  g_strfreev (feed->path);
  g_strfreev (feed->query);
  g_free (feed);
}

static gboolean
is_same_list (const char *const *a, const char *const *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal (a, b);
}

/* The answer that the feed has to this query; %NULL if its next one is another. */
static Answer *
take_answer (NaruHttpTransport *self, const char *const *query)
{
  Feed *feed = self->feed;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Answer *answer;

  while (g_queue_is_empty (&feed->answers) && !feed->ended)
    g_cond_wait (&self->changed, &self->lock);
  answer = g_queue_peek_head (&feed->answers);
  if (answer == NULL || !is_same_list ((const char *const *) answer->query, query))
    return NULL;
  while (!answer->done)
    g_cond_wait (&self->changed, &self->lock);
  g_queue_pop_head (&feed->answers);
  g_cond_broadcast (&self->changed);
  return answer;
}

static NaruHttpResponse *
http_send (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable,
           GError **error)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (transport);
  NaruHttpResponse *response;
  Answer *answer = NULL;

  if (self->feed != NULL && strcmp (request->method, "GET") == 0
      && is_same_list ((const char *const *) self->feed->path, request->path))
    {
      answer = take_answer (self, request->query);
      if (answer == NULL)
        http_forget (transport);
    }
  if (answer == NULL)
    return send_one (self, request, cancellable, error);
  response = g_steal_pointer (&answer->response);
  if (response == NULL)
    g_propagate_error (error, g_steal_pointer (&answer->error));
  answer_free (answer);
  return response;
}

static void
http_follow (NaruTransport *transport, const NaruHttpRequest *request, NaruTransportNext next,
             guint data, GCancellable *cancellable)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (transport);
  Feed *feed;

  if (self->feed != NULL)
    return;
  feed = g_new0 (Feed, 1);
  feed->transport = self;
  feed->path = g_strdupv ((GStrv) request->path);
  feed->query = g_strdupv ((GStrv) request->query);
  feed->next = next;
  feed->data = data;
  feed->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->feed = feed;
  feed->thread = g_thread_new ("naru-feed", run_feed, feed);
}

static void
naru_http_transport_iface_init (NaruTransportInterface *iface)
{
  iface->send = http_send;
  iface->follow = http_follow;
  iface->forget = http_forget;
  iface->apart = TRUE;
}

static void
naru_http_transport_finalize (GObject *object)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (object);

  http_forget (NARU_TRANSPORT (self));
  g_clear_object (&self->http);
  g_mutex_clear (&self->sending);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (naru_http_transport_parent_class)->finalize (object);
}

static void
naru_http_transport_class_init (NaruHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_http_transport_finalize;
}

static void
naru_http_transport_init (NaruHttpTransport *self)
{
  g_mutex_init (&self->sending);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}

/**
 * naru_transport_new_http:
 * @http: a client that knows its login
 *
 * Returns: (transfer full): the transport of the program
 */
NaruTransport *
naru_transport_new_http (NaruHttp *http)
{
  NaruHttpTransport *self = g_object_new (naru_http_transport_get_type (), NULL);

  self->http = g_object_ref (http);
  return NARU_TRANSPORT (self);
}
