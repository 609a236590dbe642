/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the desk share. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

gboolean naru_desk_keep_staff (NaruDesk *self, const char *staff, GError **error);
void naru_desk_know_staff (NaruDesk *self, const char *staff);
gboolean naru_desk_run_as (NaruDesk *self, NaruCommand *command, const char *author,
                           NaruWriteFlags flags, GError **error);

G_END_DECLS
