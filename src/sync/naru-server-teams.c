/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Teams that go. Nothing that somebody wrote goes with them: their databases must be empty, and the companions with the history
 * stay for the administrator. One that is not there has gone already. */
#include "naru-server-private.h"

#include "naru-id.h"
#include "naru-place.h"
#include <glib/gi18n-lib.h>

/* Records in the database, designs left out; their number in @count. */
static gboolean
count_records (NaruServerState *self, const char *database, gint64 *count, GError **error)
{
  const char *const path[] = { database, "_all_docs", NULL };
  /* ids of records begin with a small letter, and all others with "_", which sorts before these */
  static const char *const query[] = { "startkey", "\"a\"", NULL };
  g_autofree char *text = NULL;
  NaruJsonIter iter;

  *count = 0;
  if (!g_hash_table_contains (self->databases, database))
    return TRUE;
  if (!naru_server_get (self, path, query, &text, error))
    return FALSE;
  naru_json_iter_init (
      &iter, naru_json_span_member (naru_json_span (text != NULL ? text : "{}", -1), "rows"));
  while (naru_json_iter_next (&iter, NULL, NULL))
    (*count)++;
  return TRUE;
}

static gboolean
plan_database (NaruServerState *self, const char *team, NaruCircle circle, GError **error)
{
  g_autofree char *place = naru_place_new (circle, team);
  g_autofree char *database = naru_place_database (self->centre->name, place, FALSE);
  const char *const path[] = { database, NULL };
  gint64 count;

  if (!g_hash_table_contains (self->databases, database))
    return TRUE;
  if (!count_records (self, database, &count, error))
    return FALSE;
  if (count > 0)
    {
      g_set_error (
          error, NARU_ERROR, NARU_ERROR_REFUSED,
          g_dngettext (GETTEXT_PACKAGE,
                       "The team “%1$s” still has %2$lld record in %3$s. Please give its cases to "
                       "other teams, and let somebody who works for both synchronise. Nothing was "
                       "changed.",
                       "The team “%1$s” still has %2$lld records in %3$s. Please give its cases to "
                       "other teams, and let somebody who works for both synchronise. Nothing was "
                       "changed.",
                       (gulong) count),
          team, (long long) count, database);
      return FALSE;
    }
  naru_server_add_step (self, NARU_SERVER_CLOSE, database, "DELETE", path, NULL);
  return TRUE;
}

/* Nobody gives a case to it any more. */
static gboolean
plan_record (NaruServerState *self, const char *team, GError **error)
{
  g_autofree char *database = naru_place_database (self->centre->name, "common", FALSE);
  g_autofree char *id = naru_id_new_natural ("team", "team", team);
  const char *const path[] = { database, id, NULL };
  g_autofree char *text = NULL;
  const NaruJsonEdit edit = { "_deleted", "true" };

  if (!g_hash_table_contains (self->databases, database))
    return TRUE;
  if (!naru_server_get (self, path, NULL, &text, error))
    return FALSE;
  if (text != NULL)
    naru_server_add_step (self, NARU_SERVER_GONE, team, "PUT", path,
                          naru_json_splice (text, &edit, 1));
  return TRUE;
}

/**
 * naru_server_plan_closing:
 * @self: what is known; the accounts are planned: they lose the team before its databases go
 *
 * Works out what has to be done for the teams that are to go.
 *
 * Returns: %FALSE with an error where one of them has records, or the centre has no such team
 */
gboolean
naru_server_plan_closing (NaruServerState *self, GError **error)
{
  const char *const *closing = self->centre->closing;

  for (; closing != NULL && *closing != NULL; closing++)
    if (!plan_database (self, *closing, NARU_CIRCLE_CASES, error)
        || !plan_database (self, *closing, NARU_CIRCLE_SITUATION, error)
        || !plan_record (self, *closing, error))
      return FALSE;
  return TRUE;
}
