/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails to an employer, prepared for the mail program of the person. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruMailPurpose: what a prepared mail is about
 * @NARU_MAIL_BLANK: a greeting and who writes
 * @NARU_MAIL_PROMISE: what was promised or agreed and is still open
 * @NARU_MAIL_VISIT: asks for a time to come by
 * @NARU_MAIL_VACANCIES: the vacancies that are open
 */
typedef enum
{
  NARU_MAIL_BLANK,
  NARU_MAIL_PROMISE,
  NARU_MAIL_VISIT,
  NARU_MAIL_VACANCIES,
} NaruMailPurpose;

void naru_employer_prepare_mail (NaruDesk *desk, const char *employer, const char *contact,
                                 NaruMailPurpose purpose, char **subject, char **body);
char *naru_mail_make_uri (const char *address, const char *subject, const char *body);

G_END_DECLS
