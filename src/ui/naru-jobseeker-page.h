/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a jobseeker: who it is, the next appointment, plan, meetings, situation, profile, history. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_JOBSEEKER_PAGE (naru_jobseeker_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruJobseekerPage, naru_jobseeker_page, NARU, JOBSEEKER_PAGE, NaruDetail)

GtkWidget *naru_jobseeker_page_new (NaruDesk *desk);

G_END_DECLS
