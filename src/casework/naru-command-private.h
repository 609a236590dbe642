/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to casework: what goes with a record when it is deleted. */
#pragma once

#include "naru-command.h"

G_BEGIN_DECLS

gboolean naru_command_delete_with_parts (NaruTransaction *transaction, const char *id,
                                         GError **error);

G_END_DECLS
