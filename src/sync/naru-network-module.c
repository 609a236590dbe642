/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module with libsoup and libsecret. */
#include "naru-network.h"

#include <libsecret/secret.h>
#include <libsoup/soup.h>

static const SecretSchema schema = {
  "io.github.naru.Account",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static GObject *
session_new (const char *agent, guint connections, guint timeout)
{
  SoupSession *session
      = soup_session_new_with_options ("max-conns", connections, "max-conns-per-host", connections,
                                       "user-agent", agent, "timeout", timeout, NULL);

  /* the login is our own: libsoup would keep passwords, and answer to other names */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return G_OBJECT (session);
}

static char **
list_headers (SoupMessage *message)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_ptr_array_add (headers, g_strdup (name));
      g_ptr_array_add (headers, g_strdup (value));
    }
  g_ptr_array_add (headers, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&headers), FALSE);
}

static GInputStream *
send (GObject *session, const char *method, GUri *url, NaruNetworkFlags flags,
      const char *const *headers, GBytes *body, GCancellable *cancellable,
      NaruNetworkAnswer *answer, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (method, url);
  GInputStream *stream;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (flags & NARU_NETWORK_NEW_CONNECTION)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (flags & NARU_NETWORK_REPEATABLE)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  for (; headers != NULL && *headers != NULL; headers += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), headers[0],
                                  headers[1]);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  stream = soup_session_send (SOUP_SESSION (session), message, cancellable, error);
  answer->status = soup_message_get_status (message);
  answer->headers = list_headers (message);
  answer->tls = soup_message_get_tls_peer_certificate_errors (message);
  return stream;
}

static char *
password_lookup (const char *server, const char *user, GError **error)
{
  char *password
      = secret_password_lookup_sync (&schema, NULL, error, "server", server, "user", user, NULL);
  char *copy = g_strdup (password);

  secret_password_free (password);
  return copy;
}

static gboolean
password_store (const char *server, const char *user, const char *label, const char *password,
                GError **error)
{
  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, password, NULL,
                                     error, "server", server, "user", user, NULL);
}

static void
password_clear (const char *server, const char *user)
{
  secret_password_clear_sync (&schema, NULL, NULL, "server", server, "user", user, NULL);
}

extern const NaruNetwork naru_network_table __attribute__ ((visibility ("default")));

const NaruNetwork naru_network_table
    = { session_new, send, password_lookup, password_store, password_clear };
