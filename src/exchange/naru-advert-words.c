/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, dates, pay and hours in the words of an advertisement. */
#include "naru-advert-private.h"

#include "naru-advert.h"
#include "naru-document.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Only its words are used. */
static NaruDocument *
get_words (const char *language)
{
  static const char *const languages[] = { "en", "ko", "fr" };
  static NaruDocument *documents[G_N_ELEMENTS (languages)];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        documents[i] = naru_document_new (languages[i]);
      g_once_init_leave (&made, 1);
    }
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (language, languages[i]))
      return documents[i];
  return documents[0];
}

/**
 * naru_advert_say:
 * @language: (nullable): "ko", "en" or "fr"; %NULL for the language of the program
 * @text: a text as it is in the source
 *
 * Returns: its translation, or @text itself
 */
const char *
naru_advert_say (const char *language, const char *text)
{
  if (*text == '\0')
    return text;
  return language != NULL ? naru_document_say (get_words (language), text) : _ (text);
}

/**
 * naru_advert_label:
 * @vocabulary: name of a vocabulary
 * @code: a code
 * @language: (nullable): as for naru_advert_say()
 *
 * Returns: the label of the code; the code itself where it has none
 */
const char *
naru_advert_label (const char *vocabulary, const char *code, const char *language)
{
  const char *label;

  if (language != NULL)
    return naru_document_say_term (get_words (language), vocabulary, code);
  label = naru_vocabulary_label (naru_vocabulary_get (vocabulary), code);
  return label != NULL ? label : code;
}

/**
 * naru_advert_date:
 * @date: an ISO 8601 date
 * @language: (nullable): as for naru_advert_say()
 *
 * Returns: (transfer full): the date as people write it
 */
char *
naru_advert_date (const char *date, const char *language)
{
  static const NaruField field = { "date", NARU_KIND_DATE, "" };

  return language != NULL ? naru_document_say_date (get_words (language), date)
                          : naru_field_format (&field, date);
}

static char *
say_range (const char *language, char *from, char *to)
{
  g_autofree char *first = from;
  g_autofree char *second = to;

  if (first != NULL && second != NULL && !g_str_equal (first, second))
    /* Translators: from one amount or time to another: "06:30 to 15:00" */
    return g_strdup_printf (naru_advert_say (language, N_ ("%s to %s")), first, second);
  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/* "₩10,320" or as Korean advertisements write it, "10,320원". */
static char *
say_sum (const char *amount, const char *currency, const char *language)
{
  static const struct
  {
    const char *currency;
    const char *symbol;
  } symbols[] = { { "KRW", "₩" }, { "EUR", "€" }, { "USD", "$" }, { "GBP", "£" }, { "JPY", "¥" } };
  gboolean french = g_str_has_prefix (language, "fr");
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize whole = strspn (amount, "0123456789");

  for (gsize i = 0; i < whole; i++)
    g_string_append_printf (
        digits, "%s%c", i == 0 || (whole - i) % 3 != 0 ? "" : (french ? "\u00a0" : ","), amount[i]);
  if (amount[whole] == '.')
    g_string_append_printf (digits, "%c%s", french ? ',' : '.', amount + whole + 1);
  if (strcmp (currency, "KRW") == 0 && g_str_has_prefix (language, "ko"))
    return g_strconcat (digits->str, "원", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i].currency, currency) == 0)
      return french ? g_strdup_printf ("%s\u00a0%s", digits->str, symbols[i].symbol)
                    : g_strconcat (symbols[i].symbol, digits->str, NULL);
  return g_strdup_printf ("%s\u00a0%s", digits->str, currency);
}

/* "₩10,320 per hour", where the program's language is another. */
static char *
say_money (NaruRecord *vacancy, const char *field, const char *language)
{
  static const struct
  {
    const char *per;
    const char *sentence;
  } periods[] = {
    { "hour", N_ ("%s per hour") }, { "day", N_ ("%s per day") },
    { "week", N_ ("%s per week") }, { "month", N_ ("%s per month") },
    { "year", N_ ("%s per year") },
  };
  g_autofree char *amount = naru_record_get_member (vacancy, field, "amount");
  g_autofree char *currency = naru_record_get_member (vacancy, field, "currency");
  g_autofree char *per = naru_record_get_member (vacancy, field, "per");
  g_autofree char *sum = NULL;

  if (amount == NULL || currency == NULL)
    return NULL;
  sum = say_sum (amount, currency, language);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_strcmp0 (periods[i].per, per) == 0)
      return g_strdup_printf (naru_advert_say (language, periods[i].sentence), sum);
  return g_steal_pointer (&sum);
}

/**
 * naru_advert_pay:
 * @vacancy: a vacancy
 * @language: (nullable): as for naru_advert_say()
 *
 * Returns: (transfer full) (nullable): "₩10,320 to ₩12,000 per hour"
 */
char *
naru_advert_pay (NaruRecord *vacancy, const char *language)
{
  if (language == NULL)
    return say_range (NULL, naru_record_format (vacancy, "payMin"),
                      naru_record_format (vacancy, "payMax"));
  return say_range (language, say_money (vacancy, "payMin", language),
                    say_money (vacancy, "payMax", language));
}

/* The plural as the catalogue of @language has it: its forms follow each other, each with its zero byte. Korean has one, and
 * French has two, of which the first is for up to one. */
static const char *
say_plural (const char *language, const char *one, const char *many, gint64 n)
{
  const char *translated = naru_document_say (get_words (language), one);

  if (translated == one)
    return n == 1 ? one : many;
  return n > 1 && g_str_has_prefix (language, "fr") ? translated + strlen (translated) + 1
                                                    : translated;
}

/**
 * naru_advert_hours:
 * @vacancy: a vacancy
 * @language: (nullable): as for naru_advert_say()
 *
 * Returns: (transfer full) (nullable): "06:30 to 15:00, 40 hours a week"
 */
char *
naru_advert_hours (NaruRecord *vacancy, const char *language)
{
  g_autofree char *range = say_range (language, g_strdup (naru_record_get (vacancy, "hoursFrom")),
                                      g_strdup (naru_record_get (vacancy, "hoursTo")));
  gint64 hours = naru_record_get_number (vacancy, "hoursWeek", 0);
  g_autofree char *week = NULL;

  if (hours > 0 && language == NULL)
    week = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d hour a week", "%d hours a week", (gulong) hours),
        (int) hours);
  else if (hours > 0)
    week = g_strdup_printf (say_plural (language, "%d hour a week", "%d hours a week", hours),
                            (int) hours);
  if (range != NULL && week != NULL)
    return g_strdup_printf ("%s, %s", range, week);
  return range != NULL ? g_steal_pointer (&range) : g_steal_pointer (&week);
}

static void
append_place (GString *out, const char *place)
{
  if (place != NULL && strstr (out->str, place) == NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", place);
}

/* What is said once is not said again, and a district that is named tells the country. */
static char *
say_address (NaruRecord *vacancy, const char *language)
{
  static const char *const members[] = { "lines", "place", "postcode" };
  g_autofree char *region = naru_record_get_member (vacancy, "address", "region");
  g_autofree char *country = naru_record_get_member (vacancy, "address", "country");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = naru_record_get_member (vacancy, "address", members[i]);

      append_place (out, value);
    }
  if (region != NULL)
    append_place (out, naru_advert_label ("regions", region, language));
  else if (country != NULL)
    append_place (out, naru_advert_label ("countries", country, language));
  return g_string_free (out, FALSE);
}

/**
 * naru_advert_format:
 * @vacancy: a vacancy
 * @field: a row of its table that is no text
 * @language: (nullable): as for naru_advert_say()
 *
 * Returns: (transfer full) (nullable): the value as a reader reads it
 */
char *
naru_advert_format (NaruRecord *vacancy, const NaruField *field, const char *language)
{
  const char *value = naru_record_get (vacancy, field->name);

  if (strcmp (field->name, "address") == 0)
    return say_address (vacancy, language);
  /* working where the work is needs no words */
  if (strcmp (field->name, "remote") == 0 && g_strcmp0 (value, "no") == 0)
    return NULL;
  if (language == NULL || !naru_record_has (vacancy, field->name))
    return naru_record_format (vacancy, field->name);
  switch (field->kind)
    {
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
      return g_strdup (naru_advert_label (field->vocabulary, value, language));
    case NARU_KIND_DATE:
      return naru_advert_date (value, language);
    case NARU_KIND_SET:
      {
        g_auto (GStrv) codes = naru_record_get_set (vacancy, field->name);
        g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
        g_auto (GStrv) all = NULL;

        for (guint i = 0; codes[i] != NULL; i++)
          g_strv_builder_add (labels, naru_advert_label (field->vocabulary, codes[i], language));
        all = g_strv_builder_end (labels);
        return g_strjoinv (", ", all);
      }
    default:
      return naru_record_format (vacancy, field->name);
    }
}

/**
 * naru_advert_translation:
 * @vacancy: a vacancy
 * @language: a language
 * @field: name of a field with text
 *
 * Returns: (transfer full) (nullable): what somebody wrote for the field in that language
 */
char *
naru_advert_translation (NaruRecord *vacancy, const char *language, const char *field)
{
  for (guint i = 0; i < naru_record_get_length (vacancy, "translations"); i++)
    {
      g_autofree char *found = naru_record_get_element (vacancy, "translations", i, "language");

      if (g_strcmp0 (found, language) == 0)
        return naru_record_get_element (vacancy, "translations", i, field);
    }
  return NULL;
}

/**
 * naru_advert_skip_mark:
 * @line: a line of text
 *
 * Returns: the line behind the mark of a list: "- ", "• ", "1. ", "가. ", "○ "
 */
const char *
naru_advert_skip_mark (const char *line)
{
  static const char *const marks[]
      = { "-", "*", "•", "·", "○", "●", "▪", "■", "□", "–", "※", "ㅇ" };
  const char *at = line;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (line, marks[i]))
      {
        at = line + strlen (marks[i]);
        if (*at == ' ' || *at == '\t' || (guchar) marks[i][0] >= 0x80)
          return at + strspn (at, " \t");
        return line;
      }
  at += strspn (at, "0123456789");
  if (at > line && at - line <= 2 && (*at == '.' || *at == ')') && at[1] == ' ')
    return at + 1 + strspn (at + 1, " \t");
  return line;
}
