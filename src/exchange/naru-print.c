/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the documents of a case share: the language of their reader, whom to ask, the name of the centre. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>

#include "naru-casework.h"

/**
 * naru_print_language_of:
 * @jobseeker: a person
 *
 * Returns: (transfer none) (nullable): the language to print in: "ko", "en" or "fr"; %NULL where the person speaks none
 *   of them or it is not known
 */
const char *
naru_print_language_of (NaruRecord *jobseeker)
{
  static const char *const languages[] = { "ko", "en", "fr", NULL };
  const char *language = naru_record_get (jobseeker, "language");

  return language != NULL && g_strv_contains (languages, language) ? language : NULL;
}

/**
 * naru_print_add_counsellor:
 *
 * Adds whom to ask, with phone and e-mail; nothing while nobody looks after the person.
 */
void
naru_print_add_counsellor (NaruDocument *document, NaruDesk *reader, NaruRecord *jobseeker)
{
  const char *id = naru_record_get (jobseeker, "counsellor");
  g_autoptr (NaruRecord) staff
      = id != NULL ? naru_store_get (naru_desk_get_store (reader), id, NULL) : NULL;
  g_autofree char *text = NULL;
  const char *phone;

  if (staff == NULL)
    return;
  phone = naru_record_get (staff, "phone");
  text = phone != NULL ? g_strdup_printf ("%s · %s", naru_record_get_title (staff), phone)
                       : g_strdup (naru_record_get_title (staff));
  naru_document_add_pair (document, naru_document_say (document, N_ ("Your counsellor")), text);
}

/**
 * naru_print_set_centre_foot:
 *
 * Puts the name of the centre and the day of printing at the foot of every page.
 */
void
naru_print_set_centre_foot (NaruDocument *document, NaruDesk *reader)
{
  g_autofree char *centre = naru_centre_get_setting (reader, "centre");
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *day = naru_document_say_date (document, today);
  g_autofree char *foot = centre != NULL ? g_strdup_printf ("%s · %s", centre, day) : NULL;

  naru_document_set_foot (document, foot != NULL ? foot : day);
}

static void
add_staff (NaruDocument *document, NaruStore *store, const char *key, const char *staff)
{
  g_autofree char *name = staff != NULL ? naru_store_get_title (store, staff) : NULL;

  naru_document_add_pair (document, key, name);
}

/**
 * naru_print_begin_handover:
 * @record: whom or what somebody else looks after now
 * @language: of the reader
 *
 * Returns: (transfer full): a handover sheet with its title and foot, and who gave it to whom, when and why
 */
NaruDocument *
naru_print_begin_handover (NaruDesk *reader, NaruRecord *record, const char *language,
                           const NaruPrintHandover *handover)
{
  NaruStore *store = naru_desk_get_store (reader);
  NaruDocument *document = naru_document_new (language);
  g_autofree char *title = g_strdup_printf (naru_document_say (document, N_ ("Handover: %s")),
                                            naru_record_get_title (record));
  g_autofree char *day = naru_document_say_date (document, handover->on);

  naru_document_add_title (document, title);
  add_staff (document, store, naru_document_say (document, N_ ("Handed over by")), handover->from);
  add_staff (document, store, naru_document_say (document, N_ ("Taken over by")), handover->to);
  naru_document_add_pair (document, naru_document_say (document, N_ ("On")), day);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Reason")), handover->reason);
  naru_print_set_centre_foot (document, reader);
  return document;
}
