/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An advertisement as its reader sees it, with the words marked that rules found: as a page, as on a phone, in plain
 * language, or in two languages side by side. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-findings.h"

G_BEGIN_DECLS

#define NARU_TYPE_ADVERT_VIEW (naru_advert_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruAdvertView, naru_advert_view, NARU, ADVERT_VIEW, AdwBin)

typedef enum
{
  NARU_ADVERT_AS_PAGE,
  NARU_ADVERT_ON_PHONE,
  NARU_ADVERT_IN_PLAIN_LANGUAGE,
  NARU_ADVERT_SIDE_BY_SIDE,
} NaruAdvertLook;

GtkWidget *naru_advert_view_new (void);
void naru_advert_view_show (NaruAdvertView *self, NaruRecord *vacancy, const char *employer,
                            NaruAdvertLook look, GPtrArray *findings, const NaruFinding *selected);

G_END_DECLS
