/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go with records: in, out, and away. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "naru-attachment.h"
#include "naru-error.h"

/* A record that files may go with. */
static NaruRecord *
open_record (Cli *cli, CliAccess access, const char *id, GError **error)
{
  g_autoptr (NaruRecord) record = cli_open_record (cli, access, id, error);

  if (record == NULL
      || naru_record_type_find_field (naru_record_get_record_type (record), "attachments") != NULL)
    return g_steal_pointer (&record);
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("No file can go with “%s”."), id);
  return NULL;
}

static int
run_attach (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = open_record (cli, CLI_CHANGE, arguments[0], &error);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[1]);
  g_autoptr (NaruAttachment) attachment = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;

  if (record != NULL)
    attachment = naru_attachment_load (file, NULL, &error);
  if (attachment == NULL)
    return cli_fail (g_steal_pointer (&error));
  label = g_strdup_printf (_ ("Attach “%s”"), attachment->name);
  command = naru_command_new (label);
  naru_command_attach (command, arguments[0], attachment);
  return cli_run (cli, command, &error);
}

/* The digest of a file that goes with a record. @what: a name, or the beginning of a digest where several files have the
 * name. */
static char *
find_digest (Cli *cli, CliAccess access, const char *id, const char *what, GError **error)
{
  g_autoptr (NaruRecord) record = open_record (cli, access, id, error);
  g_autofree char *found = NULL;

  if (record == NULL)
    return NULL;
  for (guint i = 0; i < naru_record_get_length (record, "attachments"); i++)
    {
      g_autofree char *digest = naru_record_get_element (record, "attachments", i, "digest");
      g_autofree char *name = naru_record_get_element (record, "attachments", i, "name");

      if (g_strcmp0 (name, what) != 0 && !g_str_has_prefix (digest, what))
        continue;
      if (found != NULL)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("Several files here are called “%s”. Please give the digest instead."),
                       what);
          return NULL;
        }
      found = g_steal_pointer (&digest);
    }
  if (found == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("No file here is called “%s”."), what);
  return g_steal_pointer (&found);
}

static int
run_detach (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = find_digest (cli, CLI_CHANGE, arguments[0], arguments[1], &error);
  g_autoptr (NaruCommand) command = NULL;

  if (digest != NULL)
    command = naru_attachment_remove (cli->store, arguments[0], digest, &error);
  return cli_run (cli, command, &error);
}

static gboolean
write_out (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  if (strcmp (path, "-") == 0
          ? fwrite (data, 1, size, stdout) == size
          : g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, &reason))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%1$s” cannot be written: %2$s"), path,
               reason != NULL ? reason->message : "");
  return FALSE;
}

static int
run_attachment (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = find_digest (cli, CLI_READ, arguments[0], arguments[1], &error);
  g_autoptr (GBytes) bytes = NULL;

  if (digest != NULL)
    bytes = naru_store_get_blob (cli->store, digest, &error);
  return bytes != NULL && write_out (bytes, arguments[2], &error)
             ? CLI_DONE
             : cli_fail (g_steal_pointer (&error));
}

const CliCommand cli_attach_commands[] = {
  { "attach", "ID FILE", N_ ("Let a file go with a record"), NULL, NULL, 2, 2, run_attach },
  { "attachment", "ID NAME FILE|-", N_ ("Write a file that goes with a record"), NULL, NULL, 3, 3,
    run_attachment },
  { "detach", "ID NAME", N_ ("Take a file away from a record"), NULL, NULL, 2, 2, run_detach },
  { NULL },
};
