/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards of every version, as phones and mail programs write them, become contacts. */
#include "naru-export.h"
#include "naru-table.h"

#include <string.h>

/* The cell of a card, by the field that it gives. */
static char *
cell (const char *text, guint card, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruTable) table = naru_table_new (NARU_TABLE_VCARD, text, strlen (text), 0, &error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *problem;
  gboolean repaired;
  guint row;

  g_assert_no_error (error);
  for (guint i = 0; i <= card; i++)
    g_assert_true (naru_table_next (table, cells, &row, &problem, &repaired));
  g_assert_cmpuint (row, ==, card + 1);
  for (guint i = 0; i < naru_table_get_n_columns (table); i++)
    if (g_strcmp0 (naru_table_get_target (table, i), target) == 0)
      return g_strdup (g_ptr_array_index (cells, i));
  return NULL;
}

#define assert_cell(text, card, target, wanted)                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *got = cell (text, card, target);                                              \
    g_assert_cmpstr (got, ==, wanted);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_version_21 (void)
{
  static const char card[]
      = "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=EB=AF=BC=EC=88=98;;;\r\n"
        "TEL;CELL;PREF:010-1234-5678\r\nTEL;WORK;FAX:02-1\r\nTEL;WORK;VOICE:02-2\r\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=\r\nsecond\r\n"
        "PHOTO;ENCODING=BASE64:/9j/4AAQ\r\n AAAA\r\n\r\nEND:VCARD\r\n";

  assert_cell (card, 0, "name", "김민수");
  assert_cell (card, 0, "mobile", "010-1234-5678");
  assert_cell (card, 0, "phone", "02-2");
  assert_cell (card, 0, "note", "Fax: 02-1\nfirst\nsecond");
}

static void
test_korean_charset (void)
{
  static const char card[]
      = "BEGIN:VCARD\nVERSION:2.1\n"
        "FN;CHARSET=EUC-KR;ENCODING=QUOTED-PRINTABLE:=B1=E8=B9=CE=BC=F6\nEND:VCARD\n";

  assert_cell (card, 0, "name", "김민수");
}

static void
test_version_3 (void)
{
  static const char card[] = "BEGIN:VCARD\nVERSION:3.0\nFN:John\\, "
                             "Doe\nORG:IBM;Accounting\nitem1.TEL:905-1\nitem1.X-ABLabel:x\n"
                             "TEL;TYPE=CELL:905-2\nitem2.EMAIL;type=INTERNET;type=pref:a@example."
                             "org\nEMAIL:b@example.org\n"
                             "ADR;TYPE=WORK:;Suite 100;222 Broadway;New "
                             "York;NY;98765;USA\nTITLE:Counter of\n  money\nBDAY:1980-03-22\n"
                             "UID:abc\nEND:VCARD\n";

  assert_cell (card, 0, "name", "John, Doe");
  assert_cell (card, 0, "organisationName", "IBM, Accounting");
  assert_cell (card, 0, "phone", "905-1");
  assert_cell (card, 0, "mobile", "905-2");
  assert_cell (card, 0, "email", "a@example.org");
  assert_cell (card, 0, "note", "E-mail: b@example.org");
  assert_cell (card, 0, "address.lines", "Suite 100, 222 Broadway");
  assert_cell (card, 0, "address.place", "New York");
  assert_cell (card, 0, "address.postcode", "98765");
  assert_cell (card, 0, "address.country", "US");
  assert_cell (card, 0, "function", "Counter of money");
  assert_cell (card, 0, "sourceKey", "abc");
}

static void
test_version_4 (void)
{
  static const char cards[]
      = "BEGIN:VCARD\nVERSION:4.0\nFN:One\nTEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-418-656-"
        "9254;ext=102\n"
        "ADR;TYPE=work;LABEL=\"a: b\":;;;Nowhere;;;Atlantis\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nEMAIL:two@example.org\nEND:VCARD\nBEGIN:vCard\nORG:Third\n";

  assert_cell (cards, 0, "phone", "+1-418-656-9254 ext. 102");
  assert_cell (cards, 0, "address.place", "Nowhere");
  assert_cell (cards, 0, "address.country", "");
  assert_cell (cards, 0, "note", "Country: Atlantis");
  assert_cell (cards, 1, "name", "two@example.org");
  assert_cell (cards, 2, "name", "Third");
}

static void
test_jcard (void)
{
  static const char card[]
      = "[\"vcard\", [[\"version\", {}, \"text\", \"4.0\"], [\"fn\", {}, \"text\", \"Simon\"],"
        " [\"adr\", {}, \"text\", [\"\", \"D2\", \"2875 Laurier\", \"Quebec\", \"QC\", \"G1V\", "
        "\"Canada\"]],"
        " [\"tel\", {\"type\": [\"work\", \"cell\"]}, \"uri\", \"tel:+1-418\"]]]";

  g_assert_cmpint (naru_table_guess_format ("x.json", card, strlen (card)), ==, NARU_TABLE_VCARD);
  assert_cell (card, 0, "name", "Simon");
  assert_cell (card, 0, "mobile", "+1-418");
  assert_cell (card, 0, "address.lines", "D2, 2875 Laurier");
  assert_cell (card, 0, "address.country", "CA");
}

static void
test_written (void)
{
  g_autoptr (NaruRecord) contact = naru_record_new (naru_record_type_find ("contact"), NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_assert_true (naru_record_set (contact, "name", "남궁민수", NULL));
  g_assert_true (naru_record_set (contact, "mobile", "010-1234-5678", NULL));
  g_assert_true (naru_record_set (
      contact, "organisationName",
      "나루; 상사, 그리고 아주 긴 이름을 가진 주식회사 한국고용지원서비스연구개발센터", NULL));
  g_assert_true (naru_record_set_json (contact, "address",
                                       "{\"lines\":\"1, Main Street\",\"place\":\"서울\"}", NULL));
  g_assert_true (naru_record_set (contact, "note", "secret", NULL));
  naru_export_append_vcard (out, contact, "another", 3);
  g_assert_nonnull (strstr (out->str, "N:남궁;민수;;;"));
  g_assert_null (strstr (out->str, "secret"));
  lines = g_strsplit (out->str, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  assert_cell (out->str, 0, "name", "남궁민수");
  assert_cell (out->str, 0, "mobile", "010-1234-5678");
  assert_cell (out->str, 0, "organisationName",
               "나루; 상사, 그리고 아주 긴 이름을 가진 주식회사 한국고용지원서비스연구개발센터");
  assert_cell (out->str, 0, "address.lines", "1, Main Street");
  assert_cell (out->str, 0, "address.place", "서울");
  assert_cell (out->str, 0, "sourceKey", naru_record_get_id (contact));
}

/* Version 4.0 comes back as it went. */
static void
test_written_4 (void)
{
  g_autoptr (NaruRecord) contact = naru_record_new (naru_record_type_find ("contact"), NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (naru_record_set (contact, "name", "유경미", NULL));
  g_assert_true (naru_record_set (contact, "phone", "+82 31 555 0142", NULL));
  g_assert_true (naru_record_set (contact, "mobile", "010-1234-5678", NULL));
  g_assert_true (naru_record_set (contact, "email", "yoo@hanbit.example.org", NULL));
  naru_export_append_vcard (out, contact, "Hanbit", 4);
  g_assert_nonnull (strstr (out->str, "VERSION:4.0\r\n"));
  assert_cell (out->str, 0, "name", "유경미");
  assert_cell (out->str, 0, "phone", "+82-31-555-0142");
  assert_cell (out->str, 0, "mobile", "010-1234-5678");
  assert_cell (out->str, 0, "email", "yoo@hanbit.example.org");
  assert_cell (out->str, 0, "organisationName", "Hanbit");
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "BEGIN:VCARD",
    "BEGIN:VCARD\nFN",
    "BEGIN:VCARD\n:\n;:x\nN\nTEL;:\nN:;;;;;;;;;\nADR:\nEND:VCARD",
    "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=\n=\n=C3=\nEND:VCARD",
    "BEGIN:VCARD\nNOTE:\\\nEND:VCARD\n \n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = cell (texts[i], 0, "name");

      g_assert_nonnull (name);
    }
}

static void
test_event (void)
{
  g_autoptr (NaruRecord) meeting = naru_record_new (naru_record_type_find ("meeting"), NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (naru_record_set (meeting, "kind", "first", NULL));
  g_assert_true (naru_record_set (meeting, "start", "2026-11-25T14:00:00+09:00", NULL));
  g_assert_true (naru_record_set (meeting, "end", "2026-11-25T15:00:00+09:00", NULL));
  g_assert_true (naru_record_set (meeting, "state", "cancelled", NULL));
  g_assert_true (naru_record_set (meeting, "notes", "secret", NULL));
  naru_export_append_event (out, meeting, NULL, "20261122T000000Z");
  g_assert_nonnull (strstr (out->str, "DTSTART:20261125T050000Z\r\nDTEND:20261125T060000Z\r\n"));
  g_assert_nonnull (strstr (out->str, "STATUS:CANCELLED\r\n"));
  g_assert_nonnull (strstr (out->str, "SUMMARY:First meeting\r\n"));
  g_assert_null (strstr (out->str, "secret"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/vcard/reads-2.1-with-quoted-printable-and-bare-types",
                   test_version_21);
  g_test_add_func ("/exchange/vcard/reads-the-character-set-of-a-line", test_korean_charset);
  g_test_add_func ("/exchange/vcard/reads-3.0-with-groups-and-folding", test_version_3);
  g_test_add_func ("/exchange/vcard/reads-4.0-with-several-cards-and-a-missing-end",
                   test_version_4);
  g_test_add_func ("/exchange/vcard/reads-jcard", test_jcard);
  g_test_add_func ("/exchange/vcard/what-is-written-is-read-back-and-notes-stay", test_written);
  g_test_add_func ("/exchange/vcard/what-is-written-is-read-back-and-notes-stay-as-4.0",
                   test_written_4);
  g_test_add_func ("/exchange/vcard/survives-lines-that-mean-nothing", test_hostile);
  g_test_add_func ("/exchange/calendar/has-times-and-names-no-one", test_event);
  return g_test_run ();
}
