/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the files of the server: what is known while it is worked out what a centre lacks. */
#pragma once

#include "naru-field.h"
#include "naru-json-text.h"
#include "naru-server.h"

G_BEGIN_DECLS

/* A place that the centre has or gets. @teams: slugs of those who share cases with a partner; NULL elsewhere. */
typedef struct
{
  char *name;
  NaruCircle circle;
  GStrv teams;
} NaruServerPlace;

/* @databases: names of the centre's databases that are there; @places: of #NaruServerPlace; @steps: what has to be done.
 * @has_users: whether the server has a database of accounts yet. */
typedef struct
{
  NaruHttp *http;
  const NaruServerCentre *centre;
  GCancellable *cancellable;
  GHashTable *databases;
  GPtrArray *places;
  GPtrArray *steps;
  gboolean has_users;
} NaruServerState;

/* The team of a centre that has only one. */
#define NARU_SERVER_ONLY_TEAM "all"

gboolean naru_server_get (NaruServerState *self, const char *const *path, const char *const *query,
                          char **text, GError **error);
void naru_server_add_step (NaruServerState *self, NaruServerKind kind, const char *subject,
                           const char *method, const char *const *path, char *body);

char *naru_server_organisation_id (const char *partner);
NaruServerPlace *naru_server_find_place (NaruServerState *self, const char *name);
gboolean naru_server_plan_places (NaruServerState *self, GError **error);
gboolean naru_server_is_closing (NaruServerState *self, const char *place);
gboolean naru_server_plan_closing (NaruServerState *self, GError **error);
gboolean naru_server_plan_records (NaruServerState *self, GError **error);
gboolean naru_server_plan_users (NaruServerState *self, GError **error);

G_END_DECLS
