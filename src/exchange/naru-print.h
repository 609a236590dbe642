/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that a centre prints, each in the language of its reader. */
#pragma once

#include "naru-document.h"

G_BEGIN_DECLS

/* Each takes the id of a jobseeker. */
NaruDocument *naru_print_plan (NaruDesk *reader, const char *id, const char *language,
                               GError **error);
NaruDocument *naru_print_consents (NaruDesk *reader, const char *id, const char *language,
                                   GError **error);
NaruDocument *naru_print_case_handover (NaruDesk *reader, const char *id, const char *language,
                                        GError **error);

NaruDocument *naru_print_cv (NaruDesk *reader, const char *id, const char *language,
                             GError **error);

/* Each takes the id of a meeting. */
NaruDocument *naru_print_receipt (NaruDesk *reader, const char *id, const char *language,
                                  GError **error);
NaruDocument *naru_print_appointment_letter (NaruDesk *reader, const char *id, const char *language,
                                             GError **error);
char *naru_print_appointment_text (NaruDesk *reader, const char *id, const char *language,
                                   GError **error);

/* Each takes the id of an employer. */
NaruDocument *naru_print_handover (NaruDesk *reader, const char *id, const char *language,
                                   GError **error);
/* @id: of a staff member, whose calls; "" for everybody's */
NaruDocument *naru_print_calls (NaruDesk *reader, const char *id, const char *language,
                                GError **error);
NaruDocument *naru_print_company (NaruDesk *reader, const char *id, const char *language,
                                  GError **error);

/* In what a person reads best: "ko", "en", "fr", or NULL where that is not known; and whether in large letters. */
const char *naru_print_language_of (NaruRecord *jobseeker);

G_END_DECLS
