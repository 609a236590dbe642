/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What outlives the person at the desk: people at an employer, what the next account manager must know, and who has how
 * much to do. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* People at an employer, also those whose first employer is another one; by name. */
GPtrArray *naru_employer_find_contacts (NaruStore *store, const char *employer, gboolean with_left,
                                        GError **error);
NaruCommand *naru_contact_erase (NaruDesk *desk, const char *contact, GError **error);

/* The handover sheet: paragraphs; a line that begins with NARU_SHEET_HEADING is a heading, one with NARU_SHEET_YEAR a year
 * and what it came to after " · ", one with "- " an item. */
#define NARU_SHEET_HEADING "■ "
#define NARU_SHEET_YEAR "□ "
char *naru_employer_write_handover (NaruDesk *reader, const char *employer, const char *language,
                                    GError **error);
char *naru_employer_write_brief (NaruDesk *reader, const char *employer, const char *language,
                                 GError **error);
char *naru_employer_last_handover (NaruRecord *employer, char **from, char **on, char **reason);

/**
 * NaruWorkload: what one account manager looks after
 * @employers: assigned to them, without those that are dormant
 * @open: next actions that are open; @late: of these, past their date
 */
typedef struct
{
  char *staff;
  char *name;
  gint64 employers;
  gint64 open;
  gint64 late;
} NaruWorkload;

void naru_workload_free (NaruWorkload *workload);
GPtrArray *naru_employer_workloads (NaruDesk *reader, GError **error);

/* Private to casework: refuses another account manager without the element that tells why, and what was handed over. */
gboolean naru_employer_check_assignment (NaruRecord *before, NaruRecord *after, GError **error);

G_END_DECLS
