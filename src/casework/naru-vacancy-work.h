/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens with a vacancy beside its text: how long it is open, and what follows from its requirements. */
#pragma once

#include "naru-command.h"
#include "naru-desk.h"

G_BEGIN_DECLS

/* How long it has been open, and whether that is long; NULL while it is not. */
char *naru_vacancy_say_open (NaruRecord *vacancy, const char *today);
gboolean naru_vacancy_is_bottleneck (NaruRecord *vacancy, const char *today);
gboolean naru_vacancy_is_past_closing (NaruRecord *vacancy, const char *today);
/* The day before which a vacancy that is still published has been so for long */
char *naru_vacancy_bottleneck_day (const char *today);

/* What is derived from other fields whenever a record is written: essential skills of a vacancy, languages of an
 * availability with every level that is reached */
gboolean naru_vacancy_derive (NaruRecord *vacancy, GError **error);
gboolean naru_availability_derive (NaruRecord *availability, GError **error);
/* "en B1": how languagesAt says it */
char *naru_language_at (const char *language, const char *level);

/* Channels: advertised there from today on, or until today */
NaruCommand *naru_vacancy_advertise (NaruDesk *desk, const char *vacancy, const char *channel,
                                     GError **error);
NaruCommand *naru_vacancy_end_channel (NaruDesk *desk, const char *vacancy, const char *channel,
                                       GError **error);

/* The texts in other words: of a language, or in plain language (NULL) */
const char *const *naru_vacancy_wording_members (void);
char *naru_vacancy_dup_text (NaruRecord *vacancy, const char *member);
char *naru_vacancy_dup_wording (NaruRecord *vacancy, const char *language, const char *member);
NaruRecord *naru_vacancy_in_other_words (NaruRecord *vacancy, const char *language);
NaruCommand *naru_vacancy_set_wording (NaruDesk *desk, const char *vacancy, const char *language,
                                       const char *member, const char *text, GError **error);

G_END_DECLS
