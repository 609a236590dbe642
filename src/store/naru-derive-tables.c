/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of what is derived from documents, made from the dictionary: a list table per record type, names, words,
 * posting lists, and a log of which rows changed, which caches follow. */
#include "naru-derive-private.h"

#include <string.h>

#include "naru-column.h"

/* Counts up when the same documents derive differently: folding, the form of a column, sounds of names. Everything is then made anew. */
#define DERIVE_VERSION 3

/* Rows of derive_state that are no record types. */
#define ALL_TABLES                                                                                 \
  "*" /* the signature of the dictionary that the tables and indexes were made for */
#define PENDING ">" /* a row number: the documents after it are yet to be derived, marked or not */

/* What columns of other lists are computed from: see naru-computed.c. */
static const struct
{
  const char *type;
  const char *columns[3];
} composite_indexes[] = {
  { "meeting", { "jobseeker", "state", "start" } },
  { "meeting", { "staff", "state", "start" } },
  { "jobseeker", { "team", "counsellor", "state" } },
  { "step", { "jobseeker", "state", "dueOn" } },
  { "step", { "plan", "state" } },
  { "interaction", { "employer", "at", "kind" } },
  { "interaction", { "employer", "nextActionState", "nextActionOn" } },
  { "vacancy", { "employer", "stage" } },
};

static const char common_tables[]
    = "CREATE TABLE IF NOT EXISTS derive_state (type TEXT PRIMARY KEY, signature TEXT NOT NULL) "
      "STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS derive_log (sequence INTEGER PRIMARY KEY, type TEXT, number "
      "INTEGER) STRICT;"
      "CREATE TABLE IF NOT EXISTS names (number INTEGER PRIMARY KEY, type TEXT NOT NULL, text TEXT "
      "NOT NULL) STRICT;"
      "CREATE INDEX IF NOT EXISTS names_type ON names (type);"
      "CREATE TABLE IF NOT EXISTS posting (field TEXT NOT NULL, value TEXT NOT NULL, number "
      "INTEGER NOT NULL,"
      "  PRIMARY KEY (field, value, number)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS word_text (number INTEGER PRIMARY KEY, text TEXT NOT NULL) "
      "STRICT;"
      "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content = 'word_text', "
      "content_rowid = 'number',"
      "  tokenize = 'unicode61 remove_diacritics 0', detail = none, columnsize = 0);";

static void
append_signature (GString *out, const NaruField *fields, gboolean top)
{
  for (const NaruField *field = fields; field->name != NULL; field++)
    {
      guint flags
          = field->flags & (NARU_FIELD_NAME | NARU_FIELD_SEARCH | (top ? NARU_FIELD_INDEXED : 0));

      if (flags != 0)
        g_string_append_printf (out, "%s:%d:%x;", field->name, field->kind, flags);
      if (top && field->fields != NULL)
        {
          g_string_append_printf (out, "%s(", field->name);
          append_signature (out, field->fields, FALSE);
          g_string_append_c (out, ')');
        }
    }
}

/* Everything in the dictionary that what is derived from a record of the type depends on. */
static char *
signature_of_type (const NaruRecordType *type)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%d;%s;", DERIVE_VERSION, type->title);
  append_signature (out, naru_common_fields, TRUE);
  append_signature (out, type->fields, TRUE);
  return g_string_free (out, FALSE);
}

static char *
make_signature (void)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n_types = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint i = 0; i < n_types; i++)
    {
      g_autofree char *signature = signature_of_type (types[i]);

      g_checksum_update (sum, (const guchar *) types[i]->name, -1);
      g_checksum_update (sum, (const guchar *) signature, -1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (composite_indexes); i++)
    for (guint j = 0; j < 3 && composite_indexes[i].columns[j] != NULL; j++)
      g_checksum_update (sum, (const guchar *) composite_indexes[i].columns[j], -1);
  return g_strdup (g_checksum_get_string (sum));
}

static const char *
signature_of_dictionary (void)
{
  static char *signature = NULL;

  if (g_once_init_enter (&signature))
    g_once_init_leave (&signature, make_signature ());
  return signature;
}

/**
 * naru_derive_get_pending:
 * @after: (out): the documents after this row number are yet to be derived, whether they are marked or not; -1 for none
 */
gboolean
naru_derive_get_pending (NaruDb *db, gint64 *after, GError **error)
{
  *after = -1;
  return naru_db_get_int (db, after, error,
                          "SELECT CAST (signature AS INTEGER) FROM derive_state WHERE type = ?",
                          "s", PENDING);
}

/**
 * naru_derive_set_pending:
 * @after: see naru_derive_get_pending()
 */
gboolean
naru_derive_set_pending (NaruDb *db, gint64 after, GError **error)
{
  if (after < 0)
    return naru_db_run (db, error, "DELETE FROM derive_state WHERE type = ?", "s", PENDING);
  return naru_db_run (db, error,
                      "INSERT OR REPLACE INTO derive_state (type, signature) VALUES (?, ?)", "si",
                      PENDING, after);
}

/**
 * naru_derive_is_current:
 * @current: (out): whether the tables are those that the dictionary asks for
 */
gboolean
naru_derive_is_current (NaruDb *db, gboolean *current, GError **error)
{
  const char *wanted = signature_of_dictionary ();
  g_autofree char *found = NULL;
  gint64 tables = 0;

  *current = FALSE;
  if (!naru_db_get_int (
          db, &tables, error,
          "SELECT count(*) FROM sqlite_schema WHERE name IN ('derive_state', 'words')", ""))
    return FALSE;
  if (tables < 2)
    return TRUE;
  if (!naru_db_get_text (db, &found, error, "SELECT signature FROM derive_state WHERE type = ?",
                         "s", ALL_TABLES))
    return FALSE;
  *current = g_strcmp0 (found, wanted) == 0;
  return TRUE;
}

static gboolean
read_columns (NaruDb *db, const char *table, GHashTable *columns, GError **error)
{
  g_autoptr (NaruStatement) statement
      = naru_db_query (db, error, "SELECT name, type FROM pragma_table_info (?)", "s", table);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    g_hash_table_insert (columns, naru_statement_dup_text (statement, 0),
                         naru_statement_dup_text (statement, 1));
  return step == NARU_STEP_DONE;
}

static void
append_columns (GString *sql, const char *table, GPtrArray *columns, GHashTable *existing)
{
  if (g_hash_table_size (existing) == 0)
    {
      g_string_append_printf (sql,
                              "CREATE TABLE \"%s\" (number INTEGER PRIMARY KEY, id_ TEXT NOT NULL, "
                              "title_ TEXT NOT NULL",
                              table);
      for (guint i = 0; i < columns->len; i++)
        {
          const NaruField *field = g_ptr_array_index (columns, i);
          g_string_append_printf (sql, ", \"%s\" %s", field->name,
                                  naru_field_get_column_type (field));
        }
      g_string_append (sql, ") STRICT;");
      return;
    }
  for (guint i = 0; i < columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (columns, i);

      if (g_hash_table_lookup (existing, field->name) == NULL)
        g_string_append_printf (sql, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;", table, field->name,
                                naru_field_get_column_type (field));
    }
}

/* The title comes along in each index, so that a list in the order of any column is read from the index alone. */
static void
append_indexes (GString *sql, const NaruRecordType *type, const char *table, GPtrArray *columns)
{
  g_string_append_printf (sql, "CREATE INDEX IF NOT EXISTS \"%s:title_\" ON \"%s\" (title_);",
                          table, table);
  for (guint i = 0; i < columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (columns, i);

      if (field->kind != NARU_KIND_SET)
        g_string_append_printf (sql,
                                "CREATE INDEX IF NOT EXISTS \"%s:%s\" ON \"%s\" (\"%s\", title_) "
                                "WHERE \"%s\" IS NOT NULL;",
                                table, field->name, table, field->name, field->name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (composite_indexes); i++)
    {
      const char *const *names = composite_indexes[i].columns;
      g_autoptr (GString) list = g_string_new (NULL);
      guint n_found = 0, n_wanted = 0;

      if (strcmp (composite_indexes[i].type, type->name) != 0)
        continue;
      for (; n_wanted < 3 && names[n_wanted] != NULL; n_wanted++)
        {
          n_found += naru_column_find (type, names[n_wanted]) != NULL;
          g_string_append_printf (list, "%s\"%s\"", n_wanted > 0 ? ", " : "", names[n_wanted]);
        }
      if (n_found == n_wanted)
        g_string_append_printf (sql, "CREATE INDEX IF NOT EXISTS \"%s:%s+%s\" ON \"%s\" (%s);",
                                table, names[0], names[n_wanted - 1], table, list->str);
    }
}

/* A column whose kind has changed cannot be kept: the table is made anew, and so are its rows. */
static gboolean
kinds_changed (GPtrArray *columns, GHashTable *existing)
{
  if (g_hash_table_size (existing) == 0)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (columns, i);
      const char *type = g_hash_table_lookup (existing, field->name);

      if (type != NULL && strcmp (type, naru_field_get_column_type (field)) != 0)
        return TRUE;
    }
  return g_hash_table_lookup (existing, "id_") == NULL
         || g_hash_table_lookup (existing, "title_") == NULL;
}

/**
 * naru_derive_create_table:
 *
 * Does for one record type what naru_derive_create_tables() does for all.
 */
gboolean
naru_derive_create_table (NaruDb *db, const NaruRecordType *type, GError **error)
{
  g_autofree char *wanted = signature_of_type (type);
  g_autofree char *found = NULL;
  g_autofree char *table = g_strconcat ("list_", type->name, NULL);
  g_autoptr (GPtrArray) columns = naru_columns_new (type);
  g_autoptr (GHashTable) existing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) sql = g_string_new (NULL);
  gint64 pending = -1;

  if (!naru_db_get_text (db, &found, error, "SELECT signature FROM derive_state WHERE type = ?",
                         "s", type->name)
      || !naru_derive_get_pending (db, &pending, error)
      || !read_columns (db, table, existing, error))
    return FALSE;
  if (kinds_changed (columns, existing))
    {
      g_string_append_printf (sql, "DROP TABLE \"%s\";", table);
      g_hash_table_remove_all (existing);
    }
  append_columns (sql, table, columns, existing);
  append_indexes (sql, type, table, columns);
  if (!naru_db_exec (db, sql->str, error))
    return FALSE;
  if (g_strcmp0 (found, wanted) == 0)
    return TRUE;
  return (pending == 0
          || naru_db_run (db, error,
                          "UPDATE document SET derived = 0 WHERE type = ? AND deleted = 0", "s",
                          type->name))
         && naru_db_run (db, error,
                         "INSERT OR REPLACE INTO derive_state (type, signature) VALUES (?, ?)",
                         "ss", type->name, wanted);
}

/* A type that the dictionary has no longer: if it comes back, its documents are derived anew. */
static gboolean
forget_unknown_types (NaruDb *db, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) statement
      = naru_db_query (db, error, "SELECT type FROM derive_state WHERE type NOT IN (?, ?)", "ss",
                       ALL_TABLES, PENDING);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    if (naru_record_type_find (naru_statement_get_text (statement, 0)) == NULL)
      g_ptr_array_add (gone, naru_statement_dup_text (statement, 0));
  for (guint i = 0; step == NARU_STEP_DONE && i < gone->len; i++)
    if (!naru_db_run (db, error, "DELETE FROM derive_state WHERE type = ?", "s",
                      g_ptr_array_index (gone, i)))
      return FALSE;
  return step == NARU_STEP_DONE;
}

/**
 * naru_derive_create_tables:
 *
 * Makes the tables, columns and indexes that the dictionary asks for and that are not there. Documents of a type whose
 * fields are derived otherwise than when its rows were made are marked stale.
 */
gboolean
naru_derive_create_tables (NaruDb *db, GError **error)
{
  const char *signature = signature_of_dictionary ();
  guint n_types = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  if (!naru_db_exec (db, common_tables, error) || !forget_unknown_types (db, error))
    return FALSE;
  for (guint i = 0; i < n_types; i++)
    if (!naru_derive_create_table (db, types[i], error))
      return FALSE;
  return naru_latest_create (db, error)
         && naru_db_run (db, error,
                         "INSERT OR REPLACE INTO derive_state (type, signature) VALUES (?, ?)",
                         "ss", ALL_TABLES, signature)
         && naru_derive_log (db, NULL, 0, error);
}

/**
 * naru_derive_run_each:
 * @query: an SQL query
 *
 * Runs the statements that are its rows.
 */
gboolean
naru_derive_run_each (NaruDb *db, const char *query, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NaruStatement) statement = naru_db_query (db, error, query, "");
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    g_string_append (sql, naru_statement_get_text (statement, 0));
  g_clear_pointer (&statement, naru_statement_free);
  return step == NARU_STEP_DONE && naru_db_exec (db, sql->str, error);
}

/**
 * naru_derive_drop_indexes:
 *
 * Drops the indexes of all list tables and the triggers that go by them, and marks the tables as not being what the
 * dictionary asks for: they are made again by naru_derive_create_tables(), which whoever opens the store next calls.
 */
gboolean
naru_derive_drop_indexes (NaruDb *db, GError **error)
{
  return naru_derive_run_each (
             db,
             "SELECT 'DROP INDEX \"' || name || '\";' FROM sqlite_schema"
             " WHERE type = 'index' AND tbl_name GLOB 'list_*' AND sql IS NOT NULL",
             error)
         && naru_latest_drop (db, error)
         && naru_db_run (db, error, "DELETE FROM derive_state WHERE type = ?", "s", ALL_TABLES);
}

/**
 * naru_derive_drop:
 *
 * Drops all that is derived, but for the log, which tells caches about it. All documents are pending from now on, which
 * spares marking each of them.
 */
gboolean
naru_derive_drop (NaruDb *db, GError **error)
{
  return naru_db_exec (db,
                       "DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS word_text;"
                       "DROP TABLE IF EXISTS names; DROP TABLE IF EXISTS posting;"
                       "DELETE FROM derive_state;",
                       error)
         && naru_derive_run_each (db,
                                  "SELECT 'DROP TABLE \"' || name || '\";' FROM sqlite_schema"
                                  " WHERE type = 'table' AND name GLOB 'list_*'",
                                  error)
         && naru_derive_set_pending (db, 0, error);
}
