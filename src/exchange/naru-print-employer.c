/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper about an employer: the sheet before a visit, and the sheet for a colleague who takes it over. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-clock.h"
#include "naru-employer-work.h"

/* How long the sheet of a handover is what the colleague wants to read. */
#define SHEET_DAYS 60

/* "2026 · Call 5, Visit 2" */
static void
add_year (NaruDocument *document, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " · ", 2);

  if (parts[0] != NULL && parts[1] != NULL)
    naru_document_add_pair (document, parts[0], parts[1]);
  else
    naru_document_add_text (document, line);
}

/* Lines of a sheet as blocks. */
static void
add_sheet (NaruDocument *document, const char *sheet)
{
  g_auto (GStrv) lines = g_strsplit (sheet, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, NARU_SHEET_HEADING))
        naru_document_add_heading (document, line + strlen (NARU_SHEET_HEADING));
      else if (g_str_has_prefix (line, NARU_SHEET_YEAR))
        add_year (document, line + strlen (NARU_SHEET_YEAR));
      else if (g_str_has_prefix (line, "- "))
        naru_document_add_item (document, line + strlen ("- "));
      else
        naru_document_add_text (document, line);
    }
}

/**
 * naru_print_handover:
 * @reader: a desk
 * @id: id of an employer
 * @language: of the reader
 * @error: return location for an error
 *
 * The sheet that went with the last handover while it is new; later, or where there was none, what one would say today.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_handover (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_autoptr (NaruRecord) employer = naru_store_get (naru_desk_get_store (reader), id, error);
  g_autoptr (NaruDocument) document = NULL;
  g_autofree char *from = NULL;
  g_autofree char *on = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *today = NULL;

  if (employer == NULL)
    return NULL;
  sheet = naru_employer_last_handover (employer, &from, &on, &reason);
  today = naru_desk_today (reader);
  if (sheet != NULL && naru_date_days_between (on, today) > SHEET_DAYS)
    {
      g_clear_pointer (&sheet, g_free);
      g_clear_pointer (&from, g_free);
      g_clear_pointer (&on, g_free);
      g_clear_pointer (&reason, g_free);
    }
  if (sheet == NULL)
    sheet = naru_employer_write_handover (reader, id, language, error);
  if (sheet == NULL)
    return NULL;
  document = naru_print_begin_handover (
      reader, employer, language,
      &(NaruPrintHandover){ from, on != NULL ? naru_record_get (employer, "accountManager") : NULL,
                            on, reason });
  add_sheet (document, sheet);
  return g_steal_pointer (&document);
}

/**
 * naru_print_company:
 * @reader: a desk
 * @id: id of an employer
 * @language: of the reader
 * @error: return location for an error
 *
 * What one reads on the way to a visit: address and people first, then what is open, and room for notes.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_company (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  static const char *const fields[] = { "registerNumber", "website", "sector", "parent" };
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruDocument) document = naru_document_new (language);
  g_autoptr (NaruRecord) employer = naru_store_get (store, id, error);
  g_autofree char *sheet
      = employer != NULL ? naru_employer_write_brief (reader, id, language, error) : NULL;
  g_autofree char *lines = NULL;
  g_autofree char *place = NULL;
  g_autofree char *address = NULL;

  if (sheet == NULL)
    return NULL;
  lines = naru_record_get_member (employer, "address", "lines");
  place = naru_record_get_member (employer, "address", "place");
  address = g_strjoin (", ", lines != NULL ? lines : place, lines != NULL ? place : NULL, NULL);
  naru_document_add_title (document, naru_record_get_title (employer));
  naru_document_add_pair (document, naru_document_say (document, N_ ("Address")), address);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Phone")),
                          naru_record_get (employer, "phone"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (employer), fields[i]);
      g_autofree char *value
          = g_str_equal (fields[i], "parent") && naru_record_has (employer, "parent")
                ? naru_store_get_title (store, naru_record_get (employer, "parent"))
                : naru_record_format (employer, fields[i]);

      naru_document_add_pair (document, naru_document_say (document, field->label), value);
    }
  add_sheet (document, sheet);
  naru_document_add_heading (document, naru_document_say (document, N_ ("Notes of the visit")));
  naru_document_add_signature (document, naru_document_say (document, N_ ("Visited by")), NULL,
                               NULL, NULL);
  naru_print_set_centre_foot (document, reader);
  return g_steal_pointer (&document);
}

/* Whom one asks for, and under which number. */
static char *
say_people (NaruStore *store, NaruRecord *employer)
{
  g_autoptr (GPtrArray) contacts
      = naru_employer_find_contacts (store, naru_record_get_id (employer), FALSE, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const char *phone = naru_record_get (contacts->pdata[i], "phone");
      const char *function = naru_record_get (contacts->pdata[i], "function");

      if (phone == NULL)
        phone = naru_record_get (contacts->pdata[i], "mobile");
      g_string_append_printf (out, "%s%s%s%s%s%s", out->len > 0 ? "\n" : "",
                              naru_record_get_title (contacts->pdata[i]),
                              function != NULL ? ", " : "", function != NULL ? function : "",
                              phone != NULL ? ", " : "", phone != NULL ? phone : "");
    }
  if (out->len == 0 && naru_record_has (employer, "phone"))
    g_string_append (out, naru_record_get (employer, "phone"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_call (NaruDocument *document, NaruDesk *reader, NaruRecord *employer)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruQuery) query = naru_query_new ("interaction");
  g_autoptr (GPtrArray) talks = NULL;
  g_autofree char *people = say_people (store, employer);
  g_autofree char *due = naru_record_format (employer, "outreachDue");
  g_autofree char *intention = naru_record_format (employer, "hiringIntention");
  g_autofree char *heading = g_strdup_printf ("☐ %s", naru_record_get_title (employer));

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, naru_record_get_id (employer));
  naru_query_set_order (query, "at", TRUE);
  naru_query_set_limit (query, 1);
  talks = naru_store_find (store, query, NULL);
  naru_document_add_heading (document, heading);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Call by")), due);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Contacts")), people);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Hiring intention")),
                          intention);
  naru_document_add_pair (document, naru_document_say (document, N_ ("What they plan")),
                          naru_record_get (employer, "hiringNote"));
  if (talks != NULL && talks->len > 0)
    {
      g_autofree char *at = naru_record_format (talks->pdata[0], "at");
      const char *summary = naru_record_get (talks->pdata[0], "summary");
      g_autofree char *last = g_strdup_printf ("%s. %s", at, summary != NULL ? summary : "");

      naru_document_add_pair (document, naru_document_say (document, N_ ("Last contact")), last);
    }
}

/**
 * naru_print_calls:
 * @reader: a desk
 * @id: id of a staff member, or "" for everybody's employers
 * @language: of the reader
 * @error: return location for an error
 *
 * The calls of the day: whom to ask for, what they plan, what was said last.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_calls (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_autoptr (NaruDocument) document = naru_document_new (language);
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *tomorrow = naru_date_add_days (today, 1);
  g_autofree char *day = naru_document_say_date (document, today);

  naru_query_add_filter (query, "mergedInto", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "outreachDue", NARU_FILTER_BELOW, tomorrow);
  if (*id != '\0')
    naru_query_add_filter (query, "accountManager", NARU_FILTER_IS, id);
  naru_query_set_order (query, "outreachDue", FALSE);
  found = naru_store_find (naru_desk_get_store (reader), query, error);
  if (found == NULL)
    return NULL;
  naru_document_add_title (document, naru_document_say (document, N_ ("Calls of the day")));
  naru_document_add_text (document, day);
  for (guint i = 0; i < found->len; i++)
    add_call (document, reader, found->pdata[i]);
  if (found->len == 0)
    naru_document_add_text (document,
                            naru_document_say (document, N_ ("Nobody is to be called by today.")));
  naru_print_set_centre_foot (document, reader);
  return g_steal_pointer (&document);
}
