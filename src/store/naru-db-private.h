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

G_END_DECLS
