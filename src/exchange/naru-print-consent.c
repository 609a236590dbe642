/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consents on paper: what was agreed to, with whom, until when, and that it can be taken back. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>

static void
add_parts (NaruDocument *document, NaruRecord *consent)
{
  g_auto (GStrv) parts = naru_record_get_set (consent, "parts");

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    naru_document_add_item (document, naru_document_say_term (document, "shared-part", parts[i]));
}

static void
add_consent (NaruDocument *document, NaruDesk *reader, NaruRecord *consent)
{
  const char *organisation = naru_record_get (consent, "organisation");
  g_autofree char *name = organisation != NULL
                              ? naru_store_get_title (naru_desk_get_store (reader), organisation)
                              : NULL;
  g_autofree char *given = naru_document_say_date (document, naru_record_get (consent, "givenOn"));
  g_autofree char *until = naru_document_say_date (document, naru_record_get (consent, "validTo"));
  g_autofree char *withdrawn
      = naru_document_say_date (document, naru_record_get (consent, "withdrawnOn"));

  naru_document_add_heading (
      document,
      naru_document_say_term (document, "consent-purpose", naru_record_get (consent, "purpose")));
  naru_document_add_pair (
      document, naru_document_say (document, N_ ("State")),
      naru_document_say_term (document, "consent-state", naru_record_get (consent, "state")));
  naru_document_add_pair (
      document, naru_document_say (document, N_ ("Shared with")),
      name != NULL ? name : naru_document_say (document, N_ ("the partners who help")));
  naru_document_add_pair (document, naru_document_say (document, N_ ("Given on")), given);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Valid to")), until);
  naru_document_add_pair (document, naru_document_say (document, N_ ("Withdrawn on")), withdrawn);
  add_parts (document, consent);
}

/**
 * naru_print_consents:
 * @reader: a desk
 * @id: id of a jobseeker
 * @language: of the reader
 * @error: return location for an error
 *
 * Makes a sheet with the consents of a person, to sign and to take home.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_consents (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruDocument) document = naru_document_new (language);
  g_autoptr (NaruRecord) person = naru_store_get (store, id, error);
  g_autoptr (NaruQuery) query = naru_query_new ("consent");
  g_autoptr (GPtrArray) consents = NULL;

  if (person == NULL)
    return NULL;
  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, id);
  naru_query_set_order (query, "givenOn", TRUE);
  consents = naru_store_find (store, query, error);
  if (consents == NULL)
    return NULL;
  naru_document_add_title (document, naru_document_say (document, N_ ("What you agreed to share")));
  naru_document_add_pair (document, naru_document_say (document, N_ ("Name")),
                          naru_record_get_title (person));
  naru_print_add_counsellor (document, reader, person);
  naru_document_add_text (
      document, naru_document_say (
                    document, N_ ("Taking part is voluntary. You can take a consent back at "
                                  "any time and need not say why. Then the sharing stops; your "
                                  "benefits, your plan and your counsellor stay the same.")));
  for (guint i = 0; i < consents->len; i++)
    add_consent (document, reader, g_ptr_array_index (consents, i));
  if (consents->len == 0)
    naru_document_add_text (document,
                            naru_document_say (document, N_ ("Nothing is shared with partners.")));
  naru_document_add_signature (document,
                               naru_document_say_term (document, "responsible", "jobseeker"),
                               naru_record_get_title (person), NULL, NULL);
  naru_print_set_centre_foot (document, reader);
  return g_steal_pointer (&document);
}
