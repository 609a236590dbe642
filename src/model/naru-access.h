/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what on the server, from the wire dictionary: the roles of an account, and the checks of a database. */
#pragma once

#include "naru-place.h"

G_BEGIN_DECLS

gboolean naru_access_reads (NaruCircle circle, guint roles);
gboolean naru_access_erases (NaruCircle circle, guint roles);
GStrv naru_access_read_only (guint roles);
GStrv naru_access_roles (const char *centre, const char *user, guint roles,
                         const char *const *places);
char *naru_access_script (const char *centre, NaruCircle circle, gboolean log);

G_END_DECLS
