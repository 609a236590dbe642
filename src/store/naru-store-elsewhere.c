/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another place says of a record than the one in which it lives: see naru-store-move.c. Somebody may not have heard that it
 * has moved, and have gone on writing where it was. */
#include "naru-store-sync-private.h"

#define MOVED_TO "movedTo"
#define MOVED_BASE "movedBase"

/* Departures: the version that a record has left behind */

/**
 * naru_departed_clear:
 *
 * Frees what it holds, not the struct.
 */
void
naru_departed_clear (NaruDeparted *self)
{
  g_clear_pointer (&self->rev, g_free);
  g_clear_pointer (&self->body, g_free);
}

/**
 * naru_departure_load:
 * @self: (out): what the record has left in a place
 */
gboolean
naru_departure_load (NaruDb *db, const char *id, const char *place, NaruDeparted *self,
                     GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error, "SELECT rev, body FROM departure WHERE id = ? AND place = ?", "ss", id, place);
  NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;

  *self = (NaruDeparted){ 0 };
  if (step != NARU_STEP_ROW)
    return step == NARU_STEP_DONE;
  self->there = TRUE;
  self->rev = naru_statement_dup_text (row, 0);
  self->body = naru_statement_dup_text (row, 1);
  return TRUE;
}

/**
 * naru_departure_put:
 * @rev: (nullable): the version that is to be deleted there; %NULL where it is
 * @body: what the record was when it left
 */
gboolean
naru_departure_put (NaruDb *db, const char *id, const char *place, const char *rev,
                    const char *body, GError **error)
{
  return naru_db_run (db, error,
                      "INSERT OR REPLACE INTO departure (id, place, rev, body) VALUES (?, ?, ?, ?)",
                      "ssss", id, place, rev, body);
}

/**
 * naru_departure_drop:
 *
 * Nothing of the record is left in the place.
 */
gboolean
naru_departure_drop (NaruDb *db, const char *id, const char *place, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM departure WHERE id = ? AND place = ?", "ss", id,
                      place);
}

/**
 * naru_departures_drop:
 *
 * The record is gone, and whoever works where it was is not looked after.
 */
gboolean
naru_departures_drop (NaruDb *db, const char *id, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM departure WHERE id = ?", "s", id);
}

/**
 * naru_departures_empty:
 *
 * The record is gone, and may come again where it was deleted: the server may have been set back to before it moved. What it was
 * is not kept.
 */
gboolean
naru_departures_empty (NaruDb *db, const char *id, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM departure WHERE id = ? AND rev IS NOT NULL", "s", id)
         && naru_db_run (db, error, "UPDATE departure SET body = '{}' WHERE id = ?", "s", id);
}

/* Taking in */

/* What both come from. What this desk wrote and the server has forgotten counts as not sent, and waits: whoever moved the record
 * has not seen it, and has taken nothing of it back. */
static gboolean
find_base (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, GError **error)
{
  if (remote->unseen)
    {
      g_free (local->base);
      local->base = naru_take_in_guess_base (self, local, remote, error);
      if (local->edits == local->clean)
        naru_local_set_lost (local, self->at);
      return local->base != NULL;
    }
  if (local->base == NULL && local->rev != NULL)
    local->base = g_strdup (local->body);
  return TRUE;
}

/* Neither of the two versions comes from the other: all that is in the one here goes into the other. */
static void
set_apart (NaruLocal *local)
{
  g_clear_pointer (&local->base, g_free);
  if (local->edits == local->clean)
    local->edits++;
}

/* The server was set back to before this desk had moved the record away from where it is now, and has it again where it had gone:
 * what was written here since comes from what was here then, and what is left here is to be deleted. */
static gboolean
leave_again (NaruTakeIn *self, NaruLocal *local, GError **error)
{
  g_auto (NaruDeparted) was = { 0 };

  if (!naru_departure_load (self->db, local->id, local->place, &was, error))
    return FALSE;
  if (was.rev == NULL || local->rev == NULL)
    return TRUE;
  if (!naru_departure_put (self->db, local->id, local->place, local->rev,
                           local->base != NULL ? local->base : local->body, error))
    return FALSE;
  if (local->edits == local->clean && naru_body_same_content (was.body, local->body))
    return TRUE;
  set_apart (local);
  local->base = g_steal_pointer (&was.body);
  return TRUE;
}

/* The record goes on with the version of another place. @apart: whether that is not a later one of the one here */
static gboolean
follow (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, gboolean apart,
        GError **error)
{
  const NaruJsonEdit without = { MOVED_BASE, NULL };
  g_autofree char *before = NULL;

  if (apart)
    set_apart (local);
  if (!naru_departure_drop (self->db, local->id, self->place, error)
      || (!apart && !find_base (self, local, remote, error)))
    return FALSE;
  before = g_steal_pointer (&local->body);
  local->body = naru_json_splice (before, &without, 1);
  g_clear_pointer (&local->rev, g_free);
  g_clear_pointer (&local->known, g_free);
  g_free (local->place);
  local->place = g_strdup (self->place);
  return naru_take_in_rebase (self, local, remote, error);
}

/* Of the version that edits start from which were made after the record had left; NULL where it does not say. */
static char *
dup_moved_base (const char *body, const char *member)
{
  NaruJsonSpan span = naru_json_span_member (naru_json_span (body, -1), MOVED_BASE);

  return naru_json_span_dup_string (naru_json_span_member (span, member));
}

/**
 * naru_body_take_moved_base:
 * @body: a version that was written where the record had been before
 * @base: (inout) (transfer full) (nullable): the version there that is known; becomes the one that the edits start from, where
 *   somebody made them who had not heard of the move: that counts once
 *
 * Returns: (transfer full): @body without what it says of that
 */
char *
naru_body_take_moved_base (const char *body, char **base)
{
  const NaruJsonEdit without = { MOVED_BASE, NULL };
  g_autofree char *told = dup_moved_base (body, "body");
  NaruJsonSpan said = naru_json_span_member (naru_json_span (body, -1), MOVED_BASE);
  /* whoever made it anew may do so once more behind a server that was set back, with the same mark */
  gboolean heard = *base != NULL
                   && naru_json_span_equal (
                       naru_json_span_member (naru_json_span (*base, -1), MOVED_BASE), said);

  if (told != NULL && !heard && naru_json_check_object (told, -1, NULL))
    {
      g_free (*base);
      *base = g_steal_pointer (&told);
    }
  return naru_json_splice (body, &without, 1);
}

/**
 * naru_departure_renew:
 * @remote: a record that comes again
 *
 * Where this desk had moved it away from the place, it looks after what others go on writing there as soon as it moves again:
 * also after what it says that somebody has written already.
 */
gboolean
naru_departure_renew (NaruDb *db, const NaruRemoteDocument *remote, const char *place,
                      GError **error)
{
  g_autofree char *start = NULL;
  g_autofree char *body = naru_body_take_moved_base (remote->body, &start);

  return naru_db_run (db, error,
                      "UPDATE departure SET rev = ?, body = ? WHERE id = ? AND place = ?", "ssss",
                      remote->rev, start != NULL ? start : body, remote->id, place);
}

/* Whether somebody wrote a version who had not seen what was left: it was deleted by then, and the version does not say what
 * its edits start from. Who makes a conflict may never have seen another one under the same id either. */
static gboolean
is_made_anew (const NaruLocal *local, const NaruRemoteDocument *remote, const NaruDeparted *left)
{
  g_autofree char *mark = dup_moved_base (remote->body, "mark");

  return mark == NULL && (left->rev == NULL || strcmp (local->type, "conflict") == 0);
}

/* Puts what somebody wrote into the version that was left behind into the record. @left: what it was when it was left; without
 * a body where nobody knows */
static gboolean
absorb (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
        const NaruDeparted *left, GError **error)
{
  NaruRemoteDocument document = *remote;
  g_autofree char *base = g_strdup (left->body);
  g_autofree char *body = naru_body_take_moved_base (remote->body, &base);

  /* a server that was set back shows what was here before */
  if (remote->standing == NARU_REMOTE_DOUBTFUL && g_strcmp0 (base, left->body) == 0)
    {
      g_free (base);
      base = naru_take_in_guess_base (self, local, remote, error);
      if (base == NULL)
        return FALSE;
    }
  if (base != NULL && naru_body_same_content (base, body))
    return TRUE;
  /* what is missing in it was not taken away */
  if (remote->standing == NARU_REMOTE_FOLLOWS
      || (remote->standing != NARU_REMOTE_DOUBTFUL && is_made_anew (local, remote, left)))
    g_clear_pointer (&base, g_free);
  document.body = body;
  return naru_take_in_absorb (self, local, &document, base, error);
}

/* Whether the record has moved on to a place that this desk does not see. */
static gboolean
has_gone (const NaruLocal *local)
{
  return local->deleted
         && naru_json_span_member (naru_json_span (local->body, -1), MOVED_TO).text != NULL;
}

/* Whether a version does not come from what was left, by its number: a part of the server shows it that does not have that yet,
 * or several versions are there. */
static gboolean
is_beside (const NaruRemoteDocument *remote, const NaruDeparted *left)
{
  return left->rev != NULL && remote->standing == NARU_REMOTE_UNASKED
         && strcmp (remote->rev, left->rev) != 0
         && naru_rev_get_generation (remote->rev) <= naru_rev_get_generation (left->rev);
}

/**
 * naru_take_in_elsewhere:
 * @local: a row that is there, and lives in another place than the one that @remote comes from
 *
 * Decides which of the two is the record. Whoever moved it looks after the version that was left behind; for all others it
 * does not count.
 */
gboolean
naru_take_in_elsewhere (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                        GError **error)
{
  g_auto (NaruDeparted) left = { 0 };
  /* a deletion that is not sent yet does not make the record one that has moved less often */
  gint64 ours = local->deleted && local->rev == NULL ? -1 : naru_body_count_moves (local->body);
  gint64 theirs = remote->body != NULL ? naru_body_count_moves (remote->body) : 0;
  NaruRemoteDocument document = *remote;
  g_autofree char *says = NULL;
  gboolean tie;

  if (!naru_departure_load (self->db, local->id, self->place, &left, error))
    return FALSE;
  if (is_beside (remote, &left))
    {
      g_ptr_array_add (self->taken->older, naru_revision_new (local->id, left.rev));
      return TRUE;
    }
  if (remote->deleted)
    {
      self->taken->unchanged++;
      return left.rev == NULL
             || naru_departure_put (self->db, local->id, self->place, NULL, left.body, error);
    }
  if (strcmp (local->place, NARU_PLACE_HERE) == 0)
    return follow (self, local, remote, FALSE, error);
  if (left.rev != NULL && has_gone (local))
    {
      self->taken->unchanged++;
      return strcmp (remote->rev, left.rev) == 0 || follow (self, local, remote, FALSE, error);
    }
  tie = theirs == ours && !left.there;
  if (left.there ? theirs > ours && !local->deleted
                 : theirs > ours || (tie && strcmp (self->place, local->place) > 0))
    {
      /* nobody knows which of two that moved as often is the later one, such as a conflict that was made in both places: the
       * other one goes when it is in this one. So does what this desk had moved away from here: who has brought it back may not
       * know of that, where the server was set back */
      if ((tie || left.there) && local->rev != NULL
          && !naru_departure_put (self->db, local->id, local->place, local->rev,
                                  local->base != NULL ? local->base : local->body, error))
        return FALSE;
      if (!tie && !left.there && !leave_again (self, local, error))
        return FALSE;
      document.unseen = document.unseen || left.there;
      return follow (self, local, &document, tie, error);
    }
  says = dup_moved_base (remote->body, "body");
  /* whoever has moved it looks after it. But who says that it was written here since is heard by everybody: that one may not see
   * where it is now. And a conflict may have been made here by somebody who knew of no other one, which nobody has moved */
  if (!left.there && !tie && says == NULL && strcmp (local->type, "conflict") != 0)
    {
      self->taken->unchanged++;
      return TRUE;
    }
  return naru_departure_put (self->db, local->id, self->place, remote->rev, remote->body, error)
         && absorb (self, local, remote, &left, error);
}

/**
 * naru_body_add_moved_base:
 * @body: a record that was edited here
 * @author: (nullable): id of the staff record of whoever edited it
 * @tombstone: the deletion that was received meanwhile
 * @base: (nullable): the version that the edits start from
 * @rev: (nullable): its revision
 *
 * Returns: (transfer full) (nullable): @body as it is made anew where it has left, with the version that the edits start from:
 *   whoever has moved it puts these alone into the record. %NULL if it has not moved
 */
char *
naru_body_add_moved_base (const char *body, const char *author, const NaruRemoteDocument *tombstone,
                          const char *base, const char *rev)
{
  g_autofree char *to = tombstone->body != NULL ? naru_json_span_dup (
                            naru_json_span_member (naru_json_span (tombstone->body, -1), MOVED_TO))
                                                : NULL;
  g_autofree char *mark = g_strjoin (" ", author != NULL ? author : "", tombstone->rev, NULL);
  const NaruJsonEdit without = { MOVED_BASE, NULL };
  g_autofree char *start = NULL;
  g_autoptr (GString) value = NULL;
  NaruJsonEdit edit = { MOVED_BASE };

  if (to == NULL)
    return NULL;
  start = naru_json_splice (base != NULL ? base : "{}", &without, 1);
  value = g_string_new ("{\"rev\":");
  naru_json_append_quoted (value, rev != NULL ? rev : "");
  naru_json_append_member (value, "mark", mark);
  naru_json_append_member (value, "body", start);
  g_string_append_c (value, '}');
  edit.value = value->str;
  return naru_json_splice (body, &edit, 1);
}

static guint64
get_base_generation (const char *body)
{
  g_autofree char *rev = dup_moved_base (body, "rev");

  return rev != NULL ? naru_rev_get_generation (rev) : G_MAXUINT64;
}

/**
 * naru_body_merge_moved_base:
 * @mine: one version of a record
 * @theirs: another one
 * @merged: (transfer full): what was merged from them
 *
 * Of two versions that edits start from, the earlier one is the one that both come from.
 *
 * Returns: (transfer full): the merged record
 */
char *
naru_body_merge_moved_base (const char *mine, const char *theirs, char *merged)
{
  guint64 ours = get_base_generation (mine);
  guint64 other = get_base_generation (theirs);
  g_autofree char *owned = merged;
  g_autofree char *value = NULL;
  NaruJsonEdit edit = { MOVED_BASE };

  if (ours == G_MAXUINT64 || other == G_MAXUINT64)
    return g_steal_pointer (&owned);
  value = naru_json_span_dup (
      naru_json_span_member (naru_json_span (ours < other ? mine : theirs, -1), MOVED_BASE));
  edit.value = value;
  return naru_json_splice (merged, &edit, 1);
}

/* Whether this desk follows the place. */
static gboolean
is_followed (NaruDb *db, const char *place, gboolean *followed, GError **error)
{
  gint64 found = 0;

  if (!naru_db_get_int (db, &found, error,
                        "SELECT EXISTS (SELECT 1 FROM checkpoint WHERE place = ?)", "s", place))
    return FALSE;
  *followed = found != 0;
  return TRUE;
}

/* What is not sent stays. */
static gboolean
remove_traces (NaruDb *db, const char *id, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM change WHERE record = ? AND pushed <> 0", "s", id)
         && naru_db_run (db, error, "DELETE FROM command_record WHERE id = ?", "s", id)
         && naru_db_run (db, error, "DELETE FROM outbox WHERE id = ?", "s", id)
         /* what is still to be deleted somewhere is, and goes then: see naru_store_settle_departures() */
         && naru_db_run (db, error, "DELETE FROM departure WHERE id = ? AND rev IS NULL", "s", id)
         && naru_db_run (db, error, "DELETE FROM draft WHERE instr (key, ?) > 0", "s", id);
}

/* Whether this desk has just brought the record back from the place where its deletion here says that it is: that deletion is
 * what was left when it went there. One that had moved as often as the record here was brought there by somebody else, who knew
 * nothing of this desk's move. */
static gboolean
came_from (NaruDb *db, const NaruLocal *local, const char *to, const NaruRemoteDocument *deletion,
           gboolean *back, GError **error)
{
  g_auto (NaruDeparted) left = { 0 };

  if (!naru_departure_load (db, local->id, to, &left, error))
    return FALSE;
  *back = local->edits != local->clean && local->known == NULL && left.rev != NULL
          && naru_body_count_moves (local->body) > naru_body_count_moves (deletion->body) + 1;
  return TRUE;
}

/* The record goes where its deletion says. Where the server was set back it has forgotten that the record had been brought back
 * here: who knows of that looks after what others go on writing here, as who had moved it away did, and goes on to look after
 * what it had left there. What it was here nobody knows any more. */
static gboolean
leave (NaruTakeIn *self, const NaruLocal *local, const char *to, gboolean set_back, GError **error)
{
  if (!set_back)
    return naru_departure_drop (self->db, local->id, to, error);
  return naru_db_run (self->db, error,
                      "DELETE FROM departure WHERE id = ? AND place = ? AND rev IS NOT NULL", "ss",
                      local->id, to)
         && naru_departure_put (self->db, local->id, self->place, NULL, "{}", error);
}

/**
 * naru_take_in_departed:
 * @local: a row that is there, of the same place
 * @remote: its deletion
 * @done: (out): whether that is all: the deletion says that the record has moved to a place that this desk follows as well, and
 *   is asked for there, to be put together with what is not sent
 *
 * Where the record has moved to a place that this desk does not see, its traces go here as well, unless something is not sent:
 * then it is made anew where it was, for whoever moved it to see.
 */
gboolean
naru_take_in_departed (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                       gboolean *done, GError **error)
{
  g_autofree char *to = remote->body != NULL ? naru_json_span_dup_string (
                            naru_json_span_member (naru_json_span (remote->body, -1), MOVED_TO))
                                             : NULL;
  gboolean dirty = local->edits != local->clean;
  gboolean lost = FALSE;
  gboolean back = FALSE;

  *done = FALSE;
  if (to == NULL || local->deleted)
    return TRUE;
  /* what this desk wrote and the server has forgotten counts as not sent */
  if (!dirty && remote->standing == NARU_REMOTE_SET_BACK
      && !naru_take_in_is_own_work (self, local->id, local->known, &lost, error))
    return FALSE;
  if (!is_followed (self->db, to, done, error))
    return FALSE;
  if (!*done)
    return dirty || lost || remove_traces (self->db, local->id, error);
  if (!came_from (self->db, local, to, remote, &back, error))
    return FALSE;
  if (back)
    {
      local->known = g_strdup (remote->rev);
      self->taken->unchanged++;
      return naru_take_in_write (self, local, error);
    }
  /* sent on from place to place, it would be asked for for ever where two deletions name each other: where it lives, the feed
   * says so */
  if (!dirty && !lost && local->known == NULL)
    {
      *done = FALSE;
      return TRUE;
    }
  if (!naru_db_run (self->db, error, "DELETE FROM journal WHERE id = ?", "s", local->id)
      || !leave (self, local, to, remote->standing == NARU_REMOTE_SET_BACK, error))
    return FALSE;
  g_clear_pointer (&local->rev, g_free);
  g_clear_pointer (&local->known, g_free);
  /* the server may have forgotten what the edits start from, which would seem to be taken back then */
  if (!dirty || remote->standing == NARU_REMOTE_SET_BACK)
    g_clear_pointer (&local->base, g_free);
  if (lost)
    naru_local_set_lost (local, self->at);
  g_free (local->place);
  local->place = g_steal_pointer (&to);
  self->taken->unchanged++;
  /* what is not sent meets it when it is, which may take long where it waits */
  return ((local->edits != local->clean && !naru_reason_is_lost (local->reason))
          || naru_take_in_await (self, local->place, local->id, error))
         && naru_take_in_write (self, local, error);
}
