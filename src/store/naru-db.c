/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin hand on SQLite: see the header. Encryption at rest would be switched on in naru_db_open(), and nowhere else. */
#include "naru-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "naru-db-private.h"
#include "naru-error.h"

#define CANCEL_STEPS 2000 /* SQLite instructions between two looks at the cancellable */

struct _NaruDb
{
  sqlite3 *handle;
  char *file;
  GHashTable *statements; /* SQL -> GQueue of NaruStatement that nobody uses */
  GCancellable *cancellable;
};

static void
statement_destroy (gpointer data)
{
  NaruStatement *self = data;

  sqlite3_finalize (self->statement);
  g_free (self);
}

static void
statements_free (gpointer data)
{
  g_queue_free_full (data, statement_destroy);
}

/**
 * naru_db_fail_file:
 * @system_errno: errno that belongs to the failure, or 0
 * @detail: (nullable): what SQLite says
 *
 * The one place where SQLite's codes become errors of the program.
 *
 * Returns: always %FALSE
 */
gboolean
naru_db_fail_file (const char *file, int code, int system_errno, const char *detail, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int primary = code & 0xff;

  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_FORMAT)
    g_set_error (error, NARU_ERROR, NARU_ERROR_DAMAGED,
                 _ ("The store “%s” is damaged. Please restore a backup of it; until then nothing "
                    "is written to it."),
                 file);
  else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
    g_set_error (error, NARU_ERROR, NARU_ERROR_LOCKED,
                 _ ("The store “%s” is in use by another program. Please wait until it has "
                    "finished, and try again."),
                 file);
  else if (primary == SQLITE_FULL || system_errno == ENOSPC || system_errno == EDQUOT
           || system_errno == EFBIG)
    g_set_error (error, NARU_ERROR, NARU_ERROR_FULL,
                 _ ("There is no space left on the disk of “%s”. Nothing was lost; please make "
                    "room and save again."),
                 folder);
  else if (primary == SQLITE_READONLY || primary == SQLITE_PERM || primary == SQLITE_CANTOPEN
           || system_errno == EACCES || system_errno == EROFS || system_errno == EPERM)
    g_set_error (error, NARU_ERROR, NARU_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written. Please check the permissions of the folder “%s”."),
                 file, folder);
  else if (primary == SQLITE_INTERRUPT)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
  else if (primary == SQLITE_IOERR)
    g_set_error (error, NARU_ERROR, NARU_ERROR_FILE,
                 _ ("The disk does not read or write “%s”: %s."), file,
                 system_errno != 0 ? g_strerror (system_errno) : sqlite3_errstr (code));
  else
    g_set_error (error, NARU_ERROR, NARU_ERROR_FAILED, _ ("The store “%s” reports: %s."), file,
                 detail != NULL ? detail : sqlite3_errstr (code));
  return FALSE;
}

/**
 * naru_db_fail:
 *
 * Returns: always %FALSE, with @error set for the last failure of the connection
 */
gboolean
naru_db_fail (NaruDb *self, int code, GError **error)
{
  int extended = sqlite3_extended_errcode (self->handle);
  gboolean last = (extended & 0xff) == (code & 0xff);

  if (g_cancellable_is_cancelled (self->cancellable) && (code & 0xff) == SQLITE_INTERRUPT)
    return naru_db_fail_file (self->file, SQLITE_INTERRUPT, 0, NULL, error);
  return naru_db_fail_file (self->file, last ? extended : code,
                            last ? sqlite3_system_errno (self->handle) : 0,
                            last ? sqlite3_errmsg (self->handle) : NULL, error);
}

static int
progress_cb (gpointer data)
{
  NaruDb *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * naru_db_set_cancellable:
 * @cancellable: (nullable): ends a running statement with %NARU_ERROR_CANCELLED
 */
void
naru_db_set_cancellable (NaruDb *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle, cancellable != NULL ? CANCEL_STEPS : 0,
                            cancellable != NULL ? progress_cb : NULL, self);
}

/* SQLite makes a file with the rights of the umask, and gives -wal and -shm those of the file: so it is made first. */
static gboolean
make_file (const char *file, GError **error)
{
  int fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return naru_db_fail_file (file, SQLITE_CANTOPEN, errno, NULL, error);
  return g_close (fd, error);
}

static gboolean
configure (NaruDb *self, NaruDbMode mode, GError **error)
{
  static const char common[] = "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA "
                               "foreign_keys = ON;" NARU_DB_CACHE;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, NARU_DB_BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  if (!naru_db_exec (self, common, error))
    return FALSE;
  if (mode == NARU_DB_READER || mode == NARU_DB_READ_ONLY)
    return naru_db_exec (self, "PRAGMA query_only = ON", error);
  return naru_db_exec (
      self,
      "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;"
      "PRAGMA journal_size_limit = 33554432;",
      error);
}

/* A folder that nobody here may write holds no -wal, so nothing can change under a reader that takes no locks. */
static char *
read_only_name (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *wal = g_strconcat (file, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (file, "/", TRUE);

  if (g_access (folder, W_OK) != 0 && !g_file_test (wal, G_FILE_TEST_EXISTS))
    return g_strconcat ("file:", escaped, "?immutable=1", NULL);
  return g_strconcat ("file:", escaped, NULL);
}

/**
 * naru_db_open:
 * @file: path of the database
 *
 * Opens one connection. Nothing in the file is changed, except that %NARU_DB_CREATE makes an empty one with the rights
 * 0600 where there is none.
 *
 * Returns: (transfer full) (nullable): the connection
 */
NaruDb *
naru_db_open (const char *file, NaruDbMode mode, GError **error)
{
  g_autoptr (NaruDb) self = g_new0 (NaruDb, 1);
  g_autofree char *name = mode == NARU_DB_READ_ONLY ? read_only_name (file) : g_strdup (file);
  int flags = SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int code;

  self->file = g_strdup (file);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statements_free);
  if (mode == NARU_DB_CREATE && !make_file (file, error))
    return NULL;

  flags
      |= mode == NARU_DB_READ_ONLY ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
  code = sqlite3_open_v2 (name, &self->handle, flags, NULL);
  if (code == SQLITE_OK && (mode == NARU_DB_READ_WRITE || mode == NARU_DB_CREATE)
      && sqlite3_db_readonly (self->handle, "main") == 1)
    code = SQLITE_READONLY;
  if (code != SQLITE_OK)
    {
      int system_errno = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

      naru_db_fail_file (file, code, system_errno, NULL, error);
      return NULL;
    }
  if (!configure (self, mode, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * naru_db_close:
 *
 * Ends the connection. Every statement must have been freed before.
 */
void
naru_db_close (NaruDb *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  /* _v2: a statement that is still out ends the connection when it comes back, instead of leaking it */
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->file);
  g_free (self);
}

/**
 * naru_db_get_handle:
 *
 * Returns: (transfer none): the connection as SQLite knows it, for what this file has no function for
 */
sqlite3 *
naru_db_get_handle (NaruDb *self)
{
  return self->handle;
}

/**
 * naru_db_get_file:
 *
 * Returns: (transfer none): path of the database, for messages
 */
const char *
naru_db_get_file (NaruDb *self)
{
  return self->file;
}

/**
 * naru_db_prepare:
 * @sql: one statement
 *
 * Takes the statement from the connection's cache, or prepares it. It goes back there when it is freed.
 *
 * Returns: (transfer full) (nullable): the statement, without values
 */
NaruStatement *
naru_db_prepare (NaruDb *self, const char *sql, GError **error)
{
  GQueue *home = g_hash_table_lookup (self->statements, sql);
  NaruStatement *statement = home != NULL ? g_queue_pop_head (home) : NULL;
  sqlite3_stmt *prepared = NULL;
  int code;

  if (statement != NULL)
    return statement;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (code != SQLITE_OK)
    {
      naru_db_fail (self, code, error);
      return NULL;
    }
  if (home == NULL)
    {
      home = g_queue_new ();
      g_hash_table_insert (self->statements, g_strdup (sql), home);
    }
  statement = g_new0 (NaruStatement, 1);
  statement->db = self;
  statement->statement = prepared;
  statement->home = home;
  return statement;
}

/* @lifetime: of texts and bytes, as SQLite has it */
static void
bind_list (NaruStatement *statement, const char *format, va_list values,
           sqlite3_destructor_type lifetime)
{
  for (int i = 0; format[i] != '\0'; i++)
    {
      if (format[i] == 's')
        naru_statement_bind_text_for (statement, i + 1, va_arg (values, const char *), lifetime);
      else if (format[i] == 'i')
        naru_statement_bind_int (statement, i + 1, va_arg (values, gint64));
      else if (format[i] == 'd')
        naru_statement_bind_double (statement, i + 1, va_arg (values, double));
      else if (format[i] == 'b')
        naru_statement_bind_bytes_for (statement, i + 1, va_arg (values, GBytes *), lifetime);
      else
        g_assert_not_reached ();
    }
}

static NaruStatement *
query_list (NaruDb *self, GError **error, const char *sql, const char *format, va_list values,
            sqlite3_destructor_type lifetime)
{
  NaruStatement *statement = naru_db_prepare (self, sql, error);

  if (statement != NULL)
    bind_list (statement, format, values, lifetime);
  return statement;
}

/**
 * naru_db_exec:
 * @sql: one or more statements without values; not cached
 */
gboolean
naru_db_exec (NaruDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || naru_db_fail (self, code, error);
}

/**
 * naru_db_query:
 * @format: one letter for each value, see the header
 *
 * Returns: (transfer full) (nullable): a statement with its values, to be stepped
 */
NaruStatement *
naru_db_query (NaruDb *self, GError **error, const char *sql, const char *format, ...)
{
  NaruStatement *statement;
  va_list values;

  va_start (values, format);
  statement = query_list (self, error, sql, format, values, SQLITE_TRANSIENT);
  va_end (values);
  return statement;
}

/**
 * naru_db_run:
 * @sql: one statement; it is cached
 * @format: one letter for each value, see the header
 *
 * Runs the statement to its end; rows are not looked at.
 */
gboolean
naru_db_run (NaruDb *self, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (NaruStatement) statement = NULL;
  va_list values;

  va_start (values, format);
  statement = query_list (self, error, sql, format, values, SQLITE_STATIC);
  va_end (values);
  return statement != NULL && naru_statement_run (statement, error);
}

/**
 * naru_db_get_int:
 * @value: (out): the first column of the first row; left as it is if there is no row
 */
gboolean
naru_db_get_int (NaruDb *self, gint64 *value, GError **error, const char *sql, const char *format,
                 ...)
{
  g_autoptr (NaruStatement) statement = NULL;
  NaruStep step;
  va_list values;

  va_start (values, format);
  statement = query_list (self, error, sql, format, values, SQLITE_STATIC);
  va_end (values);
  step = statement != NULL ? naru_statement_step (statement, error) : NARU_STEP_ERROR;
  if (step == NARU_STEP_ROW)
    *value = naru_statement_get_int (statement, 0);
  return step != NARU_STEP_ERROR;
}

/**
 * naru_db_get_text:
 * @value: (out) (transfer full): the first column of the first row, %NULL if there is no row
 */
gboolean
naru_db_get_text (NaruDb *self, char **value, GError **error, const char *sql, const char *format,
                  ...)
{
  g_autoptr (NaruStatement) statement = NULL;
  NaruStep step;
  va_list values;

  *value = NULL;
  va_start (values, format);
  statement = query_list (self, error, sql, format, values, SQLITE_STATIC);
  va_end (values);
  step = statement != NULL ? naru_statement_step (statement, error) : NARU_STEP_ERROR;
  if (step == NARU_STEP_ROW)
    *value = naru_statement_dup_text (statement, 0);
  return step != NARU_STEP_ERROR;
}

/**
 * naru_db_last_number:
 *
 * Returns: row number of the latest row that was inserted
 */
gint64
naru_db_last_number (NaruDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}
