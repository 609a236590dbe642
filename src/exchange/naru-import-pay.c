/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay as advertised to an amount, a currency and a period, only where all three are said: a wrong pay is worse than none. */
#include "naru-import-value.h"

#include "naru-vocabulary.h"
#include <math.h>
#include <string.h>

static const struct
{
  const char *word; /* lower case */
  const char *currency;
} currencies[] = {
  { "원", "KRW" }, { "₩", "KRW" },    { "￦", "KRW" }, { "won", "KRW" },
  { "€", "EUR" },  { "euro", "EUR" }, { "£", "GBP" },  { "us$", "USD" },
};

static const struct
{
  const char *word;
  const char *per;
} periods[] = {
  { "시급", "hour" },   { "시간", "hour" },    { "hour", "hour" },   { "heure", "hour" },
  { "/h", "hour" },     { "hourly", "hour" },  { "일급", "day" },    { "일당", "day" },
  { "day", "day" },     { "daily", "day" },    { "jour", "day" },    { "주급", "week" },
  { "week", "week" },   { "semaine", "week" }, { "월급", "month" },  { "월", "month" },
  { "month", "month" }, { "mois", "month" },   { "연봉", "year" },   { "년", "year" },
  { "year", "year" },   { "annum", "year" },   { "annual", "year" }, { "p.a.", "year" },
  { "par an", "year" },
};

static const char *
find_currency (const char *text, const char *lower, const char *country)
{
  NaruVocabulary *known = naru_vocabulary_get ("currencies");
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strstr (lower, currencies[i].word) != NULL)
      {
        if (found != NULL && strcmp (found, currencies[i].currency) != 0)
          return NULL;
        found = currencies[i].currency;
      }
  for (const char *at = text; found == NULL && *at != '\0'; at++)
    if (strspn (at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && (at == text || !g_ascii_isalpha (at[-1]))
        && !g_ascii_isalpha (at[3]))
      {
        char code[4] = { at[0], at[1], at[2], '\0' };

        if (known != NULL && naru_vocabulary_has (known, code))
          found = g_intern_string (code);
      }
  /* many countries have a dollar */
  if (found == NULL && strchr (text, '$') != NULL && g_strcmp0 (country, "US") == 0)
    found = "USD";
  return found;
}

static const char *
find_period (const char *lower)
{
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (strstr (lower, periods[i].word) != NULL)
      {
        if (found != NULL && strcmp (found, periods[i].per) != 0)
          return NULL;
        found = periods[i].per;
      }
  return found;
}

/* Reads one amount with thousands separators; the text behind it, NULL if it is not clear what it says. */
static const char *
read_amount (const char *at, double *amount)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (;; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
      else if (*at == ',' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
               && g_ascii_isdigit (at[3]) && !g_ascii_isdigit (at[4]))
        continue;
      else if (*at == '.' && g_ascii_isdigit (at[1]) && strchr (digits->str, '.') == NULL)
        g_string_append_c (digits, '.');
      else
        break;
    }
  /* 2.500 is two thousand five hundred in half of Europe, 2,5 two and a half */
  if (digits->len > 12 || *at == ','
      || (strchr (digits->str, '.') != NULL && strlen (strchr (digits->str, '.')) == 4))
    return NULL;
  *amount = g_ascii_strtod (digits->str, NULL);
  if (*at == 'k' || *at == 'K')
    {
      *amount *= 1000;
      at++;
    }
  return at;
}

/* Up to two amounts; FALSE if there are others, or none. A 만 behind the second holds for both. */
static gboolean
read_amounts (const char *text, double amounts[2], guint *n)
{
  double factor[2] = { 1, 1 };

  *n = 0;
  for (const char *at = text; *at != '\0';)
    {
      if (!g_ascii_isdigit (*at))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if (*n == 2)
        return FALSE;
      at = read_amount (at, &amounts[*n]);
      if (at == NULL)
        return FALSE;
      at += strspn (at, " ");
      if (g_str_has_prefix (at, "억"))
        return FALSE;
      if (g_str_has_prefix (at, "만"))
        factor[*n] = 10000;
      else if (g_str_has_prefix (at, "천만") || g_str_has_prefix (at, "천"))
        return FALSE;
      (*n)++;
    }
  if (*n == 2 && factor[0] == 1 && factor[1] == 10000 && amounts[0] < 100000)
    factor[0] = 10000;
  amounts[0] *= factor[0];
  amounts[1] *= factor[1];
  return *n > 0 && amounts[0] > 0 && (*n == 1 || amounts[1] >= amounts[0]);
}

static char *
write_amount (double amount, const char *currency, const char *per)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, amount == floor (amount) ? "%.0f" : "%.2f", amount);
  return g_strdup_printf ("%s %s/%s", number, currency, per);
}

/**
 * naru_import_parse_pay:
 * @text: "시급 10,320원", "연봉 3,000만원~3,500만원", "£25,000 - £30,000 per annum", "10320 KRW/hour"
 * @country: (nullable): code of the country, which tells whose dollars these are
 * @pay_min: (out): the lower amount as "10320 KRW/hour"
 * @pay_max: (out): the higher one; %NULL if there is one amount only
 *
 * Returns: whether amount, currency and period are all certain
 */
gboolean
naru_import_parse_pay (const char *text, const char *country, char **pay_min, char **pay_max)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char *currency = find_currency (text, lower, country);
  const char *per = find_period (lower);
  double amounts[2] = { 0, 0 };
  guint n;

  *pay_min = *pay_max = NULL;
  if (currency == NULL || per == NULL || !read_amounts (text, amounts, &n))
    return FALSE;
  *pay_min = write_amount (amounts[0], currency, per);
  *pay_max = n == 2 ? write_amount (amounts[1], currency, per) : NULL;
  return TRUE;
}
