/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write for a date, pay and a size becomes one value, or none. */
#include "naru-import-value.h"

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    NaruDateOrder order;
    const char *date;
    gboolean ambiguous;
  } cases[] = {
    { "2021/03/31", NARU_DATE_ORDER_UNKNOWN, "2021-03-31", FALSE },
    { "2022/03/31 13:09:40", NARU_DATE_ORDER_UNKNOWN, "2022-03-31", FALSE },
    { "2026-11-22T10:00:00+09:00", NARU_DATE_ORDER_UNKNOWN, "2026-11-22", FALSE },
    { "31.12.2020", NARU_DATE_ORDER_UNKNOWN, "2020-12-31", FALSE },
    { "03.04.2021", NARU_DATE_ORDER_MONTH_FIRST, "2021-04-03", FALSE },
    { "2020년 3월 1일", NARU_DATE_ORDER_UNKNOWN, "2020-03-01", FALSE },
    { "2020. 3. 1.", NARU_DATE_ORDER_UNKNOWN, "2020-03-01", FALSE },
    { "20200301", NARU_DATE_ORDER_UNKNOWN, "2020-03-01", FALSE },
    { "1 March 2020", NARU_DATE_ORDER_UNKNOWN, "2020-03-01", FALSE },
    { "March 1st, 2020", NARU_DATE_ORDER_UNKNOWN, "2020-03-01", FALSE },
    { "1er février 2020", NARU_DATE_ORDER_UNKNOWN, "2020-02-01", FALSE },
    { "31/12/2020", NARU_DATE_ORDER_UNKNOWN, "2020-12-31", FALSE },
    { "12/31/2020", NARU_DATE_ORDER_UNKNOWN, "2020-12-31", FALSE },
    { "03/04/2021", NARU_DATE_ORDER_UNKNOWN, NULL, TRUE },
    { "03/04/2021", NARU_DATE_ORDER_DAY_FIRST, "2021-04-03", FALSE },
    { "03/04/2021", NARU_DATE_ORDER_MONTH_FIRST, "2021-03-04", FALSE },
    { "850312", NARU_DATE_ORDER_UNKNOWN, NULL, FALSE },
    { "2021-02-30", NARU_DATE_ORDER_UNKNOWN, NULL, FALSE },
    { "soon", NARU_DATE_ORDER_UNKNOWN, NULL, FALSE },
    { "", NARU_DATE_ORDER_UNKNOWN, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean ambiguous;
      g_autofree char *date = naru_import_parse_date (cases[i].text, cases[i].order, &ambiguous);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpint (ambiguous, ==, cases[i].ambiguous);
    }
}

static void
test_pay (void)
{
  static const struct
  {
    const char *text, *country, *from, *to;
  } cases[] = {
    { "시급 10,320원", NULL, "10320 KRW/hour", NULL },
    { "월급 250만원", NULL, "2500000 KRW/month", NULL },
    { "월 250~300만원", NULL, "2500000 KRW/month", "3000000 KRW/month" },
    { "연봉 3,000만원~3,500만원", NULL, "30000000 KRW/year", "35000000 KRW/year" },
    { "£25,000 - £30,000 per annum", NULL, "25000 GBP/year", "30000 GBP/year" },
    { "10.50 EUR/hour", NULL, "10.50 EUR/hour", NULL },
    { "$15 per hour", "US", "15 USD/hour", NULL },
    { "$15 per hour", NULL, NULL, NULL },
    { "20000-28000", NULL, NULL, NULL },
    { "0-0 GBP per year", NULL, NULL, NULL },
    { "09-Dec", NULL, NULL, NULL },
    { "£30,000 - £25,000 per annum", NULL, NULL, NULL },
    { "£25,000 per year or £12 per hour", NULL, NULL, NULL },
    { "negotiable", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (naru_import_parse_pay (cases[i].text, cases[i].country, &from, &to), ==,
                       cases[i].from != NULL);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *text, *code;
  } cases[] = { { "250 to 499", "large" },
                { "Less than 250", "under_250" },
                { "1000 to 4999", "large_1000" },
                { "5000 to 19,999", "large_5000" },
                { "20,000 or more", "large_20000" },
                { "50~249명", "medium" },
                { "37", "small" },
                { "100 to 199", "medium" },
                { "200 to 300", NULL },
                { "many", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = naru_import_parse_size_class (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (code, ==, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/import-value/reads-dates-and-never-guesses", test_dates);
  g_test_add_func ("/exchange/import-value/understands-pay-only-when-certain", test_pay);
  g_test_add_func ("/exchange/import-value/finds-the-class-of-a-size", test_sizes);
  return g_test_run ();
}
