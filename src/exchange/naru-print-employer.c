/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper about an employer: the sheet before a visit, and the sheet for a colleague who takes it over. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-employer-work.h"

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
 * The sheet that went with the last handover; while there was none, what one would say today.
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

  if (employer == NULL)
    return NULL;
  sheet = naru_employer_last_handover (employer, &from, &on, &reason);
  if (sheet == NULL)
    sheet = naru_employer_write_handover (reader, id, error);
  if (sheet == NULL)
    return NULL;
  document = naru_print_begin_handover (
      reader, employer, language,
      &(NaruPrintHandover){ from, naru_record_get (employer, "accountManager"), on, reason });
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
      = employer != NULL ? naru_employer_write_handover (reader, id, error) : NULL;
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
