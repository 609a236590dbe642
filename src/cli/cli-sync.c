/* SPDX-License-Identifier: GPL-3.0-or-later */
/* account and sync: with which server, and what one round has done. */
#include "cli.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "naru-error.h"
#include "naru-store-sync.h"
#include "naru-sync-service.h"
#include "naru-sync.h"

/* how many of the records that are not sent are looked at for those that a server has lost */
#define MOST_LOST 20

static char *centre, *user, *ca_file;
static gboolean allow_http, password_file, watch, send_again;
static int password_fd = -1, new_password_fd = -1;

static const GOptionEntry account_options[] = {
  { "centre", 0, 0, G_OPTION_ARG_FILENAME, &centre, N_ ("Name of the centre on the server"),
    N_ ("NAME") },
  { "user", 'u', 0, G_OPTION_ARG_FILENAME, &user, N_ ("User name on the server"), N_ ("NAME") },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_file,
    N_ ("Trust the authorities in this file instead of the system’s"), N_ ("FILE") },
  { "allow-http", 0, 0, G_OPTION_ARG_NONE, &allow_http,
    N_ ("Send passwords and records readable for everybody on the way"), NULL },
  { "password-fd", 0, 0, G_OPTION_ARG_INT, &password_fd,
    N_ ("Read the password from this file descriptor"), "N" },
  { "new-password-fd", 0, 0, G_OPTION_ARG_INT, &new_password_fd,
    N_ ("Read the new password from this file descriptor"), "N" },
  { "password-file", 0, 0, G_OPTION_ARG_NONE, &password_file,
    N_ ("Keep the password in a file of the profile that only its owner can read"), NULL },
  { NULL },
};

static const GOptionEntry sync_options[] = {
  { "watch", 0, 0, G_OPTION_ARG_NONE, &watch, N_ ("Stay, and synchronise whenever there is need"),
    NULL },
  { "send-again", 0, 0, G_OPTION_ARG_NONE, &send_again,
    N_ ("Send what a server that was set back or made anew has lost of this computer"), NULL },
  { "password-fd", 0, 0, G_OPTION_ARG_INT, &password_fd,
    N_ ("Read the password from this file descriptor"), "N" },
  { NULL },
};

static void
add_account (GString *out, const NaruAccount *account)
{
  g_autofree char *staff = naru_account_get_staff (account);

  cli_json_add (out, "url", account->url);
  cli_json_add (out, "centre", account->centre);
  cli_json_add (out, "user", account->user);
  cli_json_add (out, "staff", staff);
  if (account->ca_file != NULL)
    cli_json_add (out, "ca", account->ca_file);
  cli_json_add_raw (out, "allowHttp", account->allow_http ? "true" : "false");
}

/* {"url":…} and how it stands; null without an account */
void
cli_add_server (Cli *cli, GString *out)
{
  g_autoptr (NaruAccount) account = naru_account_load (cli->store);
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (cli->store, TRUE);
  g_autoptr (GString) server = g_string_new (NULL);
  g_autofree char *noticed = NULL;

  if (account == NULL)
    {
      cli_json_add_raw (out, "server", "null");
      return;
    }
  naru_store_count_lost (cli->store, &noticed);
  cli_json_begin (server);
  add_account (server, account);
  cli_json_add (server, "state", naru_sync_phase_get_name (snapshot->phase));
  if (snapshot->since != NULL)
    cli_json_add (server, "since", snapshot->since);
  if (snapshot->message != NULL)
    cli_json_add (server, "message", snapshot->message);
  cli_json_add_number (server, "unsent", snapshot->unsent);
  cli_json_add_number (server, "refused", snapshot->refused);
  cli_json_add_number (server, "lost", snapshot->lost);
  if (noticed != NULL)
    cli_json_add (server, "lostNoticed", noticed);
  cli_json_add_number (server, "conflicts", snapshot->conflicts);
  cli_json_end (server);
  cli_json_add_raw (out, "server", server->str);
}

static void
print_lost (Cli *cli)
{
  g_autofree char *noticed = NULL;
  gint64 n = naru_store_count_lost (cli->store, &noticed);
  g_autoptr (GPtrArray) unsent = naru_store_list_unsent (cli->store, TRUE, MOST_LOST, NULL);
  guint listed = 0;

  cli_print (g_dngettext (GETTEXT_PACKAGE,
                          "The server was set back or made anew. It no longer has %1$lu record as "
                          "it was written here (noticed %2$s).\n",
                          "The server was set back or made anew. It no longer has %1$lu records as "
                          "they were written here (noticed %2$s).\n",
                          (gulong) n),
             (gulong) n, noticed);
  for (; unsent != NULL && listed < unsent->len; listed++)
    {
      const NaruUnsent *each = unsent->pdata[listed];

      cli_print ("  %s  %s\n", each->id, each->title != NULL ? each->title : _ ("Deleted here"));
    }
  if (n > listed)
    {
      g_autofree char *more = g_strdup_printf ("%" G_GINT64_FORMAT, n - listed);

      cli_print ("  ");
      cli_print (_ ("And %s more"), more);
      cli_print ("\n");
    }
  cli_print ("%s\n", _ ("“naru-cli sync --send-again” sends them again."));
}

/* How the profile stands, for people. */
void
cli_print_server (Cli *cli)
{
  g_autoptr (NaruAccount) account = naru_account_load (cli->store);
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_read_snapshot (cli->store, TRUE);

  if (account == NULL)
    {
      cli_print ("%s\n", _ ("Server: none, everything is on this computer"));
      return;
    }
  cli_print (_ ("Server: %1$s, centre %2$s, as %3$s\n"), account->url, account->centre,
             account->user);
  if (snapshot->since != NULL)
    cli_print (_ ("Synchronised: %s\n"), snapshot->since);
  else
    cli_print ("%s\n", _ ("Synchronised: not yet"));
  if (snapshot->message != NULL)
    cli_print ("%s\n", snapshot->message);
  if (snapshot->unsent > 0)
    cli_print (g_dngettext (GETTEXT_PACKAGE, "Not sent yet: %lu record\n",
                            "Not sent yet: %lu records\n", (gulong) snapshot->unsent),
               (gulong) snapshot->unsent);
  if (snapshot->refused > 0)
    cli_print (g_dngettext (GETTEXT_PACKAGE, "Refused by the server: %lu record\n",
                            "Refused by the server: %lu records\n", (gulong) snapshot->refused),
               (gulong) snapshot->refused);
  if (snapshot->lost > 0)
    print_lost (cli);
  if (snapshot->conflicts > 0)
    cli_print (g_dngettext (GETTEXT_PACKAGE, "With two values: %lu field\n",
                            "With two values: %lu fields\n", (gulong) snapshot->conflicts),
               (gulong) snapshot->conflicts);
}

/* A server that is not reached now is no reason to refuse the account. */
static gboolean
check_login (const NaruAccount *account, const char *password, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (naru_account_log_in (account, password, &reason))
    return TRUE;
  if (!g_error_matches (reason, NARU_ERROR, NARU_ERROR_NETWORK)
      && !g_error_matches (reason, NARU_ERROR, NARU_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  cli_note ("%s\n", reason->message);
  cli_note ("%s\n", _ ("The account is kept, and tried at the next round."));
  return TRUE;
}

static gboolean
keep_password (Cli *cli, const NaruAccount *account, const char *password, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (naru_account_save_password (cli->store, account, password,
                                  password_file ? NARU_PASSWORD_IN_FILE : NARU_PASSWORD_IN_KEYRING,
                                  &reason))
    return TRUE;
  if (!g_error_matches (reason, NARU_ERROR, NARU_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  cli_note ("%s\n", reason->message);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                       _ ("With --password-file the password is kept in a file of the profile that "
                          "only you can read."));
  return FALSE;
}

static int
set_account (Cli *cli, const char *url)
{
  NaruAccount account = { (char *) url, centre, user, ca_file, allow_http };
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  g_autofree char *prompt = NULL;

  if (url == NULL || centre == NULL || user == NULL)
    return cli_wrong (cli, _ ("An address, --centre and --user are needed."));
  if (!cli_open (cli, CLI_MAY_CREATE_EMPTY, &error)
      || !naru_account_check (cli->store, &account, &error))
    return cli_fail (g_steal_pointer (&error));
  prompt = g_strdup_printf (_ ("Password of %s:"), user);
  password = cli_read_password (password_fd, prompt, &error);
  if (password == NULL || !check_login (&account, password, &error)
      || !keep_password (cli, &account, password, &error)
      || !naru_account_save (cli->store, &account, &error)
      || !naru_desk_adopt_user (cli->desk, user, &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n",
             _ ("The account is kept. “naru-cli sync” synchronises with it."));
  return CLI_DONE;
}

static int
show_account (Cli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruAccount) account = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  account = naru_account_load (cli->store);
  if (account == NULL)
    return cli_refuse (_ ("This profile has no account."));
  if (!cli->json)
    {
      cli_print_server (cli);
      return CLI_DONE;
    }
  cli_json_begin (out);
  add_account (out, account);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
  return CLI_DONE;
}

static int
forget_account (Cli *cli)
{
  g_autoptr (GError) error = NULL;

  if (!cli_open (cli, CLI_READ, &error) || !naru_account_forget (cli->store, &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n",
             _ ("Account and password are forgotten. The records stay."));
  return CLI_DONE;
}

/* At a terminal twice: nobody sees what is typed there. */
static char *
read_new_password (GError **error)
{
  g_autofree char *password = cli_read_password (new_password_fd, _ ("New password:"), error);
  g_autofree char *again = NULL;

  if (password == NULL || new_password_fd >= 0)
    return g_steal_pointer (&password);
  again = cli_read_password (-1, _ ("The new password again:"), error);
  if (again == NULL)
    return NULL;
  if (strcmp (password, again) == 0)
    return g_steal_pointer (&password);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("The two are not the same. Nothing was changed."));
  return NULL;
}

static int
change_password (Cli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruAccount) account = NULL;
  g_autofree char *old = NULL;
  g_autofree char *password = NULL;

  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  account = naru_account_load (cli->store);
  if (account == NULL)
    return cli_refuse (_ ("This profile has no account."));
  old = password_fd >= 0 ? cli_read_password (password_fd, NULL, &error)
                         : naru_account_load_password (cli->store, account, &error);
  password = old != NULL ? read_new_password (&error) : NULL;
  if (password == NULL
      || !naru_account_change_password (cli->store, account, old, password, &error))
    return cli_fail (g_steal_pointer (&error));
  cli_print (cli->json ? "{\"ok\":true}\n" : "%s\n", _ ("The new password is in force."));
  return CLI_DONE;
}

static int
run_account (Cli *cli, char **arguments)
{
  if (strcmp (arguments[0], "set") == 0)
    return set_account (cli, arguments[1]);
  if (arguments[1] != NULL)
    return cli_wrong (cli, _ ("There is too much."));
  if (strcmp (arguments[0], "show") == 0)
    return show_account (cli);
  if (strcmp (arguments[0], "forget") == 0)
    return forget_account (cli);
  if (strcmp (arguments[0], "password") == 0)
    return change_password (cli);
  return cli_wrong (cli,
                    _ ("An account can be set, shown, and forgotten, and its password changed."));
}

static void
print_round_json (Cli *cli, const NaruSyncRound *round)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_json_begin (out);
  cli_json_add_number (out, "pulled", round->pulled);
  cli_json_add_number (out, "pushed", round->pushed);
  cli_json_add_number (out, "merged", round->merged);
  cli_json_add_number (out, "clashes", round->clashes);
  cli_json_add_number (out, "refused", round->refused);
  cli_json_add_number (out, "removed", round->removed);
  cli_json_add_number (out, "sealed", round->sealed);
  cli_json_add_number (out, "requests", round->requests);
  g_string_append (out, ",\"problems\":[");
  for (guint i = 0; i < round->problems->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, g_ptr_array_index (round->problems, i));
    }
  g_string_append_c (out, ']');
  cli_add_server (cli, out);
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

static int
finish_round (Cli *cli, const NaruSyncRound *round)
{
  if (cli->json)
    print_round_json (cli, round);
  else
    {
      cli_print (_ ("Received: %1$u, sent: %2$u, put together: %3$u\n"), round->pulled,
                 round->pushed, round->merged);
      cli_print_server (cli);
    }
  for (guint i = 0; i < round->problems->len; i++)
    cli_refuse (g_ptr_array_index (round->problems, i));
  return round->problems->len > 0 ? CLI_FAILED : CLI_DONE;
}

/* With the account of the profile and the password that is kept, or comes by a file descriptor. */
static NaruSync *
open_sync (Cli *cli, const NaruAccount *account, GRand *rand, GError **error)
{
  g_autofree char *password = NULL;
  g_autoptr (NaruHttp) http = NULL;
  g_autoptr (NaruTransport) transport = NULL;

  if (password_fd < 0 && naru_account_is_refused (cli->store))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_LOGIN,
                           _ ("The server did not accept the password. Please set it again with "
                              "“naru-cli account set”; several wrong ones would lock the "
                              "account."));
      return NULL;
    }
  password = password_fd >= 0 ? cli_read_password (password_fd, NULL, error)
                              : naru_account_load_password (cli->store, account, error);
  http = password != NULL ? naru_account_open (account, password, error) : NULL;
  if (http == NULL)
    return NULL;
  transport = naru_transport_new_http (http);
  return naru_sync_new (cli->store, transport, account, naru_clock_system (), rand);
}

/* One round; a second one where the first has noticed what is to be sent again. */
static NaruSyncRound *
run_rounds (Cli *cli, NaruSync *sync, GError **error)
{
  g_autoptr (NaruSyncRound) round = NULL;

  if (send_again && !naru_store_send_again (cli->store, NULL, error))
    return NULL;
  round = naru_sync_run_round (sync, NULL, error);
  if (round == NULL || !send_again || naru_store_count_lost (cli->store, NULL) == 0)
    return g_steal_pointer (&round);
  return naru_store_send_again (cli->store, NULL, error) ? naru_sync_run_round (sync, NULL, error)
                                                         : NULL;
}

static int
run_once (Cli *cli, const NaruAccount *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new ();
  g_autoptr (NaruSync) sync = open_sync (cli, account, rand, &error);
  g_autoptr (NaruSyncRound) round = NULL;

  if (sync != NULL)
    round = run_rounds (cli, sync, &error);
  if (round == NULL || !naru_store_derive_stale (cli->store, cli_progress, NULL, NULL, &error))
    return cli_fail (g_steal_pointer (&error));
  return finish_round (cli, round);
}

/* Asks the server for what other desks did to a record. */
gboolean
cli_pull_history (Cli *cli, const char *record, GError **error)
{
  g_autoptr (NaruAccount) account = naru_account_load (cli->store);
  g_autoptr (GRand) rand = g_rand_new ();
  g_autoptr (NaruSync) sync = NULL;

  if (account == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This profile has no account: “naru-cli account set” gives it one."));
      return FALSE;
    }
  sync = open_sync (cli, account, rand, error);
  return sync != NULL && naru_sync_pull_history (sync, record, NULL, error);
}

typedef struct
{
  Cli *cli;
  NaruSyncStatus *status;
  NaruSyncPhase phase;
  char *since;
  GMainLoop *loop;
} Watch;

/* One line for each round, and for each change to the better or worse. */
static void
on_status_cb (NaruSyncStatus *status, Watch *self)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_status_get (status);

  if (snapshot->phase == NARU_SYNC_PHASE_WORKING
      || (snapshot->phase == self->phase && g_strcmp0 (snapshot->since, self->since) == 0))
    return;
  self->phase = snapshot->phase;
  g_free (self->since);
  self->since = g_strdup (snapshot->since);
  if (self->cli->json)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cli_json_begin (out);
      cli_add_server (self->cli, out);
      cli_json_end (out);
      cli_print ("%s\n", out->str);
    }
  else
    cli_print_server (self->cli);
  fflush (stdout);
}

static gboolean
on_signal_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static int
run_watch (Cli *cli)
{
  g_autoptr (NaruSyncService) service = naru_sync_service_new (cli->store);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Watch self = { cli, naru_sync_service_get_status (service), NARU_SYNC_PHASE_WORKING, NULL, loop };

  g_unix_signal_add (SIGINT, on_signal_cb, loop);
  g_unix_signal_add (SIGTERM, on_signal_cb, loop);
  g_signal_connect (self.status, "changed", G_CALLBACK (on_status_cb), &self);
  naru_sync_service_start (service);
  g_main_loop_run (loop);
  naru_sync_service_stop (service);
  g_free (self.since);
  return CLI_DONE;
}

static int
run_sync (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruAccount) account = NULL;

  if (watch && password_fd >= 0)
    return cli_wrong (cli, _ ("--watch needs a password that is kept."));
  if (!cli_open (cli, CLI_READ, &error))
    return cli_fail (g_steal_pointer (&error));
  account = naru_account_load (cli->store);
  if (account == NULL)
    return cli_refuse (_ ("This profile has no account: “naru-cli account set” gives it one."));
  if (!watch)
    return run_once (cli, account);
  if (send_again && !naru_store_send_again (cli->store, NULL, &error))
    return cli_fail (g_steal_pointer (&error));
  return run_watch (cli);
}

const CliCommand cli_sync_commands[] = {
  { "account", "set URL|show|password|forget",
    N_ ("Say with which server to synchronise, and as whom"), NULL, account_options, 1, 2,
    run_account },
  { "sync", "", N_ ("Synchronise with the server"), NULL, sync_options, 0, 0, run_sync },
  { NULL },
};
