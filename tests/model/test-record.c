/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: one row of a table declares a field everywhere, edits leave all other bytes, and nothing hostile gets in. */
#include "naru-error.h"
#include "naru-id.h"
#include "naru-record.h"
#include "naru-schema.h"

#include <string.h>

#define ID "sample:01ARZ3NDEKTSV4RRFFQ69G5FAV"
#define STAFF "staff:01ARZ3NDEKTSV4RRFFQ69G5FAV"
#define COMMON                                                                                     \
  "\"type\":\"sample\",\"schema\":1,\"createdBy\":\"" STAFF                                        \
  "\",\"createdAt\":\"2026-01-02T03:04:05Z\","                                                     \
  "\"modifiedBy\":\"" STAFF "\",\"modifiedAt\":\"2026-01-02T03:04:05Z\""

static const NaruField part_fields[] = {
  { "id", NARU_KIND_TEXT, "Number", NARU_FIELD_REQUIRED, 1 },
  { "hours", NARU_KIND_NUMBER, "Hours", 0, 1 },
  { "from", NARU_KIND_DATE, "From", 0, 1 },
  { "to", NARU_KIND_DATE, "To", 0, 1 },
  { NULL },
};

static const NaruField place_fields[] = {
  { "town", NARU_KIND_TEXT, "Town", 0, 1 },
  { "street", NARU_KIND_TEXT, "Street", 0, 1 },
  { NULL },
};

#define FIELDS                                                                                     \
  { "name", NARU_KIND_TEXT, "Name", NARU_FIELD_REQUIRED | NARU_FIELD_NAME | NARU_FIELD_PERSONAL,   \
    1 },                                                                                           \
      { "note", NARU_KIND_LONG_TEXT, "Note", NARU_FIELD_SEARCH, 1 },                               \
      { "state", NARU_KIND_ENUM, "State", 0, 1, "case-state" },                                    \
      { "occupation", NARU_KIND_CODE, "Occupation", 0, 1, "isco08" },                              \
      { "birthDate", NARU_KIND_DATE, "Date of birth", NARU_FIELD_PERSONAL, 1 },                    \
      { "at", NARU_KIND_TIME, "When", 0, 1 },                                                      \
      { "payWanted", NARU_KIND_MONEY, "Pay wanted", 0, 1 },                                        \
      { "posts", NARU_KIND_NUMBER, "Posts", 0, 1 },                                                \
      { "drives", NARU_KIND_BOOLEAN, "Has a car", 0, 1 },                                          \
      { "team", NARU_KIND_REFERENCE, "Team", 0, 1, "team staff" },                                 \
      { "tags", NARU_KIND_SET, "Tags", NARU_FIELD_INDEXED, 1 },                                    \
      { "roles", NARU_KIND_SET, "Roles", 0, 1, "role" },                                           \
      { "present", NARU_KIND_SET, "Present", 0, 1, "staff" },                                      \
      { "place", NARU_KIND_OBJECT, "Place", 0, 1, .fields = place_fields },                        \
      { "parts", NARU_KIND_LIST, "Parts", 0, 1, .fields = part_fields, .identity = "id" },         \
  {                                                                                                \
    "registerNumber", NARU_KIND_TEXT, "Register number", NARU_FIELD_NAME, 1                        \
  }

static const NaruField sample_fields[] = { FIELDS, { NULL } };

static const NaruField extended_fields[] = {
  FIELDS,
  { "shoeSize", NARU_KIND_NUMBER, "Shoe size", NARU_FIELD_REQUIRED | NARU_FIELD_INDEXED, 2 },
  { NULL },
};

static const NaruRecordType sample_type = {
  "sample",
  "Sample",
  "Samples",
  1,
  NARU_CIRCLE_CASES,
  NARU_ROLE_JOB_COUNSELLOR,
  NARU_ROLE_STAFF,
  .title = "name state",
  .retention = "always",
  .fields = sample_fields,
  .description = "A record for this test.",
};

static const NaruRecordType extended_type = {
  "extended",
  "Sample",
  "Samples",
  2,
  NARU_CIRCLE_CASES,
  NARU_ROLE_JOB_COUNSELLOR,
  NARU_ROLE_STAFF,
  .title = "name",
  .retention = "always",
  .fields = extended_fields,
  .description = "The same with one more row.",
};

static NaruRecord *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NaruRecord *record = naru_record_new_from_text (ID, text, -1, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_set (NaruRecord *record, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  naru_record_set (record, field, value, &error);
  g_assert_no_error (error);
}

static void
assert_refused (NaruRecord *record, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (naru_record_get_text (record));

  g_assert_false (naru_record_set (record, field, value, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_cmpstr (naru_record_get_text (record), ==, before);
}

/* The problems with a document of these members, as "field: message" lines. */
static char *
problems_of (const char *members)
{
  g_autofree char *text
      = g_strconcat ("{" COMMON ",\"name\":\"N\"", *members != '\0' ? "," : "", members, "}", NULL);
  g_autoptr (NaruRecord) record = parse (text);
  g_autoptr (GPtrArray) problems = naru_record_validate (record, "2026-11-22");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      NaruProblem *problem = problems->pdata[i];

      g_string_append_printf (out, "%s: %s\n", problem->field, problem->message);
    }
  return g_string_free (out, FALSE);
}

static void
assert_valid (const char *members)
{
  g_autofree char *problems = problems_of (members);

  g_assert_cmpstr (problems, ==, "");
}

/* There is exactly one problem, at @field, and its message says @what. */
static void
assert_problem (const char *members, const char *field, const char *what)
{
  g_autofree char *problems = problems_of (members);
  g_autofree char *prefix = g_strconcat (field, ": ", NULL);

  if (!g_str_has_prefix (problems, prefix) || strstr (problems, what) == NULL
      || strchr (problems, '\n') != strrchr (problems, '\n'))
    g_error ("%s gives \"%s\" instead of \"%s\" at %s", members, problems, what, field);
}

static void
note_notify (GObject *object, GParamSpec *spec, gpointer data)
{
  g_string_append_printf (data, "%s ", spec->name);
}

static void
test_one_row (void)
{
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *schema = naru_schema_to_json (&extended_type);
  g_autofree char *page = naru_schema_to_markdown ();
  g_auto (GStrv) headings = naru_schema_csv_headings (&extended_type);
  const NaruField *field = naru_record_type_find_field (&extended_type, "shoeSize");
  gint64 number = 0;

  record = naru_record_new (&extended_type, NULL);
  before = naru_record_copy (record);
  g_signal_connect (record, "notify", G_CALLBACK (note_notify), notified);
  problems = naru_record_validate (record, NULL);
  g_assert_cmpstr (((NaruProblem *) problems->pdata[1])->field, ==, "shoeSize");
  g_assert_nonnull (strstr (((NaruProblem *) problems->pdata[1])->message, "“Shoe size”"));

  g_object_set (record, "shoe-size", G_GINT64_CONSTANT (42), NULL);
  g_object_get (record, "shoe-size", &number, NULL);
  g_assert_cmpint (number, ==, 42);
  g_assert_cmpstr (notified->str, ==, "shoe-size ");
  g_assert_cmpstr (naru_record_get_text (record), ==,
                   "{\"type\":\"extended\",\"schema\":2,\"shoeSize\":42}");
  g_assert_cmpstr (naru_field_get_label (field), ==, "Shoe size");
  g_assert_nonnull (strstr (schema, "\"shoeSize\""));
  g_assert_nonnull (strstr (schema, "\"Shoe size\""));
  g_assert_nonnull (strstr (page, "| `shoeSize` | Shoe size | number |"));
  g_assert_true (g_strv_contains ((const char *const *) headings, "shoeSize"));
  differences = naru_record_compare (before, record);
  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_true (((NaruDifference *) differences->pdata[0])->field == field);
  g_assert_cmpstr (((NaruDifference *) differences->pdata[0])->to, ==, "42");
  g_assert_null (((NaruDifference *) differences->pdata[0])->from);
}

static void
test_properties (void)
{
  g_autoptr (NaruRecord) record = naru_record_new (&sample_type, ID);
  g_autofree char *name = NULL;
  g_autofree char *pay = NULL;
  g_auto (GStrv) tags = NULL;
  const char *words[] = { "a", "b", "a", "", NULL };
  gboolean drives = FALSE;

  g_object_set (record, "name", "김민수", "drives", TRUE, "tags", words, "pay-wanted",
                "10320 KRW/hour", "birth-date", "no date", NULL);
  g_object_get (record, "name", &name, "drives", &drives, "tags", &tags, "pay-wanted", &pay, NULL);
  g_assert_cmpstr (name, ==, "김민수");
  g_assert_true (drives);
  g_assert_cmpuint (g_strv_length (tags), ==, 2);
  g_assert_cmpstr (pay, ==, "10320 KRW/hour");
  g_assert_null (naru_record_get (record, "birthDate"));
  g_assert_cmpstr (naru_record_get_text (record), ==,
                   "{\"type\":\"sample\",\"schema\":1,\"name\":\"김민수\",\"drives\":true,\"tags\":"
                   "[\"a\",\"b\"],"
                   "\"payWanted\":{\"amount\":\"10320\",\"currency\":\"KRW\",\"per\":\"hour\"}}");
  g_assert_true (G_OBJECT_TYPE (record) == naru_record_type_get_gtype (&sample_type));
  g_assert_true (G_TYPE_IS_FINAL (G_OBJECT_TYPE (record)));
}

static void
test_bytes_stay (void)
{
  g_autoptr (NaruRecord) record = parse ("{ \"type\":\"sample\",  \"x\" : 1.1, "
                                         "\"big\":123456789012345678901234567890,\"name\":\"a\",\n"
                                         "\"z\":\"\\u0000\\/\", \"deep\" : {\"a\" : [1 ,{ }]} }");

  assert_set (record, "name", "b");
  assert_set (record, "posts", "3");
  g_assert_cmpstr (naru_record_get_text (record), ==,
                   "{ \"type\":\"sample\",  \"x\" : 1.1, "
                   "\"big\":123456789012345678901234567890,\"name\":\"b\",\n"
                   "\"z\":\"\\u0000\\/\", \"deep\" : {\"a\" : [1 ,{ }]}, \"posts\":3 }");
  assert_set (record, "name", "");
  assert_set (record, "posts", NULL);
  g_assert_cmpstr (naru_record_get_text (record), ==,
                   "{ \"type\":\"sample\",  \"x\" : 1.1, \"big\":123456789012345678901234567890,\n"
                   "\"z\":\"\\u0000\\/\", \"deep\" : {\"a\" : [1 ,{ }]} }");
  g_assert_cmpint (naru_json_span_kind (naru_record_get_span (record, "deep")), ==,
                   NARU_JSON_OBJECT);
}

static void
test_same_value_is_no_edit (void)
{
  g_autoptr (NaruRecord) record
      = parse ("{\"type\":\"sample\",\"name\":\"\\uae40\",\"tags\":[ \"a\" ]}");
  g_autofree char *before = g_strdup (naru_record_get_text (record));
  g_autoptr (GString) notified = g_string_new (NULL);

  g_signal_connect (record, "notify", G_CALLBACK (note_notify), notified);
  assert_set (record, "name", "김");
  assert_set (record, "tags", "a");
  assert_set (record, "note", NULL);
  g_assert_cmpstr (naru_record_get_text (record), ==, before);
  g_assert_cmpstr (notified->str, ==, "");
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *id;
    const char *text;
    int code;
  } cases[] = {
    { ID, "[]", NARU_ERROR_JSON },
    { ID, "{\"type\":\"sample\"", NARU_ERROR_JSON },
    { ID, "{\"type\":\"sample\",\"type\":\"sample\"}", NARU_ERROR_JSON },
    { ID, "{}", NARU_ERROR_INVALID },
    { ID, "{\"type\":7}", NARU_ERROR_INVALID },
    { ID, "{\"type\":\"spaceship\"}", NARU_ERROR_INVALID },
    { ID, "{\"type\":\"staff\"}", NARU_ERROR_INVALID },
    { "sample:1", "{\"type\":\"sample\"}", NARU_ERROR_INVALID },
    { NULL, "{\"type\":\"sample\"}", NARU_ERROR_INVALID },
    { NULL, "{\"type\":\"sample\",\"_id\":7}", NARU_ERROR_INVALID },
  };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *large = g_strnfill (50 * 1000 * 1000, 'x');
  g_autoptr (NaruRecord) record = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (naru_record_new_from_text (cases[i].id, cases[i].text, -1, &error));
      g_assert_error (error, NARU_ERROR, cases[i].code);
    }
  g_assert_null (naru_record_new_from_text (ID, deep, -1, NULL));
  g_assert_null (naru_record_new_from_text (ID, large, -1, NULL));
  record = naru_record_new_from_text (NULL, "{\"_id\":\"" ID "\",\"type\":\"sample\"}", -1, NULL);
  g_assert_cmpstr (naru_record_get_id (record), ==, ID);
}

static void
test_wrong_kinds (void)
{
  g_autoptr (NaruRecord) record = parse ("{\"type\":\"sample\",\"name\":7,\"birthDate\":{},"
                                         "\"payWanted\":\"much\",\"posts\":\"3\",\"drives\":1,"
                                         "\"tags\":\"a\",\"place\":[],\"parts\":{\"id\":1},\"at\":"
                                         "null,\"team\":[1],\"roles\":[1,null]}");
  g_autoptr (GPtrArray) problems = naru_record_validate (record, NULL);
  static const char *const fields[]
      = { "name",  "birthDate", "payWanted", "posts", "drives", "tags",
          "place", "parts",     "at",        "team",  "roles" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *shown = naru_record_format (record, fields[i]);
      gboolean reported = strcmp (fields[i], "at") == 0;

      g_assert_null (naru_record_get (record, fields[i]));
      g_assert_true (shown == NULL || *shown == '\0');
      for (guint n = 0; n < problems->len; n++)
        reported |= g_str_has_prefix (((NaruProblem *) problems->pdata[n])->field, fields[i]);
      if (!reported)
        g_error ("nobody complains about %s", fields[i]);
    }
  g_assert_cmpint (naru_record_get_number (record, "posts", -1), ==, -1);
  g_assert_false (naru_record_get_boolean (record, "drives"));
  g_assert_cmpuint (naru_record_get_length (record, "parts"), ==, 0);
  g_assert_null (naru_record_get_element (record, "parts", 0, "id"));
  g_assert_null (naru_record_get_member (record, "place", "town"));
  /* An edit repairs the field. */
  assert_set (record, "posts", "3");
  g_assert_cmpint (naru_record_get_number (record, "posts", -1), ==, 3);
}

static void
test_values (void)
{
  g_autoptr (NaruRecord) record = naru_record_new (&sample_type, ID);
  g_autoptr (GError) error = NULL;

  assert_refused (record, "name", "two\nlines");
  assert_refused (record, "name", "bell\a");
  assert_refused (record, "name", "\xff");
  assert_set (record, "note", "one\r\ntwo\rthree");
  g_assert_cmpstr (naru_record_get (record, "note"), ==, "one\ntwo\nthree");
  assert_refused (record, "state", "asleep");
  assert_set (record, "state", "active");
  assert_set (record, "occupation", "99999");
  assert_refused (record, "birthDate", "2026-02-30");
  assert_refused (record, "birthDate", "1026-02-03");
  assert_refused (record, "at", "2026-11-22T10:00:00");
  assert_set (record, "at", "2026-11-22T10:00:00+09:00");
  assert_refused (record, "posts", "3.5");
  assert_refused (record, "posts", "9007199254740993");
  assert_set (record, "posts", "-9007199254740992");
  assert_refused (record, "drives", "maybe");
  assert_refused (record, "team", "jobseeker:01ARZ3NDEKTSV4RRFFQ69G5FAV");
  assert_refused (record, "team", "team 7");
  assert_set (record, "team", STAFF);
  assert_refused (record, "roles", "manager, emperor");
  assert_set (record, "roles", "manager, it,manager");
  g_assert_cmpstr (naru_record_get (record, "roles"), ==, "manager, it");
  assert_refused (record, "present", "somebody");
  assert_set (record, "present", STAFF);
  assert_refused (record, "payWanted", "1,000 KRW");
  assert_refused (record, "payWanted", "1000");
  assert_refused (record, "payWanted", "1000 krw");
  assert_refused (record, "payWanted", "1000 KRW/minute");
  assert_set (record, "payWanted", "12.50 EUR");
  assert_refused (record, "parts", "{}");
  assert_refused (record, "type", "staff");
  g_assert_false (naru_record_set (record, "colour", "red", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
}

static void
test_typed_setters (void)
{
  g_autoptr (NaruRecord) record = naru_record_new (&sample_type, ID);
  g_autofree char *currency = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_record_set_number (record, "posts", 7, NULL));
  g_assert_true (naru_record_set_money (record, "payWanted", "2000000", "KRW", "month", NULL));
  currency = naru_record_get_member (record, "payWanted", "currency");
  g_assert_cmpstr (currency, ==, "KRW");
  g_assert_false (naru_record_set_money (record, "payWanted", "1", NULL, NULL, NULL));
  g_assert_true (naru_record_set_json (record, "place", " {\"town\": \"Sejong\"} ", NULL));
  g_assert_true (naru_record_set_member (record, "place", "street", "Hannuri-daero", NULL));
  g_assert_cmpstr (naru_record_get (record, "place"), ==,
                   "{\"town\": \"Sejong\", \"street\": \"Hannuri-daero\"}");
  g_assert_true (naru_record_set_member (record, "place", "street", NULL, NULL));
  g_assert_true (naru_record_set_member (record, "place", "town", NULL, NULL));
  g_assert_false (naru_record_has (record, "place"));
  g_assert_false (naru_record_set_json (record, "place", "{\"town\":", NULL));
  g_assert_false (naru_record_set_json (record, "place", "{\"town\":7}", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_true (naru_record_set_set (record, "tags", NULL, NULL));
  g_assert_cmpstr (
      naru_record_get_text (record), ==,
      "{\"type\":\"sample\",\"schema\":1,\"posts\":7,"
      "\"payWanted\":{\"amount\":\"2000000\",\"currency\":\"KRW\",\"per\":\"month\"}}");
}

static void
test_elements (void)
{
  g_autoptr (NaruRecord) record = parse (
      "{\"type\":\"sample\",\"parts\":[{\"id\":\"a\", \"x\":1.10}, {\"id\":\"b\",\"hours\":2}]}");
  g_autofree char *hours = NULL;

  g_assert_true (naru_record_set_element (record, "parts", "a", "hours", "3", NULL));
  g_assert_true (naru_record_set_element (record, "parts", "b", "hours", NULL, NULL));
  g_assert_true (naru_record_set_element (record, "parts", "c", "from", "2026-01-01", NULL));
  g_assert_cmpstr (naru_record_get (record, "parts"), ==,
                   "[{\"id\":\"a\", \"x\":1.10, \"hours\":3}, {\"id\":\"b\"}, "
                   "{\"id\":\"c\",\"from\":\"2026-01-01\"}]");
  hours = naru_record_get_element (record, "parts", 0, "hours");
  g_assert_cmpstr (hours, ==, "3");
  g_assert_false (naru_record_set_element (record, "parts", "a", "hours", "many", NULL));
  g_assert_false (naru_record_set_element (record, "parts", "a", "colour", "red", NULL));
  g_assert_false (naru_record_set_element (record, "parts", "a", "id", "b", NULL));
  g_assert_false (naru_record_set_element (record, "parts", "a", "id", "", NULL));
  g_assert_true (naru_record_set_element (record, "parts", "a", "id", "d", NULL));
  g_assert_true (naru_record_remove_element (record, "parts", "b", NULL));
  g_assert_true (naru_record_remove_element (record, "parts", "b", NULL));
  g_assert_cmpstr (
      naru_record_get (record, "parts"), ==,
      "[{\"id\":\"d\", \"x\":1.10, \"hours\":3}, {\"id\":\"c\",\"from\":\"2026-01-01\"}]");
  g_assert_true (naru_record_remove_element (record, "parts", "c", NULL));
  g_assert_true (naru_record_remove_element (record, "parts", "d", NULL));
  g_assert_cmpstr (naru_record_get_text (record), ==, "{\"type\":\"sample\"}");
  g_assert_true (naru_record_set_element (record, "parts", "e", NULL, NULL, NULL));
  g_assert_cmpstr (naru_record_get (record, "parts"), ==, "[{\"id\":\"e\"}]");
}

static void
test_validation (void)
{
  g_autofree char *long_text = g_strnfill (501, 'x');
  g_autofree char *long_member = g_strdup_printf ("\"registerNumber\":\"%s\"", long_text);

  assert_valid ("");
  assert_valid ("\"note\":\"\",\"parts\":[],\"place\":null,\"unknown\":{\"a\":1}");
  assert_problem ("\"state\":\"asleep\"", "state", "asleep");
  assert_problem ("\"note\":\"a\\u0007b\"", "note", "character 2");
  assert_problem (long_member, "registerNumber", "longer than 500");
  assert_problem ("\"birthDate\":\"2026-11-23\"", "birthDate", "future");
  assert_valid ("\"birthDate\":\"2026-11-22\"");
  assert_problem ("\"tags\":[\"a\",\"\\u0061\"]", "tags", "twice");
  assert_problem ("\"parts\":[{\"hours\":1}]", "parts/#1/id", "missing");
  assert_problem ("\"parts\":[{\"id\":\"a\"},{\"id\":\"a\"}]", "parts", "two entries");
  assert_problem ("\"parts\":[{\"id\":\"a\",\"hours\":1.5}]", "parts/a/hours", "whole number");
  assert_problem ("\"parts\":[{\"id\":\"a\",\"from\":\"2026-01-02\",\"to\":\"2026-01-01\"}]",
                  "parts/a/to", "last day");
  assert_problem ("\"place\":{\"town\":7}", "place/town", "text");
  assert_problem ("\"payWanted\":{\"amount\":10,\"currency\":\"KRW\"}", "payWanted", "decimal");
  assert_problem ("\"payWanted\":{\"amount\":\"10\",\"currency\":\"KRW\",\"per\":\"second\"}",
                  "payWanted", "per hour");
}

static void
test_required (void)
{
  g_autoptr (NaruRecord) record = parse ("{\"type\":\"sample\",\"name\":\"\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = naru_record_validate (record, NULL);

  /* The name, and five of the common fields. */
  g_assert_cmpuint (problems->len, ==, 6);
  g_assert_false (naru_record_check (record, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Name” is missing.");
}

static void
test_newer_schema (void)
{
  g_autoptr (NaruRecord) record
      = parse ("{\"type\":\"sample\",\"schema\":2,\"name\":\"N\",\"state\":\"hibernating\"}");
  g_autoptr (GPtrArray) problems = naru_record_validate (record, NULL);

  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpstr (((NaruProblem *) problems->pdata[i])->field, !=, "state");
}

static void
test_orders (void)
{
  g_autoptr (NaruRecord) meeting = naru_record_new (naru_record_type_find ("meeting"), NULL);
  g_autoptr (GPtrArray) good = NULL;
  g_autoptr (GPtrArray) bad = NULL;

  /* An hour later, in another offset. */
  assert_set (meeting, "start", "2026-11-22T10:00:00+09:00");
  assert_set (meeting, "end", "2026-11-22T02:00:00Z");
  good = naru_record_validate (meeting, NULL);
  assert_set (meeting, "end", "2026-11-22T01:00:00Z");
  bad = naru_record_validate (meeting, NULL);
  g_assert_cmpuint (bad->len, ==, good->len + 1);
  g_assert_cmpstr (((NaruProblem *) bad->pdata[bad->len - 1])->field, ==, "end");
}

static void
test_national_ids (void)
{
  assert_problem ("\"note\":\"seen: 900101-1234567 today\"", "note",
                  "at character 7 what looks like a Korean");
  assert_problem ("\"note\":\"\xeb\xb2\x88\xed\x98\xb8 900101\xe2\x80\x93"
                  "1234567\"",
                  "note", "at character 4");
  assert_problem ("\"note\":\"9001011234568\"", "note", "Korean");
  assert_problem ("\"note\":\"900101 1234568\"", "note", "Korean");
  assert_problem ("\"note\":\"021231-3000000\"", "note", "Korean");
  assert_problem ("\"place\":{\"town\":\"900101-1234567\"}", "place/town", "Korean");
  assert_problem ("\"tags\":[\"900101-1234567\"]", "tags", "Korean");
  assert_valid ("\"note\":\"9001011234567\"");
  assert_valid ("\"note\":\"900132-1234567\"");
  assert_valid ("\"note\":\"900101-9234567\"");
  assert_valid ("\"note\":\"900101-12345678\"");
  assert_valid ("\"note\":\"1900101-1234567\"");
  assert_valid ("\"note\":\"010-1234-5678, 2026-11-22, 123-45-67890\"");
  assert_problem ("\"registerNumber\":\"900101-1234567\"", "registerNumber", "Korean");
  assert_valid ("\"registerNumber\":\"110111-1234569\"");
  assert_problem ("\"note\":\"110111-1234569\"", "note", "Korean");

  assert_problem ("\"note\":\"NIR 2 55 08 14 168 025 38\"", "note", "French");
  assert_problem ("\"note\":\"255081416802538\"", "note", "French");
  assert_valid ("\"note\":\"255081416802539\"");

  assert_problem ("\"note\":\"QQ no, AB123456C yes\"", "note",
                  "at character 8 what looks like a British");
  assert_problem ("\"note\":\"ab 12 34 56 c\"", "note", "British");
  assert_valid ("\"note\":\"SC123456, GB123456A, AB123456E, AB123456CD, XAB123456C\"");
}

static void
test_format (void)
{
  g_autoptr (NaruRecord) record
      = parse ("{\"type\":\"sample\",\"state\":\"active\",\"occupation\":\"99999\",\"birthDate\":"
               "\"2026-11-22\","
               "\"at\":\"2026-11-22T01:00:00Z\",\"payWanted\":{\"amount\":\"10320\",\"currency\":"
               "\"KRW\",\"per\":\"hour\"},"
               "\"posts\":1250000,\"drives\":false,\"roles\":[\"it\",\"manager\"],\"place\":{"
               "\"town\":\"Sejong\",\"street\":"
               "\"Hannuri\"},\"parts\":[{\"id\":\"a\"}]}");
  static const struct
  {
    const char *field;
    const char *text;
  } cases[] = {
    { "state", "Active" },
    { "occupation", "99999" },
    { "birthDate", "22 Nov 2026" },
    { "at", "22 Nov 2026, 10:00" },
    { "payWanted", "₩10,320 per hour" },
    { "posts", "1,250,000" },
    { "drives", "No" },
    { "roles", "IT, Centre manager" },
    { "place", "Sejong, Hannuri" },
    { "parts", "1 entry" },
    { "name", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = naru_record_format (record, cases[i].field);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (naru_record_get_title (record), ==, "Active");
  assert_set (record, "name", "김민수");
  g_assert_cmpstr (naru_record_get_title (record), ==, "김민수");
  assert_set (record, "name", NULL);
  assert_set (record, "state", NULL);
  g_assert_cmpstr (naru_record_get_title (record), ==, "Sample");
}

static void
test_compare (void)
{
  g_autoptr (NaruRecord) before
      = parse ("{\"_rev\":\"1-a\",\"type\":\"sample\",\"zeta\":1,\"alpha\":1.0,\"posts\":1,"
               "\"name\":\"\\u0041\",\"same\":{\"a\":1,\"b\":2}}");
  g_autoptr (NaruRecord) after
      = parse ("{\"_rev\":\"2-b\",\"type\":\"sample\",\"alpha\":1,\"note\":\"n\",\"posts\":2,"
               "\"name\":\"A\",\"same\":{\"b\":2,\"a\":1}}");
  g_autoptr (GPtrArray) differences = naru_record_compare (before, after);
  static const char *const names[] = { "note", "posts", "alpha", "zeta" };

  g_assert_cmpuint (differences->len, ==, G_N_ELEMENTS (names));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      NaruDifference *difference = differences->pdata[i];

      g_assert_cmpstr (difference->name, ==, names[i]);
      g_assert_true ((difference->field != NULL) == (i < 2));
    }
  g_assert_cmpstr (((NaruDifference *) differences->pdata[2])->from, ==, "1.0");
  g_assert_null (((NaruDifference *) differences->pdata[3])->to);
}

/* The rules that every table must keep, so that nothing else has to check them. */
static void
check_table (const NaruRecordType *type, const NaruField *fields)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (; fields->name != NULL; fields++)
    {
      gboolean container = fields->kind == NARU_KIND_OBJECT || fields->kind == NARU_KIND_LIST;

      if (!g_hash_table_add (names, (gpointer) fields->name))
        g_error ("%s has %s twice", type->name, fields->name);
      if (fields->label == NULL || fields->since < 1 || fields->since > type->schema)
        g_error ("%s.%s has no label or an odd version", type->name, fields->name);
      if (container != (fields->fields != NULL)
          || (fields->kind == NARU_KIND_LIST) != (fields->identity != NULL))
        g_error ("%s.%s: fields and identity do not fit its kind", type->name, fields->name);
      if (fields->kind == NARU_KIND_ENUM && fields->vocabulary == NULL)
        g_error ("%s.%s has no vocabulary", type->name, fields->name);
      if (fields->kind == NARU_KIND_REFERENCE && strcmp (fields->vocabulary, "*") != 0)
        {
          g_auto (GStrv) types = g_strsplit (fields->vocabulary, " ", -1);

          for (guint i = 0; types[i] != NULL; i++)
            if (naru_record_type_find (types[i]) == NULL)
              g_error ("%s.%s refers to %s", type->name, fields->name, types[i]);
        }
      if (fields->fields != NULL)
        check_table (type, fields->fields);
    }
}

static void
test_dictionary (void)
{
  guint n_types = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  g_assert_cmpuint (n_types, >, 40);
  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (NaruRecord) record = naru_record_new (types[i], NULL);
      g_autofree char *schema = naru_schema_to_json (types[i]);
      g_autofree char *wanted
          = g_strconcat (types[i]->natural_key != NULL ? types[i]->natural_key : "", " ",
                         types[i]->owner != NULL ? types[i]->owner : "", " ",
                         types[i]->title != NULL ? types[i]->title : "", NULL);
      g_auto (GStrv) names = g_strsplit (wanted, " ", -1);

      check_table (types[i], types[i]->fields);
      for (guint n = 0; names[n] != NULL; n++)
        if (*names[n] != '\0' && naru_record_type_find_field (types[i], names[n]) == NULL)
          g_error ("%s has no field %s", types[i]->name, names[n]);
      g_assert_true (naru_json_check_object (schema, -1, NULL));
      g_assert_true (naru_record_type_find (types[i]->name) == types[i]);
    }
  g_assert_null (types[n_types]);
  g_assert_null (naru_record_type_find ("spaceship"));
  g_assert_null (naru_record_type_find (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  naru_record_type_add (&sample_type);
  naru_record_type_add (&extended_type);
  g_test_add_func ("/model/dictionary/every-table-keeps-the-rules", test_dictionary);
  g_test_add_func ("/model/record/one-row-declares-a-field-everywhere", test_one_row);
  g_test_add_func ("/model/record/fields-are-properties", test_properties);
  g_test_add_func ("/model/record/edits-leave-every-other-byte", test_bytes_stay);
  g_test_add_func ("/model/record/setting-the-same-value-changes-nothing",
                   test_same_value_is_no_edit);
  g_test_add_func ("/model/record/hostile-documents-are-refused", test_hostile);
  g_test_add_func ("/model/record/wrong-kinds-read-as-nothing-and-are-reported", test_wrong_kinds);
  g_test_add_func ("/model/record/values-that-do-not-fit-change-nothing", test_values);
  g_test_add_func ("/model/record/typed-setters-write-canonical-json", test_typed_setters);
  g_test_add_func ("/model/record/elements-are-edited-by-identity", test_elements);
  g_test_add_func ("/model/record/validation-names-field-and-rule", test_validation);
  g_test_add_func ("/model/record/required-fields-must-be-there", test_required);
  g_test_add_func ("/model/record/terms-of-a-newer-schema-are-kept", test_newer_schema);
  g_test_add_func ("/model/record/times-must-be-in-order", test_orders);
  g_test_add_func ("/model/record/national-numbers-are-refused", test_national_ids);
  g_test_add_func ("/model/record/people-read-labels-dates-and-money", test_format);
  g_test_add_func ("/model/record/comparison-is-by-meaning", test_compare);
  return g_test_run ();
}
