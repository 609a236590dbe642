/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account of a profile: which server, which centre, who. Kept in the store's settings; the password is in the keyring,
 * or where there is none and somebody agreed, in a file of the profile that only its owner can read. */
#pragma once

#include "naru-http.h"
#include "naru-store.h"

G_BEGIN_DECLS

/**
 * NaruAccount:
 * @url: address of the CouchDB
 * @centre: name of the centre: its databases are "<centre>-<place>"
 * @user: user name on the server
 * @ca_file: (nullable): a PEM file with the authorities to trust instead of the system's
 * @allow_http: whether http without TLS is good enough for another machine
 */
typedef struct
{
  char *url;
  char *centre;
  char *user;
  char *ca_file;
  gboolean allow_http;
} NaruAccount;

void naru_account_free (NaruAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruAccount, naru_account_free)
NaruAccount *naru_account_copy (const NaruAccount *account);

NaruAccount *naru_account_load (NaruStore *store);
gboolean naru_account_check (NaruStore *store, const NaruAccount *account, GError **error);
gboolean naru_account_save (NaruStore *store, const NaruAccount *account, GError **error);
gboolean naru_account_forget (NaruStore *store, GError **error);
char *naru_account_get_staff (const NaruAccount *account);
NaruHttp *naru_account_open (const NaruAccount *account, const char *password, GError **error);
gboolean naru_account_log_in (const NaruAccount *account, const char *password, GError **error);

/* Whether the server refused the password that is kept: it is not tried again before another one is saved. */
gboolean naru_account_is_refused (NaruStore *store);
void naru_account_set_refused (NaruStore *store, gboolean refused);

/* The password. These block: the keyring may ask whoever works here. */
typedef enum
{
  NARU_PASSWORD_IN_KEYRING,
  NARU_PASSWORD_IN_FILE,
} NaruPasswordPlace;
char *naru_account_load_password (NaruStore *store, const NaruAccount *account, GError **error);
gboolean naru_account_save_password (NaruStore *store, const NaruAccount *account,
                                     const char *password, NaruPasswordPlace place, GError **error);
NaruPasswordPlace naru_account_get_password_place (NaruStore *store);
gboolean naru_account_forget_password (NaruStore *store, const NaruAccount *account,
                                       GError **error);

#define NARU_PASSWORD_LEAST_CHARACTERS 8
gboolean naru_account_check_password (const char *password, GError **error);
gboolean naru_account_change_password (NaruStore *store, const NaruAccount *account,
                                       const char *old, const char *password, GError **error);

G_END_DECLS
