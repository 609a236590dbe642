/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to casework: what the files of commands share. */
#pragma once

#include "naru-casework.h"

G_BEGIN_DECLS

#define NARU_OPEN_STEPS "planned\x1funderway" /* of tasks, too; for NARU_FILTER_IS */

NaruRecord *naru_casework_get (NaruDesk *desk, const char *id, const char *type, GError **error);
gboolean naru_casework_check_term (const char *vocabulary, const char *code, GError **error);
gboolean naru_casework_check_staff (NaruDesk *desk, const char *staff, GError **error);
const char *naru_casework_term_label (const char *vocabulary, const char *code);
char *naru_casework_next_identity (NaruRecord *record, const char *list, const char *identity,
                                   const char *prefix);
gboolean naru_casework_is_blank (const char *text);
char *naru_casework_get_setting (NaruStore *store, const char *key);

/* Assignments of jobseekers and employers: the open element ends, a new one begins. */
void naru_casework_reassign (NaruCommand *command, NaruRecord *record, const char *staff,
                             const char *today, const char *reason, const char *handover);

NaruRecord *naru_casework_join_people (NaruDesk *desk, NaruRecord *keep, NaruRecord *other,
                                       GError **error);
void naru_casework_cancel_coming (NaruDesk *desk, NaruCommand *command, const char *jobseeker);

/* Meetings */
gboolean naru_meeting_get_times (NaruRecord *meeting, gint64 *start, gint64 *end);
gint64 naru_meeting_parse (const char *time);
gboolean naru_meeting_check_free (NaruDesk *desk, NaruRecord *meeting, const char *except,
                                  GError **error);
GPtrArray *naru_meeting_find_booked (NaruDesk *desk, const char *field, const char *id, gint64 from,
                                     gint64 to);
NaruRecord *naru_meeting_copy_for_rebooking (NaruRecord *meeting, const char *start,
                                             const char *end, GError **error);
gboolean naru_meeting_is_same_session (NaruRecord *a, NaruRecord *b);
char *naru_meeting_person_title (NaruDesk *desk, NaruRecord *meeting);
GHashTable *naru_casework_read_holidays (NaruStore *store);
gboolean naru_casework_get_hours (NaruRecord *staff, int weekday, int *from, int *to);
gboolean naru_casework_is_away (GPtrArray *absences, const char *date);
gboolean naru_casework_append_rebookings (NaruDesk *desk, NaruCommand *command,
                                          GPtrArray *rebookings, GError **error);
gboolean naru_casework_append_booking (NaruDesk *desk, NaruCommand *command, NaruRecord *meeting,
                                       GError **error);

/**
 * NaruTaken: a time that is not free, in seconds since 1970
 */
typedef struct
{
  gint64 start;
  gint64 end;
} NaruTaken;

char *naru_casework_find_free_time (NaruDesk *desk, const char *staff, const char *jobseeker,
                                    const char *from_date, int minutes, GArray *taken);
char *naru_casework_format_time (gint64 seconds, const char *like);

/* Plans */
NaruRecord *naru_casework_take_plan (NaruDesk *desk, NaruCommand *command, const char *jobseeker,
                                     GError **error);
char *naru_casework_judge_step (NaruRecord *plan, NaruRecord *step, const char **field);
gboolean naru_casework_fill_step (NaruDesk *desk, NaruRecord *step, NaruRecord *plan,
                                  const char *goal, guint nth, GError **error);

#define NARU_MEETING_MINUTES 30

G_END_DECLS
