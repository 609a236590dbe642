/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duplicates: employers that may be there twice, with the reason, or how many of labelled pairs are found. erase: a person
 * at an employer is forgotten. */
#include "cli.h"

#include "naru-csv.h"
#include "naru-employer-merge.h"
#include "naru-employer-work.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static char *labelled;

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

/* The two in one order, whichever comes first. */
static char *
key_of (const char *first, const char *second)
{
  gboolean turned = strcmp (first, second) > 0;

  return g_strdup_printf ("%s %s", turned ? second : first, turned ? first : second);
}

/* Rows of two ids and "yes" or "no", after one of headings: (transfer full): the pairs, each with what a person says. */
static GHashTable *
read_labels (const char *path, GError **error)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruCsvReader) reader = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  reader = naru_csv_reader_new (text, length, ',');
  naru_csv_reader_next (reader, cells);
  while (naru_csv_reader_next (reader, cells))
    {
      if (cells->len != 3)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("Row %u of “%s” has not two ids and yes or no."),
                       naru_csv_reader_get_row (reader), path);
          return NULL;
        }
      g_hash_table_insert (labels, key_of (cells->pdata[0], cells->pdata[1]),
                           g_strdup (cells->pdata[2]));
    }
  return g_steal_pointer (&labels);
}

/* Precision: of the labelled pairs that are found, those that are one employer; recall: of those, the ones found. */
static int
compare_labels (Cli *cli, GPtrArray *pairs, GHashTable *labels)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint right = 0, wrong = 0, unlabelled = 0, missed = 0;
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < pairs->len; i++)
    {
      const NaruPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *key = key_of (pair->first, pair->second);
      const char *label = g_hash_table_lookup (labels, key);
      gboolean same = g_strcmp0 (label, "yes") == 0;

      right += same;
      wrong += label != NULL && !same;
      unlabelled += label == NULL;
      if (!cli->json)
        cli_print ("%s\t", label == NULL ? _ ("no label") : same ? _ ("right") : _ ("wrong"));
      print_pair (cli, pair);
      g_hash_table_remove (labels, key);
    }
  g_hash_table_iter_init (&iter, labels);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    missed += strcmp (value, "yes") == 0;
  if (!cli->json)
    {
      cli_print (_ ("Precision: %u of %u. Recall: %u of %u. Found without a label: %u.\n"), right,
                 right + wrong, right, right + missed, unlabelled);
      return CLI_DONE;
    }
  cli_json_begin (out);
  cli_json_add_number (out, "right", right);
  cli_json_add_number (out, "wrong", wrong);
  cli_json_add_number (out, "missed", missed);
  cli_json_add_number (out, "unlabelled", unlabelled);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
  return CLI_DONE;
}

static int
run_duplicates (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GHashTable) labels = labelled != NULL ? read_labels (labelled, &error) : NULL;

  if (error != NULL || !cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  pairs = naru_employer_find_pairs (cli->store, NULL, &error);
  if (pairs == NULL)
    return cli_fail (g_steal_pointer (&error));
  if (labels != NULL)
    return compare_labels (cli, pairs, labels);
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

static const GOptionEntry duplicates_options[] = {
  { "labelled", 0, 0, G_OPTION_ARG_FILENAME, &labelled,
    N_ ("Compare with pairs that people looked at: a CSV of two ids and yes or no"), N_ ("FILE") },
  { NULL },
};

const CliCommand cli_duplicates_commands[] = {
  { "duplicates", "", N_ ("Show employers that may be there twice"), NULL, duplicates_options, 0, 0,
    run_duplicates },
  { "erase", "ID", N_ ("Erase a person at an employer"),
    N_ ("Name, numbers and addresses go from all that is known of the employer, with the history; "
        "the counts stay.\n"
        "It cannot be undone."),
    NULL, 1, 1, run_erase },
  { NULL },
};
