/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for the tests of lists and search: made from rows of text, many in one command. */
#pragma once

#include "naru-query.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* One record: its id's last part, then field, value, field, value, NULL. A value with '|' is a set, one with '{' or '['
 * JSON text. */
typedef struct
{
  const char *id;
  const char *values[16];
} ListRecord;

char *list_id (const char *type, const char *name);
void list_put (StoreFixture *fixture, const char *type, const ListRecord *records, gsize n_records);
char *list_names (StoreFixture *fixture, GArray *numbers);
void assert_list (StoreFixture *fixture, const NaruQuery *query, const char *names);
void assert_search (StoreFixture *fixture, const char *type, const char *text, const char *names);

G_END_DECLS
