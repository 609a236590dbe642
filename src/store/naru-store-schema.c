/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the store and the steps from each version to the next. What is derived from documents is made from the
 * dictionary instead, by naru_derive_create_tables(). */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

/* A step is never changed once a release has written it: a later step corrects it. */
static const char step_1[]
    = "CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT "
      "NULL,"
      "  circle TEXT NOT NULL, body TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, edits "
      "INTEGER NOT NULL DEFAULT 0,"
      "  sequence INTEGER NOT NULL UNIQUE, title TEXT, derived INTEGER NOT NULL DEFAULT 1, rev "
      "TEXT, base TEXT,"
      "  sync INTEGER NOT NULL DEFAULT 0, sent_at TEXT, reason TEXT) STRICT;"
      "CREATE INDEX document_type ON document (type, deleted, number);"
      "CREATE INDEX document_stale ON document (number) WHERE derived = 0;"
      "CREATE INDEX document_unsent ON document (sync, number) WHERE sync <> 1;"
      "CREATE TABLE change (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT "
      "NULL, at TEXT NOT NULL,"
      "  author TEXT, field TEXT NOT NULL, \"from\" TEXT, \"to\" TEXT, command INTEGER, pushed "
      "INTEGER NOT NULL DEFAULT 0)"
      "  STRICT;"
      "CREATE INDEX change_record ON change (record, number);"
      "CREATE TABLE command (number INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, author "
      "TEXT, at TEXT NOT NULL,"
      "  undone INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0) STRICT;"
      "CREATE TABLE command_record (number INTEGER PRIMARY KEY,"
      "  command INTEGER NOT NULL REFERENCES command (number) ON DELETE CASCADE, id TEXT NOT NULL, "
      "before TEXT, after TEXT,"
      "  UNIQUE (command, id)) STRICT;"
      "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;"
      "CREATE TABLE blob (number INTEGER PRIMARY KEY, digest TEXT NOT NULL, position INTEGER NOT "
      "NULL, bytes BLOB NOT NULL,"
      "  UNIQUE (digest, position)) STRICT;"
      "CREATE TABLE checkpoint (circle TEXT PRIMARY KEY, since TEXT, database_id TEXT, handshake "
      "TEXT, session TEXT,"
      "  at TEXT) STRICT, WITHOUT ROWID;"
      "CREATE TABLE classification (number INTEGER PRIMARY KEY, scheme TEXT NOT NULL, code TEXT "
      "NOT NULL, parent TEXT,"
      "  uri TEXT, en TEXT, ko TEXT, fr TEXT, folded TEXT NOT NULL, UNIQUE (scheme, code)) STRICT;";

/* What synchronisation needs before it may send anything (journal of bodies in flight; what this desk wrote lately, for
 * servers that were set back), and undo that can itself be undone. */
static const char step_2[]
    = "CREATE TABLE journal (id TEXT PRIMARY KEY, body TEXT NOT NULL, base_rev TEXT, edits INTEGER "
      "NOT NULL,"
      "  at TEXT NOT NULL) STRICT;"
      "CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, circle TEXT NOT NULL, id "
      "TEXT NOT NULL, rev TEXT,"
      "  body TEXT NOT NULL, at TEXT NOT NULL) STRICT;"
      "CREATE INDEX outbox_circle ON outbox (circle, number);"
      "ALTER TABLE command ADD COLUMN undo_of INTEGER;"
      "CREATE INDEX command_undo_of ON command (undo_of) WHERE undo_of IS NOT NULL;";

/* Where each document lives on the server, which of its edits the server has, and the latest revision known of it, also
 * of one that is deleted there; what could not be taken in; what is kept of places that may no longer be read. */
static const char step_3[]
    = "ALTER TABLE document ADD COLUMN place TEXT;"
      "ALTER TABLE document ADD COLUMN clean INTEGER NOT NULL DEFAULT 0;"
      "ALTER TABLE document ADD COLUMN known TEXT;"
      "UPDATE document SET clean = edits WHERE sync = 1;"
      "UPDATE document SET known = rev WHERE rev IS NOT NULL;"
      "DROP INDEX document_unsent;"
      "CREATE INDEX document_unsent ON document (place, number) WHERE edits <> clean;"
      "ALTER TABLE journal ADD COLUMN place TEXT;"
      "ALTER TABLE journal ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;"
      "DROP INDEX outbox_circle;"
      "ALTER TABLE outbox RENAME COLUMN circle TO place;"
      "ALTER TABLE outbox ADD COLUMN handshake INTEGER NOT NULL DEFAULT 0;"
      "CREATE INDEX outbox_id ON outbox (id, number);"
      "ALTER TABLE checkpoint RENAME COLUMN circle TO place;"
      "CREATE INDEX change_unsent ON change (number) WHERE pushed = 0;"
      "ALTER TABLE blob ADD COLUMN place TEXT;"
      "ALTER TABLE blob ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0;"
      "CREATE INDEX blob_unsent ON blob (number) WHERE pushed = 0;"
      "CREATE TABLE skipped (place TEXT NOT NULL, id TEXT NOT NULL, rev TEXT, reason TEXT NOT "
      "NULL, "
      "at TEXT NOT NULL,"
      "  PRIMARY KEY (place, id)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE sealed (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT "
      "NULL, "
      "circle TEXT NOT NULL,"
      "  place TEXT NOT NULL, body TEXT NOT NULL, deleted INTEGER NOT NULL, base TEXT, rev TEXT, "
      "known TEXT, at TEXT NOT NULL) STRICT;";

/* The number of the handshake that comes next, noted before anything is received or sent; what a server has announced and not
 * shown yet; the versions that records have left behind in the place where they lived before. */
static const char step_4[]
    = "ALTER TABLE checkpoint ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;"
      "ALTER TABLE skipped ADD COLUMN awaited INTEGER NOT NULL DEFAULT 0;"
      "CREATE TABLE departure (id TEXT NOT NULL, place TEXT NOT NULL, rev TEXT, body TEXT NOT "
      "NULL,"
      "  PRIMARY KEY (id, place)) STRICT, WITHOUT ROWID;";

/* Every round asks whether there is anything that only this computer has. */
static const char step_5[]
    = "CREATE INDEX document_here ON document (number) WHERE place = 'here';";

/* Which records were deleted or brought back: Today asks for them. */
static const char step_6[] = "CREATE INDEX change_whole ON change (record, number)"
                             "  WHERE field = '' AND \"from\" IS NOT NULL;";

static const char *const steps[] = { step_1, step_2, step_3, step_4, step_5, step_6 };

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == NARU_STORE_VERSION);

/**
 * naru_schema_check:
 * @version: (out): version of the tables; 0 for an empty file
 *
 * Refuses a file that another program made, and one that a newer version of this program has written.
 */
gboolean
naru_schema_check (NaruDb *db, gint64 *version, GError **error)
{
  gint64 application = 0;
  gint64 tables = 0;

  if (!naru_db_get_int (db, &application, error, "PRAGMA application_id", "")
      || !naru_db_get_int (db, version, error, "PRAGMA user_version", "")
      || !naru_db_get_int (db, &tables, error, "SELECT count(*) FROM sqlite_schema", ""))
    return FALSE;

  if (application != NARU_DB_APPLICATION_ID && (application != 0 || *version != 0 || tables != 0))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_DAMAGED,
                   _ ("“%s” is not a Naru store. Nothing was changed."), naru_db_get_file (db));
      return FALSE;
    }
  if (*version > NARU_STORE_VERSION)
    {
      g_set_error (
          error, NARU_ERROR, NARU_ERROR_TOO_NEW,
          _ ("“%s” was written by a newer version of Naru. Please update Naru on this computer. "
             "Nothing was changed."),
          naru_db_get_file (db));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_step (NaruDb *db, guint from, GError **error)
{
  g_autofree char *pragmas = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = %u;", NARU_DB_APPLICATION_ID, from + 1);
  gint64 found = 0;

  if (!naru_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* another process may have made the step while this one waited for the lock */
  if (naru_db_get_int (db, &found, error, "PRAGMA user_version", "")
      && (found != from
          || (naru_db_exec (db, steps[from], error) && naru_db_exec (db, pragmas, error)))
      && naru_db_exec (db, "COMMIT", error))
    return TRUE;
  naru_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * naru_schema_create:
 * @version: which version of the tables to make
 *
 * Brings the tables from what they are to @version, a transaction for each step: if one fails, the store is as the step
 * before has left it.
 */
gboolean
naru_schema_create (NaruDb *db, int version, GError **error)
{
  gint64 found = 0;

  if (!naru_schema_check (db, &found, error))
    return FALSE;
  for (gint64 from = found; from < version; from++)
    if (!run_step (db, (guint) from, error))
      return FALSE;
  return TRUE;
}

/**
 * naru_schema_open:
 *
 * Brings a store of any earlier version up to this one, and makes the derived tables that the dictionary asks for.
 */
gboolean
naru_schema_open (NaruDb *db, GError **error)
{
  gboolean current = FALSE;

  if (!naru_schema_create (db, NARU_STORE_VERSION, error)
      || !naru_derive_is_current (db, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  if (!naru_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (naru_derive_create_tables (db, error) && naru_db_exec (db, "COMMIT", error))
    return TRUE;
  naru_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}
