/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place is where a document lives at a centre: "common", "employers", "match", "cases-<team>", "situation-<team>",
 * "partner-<organisation>". Its database on the server is "<centre>-<place>", its history "<centre>-<place>-log". */
#pragma once

#include "naru-field.h"

G_BEGIN_DECLS

char *naru_place_new (NaruCircle circle, const char *team_or_organisation);
NaruCircle naru_place_get_circle (const char *place);
char *naru_place_slug (const char *code);
char *naru_place_database (const char *centre, const char *place, gboolean log);
char *naru_place_from_database (const char *centre, const char *database);
gboolean naru_centre_is_valid (const char *centre);

G_END_DECLS
