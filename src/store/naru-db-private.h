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
};

G_END_DECLS
