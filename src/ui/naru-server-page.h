/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the preferences for the account on a server: setting it, trying it, forgetting it. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

GtkWidget *naru_server_page_new (NaruWindow *window);

G_END_DECLS
