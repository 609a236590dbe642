/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts from a record, from JSON, and the language that they are in. */
#include "naru-draft-private.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* What people read in an advertisement, in the order in which it is read. A list with one member of each entry. */
static const struct
{
  const char *field;
  const char *member;
} read_fields[] = {
  { "title", NULL },          { "about", NULL },           { "tasks", NULL },
  { "requirements", "text" }, { "requirements", "skill" }, { "requirements", "evidence" },
  { "payText", NULL },        { "payExtras", NULL },       { "duration", NULL },
  { "probation", NULL },      { "benefits", NULL },        { "conditions", NULL },
  { "protection", NULL },     { "accessibility", NULL },   { "howToApply", NULL },
  { "schedule", NULL },
};

static const char *const value_fields[] = { "employer",
                                            "employerName",
                                            "occupation",
                                            "posts",
                                            "contract",
                                            "employment",
                                            "hoursWeek",
                                            "hoursFrom",
                                            "hoursTo",
                                            "shift",
                                            "remote",
                                            "startOn",
                                            "duration",
                                            "probation",
                                            "region",
                                            "education",
                                            "experienceMonths",
                                            "closesOn",
                                            "publishedOn",
                                            "language",
                                            "payText",
                                            "collectiveAgreement",
                                            "workingLanguage",
                                            "howToApply",
                                            "tasks",
                                            "title",
                                            "about",
                                            "schedule",
                                            "flexible",
                                            "contact" };

static void
add_money (NaruDraft *self, NaruRecord *vacancy, const char *field)
{
  static const char *const members[] = { "amount", "currency", "per" };
  NaruJsonSpan money = naru_record_get_span (vacancy, field);

  if (naru_json_span_kind (money) != NARU_JSON_OBJECT)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *name = g_strconcat (field, ".", members[i], NULL);
      g_autofree char *value
          = naru_json_span_dup_string (naru_json_span_member (money, members[i]));

      naru_draft_set (self, name, value);
    }
}

static void
add_list_texts (NaruDraft *self, NaruRecord *vacancy, const char *list, const char *member)
{
  guint n = naru_record_get_length (vacancy, list);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = naru_record_get_element (vacancy, list, i, "id");
      g_autofree char *text = naru_record_get_element (vacancy, list, i, member);
      g_autofree char *field = g_strdup_printf ("%s/%s/%s", list, id != NULL ? id : "", member);

      g_autofree char *need = naru_record_get_element (vacancy, list, i, "need");

      naru_draft_add_text (self, field, text);
      if (text != NULL && *text != '\0' && g_strcmp0 (need, "essential") == 0)
        ((NaruDraftText *) self->texts->pdata[self->texts->len - 1])->essential = TRUE;
    }
}

static void
count_requirements (NaruDraft *self, NaruRecord *vacancy)
{
  self->requirements = naru_record_get_length (vacancy, "requirements");
  for (guint i = 0; i < self->requirements; i++)
    {
      g_autofree char *need = naru_record_get_element (vacancy, "requirements", i, "need");

      if (g_strcmp0 (need, "essential") == 0)
        self->essentials++;
    }
}

/**
 * naru_draft_new_from_record:
 * @vacancy: a record of type vacancy
 *
 * Returns: (transfer full): its texts, values and recorded exceptions
 */
NaruDraft *
naru_draft_new_from_record (NaruRecord *vacancy)
{
  NaruDraft *self = naru_draft_new ();
  guint n_exceptions = naru_record_get_length (vacancy, "exceptions");

  self->structured = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (read_fields); i++)
    if (read_fields[i].member == NULL)
      naru_draft_add_text (self, read_fields[i].field,
                           naru_record_get (vacancy, read_fields[i].field));
    else
      add_list_texts (self, vacancy, read_fields[i].field, read_fields[i].member);
  /* imported, and not taken apart yet */
  if (!naru_draft_has_text (self, "about") && !naru_draft_has_text (self, "tasks"))
    naru_draft_add_text (self, "originalText", naru_record_get (vacancy, "originalText"));
  for (guint i = 0; i < G_N_ELEMENTS (value_fields); i++)
    naru_draft_set (self, value_fields[i], naru_record_get (vacancy, value_fields[i]));
  if (naru_record_has (vacancy, "address"))
    naru_draft_set (self, "address", "true");
  add_money (self, vacancy, "payMin");
  add_money (self, vacancy, "payMax");
  count_requirements (self, vacancy);
  for (guint i = 0; i < n_exceptions; i++)
    {
      g_autofree char *rule = naru_record_get_element (vacancy, "exceptions", i, "rule");
      g_autofree char *words = naru_record_get_element (vacancy, "exceptions", i, "words");
      g_autofree char *why = naru_record_get_element (vacancy, "exceptions", i, "justification");

      if (rule != NULL)
        naru_draft_add_exception (self, rule, words, why);
    }
  return self;
}

static NaruDraft *
draft_from_object (NaruJsonSpan span, GError **error)
{
  g_autoptr (NaruDraft) self = naru_draft_new ();
  static const char *const texts[] = { "title", "text", "description" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      NaruJsonSpan member = naru_json_span_member (span, texts[i]);
      g_autofree char *text = NULL;

      if (naru_json_span_kind (member) == NARU_JSON_STRING)
        text = naru_json_span_dup_string (member);
      naru_draft_add_text (self, texts[i], text);
    }
  if (self->texts->len == 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("The JSON is neither a vacancy nor a JobPosting."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Whether an object without a type has the fields of our vacancies. */
static gboolean
is_vacancy (NaruJsonSpan span)
{
  static const char *const ours[]
      = { "tasks", "requirements", "about", "payMin", "employerName", "stage" };
  g_autofree char *type = NULL;

  if (naru_json_span_kind (naru_json_span_member (span, "type")) == NARU_JSON_STRING)
    type = naru_json_span_dup_string (naru_json_span_member (span, "type"));
  if (type != NULL)
    return g_str_equal (type, "vacancy");
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (naru_json_span_kind (naru_json_span_member (span, ours[i])) != NARU_JSON_MISSING)
      return TRUE;
  return FALSE;
}

static NaruDraft *
draft_from_vacancy (const char *json, gssize length, GError **error)
{
  g_autoptr (NaruRecord) record = NULL;
  const NaruJsonEdit edits[] = { { "type", "\"vacancy\"" } };
  g_autofree char *copy = length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length);
  g_autofree char *typed = naru_json_splice (copy, edits, G_N_ELEMENTS (edits));

  record = naru_record_new_from_text ("vacancy:00000000000000000000000000", typed, -1, error);
  return record != NULL ? naru_draft_new_from_record (record) : NULL;
}

/**
 * naru_draft_new_from_json:
 * @json: a vacancy of ours, a schema.org JobPosting (alone, in a list or in a graph), or an object with a title and a text
 * @length: of @json in bytes, or -1
 * @error: return location
 *
 * Returns: (transfer full): the draft; %NULL with %NARU_ERROR_JSON or %NARU_ERROR_INVALID if there is nothing to check
 */
NaruDraft *
naru_draft_new_from_json (const char *json, gssize length, GError **error)
{
  NaruJsonSpan span;

  if (!naru_json_check (json, length, error))
    return NULL;
  span = naru_json_span (json, length);
  if (naru_draft_is_posting (span))
    {
      NaruDraft *self = naru_draft_new ();

      naru_draft_read_posting (self, span);
      return self;
    }
  if (naru_json_span_kind (span) != NARU_JSON_OBJECT)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("The JSON is neither a vacancy nor a JobPosting."));
      return NULL;
    }
  return is_vacancy (span) ? draft_from_vacancy (json, length, error)
                           : draft_from_object (span, error);
}

/* The beginning of a text tells its language: so many bytes, to the end of a character. */
static gsize
begin_of (const char *text)
{
  gsize length = strnlen (text, 20000);

  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

/**
 * naru_draft_guess_language:
 * @self: a draft
 *
 * Returns: the language that is said, or that the texts are in: "ko" where a third of the letters is Hangul, "fr" where French
 *   little words are more frequent than English ones, otherwise "en"
 */
const char *
naru_draft_guess_language (NaruDraft *self)
{
  static const char *const french[]
      = { "le", "la", "les", "des", "une", "et", "pour", "vous", "dans", "du" };
  static const char *const english[]
      = { "the", "and", "of", "to", "for", "you", "with", "in", "our", "is" };
  const char *said = naru_draft_get (self, "language");
  g_autofree char *as_it_came = naru_draft_join (self);
  g_autofree char *joined
      = g_utf8_normalize (as_it_came, (gssize) begin_of (as_it_came), G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (joined, -1);
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}]+", lower, 0, 0);
  guint hangul = 0, letters = 0, n_french = 0, n_english = 0;

  if (said != NULL && strlen (said) == 2)
    return g_intern_string (said);
  for (const char *at = joined; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      letters += g_unichar_isalpha (letter);
      hangul += letter >= 0xac00 && letter <= 0xd7a3;
    }
  /* a syllable of Hangul says as much as three Latin letters */
  if (hangul * 3 >= letters - hangul && hangul > 0)
    return "ko";
  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (french); k++)
      {
        n_french += g_str_equal (words[i], french[k]);
        n_english += g_str_equal (words[i], english[k]);
      }
  return n_french > n_english ? "fr" : "en";
}
