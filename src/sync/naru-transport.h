/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a round of synchronisation reaches the server: HTTP in the program, a script in tests. */
#pragma once

#include "naru-http.h"

G_BEGIN_DECLS

#define NARU_TYPE_TRANSPORT (naru_transport_get_type ())
G_DECLARE_INTERFACE (NaruTransport, naru_transport, NARU, TRANSPORT, GObject)

/**
 * NaruTransportNext:
 * @response: an answer that nobody has checked yet
 * @data: what naru_transport_follow() was given
 *
 * Called on another thread.
 *
 * Returns: (transfer full) (nullable): the query of the request that follows it; %NULL if none seems to
 */
typedef GStrv (*NaruTransportNext) (const NaruHttpResponse *response, guint data);

/**
 * NaruTransportInterface:
 * @send: see naru_http_send()
 * @follow: (nullable): see naru_transport_follow()
 * @forget: (nullable): see naru_transport_forget()
 * @apart: whether @send may be called on another thread, for naru_transport_begin()
 */
struct _NaruTransportInterface
{
  GTypeInterface parent_iface;
  NaruHttpResponse *(*send) (NaruTransport *self, const NaruHttpRequest *request,
                             GCancellable *cancellable, GError **error);
  void (*follow) (NaruTransport *self, const NaruHttpRequest *request, NaruTransportNext next,
                  guint data, GCancellable *cancellable);
  void (*forget) (NaruTransport *self);
  gboolean apart;
};

NaruHttpResponse *naru_transport_send (NaruTransport *self, const NaruHttpRequest *request,
                                       GCancellable *cancellable, GError **error);
void naru_transport_follow (NaruTransport *self, const NaruHttpRequest *request,
                            NaruTransportNext next, guint data, GCancellable *cancellable);
void naru_transport_forget (NaruTransport *self);

typedef struct _NaruFlight NaruFlight;

NaruFlight *naru_transport_begin (NaruTransport *self, const NaruHttpRequest *request,
                                  GCancellable *cancellable);
NaruHttpResponse *naru_flight_end (NaruFlight *flight, GError **error);
void naru_flight_free (NaruFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruFlight, naru_flight_free)

NaruTransport *naru_transport_new_http (NaruHttp *http);

G_END_DECLS
