/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to exchange: the lines of vCards 2.1 (with what phones made of it), 3.0 (RFC 2426) and 4.0 (RFC 6350). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name; /* in capitals, without its group */
  char *
      types; /* the parameters, in lower case, separated by ; with ; around: ";type=work;cell;" and ";work;cell;" */
  char **values; /* decoded; more than one for what has components: N, ADR, ORG */
} NaruVcardLine;

void naru_vcard_line_free (NaruVcardLine *line);
gboolean naru_vcard_line_has_type (const NaruVcardLine *line, const char *type);

/* One card: array of NaruVcardLine. Reads from *at on and moves it behind the card; NULL at the end. */
GPtrArray *naru_vcard_next (const char **at, const char *end);

G_END_DECLS
