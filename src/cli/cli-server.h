/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command for servers shares with the reader of its table of users. */
#pragma once

#include "naru-server.h"

G_BEGIN_DECLS

guint cli_server_parse_roles (const char *text, GError **error);
GStrv cli_server_split (const char *text);
gboolean cli_server_read_users (const char *path, GPtrArray *users, GError **error);

G_END_DECLS
