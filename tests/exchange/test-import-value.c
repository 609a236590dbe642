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
    { "5.25 - 6.11 p/h", NULL, NULL, NULL },
    { "£5.25 - £6.11 p/h", NULL, "5.25 GBP/hour", "6.11 GBP/hour" },
    { "$30,000 to $40,000", "US", NULL, NULL },
    { "$30,000 to $40,000 a year", "US", "30000 USD/year", "40000 USD/year" },
    { "월 250만원", NULL, "2500000 KRW/month", NULL },
    { "월250만원 이상", NULL, "2500000 KRW/month", NULL },
    { "연봉 3,200만~3,800만", NULL, "32000000 KRW/year", "38000000 KRW/year" },
    { "월 250만", NULL, "2500000 KRW/month", NULL },
    { "연봉 3,200만~3,800만원", NULL, "32000000 KRW/year", "38000000 KRW/year" },
    { "시급 10,320원 (주휴수당 별도)", NULL, "10320 KRW/hour", NULL },
    { "연봉 3천만원", NULL, "30000000 KRW/year", NULL },
    { "월급 2백만원", NULL, "2000000 KRW/month", NULL },
    { "일당 150,000원", NULL, "150000 KRW/day", NULL },
    { "주 5일 월급 250만원", NULL, "2500000 KRW/month", NULL },
    { "월~금 10,320원", NULL, NULL, NULL },
    { "3월 1일부터 시급 10,320원", NULL, "10320 KRW/hour", NULL },
    { "1년 계약, 2,400만원", NULL, NULL, NULL },
    { "지원금 있음, 월급 협의", NULL, NULL, NULL },
    { "연봉 1억 2천만원", NULL, "120000000 KRW/year", NULL },
    { "월급 250만 5천원", NULL, "2505000 KRW/month", NULL },
    { "시급 1만2천원", NULL, "12000 KRW/hour", NULL },
    { "일당 15만~18만원", NULL, "150000 KRW/day", "180000 KRW/day" },
    { "연봉 3~4천만원", NULL, "30000000 KRW/year", "40000000 KRW/year" },
    { "하루 12만원", NULL, "120000 KRW/day", NULL },
    { "하루 8시간, 시급 12,000원", NULL, "12000 KRW/hour", NULL },
    { "월 20일 근무, 일당 13만원", NULL, "130000 KRW/day", NULL },
    { "월급 250만원 (식대 10만원 별도)", NULL, NULL, NULL },
    { "월급 250만원, 상여금 별도", NULL, "2500000 KRW/month", NULL },
    /* what else is paid is not the pay */
    { "식대 월 20만원", NULL, NULL, NULL },
    { "상여금 연 200만원", NULL, NULL, NULL },
    { "£1,000 bonus per year", NULL, NULL, NULL },
    { "Bonus of up to £3,000 per annum", NULL, NULL, NULL },
    { "£12.50 per hour plus bonus", NULL, "12.50 GBP/hour", NULL },
    { "실수령 월 230만원", NULL, NULL, NULL },
    { "월평균 300만원", NULL, NULL, NULL },
    { "Top performers are making $11.00 to $12.00 per hour", NULL, NULL, NULL },
    { "Our top representatives make over $350K/ year", NULL, NULL, NULL },
    { "시급 12,384원 (주휴수당 포함)", NULL, NULL, NULL },
    { "월 300만원 이상 가능", NULL, NULL, NULL },
    { "건당 3,500원", NULL, NULL, NULL },
    { "면접 후 결정", NULL, NULL, NULL },
    { "회사내규", NULL, NULL, NULL },
    { "시급 10,320원 ~ 월 250만원", NULL, NULL, NULL },
    { "Up to £30,000 per annum", NULL, NULL, "30000 GBP/year" },
    { "~300만원/월", NULL, NULL, "3000000 KRW/month" },
    { "월 300만원까지", NULL, NULL, "3000000 KRW/month" },
    { "시급 최대 15,000원", NULL, NULL, "15000 KRW/hour" },
    { "£25k-30k pa", NULL, "25000 GBP/year", "30000 GBP/year" },
    { "£25-30k per annum plus benefits", NULL, "25000 GBP/year", "30000 GBP/year" },
    { "£25,000 up to £30,000 per annum", NULL, "25000 GBP/year", "30000 GBP/year" },
    { "30K-40K DOE", NULL, NULL, NULL },
    { "up to £28k OTE", NULL, NULL, NULL },
    { "circa £30,000 per annum", NULL, NULL, NULL },
    { "OTE £40,000 per annum", NULL, NULL, NULL },
    { "£20,000 per annum pro rata", NULL, NULL, NULL },
    { "£12 per hour, 40 hours", NULL, "12 GBP/hour", NULL },
    { "£12 per hour, 40 hours per week", NULL, "12 GBP/hour", NULL },
    /* words that are codes of currencies as well */
    { "$1000 per week, all flights paid", "US", "1000 USD/week", NULL },
    { "Top performers make $11.00 to $12.00 per hour", NULL, NULL, NULL },
    { "25,000 TRY per month", NULL, "25000 TRY/month", NULL },
    { "Band 5: £28,407 to £34,581 a year", NULL, "28407 GBP/year", "34581 GBP/year" },
    { "5 day week, £450 per week", NULL, "450 GBP/week", NULL },
    { "£2,000 bi-weekly", NULL, NULL, NULL },
    { "£100 per night shift", NULL, NULL, NULL },
    { "12,50 € par heure", NULL, "12.50 EUR/hour", NULL },
    { "€14,50/Std", NULL, "14.50 EUR/hour", NULL },
    { "2.500 € par mois", NULL, "2500 EUR/month", NULL },
    { "2.500 €/Stunde", NULL, NULL, NULL },
    { "2.500,00 € brutto im Monat", NULL, "2500 EUR/month", NULL },
    { "25 000 € - 30 000 € par an", NULL, "25000 EUR/year", "30000 EUR/year" },
    { "30-35 k€ par an", NULL, "30000 EUR/year", "35000 EUR/year" },
    { "2.000 EUR monthly, 13th month", NULL, "2000 EUR/month", NULL },
    { "€2,000 x 14 per month", NULL, "2000 EUR/month", NULL },
    { "₹3,00,000 - ₹5,00,000 per annum", NULL, "300000 INR/year", "500000 INR/year" },
    { "₹4-6 LPA", NULL, "400000 INR/year", "600000 INR/year" },
    { "4-6 lakhs", NULL, NULL, NULL },
    { "N$ 8,500 per month", NULL, "8500 NAD/month", NULL },
    { "CHF 4'500 per month", NULL, "4500 CHF/month", NULL },
    { "€1,800 - 2,100 gross per month", NULL, "1800 EUR/month", "2100 EUR/month" },
    { "€1,800 net per month", NULL, NULL, NULL },
    { "$50,000 per year, 401(k)", "US", "50000 USD/year", NULL },
    { "0-40000 GBP per year", NULL, NULL, NULL },
    { "£25 - £30,000 per annum", NULL, NULL, NULL },
    { "A$55 per hour", NULL, "55 AUD/hour", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (naru_import_parse_pay (cases[i].text, cases[i].country, &from, &to), ==,
                       cases[i].from != NULL || cases[i].to != NULL);
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
