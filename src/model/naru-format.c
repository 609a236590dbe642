/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value as a person reads it: labels for codes, dates and money in the way of the language. */
#include "naru-value.h"

#include "naru-clock.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

static char *
format_code (const char *vocabulary, const char *code)
{
  NaruVocabulary *words = vocabulary != NULL ? naru_vocabulary_get (vocabulary) : NULL;
  /* Several cities have a district of the same name: a place is said with what it lies in. */
  gboolean place = g_strcmp0 (vocabulary, "regions") == 0;
  g_autofree char *label = NULL;

  if (words != NULL)
    label = place ? naru_vocabulary_full_label (words, code)
                  : g_strdup (naru_vocabulary_label (words, code));
  return label != NULL ? g_steal_pointer (&label) : g_strdup (code);
}

static char *
format_date (const char *date)
{
  g_autofree char *midnight = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = naru_time_parse (midnight);

  if (day == NULL)
    return g_strdup (date);
  /* TRANSLATORS: a date, as for g_date_time_format(): "22 Nov 2026" */
  return g_date_time_format (day, _ ("%-d %b %Y"));
}

static char *
format_time (const char *time)
{
  g_autoptr (GDateTime) there = naru_time_parse (time);
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;

  if (here == NULL)
    return g_strdup (time);
  /* TRANSLATORS: a date and a time of day, as for g_date_time_format(): "22 Nov 2026, 10:00" */
  return g_date_time_format (here, _ ("%-d %b %Y, %H:%M"));
}

/* Groups the digits of a decimal number in the way of the language. */
static char *
group_digits (const char *number)
{
  const struct lconv *locale = localeconv ();
  const char *point = locale->decimal_point;
  const char *separator = locale->thousands_sep;
  gsize whole;
  GString *out = g_string_new (NULL);

  if (*number == '-')
    g_string_append_c (out, *number++);
  whole = strspn (number, "0123456789");
  if (*separator == '\0')
    separator = strcmp (point, ",") == 0 ? "\u00a0" : ",";
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (out, separator);
      g_string_append_c (out, number[i]);
    }
  if (number[whole] == '.')
    {
      g_string_append (out, point);
      whole++;
    }
  g_string_append (out, number + whole);
  return g_string_free (out, FALSE);
}

static char *
format_sum (const char *amount, const char *currency)
{
  static const struct
  {
    const char *currency;
    const char *symbol;
  } symbols[] = { { "KRW", "₩" }, { "EUR", "€" }, { "USD", "$" }, { "GBP", "£" }, { "JPY", "¥" } };
  g_autofree char *digits = group_digits (amount);

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i].currency, currency) == 0)
      /* TRANSLATORS: the symbol of a currency and an amount: "₩10,320"; "%2$s %1$s" puts the symbol last */
      return g_strdup_printf (C_ ("money", "%1$s%2$s"), symbols[i].symbol, digits);
  return g_strdup_printf ("%s\u00a0%s", digits, currency);
}

static char *
format_money (NaruJsonSpan span)
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
  g_autofree char *amount = naru_json_span_dup_string (naru_json_span_member (span, "amount"));
  g_autofree char *currency = naru_json_span_dup_string (naru_json_span_member (span, "currency"));
  g_autofree char *per = naru_json_span_dup_string (naru_json_span_member (span, "per"));
  g_autofree char *sum = NULL;

  if (amount == NULL || currency == NULL)
    return NULL;
  sum = format_sum (amount, currency);
  for (gsize i = 0; per != NULL && i < G_N_ELEMENTS (periods); i++)
    if (strcmp (periods[i].per, per) == 0)
      return g_strdup_printf (_ (periods[i].sentence), sum);
  return g_steal_pointer (&sum);
}

static char *
format_set (const char *vocabulary, NaruJsonSpan span)
{
  g_auto (GStrv) words = naru_value_read_set (span);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *label = format_code (vocabulary, words[i]);

      g_free (words[i]);
      words[i] = label;
    }
  return g_strjoinv (", ", words);
}

static char *
format_object (const NaruField *fields, NaruJsonSpan span)
{
  GString *out = g_string_new (NULL);

  for (; fields != NULL && fields->name != NULL; fields++)
    {
      g_autofree char *value
          = naru_value_format (fields, naru_json_span_member (span, fields->name));

      if (value != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", value);
    }
  return g_string_free (out, FALSE);
}

static char *
format_count (NaruJsonSpan span)
{
  NaruJsonIter iter;
  guint n = 0;

  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, NULL))
    n++;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries", n), n);
}

/**
 * naru_field_format:
 * @field: a field of one value
 * @value: the value in canonical text form
 *
 * Returns: (transfer full): the value as a person reads it, as naru_record_format() has it
 */
char *
naru_field_format (const NaruField *field, const char *value)
{
  switch (field->kind)
    {
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
      return format_code (field->vocabulary, value);
    case NARU_KIND_DATE:
      return format_date (value);
    case NARU_KIND_TIME:
      return format_time (value);
    case NARU_KIND_BOOLEAN:
      return g_strdup (*value == 't' ? _ ("Yes") : _ ("No"));
    case NARU_KIND_NUMBER:
      /* Four digits are often a year. */
      return strlen (value) > 4 ? group_digits (value) : g_strdup (value);
    default:
      return g_strdup (value);
    }
}

/**
 * naru_value_format:
 * @field: the row
 * @span: the value
 *
 * Formats a value for a person. References stay ids: only the store knows the records behind them.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it is absent, empty, or not of the field's kind
 */
char *
naru_value_format (const NaruField *field, NaruJsonSpan span)
{
  g_autofree char *value = NULL;

  switch (field->kind)
    {
    case NARU_KIND_MONEY:
      return naru_value_is_there (field, span) ? format_money (span) : NULL;
    case NARU_KIND_SET:
      return naru_value_is_there (field, span) ? format_set (field->vocabulary, span) : NULL;
    case NARU_KIND_OBJECT:
      return naru_value_is_there (field, span) ? format_object (field->fields, span) : NULL;
    case NARU_KIND_LIST:
      return naru_value_is_there (field, span) ? format_count (span) : NULL;
    default:
      value = naru_value_decode (field, span);
      return value != NULL ? naru_field_format (field, value) : NULL;
    }
}
