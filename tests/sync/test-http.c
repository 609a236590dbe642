/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP client against a server in a thread that answers in every wrong way. */
#include "naru-http-private.h"
#include "naru-json-text.h"
#include "naru-sync-feed.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  char *url;
  GMutex mutex;
  GString *log; /* "METHOD path?query" a line */
  guint n_logins;
  gboolean locked;
  guint n_sessions_lost; /* so many requests with a session are answered by 401 */
  char *last_body;
  char *last_cookie;
  char *last_authorization;
} Server;

static void
answer (SoupServerMessage *message, guint status, const char *kind, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, kind, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
answer_session (Server *server, SoupServerMessage *message)
{
  g_autofree char *cookie
      = g_strdup_printf ("AuthSession=%u; Version=1; Path=/; HttpOnly", ++server->n_logins);

  if (server->locked)
    answer (message, 403, "application/json",
            "{\"error\":\"forbidden\",\"reason\":\"Account is temporarily locked\"}");
  else if (strstr (server->last_body, "\"password\":\"right\"") != NULL)
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                                   cookie);
      answer (message, 200, "application/json", "{\"ok\":true}");
    }
  else
    answer (message, 401, "application/json",
            "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}");
}

static void
answer_status (SoupServerMessage *message, const char *path)
{
  guint status = (guint) g_ascii_strtoull (path, NULL, 10);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (status == 429)
    soup_message_headers_append (headers, "Retry-After", "7");
  if (status / 100 == 3)
    soup_message_headers_append (headers, "Location", "https://elsewhere.example.org/secret?x=1");
  answer (message, status, "application/json", "{\"error\":\"x\",\"reason\":\"because\"}");
}

static void
wrote_headers (SoupServerMessage *message, gpointer data)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
handle (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer data)
{
  Server *server = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *cookie = soup_message_headers_get_one (headers, "Cookie");

  g_mutex_lock (&server->mutex);
  g_string_append_printf (server->log, "%s %s%s%s\n", soup_server_message_get_method (message),
                          g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : "",
                          g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
  g_free (server->last_body);
  server->last_body = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  g_free (server->last_cookie);
  server->last_cookie = g_strdup (cookie);
  g_free (server->last_authorization);
  server->last_authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  if (strcmp (path, "/_session") == 0
      && strcmp (soup_server_message_get_method (message), "GET") == 0)
    {
      answer (message, 200, "application/json",
              server->n_sessions_lost > 0 ? "{\"userCtx\":{\"name\":null,\"roles\":[]}}"
                                          : "{\"userCtx\":{\"name\":\"kim\",\"roles\":[]}}");
      server->n_sessions_lost -= server->n_sessions_lost > 0;
    }
  else if (strcmp (path, "/_session") == 0)
    answer_session (server, message);
  else if (cookie != NULL && server->n_sessions_lost > 0)
    {
      server->n_sessions_lost--;
      answer (message, 401, "application/json", "{\"error\":\"unauthorized\",\"reason\":\"x\"}");
    }
  else if (g_str_has_prefix (path, "/status/"))
    answer_status (message, path + strlen ("/status/"));
  else if (strcmp (path, "/portal") == 0)
    answer (message, 200, "text/html", "<html>Welcome to the cafe</html>");
  else if (strcmp (path, "/half") == 0)
    answer (message, 200, "application/json", "{\"rows\":[1,2");
  else if (strcmp (path, "/cut") == 0)
    {
      soup_message_headers_set_content_length (soup_server_message_get_response_headers (message),
                                               1000);
      soup_server_message_set_status (message, 200, NULL);
      g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers), NULL);
    }
  else if (g_str_has_prefix (path, "/silent"))
    soup_server_message_pause (message);
  else
    answer (message, 200, "application/json", "\n\n{\"ok\":true}\n");
  g_mutex_unlock (&server->mutex);
}

/* libsoup 3.2's server keeps the address that it listens at and its last connection: no leak of ours. */
void __lsan_disable (void) __attribute__ ((weak));
void __lsan_enable (void) __attribute__ ((weak));

static gpointer
serve (gpointer data)
{
  Server *server = data;

  if (__lsan_disable != NULL)
    __lsan_disable ();
  g_main_context_push_thread_default (server->context);
  g_main_loop_run (server->loop);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

static void
set_up (Server *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  GSList *uris;

  g_mutex_init (&server->mutex);
  server->log = g_string_new (NULL);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  g_main_context_push_thread_default (server->context);
  if (__lsan_disable != NULL)
    __lsan_disable ();
  server->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->server, NULL, handle, server, NULL);
  soup_server_listen_local (server->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  if (__lsan_enable != NULL)
    __lsan_enable ();
  uris = soup_server_get_uris (server->server);
  server->url = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_context_pop_thread_default (server->context);
  server->thread = g_thread_new ("server", serve, server);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
tear_down (Server *server, gconstpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* from within: the loop may not have begun yet */
  g_source_set_callback (source, quit, server->loop, NULL);
  g_source_attach (source, server->context);
  g_thread_join (server->thread);
  g_main_context_push_thread_default (server->context);
  soup_server_disconnect (server->server);
  g_clear_object (&server->server);
  g_main_context_pop_thread_default (server->context);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_string_free (server->log, TRUE);
  g_free (server->url);
  g_free (server->last_body);
  g_free (server->last_cookie);
  g_free (server->last_authorization);
  g_mutex_clear (&server->mutex);
}

static NaruHttp *
new_client (Server *server)
{
  g_autoptr (GError) error = NULL;
  NaruHttp *http = naru_http_new (server->url, NARU_HTTP_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  return http;
}

static NaruHttpResponse *
get (NaruHttp *http, const char *first, const char *second, GError **error)
{
  const char *const path[] = { first, second, NULL };
  NaruHttpRequest request = { "GET", path };

  return naru_http_send (http, &request, NULL, error);
}

static void
test_paths (Server *server, gconstpointer data)
{
  static const char *const path[] = { "seoul-common", "staff:A/B", "나루", NULL };
  static const char *const query[] = { "since", "1-a+b&c", "limit", "5", NULL };
  NaruHttpRequest request = { "GET", path, query };
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strconcat (server->url, "behind/", NULL);
  g_autoptr (NaruHttp) http = naru_http_new (url, NARU_HTTP_DEFAULT, NULL, NULL);
  g_autoptr (NaruHttpResponse) response = naru_http_send (http, &request, NULL, &error);
  g_autoptr (GUri) base = g_uri_parse (server->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) built = naru_http_url_build (base, path, NULL);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_path (built), ==, "/seoul-common/staff%3AA%2FB/%EB%82%98%EB%A3%A8");
  text = naru_http_response_dup_text (response);
  g_assert_cmpstr (g_strstrip (text), ==, "{\"ok\":true}");
  g_assert_cmpstr (server->log->str, ==,
                   "GET /behind/seoul-common/staff:A/B/나루?since=1-a%2Bb%26c&limit=5\n");
}

static void
test_session (Server *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) first = NULL, second = NULL, third = NULL;

  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  first = get (http, "a", NULL, &error);
  second = get (http, "b", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (server->last_cookie, ==, "AuthSession=1");
  g_assert_cmpuint (server->n_logins, ==, 1);
  g_assert_null (g_hash_table_lookup (first->headers, "set-cookie"));
  /* it runs out, and is renewed without a word */
  server->n_sessions_lost = 1;
  third = get (http, "c", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third->status, ==, 200);
  g_assert_cmpuint (server->n_logins, ==, 2);
  g_assert_cmpstr (server->log->str, ==,
                   "POST /_session\nGET /a\nGET /b\nGET /c\nPOST /_session\nGET /c\n");
}

/* A session that has run out is no session, also where the server answers 200. */
static void
test_nobody (Server *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) first = NULL, second = NULL;
  g_autofree char *text = NULL;

  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  first = get (http, "_session", NULL, &error);
  g_assert_cmpuint (server->n_logins, ==, 1);
  server->n_sessions_lost = 1;
  second = get (http, "_session", NULL, &error);
  g_assert_no_error (error);
  text = naru_http_response_dup_text (second);
  g_assert_nonnull (strstr (text, "\"kim\""));
  g_assert_cmpuint (server->n_logins, ==, 2);
}

static void
test_no_right (Server *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL, reason = NULL;
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) first = NULL, second = NULL;

  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  first = get (http, "a", NULL, &error);
  server->n_sessions_lost = 100;
  second = get (http, "b", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 401);
  reason = naru_http_response_to_error (second, "seoul-common");
  g_assert_error (reason, NARU_ERROR, NARU_ERROR_FORBIDDEN);
  g_assert_cmpuint (server->n_logins, ==, 2);
}

/* Whether the password is right is not known: it is not asked for, and the server is left alone for the time. */
static void
test_locked (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (GError) later = NULL;
  g_autoptr (NaruHttpResponse) response = NULL;

  server->locked = TRUE;
  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (get (http, "a", NULL, &error));
      g_assert_error (error, NARU_ERROR, NARU_ERROR_LOCKED_OUT);
    }
  g_assert_cmpuint (server->n_logins, ==, 1);
  /* somebody enters it again: that is worth a question */
  server->locked = FALSE;
  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  response = get (http, "a", NULL, &later);
  g_assert_no_error (later);
}

static void
test_wrong_password (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) accepted = NULL;

  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "wrong");
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruHttpResponse) response = get (http, "a", NULL, &error);

      g_assert_error (error, NARU_ERROR, NARU_ERROR_LOGIN);
      g_assert_null (response);
      g_assert_null (strstr (error->message, "wrong"));
    }
  g_assert_cmpuint (server->n_logins, ==, 1);
  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "right");
  accepted = get (http, "a", NULL, NULL);
  g_assert_nonnull (accepted);
}

static void
test_basic (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) response = NULL;

  naru_http_set_login (http, NARU_HTTP_BASIC, "admin", "나루");
  response = get (http, "a", NULL, NULL);
  g_assert_cmpstr (server->last_authorization, ==, "Basic YWRtaW4664KY66Oo");
  g_assert_cmpstr (server->log->str, ==, "GET /a\n");
}

static void
test_bearer (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) response = NULL;

  naru_http_set_login (http, NARU_HTTP_BEARER, NULL, "aaa.bbb.ccc");
  response = get (http, "a", NULL, NULL);
  g_assert_cmpstr (server->last_authorization, ==, "Bearer aaa.bbb.ccc");
  g_assert_cmpstr (server->log->str, ==, "GET /a\n");
}

static void
test_redirect (Server *server, gconstpointer data)
{
  static const char *const statuses[] = { "301", "302", "303", "307", "308" };
  g_autoptr (NaruHttp) http = new_client (server);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruHttpResponse) response = get (http, "status", statuses[i], &error);

      g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "https://elsewhere.example.org"));
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_not_json (Server *server, gconstpointer data)
{
  static const char *const paths[] = { "portal", "half", "cut" };
  g_autoptr (NaruHttp) http = new_client (server);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruHttpResponse) response = get (http, paths[i], NULL, &error);

      g_assert_error (error, NARU_ERROR, NARU_ERROR_NETWORK);
      g_assert_null (response);
    }
}

static void
test_statuses (Server *server, gconstpointer data)
{
  static const struct
  {
    const char *status;
    int code;
  } cases[] = {
    { "400", NARU_ERROR_FAILED },    { "401", NARU_ERROR_LOGIN },   { "403", NARU_ERROR_FORBIDDEN },
    { "404", NARU_ERROR_NOT_FOUND }, { "409", NARU_ERROR_CHANGED }, { "412", NARU_ERROR_EXISTS },
    { "413", NARU_ERROR_TOO_LARGE }, { "429", NARU_ERROR_BUSY },    { "500", NARU_ERROR_BUSY },
    { "503", NARU_ERROR_BUSY },
  };
  g_autoptr (NaruHttp) http = new_client (server);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL, reason = NULL;
      g_autoptr (NaruHttpResponse) response = get (http, "status", cases[i].status, &error);

      g_assert_no_error (error);
      g_assert_false (naru_http_response_is_success (response));
      reason = naru_http_response_to_error (response, "seoul-common");
      g_assert_error (reason, NARU_ERROR, cases[i].code);
      g_assert_nonnull (strstr (reason->message, "because"));
      g_assert_nonnull (strstr (reason->message, "seoul-common"));
      g_assert_cmpint (response->retry_after, ==, strcmp (cases[i].status, "429") == 0 ? 7 : -1);
    }
}

static void
test_limit (Server *server, gconstpointer data)
{
  static const char *const path[] = { "a", NULL };
  NaruHttpRequest request = { "GET", path, .limit = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) response = naru_http_send (http, &request, NULL, &error);

  g_assert_error (error, NARU_ERROR, NARU_ERROR_TOO_LARGE);
}

static void
test_unreachable (Server *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  /* nothing listens on the port for discarding */
  g_autoptr (NaruHttp) http = naru_http_new ("http://127.0.0.1:9/", NARU_HTTP_DEFAULT, NULL, NULL);
  g_autoptr (NaruHttpResponse) response = get (http, "a", NULL, &error);

  g_assert_error (error, NARU_ERROR, NARU_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "http://127.0.0.1:9"));
}

static gpointer
get_thread (gpointer data)
{
  return get (data, "a", NULL, NULL);
}

/* Five wrong passwords lock an account: several threads at once are one who asks. */
static void
test_threads (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  GThread *threads[8];

  naru_http_set_login (http, NARU_HTTP_SESSION, "kim", "wrong");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("get", get_thread, http);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
  g_assert_cmpuint (server->n_logins, ==, 1);
}

static void
waited_cb (NaruSyncFeed *feed, gboolean changed, gpointer data)
{
  *(gboolean *) data = TRUE;
  g_assert_false (changed);
}

static void
test_feed (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  gboolean told = FALSE;
  NaruSyncFeed *feed = naru_sync_feed_new (http, "silent", NULL, waited_cb, &told);

  /* nothing is told of one that was given up */
  naru_sync_feed_free (feed);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (told);
  /* an answer without a row says nothing new */
  feed = naru_sync_feed_new (http, "c1-common", "\"7-opaque\"", waited_cb, &told);
  while (!told)
    g_main_context_iteration (NULL, TRUE);
  naru_sync_feed_free (feed);
  g_assert_nonnull (
      strstr (server->log->str,
              "GET /c1-common/_changes?feed=longpoll&heartbeat=20000&limit=1&since=7-opaque\n"));
}

/* The server does not say a word, and so it does not beat either. */
static void
test_silent_feed (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  gboolean told = FALSE;
  NaruSyncFeed *feed;

  naru_http_set_timeout (http, 1);
  feed = naru_sync_feed_new (http, "silent", NULL, waited_cb, &told);
  while (!told)
    g_main_context_iteration (NULL, TRUE);
  naru_sync_feed_free (feed);
  g_assert_nonnull (strstr (server->log->str, "&heartbeat=333&"));
}

static guint
count_waiting (Server *server)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);
  g_auto (GStrv) parts = g_strsplit (server->log->str, "feed=longpoll", -1);

  /* an empty log has no part */
  return MAX (g_strv_length (parts), 1) - 1;
}

static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* One for each database of a centre, and a round has room beside them. libsoup has two connections to a server, unless it is told
 * otherwise. */
static void
test_many_feeds (Server *server, gconstpointer data)
{
  g_autoptr (NaruHttp) http = new_client (server);
  g_autoptr (NaruHttpResponse) response = NULL;
  NaruSyncFeed *feeds[9];
  gboolean told = FALSE;
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  guint look = g_timeout_add (20, look_again_cb, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    feeds[i] = naru_sync_feed_new (http, "silent", NULL, waited_cb, &told);
  while (count_waiting (server) < G_N_ELEMENTS (feeds) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_assert_cmpuint (count_waiting (server), ==, G_N_ELEMENTS (feeds));
  response = get (http, "a", NULL, NULL);
  g_assert_nonnull (response);
  g_assert_false (told);
  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    naru_sync_feed_free (feeds[i]);
}

#define ADD(name, function) g_test_add (name, Server, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync/http/path-and-query-are-escaped", test_paths);
  ADD ("/sync/http/session-is-begun-once-and-renewed-once", test_session);
  ADD ("/sync/http/session-that-ran-out-is-renewed", test_nobody);
  ADD ("/sync/http/session-without-a-right-is-no-wrong-password", test_no_right);
  ADD ("/sync/http/wrong-password-is-sent-once", test_wrong_password);
  ADD ("/sync/http/locked-account-is-no-wrong-password", test_locked);
  ADD ("/sync/http/basic-login-goes-with-every-request", test_basic);
  ADD ("/sync/http/token-goes-with-every-request", test_bearer);
  ADD ("/sync/http/redirect-is-refused-with-its-target", test_redirect);
  ADD ("/sync/http/what-is-not-json-is-no-answer", test_not_json);
  ADD ("/sync/http/statuses-have-their-errors", test_statuses);
  ADD ("/sync/http/answer-too-long-is-dropped", test_limit);
  ADD ("/sync/http/nobody-there-is-a-network-error", test_unreachable);
  ADD ("/sync/http/many-threads-send-a-wrong-password-once", test_threads);
  ADD ("/sync/http/waiting-ends-after-the-silence-of-three-heartbeats", test_silent_feed);
  ADD ("/sync/http/nine-wait-at-once", test_many_feeds);
  ADD ("/sync/http/waiting-ends-with-an-answer-or-when-it-is-given-up", test_feed);
  return g_test_run ();
}
