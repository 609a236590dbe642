/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server-setup: makes a centre on a CouchDB, or brings one up to date. */
#include "cli.h"

#include "cli-server.h"
#include "naru-csv.h"
#include "naru-error.h"
#include "naru-json-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static char *centre_name, *admin, *users_file, *user_name, *full_name, *roles, *passwords_file,
    *ca_file;
static char **teams, **partners, **leavers, **closing;
static int password_fd = -1, token_fd = -1;
static gboolean new_password, allow_http, dry_run;

static const GOptionEntry setup_options[] = {
  { "centre", 'c', 0, G_OPTION_ARG_FILENAME, &centre_name,
    N_ ("Name of the centre: small letters, digits and “-”"), N_ ("NAME") },
  { "admin", 'a', 0, G_OPTION_ARG_FILENAME, &admin,
    N_ ("Administrator of the server; “admin” by default"), N_ ("USER") },
  { "password-fd", 0, 0, G_OPTION_ARG_INT, &password_fd,
    N_ ("Read the administrator's password from a file descriptor"), "N" },
  { "token-fd", 0, 0, G_OPTION_ARG_INT, &token_fd,
    N_ ("Read a token for an administrator (JWT) from a file descriptor, instead of a password"),
    "N" },
  { "team", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &teams,
    N_ ("A team of the centre; without any, one team “all”"), N_ ("TEAM") },
  { "partner", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &partners,
    N_ ("A partner that cases are shared with, by all teams or some"),
    N_ ("ORGANISATION[=TEAM,TEAM]") },
  { "users", 0, 0, G_OPTION_ARG_FILENAME, &users_file,
    N_ ("A table of accounts: user, name, role, team, partner, password"), N_ ("FILE.csv") },
  { "user", 'u', 0, G_OPTION_ARG_FILENAME, &user_name,
    N_ ("One account, of the teams and partners named"), N_ ("USER") },
  { "name", 'n', 0, G_OPTION_ARG_FILENAME, &full_name, N_ ("The name of its person"), N_ ("NAME") },
  { "role", 'r', 0, G_OPTION_ARG_FILENAME, &roles, N_ ("Its roles, with commas between"),
    N_ ("ROLE") },
  { "new-password", 0, 0, G_OPTION_ARG_NONE, &new_password,
    N_ ("Give it a new password, if it has one already"), NULL },
  { "remove-user", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &leavers,
    N_ ("Take an account out of the centre; what it has written stays"), N_ ("USER") },
  { "remove-team", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &closing,
    N_ ("Take a team out of the centre, whose cases have all gone to others"), N_ ("TEAM") },
  { "passwords", 0, 0, G_OPTION_ARG_FILENAME, &passwords_file,
    N_ ("Write passwords that are made up to a file instead of showing them"), N_ ("FILE") },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, N_ ("Certificates of your own authority, in PEM"),
    N_ ("FILE") },
  { "allow-http", 0, 0, G_OPTION_ARG_NONE, &allow_http,
    N_ ("Send passwords unprotected to another machine"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only show what would be done"), NULL },
  { NULL },
};

static NaruHttp *
log_in (const char *url, GError **error)
{
  g_autoptr (NaruHttp) http
      = naru_http_new (url, allow_http ? NARU_HTTP_ALLOW_PLAIN : NARU_HTTP_DEFAULT, ca_file, error);
  const char *who = admin != NULL ? admin : "admin";
  g_autofree char *prompt = NULL, *password = NULL;

  if (http == NULL)
    return NULL;
  if (token_fd >= 0)
    {
      password = cli_read_password (token_fd, NULL, error);
      if (password == NULL)
        return NULL;
      naru_http_set_login (http, NARU_HTTP_BEARER, NULL, password);
      explicit_bzero (password, strlen (password));
      return g_steal_pointer (&http);
    }
  prompt = g_strdup_printf (_ ("Password of “%1$s” at %2$s:"), who, naru_http_get_url (http));
  password = cli_read_password (password_fd, prompt, error);
  if (password == NULL)
    return NULL;
  naru_http_set_login (http, NARU_HTTP_BASIC, who, password);
  explicit_bzero (password, strlen (password));
  return g_steal_pointer (&http);
}

static gboolean
collect_users (GPtrArray *users, GError **error)
{
  g_autoptr (NaruServerUser) user = NULL;
  g_autoptr (GStrvBuilder) organisations = g_strv_builder_new ();
  g_autoptr (GError) reason = NULL;

  if (users_file != NULL && !cli_server_read_users (users_file, users, error))
    {
      g_prefix_error (error, "%s: ", users_file);
      return FALSE;
    }
  if (user_name == NULL)
    return TRUE;
  for (guint i = 0; partners != NULL && partners[i] != NULL; i++)
    {
      g_autofree char *organisation = g_strndup (partners[i], strcspn (partners[i], "="));

      g_strv_builder_add (organisations, organisation);
    }
  user = g_new0 (NaruServerUser, 1);
  user->name = g_strdup (user_name);
  user->full_name = g_strdup (full_name);
  user->roles = cli_server_parse_roles (roles, &reason);
  user->teams = g_strdupv (teams);
  user->partners = g_strv_builder_end (organisations);
  user->new_password = new_password;
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  g_ptr_array_add (users, g_steal_pointer (&user));
  return TRUE;
}

/* Before anything is done: a password that nobody can read is of no use. */
static gboolean
write_passwords (GPtrArray *steps, GError **error)
{
  g_autoptr (GString) out = g_string_new ("user,password\n");
  gboolean written = FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const NaruServerStep *step = g_ptr_array_index (steps, i);
      const char *const row[] = { step->subject, step->password, NULL };

      if (step->password == NULL)
        continue;
      naru_csv_append_row (out, row);
      written = TRUE;
    }
  if (!written)
    return TRUE;
  if (g_file_test (passwords_file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_EXISTS,
                   _ ("%s is there already; passwords are written to a new file."), passwords_file);
      return FALSE;
    }
  written = g_file_set_contents_full (passwords_file, out->str, (gssize) out->len,
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  explicit_bzero (out->str, out->len);
  return written;
}

static void
print_json (GPtrArray *steps, guint n_done, GStrv advice)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) passwords = g_string_new ("{");

  cli_json_begin (out);
  cli_json_add (out, "centre", centre_name);
  cli_json_add_raw (out, "dryRun", dry_run ? "true" : "false");
  g_string_append (out, ",\"steps\":[");
  for (guint i = 0; i < n_done; i++)
    {
      const NaruServerStep *step = g_ptr_array_index (steps, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      naru_json_append_member (out, "kind", naru_server_kind_get_name (step->kind));
      naru_json_append_member (out, "subject", step->subject);
      g_string_append_c (out, '}');
      if (!dry_run && passwords_file == NULL)
        naru_json_append_member (passwords, step->subject, step->password);
    }
  g_string_append_printf (out, "],\"passwords\":%s},\"advice\":[", passwords->str);
  for (guint i = 0; advice[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, advice[i]);
    }
  g_string_append_c (out, ']');
  cli_json_end (out);
  cli_print ("%s\n", out->str);
  explicit_bzero (passwords->str, passwords->len);
}

/* The rules, the members and the index of a database that is new go without saying. */
static gboolean
goes_without_saying (GPtrArray *steps, const NaruServerStep *step)
{
  if (step->kind != NARU_SERVER_RULES && step->kind != NARU_SERVER_MEMBERS
      && step->kind != NARU_SERVER_INDEX)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const NaruServerStep *other = g_ptr_array_index (steps, i);

      if (other->kind == NARU_SERVER_DATABASE && strcmp (other->subject, step->subject) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
print_text (NaruHttp *http, GPtrArray *steps, guint n_done, GStrv advice)
{
  gboolean shown = FALSE;

  if (dry_run && n_done > 0)
    cli_print ("%s\n", _ ("Nothing is changed. This would be done:"));
  for (guint i = 0; i < n_done; i++)
    {
      const NaruServerStep *step = g_ptr_array_index (steps, i);
      g_autofree char *line = naru_server_step_to_text (step);

      if (!goes_without_saying (steps, step))
        cli_print ("  %s\n", line);
    }
  for (guint i = 0; i < n_done && !dry_run && passwords_file == NULL; i++)
    {
      const NaruServerStep *step = g_ptr_array_index (steps, i);

      if (step->password == NULL)
        continue;
      if (!shown)
        cli_print ("\n%s\n", _ ("These passwords are shown only now:"));
      cli_print ("  %s  %s\n", step->subject, step->password);
      shown = TRUE;
    }
  if (steps->len == 0)
    cli_print (_ ("The centre “%1$s” is complete at %2$s. There was nothing to do.\n"), centre_name,
               naru_http_get_url (http));
  else if (!dry_run && n_done == steps->len)
    cli_print (_ ("The centre “%1$s” is ready at %2$s.\n"), centre_name, naru_http_get_url (http));
  for (guint i = 0; advice[i] != NULL; i++)
    cli_note ("%s\n", advice[i]);
}

/* What was written is read again: a server that says yes and forgets is found out. */
static gboolean
check_kept (NaruHttp *http, const NaruServerCentre *centre, GError **error)
{
  g_autoptr (GPtrArray) rest = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < centre->users->len; i++)
    ((NaruServerUser *) g_ptr_array_index (centre->users, i))->new_password = FALSE;
  rest = naru_server_plan (http, centre, NULL, error);
  if (rest == NULL)
    return FALSE;
  if (rest->len == 0)
    return TRUE;
  line = naru_server_step_to_text (g_ptr_array_index (rest, 0));
  g_set_error (error, NARU_ERROR, NARU_ERROR_FAILED,
               _ ("The server accepted everything, but this is not there: %s"), line);
  return FALSE;
}

static int
run_setup (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_server_user_free);
  NaruServerCentre centre
      = { centre_name, (const char *const *) teams,   (const char *const *) partners,
          users,       (const char *const *) leavers, (const char *const *) closing };
  g_autoptr (NaruHttp) http = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_auto (GStrv) advice = NULL;
  guint n_done = 0;

  if (centre_name == NULL)
    return cli_wrong (cli, _ ("Please name the centre with --centre."));
  if ((user_name != NULL) != (roles != NULL))
    return cli_wrong (cli, _ ("An account needs both --user and --role."));
  if (user_name == NULL && (full_name != NULL || new_password))
    return cli_wrong (cli,
                      _ ("--name and --new-password are about an account: --user is missing."));
  if (!collect_users (users, &error))
    return cli_fail (g_steal_pointer (&error));
  http = log_in (arguments[0], &error);
  if (http != NULL)
    steps = naru_server_plan (http, &centre, NULL, &error);
  if (steps == NULL || (!dry_run && passwords_file != NULL && !write_passwords (steps, &error)))
    return cli_fail (g_steal_pointer (&error));
  if (dry_run)
    n_done = steps->len;
  else if (naru_server_apply (http, steps, &n_done, NULL, &error) && n_done > 0)
    check_kept (http, &centre, &error);
  advice = naru_server_advise (http, NULL);
  if (cli->json)
    print_json (steps, n_done, advice);
  else
    print_text (http, steps, n_done, advice);
  return error != NULL ? cli_fail (g_steal_pointer (&error)) : CLI_DONE;
}

#define SETUP_HELP                                                                                 \
  N_ ("Makes databases, rules and accounts, and changes nothing that is there already: run it\n"   \
      "again for a new team, a new colleague or a new version of the program. Roles are\n"         \
      "job_counsellor, employer_counsellor, vacancy_drafter, partner, manager, it, and "           \
      "situation\n"                                                                                \
      "for those who may see the situation of jobseekers.")

const CliCommand cli_server_commands[] = {
  { "server-setup", "URL", N_ ("Make a centre on a CouchDB"), SETUP_HELP, setup_options, 1, 1,
    run_setup },
  { NULL },
};
