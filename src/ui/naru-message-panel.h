/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: a message that is sent or was received. Naru sends nothing itself: the text is copied, and kept here. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

/* @meeting: an appointment to tell of, or NULL */
void naru_message_panel_write (NaruWindow *window, const char *jobseeker, const char *meeting);

G_END_DECLS
