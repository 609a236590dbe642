/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What CouchDB's answers say. */
#include "naru-wire.h"

#include <string.h>

#include "naru-error.h"

static NaruJsonSpan
parse (const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_json_check (text, -1, &error));
  g_assert_no_error (error);
  return naru_json_span (text, -1);
}

static const NaruRemoteDocument *
get_document (const NaruWirePage *page, guint position)
{
  g_assert_cmpuint (position, <, page->documents->len);
  return &g_array_index (page->documents, NaruRemoteDocument, position);
}

static void
test_changes (void)
{
  static const char answer[]
      = "{\"results\":["
        "{\"seq\":null,\"id\":\"employer:1\",\"changes\":[{\"rev\":\"1-a\"}],"
        "\"doc\":{\"_id\":\"employer:1\",\"_rev\":\"1-a\",\"name\": \"Har\\u0062our\",\"n\":1.10}},"
        "{\"seq\":\"3-x\",\"id\":\"employer:2\",\"changes\":[{\"rev\":\"2-b\"}],\"deleted\":true,"
        "\"doc\":{\"_id\":\"employer:2\",\"_rev\":\"2-b\",\"_deleted\":true}},"
        "{\"seq\":\"4-x\",\"id\":\"employer:3\",\"changes\":[{\"rev\":\"2-c\"}],\"deleted\":true},"
        "{\"seq\":\"5-x\",\"id\":\"employer:4\",\"changes\":[{\"rev\":\"2-d\"}],\"doc\":null},"
        "{\"seq\":\"6-x\",\"id\":\"_design/rules\",\"changes\":[{\"rev\":\"1-r\"}],"
        "\"doc\":{\"_id\":\"_design/rules\",\"_rev\":\"1-r\"}},"
        "{\"seq\":\"7-x\",\"id\":\"employer:5\",\"changes\":[{\"rev\":\"2-e\"}],"
        "\"doc\":{\"_id\":\"employer:5\",\"_rev\":\"2-e\",\"_conflicts\":[\"2-d\",\"1-z\"]}}"
        "],\"last_seq\":\"7-opaque\",\"pending\":12}";
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  g_autoptr (GError) error = NULL;
  const NaruBranch *branch;

  g_assert_true (naru_wire_read_changes (page, parse (answer), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (page->n_rows, ==, 6);
  g_assert_cmpuint (page->documents->len, ==, 4);
  g_assert_cmpstr (page->since, ==, "\"7-opaque\"");
  g_assert_cmpint (page->pending, ==, 12);
  g_assert_cmpstr (get_document (page, 0)->id, ==, "employer:1");
  g_assert_cmpstr (get_document (page, 0)->rev, ==, "1-a");
  /* every byte as it came, but for what is CouchDB's own */
  g_assert_cmpstr (get_document (page, 0)->body, ==, "{\"name\": \"Har\\u0062our\",\"n\":1.10}");
  g_assert_true (get_document (page, 1)->deleted);
  g_assert_null (get_document (page, 1)->body);
  g_assert_true (get_document (page, 2)->deleted);
  g_assert_cmpstr (get_document (page, 2)->rev, ==, "2-c");
  g_assert_cmpuint (page->bare->len, ==, 1);
  g_assert_cmpstr (((NaruRevision *) g_ptr_array_index (page->bare, 0))->id, ==, "employer:4");
  g_assert_cmpuint (page->branches->len, ==, 1);
  branch = g_ptr_array_index (page->branches, 0);
  g_assert_cmpstr (branch->winner, ==, "2-e");
  g_assert_cmpuint (g_strv_length (branch->losers), ==, 2);
}

static void
assert_next (const char *text, guint limit, const char *expected)
{
  g_autofree char *next = naru_wire_guess_next (text, strlen (text), limit);

  g_assert_cmpstr (next, ==, expected);
}

static void
test_next (void)
{
  g_autoptr (GString) long_page = g_string_new ("{\"results\":[\"last_seq\":\"0-no\"");

  assert_next ("{\"results\":[],\"last_seq\":\"7-x\",\"pending\":12}", 2, "\"7-x\"");
  assert_next ("{\"results\":[],\"last_seq\":\"7-x\",\"pending\":0}", 2, NULL);
  /* a server that does not say what is pending: a full page is likely to have a successor */
  assert_next ("{\"results\":[{\"changes\":[1]},{\"changes\":[2]}],\"last_seq\":7}", 2, "7");
  assert_next ("{\"results\":[{\"changes\":[1]}],\"last_seq\":7}", 2, NULL);
  /* whatever it is */
  assert_next ("", 1, NULL);
  assert_next ("\"last_seq\":", 0, NULL);
  assert_next ("\"last_seq\":\"a\\\"b\",\"pending\":1", 1, NULL);
  assert_next ("\"last_seq\":[1,2],\"pending\":1", 1, NULL);
  assert_next ("\"last_seq\":x y,\"pending\":1", 1, NULL);
  assert_next ("\"last_seq\":7,\"pending\":", 1, NULL);
  while (long_page->len < 5000)
    g_string_append (long_page, "          ");
  assert_next (long_page->str, 0, NULL);
  g_string_append (long_page, "\"last_seq\":\"8-y\",\"pending\":1}");
  assert_next (long_page->str, 0, "\"8-y\"");
}

static void
test_nonsense (void)
{
  static const char *const answers[] = {
    "{}",
    "[]",
    "{\"results\":[]}",
    "{\"results\":{},\"last_seq\":1}",
    "{\"results\":[{\"seq\":1}],\"last_seq\":1}",
    "{\"results\":[{\"id\":\"a\",\"deleted\":true}],\"last_seq\":1}",
    "{\"results\":[{\"id\":\"a\",\"doc\":{\"_id\":\"a\"}}],\"last_seq\":1}",
    "{\"results\":[1],\"last_seq\":1}",
    "{\"results\":[],\"last_seq\":null}",
    "{\"results\":[],\"last_seq\":{}}",
    "{\"results\":[{\"id\":7,\"changes\":[{\"rev\":\"1-a\"}],\"deleted\":true}],\"last_seq\":1}",
    "{\"results\":[{\"id\":\"a\",\"changes\":[{\"rev\":7}],\"doc\":{\"_id\":\"a\",\"_rev\":7}}],"
    "\"last_seq\":1}",
    "{\"results\":[{\"id\":\"a\",\"changes\":[],\"doc\":[]}],\"last_seq\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (NaruWirePage) page = naru_wire_page_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (naru_wire_read_changes (page, parse (answers[i]), &error));
      g_assert_error (error, NARU_ERROR, NARU_ERROR_NETWORK);
      g_assert_null (page->since);
    }
}

static void
test_since (void)
{
  static const char *const tokens[][2] = {
    { NULL, "0" }, { "12", "12" }, { "\"12-g1AA\"", "12-g1AA" }, { "[3,\"x\"]", "[3,\"x\"]" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *query = naru_wire_since_to_query (tokens[i][0]);

      g_assert_cmpstr (query, ==, tokens[i][1]);
    }
}

static void
test_rows (void)
{
  static const char answer[]
      = "[{\"ok\":true,\"id\":\"a\",\"rev\":\"1-x\"},{\"id\":\"b\",\"error\":\"conflict\","
        "\"reason\":\"Document update conflict.\"},{\"id\":\"c\",\"error\":\"forbidden\","
        "\"reason\":\"too blue\"},{\"id\":\"d\",\"error\":\"internal_server_error\"},"
        "{\"id\":\"e\",\"ok\":true},{\"error\":\"unknown_error\"}]";
  static const NaruWireOutcome outcomes[]
      = { NARU_WIRE_STORED, NARU_WIRE_CLASHED, NARU_WIRE_REFUSED, NARU_WIRE_FAILED,
          NARU_WIRE_FAILED };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = naru_wire_read_rows (parse (answer), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (outcomes));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((NaruWireRow *) g_ptr_array_index (rows, i))->outcome, ==, outcomes[i]);
  g_assert_cmpstr (((NaruWireRow *) g_ptr_array_index (rows, 2))->reason, ==, "too blue");
  g_assert_null (naru_wire_read_rows (parse ("{\"ok\":true}"), &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NETWORK);
}

static void
test_document (void)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) deleted = g_string_new (NULL);

  naru_wire_append_document (plain, "a\"b", NULL, FALSE, "{ \"n\" : 1.10 }");
  g_assert_cmpstr (plain->str, ==, "{\"_id\":\"a\\\"b\",\"n\" : 1.10}");
  naru_wire_append_document (deleted, "a", "2-x", TRUE,
                             "{\"_deleted\":true,\"type\":\"employer\"}");
  g_assert_cmpstr (deleted->str, ==,
                   "{\"_id\":\"a\",\"_rev\":\"2-x\",\"_deleted\":true,\"type\":\"employer\"}");
}

static void
test_roles (void)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) roles = naru_wire_read_roles (
      parse ("{\"ok\":true,\"userCtx\":{\"name\":\"anna\",\"roles\":[\"c1-common\",7,\"c1:it\"]}}"),
      &name);
  g_autofree char *nobody = NULL;
  g_auto (GStrv) none = naru_wire_read_roles (
      parse ("{\"ok\":true,\"userCtx\":{\"name\":null,\"roles\":[]}}"), &nobody);

  g_assert_cmpstr (name, ==, "anna");
  g_assert_cmpuint (g_strv_length (roles), ==, 2);
  g_assert_null (nobody);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  naru_wire_read_missing (parse ("{\"a\":{\"missing\":[\"1-x\"]},\"b\":{}}"), missing);
  g_assert_true (g_hash_table_contains (missing, "a"));
  g_assert_cmpuint (g_hash_table_size (missing), ==, 1);
}

static gboolean
is_checked (const char *list)
{
  NaruRemoteDocument document;
  NaruJsonIter iter;
  NaruJsonSpan span;

  naru_json_iter_init (&iter, parse (list));
  g_assert_true (naru_json_iter_next (&iter, NULL, &span));
  g_assert_true (naru_wire_read_document (span, &document));
  g_assert_false (document.checked && document.body == NULL);
  g_assert_true (!document.checked || naru_json_check_object (document.body, -1, NULL));
  g_free (document.id);
  g_free (document.rev);
  g_free (document.body);
  return document.checked;
}

/* An answer is checked as a whole, which does not look for members that are there twice in the documents. */
static void
test_checked (void)
{
  g_assert_true (is_checked ("[{\"_id\":\"a\",\"_rev\":\"1-a\",\"n\":1,\"m\":{\"n\":2}}]"));
  g_assert_true (is_checked ("[{\"_id\":\"a\",\"_rev\":\"1-a\"}]"));
  g_assert_false (is_checked ("[{\"_id\":\"a\",\"_rev\":\"1-a\",\"n\":1,\"n\":2}]"));
  g_assert_false (is_checked ("[{\"_id\":\"a\",\"_rev\":\"1-a\",\"n\":1,\"\\u006e\":2}]"));
  g_assert_false (is_checked ("[{\"_id\":\"a\",\"_rev\":\"1-a\",\"_deleted\":true}]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/wire/page-of-changes-is-read", test_changes);
  g_test_add_func ("/sync/wire/what-seems-to-follow-a-page", test_next);
  g_test_add_func ("/sync/wire/answer-that-makes-no-sense-is-not-believed", test_nonsense);
  g_test_add_func ("/sync/wire/document-with-a-member-twice-is-looked-at-again", test_checked);
  g_test_add_func ("/sync/wire/token-goes-back-as-it-came", test_since);
  g_test_add_func ("/sync/wire/each-document-sent-has-its-outcome", test_rows);
  g_test_add_func ("/sync/wire/document-is-written-byte-by-byte", test_document);
  g_test_add_func ("/sync/wire/roles-say-who-is-logged-in", test_roles);
  g_test_add_func ("/sync/wire/revisions-that-the-server-lacks-are-named", test_missing);
  return g_test_run ();
}
