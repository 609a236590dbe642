/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay as advertised to amounts, a currency and a period: a wrong pay is worse than none. The text is taken apart into
 * amounts, words for currencies and periods, and the rest; a number that belongs to none of them makes all of it unclear,
 * for "5 days a week, 2,500,000" has one amount and "5 to 7 an hour" has two. */
#include "naru-import-value.h"

#include "naru-vocabulary.h"
#include <math.h>
#include <string.h>

/* Lower case; the longest word that fits counts. A word of ASCII letters stands alone, Korean ones stand where they are. */
static const struct
{
  const char *word;
  const char *currency;
} currencies[] = {
  { "￦", "KRW" },   { "₩", "KRW" },  { "won", "KRW" }, { "€", "EUR" },   { "euros", "EUR" },
  { "euro", "EUR" }, { "£", "GBP" },  { "us$", "USD" }, { "ca$", "CAD" }, { "c$", "CAD" },
  { "au$", "AUD" },  { "a$", "AUD" }, { "nz$", "NZD" }, { "hk$", "HKD" }, { "s$", "SGD" },
};

static const struct
{
  const char *word;
  const char *per;
} periods[] = {
  { "시급", "hour" },      { "시간당", "hour" },     { "/시간", "hour" },    { "per hour", "hour" },
  { "an hour", "hour" },   { "hour", "hour" },       { "hourly", "hour" },   { "per hr", "hour" },
  { "/hr", "hour" },       { "/h", "hour" },         { "p/h", "hour" },      { "ph", "hour" },
  { "p.h.", "hour" },      { "p.h", "hour" },        { "heure", "hour" },    { "일급", "day" },
  { "일당", "day" },       { "/일", "day" },         { "per day", "day" },   { "a day", "day" },
  { "day", "day" },        { "daily", "day" },       { "p/d", "day" },       { "pd", "day" },
  { "jour", "day" },       { "주급", "week" },       { "주당", "week" },     { "/주", "week" },
  { "per week", "week" },  { "a week", "week" },     { "week", "week" },     { "weekly", "week" },
  { "p/w", "week" },       { "pw", "week" },         { "semaine", "week" },  { "월급여", "month" },
  { "월급", "month" },     { "월평균", "month" },    { "월 평균", "month" }, { "월봉", "month" },
  { "/월", "month" },      { "per month", "month" }, { "a month", "month" }, { "month", "month" },
  { "monthly", "month" },  { "p/m", "month" },       { "pcm", "month" },     { "mois", "month" },
  { "mensuel", "month" },  { "연봉", "year" },       { "연간", "year" },     { "/년", "year" },
  { "per year", "year" },  { "a year", "year" },     { "year", "year" },     { "yearly", "year" },
  { "per annum", "year" }, { "annum", "year" },      { "annually", "year" }, { "annual", "year" },
  { "/yr", "year" },       { "p.a.", "year" },       { "p.a", "year" },      { "p/a", "year" },
  { "pa", "year" },        { "par an", "year" },     { "annuel", "year" },
};

/* Behind these an amount is none of pay, or none of this job. */
static const char *const spoilers[]
    = { "ote", "pro rata", "pro-rata", "fte", "equity", "bonus of" };
static const char *const at_most[] = { "up to", "maximum", "max", "최대", "jusqu'à" };
static const char *const at_most_behind[] = { "이하", "이내" };

typedef struct
{
  double amounts[2];
  guint n;
  const char *currency;
  const char *per;
  gboolean limit; /* the one amount is the highest */
  gboolean conflict; /* two currencies or periods, or numbers that are none */
} Reading;

static gboolean
is_word_end (const char *start, const char *from, const char *end)
{
  gboolean open = from > start && g_ascii_isalpha (from[-1]) && g_ascii_isalpha (*from);

  return !open && !(g_ascii_isalpha (end[-1]) && g_ascii_isalpha (*end));
}

static void
find (const char **found, const char *value, gboolean *conflict)
{
  if (*found != NULL && strcmp (*found, value) != 0)
    *conflict = TRUE;
  *found = value;
}

/* 원 is the won behind an amount only: 지원 is none. */
static gboolean
is_won (const char *start, const char *at)
{
  static const char *const units[] = { "만", "천", "백", "억" };
  const char *before = at;

  if (!g_str_has_prefix (at, "원"))
    return FALSE;
  while (before > start && before[-1] == ' ')
    before--;
  if (before > start && g_ascii_isdigit (before[-1]))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if ((gsize) (before - start) >= strlen (units[i])
        && strncmp (before - strlen (units[i]), units[i], strlen (units[i])) == 0)
      return TRUE;
  return at > start && at[-1] == '/';
}

/* 월 and 연 right before an amount: "월 250만", not "월~금" and not "3월". */
static const char *
short_period (const char *start, const char *at, const char **per)
{
  static const struct
  {
    const char *word, *per;
  } words[] = { { "월", "month" }, { "연", "year" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i].word))
      {
        const char *end = at + strlen (words[i].word);

        if (at > start && g_ascii_isdigit (at[-1]))
          return NULL;
        if (g_ascii_isdigit (end[strspn (end, " :")]))
          {
            *per = words[i].per;
            return end;
          }
      }
  return NULL;
}

/* The code of a currency; the text behind it, or NULL. */
static const char *
read_code (const char *start, const char *at, const char **currency)
{
  NaruVocabulary *known = naru_vocabulary_get ("currencies");
  char code[4] = { 0 };

  if (strspn (at, "abcdefghijklmnopqrstuvwxyz") != 3 || !is_word_end (start, at, at + 3))
    return NULL;
  for (guint i = 0; i < 3; i++)
    code[i] = g_ascii_toupper (at[i]);
  if (known == NULL || !naru_vocabulary_has (known, code))
    return NULL;
  *currency = g_intern_string (code);
  return at + 3;
}

/* The longest word of the tables that begins here; the text behind it, or NULL. */
static const char *
read_word (Reading *reading, const char *start, const char *at, const char *country)
{
  const char *end = NULL, *currency = NULL, *per = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_prefix (at, currencies[i].word)
        && is_word_end (start, at, at + strlen (currencies[i].word))
        && at + strlen (currencies[i].word) > (end != NULL ? end : at))
      {
        end = at + strlen (currencies[i].word);
        currency = currencies[i].currency;
      }
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_str_has_prefix (at, periods[i].word)
        && is_word_end (start, at, at + strlen (periods[i].word))
        && at + strlen (periods[i].word) > (end != NULL ? end : at))
      {
        end = at + strlen (periods[i].word);
        currency = NULL;
        per = periods[i].per;
      }
  if (end == NULL && is_won (start, at))
    {
      end = at + strlen ("원");
      currency = "KRW";
    }
  if (end == NULL)
    end = short_period (start, at, &per);
  if (end == NULL)
    end = read_code (start, at, &currency);
  /* many countries have a dollar */
  if (end == NULL && *at == '$')
    {
      end = at + 1;
      currency = g_strcmp0 (country, "US") == 0   ? "USD"
                 : g_strcmp0 (country, "CA") == 0 ? "CAD"
                 : g_strcmp0 (country, "AU") == 0 ? "AUD"
                                                  : NULL;
    }
  if (currency != NULL)
    find (&reading->currency, currency, &reading->conflict);
  if (per != NULL)
    find (&reading->per, per, &reading->conflict);
  return end;
}

/* Reads one amount with thousands separators; the text behind it, NULL if it is not clear what it says. */
static const char *
read_number (const char *at, double *amount)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (;; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
      else if (*at == ',' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
               && g_ascii_isdigit (at[3]) && !g_ascii_isdigit (at[4]))
        continue;
      else if (*at == ',' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
               && !g_ascii_isdigit (at[3]) && strchr (digits->str, '.') == NULL)
        g_string_append_c (digits, '.'); /* 12,50 */
      else if (*at == '.' && g_ascii_isdigit (at[1]) && strchr (digits->str, '.') == NULL)
        g_string_append_c (digits, '.');
      else
        break;
    }
  /* 2.500 is two thousand five hundred in half of Europe, 2,5 two and a half */
  if (digits->len > 12 || (*at == ',' && g_ascii_isdigit (at[1]))
      || (strchr (digits->str, '.') != NULL && strlen (strchr (digits->str, '.')) == 4))
    return NULL;
  *amount = g_ascii_strtod (digits->str, NULL);
  return at;
}

/* What a number is multiplied by: "k", 만, 천만; the text behind it. NULL where it goes on in a way not read here. */
static const char *
read_factor (const char *at, double *factor)
{
  static const struct
  {
    const char *unit;
    double factor;
  } units[] = { { "천만", 1e7 }, { "백만", 1e6 }, { "만", 1e4 } };
  const char *unit = at + strspn (at, " ");

  *factor = 1;
  if ((*at == 'k' || *at == 'K') && !g_ascii_isalpha (at[1]))
    {
      *factor = 1000;
      return at + 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (unit, units[i].unit))
      {
        const char *end = unit + strlen (units[i].unit);

        *factor = units[i].factor;
        /* 250만 5천원 */
        return g_ascii_isdigit (end[strspn (end, " ")]) ? NULL : end;
      }
  return g_str_has_prefix (unit, "억") || g_str_has_prefix (unit, "천")
                 || g_str_has_prefix (unit, "백")
             ? NULL
             : at;
}

/* What may stand between the two amounts of a range, besides currency and period. */
static const char *
read_separator (const char *at)
{
  static const char *const separators[]
      = { "~", "-", "–", "—", "〜", "～", "to", "and", "et", "à", "에서", "부터" };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (at, separators[i]))
      return at + strlen (separators[i]);
  return NULL;
}

static gboolean
contains_word (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (is_word_end (text, at, at + strlen (word)))
      return TRUE;
  return FALSE;
}

static void
read_text (Reading *reading, const char *text, const char *country)
{
  double factors[2] = { 1, 1 };
  gboolean joined = FALSE; /* nothing but a separator since the first amount */

  for (const char *at = text; *at != '\0' && !reading->conflict;)
    {
      const char *end = NULL;

      if (g_ascii_isdigit (*at))
        {
          if (reading->n == 2 || (reading->n == 1 && !joined))
            {
              reading->conflict = TRUE;
              return;
            }
          at = read_number (at, &reading->amounts[reading->n]);
          if (at != NULL)
            at = read_factor (at, &factors[reading->n]);
          if (at == NULL)
            {
              reading->conflict = TRUE;
              return;
            }
          reading->n++;
          joined = FALSE;
          continue;
        }
      end = read_word (reading, text, at, country);
      if (end == NULL && reading->n == 1 && !joined && (end = read_separator (at)) != NULL)
        joined = TRUE;
      else if (end == NULL && *at != ' ')
        /* other words end a range, but not those of a currency in it */
        joined = FALSE;
      at = end != NULL ? end : g_utf8_next_char (at);
    }
  /* who counts pay in 만 is paid in won */
  if (reading->currency == NULL && (factors[0] >= 1e4 || factors[1] >= 1e4))
    reading->currency = "KRW";
  /* a unit behind the second holds for both: 250~300만, 25-30k */
  if (reading->n == 2 && factors[0] == 1 && factors[1] > 1
      && reading->amounts[0] < 10 * reading->amounts[1])
    factors[0] = factors[1];
  reading->amounts[0] *= factors[0];
  reading->amounts[1] *= factors[1];
}

static void
read_pay (Reading *reading, const char *text, const char *country)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strdelimit (lower, "\t\r\n", ' ');
  read_text (reading, lower, country);
  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++)
    reading->conflict |= contains_word (lower, spoilers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (at_most); i++)
    reading->limit |= contains_word (lower, at_most[i]);
  for (guint i = 0; i < G_N_ELEMENTS (at_most_behind); i++)
    reading->limit |= strstr (lower, at_most_behind[i]) != NULL;
  if (reading->n > 0
      && (reading->amounts[0] <= 0
          || (reading->n == 2 && reading->amounts[1] < reading->amounts[0])))
    reading->conflict = TRUE;
}

static char *
write_amount (double amount, const char *currency, const char *per)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, amount == floor (amount) ? "%.0f" : "%.2f", amount);
  return g_strdup_printf ("%s %s/%s", number, currency, per);
}

/**
 * naru_import_read_pay:
 * @text: pay as advertised
 * @country: (nullable): code of the country, which tells whose dollars these are
 * @usual_currency: (nullable): taken where the text names none; what comes of it is a guess
 * @pay_min: (out): the lower amount as "10320 KRW/hour", %NULL if only the highest is said
 * @pay_max: (out): the higher one, or %NULL
 *
 * Returns: what keeps the pay from being certain; %NARU_PAY_CERTAIN is nothing. Where currency or period are missing and
 *   cannot be guessed, no amount is given
 */
NaruPayDoubt
naru_import_read_pay (const char *text, const char *country, const char *usual_currency,
                      char **pay_min, char **pay_max)
{
  Reading reading = { 0 };
  NaruPayDoubt doubt = NARU_PAY_CERTAIN;
  g_autofree char *first = NULL;

  *pay_min = *pay_max = NULL;
  read_pay (&reading, text, country);
  if (reading.conflict)
    return NARU_PAY_UNCLEAR;
  if (reading.n == 0)
    return NARU_PAY_NO_AMOUNT;
  if (reading.currency == NULL)
    doubt |= NARU_PAY_NO_CURRENCY;
  if (reading.per == NULL)
    doubt |= NARU_PAY_NO_PERIOD;
  if (reading.currency == NULL)
    reading.currency = usual_currency;
  if (reading.currency == NULL || reading.per == NULL)
    return doubt;
  first = write_amount (reading.amounts[0], reading.currency, reading.per);
  if (reading.n == 1 && reading.limit)
    *pay_max = g_steal_pointer (&first);
  else
    *pay_min = g_steal_pointer (&first);
  if (reading.n == 2)
    *pay_max = write_amount (reading.amounts[1], reading.currency, reading.per);
  return doubt;
}

/**
 * naru_import_parse_pay:
 * @text: "시급 10,320원", "연봉 3,000만원~3,500만원", "£25,000 - £30,000 per annum", "10320 KRW/hour"
 * @country: (nullable): code of the country, which tells whose dollars these are
 * @pay_min: (out): the lower amount as "10320 KRW/hour"; %NULL if only the highest is said
 * @pay_max: (out): the higher one; %NULL if there is one amount only
 *
 * Returns: whether amount, currency and period are all certain
 */
gboolean
naru_import_parse_pay (const char *text, const char *country, char **pay_min, char **pay_max)
{
  if (naru_import_read_pay (text, country, NULL, pay_min, pay_max) == NARU_PAY_CERTAIN)
    return TRUE;
  g_clear_pointer (pay_min, g_free);
  g_clear_pointer (pay_max, g_free);
  return FALSE;
}
