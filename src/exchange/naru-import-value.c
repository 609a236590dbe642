/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell to the canonical text of a field. What cannot be understood for certain is refused with the reason, never guessed. */
#include "naru-import-value.h"

#include "naru-clock.h"
#include "naru-error.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Words that stand for terms besides their labels, folded as fold() does; an empty code leaves the field empty. */
static const struct
{
  const char *vocabulary;
  const char *words; /* separated by ; */
  const char *code;
} synonyms[] = {
  { "sex", "남;남자;남성;m;male;man;homme;h;masculin", "male" },
  { "sex", "여;여자;여성;f;female;woman;femme;feminin", "female" },
  { "employment", "fulltime;full time;full_time;정규;전일제;풀타임;temps plein;temps complet;cdi",
    "full_time" },
  { "employment", "parttime;part time;part_time;시간제;파트타임;단시간;temps partiel",
    "part_time" },
  { "employment", "per_diem;per diem;hourly;시급제", "hourly" },
  { "employment", "seasonal;계절;saisonnier", "seasonal" },
  { "employment", "other;volunteer", "" },
  { "contract", "permanent;정규직;무기계약;무기계약직;cdi", "permanent" },
  { "contract", "contract;temporary;contractor;fixed term;계약직;기간제;임시직;cdd", "fixed_term" },
  { "contract", "일용직;일용;daily", "daily" },
  { "contract", "파견;파견직;interim", "agency" },
  { "contract", "intern;internship;인턴;stage", "internship" },
  { "contract", "apprentice;apprenticeship;alternance", "apprenticeship" },
  { "contract", "other;volunteer", "" },
  { "remote", "telecommute;remote;재택;teletravail", "fully" },
  { "remote", "hybrid;일부재택", "partly" },
  { "isced", "high school or equivalent;high school;고졸;고등학교;고등학교 졸업;lycee;bac", "3" },
  { "isced", "초졸;초등학교;primary school", "1" },
  { "isced", "중졸;중학교;college", "2" },
  { "isced", "associate degree;전문대졸;전문대;초대졸;bac+2", "5" },
  { "isced", "bachelors degree;bachelor;bachelor degree;대졸;대학교;학사;licence", "6" },
  { "isced", "masters degree;master;master degree;postgraduate degree;석사;대학원", "7" },
  { "isced", "professional certificate", "4" },
  { "isced", "doctorate;phd;박사;doctorat", "8" },
  { "isced",
    "certification;some college coursework completed;vocational;professional;some high school "
    "coursework;"
    "vocational hs diploma;vocational degree;학력무관;무관",
    "" },
  { "countries", "uk;united kingdom;great britain;england;scotland;wales;northern ireland;영국",
    "GB" },
  { "countries", "usa;us;united states;united states of america;america;미국;etats unis", "US" },
  { "countries", "korea;south korea;republic of korea;한국;대한민국;coree;coree du sud", "KR" },
  { "languages", "korean;한국어;coreen", "ko" },
  { "languages", "english;영어;anglais", "en" },
  { "languages", "french;프랑스어;불어;francais", "fr" },
  { "yes-no-unknown", "y;true;1;o;예;네;있음;oui", "yes" },
  { "yes-no-unknown", "n;false;0;x;아니오;아니요;없음;non", "no" },
  { "pay-period", "h;hr;시간;시;시급;heure", "hour" },
  { "channel", "휴대폰;전화;핸드폰;telephone;tel", "phone" },
  { "channel", "문자;카톡;카카오톡;sms;kakao", "message" },
  { "channel", "이메일;메일;mail;courriel", "email" },
  { "channel", "방문;대면;내방", "in_person" },
  { "channel", "화상;비디오", "video" },
};

static const char nothing[] = ";-;--;—;.;n/a;na;none;null;nil;not provided;not "
                              "applicable;unspecified;not specified;unknown;?;"
                              "없음;해당없음;해당 없음;미상;무;미기재;inconnu;neant;";

/* Lower case without accents and apostrophes, other punctuation as it is, spaces single. */
static char *
fold (const char *text)
{
  g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *lower = NULL;

  for (const char *at = parts != NULL ? parts : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_type (letter) == G_UNICODE_NON_SPACING_MARK || letter == '\''
          || letter == 0x2019)
        continue;
      if (g_unichar_isspace (letter))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else
        g_string_append_unichar (out, letter);
    }
  lower = g_utf8_casefold (out->str, -1);
  g_strstrip (lower);
  return g_utf8_normalize (lower, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
is_one_of (const char *word, const char *list)
{
  gsize length = strlen (word);

  if (length == 0)
    return FALSE;
  for (const char *at = strstr (list, word); at != NULL; at = strstr (at + 1, word))
    if ((at == list || at[-1] == ';') && (at[length] == ';' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

/**
 * naru_import_is_nothing:
 * @text: a cell
 *
 * Returns: whether it says that there is no value: empty, "N/A", "Not Provided", "-", "없음"
 */
gboolean
naru_import_is_nothing (const char *text)
{
  g_autofree char *folded = NULL;

  if (*text == '\0')
    return TRUE;
  if (strlen (text) > 40)
    return FALSE;
  folded = fold (text);
  return *folded == '\0' || is_one_of (folded, nothing);
}

/* Smallest and greatest number of each class of naru_term "size-class". */
static const struct
{
  const char *code;
  gint64 from, to;
} sizes[] = {
  { "micro", 1, 9 },
  { "small", 10, 49 },
  { "medium", 50, 249 },
  { "under_250", 1, 249 },
  { "large", 250, 499 },
  { "large_500", 500, 999 },
  { "large_1000", 1000, 4999 },
  { "large_5000", 5000, 19999 },
  { "large_20000", 20000, G_MAXINT64 },
};

/* The numbers of a text, thousands separators left out; at most two, -1 for none. */
static void
read_numbers (const char *text, gint64 numbers[2])
{
  guint n = 0;

  numbers[0] = numbers[1] = -1;
  for (const char *at = text; *at != '\0';)
    {
      gint64 number = 0;
      guint digits = 0;

      if (!g_ascii_isdigit (*at))
        {
          at++;
          continue;
        }
      for (; g_ascii_isdigit (*at)
             || (*at == ',' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
                 && g_ascii_isdigit (at[3]));
           at++)
        if (*at != ',' && digits++ < 15)
          number = number * 10 + (*at - '0');
      if (n < 2)
        numbers[n++] = number;
    }
}

/**
 * naru_import_parse_size_class:
 * @text: "250 to 499", "Less than 250", "5000 to 19,999", "20,000 or more", "50~249명", "37"
 *
 * Returns: (transfer full) (nullable): the code of the class that has exactly these bounds, or that a single number lies
 *   in; %NULL if there is none
 */
char *
naru_import_parse_size_class (const char *text)
{
  g_autofree char *folded = fold (text);
  gint64 bounds[2];
  gboolean below, above;

  read_numbers (folded, bounds);
  if (bounds[0] < 0)
    return NULL;
  below = strstr (folded, "less") != NULL || strstr (folded, "under") != NULL
          || strstr (folded, "fewer") != NULL || strchr (folded, '<') != NULL
          || strstr (folded, "미만") != NULL || strstr (folded, "moins") != NULL;
  above = strstr (folded, "more") != NULL || strstr (folded, "over") != NULL
          || strchr (folded, '+') != NULL || strchr (folded, '>') != NULL
          || strstr (folded, "이상") != NULL || strstr (folded, "plus") != NULL;
  if (bounds[1] < 0 && below)
    {
      bounds[1] = bounds[0] - 1;
      bounds[0] = 1;
    }
  else if (bounds[1] < 0 && above)
    bounds[1] = G_MAXINT64;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if ((bounds[1] < 0 && bounds[0] >= sizes[i].from && bounds[0] <= sizes[i].to)
        || (bounds[1] >= 0 && MAX (bounds[0], 1) == sizes[i].from && bounds[1] == sizes[i].to))
      return g_strdup (sizes[i].code);
  /* within one class, as 100 to 199 */
  for (guint i = 0; bounds[1] >= 0 && i < G_N_ELEMENTS (sizes); i++)
    if (bounds[0] >= MAX (sizes[i].from, 1) && bounds[1] <= sizes[i].to && sizes[i].from > 1)
      return g_strdup (sizes[i].code);
  return NULL;
}

/**
 * naru_import_parse_code:
 * @vocabulary: name of a vocabulary
 * @text: a code, or a label in any language, or another word for it
 *
 * Returns: (transfer full) (nullable): the code; "" for a word that means none of them; %NULL if it is not known
 */
char *
naru_import_parse_code (const char *vocabulary, const char *text)
{
  NaruVocabulary *codes = naru_vocabulary_get (vocabulary);
  g_autofree char *folded = NULL;
  char *code;

  if (codes != NULL && naru_vocabulary_has (codes, text))
    return g_strdup (text);
  if (strcmp (vocabulary, "size-class") == 0)
    {
      code = naru_import_parse_size_class (text);
      if (code != NULL)
        return code;
    }
  folded = fold (text);
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (strcmp (synonyms[i].vocabulary, vocabulary) == 0 && is_one_of (folded, synonyms[i].words))
      return g_strdup (synonyms[i].code);
  code = codes != NULL ? naru_vocabulary_code_for (codes, text) : NULL;
  if (code != NULL)
    return code;
  /* "EN-GB" is English, "C2512" is the address of ISCO's 2512 */
  if (codes != NULL && strcmp (vocabulary, "languages") == 0 && strlen (folded) > 3
      && folded[2] == '-')
    {
      folded[2] = '\0';
      return naru_vocabulary_code_for (codes, folded);
    }
  if (codes != NULL && strcmp (vocabulary, "isco08") == 0 && *folded == 'c'
      && naru_vocabulary_has (codes, folded + 1))
    return g_strdup (folded + 1);
  if (codes != NULL && strcmp (vocabulary, "isco08") == 0 && strspn (folded, "0123456789") == 4
      && folded[4] == ' ')
    {
      /* as we write it: the code and its label */
      folded[4] = '\0';
      return naru_vocabulary_has (codes, folded) ? g_strdup (folded) : NULL;
    }
  if (codes != NULL && strcmp (vocabulary, "regions") == 0)
    {
      /* a place within another, as 서울특별시 강남구: where only one fits */
      g_auto (GStrv) found = naru_vocabulary_search (codes, text, 2);

      if (found != NULL && found[0] != NULL && found[1] == NULL)
        return g_strdup (found[0]);
    }
  return NULL;
}

/* Whether an unknown code may be one that the classification got since. */
static gboolean
looks_like_code (const char *text)
{
  gboolean digit = FALSE;

  if (strlen (text) > 20)
    return FALSE;
  for (; *text != '\0'; text++)
    {
      digit |= g_ascii_isdigit (*text);
      if (!g_ascii_isalnum (*text) && *text != '.' && *text != '-')
        return FALSE;
    }
  return digit;
}

/* @sentence: translated, with a %s for the beginning of @text. */
static char *
refuse (const NaruField *field, const char *text, const char *sentence, GError **error)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));
  g_autofree char *reason = g_strdup_printf (sentence, start);

  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("%s: %s"), naru_field_get_label (field),
               reason);
  return NULL;
}

static char *
parse_term (const NaruField *field, const char *text, GError **error)
{
  char *code = naru_import_parse_code (field->vocabulary, text);

  if (code != NULL)
    return code;
  if (field->kind != NARU_KIND_ENUM && looks_like_code (text))
    return g_strdup (text);
  return refuse (field, text, _ ("“%s” is not in the list of known terms."), error);
}

static char *
parse_number (const NaruField *field, const char *text, GError **error)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *at = text;

  if (*at == '-')
    g_string_append_c (digits, *at++);
  for (; g_ascii_isdigit (*at) || *at == ',' || *at == ' '; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  if (*at == '.' && strspn (at + 1, "0") == strlen (at + 1))
    at += strlen (at);
  /* counters: 12명, 40시간 */
  if (g_str_equal (at, "명") || g_str_equal (at, "시간") || g_str_equal (at, "분")
      || g_str_equal (at, "개월") || g_str_equal (at, "%"))
    at += strlen (at);
  if (*at != '\0' || digits->len == 0 || !g_ascii_isdigit (digits->str[digits->len - 1]))
    return refuse (field, text, _ ("“%s” is not a whole number."), error);
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

static char *
parse_boolean (const NaruField *field, const char *text, GError **error)
{
  g_autofree char *folded = fold (text);

  if (is_one_of (folded, "1;y;yes;true;t;o;예;네;있음;해당;oui;vrai"))
    return g_strdup ("true");
  if (is_one_of (folded, "0;n;no;false;f;x;아니오;아니요;없음;해당없음;non;faux"))
    return g_strdup ("false");
  return refuse (field, text, _ ("“%s” is neither yes nor no."), error);
}

static char *
parse_date (const NaruField *field, const char *text, NaruDateOrder order, GError **error)
{
  gboolean ambiguous;
  char *date = naru_import_parse_date (text, order, &ambiguous);

  if (date != NULL)
    return date;
  if (ambiguous)
    return refuse (field, text,
                   _ ("“%s” is a date that could be two days; written as 2021-04-03 it is clear."),
                   error);
  return refuse (field, text, _ ("“%s” is not a date such as 2021-04-03."), error);
}

static char *
parse_time (const NaruField *field, const char *text, NaruDateOrder order, GError **error)
{
  g_autofree char *date = NULL;
  g_autofree char *iso = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  const char *clock = strchr (text, ':');

  if (naru_time_is_valid (text))
    return g_strdup (text);
  date = parse_date (field, text, order, error);
  if (date == NULL)
    return NULL;
  if (clock == NULL || clock - text < 2 || !g_ascii_isdigit (clock[-1]) || strlen (clock) < 3)
    return refuse (field, text, _ ("“%s” has no time of day, such as 14:30."), error);
  zone = g_time_zone_new_local ();
  iso = g_strdup_printf ("%sT%c%c:%.2s:00", date, g_ascii_isdigit (clock[-2]) ? clock[-2] : '0',
                         clock[-1], clock + 1);
  time = g_date_time_new_from_iso8601 (iso, zone);
  return time != NULL
             ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z")
             : refuse (field, text, _ ("“%s” is not a time such as 2021-04-03 14:30."), error);
}

static char *
parse_money (const NaruField *field, const char *text, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (naru_import_parse_pay (text, NULL, &from, &to))
    return g_steal_pointer (&from);
  return refuse (field, text,
                 _ ("“%s” is not an amount with currency and period, such as 10320 KRW/hour."),
                 error);
}

static char *
one_line (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_isspace (letter) && !g_unichar_iscntrl (letter))
        g_string_append_unichar (out, letter);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

/* The members of a set, one a line, or between semicolons; codes of a vocabulary may be separated by commas. */
static char *
parse_set (const NaruField *field, const char *text, GError **error)
{
  const char *signs = field->vocabulary != NULL     ? ",;|\n"
                      : strchr (text, '\n') != NULL ? "\n"
                                                    : ";|";
  g_auto (GStrv) words = g_strsplit_set (text, signs, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean codes = field->vocabulary != NULL && naru_record_type_find (field->vocabulary) == NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = one_line (words[i]);
      g_autofree char *code = NULL;

      if (*word == '\0' || naru_import_is_nothing (word))
        continue;
      code = codes ? parse_term (field, word, error) : g_strdup (word);
      if (code == NULL)
        return NULL;
      if (*code != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", code);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * naru_import_parse_value:
 * @field: where it goes
 * @text: a cell
 * @order: see naru_import_parse_date()
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the value in canonical form, for a set one member a line; "" if the cell says that
 *   there is none; %NULL with %NARU_ERROR_INVALID if it cannot be understood
 */
char *
naru_import_parse_value (const NaruField *field, const char *text, NaruDateOrder order,
                         GError **error)
{
  g_autofree char *line = NULL;

  switch (field->kind)
    {
    case NARU_KIND_LONG_TEXT:
      return g_strstrip (g_strdup (text));
    case NARU_KIND_OBJECT:
    case NARU_KIND_LIST:
      line = g_strstrip (g_strdup (text));
      if (*line == '\0' || *line == '{' || *line == '[')
        return g_steal_pointer (&line);
      return refuse (field, line, _ ("“%s” is not one value: it must be written as JSON."), error);
    case NARU_KIND_SET:
      return parse_set (field, text, error);
    default:
      line = one_line (text);
    }
  if (field->kind == NARU_KIND_TEXT)
    return g_steal_pointer (&line);
  if (naru_import_is_nothing (line))
    return g_strdup ("");
  switch (field->kind)
    {
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
      return parse_term (field, line, error);
    case NARU_KIND_DATE:
      return parse_date (field, line, order, error);
    case NARU_KIND_TIME:
      return parse_time (field, line, order, error);
    case NARU_KIND_NUMBER:
      return parse_number (field, line, error);
    case NARU_KIND_BOOLEAN:
      return parse_boolean (field, line, error);
    case NARU_KIND_MONEY:
      return parse_money (field, line, error);
    default:
      return g_steal_pointer (&line);
    }
}
