/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done for a person besides meetings and steps: referrals, programmes, work that began, messages. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_SUPPORT_VIEW (naru_support_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruSupportView, naru_support_view, NARU, SUPPORT_VIEW, AdwBin)

GtkWidget *naru_support_view_new (NaruDesk *desk);
void naru_support_view_show (NaruSupportView *self, const char *jobseeker);

G_END_DECLS
