/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vCards of people at one employer: in, and out. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

NaruCommand *naru_contact_cards_take (NaruDesk *desk, const char *employer, GBytes *bytes,
                                      GError **error);
/* For another thread. @ids: of contacts. @version: 3 or 4. */
gboolean naru_contact_cards_write (NaruStore *reader, const char *const *ids, guint version,
                                   GFile *file, GError **error);

G_END_DECLS
