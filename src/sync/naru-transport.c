/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transport over HTTP. A request that is prepared travels on a thread of its own, while this one writes to the disk
 * what the request before has brought. */
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
 * naru_transport_prepare:
 * @request: a request that only reads, and that the next naru_transport_send() will be about
 *
 * A hint: the answer may be fetched while the caller is at other work.
 */
void
naru_transport_prepare (NaruTransport *self, const NaruHttpRequest *request,
                        GCancellable *cancellable)
{
  NaruTransportInterface *iface = NARU_TRANSPORT_GET_IFACE (self);

  if (iface->prepare != NULL)
    iface->prepare (self, request, cancellable);
}

#define NARU_TYPE_HTTP_TRANSPORT (naru_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (NaruHttpTransport, naru_http_transport, NARU, HTTP_TRANSPORT, GObject)

/* A request under way on its thread. */
typedef struct
{
  NaruHttp *http;
  GStrv path;
  GStrv query;
  NaruHttpRequest request;
  GCancellable *cancellable;
  NaruHttpResponse *response;
  GError *error;
  GThread *thread;
} Prepared;

struct _NaruHttpTransport
{
  GObject parent_instance;
  NaruHttp *http;
  Prepared *prepared;
};

static void naru_http_transport_iface_init (NaruTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NaruHttpTransport, naru_http_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NARU_TYPE_TRANSPORT,
                                                      naru_http_transport_iface_init))

static gpointer
run_prepared (gpointer data)
{
  Prepared *prepared = data;

  prepared->response = naru_http_send (prepared->http, &prepared->request, prepared->cancellable,
                                       &prepared->error);
  return NULL;
}

/* Waits for the thread. */
static void
prepared_free (Prepared *prepared)
{
  if (prepared->thread != NULL)
    g_thread_join (prepared->thread);
  g_clear_pointer (&prepared->response, naru_http_response_free);
  g_clear_error (&prepared->error);
  g_clear_object (&prepared->cancellable);
  g_strfreev (prepared->path);
  g_strfreev (prepared->query);
  g_object_unref (prepared->http);
  g_free (prepared);
}

static gboolean
is_same_list (const char *const *a, const char *const *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal (a, b);
}

static NaruHttpResponse *
http_send (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable,
           GError **error)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (transport);
  Prepared *prepared = g_steal_pointer (&self->prepared);
  NaruHttpResponse *response;

  if (prepared == NULL)
    return naru_http_send (self->http, request, cancellable, error);
  g_thread_join (g_steal_pointer (&prepared->thread));
  if (strcmp (prepared->request.method, request->method) == 0
      && is_same_list (prepared->request.path, request->path)
      && is_same_list (prepared->request.query, request->query))
    {
      response = g_steal_pointer (&prepared->response);
      if (response == NULL)
        g_propagate_error (error, g_steal_pointer (&prepared->error));
    }
  else
    response = naru_http_send (self->http, request, cancellable, error);
  prepared_free (prepared);
  return response;
}

static void
http_prepare (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (transport);
  Prepared *prepared = g_new0 (Prepared, 1);

  g_clear_pointer (&self->prepared, prepared_free);
  prepared->http = g_object_ref (self->http);
  prepared->path = g_strdupv ((GStrv) request->path);
  prepared->query = g_strdupv ((GStrv) request->query);
  prepared->request.method = g_intern_string (request->method);
  prepared->request.path = (const char *const *) prepared->path;
  prepared->request.query = (const char *const *) prepared->query;
  prepared->request.limit = request->limit;
  prepared->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  prepared->thread = g_thread_new ("naru-prepare", run_prepared, prepared);
  self->prepared = prepared;
}

static void
naru_http_transport_iface_init (NaruTransportInterface *iface)
{
  iface->send = http_send;
  iface->prepare = http_prepare;
}

static void
naru_http_transport_finalize (GObject *object)
{
  NaruHttpTransport *self = NARU_HTTP_TRANSPORT (object);

  g_clear_pointer (&self->prepared, prepared_free);
  g_clear_object (&self->http);
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
