/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: a group session, from inviting people to who came. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_group_panel_invite (NaruWindow *window, const char *start);
void naru_group_panel_record (NaruWindow *window, const char *meeting);

G_END_DECLS
