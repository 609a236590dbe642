/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server answers to each request. */
#include <string.h>

#include "fake-couch-private.h"

NaruHttpResponse *
couch_respond (guint status, const char *body)
{
  NaruHttpResponse *response = g_new0 (NaruHttpResponse, 1);

  response->status = status;
  response->body = g_bytes_new (body, strlen (body));
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  response->retry_after = -1;
  response->logged_in = TRUE;
  return response;
}

static CouchNode *
get_node (CouchCall *call)
{
  return &call->database->nodes[call->node];
}

static const char *
get_query (const CouchCall *call, const char *name)
{
  const char *const *query = call->request->query;

  for (guint i = 0; query != NULL && query[i] != NULL; i += 2)
    if (strcmp (query[i], name) == 0)
      return query[i + 1];
  return "";
}

static char *
dup_member (NaruJsonSpan object, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (object, name));
}

static NaruHttpResponse *
answer_session (CouchCall *call)
{
  g_autofree char *roles = g_strjoinv ("\",\"", (GStrv) call->way->roles);
  g_autofree char *text = g_strdup_printf (
      "{\"ok\":true,\"userCtx\":{\"name\":\"%s\",\"roles\":[\"%s\"]}}", call->way->user, roles);

  return couch_respond (200, text);
}

static NaruHttpResponse *
answer_local (CouchCall *call)
{
  const char *name = call->request->path[2];

  if (strcmp (call->request->method, "GET") == 0)
    {
      const char *body = g_hash_table_lookup (call->database->locals, name);

      return body != NULL ? couch_respond (200, body)
                          : couch_respond (404, "{\"error\":\"not_found\"}");
    }
  /* no revision is checked, nor does it count */
  g_hash_table_replace (call->database->locals, g_strdup (name), naru_json_span_dup (call->body));
  return couch_respond (201, "{\"ok\":true,\"id\":\"_local/x\",\"rev\":\"0-1\"}");
}

static gboolean
is_token (const char *text)
{
  gsize digits = strspn (text, "0123456789");

  return digits > 0 && (text[digits] == '\0' || text[digits] == '-');
}

/* A token says of which node it is; at another one the feed begins where both had the same, and a little before while it does not
 * see the first: what is there by then may be earlier than what the desk has seen. */
static guint
read_since (CouchCall *call)
{
  const char *text = get_query (call, "since");
  char *end;
  guint64 sequence = g_ascii_strtoull (text, &end, 10);
  guint node = *end == '-' ? (guint) g_ascii_strtoull (end + 1, NULL, 10) : call->node;
  GArray *meetings = get_node (call)->meetings;

  if (node == call->node)
    return (guint) sequence;
  for (guint i = meetings->len; i-- > 0;)
    {
      const CouchMeeting *meeting = &g_array_index (meetings, CouchMeeting, i);

      if (meeting->other <= sequence)
        return call->split && i > 0 ? g_array_index (meetings, CouchMeeting, i - 1).own
                                    : meeting->own;
    }
  return 0;
}

/* What a server does now and then, one time of @times. */
static gboolean
happens (CouchCall *call, gint32 times)
{
  return !call->steady && g_rand_int_range (call->rand, 0, times) == 0;
}

/* The version that the server shows first; the others, also deleted ones, if they are asked for. */
static void
append_leaves (CouchCall *call, GString *out, const CouchDocument *document, const CouchRev *winner)
{
  g_string_append_printf (out, "[{\"rev\":\"%s\"}", winner->name);
  for (guint i = 0; i < document->revs->len; i++)
    {
      const CouchRev *rev = document->revs->pdata[i];

      if (rev != winner && !rev->inner && strcmp (get_query (call, "style"), "all_docs") == 0)
        g_string_append_printf (out, ",{\"rev\":\"%s\"}", rev->name);
    }
  g_string_append_c (out, ']');
}

static void
append_row (CouchCall *call, GString *out, const CouchDocument *document)
{
  const CouchRev *winner = couch_document_winner (document);
  gboolean first = out->str[out->len - 1] == '[';

  g_string_append_printf (out, "%s{\"seq\":", first ? "" : ",");
  if (g_rand_boolean (call->rand))
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "\"%u-%u.%x\"", document->sequence, call->node,
                            g_rand_int (call->rand));
  g_string_append_printf (out, ",\"id\":\"%s\",\"changes\":", document->id);
  append_leaves (call, out, document, winner);
  if (winner->deleted)
    g_string_append (out, ",\"deleted\":true");
  if (strcmp (get_query (call, "include_docs"), "true") == 0)
    {
      g_string_append (out, ",\"doc\":");
      /* read a moment after the row: it may have gone meanwhile */
      if (!winner->deleted && happens (call, 50))
        g_string_append (out, "null");
      else
        couch_append_document (out, document, winner,
                               strcmp (get_query (call, "conflicts"), "true") == 0, FALSE);
    }
  g_string_append_c (out, '}');
}

static NaruHttpResponse *
answer_changes (CouchCall *call)
{
  guint limit = (guint) g_ascii_strtoull (get_query (call, "limit"), NULL, 10);
  guint last = read_since (call);
  g_autoptr (GPtrArray) found = couch_node_changes (get_node (call), last);
  g_autoptr (GString) out = g_string_new ("{\"results\":[");
  guint rows = 0;

  if (!is_token (get_query (call, "since")))
    return couch_respond (400, "{\"error\":\"bad_request\"}");
  for (; rows < found->len && (limit == 0 || rows < limit); rows++)
    {
      const CouchDocument *document = found->pdata[rows];

      append_row (call, out, document);
      last = document->sequence;
      /* rows may come twice */
      if (happens (call, 40))
        append_row (call, out, document);
    }
  g_string_append_printf (out, "],\"last_seq\":\"%u-%u.%x\",\"pending\":%u}", last, call->node,
                          g_rand_int (call->rand), found->len - rows);
  return couch_respond (200, out->str);
}

static char *
get_body (NaruJsonSpan document)
{
  g_autoptr (GString) out = g_string_new ("{");
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  naru_json_iter_init (&iter, document);
  while (naru_json_iter_next (&iter, &name, &value))
    if (name.text[1] != '_')
      g_string_append_printf (out, "%s%.*s:%.*s", out->len > 1 ? "," : "", (int) name.length,
                              name.text, (int) value.length, value.text);
  g_string_append_c (out, '}');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
put_document (CouchCall *call, NaruJsonSpan document, GHashTable *seen, GString *out)
{
  g_autofree char *id = dup_member (document, "_id");
  g_autofree char *base = dup_member (document, "_rev");
  g_autofree char *body = get_body (document);
  NaruJsonSpan deleted = naru_json_span_member (document, "_deleted");
  CouchRev *rev = NULL;

  g_string_append (out, out->len > 1 ? "," : "");
  if (!g_hash_table_add (seen, g_strdup (id)))
    call->doubled = TRUE;
  /* CouchDB asks for a conflict first, and for the rules only then: what came twice is not refused the second time */
  if (call->way->refuse != NULL && couch_node_takes (get_node (call), id, base)
      && call->way->refuse (id, call->way->data))
    {
      g_string_append_printf (out, "{\"id\":\"%s\",\"error\":\"forbidden\",\"reason\":\"no\"}", id);
      return;
    }
  rev = couch_node_put (get_node (call), id, base, deleted.text != NULL && *deleted.text == 't',
                        body);
  if (rev != NULL)
    g_string_append_printf (out, "{\"ok\":true,\"id\":\"%s\",\"rev\":\"%s\"}", id, rev->name);
  else
    g_string_append_printf (
        out, "{\"id\":\"%s\",\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}", id);
}

static NaruHttpResponse *
answer_bulk_docs (CouchCall *call)
{
  g_autoptr (GString) out = g_string_new ("[");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NaruJsonIter iter;
  NaruJsonSpan document;

  naru_json_iter_init (&iter, naru_json_span_member (call->body, "docs"));
  while (naru_json_iter_next (&iter, NULL, &document))
    put_document (call, document, seen, out);
  g_string_append_c (out, ']');
  if (!call->split)
    couch_database_meet (call->database);
  return couch_respond (201, out->str);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const CouchDocument *const *) a)->id, (*(const CouchDocument *const *) b)->id);
}

/* Ids and revisions of what is not deleted, by id. */
static NaruHttpResponse *
answer_list (CouchCall *call)
{
  guint limit = (guint) g_ascii_strtoull (get_query (call, "limit"), NULL, 10);
  const char *key = get_query (call, "startkey");
  g_autofree char *from
      = *key != '\0' ? naru_json_span_dup_string (naru_json_span (key, -1)) : NULL;
  g_autoptr (GPtrArray) found = couch_node_changes (get_node (call), 0);
  g_autoptr (GString) out = g_string_new ("{\"total_rows\":0,\"offset\":0,\"rows\":[");

  g_ptr_array_sort (found, compare_ids);
  for (guint i = 0; i < found->len && limit > 0; i++)
    {
      const CouchDocument *document = found->pdata[i];
      const CouchRev *winner = couch_document_winner (document);

      if (winner->deleted || (from != NULL && strcmp (document->id, from) < 0))
        continue;
      g_string_append_printf (out, "%s{\"id\":\"%s\",\"key\":\"%s\",\"value\":{\"rev\":\"%s\"}}",
                              out->str[out->len - 1] == '[' ? "" : ",", document->id, document->id,
                              winner->name);
      limit--;
    }
  g_string_append (out, "]}");
  return couch_respond (200, out->str);
}

static NaruHttpResponse *
answer_all_docs (CouchCall *call)
{
  g_autoptr (GString) out = g_string_new ("{\"total_rows\":0,\"offset\":0,\"rows\":[");
  NaruJsonIter iter;
  NaruJsonSpan key;

  naru_json_iter_init (&iter, naru_json_span_member (call->body, "keys"));
  while (naru_json_iter_next (&iter, NULL, &key))
    {
      g_autofree char *id = naru_json_span_dup_string (key);
      const CouchDocument *document = couch_node_get (get_node (call), id);
      const CouchRev *winner = couch_document_winner (document);

      g_string_append (out, out->str[out->len - 1] == '[' ? "" : ",");
      if (winner == NULL)
        {
          g_string_append_printf (out, "{\"key\":\"%s\",\"error\":\"not_found\"}", id);
          continue;
        }
      g_string_append_printf (out, "{\"id\":\"%s\",\"key\":\"%s\",\"value\":{\"rev\":\"%s\"%s}", id,
                              id, winner->name, winner->deleted ? ",\"deleted\":true" : "");
      if (strcmp (get_query (call, "include_docs"), "true") == 0)
        {
          g_string_append (out, ",\"doc\":");
          if (winner->deleted)
            g_string_append (out, "null");
          else
            couch_append_document (out, document, winner,
                                   strcmp (get_query (call, "conflicts"), "true") == 0, FALSE);
        }
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return couch_respond (200, out->str);
}

static NaruHttpResponse *
answer_revs_diff (CouchCall *call)
{
  g_autoptr (GString) out = g_string_new ("{");
  NaruJsonIter iter, revs;
  NaruJsonSpan name, value, rev;

  naru_json_iter_init (&iter, call->body);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *id = naru_json_span_dup_string (name);
      g_autofree char *text = NULL;

      naru_json_iter_init (&revs, value);
      if (!naru_json_iter_next (&revs, NULL, &rev))
        continue;
      text = naru_json_span_dup_string (rev);
      if (couch_document_find (couch_node_get (get_node (call), id), text) == NULL)
        g_string_append_printf (out, "%s\"%s\":{\"missing\":[\"%s\"]}", out->len > 1 ? "," : "", id,
                                text);
      else
        g_hash_table_add (call->database->known, g_strconcat (id, " ", text, NULL));
    }
  g_string_append_c (out, '}');
  return couch_respond (200, out->str);
}

/* What a document is asked for without a revision: also what is deleted. */
static void
append_versions (GString *out, const CouchDocument *document)
{
  gboolean any = FALSE;

  for (guint i = 0; i < document->revs->len; i++)
    {
      const CouchRev *rev = document->revs->pdata[i];

      if (rev->inner)
        continue;
      g_string_append (out, any ? ",{\"ok\":" : "{\"ok\":");
      couch_append_document (out, document, rev, FALSE, TRUE);
      g_string_append_c (out, '}');
      any = TRUE;
    }
}

static NaruHttpResponse *
answer_bulk_get (CouchCall *call)
{
  g_autoptr (GString) out = g_string_new ("{\"results\":[");
  NaruJsonIter iter;
  NaruJsonSpan wanted;

  naru_json_iter_init (&iter, naru_json_span_member (call->body, "docs"));
  while (naru_json_iter_next (&iter, NULL, &wanted))
    {
      g_autofree char *id = dup_member (wanted, "id");
      g_autofree char *name = dup_member (wanted, "rev");
      const CouchDocument *document = couch_node_get (get_node (call), id);
      const CouchRev *rev = name != NULL ? couch_document_find (document, name) : NULL;

      g_string_append_printf (out, "%s{\"id\":\"%s\",\"docs\":[",
                              out->str[out->len - 1] == '[' ? "" : ",", id);
      if (name == NULL && document != NULL)
        {
          append_versions (out, document);
          g_string_append (out, "]}");
          continue;
        }
      /* what is not a leaf may have been compacted */
      if (rev == NULL || (rev->inner && happens (call, 4)))
        g_string_append_printf (
            out, "{\"error\":{\"id\":\"%s\",\"rev\":\"%s\",\"error\":\"not_found\"}}", id,
            name != NULL ? name : "undefined");
      else
        {
          g_string_append (out, "{\"ok\":");
          couch_append_document (out, document, rev, FALSE, TRUE);
          g_string_append_c (out, '}');
        }
      g_string_append (out, "]}");
    }
  g_string_append (out, "]}");
  return couch_respond (200, out->str);
}

/* By the record alone, as history is asked for. */
static NaruHttpResponse *
answer_find (CouchCall *call)
{
  g_autofree char *record = dup_member (naru_json_span_member (call->body, "selector"), "record");
  g_autoptr (GPtrArray) all = couch_node_changes (get_node (call), 0);
  g_autoptr (GString) out = g_string_new ("{\"docs\":[");

  for (guint i = 0; i < all->len; i++)
    {
      const CouchDocument *document = all->pdata[i];
      const CouchRev *winner = couch_document_winner (document);
      g_autofree char *of = dup_member (naru_json_span (winner->body, -1), "record");

      if (winner->deleted || g_strcmp0 (of, record) != 0)
        continue;
      g_string_append (out, out->str[out->len - 1] == '[' ? "" : ",");
      couch_append_document (out, document, winner, FALSE, FALSE);
    }
  g_string_append (out, "]}");
  return couch_respond (200, out->str);
}

static NaruHttpResponse *
answer_database (CouchCall *call)
{
  g_autofree char *text = g_strdup_printf (
      "{\"db_name\":\"%s\",\"instance_start_time\":\"%s\",\"update_seq\":\"%u-%u.a\",\"doc_"
      "count\":%u,"
      "\"cluster\":{\"n\":%u}}",
      call->database->name, call->database->born, get_node (call)->sequence, call->node,
      g_hash_table_size (get_node (call)->documents), call->copies);

  return couch_respond (200, text);
}

typedef NaruHttpResponse *(*Answer) (CouchCall *call);

/* Documents are written by POST _bulk_docs alone, since libsoup repeats a PUT by itself. */
static Answer
find_answer (const CouchCall *call)
{
  static const struct
  {
    const char *method;
    const char *name;
    Answer answer;
  } answers[] = {
    { "GET", "_changes", answer_changes },    { "POST", "_bulk_docs", answer_bulk_docs },
    { "POST", "_all_docs", answer_all_docs }, { "POST", "_revs_diff", answer_revs_diff },
    { "POST", "_bulk_get", answer_bulk_get }, { "POST", "_find", answer_find },
    { "GET", "_local", answer_local },        { "PUT", "_local", answer_local },
    { "GET", "_all_docs", answer_list },
  };
  const char *const *path = call->request->path;

  for (guint i = 0; path[1] != NULL && i < G_N_ELEMENTS (answers); i++)
    if (strcmp (call->request->method, answers[i].method) == 0
        && strcmp (path[1], answers[i].name) == 0)
      return answers[i].answer;
  return path[1] == NULL && strcmp (call->request->method, "GET") == 0 ? answer_database : NULL;
}

/**
 * couch_answer:
 *
 * Returns: (nullable): what the server answers; %NULL for what no client may ask
 */
NaruHttpResponse *
couch_answer (CouchCall *call)
{
  Answer answer;

  if (strcmp (call->request->path[0], "_session") == 0)
    return answer_session (call);
  answer = find_answer (call);
  return answer != NULL ? answer (call) : NULL;
}
