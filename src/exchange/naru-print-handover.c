/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover sheet: what the next counsellor needs on the first day. The situation is not on it: paper is read by more
 * people than the screen is. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework.h"

#define LAST_MEETINGS 5

typedef struct
{
  NaruDocument *document;
  NaruDesk *reader;
  NaruRecord *person;
} Sheet;

static const char *
say (Sheet *self, const char *text)
{
  return naru_document_say (self->document, text);
}

static GPtrArray *
find (Sheet *self, const char *type, const char *order, gboolean descending)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, naru_record_get_id (self->person));
  naru_query_set_order (query, order, descending);
  return naru_store_find (naru_desk_get_store (self->reader), query, NULL);
}

static void
add_facts (Sheet *self)
{
  NaruDocument *document = self->document;
  NaruRecord *person = self->person;
  g_autofree char *since
      = naru_document_say_date (document, naru_record_get (person, "activeSince"));
  g_autofree char *review
      = naru_document_say_date (document, naru_record_get (person, "planReviewOn"));

  naru_document_add_pair (
      document, say (self, N_ ("State")),
      naru_document_say_term (document, "case-state", naru_record_get (person, "state")));
  naru_document_add_pair (document, say (self, N_ ("Active since")), since);
  naru_document_add_pair (document, say (self, N_ ("Mobile phone")),
                          naru_record_get (person, "mobile"));
  naru_document_add_pair (
      document, say (self, N_ ("Preferred channel")),
      naru_document_say_term (document, "channel", naru_record_get (person, "preferredChannel")));
  naru_document_add_pair (document, say (self, N_ ("Safe way to contact")),
                          naru_record_get (person, "safeContact"));
  naru_document_add_pair (
      document, say (self, N_ ("Language to speak")),
      naru_document_say_term (document, "languages", naru_record_get (person, "language")));
  naru_document_add_pair (
      document, say (self, N_ ("Route")),
      naru_document_say_term (document, "intake-route", naru_record_get (person, "route")));
  naru_document_add_pair (document, say (self, N_ ("Why this route")),
                          naru_record_get (person, "routeReason"));
  naru_document_add_pair (document, say (self, N_ ("Plan review")), review);
}

/* The sheet with the latest change of counsellor, and what the one before had to say. */
static NaruDocument *
begin (NaruDesk *reader, NaruRecord *person, const char *language)
{
  guint length = naru_record_get_length (person, "assignments");
  NaruDocument *document;
  g_autofree char *from = NULL, *to = NULL, *on = NULL, *reason = NULL, *note = NULL;

  if (length > 1)
    from = naru_record_get_element (person, "assignments", length - 2, "staff");
  if (length > 0)
    {
      to = naru_record_get_element (person, "assignments", length - 1, "staff");
      on = naru_record_get_element (person, "assignments", length - 1, "from");
      reason = naru_record_get_element (person, "assignments", length - 1, "reason");
      note = naru_record_get_element (person, "assignments", length - 1, "handover");
    }
  document = naru_print_begin_handover (reader, person, language,
                                        &(NaruPrintHandover){ from, to, on, reason });
  naru_document_add_pair (document, naru_document_say (document, N_ ("Handover note")), note);
  return document;
}

static void
add_steps (Sheet *self)
{
  static const double shares[] = { 4.6, 2.2, 2.5 };
  const char *const headings[]
      = { say (self, N_ ("Step")), say (self, N_ ("Who acts")), say (self, N_ ("By when")), NULL };
  g_autofree char *plan = naru_case_current_plan (self->reader, naru_record_get_id (self->person));
  g_autoptr (GPtrArray) steps
      = plan != NULL ? naru_case_get_steps (self->reader, plan, NULL) : NULL;
  gboolean some = FALSE;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      NaruRecord *step = g_ptr_array_index (steps, i);
      const char *state = naru_record_get (step, "state");
      const char *who = naru_document_say_term (self->document, "responsible",
                                                naru_record_get (step, "responsible"));
      g_autofree char *due
          = naru_document_say_date (self->document, naru_record_get (step, "dueOn"));
      const char *const cells[]
          = { naru_record_get_title (step), who != NULL ? who : "", due != NULL ? due : "", NULL };

      if (g_strcmp0 (state, "done") == 0 || g_strcmp0 (state, "dropped") == 0)
        continue;
      if (!some)
        {
          naru_document_add_heading (self->document, say (self, N_ ("Open steps")));
          naru_document_begin_table (self->document, headings, shares);
        }
      some = TRUE;
      naru_document_add_row (self->document, cells);
    }
}

static void
add_meetings (Sheet *self)
{
  static const double shares[] = { 3.1, 2, 4.9 };
  const char *const headings[]
      = { say (self, N_ ("When")), say (self, N_ ("Kind")), say (self, N_ ("Notes")), NULL };
  g_autoptr (GPtrArray) meetings = find (self, "meeting", "start", TRUE);

  if (meetings == NULL || meetings->len == 0)
    return;
  naru_document_add_heading (self->document, say (self, N_ ("Meetings")));
  naru_document_begin_table (self->document, headings, shares);
  for (guint i = 0; i < MIN (meetings->len, LAST_MEETINGS); i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      const char *state = naru_record_get (meeting, "state");
      const char *notes = naru_record_get (meeting, "notes");
      g_autofree char *when
          = naru_document_say_time (self->document, naru_record_get (meeting, "start"));
      const char *kind = naru_document_say_term (self->document, "meeting-kind",
                                                 naru_record_get (meeting, "kind"));
      const char *const cells[]
          = { when != NULL ? when : "", kind != NULL ? kind : "",
              notes != NULL ? notes
                            : naru_document_say_term (self->document, "meeting-state", state),
              NULL };

      naru_document_add_row (self->document, cells);
    }
}

static void
add_referrals (Sheet *self)
{
  g_autoptr (GPtrArray) referrals = find (self, "referral", "sentOn", TRUE);
  gboolean some = FALSE;

  for (guint i = 0; referrals != NULL && i < referrals->len; i++)
    {
      NaruRecord *referral = g_ptr_array_index (referrals, i);
      const char *organisation = naru_record_get (referral, "organisation");
      g_autofree char *name
          = organisation != NULL
                ? naru_store_get_title (naru_desk_get_store (self->reader), organisation)
                : NULL;
      g_autofree char *text
          = g_strdup_printf ("%s · %s · %s",
                             naru_document_say_term (self->document, "referral-kind",
                                                     naru_record_get (referral, "kind")),
                             name != NULL ? name : "",
                             naru_document_say_term (self->document, "referral-state",
                                                     naru_record_get (referral, "state")));

      if (!some)
        naru_document_add_heading (self->document, say (self, N_ ("Referrals")));
      some = TRUE;
      naru_document_add_item (self->document, text);
    }
}

/**
 * naru_print_case_handover:
 * @reader: a desk
 * @id: id of a jobseeker
 * @language: of the reader
 * @error: return location for an error
 *
 * Makes the sheet with which a case goes to another counsellor: contact, route, open steps, last meetings, referrals.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_case_handover (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (reader), id, error);
  g_autoptr (NaruDocument) document = NULL;
  Sheet self = { NULL, reader, person };

  if (person == NULL)
    return NULL;
  document = begin (reader, person, language);
  self.document = document;
  add_facts (&self);
  add_steps (&self);
  add_meetings (&self);
  add_referrals (&self);
  return g_steal_pointer (&document);
}
