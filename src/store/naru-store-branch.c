/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of one document on the server, as parts of a cluster make them while they do not see each other. */
#include "naru-merge.h"
#include "naru-store-sync-private.h"

typedef struct
{
  NaruTakeIn run;
  const char *id;
  const char *winner_rev;
  const char *base;
  const char *loser;
  gboolean ready;
  gboolean changed;
} Branch;

static char *
stamp (Branch *self, const char *merged)
{
  g_autofree char *by = self->run.author != NULL ? naru_json_quote (self->run.author) : NULL;
  g_autofree char *at = naru_json_quote (self->run.at);
  NaruJsonEdit edits[] = { { "modifiedAt", at }, { "modifiedBy", by } };

  return naru_json_splice (merged, edits, by != NULL ? 2 : 1);
}

static gboolean
merge (Branch *self, NaruLocal *local, GError **error)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged = naru_merge3 (naru_record_type_find (local->type), self->base,
                                         self->loser, local->body, &clashes, error);
  g_autofree char *before = NULL;

  if (merged == NULL)
    return FALSE;
  if (strcmp (local->type, "conflict") == 0)
    merged = naru_conflicts_reopen (self->loser, local->body, merged);
  else if (clashes->len > 0
           && !naru_conflicts_note (&self->run, self->id, clashes, self->loser, local->body, error))
    return FALSE;
  if (naru_body_same_content (merged, local->body))
    return TRUE;
  before = g_steal_pointer (&local->body);
  local->body = stamp (self, merged);
  local->base = g_steal_pointer (&before);
  local->edits++;
  self->changed = TRUE;
  return naru_take_in_write (&self->run, local, error);
}

static gboolean
merge_cb (NaruTakeIn *run, gpointer data, GError **error)
{
  Branch *self = data;
  g_auto (NaruLocal) local = { 0 };

  self->run = *run;
  if (!naru_local_load (run->db, self->id, &local, error))
    return FALSE;
  self->ready = local.number != 0 && !local.deleted && local.edits == local.clean
                && g_strcmp0 (local.rev, self->winner_rev) == 0;
  return !self->ready || merge (self, &local, error);
}

/**
 * naru_store_merge_branch:
 * @winner_rev: the version that the server shows
 * @base: (nullable): what both started from, if the server still has it
 * @loser: the other version
 * @ready: (out): whether the document is here as the winner and was not edited since; nothing is done otherwise, and the next
 *   round tries again
 * @changed: (out): whether the merge differs from the winner: it is then sent like any other edit. If it does not, everything
 *   of @loser is in the winner, and @loser may be deleted on the server
 *
 * Puts what the other version has into the document, as an edit of this desk.
 */
gboolean
naru_store_merge_branch (NaruStore *self, const char *place, const char *id, const char *winner_rev,
                         const char *base, const char *loser, const char *author, const char *at,
                         gboolean *ready, gboolean *changed, GError **error)
{
  Branch branch = { .id = id, .winner_rev = winner_rev, .base = base, .loser = loser };
  g_auto (NaruTakenIn) taken = { 0 };

  if (!naru_json_check_object (loser, -1, error)
      || !naru_take_in_run (self, place, author, at, merge_cb, &branch, &taken, error))
    return FALSE;
  *ready = branch.ready;
  *changed = branch.changed;
  if (branch.changed)
    naru_store_notice_later (self, FALSE);
  return TRUE;
}
