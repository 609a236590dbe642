/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scans of paper: PDF, JPEG or PNG, as pictures of their pages. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program that reads what comes from outside: naru-cli, which lies beside this one. NULL where it is not there. */
char *naru_scan_find_reader (void);
/* PNG for each page; empty where it cannot be read. Not for the main loop. */
GPtrArray *naru_scan_read_pages (GBytes *scan);

/* In naru-cli alone: the pages one after the other, each a PNG. */
GByteArray *naru_scan_file_read (GFile *file, GError **error);

G_END_DECLS
