/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records out into a file: CSV and JSON lines for every type, vCards of contacts, a calendar of meetings, vacancies as
 * advertisements. */
#pragma once

#include "naru-query.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_EXPORT_CSV,
  NARU_EXPORT_JSON_LINES,
  NARU_EXPORT_VCARD,
  NARU_EXPORT_CALENDAR,
  NARU_EXPORT_JOB_POSTING, /* vacancies as advertisements */
  NARU_EXPORT_TEXT,
  NARU_EXPORT_HTML,
  NARU_EXPORT_PDF,
} NaruExportFormat;

typedef enum
{
  NARU_EXPORT_PLAIN = 0,
  NARU_EXPORT_SENSITIVE = 1 << 0, /* with the fields that are sensitive, and names in a calendar */
  NARU_EXPORT_BYTE_ORDER_MARK = 1 << 1, /* some spreadsheets read Korean only with it */
  NARU_EXPORT_VCARD_4 = 1 << 2, /* vCards of version 4.0 instead of 3.0 */
} NaruExportFlags;

gboolean naru_export_guess_format (const char *name, const NaruRecordType *type,
                                   NaruExportFormat *format, GError **error);
gboolean naru_export_write (NaruStore *store, const NaruQuery *query, NaruExportFormat format,
                            NaruExportFlags flags, GOutputStream *stream, GCancellable *cancellable,
                            guint *n_records, GPtrArray *left_out, GError **error);
gboolean naru_export_to_file (NaruStore *store, const NaruQuery *query, NaruExportFormat format,
                              NaruExportFlags flags, GFile *file, GCancellable *cancellable,
                              guint *n_records, GPtrArray *left_out, GError **error);

/* Advertisements, from the records at hand. */
gboolean naru_export_is_advert (NaruExportFormat format);
GBytes *naru_export_adverts (GPtrArray *vacancies, const char *const *employers,
                             NaruExportFormat format, const char *today, GPtrArray *left_out,
                             GError **error);

/* A list as the person sees it, as CSV. */
gboolean naru_export_shown (NaruStore *store, const NaruQuery *query, GArray *only,
                            const char *const *names, const char *const *headings, GFile *file,
                            GCancellable *cancellable, guint *n_rows, GError **error);

/* One record, as part of such a file. */
void naru_export_append_vcard (GString *out, NaruRecord *contact, const char *organisation,
                               guint version);
void naru_export_append_event (GString *out, NaruRecord *meeting, const char *person,
                               const char *now);

G_END_DECLS
