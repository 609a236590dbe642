/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is special to employers, vacancies and people: register numbers, national codes, advertisements, and how a person is
 * recognised again. */
#include "naru-import-private.h"

#include <glib/gi18n-lib.h>
#include "naru-id.h"
#include "naru-identity.h"
#include "naru-vocabulary.h"
#include <string.h>

/**
 * naru_import_digest:
 * @first: a text
 * @...: more texts, ended by %NULL
 *
 * Returns: (transfer full): 24 hexadecimal characters that the same texts always give
 */
char *
naru_import_digest (const char *first, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list texts;

  va_start (texts, first);
  for (const char *text = first; text != NULL; text = va_arg (texts, const char *))
    g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
  va_end (texts);
  return g_strndup (g_checksum_get_string (checksum), 24);
}

/* The registers whose numbers have headings of their own; codes as in org-id.guide. */
static const struct
{
  const char *word; /* in the heading, in lower case */
  const char *register_name;
} registers[] = {
  { "companynumber", "GB-COH" },  { "company number", "GB-COH" }, { "companies house", "GB-COH" },
  { "사업자등록번호", "KR-BRN" }, { "사업자번호", "KR-BRN" },     { "siret", "FR-SIRET" },
  { "siren", "FR-SIREN" },
};

static const char *
guess_register (NaruImportRun *run, const char *heading)
{
  g_autofree char *lower = g_utf8_strdown (heading, -1);

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    if (strstr (lower, registers[i].word) != NULL)
      return registers[i].register_name;
  return run->import->source;
}

/* Spreadsheets eat the zero at the beginning of a number: Companies House has eight characters. Korean business numbers are
 * written 123-45-67890. */
static char *
tidy_register_number (const char *register_name, const char *cell)
{
  g_autofree char *number = g_strstrip (g_ascii_strup (cell, -1));
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = number; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  if (strcmp (register_name, "GB-COH") == 0 && digits->len == strlen (number) && digits->len < 8)
    return g_strdup_printf ("%0*d%s", (int) (8 - digits->len), 0, digits->str);
  if (strcmp (register_name, "KR-BRN") == 0 && digits->len == 10)
    return g_strdup_printf ("%.3s-%.2s-%s", digits->str, digits->str + 3, digits->str + 5);
  if (strcmp (register_name, "FR-SIREN") == 0 || strcmp (register_name, "FR-SIRET") == 0)
    return g_strdup (digits->str);
  return g_steal_pointer (&number);
}

/* UK SIC 2007, NACE Rev. 2 and ISIC Rev. 4 have the same divisions: the first two of five digits. A spreadsheet may have
 * eaten a zero at the beginning. The service for gender pay gap reports writes 1 for the public sector. */
static gboolean
take_sic_codes (NaruRecord *record, const char *cell, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (cell, ",;|\n\r\t ", -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  NaruVocabulary *isic = naru_vocabulary_get ("isic4");

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize digits = strspn (words[i], "0123456789");

      if (*words[i] == '\0')
        continue;
      if (strcmp (words[i], "1") == 0)
        {
          if (!naru_record_set (record, "sector", "public", error))
            return FALSE;
          continue;
        }
      if (digits == strlen (words[i]) && digits == 4)
        g_ptr_array_add (codes, g_strconcat ("0", words[i], NULL));
      else
        g_ptr_array_add (codes, g_strdup (words[i]));
    }
  if (codes->len > 0 && !naru_record_has (record, "industry"))
    {
      g_autofree char *division = g_strndup (g_ptr_array_index (codes, 0), 2);

      if (isic != NULL && naru_vocabulary_has (isic, division)
          && !naru_record_set (record, "industry", division, error))
        return FALSE;
    }
  g_ptr_array_add (codes, NULL);
  return naru_record_set_set (record, "industryLocal", (const char *const *) codes->pdata, error);
}

/**
 * naru_import_employer_value:
 * @run: the run
 * @heading: of the column
 * @field: where it goes
 * @record: what it goes into
 * @value: the cell
 * @taken: (out): whether it is done
 * @error: return location for an error
 *
 * Takes the values of employers that need more than a look at their kind.
 *
 * Returns: %FALSE if the value cannot be taken
 */
gboolean
naru_import_employer_value (NaruImportRun *run, const char *heading, const NaruField *field,
                            NaruRecord *record, const char *value, gboolean *taken, GError **error)
{
  const char *register_name;
  g_autofree char *number = NULL;
  g_autofree char *lower = NULL;

  *taken = FALSE;
  if (strcmp (run->import->type->name, "employer") != 0)
    return TRUE;
  if (strcmp (field->name, "registerNumber") == 0)
    {
      *taken = TRUE;
      if (naru_import_is_nothing (value))
        return TRUE;
      register_name = guess_register (run, heading);
      if (!naru_record_has (record, "register")
          && !naru_record_set (record, "register", register_name, error))
        return FALSE;
      number = tidy_register_number (naru_record_get (record, "register"), value);
      return naru_record_set (record, "registerNumber", number, error);
    }
  lower = g_utf8_strdown (heading, -1);
  if (strcmp (field->name, "industryLocal") == 0
      && (g_str_has_prefix (lower, "sic") || g_str_has_prefix (lower, "nace")
          || g_str_has_prefix (lower, "naf")))
    {
      *taken = TRUE;
      return take_sic_codes (record, value, error);
    }
  return TRUE;
}

/* An address that ends with the postcode that is said again beside it. */
static gboolean
tidy_address (NaruRecord *record, GError **error)
{
  g_autofree char *lines = naru_record_get_member (record, "address", "lines");
  g_autofree char *postcode = naru_record_get_member (record, "address", "postcode");
  g_autofree char *json = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *text = NULL;
  const char *register_name = naru_record_get (record, "register");
  NaruJsonEdit edits[2];
  gsize n = 0;

  if (!naru_record_has (record, "address"))
    return TRUE;
  json = naru_json_span_dup (naru_record_get_span (record, "address"));
  if (lines != NULL && postcode != NULL && g_str_has_suffix (lines, postcode)
      && strlen (lines) > strlen (postcode))
    {
      lines[strlen (lines) - strlen (postcode)] = '\0';
      g_strchomp (lines);
      if (g_str_has_suffix (lines, ","))
        lines[strlen (lines) - 1] = '\0';
      quoted = naru_json_quote (lines);
      edits[n++] = (NaruJsonEdit){ "lines", quoted };
    }
  /* Companies House registers companies of the United Kingdom only */
  if (g_strcmp0 (register_name, "GB-COH") == 0 && strstr (json, "\"country\"") == NULL)
    edits[n++] = (NaruJsonEdit){ "country", "\"GB\"" };
  if (n == 0)
    return TRUE;
  text = naru_json_splice (json, edits, n);
  return naru_record_set_json (record, "address", text, error);
}

/* A name that is told twice is told once. */
static gboolean
tidy_other_names (NaruRecord *record, GError **error)
{
  g_auto (GStrv) names = naru_record_get_set (record, "otherNames");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], naru_record_get (record, "name")) != 0)
      g_ptr_array_add (kept, names[i]);
  g_ptr_array_add (kept, NULL);
  return names[0] == NULL
         || naru_record_set_set (record, "otherNames", (const char *const *) kept->pdata, error);
}

/**
 * naru_import_finish_employer:
 * @run: the run
 * @cells: the row
 * @row: the row's record; its id is set if it has no register number
 * @error: return location for an error
 *
 * An employer without a register number is recognised by its number in the file, or else by name and postcode.
 *
 * Returns: %FALSE if it cannot be taken
 */
gboolean
naru_import_finish_employer (NaruImportRun *run, char **cells, NaruImportRow *row, GError **error)
{
  g_autofree char *number = NULL;
  g_autofree char *postcode = NULL;
  g_autofree char *key = NULL;
  g_autofree char *source = NULL;

  if (!tidy_address (row->record, error) || !tidy_other_names (row->record, error))
    return FALSE;
  if (row->id != NULL || naru_record_has (row->record, "registerNumber"))
    return TRUE;
  number = naru_record_get_element (row->record, "externalIds", 0, "number");
  postcode = naru_record_get_member (row->record, "address", "postcode");
  if (number != NULL)
    key = g_strdup (number);
  else if (naru_record_has (row->record, "name"))
    key = g_strdup_printf ("%s\x1f%s", naru_record_get (row->record, "name"),
                           postcode != NULL ? postcode : "");
  source = g_strconcat ("file:", run->import->source, NULL);
  if (key != NULL)
    row->id = naru_identity_from_source (run->import->type, source, key);
  return TRUE;
}

/* JSON-LD has both in one list: FULL_TIME and TEMPORARY. What is neither is left to be refused with its reason. */
static gboolean
take_employment (NaruRecord *record, const char *value, gboolean *taken, GError **error)
{
  g_auto (GStrv) words = g_strsplit (value, "\n", -1);

  *taken = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *time = naru_import_parse_code ("employment", words[i]);
      g_autofree char *contract
          = time == NULL ? naru_import_parse_code ("contract", words[i]) : NULL;

      if (time == NULL && contract == NULL)
        *taken = FALSE;
      else if (!naru_record_set (record, time != NULL ? "employment" : "contract",
                                 time != NULL ? time : contract, error))
        return FALSE;
    }
  return TRUE;
}

/* Instead of a day on which it closes, many advertisements say that it stays open. */
static gboolean
stays_open (const char *value)
{
  static const char *const words[]
      = { "채용시",           "채용 시", "상시",    "수시",    "충원",    "마감 시",
          "until filled",     "asap",    "as soon", "ongoing", "rolling", "open end",
          "dès que possible", "jusqu",   "immédiat" };
  g_autofree char *folded = g_utf8_strdown (value, -1);

  if (strpbrk (folded, "0123456789") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * naru_import_vacancy_value:
 * @run: the run
 * @field: where it goes
 * @record: what it goes into
 * @value: the cell
 * @taken: (out): whether it is done
 * @error: return location for an error
 *
 * Takes pay, which is kept as it was written and understood only where it is certain, the words that advertisements use for
 * working time and contract at once, and "until filled" for a closing date, which goes into the schedule.
 *
 * Returns: %FALSE if the value cannot be taken
 */
gboolean
naru_import_vacancy_value (NaruImportRun *run, const NaruField *field, NaruRecord *record,
                           const char *value, gboolean *taken, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  *taken = FALSE;
  if (run->linked || strcmp (run->import->type->name, "vacancy") != 0)
    return TRUE;
  if (strcmp (field->name, "payText") == 0)
    {
      *taken = TRUE;
      text = g_strstrip (g_strdup (value));
      if (!naru_record_set (record, "payText", text, error))
        return FALSE;
      if (!naru_import_parse_pay (text, NULL, &from, &to))
        return TRUE;
      return naru_record_set (record, "payMin", from, error)
             && naru_record_set (record, "payMax", to, error);
    }
  if (strcmp (field->name, "employment") == 0)
    return take_employment (record, value, taken, error);
  if (strcmp (field->name, "closesOn") == 0 && stays_open (value))
    {
      *taken = TRUE;
      return naru_record_has (record, "schedule")
             || naru_record_set (record, "schedule", value, error);
    }
  if (strcmp (field->name, "title") == 0 && strchr (value, '&') != NULL
      && strchr (value, '<') == NULL)
    {
      g_autofree char *plain = naru_import_plain_text (value);

      *taken = TRUE;
      return naru_record_set (record, "title", g_strstrip (g_strdelimit (plain, "\r\n\t", ' ')),
                              error);
    }
  return TRUE;
}

/* All long texts as they came, one after the other. */
static char *
join_texts (NaruImportRun *run, char **cells)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < run->import->columns->len; i++)
    if (run->slots[i].kind == SLOT_FIELD && run->slots[i].field->kind == NARU_KIND_LONG_TEXT
        && *cells[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", cells[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
make_plain (NaruRecord *record, const char *field, GError **error)
{
  const char *text = naru_record_get (record, field);
  g_autofree char *plain = NULL;

  if (text == NULL)
    return TRUE;
  plain = naru_import_plain_text (text);
  return naru_record_set (record, field, plain, error);
}

/* Dollars that only the country tells apart: it may stand in a column behind the pay. */
static gboolean
read_pay_of_country (NaruRecord *record, GError **error)
{
  g_autofree char *country = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!naru_record_has (record, "payText") || naru_record_has (record, "payMin")
      || naru_record_has (record, "payMax"))
    return TRUE;
  country = naru_record_get_member (record, "address", "country");
  if (country == NULL
      || !naru_import_parse_pay (naru_record_get (record, "payText"), country, &from, &to))
    return TRUE;
  return naru_record_set (record, "payMin", from, error)
         && naru_record_set (record, "payMax", to, error);
}

/**
 * naru_import_finish_vacancy:
 * @run: the run
 * @cells: the row
 * @row: the row's record
 * @error: return location for an error
 *
 * Keeps the advertisement as received and makes plain text of it for the draft; names source and number, so that it is
 * recognised again.
 *
 * Returns: %FALSE if it cannot be taken
 */
gboolean
naru_import_finish_vacancy (NaruImportRun *run, char **cells, NaruImportRow *row, GError **error)
{
  static const char *const texts[]
      = { "about", "tasks", "benefits", "conditions", "howToApply", NULL };
  NaruRecord *record = row->record;
  g_autofree char *joined = NULL;
  g_autofree char *number = NULL;

  if (row->id != NULL || run->linked)
    return TRUE;
  if (!read_pay_of_country (record, error))
    return FALSE;
  joined = join_texts (run, cells);
  if (*joined != '\0' && !naru_record_has (record, "originalText")
      && !naru_record_set (record, "originalText", joined, error))
    return FALSE;
  if (naru_record_has (record, "originalText") && !naru_record_has (record, "about")
      && !naru_record_set (record, "about", naru_record_get (record, "originalText"), error))
    return FALSE;
  for (guint i = 0; texts[i] != NULL; i++)
    if (!make_plain (record, texts[i], error))
      return FALSE;
  if (!naru_record_has (record, "externalId") && naru_record_has (record, "title"))
    {
      number = naru_import_digest (
          naru_record_get (record, "title"), joined,
          naru_record_has (record, "employerName") ? naru_record_get (record, "employerName") : "",
          NULL);
      if (!naru_record_set (record, "externalId", number, error))
        return FALSE;
    }
  return naru_record_has (record, "source")
         || naru_record_set (record, "source", run->import->source, error);
}

static const char *
get (NaruRecord *record, const char *field)
{
  const char *value
      = naru_record_type_find_field (naru_record_get_record_type (record), field) != NULL
            ? naru_record_get (record, field)
            : NULL;

  return value != NULL ? value : "";
}

static char *
only_digits (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (out, *text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * naru_import_finish_person:
 * @run: the run
 * @cells: the row
 * @row: the row's record
 * @error: return location for an error
 *
 * A person is recognised again by the number in the source; without one, by name, birth date, phone and e-mail together.
 *
 * Returns: %FALSE if it cannot be taken
 */
gboolean
naru_import_finish_person (NaruImportRun *run, char **cells, NaruImportRow *row, GError **error)
{
  NaruRecord *record = row->record;
  g_autofree char *number = g_strdup (naru_record_get (record, "sourceKey"));
  g_autofree char *key = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *name = NULL;

  if (row->id != NULL || run->linked)
    return TRUE;
  if (number != NULL && naru_id_has_type (number, run->import->type->name))
    {
      /* a card that Naru wrote */
      row->id = g_steal_pointer (&number);
      return naru_record_set (record, "sourceKey", NULL, error);
    }
  if (number != NULL && run->import->format == NARU_TABLE_VCARD)
    key = g_strconcat ("vcard:", number, NULL); /* a UID holds in every file */
  else if (number != NULL)
    key = g_strconcat (run->import->source, ":", number, NULL);
  else if (naru_record_has (record, "name"))
    {
      g_autofree char *digest = NULL;

      name = g_utf8_casefold (naru_record_get (record, "name"), -1);
      phone = only_digits (*get (record, "mobile") != '\0' ? get (record, "mobile")
                                                           : get (record, "phone"));
      digest = naru_import_digest (name, get (record, "birthDate"), phone, get (record, "email"),
                                   NULL);
      key = g_strconcat ("person:", digest, NULL);
    }
  if (key != NULL && !naru_record_set (record, "sourceKey", key, error))
    return FALSE;
  if (strcmp (run->import->type->name, "contact") == 0 && !naru_record_has (record, "source"))
    return naru_record_set (record, "source", "file", error);
  return TRUE;
}

/**
 * naru_import_note_pay:
 * @run: the run
 * @record: what a row says
 * @number: of the row
 *
 * Pay that is not certain stays as it was written, and is named.
 */
void
naru_import_note_pay (NaruImportRun *run, NaruRecord *record, guint number)
{
  const char *text;
  g_autofree char *country = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  NaruPayDoubt doubt;

  if (strcmp (run->import->type->name, "vacancy") != 0 || !naru_record_has (record, "payText")
      || naru_record_has (record, "payMin") || naru_record_has (record, "payMax"))
    return;
  text = naru_record_get (record, "payText");
  country = naru_record_get_member (record, "address", "country");
  doubt = naru_import_read_pay (text, country, NULL, &from, &to);
  if (doubt & NARU_PAY_UNCLEAR)
    naru_import_add_note (
        run, _ ("Row %u: the pay “%s” is kept as text: it can be read in more than one way."),
        number, text);
  else if (doubt & NARU_PAY_NO_AMOUNT)
    naru_import_add_note (run, _ ("Row %u: the pay “%s” is kept as text: it names no amount."),
                          number, text);
  else if (doubt & NARU_PAY_NO_CURRENCY)
    naru_import_add_note (
        run, _ ("Row %u: the pay “%s” is kept as text: it does not say in which currency."), number,
        text);
  else if (doubt & NARU_PAY_NO_PERIOD)
    naru_import_add_note (run,
                          _ ("Row %u: the pay “%s” is kept as text: it does not say for how long."),
                          number, text);
}
