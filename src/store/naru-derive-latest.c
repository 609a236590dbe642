/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a list that say when something last happened to a record: the latest of many other rows. To ask these for every
 * row of a list takes a tenth of a second and more, so they are kept: triggers bring them up to each change. */
#include "naru-derive-private.h"

#include <string.h>

#include "naru-query-private.h"

/**
 * Latest: one such column
 * @type: whose list has it
 * @name: the computed column; that of the list table has "_" behind it
 * @column: that of the list table, of its row "l"
 * @source: the type of the rows that are asked
 * @owner: their column that names the record
 * @time: their column of which the latest counts
 * @which: those of them that count
 */
typedef struct
{
  const char *type;
  const char *name;
  const char *column;
  const char *source;
  const char *owner;
  const char *time;
  const char *which;
} Latest;

/* The columns of one type stand together, and have one source. */
static const Latest latest[] = {
  { "employer", "lastContact", "l.lastContact_", "interaction", "employer", "at",
    "kind <> 'note'" },
  { "employer", "lastTalk", "l.lastTalk_", "interaction", "employer", "at",
    "kind IN ('call', 'visit', 'meeting')" },
  { "jobseeker", "lastContact", "l.lastContact_", "meeting", "jobseeker", "start",
    "state = 'held'" },
};

/* Triggers are called so; GLOB finds them. */
#define TRIGGERS "latest_"

/**
 * naru_latest_find:
 * @type: a record type
 * @name: a computed column
 *
 * Returns: (transfer none) (nullable): the column of the list row "l" that keeps it; %NULL where it is computed each time
 */
const char *
naru_latest_find (const char *type, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (latest); i++)
    if (strcmp (latest[i].type, type) == 0 && strcmp (latest[i].name, name) == 0)
      return latest[i].column;
  return NULL;
}

/* The value, for the record whose id the SQL expression @id gives. */
static char *
value_sql (const Latest *self, const char *id)
{
  return g_strdup_printf ("(SELECT x.\"%s\" FROM \"list_%s\" x WHERE x.\"%s\" = %s AND x.%s"
                          " ORDER BY x.\"%s\" DESC LIMIT 1)",
                          self->time, self->source, self->owner, id, self->which, self->time);
}

/* All columns of the type of @self, for the record with that id: "lastContact_" = …, "lastTalk_" = … */
static char *
settings_sql (const Latest *self, const char *id)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (latest); i++)
    if (strcmp (latest[i].type, self->type) == 0)
      {
        g_autofree char *value = value_sql (&latest[i], id);

        g_string_append_printf (sql, "%s\"%s_\" = %s", sql->len > 0 ? ", " : "", latest[i].name,
                                value);
      }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
is_first_of_type (gsize i)
{
  return i == 0 || strcmp (latest[i].type, latest[i - 1].type) != 0;
}

/* After what happens to a row of the source, its owner is asked anew: @row is NEW or OLD. */
static void
append_source_trigger (GString *out, const Latest *self, const char *event, const char *row)
{
  g_autofree char *id = g_strdup_printf ("%s.\"%s\"", row, self->owner);
  g_autofree char *settings = settings_sql (self, id);

  g_string_append_printf (
      out,
      "CREATE TRIGGER \"" TRIGGERS "%s_%s_%s\" AFTER %s ON \"list_%s\" WHEN %s IS NOT NULL"
      " BEGIN UPDATE \"list_%s\" SET %s WHERE number = (SELECT number FROM document WHERE id = %s);"
      " END;",
      self->source, event, row, event, self->source, id, self->type, settings, id);
}

static void
append_triggers (GString *out, const Latest *self)
{
  g_autofree char *settings = settings_sql (self, "NEW.id_");

  append_source_trigger (out, self, "INSERT", "NEW");
  append_source_trigger (out, self, "DELETE", "OLD");
  append_source_trigger (out, self, "UPDATE", "OLD");
  append_source_trigger (out, self, "UPDATE", "NEW");
  g_string_append_printf (out,
                          "CREATE TRIGGER \"" TRIGGERS "%s\" AFTER INSERT ON \"list_%s\""
                          " BEGIN UPDATE \"list_%s\" SET %s WHERE number = NEW.number; END;",
                          self->type, self->type, self->type, settings);
}

static gboolean
add_column (NaruDb *db, const Latest *self, GError **error)
{
  g_autofree char *table = g_strconcat ("list_", self->type, NULL);
  g_autofree char *column = g_strconcat (self->name, "_", NULL);
  g_autofree char *sql
      = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" TEXT", table, column);
  gint64 there = 0;

  return naru_db_get_int (db, &there, error,
                          "SELECT count(*) FROM pragma_table_info (?) WHERE name = ?", "ss", table,
                          column)
         && (there > 0 || naru_db_exec (db, sql, error));
}

static gboolean
fill_columns (NaruDb *db, const Latest *self, GError **error)
{
  g_autofree char *table = g_strdup_printf ("\"list_%s\"", self->type);
  g_autofree char *id = g_strconcat (table, ".id_", NULL);
  g_autofree char *settings = settings_sql (self, id);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s", table, settings);

  return naru_db_exec (db, sql, error);
}

/**
 * naru_latest_create:
 * @db: the connection that writes, whose list tables and indexes are there
 * @error: return location
 *
 * Makes columns, indexes and triggers where they are not there, and fills the columns.
 *
 * Returns: whether they are there
 */
gboolean
naru_latest_create (NaruDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  gint64 there = 0, wanted = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (latest); i++)
    {
      const char *type = latest[i].type, *name = latest[i].name;

      if (!add_column (db, &latest[i], error))
        return FALSE;
      g_string_append_printf (sql,
                              "CREATE INDEX IF NOT EXISTS \"list_%s:%s_\" ON \"list_%s\" "
                              "(\"%s_\", title_) WHERE \"%s_\" IS NOT NULL;",
                              type, name, type, name, name);
      wanted += is_first_of_type (i) ? 5 : 0;
    }
  if (!naru_db_get_int (
          db, &there, error,
          "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '" TRIGGERS "*'",
          ""))
    return FALSE;
  if (there == wanted)
    return naru_db_exec (db, sql->str, error);
  if (!naru_latest_drop (db, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (latest); i++)
    if (is_first_of_type (i))
      {
        if (!fill_columns (db, &latest[i], error))
          return FALSE;
        append_triggers (sql, &latest[i]);
      }
  return naru_db_exec (db, sql->str, error);
}

/**
 * naru_latest_drop:
 * @db: the connection that writes
 * @error: return location
 *
 * Drops the triggers, which slow down whoever writes very much: naru_latest_create() makes them again, and fills the
 * columns.
 *
 * Returns: whether there are none any more
 */
gboolean
naru_latest_drop (NaruDb *db, GError **error)
{
  return naru_derive_run_each (db,
                               "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema"
                               " WHERE type = 'trigger' AND name GLOB '" TRIGGERS "*'",
                               error);
}

/**
 * naru_latest_check:
 * @db: a connection
 * @problems: (element-type utf8): where to add sentences about what is kept and is not so
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
naru_latest_check (NaruDb *db, GPtrArray *problems, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (latest); i++)
    {
      g_autofree char *value = value_sql (&latest[i], "l.id_");
      g_autofree char *sql
          = g_strdup_printf ("SELECT l.id_ FROM \"list_%s\" l WHERE l.\"%s_\" IS NOT %s",
                             latest[i].type, latest[i].name, value);
      g_autoptr (NaruStatement) statement = naru_db_query (db, error, sql, "");
      NaruStep step = NARU_STEP_ERROR;

      while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
        naru_derive_tell_difference (problems, naru_statement_get_text (statement, 0),
                                     latest[i].name);
      if (step != NARU_STEP_DONE)
        return FALSE;
    }
  return TRUE;
}
