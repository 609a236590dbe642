/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A centre on a server: its databases, who may open them, the rules that they check, and the accounts. First it is
 * worked out what is missing, then it is done; what is there already is left alone, so that it can be said again. */
#pragma once

#include "naru-http.h"

G_BEGIN_DECLS

/**
 * NaruServerUser:
 * @name: user name
 * @full_name: (nullable): name for people; the user name by default
 * @roles: #NaruRole flags
 * @teams: (array zero-terminated) (nullable): codes of teams
 * @partners: (array zero-terminated) (nullable): names or ids of the organisations that a partner works for
 * @password: (nullable): for an account that is new; by default one is made up
 * @new_password: whether the account gets a password although it has one
 */
typedef struct
{
  char *name;
  char *full_name;
  guint roles;
  GStrv teams;
  GStrv partners;
  char *password;
  gboolean new_password;
} NaruServerUser;

/**
 * NaruServerCentre:
 * @name: of the centre, as in the names of its databases
 * @teams: (array zero-terminated) (nullable): codes of teams; those that the server has stay
 * @partners: (array zero-terminated) (nullable): names or ids of organisations, each with "=TEAM,TEAM" behind it if not all
 *   teams of the centre share cases with it
 * @users: (element-type NaruServerUser) (nullable): accounts to make, or to give these roles; others stay
 * @leavers: (array zero-terminated) (nullable): accounts that are to have nothing of the centre any more
 * @closing: (array zero-terminated) (nullable): codes of teams that are to go; their databases must be empty
 */
typedef struct
{
  const char *name;
  const char *const *teams;
  const char *const *partners;
  GPtrArray *users;
  const char *const *leavers;
  const char *const *closing;
} NaruServerCentre;

typedef enum
{
  NARU_SERVER_DATABASE,
  NARU_SERVER_RULES,
  NARU_SERVER_NEW_RULES,
  NARU_SERVER_MEMBERS,
  NARU_SERVER_INDEX,
  NARU_SERVER_RECORD,
  NARU_SERVER_ACCOUNT,
  NARU_SERVER_ROLES,
  NARU_SERVER_PASSWORD,
  NARU_SERVER_LEAVE,
  NARU_SERVER_CLOSE,
  NARU_SERVER_GONE,
} NaruServerKind;

/**
 * NaruServerStep:
 * @kind: what is done
 * @subject: to what: the name of a database, an account, a record
 * @password: (nullable): the password that an account gets, if it was made up
 * @path, @method, @body: the request that does it
 */
typedef struct
{
  NaruServerKind kind;
  char *subject;
  char *password;
  const char *method;
  GStrv path;
  char *body;
} NaruServerStep;

void naru_server_user_free (NaruServerUser *user);
void naru_server_step_free (NaruServerStep *step);
const char *naru_server_kind_get_name (NaruServerKind kind);
char *naru_server_step_to_text (const NaruServerStep *step);

GPtrArray *naru_server_plan (NaruHttp *http, const NaruServerCentre *centre,
                             GCancellable *cancellable, GError **error);
gboolean naru_server_apply (NaruHttp *http, GPtrArray *steps, guint *n_done,
                            GCancellable *cancellable, GError **error);
GStrv naru_server_advise (NaruHttp *http, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruServerUser, naru_server_user_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruServerStep, naru_server_step_free)

G_END_DECLS
