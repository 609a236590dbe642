/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record: new, set, show, delete, history; and undo. */
#include "cli.h"

#include "naru-casework.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-identity.h"
#include "naru-import.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Standard input, or a file. */
static char *
read_file (const char *name, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GString) text = NULL;
  char *contents = NULL;
  char buffer[4096];
  gsize length, got;

  if (strcmp (name, "-") != 0)
    {
      if (!g_file_get_contents (name, &contents, &length, error))
        return NULL;
    }
  else
    {
      text = g_string_new (NULL);
      while ((got = fread (buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len (text, buffer, (gssize) got);
      length = text->len;
      contents = g_string_free (g_steal_pointer (&text), FALSE);
    }
  if (strlen (contents) != length || !g_utf8_validate (contents, (gssize) length, NULL))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is not text in UTF-8."), name);
      g_free (contents);
      return NULL;
    }
  return g_strchomp (contents);
}

/**
 * Assignment: one F=V
 * @path: a field, "object.member", or "list/identity/member"
 * @json: whether the value is written as JSON (F:=V)
 */
typedef struct
{
  char *path;
  char *value;
  gboolean json;
} Assignment;

static void
assignment_free (Assignment *assignment)
{
  g_free (assignment->path);
  g_free (assignment->value);
  g_free (assignment);
}

static int
parse_assignments (Cli *cli, char **arguments, GPtrArray *assignments)
{
  for (; *arguments != NULL; arguments++)
    {
      const char *sign = strchr (*arguments, '=');
      g_autoptr (GError) error = NULL;
      Assignment *assignment;

      if (sign == NULL || sign == *arguments || (sign[-1] == ':' && sign - 1 == *arguments))
        {
          g_autofree char *message
              = g_strdup_printf (_ ("“%s” is not of the form FIELD=VALUE."), *arguments);

          return cli_wrong (cli, message);
        }
      assignment = g_new0 (Assignment, 1);
      g_ptr_array_add (assignments, assignment);
      assignment->json = sign[-1] == ':';
      assignment->path = g_strndup (*arguments, (gsize) (sign - *arguments) - assignment->json);
      sign++;
      if (*sign != '@')
        assignment->value = g_strdup (sign);
      else if (sign[1] == '@')
        assignment->value = g_strdup (sign + 1);
      else
        assignment->value = read_file (sign + 1, &error);
      if (assignment->value == NULL)
        return cli_fail (g_steal_pointer (&error));
    }
  return CLI_DONE;
}

static gboolean
set_member (NaruRecord *record, const NaruField *field, const char *member, const char *value,
            GError **error)
{
  NaruJsonSpan span = naru_record_get_span (record, field->name);
  g_autofree char *old = naru_json_span_kind (span) == NARU_JSON_OBJECT ? naru_json_span_dup (span)
                                                                        : g_strdup ("{}");
  g_autofree char *quoted = *value != '\0' ? naru_json_quote (value) : NULL;
  const NaruJsonEdit edit = { member, quoted };
  g_autofree char *text = NULL;

  if (field->kind != NARU_KIND_OBJECT && field->kind != NARU_KIND_MONEY)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” has no members."), field->name);
      return FALSE;
    }
  text = naru_json_splice (old, &edit, 1);
  return strcmp (text, "{}") == 0 ? naru_record_set (record, field->name, NULL, error)
                                  : naru_record_set_json (record, field->name, text, error);
}

static gboolean
assign (NaruRecord *record, const Assignment *assignment, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_auto (GStrv) parts = g_strsplit (assignment->path, "/", 3);
  g_auto (GStrv) members = g_strsplit (assignment->path, ".", 2);
  const NaruField *field;

  if (g_strv_length (parts) == 3)
    return cli_find_field (type, parts[0], error) != NULL
           && naru_record_set_element (record, parts[0], parts[1], parts[2], assignment->value,
                                       error);
  field = cli_find_field (type, members[1] != NULL ? members[0] : assignment->path, error);
  if (field == NULL)
    return FALSE;
  if (naru_record_type_find_field (type, field->name) != NULL)
    for (const NaruField *common = naru_common_fields; common->name != NULL; common++)
      if (strcmp (common->name, field->name) == 0)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("“%s” is written by the program."),
                       field->name);
          return FALSE;
        }
  if (members[1] != NULL)
    return set_member (record, field, members[1], assignment->value, error);
  return assignment->json ? naru_record_set_json (record, field->name, assignment->value, error)
                          : naru_record_set (record, field->name, assignment->value, error);
}

static gboolean
assign_all (NaruRecord *record, GPtrArray *assignments, GError **error)
{
  for (guint i = 0; i < assignments->len; i++)
    if (!assign (record, g_ptr_array_index (assignments, i), error))
      return FALSE;
  return TRUE;
}

static NaruCommand *
make_command (Cli *cli, NaruRecord *record, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (strcmp (type->name, "jobseeker") == 0)
    return naru_case_take_in (cli->desk, record, error);
  naru_import_fill_defaults (record);
  if (strcmp (type->name, "meeting") == 0)
    return naru_case_book_meeting (cli->desk, record, error);
  label = g_strdup_printf (_ ("New: %s"), naru_record_type_get_label (type));
  command = naru_command_new (label);
  naru_command_create (command, record);
  return command;
}

/* Types that only the program writes. */
static gboolean
may_make (const NaruRecordType *type, GError **error)
{
  if (!type->append_only && type->circle != NARU_CIRCLE_OWN)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
               _ ("Records of the type “%s” are written by the program."), type->name);
  return FALSE;
}

static NaruRecord *
make_record (const NaruRecordType *type, GPtrArray *assignments, GError **error)
{
  g_autofree char *id = naru_id_new (type->name, NULL);
  g_autofree char *own_id = NULL;
  g_autoptr (NaruRecord) record = naru_record_new (type, id);
  NaruRecord *named;

  if (!assign_all (record, assignments, error))
    return NULL;
  own_id = naru_identity_of (record);
  if (own_id == NULL)
    return g_steal_pointer (&record);
  named = naru_record_new (type, own_id);
  if (!assign_all (named, assignments, error))
    g_clear_object (&named);
  return named;
}

static int
run_new (Cli *cli, char **arguments)
{
  g_autoptr (GPtrArray) assignments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) assignment_free);
  g_autoptr (GError) error = NULL;
  const NaruRecordType *type = cli_find_type (arguments[0], &error);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruRecord) existing = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_auto (GStrv) created = NULL;
  int status;

  if (type == NULL || !may_make (type, &error))
    return cli_fail (g_steal_pointer (&error));
  status = parse_assignments (cli, arguments + 1, assignments);
  if (status != CLI_DONE)
    return status;
  record = make_record (type, assignments, &error);
  if (record == NULL || !cli_open (cli, CLI_MAY_CREATE, &error))
    return cli_fail (g_steal_pointer (&error));
  existing = naru_store_get (cli->store, naru_record_get_id (record), NULL);
  if (existing != NULL)
    {
      g_autofree char *message
          = g_strdup_printf (_ ("There is one already: %s."), naru_record_get_id (record));

      return cli_refuse (message);
    }
  command = make_command (cli, record, &error);
  if (command == NULL || !naru_desk_run (cli->desk, command, &error))
    return cli_fail (g_steal_pointer (&error));
  created = naru_command_get_created (command);
  for (guint i = 0; created[i] != NULL; i++)
    if (naru_id_has_type (created[i], type->name))
      {
        g_autofree char *quoted = naru_json_quote (created[i]);

        cli_print (cli->json ? "{\"id\":%s}\n" : "%s\n", cli->json ? quoted : created[i]);
        break;
      }
  return CLI_DONE;
}

static int
run_set (Cli *cli, char **arguments)
{
  g_autoptr (GPtrArray) assignments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) assignment_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  int status = parse_assignments (cli, arguments + 1, assignments);

  if (status != CLI_DONE)
    return status;
  before = cli_open_record (cli, CLI_CHANGE, arguments[0], &error);
  if (before == NULL || !may_make (naru_record_get_record_type (before), &error))
    return cli_fail (g_steal_pointer (&error));
  after = naru_record_copy (before);
  if (!assign_all (after, assignments, &error))
    return cli_fail (g_steal_pointer (&error));
  label = g_strdup_printf (_ ("Change %s"), naru_record_get_title (before));
  command = naru_command_new (label);
  naru_command_replace (command, before, after);
  return cli_run (cli, command, &error);
}

static void
show_fields (Cli *cli, NaruRecord *record, const NaruField *fields)
{
  for (const NaruField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *value = NULL;

      if (strcmp (field->name, "type") == 0 || strcmp (field->name, "schema") == 0)
        continue;
      value = cli_format_field (cli, record, field);
      if (value != NULL)
        cli_print ("%s: %s%s\n", naru_field_get_label (field),
                   field->kind == NARU_KIND_LONG_TEXT && strchr (value, '\n') != NULL ? "\n" : "",
                   value);
    }
}

static const char *
sync_text (NaruSyncState sync)
{
  switch (sync)
    {
    case NARU_SYNC_SENT:
      return _ ("On the server");
    case NARU_SYNC_REFUSED:
      return _ ("Refused by the server");
    case NARU_SYNC_CONFLICT:
      return _ ("With two values to settle");
    case NARU_SYNC_LOST:
      return _ ("No longer on the server");
    default:
      return _ ("Only here");
    }
}

static int
run_show (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = cli_open_record (cli, CLI_READ, arguments[0], &error);
  g_autoptr (NaruDocumentState) state = NULL;

  if (record == NULL || !cli_note_record (cli, record, &error))
    return cli_fail (g_steal_pointer (&error));
  if (cli->json)
    {
      g_autofree char *line = cli_document_line (record);

      cli_print ("%s\n", line);
      return CLI_DONE;
    }
  cli_print ("%s: %s\n%s\n\n", naru_record_type_get_label (naru_record_get_record_type (record)),
             naru_record_get_title (record), naru_record_get_id (record));
  show_fields (cli, record, naru_record_get_record_type (record)->fields);
  show_fields (cli, record, naru_common_fields);
  state = naru_store_get_state (cli->store, arguments[0], NULL);
  if (state != NULL)
    cli_print ("%s: %s\n", _ ("Synchronisation"), sync_text (state->sync));
  return CLI_DONE;
}

static int
run_delete (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = cli_open_record (cli, CLI_CHANGE, arguments[0], &error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;

  if (record == NULL || !may_make (naru_record_get_record_type (record), &error))
    return cli_fail (g_steal_pointer (&error));
  label = g_strdup_printf (_ ("Delete %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  naru_command_delete (command, arguments[0]);
  return cli_run (cli, command, &error);
}

static int
run_undo (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) report = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (cli_open (cli, CLI_CHANGE, &error))
    report = naru_desk_undo (cli->desk, &error);
  if (report == NULL)
    return cli_fail (g_steal_pointer (&error));
  if (!cli->json)
    {
      cli_print (_ ("Undone: %s\n"), report->label);
      for (guint i = 0; report->kept != NULL && i < report->kept->len; i++)
        cli_print ("%s\n", (const char *) g_ptr_array_index (report->kept, i));
      return CLI_DONE;
    }
  cli_json_begin (out);
  cli_json_add (out, "undone", report->label);
  g_string_append (out, ",\"ids\":[");
  for (guint i = 0; report->ids != NULL && report->ids[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, report->ids[i]);
    }
  g_string_append (out, "],\"kept\":[");
  for (guint i = 0; report->kept != NULL && i < report->kept->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, g_ptr_array_index (report->kept, i));
    }
  g_string_append (out, "]}");
  cli_print ("%s\n", out->str);
  return CLI_DONE;
}

static void
print_change_json (const NaruChange *change)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_json_begin (out);
  cli_json_add (out, "record", change->record);
  cli_json_add (out, "at", change->at);
  cli_json_add (out, "author", change->author);
  cli_json_add (out, "field", change->field);
  cli_json_add_raw (out, "from", change->from != NULL ? change->from : "null");
  cli_json_add_raw (out, "to", change->to != NULL ? change->to : "null");
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static const char *
say_change (const NaruChange *change, const NaruField *field)
{
  switch (naru_change_get_kind (change))
    {
    case NARU_CHANGE_MADE:
      return _ ("Made");
    case NARU_CHANGE_DELETED:
      return _ ("Deleted");
    case NARU_CHANGE_BROUGHT_BACK:
      return _ ("Brought back");
    case NARU_CHANGE_FIELD:
    default:
      return field != NULL ? naru_field_get_label (field) : change->field;
    }
}

static void
print_change (Cli *cli, const NaruRecordType *type, const NaruChange *change)
{
  const NaruField *field = type != NULL ? naru_record_type_find_field (type, change->field) : NULL;
  g_autofree char *author
      = change->author != NULL ? naru_store_get_title (cli->store, change->author) : NULL;
  const char *who = author != NULL ? author : change->author != NULL ? change->author : "";

  cli_print ("%s  %s  %s", change->at, who, say_change (change, field));
  if (*change->field != '\0')
    cli_print (": %s → %s", change->from != NULL ? change->from : "–",
               change->to != NULL ? change->to : "–");
  cli_print ("\n");
}

static gboolean all_history;

/* What fields were is as sensitive as what they are. */
static gboolean
note_history (Cli *cli, const char *id, GError **error)
{
  g_autoptr (NaruRecord) record = naru_store_get (cli->store, id, NULL);

  return record == NULL || cli_note_record (cli, record, error);
}

static int
run_history (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *type = naru_id_get_type (arguments[0]);

  if (cli_open (cli, CLI_READ, &error)
      && (!all_history || cli_pull_history (cli, arguments[0], &error)))
    changes = naru_store_get_history (cli->store, arguments[0], &error);
  if (changes != NULL && changes->len == 0)
    {
      g_autoptr (NaruRecord) record = naru_store_get (cli->store, arguments[0], &error);

      if (record == NULL)
        return cli_fail (g_steal_pointer (&error));
    }
  if (changes == NULL || !note_history (cli, arguments[0], &error))
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; i < changes->len; i++)
    if (cli->json)
      print_change_json (g_ptr_array_index (changes, i));
    else
      print_change (cli, type != NULL ? naru_record_type_find (type) : NULL,
                    g_ptr_array_index (changes, i));
  return CLI_DONE;
}

static const GOptionEntry history_options[] = {
  { "all", 0, 0, G_OPTION_ARG_NONE, &all_history,
    N_ ("Ask the server for what other desks did, too"), NULL },
  { NULL },
};

#define VALUES_HELP                                                                                \
  N_ ("FIELD=VALUE sets a field, FIELD= empties it, FIELD=@FILE takes the value from a file (@- "  \
      "from standard\n"                                                                            \
      "input; @@ stands for one @). Money is written as payMin='10320 KRW/hour', the members of "  \
      "a set with\n"                                                                               \
      "commas between, a member of an object as address.place=VALUE, a member of an entry of a "   \
      "list as\n"                                                                                  \
      "LIST/ENTRY/MEMBER=VALUE, and anything as JSON with FIELD:=JSON.")

const CliCommand cli_records_commands[] = {
  { "new", "TYPE FIELD=VALUE…", N_ ("Make a record and print its id"), VALUES_HELP, NULL, 1, -1,
    run_new },
  { "set", "ID FIELD=VALUE…", N_ ("Change fields of a record"), VALUES_HELP, NULL, 2, -1, run_set },
  { "show", "ID", N_ ("Show a record"),
    N_ ("What is sensitive about a person leaves a trace that it was read, as in the window."),
    NULL, 1, 1, run_show },
  { "delete", "ID", N_ ("Delete a record with what belongs to it"), NULL, NULL, 1, 1, run_delete },
  { "undo", "", N_ ("Take back the latest command"), NULL, NULL, 0, 0, run_undo },
  { "history", "ID", N_ ("Show who changed what in a record, and when"), NULL, history_options, 1,
    1, run_history },
  { NULL },
};
