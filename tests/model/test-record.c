/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: one row of a table declares a field everywhere, edits leave all other bytes, and nothing hostile gets in. */
#include "naru-error.h"
#include "naru-id.h"
#include "naru-record.h"
#include "naru-schema.h"
#include "sample-type.h"

#include <string.h>

static const NaruField extended_fields[] = {
  FIELDS,
  { "shoeSize", NARU_KIND_NUMBER, "Shoe size", NARU_FIELD_REQUIRED | NARU_FIELD_INDEXED, 2 },
  { NULL },
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

/* Whatever stands in a document that passes the check, it can be read, judged, shown and compared. */
static void
test_damage (void)
{
  static const char sample[]
      = "{\"type\":\"sample\",\"name\":\"N\",\"state\":\"active\",\"at\":\"2026-11-22T01:00:00Z\","
        "\"payWanted\":{\"amount\":\"1\",\"currency\":\"KRW\",\"per\":\"hour\"},\"posts\":12,"
        "\"drives\":false,"
        "\"roles\":[\"it\"],\"place\":{\"town\":\"S\"},\"parts\":[{\"id\":\"a\",\"hours\":2}],"
        "\"birthDate\":\"2026-11-22\",\"team\":\"" STAFF "\"}";
  static const char bytes[] = "{}[]\":,\\0n-1a ";
  const NaruRecordType *type = &sample_type;

  for (int round = 0; round < 5000; round++)
    {
      g_autofree char *text = g_strdup (sample);
      g_autoptr (NaruRecord) record = NULL;
      g_autoptr (NaruRecord) other = parse (sample);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GPtrArray) differences = NULL;

      for (int hits = g_test_rand_int_range (1, 4); hits > 0; hits--)
        text[g_test_rand_int_range (17, sizeof sample - 1)]
            = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
      record = naru_record_new_from_text (ID, text, -1, NULL);
      if (record == NULL)
        continue;
      problems = naru_record_validate (record, "2026-11-22");
      differences = naru_record_compare (record, other);
      g_assert_cmpstr (naru_record_get_title (record), !=, NULL);
      for (const NaruField *field = type->fields; field->name != NULL; field++)
        {
          g_autofree char *shown = naru_record_format (record, field->name);
          g_autofree char *element = naru_record_get_element (record, field->name, 0, "id");

          g_assert_true (naru_record_has (record, field->name)
                         || naru_record_get (record, field->name) == NULL);
        }
      g_assert_true (naru_record_set_element (record, "parts", "z", "hours", "7", NULL));
      g_assert_true (naru_record_set (record, "place", "{\"town\":\"T\"}", NULL));
      g_assert_true (naru_json_check_object (naru_record_get_text (record), -1, NULL));
    }
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
  g_test_add_func ("/model/record/people-read-labels-dates-and-money", test_format);
  g_test_add_func ("/model/record/comparison-is-by-meaning", test_compare);
  g_test_add_func ("/model/record/random-damage-never-breaks-reading", test_damage);
  return g_test_run ();
}
