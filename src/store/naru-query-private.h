/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to store: a query from the inside, and the steps from a query to ordered row numbers. */
#pragma once

#include "naru-bits.h"
#include "naru-column.h"
#include "naru-query.h"

G_BEGIN_DECLS

typedef struct
{
  char *field;
  NaruFilterOp op;
  char *value;
} NaruFilter;

struct _NaruQuery
{
  char *type;
  GPtrArray *filters; /* NaruFilter */
  char *search;
  char *order;
  gboolean descending;
  char *now;
  guint limit;
  gboolean sensitive;
};

/**
 * NaruListSql: a query while it becomes SQL. The list table is "l"; ?1 is the moment of the query, ?2 its day.
 */
typedef struct
{
  const NaruQuery *query;
  const NaruRecordType *type;
  GString *where;
  GPtrArray *cells; /* NaruCell, from ?3 on */
  GPtrArray *
      rest; /* (nullable): NaruFilter (none) that only the records themselves can tell, if the caller allows */
} NaruListSql;

gboolean naru_list_sql_init (NaruListSql *self, const NaruQuery *query, gboolean allow_scan,
                             GError **error);
void naru_list_sql_clear (NaruListSql *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruListSql, naru_list_sql_clear)

/* The row numbers that meet the filters, in the query's order. @kept tells which of them to keep, by row number. */
GArray *naru_list_sql_run (NaruListSql *self, NaruDb *db, const NaruBits *kept, GError **error);
gboolean naru_list_sql_count (NaruListSql *self, NaruDb *db, gint64 *count, GError **error);
NaruBits *naru_list_sql_members (NaruListSql *self, NaruDb *db, GError **error);

/* SQL of a computed column over the list row "l"; NULL if there is none */
const char *naru_computed_get_sql (const char *type, const char *name);
/* the column of "l" that keeps it; NULL where it is computed each time */
const char *naru_latest_find (const char *type, const char *name);
void naru_computed_bind_now (NaruStatement *statement, const char *now);

G_END_DECLS
