/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An appointment on paper: the receipt, which says whether the server has it, and the letter; and as a text message. What a
 * person is told of an appointment that nobody else can see yet must say so: a booking that never arrived has cost people
 * their benefit. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>

#include "naru-casework.h"
#include "naru-error.h"

typedef struct
{
  NaruDocument *document;
  NaruDesk *reader;
  NaruRecord *meeting;
  NaruRecord *person;
} Print;

static gboolean
print_init (Print *self, NaruDesk *reader, const char *id, const char *language, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  const char *jobseeker;

  self->reader = reader;
  self->meeting = naru_store_get (store, id, error);
  if (self->meeting == NULL)
    return FALSE;
  jobseeker = naru_record_get (self->meeting, "jobseeker");
  self->person = jobseeker != NULL ? naru_store_get (store, jobseeker, NULL) : NULL;
  self->document = naru_document_new (language);
  return TRUE;
}

static void
print_clear (Print *self)
{
  g_clear_object (&self->meeting);
  g_clear_object (&self->person);
  g_clear_pointer (&self->document, naru_document_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Print, print_clear)

static const char *
say (Print *self, const char *text)
{
  return naru_document_say (self->document, text);
}

static char *
title_of (Print *self, const char *field)
{
  const char *id = naru_record_get (self->meeting, field);

  return id != NULL ? naru_store_get_title (naru_desk_get_store (self->reader), id) : NULL;
}

static void
add_appointment (Print *self)
{
  NaruDocument *document = self->document;
  g_autofree char *when
      = naru_document_say_time (document, naru_record_get (self->meeting, "start"));
  g_autofree char *with = title_of (self, "staff");
  g_autofree char *partner = title_of (self, "organisation");

  naru_document_add_pair (document, say (self, N_ ("When")), when);
  naru_document_add_pair (document, say (self, N_ ("With")), with);
  naru_document_add_pair (document, say (self, N_ ("With partner")), partner);
  naru_document_add_pair (
      document, say (self, N_ ("How")),
      naru_document_say_term (document, "channel", naru_record_get (self->meeting, "channel")));
  naru_document_add_pair (document, say (self, N_ ("Where")),
                          naru_record_get (self->meeting, "place"));
  naru_document_add_pair (
      document, say (self, N_ ("What for")),
      naru_document_say_term (document, "meeting-kind", naru_record_get (self->meeting, "kind")));
}

static void
add_sent (Print *self, const NaruDocumentState *state)
{
  NaruDocument *document = self->document;
  g_autofree char *at = naru_document_say_time (document, state->sent_at);
  g_autofree char *text = NULL;

  switch (state->sync)
    {
    case NARU_SYNC_SENT:
      naru_document_add_text (document, say (self, N_ ("This appointment is on the server.")));
      naru_document_add_pair (document, say (self, N_ ("Sent on")), at);
      naru_document_add_pair (document, say (self, N_ ("Number at the server")), state->rev);
      break;
    case NARU_SYNC_REFUSED:
      text = g_strdup_printf (say (self, N_ ("Not sent. The server refused it: %s")),
                              state->reason != NULL ? state->reason : "");
      naru_document_add_text (document, text);
      break;
    case NARU_SYNC_CONFLICT:
      naru_document_add_text (document,
                              say (self, N_ ("Two desks wrote different times. Your counsellor "
                                             "will tell you which one holds.")));
      break;
    case NARU_SYNC_ONLY_HERE:
    default:
      naru_document_add_text (document,
                              say (self, N_ ("Not sent. So far this appointment is only on the "
                                             "computer of your counsellor.")));
      break;
    }
}

/**
 * naru_print_receipt:
 * @reader: a desk
 * @id: id of a meeting
 * @language: of the reader
 * @error: return location for an error
 *
 * Makes the receipt of an appointment: what was booked, by whom and when, and whether the server has it, with its revision
 * and time, or "not sent".
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_receipt (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_auto (Print) self = { NULL };
  g_autoptr (NaruDocumentState) state = NULL;
  g_autofree char *booked = NULL, *now = NULL, *printed = NULL;

  if (!print_init (&self, reader, id, language, error))
    return NULL;
  state = naru_store_get_state (naru_desk_get_store (reader), id, error);
  if (state == NULL)
    return NULL;
  booked = naru_document_say_time (self.document, naru_record_get (self.meeting, "createdAt"));
  now = naru_desk_now (reader);
  printed = naru_document_say_time (self.document, now);
  naru_document_add_title (self.document, say (&self, N_ ("Receipt for an appointment")));
  naru_document_add_pair (self.document, say (&self, N_ ("Name")),
                          self.person != NULL ? naru_record_get_title (self.person) : NULL);
  add_appointment (&self);
  naru_document_add_pair (self.document, say (&self, N_ ("State")),
                          naru_document_say_term (self.document, "meeting-state",
                                                  naru_record_get (self.meeting, "state")));
  naru_document_add_pair (self.document, say (&self, N_ ("Booked on")), booked);
  naru_document_add_heading (self.document, say (&self, N_ ("Did it reach the server?")));
  add_sent (&self, state);
  naru_document_add_pair (self.document, say (&self, N_ ("Printed on")), printed);
  naru_print_set_centre_foot (self.document, reader);
  return naru_document_ref (self.document);
}

static void
add_address (Print *self)
{
  static const char *const members[] = { "lines", "place", "postcode" };
  g_autoptr (GString) lines = g_string_new (naru_record_get_title (self->person));
  /* a protected address is never on paper that lies about */
  gboolean shown = !naru_record_get_boolean (self->person, "protectedAddress")
                   && naru_record_has (self->person, "address");

  for (guint i = 0; shown && i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *line = naru_record_get_member (self->person, "address", members[i]);

      if (line != NULL)
        g_string_append_printf (lines, "\n%s", line);
    }
  naru_document_add_text (self->document, lines->str);
}

/**
 * naru_print_appointment_letter:
 * @reader: a desk
 * @id: id of a meeting with a jobseeker
 * @language: of the reader
 * @error: return location for an error
 *
 * Makes the letter that invites to an appointment. It says how to change it, and threatens nothing.
 *
 * Returns: (transfer full) (nullable): the document; %NARU_ERROR_REFUSED for a meeting without a jobseeker
 */
NaruDocument *
naru_print_appointment_letter (NaruDesk *reader, const char *id, const char *language,
                               GError **error)
{
  g_auto (Print) self = { NULL };
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *day = NULL;
  g_autofree char *staff = NULL;

  if (!print_init (&self, reader, id, language, error))
    return NULL;
  if (self.person == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This meeting has no jobseeker to write to."));
      return NULL;
    }
  day = naru_document_say_date (self.document, today);
  staff = title_of (&self, "staff");
  add_address (&self);
  naru_document_add_note (self.document, day);
  naru_document_add_title (self.document, say (&self, N_ ("Your appointment")));
  naru_document_add_text (self.document, say (&self, N_ ("We look forward to talking with you.")));
  add_appointment (&self);
  naru_document_add_text (
      self.document, say (&self, N_ ("If the time does not suit you, please call us: we will find "
                                     "another one. You need not give a reason.")));
  naru_print_add_counsellor (self.document, reader, self.person);
  naru_document_add_signature (self.document,
                               naru_document_say_term (self.document, "responsible", "counsellor"),
                               staff, NULL, NULL);
  naru_print_set_centre_foot (self.document, reader);
  return naru_document_ref (self.document);
}

/**
 * naru_print_appointment_text:
 * @reader: a desk
 * @id: id of a meeting
 * @language: of the reader
 * @error: return location for an error
 *
 * The appointment as a text message. It names nobody and nothing about the case: others may see the telephone.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
naru_print_appointment_text (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_auto (Print) self = { NULL };
  g_autoptr (NaruRecord) staff = NULL;
  g_autofree char *when = NULL, *change = NULL;
  const char *staff_id, *phone, *place;
  GString *text;

  if (!print_init (&self, reader, id, language, error))
    return NULL;
  staff_id = naru_record_get (self.meeting, "staff");
  staff = staff_id != NULL ? naru_store_get (naru_desk_get_store (reader), staff_id, NULL) : NULL;
  phone = staff != NULL ? naru_record_get (staff, "phone") : NULL;
  place = naru_record_get (self.meeting, "place");
  when = naru_document_say_time (self.document, naru_record_get (self.meeting, "start"));
  text = g_string_new (NULL);
  g_string_printf (text, say (&self, N_ ("Your appointment: %s")), when);
  g_string_append_printf (
      text, ", %s",
      naru_document_say_term (self.document, "channel", naru_record_get (self.meeting, "channel")));
  if (place != NULL)
    g_string_append_printf (text, ", %s", place);
  if (phone != NULL)
    change = g_strdup_printf (say (&self, N_ ("To change it, please call %s.")), phone);
  g_string_append_printf (text, ". %s", change != NULL ? change : "");
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}
