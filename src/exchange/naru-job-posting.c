/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vacancy as JobPosting of schema.org, with what Google asks for: https://schema.org/JobPosting and
 * https://developers.google.com/search/docs/appearance/structured-data/job-posting */
#include "naru-advert.h"

#include "naru-advert-private.h"
#include "naru-clock.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *code;
  const char *type;
} TypeRow;

static const TypeRow contracts[] = {
  { "fixed_term", "TEMPORARY" },     { "daily", "PER_DIEM" },
  { "agency", "TEMPORARY" },         { "internship", "INTERN" },
  { "apprenticeship", "TEMPORARY" }, { "self_employed", "CONTRACTOR" },
  { "public_works", "TEMPORARY" },
};

static const TypeRow times[] = {
  { "full_time", "FULL_TIME" },
  { "part_time", "PART_TIME" },
  { "hourly", "PART_TIME" },
  { "seasonal", "TEMPORARY" },
};

static const TypeRow periods[] = {
  { "hour", "HOUR" },   { "day", "DAY" },   { "week", "WEEK" },
  { "month", "MONTH" }, { "year", "YEAR" },
};

static const TypeRow credentials[] = {
  /* ISCED 2011 */
  { "3", "high school" },     { "4", "professional certificate" }, { "5", "associate degree" },
  { "6", "bachelor degree" }, { "7", "postgraduate degree" },      { "8", "postgraduate degree" },
};

#define FIND(table, value) find_type (table, G_N_ELEMENTS (table), value)

static const char *
find_type (const TypeRow *rows, gsize n, const char *code)
{
  for (gsize i = 0; code != NULL && i < n; i++)
    if (strcmp (rows[i].code, code) == 0)
      return rows[i].type;
  return NULL;
}

/* Where the vacancy itself names none, the district lies in one: "KR-41113". */
static char *
find_country (NaruRecord *vacancy)
{
  char *country = naru_record_get_member (vacancy, "address", "country");
  g_autofree char *region = NULL;

  if (country != NULL)
    return country;
  region = naru_record_get_member (vacancy, "address", "region");
  if (region == NULL)
    region = g_strdup (naru_record_get (vacancy, "region"));
  return region != NULL && strlen (region) > 3 && region[2] == '-' ? g_strndup (region, 2) : NULL;
}

static const char *
find_employer (NaruRecord *vacancy, const char *employer_name)
{
  return naru_record_has (vacancy, "employerName") ? naru_record_get (vacancy, "employerName")
                                                   : employer_name;
}

/* The description must be whole: all that a reader sees but title and place. */
static char *
describe (NaruRecord *vacancy)
{
  static const NaruAdvertStyle as_written = { 0 };
  NaruAdvertStyle style = as_written;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GString) html = g_string_new (NULL);
  const char *language = naru_record_get (vacancy, "language");
  char *start;

  if (language != NULL)
    style.language = language;
  parts = naru_advert_lay_out (vacancy, NULL, &style);
  g_ptr_array_remove_index (parts, 0);
  if (parts->len > 0 && ((NaruAdvertPart *) parts->pdata[0])->kind == NARU_ADVERT_PLACE)
    g_ptr_array_remove_index (parts, 0);
  if (parts->len == 0)
    return NULL;
  naru_advert_append_html (html, parts);
  /* without the article around it */
  start = html->str + strlen ("<article>\n");
  return g_strndup (start, strlen (start) - strlen ("</article>\n") - 1);
}

/**
 * naru_job_posting_missing:
 * @vacancy: a vacancy
 * @employer_name: (nullable): name of the employer, where the vacancy itself gives no other
 *
 * Returns: (transfer full) (array zero-terminated=1): sentences, translated, that say what a JobPosting must have and this
 *   vacancy has not
 */
char **
naru_job_posting_missing (NaruRecord *vacancy, const char *employer_name)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_autofree char *country = find_country (vacancy);
  g_autofree char *description = describe (vacancy);

  if (!naru_record_has (vacancy, "title"))
    g_strv_builder_add (missing, _ ("The title is missing."));
  if (description == NULL)
    g_strv_builder_add (missing, _ ("There is nothing said of the job."));
  if (find_employer (vacancy, employer_name) == NULL)
    g_strv_builder_add (missing, _ ("The employer is missing."));
  if (country == NULL)
    g_strv_builder_add (missing, _ ("The country of the workplace is missing."));
  return g_strv_builder_end (missing);
}

static void
append_string (GString *out, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    naru_json_append_member (out, name, text);
}

static void
append_raw (GString *out, const char *name, const char *json)
{
  g_string_append_printf (out, "%s\"%s\":%s", out->str[out->len - 1] != '{' ? "," : "", name, json);
}

static void
open_object (GString *out, const char *name, const char *type)
{
  append_raw (out, name, "{");
  append_string (out, "@type", type);
}

/* The end of a day where the desk stands: a date alone would be its beginning in Greenwich. */
static char *
end_of_day (const char *date)
{
  g_autofree char *text = g_strconcat (date, "T23:59:59", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (text, zone);

  return end != NULL ? g_date_time_format (end, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup (date);
}

static void
append_location (GString *out, NaruRecord *vacancy)
{
  g_autofree char *lines = naru_record_get_member (vacancy, "address", "lines");
  g_autofree char *place = naru_record_get_member (vacancy, "address", "place");
  g_autofree char *postcode = naru_record_get_member (vacancy, "address", "postcode");
  g_autofree char *own_region = naru_record_get_member (vacancy, "address", "region");
  g_autofree char *country = find_country (vacancy);
  const char *region = own_region != NULL ? own_region : naru_record_get (vacancy, "region");
  const char *language = naru_record_get (vacancy, "language");

  if (g_strcmp0 (naru_record_get (vacancy, "remote"), "fully") == 0)
    {
      append_string (out, "jobLocationType", "TELECOMMUTE");
      open_object (out, "applicantLocationRequirements", "Country");
      append_string (out, "name", country);
      g_string_append_c (out, '}');
      if (lines == NULL && place == NULL)
        return;
    }
  open_object (out, "jobLocation", "Place");
  open_object (out, "address", "PostalAddress");
  append_string (out, "streetAddress", lines);
  if (region != NULL)
    {
      const char *label = naru_advert_label ("regions", region, language);

      append_string (out, "addressLocality", place != NULL ? place : label);
      if (place != NULL && strcmp (place, label) != 0)
        append_string (out, "addressRegion", label);
    }
  else
    append_string (out, "addressLocality", place);
  append_string (out, "postalCode", postcode);
  append_string (out, "addressCountry", country);
  g_string_append (out, "}}");
}

static void
append_salary (GString *out, NaruRecord *vacancy)
{
  g_autofree char *from = naru_record_get_member (vacancy, "payMin", "amount");
  g_autofree char *to = naru_record_get_member (vacancy, "payMax", "amount");
  const char *field = from != NULL ? "payMin" : "payMax";
  g_autofree char *currency = naru_record_get_member (vacancy, field, "currency");
  g_autofree char *per = naru_record_get_member (vacancy, field, "per");

  if ((from == NULL && to == NULL) || currency == NULL || FIND (periods, per) == NULL)
    return;
  open_object (out, "baseSalary", "MonetaryAmount");
  append_string (out, "currency", currency);
  open_object (out, "value", "QuantitativeValue");
  /* amounts are decimal numbers already, which JSON takes as they are */
  if (from != NULL && (to == NULL || strcmp (from, to) == 0))
    append_raw (out, "value", from);
  else
    {
      if (from != NULL)
        append_raw (out, "minValue", from);
      append_raw (out, "maxValue", to);
    }
  append_string (out, "unitText", FIND (periods, per));
  g_string_append (out, "}}");
}

static void
append_employment_type (GString *out, NaruRecord *vacancy)
{
  const char *time = FIND (times, naru_record_get (vacancy, "employment"));
  const char *contract = FIND (contracts, naru_record_get (vacancy, "contract"));
  g_autofree char *both = NULL;

  if (time != NULL && contract != NULL && strcmp (time, contract) != 0)
    {
      both = g_strdup_printf ("[\"%s\",\"%s\"]", time, contract);
      append_raw (out, "employmentType", both);
    }
  else
    append_string (out, "employmentType", time != NULL ? time : contract);
}

/* Texts of one kind of requirement, one a line. */
static char *
join_requirements (NaruRecord *vacancy, const char *member, const char *need)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *found = naru_record_get_element (vacancy, "requirements", i, "need");
      g_autofree char *text = naru_record_get_element (vacancy, "requirements", i, member);

      if (text != NULL && (need == NULL || g_strcmp0 (found, need) == 0))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
    }
  return g_string_free (out, FALSE);
}

static void
append_requirements (GString *out, NaruRecord *vacancy)
{
  g_autofree char *essential = join_requirements (vacancy, "text", "essential");
  g_autofree char *skills = join_requirements (vacancy, "skill", NULL);
  const char *credential = FIND (credentials, naru_record_get (vacancy, "education"));
  const char *months = naru_record_get (vacancy, "experienceMonths");

  append_string (out, "responsibilities", naru_record_get (vacancy, "tasks"));
  append_string (out, "qualifications", essential);
  append_string (out, "skills", skills);
  if (credential != NULL)
    {
      open_object (out, "educationRequirements", "EducationalOccupationalCredential");
      append_string (out, "credentialCategory", credential);
      g_string_append_c (out, '}');
    }
  if (months != NULL && strcmp (months, "0") != 0)
    {
      open_object (out, "experienceRequirements", "OccupationalExperienceRequirements");
      append_raw (out, "monthsOfExperience", months);
      g_string_append_c (out, '}');
    }
}

static void
append_dates (GString *out, NaruRecord *vacancy, const char *today)
{
  const char *published = naru_record_get (vacancy, "publishedOn");
  const char *closes = naru_record_get (vacancy, "closesOn");
  const char *closed = naru_record_get (vacancy, "closedOn");
  const char *last = closed != NULL ? closed : closes;
  g_autofree char *end = last != NULL ? end_of_day (last) : NULL;

  append_string (out, "datePosted", published != NULL ? published : today);
  append_string (out, "validThrough", end);
  append_string (out, "jobStartDate", naru_record_get (vacancy, "startOn"));
}

/**
 * naru_job_posting_write:
 * @vacancy: a vacancy that lacks nothing, see naru_job_posting_missing()
 * @employer_name: (nullable): name of the employer, where the vacancy itself gives no other
 * @today: date of the posting where it is not published yet
 *
 * Returns: (transfer full): a JSON-LD object. What schema.org has no word for is in its description only; a person at the
 *   employer is never in it
 */
char *
naru_job_posting_write (NaruRecord *vacancy, const char *employer_name, const char *today)
{
  GString *out = g_string_new ("{");
  const char *language = naru_record_get (vacancy, "language");
  const char *occupation = naru_record_get (vacancy, "occupation");
  g_autofree char *description = describe (vacancy);
  g_autofree char *hours = naru_advert_hours (vacancy, language);

  append_string (out, "@context", "https://schema.org/");
  append_string (out, "@type", "JobPosting");
  append_string (out, "title", naru_record_get (vacancy, "title"));
  append_string (out, "description", description);
  open_object (out, "identifier", "PropertyValue");
  append_string (out, "name",
                 naru_record_has (vacancy, "source") ? naru_record_get (vacancy, "source")
                                                     : "Naru");
  append_string (out, "value",
                 naru_record_has (vacancy, "externalId") ? naru_record_get (vacancy, "externalId")
                                                         : naru_record_get_id (vacancy));
  g_string_append_c (out, '}');
  append_dates (out, vacancy, today);
  open_object (out, "hiringOrganization", "Organization");
  append_string (out, "name", find_employer (vacancy, employer_name));
  g_string_append_c (out, '}');
  append_location (out, vacancy);
  append_salary (out, vacancy);
  append_string (out, "incentiveCompensation", naru_record_get (vacancy, "payExtras"));
  append_employment_type (out, vacancy);
  append_string (out, "workHours", hours);
  append_string (out, "jobBenefits", naru_record_get (vacancy, "benefits"));
  if (occupation != NULL)
    {
      g_autofree char *category = g_strdup_printf (
          "%s %s", occupation, naru_advert_label ("isco08", occupation, language));

      append_string (out, "occupationalCategory", category);
    }
  append_requirements (out, vacancy);
  if (naru_record_has (vacancy, "posts"))
    append_raw (out, "totalJobOpenings", naru_record_get (vacancy, "posts"));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
