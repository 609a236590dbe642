/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to exchange: any file that can be imported, as headings and rows of cells. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NARU_TABLE_CSV,
  NARU_TABLE_JSON, /* lines, or one list */
  NARU_TABLE_JSON_LD, /* schema.org */
  NARU_TABLE_VCARD,
} NaruTableFormat;

/* A row of a format that is not read as it goes. */
typedef struct
{
  guint number;
  char **cells; /* as many as there are headings, or fewer */
  char *problem; /* why it cannot be read, translated; NULL if it can */
  gsize offset; /* how far in the text it ends */
} NaruTableRow;

typedef struct _NaruTable NaruTable;

NaruTable *naru_table_new (NaruTableFormat format, const char *text, gsize length, char separator,
                           GError **error);
void naru_table_free (NaruTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruTable, naru_table_free)

NaruTableFormat naru_table_guess_format (const char *name, const char *text, gsize length);

guint naru_table_get_n_columns (NaruTable *self);
const char *naru_table_get_heading (NaruTable *self, guint column);
/* The field that a column of this name gives in its format; NULL if that is to be guessed. */
const char *naru_table_get_target (NaruTable *self, guint column);
char naru_table_get_separator (NaruTable *self);

gboolean naru_table_next (NaruTable *self, GPtrArray *cells, guint *row, const char **problem,
                          gboolean *repaired);
gsize naru_table_get_offset (NaruTable *self);

/* For the readers of the formats. */
void naru_table_row_free (NaruTableRow *row);
void naru_table_read_json (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length,
                           gboolean linked, GError **error);
void naru_table_read_vcard (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length);
void naru_table_read_jcard (GPtrArray *headings, GPtrArray *rows, const char *text, gsize length,
                            GError **error);
const char *naru_table_vcard_target (const char *heading);

G_END_DECLS
