/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails as mail programs save them: Korean heads, HTML alone, files, and what is no mail at all. */
#include "desk-fixture.h"
#include "naru-contact-cards.h"
#include "naru-employer-work.h"
#include "naru-mail.h"

#include <string.h>

/* =?EUC-KR?...?= and =?UTF-8?...?= as Korean mail programs write them; a text, a file. */
static const char korean[] = "From: =?UTF-8?B?7Jyg6rK966+4?= <yoo@hanbit.example.org>\r\n"
                             "To: Lee <lee@centre.example.org>, jobs@centre.example.org\r\n"
                             "Subject: =?EUC-KR?B?w6S/68DMuLfAxyDA+sD6v+0=?=\r\n"
                             "Date: Tue, 24 Nov 2026 09:12:00 +0900\r\n"
                             "MIME-Version: 1.0\r\n"
                             "Content-Type: multipart/mixed; boundary=\"b\"\r\n"
                             "\r\n"
                             "--b\r\n"
                             "Content-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "7JW86rCE7KGwIDLrqoU=\r\n"
                             "--b\r\n"
                             "Content-Type: application/pdf; name=\"../../plan.pdf\"\r\n"
                             "Content-Disposition: attachment; filename=\"../../plan.pdf\"\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "JVBERi0xLjQK\r\n"
                             "--b--\r\n";

static const char html[] = "From: jobs@x.example.org\nSubject: Hello\nContent-Type: text/html\n\n"
                           "<p>Two &amp; three<br>posts</p>\n";

static NaruMail *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return naru_mail_parse (bytes, error);
}

static void
test_korean (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruMail) mail = parse (korean, &error);
  NaruAttachment *file;

  g_assert_no_error (error);
  g_assert_cmpstr (mail->from, ==, "yoo@hanbit.example.org");
  g_assert_cmpstr (mail->from_name, ==, "유경미");
  g_assert_true (g_str_has_prefix (mail->subject, "채용"));
  g_assert_cmpstr (mail->at, ==, "2026-11-24T09:12:00+09:00");
  g_assert_cmpstr (mail->text, ==, "야간조 2명");
  g_assert_cmpstr (mail->to[1], ==, "jobs@centre.example.org");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  file = mail->attachments->pdata[0];
  /* a name that would lead out of its folder is only a name */
  g_assert_cmpstr (file->name, ==, "plan.pdf");
  g_assert_cmpstr (file->kind, ==, "application/pdf");
}

static void
test_html (void)
{
  g_autoptr (NaruMail) mail = parse (html, NULL);

  g_assert_true (g_str_has_prefix (mail->text, "Two & three\nposts"));
  g_assert_null (mail->at);
}

/* A text that is marked as a file is a file. */
static void
test_text_file (void)
{
  g_autoptr (NaruMail) mail
      = parse ("From: a@b.example.org\nMIME-Version: 1.0\n"
               "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: "
               "text/plain\n\nShort.\n--b\nContent-Type: text/plain; name=\"rota.txt\"\n"
               "Content-Disposition: attachment; filename=\"rota.txt\"\n\nMon\n--b--\n",
               NULL);

  g_assert_cmpstr (mail->text, ==, "Short.");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (((NaruAttachment *) mail->attachments->pdata[0])->name, ==, "rota.txt");
}

static void
test_no_mail (void)
{
  static const char *const texts[] = { "", "x", "PK\x03\x04 something", "name,phone\na,b\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruMail) mail = parse (texts[i], &error);

      g_assert_null (mail);
      g_assert_error (error, NARU_ERROR, NARU_ERROR_FILE);
    }
}

/* The mail is logged when it was sent, with the contact who wrote it, and its file can be read again. */
static void
test_log (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Hanbit", NULL);
  g_autofree char *contact = desk_make (fixture, "contact", "name", "Yoo", "employer", employer,
                                        "email", "Yoo@Hanbit.example.org", NULL);
  g_autoptr (NaruMail) mail = parse (korean, NULL);
  g_autoptr (NaruMail) stranger = parse (html, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_mail_log (fixture->desk, employer, mail, &error);
  g_autoptr (NaruCommand) other = NULL;
  g_autoptr (NaruCommand) removing = NULL;
  g_auto (GStrv) created = naru_command_get_created (command);
  g_auto (GStrv) created_other = NULL;
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  desk_run (fixture, command);
  assert_value (fixture, created[0], "kind", "email");
  assert_value (fixture, created[0], "contact", contact);
  assert_value (fixture, created[0], "at", "2026-11-24T09:12:00+09:00");
  record = naru_store_get (fixture->store, created[0], NULL);
  digest = naru_record_get_element (record, "attachments", 0, "digest");
  bytes = naru_store_get_blob (fixture->store, digest, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF-1.4\n", 9);
  removing = naru_attachment_remove (fixture->store, created[0], digest, &error);
  desk_run (fixture, removing);

  other = naru_mail_log (fixture->desk, employer, stranger, &error);
  created_other = naru_command_get_created (other);
  desk_run (fixture, other);
  assert_value (fixture, created_other[0], "contact", NULL);
  text = desk_get (fixture, created_other[0], "summary");
  g_assert_nonnull (strstr (text, "jobs@x.example.org"));
}

/* People from a file of vCards; who is known at another employer is there, too. */
static void
test_cards (DeskFixture *fixture, gconstpointer data)
{
  static const char cards[] = "BEGIN:VCARD\nVERSION:4.0\nUID:urn:1\nFN:Yoo\nTEL:031-1\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:3.0\nFN:Baek\nEND:VCARD\n";
  g_autofree char *one = desk_make (fixture, "employer", "name", "One", NULL);
  g_autofree char *two = desk_make (fixture, "employer", "name", "Two", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (cards, strlen (cards));
  g_autoptr (GBytes) nothing = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) first = naru_contact_cards_take (fixture->desk, one, bytes, &error);
  g_autoptr (NaruCommand) second = NULL;
  g_autoptr (GPtrArray) people = NULL;

  g_assert_no_error (error);
  desk_run (fixture, first);
  g_assert_cmpuint (desk_count (fixture, "contact"), ==, 2);
  people = naru_employer_find_contacts (fixture->store, one, FALSE, &error);
  for (guint i = 0; i < people->len; i++)
    {
      g_assert_cmpstr (naru_record_get (people->pdata[i], "purpose"), ==, "placement");
      g_assert_cmpstr (naru_record_get (people->pdata[i], "source"), ==, "file");
    }
  g_clear_pointer (&people, g_ptr_array_unref);
  second = naru_contact_cards_take (fixture->desk, two, bytes, &error);
  desk_run (fixture, second);
  people = naru_employer_find_contacts (fixture->store, two, FALSE, &error);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (naru_record_get (people->pdata[1], "employer"), ==, one);
  desk_assert_refused (naru_contact_cards_take (fixture->desk, one, nothing, &error), &error,
                       NARU_ERROR_FILE);
}

/* A national identification number is not kept, wherever it comes from. */
static void
test_number (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *employer = desk_make (fixture, "employer", "name", "Hanbit", NULL);
  g_autoptr (NaruMail) mail
      = parse ("From: a@b.example.org\nSubject: x\n\n주민등록번호 880412-2034560 입니다.\n", NULL);
  g_autoptr (GError) error = NULL;

  desk_assert_refused (naru_mail_log (fixture->desk, employer, mail, &error), &error,
                       NARU_ERROR_INVALID);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/exchange/mail/" name, DeskFixture, NULL, desk_fixture_set_up, func,                \
              desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/mail/korean-heads-a-text-and-a-file", test_korean);
  g_test_add_func ("/exchange/mail/html-alone-becomes-plain", test_html);
  g_test_add_func ("/exchange/mail/a-text-may-be-a-file", test_text_file);
  g_test_add_func ("/exchange/mail/what-is-no-mail-is-refused", test_no_mail);
  ADD ("a-mail-is-logged-with-its-contact-and-files", test_log);
  ADD ("people-from-cards-are-at-two-employers", test_cards);
  ADD ("a-national-number-is-refused", test_number);
  return g_test_run ();
}
