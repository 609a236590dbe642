/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that travel ahead of whoever asks for them, from a server in a thread. */
#include "naru-transport.h"

#include <libsoup/soup.h>
#include <string.h>

#define PAGES 6

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  char *url;
  GMutex mutex;
  GCond changed;
  guint n_pages; /* of /db/_changes that were asked for */
  NaruTransport *transport;
} Fixture;

static const char *const path[] = { "db", "_changes", NULL };

static void
handle (SoupServer *soup, SoupServerMessage *message, const char *where, GHashTable *query,
        gpointer data)
{
  Fixture *fixture = data;
  const char *since = query != NULL ? g_hash_table_lookup (query, "since") : NULL;
  g_autofree char *text = g_strdup_printf ("[%s]", since != NULL ? since : "");

  g_mutex_lock (&fixture->mutex);
  fixture->n_pages += g_str_has_suffix (where, "/_changes");
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->mutex);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* libsoup's server (3.2) loses what it accepted: not ours, and not looked at, as in test-http.c. */
void __lsan_disable (void) __attribute__ ((weak));
void __lsan_enable (void) __attribute__ ((weak));

static gpointer
run (gpointer data)
{
  Fixture *fixture = data;

  if (__lsan_disable != NULL)
    __lsan_disable ();
  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http = NULL;
  GSList *uris;

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  if (__lsan_disable != NULL)
    __lsan_disable ();
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, handle, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  if (__lsan_enable != NULL)
    __lsan_enable ();
  g_main_context_pop_thread_default (fixture->context);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->thread = g_thread_new ("server", run, fixture);
  http = naru_http_new (fixture->url, NARU_HTTP_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  fixture->transport = naru_transport_new_http (http);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_object_unref (fixture->transport);
  /* from within: the loop may not have begun yet */
  g_source_set_callback (source, quit, fixture->loop, NULL);
  g_source_attach (source, fixture->context);
  g_thread_join (fixture->thread);
  g_main_context_push_thread_default (fixture->context);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_main_context_pop_thread_default (fixture->context);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_free (fixture->url);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->changed);
}

static GStrv
make_query (guint since)
{
  g_autofree char *text = g_strdup_printf ("%u", since);

  return g_strdupv ((GStrv) (const char *const[]){ "since", text, NULL });
}

/* The server answers with the place where the page begins. */
static GStrv
next (const NaruHttpResponse *response, guint end)
{
  g_autofree char *text = naru_http_response_dup_text (response);
  guint since = (guint) g_ascii_strtoull (text + 1, NULL, 10) + 1;

  return since < end ? make_query (since) : NULL;
}

static void
assert_page (Fixture *fixture, guint since)
{
  g_auto (GStrv) query = make_query (since);
  NaruHttpRequest request = { "GET", path, (const char *const *) query };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttpResponse) response
      = naru_transport_send (fixture->transport, &request, NULL, &error);
  g_autofree char *text = NULL;
  g_autofree char *expected = g_strdup_printf ("[%u]", since);

  g_assert_no_error (error);
  text = naru_http_response_dup_text (response);
  g_assert_cmpstr (text, ==, expected);
}

static void
follow (Fixture *fixture, guint from)
{
  g_auto (GStrv) query = make_query (from);
  NaruHttpRequest request = { "GET", path, (const char *const *) query };

  naru_transport_follow (fixture->transport, &request, next, PAGES, NULL);
}

static void
wait_for_pages (Fixture *fixture, guint n)
{
  g_mutex_lock (&fixture->mutex);
  while (fixture->n_pages < n)
    g_cond_wait (&fixture->changed, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static guint
count_pages (Fixture *fixture)
{
  guint n;

  g_mutex_lock (&fixture->mutex);
  n = fixture->n_pages;
  g_mutex_unlock (&fixture->mutex);
  return n;
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  static const char *const other[] = { "db", "_revs_diff", NULL };
  NaruHttpRequest request = { "POST", other };
  g_autoptr (NaruHttpResponse) between = NULL;

  assert_page (fixture, 0);
  follow (fixture, 1);
  /* two are there before anybody asks */
  wait_for_pages (fixture, 3);
  assert_page (fixture, 1);
  follow (fixture, 2);
  /* something else between them */
  between = naru_transport_send (fixture->transport, &request, NULL, NULL);
  g_assert_nonnull (between);
  for (guint i = 2; i < PAGES; i++)
    assert_page (fixture, i);
  /* each was asked for once, and nothing behind the last */
  g_assert_cmpuint (count_pages (fixture), ==, PAGES);
  assert_page (fixture, PAGES);
}

static void
test_other (Fixture *fixture, gconstpointer data)
{
  follow (fixture, 1);
  assert_page (fixture, 1);
  /* not what follows: what was fetched is thrown away */
  assert_page (fixture, 4);
  follow (fixture, 5);
  assert_page (fixture, 5);
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  guint before;

  follow (fixture, 1);
  wait_for_pages (fixture, 1);
  naru_transport_forget (fixture->transport);
  before = count_pages (fixture);
  g_assert_cmpuint (before, <=, 2);
  assert_page (fixture, 1);
  g_assert_cmpuint (count_pages (fixture), ==, before + 1);
  /* and once more where nobody asks for the rest */
  follow (fixture, 2);
}

#define ADD(name, func) g_test_add ("/sync/transport/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pages-travel-ahead", test_follow);
  ADD ("what-is-not-asked-for-is-thrown-away", test_other);
  ADD ("what-is-forgotten-is-asked-for-again", test_forget);
  return g_test_run ();
}
