/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to printing: what documents share. */
#pragma once

#include "naru-print.h"

G_BEGIN_DECLS

void naru_print_add_counsellor (NaruDocument *document, NaruDesk *reader, NaruRecord *jobseeker);
void naru_print_set_centre_foot (NaruDocument *document, NaruDesk *reader);

/**
 * NaruPrintHandover: how a person or an employer changed hands; what is not known is %NULL
 * @from, @to: ids of staff members
 * @on: a day
 */
typedef struct
{
  const char *from;
  const char *to;
  const char *on;
  const char *reason;
} NaruPrintHandover;

NaruDocument *naru_print_begin_handover (NaruDesk *reader, NaruRecord *record, const char *language,
                                         const NaruPrintHandover *handover);

G_END_DECLS
