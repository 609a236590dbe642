/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a talk about what an employer needs to what the centre does for it. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* Codes of "employer-service" that the answers suggest; (transfer full) */
char **naru_needs_suggest_services (NaruRecord *needs);
NaruCommand *naru_employer_finish_talk (NaruDesk *desk, NaruRecord *needs, const char *aim,
                                        const char *const *services, const char *review_on,
                                        GError **error);

G_END_DECLS
