/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server answered, and what its statuses mean for the people who wait for it. */
#include "naru-http.h"

#include "naru-json-text.h"
#include <glib/gi18n-lib.h>

/**
 * naru_http_response_free:
 * @response: (nullable): an answer
 */
void
naru_http_response_free (NaruHttpResponse *response)
{
  if (response == NULL)
    return;
  g_bytes_unref (response->body);
  g_hash_table_unref (response->headers);
  g_free (response);
}

/**
 * naru_http_response_is_success:
 * @response: an answer
 *
 * Returns: whether its status is one of 200 to 299
 */
gboolean
naru_http_response_is_success (const NaruHttpResponse *response)
{
  return response->status >= 200 && response->status < 300;
}

/**
 * naru_http_response_dup_text:
 * @response: an answer
 *
 * Returns: (transfer full): its body, ended by a zero byte
 */
char *
naru_http_response_dup_text (const NaruHttpResponse *response)
{
  gsize length;
  const char *text = g_bytes_get_data (response->body, &length);

  return g_strndup (text, length);
}

/* CouchDB says why: {"error":"forbidden","reason":"..."} */
static char *
read_reason (const NaruHttpResponse *response)
{
  g_autofree char *text = naru_http_response_dup_text (response);

  if (!naru_json_check_object (text, -1, NULL))
    return NULL;
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (text, -1), "reason"));
}

static const char *
describe (const NaruHttpResponse *response, NaruError *code)
{
  switch (response->status)
    {
    case 401:
      *code = response->logged_in ? NARU_ERROR_FORBIDDEN : NARU_ERROR_LOGIN;
      return response->logged_in ? _ ("This account may not do that.")
                                 : _ ("The server does not accept user name and password.");
    case 403:
      *code = NARU_ERROR_FORBIDDEN;
      return _ ("This account may not do that.");
    case 404:
      *code = NARU_ERROR_NOT_FOUND;
      return _ ("The server does not have that.");
    case 409:
      *code = NARU_ERROR_CHANGED;
      return _ ("Somebody else changed it meanwhile.");
    case 412:
      *code = NARU_ERROR_EXISTS;
      return _ ("It is there already.");
    case 413:
      *code = NARU_ERROR_TOO_LARGE;
      return _ ("The server does not take that much at once.");
    case 429:
      *code = NARU_ERROR_BUSY;
      return _ ("The server asks to wait a little.");
    default:
      *code = response->status >= 500 ? NARU_ERROR_BUSY : NARU_ERROR_FAILED;
      return response->status >= 500 ? _ ("The server has a problem of its own.")
                                     : _ ("The server does not understand the request.");
    }
}

/**
 * naru_http_response_to_error:
 * @response: an answer that is no success
 * @what: (nullable): what it was about, such as the name of a database
 *
 * Puts a status into words: 401 %NARU_ERROR_LOGIN (%NARU_ERROR_FORBIDDEN where the login itself was accepted), 403
 * %NARU_ERROR_FORBIDDEN, 404 %NARU_ERROR_NOT_FOUND, 409 %NARU_ERROR_CHANGED, 412 %NARU_ERROR_EXISTS, 413
 * %NARU_ERROR_TOO_LARGE, 429 and 5xx %NARU_ERROR_BUSY, others %NARU_ERROR_FAILED. The server's own reason stands behind.
 *
 * Returns: (transfer full): an error
 */
GError *
naru_http_response_to_error (const NaruHttpResponse *response, const char *what)
{
  NaruError code;
  const char *message = describe (response, &code);
  g_autofree char *reason = read_reason (response);
  g_autoptr (GString) out = g_string_new (NULL);

  if (what != NULL)
    g_string_append_printf (out, "%s: ", what);
  g_string_append_printf (out, "%s (%u", message, response->status);
  if (reason != NULL)
    g_string_append_printf (out, ", %s", reason);
  g_string_append_c (out, ')');
  return g_error_new_literal (NARU_ERROR, code, out->str);
}
