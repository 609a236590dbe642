/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen when everybody's work for one person lies side by side: two agencies on one barrier, a barrier with nobody. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_NOTICE_OVERLAP,
  NARU_NOTICE_GAP,
} NaruNoticeKind;

/**
 * NaruNotice:
 * @barrier: code of the vocabulary "barrier"
 * @text: one sentence, translated
 */
typedef struct
{
  NaruNoticeKind kind;
  char *barrier;
  char *text;
} NaruNotice;

void naru_notice_free (NaruNotice *notice);
/* array of NaruNotice, overlaps first */
GPtrArray *naru_case_find_notices (NaruDesk *desk, const char *jobseeker, GError **error);

G_END_DECLS
