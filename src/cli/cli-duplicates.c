/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duplicates: employers that may be there twice, with the reason. erase: a person at an employer is forgotten. */
#include "cli.h"

#include "naru-employer-merge.h"
#include "naru-employer-work.h"
#include <glib/gi18n-lib.h>

static void
print_pair (Cli *cli, const NaruPair *pair)
{
  g_autofree char *first = naru_store_get_title (cli->store, pair->first);
  g_autofree char *second = naru_store_get_title (cli->store, pair->second);
  g_autoptr (GString) out = g_string_new (NULL);

  if (!cli->json)
    {
      cli_print ("%s\t%s\t%s\t%s\t%s\n", pair->first, first, pair->second, second, pair->reason);
      return;
    }
  cli_json_begin (out);
  cli_json_add (out, "first", pair->first);
  cli_json_add (out, "firstTitle", first);
  cli_json_add (out, "second", pair->second);
  cli_json_add (out, "secondTitle", second);
  cli_json_add (out, "reason", pair->reason);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static int
run_duplicates (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  pairs = naru_employer_find_pairs (cli->store, NULL, &error);
  if (pairs == NULL)
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; i < pairs->len; i++)
    print_pair (cli, g_ptr_array_index (pairs, i));
  return CLI_DONE;
}

static int
run_erase (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (!cli_open (cli, CLI_CHANGE, &error))
    return cli_fail (g_steal_pointer (&error));
  command = naru_contact_erase (cli->desk, arguments[0], &error);
  if (command == NULL || !naru_desk_run (cli->desk, command, &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n",
             _ ("The person is erased. Other desks and the server follow when they synchronise."));
  return CLI_DONE;
}

const CliCommand cli_duplicates_commands[] = {
  { "duplicates", "", N_ ("Show employers that may be there twice"), NULL, NULL, 0, 0,
    run_duplicates },
  { "erase", "ID", N_ ("Erase a person at an employer"),
    N_ ("Name, numbers and addresses go from all that is known of the employer, with the history; "
        "the counts stay.\n"
        "It cannot be undone."),
    NULL, 1, 1, run_erase },
  { NULL },
};
