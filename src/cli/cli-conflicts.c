/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conflicts and resolve: fields that desks gave different values. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-merge.h"
#include "naru-store-sync.h"

/* As it stands in the record: texts without their quotation marks. */
static char *
format_value (const char *json)
{
  NaruJsonSpan span = { NULL, 0 };
  char *text;

  if (json == NULL)
    return g_strdup (_ ("nothing"));
  span = naru_json_span (json, -1);
  text = naru_json_span_dup_string (span);
  return text != NULL ? text : naru_json_span_dup (span);
}

static void
print_conflict_json (const NaruConflict *conflict)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_json_begin (out);
  cli_json_add (out, "_id", conflict->id);
  cli_json_add (out, "record", conflict->record);
  cli_json_add (out, "field", conflict->field);
  g_string_append (out, ",\"values\":[");
  for (guint i = 0; i < conflict->values->len; i++)
    {
      const NaruConflictValue *value = g_ptr_array_index (conflict->values, i);
      g_autoptr (GString) one = g_string_new (NULL);

      cli_json_begin (one);
      cli_json_add_raw (one, "value", value->value != NULL ? value->value : "null");
      if (value->author != NULL)
        cli_json_add (one, "author", value->author);
      if (value->at != NULL)
        cli_json_add (one, "at", value->at);
      cli_json_add_raw (one, "current", value->is_current ? "true" : "false");
      cli_json_end (one);
      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", one->str);
    }
  g_string_append_c (out, ']');
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static void
print_conflict (Cli *cli, const NaruConflict *conflict)
{
  g_autofree char *title = naru_store_get_title (cli->store, conflict->record);

  cli_print ("%s  %s: %s\n", conflict->record, title != NULL ? title : "", conflict->field);
  for (guint i = 0; i < conflict->values->len; i++)
    {
      const NaruConflictValue *value = g_ptr_array_index (conflict->values, i);
      g_autofree char *text = format_value (value->value);
      g_autofree char *author
          = value->author != NULL ? naru_store_get_title (cli->store, value->author) : NULL;

      cli_print ("  %c %s  (%s, %s)\n", value->is_current ? '*' : ' ', text,
                 author != NULL ? author : _ ("somebody"), value->at != NULL ? value->at : "");
    }
}

static int
run_conflicts (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  conflicts = naru_store_list_conflicts (cli->store, arguments[0], &error);
  if (conflicts == NULL)
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; i < conflicts->len; i++)
    if (cli->json)
      print_conflict_json (g_ptr_array_index (conflicts, i));
    else
      print_conflict (cli, g_ptr_array_index (conflicts, i));
  if (conflicts->len == 0 && !cli->json)
    cli_print ("%s\n", _ ("No field has two values."));
  return CLI_DONE;
}

static const NaruConflict *
find_conflict (GPtrArray *conflicts, const char *field, GError **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const NaruConflict *conflict = g_ptr_array_index (conflicts, i);

      if (strcmp (conflict->field, field) == 0)
        return conflict;
    }
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("The field “%s” has no two values."),
               field);
  return NULL;
}

/* The one value that is, or is not, of whoever works here. */
static const NaruConflictValue *
find_side (Cli *cli, const NaruConflict *conflict, gboolean mine, GError **error)
{
  const char *me = naru_desk_get_staff (cli->desk);
  const NaruConflictValue *found = NULL;
  guint n = 0;

  for (guint i = 0; i < conflict->values->len; i++)
    {
      const NaruConflictValue *value = g_ptr_array_index (conflict->values, i);

      if ((g_strcmp0 (value->author, me) == 0) != mine)
        continue;
      found = value;
      n++;
    }
  if (n == 1)
    return found;
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
               n == 0
                   ? _ ("No value of “%s” is of that side; please write the value itself.")
                   : _ ("Several values of “%s” are of that side; please write the value itself."),
               conflict->field);
  return NULL;
}

/* The value as JSON, as the field takes it. */
static gboolean
parse_value (Cli *cli, const NaruConflict *conflict, const char *value, char **json, GError **error)
{
  g_autoptr (NaruRecord) record = naru_store_get (cli->store, conflict->record, error);
  g_autoptr (NaruRecord) copy = NULL;
  g_auto (GStrv) parts = g_strsplit (conflict->field, "/", 3);
  const char *text = *value != '\0' ? value : NULL;
  gboolean set;

  if (record == NULL)
    return FALSE;
  copy = naru_record_copy (record);
  if (parts[1] == NULL)
    set = naru_record_set (copy, parts[0], text, error);
  else if (parts[2] == NULL)
    set = naru_record_set_member (copy, parts[0], parts[1], text, error);
  else
    set = naru_record_set_element (copy, parts[0], parts[1], parts[2], text, error);
  if (set)
    *json = naru_merge_get_value (naru_record_get_record_type (copy), naru_record_get_text (copy),
                                  conflict->field);
  return set;
}

static gboolean
choose_value (Cli *cli, const NaruConflict *conflict, const char *value, char **json,
              GError **error)
{
  const NaruConflictValue *side;

  if (strcmp (value, "mine") != 0 && strcmp (value, "theirs") != 0)
    return parse_value (cli, conflict, value, json, error);
  side = find_side (cli, conflict, strcmp (value, "mine") == 0, error);
  if (side == NULL)
    return FALSE;
  *json = g_strdup (side->value);
  return TRUE;
}

static int
run_resolve (Cli *cli, char **arguments)
{
  g_autofree char *field = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (NaruCommand) command = NULL;
  const char *sign = strchr (arguments[1], '=');
  const NaruConflict *conflict;

  if (sign == NULL || sign == arguments[1])
    return cli_wrong (cli, _ ("Please write FIELD=mine, FIELD=theirs or FIELD=VALUE."));
  field = g_strndup (arguments[1], (gsize) (sign - arguments[1]));
  if (!cli_open (cli, CLI_CHANGE, &error))
    return cli_fail (g_steal_pointer (&error));
  conflicts = naru_store_list_conflicts (cli->store, arguments[0], &error);
  conflict = conflicts != NULL ? find_conflict (conflicts, field, &error) : NULL;
  if (conflict == NULL || !choose_value (cli, conflict, sign + 1, &json, &error))
    return cli_fail (g_steal_pointer (&error));
  command = naru_conflict_settle (cli->desk, conflict->id, json, &error);
  if (command == NULL || !naru_desk_run (cli->desk, command, &error))
    return cli_fail (g_steal_pointer (&error));
  if (cli->json)
    cli_print ("{\"ok\":true}\n");
  return CLI_DONE;
}

const CliCommand cli_conflicts_commands[] = {
  { "conflicts", "[ID]", N_ ("Show the fields that have two values"), NULL, NULL, 0, 1,
    run_conflicts },
  { "resolve", "ID FIELD=mine|theirs|VALUE", N_ ("Say which value holds"), NULL, NULL, 2, 2,
    run_resolve },
  { NULL },
};
