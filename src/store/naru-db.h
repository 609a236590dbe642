/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin hand on SQLite for the store: connections, statements that return themselves to a cache, and one place where
 * SQLite's codes become errors that people understand. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define NARU_DB_APPLICATION_ID 0x4e617275 /* "Naru" */
#define NARU_DB_BUSY_MILLISECONDS 5000
/* For each connection; the system keeps the pages of the file as well. */
#define NARU_DB_CACHE "PRAGMA cache_size = -2048;"

typedef struct _NaruDb NaruDb;
typedef struct _NaruStatement NaruStatement;

typedef enum
{
  NARU_DB_READ_WRITE,
  NARU_DB_CREATE, /* and made if there is none */
  NARU_DB_READER, /* a second connection beside a writer: it may not write */
  NARU_DB_READ_ONLY /* nothing in the folder is touched */
} NaruDbMode;

typedef enum
{
  NARU_STEP_ERROR = -1,
  NARU_STEP_DONE = 0,
  NARU_STEP_ROW = 1,
} NaruStep;

NaruDb *naru_db_open (const char *file, NaruDbMode mode, GError **error);
void naru_db_close (NaruDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruDb, naru_db_close)

sqlite3 *naru_db_get_handle (NaruDb *self);
const char *naru_db_get_file (NaruDb *self);
void naru_db_set_cancellable (NaruDb *self, GCancellable *cancellable);

/* Always FALSE, so that callers can return it: turns the last failure of the connection into an error. */
gboolean naru_db_fail (NaruDb *self, int code, GError **error);
gboolean naru_db_fail_file (const char *file, int code, int system_errno, const char *detail,
                            GError **error);

/* Values are given by a format, one letter each: s const char * (NULL is NULL), i gint64, d double, b GBytes *.
 * An int must be cast to gint64. */
gboolean naru_db_exec (NaruDb *self, const char *sql, GError **error);
gboolean naru_db_run (NaruDb *self, GError **error, const char *sql, const char *format, ...);
gboolean naru_db_get_int (NaruDb *self, gint64 *value, GError **error, const char *sql,
                          const char *format, ...);
gboolean naru_db_get_text (NaruDb *self, char **value, GError **error, const char *sql,
                           const char *format, ...);
NaruStatement *naru_db_query (NaruDb *self, GError **error, const char *sql, const char *format,
                              ...);
gint64 naru_db_last_number (NaruDb *self);

NaruStatement *naru_db_prepare (NaruDb *self, const char *sql, GError **error);
void naru_statement_free (NaruStatement *self); /* gives it back to the cache */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruStatement, naru_statement_free)

void naru_statement_bind_text (NaruStatement *self, int position, const char *text);
void naru_statement_bind_int (NaruStatement *self, int position, gint64 value);
void naru_statement_bind_double (NaruStatement *self, int position, double value);
NaruStep naru_statement_step (NaruStatement *self, GError **error);
gboolean naru_statement_run (NaruStatement *self, GError **error);
void naru_statement_reset (NaruStatement *self);

/* Columns count from 0; text is valid until the next step. */
gboolean naru_statement_is_null (NaruStatement *self, int column);
gint64 naru_statement_get_int (NaruStatement *self, int column);
const char *naru_statement_get_text (NaruStatement *self, int column);
char *naru_statement_dup_text (NaruStatement *self, int column);
int naru_statement_get_length (NaruStatement *self, int column);
const void *naru_statement_get_blob (NaruStatement *self, int column);

G_END_DECLS
