/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file to UTF-8: which encoding they are in, and what could not be read, with its line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than this many damaged lines are counted, not listed. */
#define NARU_DECODE_MAX_DAMAGE 100

/* "UTF-8", "UTF-16LE", "UTF-16BE", "CP949", "WINDOWS-1252" */
const char *const *naru_decode_encodings (void);
const char *naru_decode_find_encoding (const char *name);
const char *naru_decode_guess (const char *bytes, gsize length);
char *naru_decode (const char *bytes, gsize length, const char *encoding, gsize *text_length,
                   GArray *damaged_lines, GError **error);

G_END_DECLS
