/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk in a folder of its own, on a Wednesday morning in Seoul, and short ways to make records at it. */
#pragma once

#include "naru-agenda.h"
#include "naru-casework.h"
#include "naru-error.h"

G_BEGIN_DECLS

#define WEDNESDAY "2026-11-25"
#define NOW "2026-11-25T10:00:00+09:00"

typedef struct
{
  char *folder;
  NaruStore *store;
  NaruClock *clock;
  NaruDesk *desk;
} DeskFixture;

void desk_fixture_set_up (DeskFixture *fixture, gconstpointer data);
void desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data);

/* field, value, …, NULL; the id of the record made */
char *desk_make (DeskFixture *fixture, const char *type, ...) G_GNUC_NULL_TERMINATED;
NaruRecord *desk_draft (const char *type, ...) G_GNUC_NULL_TERMINATED;
char *desk_get (DeskFixture *fixture, const char *id, const char *field);
gboolean desk_has (DeskFixture *fixture, const char *id);
guint desk_count (DeskFixture *fixture, const char *type);

/* Runs the command, checks that undo brings back every document as it was, and does it again. */
void desk_run (DeskFixture *fixture, NaruCommand *command);
/* The same for a command that nobody else needs: takes it over. */
void desk_take (DeskFixture *fixture, NaruCommand *command);
void desk_assert_refused (NaruCommand *command, GError **error, NaruError code);

#define assert_value(fixture, id, field, value)                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *value_here = desk_get (fixture, id, field);                                   \
    g_assert_cmpstr (value_here, ==, value);                                                       \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
