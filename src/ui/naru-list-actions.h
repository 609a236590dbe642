/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with all records that a list shows: written into a file, and for employers tagged, put on a list, assigned. */
#pragma once

#include "naru-list-source.h"

G_BEGIN_DECLS

GtkWidget *naru_list_actions_new (NaruListSource *source);

G_END_DECLS
