/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files become records: once, whatever they look like, without overwriting what somebody here knows better. */
#include "desk-fixture.h"
#include "naru-facts.h"
#include "naru-import.h"

#include <glib/gstdio.h>
#include <string.h>

static NaruImport *
open_bytes (DeskFixture *fixture, const char *type, const char *name, const char *bytes,
            gssize length, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return naru_import_open (fixture->desk, type, file, error);
}

static NaruImport *
open_text (DeskFixture *fixture, const char *type, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  NaruImport *import = open_bytes (fixture, type, name, text, -1, &error);

  g_assert_no_error (error);
  return import;
}

/* Imports and compares the counts: "read added updated unchanged rejected kept". A second passes. */
static NaruImportReport *
run_import (DeskFixture *fixture, NaruImport *import, const char *counts)
{
  g_autoptr (GError) error = NULL;
  NaruImportReport *report = naru_import_run (import, NULL, NULL, NULL, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = g_strdup_printf ("%d %d %d %d %d %d", (int) report->read, (int) report->added,
                         (int) report->updated, (int) report->unchanged, (int) report->rejected,
                         (int) report->kept);
  g_assert_cmpstr (got, ==, counts);
  naru_clock_advance (fixture->clock, 1);
  return report;
}

static void
import_text (DeskFixture *fixture, const char *type, const char *name, const char *text,
             const char *counts)
{
  g_autoptr (NaruImport) import = open_text (fixture, type, name, text);
  g_autoptr (NaruImportReport) report = run_import (fixture, import, counts);
}

static NaruRecord *
find (DeskFixture *fixture, const char *type, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, field, NARU_FILTER_IS, value);
  found = naru_store_find (fixture->store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (g_ptr_array_index (found, 0));
}

static void
assert_field (DeskFixture *fixture, const char *type, const char *name, const char *field,
              const char *wanted)
{
  g_autoptr (NaruRecord) record
      = find (fixture, type, strcmp (type, "vacancy") == 0 ? "title" : "name", name);

  g_assert_cmpstr (naru_record_get (record, field), ==, wanted);
}

static void
edit (DeskFixture *fixture, const char *type, const char *name, const char *field,
      const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = find (fixture, type, "name", name);
  g_autoptr (NaruCommand) command = naru_command_new ("Edit");

  naru_command_set (command, naru_record_get_id (record), field, value);
  g_assert_true (naru_desk_run (fixture->desk, command, &error));
  g_assert_no_error (error);
  naru_clock_advance (fixture->clock, 1);
}

static const char register_text[]
    = "EmployerName,EmployerId,Address,PostCode,CompanyNumber,SicCodes,EmployerSize,CurrentName,"
      "DateSubmitted\n"
      "Fish & Chips <b>,1,\"1 Quay, Hull, HU1 1AA\",HU1 1AA,2566586,\"85200,\n85310\",250 to "
      "499,Fish & Chips <b>,2022/03/31 13:09:40\n"
      "1509 GROUP,2,\"High Street, GU1 3BB\",GU1 3BB,,1470,\"5000 to 19,999\",New Name,2022/02/02 "
      "11:06:02\n"
      "\"\"\"RED\"\" CO\",3,,,SC016876,\"1,\n84110\",Not Provided,,\n";

static void
test_register (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruRecord) chips = NULL;
  g_autofree char *source = NULL;

  import_text (fixture, "employer", "register.csv", register_text, "3 3 0 0 0 0");
  import_text (fixture, "employer", "register.csv", register_text, "3 0 0 3 0 0");
  chips = find (fixture, "employer", "name", "Fish & Chips <b>");
  g_assert_cmpstr (naru_record_get (chips, "registerNumber"), ==, "02566586");
  g_assert_cmpstr (naru_record_get (chips, "industry"), ==, "85");
  g_assert_cmpstr (naru_record_get (chips, "industryLocal"), ==, "85200, 85310");
  g_assert_cmpstr (naru_record_get (chips, "sizeClass"), ==, "large");
  g_assert_cmpstr (naru_record_get (chips, "otherNames"), ==, NULL);
  g_assert_cmpstr (naru_record_get (chips, "address"), ==,
                   "{\"lines\":\"1 Quay, Hull\",\"postcode\":\"HU1 1AA\",\"country\":\"GB\"}");
  source = naru_record_get_element (chips, "sources", 0, "on");
  g_assert_cmpstr (source, ==, "2022-03-31");
  assert_field (fixture, "employer", "1509 GROUP", "industryLocal", "01470");
  assert_field (fixture, "employer", "1509 GROUP", "sizeClass", "large_5000");
  assert_field (fixture, "employer", "1509 GROUP", "registerNumber", NULL);
  assert_field (fixture, "employer", "\"RED\" CO", "sector", "public");
  assert_field (fixture, "employer", "\"RED\" CO", "sizeClass", NULL);
}

static void
test_edited (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *changed = NULL;
  g_auto (GStrv) parts = NULL;

  import_text (fixture, "employer", "register.csv", register_text, "3 3 0 0 0 0");
  edit (fixture, "employer", "1509 GROUP", "sizeClass", "small");
  import_text (fixture, "employer", "register.csv", register_text, "3 0 1 2 0 1");
  assert_field (fixture, "employer", "1509 GROUP", "sizeClass", "small");
  /* and what the register says is asked about, once */
  assert_field (fixture, "employer", "1509 GROUP", "toSettle", "true");
  import_text (fixture, "employer", "register.csv", register_text, "3 0 0 3 0 1");
  /* what the register says anew of what nobody edited is taken */
  parts = g_strsplit (register_text, "High Street", 2);
  changed = g_strjoinv ("Low Street", parts);
  import_text (fixture, "employer", "register.csv", changed, "3 0 1 2 0 1");
  import_text (fixture, "employer", "register.csv", changed, "3 0 0 3 0 1");
}

/* A source asks until somebody answers, and again only when it says something new. */
static void
test_asked (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *changed = NULL;
  g_autofree char *source = NULL;
  g_autofree char *aside = NULL;
  g_auto (GStrv) parts = g_strsplit (register_text, "250 to 499", 2);
  g_autoptr (NaruRecord) chips = NULL;
  g_autoptr (NaruCommand) keep = NULL;
  g_autoptr (NaruCommand) take = NULL;
  g_autoptr (NaruImport) import = NULL;
  g_autoptr (NaruImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "employer", "register.csv", register_text, "3 3 0 0 0 0");
  edit (fixture, "employer", "Fish & Chips <b>", "sizeClass", "small");
  import = open_text (fixture, "employer", "register.csv", register_text);
  report = run_import (fixture, import, "3 0 1 2 0 1");
  g_assert_cmpint (report->asked, ==, 1);
  g_assert_nonnull (strstr (report->notes->pdata[0], "Fish & Chips <b>"));
  g_assert_nonnull (strstr (report->notes->pdata[0], "the file says"));
  chips = find (fixture, "employer", "name", "Fish & Chips <b>");
  keep = naru_employer_keep_fact (fixture->desk, naru_record_get_id (chips), "sizeClass register",
                                  &error);
  g_assert_no_error (error);
  desk_run (fixture, keep);
  assert_field (fixture, "employer", "Fish & Chips <b>", "toSettle", NULL);
  g_clear_pointer (&report, naru_import_report_free);
  g_clear_object (&import);
  import = open_text (fixture, "employer", "register.csv", register_text);
  report = run_import (fixture, import, "3 0 0 3 0 1");
  g_assert_cmpint (report->asked, ==, 0); /* what was answered is not asked again */
  assert_field (fixture, "employer", "Fish & Chips <b>", "toSettle", NULL);
  changed = g_strjoinv ("500 to 999", parts);
  import_text (fixture, "employer", "register.csv", changed, "3 0 1 2 0 1");
  assert_field (fixture, "employer", "Fish & Chips <b>", "toSettle", "true");
  take = naru_employer_take_fact (fixture->desk, naru_record_get_id (chips), "sizeClass register",
                                  &error);
  g_assert_no_error (error);
  desk_run (fixture, take);
  assert_field (fixture, "employer", "Fish & Chips <b>", "sizeClass", "large_500");
  assert_field (fixture, "employer", "Fish & Chips <b>", "toSettle", NULL);
  g_clear_object (&chips);
  chips = find (fixture, "employer", "name", "Fish & Chips <b>");
  /* what was known here stays readable beside it */
  source = naru_record_get_element (chips, "facts", 0, "source");
  aside = naru_record_get_element (chips, "facts", 0, "value");
  g_assert_cmpstr (source, ==, "own");
  g_assert_cmpstr (aside, ==, "\"small\"");
  /* from now on the register is followed again */
  import_text (fixture, "employer", "register.csv", register_text, "3 0 1 2 0 0");
  assert_field (fixture, "employer", "Fish & Chips <b>", "sizeClass", "large");
}

static const char people[] = "번호,성명,생년월일,휴대폰,이메일,성별,메모\n"
                             "1,김민수,1985년 3월 12일,010-1234-5678,minsu@example.org,남,첫 상담\n"
                             "2,박서연,19900701,010-2345-6789,,여,\n";

static void
test_people (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *moved = NULL;
  g_auto (GStrv) parts = NULL;

  import_text (fixture, "jobseeker", "clients.csv", people, "2 2 0 0 0 0");
  import_text (fixture, "jobseeker", "clients.csv", people, "2 0 0 2 0 0");
  assert_field (fixture, "jobseeker", "김민수", "birthDate", "1985-03-12");
  assert_field (fixture, "jobseeker", "김민수", "mobile", "010-1234-5678");
  assert_field (fixture, "jobseeker", "김민수", "sex", "male");
  assert_field (fixture, "jobseeker", "김민수", "state", "new");
  assert_field (fixture, "jobseeker", "박서연", "birthDate", "1990-07-01");

  edit (fixture, "jobseeker", "김민수", "mobile", "010-9999-0000");
  import_text (fixture, "jobseeker", "clients.csv", people, "2 0 0 2 0 1");
  assert_field (fixture, "jobseeker", "김민수", "mobile", "010-9999-0000");
  parts = g_strsplit (people, "minsu@", 2);
  moved = g_strjoinv ("kim@", parts);
  import_text (fixture, "jobseeker", "clients.csv", moved, "2 0 1 1 0 1");
  assert_field (fixture, "jobseeker", "김민수", "email", "kim@example.org");
}

static void
test_encodings (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *encoding, *name, *found;
  } cases[] = { { "EUC-KR", "euckr.csv", "CP949" }, { "UTF-16LE", "utf16.csv", "UTF-16LE" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruImport) import = NULL;
      gsize length;
      g_autofree char *bytes
          = g_convert (people, -1, cases[i].encoding, "UTF-8", NULL, &length, NULL);

      import = open_bytes (fixture, "jobseeker", cases[i].name, bytes, (gssize) length, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (naru_import_get_encoding (import), ==, cases[i].found);
      g_assert_cmpstr (naru_import_get_target (import, 1), ==, "name");
      g_assert_cmpstr (naru_import_get_target (import, 3), ==, "mobile");
      g_assert_cmpstr (naru_import_get_cell (import, 0, 1), ==, "김민수");
      g_assert_true (naru_import_set_encoding (import, "WINDOWS-1252", NULL));
      g_assert_cmpstr (naru_import_get_encoding (import), ==, "WINDOWS-1252");
      g_assert_true (naru_import_set_encoding (import, cases[i].encoding, NULL));
      g_assert_false (naru_import_set_encoding (import, "EBCDIC", NULL));
      naru_import_set_source (import, "clients");
      naru_import_report_free (
          run_import (fixture, import, i == 0 ? "2 2 0 0 0 0" : "2 0 0 2 0 0"));
    }
}

static void
test_rejected (DeskFixture *fixture, gconstpointer data)
{
  static const char text[] = "name,birthDate,email,note\n"
                             "A,1990-02-30,a@example.org,x\n"
                             ",1990-02-01,b@example.org,x\n"
                             "C,1990-02-01,c@example.org,880101-1234568\n"
                             "D,1990-02-01,d@example.org,x\n"
                             "D,1990-02-01,d@example.org,x\n"
                             "D,1990-02-01,d@example.org,other\n"
                             "E,1,2,3,4,5\n";
  g_autoptr (NaruImport) import = open_text (fixture, "jobseeker", "bad.csv", text);
  g_autoptr (NaruImportReport) report = run_import (fixture, import, "7 1 0 1 5 0");
  g_autofree char *path = g_build_filename (fixture->folder, "bad.csv.rejected.csv", NULL);
  g_autofree char *written = NULL;
  const NaruImportRejection *first = g_ptr_array_index (report->rejections, 0);
  GStatBuf info;

  g_assert_cmpuint (first->row, ==, 2);
  g_assert_cmpstr (first->column, ==, "birthDate");
  g_assert_cmpuint (((NaruImportRejection *) g_ptr_array_index (report->rejections, 1))->row, ==,
                    3);
  g_assert_cmpuint (((NaruImportRejection *) g_ptr_array_index (report->rejections, 3))->row, ==,
                    7);
  g_assert_true (naru_import_report_write_rejected (report, path, NULL));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_true (g_str_has_prefix (written, "name,birthDate,email,note,Rejected row"));
  g_assert_nonnull (strstr (written, "\r\nA,1990-02-30,a@example.org,x,2,birthDate,"));
}

static void
test_mapping (DeskFixture *fixture, gconstpointer data)
{
  static const char text[] = "Wer,Geburt,Sonst\nAnna,1990-01-02,x\n";
  g_autoptr (NaruImport) import = open_text (fixture, "jobseeker", "de.csv", text);
  g_autoptr (NaruImport) again = NULL;
  g_autoptr (GPtrArray) targets = naru_import_list_targets (import);
  g_auto (GStrv) problems = naru_import_get_problems (import);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (targets->len, >, 20);
  g_assert_cmpuint (g_strv_length (problems), >, 0);
  g_assert_null (naru_import_run (import, NULL, NULL, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_assert_true (naru_import_set_target (import, 0, "name", NULL));
  g_assert_true (naru_import_set_target (import, 1, "birthDate", NULL));
  g_assert_false (naru_import_set_target (import, 2, "createdBy", NULL));
  naru_import_report_free (run_import (fixture, import, "1 1 0 0 0 0"));
  /* the next file with these headings */
  again = open_text (fixture, "jobseeker", "de2.csv", text);
  g_assert_cmpstr (naru_import_get_target (again, 0), ==, "name");
  g_assert_cmpstr (naru_import_get_target (again, 1), ==, "birthDate");
  g_assert_null (naru_import_get_target (again, 2));
  naru_import_report_free (run_import (fixture, again, "1 0 0 1 0 0"));
}

static void
test_undo (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,email\n");
  g_autoptr (NaruUndoReport) report = NULL;

  for (guint i = 0; i < 1201; i++)
    g_string_append_printf (text, "Person %u,p%u@example.org\n", i, i);
  import_text (fixture, "jobseeker", "many.csv", text->str, "1201 1201 0 0 0 0");
  g_assert_cmpint (naru_store_count_type (fixture->store, "jobseeker"), ==, 1201);
  report = naru_desk_undo (fixture->desk, NULL);
  g_assert_nonnull (report);
  g_assert_cmpint (naru_store_count_type (fixture->store, "jobseeker"), ==, 0);
  import_text (fixture, "jobseeker", "many.csv", text->str, "1201 1201 0 0 0 0");
}

static void
stop_cb (gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpint (done, <, total);
  g_cancellable_cancel (data);
}

static void
test_cancel (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,email\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NaruImport) import = NULL;
  g_autoptr (NaruImportReport) report = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 0; i < 1201; i++)
    g_string_append_printf (text, "Person %u,p%u@example.org\n", i, i);
  import = open_text (fixture, "jobseeker", "many.csv", text->str);
  report = naru_import_run (import, cancellable, stop_cb, cancellable, NULL);
  g_assert_true (report->cancelled);
  g_assert_cmpint (report->added, ==, 500);
  g_assert_cmpint (naru_store_count_type (fixture->store, "jobseeker"), ==, 500);
  g_assert_true (naru_store_verify (fixture->store, &problems, NULL));
  naru_clock_advance (fixture->clock, 1);
  g_clear_object (&import);
  g_clear_pointer (&report, naru_import_report_free);
  /* the same file goes on where it was stopped; from the beginning where that is wanted */
  import = open_text (fixture, "jobseeker", "many.csv", text->str);
  g_assert_cmpint (naru_import_get_stopped_at (import), ==, 500);
  report = run_import (fixture, import, "1201 701 0 0 0 0");
  g_assert_cmpint (report->skipped, ==, 500);
  import_text (fixture, "jobseeker", "many.csv", text->str, "1201 0 0 1201 0 0");
}

/* Rows that an undo has taken away are imported anew by the run that goes on. */
static void
test_resume_after_undo (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,email\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NaruImport) import = NULL;
  g_autoptr (NaruImportReport) report = NULL;
  g_autoptr (NaruUndoReport) undone = NULL;

  for (guint i = 0; i < 700; i++)
    g_string_append_printf (text, "Person %u,p%u@example.org\n", i, i);
  import = open_text (fixture, "jobseeker", "many.csv", text->str);
  report = naru_import_run (import, cancellable, stop_cb, cancellable, NULL);
  g_assert_true (report->cancelled);
  undone = naru_desk_undo (fixture->desk, NULL);
  g_assert_nonnull (undone);
  g_assert_cmpint (naru_store_count_type (fixture->store, "jobseeker"), ==, 0);
  naru_clock_advance (fixture->clock, 1);
  import_text (fixture, "jobseeker", "many.csv", text->str, "700 700 0 0 0 0");
}

static void
take_report_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruImportReport **report = data;

  *report = naru_import_run_finish (NARU_IMPORT (source), result, NULL);
  g_assert_nonnull (*report);
}

static void
take_import_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruImport **import = data;

  *import = naru_import_open_finish (result, NULL);
  g_assert_nonnull (*import);
}

static void
test_async (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "clients.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (NaruImport) import = NULL;
  g_autoptr (NaruImportReport) report = NULL;

  g_assert_true (g_file_set_contents (path, people, -1, NULL));
  naru_import_open_async (fixture->desk, "jobseeker", file, NULL, take_import_cb, &import);
  while (import == NULL)
    g_main_context_iteration (NULL, TRUE);
  naru_import_run_async (import, NULL, NULL, NULL, take_report_cb, &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (report->added, ==, 2);
}

static void
test_advertisements (DeskFixture *fixture, gconstpointer data)
{
  static const char lines[]
      = "{\"id\": \"1\", \"title\": \"Cook &amp; Helper\", \"salary\": \"20000-28000\", \"text\": "
        "\"Fish &amp; Chips. Apply"
        " at #URL_abc123#\\n\\n<p>Be nice</p>\"}\n"
        "not json\n"
        "{\"id\": \"2\", \"title\": \"요리사\", \"salary\": \"시급 10,320원\", \"text\": \"x\"}\n";
  static const char linked[]
      = "{\"@context\":\"https://"
        "schema.org\",\"@type\":\"JobPosting\",\"title\":\"Nurse\",\"identifier\":{\"@type\":"
        "\"PropertyValue\",\"value\":\"N7\"},\"description\":\"<p>Care &amp; "
        "more</p><ul><li>one</li></ul>\","
        "\"hiringOrganization\":{\"name\":\"Clinic\"},\"employmentType\":\"PART_TIME\","
        "\"datePosted\":\"2026-11-01\","
        "\"jobLocation\":{\"address\":{\"addressLocality\":\"Lyon\",\"addressCountry\":\"FR\"}},"
        "\"baseSalary\":{\"currency\":\"EUR\",\"value\":{\"minValue\":2000,\"maxValue\":2400,"
        "\"unitText\":\"MONTH\"}}}";

  import_text (fixture, "vacancy", "ads.jsonl", lines, "3 2 0 0 1 0");
  import_text (fixture, "vacancy", "ads.jsonl", lines, "3 0 0 2 1 0");
  import_text (fixture, "vacancy", "kinds.jsonl",
               "{\"id\":\"3\",\"title\":[\"Cook\"]}\n{\"id\":\"4\",\"title\":{\"a\":1}}\n"
               "{\"id\":\"5\",\"title\":\"[urgent] Baker\"}\n",
               "3 1 0 0 2 0");
  assert_field (fixture, "vacancy", "[urgent] Baker", "stage", "draft");
  assert_field (fixture, "vacancy", "Cook & Helper", "payText", "20000-28000");
  assert_field (fixture, "vacancy", "Cook & Helper", "payMin", NULL);
  assert_field (fixture, "vacancy", "Cook & Helper", "stage", "draft");
  assert_field (fixture, "vacancy", "Cook & Helper", "about",
                "Fish & Chips. Apply at […]\n\nBe nice");
  assert_field (fixture, "vacancy", "Cook & Helper", "originalText",
                "Fish &amp; Chips. Apply at #URL_abc123#\n\n<p>Be nice</p>");
  assert_field (fixture, "vacancy", "요리사", "payMin", "10320 KRW/hour");
  import_text (fixture, "vacancy", "job.jsonld", linked, "1 1 0 0 0 0");
  import_text (fixture, "vacancy", "job.jsonld", linked, "1 0 0 1 0 0");
  assert_field (fixture, "vacancy", "Nurse", "employerName", "Clinic");
  assert_field (fixture, "vacancy", "Nurse", "employment", "part_time");
  assert_field (fixture, "vacancy", "Nurse", "payMax", "2400 EUR/month");
  assert_field (fixture, "vacancy", "Nurse", "about", "Care & more\n\n• one");
  assert_field (fixture, "vacancy", "Nurse", "address", "{\"place\":\"Lyon\",\"country\":\"FR\"}");
}

static void
test_refused (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *bytes;
    gssize length;
  } cases[] = { { "empty.csv", "", 0 },
                { "book.xlsx", "PK\x03\x04xxxx", 8 },
                { "x.json", "{\"a\":", 5 },
                { "x.vcf", "hello", 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          open_bytes (fixture, "contact", cases[i].name, cases[i].bytes, cases[i].length, &error));
      g_assert_true (error->domain == NARU_ERROR);
    }
}

/* Real files, where they are. */
static void
test_real (DeskFixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("NARU_SHARED_DATA");
  g_autofree char *path = NULL;

  if (shared == NULL || *shared == '\0')
    {
      g_test_skip ("NARU_SHARED_DATA is not set");
      return;
    }
  path = g_build_filename (shared, "registers", "uk_employers_gpg_2021_22.csv", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (NaruImport) import = naru_import_open (fixture->desk, "employer", file, &error);

      g_assert_no_error (error);
      naru_import_report_free (
          run_import (fixture, import, i == 0 ? "10492 10492 0 0 0 0" : "10492 0 0 10492 0 0"));
    }
}

/* A register names an employer that is here in other words: the report tells, and what the person chose is done. */
static void
test_duplicates (DeskFixture *fixture, gconstpointer data)
{
  static const char second_names[]
      = "Name,Register number,Phone,Postcode\n"
        "HARBOUR FOODS LIMITED,A1,,HU1 1AA\n" /* here as Harbour Foods Ltd */
        "Harbour Foods,B2,,HU1 1AA\n" /* the same once more */
        "Kimpo Steel,C3,031-1,GM1\n";
  g_autofree char *here = desk_make (fixture, "employer", "name", "Harbour Foods Ltd", "region",
                                     "KR-41115", "phone", "02-555-0101", NULL);
  g_autofree char *talk
      = desk_make (fixture, "interaction", "employer", here, "kind", "call", "at", NOW, NULL);
  g_autoptr (NaruImport) import = open_text (fixture, "employer", "r.csv", second_names);
  g_autoptr (GPtrArray) found
      = naru_import_find_duplicates (import, fixture->store, NULL, NULL, NULL, NULL);
  g_autoptr (NaruImportReport) report = NULL;
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruRecord) merged = NULL;
  g_autoptr (NaruRecord) stays = NULL;

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (((NaruImportDuplicate *) found->pdata[0])->row, ==, 2);
  g_assert_cmpstr (((NaruImportDuplicate *) found->pdata[0])->other, ==, "Harbour Foods Ltd");
  g_assert_cmpint (naru_store_count_type (fixture->store, "employer"), ==, 1);
  naru_import_set_same (import, NARU_IMPORT_SAME_SKIP);
  naru_import_set_same_of (import, 2, NARU_IMPORT_SAME_MERGE);
  report = run_import (fixture, import, "3 2 0 0 0 0");
  g_assert_cmpint (report->same, ==, 2);
  g_assert_cmpint (report->merged, ==, 1);
  g_assert_cmpint (report->left_out, ==, 1);
  g_assert_cmpuint (report->notes->len, ==, 2);
  merged = find (fixture, "employer", "name", "HARBOUR FOODS LIMITED");
  g_assert_cmpstr (naru_record_get (merged, "mergedInto"), ==, here);
  stays = naru_store_get (fixture->store, here, NULL);
  g_assert_cmpstr (naru_record_get (stays, "registerNumber"), ==, "A1");
  g_assert_cmpstr (naru_record_get (stays, "phone"), ==, "02-555-0101");
  /* the same register once more finds its way to the one that stays */
  import_text (fixture, "employer", "r.csv", second_names, "3 1 0 2 0 0");
  undone = naru_desk_undo (fixture->desk, NULL);
  g_clear_pointer (&undone, naru_undo_report_free);
  undone = naru_desk_undo (fixture->desk, NULL);
  g_assert_cmpint (naru_store_count_type (fixture->store, "employer"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/exchange/import/" name, DeskFixture, NULL, desk_fixture_set_up, func,              \
              desk_fixture_tear_down)
  ADD ("a-register-twice-changes-nothing-the-second-time", test_register);
  ADD ("what-was-edited-here-stays", test_edited);
  ADD ("a-source-that-says-otherwise-asks-until-it-is-answered", test_asked);
  ADD ("an-employer-that-is-here-already-is-told-of", test_duplicates);
  ADD ("going-on-brings-back-what-was-undone", test_resume_after_undo);
  ADD ("people-are-recognised-by-their-number", test_people);
  ADD ("files-of-korean-offices-are-read", test_encodings);
  ADD ("rejected-rows-say-where-and-why", test_rejected);
  ADD ("a-mapping-is-kept-for-the-next-file", test_mapping);
  ADD ("is-one-step-of-the-undo-list", test_undo);
  ADD ("cancelling-keeps-what-is-written", test_cancel);
  ADD ("runs-beside-the-main-loop", test_async);
  ADD ("advertisements-are-kept-as-received-and-made-plain", test_advertisements);
  ADD ("what-is-no-table-is-refused-with-a-reason", test_refused);
  ADD ("ten-thousand-real-employers", test_real);
#undef ADD
  return g_test_run ();
}
