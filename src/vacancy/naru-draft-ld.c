/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft from a schema.org JobPosting: the texts stay as they are, HTML included, so that places in them hold. */
#include "naru-draft-private.h"

#include <string.h>

static const char *const texts[] = {
  "title",
  "description",
  "responsibilities",
  "qualifications",
  "skills",
  "experienceRequirements",
  "educationRequirements",
  "workHours",
  "jobBenefits",
  "incentiveCompensation",
  "specialCommitments",
  "physicalRequirement",
  "securityClearanceRequirement",
  "eligibilityToWorkRequirement",
  "applicationContact",
};

static const struct
{
  const char *name;
  const char *per;
} units[] = {
  { "HOUR", "hour" },   { "DAY", "day" },   { "WEEK", "week" },
  { "MONTH", "month" }, { "YEAR", "year" },
};

static gboolean
has_type (NaruJsonSpan object, const char *type)
{
  NaruJsonSpan member = naru_json_span_member (object, "@type");
  NaruJsonSpan value;
  NaruJsonIter iter;

  if (naru_json_span_kind (member) == NARU_JSON_STRING)
    {
      g_autofree char *name = naru_json_span_dup_string (member);

      return name != NULL && g_str_has_suffix (name, type);
    }
  if (naru_json_span_kind (member) != NARU_JSON_ARRAY)
    return FALSE;
  naru_json_iter_init (&iter, member);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *name = naru_json_span_dup_string (value);

      if (g_strcmp0 (name, type) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The posting itself, or the next in a list or a graph. @position: where to look from, then the place behind it. */
static gboolean
next_posting (NaruJsonSpan span, guint *position, NaruJsonSpan *posting)
{
  NaruJsonSpan value, list = span;
  NaruJsonIter iter;
  guint at = 0;

  if (naru_json_span_kind (span) == NARU_JSON_OBJECT)
    {
      *posting = span;
      if (has_type (span, "JobPosting"))
        return (*position)++ == 0;
      list = naru_json_span_member (span, "@graph");
    }
  if (naru_json_span_kind (list) != NARU_JSON_ARRAY)
    return FALSE;
  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &value))
    if (at++ >= *position && naru_json_span_kind (value) == NARU_JSON_OBJECT
        && has_type (value, "JobPosting"))
      {
        *posting = value;
        *position = at;
        return TRUE;
      }
  return FALSE;
}

/**
 * naru_draft_is_posting:
 * @span: JSON that was checked
 *
 * Returns: whether there is a JobPosting in it
 */
gboolean
naru_draft_is_posting (NaruJsonSpan span)
{
  NaruJsonSpan posting;
  guint position = 0;

  return next_posting (span, &position, &posting);
}

/* A text or a number, as text. */
static char *
scalar (NaruJsonSpan span)
{
  switch (naru_json_span_kind (span))
    {
    case NARU_JSON_STRING:
      return naru_json_span_dup_string (span);
    case NARU_JSON_NUMBER:
    case NARU_JSON_BOOLEAN:
      return naru_json_span_dup (span);
    default:
      return NULL;
    }
}

static void
set_date (NaruDraft *self, const char *field, NaruJsonSpan span)
{
  g_autofree char *date = scalar (span);

  if (date != NULL && strlen (date) > 10)
    date[10] = '\0';
  naru_draft_set (self, field, date);
}

static void
set_amount (NaruDraft *self, const char *field, NaruJsonSpan amount, const char *currency,
            const char *per)
{
  g_autofree char *value = scalar (amount);
  g_autofree char *name = g_strconcat (field, ".amount", NULL);
  g_autofree char *name_currency = g_strconcat (field, ".currency", NULL);
  g_autofree char *name_per = g_strconcat (field, ".per", NULL);

  if (value == NULL)
    return;
  naru_draft_set (self, name, value);
  naru_draft_set (self, name_currency, currency);
  naru_draft_set (self, name_per, per);
}

static void
read_pay (NaruDraft *self, NaruJsonSpan pay)
{
  NaruJsonSpan value = naru_json_span_member (pay, "value");
  gboolean quantity = naru_json_span_kind (value) == NARU_JSON_OBJECT;
  NaruJsonSpan holder = quantity ? value : pay;
  g_autofree char *currency = scalar (naru_json_span_member (pay, "currency"));
  g_autofree char *unit = scalar (naru_json_span_member (holder, "unitText"));
  NaruJsonSpan least = naru_json_span_member (holder, "minValue");
  const char *per = NULL;

  if (naru_json_span_kind (pay) == NARU_JSON_STRING)
    {
      g_autofree char *text = naru_json_span_dup_string (pay);

      naru_draft_set (self, "payText", text);
      naru_draft_add_text (self, "baseSalary", text);
      return;
    }
  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, unit))
      per = units[i].per;
  if (naru_json_span_kind (least) == NARU_JSON_MISSING)
    least = quantity ? naru_json_span_member (value, "value") : value;
  set_amount (self, "payMin", least, currency, per);
  set_amount (self, "payMax", naru_json_span_member (holder, "maxValue"), currency, per);
}

/* @prefix: what goes before the names of fields */
static void
add_texts (NaruDraft *self, NaruJsonSpan posting, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      NaruJsonSpan member = naru_json_span_member (posting, texts[i]);
      g_autofree char *field = g_strconcat (prefix, texts[i], NULL);
      g_autofree char *text = NULL;

      if (naru_json_span_kind (member) == NARU_JSON_STRING)
        text = naru_json_span_dup_string (member);
      naru_draft_add_text (self, field, text);
    }
}

/**
 * naru_draft_read_posting:
 * @self: a draft
 * @span: JSON for which naru_draft_is_posting() holds
 *
 * Adds texts and values of the posting, texts under their schema.org names. Of further postings in a list or graph the texts
 * are added, with the position in it before the name, from 0: "2/description".
 */
void
naru_draft_read_posting (NaruDraft *self, NaruJsonSpan span)
{
  NaruJsonSpan posting, organisation, start;
  guint position = 0;
  g_autofree char *employer = NULL;
  g_autofree char *language = NULL;
  g_autofree char *hours = NULL;

  if (!next_posting (span, &position, &posting))
    return;
  self->structured = TRUE;
  add_texts (self, posting, "");
  read_pay (self, naru_json_span_member (posting, "baseSalary"));
  organisation = naru_json_span_member (posting, "hiringOrganization");
  employer = naru_json_span_kind (organisation) == NARU_JSON_OBJECT
                 ? scalar (naru_json_span_member (organisation, "name"))
                 : scalar (organisation);
  naru_draft_set (self, "employerName", employer);
  if (naru_json_span_kind (naru_json_span_member (posting, "jobLocation")) != NARU_JSON_MISSING
      || naru_json_span_kind (naru_json_span_member (posting, "jobLocationType"))
             != NARU_JSON_MISSING)
    naru_draft_set (self, "address", "true");
  set_date (self, "closesOn", naru_json_span_member (posting, "validThrough"));
  set_date (self, "publishedOn", naru_json_span_member (posting, "datePosted"));
  start = naru_json_span_member (posting, "jobStartDate");
  set_date (self, "startOn", start);
  hours = scalar (naru_json_span_member (posting, "workHours"));
  naru_draft_set (self, "hoursText", hours);
  language = scalar (naru_json_span_member (posting, "inLanguage"));
  if (language != NULL && strlen (language) > 2)
    language[2] = '\0';
  naru_draft_set (self, "language", language);
  /* tasks of a posting are in its description */
  naru_draft_set (self, "tasks", naru_draft_has_text (self, "description") ? "true" : NULL);
  while (next_posting (span, &position, &posting))
    {
      g_autofree char *prefix = g_strdup_printf ("%u/", position - 1);

      add_texts (self, posting, prefix);
    }
}
