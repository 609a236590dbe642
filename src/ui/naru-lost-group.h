/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server has lost of what was written here, and the question whether it is sent again. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

char *naru_lost_say (NaruDesk *desk);
GtkWidget *naru_lost_group_new (NaruWindow *window);

G_END_DECLS
