/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "fault-proxy.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define SLOW_PIECES 4
#define SLOW_PAUSE 2 /* milliseconds */

static const char *const names[N_PROXY_FAULTS] = {
  "sound",
  "kept",
  "reset",
  "twice",
  "busy",
  "failed after",
  "cut in the status",
  "cut behind the status",
  "cut in a header",
  "cut before the body",
  "cut in the body",
  "cut in a character",
  "cut behind a chunk",
  "cut before the last byte",
  "closed",
  "slow",
  "spoiled",
  "shortened",
  "too much promised",
  "too little promised",
  "page",
};

struct _FaultProxy
{
  char *target;
  char *url;
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  GMutex mutex; /* guards what follows */
  GCond none_open;
  guint open; /* connections */
  ProxyFault fault;
  guint32 seed;
  guint counts[N_PROXY_FAULTS];
};

/* One connection of a client. */
typedef struct
{
  FaultProxy *proxy;
  GSocketConnection *connection;
  GDataInputStream *in;
  SoupSession *session;
} Way;

typedef struct
{
  char *method;
  char *path;
  GHashTable *headers;
  GBytes *body;
} Request;

/* An answer as it goes on: @line, @head and @all are where its first line, its headers and itself end. */
typedef struct
{
  GByteArray *bytes;
  gsize line;
  gsize head;
  gsize chunk; /* where a first chunk ends */
} Answer;

static void
request_clear (Request *request)
{
  g_free (request->method);
  g_free (request->path);
  g_hash_table_unref (request->headers);
  g_clear_pointer (&request->body, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static char *
read_line (Way *way)
{
  return g_data_input_stream_read_line (way->in, NULL, way->proxy->stop, NULL);
}

static gboolean
read_headers (Way *way, Request *request)
{
  while (TRUE)
    {
      g_autofree char *line = read_line (way);
      char *colon = line != NULL ? strchr (line, ':') : NULL;

      if (line == NULL || *line == '\0')
        return line != NULL;
      if (colon == NULL)
        return FALSE;
      *colon = '\0';
      g_hash_table_replace (request->headers, g_ascii_strdown (line, -1),
                            g_strdup (g_strstrip (colon + 1)));
    }
}

static gboolean
read_request (Way *way, Request *request)
{
  g_autofree char *line = read_line (way);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", 3) : NULL;
  const char *length;
  gsize size;
  g_autofree char *body = NULL;
  gsize got = 0;

  if (words == NULL || g_strv_length (words) != 3 || !read_headers (way, request))
    return FALSE;
  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  length = g_hash_table_lookup (request->headers, "content-length");
  if (length == NULL)
    return TRUE;
  size = (gsize) g_ascii_strtoull (length, NULL, 10);
  body = g_malloc (size + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (way->in), body, size, &got, way->proxy->stop, NULL)
      || got < size)
    return FALSE;
  request->body = g_bytes_new_take (g_steal_pointer (&body), size);
  return TRUE;
}

/* Done by the server. NULL where it does not answer. */
static GBytes *
pass_on (Way *way, const Request *request, SoupMessage **message)
{
  static const char *const kept[] = { "accept", "authorization", "cookie" };
  g_autofree char *url = g_strconcat (way->proxy->target, request->path, NULL);
  SoupMessageHeaders *headers;

  g_clear_object (message);
  *message = soup_message_new (request->method, url);
  soup_message_add_flags (*message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (*message);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = g_hash_table_lookup (request->headers, kept[i]);

      if (value != NULL)
        soup_message_headers_replace (headers, kept[i], value);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (*message, "application/json", request->body);
  return soup_session_send_and_read (way->session, *message, way->proxy->stop, NULL);
}

static void
append (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static void
append_head (Answer *answer, guint status, SoupMessageHeaders *headers, const char *kind)
{
  static const char *const kept[] = { "Set-Cookie", "Retry-After", "ETag" };
  g_autofree char *line
      = g_strdup_printf ("HTTP/1.1 %u %s\r\n", status, soup_status_get_phrase (status));
  g_autofree char *type = g_strdup_printf ("Content-Type: %s\r\n", kind);

  append (answer->bytes, line);
  answer->line = answer->bytes->len;
  append (answer->bytes, type);
  for (guint i = 0; headers != NULL && i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = soup_message_headers_get_list (headers, kept[i]);
      g_autofree char *text
          = value != NULL ? g_strdup_printf ("%s: %s\r\n", kept[i], value) : g_strdup ("");

      append (answer->bytes, text);
    }
}

static void
append_chunk (GByteArray *out, const char *text, gsize length)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

  append (out, size);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
  append (out, "\r\n");
}

/* @promised: how long the headers say that it is; -1 for chunks */
static void
append_body (Answer *answer, const char *text, gsize length, gssize promised)
{
  g_autofree char *header
      = promised < 0 ? g_strdup ("Transfer-Encoding: chunked\r\n\r\n")
                     : g_strdup_printf ("Content-Length: %" G_GSSIZE_FORMAT "\r\n\r\n", promised);

  append (answer->bytes, header);
  answer->head = answer->bytes->len;
  if (promised >= 0)
    {
      g_byte_array_append (answer->bytes, (const guint8 *) text, (guint) length);
      return;
    }
  append_chunk (answer->bytes, text, MAX (1, length / 2));
  answer->chunk = answer->bytes->len;
  if (length > 1)
    append_chunk (answer->bytes, text + length / 2, length - length / 2);
  append (answer->bytes, "0\r\n\r\n");
}

/* Within a character of several bytes behind @from; @otherwise where there is none. */
static gsize
find_character (const GByteArray *bytes, gsize from, gsize otherwise)
{
  for (gsize i = from; i + 1 < bytes->len; i++)
    if (bytes->data[i] >= 0xc0)
      return i + 1;
  return otherwise;
}

static gsize
between (GRand *rand, gsize from, gsize to)
{
  return to > from + 1 ? (gsize) g_rand_int_range (rand, (gint32) from + 1, (gint32) to) : from;
}

/* How much of the answer comes. */
static gsize
find_end (const Answer *answer, ProxyFault fault, GRand *rand)
{
  gsize all = answer->bytes->len;

  switch (fault)
    {
    case PROXY_CUT_STATUS:
      return between (rand, 0, answer->line);
    case PROXY_CUT_LINE:
      return answer->line;
    case PROXY_CUT_HEADER:
      return between (rand, answer->line, answer->head);
    case PROXY_CUT_BODY_BEFORE:
      return answer->head;
    case PROXY_CUT_BODY:
      return between (rand, answer->head, all);
    case PROXY_CUT_CHARACTER:
      return find_character (answer->bytes, answer->head, between (rand, answer->head, all));
    case PROXY_CUT_CHUNK:
      return answer->chunk;
    case PROXY_CUT_LAST:
      return all - 1;
    default:
      return all;
    }
}

static gboolean
write_some (Way *way, const guint8 *bytes, gsize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (way->connection));

  return g_output_stream_write_all (out, bytes, length, NULL, way->proxy->stop, NULL);
}

/* Unless the test ends meanwhile. */
static void
pause_answer (Way *way)
{
  GPollFD stop;

  if (!g_cancellable_make_pollfd (way->proxy->stop, &stop))
    return;
  g_poll (&stop, 1, SLOW_PAUSE);
  g_cancellable_release_fd (way->proxy->stop);
}

/* The end comes with the last byte: nobody can send another request between the two. */
static void
cork (Way *way)
{
  g_socket_set_option (g_socket_connection_get_socket (way->connection), IPPROTO_TCP, TCP_CORK, 1,
                       NULL);
}

/* Returns: whether the connection goes on. */
static gboolean
write_answer (Way *way, const Answer *answer, ProxyFault fault, GRand *rand)
{
  gsize end = find_end (answer, fault, rand);
  gsize piece = fault == PROXY_SLOW ? end / SLOW_PIECES + 1 : end;
  gboolean goes_on = end == answer->bytes->len && fault != PROXY_CLOSED
                     && fault != PROXY_TOO_MUCH_PROMISED && fault != PROXY_TOO_LITTLE_PROMISED;

  if (!goes_on)
    cork (way);
  for (gsize at = 0; at < end; at += piece)
    {
      if (!write_some (way, answer->bytes->data + at, MIN (piece, end - at)))
        return FALSE;
      if (fault == PROXY_SLOW)
        pause_answer (way);
    }
  return goes_on;
}

/* What is written instead of what the server said. */
static gboolean
write_other (Way *way, guint status, const char *kind, const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Answer answer = { bytes };

  append_head (&answer, status, NULL, kind);
  append_body (&answer, text, strlen (text), (gssize) strlen (text));
  return write_some (way, bytes->data, bytes->len);
}

static gboolean
write_body (Way *way, SoupMessage *message, GBytes *body, ProxyFault fault, GRand *rand)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *kind = soup_message_headers_get_one (headers, "Content-Type");
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autofree char *copy = g_memdup2 (text, length);
  Answer answer = { bytes };
  gboolean in_chunks
      = length > 0
        && (fault == PROXY_CUT_CHUNK
            || ((fault < PROXY_SPOILED || fault == PROXY_SLOW) && g_rand_boolean (rand)));
  gssize promised;

  if (fault == PROXY_SHORTENED && length > 2)
    length = between (rand, 0, length - 1);
  if (fault == PROXY_SPOILED && length > 0)
    copy[g_rand_int_range (rand, 0, (gint32) length)] = '\1';
  promised = in_chunks ? -1 : (gssize) length;
  if (fault == PROXY_TOO_MUCH_PROMISED)
    promised += g_rand_int_range (rand, 1, 100);
  if (fault == PROXY_TOO_LITTLE_PROMISED && length > 2)
    promised = (gssize) between (rand, 0, length - 1);
  append_head (&answer, soup_message_get_status (message), headers,
               kind != NULL ? kind : "application/json");
  append_body (&answer, copy, length, promised);
  return write_answer (way, &answer, fault, rand);
}

/* The other end is told at once that nothing more comes, and loses what it has not read. */
static void
reset (Way *way)
{
  const struct linger linger = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (way->connection)), SOL_SOCKET,
              SO_LINGER, &linger, sizeof linger);
}

static gboolean
serve_with (Way *way, const Request *request, ProxyFault fault, GRand *rand)
{
  static const guint busy[] = { 429, 500, 503 };
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  if (fault == PROXY_KEPT)
    return FALSE;
  if (fault == PROXY_BUSY)
    return write_other (way, busy[g_rand_int_range (rand, 0, G_N_ELEMENTS (busy))],
                        "application/json", "{\"error\":\"busy\",\"reason\":\"a test\"}");
  body = pass_on (way, request, &message);
  if (fault == PROXY_TWICE && body != NULL)
    {
      g_bytes_unref (body);
      body = pass_on (way, request, &message);
    }
  if (body == NULL || fault == PROXY_RESET)
    {
      reset (way);
      return FALSE;
    }
  if (fault == PROXY_FAILED_AFTER)
    return write_other (way, 500, "application/json", "{\"error\":\"internal\"}");
  if (fault == PROXY_PAGE)
    return write_other (way, 200, "text/html", "<html><body>Please log in</body></html>");
  return write_body (way, message, body, fault, rand);
}

/* Returns: whether another may come on the same connection. */
static gboolean
serve_one (Way *way)
{
  FaultProxy *self = way->proxy;
  g_autoptr (GRand) rand = NULL;
  g_auto (Request) request = { NULL };
  ProxyFault fault;

  request.headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_request (way, &request))
    return FALSE;
  g_mutex_lock (&self->mutex);
  fault = self->fault;
  rand = g_rand_new_with_seed (self->seed++);
  self->counts[fault]++;
  if (fault != PROXY_KEPT)
    self->fault = PROXY_SOUND;
  g_mutex_unlock (&self->mutex);
  return serve_with (way, &request, fault, rand);
}

static gpointer
serve (gpointer data)
{
  Way *way = data;
  FaultProxy *self = way->proxy;

  while (serve_one (way))
    continue;
  g_io_stream_close (G_IO_STREAM (way->connection), NULL, NULL);
  g_object_unref (way->in);
  g_object_unref (way->connection);
  g_object_unref (way->session);
  g_free (way);
  g_mutex_lock (&self->mutex);
  self->open--;
  g_cond_signal (&self->none_open);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static SoupSession *
make_session (void)
{
  SoupSession *session = soup_session_new ();

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  /* bodies as they are: there are no characters to cut in what is compressed */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static gpointer
take_connections (gpointer data)
{
  FaultProxy *self = data;

  while (TRUE)
    {
      GSocketConnection *connection
          = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
      Way *way;

      if (connection == NULL)
        return NULL;
      way = g_new0 (Way, 1);
      way->proxy = self;
      way->connection = connection;
      way->in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
      g_data_input_stream_set_newline_type (way->in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
      way->session = make_session ();
      g_mutex_lock (&self->mutex);
      self->open++;
      g_mutex_unlock (&self->mutex);
      g_thread_unref (g_thread_new ("proxy", serve, way));
    }
}

FaultProxy *
fault_proxy_new (const char *target)
{
  FaultProxy *self = g_new0 (FaultProxy, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->target = g_strdup (target);
  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->none_open);
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  self->thread = g_thread_new ("proxies", take_connections, self);
  return self;
}

void
fault_proxy_free (FaultProxy *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_mutex_lock (&self->mutex);
  while (self->open > 0)
    g_cond_wait (&self->none_open, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->none_open);
  g_free (self->target);
  g_free (self->url);
  g_free (self);
}

const char *
fault_proxy_get_url (FaultProxy *self)
{
  return self->url;
}

void
fault_proxy_plan (FaultProxy *self, ProxyFault fault, guint32 seed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fault = fault;
  self->seed = seed;
}

char *
fault_proxy_tell (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < N_PROXY_FAULTS; i++)
    g_string_append_printf (out, "%s%s %u", i > 0 ? ", " : "", names[i], self->counts[i]);
  return g_string_free (out, FALSE);
}
