/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail as mail programs save it (RFC 5322, MIME), as a conversation with the employer. */
#pragma once

#include "naru-attachment.h"
#include "naru-desk.h"
#include "naru-mime.h"

G_BEGIN_DECLS

/**
 * NaruMail:
 * @subject, @text: for people; the text without what was quoted from earlier mails stays as it came
 * @from, @from_name, @to: addresses without names, the name beside them
 * @at: when it was sent, with an offset; %NULL where it does not say so
 * @attachments: (element-type NaruAttachment): its files
 */
typedef struct
{
  char *subject;
  char *text;
  char *from;
  char *from_name;
  char **to;
  char *at;
  GPtrArray *attachments;
} NaruMail;

NaruMail *naru_mail_parse (GBytes *bytes, GError **error);
void naru_mail_free (NaruMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruMail, naru_mail_free)

NaruCommand *naru_mail_log (NaruDesk *desk, const char *employer, const NaruMail *mail,
                            GError **error);

GBytes *naru_mail_compose (const NaruMailDraft *draft, GError **error);

G_END_DECLS
