/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include <string.h>

#include "fake-couch-private.h"

struct _FakeCouch
{
  GHashTable *databases; /* name -> CouchDatabase */
  GHashTable *backup; /* the same, as they were */
  GRand *rand;
  gboolean split;
  guint copies;
  gboolean steady;
  guint n_databases;
  guint n_requests;
  char *violation;
};

static GHashTable *
new_databases (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                (GDestroyNotify) couch_database_free);
}

FakeCouch *
fake_couch_new (GRand *rand)
{
  FakeCouch *self = g_new0 (FakeCouch, 1);

  self->databases = new_databases ();
  self->rand = rand;
  self->copies = 1;
  return self;
}

void
fake_couch_free (FakeCouch *self)
{
  g_hash_table_unref (self->databases);
  g_clear_pointer (&self->backup, g_hash_table_unref);
  g_free (self->violation);
  g_free (self);
}

static CouchDatabase *
ensure_database (FakeCouch *self, const char *name)
{
  CouchDatabase *database = g_hash_table_lookup (self->databases, name);

  if (database == NULL)
    {
      database = couch_database_new (name, ++self->n_databases);
      g_hash_table_insert (self->databases, database->name, database);
    }
  return database;
}

static void
meet_all (FakeCouch *self)
{
  GHashTableIter iter;
  gpointer database;

  g_hash_table_iter_init (&iter, self->databases);
  while (g_hash_table_iter_next (&iter, NULL, &database))
    couch_database_meet (database);
}

void
fake_couch_set_copies (FakeCouch *self, guint copies)
{
  self->copies = copies;
}

void
fake_couch_set_steady (FakeCouch *self)
{
  self->steady = TRUE;
}

void
fake_couch_split (FakeCouch *self, gboolean split)
{
  self->split = split;
  if (!split)
    meet_all (self);
}

static GHashTable *
copy_databases (GHashTable *databases)
{
  GHashTable *copy = new_databases ();
  GHashTableIter iter;
  gpointer database;

  g_hash_table_iter_init (&iter, databases);
  while (g_hash_table_iter_next (&iter, NULL, &database))
    {
      CouchDatabase *copied = couch_database_copy (database);

      g_hash_table_insert (copy, copied->name, copied);
    }
  return copy;
}

void
fake_couch_back_up (FakeCouch *self)
{
  if (self->split)
    return;
  g_clear_pointer (&self->backup, g_hash_table_unref);
  self->backup = copy_databases (self->databases);
}

/* The companion databases stay: what they have is never changed, and nobody sends it again. */
void
fake_couch_set_back (FakeCouch *self, gboolean with_locals)
{
  g_autoptr (GHashTable) before = NULL;
  GHashTableIter iter;
  gpointer name, database;

  if (self->backup == NULL)
    return;
  before = g_steal_pointer (&self->databases);
  self->databases = copy_databases (self->backup);
  self->split = FALSE;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &database))
    if (g_str_has_suffix (name, "-log"))
      {
        g_hash_table_iter_steal (&iter);
        g_hash_table_replace (self->databases, name, database);
      }
  g_hash_table_iter_init (&iter, self->databases);
  while (!with_locals && g_hash_table_iter_next (&iter, NULL, &database))
    g_hash_table_remove_all (((CouchDatabase *) database)->locals);
}

void
fake_couch_make_anew (FakeCouch *self, const char *name)
{
  g_hash_table_remove (self->databases, name);
  ensure_database (self, name);
}

void
fake_couch_purge (FakeCouch *self, const char *name, const char *id)
{
  CouchDatabase *database = ensure_database (self, name);

  for (guint i = 0; i < COUCH_NODES; i++)
    g_hash_table_remove (database->nodes[i].documents, id);
}

GPtrArray *
fake_couch_list (FakeCouch *self, const char *name)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, ensure_database (self, name)->nodes[0].documents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (!couch_document_winner (data)->deleted)
      g_ptr_array_add (ids, g_strdup (((CouchDocument *) data)->id));
  return ids;
}

char *
fake_couch_get (FakeCouch *self, const char *name, const char *id)
{
  CouchRev *winner
      = couch_document_winner (couch_node_get (&ensure_database (self, name)->nodes[0], id));

  return winner != NULL && !winner->deleted ? g_strdup (winner->body) : NULL;
}

/* The versions that the server does not show, one text. */
char *
fake_couch_get_branches (FakeCouch *self, const char *name)
{
  GString *out = g_string_new (NULL);

  for (guint node = 0; node < COUCH_NODES; node++)
    {
      GHashTableIter iter;
      gpointer data;

      g_hash_table_iter_init (&iter, ensure_database (self, name)->nodes[node].documents);
      while (g_hash_table_iter_next (&iter, NULL, &data))
        {
          const CouchDocument *document = data;
          const CouchRev *winner = couch_document_winner (document);

          for (guint i = 0; i < document->revs->len; i++)
            {
              const CouchRev *rev = document->revs->pdata[i];

              if (!rev->inner && !rev->deleted && rev != winner)
                g_string_append (out, rev->body);
            }
        }
    }
  return g_string_free (out, FALSE);
}

gboolean
fake_couch_comes_from (FakeCouch *self, const char *name, const char *id, const char *later,
                       const char *earlier)
{
  CouchDatabase *database = ensure_database (self, name);
  g_autofree char *told = g_strconcat (id, " ", later, NULL);

  if (g_hash_table_contains (database->known, told))
    return FALSE;
  for (guint node = 0; node < COUCH_NODES; node++)
    {
      const CouchRev *rev
          = couch_document_find (couch_node_get (&database->nodes[node], id), later);

      for (; rev != NULL; rev = rev->parent)
        if (strcmp (rev->name, earlier) == 0)
          return TRUE;
    }
  return FALSE;
}

guint
fake_couch_count_requests (FakeCouch *self)
{
  return self->n_requests;
}

const char *
fake_couch_get_violation (FakeCouch *self)
{
  return self->violation;
}

/* --- the way --- */

#define TYPE_COUCH_TRANSPORT (couch_transport_get_type ())
G_DECLARE_FINAL_TYPE (CouchTransport, couch_transport, TEST, COUCH_TRANSPORT, GObject)

struct _CouchTransport
{
  GObject parent_instance;
  FakeCouch *couch;
  CouchWay way;
};

static NaruHttpResponse *
serve (CouchTransport *self, const NaruHttpRequest *request)
{
  g_autofree char *text = request->body != NULL ? g_strndup (g_bytes_get_data (request->body, NULL),
                                                             g_bytes_get_size (request->body))
                                                : g_strdup ("{}");
  CouchCall call = { .way = &self->way,
                     .rand = self->couch->rand,
                     .split = self->couch->split,
                     .copies = self->couch->copies,
                     .steady = self->couch->steady,
                     .node = (guint) g_rand_int_range (self->couch->rand, 0, COUCH_NODES),
                     .request = request,
                     .body = naru_json_span (text, -1) };
  NaruHttpResponse *response;

  self->couch->n_requests++;
  if (strcmp (request->path[0], "_session") != 0)
    call.database = ensure_database (self->couch, request->path[0]);
  response = couch_answer (&call);
  if ((response == NULL || call.doubled) && self->couch->violation == NULL)
    self->couch->violation
        = g_strdup_printf ("%s %s: %s", request->method,
                           request->path[1] != NULL ? request->path[1] : request->path[0],
                           call.doubled ? "a document is twice in it" : "no client may send that");
  return response != NULL ? response : couch_respond (405, "{\"error\":\"method_not_allowed\"}");
}

static NaruHttpResponse *
fail (GError **error)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NETWORK, "The connection broke.");
  return NULL;
}

static void
set_body (NaruHttpResponse *response, const char *text, gsize length)
{
  g_bytes_unref (response->body);
  response->body = g_bytes_new (text, length);
}

/* Anywhere, and more often than chance would where it matters: at the beginning, the end, a bracket. */
static NaruHttpResponse *
cut (CouchTransport *self, NaruHttpResponse *response)
{
  g_autofree char *text = naru_http_response_dup_text (response);
  gsize length = strlen (text);
  GRand *rand = self->couch->rand;
  gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) length);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      at = 1;
      break;
    case 1:
      at = length - 1;
      break;
    case 2:
      while (at > 1 && strchr ("]},", text[at - 1]) == NULL)
        at--;
      break;
    default:
      break;
    }
  set_body (response, text, MIN (MAX (at, 1), length - 1));
  return response;
}

static NaruHttpResponse *
spoil (CouchTransport *self, NaruHttpResponse *response)
{
  g_autofree char *text = naru_http_response_dup_text (response);
  gsize length = strlen (text);

  text[g_rand_int_range (self->couch->rand, 0, (gint32) length)] = '\1';
  set_body (response, text, length);
  return response;
}

static NaruHttpResponse *
serve_twice (CouchTransport *self, const NaruHttpRequest *request)
{
  naru_http_response_free (serve (self, request));
  return serve (self, request);
}

static NaruHttpResponse *
couch_send (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable,
            GError **error)
{
  static const guint busy[] = { 429, 500, 503 };
  CouchTransport *self = TEST_COUCH_TRANSPORT (transport);
  CouchFault fault = self->way.choose != NULL ? self->way.choose (self->way.data) : COUCH_SOUND;
  g_autoptr (NaruHttpResponse) response = NULL;

  if (fault == COUCH_KEPT)
    return fail (error);
  if (fault == COUCH_BUSY)
    return couch_respond (busy[g_rand_int_range (self->couch->rand, 0, G_N_ELEMENTS (busy))],
                          "{\"error\":\"busy\"}");
  response = fault == COUCH_TWICE ? serve_twice (self, request) : serve (self, request);
  if (self->way.meanwhile != NULL)
    self->way.meanwhile (self->way.data);
  switch (fault)
    {
    case COUCH_LOST:
      return fail (error);
    case COUCH_FAILED_AFTER:
      return couch_respond (500, "{\"error\":\"internal\"}");
    case COUCH_CUT:
      return cut (self, g_steal_pointer (&response));
    case COUCH_SPOILED:
      return spoil (self, g_steal_pointer (&response));
    default:
      return g_steal_pointer (&response);
    }
}

static void
couch_transport_init_iface (NaruTransportInterface *iface)
{
  iface->send = couch_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CouchTransport, couch_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NARU_TYPE_TRANSPORT,
                                                      couch_transport_init_iface))

static void
couch_transport_class_init (CouchTransportClass *klass)
{
}

static void
couch_transport_init (CouchTransport *self)
{
}

NaruTransport *
fake_couch_open (FakeCouch *self, const CouchWay *way)
{
  CouchTransport *transport = g_object_new (TYPE_COUCH_TRANSPORT, NULL);

  transport->couch = self;
  transport->way = *way;
  return NARU_TRANSPORT (transport);
}
