/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vacancy as an advertisement: the same words as text, HTML, PDF and JobPosting, and nothing in them that was not said. */
#include "naru-advert.h"
#include "naru-error.h"
#include "naru-export.h"
#include "naru-locale.h"

#include <string.h>

#define TODAY "2026-11-25"

static void
set (NaruRecord *vacancy, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  naru_record_set (vacancy, field, value, &error);
  g_assert_no_error (error);
}

static void
set_json (NaruRecord *vacancy, const char *field, const char *json)
{
  g_autoptr (GError) error = NULL;

  naru_record_set_json (vacancy, field, json, &error);
  g_assert_no_error (error);
}

static NaruRecord *
make_welder (void)
{
  NaruRecord *vacancy = naru_record_new (naru_record_type_find ("vacancy"), "vacancy:W");

  set (vacancy, "title", "용접원");
  set (vacancy, "language", "ko");
  set (vacancy, "employerName", "Fish & Chips <b>");
  set (vacancy, "stage", "published");
  set (vacancy, "occupation", "7212");
  set (vacancy, "about", "배관을 용접합니다.");
  set (vacancy, "tasks", "- 도면을 읽습니다.\n\n2. CO2 용접을 합니다. <script>\n");
  set_json (
      vacancy, "requirements",
      "[{\"id\":\"r1\",\"need\":\"desirable\",\"text\":\"지게차 면허\"},"
      "{\"id\":\"r2\",\"need\":\"essential\",\"text\":\"용접 경험 1년\",\"skill\":\"용접\"}]");
  set (vacancy, "payMin", "13000 KRW/hour");
  set (vacancy, "payMax", "15500.50 KRW/hour");
  set (vacancy, "contract", "fixed_term");
  set (vacancy, "employment", "full_time");
  set (vacancy, "hoursFrom", "08:00");
  set (vacancy, "hoursTo", "17:00");
  set (vacancy, "hoursWeek", "40");
  set (vacancy, "region", "KR-41113");
  set_json (vacancy, "address",
            "{\"lines\":\"산업로 1\",\"place\":\"수원시\",\"postcode\":\"16600\"}");
  set (vacancy, "closesOn", "2026-12-20");
  set (vacancy, "howToApply", "센터로 전화해 주세요.");
  set (vacancy, "publishedOn", "2026-11-20");
  set (vacancy, "education", "3");
  set (vacancy, "experienceMonths", "12");
  set (vacancy, "posts", "2");
  return vacancy;
}

static char *
write_text (NaruRecord *vacancy, const char *language, gboolean plain)
{
  NaruAdvertStyle style = { language, plain };
  g_autoptr (GPtrArray) parts = naru_advert_lay_out (vacancy, NULL, &style);
  GString *out = g_string_new (NULL);

  naru_advert_append_text (out, parts);
  return g_string_free (out, FALSE);
}

static void
test_text (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  g_autofree char *korean = write_text (vacancy, "ko", FALSE);

  g_assert_cmpstr (
      korean, ==,
      "용접원\nFish & Chips <b>, 권선구\n\n배관을 용접합니다.\n\n"
      "하는 일\n- 도면을 읽습니다.\n- CO2 용접을 합니다. <script>\n\n"
      "필요한 것\n- 용접 경험 1년\n\n있으면 좋은 것\n- 지게차 면허\n\n"
      "임금: 시간당 13,000원 ~ 시간당 15,500.50원\n고용 형태: 기간제\n근로 시간 유형: 전일제\n"
      "시간: 08:00 ~ 17:00, 주 40시간\n근무지: 산업로 1, 수원시, 16600\n"
      "학력: 후기 중등교육\n모집 인원: 2\n\n"
      "지원 방법\n센터로 전화해 주세요.\n\n2026년 12월 20일까지 지원하세요.\n");
}

static void
test_languages (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  NaruAdvertStyle english = { "en", FALSE };
  g_autoptr (GPtrArray) before = naru_advert_lay_out (vacancy, NULL, &english);
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  const NaruAdvertPart *title = before->pdata[0];

  g_assert_cmpstr (title->text, ==, "용접원");
  g_assert_true (title->untranslated);
  set_json (
      vacancy, "translations",
      "[{\"language\":\"en\",\"title\":\"Welder\",\"requirements\":\"\\nOne year of welding\"}]");
  after = naru_advert_lay_out (vacancy, NULL, &english);
  title = after->pdata[0];
  g_assert_cmpstr (title->text, ==, "Welder");
  g_assert_false (title->untranslated);
  text = write_text (vacancy, "en", FALSE);
  g_assert_nonnull (
      strstr (text, "What you need\n- One year of welding\n\nGood to have\n- 지게차"));
  g_assert_nonnull (strstr (text, "Pay: ₩13,000 per hour to ₩15,500.50 per hour\n"));
  g_assert_nonnull (strstr (text, "08:00 to 17:00, 40 hours a week\n"));
  g_assert_nonnull (strstr (text, "Apply by 20 December 2026."));
  plain = write_text (vacancy, "en", TRUE);
  g_assert_nonnull (strstr (plain, "What will I do?\n- "));
  g_assert_nonnull (strstr (plain, "What must I have?\n- One year"));
}

static void
test_places (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  NaruAdvertStyle korean = { "ko", FALSE };
  g_autoptr (GPtrArray) parts = naru_advert_lay_out (vacancy, NULL, &korean);
  const char *tasks = naru_record_get (vacancy, "tasks");
  guint n = 0;

  /* what a part says stands in its field, where the part says it does */
  for (guint i = 0; i < parts->len; i++)
    {
      const NaruAdvertPart *part = parts->pdata[i];

      if (strcmp (part->field, "tasks") != 0)
        continue;
      g_assert_true (g_str_has_prefix (g_utf8_offset_to_pointer (tasks, part->start), part->text));
      n++;
    }
  g_assert_cmpuint (n, ==, 2);
}

static GBytes *export(NaruRecord *vacancy, NaruExportFormat format, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  const char *employers[] = { NULL };

  g_ptr_array_add (all, vacancy);
  return naru_export_adverts (all, employers, format, TODAY, left_out, error);
}

static char *
export_text (NaruRecord *vacancy, NaruExportFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = export(vacancy, format, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_html (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  g_autofree char *html = export_text (vacancy, NARU_EXPORT_HTML);
  const char *script = strstr (html, "application/ld+json");

  g_assert_nonnull (strstr (html, "<html lang=\"ko\">"));
  g_assert_nonnull (strstr (html, "<p class=\"place\">Fish &amp; Chips &lt;b&gt;, 권선구</p>"));
  g_assert_nonnull (
      strstr (html, "<ul>\n<li>도면을 읽습니다.</li>\n<li>CO2 용접을 합니다. &lt;script"));
  g_assert_null (strstr (html, "<b>"));
  /* what somebody wrote cannot end the element of the JSON */
  g_assert_nonnull (script);
  g_assert_true (strchr (script, '<') == strstr (script, "</script>"));
}

static void
assert_has (const char *json, const char *piece)
{
  if (strstr (json, piece) == NULL)
    g_error ("%s is not in %s", piece, json);
}

static void
test_posting (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  g_autofree char *json = export_text (vacancy, NARU_EXPORT_JOB_POSTING);
  g_autofree char *cut = NULL;

  g_assert_true (naru_json_check_object (json, -1, NULL));
  assert_has (json, "\"datePosted\":\"2026-11-20\"");
  assert_has (json, "\"validThrough\":\"2026-12-20T23:59:59+09:00\"");
  assert_has (json, "\"employmentType\":[\"FULL_TIME\",\"TEMPORARY\"]");
  assert_has (json, "\"value\":{\"@type\":\"QuantitativeValue\",\"minValue\":13000,"
                    "\"maxValue\":15500.50,\"unitText\":\"HOUR\"}");
  /* the district tells the country */
  assert_has (json, "\"addressLocality\":\"수원시\",\"addressRegion\":\"권선구\","
                    "\"postalCode\":\"16600\",\"addressCountry\":\"KR\"");
  assert_has (json, "\"credentialCategory\":\"high school\"");
  assert_has (json, "\"monthsOfExperience\":12");
  assert_has (json, "\"totalJobOpenings\":2");
  g_assert_null (strstr (json, "jobLocationType"));

  set (vacancy, "remote", "fully");
  set (vacancy, "address", NULL);
  set (vacancy, "employment", NULL);
  set (vacancy, "contract", "internship");
  cut = export_text (vacancy, NARU_EXPORT_JOB_POSTING);
  assert_has (cut, "\"jobLocationType\":\"TELECOMMUTE\",\"applicantLocationRequirements\":"
                   "{\"@type\":\"Country\",\"name\":\"KR\"}");
  assert_has (cut, "\"employmentType\":\"INTERN\"");
  g_assert_null (strstr (cut, "\"jobLocation\":"));
}

static void
test_incomplete (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  g_autoptr (GError) error = NULL;

  set (vacancy, "region", NULL);
  g_assert_null (export(vacancy, NARU_EXPORT_JOB_POSTING, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "country"));
}

static void
test_print (void)
{
  g_autoptr (NaruRecord) vacancy = make_welder ();
  g_autoptr (GString) tasks = g_string_new (NULL);
  g_autofree char *one = export_text (vacancy, NARU_EXPORT_PDF);
  g_autoptr (GBytes) many = NULL;

  g_assert_true (g_str_has_prefix (one, "%PDF-"));
  for (guint i = 0; i < 120; i++)
    g_string_append_printf (tasks, "작업 %u\n", i);
  set (vacancy, "tasks", tasks->str);
  many = export(vacancy, NARU_EXPORT_PDF, NULL);
  /* 120 lines do not fit on two pages; how many they take is for the font to say */
  g_assert_null (memmem (g_bytes_get_data (many, NULL), g_bytes_get_size (many), "/Count 1\n", 9));
  g_assert_null (memmem (g_bytes_get_data (many, NULL), g_bytes_get_size (many), "/Count 2\n", 9));
}

int
main (int argc, char **argv)
{
  naru_locale_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/advert/says-all-in-the-language-of-its-text", test_text);
  g_test_add_func ("/exchange/advert/marks-what-nobody-translated", test_languages);
  g_test_add_func ("/exchange/advert/knows-where-its-words-stand", test_places);
  g_test_add_func ("/exchange/advert/escapes-what-people-wrote", test_html);
  g_test_add_func ("/exchange/advert/is-a-job-posting", test_posting);
  g_test_add_func ("/exchange/advert/refuses-half-a-job-posting", test_incomplete);
  g_test_add_func ("/exchange/advert/goes-on-overleaf", test_print);
  return g_test_run ();
}
