/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pay as advertised to amounts, a currency and a period: a wrong pay is worse than none. The text is taken apart into
 * amounts, words for currencies and periods, what counts something else, and the rest; a number that belongs to none of them
 * makes all of it unclear, and so do words by which an amount is no pay: a bonus, an average, what is earned on target. */
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
  { "n$", "NAD" },   { "₹", "INR" },
};

static const struct
{
  const char *word;
  const char *per;
} periods[] = {
  { "시급", "hour" },      { "시간당", "hour" }, { "/시간", "hour" },      { "per hour", "hour" },
  { "an hour", "hour" },   { "hour", "hour" },   { "hourly", "hour" },     { "per hr", "hour" },
  { "an hr", "hour" },     { "/hr", "hour" },    { "/h", "hour" },         { "p/h", "hour" },
  { "ph", "hour" },        { "p.h.", "hour" },   { "p.h", "hour" },        { "heure", "hour" },
  { "/std", "hour" },      { "stunde", "hour" }, { "stündlich", "hour" },  { "/uro", "hour" },
  { "na uro", "hour" },    { "일급", "day" },    { "일당", "day" },        { "/일", "day" },
  { "per day", "day" },    { "a day", "day" },   { "day", "day" },         { "daily", "day" },
  { "p/d", "day" },        { "pd", "day" },      { "jour", "day" },        { "주급", "week" },
  { "주당", "week" },      { "/주", "week" },    { "per week", "week" },   { "a week", "week" },
  { "week", "week" },      { "weekly", "week" }, { "/wk", "week" },        { "per wk", "week" },
  { "p/w", "week" },       { "pw", "week" },     { "semaine", "week" },    { "월급여", "month" },
  { "월급", "month" },     { "월봉", "month" },  { "/월", "month" },       { "per month", "month" },
  { "a month", "month" },  { "month", "month" }, { "monthly", "month" },   { "/mo", "month" },
  { "/mth", "month" },     { "p/m", "month" },   { "pcm", "month" },       { "mois", "month" },
  { "mensuel", "month" },  { "monat", "month" }, { "monatlich", "month" }, { "mesečno", "month" },
  { "na mesec", "month" }, { "연봉", "year" },   { "연간", "year" },       { "/년", "year" },
  { "per year", "year" },  { "a year", "year" }, { "year", "year" },       { "yearly", "year" },
  { "per annum", "year" }, { "annum", "year" },  { "annually", "year" },   { "annual", "year" },
  { "/yr", "year" },       { "per yr", "year" }, { "p.a.", "year" },       { "p.a", "year" },
  { "p/a", "year" },       { "pa", "year" },     { "par an", "year" },     { "/an", "year" },
  { "annuel", "year" },    { "jahr", "year" },   { "jährlich", "year" },   { "letno", "year" },
};

/* Beside these an amount is none of pay, none of this job, or not what is paid for the work alone. Korean ones stand where they
 * are. */
static const char *const spoilers[] = {
  "ote",
  "on target",
  "pro rata",
  "pro-rata",
  "fte",
  "equity",
  "net",
  "average",
  "circa",
  "c.",
  "approx",
  "approx.",
  "approximately",
  "around",
  "about",
  "roughly",
  "biweekly",
  "bi-weekly",
  "fortnight",
  "fortnightly",
  "quarter",
  "bimonthly",
  "semi-monthly",
  "potential",
  "top",
  "make",
  "makes",
  "making",
  "earners",
  "equivalent",
  "including commission",
  "incl commission",
  "including bonus",
  "incl. bonus",
  "incl bonus",
  "inclusive of",
  "commission only",
  "per shift",
  "per visit",
  "per session",
  "per call",
  "per mile",
  "per km",
  "per night",
  "per piece",
  "per unit",
  "per project",
  "per article",
  "per word",
  "per lesson",
  "per class",
  "per placement",
  "per delivery",
  "per drop",
  "netto",
  "env.",
  "environ",
  "ca.",
  "rising to",
};
static const char *const korean_spoilers[]
    = { "세후",         "실수령",      "평균",      "정도",        "내외",       "주휴수당 포함",
        "주휴수당포함", "주휴 포함",   "주휴포함",  "퇴직금 포함", "퇴직금포함", "인센티브 포함",
        "인센티브포함", "성과급 포함", "수당 포함", "수당포함",    "상여 포함",  "상여금 포함",
        "수익",         "이상 가능",   "건당",      "회당",        "개당",       "콜당",
        "박당",         "장당",        "수업당",    "강의당",      "편당",       "타임당",
        "격주",         "분기" };
/* What else is paid, or paid for: an amount behind one of these, in its part of the text, is not the pay. */
static const char *const extras[] = {
  "bonus",      "commission",   "allowance",  "relocation", "referral",      "sign-on",
  "signing",    "budget",       "turnover",   "revenue",    "funding",       "worth",
  "overtime",   "deposit",      "additional", "extra",      "reimbursement", "reimburse",
  "membership", "contribution", "voucher",    "vouchers",   "insurance",     "reward",
  "prize",      "sales",        "discount",   "tips",       "save",          "savings",
  "raise",      "fee",          "rent",       "prime",      "zulage",        "식대",
  "식비",       "교통비",       "유지비",     "수당",       "상여",          "보너스",
  "인센티브",   "성과급",       "지원금",     "월세",       "보증금",        "축하금",
  "포인트",     "퇴직금",       "숙소비",     "기숙사비",   "매출",          "복지",
  "회비",       "예산",         "장려금",     "적금",       "주유비",
};
static const char *const at_most[]
    = { "up to",   "maximum", "max",   "max.",         "최대",          "jusqu'à",   "bis zu",
        "at most", "under",   "below", "no more than", "not more than", "less than", "상한" };
static const char *const at_most_behind[] = { "이하", "이내", "미만", "까지" };

typedef struct
{
  NaruPayAmount amounts[2];
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

/* 월, 연 and 하루 right before an amount: "월 250만", not "월~금", "3월" or "월 20일". */
static const char *
short_period (const char *start, const char *at, const char **per)
{
  static const struct
  {
    const char *word, *per;
  } words[] = { { "월", "month" }, { "연", "year" }, { "하루", "day" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i].word))
      {
        const char *end = at + strlen (words[i].word);
        const char *number = end + strspn (end, " :~");

        if (g_str_has_prefix (number, "최대"))
          number += strlen ("최대") + strspn (number + strlen ("최대"), " ");
        if (at > start && g_ascii_isdigit (at[-1]))
          return NULL;
        if (g_ascii_isdigit (*number) && naru_import_skip_counted (start, number) == NULL)
          {
            *per = words[i].per;
            return end;
          }
      }
  return NULL;
}

/* Behind a number, its unit included. */
static gboolean
is_behind_number (const char *start, const char *at)
{
  while (at > start && at[-1] == ' ')
    at--;
  if (at > start && at[-1] == 'k')
    at--;
  return at > start && g_ascii_isdigit (at[-1]);
}

/* The code of a currency at a number; the text behind it, or NULL. Words that are codes as well ("all flights", "top rates",
 * "try") are none, except behind a number those that hardly follow one. */
static const char *
read_code (const char *start, const char *at, const char **currency)
{
  NaruVocabulary *known = naru_vocabulary_get ("currencies");
  char code[4] = { 0 };

  static const char *const words[]
      = { "all", "top", "try", "mad", "pen", "cup", "mop", "gel", "sos", "bam" };
  gboolean behind = is_behind_number (start, at);

  if (strspn (at, "abcdefghijklmnopqrstuvwxyz") != 3 || !is_word_end (start, at, at + 3)
      || !(behind || g_ascii_isdigit (at[3 + strspn (at + 3, " ")])))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (at, words[i], 3) == 0 && (i < 2 || !behind))
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

/* What may stand between the two amounts of a range, besides currency and period. */
static const char *
read_separator (const char *at)
{
  static const char *const separators[]
      = { "~",   "∼",  "-", "–",   "—",     "〜",   "～",   "to",
          "and", "et", "à", "bis", "up to", "에서", "부터", "until" };

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

static gboolean
contains_any (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (contains_word (text, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether the amount at @at is one of something else: "bonus of £500", "식대 10만원", "£500 bonus" where no period was said. */
static gboolean
is_extra (const Reading *reading, const char *text, const char *at, const char *end)
{
  const char *from = at;
  g_autofree char *before = NULL;
  g_autofree char *behind = NULL;

  while (from > text && strchr (",;()[]+/|", from[-1]) == NULL)
    from--;
  before = g_strndup (from, (gsize) (at - from));
  if (contains_any (before, extras, G_N_ELEMENTS (extras)))
    return TRUE;
  behind = g_strndup (end, strcspn (end, ",;()[]+/|0123456789"));
  return reading->per == NULL && contains_any (behind, extras, G_N_ELEMENTS (extras))
         && !contains_word (behind, "plus") && !contains_word (behind, "with")
         && !contains_word (behind, "and") && strstr (behind, "별도") == NULL;
}

/* An amount at @at, or what is counted; the text behind it, NULL where it is not clear. */
static const char *
take_number (Reading *reading, const char *text, const char *at, gboolean joined)
{
  const char *end = naru_import_skip_counted (text, at);
  NaruPayAmount *amount = &reading->amounts[MIN (reading->n, 1)];

  if (end != NULL)
    return end;
  if (reading->n == 2 || (reading->n == 1 && !joined))
    return NULL;
  end = naru_import_read_amount (at, amount);
  if (end == NULL || is_extra (reading, text, at, end))
    return NULL;
  if (amount->yearly)
    find (&reading->per, "year", &reading->conflict);
  reading->n++;
  return end;
}

static void
read_text (Reading *reading, const char *text, const char *country)
{
  gboolean joined = FALSE; /* nothing but a separator since the first amount */

  for (const char *at = text; *at != '\0' && !reading->conflict;)
    {
      const char *end = NULL;

      if (g_ascii_isdigit (*at))
        {
          guint before = reading->n;

          at = take_number (reading, text, at, joined);
          if (at == NULL)
            {
              reading->conflict = TRUE;
              return;
            }
          if (reading->n > before)
            joined = FALSE;
          continue;
        }
      end = read_word (reading, text, at, country);
      if (end == NULL && reading->n == 0 && (*at == '~' || g_str_has_prefix (at, "∼"))
          && at[1] != '\0')
        reading->limit = TRUE;
      if (end == NULL && reading->n == 1 && !joined && (end = read_separator (at)) != NULL)
        joined = TRUE;
      else if (end == NULL && *at != ' ')
        /* other words end a range, but not those of a currency in it */
        joined = FALSE;
      at = end != NULL ? end : g_utf8_next_char (at);
    }
}

/* What two amounts say of one another, and the unit of the currency. */
static void
settle_units (Reading *reading)
{
  NaruPayAmount *first = &reading->amounts[0], *second = &reading->amounts[1];

  /* a unit behind the second holds for both: 250~300만, 25-30k */
  if (reading->n == 2 && first->factor == 1 && second->factor > 1
      && first->base < 10 * second->base)
    {
      first->factor = second->factor;
      first->number = first->base * second->factor;
    }
  /* who counts pay in 만 is paid in won */
  for (guint i = 0; i < reading->n; i++)
    if (reading->currency == NULL
        && (reading->amounts[i].factor == 1e4 || reading->amounts[i].factor >= 1e8))
      reading->currency = "KRW";
  /* nobody is paid two and a half euros a month */
  for (guint i = 0; i < reading->n; i++)
    if (reading->amounts[i].dotted)
      {
        if (reading->per == NULL || g_str_equal (reading->per, "hour"))
          reading->conflict = TRUE;
        reading->amounts[i].dotted = FALSE;
      }
}

static void
read_pay (Reading *reading, const char *text, const char *country)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strdelimit (lower, "\t\r\n", ' ');
  read_text (reading, lower, country);
  settle_units (reading);
  reading->conflict |= contains_any (lower, spoilers, G_N_ELEMENTS (spoilers));
  for (guint i = 0; i < G_N_ELEMENTS (korean_spoilers); i++)
    reading->conflict |= strstr (lower, korean_spoilers[i]) != NULL;
  reading->limit |= contains_any (lower, at_most, G_N_ELEMENTS (at_most));
  for (guint i = 0; i < G_N_ELEMENTS (at_most_behind); i++)
    reading->limit |= strstr (lower, at_most_behind[i]) != NULL;
  if (reading->n > 0
      && (reading->amounts[0].number <= 0
          || (reading->n == 2 && reading->amounts[1].number < reading->amounts[0].number)))
    reading->conflict = TRUE;
  /* far apart: one of the two has lost its unit */
  if (reading->n == 2 && reading->amounts[1].number > 20 * reading->amounts[0].number)
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
  if (strpbrk (text, "0123456789") == NULL || (reading.n == 0 && !reading.conflict))
    return NARU_PAY_NO_AMOUNT;
  if (reading.conflict)
    return NARU_PAY_UNCLEAR;
  if (reading.currency == NULL)
    doubt |= NARU_PAY_NO_CURRENCY;
  if (reading.per == NULL)
    doubt |= NARU_PAY_NO_PERIOD;
  if (reading.currency == NULL)
    reading.currency = usual_currency;
  if (reading.currency == NULL || reading.per == NULL)
    return doubt;
  first = write_amount (reading.amounts[0].number, reading.currency, reading.per);
  if (reading.n == 1 && reading.limit)
    *pay_max = g_steal_pointer (&first);
  else
    *pay_min = g_steal_pointer (&first);
  if (reading.n == 2)
    *pay_max = write_amount (reading.amounts[1].number, reading.currency, reading.per);
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
