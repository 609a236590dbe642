/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client for one server. Sending blocks its thread. */
#include "naru-http.h"

#include "naru-config.h"
#include "naru-http-private.h"
#include "naru-json-text.h"
#include "naru-network.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* No byte for so long ends a request: of a feed that waits, three heartbeats. */
#define TIMEOUT_SECONDS 60
#define CHUNK (64 * 1024)
#define CONNECTIONS 64 /* somebody may wait for each database of a centre at once */

struct _NaruHttp
{
  GObject parent_instance;
  const NaruNetwork *network;
  GObject *session; /* properties as of #SoupSession */
  GUri *base;
  char *url;
  gboolean loopback;
  GMutex login_mutex; /* one login at a time: a wrong password of many would be many */
  GMutex mutex; /* guards what follows: requests may come from several threads */
  NaruHttpLogin login;
  char *user;
  char *password;
  char *cookie;
  gboolean accepted; /* the server took user name and password at least once */
  gboolean refused; /* it did not: asking again and again would lock the account */
  gint64 locked_until; /* monotonic time: it has locked the account; 0 if it has not */
};

G_DEFINE_FINAL_TYPE (NaruHttp, naru_http, G_TYPE_OBJECT)

static void
clear_password (NaruHttp *http)
{
  if (http->password != NULL)
    explicit_bzero (http->password, strlen (http->password));
  g_clear_pointer (&http->password, g_free);
  g_clear_pointer (&http->user, g_free);
  g_clear_pointer (&http->cookie, g_free);
}

static void
naru_http_finalize (GObject *object)
{
  NaruHttp *http = NARU_HTTP (object);

  g_clear_object (&http->session);
  g_clear_pointer (&http->base, g_uri_unref);
  g_clear_pointer (&http->url, g_free);
  clear_password (http);
  g_mutex_clear (&http->login_mutex);
  g_mutex_clear (&http->mutex);
  G_OBJECT_CLASS (naru_http_parent_class)->finalize (object);
}

static void
naru_http_class_init (NaruHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_http_finalize;
}

static void
naru_http_init (NaruHttp *http)
{
  g_mutex_init (&http->login_mutex);
  g_mutex_init (&http->mutex);
}

/**
 * naru_http_new:
 * @url: the address of a CouchDB, as a person types it
 * @flags: #NaruHttpFlags
 * @ca_file: (nullable): a PEM file with the authorities to trust instead of the system's
 *
 * Makes a client. Nothing is sent yet.
 *
 * Returns: (transfer full): the client; %NULL where the address is not one or not safe, or the file cannot be read, or a
 *   part of the program is missing
 */
NaruHttp *
naru_http_new (const char *url, NaruHttpFlags flags, const char *ca_file, GError **error)
{
  g_autoptr (GUri) base = naru_http_url_parse (url, (flags & NARU_HTTP_ALLOW_PLAIN) != 0, error);
  const NaruNetwork *network = base != NULL ? naru_network_get (error) : NULL;
  g_autoptr (NaruHttp) http = NULL;

  if (network == NULL)
    return NULL;
  http = g_object_new (NARU_TYPE_HTTP, NULL);
  http->network = network;
  http->session = network->session_new ("naru/" NARU_VERSION, CONNECTIONS, TIMEOUT_SECONDS);
  if (ca_file != NULL)
    {
      g_autoptr (GError) reason = NULL;
      g_autofree char *path = g_canonicalize_filename (ca_file, NULL);
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &reason);

      if (database == NULL)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                       _ ("The certificates in %1$s cannot be used: %2$s"), ca_file,
                       reason->message);
          return NULL;
        }
      g_object_set (http->session, "tls-database", database, NULL);
    }
  /* what stays on this computer is no business of a proxy */
  http->loopback = naru_http_url_is_loopback (g_uri_get_host (base));
  if (http->loopback)
    g_object_set (http->session, "proxy-resolver", NULL, NULL);
  http->base = g_steal_pointer (&base);
  http->url = g_uri_to_string (http->base);
  return g_steal_pointer (&http);
}

/**
 * naru_http_set_login:
 * @http: a client
 * @login: how to log in
 * @user: (nullable): user name
 * @password: (nullable): password; kept until the next call
 *
 * Says who asks. A password that the server refused is not sent again before the next call.
 */
void
naru_http_set_login (NaruHttp *http, NaruHttpLogin login, const char *user, const char *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&http->mutex);

  clear_password (http);
  http->login = login;
  http->user = g_strdup (user);
  http->password = g_strdup (password);
  http->accepted = http->refused = FALSE;
  http->locked_until = 0;
}

/**
 * naru_http_set_timeout:
 * @http: a client
 * @seconds: how long the server may be silent in the middle of a request
 */
void
naru_http_set_timeout (NaruHttp *http, guint seconds)
{
  g_object_set (http->session, "timeout", seconds, NULL);
}

/**
 * naru_http_get_timeout:
 * @http: a client
 *
 * Returns: how long the server may be silent in the middle of a request, in seconds
 */
guint
naru_http_get_timeout (NaruHttp *http)
{
  guint seconds;

  g_object_get (http->session, "timeout", &seconds, NULL);
  return seconds;
}

/**
 * naru_http_get_url:
 * @http: a client
 *
 * Returns: the address of the server
 */
const char *
naru_http_get_url (NaruHttp *http)
{
  return http->url;
}

/**
 * naru_http_get_user:
 * @http: a client
 *
 * Returns: (nullable): who logs in; valid until the next naru_http_set_login()
 */
const char *
naru_http_get_user (NaruHttp *http)
{
  return http->user;
}

/* What went wrong on the way, in words for people. */
static GError *
transport_error (NaruHttp *http, GTlsCertificateFlags flags, GError *reason)
{
  g_autofree char *origin = naru_http_url_origin (http->base);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new_literal (NARU_ERROR, NARU_ERROR_CANCELLED, _ ("It was cancelled."));
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_error_new (NARU_ERROR, NARU_ERROR_REFUSED,
                        _ ("Nobody whom this computer trusts vouches for %s. If its certificate "
                           "comes from an authority of your own, please name its file."),
                        origin);
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_error_new (NARU_ERROR, NARU_ERROR_REFUSED,
                        _ ("The certificate of %s belongs to another name."), origin);
  if (flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return g_error_new (NARU_ERROR, NARU_ERROR_REFUSED,
                        _ ("The certificate of %s is not valid today. Is the date of this computer "
                           "right?"),
                        origin);
  if (flags != 0)
    return g_error_new (NARU_ERROR, NARU_ERROR_REFUSED,
                        _ ("The certificate of %1$s is not accepted: %2$s"), origin,
                        reason->message);
  return g_error_new (NARU_ERROR, NARU_ERROR_NETWORK, _ ("%1$s could not be reached: %2$s"), origin,
                      reason->message);
}

static GBytes *
read_all (GInputStream *stream, gsize limit, gboolean *too_long, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  while (TRUE)
    {
      gsize before = all->len;
      gssize got;

      g_byte_array_set_size (all, (guint) (before + CHUNK));
      got = g_input_stream_read (stream, all->data + before, CHUNK, cancellable, error);
      if (got < 0)
        return NULL;
      g_byte_array_set_size (all, (guint) (before + (gsize) got));
      if (got == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      *too_long = all->len > limit;
      if (*too_long)
        return NULL;
    }
}

/* Whether a text begins and ends like JSON; a feed that waits sends line breaks first. */
static gboolean
looks_like_json (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return length >= 2
         && ((text[0] == '{' && text[length - 1] == '}')
             || (text[0] == '[' && text[length - 1] == ']'));
}

/* The cookie of a session, which the server renews with any answer. */
static void
keep_cookie (NaruHttp *http, char **headers)
{
  for (; *headers != NULL; headers += 2)
    if (g_ascii_strcasecmp (headers[0], "Set-Cookie") == 0
        && g_str_has_prefix (headers[1], "AuthSession=")
        && !g_str_has_prefix (headers[1], "AuthSession=;"))
      {
        g_mutex_lock (&http->mutex);
        g_free (http->cookie);
        http->cookie = g_strndup (headers[1], strcspn (headers[1], ";"));
        g_mutex_unlock (&http->mutex);
      }
}

static int
parse_retry_after (const char *text)
{
  guint64 seconds;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL)
             ? (int) seconds
             : -1;
}

static NaruHttpResponse *
make_response (NaruHttp *http, const NaruNetworkAnswer *answer, GBytes *body)
{
  NaruHttpResponse *response = g_new0 (NaruHttpResponse, 1);

  response->status = answer->status;
  response->body = g_bytes_ref (body);
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **header = answer->headers; *header != NULL; header += 2)
    g_hash_table_replace (response->headers, g_ascii_strdown (header[0], -1), g_strdup (header[1]));
  /* who has the cookie has the session */
  g_hash_table_remove (response->headers, "set-cookie");
  response->retry_after
      = parse_retry_after (g_hash_table_lookup (response->headers, "retry-after"));
  if (http->login == NARU_HTTP_SESSION)
    keep_cookie (http, answer->headers);
  return response;
}

/* Without its parameters, such as the character set. */
static gboolean
is_kind (const char *header, const char *kind)
{
  gsize length = strcspn (header, "; \t");

  return length == strlen (kind) && g_ascii_strncasecmp (header, kind, length) == 0;
}

/* Looks at what came back before anybody believes it. */
static gboolean
check_answer (NaruHttp *http, const NaruHttpResponse *response, GError **error)
{
  g_autofree char *origin = naru_http_url_origin (http->base);
  const char *kind = g_hash_table_lookup (response->headers, "content-type");

  if (SOUP_STATUS_IS_REDIRECTION (response->status))
    {
      const char *location = g_hash_table_lookup (response->headers, "location");
      g_autoptr (GUri) target = location != NULL ? g_uri_parse_relative (http->base, location,
                                                                         SOUP_HTTP_URI_FLAGS, NULL)
                                                 : NULL;
      g_autofree char *where = target != NULL ? naru_http_url_origin (target) : g_strdup ("?");

      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("%1$s sends us on to %2$s. Passwords and records go only to the address that "
                      "you named; if that is the right one, please change the address."),
                   origin, where);
      return FALSE;
    }
  if (naru_http_response_is_success (response)
      && (!looks_like_json (response->body)
          || (kind != NULL && !is_kind (kind, "application/json")
              && !is_kind (kind, "text/plain"))))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NETWORK,
                   _ ("Something that is not a CouchDB answers at %s: perhaps the log-in page of "
                      "this network."),
                   origin);
      return FALSE;
    }
  return TRUE;
}

static void
add_login (NaruHttp *http, GStrvBuilder *headers)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&http->mutex);

  if (http->login == NARU_HTTP_SESSION && http->cookie != NULL)
    g_strv_builder_add_many (headers, "Cookie", http->cookie, NULL);
  if (http->login == NARU_HTTP_BEARER && http->password != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", http->password, NULL);

      g_strv_builder_add_many (headers, "Authorization", value, NULL);
    }
  if (http->login == NARU_HTTP_BASIC && http->user != NULL)
    {
      g_autofree char *plain
          = g_strconcat (http->user, ":", http->password != NULL ? http->password : "", NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
      g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

      g_strv_builder_add_many (headers, "Authorization", value, NULL);
    }
}

/* One request, once. */
static NaruHttpResponse *
exchange (NaruHttp *http, const NaruHttpRequest *request, gboolean with_login, gboolean may_repeat,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (GUri) url = naru_http_url_build (http->base, request->path, request->query);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) headers = NULL;
  gsize limit = request->limit > 0 ? request->limit : NARU_HTTP_DEFAULT_LIMIT;
  NaruNetworkFlags flags = may_repeat ? NARU_NETWORK_REPEATABLE : NARU_NETWORK_DEFAULT;
  NaruNetworkAnswer answer = { 0 };
  g_autoptr (NaruHttpResponse) response = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean too_long = FALSE;

  /* A request on a connection that the server closed meanwhile is sent again by libsoup where HTTP calls it harmless. For
   * us only reading is: a second PUT makes a conflict with the first. */
  if (strcmp (request->method, "GET") != 0 && strcmp (request->method, "POST") != 0)
    flags |= NARU_NETWORK_NEW_CONNECTION;
  g_strv_builder_add_many (builder, "Accept", "application/json", NULL);
  /* on one computer, to make an answer short takes longer than to send it */
  if (http->loopback)
    g_strv_builder_add_many (builder, "Accept-Encoding", "identity", NULL);
  if (request->headers != NULL)
    g_strv_builder_addv (builder, (const char **) request->headers);
  if (with_login)
    add_login (http, builder);
  headers = g_strv_builder_end (builder);

  stream = http->network->send (http->session, request->method, url, flags,
                                (const char *const *) headers, request->body, cancellable, &answer,
                                &reason);
  if (stream != NULL)
    body = read_all (stream, limit, &too_long, cancellable, &reason);
  if (body != NULL)
    response = make_response (http, &answer, body);
  g_strfreev (answer.headers);
  if (too_long)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_TOO_LARGE,
                   _ ("The answer of the server is longer than %u MiB."),
                   (guint) (limit / (1024 * 1024)));
      return NULL;
    }
  if (response == NULL)
    {
      g_propagate_error (error, transport_error (http, answer.tls, reason));
      return NULL;
    }
  return check_answer (http, response, error) ? g_steal_pointer (&response) : NULL;
}

static gboolean
fail_locked (GError **error)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_LOCKED_OUT,
                       _ ("The server has locked this account for some minutes, after several "
                          "wrong passwords. Please wait five minutes: the password may be right."));
  return FALSE;
}

/* What is known of the login without asking. */
static gboolean
may_log_in (NaruHttp *http, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&http->mutex);

  if (g_get_monotonic_time () < http->locked_until)
    return fail_locked (error);
  if (!http->refused)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_LOGIN,
                       _ ("The server does not accept user name and password."));
  return FALSE;
}

/* A session, if there is none yet. */
static gboolean
log_in (NaruHttp *http, GCancellable *cancellable, GError **error)
{
  static const char *const path[] = { "_session", NULL };
  g_autoptr (NaruHttpResponse) response = NULL;
  g_autoptr (GString) text = g_string_new ("{\"name\":");
  g_autoptr (GBytes) body = NULL;
  NaruHttpRequest request = { "POST", path };

  if (!may_log_in (http, error))
    return FALSE;
  g_mutex_lock (&http->mutex);
  naru_json_append_quoted (text, http->user != NULL ? http->user : "");
  g_string_append (text, ",\"password\":");
  naru_json_append_quoted (text, http->password != NULL ? http->password : "");
  g_string_append_c (text, '}');
  g_mutex_unlock (&http->mutex);
  request.body = body = g_bytes_new (text->str, text->len);
  explicit_bzero (text->str, text->len);
  response = exchange (http, &request, FALSE, TRUE, cancellable, error);
  if (response == NULL)
    return FALSE;
  g_mutex_lock (&http->mutex);
  http->refused = response->status == 401;
  http->accepted = naru_http_response_is_success (response);
  if (response->status == 403)
    http->locked_until = g_get_monotonic_time ()
                         + MAX (response->retry_after, NARU_HTTP_LOCKOUT_SECONDS) * G_USEC_PER_SEC;
  g_mutex_unlock (&http->mutex);
  if (naru_http_response_is_success (response))
    return TRUE;
  if (response->status == 403)
    return fail_locked (error);
  g_propagate_error (error, naru_http_response_to_error (response, NULL));
  return FALSE;
}

static char *
dup_cookie (NaruHttp *http)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&http->mutex);

  return g_strdup (http->cookie);
}

/* @old: (nullable): the session that is no good. Another thread may have begun a new one meanwhile. */
static gboolean
renew_session (NaruHttp *http, const char *old, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&http->login_mutex);
  g_autofree char *cookie = dup_cookie (http);

  return g_strcmp0 (cookie, old) != 0 || log_in (http, cancellable, error);
}

/* To "who am I" CouchDB answers also somebody whose session has run out: nobody. */
static gboolean
is_nobody (const NaruHttpRequest *request, const NaruHttpResponse *response)
{
  g_autofree char *text = NULL;
  NaruJsonSpan user;

  if (strcmp (request->method, "GET") != 0 || g_strcmp0 (request->path[0], "_session") != 0
      || response->status != 200)
    return FALSE;
  text = naru_http_response_dup_text (response);
  if (!naru_json_check_object (text, -1, NULL))
    return FALSE;
  user = naru_json_span_member (naru_json_span (text, -1), "userCtx");
  return naru_json_span_kind (naru_json_span_member (user, "name")) == NARU_JSON_NULL;
}

/**
 * naru_http_send:
 * @http: a client
 * @request: what to send
 * @cancellable: (nullable): a #GCancellable
 *
 * Sends a request and waits for the answer. A session is begun at need and renewed once where the server answers 401;
 * that a request is sent again after 401 is safe, since nothing was done the first time. No redirect is followed. After
 * %NARU_ERROR_NETWORK, %NARU_ERROR_CANCELLED and %NARU_ERROR_TOO_LARGE it is not known whether the server did what it was
 * asked. May be called in several threads at once.
 *
 * Returns: (transfer full): the answer, whatever its status: naru_http_response_to_error() puts one into words; %NULL with
 *   %NARU_ERROR_NETWORK, %NARU_ERROR_REFUSED (redirect, certificate), %NARU_ERROR_LOGIN, %NARU_ERROR_LOCKED_OUT,
 *   %NARU_ERROR_TOO_LARGE or %NARU_ERROR_CANCELLED
 */
NaruHttpResponse *
naru_http_send (NaruHttp *http, const NaruHttpRequest *request, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (NaruHttpResponse) response = NULL;
  g_autofree char *cookie = dup_cookie (http);
  gboolean session = http->login == NARU_HTTP_SESSION;
  gboolean begun = cookie != NULL;

  if (session && !begun && !renew_session (http, NULL, cancellable, error))
    return NULL;
  response = exchange (http, request, TRUE, FALSE, cancellable, error);
  if (response != NULL && session && begun
      && (response->status == 401 || is_nobody (request, response)))
    {
      if (!renew_session (http, cookie, cancellable, error))
        return NULL;
      naru_http_response_free (response);
      response = exchange (http, request, TRUE, FALSE, cancellable, error);
    }
  if (response != NULL)
    response->logged_in = session && http->accepted;
  return g_steal_pointer (&response);
}
