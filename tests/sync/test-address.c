/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which servers a client is made for: nothing is sent yet. */
#include "naru-http.h"

static void
assert_refused (const char *url, NaruHttpFlags flags, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http = naru_http_new (url, flags, NULL, &error);

  g_assert_error (error, NARU_ERROR, code);
  g_assert_null (http);
}

static void
test_addresses (void)
{
  static const char *const good[]
      = { "https://couch.example.org", "https://couch.example.org:6984/behind/a/proxy/",
          "http://localhost:5984", "http://127.0.0.1:5984/", "http://[::1]:5984/" };
  g_autoptr (NaruHttp) plain = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruHttp) http = naru_http_new (good[i], NARU_HTTP_DEFAULT, NULL, &error);

      g_assert_no_error (error);
    }
  assert_refused ("http://couch.example.org/", NARU_HTTP_DEFAULT, NARU_ERROR_REFUSED);
  assert_refused ("http://127.0.0.1.example.org/", NARU_HTTP_DEFAULT, NARU_ERROR_REFUSED);
  assert_refused ("https://admin:secret@couch.example.org/", NARU_HTTP_DEFAULT, NARU_ERROR_REFUSED);
  assert_refused ("ftp://couch.example.org/", NARU_HTTP_DEFAULT, NARU_ERROR_INVALID);
  assert_refused ("couch.example.org", NARU_HTTP_DEFAULT, NARU_ERROR_INVALID);
  assert_refused ("https://couch.example.org/?x", NARU_HTTP_DEFAULT, NARU_ERROR_INVALID);
  plain = naru_http_new ("http://couch.example.org/", NARU_HTTP_ALLOW_PLAIN, NULL, NULL);
  g_assert_nonnull (plain);
}

static void
test_ca_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruHttp) http
      = naru_http_new ("https://localhost/", NARU_HTTP_DEFAULT, "no-such-file.pem", &error);

  g_assert_error (error, NARU_ERROR, NARU_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/address/address-is-safe-or-refused", test_addresses);
  g_test_add_func ("/sync/address/missing-authorities-are-an-error", test_ca_file);
  return g_test_run ();
}
