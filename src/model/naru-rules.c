/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for one value: its kind, form and size. Every message is a sentence that names the field. */
#include "naru-value.h"

#include "naru-clock.h"
#include "naru-field-private.h"
#include "naru-id.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* The years that a date of this program can be in: more is a slip of the keyboard. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2200

typedef struct
{
  const NaruField *field;
  const char *path;
  const NaruRules *rules;
  NaruProblemFunc report;
  gpointer data;
} Check;

static void G_GNUC_PRINTF (2, 3) problem (const Check *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  check->report (check->path, g_strdup_vprintf (format, arguments), check->data);
  va_end (arguments);
}

static const char *
label (const Check *check)
{
  return naru_field_get_label (check->field);
}

static void
check_length (const Check *check, const char *text, glong limit)
{
  if (g_utf8_strlen (text, -1) > limit)
    problem (check, _ ("“%s” is longer than %ld characters."), label (check), limit);
}

static void
check_characters (const Check *check, const char *text, gboolean lines)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iscntrl (c) || (lines && (c == '\n' || c == '\t')))
        continue;
      if (c == '\n' || c == '\r')
        problem (check, _ ("“%s” must be one line."), label (check));
      else
        problem (check, _ ("“%s” contains a character that cannot be shown, at character %ld."),
                 label (check), g_utf8_pointer_to_offset (text, at) + 1);
      return;
    }
}

static void
check_national_id (const Check *check, const char *text)
{
  /* A number by which an organisation is found may have the shape of a person's. */
  gboolean register_number
      = (check->field->flags & NARU_FIELD_NAME) && !(check->field->flags & NARU_FIELD_PERSONAL);
  const char *kind;
  gsize offset;

  if (naru_national_id_find (text, register_number, &kind, &offset))
    problem (
        check,
        /* TRANSLATORS: label of a field, position, then for example "Korean resident registration number" */
        _ ("“%s” contains at character %ld what looks like a %s. Such numbers are never kept; "
           "please remove it."),
        label (check), g_utf8_pointer_to_offset (text, text + offset) + 1, kind);
}

static void
check_text (const Check *check, const char *text)
{
  gboolean lines = check->field->kind == NARU_KIND_LONG_TEXT;

  if (check->rules->machine)
    return;
  check_length (check, text, lines ? NARU_LONG_TEXT_LENGTH : NARU_TEXT_LENGTH);
  check_characters (check, text, lines);
  check_national_id (check, text);
}

static gboolean
year_is_sane (const char *date)
{
  gint64 year = g_ascii_strtoll (date, NULL, 10);

  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static void
check_date (const Check *check, const char *date)
{
  if (!naru_date_is_valid (date))
    problem (check, _ ("“%s” must be a day of the calendar, such as 2026-11-22."), label (check));
  else if (!year_is_sane (date))
    problem (check, _ ("“%s” must be between the years %d and %d."), label (check), FIRST_YEAR,
             LAST_YEAR);
  else if (check->rules->today != NULL && strcmp (check->field->name, "birthDate") == 0
           && strcmp (date, check->rules->today) > 0)
    problem (check, _ ("“%s” is in the future."), label (check));
}

static void
check_time (const Check *check, const char *time)
{
  if (!naru_time_is_valid (time))
    problem (check,
             _ ("“%s” must be a date and time with its offset, such as 2026-11-22T10:00:00+09:00."),
             label (check));
  else if (!year_is_sane (time))
    problem (check, _ ("“%s” must be between the years %d and %d."), label (check), FIRST_YEAR,
             LAST_YEAR);
}

static void
check_term (const Check *check, const char *term)
{
  NaruVocabulary *words = naru_vocabulary_get (check->field->vocabulary);

  if (words != NULL && !check->rules->lenient && !naru_vocabulary_has (words, term))
    problem (check, _ ("“%s” has the value “%s”, which is none of its terms."), label (check),
             term);
}

static void
check_reference (const Check *check, const char *id)
{
  g_autofree char *type = naru_id_get_type (id);

  if (type == NULL || !naru_id_is_valid (id))
    problem (check, _ ("“%s” must be the id of a record."), label (check));
  else if (!naru_field_refers_to (check->field, type))
    problem (check, _ ("“%s” cannot point to a record of the type “%s”."), label (check), type);
}

static void
check_string (const Check *check, NaruJsonSpan span)
{
  g_autofree char *text = NULL;

  if (naru_json_span_kind (span) != NARU_JSON_STRING)
    {
      problem (check, _ ("“%s” must be a text."), label (check));
      return;
    }
  if (span.length == 2)
    return;
  text = naru_json_span_dup_string (span);
  switch (check->field->kind)
    {
    case NARU_KIND_DATE:
      check_date (check, text);
      break;
    case NARU_KIND_TIME:
      check_time (check, text);
      break;
    case NARU_KIND_ENUM:
      check_term (check, text);
      break;
    case NARU_KIND_REFERENCE:
      check_reference (check, text);
      break;
    default:
      check_text (check, text);
    }
}

/* "10320", "-3.5": no exponent, no signs for groups. */
static gboolean
is_decimal (const char *text)
{
  gsize digits;

  if (*text == '-')
    text++;
  digits = strspn (text, "0123456789");
  if (digits == 0 || digits > 18)
    return FALSE;
  text += digits;
  if (*text == '\0')
    return TRUE;
  digits = *text == '.' ? strspn (text + 1, "0123456789") : 0;
  return digits > 0 && digits <= 6 && text[1 + digits] == '\0';
}

static void
check_money (const Check *check, NaruJsonSpan span)
{
  NaruJsonSpan per_span = naru_json_span_member (span, "per");
  g_autofree char *amount = naru_json_span_dup_string (naru_json_span_member (span, "amount"));
  g_autofree char *currency = naru_json_span_dup_string (naru_json_span_member (span, "currency"));
  g_autofree char *per = naru_json_span_dup_string (per_span);

  if (naru_json_span_kind (span) != NARU_JSON_OBJECT)
    problem (check, _ ("“%s” must be an amount of money."), label (check));
  else if (amount == NULL || !is_decimal (amount))
    problem (check, _ ("The amount of “%s” must be a decimal number, such as 10320 or 12.50."),
             label (check));
  else if (currency == NULL || strlen (currency) != 3
           || strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    problem (check, _ ("The currency of “%s” must be three capital letters, such as KRW."),
             label (check));
  else if (naru_json_span_kind (per_span) != NARU_JSON_MISSING
           && naru_json_span_kind (per_span) != NARU_JSON_NULL
           && (per == NULL || *per == '\0'
               || !naru_names_include ("hour day week month year", per)))
    problem (check, _ ("“%s” must be per hour, day, week, month or year."), label (check));
}

static void
check_word (const Check *check, NaruJsonSpan span, gboolean references)
{
  NaruVocabulary *words = NULL;
  g_autofree char *text = naru_json_span_dup_string (span);

  if (text == NULL || *text == '\0')
    {
      problem (check, _ ("“%s” must contain words only."), label (check));
      return;
    }
  if (references)
    {
      check_reference (check, text);
      return;
    }
  check_text (check, text);
  if (!check->rules->lenient && naru_vocabulary_is_closed (check->field->vocabulary))
    words = naru_vocabulary_get (check->field->vocabulary);
  if (words != NULL && !naru_vocabulary_has (words, text))
    problem (check, _ ("“%s” has the value “%s”, which is none of its terms."), label (check),
             text);
}

static void
check_set (const Check *check, NaruJsonSpan span)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *vocabulary = check->field->vocabulary;
  gboolean references;
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    {
      problem (check, _ ("“%s” must be a list of words."), label (check));
      return;
    }
  references = vocabulary != NULL && naru_record_type_find (vocabulary) != NULL
               && naru_field_refers_to (check->field, vocabulary);
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      check_word (check, each, references);
      if (!g_hash_table_add (seen, naru_json_span_canonical (each)))
        problem (check, _ ("“%s” has the same entry twice."), label (check));
    }
}

static void
check_members (const Check *check, NaruJsonSpan object, const char *prefix)
{
  const NaruField *fields = check->field->fields;

  if (naru_json_span_kind (object) != NARU_JSON_OBJECT)
    {
      problem (check, _ ("“%s” does not have the form of its kind."), label (check));
      return;
    }
  for (; fields != NULL && fields->name != NULL; fields++)
    {
      NaruJsonSpan value = naru_json_span_member (object, fields->name);
      g_autofree char *path = NULL;

      if (value.text == NULL && !(fields->flags & NARU_FIELD_REQUIRED))
        continue;
      path = g_strdup_printf ("%s/%s", prefix, fields->name);
      naru_value_check (fields, value, path, check->rules, check->report, check->data);
    }
}

static void
check_list (const Check *check, NaruJsonSpan span)
{
  const NaruField *identity = naru_fields_find (check->field->fields, check->field->identity);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NaruJsonIter iter;
  NaruJsonSpan each;
  guint number = 0;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    {
      problem (check, _ ("“%s” must be a list."), label (check));
      return;
    }
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &each))
    {
      g_autofree char *key = NULL;
      g_autofree char *prefix = NULL;

      number++;
      if (identity != NULL)
        key = naru_value_decode (identity, naru_json_span_member (each, identity->name));
      if (key == NULL)
        prefix = g_strdup_printf ("%s/#%u", check->path, number);
      else
        prefix = g_strdup_printf ("%s/%s", check->path, key);
      if (identity != NULL && key == NULL && !(identity->flags & NARU_FIELD_REQUIRED))
        problem (check, _ ("Entry %u of “%s” has no “%s”."), number, label (check),
                 naru_field_get_label (identity));
      check_members (check, each, prefix);
      if (key != NULL && !g_hash_table_add (seen, g_steal_pointer (&key)))
        problem (check, _ ("“%s” has two entries with the same “%s”."), label (check),
                 naru_field_get_label (identity));
    }
}

/* Absent, null, blank, or without elements. */
static gboolean
is_empty (const NaruField *field, NaruJsonSpan span)
{
  NaruJsonIter iter;

  switch (naru_json_span_kind (span))
    {
    case NARU_JSON_MISSING:
    case NARU_JSON_NULL:
      return TRUE;
    case NARU_JSON_STRING:
      return strspn (span.text + 1, " ") == span.length - 2;
    case NARU_JSON_ARRAY:
      naru_json_iter_init (&iter, span);
      return (field->kind == NARU_KIND_LIST || field->kind == NARU_KIND_SET)
             && !naru_json_iter_next (&iter, NULL, NULL);
    case NARU_JSON_OBJECT:
      naru_json_iter_init (&iter, span);
      return field->kind == NARU_KIND_OBJECT && !naru_json_iter_next (&iter, NULL, NULL);
    default:
      return FALSE;
    }
}

/**
 * naru_value_check:
 * @field: the row
 * @span: the value, which may be absent
 * @path: "field", or "list/identity/member"
 * @rules: what to judge by
 * @report: called with each problem, and takes its message
 * @data: for @report
 *
 * Judges a value by all rules of its row.
 */
void
naru_value_check (const NaruField *field, NaruJsonSpan span, const char *path,
                  const NaruRules *rules, NaruProblemFunc report, gpointer data)
{
  Check check = { field, path, rules, report, data };
  NaruJsonKind kind = naru_json_span_kind (span);
  gint64 number;

  if (is_empty (field, span))
    {
      if (field->flags & NARU_FIELD_REQUIRED)
        problem (&check, _ ("“%s” is missing."), label (&check));
      return;
    }
  switch (field->kind)
    {
    case NARU_KIND_NUMBER:
      if (kind != NARU_JSON_NUMBER || !naru_value_read_number (span, &number))
        problem (&check, _ ("“%s” must be a whole number, such as 40."), label (&check));
      break;
    case NARU_KIND_BOOLEAN:
      if (kind != NARU_JSON_BOOLEAN)
        problem (&check, _ ("“%s” must be “true” or “false”."), label (&check));
      break;
    case NARU_KIND_MONEY:
      check_money (&check, span);
      break;
    case NARU_KIND_OBJECT:
      check_members (&check, span, path);
      break;
    case NARU_KIND_LIST:
      check_list (&check, span);
      break;
    case NARU_KIND_SET:
      check_set (&check, span);
      break;
    default:
      check_string (&check, span);
    }
}

static void
keep_first_problem (const char *path, char *message, gpointer data)
{
  char **first = data;

  if (*first == NULL)
    *first = message;
  else
    g_free (message);
}

/**
 * naru_value_find_problem:
 * @field: the row
 * @json: the JSON text of a value that somebody wants to set
 *
 * Returns: (transfer full) (nullable): the first problem with it; %NULL if there is none
 */
char *
naru_value_find_problem (const NaruField *field, const char *json)
{
  NaruRules rules = { 0 };
  char *first = NULL;
  NaruField optional = *field;

  optional.flags &= ~(guint) NARU_FIELD_REQUIRED;
  naru_value_check (&optional, naru_json_span (json, -1), field->name, &rules, keep_first_problem,
                    &first);
  return first;
}

/**
 * naru_email_is_plausible:
 * @text: what may be an e-mail address
 *
 * A mistake of the keyboard is meant to be found, not every address that no server would take: one @, something before it,
 * behind it a domain of several parts or localhost, and no space. What comes before may be in any script (RFC 6531).
 *
 * Returns: %TRUE if mail can be meant to go there
 */
gboolean
naru_email_is_plausible (const char *text)
{
  const char *at = strchr (text, '@');
  const char *domain = at != NULL ? at + 1 : "";
  gsize length = strlen (domain);

  if (at == NULL || at == text || strchr (domain, '@') != NULL)
    return FALSE;
  for (const char *each = text; *each != '\0'; each = g_utf8_next_char (each))
    if (g_unichar_isspace (g_utf8_get_char (each)))
      return FALSE;
  if (g_ascii_strcasecmp (domain, "localhost") == 0)
    return TRUE;
  return length > 0 && strchr (domain, '.') != NULL && *domain != '.' && domain[length - 1] != '.'
         && strstr (domain, "..") == NULL;
}

/**
 * naru_value_find_slip:
 * @field: the row
 * @value: (nullable): the value in canonical form that somebody types
 *
 * What is likely a slip of the keyboard is told to whoever types it. It is no problem of a document: what a file or another
 * desk brings is kept as it is, and a record that has it can be edited.
 *
 * Returns: (transfer full) (nullable): a sentence that names the field; %NULL if there is nothing to tell
 */
char *
naru_value_find_slip (const NaruField *field, const char *value)
{
  if (value == NULL || *value == '\0' || field->kind != NARU_KIND_TEXT
      || strcmp (field->name, "email") != 0 || naru_email_is_plausible (value))
    return NULL;
  return g_strdup_printf (_ ("“%s” must be an address such as name@example.org."),
                          naru_field_get_label (field));
}
