/* SPDX-License-Identifier: GPL-3.0-or-later */
/* naru-cli: finds the command, reads its options, and says how it went by the exit status. */
#include "cli.h"

#include "naru-config.h"
#include "naru-error.h"
#include "naru-locale.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HELP_COLUMN 28 /* characters of a command and its arguments, before what it does */

static const CliCommand *const all_commands[] = {
  cli_records_commands,  cli_list_commands,   cli_agenda_commands, cli_duplicates_commands,
  cli_exchange_commands, cli_export_commands, cli_sync_commands,   cli_conflicts_commands,
  cli_sample_commands,   cli_attach_commands, cli_care_commands,   cli_server_commands,
  cli_vacancy_commands,
};

static const CliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_commands); i++)
    for (const CliCommand *command = all_commands[i]; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

/* @what and beside it @summary, which goes into the next line where @what is too long. */
static void
print_help_line (const char *what, const char *summary)
{
  glong left = HELP_COLUMN - g_utf8_strlen (what, -1);

  cli_print (left >= 0 ? "  %s%*s %s\n" : "  %s\n%*s %s\n", what,
             (int) (left >= 0 ? left : HELP_COLUMN + 2), "", summary);
}

static void
print_help (void)
{
  g_autofree char *profile = g_strdup_printf ("--profile=%s", _ ("DIR"));

  cli_print ("%s\n  naru-cli [--profile %s] [--json] %s…\n\n%s\n\n%s\n", _ ("Usage:"), _ ("DIR"),
             _ ("COMMAND"), _ ("Works with the records of an employment centre."), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (all_commands); i++)
    for (const CliCommand *command = all_commands[i]; command->name != NULL; command++)
      {
        g_autofree char *synopsis = g_strdup_printf ("%s %s", command->name, command->arguments);

        print_help_line (synopsis, _ (command->summary));
      }
  cli_print ("\n%s\n", _ ("Options:"));
  print_help_line (profile, _ ("Folder of the data; by default the one of this account"));
  print_help_line ("--json", _ ("Print JSON: one object, or one a line"));
  print_help_line ("--version", _ ("Print the version"));
  print_help_line ("--help", _ ("Print this page"));
  cli_print ("\n%s\n", _ ("naru-cli COMMAND --help tells more of a command."));
}

static int
usage_error (const char *message)
{
  cli_note ("%s\n", message);
  cli_note ("%s\n", _ ("naru-cli --help lists the commands."));
  return CLI_USAGE;
}

/* Options stand before or after the command; texts are taken as bytes, so that the locale cannot spoil them. */
static void
add_common (GOptionContext *context, const GOptionEntry *entries)
{
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
}

static gboolean
are_readable (char **arguments)
{
  for (; *arguments != NULL; arguments++)
    if (!g_utf8_validate (*arguments, -1, NULL))
      return FALSE;
  return TRUE;
}

static int
run_command (Cli *cli, char ***arguments, const GOptionEntry *common)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *usage = NULL;
  guint n;

  cli->command = find_command ((*arguments)[1]);
  if (cli->command == NULL)
    {
      g_autofree char *message = g_strdup_printf (_ ("There is no command “%s”."), (*arguments)[1]);

      return usage_error (message);
    }
  usage = g_strdup_printf ("%s %s", cli->command->name, cli->command->arguments);
  context = g_option_context_new (usage);
  g_option_context_set_summary (context, _ (cli->command->summary));
  if (cli->command->description != NULL)
    g_option_context_set_description (context, _ (cli->command->description));
  add_common (context, common);
  if (cli->command->options != NULL)
    g_option_context_add_main_entries (context, cli->command->options, GETTEXT_PACKAGE);
  /* the name of the command is no argument of it */
  g_free ((*arguments)[1]);
  memmove (*arguments + 1, *arguments + 2,
           sizeof (char *) * g_strv_length (*arguments + 2) + sizeof (char *));
  if (!g_option_context_parse_strv (context, arguments, &error))
    return cli_wrong (cli, error->message);
  if (g_strv_length (*arguments) > 1 && strcmp ((*arguments)[1], "--") == 0)
    {
      g_free ((*arguments)[1]);
      memmove (*arguments + 1, *arguments + 2,
               sizeof (char *) * g_strv_length (*arguments + 2) + sizeof (char *));
    }
  n = g_strv_length (*arguments) - 1;
  if (n < cli->command->least)
    return cli_wrong (cli, _ ("There is something missing."));
  if (cli->command->most >= 0 && n > (guint) cli->command->most)
    return cli_wrong (cli, _ ("There is too much."));
  if (!are_readable (*arguments + 1))
    return cli_wrong (cli, _ ("Text must be in UTF-8."));
  if (cli->profile == NULL)
    cli->profile = naru_store_default_profile ();
  return cli->command->run (cli, *arguments + 1);
}

int
main (int argc, char **argv)
{
  Cli cli = { 0 };
  gboolean version = FALSE, help = FALSE;
  const GOptionEntry common[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &cli.profile, N_ ("Folder of the data"), N_ ("DIR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli.json, N_ ("Print JSON: one object, or one a line"),
      NULL },
    { NULL },
  };
  const GOptionEntry first[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Print this page"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);
  int status;

  naru_locale_init ();
  g_set_prgname ("naru-cli");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  add_common (context, common);
  g_option_context_add_main_entries (context, first, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    status = usage_error (error->message);
  else if (version)
    {
      cli_print ("naru-cli %s\n", NARU_VERSION);
      status = CLI_DONE;
    }
  else if (help || (g_strv_length (arguments) > 1 && strcmp (arguments[1], "help") == 0))
    {
      print_help ();
      status = CLI_DONE;
    }
  else if (g_strv_length (arguments) < 2)
    status = usage_error (_ ("There is no command."));
  else
    status = run_command (&cli, &arguments, common);

  if (cli.store != NULL)
    naru_store_close (cli.store);
  g_clear_object (&cli.desk);
  g_clear_object (&cli.store);
  g_free (cli.profile);
  /* a disk that is full, or a reader that went away, is not success */
  if (fflush (stdout) != 0 && status == CLI_DONE)
    status = CLI_FAILED;
  return status;
}
