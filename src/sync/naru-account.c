/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account of a profile. A profile never mixes two: what was synchronised with one server, centre and user belongs to
 * them, also after the account is forgotten. */
#include "naru-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-place.h"
#include "naru-store-sync.h"

#define SETTING_URL "account.url"
#define SETTING_CENTRE "account.centre"
#define SETTING_USER "account.user"
#define SETTING_CA_FILE "account.ca-file"
#define SETTING_ALLOW_HTTP "account.allow-http"
#define SETTING_REFUSED "account.refused"
/* to whom the records of this profile belong: "url centre user", from the first account that it had */
#define SETTING_OWNER "account.owner"

static const char *const all_settings[] = { SETTING_URL,     SETTING_CENTRE,     SETTING_USER,
                                            SETTING_CA_FILE, SETTING_ALLOW_HTTP, SETTING_REFUSED };

void
naru_account_free (NaruAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->url);
  g_free (account->centre);
  g_free (account->user);
  g_free (account->ca_file);
  g_free (account);
}

/**
 * naru_account_copy:
 *
 * Returns: (transfer full): a copy
 */
NaruAccount *
naru_account_copy (const NaruAccount *account)
{
  NaruAccount *copy = g_memdup2 (account, sizeof *account);

  copy->url = g_strdup (account->url);
  copy->centre = g_strdup (account->centre);
  copy->user = g_strdup (account->user);
  copy->ca_file = g_strdup (account->ca_file);
  return copy;
}

/**
 * naru_account_load:
 *
 * Returns: (transfer full) (nullable): the account of the profile, %NULL if it has none
 */
NaruAccount *
naru_account_load (NaruStore *store)
{
  g_autoptr (NaruAccount) account = g_new0 (NaruAccount, 1);
  g_autofree char *allow_http = naru_store_get_setting (store, SETTING_ALLOW_HTTP);

  account->url = naru_store_get_setting (store, SETTING_URL);
  account->centre = naru_store_get_setting (store, SETTING_CENTRE);
  account->user = naru_store_get_setting (store, SETTING_USER);
  account->ca_file = naru_store_get_setting (store, SETTING_CA_FILE);
  account->allow_http = allow_http != NULL;
  if (account->url == NULL || account->centre == NULL || account->user == NULL)
    return NULL;
  return g_steal_pointer (&account);
}

/**
 * naru_account_get_staff:
 *
 * Returns: (transfer full): id of the staff record of whoever has the account
 */
char *
naru_account_get_staff (const NaruAccount *account)
{
  return naru_id_new_natural ("staff", "staff", account->user);
}

/**
 * naru_account_open:
 * @password: (nullable): the password; without one nothing can be sent
 *
 * Returns: (transfer full): a client that will log in as the account; nothing is sent yet. %NULL where the address is not
 * one, is not safe, or the file with the authorities cannot be read
 */
NaruHttp *
naru_account_open (const NaruAccount *account, const char *password, GError **error)
{
  NaruHttp *http = naru_http_new (account->url,
                                  account->allow_http ? NARU_HTTP_ALLOW_PLAIN : NARU_HTTP_DEFAULT,
                                  account->ca_file, error);

  if (http != NULL)
    naru_http_set_login (http, NARU_HTTP_SESSION, account->user, password);
  return http;
}

/**
 * naru_account_log_in:
 *
 * Logs in once, to see whether server, user and password are right. Blocks.
 *
 * Returns: whether they are; %NARU_ERROR_NETWORK or %NARU_ERROR_BUSY where the server could not say
 */
gboolean
naru_account_log_in (const NaruAccount *account, const char *password, GError **error)
{
  static const char *const path[] = { "_session", NULL };
  const NaruHttpRequest request = { "GET", path };
  g_autoptr (NaruHttp) http = naru_account_open (account, password, error);
  g_autoptr (NaruHttpResponse) response = NULL;

  if (http == NULL)
    return FALSE;
  response = naru_http_send (http, &request, NULL, error);
  if (response == NULL)
    return FALSE;
  if (naru_http_response_is_success (response))
    return TRUE;
  if (error != NULL)
    *error = naru_http_response_to_error (response, NULL);
  return FALSE;
}

static char *
make_owner (const NaruAccount *account)
{
  gsize length = strlen (account->url);

  while (length > 0 && account->url[length - 1] == '/')
    length--;
  return g_strdup_printf ("%.*s %s %s", (int) length, account->url, account->centre, account->user);
}

static gboolean
check_owner (NaruStore *store, const char *owner, GError **error)
{
  g_autofree char *present = naru_store_get_setting (store, SETTING_OWNER);
  gint64 unsent;

  if (present == NULL || strcmp (present, owner) == 0)
    return TRUE;
  unsent = naru_store_count_unsent (store, NULL);
  if (unsent > 0)
    g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "This profile belongs to another account, and %lu record of it is "
                              "not sent yet. Please send it first, and then make a new profile.",
                              "This profile belongs to another account, and %lu records of it are "
                              "not sent yet. Please send them first, and then make a new profile.",
                              (gulong) unsent),
                 (gulong) unsent);
  else
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                         _ ("This profile belongs to another account: its records would be mixed "
                            "with those of this one. Please make a new profile."));
  return FALSE;
}

/**
 * naru_account_check:
 *
 * Returns: whether the profile can have this account; otherwise %NARU_ERROR_INVALID or %NARU_ERROR_REFUSED with the reason:
 * the address or the centre cannot be one, or the profile belongs to another account
 */
gboolean
naru_account_check (NaruStore *store, const NaruAccount *account, GError **error)
{
  g_autoptr (NaruHttp) http = NULL;
  g_autofree char *owner = NULL;

  if (!naru_centre_is_valid (account->centre))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” cannot be the name of a centre: please write it with small letters, "
                      "digits and “-”, beginning with a letter."),
                   account->centre);
      return FALSE;
    }
  if (*account->user == '\0' || strchr (account->user, ':') != NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please give the user name that you have on the server."));
      return FALSE;
    }
  http = naru_account_open (account, NULL, error);
  if (http == NULL)
    return FALSE;
  owner = make_owner (account);
  return check_owner (store, owner, error);
}

/**
 * naru_account_save:
 *
 * Keeps the account with the profile, if naru_account_check() has nothing against it.
 */
gboolean
naru_account_save (NaruStore *store, const NaruAccount *account, GError **error)
{
  g_autofree char *owner = NULL;
  g_autofree char *ca_file = NULL;

  if (!naru_account_check (store, account, error))
    return FALSE;
  owner = make_owner (account);
  /* the program may be started elsewhere next time */
  ca_file = account->ca_file != NULL ? g_canonicalize_filename (account->ca_file, NULL) : NULL;
  return naru_store_set_setting (store, SETTING_URL, account->url, error)
         && naru_store_set_setting (store, SETTING_CENTRE, account->centre, error)
         && naru_store_set_setting (store, SETTING_USER, account->user, error)
         && naru_store_set_setting (store, SETTING_CA_FILE, ca_file, error)
         && naru_store_set_setting (store, SETTING_ALLOW_HTTP, account->allow_http ? "1" : NULL,
                                    error)
         && naru_store_set_setting (store, SETTING_REFUSED, NULL, error)
         && naru_store_set_setting (store, SETTING_OWNER, owner, error);
}

/**
 * naru_account_is_refused:
 *
 * Returns: whether the server has refused the password that is kept
 */
gboolean
naru_account_is_refused (NaruStore *store)
{
  g_autofree char *refused = naru_store_get_setting (store, SETTING_REFUSED);

  return refused != NULL;
}

/**
 * naru_account_set_refused:
 *
 * Notes that the server has refused the password: asking it again and again would lock the account.
 */
void
naru_account_set_refused (NaruStore *store, gboolean refused)
{
  if (naru_account_is_refused (store) != refused)
    naru_store_set_setting (store, SETTING_REFUSED, refused ? "1" : NULL, NULL);
}

/**
 * naru_account_forget:
 *
 * Takes account and password off this computer. The records stay, and stay those of that account.
 */
gboolean
naru_account_forget (NaruStore *store, GError **error)
{
  g_autoptr (NaruAccount) account = naru_account_load (store);

  if (account != NULL && !naru_account_forget_password (store, account, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all_settings); i++)
    if (!naru_store_set_setting (store, all_settings[i], NULL, error))
      return FALSE;
  return TRUE;
}
