/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receipts say whether the server has an appointment; letters and text messages tell no more than they must; a curriculum
 * vitae fits one page and leaves out what no employer may ask. */
#include "desk-fixture.h"
#include "naru-locale.h"
#include "naru-print.h"
#include "naru-scan.h"
#include "naru-store-sync.h"
#include "print-text.h"

#include <string.h>

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in: %s", part, text);
}

static char *
make_person (DeskFixture *fixture)
{
  return desk_make (fixture, "jobseeker", "name", "김민지", "romanName", "Kim Min-ji", "state",
                    "active", "birthDate", "1988-04-12", "sex", "female", "nationality", "KR",
                    "mobile", "010-5550-0142", "email", "minji@example.org", "occupations", "5322",
                    "educationLevel", "4", "safeContact", "After 18:00", "counsellor",
                    naru_desk_get_staff (fixture->desk), NULL);
}

static char *
make_meeting (DeskFixture *fixture, const char *person)
{
  return desk_make (fixture, "meeting", "jobseeker", person, "staff",
                    naru_desk_get_staff (fixture->desk), "kind", "counselling", "channel",
                    "in_person", "place", "Room <3> & hall", "state", "booked", "start",
                    "2026-11-26T14:00:00+09:00", "end", "2026-11-26T14:40:00+09:00", NULL);
}

static void
send_all (DeskFixture *fixture, const char *id, const char *rev, const char *reason)
{
  static const char *const places[] = { "common", "cases-all", NULL };
  NaruPushRow row = { id, reason != NULL ? NARU_PUSH_REFUSED : NARU_PUSH_STORED, rev, reason };
  g_autoptr (GPtrArray) outgoing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (naru_store_assign_places (fixture->store, places, &error));
  g_assert_no_error (error);
  outgoing = naru_store_prepare_push (fixture->store, "cases-all", 100, 1 << 20, NULL, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outgoing->len, >, 0);
  g_assert_true (naru_store_settle_push (fixture->store, "cases-all", &row, 1, NOW, &error));
  g_assert_no_error (error);
}

static char *
print_receipt (DeskFixture *fixture, const char *meeting, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDocument) document = naru_print_receipt (fixture->desk, meeting, language, &error);

  g_assert_no_error (error);
  return print_text_of (document);
}

static void
test_receipt (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture);
  g_autofree char *meeting = make_meeting (fixture, person);
  g_autofree char *only_here = print_receipt (fixture, meeting, "en");
  g_autofree char *sent = NULL, *korean = NULL, *changed = NULL;
  g_autoptr (NaruCommand) command = naru_command_new ("Move");

  assert_has (only_here, "Not sent. So far this appointment is only on the computer");
  assert_has (only_here, "26 November 2026, 14:00");
  assert_has (only_here, "Room <3> & hall");
  send_all (fixture, meeting, "1-abcdef", NULL);
  sent = print_receipt (fixture, meeting, "en");
  assert_has (sent, "This appointment is on the server.");
  assert_has (sent, "1-abcdef");
  assert_lacks (sent, "Not sent");
  korean = print_receipt (fixture, meeting, "ko");
  assert_has (korean, "2026년 11월 26일 14:00");
  assert_has (korean, "1-abcdef");
  naru_command_set (command, meeting, "place", "Room 4");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  changed = print_receipt (fixture, meeting, "en");
  assert_has (changed, "Not sent");
}

static void
test_refused (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture);
  g_autofree char *meeting = make_meeting (fixture, person);
  g_autofree char *refused = NULL;

  send_all (fixture, meeting, NULL, "no right to write here");
  refused = print_receipt (fixture, meeting, "en");
  assert_has (refused, "Not sent. The server refused it: no right to write here");
}

static void
test_letter_and_text (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = make_person (fixture);
  g_autofree char *meeting = make_meeting (fixture, person);
  g_autoptr (NaruCommand) command = naru_command_new ("Protect");
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDocument) open_letter = NULL, letter = NULL;
  g_autofree char *open_text = NULL, *letter_text = NULL, *message = NULL, *korean = NULL;

  naru_command_set_json (command, person, "address", "{\"lines\":\"Harbour street 1\"}");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  open_letter = naru_print_appointment_letter (fixture->desk, meeting, "en", &error);
  g_assert_no_error (error);
  open_text = print_text_of (open_letter);
  assert_has (open_text, "Harbour street 1");
  naru_command_unref (command);
  command = naru_command_new ("Protect");
  naru_command_set (command, person, "protectedAddress", "true");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  letter = naru_print_appointment_letter (fixture->desk, meeting, "en", &error);
  letter_text = print_text_of (letter);
  assert_lacks (letter_text, "Harbour street 1");
  assert_has (letter_text, "You need not give a reason.");

  message = naru_print_appointment_text (fixture->desk, meeting, "en", &error);
  g_assert_cmpstr (message, ==,
                   "Your appointment: 26 November 2026, 14:00, In person, Room <3> & hall.");
  korean = naru_print_appointment_text (fixture->desk, meeting, "ko", &error);
  assert_has (korean, "2026년 11월 26일 14:00");
  assert_lacks (korean, "김민지");
}

static char *
make_history (guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"%u\",\"from\":\"%u-01-01\",\"to\":\"%u-12-31\","
                            "\"title\":\"Care worker %u\",\"employer\":\"Home %u\"}",
                            i > 0 ? "," : "", i, 1990 + i, 1990 + i, i, i);
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

static void
test_cv (DeskFixture *fixture, gconstpointer data)
{
  static const char *const languages[] = { "ko", "en", "fr" };
  g_autofree char *person = make_person (fixture);
  g_autofree char *history = make_history (30);
  g_autoptr (NaruCommand) command = naru_command_new ("Work");

  naru_command_set_json (command, person, "workHistory", history);
  naru_command_set_json (command, person, "skills",
                         "[{\"skill\":\"First aid\",\"level\":\"working\",\"evidence\":\"Course\"},"
                         "{\"skill\":\"Driving\"}]");
  naru_command_set_json (command, person, "languages",
                         "[{\"language\":\"ko\"},{\"language\":\"en\",\"level\":\"B1\"}]");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruDocument) document
          = naru_print_cv (fixture->desk, person, languages[i], &error);
      g_autoptr (NaruLayout) layout
          = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, NARU_PRINT_ORDINARY);
      g_autofree char *text = print_text_of (document);

      g_assert_no_error (error);
      g_assert_cmpuint (naru_layout_get_n_pages (layout), ==, 1);
      assert_has (text, "2019 | Care worker 29, Home 29"); /* the latest first */
      assert_lacks (text, "1990");
      assert_lacks (text, "1988");
      assert_lacks (text, "18:00");
      assert_has (text, "010-5550-0142");
      assert_has (text, languages[i][0] == 'k' ? "김민지" : "Kim Min-ji");
      assert_has (text, "First aid");
    }
}

/* naru-cli, which reads scans, lies elsewhere than this program: it is looked for where programs are. */
static gboolean
has_reader (void)
{
  const char *build = g_getenv ("NARU_BUILD_DIR");
  g_autofree char *path
      = g_strdup_printf ("%s/src:%s", build != NULL ? build : "", g_getenv ("PATH"));
  g_autofree char *reader = NULL;

  g_setenv ("PATH", path, TRUE);
  reader = naru_scan_find_reader ();
  return reader != NULL;
}

static guint
count_pages (DeskFixture *fixture, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDocument) document = naru_print_plan (fixture->desk, person, "en", &error);
  g_autoptr (NaruLayout) layout = NULL;

  g_assert_no_error (error);
  layout = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, NARU_PRINT_ORDINARY);
  return naru_layout_get_n_pages (layout);
}

/* The paper that was signed and scanned is printed with the plan, page by page; what is no picture is left out. */
static void
test_scan (DeskFixture *fixture, gconstpointer data)
{
  static const char junk[] = "%PDF-1.4 and nothing of one";
  g_autofree char *person = make_person (fixture);
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", "Visit two homes", NULL);
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  g_autoptr (NaruDocument) receipt = NULL;
  g_autoptr (GBytes) broken = g_bytes_new_static (junk, sizeof junk);
  g_autoptr (GBytes) scan = NULL;
  g_autoptr (GPtrArray) pages = NULL, none = NULL;
  g_autoptr (NaruAttachment) signature = NULL;
  g_autofree char *meeting = make_meeting (fixture, person);
  g_autofree char *plan = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  if (!has_reader ())
    {
      g_test_skip ("naru-cli is not built");
      return;
    }
  desk_take (fixture, naru_case_add_step (fixture->desk, person, NULL, step, &error));
  plan = naru_case_current_plan (fixture->desk, person);
  desk_take (fixture, naru_case_agree_plan (fixture->desk, plan, FALSE, "2027-01-15", &error));
  before = count_pages (fixture, person);
  receipt = naru_print_receipt (fixture->desk, meeting, "en", &error);
  g_ptr_array_add (papers, receipt);
  g_ptr_array_add (papers, receipt);
  scan = naru_documents_to_pdf (papers, NARU_PRINT_ORDINARY, &error);
  g_assert_no_error (error);
  pages = naru_scan_read_pages (scan);
  g_assert_cmpuint (pages->len, ==, 2);
  none = naru_scan_read_pages (broken);
  g_assert_cmpuint (none->len, ==, 0);
  signature = naru_attachment_new ("scan.pdf", "application/pdf", scan, &error);
  desk_take (fixture, naru_case_sign_plan (fixture->desk, plan, signature, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (fixture, person), ==, before + 2);
}

#define TEST(path, func)                                                                           \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  naru_locale_init ();
  g_test_init (&argc, &argv, NULL);
  TEST ("/print/a-receipt-says-whether-the-server-has-it", test_receipt);
  TEST ("/print/a-receipt-says-what-the-server-refused", test_refused);
  TEST ("/print/letters-and-messages-tell-no-more-than-they-must", test_letter_and_text);
  TEST ("/print/a-scan-is-printed-with-its-plan", test_scan);
  TEST ("/print/a-curriculum-vitae-fits-one-page", test_cv);
  return g_test_run ();
}
