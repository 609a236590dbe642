/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of its own for a record that has no workspace: a colleague, a partner, a course. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_record_window_open (NaruWindow *window, const char *id);

G_END_DECLS
