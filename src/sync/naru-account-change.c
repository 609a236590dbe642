/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the password of an account: its own document among the server's users, which CouchDB lets everybody change but
 * for the roles. */
#include "naru-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-json-text.h"

/**
 * naru_account_check_password:
 *
 * Returns: whether @password may become one: eight characters or more, as NIST SP 800-63B (2017, 5.1.1.2) asks at least
 */
gboolean
naru_account_check_password (const char *password, GError **error)
{
  if (g_utf8_validate (password, -1, NULL)
      && g_utf8_strlen (password, -1) >= NARU_PASSWORD_LEAST_CHARACTERS)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
               g_dngettext (GETTEXT_PACKAGE, "A new password has at least %d character.",
                            "A new password has at least %d characters.",
                            NARU_PASSWORD_LEAST_CHARACTERS),
               NARU_PASSWORD_LEAST_CHARACTERS);
  return FALSE;
}

/* The JSON text of an answer that says that all went well. */
static char *
ask (NaruHttp *http, const NaruHttpRequest *request, GError **error)
{
  g_autoptr (NaruHttpResponse) response = naru_http_send (http, request, NULL, error);

  if (response == NULL)
    return NULL;
  if (naru_http_response_is_success (response))
    return naru_http_response_dup_text (response);
  if (error != NULL)
    *error = naru_http_response_to_error (response, NULL);
  return NULL;
}

static gboolean
send_password (const NaruAccount *account, const char *old, const char *password, GError **error)
{
  g_autoptr (NaruHttp) http = naru_account_open (account, old, error);
  g_autofree char *id = g_strconcat ("org.couchdb.user:", account->user, NULL);
  const char *const own[] = { "_users", id, NULL };
  const char *const users[] = { "_users", NULL };
  const NaruHttpRequest get = { "GET", own };
  NaruHttpRequest post = { "POST", users };
  g_autofree char *quoted = naru_json_quote (password);
  const NaruJsonEdit edit = { "password", quoted };
  g_autofree char *document = http != NULL ? ask (http, &get, error) : NULL;
  g_autofree char *changed = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GBytes) body = NULL;

  if (document == NULL || !naru_json_check_object (document, -1, error))
    return FALSE;
  changed = naru_json_splice (document, &edit, 1);
  post.body = body = g_bytes_new (changed, strlen (changed));
  answer = ask (http, &post, error);
  explicit_bzero (changed, strlen (changed));
  return answer != NULL;
}

/**
 * naru_account_change_password:
 * @old: the password as it is
 * @password: as it is to be
 *
 * Changes it on the server and then where it is kept on this computer. Blocks. An answer that was lost is no trouble: what
 * counts is whether the server lets the new one in.
 *
 * Returns: whether the new one is in force; otherwise the old one still is, or with %NARU_ERROR_NETWORK the server could not
 * say
 */
gboolean
naru_account_change_password (NaruStore *store, const NaruAccount *account, const char *old,
                              const char *password, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!naru_account_check_password (password, error))
    return FALSE;
  if (!send_password (account, old, password, &reason)
      && (!g_error_matches (reason, NARU_ERROR, NARU_ERROR_NETWORK)
          || !naru_account_log_in (account, password, NULL)))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return naru_account_save_password (store, account, password,
                                     naru_account_get_password_place (store), error);
}
