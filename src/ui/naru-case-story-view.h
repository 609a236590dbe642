/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case, newest first. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CASE_STORY_VIEW (naru_case_story_view_get_type ())
G_DECLARE_FINAL_TYPE (NaruCaseStoryView, naru_case_story_view, NARU, CASE_STORY_VIEW, AdwBin)

GtkWidget *naru_case_story_view_new (NaruDesk *desk);
void naru_case_story_view_show (NaruCaseStoryView *self, const char *jobseeker);

G_END_DECLS
