/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the HTTP client: which addresses it talks to, and how it writes them. */
#pragma once

#include "naru-http.h"

G_BEGIN_DECLS

gboolean naru_http_url_is_loopback (const char *host);
GUri *naru_http_url_parse (const char *url, gboolean allow_plain, GError **error);
GUri *naru_http_url_build (GUri *base, const char *const *path, const char *const *query);
char *naru_http_url_origin (GUri *url);

G_END_DECLS
