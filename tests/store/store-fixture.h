/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and the commands that the tests of the store are made of. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

#define ANNA "staff:01JD0000000000000000000ANN"
#define BERT "staff:01JD0000000000000000000BRT"
#define HARBOUR "employer:01JD0000000000000000000HRB"
#define BAKERY "employer:01JD0000000000000000000BKR"
#define NOON "2026-11-22T12:00:00+09:00"

typedef struct
{
  char *folder;
  char *profile;
  NaruStore *store;
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
void store_fixture_close (StoreFixture *fixture);
void store_fixture_reopen (StoreFixture *fixture);
char *store_fixture_file (StoreFixture *fixture);
void store_fixture_assert_sound (StoreFixture *fixture);

NaruRecord *make_employer (const char *id, const char *name);
NaruRecord *make_staff (const char *id, const char *name);
NaruRecord *make_interaction (const char *id, const char *employer, const char *summary);
gboolean put (NaruStore *store, const char *label, const char *author, NaruWriteFlags flags,
              NaruRecord *record, GError **error);
gboolean delete_record (NaruStore *store, const char *label, const char *author, const char *id,
                        GError **error);
gboolean set_field (NaruStore *store, const char *label, const char *author, NaruWriteFlags flags,
                    const char *id, const char *field, const char *value, GError **error);
void assert_field (NaruStore *store, const char *id, const char *field, const char *value);
gint64 ask (NaruStore *store, const char *sql);
void run_sql (const char *file, const char *sql);

G_END_DECLS
