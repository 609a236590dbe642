/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same questions to the two servers of the histories: the fake, which is written after CouchDB, and PouchDB's, which is
 * real. Where they differ as the client sees it, docs/test-servers.md says so; this fails where the servers differ in something
 * else, or no longer do. NARU_PEER, NARU_PEER_PASSWORD: as for test-histories. */
#include <string.h>

#include "fake-couch.h"
#include "naru-wire.h"

#define DATABASE "probe"
#define UNKNOWN "00000000000000000000000000000000"

/**
 * Probe: a conversation, one request a line: method, path, body
 * @asked: its last request, whose answer counts
 *
 * In them, $N is the revision number N that was stored (from 1), and $s where the latest _changes ended.
 */
typedef struct
{
  const char *name;
  const char *before;
  const char *asked;
} Probe;

#define PUT(document) "POST probe/_bulk_docs {\"docs\":[" document "]}"
#define A "{\"_id\":\"a\",\"x\":1}"

static const Probe probes[] = {
  { "database", "", "GET probe" },
  { "database-missing", "", "GET nowhere/_changes?since=0" },
  { "write-new", "", PUT (A) },
  { "write-nothing", "", PUT ("") },
  { "write-again-without-revision", PUT (A), PUT ("{\"_id\":\"a\",\"x\":2}") },
  { "write-same-again-without-revision", PUT (A), PUT (A) },
  { "write-next", PUT (A), PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}") },
  { "write-on-old-revision", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":3}") },
  { "write-on-unknown-revision", PUT (A),
    PUT ("{\"_id\":\"a\",\"_rev\":\"1-" UNKNOWN "\",\"x\":3}") },
  { "write-on-later-revision", PUT (A),
    PUT ("{\"_id\":\"a\",\"_rev\":\"7-" UNKNOWN "\",\"x\":3}") },
  { "write-new-with-revision", "", PUT ("{\"_id\":\"a\",\"_rev\":\"1-" UNKNOWN "\",\"x\":3}") },
  { "write-two", PUT (A), PUT (A ",{\"_id\":\"b\"}") },
  { "write-id-of-the-server", "", PUT ("{\"_id\":\"_a\"}") },
  { "write-member-of-the-server", "", PUT ("{\"_id\":\"a\",\"_b\":1}") },
  { "write-by-put", "", "PUT probe/a {\"x\":1}" },
  { "delete", PUT (A), PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}") },
  { "delete-twice", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}") },
  { "delete-on-tombstone", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    PUT ("{\"_id\":\"a\",\"_rev\":\"$2\",\"_deleted\":true}") },
  { "delete-what-is-not-there", "", PUT ("{\"_id\":\"a\",\"_deleted\":true}") },
  { "write-on-tombstone", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    PUT ("{\"_id\":\"a\",\"_rev\":\"$2\",\"x\":2}") },
  { "write-anew-after-deletion",
    PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    PUT ("{\"_id\":\"a\",\"x\":2}") },
  { "write-before-deletion", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}") },
  { "feed-empty", "", "GET probe/_changes?include_docs=true&conflicts=true&since=0&limit=10" },
  { "feed", PUT (A ",{\"_id\":\"b\"}"),
    "GET probe/_changes?include_docs=true&conflicts=true&since=0&limit=10" },
  { "feed-without-documents", PUT (A), "GET probe/_changes?style=all_docs&since=0&limit=10" },
  { "feed-of-one-of-two", PUT (A ",{\"_id\":\"b\"}"),
    "GET probe/_changes?include_docs=true&since=0&limit=1&seq_interval=1" },
  { "feed-from-its-end", PUT (A) "\nGET probe/_changes?since=0",
    "GET probe/_changes?since=$s&include_docs=true&limit=10" },
  { "feed-after-edit",
    PUT (A) "\nGET probe/_changes?since=0\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "GET probe/_changes?since=$s&include_docs=true&limit=10" },
  { "feed-of-tombstone-with-content",
    PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true,\"type\":\"t\"}"),
    "GET probe/_changes?include_docs=true&since=0&limit=10" },
  { "feed-from-nonsense", PUT (A), "GET probe/_changes?since=nonsense&limit=10" },
  { "feed-from-the-future", PUT (A), "GET probe/_changes?since=999&limit=10" },
  { "documents", PUT (A ",{\"_id\":\"b\"}"),
    "POST probe/_all_docs?include_docs=true&conflicts=true {\"keys\":[\"b\",\"a\"]}" },
  { "documents-missing", PUT (A),
    "POST probe/_all_docs?include_docs=true {\"keys\":[\"b\",\"a\"]}" },
  { "documents-deleted", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    "POST probe/_all_docs?include_docs=true {\"keys\":[\"a\"]}" },
  { "documents-twice", PUT (A), "POST probe/_all_docs?include_docs=true {\"keys\":[\"a\",\"a\"]}" },
  { "documents-without-text",
    PUT (A ",{\"_id\":\"b\"}") "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    "POST probe/_all_docs {\"keys\":[\"b\",\"a\",\"c\"]}" },
  { "list",
    PUT (A ",{\"_id\":\"b\"},{\"_id\":\"c\"}") "\n" PUT (
        "{\"_id\":\"b\",\"_rev\":\"$2\",\"_deleted\":true}"),
    "GET probe/_all_docs?limit=10" },
  { "list-from", PUT (A ",{\"_id\":\"b\"},{\"_id\":\"c\"}"),
    "GET probe/_all_docs?limit=1&startkey=%22b%22" },
  { "numbers", PUT ("{\"_id\":\"a\",\"big\":9007199254740993,\"one\":1.0}"),
    "POST probe/_all_docs?include_docs=true {\"keys\":[\"a\"]}" },
  { "characters", PUT ("{\"_id\":\"a\",\"t\":\"\\u0000 \\ud83d\\ude00 é\\n\"}"),
    "POST probe/_all_docs?include_docs=true {\"keys\":[\"a\"]}" },
  { "revisions-known", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "POST probe/_revs_diff {\"a\":[\"$2\"]}" },
  { "revisions-before", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "POST probe/_revs_diff {\"a\":[\"$1\"]}" },
  { "revisions-unknown", PUT (A),
    "POST probe/_revs_diff {\"a\":[\"1-" UNKNOWN "\"],\"b\":[\"1-" UNKNOWN "\"]}" },
  { "version", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\",\"rev\":\"$2\"}]}" },
  { "version-before", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\",\"rev\":\"$1\"}]}" },
  { "version-unknown", PUT (A),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\",\"rev\":\"1-" UNKNOWN "\"}]}" },
  { "version-deleted", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\",\"rev\":\"$2\"}]}" },
  { "versions-all", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"x\":2}"),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\"}]}" },
  { "versions-deleted", PUT (A) "\n" PUT ("{\"_id\":\"a\",\"_rev\":\"$1\",\"_deleted\":true}"),
    "POST probe/_bulk_get?revs=true {\"docs\":[{\"id\":\"a\"}]}" },
  { "handshake-missing", "", "GET probe/_local/x" },
  { "handshake-new", "", "PUT probe/_local/x {\"n\":1}" },
  { "handshake-read", "PUT probe/_local/x {\"n\":1}", "GET probe/_local/x" },
  { "handshake-again-without-revision", "PUT probe/_local/x {\"n\":1}",
    "PUT probe/_local/x {\"n\":2}" },
  { "handshake-in-no-feed", "PUT probe/_local/x {\"n\":1}",
    "GET probe/_changes?include_docs=true&since=0&limit=10" },
};

/* --- asking --- */

/* What is known of a conversation. */
typedef struct
{
  NaruTransport *transport;
  GPtrArray *revs;
  char *since;
} Talk;

static char *
fill_in (const Talk *talk, const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text != '$')
        g_string_append_c (out, *text);
      else if (*++text == 's')
        g_string_append_uri_escaped (out, talk->since, NULL, FALSE);
      else
        g_string_append (out, talk->revs->pdata[*text - '1']);
    }
  return g_string_free (out, FALSE);
}

static GStrv
split_query (const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_autofree char *value = g_uri_unescape_string (pair[1], NULL);

      g_strv_builder_add_many (builder, pair[0], value, NULL);
    }
  return g_strv_builder_end (builder);
}

static NaruHttpResponse *
ask (Talk *talk, const char *line, GStrv *path)
{
  g_autofree char *filled = fill_in (talk, line);
  g_auto (GStrv) words = g_strsplit (filled, " ", 3);
  g_auto (GStrv) address = g_strsplit (words[1], "?", 2);
  g_auto (GStrv) query = split_query (address[1]);
  g_autoptr (GBytes) body = words[2] != NULL ? g_bytes_new (words[2], strlen (words[2])) : NULL;
  NaruHttpRequest request = { words[0], NULL, (const char *const *) query, body };
  g_autoptr (GError) error = NULL;
  NaruHttpResponse *response;

  *path = g_strsplit (address[0], "/", -1);
  request.path = (const char *const *) *path;
  response = naru_transport_send (talk->transport, &request, NULL, &error);
  g_assert_no_error (error);
  return response;
}

/* --- telling --- */

static void
append_rev (GString *out, const char *rev)
{
  g_string_append_printf (out, " %u-*", naru_wire_get_generation (rev));
}

static void
tell_rows (Talk *talk, NaruJsonSpan root, GString *out)
{
  static const char *const outcomes[] = { "stored", "clashes", "refused", "failed" };
  g_autoptr (GPtrArray) rows = naru_wire_read_rows (root, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const NaruWireRow *row = rows->pdata[i];

      g_string_append_printf (out, ", %s %s", row->id, outcomes[row->outcome]);
      if (row->rev == NULL)
        continue;
      append_rev (out, row->rev);
      g_ptr_array_add (talk->revs, g_strdup (row->rev));
    }
}

static void
tell_document (const NaruRemoteDocument *document, GString *out)
{
  g_autofree char *body = document->body != NULL
                              ? naru_json_span_canonical (naru_json_span (document->body, -1))
                              : NULL;

  g_string_append_printf (out, ", %s", document->id);
  append_rev (out, document->rev);
  g_string_append_printf (out, "%s %s", document->deleted ? " deleted" : "",
                          body != NULL ? body : "-");
}

static void
tell_page (Talk *talk, NaruJsonSpan root, gboolean feed, gboolean bare, GString *out)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();

  page->unreadable = bare;
  if (!(feed ? naru_wire_read_changes (page, root, NULL)
             : naru_wire_read_all_docs (page, root, NULL)))
    return;
  for (guint i = 0; i < page->documents->len; i++)
    tell_document (&g_array_index (page->documents, NaruRemoteDocument, i), out);
  if (!feed)
    return;
  if (page->pending > 0)
    g_string_append_printf (out, ", %" G_GINT64_FORMAT " more", page->pending);
  g_free (talk->since);
  talk->since = naru_wire_since_to_query (page->since);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
tell_missing (NaruJsonSpan root, GString *out)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) ids = NULL;

  naru_wire_read_missing (root, missing);
  ids = g_list_sort (g_hash_table_get_keys (missing), compare_text);
  for (GList *link = ids; link != NULL; link = link->next)
    g_string_append_printf (out, ", %s missing", (char *) link->data);
}

static void
tell_versions (NaruJsonSpan root, GString *out)
{
  g_autoptr (GArray) versions = naru_wire_list_versions (root);

  for (guint i = 0; i < versions->len; i++)
    {
      NaruJsonSpan found = g_array_index (versions, NaruJsonSpan, i);
      NaruJsonSpan revisions = naru_json_span_member (found, "_revisions");
      NaruRemoteDocument document;

      if (found.text == NULL || !naru_wire_read_document (found, &document))
        {
          g_string_append (out, found.text == NULL ? ", no version" : ", no document");
          continue;
        }
      tell_document (&document, out);
      g_string_append_printf (out, " after %" G_GINT64_FORMAT,
                              naru_wire_get_integer (revisions, "start", 0));
      g_free (document.id);
      g_free (document.rev);
      g_free (document.body);
    }
}

static void
tell_rest (NaruJsonSpan root, GString *out)
{
  static const char *const names[] = { "n", "instance_start_time", "update_seq", "_rev" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (naru_json_span_member (root, names[i]).text != NULL)
      g_string_append_printf (out, ", %s", names[i]);
}

/* As the client reads it. */
static char *
tell (Talk *talk, const char *const *path, const NaruHttpResponse *response)
{
  GString *out = g_string_new (NULL);
  g_autofree char *text = naru_http_response_dup_text (response);
  NaruJsonSpan root = naru_json_span (text, -1);
  const char *what = path[1] != NULL ? path[1] : "";

  g_string_append_printf (out, "%u", response->status);
  if (!naru_http_response_is_success (response))
    return g_string_free (out, FALSE);
  if (strcmp (what, "_bulk_docs") == 0)
    tell_rows (talk, root, out);
  else if (strcmp (what, "_changes") == 0)
    tell_page (talk, root, TRUE, strstr (text, "\"doc\":") == NULL, out);
  else if (strcmp (what, "_all_docs") == 0)
    tell_page (talk, root, FALSE, FALSE, out);
  else if (strcmp (what, "_revs_diff") == 0)
    tell_missing (root, out);
  else if (strcmp (what, "_bulk_get") == 0)
    tell_versions (root, out);
  else
    tell_rest (root, out);
  return g_string_free (out, FALSE);
}

static char *
ask_line (Talk *talk, const char *line)
{
  g_auto (GStrv) path = NULL;
  g_autoptr (NaruHttpResponse) response = ask (talk, line, &path);

  return tell (talk, (const char *const *) path, response);
}

static char *
run_probe (NaruTransport *transport, const Probe *probe)
{
  g_autoptr (GPtrArray) revs = g_ptr_array_new_with_free_func (g_free);
  Talk talk = { transport, revs, g_strdup ("0") };
  g_auto (GStrv) before = g_strsplit (probe->before, "\n", -1);
  char *told;

  for (guint i = 0; before[i] != NULL && *before[i] != '\0'; i++)
    g_free (ask_line (&talk, before[i]));
  told = ask_line (&talk, probe->asked);
  g_free (talk.since);
  return told;
}

static char *
run_at_fake (const Probe *probe)
{
  static const char *const roles[] = { NULL };
  const CouchWay way = { .user = "anna", .roles = roles };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  FakeCouch *couch = fake_couch_new (rand);
  g_autoptr (NaruTransport) transport = fake_couch_open (couch, &way);
  char *told;

  fake_couch_set_steady (couch);
  told = run_probe (transport, probe);
  fake_couch_free (couch);
  return told;
}

static void
make_anew (NaruHttp *http)
{
  static const char *const path[] = { DATABASE, NULL };
  NaruHttpRequest remove = { "DELETE", path };
  NaruHttpRequest make = { "PUT", path };
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttpResponse) gone = naru_http_send (http, &remove, NULL, &error);
  g_autoptr (NaruHttpResponse) made = NULL;

  g_assert_no_error (error);
  made = naru_http_send (http, &make, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->status, ==, 201);
}

/* --- what the document says --- */

/* A row of its table is "| `name` | the fake | the peer |". */
static void
test_document (void)
{
  g_autofree char *file
      = g_build_filename (g_getenv ("NARU_SOURCE_DIR"), "docs", "test-servers.md", NULL);
  g_autoptr (NaruHttp) http = NULL;
  g_autoptr (NaruTransport) transport = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "| `"))
      g_string_append_printf (expected, "%s\n", lines[i]);

  http = naru_http_new (g_getenv ("NARU_PEER"), NARU_HTTP_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  naru_http_set_login (http, NARU_HTTP_BASIC, "admin", g_getenv ("NARU_PEER_PASSWORD"));
  transport = naru_transport_new_http (http);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autofree char *fake = run_at_fake (&probes[i]);
      g_autofree char *peer = NULL;

      make_anew (http);
      peer = run_probe (transport, &probes[i]);
      if (strcmp (fake, peer) != 0)
        g_string_append_printf (found, "| `%s` | %s | %s |\n", probes[i].name, fake, peer);
    }
  g_test_message ("%u questions", (guint) G_N_ELEMENTS (probes));
  g_assert_cmpstr (found->str, ==, expected->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/differences/are-those-of-the-document", test_document);
  return g_test_run ();
}
