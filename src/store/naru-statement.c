/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values into a statement, rows out of it. */
#include "naru-db-private.h"

void
naru_statement_free (NaruStatement *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->bound = SQLITE_OK;
  g_queue_push_head (self->home, self);
}

/* Binding gives no error of its own: a statement for whose value there was no memory says so when it is stepped, instead of
 * taking it for NULL. A value that no place was made for is no harm. */
static void
note_bound (NaruStatement *self, int code)
{
  if (code != SQLITE_OK && code != SQLITE_RANGE)
    self->bound = code;
}

/**
 * naru_statement_bind_text_for:
 * @position: of the value, from 1
 * @text: (nullable): %NULL is NULL
 * @lifetime: SQLITE_TRANSIENT: it is copied; SQLITE_STATIC: it stays as it is until the statement is freed
 */
void
naru_statement_bind_text_for (NaruStatement *self, int position, const char *text,
                              sqlite3_destructor_type lifetime)
{
  note_bound (self, sqlite3_bind_text64 (self->statement, position, text,
                                         text != NULL ? strlen (text) : 0, lifetime, SQLITE_UTF8));
}

/**
 * naru_statement_bind_text:
 * @position: of the value, from 1
 * @text: (nullable): copied; %NULL is NULL
 */
void
naru_statement_bind_text (NaruStatement *self, int position, const char *text)
{
  naru_statement_bind_text_for (self, position, text, SQLITE_TRANSIENT);
}

/**
 * naru_statement_bind_int:
 * @position: of the value, from 1
 */
void
naru_statement_bind_int (NaruStatement *self, int position, gint64 value)
{
  note_bound (self, sqlite3_bind_int64 (self->statement, position, value));
}

/**
 * naru_statement_bind_double:
 * @position: of the value, from 1
 */
void
naru_statement_bind_double (NaruStatement *self, int position, double value)
{
  note_bound (self, sqlite3_bind_double (self->statement, position, value));
}

/**
 * naru_statement_bind_bytes_for:
 * @position: of the value, from 1
 * @bytes: no bytes are an empty blob, not NULL
 * @lifetime: as of naru_statement_bind_text_for()
 */
void
naru_statement_bind_bytes_for (NaruStatement *self, int position, GBytes *bytes,
                               sqlite3_destructor_type lifetime)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  note_bound (self, sqlite3_bind_blob64 (self->statement, position, data != NULL ? data : "", size,
                                         lifetime));
}

/**
 * naru_statement_step:
 *
 * Returns: %NARU_STEP_ROW while there are rows, then %NARU_STEP_DONE; %NARU_STEP_ERROR with @error set
 */
NaruStep
naru_statement_step (NaruStatement *self, GError **error)
{
  int code = self->bound == SQLITE_OK ? sqlite3_step (self->statement) : self->bound;

  if (code == SQLITE_ROW)
    return NARU_STEP_ROW;
  if (code == SQLITE_DONE)
    return NARU_STEP_DONE;
  naru_db_fail (self->db, code, error);
  return NARU_STEP_ERROR;
}

/**
 * naru_statement_run:
 *
 * Steps to the end, and makes the statement ready to be run again.
 */
gboolean
naru_statement_run (NaruStatement *self, GError **error)
{
  NaruStep step;

  do
    step = naru_statement_step (self, error);
  while (step == NARU_STEP_ROW);
  sqlite3_reset (self->statement);
  return step == NARU_STEP_DONE;
}

/**
 * naru_statement_reset:
 *
 * Makes the statement ready to be run again with the same values, except those that are bound anew.
 */
void
naru_statement_reset (NaruStatement *self)
{
  sqlite3_reset (self->statement);
}

/**
 * naru_statement_is_null:
 * @column: from 0
 */
gboolean
naru_statement_is_null (NaruStatement *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

/**
 * naru_statement_get_int:
 * @column: from 0
 *
 * Returns: the value, 0 for NULL
 */
gint64
naru_statement_get_int (NaruStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * naru_statement_get_text:
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, valid until the next step
 */
const char *
naru_statement_get_text (NaruStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * naru_statement_dup_text:
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): a copy of the text
 */
char *
naru_statement_dup_text (NaruStatement *self, int column)
{
  return g_strdup (naru_statement_get_text (self, column));
}

/**
 * naru_statement_get_length:
 * @column: from 0
 *
 * Returns: bytes of the text or blob
 */
int
naru_statement_get_length (NaruStatement *self, int column)
{
  return sqlite3_column_bytes (self->statement, column);
}

/**
 * naru_statement_get_blob:
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the bytes, valid until the next step; %NULL for an empty blob
 */
const void *
naru_statement_get_blob (NaruStatement *self, int column)
{
  return sqlite3_column_blob (self->statement, column);
}
