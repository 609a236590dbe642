/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to one CouchDB: JSON there and back, a login that is kept, TLS that is checked, and every way in which it can
 * go wrong told apart. Nothing here knows what the requests mean. */
#pragma once

#include "naru-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NaruHttpFlags:
 * @NARU_HTTP_ALLOW_PLAIN: http without TLS to another machine, because somebody said so explicitly
 */
typedef enum
{
  NARU_HTTP_DEFAULT = 0,
  NARU_HTTP_ALLOW_PLAIN = 1 << 0,
} NaruHttpFlags;

/**
 * NaruHttpLogin:
 * @NARU_HTTP_ANONYMOUS: no login
 * @NARU_HTTP_SESSION: a cookie by POST /_session, made at need and renewed once where the server no longer knows it
 * @NARU_HTTP_BASIC: user name and password with every request
 * @NARU_HTTP_BEARER: a token (RFC 6750) in the place of a password, with every request
 */
typedef enum
{
  NARU_HTTP_ANONYMOUS,
  NARU_HTTP_SESSION,
  NARU_HTTP_BASIC,
  NARU_HTTP_BEARER,
} NaruHttpLogin;

/**
 * NaruHttpRequest:
 * @method: "GET", "POST", ...; whoever writes documents uses POST: a PUT cannot be told from its repetition
 * @path: (array zero-terminated): segments behind the address of the server, not escaped
 * @query: (array zero-terminated) (nullable): names and values in turn, not escaped
 * @body: (nullable): a JSON text
 * @headers: (array zero-terminated) (nullable): names and values in turn
 * @limit: the longest answer that is taken, in bytes; 0 is %NARU_HTTP_DEFAULT_LIMIT
 */
typedef struct
{
  const char *method;
  const char *const *path;
  const char *const *query;
  GBytes *body;
  const char *const *headers;
  gsize limit;
} NaruHttpRequest;

/* For so long CouchDB answers no login to an account that had several wrong passwords; it does not say how long. */
#define NARU_HTTP_LOCKOUT_SECONDS 300

#define NARU_HTTP_DEFAULT_LIMIT ((gsize) 256 * 1024 * 1024)

/**
 * NaruHttpResponse:
 * @status: of HTTP; any but those of redirects, which are errors
 * @body: a JSON text as far as its first and last characters and its content type tell; empty only where @status is not
 *   200 to 299. Not checked further: naru_json_check() does
 * @headers: names in small letters
 * @retry_after: seconds to wait, as the server said; -1 where it said nothing
 * @logged_in: whether the server has accepted the login; then 401 is about rights
 */
typedef struct
{
  guint status;
  GBytes *body;
  GHashTable *headers;
  int retry_after;
  gboolean logged_in;
} NaruHttpResponse;

void naru_http_response_free (NaruHttpResponse *response);
gboolean naru_http_response_is_success (const NaruHttpResponse *response);
char *naru_http_response_dup_text (const NaruHttpResponse *response);
GError *naru_http_response_to_error (const NaruHttpResponse *response, const char *what);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruHttpResponse, naru_http_response_free)

#define NARU_TYPE_HTTP (naru_http_get_type ())
G_DECLARE_FINAL_TYPE (NaruHttp, naru_http, NARU, HTTP, GObject)

NaruHttp *naru_http_new (const char *url, NaruHttpFlags flags, const char *ca_file, GError **error);
void naru_http_set_login (NaruHttp *http, NaruHttpLogin login, const char *user,
                          const char *password);
void naru_http_set_timeout (NaruHttp *http, guint seconds);
guint naru_http_get_timeout (NaruHttp *http);
const char *naru_http_get_url (NaruHttp *http);
const char *naru_http_get_user (NaruHttp *http);

NaruHttpResponse *naru_http_send (NaruHttp *http, const NaruHttpRequest *request,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
