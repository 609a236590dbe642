/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "script.h"

#include <string.h>

#include "naru-json-text.h"

static void script_transport_init (NaruTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Script, script, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NARU_TYPE_TRANSPORT, script_transport_init))

static NaruHttpResponse *
respond (guint status, const char *body, int retry_after)
{
  NaruHttpResponse *response = g_new0 (NaruHttpResponse, 1);

  response->status = status;
  response->body = g_bytes_new (body, strlen (body));
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  response->retry_after = retry_after;
  response->logged_in = TRUE;
  return response;
}

static void
append_shown (GString *out, const NaruRemoteDocument *shown)
{
  g_string_append_printf (out, "{\"_id\":\"%s\",\"_rev\":\"%s\"%s,%s", shown->id, shown->rev,
                          shown->deleted ? ",\"_deleted\":true" : "", shown->body + 1);
}

static const char *
get_query (const NaruHttpRequest *request, const char *name)
{
  for (guint i = 0; request->query != NULL && request->query[i] != NULL; i += 2)
    if (strcmp (request->query[i], name) == 0)
      return request->query[i + 1];
  return "";
}

static NaruHttpResponse *
answer_changes (Script *self, const NaruHttpRequest *request)
{
  guint last = 0;
  guint limit = (guint) g_ascii_strtoull (get_query (request, "limit"), NULL, 10);
  gboolean documents = g_str_equal (get_query (request, "include_docs"), "true");
  g_autoptr (GArray) page = fake_server_changes (
      self->server, (guint) g_ascii_strtoull (get_query (request, "since"), NULL, 10), limit,
      &last);
  g_autoptr (GString) out = g_string_new ("{\"results\":[");

  for (guint i = 0; i < page->len; i++)
    {
      const NaruRemoteDocument *shown = &g_array_index (page, NaruRemoteDocument, i);

      g_string_append_printf (out, "%s{\"seq\":null,\"id\":\"%s\",\"changes\":[{\"rev\":\"%s\"}]",
                              i > 0 ? "," : "", shown->id, shown->rev);
      if (documents)
        {
          g_string_append (out, ",\"doc\":");
          append_shown (out, shown);
        }
      g_string_append_c (out, '}');
    }
  g_string_append_printf (out, "],\"last_seq\":\"%u-opaque\",\"pending\":%u}", last,
                          self->server->sequence - last);
  return respond (200, out->str, -1);
}

static NaruHttpResponse *
answer_bulk (Script *self, NaruJsonSpan docs)
{
  g_autoptr (GString) out = g_string_new ("[");
  NaruJsonIter iter;
  NaruJsonSpan doc;

  naru_json_iter_init (&iter, docs);
  while (naru_json_iter_next (&iter, NULL, &doc))
    {
      NaruJsonEdit edits[] = { { "_id", NULL }, { "_rev", NULL }, { "_deleted", NULL } };
      g_autofree char *text = naru_json_span_dup (doc);
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (doc, "_id"));
      g_autofree char *base = naru_json_span_dup_string (naru_json_span_member (doc, "_rev"));
      g_autofree char *body = naru_json_splice (text, edits, G_N_ELEMENTS (edits));
      const char *rev = fake_server_put (self->server, id, body, base,
                                         naru_json_span_member (doc, "_deleted").text != NULL);

      g_string_append (out, out->len > 1 ? "," : "");
      if (rev != NULL)
        g_string_append_printf (out, "{\"ok\":true,\"id\":\"%s\",\"rev\":\"%s\"}", id, rev);
      else
        g_string_append_printf (out, "{\"id\":\"%s\",\"error\":\"conflict\"}", id);
    }
  g_string_append_c (out, ']');
  return respond (201, out->str, -1);
}

static NaruHttpResponse *
answer_all_docs (Script *self, NaruJsonSpan keys)
{
  g_autoptr (GString) out = g_string_new ("{\"rows\":[");
  NaruJsonIter iter;
  NaruJsonSpan key;

  naru_json_iter_init (&iter, keys);
  while (naru_json_iter_next (&iter, NULL, &key))
    {
      g_autofree char *id = naru_json_span_dup_string (key);
      NaruRemoteDocument shown = fake_document_show (fake_server_get (self->server, id));

      g_string_append_printf (out, "%s{\"id\":\"%s\",\"value\":{\"rev\":\"%s\"},\"doc\":",
                              g_str_has_suffix (out->str, "[") ? "" : ",", id, shown.rev);
      append_shown (out, &shown);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return respond (200, out->str, -1);
}

static NaruHttpResponse *
answer_local (Script *self, const NaruHttpRequest *request, const char *body)
{
  if (strcmp (request->method, "PUT") == 0)
    {
      g_free (self->local);
      self->local = g_strdup (body);
      return respond (201, "{\"ok\":true,\"rev\":\"0-1\"}", -1);
    }
  return self->local != NULL ? respond (200, self->local, -1)
                             : respond (404, "{\"error\":\"not_found\"}", -1);
}

static NaruHttpResponse *
serve (Script *self, const NaruHttpRequest *request, const char *path)
{
  g_autofree char *body = request->body != NULL ? g_strndup (g_bytes_get_data (request->body, NULL),
                                                             g_bytes_get_size (request->body))
                                                : g_strdup ("{}");
  NaruJsonSpan root = naru_json_span (body, -1);

  if (strcmp (path, "_session") == 0)
    return respond (200,
                    "{\"userCtx\":{\"name\":\"anna\",\"roles\":[\"c1-employers\","
                    "\"c1:employer_counsellor\"]}}",
                    -1);
  if (strstr (path, "/_local/") != NULL)
    return answer_local (self, request, body);
  if (g_str_has_suffix (path, "/_changes"))
    return answer_changes (self, request);
  if (g_str_has_suffix (path, "-log/_bulk_docs"))
    return respond (201, "[]", -1);
  if (g_str_has_suffix (path, "/_bulk_docs"))
    return answer_bulk (self, naru_json_span_member (root, "docs"));
  if (g_str_has_suffix (path, "/_all_docs"))
    return answer_all_docs (self, naru_json_span_member (root, "keys"));
  return respond (200, "{\"instance_start_time\":\"1\",\"doc_count\":0}", -1);
}

static Answer *
find_answer (Script *self, const char *method, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->answers); i++)
    {
      Answer *answer = &self->answers[i];

      if (answer->times > 0 && strcmp (answer->method, method) == 0
          && g_str_has_suffix (path, answer->end))
        return answer;
    }
  return NULL;
}

static NaruHttpResponse *
script_send (NaruTransport *transport, const NaruHttpRequest *request, GCancellable *cancellable,
             GError **error)
{
  Script *self = TEST_SCRIPT (transport);
  g_autofree char *path = g_strjoinv ("/", (GStrv) request->path);
  Answer *answer = find_answer (self, request->method, path);

  g_string_append_printf (self->log, "%s %s\n", request->method, path);
  if (g_str_has_suffix (path, "c1-employers/_bulk_docs"))
    g_ptr_array_add (self->bulks, g_strndup (g_bytes_get_data (request->body, NULL),
                                             g_bytes_get_size (request->body)));
  if (answer == NULL)
    return serve (self, request, path);
  answer->times--;
  if (answer->status == 0)
    {
      g_set_error_literal (error, NARU_ERROR, (gint) answer->error, "as the script says");
      return NULL;
    }
  return respond (answer->status, answer->body, answer->retry_after);
}

static void
script_transport_init (NaruTransportInterface *iface)
{
  iface->send = script_send;
}

static void
script_finalize (GObject *object)
{
  Script *self = TEST_SCRIPT (object);

  g_string_free (self->log, TRUE);
  g_ptr_array_unref (self->bulks);
  g_free (self->local);
  G_OBJECT_CLASS (script_parent_class)->finalize (object);
}

static void
script_class_init (ScriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = script_finalize;
}

static void
script_init (Script *self)
{
  self->log = g_string_new (NULL);
  self->bulks = g_ptr_array_new_with_free_func (g_free);
}
