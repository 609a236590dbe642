/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a round of synchronisation reaches the server: HTTP in the program, a script in tests. */
#pragma once

#include "naru-http.h"

G_BEGIN_DECLS

#define NARU_TYPE_TRANSPORT (naru_transport_get_type ())
G_DECLARE_INTERFACE (NaruTransport, naru_transport, NARU, TRANSPORT, GObject)

/**
 * NaruTransportInterface:
 * @send: see naru_http_send()
 * @prepare: (nullable): see naru_transport_prepare()
 */
struct _NaruTransportInterface
{
  GTypeInterface parent_iface;
  NaruHttpResponse *(*send) (NaruTransport *self, const NaruHttpRequest *request,
                             GCancellable *cancellable, GError **error);
  void (*prepare) (NaruTransport *self, const NaruHttpRequest *request, GCancellable *cancellable);
};

NaruHttpResponse *naru_transport_send (NaruTransport *self, const NaruHttpRequest *request,
                                       GCancellable *cancellable, GError **error);
void naru_transport_prepare (NaruTransport *self, const NaruHttpRequest *request,
                             GCancellable *cancellable);

NaruTransport *naru_transport_new_http (NaruHttp *http);

G_END_DECLS
