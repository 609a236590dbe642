/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of one document when the server has another version of it. The rules are those of the model that was
 * checked over thousands of histories: nobody's edit is lost, and all desks arrive at the same. */
#include "naru-store-sync-private.h"

#include "naru-erasure.h"
#include "naru-id.h"
#include "naru-merge.h"

static void
set_text (char **text, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*text);
  *text = copy;
}

/* Whether the body in flight is what the server has: the answer to it was lost. Who sent it was added on its way. */
static gboolean
is_own (const NaruJournal *journal, const NaruRemoteDocument *remote)
{
  const NaruJsonEdit edit = { "uploadedBy", NULL };
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (!journal->there || journal->deleted != remote->deleted)
    return FALSE;
  if (remote->deleted || naru_json_equal (journal->body, remote->body))
    return TRUE;
  ours = naru_json_splice (journal->body, &edit, 1);
  theirs = naru_json_splice (remote->body, &edit, 1);
  return naru_json_equal (ours, theirs);
}

/* What the base has and neither of the two has any more was taken away before. */
static char *
remove_gone (const char *base, NaruJsonSpan body, NaruJsonSpan theirs)
{
  char *out = g_strdup (base);
  NaruJsonIter iter;
  NaruJsonSpan name;

  naru_json_iter_init (&iter, naru_json_span (base, -1));
  while (naru_json_iter_next (&iter, &name, NULL))
    {
      g_autofree char *field = naru_json_span_dup_string (name);
      const NaruJsonEdit edit = { field, NULL };

      if (naru_json_span_member (body, field).text == NULL
          && naru_json_span_member (theirs, field).text == NULL)
        {
          g_autofree char *before = out;

          out = naru_json_splice (before, &edit, 1);
        }
    }
  return out;
}

/* What an earlier body of this desk and the server have alike came from here, or somebody else wrote the same: what was written here
 * since knew it. So it counts as what both come from, or a desk would be in conflict with itself. */
static char *
add_shared_to_base (const char *base, const char *body, const NaruRemoteDocument *remote)
{
  NaruJsonSpan theirs = naru_json_span (remote->body, -1);
  char *out = remove_gone (base != NULL ? base : "{}", naru_json_span (body, -1), theirs);
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  naru_json_iter_init (&iter, naru_json_span (body, -1));
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *field = naru_json_span_dup_string (name);
      g_autofree char *text = naru_json_span_dup (value);
      g_autofree char *before = out;
      const NaruJsonEdit edit = { field, text };

      if (!naru_json_span_equal (naru_json_span_member (theirs, field), value))
        {
          g_steal_pointer (&before);
          continue;
        }
      out = naru_json_splice (before, &edit, 1);
    }
  return out;
}

/* The history tells that a deleted record is there again. */
static gboolean
note_kept (NaruTakeIn *self, const NaruLocal *local, GError **error)
{
  g_autofree char *change = naru_id_new ("change", naru_clock_system ());

  g_ptr_array_add (self->taken->kept, g_strdup (local->id));
  return naru_db_run (self->db, error,
                      "INSERT INTO change (id, record, at, author, field, \"from\", \"to\")"
                      " VALUES (?, ?, ?, ?, '', 'false', 'true')",
                      "ssss", change, local->id, self->at, self->author);
}

/* What somebody else has erased is forgotten here, too. */
static gboolean
forget (NaruTakeIn *self, const NaruLocal *local, char **erased, GError **error)
{
  return erased == NULL || erased[0] == NULL
         || naru_erasure_forget (self->db, local->id, (const char *const *) erased, error);
}

/* The document is as the server has it. */
static gboolean
take_theirs (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, GError **error)
{
  gboolean was_deleted = local->deleted;
  g_auto (GStrv) erased = NULL;

  local->deleted = remote->deleted;
  local->clean = local->edits;
  g_clear_pointer (&local->base, g_free);
  g_clear_pointer (&local->reason, g_free);
  if (remote->deleted)
    {
      g_autofree char *tombstone = naru_body_make_tombstone (local->type, remote->body);

      set_text (&local->body, tombstone);
      set_text (&local->rev, NULL);
      if (was_deleted)
        self->taken->unchanged++;
      else
        self->taken->deleted++;
    }
  else
    {
      erased = naru_erasure_list_new (local->body, remote->body);
      set_text (&local->body, remote->body);
      set_text (&local->rev, remote->rev);
      self->taken->changed++;
    }
  return naru_take_in_write (self, local, error) && forget (self, local, erased, error);
}

/* Deleted there, edited here: it is made anew. The server takes it without a revision. @base: what the edits start from */
static gboolean
keep_edit (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, const char *base,
           gboolean own, GError **error)
{
  g_autofree char *moved
      = naru_body_add_moved_base (local->body, self->author, remote, base, local->rev);

  if (moved != NULL)
    set_text (&local->body, moved);
  set_text (&local->rev, NULL);
  set_text (&local->base, moved != NULL ? base : NULL);
  naru_local_try_again (local);
  self->taken->merged++;
  /* who took back a deletion of their own has written that in the history already */
  return (own || note_kept (self, local, error)) && naru_take_in_write (self, local, error);
}

/* Deleted here, changed there: the deletion gives way, unless nothing was changed after all. */
static gboolean
keep_deletion (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
               const char *base, GError **error)
{
  if (base == NULL || !naru_body_same_content (base, remote->body))
    return note_kept (self, local, error) && take_theirs (self, local, remote, error);
  set_text (&local->base, remote->body);
  set_text (&local->rev, remote->rev);
  self->taken->unchanged++;
  return naru_take_in_write (self, local, error);
}

static char *
get_member (const char *text, const char *name)
{
  return naru_json_span_dup (naru_json_span_member (naru_json_span (text, -1), name));
}

/* Who made a document and when is what the server says, which refuses anything else; who merges is who changed it last. */
static char *
stamp (NaruTakeIn *self, const char *merged, const char *mine, const char *theirs)
{
  g_autofree char *made_by = get_member (theirs, "createdBy");
  g_autofree char *made_at = get_member (theirs, "createdAt");
  gboolean kept = naru_body_same_content (merged, mine);
  g_autofree char *by = kept || self->author == NULL ? get_member (mine, "modifiedBy")
                                                     : naru_json_quote (self->author);
  g_autofree char *at = kept ? get_member (mine, "modifiedAt") : naru_json_quote (self->at);
  NaruJsonEdit edits[4];
  gsize n = 0;

  if (made_by != NULL)
    edits[n++] = (NaruJsonEdit){ "createdBy", made_by };
  if (made_at != NULL)
    edits[n++] = (NaruJsonEdit){ "createdAt", made_at };
  if (by != NULL)
    edits[n++] = (NaruJsonEdit){ "modifiedBy", by };
  if (at != NULL)
    edits[n++] = (NaruJsonEdit){ "modifiedAt", at };
  return naru_json_splice (merged, edits, n);
}

static char *
give_way (const NaruRecordType *type, const char *base, const char *erasing, const char *edited)
{
  return type != NULL ? naru_erasure_give_way (type, base, erasing, edited) : g_strdup (edited);
}

/* The record has come back to where somebody went on who had not heard of it, or where it was not deleted yet by whoever moved it
 * away. What has moved less often than the base does not come from that. @base: (inout): what both come from */
static char *
read_left (NaruTakeIn *self, const NaruLocal *local, const NaruRemoteDocument *remote, char **base,
           GError **error)
{
  g_autofree char *sent = naru_body_take_moved_base (remote->body, base);

  if (*base == NULL || naru_body_count_moves (*base) <= naru_body_count_moves (sent))
    return g_steal_pointer (&sent);
  g_free (*base);
  *base = naru_take_in_guess_base (self, local, remote, error);
  return *base != NULL ? g_steal_pointer (&sent) : NULL;
}

/* Somebody else has moved the record here as well, before this desk had sent it, and may have moved an earlier version than this
 * desk did: what is missing there was not taken away. @base: (inout): what both come from */
static gboolean
read_beside (NaruTakeIn *self, const NaruLocal *local, const NaruRemoteDocument *remote,
             char **base, GError **error)
{
  g_autofree char *moved = g_steal_pointer (base);
  g_autofree char *overwritten = naru_take_in_guess_base (self, local, remote, error);

  if (overwritten != NULL)
    *base = add_shared_to_base (overwritten, moved, remote);
  return overwritten != NULL;
}

static gboolean
merge (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, const char *known_base,
       GError **error)
{
  const NaruRecordType *type = naru_record_type_find (local->type);
  gboolean conflict = strcmp (local->type, "conflict") == 0;
  gint64 moves = naru_body_count_moves (local->body);
  gboolean back = moves > naru_body_count_moves (remote->body);
  gboolean beside = !back && moves > 0 && local->rev == NULL && known_base != NULL;
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *base = g_strdup (known_base);
  g_autofree char *sent
      = back ? read_left (self, local, remote, &base, error) : g_strdup (remote->body);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *mine = NULL;
  g_auto (GStrv) erased = naru_erasure_list_new (local->body, remote->body);

  if (sent == NULL || (beside && !read_beside (self, local, remote, &base, error)))
    return FALSE;
  ours = give_way (type, base, sent, local->body);
  theirs = give_way (type, base, local->body, sent);
  merged = naru_merge3 (type, base, ours, theirs, &clashes, error);
  if (merged == NULL)
    return FALSE;
  self->waiting = naru_reason_is_lost (local->reason);
  if (conflict)
    merged = naru_conflicts_reopen (local->body, remote->body, merged);
  else if (clashes->len > 0 && !naru_conflicts_note (self, local->id, clashes, ours, theirs, error))
    return FALSE;
  merged = naru_body_merge_moved_base (local->body, remote->body, g_steal_pointer (&merged));
  if (!back && naru_body_same_content (merged, remote->body))
    return take_theirs (self, local, remote, error);

  mine = g_steal_pointer (&local->body);
  local->body = stamp (self, merged, mine, remote->body);
  set_text (&local->base, remote->body);
  set_text (&local->rev, remote->rev);
  naru_local_try_again (local);
  self->taken->merged++;
  return naru_take_in_write (self, local, error) && forget (self, local, erased, error);
}

/* Deleted where it has moved to, and written where it was before: it is there again. */
static gboolean
revive (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, GError **error)
{
  g_autofree char *moves = get_member (remote->body, "moves");
  g_autofree char *more = g_strdup_printf (
      "%" G_GINT64_FORMAT, moves != NULL ? g_ascii_strtoll (moves, NULL, 10) + 1 : (gint64) 1);
  const NaruJsonEdit edit = { "moves", more };

  g_free (local->body);
  local->body = naru_json_splice (remote->body, &edit, 1);
  /* where the deletion was not sent yet, it has a revision still */
  local->deleted = FALSE;
  local->edits++;
  self->taken->merged++;
  return note_kept (self, local, error) && naru_take_in_write (self, local, error);
}

static gboolean
put_into (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, const char *base,
          GError **error)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *mine = NULL;

  if (local->deleted)
    return revive (self, local, remote, error);
  merged = naru_merge3 (naru_record_type_find (local->type), base, local->body, remote->body,
                        &clashes, error);
  if (merged == NULL)
    return FALSE;
  self->waiting = naru_reason_is_lost (local->reason);
  if (strcmp (local->type, "conflict") == 0)
    merged = naru_conflicts_reopen (local->body, remote->body, merged);
  else if (clashes->len > 0
           && !naru_conflicts_note (self, local->id, clashes, local->body, remote->body, error))
    return FALSE;
  if (naru_body_same_content (merged, local->body))
    return TRUE;
  mine = g_steal_pointer (&local->body);
  local->body = stamp (self, merged, mine, mine);
  if (local->edits == local->clean && local->rev != NULL)
    local->base = g_steal_pointer (&mine);
  local->edits++;
  naru_local_try_again (local);
  self->taken->merged++;
  return naru_take_in_write (self, local, error);
}

/**
 * naru_take_in_absorb:
 * @local: a row that is there
 * @remote: a version of it in another place, which it does not follow
 * @base: (nullable): what both come from
 *
 * Puts what the other version has into the row, as an edit of this desk.
 */
gboolean
naru_take_in_absorb (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                     const char *base, GError **error)
{
  const char *here = self->place;
  gboolean done;

  /* a conflict is where the record is */
  self->place = local->place;
  done = put_into (self, local, remote, base, error);
  self->place = here;
  return done;
}

/**
 * naru_take_in_is_own_work:
 * @rev: (nullable): a revision that the server had
 * @found: (out): whether this desk wrote it lately
 */
gboolean
naru_take_in_is_own_work (NaruTakeIn *self, const char *id, const char *rev, gboolean *found,
                          GError **error)
{
  gint64 there = 0;

  if (!naru_db_get_int (self->db, &there, error,
                        "SELECT EXISTS (SELECT 1 FROM outbox WHERE id = ? AND rev = ?)", "ss", id,
                        rev))
    return FALSE;
  *found = there != 0;
  return TRUE;
}

/**
 * naru_take_in_guess_base:
 *
 * A server that was set back shows @remote, which may be what was here once, or what others have made of that since. What
 * the history tells to have been written over here was seen here: it counts as the base, and the rest as changed by both.
 *
 * Returns: (transfer full) (nullable): the base; %NULL with an error
 */
char *
naru_take_in_guess_base (NaruTakeIn *self, const NaruLocal *local, const NaruRemoteDocument *remote,
                         GError **error)
{
  g_autoptr (GString) base = g_string_new ("{");
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  naru_json_iter_init (&iter, naru_json_span (remote->body, -1));
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *field = naru_json_span_dup_string (name);
      g_autofree char *text = naru_json_span_dup (value);
      gint64 seen = 0;

      if (!naru_db_get_int (self->db, &seen, error,
                            "SELECT EXISTS (SELECT 1 FROM change WHERE record = ? AND field = ?"
                            " AND \"from\" = ?)",
                            "sss", local->id, field, text))
        return NULL;
      if (seen != 0)
        g_string_append_printf (base, "%s%.*s:%s", base->len > 1 ? "," : "", (int) name.length,
                                name.text, text);
    }
  g_string_append_c (base, '}');
  return g_string_free (g_steal_pointer (&base), FALSE);
}

/* The server was set back behind what is here. What this desk wrote counts as not sent, and waits for somebody to say that it
 * is. What its edits start from may be lost there, too, so that what the server shows has taken nothing of it back. @base:
 * (inout): what both come from. @done: (out): whether nothing remains to be put together */
static gboolean
set_back (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, const char *known,
          gboolean dirty, char **base, gboolean *done, GError **error)
{
  gboolean written, here_before;

  if (!naru_take_in_is_own_work (self, local->id, known, &written, error)
      || !naru_take_in_is_own_work (self, local->id, remote->rev, &here_before, error))
    return FALSE;
  *done = !dirty && !written;
  if (*done)
    return take_theirs (self, local, remote, error);
  if (!dirty)
    naru_local_set_lost (local, self->at);
  if (remote->deleted)
    {
      g_clear_pointer (base, g_free);
      return TRUE;
    }
  g_free (*base);
  *base = here_before ? g_strdup (remote->body)
                      : naru_take_in_guess_base (self, local, remote, error);
  return *base != NULL;
}

/**
 * naru_take_in_rebase:
 * @local: a row that is there
 * @remote: another version of it than the one that is known here
 *
 * Brings the row up to the version of the server, and writes it.
 */
gboolean
naru_take_in_rebase (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                     GError **error)
{
  g_auto (NaruJournal) journal = { 0 };
  g_autofree char *base = g_strdup (local->base);
  g_autofree char *known = g_strdup (local->known);
  gboolean dirty = local->edits != local->clean;
  gboolean own;

  if (self->any_journal && !naru_journal_load (self->db, local->id, &journal, error))
    return FALSE;
  own = is_own (&journal, remote);
  if (journal.there
      && !naru_journal_settle (self->db, self->place, local->id, &journal, own ? remote->rev : NULL,
                               self->at, error))
    return FALSE;
  set_text (&local->known, remote->rev);
  if (journal.there && !own && !journal.deleted && !remote->deleted)
    {
      char *known_base = add_shared_to_base (base, journal.body, remote);

      g_free (base);
      base = known_base;
    }
  if (own)
    {
      set_text (&base, remote->deleted ? NULL : remote->body);
      dirty = local->edits != journal.edits;
      if (!naru_db_run (self->db, error, "UPDATE document SET sent_at = ? WHERE number = ?", "si",
                        self->at, local->number))
        return FALSE;
    }
  if (remote->standing == NARU_REMOTE_SET_BACK && !own)
    {
      gboolean done = FALSE;

      if (!set_back (self, local, remote, known, dirty, &base, &done, error) || done)
        return done;
      dirty = TRUE;
    }
  if (!dirty || (remote->deleted && local->deleted))
    return take_theirs (self, local, remote, error);
  if (remote->deleted)
    return keep_edit (self, local, remote, base, own, error);
  if (local->deleted)
    return keep_deletion (self, local, remote, base, error);
  return merge (self, local, remote, base, error);
}
