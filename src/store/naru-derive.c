/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived from one document: its row in the list table, its names, words and postings. Only what differs from
 * what is there is written, since a person's edit touches one field out of fifty. */
#include "naru-derive-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-column.h"
#include "naru-fold.h"

#define LOG_KEPT 8192
#define FIRST_COLUMN 2 /* after id_ and title_ */

/* How a list table is written; made once per type and kept, since the dictionary does not change while we run. */
typedef struct
{
  GPtrArray *columns;
  char *select;
  char *insert;
} TypePlan;

static const TypePlan *
plan_for_type (const NaruRecordType *type)
{
  static GMutex lock;
  static GHashTable *plans;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  TypePlan *plan;
  GString *names, *marks;

  if (plans == NULL)
    plans = g_hash_table_new (NULL, NULL);
  plan = g_hash_table_lookup (plans, type);
  if (plan != NULL)
    return plan;

  plan = g_new0 (TypePlan, 1);
  plan->columns = naru_columns_new (type);
  names = g_string_new ("id_, title_");
  marks = g_string_new ("?, ?, ?");
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (plan->columns, i);

      g_string_append_printf (names, ", \"%s\"", field->name);
      g_string_append (marks, ", ?");
    }
  plan->select
      = g_strdup_printf ("SELECT %s FROM \"list_%s\" WHERE number = ?", names->str, type->name);
  plan->insert = g_strdup_printf ("INSERT INTO \"list_%s\" (number, %s) VALUES (%s)", type->name,
                                  names->str, marks->str);
  g_string_free (names, TRUE);
  g_string_free (marks, TRUE);
  g_hash_table_insert (plans, (gpointer) type, plan);
  return plan;
}

/* Log */

/**
 * naru_derive_log:
 * @db: the connection that writes
 * @type: (nullable): the record type; %NULL if all rows may have changed
 * @number: the row
 * @error: return location
 *
 * Notes, inside the transaction, that what is derived from a row changed. Of the notes only the latest are kept.
 *
 * Returns: whether it was written
 */
gboolean
naru_derive_log (NaruDb *db, const char *type, gint64 number, GError **error)
{
  gint64 sequence;

  if (!naru_db_run (db, error, "INSERT INTO derive_log (type, number) VALUES (?, ?)", "si", type,
                    number))
    return FALSE;
  sequence = naru_db_last_number (db);
  return sequence % LOG_KEPT != 0
         || naru_db_run (db, error, "DELETE FROM derive_log WHERE sequence <= ?", "i",
                         sequence - LOG_KEPT);
}

/**
 * naru_derive_get_sequence:
 * @db: a connection
 *
 * Returns: the place of the latest note in the log, by which caches know whether they are behind
 */
gint64
naru_derive_get_sequence (NaruDb *db)
{
  gint64 sequence = 0;

  naru_db_get_int (db, &sequence, NULL, "SELECT max(sequence) FROM derive_log", "");
  return sequence;
}

/* Writing */

/* With @problems, nothing is written: every difference becomes a sentence. */
typedef struct
{
  NaruDb *db;
  gint64 number;
  const NaruRecordType *type;
  const char *id;
  GPtrArray *problems;
  gboolean added; /* nothing of the document is there yet, so nothing needs to be looked up */
  gboolean changed;
} Writer;

/**
 * naru_derive_tell_difference:
 * @problems: (element-type utf8): where to add the sentence
 * @id: of a record
 * @what: name of a column, or "names", "words"
 */
void
naru_derive_tell_difference (GPtrArray *problems, const char *id, const char *what)
{
  /* TRANSLATORS: the first is the id of a record, the second the name of a column or "names", "words" */
  g_ptr_array_add (
      problems,
      g_strdup_printf (_ ("%s: what is kept for lists and search differs from the record (%s)."),
                       id, what));
}

static gboolean
differs (Writer *self, const char *what)
{
  self->changed = TRUE;
  if (self->problems == NULL)
    return TRUE;
  naru_derive_tell_difference (self->problems, self->id, what);
  return FALSE;
}

static gboolean
put_postings (Writer *self, const NaruField *field, const char *before, const char *after,
              GError **error)
{
  const char separator[] = { NARU_SET_SEPARATOR, '\0' };
  g_autofree char *name = g_strconcat (self->type->name, ".", field->name, NULL);
  g_auto (GStrv) old_values = g_strsplit (before != NULL ? before : "", separator, -1);
  g_auto (GStrv) new_values = g_strsplit (after != NULL ? after : "", separator, -1);

  for (char **value = old_values; *value != NULL; value++)
    if (!g_strv_contains ((const char *const *) new_values, *value)
        && !naru_db_run (self->db, error,
                         "DELETE FROM posting WHERE field = ? AND value = ? AND number = ?", "ssi",
                         name, *value, self->number))
      return FALSE;
  for (char **value = new_values; *value != NULL; value++)
    if (!g_strv_contains ((const char *const *) old_values, *value)
        && !naru_db_run (self->db, error,
                         "INSERT OR IGNORE INTO posting (field, value, number) VALUES (?, ?, ?)",
                         "ssi", name, *value, self->number))
      return FALSE;
  return TRUE;
}

static gboolean
set_column (Writer *self, const char *column, const NaruCell *cell, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"list_%s\" SET \"%s\" = ? WHERE number = ?",
                                          self->type->name, column);
  g_autoptr (NaruStatement) statement = naru_db_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  naru_cell_bind (cell, statement, 1);
  naru_statement_bind_int (statement, 2, self->number);
  return naru_statement_run (statement, error);
}

static gboolean
insert_row (Writer *self, const TypePlan *plan, const char *title, const NaruCell *cells,
            GError **error)
{
  g_autoptr (NaruStatement) statement = naru_db_prepare (self->db, plan->insert, error);

  if (statement == NULL)
    return FALSE;
  naru_statement_bind_int (statement, 1, self->number);
  naru_statement_bind_text (statement, 2, self->id);
  naru_statement_bind_text (statement, 3, title);
  for (guint i = 0; i < plan->columns->len; i++)
    naru_cell_bind (&cells[i], statement, (int) i + 4);
  if (!naru_statement_run (statement, error))
    return FALSE;
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (plan->columns, i);

      if (field->kind == NARU_KIND_SET && !put_postings (self, field, NULL, cells[i].text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
update_row (Writer *self, const TypePlan *plan, NaruStatement *row, const char *title,
            const NaruCell *cells, GError **error)
{
  g_autofree gboolean *differ = g_new0 (gboolean, plan->columns->len);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  NaruCell titles = { 's', (char *) title, 0 };
  gboolean retitled = strcmp (naru_statement_get_text (row, 1), title) != 0;

  for (guint i = 0; i < plan->columns->len; i++)
    {
      differ[i] = !naru_cell_is_stored (&cells[i], row, FIRST_COLUMN + (int) i);
      g_ptr_array_add (sets,
                       differ[i] ? naru_statement_dup_text (row, FIRST_COLUMN + (int) i) : NULL);
    }
  naru_statement_reset (row);

  if (retitled && differs (self, "title") && !set_column (self, "title_", &titles, error))
    return FALSE;
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const NaruField *field = g_ptr_array_index (plan->columns, i);

      if (!differ[i] || !differs (self, field->name))
        continue;
      if (!set_column (self, field->name, &cells[i], error)
          || (field->kind == NARU_KIND_SET
              && !put_postings (self, field, g_ptr_array_index (sets, i), cells[i].text, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_row (Writer *self, NaruRecord *record, GError **error)
{
  const TypePlan *plan = plan_for_type (self->type);
  const char *title = naru_record_get_title (record);
  g_autofree char *key = naru_fold_sort_key (title != NULL ? title : "");
  g_autofree NaruCell *cells = g_new0 (NaruCell, plan->columns->len + 1);
  g_autoptr (NaruStatement) row = NULL;
  NaruStep step = NARU_STEP_DONE;
  gboolean done;

  if (!self->added)
    {
      row = naru_db_query (self->db, error, plan->select, "i", self->number);
      step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;
    }
  done = step != NARU_STEP_ERROR;

  for (guint i = 0; done && i < plan->columns->len; i++)
    naru_cell_from_record (&cells[i], g_ptr_array_index (plan->columns, i), record);
  if (step == NARU_STEP_DONE && differs (self, "list"))
    done = insert_row (self, plan, key, cells, error);
  else if (step == NARU_STEP_ROW)
    done = update_row (self, plan, row, key, cells, error);
  for (guint i = 0; i < plan->columns->len; i++)
    naru_cell_clear (&cells[i]);
  return done;
}

static gboolean
put_names (Writer *self, const char *names, GError **error)
{
  g_autofree char *before = NULL;

  if (!self->added
      && !naru_db_get_text (self->db, &before, error, "SELECT text FROM names WHERE number = ?",
                            "i", self->number))
    return FALSE;
  if (!naru_sounds_put (self->db, self->type, self->number, before, names, self->problems, error))
    return FALSE;
  if (g_strcmp0 (before, names) == 0 || !differs (self, "names"))
    return TRUE;
  /* not INSERT OR REPLACE: for that, SQLite makes a savepoint, at which the index of words writes out what it has */
  if (before != NULL)
    return naru_db_run (self->db, error, "UPDATE names SET text = ? WHERE number = ?", "si", names,
                        self->number);
  return naru_db_run (self->db, error, "INSERT INTO names (number, type, text) VALUES (?, ?, ?)",
                      "iss", self->number, self->type->name, names);
}

/* The index of words must be told the old text to forget it. @words is NULL to leave nothing. */
static gboolean
put_words (Writer *self, const char *words, GError **error)
{
  g_autofree char *before = NULL;

  if (words != NULL && *words == '\0')
    words = NULL;
  if (!self->added
      && !naru_db_get_text (self->db, &before, error, "SELECT text FROM word_text WHERE number = ?",
                            "i", self->number))
    return FALSE;
  if (g_strcmp0 (before, words) == 0 || !differs (self, "words"))
    return TRUE;
  if (before != NULL
      && (!naru_db_run (self->db, error,
                        "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", "is",
                        self->number, before)
          || !naru_db_run (self->db, error, "DELETE FROM word_text WHERE number = ?", "i",
                           self->number)))
    return FALSE;
  return words == NULL
         || (naru_db_run (self->db, error, "INSERT INTO word_text (number, text) VALUES (?, ?)",
                          "is", self->number, words)
             && naru_db_run (self->db, error, "INSERT INTO words (rowid, text) VALUES (?, ?)", "is",
                             self->number, words));
}

static gboolean
put (Writer *self, NaruRecord *record, GError **error)
{
  g_autofree char *names = naru_derive_names (record);
  g_autofree char *words = naru_derive_words (record);

  return put_row (self, record, error) && put_names (self, names, error)
         && put_words (self, words, error);
}

/**
 * naru_derive_put:
 * @number: row number of the document
 * @record: the document as it now is
 *
 * Brings list row, names, words and postings up to the record, inside the transaction that writes the document.
 */
gboolean
naru_derive_put (NaruDb *db, gint64 number, NaruRecord *record, GError **error)
{
  Writer self = { .db = db,
                  .number = number,
                  .type = naru_record_get_record_type (record),
                  .id = naru_record_get_id (record) };

  return put (&self, record, error)
         && (!self.changed || naru_derive_log (db, self.type->name, number, error));
}

/**
 * naru_derive_add:
 * @number: row number of a document that was not there before
 *
 * Makes what naru_derive_put() makes, without a note in the log: the caller notes the many that it adds together.
 */
gboolean
naru_derive_add (NaruDb *db, gint64 number, NaruRecord *record, GError **error)
{
  Writer self = { .db = db,
                  .number = number,
                  .type = naru_record_get_record_type (record),
                  .id = naru_record_get_id (record),
                  .added = TRUE };

  return put (&self, record, error);
}

/**
 * naru_derive_delete:
 * @number: row number of the document
 * @type: its record type
 *
 * Removes all that was derived from a document that is no longer there.
 */
gboolean
naru_derive_delete (NaruDb *db, gint64 number, const char *type, GError **error)
{
  Writer self = { .db = db, .number = number, .type = naru_record_type_find (type), .id = "" };
  g_autofree char *names = NULL;
  g_autofree char *sql = NULL;

  if (self.type == NULL)
    return TRUE;
  if (!naru_db_get_text (db, &names, error, "SELECT text FROM names WHERE number = ?", "i", number)
      || !naru_sounds_put (db, self.type, number, names, NULL, NULL, error))
    return FALSE;
  {
    const TypePlan *plan = plan_for_type (self.type);
    g_autoptr (NaruStatement) row = naru_db_query (db, error, plan->select, "i", number);
    NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;

    for (guint i = 0; step == NARU_STEP_ROW && i < plan->columns->len; i++)
      {
        const NaruField *field = g_ptr_array_index (plan->columns, i);

        if (field->kind == NARU_KIND_SET
            && !put_postings (&self, field, naru_statement_get_text (row, FIRST_COLUMN + (int) i),
                              NULL, error))
          return FALSE;
      }
    if (step == NARU_STEP_ERROR)
      return FALSE;
  }
  sql = g_strdup_printf ("DELETE FROM \"list_%s\" WHERE number = ?", type);
  return naru_db_run (db, error, sql, "i", number) && put_words (&self, NULL, error)
         && naru_db_run (db, error, "DELETE FROM names WHERE number = ?", "i", number)
         && naru_derive_log (db, type, number, error);
}

/**
 * naru_derive_check:
 * @problems: (element-type utf8): where to add sentences about what naru_derive_put() would change
 */
gboolean
naru_derive_check (NaruDb *db, gint64 number, NaruRecord *record, GPtrArray *problems,
                   GError **error)
{
  Writer self = { .db = db,
                  .number = number,
                  .type = naru_record_get_record_type (record),
                  .id = naru_record_get_id (record),
                  .problems = problems };

  return put (&self, record, error);
}

static gboolean
check_table (NaruDb *db, const char *table, const char *type, GPtrArray *problems, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM \"%s\" WHERE number NOT IN (SELECT number FROM document"
      " WHERE deleted = 0%s)",
      table, type != NULL ? " AND type = ?" : "");
  gint64 rest = 0;

  if (!naru_db_get_int (db, &rest, error, sql, type != NULL ? "s" : "", type))
    return FALSE;
  if (rest > 0)
    g_ptr_array_add (problems, g_strdup_printf (ngettext ("%lld row in “%s” belongs to no record.",
                                                          "%lld rows in “%s” belong to no record.",
                                                          (gulong) rest),
                                                (long long) rest, table));
  return TRUE;
}

/**
 * naru_derive_check_rest:
 * @problems: (element-type utf8): where to add sentences about rows that belong to no record, and about what is kept of
 *   other rows and is not so
 */
gboolean
naru_derive_check_rest (NaruDb *db, GPtrArray *problems, GError **error)
{
  static const char *const tables[] = { "names", "word_text", "posting" };
  guint n_types = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!check_table (db, tables[i], NULL, problems, error))
      return FALSE;
  for (guint i = 0; i < n_types; i++)
    {
      g_autofree char *table = g_strconcat ("list_", types[i]->name, NULL);

      if (!check_table (db, table, types[i]->name, problems, error))
        return FALSE;
    }
  return naru_latest_check (db, problems, error);
}
