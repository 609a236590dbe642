/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement is, for the two files that handle it. */
#pragma once

#include "naru-db.h"

G_BEGIN_DECLS

struct _NaruStatement
{
  NaruDb *db;
  sqlite3_stmt *statement;
  GQueue *home;
  int bound; /* SQLITE_OK, or why a value could not be bound */
};

void naru_statement_bind_text_for (NaruStatement *self, int position, const char *text,
                                   sqlite3_destructor_type lifetime);
void naru_statement_bind_bytes_for (NaruStatement *self, int position, GBytes *bytes,
                                    sqlite3_destructor_type lifetime);

G_END_DECLS
