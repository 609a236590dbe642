/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mail in which an employer is asked to agree to a vacancy: its draft, with what is still open. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruAdvertMail:
 * @to: (nullable): address of the contact, or of the employer
 * @subject, @body: for people
 */
typedef struct
{
  char *to;
  char *subject;
  char *body;
} NaruAdvertMail;

NaruAdvertMail *naru_advert_mail_new (NaruDesk *desk, NaruRecord *vacancy, const char *law);
void naru_advert_mail_free (NaruAdvertMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruAdvertMail, naru_advert_mail_free)

/* The same as a file that mail programs open, with the advertisement attached as PDF; not for the main loop */
GBytes *naru_advert_mail_make_file (NaruDesk *reader, const char *vacancy, const char *law,
                                    GError **error);

G_END_DECLS
