/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs libsoup and libsecret, and nothing else: they bring twenty libraries, 2 MiB of memory and a part of the first
 * frame, which a desk without a server does without. Words, logins and checks of answers are not in here. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NaruNetworkAnswer:
 * @status: of HTTP
 * @headers: (array zero-terminated): names and values in turn, as they came
 * @tls: what is wrong with the certificate, also where nothing was answered
 */
typedef struct
{
  guint status;
  char **headers;
  GTlsCertificateFlags tls;
} NaruNetworkAnswer;

/**
 * NaruNetworkFlags:
 * @NARU_NETWORK_NEW_CONNECTION: not on a connection that the server may have closed meanwhile
 * @NARU_NETWORK_REPEATABLE: may be sent again without harm
 */
typedef enum
{
  NARU_NETWORK_DEFAULT = 0,
  NARU_NETWORK_NEW_CONNECTION = 1 << 0,
  NARU_NETWORK_REPEATABLE = 1 << 1,
} NaruNetworkFlags;

/**
 * NaruNetwork:
 * @session_new: a client with as many connections; its properties are those of #SoupSession
 * @send: sends a request and waits for the head of the answer, whose body is what is returned; no redirect is followed
 * @password_lookup: (transfer full) (nullable): from the keyring; without one there is none
 * @password_store: into the keyring, under a name that its own program shows
 * @password_clear: out of the keyring
 */
typedef struct
{
  GObject *(*session_new) (const char *agent, guint connections, guint timeout);
  GInputStream *(*send) (GObject *session, const char *method, GUri *url, NaruNetworkFlags flags,
                         const char *const *headers, GBytes *body, GCancellable *cancellable,
                         NaruNetworkAnswer *answer, GError **error);
  char *(*password_lookup) (const char *server, const char *user, GError **error);
  gboolean (*password_store) (const char *server, const char *user, const char *label,
                              const char *password, GError **error);
  void (*password_clear) (const char *server, const char *user);
} NaruNetwork;

const NaruNetwork *naru_network_get (GError **error);

G_END_DECLS
