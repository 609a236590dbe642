/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two assessments of one person: where they differ, and the joint version; consents taken back; who read what is sensitive. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruAssessmentDifference: a barrier that two professionals see differently
 * @first, @second: severity, or %NULL where it is not named
 * @first_seen, @second_seen: (nullable): what was seen
 */
typedef struct
{
  char *barrier;
  char *first;
  char *second;
  char *first_seen;
  char *second_seen;
} NaruAssessmentDifference;

gboolean naru_assessments_find (NaruDesk *desk, const char *jobseeker, NaruRecord **counsellor,
                                NaruRecord **social_worker, NaruRecord **joint);
GPtrArray *naru_assessments_compare (NaruRecord *first, NaruRecord *second);
NaruRecord *naru_assessments_join (NaruDesk *desk, NaruRecord *first, NaruRecord *second);

/* Signing, and what may follow: a signed assessment changes no more. */
NaruCommand *naru_assessment_sign (NaruDesk *desk, const char *assessment, GError **error);
NaruCommand *naru_assessment_reopen (NaruDesk *desk, const char *assessment, const char *reason,
                                     GError **error);
NaruRecord *naru_assessment_revise (NaruDesk *desk, NaruRecord *assessment);
char *naru_assessment_say_reopened (NaruDesk *desk, NaruRecord *assessment);

NaruCommand *naru_consent_withdraw (NaruDesk *desk, const char *consent, GError **error);

void naru_desk_note_reading (NaruDesk *desk, const char *jobseeker, const char *part);
gboolean naru_desk_note_file (NaruDesk *desk, GPtrArray *records, GError **error);

G_END_DECLS
