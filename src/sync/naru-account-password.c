/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the password of an account is kept. */
#include "naru-account.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "naru-error.h"
#include "naru-network.h"

#define PASSWORD_FILE "password"

static char *
get_file (NaruStore *store)
{
  return g_build_filename (naru_store_get_profile (store), PASSWORD_FILE, NULL);
}

static char *
read_file (NaruStore *store)
{
  g_autofree char *file = get_file (store);
  char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) ? text : NULL;
}

/**
 * naru_account_load_password:
 *
 * Returns: (transfer full) (nullable): the password; %NULL with %NARU_ERROR_LOGIN if none is kept
 */
char *
naru_account_load_password (NaruStore *store, const NaruAccount *account, GError **error)
{
  const NaruNetwork *network;
  char *password = read_file (store);

  if (password != NULL)
    return password;
  network = naru_network_get (error);
  if (network == NULL)
    return NULL;
  password = network->password_lookup (account->url, account->user, NULL);
  if (password != NULL)
    return password;
  g_set_error (error, NARU_ERROR, NARU_ERROR_LOGIN,
               _ ("The password of %s is not known on this computer. Please enter it again."),
               account->user);
  return NULL;
}

static gboolean
write_file (NaruStore *store, const char *password, GError **error)
{
  g_autofree char *file = get_file (store);
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (file, password, (gssize) strlen (password),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &reason))
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE, reason->message);
  return FALSE;
}

static gboolean
remove_file (NaruStore *store, GError **error)
{
  g_autofree char *file = get_file (store);

  if (g_unlink (file) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” cannot be removed: %s"), file,
               g_strerror (errno));
  return FALSE;
}

/**
 * naru_account_save_password:
 * @place: the keyring, or with the consent of whoever works here a file of the profile
 *
 * Keeps the password, in one place only. %NARU_ERROR_NOT_FOUND if there is no keyring to keep it in.
 */
gboolean
naru_account_save_password (NaruStore *store, const NaruAccount *account, const char *password,
                            NaruPasswordPlace place, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *label = NULL;

  if (place == NARU_PASSWORD_IN_FILE)
    {
      if (!write_file (store, password, error))
        return FALSE;
    }
  else
    {
      const NaruNetwork *network = naru_network_get (error);

      if (network == NULL)
        return FALSE;
      /* shown by the keyring's own program */
      label = g_strdup_printf (_ ("Naru: %s at %s"), account->user, account->url);
      if (!network->password_store (account->url, account->user, label, password, &reason))
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                       _ ("This computer has no keyring that could keep the password: %s"),
                       reason->message);
          return FALSE;
        }
      if (!remove_file (store, error))
        return FALSE;
    }
  naru_account_set_refused (store, FALSE);
  return TRUE;
}

/**
 * naru_account_get_password_place:
 *
 * Returns: where the password is kept, or would be if nothing else is said
 */
NaruPasswordPlace
naru_account_get_password_place (NaruStore *store)
{
  g_autofree char *file = get_file (store);

  return g_file_test (file, G_FILE_TEST_EXISTS) ? NARU_PASSWORD_IN_FILE : NARU_PASSWORD_IN_KEYRING;
}

/**
 * naru_account_forget_password:
 *
 * Takes the password out of the keyring and off the disk.
 */
gboolean
naru_account_forget_password (NaruStore *store, const NaruAccount *account, GError **error)
{
  const NaruNetwork *network = naru_network_get (error);

  if (network == NULL)
    return FALSE;
  /* without a keyring there is nothing to take out of it */
  network->password_clear (account->url, account->user);
  return remove_file (store, error);
}
