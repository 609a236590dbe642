/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the latest round ended, kept in the store: the next start of the program, and naru-cli, tell it without a server. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-error.h"

#define SETTING_SINCE "sync.since"
#define SETTING_PROBLEM "sync.problem"

static void
read_problem (NaruSyncSnapshot *snapshot, const char *problem)
{
  NaruJsonSpan root;
  g_autofree char *phase = NULL;

  if (problem == NULL || !naru_json_check_object (problem, -1, NULL))
    return;
  root = naru_json_span (problem, -1);
  phase = naru_json_span_dup_string (naru_json_span_member (root, "phase"));
  snapshot->phase = g_strcmp0 (phase, naru_sync_phase_get_name (NARU_SYNC_PHASE_OFFLINE)) == 0
                        ? NARU_SYNC_PHASE_OFFLINE
                        : NARU_SYNC_PHASE_ATTENTION;
  snapshot->message = naru_json_span_dup_string (naru_json_span_member (root, "message"));
  snapshot->needs_password = naru_json_span_is_true (naru_json_span_member (root, "needsPassword"));
}

static void
count (NaruSyncSnapshot *snapshot, NaruStore *store)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (store, NULL, NULL);

  snapshot->unsent = naru_store_count_unsent (store, NULL);
  snapshot->refused = naru_store_count_refused (store);
  snapshot->lost = naru_store_count_lost (store, NULL);
  snapshot->conflicts = conflicts != NULL ? conflicts->len : 0;
}

/**
 * naru_sync_read_snapshot:
 * @counted: whether to count what is not sent, refused and in conflict, which takes long where there is much of it
 *
 * Returns: (transfer full): how the profile stands when no round runs
 */
NaruSyncSnapshot *
naru_sync_read_snapshot (NaruStore *store, gboolean counted)
{
  NaruSyncSnapshot *snapshot = g_new0 (NaruSyncSnapshot, 1);
  g_autoptr (NaruAccount) account = naru_account_load (store);
  g_autofree char *problem = NULL;

  if (account == NULL)
    {
      if (counted)
        snapshot->unsent = naru_store_count_unsent (store, NULL);
      return snapshot;
    }
  if (counted)
    count (snapshot, store);
  problem = naru_store_get_setting (store, SETTING_PROBLEM);
  snapshot->phase = NARU_SYNC_PHASE_IDLE;
  snapshot->since = naru_store_get_setting (store, SETTING_SINCE);
  read_problem (snapshot, problem);
  return snapshot;
}

static NaruSyncPhase
phase_for (const GError *error)
{
  return g_error_matches (error, NARU_ERROR, NARU_ERROR_NETWORK)
                 || g_error_matches (error, NARU_ERROR, NARU_ERROR_BUSY)
             ? NARU_SYNC_PHASE_OFFLINE
             : NARU_SYNC_PHASE_ATTENTION;
}

static char *
write_problem (const NaruSyncSnapshot *snapshot)
{
  GString *out = g_string_new ("{");

  if (snapshot->message == NULL)
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  naru_json_append_member (out, "phase", naru_sync_phase_get_name (snapshot->phase));
  naru_json_append_member (out, "message", snapshot->message);
  g_string_append_printf (out, ",\"needsPassword\":%s}",
                          snapshot->needs_password ? "true" : "false");
  return g_string_free (out, FALSE);
}

/* Nothing is written where nothing has changed: a round without news leaves the disk alone, but for its time. */
static void
keep (NaruSync *self)
{
  g_autofree char *problem = write_problem (self->snapshot);
  g_autofree char *present = naru_store_get_setting (self->store, SETTING_PROBLEM);
  g_autoptr (GError) error = NULL;

  if (!naru_store_set_setting (self->store, SETTING_SINCE, self->snapshot->since, &error)
      || (g_strcmp0 (problem, present) != 0
          && !naru_store_set_setting (self->store, SETTING_PROBLEM, problem, &error)))
    g_debug ("the end of the round is not kept: %s", error->message);
}

/* A round that left places out says nothing about the trouble that they had. */
static const char *
find_problem (NaruSync *self)
{
  GPtrArray *problems = self->round->problems;
  const char *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  if (self->focus != NULL)
    return problem != NULL ? problem : self->problem;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  return self->problem;
}

/**
 * naru_sync_end:
 * @reason: (nullable): why the round ended early
 *
 * Tells and keeps how the round has ended.
 */
void
naru_sync_end (NaruSync *self, const GError *reason)
{
  NaruSyncSnapshot *snapshot = self->snapshot;

  if (g_error_matches (reason, NARU_ERROR, NARU_ERROR_CANCELLED))
    {
      naru_sync_snapshot_free (snapshot);
      snapshot = self->snapshot = naru_sync_read_snapshot (self->store, TRUE);
    }
  else
    {
      g_clear_pointer (&snapshot->place, g_free);
      g_clear_pointer (&snapshot->message, g_free);
      snapshot->done = snapshot->total = 0;
      snapshot->needs_password = g_error_matches (reason, NARU_ERROR, NARU_ERROR_LOGIN);
      count (snapshot, self->store);
      if (reason != NULL)
        {
          snapshot->phase = phase_for (reason);
          snapshot->message = g_strdup (reason->message);
        }
      else
        {
          snapshot->message = g_strdup (find_problem (self));
          snapshot->phase
              = snapshot->message != NULL ? NARU_SYNC_PHASE_ATTENTION : NARU_SYNC_PHASE_IDLE;
        }
      if (reason == NULL)
        {
          g_free (snapshot->since);
          snapshot->since = naru_sync_now (self);
        }
      naru_account_set_refused (self->store, snapshot->needs_password);
      keep (self);
    }
  if (self->status != NULL)
    naru_sync_status_set (self->status, snapshot);
}

/**
 * naru_sync_find_awaited_team:
 * @record: id of a record
 *
 * Returns: (transfer full) (nullable): id of the team that the record waits to go to: it is still where it was, and this account
 *   has no access to the place of that team, so that the desk of somebody who works for both carries it over
 */
char *
naru_sync_find_awaited_team (NaruStore *store, const char *record)
{
  g_autofree char *team = NULL;
  g_autofree char *place = naru_store_find_target (store, record, &team);
  g_autofree char *places
      = place != NULL ? naru_store_get_setting (store, NARU_SYNC_SETTING_PLACES) : NULL;
  g_auto (GStrv) known = places != NULL ? g_strsplit (places, " ", -1) : NULL;

  return known != NULL && !g_strv_contains ((const char *const *) known, place)
             ? g_steal_pointer (&team)
             : NULL;
}
