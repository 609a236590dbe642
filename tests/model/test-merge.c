/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting two edits together: what each kind of field does. */
#include <string.h>

#include "naru-error.h"
#include "naru-merge.h"
#include "sample-type.h"

static char *
merge (const char *base, const char *mine, const char *theirs, GPtrArray **clashes)
{
  g_autoptr (GError) error = NULL;
  char *merged = naru_merge3 (&sample_type, base, mine, theirs, clashes, &error);

  g_assert_no_error (error);
  g_assert_true (naru_json_check_object (merged, -1, &error));
  g_assert_no_error (error);
  return merged;
}

static void
assert_merged (const char *base, const char *mine, const char *theirs, const char *expected,
               guint n_clashes)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged = merge (base, mine, theirs, &clashes);

  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpuint (clashes->len, ==, n_clashes);
}

static void
assert_clash (const char *base, const char *mine, const char *theirs, const char *field,
              gboolean mine_is_current)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged = merge (base, mine, theirs, &clashes);
  const NaruClash *clash;

  g_assert_cmpuint (clashes->len, ==, 1);
  clash = g_ptr_array_index (clashes, 0);
  g_assert_cmpstr (clash->field, ==, field);
  g_assert_cmpint (clash->mine_is_current, ==, mine_is_current);
}

static void
test_values (void)
{
  assert_merged ("{\"name\":\"a\"}", "{\"name\":\"a\",\"posts\":1}", "{\"name\":\"b\"}",
                 "{\"name\":\"b\",\"posts\":1}", 0);
  assert_merged ("{\"name\":\"a\",\"posts\":1}", "{\"name\":\"a\"}", "{\"posts\":1,\"name\":\"b\"}",
                 "{\"name\":\"b\"}", 0);
  /* a change beats a removal */
  assert_merged ("{\"name\":\"a\"}", "{}", "{\"name\":\"b\"}", "{\"name\":\"b\"}", 1);
  assert_merged ("{\"name\":\"a\"}", "{\"name\":null}", "{}", "{}", 0);
  assert_clash ("{\"payWanted\":{\"amount\":\"1\",\"currency\":\"KRW\"}}",
                "{\"payWanted\":{\"amount\":\"2\",\"currency\":\"KRW\"}}",
                "{\"payWanted\":{\"amount\":\"1\",\"currency\":\"EUR\"}}", "payWanted", TRUE);
}

static void
test_sets (void)
{
  assert_merged ("{\"tags\":[\"a\",\"b\"]}", "{\"tags\":[\"b\",\"c\"]}",
                 "{\"tags\":[\"a\",\"b\",\"d\"]}", "{\"tags\":[\"b\",\"c\",\"d\"]}", 0);
  assert_merged ("{}", "{\"tags\":[\"x\"]}", "{\"tags\":[\"y\"]}", "{\"tags\":[\"y\",\"x\"]}", 0);
  assert_merged ("{\"tags\":[\"a\"]}", "{\"tags\":[]}", "{}", "{}", 0);
  /* what is no set of different words is one value */
  assert_clash ("{\"tags\":[\"a\"]}", "{\"tags\":[\"b\",\"b\"]}", "{\"tags\":[\"c\"]}", "tags",
                FALSE);
  assert_clash ("{\"tags\":[\"a\"]}", "{\"tags\":\"b\"}", "{\"tags\":[\"c\"]}", "tags", FALSE);
}

static void
test_lists (void)
{
  const char *base = "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"2\",\"hours\":2}]}";

  assert_merged (base,
                 "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"2\",\"hours\":2,\"to\":\"x\"}]}",
                 "{\"parts\":[{\"id\":\"2\", \"hours\":5},{\"id\":\"3\"}]}",
                 "{\"parts\":[{\"id\":\"2\", \"hours\":5, \"to\":\"x\"},{\"id\":\"3\"}]}", 0);
  /* the order of who moved, with what the other added behind what it stood behind */
  assert_merged (
      base, "{\"parts\":[{\"id\":\"2\",\"hours\":2},{\"id\":\"1\",\"hours\":1}]}",
      "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"9\"},{\"id\":\"2\",\"hours\":2}]}",
      "{\"parts\":[{\"id\":\"2\",\"hours\":2},{\"id\":\"1\",\"hours\":1},{\"id\":\"9\"}]}", 0);
  assert_clash (base, "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"2\",\"hours\":7}]}",
                "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"2\",\"hours\":6}]}",
                "parts/2/hours", TRUE);
  assert_clash (base, "{\"parts\":[{\"id\":\"1\",\"hours\":1}]}",
                "{\"parts\":[{\"id\":\"1\",\"hours\":1},{\"id\":\"2\",\"hours\":6}]}", "parts/2/",
                FALSE);
  /* an element without identity: the list is one value */
  assert_clash (base, "{\"parts\":[{\"hours\":1}]}", "{\"parts\":[]}", "parts", TRUE);
}

static void
test_text (void)
{
  assert_merged ("{\"note\":\"one\\ntwo\"}", "{\"note\":\"ONE\\ntwo\"}", "{\"note\":\"one\\nTWO\"}",
                 "{\"note\":\"ONE\\nTWO\"}", 0);
  assert_merged ("{\"note\":\"one\"}", "{\"note\":\"ONE\"}", "{\"note\":\"one\\nmore\"}",
                 "{\"note\":\"ONE\\nmore\"}", 0);
  /* both added behind the same paragraph */
  assert_merged ("{\"note\":\"one\"}", "{\"note\":\"one\\nmine\"}", "{\"note\":\"one\\nbark\"}",
                 "{\"note\":\"one\\nbark\\nmine\"}", 0);
  assert_merged ("{\"note\":\"one\"}", "{\"note\":\"one\\nmine\"}",
                 "{\"note\":\"one\\nbark\\nmine\"}", "{\"note\":\"one\\nbark\\nmine\"}", 0);
  assert_merged ("{\"note\":\"a\\nb\\nc\"}", "{\"note\":\"a\\nc\"}", "{\"note\":\"a\\nb\\nc\\nd\"}",
                 "{\"note\":\"a\\nc\\nd\"}", 0);
  assert_merged ("{\"note\":\"a\"}", "{}", "{\"note\":\"a\\nb\"}", "{\"note\":\"b\"}", 0);
  assert_clash ("{\"note\":\"one\"}", "{\"note\":\"uno\"}", "{\"note\":\"ein\"}", "note", TRUE);
  assert_clash ("{\"note\":\"\"}", "{\"note\":\"\\u0000\"}", "{\"note\":\"b\"}", "note", FALSE);
}

static char *
make_long_text (const char *start, guint lines)
{
  GString *text = g_string_new ("{\"note\":\"");

  for (guint i = 0; i < lines; i++)
    g_string_append_printf (text, "%s %u\\n", start, i);
  g_string_append (text, "\"}");
  return g_string_free (text, FALSE);
}

static void
test_long_text (void)
{
  g_autofree char *mine = make_long_text ("mine", 4000);
  g_autofree char *theirs = make_long_text ("theirs", 4000);

  /* too long to be compared line by line */
  assert_clash ("{\"note\":\"\"}", mine, theirs, "note", FALSE);
}

static void
test_objects (void)
{
  assert_merged ("{\"place\":{\"town\":\"a\",\"street\":\"b\"}}",
                 "{\"place\":{\"town\":\"A\",\"street\":\"b\"}}",
                 "{\"place\":{\"town\":\"a\",\"street\":\"B\", \"odd\":1.10}}",
                 "{\"place\":{\"town\":\"A\",\"street\":\"B\", \"odd\":1.10}}", 0);
  assert_clash ("{}", "{\"place\":{\"town\":\"A\"}}", "{\"place\":{\"town\":\"B\"}}", "place/town",
                FALSE);
}

static void
test_unknown (void)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged
      = naru_merge3 (NULL, "{\"x\":[1],\"y\":1,\"z\":1}", "{\"x\":[1,2],\"y\":2,\"z\":1}",
                     "{\"x\":[1],\"y\":3,\"z\":9007199254740993}", &clashes, NULL);

  g_assert_cmpstr (merged, ==, "{\"x\":[1,2],\"y\":3,\"z\":9007199254740993}");
  g_assert_cmpuint (clashes->len, ==, 1);
}

static void
test_bookkeeping (void)
{
#define STAMPS(by, at) "\"modifiedBy\":\"staff:" by "\",\"modifiedAt\":\"2026-11-22T" at "\""

  /* times are compared, not their texts; who and when are from one side */
  assert_merged ("{" STAMPS ("A", "08:00:00Z") "}", "{" STAMPS ("A", "09:30:00Z") "}",
                 "{" STAMPS ("B", "18:00:00+09:00") "}", "{" STAMPS ("A", "09:30:00Z") "}", 0);
  assert_merged ("{" STAMPS ("A", "08:00:00Z") "}", "{" STAMPS ("A", "08:30:00Z") "}",
                 "{" STAMPS ("B", "18:00:00+09:00") "}", "{" STAMPS ("B", "18:00:00+09:00") "}", 0);
  assert_merged ("{\"schema\":1}", "{\"schema\":10}", "{\"schema\":9}", "{\"schema\":10}", 0);
  assert_merged (NULL, "{\"createdBy\":\"staff:A\",\"createdAt\":\"2026-11-22T09:00:00Z\"}",
                 "{\"createdBy\":\"staff:B\",\"createdAt\":\"2026-11-22T10:00:00Z\"}",
                 "{\"createdBy\":\"staff:A\",\"createdAt\":\"2026-11-22T09:00:00Z\"}", 0);
}

static void
test_no_object (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (naru_merge3 (&sample_type, NULL, "{}", "[]", NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_JSON);
}

static void
test_paths (void)
{
  const char *text = "{\"parts\":[{\"id\":\"a/b\",\"hours\":1},{\"id\":\"c\"}],\"x/y\":1}";
  g_autofree char *hours = naru_merge_get_value (&sample_type, text, "parts/a/b/hours");
  g_autofree char *element = naru_merge_get_value (&sample_type, text, "parts/c/");
  g_autofree char *none = naru_merge_get_value (&sample_type, text, "parts/d/hours");
  g_autofree char *unknown = naru_merge_get_value (&sample_type, text, "x/y");
  g_autofree char *set = naru_merge_set_value (&sample_type, text, "parts/a/b/hours", "2");
  g_autofree char *gone = naru_merge_set_value (&sample_type, text, "parts/c/", NULL);
  g_autofree char *added = naru_merge_set_value (&sample_type, text, "parts/d/", "{\"id\":\"d\"}");
  g_autofree char *kept = naru_merge_set_value (&sample_type, text, "parts/d/hours", "2");

  g_assert_cmpstr (hours, ==, "1");
  g_assert_cmpstr (element, ==, "{\"id\":\"c\"}");
  g_assert_null (none);
  g_assert_cmpstr (unknown, ==, "1");
  g_assert_cmpstr (set, ==, "{\"parts\":[{\"id\":\"a/b\",\"hours\":2},{\"id\":\"c\"}],\"x/y\":1}");
  g_assert_cmpstr (gone, ==, "{\"parts\":[{\"id\":\"a/b\",\"hours\":1}],\"x/y\":1}");
  g_assert_cmpstr (
      added, ==,
      "{\"parts\":[{\"id\":\"a/b\",\"hours\":1},{\"id\":\"c\"},{\"id\":\"d\"}],\"x/y\":1}");
  g_assert_cmpstr (kept, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  naru_record_type_add (&sample_type);

  g_test_add_func ("/model/merge/values", test_values);
  g_test_add_func ("/model/merge/sets", test_sets);
  g_test_add_func ("/model/merge/lists-by-identity", test_lists);
  g_test_add_func ("/model/merge/long-text-by-paragraph", test_text);
  g_test_add_func ("/model/merge/very-long-text-is-one-value", test_long_text);
  g_test_add_func ("/model/merge/objects-by-member", test_objects);
  g_test_add_func ("/model/merge/unknown-types-and-members-are-single-values", test_unknown);
  g_test_add_func ("/model/merge/bookkeeping-never-clashes", test_bookkeeping);
  g_test_add_func ("/model/merge/what-is-no-object-is-refused", test_no_object);
  g_test_add_func ("/model/merge/paths-of-clashes", test_paths);
  return g_test_run ();
}
