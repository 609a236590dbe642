/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a query to SQL over the list table of its type, and from there to ordered row numbers. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-fold.h"
#include "naru-query-private.h"
#include "naru-store-private.h"

#define FIRST_CELL 3
#define FEW_ROWS 10000 /* that are sooner asked for one by one than read among all */
#define AFTER_ALL "\xf4\x8f\xbf\xbf" /* U+10FFFF sorts behind every character */

static void
cell_free (gpointer data)
{
  naru_cell_clear (data);
  g_free (data);
}

/* Appends the place of a value. */
static void
add_cell (NaruListSql *self, const NaruField *field, const char *value)
{
  NaruCell *cell = g_new0 (NaruCell, 1);

  naru_cell_from_value (cell, field, value);
  g_ptr_array_add (self->cells, cell);
  g_string_append_printf (self->where, "?%u", self->cells->len - 1 + FIRST_CELL);
}

static void
add_cells (NaruListSql *self, const NaruField *field, const char *values)
{
  const char separator[] = { NARU_SET_SEPARATOR, '\0' };
  g_auto (GStrv) list = g_strsplit (values != NULL ? values : "", separator, -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (self->where, ", ");
      add_cell (self, field, list[i]);
    }
}

static void
add_prefix (NaruListSql *self, const NaruField *field, const char *column, const char *value)
{
  /* a prefix is compared as it stands in the column, but not as the key of a whole text */
  const NaruField raw = { .name = field->name, .kind = NARU_KIND_CODE };
  g_autofree char *prefix = field->kind == NARU_KIND_TEXT ? naru_fold (value != NULL ? value : "")
                                                          : g_strdup (value != NULL ? value : "");
  g_autofree char *end = g_strconcat (prefix, AFTER_ALL, NULL);

  g_string_append_printf (self->where, "%s >= ", column);
  add_cell (self, &raw, *prefix != '\0' ? prefix : "\x01");
  g_string_append_printf (self->where, " AND %s < ", column);
  add_cell (self, &raw, end);
}

static void
add_set_filter (NaruListSql *self, const NaruField *field, NaruFilterOp op, const char *value)
{
  const NaruField raw = { .name = field->name, .kind = NARU_KIND_CODE };

  if (op == NARU_FILTER_EMPTY || op == NARU_FILTER_NOT_EMPTY)
    {
      g_string_append_printf (self->where, "l.\"%s\" IS %s", field->name,
                              op == NARU_FILTER_EMPTY ? "NULL" : "NOT NULL");
      return;
    }
  g_string_append_printf (
      self->where, "l.number %s (SELECT p.number FROM posting p WHERE p.field = '%s.%s' AND ",
      op == NARU_FILTER_IS_NOT ? "NOT IN" : "IN", self->type->name, field->name);
  if (op == NARU_FILTER_UNDER)
    add_prefix (self, &raw, "p.value", value);
  else
    {
      g_string_append (self->where, "p.value IN (");
      add_cells (self, &raw, value);
      g_string_append_c (self->where, ')');
    }
  g_string_append_c (self->where, ')');
}

static void
add_column_filter (NaruListSql *self, const NaruField *field, const char *column, NaruFilterOp op,
                   const char *value)
{
  switch (op)
    {
    case NARU_FILTER_IS_NOT:
      g_string_append_printf (self->where, "(%s IS NULL OR %s NOT IN (", column, column);
      add_cells (self, field, value);
      g_string_append (self->where, "))");
      return;
    case NARU_FILTER_AT_LEAST:
    case NARU_FILTER_BELOW:
      /* Or SQLite reads all by title and looks each up, where the index of the column has all that is asked for. */
      g_string_append_printf (self->where, "likelihood (%s %s ", column,
                              op == NARU_FILTER_BELOW ? "<" : ">=");
      add_cell (self, field, value);
      g_string_append (self->where, ", 0.05)");
      return;
    case NARU_FILTER_EMPTY:
      /* Or SQLite reads a whole team by title for the few of it whom nobody looks after. */
      g_string_append_printf (self->where, "likelihood (%s IS NULL, 0.1)", column);
      return;
    case NARU_FILTER_NOT_EMPTY:
      g_string_append_printf (self->where, "%s IS NOT NULL", column);
      return;
    case NARU_FILTER_UNDER:
      add_prefix (self, field, column, value);
      return;
    case NARU_FILTER_IS:
    case NARU_FILTER_HAS:
    default:
      /* Without statistics SQLite takes any value for one of ten rows, but a state is one of every tenth row: it would
       * read all that are booked, instead of those of one person. */
      g_string_append_printf (
          self->where, field->kind == NARU_KIND_ENUM ? "likelihood (%s IN (" : "(%s IN (", column);
      add_cells (self, field, value);
      g_string_append (self->where, field->kind == NARU_KIND_ENUM ? "), 0.1)" : "))");
    }
}

/* What a name in a query stands for: a column of the list table, or an expression. */
static char *
find_column (NaruListSql *self, const char *name, NaruField *field)
{
  const NaruField *declared = naru_column_find (self->type, name);
  const NaruComputed *computed = naru_computed_find (self->type->name, name);

  *field = (NaruField){ .name = name };
  if (declared != NULL)
    {
      *field = *declared;
      return g_strdup_printf ("l.\"%s\"", name);
    }
  if (computed != NULL)
    {
      /* texts of records stand in expressions as they are, not as keys */
      field->kind = computed->kind == NARU_KIND_TEXT ? NARU_KIND_CODE : computed->kind;
      if (naru_latest_find (self->type->name, name) != NULL)
        return g_strdup (naru_latest_find (self->type->name, name));
      return g_strdup_printf ("(%s)", naru_computed_get_sql (self->type->name, name));
    }
  if (naru_record_type_find_field (self->type, name) != NULL)
    return NULL;
  field->kind = strcmp (name, "id") == 0 ? NARU_KIND_CODE : NARU_KIND_TEXT;
  return strcmp (name, "id") == 0      ? g_strdup ("l.id_")
         : strcmp (name, "title") == 0 ? g_strdup ("l.title_")
                                       : NULL;
}

static gboolean
add_filter (NaruListSql *self, const NaruFilter *filter, GError **error)
{
  NaruField field;
  g_autofree char *column = find_column (self, filter->field, &field);

  if (column == NULL && self->rest != NULL
      && naru_record_type_find_field (self->type, filter->field) != NULL)
    {
      g_ptr_array_add (self->rest, (gpointer) filter);
      return TRUE;
    }
  if (column == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("Records of the kind “%s” cannot be filtered by “%s”."), self->type->name,
                   filter->field);
      return FALSE;
    }
  g_string_append (self->where, self->where->len > 0 ? " AND " : " WHERE ");
  if (field.kind == NARU_KIND_SET)
    add_set_filter (self, &field, filter->op, filter->value);
  else
    add_column_filter (self, &field, column, filter->op, filter->value);
  return TRUE;
}

/**
 * naru_list_sql_init:
 * @self: (out caller-allocates): the query as SQL; clear it in any case
 * @allow_scan: whether filters by fields without a column are left in @self->rest, instead of being refused
 */
gboolean
naru_list_sql_init (NaruListSql *self, const NaruQuery *query, gboolean allow_scan, GError **error)
{
  self->query = query;
  self->type = naru_record_type_find (query->type);
  self->where = g_string_new (NULL);
  self->cells = g_ptr_array_new_with_free_func (cell_free);
  self->rest = allow_scan ? g_ptr_array_new () : NULL;
  if (self->type == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no record type “%s”."),
                   query->type);
      return FALSE;
    }
  for (guint i = 0; i < query->filters->len; i++)
    if (!add_filter (self, g_ptr_array_index (query->filters, i), error))
      return FALSE;
  return TRUE;
}

/**
 * naru_list_sql_clear:
 * @self: a query as SQL, or zeros
 *
 * Frees what it holds.
 */
void
naru_list_sql_clear (NaruListSql *self)
{
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  self->where = NULL;
}

static NaruStatement *
prepare (NaruListSql *self, NaruDb *db, const char *sql, GError **error)
{
  NaruStatement *statement = naru_db_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  naru_computed_bind_now (statement, self->query->now);
  for (guint i = 0; i < self->cells->len; i++)
    naru_cell_bind (g_ptr_array_index (self->cells, i), statement, (int) i + FIRST_CELL);
  return statement;
}

/* Reads row numbers from column 0: those in @kept, or all, but for those in @left_out. */
static gboolean
read_numbers (NaruStatement *statement, const NaruBits *kept, const NaruBits *left_out, guint limit,
              GArray *numbers, GError **error)
{
  NaruStep step;

  while ((limit == 0 || numbers->len < limit)
         && (step = naru_statement_step (statement, error)) != NARU_STEP_DONE)
    {
      gint64 number;

      if (step == NARU_STEP_ERROR)
        return FALSE;
      number = naru_statement_get_int (statement, 0);
      if ((kept == NULL || naru_bits_has (kept, number))
          && (left_out == NULL || !naru_bits_has (left_out, number)))
        g_array_append_val (numbers, number);
    }
  return TRUE;
}

static gboolean
run_simple (NaruListSql *self, NaruDb *db, const NaruBits *kept, const NaruBits *left_out,
            const char *more, const char *order, GArray *numbers, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT l.number FROM \"list_%s\" l%s%s%s ORDER BY %s",
                                          self->type->name, self->where->str,
                                          *more == '\0'          ? ""
                                          : self->where->len > 0 ? " AND "
                                                                 : " WHERE ",
                                          more, order);
  g_autoptr (NaruStatement) statement = prepare (self, db, sql, error);

  return statement != NULL
         && read_numbers (statement, kept, left_out, self->query->limit, numbers, error);
}

/* Rows of one value, which stand in the order of their titles. */
typedef struct
{
  guint first;
  guint length;
  char *key;
} Group;

static void
group_clear (gpointer data)
{
  g_free (((Group *) data)->key);
}

static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a;
  const Group *second = b;
  int order = strcmp (first->key, second->key);

  return order != 0 ? order : first->first < second->first ? -1 : 1;
}

/* The key of a referenced record's title; what it refers to may not be on this desk. */
static char *
title_key (NaruDb *db, const char *id)
{
  g_autofree char *title = NULL;

  naru_db_get_text (db, &title, NULL, "SELECT title FROM document WHERE id = ?", "s", id);
  return title != NULL ? naru_fold_sort_key (title) : g_strdup (AFTER_ALL);
}

/* Reads the rows that have a value, group by group; groups are then put in order, each as it is. */
static gboolean
run_grouped (NaruListSql *self, NaruDb *db, const NaruBits *kept, const NaruField *field,
             const char *column, GArray *numbers, GError **error)
{
  gboolean by_title = field->kind == NARU_KIND_REFERENCE;
  g_autofree char *sql
      = g_strdup_printf ("SELECT l.number, %s FROM \"list_%s\" l%s%s%s IS NOT NULL"
                         " ORDER BY %s, l.title_, l.number",
                         column, self->type->name, self->where->str,
                         self->where->len > 0 ? " AND " : " WHERE ", column, column);
  g_autoptr (NaruStatement) statement = prepare (self, db, sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GString) value = g_string_new (NULL);
  NaruStep step = NARU_STEP_ERROR;

  g_array_set_clear_func (groups, group_clear);
  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      gint64 number = naru_statement_get_int (statement, 0);
      const char *text = naru_statement_get_text (statement, 1);

      if (kept != NULL && !naru_bits_has (kept, number))
        continue;
      if (groups->len == 0 || strcmp (text, value->str) != 0)
        {
          Group group = { rows->len, 0, by_title ? title_key (db, text) : NULL };

          g_string_assign (value, text);
          g_array_append_val (groups, group);
        }
      g_array_index (groups, Group, groups->len - 1).length++;
      g_array_append_val (rows, number);
    }
  if (step != NARU_STEP_DONE)
    return FALSE;
  if (by_title)
    g_array_sort (groups, compare_groups);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group
          = &g_array_index (groups, Group, self->query->descending ? groups->len - 1 - i : i);

      g_array_append_vals (numbers, &g_array_index (rows, gint64, group->first), group->length);
    }
  if (self->query->limit > 0 && numbers->len > self->query->limit)
    g_array_set_size (numbers, self->query->limit);
  return TRUE;
}

/* Row numbers as JSON. */
static char *
list_numbers (const NaruBits *bits)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (gsize i = 0; i < bits->n_words * 64; i++)
    if (naru_bits_has (bits, (gint64) i))
      g_string_append_printf (list, "%s%" G_GSIZE_FORMAT, list->len > 1 ? "," : "", i);
  g_string_append_c (list, ']');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* A value is computed once for each row, and only for the rows that a search has left: one term, as SQLite would compute
 * it again for every other. Rows without a value come last. */
static gboolean
run_computed (NaruListSql *self, NaruDb *db, const NaruBits *kept, const char *expression,
              GArray *numbers, GError **error)
{
  gboolean few = kept != NULL && naru_bits_count (kept) <= FEW_ROWS;
  g_autofree char *only
      = !few ? g_strdup ("")
             : g_strdup_printf ("%s l.number IN (SELECT value FROM json_each (?%u))",
                                self->where->len > 0 ? " AND" : " WHERE",
                                self->cells->len + FIRST_CELL);
  g_autofree char *sql = g_strdup_printf (
      "SELECT number FROM (SELECT l.number, l.title_, %s AS value FROM \"list_%s\" l%s%s)"
      " ORDER BY value %s, title_, number",
      expression, self->type->name, self->where->str, only,
      self->query->descending ? "DESC" : "NULLS LAST");
  g_autoptr (NaruStatement) statement = prepare (self, db, sql, error);
  g_autofree char *list = few ? list_numbers (kept) : NULL;

  if (statement != NULL && few)
    naru_statement_bind_text (statement, (int) self->cells->len + FIRST_CELL, list);
  return statement != NULL
         && read_numbers (statement, kept, NULL, self->query->limit, numbers, error);
}

/**
 * naru_list_sql_run:
 * @kept: (nullable): the rows to keep, by number
 *
 * Rows without a value come last in either direction; equal values are in the order of titles, then of row numbers.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): row numbers in order
 */
GArray *
naru_list_sql_run (NaruListSql *self, NaruDb *db, const NaruBits *kept, GError **error)
{
  const char *order = self->query->order;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  NaruField field;
  g_autofree char *column = NULL;
  gboolean done;

  if (order != NULL)
    {
      column = find_column (self, order, &field);
      if (column == NULL || field.kind == NARU_KIND_SET)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("Records of the kind “%s” cannot be ordered by “%s”."), self->type->name,
                       order);
          return NULL;
        }
    }
  if (order == NULL || strcmp (column, "l.title_") == 0)
    done = run_simple (self, db, kept, NULL, "",
                       self->query->descending ? "l.title_ DESC, l.number" : "l.title_, l.number",
                       numbers, error);
  else if (*column == '(')
    done = run_computed (self, db, kept, column, numbers, error);
  else
    {
      g_autofree char *present = g_strconcat (column, " IS NOT NULL", NULL);
      g_autofree char *by_column = g_strconcat (column, ", l.title_, l.number", NULL);

      done = self->query->descending || field.kind == NARU_KIND_REFERENCE
                 ? run_grouped (self, db, kept, &field, column, numbers, error)
                 : run_simple (self, db, kept, NULL, present, by_column, numbers, error);
      if (done && (self->query->limit == 0 || numbers->len < self->query->limit))
        {
          /* the rest is read from the index of titles: asking each row whether it has a value takes far longer */
          g_autoptr (NaruBits) seen = naru_bits_new (1024);

          for (guint i = 0; i < numbers->len; i++)
            naru_bits_add (seen, g_array_index (numbers, gint64, i));
          done = run_simple (self, db, kept, seen, "", "l.title_, l.number", numbers, error);
        }
    }
  return done ? g_steal_pointer (&numbers) : NULL;
}

/**
 * naru_list_sql_count:
 * @count: (out): how many rows meet the filters
 */
gboolean
naru_list_sql_count (NaruListSql *self, NaruDb *db, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"list_%s\" l%s", self->type->name,
                                          self->where->str);
  g_autoptr (NaruStatement) statement = prepare (self, db, sql, error);

  if (statement == NULL || naru_statement_step (statement, error) != NARU_STEP_ROW)
    return FALSE;
  *count = naru_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * naru_list_sql_members:
 *
 * Returns: (transfer full) (nullable): the rows that meet the filters, by number
 */
NaruBits *
naru_list_sql_members (NaruListSql *self, NaruDb *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT l.number FROM \"list_%s\" l%s", self->type->name,
                                          self->where->str);
  g_autoptr (NaruStatement) statement = prepare (self, db, sql, error);
  g_autoptr (NaruBits) members = naru_bits_new (1024);
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    naru_bits_add (members, naru_statement_get_int (statement, 0));
  return step == NARU_STEP_DONE ? g_steal_pointer (&members) : NULL;
}
