/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to casework: what the files of commands share. */
#pragma once

#include "naru-casework.h"

G_BEGIN_DECLS

NaruRecord *naru_casework_get (NaruDesk *desk, const char *id, const char *type, GError **error);
gboolean naru_casework_check_term (const char *vocabulary, const char *code, GError **error);
gboolean naru_casework_check_staff (NaruDesk *desk, const char *staff, GError **error);
const char *naru_casework_term_label (const char *vocabulary, const char *code);
char *naru_casework_next_identity (NaruRecord *record, const char *list, const char *identity,
                                   const char *prefix);
gboolean naru_casework_is_blank (const char *text);

/* Assignments of jobseekers and employers: the open element ends, a new one begins. */
void naru_casework_reassign (NaruCommand *command, NaruRecord *record, const char *staff,
                             const char *today, const char *reason, const char *handover);

/* Meetings */
gboolean naru_meeting_get_times (NaruRecord *meeting, gint64 *start, gint64 *end);
gint64 naru_meeting_parse (const char *time);
gboolean naru_meeting_check_free (NaruDesk *desk, NaruRecord *meeting, const char *except,
                                  GError **error);
GPtrArray *naru_meeting_find_booked (NaruDesk *desk, const char *field, const char *id, gint64 from,
                                     gint64 to);
char *naru_meeting_person_title (NaruDesk *desk, NaruRecord *meeting);
char **naru_casework_get_holidays (NaruDesk *desk);

#define NARU_MEETING_MINUTES 30

G_END_DECLS
