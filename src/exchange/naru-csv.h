/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as text (RFC 4180 and what people call CSV): read row by row, and written so that a spreadsheet does not take
 * a cell for a formula. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NaruCsvReader NaruCsvReader;

NaruCsvReader *naru_csv_reader_new (const char *text, gsize length, char separator);
void naru_csv_reader_free (NaruCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCsvReader, naru_csv_reader_free)

void naru_csv_reader_expect (NaruCsvReader *self, guint n_cells);
gboolean naru_csv_reader_next (NaruCsvReader *self, GPtrArray *cells);
guint naru_csv_reader_get_row (NaruCsvReader *self);
gsize naru_csv_reader_get_offset (NaruCsvReader *self);
gboolean naru_csv_reader_was_repaired (NaruCsvReader *self);

char naru_csv_guess_separator (const char *text, gsize length);

void naru_csv_append_cell (GString *out, const char *cell, gboolean first);
void naru_csv_append_row (GString *out, const char *const *cells);
char *naru_csv_protect (const char *cell);
char *naru_csv_unprotect (const char *cell);

G_END_DECLS
