/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample: a made-up centre to look at and to test with. */
#include "cli.h"

#include "naru-sample.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static int jobseekers;
static gint64 seed = 1;

static const GOptionEntry sample_options[] = {
  { "jobseekers", 0, 0, G_OPTION_ARG_INT, &jobseekers,
    N_ ("How many; by default a small centre of 320"), N_ ("NUMBER") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("The same number makes the same centre"),
    N_ ("NUMBER") },
  { NULL },
};

static int
run_sample (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  NaruSampleOptions options = { (guint) jobseekers, (guint64) seed, cli_progress, NULL };
  gint64 people, employers;

  if (jobseekers < 0 || jobseekers > 1000000)
    return cli_wrong (cli, _ ("The number of jobseekers is between 1 and 1,000,000."));
  cli->store = naru_store_open (cli->profile, NARU_STORE_OPEN_DEFAULT, &error);
  if (cli->store == NULL)
    return cli_fail (g_steal_pointer (&error));
  cli->desk = naru_desk_new (cli->store, NULL);
  if (!naru_sample_fill (cli->desk, &options, NULL, &error))
    return cli_fail (g_steal_pointer (&error));
  people = naru_store_count_type (cli->store, "jobseeker");
  employers = naru_store_count_type (cli->store, "employer");
  if (cli->json)
    cli_print ("{\"jobseekers\":%" G_GINT64_FORMAT ",\"employers\":%" G_GINT64_FORMAT "}\n", people,
               employers);
  else
    cli_print (_ ("A centre with %1$lld jobseekers and %2$lld employers is in %3$s. Nobody in it "
                  "exists.\n"),
               (long long) people, (long long) employers, cli->profile);
  return CLI_DONE;
}

const CliCommand cli_sample_commands[] = {
  { "sample", "", N_ ("Fill an empty profile with a made-up centre"), NULL, sample_options, 0, 0,
    run_sample },
  { NULL },
};
