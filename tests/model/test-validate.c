/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judging records before they are saved: what is wrong, where, and that nothing good is refused. */
#include "naru-error.h"
#include "naru-record.h"
#include "naru-value.h"
#include "sample-type.h"

#include <string.h>

static void
assert_set (NaruRecord *record, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  naru_record_set (record, field, value, &error);
  g_assert_no_error (error);
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

/* What is told to whoever types an address, and that a document with it is kept all the same. */
static void
test_slips (void)
{
  static const char *const right[] = { "kim@example.org", "kim.min-ji+naru@mail.example.co.kr",
                                       "root@localhost", "김@예시.한국" };
  static const char *const wrong[] = { "bad mail",        "kim",           "kim@",
                                       "@example.org",    "kim@example",   "kim@example.org.",
                                       "kim@.org",        "kim@exa..mple", "kim@a@example.org",
                                       "kim @example.org" };
  const NaruField *email
      = naru_record_type_find_field (naru_record_type_find ("jobseeker"), "email");
  const NaruField *phone
      = naru_record_type_find_field (naru_record_type_find ("jobseeker"), "phone");
  g_autofree char *said = naru_value_find_slip (email, "bad mail");

  g_assert_cmpstr (said, ==, "“E-mail” must be an address such as name@example.org.");
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    if (!naru_email_is_plausible (right[i]))
      g_error ("%s is refused", right[i]);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (naru_email_is_plausible (wrong[i]))
      g_error ("%s is taken", wrong[i]);
  g_assert_null (naru_value_find_slip (email, NULL));
  g_assert_null (naru_value_find_slip (email, ""));
  g_assert_null (naru_value_find_slip (phone, "bad mail"));
  g_assert_null (naru_value_find_problem (email, "\"bad mail\""));
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  naru_record_type_add (&sample_type);
  g_test_add_func ("/model/validate/validation-names-field-and-rule", test_validation);
  g_test_add_func ("/model/validate/a-slip-is-told-and-no-problem", test_slips);
  g_test_add_func ("/model/validate/required-fields-must-be-there", test_required);
  g_test_add_func ("/model/validate/terms-of-a-newer-schema-are-kept", test_newer_schema);
  g_test_add_func ("/model/validate/times-must-be-in-order", test_orders);
  g_test_add_func ("/model/validate/national-numbers-are-refused", test_national_ids);
  return g_test_run ();
}
