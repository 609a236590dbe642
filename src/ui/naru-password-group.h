/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the page of the server: another password for the account. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

GtkWidget *naru_password_group_new (NaruWindow *window);

G_END_DECLS
