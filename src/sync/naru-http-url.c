/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: what is accepted as that of a server, and how the parts of a request are written into it. */
#include "naru-http-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/**
 * naru_http_url_is_loopback:
 * @host: name or address of a machine
 *
 * Returns: whether it is this one, with nobody between
 */
gboolean
naru_http_url_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * naru_http_url_parse:
 * @url: the address of a server: "https://couch.example.org/" or with a path behind a reverse proxy
 * @allow_plain: whether http is good enough for another machine
 *
 * Returns: (transfer full): the address; %NULL with %NARU_ERROR_INVALID, or %NARU_ERROR_REFUSED where it is not safe
 */
GUri *
naru_http_url_parse (const char *url, gboolean allow_plain, GError **error)
{
  g_autoptr (GUri) parsed = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = parsed != NULL ? g_uri_get_scheme (parsed) : "";
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  gboolean plain = strcmp (scheme, "http") == 0;

  if (host == NULL || *host == '\0' || (!plain && strcmp (scheme, "https") != 0)
      || g_uri_get_query (parsed) != NULL || g_uri_get_fragment (parsed) != NULL)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                         _ ("The address of a server is written as https://couch.example.org/."));
  else if (g_uri_get_userinfo (parsed) != NULL)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                         _ ("Please leave user name and password out of the address: others can "
                            "see addresses."));
  else if (plain && !allow_plain && !naru_http_url_is_loopback (host))
    g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                 _ ("http sends passwords and records to %s readable for everybody on the way. "
                    "Please use https."),
                 host);
  else
    return g_steal_pointer (&parsed);
  return NULL;
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);

  g_string_append (out, escaped);
}

/**
 * naru_http_url_build:
 * @base: the address of the server
 * @path: (array zero-terminated) (nullable): segments, not escaped
 * @query: (array zero-terminated) (nullable): names and values in turn, not escaped
 *
 * Returns: (transfer full): the address of a request
 */
GUri *
naru_http_url_build (GUri *base, const char *const *path, const char *const *query)
{
  g_autoptr (GString) whole = g_string_new (g_uri_get_path (base));
  g_autoptr (GString) behind = query != NULL && *query != NULL ? g_string_new (NULL) : NULL;

  if (whole->len > 0 && whole->str[whole->len - 1] == '/')
    g_string_truncate (whole, whole->len - 1);
  for (; path != NULL && *path != NULL; path++)
    {
      g_string_append_c (whole, '/');
      append_escaped (whole, *path);
    }
  if (whole->len == 0)
    g_string_append_c (whole, '/');
  for (guint i = 0; behind != NULL && query[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (behind, i % 2 == 0 ? '&' : '=');
      append_escaped (behind, query[i]);
    }
  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (base), NULL, g_uri_get_host (base),
                      g_uri_get_port (base), whole->str, behind != NULL ? behind->str : NULL, NULL);
}

/**
 * naru_http_url_origin:
 * @url: an address
 *
 * Returns: (transfer full): scheme, host and port, for people: what stands behind may be personal
 */
char *
naru_http_url_origin (GUri *url)
{
  g_autoptr (GUri) origin
      = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (url), NULL, g_uri_get_host (url),
                     g_uri_get_port (url), "", NULL, NULL);

  return g_uri_to_string (origin);
}
