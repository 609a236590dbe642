/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For IT: status, verify, reindex, backup, restore, schema. */
#include "cli.h"

#include "naru-config.h"
#include "naru-error.h"
#include "naru-schema.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static void
print_status_json (Cli *cli, const char *undo)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) counts = g_string_new (NULL);
  const NaruRecordType *const *types = naru_record_types (NULL);

  cli_json_begin (counts);
  for (; *types != NULL; types++)
    cli_json_add_number (counts, (*types)->name,
                         naru_store_count_type (cli->store, (*types)->name));
  cli_json_end (counts);
  cli_json_begin (out);
  cli_json_add (out, "version", NARU_VERSION);
  cli_json_add (out, "profile", cli->profile);
  cli_json_add (out, "staff", naru_desk_get_staff (cli->desk));
  cli_add_server (cli, out);
  cli_json_add_number (out, "sequence", naru_store_get_sequence (cli->store));
  cli_json_add (out, "undo", undo);
  cli_json_add_raw (out, "records", counts->str);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static int
run_status (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *person = NULL;
  const NaruRecordType *const *types = naru_record_types (NULL);

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  undo = naru_store_get_undo_label (cli->store);
  if (cli->json)
    {
      print_status_json (cli, undo);
      return CLI_DONE;
    }
  if (naru_desk_is_set_up (cli->desk))
    person = naru_store_get_title (cli->store, naru_desk_get_staff (cli->desk));
  cli_print (_ ("Profile: %s\n"), cli->profile);
  cli_print (_ ("Works here: %s\n"), person != NULL ? person : _ ("nobody yet"));
  cli_print_server (cli);
  if (undo != NULL)
    cli_print (_ ("Latest command: %s\n"), undo);
  for (; *types != NULL; types++)
    {
      gint64 count = naru_store_count_type (cli->store, (*types)->name);

      if (count > 0)
        cli_print ("%8" G_GINT64_FORMAT "  %s\n", count, naru_record_type_get_plural (*types));
    }
  return CLI_DONE;
}

static int
run_verify (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean sound;

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  sound = naru_store_verify (cli->store, &problems, &error) && problems->len == 0;
  if (cli->json)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cli_json_begin (out);
      cli_json_add_raw (out, "ok", sound ? "true" : "false");
      g_string_append (out, ",\"problems\":[");
      for (guint i = 0; problems != NULL && i < problems->len; i++)
        {
          g_string_append (out, i > 0 ? "," : "");
          naru_json_append_quoted (out, g_ptr_array_index (problems, i));
        }
      g_string_append_c (out, ']');
      cli_json_end (out);
      cli_print ("%s\n", out->str);
    }
  if (sound)
    {
      if (!cli->json)
        cli_print ("%s\n", _ ("The store is in order."));
      return CLI_DONE;
    }
  for (guint i = 0; !cli->json && problems != NULL && i < problems->len; i++)
    cli_print ("%s\n", (const char *) g_ptr_array_index (problems, i));
  if (error != NULL)
    return cli_fail (g_steal_pointer (&error));
  return cli_refuse (
      _ ("The store is not in order. A backup from before can be restored with “naru-cli restore”; "
         "“naru-cli reindex” repairs what is derived from the records."));
}

static int
run_reindex (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;

  if (!cli_open (cli, CLI_READ, &error)
      || !naru_store_reindex (cli->store, cli_progress, NULL, NULL, &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n",
             _ ("Everything that is derived from the records is made anew."));
  return CLI_DONE;
}

static int
run_backup (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;

  if (!cli_open (cli, CLI_READ, &error) || !naru_store_backup (cli->store, arguments[0], &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n",
             _ ("The backup is written. It holds personal data: please keep it safe."));
  return CLI_DONE;
}

static int
run_restore (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;

  if (!naru_store_restore (cli->profile, arguments[0], &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n", _ ("The backup is restored."));
  return CLI_DONE;
}

static gboolean markdown;

static const GOptionEntry schema_options[] = {
  { "markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, N_ ("The whole dictionary as one page"), NULL },
  { NULL },
};

static int
run_schema (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  const NaruRecordType *const *types = naru_record_types (NULL);
  const NaruRecordType *type;
  g_autofree char *text = NULL;

  if (markdown)
    {
      if (arguments[0] != NULL)
        return cli_wrong (cli, _ ("There is too much."));
      text = naru_schema_to_markdown ();
      cli_print ("%s", text);
      return CLI_DONE;
    }
  if (arguments[0] != NULL)
    {
      type = cli_find_type (arguments[0], &error);
      if (type == NULL)
        return cli_fail (g_steal_pointer (&error));
      text = naru_schema_to_json (type);
      cli_print ("%s\n", text);
      return CLI_DONE;
    }
  for (; *types != NULL; types++)
    if (cli->json)
      {
        g_autofree char *schema = naru_schema_to_json (*types);

        cli_print ("%s\n", g_strdelimit (schema, "\n", ' '));
      }
    else
      cli_print ("%-20s %s\n", (*types)->name, naru_record_type_get_label (*types));
  return CLI_DONE;
}

const CliCommand cli_care_commands[] = {
  { "status", "", N_ ("Show who works here and how many records there are"), NULL, NULL, 0, 0,
    run_status },
  { "verify", "", N_ ("Check the store"), NULL, NULL, 0, 0, run_verify },
  { "reindex", "", N_ ("Make search, columns and lists anew from the records"), NULL, NULL, 0, 0,
    run_reindex },
  { "backup", "FILE", N_ ("Write a backup"), NULL, NULL, 1, 1, run_backup },
  { "restore", "FILE", N_ ("Put a backup in the place of the store"), NULL, NULL, 1, 1,
    run_restore },
  { "schema", "[TYPE]", N_ ("Show the record types, or the JSON Schema of one"), NULL,
    schema_options, 0, 1, run_schema },
  { NULL },
};
