/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case, newest first. */
#pragma once

#include "naru-event-list.h"

G_BEGIN_DECLS

GtkWidget *naru_case_story_view_new (NaruDesk *desk);

G_END_DECLS
