/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as text: what is refused and why, what is read, and that an edit leaves every other byte. */
#include "naru-error.h"
#include "naru-json-text.h"

#include <string.h>

static void
assert_refused (const char *text, gssize length, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (naru_json_check (text, length, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_JSON);
  if (strstr (error->message, reason) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, reason);
}

static void
assert_accepted (const char *text)
{
  g_autoptr (GError) error = NULL;

  naru_json_check (text, -1, &error);
  g_assert_no_error (error);
}

static void
test_accepts (void)
{
  static const char *const texts[] = { "{}",
                                       "[]",
                                       " {\"a\" : [1, -0, 0.5, 1e9, -1.5E-7]} \n",
                                       "\"\"",
                                       "true",
                                       "null",
                                       "12345678901234567890123",
                                       "{\"a\":\"\\u0000\\ud83d\\ude00\\/\\b\"}",
                                       "{\"\\u0061\":1,\"b\":{\"c\":1,\"c\":2}}",
                                       "[[],{},[{}]]",
                                       "\"나루 😀\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_accepted (texts[i]);
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *reason;
  } cases[] = {
    { "", "byte 0, line 1: expected a value" },
    { "{\"a\":1,\n\"b\":}", "byte 12, line 2: expected a value" },
    { "{\"a\" 1}", "byte 5, line 1: expected a colon" },
    { "{\"a\":1,}", "byte 7, line 1: expected the name of a member" },
    { "{a:1}", "expected the name" },
    { "[1,]", "expected a value" },
    { "[1 2]", "expected a comma or the end of the list" },
    { "{\"a\":1 \"b\":2}", "expected a comma or the end of the object" },
    { "[1", "ends inside a list" },
    { "{\"a\":1", "ends inside an object" },
    { "\"abc", "ends inside a string" },
    { "\"a\\", "ends inside a string" },
    { "\"a\nb\"", "control character" },
    { "\"\\x\"", "unknown escape" },
    { "\"\\u12g4\"", "hexadecimal" },
    { "\"\\u12", "hexadecimal" },
    { "01", "byte 1, line 1: expected the end" },
    { "1.", "after the decimal point" },
    { ".5", "expected a value" },
    { "+1", "expected a value" },
    { "-", "expected a digit" },
    { "1e", "exponent" },
    { "NaN", "expected a value" },
    { "tru", "expected a value" },
    { "{} {}", "byte 3, line 1: expected the end" },
    { "[1]]", "expected the end" },
    { "[1}", "expected a comma" },
    { "\"\\ud800\"", "surrogate" },
    { "\"\\udc00\"", "surrogate" },
    { "\"\\ud800\\u0041\"", "surrogate" },
    { "\"\xff\"", "byte 1, line 1: not UTF-8" },
    { "\"\xed\xa0\x80\"", "not UTF-8" },
    { "\xef\xbb\xbf{}", "byte 0, line 1: expected a value" },
    { "{\"a\":1,\"a\":2}", "byte 7, line 1: the member is there twice" },
    { "{\"a\":1,\"\\u0061\":2}", "twice" },
    { "{\"\\u0061\":1,\"a\":2}", "twice" },
    { "{\"a\\u0000b\":1}", "byte 1, line 1: a zero byte" },
    { "[{\"a\\\\\\u0000\":1}]", "a zero byte" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, -1, cases[i].reason);
  assert_refused ("\"a\0b\"", 5, "byte 2, line 1: a zero byte");
  /* a backslash, and then no zero; and a zero in a value, which nobody looks for */
  assert_accepted ("{\"a\\\\u0000\":\"b\\u0000c\"}");
}

static void
test_many_names (void)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "\"m%d\":%d,", i, i);
  g_string_append (text, "\"last\":0}");
  assert_accepted (text->str);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"m19000\":0}");
  assert_refused (text->str, -1, "twice");
}

static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *large = g_strnfill (50 * 1000 * 1000, 'x');
  g_autoptr (GString) allowed = g_string_new (NULL);

  assert_refused (deep, -1, "byte 64, line 1: nested deeper than 64 levels");
  large[0] = large[50 * 1000 * 1000 - 1] = '"';
  assert_refused (large, -1, "larger than 8.0");
  assert_refused (large, 50 * 1000 * 1000, "larger than 8.0");
  for (int i = 0; i < NARU_JSON_MAX_DEPTH; i++)
    g_string_append (allowed, i % 2 ? "{\"a\":" : "[");
  g_string_append (allowed, "1");
  for (int i = NARU_JSON_MAX_DEPTH - 1; i >= 0; i--)
    g_string_append_c (allowed, i % 2 ? '}' : ']');
  assert_accepted (allowed->str);
}

static void
test_object_only (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_json_check_object (" {} ", -1, NULL));
  g_assert_false (naru_json_check_object ("[{}]", -1, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_JSON);
}

static void
test_reads (void)
{
  NaruJsonSpan text = naru_json_span (" {\"a\":\"x\\u0000\\ud55c\\n\\\"\", \"b\" : [1, "
                                      "{\"c\":\"]}\"}], \"\\u0064\":null,\"e\":1.10} ",
                                      -1);
  NaruJsonSpan list = naru_json_span_member (text, "b");
  g_autofree char *string = naru_json_span_dup_string (naru_json_span_member (text, "a"));
  g_autofree char *number = naru_json_span_dup (naru_json_span_member (text, "e"));
  NaruJsonSpan element = { NULL, 0 };
  NaruJsonIter iter;
  guint n = 0;

  g_assert_cmpstr (string, ==, "x\xef\xbf\xbd한\n\"");
  g_assert_cmpstr (number, ==, "1.10");
  g_assert_cmpint (naru_json_span_kind (naru_json_span_member (text, "d")), ==, NARU_JSON_NULL);
  g_assert_cmpint (naru_json_span_kind (naru_json_span_member (text, "f")), ==, NARU_JSON_MISSING);
  g_assert_cmpint (naru_json_span_kind (naru_json_span_member (list, "f")), ==, NARU_JSON_MISSING);
  g_assert_true (naru_json_span_is_true (naru_json_span ("true", -1)));
  g_assert_false (naru_json_span_is_true (naru_json_span ("false", -1)));
  g_assert_false (naru_json_span_is_true (naru_json_span ("\"true\"", -1)));
  g_assert_false (naru_json_span_is_true (naru_json_span_member (text, "f")));
  g_assert_null (naru_json_span_dup_string (list));
  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &element))
    n++;
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (naru_json_span_kind (naru_json_span_member (element, "c")), ==,
                   NARU_JSON_STRING);
  naru_json_iter_init (&iter, naru_json_span ("{ }", -1));
  g_assert_false (naru_json_iter_next (&iter, NULL, NULL));
  naru_json_iter_init (&iter, naru_json_span ("\"no container\"", -1));
  g_assert_false (naru_json_iter_next (&iter, NULL, NULL));
}

static void
test_canonical (void)
{
  g_autofree char *text = naru_json_span_canonical (naru_json_span (
      "{ \"b\" : [ 1.10 , true ] , \"a b\":{}, \"a\": \"\\u0041\\/\\u0000\\u000a\\ud83d\\ude00\" }",
      -1));
  NaruJsonSpan one = naru_json_span ("{\"x\":1,\"y\":[\"\\u00e9\"]}", -1);

  g_assert_cmpstr (text, ==, "{\"a\":\"A/\\u0000\\n😀\",\"a b\":{},\"b\":[1.10,true]}");
  g_assert_true (naru_json_span_equal (one, naru_json_span (" {\"y\" : [\"é\"], \"x\":1}", -1)));
  g_assert_false (naru_json_span_equal (one, naru_json_span ("{\"x\":1.0,\"y\":[\"é\"]}", -1)));
  g_assert_false (naru_json_span_equal (naru_json_span ("\"\\u0000\"", -1),
                                        naru_json_span ("\"\xef\xbf\xbd\"", -1)));
  g_assert_false (naru_json_span_equal (one, (NaruJsonSpan){ NULL, 0 }));
}

static void
test_quotes (void)
{
  g_autoptr (GString) out = g_string_new ("{");
  g_autofree char *quoted = naru_json_quote ("a\"b\\c\n\x01 나루\xff");

  g_assert_cmpstr (quoted, ==, "\"a\\\"b\\\\c\\n\\u0001 나루\xef\xbf\xbd\"");
  naru_json_append_member (out, "a", "1\t");
  naru_json_append_member (out, "b", NULL);
  naru_json_append_member (out, "c", "");
  g_assert_cmpstr (out->str, ==, "{\"a\":\"1\\t\",\"c\":\"\"");
}

static void
assert_splice (const char *text, const NaruJsonEdit *edits, gsize n_edits, const char *wanted)
{
  g_autofree char *result = naru_json_splice (text, edits, n_edits);

  g_assert_cmpstr (result, ==, wanted);
  assert_accepted (result);
}

static void
test_splice_keeps_bytes (void)
{
  const char *text = "\n{ \"a\" :1.1,  \"big\": 123456789012345678901234567890 "
                     ",\"z\":\"\\u0000\\/\",\t\"deep\":{\"b\" : [ 1 ]}}  ";
  NaruJsonEdit change = { "z", "2" };
  NaruJsonEdit add = { "n", "\"v\"" };

  assert_splice (text, &change, 1,
                 "\n{ \"a\" :1.1,  \"big\": 123456789012345678901234567890 "
                 ",\"z\":2,\t\"deep\":{\"b\" : [ 1 ]}}  ");
  assert_splice (text, &add, 1,
                 "\n{ \"a\" :1.1,  \"big\": 123456789012345678901234567890 "
                 ",\"z\":\"\\u0000\\/\",\t\"deep\":{\"b\" : [ 1 ]}, \"n\":\"v\"}  ");
  assert_splice (text, NULL, 0, text);
}

static void
test_splice_removes (void)
{
  const char *text = "{\"a\":1, \"b\":2 ,\"\\u0063\":3}";
  NaruJsonEdit first = { "a", NULL };
  NaruJsonEdit middle = { "b", NULL };
  NaruJsonEdit last = { "c", NULL };
  NaruJsonEdit absent = { "x", NULL };
  NaruJsonEdit ends[] = { { "c", NULL }, { "b", NULL } };
  NaruJsonEdit all[] = { { "c", NULL }, { "b", NULL }, { "a", NULL }, { "d", "[]" } };

  assert_splice (text, &first, 1, "{\"b\":2 ,\"\\u0063\":3}");
  assert_splice (text, &middle, 1, "{\"a\":1 ,\"\\u0063\":3}");
  assert_splice (text, &last, 1, "{\"a\":1, \"b\":2}");
  assert_splice (text, &absent, 1, text);
  assert_splice (text, ends, 2, "{\"a\":1}");
  assert_splice (text, all, 3, "{}");
  assert_splice (text, all, 4, "{\"d\":[]}");
}

static void
test_splice_style (void)
{
  NaruJsonEdit edits[] = { { "n", "1" }, { "m", "2" } };
  NaruJsonEdit twice[] = { { "a", "3" }, { "n", "1" }, { "a", "4" }, { "n", NULL } };

  assert_splice ("{}", edits, 2, "{\"n\":1,\"m\":2}");
  assert_splice ("{\"a\":1}", edits, 1, "{\"a\":1,\"n\":1}");
  assert_splice ("{\"a\": 1}", edits, 1, "{\"a\": 1, \"n\": 1}");
  assert_splice ("{\"a\": 1, \"b\": 2}", edits, 2, "{\"a\": 1, \"b\": 2, \"n\": 1, \"m\": 2}");
  assert_splice ("{\n  \"a\": 1\n}", edits, 1, "{\n  \"a\": 1,\n  \"n\": 1\n}");
  assert_splice ("{\n  \"a\": 1,\n  \"b\": 2\n}\n", edits, 1,
                 "{\n  \"a\": 1,\n  \"b\": 2,\n  \"n\": 1\n}\n");
  assert_splice ("{\"a\":1}", twice, 4, "{\"a\":4}");
}

/* What passes the check after random damage can be read, edited and written again. */
static void
test_damage (void)
{
  static const char sample[]
      = "{\"a\":\"x\\u0000\\ud55c\\n\\\"\\\\\", \"b\" : [1.50, {\"c\":\"]}\"}, [], {}],\n"
        " \"\\u0064\":null,\"e\":-1e5 , \"f\":{\"g\":true,\"h\":\"\\ud83d\\ude00나\"}}";
  static const char bytes[] = "{}[]\":,\\u0d \n1-.eEtn\x80\xff";
  guint n_passed = 0;

  for (int round = 0; round < 20000; round++)
    {
      g_autofree char *text = g_strdup (sample);
      g_autofree char *canonical = NULL;
      g_autofree char *again = NULL;
      g_autofree char *spliced = NULL;
      NaruJsonEdit edits[] = { { "f", "[1]" }, { "d", NULL }, { "new", "{}" } };

      for (int hits = g_test_rand_int_range (1, 4); hits > 0; hits--)
        text[g_test_rand_int_range (0, sizeof sample - 1)]
            = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
      if (!naru_json_check_object (text, -1, NULL))
        continue;
      n_passed++;
      spliced = naru_json_splice (text, edits, G_N_ELEMENTS (edits));
      assert_accepted (spliced);
      canonical = naru_json_span_canonical (naru_json_span (spliced, -1));
      assert_accepted (canonical);
      again = naru_json_span_canonical (naru_json_span (canonical, -1));
      g_assert_cmpstr (canonical, ==, again);
      g_assert_nonnull (strstr (canonical, "\"new\":{}"));
    }
  g_assert_cmpuint (n_passed, >, 100);
}

/* What is looked at several bytes at a time must be found at any of their places. */
static void
test_each_place (void)
{
  static const char *const refused[] = { "\x01", "\xff", "\xea\xb0", "\\x", "\\ud800" };

  for (guint before = 0; before < 20; before++)
    for (guint after = 0; after < 10; after++)
      {
        g_autofree char *head = g_strnfill (before, 'a');
        g_autofree char *tail = g_strnfill (after, 'z');
        g_autofree char *good = g_strdup_printf ("{\"n\":[\"%s\\\"가%s\",1],\"m\":2}", head, tail);
        g_autofree char *zero = g_strdup_printf ("[\"%s?%s\"]", head, tail);
        g_autofree char *member = NULL;

        g_assert_true (naru_json_check (good, -1, NULL));
        member = naru_json_span_dup (naru_json_span_member (naru_json_span (good, -1), "m"));
        g_assert_cmpstr (member, ==, "2");
        for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
          {
            g_autofree char *bad = g_strdup_printf ("[\"%s%s%s\"]", head, refused[i], tail);

            g_assert_false (naru_json_check (bad, -1, NULL));
          }
        g_assert_true (naru_json_check (zero, -1, NULL));
        zero[before + 2] = '\0';
        g_assert_false (naru_json_check (zero, before + after + 5, NULL));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/accepts-what-rfc-8259-allows", test_accepts);
  g_test_add_func ("/base/json/refuses-with-place-and-reason", test_refuses);
  g_test_add_func ("/base/json/notices-a-double-among-many-names", test_many_names);
  g_test_add_func ("/base/json/refuses-hostile-depth-and-size", test_hostile);
  g_test_add_func ("/base/json/tells-objects-from-other-values", test_object_only);
  g_test_add_func ("/base/json/reads-members-in-place", test_reads);
  g_test_add_func ("/base/json/canonical-text-is-one-for-all-spellings", test_canonical);
  g_test_add_func ("/base/json/quotes-any-text", test_quotes);
  g_test_add_func ("/base/json/splice-keeps-every-other-byte", test_splice_keeps_bytes);
  g_test_add_func ("/base/json/splice-removes-with-one-comma", test_splice_removes);
  g_test_add_func ("/base/json/splice-follows-the-style-of-the-text", test_splice_style);
  g_test_add_func ("/base/json/finds-what-is-wrong-at-each-place", test_each_place);
  g_test_add_func ("/base/json/random-damage-never-breaks-reading", test_damage);
  return g_test_run ();
}
