/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: the records of a type, filtered, searched and ordered as in the window. */
#include "cli.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static CliFilter asked;
static char *columns;

static const GOptionEntry list_options[] = {
  { "search", 's', 0, G_OPTION_ARG_FILENAME, &asked.search, N_ ("Words, parts of names, numbers"),
    N_ ("TEXT") },
  { "where", 'w', 0, G_OPTION_ARG_FILENAME_ARRAY, &asked.where,
    N_ ("FIELD=VALUE, or with !=, >=, < or ^= (begins with)"), N_ ("CONDITION") },
  { "order", 'o', 0, G_OPTION_ARG_FILENAME, &asked.order,
    N_ ("Order by a field; -FIELD from the greatest down"), N_ ("FIELD") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &asked.limit, N_ ("At most so many"), N_ ("NUMBER") },
  { "columns", 'c', 0, G_OPTION_ARG_FILENAME, &columns, N_ ("Fields to show, with commas between"),
    N_ ("FIELDS") },
  { "sensitive", 0, 0, G_OPTION_ARG_NONE, &asked.sensitive,
    N_ ("With sensitive fields, and conditions on them; it leaves a trace"), NULL },
  { NULL },
};

static const struct
{
  const char *sign;
  NaruFilterOp op;
} signs[] = {
  { "!=", NARU_FILTER_IS_NOT }, { ">=", NARU_FILTER_AT_LEAST }, { "^=", NARU_FILTER_UNDER },
  { "<", NARU_FILTER_BELOW },   { "=", NARU_FILTER_IS },
};

/* Kinds whose values have no commas: several of them may be asked for at once. */
static gboolean
takes_several (NaruKind kind)
{
  return kind == NARU_KIND_ENUM || kind == NARU_KIND_CODE || kind == NARU_KIND_REFERENCE
         || kind == NARU_KIND_SET;
}

/* Who has a value is told by a column, and no less by a condition or an order. */
static const NaruField *
find_field (const NaruRecordType *type, const char *name, gboolean sensitive, GError **error)
{
  const NaruField *field = cli_find_field (type, name, error);

  if (field == NULL || sensitive || (field->flags & NARU_FIELD_SENSITIVE) == 0)
    return field;
  g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
               _ ("“%s” is sensitive: it is asked about only with --sensitive."), name);
  return NULL;
}

static gboolean
find_kind (const NaruRecordType *type, const char *name, gboolean sensitive, NaruKind *kind,
           GError **error)
{
  const NaruComputed *computed = naru_computed_find (type->name, name);
  const NaruField *field;

  if (computed != NULL)
    {
      *kind = computed->kind;
      return TRUE;
    }
  field = find_field (type, name, sensitive, error);
  if (field != NULL)
    *kind = field->kind;
  return field != NULL;
}

/* Finds the sign of a condition: the first in the text, the longest at that place. */
static const char *
find_sign (const char *condition, guint *found)
{
  for (const char *at = condition; *at != '\0'; at++)
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      if (at > condition && g_str_has_prefix (at, signs[i].sign))
        {
          *found = i;
          return at;
        }
  return NULL;
}

static gboolean
add_condition (NaruQuery *query, const NaruRecordType *type, const char *condition,
               gboolean sensitive, GError **error)
{
  guint found = 0;
  const char *sign = find_sign (condition, &found);
  g_autofree char *name = sign != NULL ? g_strndup (condition, (gsize) (sign - condition)) : NULL;
  g_autofree char *value = NULL;
  NaruFilterOp op;
  NaruKind kind;

  if (sign == NULL || !g_utf8_validate (condition, -1, NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("A condition is written as FIELD=VALUE, or with !=, >=, < or ^=."));
      return FALSE;
    }
  if (!find_kind (type, name, sensitive, &kind, error))
    return FALSE;
  op = signs[found].op;
  value = g_strdup (sign + strlen (signs[found].sign));
  if (*value == '\0' && (op == NARU_FILTER_IS || op == NARU_FILTER_IS_NOT))
    op = op == NARU_FILTER_IS ? NARU_FILTER_EMPTY : NARU_FILTER_NOT_EMPTY;
  else if (op == NARU_FILTER_IS && kind == NARU_KIND_SET)
    op = NARU_FILTER_HAS;
  if (takes_several (kind))
    g_strdelimit (value, ",", '\x1f');
  naru_query_add_filter (query, name, op, value);
  return TRUE;
}

NaruQuery *
cli_make_query (Cli *cli, const NaruRecordType *type, const CliFilter *filter, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (type->name);
  g_autofree char *now = naru_desk_now (cli->desk);
  NaruKind kind;

  naru_query_set_now (query, now);
  for (guint i = 0; filter->where != NULL && filter->where[i] != NULL; i++)
    if (!add_condition (query, type, filter->where[i], filter->sensitive, error))
      return NULL;
  if (filter->order != NULL)
    {
      gboolean descending = *filter->order == '-';

      if (!find_kind (type, filter->order + descending, filter->sensitive, &kind, error))
        return NULL;
      naru_query_set_order (query, filter->order + descending, descending);
    }
  if (filter->search != NULL)
    naru_query_set_search (query, filter->search);
  naru_query_set_sensitive (query, filter->sensitive);
  if (filter->limit > 0)
    naru_query_set_limit (query, (guint) filter->limit);
  return g_steal_pointer (&query);
}

static char *
one_line (char *text)
{
  return text != NULL ? g_strdelimit (text, "\r\n\t", ' ') : NULL;
}

/* What is sensitive is in a list only where it is asked for. */
static char *
make_line (NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_autofree char *line = cli_document_line (record);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NaruJsonEdit));

  for (const NaruField *field = type->fields; !asked.sensitive && field->name != NULL; field++)
    if ((field->flags & NARU_FIELD_SENSITIVE) != 0 && naru_record_has (record, field->name))
      {
        NaruJsonEdit edit = { field->name, NULL };

        g_array_append_val (edits, edit);
      }
  return edits->len > 0
             ? naru_json_splice (line, (const NaruJsonEdit *) (void *) edits->data, edits->len)
             : g_steal_pointer (&line);
}

/* A barrier is called by what it is, which is not for a list. */
static const char *
title_of (NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_auto (GStrv) names = g_strsplit (type->title, " ", -1);

  for (char **name = names; !asked.sensitive && *name != NULL; name++)
    {
      const NaruField *field = naru_record_type_find_field (type, *name);

      if (field != NULL && (field->flags & NARU_FIELD_SENSITIVE) != 0)
        return naru_record_type_get_label (type);
    }
  return naru_record_get_title (record);
}

static void
print_row (Cli *cli, NaruRecord *record, char **names)
{
  if (cli->json)
    {
      g_autofree char *line = make_line (record);

      cli_print ("%s\n", line);
      return;
    }
  cli_print ("%s\t%s", naru_record_get_id (record), title_of (record));
  for (guint i = 0; names[i] != NULL; i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (record), names[i]);
      g_autofree char *value = one_line (cli_format_field (cli, record, field));

      cli_print ("\t%s", value != NULL ? value : "");
    }
  cli_print ("\n");
}

static int
run_list (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  const NaruRecordType *type = cli_find_type (arguments[0], &error);
  g_auto (GStrv) names = g_strsplit (columns != NULL ? columns : "", ",", -1);
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; type != NULL && names[i] != NULL; i++)
    if (find_field (type, g_strstrip (names[i]), asked.sensitive, &error) == NULL)
      type = NULL;
  if (asked.limit < 0)
    return cli_wrong (cli, _ ("The limit is a number from 1 on."));
  if (type == NULL || !cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  query = cli_make_query (cli, type, &asked, &error);
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE))
    return cli_wrong (cli, error->message);
  if (query != NULL)
    records = naru_store_find (cli->store, query, &error);
  if (records == NULL || (asked.sensitive && !cli_note_file (cli, records, &error)))
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; i < records->len; i++)
    print_row (cli, g_ptr_array_index (records, i), names);
  return CLI_DONE;
}

const CliCommand cli_list_commands[] = {
  { "list", "TYPE", N_ ("List records"),
    N_ ("Without --json a line has the id, the title and the columns asked for, with tabs "
        "between."),
    list_options, 1, 1, run_list },
  { NULL },
};
