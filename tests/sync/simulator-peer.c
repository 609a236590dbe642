/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server of some histories: a real one, over real HTTP, through a proxy that breaks the way. It refuses nothing by chance,
 * has one node, and purges nothing; whoever sets it back puts documents and their revisions into a new database. */
#include <string.h>

#include "fault-proxy.h"
#include "naru-http.h"
#include "naru-wire.h"
#include "simulator-private.h"

#define PASSWORD "a word of the tests"
/* in as many processes histories may run at once */
#define CENTRES 8
#define USERS 6
#define TIMEOUT 30

static struct
{
  NaruHttp *admin;
  FaultProxy *proxy;
  SimServer server;
  /* of the world that is there */
  GPtrArray *backup; /* documents; NULL without one */
  guint requests;
} peer;

/* --- the administrator's way --- */

/* The answer, if the status is @wanted, or any where that is 0. */
static char *
ask (const char *method, const char *const *path, const char *const *query, const char *body,
     guint wanted)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  NaruHttpRequest request = { method, path, query, bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttpResponse) response = naru_http_send (peer.admin, &request, NULL, &error);

  g_assert_no_error (error);
  if (wanted != 0 && response->status != wanted)
    g_error ("%s %s: %u", method, path[0], response->status);
  return response->status < 300 ? naru_http_response_dup_text (response) : NULL;
}

static void
make_database (const char *name)
{
  const char *const path[] = { name, NULL };
  const char *const security[] = { name, "_security", NULL };
  g_autofree char *gone = ask ("DELETE", path, NULL, NULL, 0);
  g_autofree char *made = ask ("PUT", path, NULL, NULL, 201);
  g_autofree char *members = g_strdup_printf ("{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},"
                                              "\"members\":{\"names\":[],\"roles\":[\"%s\"]}}",
                                              peer.server.centre);
  g_autofree char *done = ask ("PUT", security, NULL, members, 200);
}

/* Other processes make the same at the same time. */
static void
make_user (guint index)
{
  g_autofree char *id = g_strdup_printf ("org.couchdb.user:user%u", index);
  const char *const path[] = { "_users", id, NULL };
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *done = NULL;

  g_string_append_printf (body,
                          "{\"name\":\"user%u\",\"type\":\"user\",\"password\":\"" PASSWORD
                          "\",\"roles\":[\"x-employers\",\"x:employer_counsellor\"",
                          index);
  for (guint i = 0; i < CENTRES; i++)
    g_string_append_printf (body, ",\"w%u\",\"w%u-employers\",\"w%u:employer_counsellor\"", i, i,
                            i);
  g_string_append (body, "]}");
  done = ask ("PUT", path, NULL, body->str, 0);
}

/* --- the way of a desk --- */

#define TYPE_PEER_TRANSPORT (peer_transport_get_type ())
G_DECLARE_FINAL_TYPE (PeerTransport, peer_transport, TEST, PEER_TRANSPORT, GObject)

struct _PeerTransport
{
  GObject parent_instance;
  NaruHttp *http;
  World *world;
  CouchWay way;
};

/* Of what the fake breaks, only whether, and what never arrives. */
static ProxyFault
choose_fault (World *world, CouchFault fault)
{
  if (fault == COUCH_SOUND)
    return PROXY_SOUND;
  return fault == COUCH_KEPT
             ? PROXY_KEPT
             : (ProxyFault) g_rand_int_range (world->rand, PROXY_KEPT + 1, N_PROXY_FAULTS);
}

static NaruHttpResponse *
peer_send (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable,
           GError **error)
{
  PeerTransport *self = TEST_PEER_TRANSPORT (transport);
  World *world = self->world;
  ProxyFault fault = choose_fault (world, self->way.choose (self->way.data));
  NaruHttpResponse *response;

  peer.requests++;
  fault_proxy_plan (peer.proxy, fault, g_rand_int (world->rand));
  response = naru_http_send (self->http, request, cancellable, error);
  if (fault != PROXY_KEPT)
    self->way.meanwhile (self->way.data);
  return response;
}

static void
peer_transport_init_iface (NaruTransportInterface *iface)
{
  iface->send = peer_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PeerTransport, peer_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NARU_TYPE_TRANSPORT,
                                                      peer_transport_init_iface))

static void
peer_transport_finalize (GObject *object)
{
  g_clear_object (&TEST_PEER_TRANSPORT (object)->http);
  G_OBJECT_CLASS (peer_transport_parent_class)->finalize (object);
}

static void
peer_transport_class_init (PeerTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = peer_transport_finalize;
}

static void
peer_transport_init (PeerTransport *self)
{
}

static NaruTransport *
open_way (World *world, const CouchWay *way)
{
  PeerTransport *self = g_object_new (TYPE_PEER_TRANSPORT, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http
      = naru_http_new (fault_proxy_get_url (peer.proxy), NARU_HTTP_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  naru_http_set_login (http, NARU_HTTP_SESSION, way->user, PASSWORD);
  naru_http_set_timeout (http, TIMEOUT);
  self->http = g_steal_pointer (&http);
  self->world = world;
  self->way = *way;
  return NARU_TRANSPORT (self);
}

/* --- the server --- */

static void
begin (World *world)
{
  make_database (world->database);
  make_database (world->log_database);
  peer.requests = 0;
}

static void
end (World *world)
{
  g_clear_pointer (&peer.backup, g_ptr_array_unref);
}

static void
make_anew (World *world)
{
  make_database (world->database);
}

/* With the names of all revisions that led to it. */
static void
back_up_document (World *world, NaruJsonSpan row)
{
  g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (row, "id"));
  NaruJsonIter iter;
  NaruJsonSpan change;
  g_autofree char *rev = NULL;
  const char *const path[] = { world->database, id, NULL };

  naru_json_iter_init (&iter, naru_json_span_member (row, "changes"));
  g_assert_true (naru_json_iter_next (&iter, NULL, &change));
  rev = naru_json_span_dup_string (naru_json_span_member (change, "rev"));
  {
    const char *const query[] = { "revs", "true", "rev", rev, NULL };

    g_ptr_array_add (peer.backup, ask ("GET", path, query, NULL, 200));
  }
}

static void
back_up (World *world)
{
  const char *const path[] = { world->database, "_changes", NULL };
  g_autofree char *changes = ask ("GET", path, NULL, NULL, 200);
  NaruJsonIter iter;
  NaruJsonSpan row;

  g_clear_pointer (&peer.backup, g_ptr_array_unref);
  peer.backup = g_ptr_array_new_with_free_func (g_free);
  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (changes, -1), "results"));
  while (naru_json_iter_next (&iter, NULL, &row))
    back_up_document (world, row);
}

static void
set_back (World *world)
{
  const char *const path[] = { world->database, "_bulk_docs", NULL };
  g_autoptr (GString) body = g_string_new ("{\"new_edits\":false,\"docs\":[");
  g_autofree char *done = NULL;

  if (peer.backup == NULL)
    return;
  make_database (world->database);
  for (guint i = 0; i < peer.backup->len; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (peer.backup, i));
  g_string_append (body, "]}");
  done = ask ("POST", path, NULL, body->str, 201);
}

static void
take_document (NaruJsonSpan document, GHashTable *found, GString *branches)
{
  NaruRemoteDocument remote;
  NaruJsonSpan conflicts = naru_json_span_member (document, "_conflicts");

  g_assert_true (naru_wire_read_document (document, &remote));
  g_hash_table_insert (found, remote.id, remote.body);
  g_free (remote.rev);
  if (conflicts.text != NULL && conflicts.length > 2)
    g_string_append_len (branches, conflicts.text, (gssize) conflicts.length);
}

static GHashTable *
read_all (World *world, const char *database, GString *branches)
{
  static const char *const query[] = { "include_docs", "true", "conflicts", "true", NULL };
  const char *const path[] = { database, "_all_docs", NULL };
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = ask ("GET", path, query, NULL, 0);
  NaruJsonIter iter;
  NaruJsonSpan row;

  naru_json_iter_init (&iter, text != NULL
                                  ? naru_json_span_member (naru_json_span (text, -1), "rows")
                                  : (NaruJsonSpan){ NULL, 0 });
  while (text != NULL && naru_json_iter_next (&iter, NULL, &row))
    take_document (naru_json_span_member (row, "doc"), found, branches);
  return found;
}

static guint
count (const World *world)
{
  return peer.requests;
}

static const char *
get_violation (const World *world)
{
  return NULL;
}

void
sim_use_peer (const char *url, const char *password, const char *centre)
{
  g_autoptr (GError) error = NULL;

  peer.admin = naru_http_new (url, NARU_HTTP_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  naru_http_set_login (peer.admin, NARU_HTTP_BASIC, "admin", password);
  peer.proxy = fault_proxy_new (url);
  peer.server = (SimServer){
    .centre = centre,
    .other = "x",
    /* with characters of several bytes */
    .name = "항구 Hafencafé",
    /* they take long, so much is tried in each */
    .calm = 0.3,
    .trouble = 0.5,
    .begin = begin,
    .end = end,
    .open = open_way,
    .back_up = back_up,
    .set_back = set_back,
    .make_anew = make_anew,
    .read = read_all,
    .count = count,
    .violation = get_violation,
  };
  for (guint i = 0; i < USERS; i++)
    make_user (i);
  sim_set_server (&peer.server);
}

char *
sim_leave_peer (void)
{
  char *told = fault_proxy_tell (peer.proxy);

  g_clear_pointer (&peer.proxy, fault_proxy_free);
  g_clear_object (&peer.admin);
  return told;
}
