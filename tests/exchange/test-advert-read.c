/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old advertisements are taken apart into fields: what they name, and what only its form tells. */
#include "naru-advert-read.h"

#include <string.h>

static const char korean[] = "[급구] 용접원 모집\n"
                             "회사명: 새솔정밀\n"
                             "\n"
                             "■ 담당업무\n"
                             "- 배관을 용접합니다.\n"
                             "- 도면을 봅니다.\n"
                             "■ 자격요건\n"
                             "· 용접 경력 1년\n"
                             "■ 우대사항\n"
                             "· 지게차 면허\n"
                             "급여: 월 250만원 ~ 300만원\n"
                             "근무시간: 09:00 ~ 18:00 (주 40시간), 월~금\n"
                             "근무지역: 수원시 산업로 1\n"
                             "고용형태: 정규직\n"
                             "모집인원: 2명\n"
                             "마감일: 2026. 12. 20.\n"
                             "복리후생\n"
                             "4대 보험\n";

static const char english[] = "Care worker, early shift\n"
                              "We look after twelve people.\n"
                              "Monday to Friday, 06:30 - 15:00, 40 hours a week\n"
                              "Responsibilities:\n"
                              "* Help residents dress\n"
                              "Requirements\n"
                              "- Care certificate\n"
                              "Salary: $30,000 to $40,000\n"
                              "Closing date: 03/04/2027\n";

static const NaruGuess *
find (GPtrArray *guesses, const char *field)
{
  for (guint i = 0; i < guesses->len; i++)
    if (strcmp (((NaruGuess *) guesses->pdata[i])->field, field) == 0)
      return guesses->pdata[i];
  return NULL;
}

static void
assert_guess (GPtrArray *guesses, const char *field, const char *value, gboolean labelled)
{
  const NaruGuess *guess = find (guesses, field);

  g_test_message ("%s", field);
  g_assert_nonnull (guess);
  g_assert_cmpstr (guess->value, ==, value);
  g_assert_cmpint (guess->labelled, ==, labelled);
}

static void
test_korean (void)
{
  g_autoptr (GPtrArray) guesses = naru_advert_take_apart (korean);

  assert_guess (guesses, "title", "[급구] 용접원 모집", FALSE);
  assert_guess (guesses, "employerName", "새솔정밀", TRUE);
  assert_guess (guesses, "tasks", "배관을 용접합니다.", TRUE);
  assert_guess (guesses, "requirements", "용접 경력 1년", TRUE);
  assert_guess (guesses, "payMin", "2500000 KRW/month", TRUE);
  assert_guess (guesses, "payMax", "3000000 KRW/month", TRUE);
  assert_guess (guesses, "hoursFrom", "09:00", TRUE);
  assert_guess (guesses, "hoursTo", "18:00", TRUE);
  assert_guess (guesses, "hoursWeek", "40", TRUE);
  assert_guess (guesses, "days", "mon, tue, wed, thu, fri", TRUE);
  assert_guess (guesses, "contract", "permanent", TRUE);
  assert_guess (guesses, "posts", "2", TRUE);
  assert_guess (guesses, "closesOn", "2026-12-20", TRUE);
  assert_guess (guesses, "benefits", "4대 보험", TRUE);
}

static void
test_english (void)
{
  g_autoptr (GPtrArray) guesses = naru_advert_take_apart (english);

  assert_guess (guesses, "title", "Care worker, early shift", FALSE);
  assert_guess (guesses, "about", "We look after twelve people.", FALSE);
  assert_guess (guesses, "hoursFrom", "06:30", FALSE);
  assert_guess (guesses, "hoursWeek", "40", FALSE);
  assert_guess (guesses, "tasks", "Help residents dress", TRUE);
  assert_guess (guesses, "requirements", "Care certificate", TRUE);
  /* whose dollars, and for how long: it is not said, so it stays as it is */
  g_assert_null (find (guesses, "payMin"));
  assert_guess (guesses, "payText", "$30,000 to $40,000", TRUE);
  /* a date that can be two days is none */
  g_assert_null (find (guesses, "closesOn"));
}

static void
test_together (void)
{
  g_autoptr (NaruRecord) vacancy = naru_record_new (naru_record_type_find ("vacancy"), "vacancy:T");
  g_autoptr (GPtrArray) guesses = naru_advert_take_apart (korean);
  g_autoptr (GError) error = NULL;
  g_autofree char *need = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (naru_advert_put_together (vacancy, guesses, &error));
      g_assert_no_error (error);
      /* the second time nothing is said twice */
      g_assert_cmpuint (naru_record_get_length (vacancy, "requirements"), ==, 2);
      g_assert_cmpstr (naru_record_get (vacancy, "tasks"), ==,
                       "배관을 용접합니다.\n도면을 봅니다.");
    }
  need = naru_record_get_element (vacancy, "requirements", 1, "need");
  g_assert_cmpstr (need, ==, "desirable");
  g_assert_cmpint (naru_record_get_number (vacancy, "posts", 0), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/advert-read/takes-korean-apart", test_korean);
  g_test_add_func ("/exchange/advert-read/takes-english-apart-and-leaves-what-is-not-certain",
                   test_english);
  g_test_add_func ("/exchange/advert-read/puts-it-together-once", test_together);
  return g_test_run ();
}
