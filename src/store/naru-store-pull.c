/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what the server has: a page of versions and the place in its feed of changes, in one transaction. */
#include "naru-store-sync-private.h"

#include <glib/gi18n-lib.h>

#include "naru-id.h"
#include "naru-place.h"

#define DEFER_FROM 200 /* versions in a page: derived data is made afterwards for more */

/**
 * naru_taken_in_clear:
 *
 * Frees the lists, not the struct.
 */
void
naru_taken_in_clear (NaruTakenIn *taken)
{
  g_clear_pointer (&taken->older, g_ptr_array_unref);
  g_clear_pointer (&taken->kept, g_ptr_array_unref);
}

/**
 * naru_taken_in_is_news:
 * @n: how many versions were taken in
 *
 * Returns: whether anything of them was not known before, be it that it changed nothing: what is here rests on the server having
 *   it, and would not be asked for again
 */
gboolean
naru_taken_in_is_news (const NaruTakenIn *taken, gsize n)
{
  return n > taken->known;
}

static gboolean
is_conflict (const NaruLocal *local)
{
  return strcmp (local->type, "conflict") == 0;
}

static NaruSyncState
get_sync (NaruTakeIn *self, const NaruLocal *local)
{
  if (!local->deleted && g_hash_table_contains (self->open, local->id))
    return NARU_SYNC_CONFLICT;
  if (local->edits == local->clean)
    return g_strcmp0 (local->place, NARU_PLACE_HERE) == 0 ? NARU_SYNC_ONLY_HERE : NARU_SYNC_SENT;
  if (naru_reason_is_lost (local->reason))
    return NARU_SYNC_LOST;
  return local->reason != NULL ? NARU_SYNC_REFUSED : NARU_SYNC_ONLY_HERE;
}

static gboolean
insert_row (NaruTakeIn *self, NaruLocal *local, const char *circle, const char *title,
            gboolean derived, GError **error)
{
  if (!naru_db_run (
          self->db, error,
          "INSERT INTO document (id, type, circle, place, body, deleted, edits, clean, sequence,"
          " title, derived, base, rev, known, sync, reason)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "sssssiiiisisssis", local->id, local->type, circle, local->place, local->body,
          (gint64) local->deleted, local->edits, local->clean, self->sequence, title,
          (gint64) derived, local->base, local->rev, local->known, (gint64) get_sync (self, local),
          local->reason))
    return FALSE;
  local->number = naru_db_last_number (self->db);
  return TRUE;
}

static gboolean
update_row (NaruTakeIn *self, const NaruLocal *local, const char *title, gboolean derived,
            GError **error)
{
  return naru_db_run (
      self->db, error,
      "UPDATE document SET place = ?, body = ?, deleted = ?, edits = ?, clean = ?, sequence = ?,"
      " title = iif (?7, ?8, title), derived = ?7, base = ?, rev = ?, known = ?, sync = ?,"
      " reason = ? WHERE number = ?",
      "ssiiiiissssisi", local->place, local->body, (gint64) local->deleted, local->edits,
      local->clean, self->sequence, (gint64) derived, title, local->base, local->rev, local->known,
      (gint64) get_sync (self, local), local->reason, local->number);
}

static void
note_touched (NaruTakeIn *self, const NaruLocal *local)
{
  char *record = naru_json_span_dup_string (
      naru_json_span_member (naru_json_span (local->body, -1), "record"));

  if (record != NULL)
    g_hash_table_add (self->touched, record);
}

/**
 * naru_take_in_write:
 * @local: the row as it is to be; a number of 0 makes a new one and is filled in
 *
 * Writes the row and its derived data, or marks these stale in a page of many. What the dictionary does not know is kept as
 * it came, and is in no list. Conflicts are derived at once, since the state that other records show depends on them.
 */
gboolean
naru_take_in_write (NaruTakeIn *self, NaruLocal *local, GError **error)
{
  const NaruRecordType *type = naru_record_type_find (local->type);
  gboolean defer = self->defer && type != NULL && !local->deleted && !is_conflict (local);
  g_autoptr (NaruRecord) record = NULL;
  const char *title = NULL;
  gboolean existing = local->number != 0;

  if (type != NULL && !local->deleted && !defer)
    record = naru_record_new_from_text (local->id, local->body, -1, NULL);
  if (record != NULL)
    title = naru_record_get_title (record);
  if (type != NULL && is_conflict (local) && !local->deleted)
    note_touched (self, local);

  self->sequence++;
  if (existing
          ? !update_row (self, local, title, !defer, error)
          : !insert_row (self, local,
                         naru_circle_get_name (type != NULL ? type->circle
                                                            : naru_place_get_circle (self->place)),
                         title, !defer, error))
    return FALSE;
  if (record != NULL)
    return naru_derive_put (self->db, local->number, record, error);
  return !existing || defer || naru_derive_delete (self->db, local->number, local->type, error);
}

/* A version that cannot be kept does not hold up the others; what it was and why is told by naru_store_list_skipped(). */
static gboolean
skip (NaruTakeIn *self, const NaruRemoteDocument *remote, const char *reason, GError **error)
{
  self->taken->skipped++;
  self->any_skipped = TRUE;
  return naru_db_run (self->db, error,
                      "INSERT INTO skipped (place, id, rev, reason, at, awaited)"
                      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (place, id) DO UPDATE"
                      " SET rev = excluded.rev, reason = excluded.reason, at = excluded.at,"
                      " awaited = iif (rev IS excluded.rev,"
                      " min (excluded.awaited, max (awaited - 1, 0)), excluded.awaited)",
                      "sssssi", self->place, remote->id, remote->rev, reason, self->at,
                      (gint64) remote->awaited);
}

/**
 * naru_take_in_await:
 * @place: where a record goes on that this desk has
 *
 * Has the place asked for what it has of the record: it may have been passed by before the record came there, such as a deletion.
 */
gboolean
naru_take_in_await (NaruTakeIn *self, const char *place, const char *id, GError **error)
{
  self->any_skipped = TRUE;
  return naru_db_run (self->db, error,
                      "INSERT OR IGNORE INTO skipped (place, id, reason, at, awaited)"
                      " VALUES (?, ?, ?, ?, ?)",
                      "ssssi", place, id, _ ("The server did not say what is in it."), self->at,
                      (gint64) NARU_AWAITED_ALWAYS);
}

static gboolean
take_in_new (NaruTakeIn *self, const NaruRemoteDocument *remote, GError **error)
{
  g_auto (NaruLocal) local = { 0 };

  local.id = g_strdup (remote->id);
  local.type = naru_json_span_dup_string (
      naru_json_span_member (naru_json_span (remote->body, -1), "type"));
  if (local.type == NULL)
    local.type = naru_id_get_type (remote->id);
  local.body = g_strdup (remote->body);
  local.rev = g_strdup (remote->rev);
  local.known = g_strdup (remote->rev);
  local.place = g_strdup (self->place);
  self->taken->added++;
  return (!self->any_departures || naru_departure_renew (self->db, remote, self->place, error))
         && naru_take_in_write (self, &local, error);
}

/* Whether it is the deletion of a time when the record left the place, and it has come back since. */
static gboolean
left_before (const NaruLocal *local, const NaruRemoteDocument *remote)
{
  return remote->deleted && remote->body != NULL
         && naru_body_count_moves (local->body) > naru_body_count_moves (remote->body) + 1;
}

/* Whether the record is on its way to the place, and this is what was there before it last left: a part of the server that lags
 * behind shows it, or the server was set back. What it does not have yet was not taken away there. */
static gboolean
was_here_before (const NaruLocal *local, const NaruRemoteDocument *remote)
{
  return local->known == NULL && local->base != NULL && remote->body != NULL && !remote->deleted
         && naru_body_count_moves (remote->body) < naru_body_count_moves (local->body);
}

static gboolean
take_in_known (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote, GError **error)
{
  gboolean done = FALSE;

  if (local->place == NULL)
    local->place = g_strdup (self->place);
  if (strcmp (local->place, self->place) != 0)
    return naru_take_in_elsewhere (self, local, remote, error);
  if (g_strcmp0 (local->known, remote->rev) == 0)
    {
      self->taken->unchanged++;
      self->taken->known++;
      return TRUE;
    }
  if (local->known != NULL
      && (remote->standing == NARU_REMOTE_DOUBTFUL
          || (remote->standing == NARU_REMOTE_UNASKED
              && (naru_rev_get_generation (remote->rev) <= naru_rev_get_generation (local->known)
                  || left_before (local, remote)))))
    {
      g_ptr_array_add (self->taken->older, naru_revision_new (local->id, local->known));
      return TRUE;
    }
  if (was_here_before (local, remote))
    g_clear_pointer (&local->base, g_free);
  if (remote->deleted && !naru_take_in_departed (self, local, remote, &done, error))
    return FALSE;
  return done || naru_take_in_rebase (self, local, remote, error);
}

static gboolean
take_in_blob (NaruTakeIn *self, const NaruRemoteDocument *remote, GError **error)
{
  gboolean fits = TRUE;

  if (remote->deleted)
    {
      self->taken->unchanged++;
      return naru_erasure_take_in_blob (self->db, remote->id, error);
    }
  if (!naru_blob_take_in (self->db, self->place, remote, &fits, error))
    return FALSE;
  if (!fits)
    return skip (self, remote, _ ("It is not a piece of an attachment."), error);
  self->taken->added++;
  return TRUE;
}

/* What is awaited has come, unless this is an earlier version: a part of the server that lags behind shows it. */
static gboolean
end_waiting (NaruTakeIn *self, const NaruRemoteDocument *remote, GError **error)
{
  return naru_db_run (self->db, error,
                      "DELETE FROM skipped WHERE place = ? AND id = ?"
                      " AND (awaited = 0 OR rev IS NULL OR CAST (rev AS INTEGER) <= ?)",
                      "ssi", self->place, remote->id,
                      (gint64) naru_rev_get_generation (remote->rev));
}

static gboolean
take_in_one (NaruTakeIn *self, const NaruRemoteDocument *remote, GError **error)
{
  g_auto (NaruLocal) local = { 0 };
  g_autoptr (GError) reason = NULL;

  if (!naru_id_is_valid (remote->id))
    return skip (self, remote, _ ("Its id is not that of a record."), error);
  if (remote->body == NULL && !remote->deleted)
    return skip (self, remote, _ ("The server did not say what is in it."), error);
  if (remote->body != NULL && !remote->checked
      && !naru_json_check_object (remote->body, -1, &reason))
    return skip (self, remote, reason->message, error);
  if (g_str_has_prefix (remote->id, "blob:"))
    return take_in_blob (self, remote, error);
  if (self->any_skipped && !end_waiting (self, remote, error))
    return FALSE;
  if (!naru_local_load (self->db, remote->id, &local, error))
    return FALSE;
  if (local.number != 0)
    return take_in_known (self, &local, remote, error);
  if (!remote->deleted)
    return take_in_new (self, remote, error);
  self->taken->unchanged++;
  return TRUE;
}

static gboolean
load_open_conflicts (NaruTakeIn *self, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      self->db, error, "SELECT record FROM list_conflict WHERE state = 'open'", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    if (!naru_statement_is_null (row, 0))
      g_hash_table_add (self->open, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE;
}

static gboolean
begin (NaruTakeIn *self, GError **error)
{
  gint64 journal = 0;
  gint64 skipped = 0;
  gint64 departures = 0;

  if (!naru_db_get_int (self->db, &self->sequence, error, "SELECT max (sequence) FROM document", "")
      || !naru_db_get_int (self->db, &journal, error, "SELECT EXISTS (SELECT 1 FROM journal)", "")
      || !naru_db_get_int (self->db, &skipped, error, "SELECT EXISTS (SELECT 1 FROM skipped)", "")
      || !naru_db_get_int (self->db, &departures, error, "SELECT EXISTS (SELECT 1 FROM departure)",
                           ""))
    return FALSE;
  self->any_journal = journal != 0;
  self->any_skipped = skipped != 0;
  self->any_departures = departures != 0;
  return load_open_conflicts (self, error);
}

static gboolean
show_touched (NaruTakeIn *self, GError **error)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (!naru_sync_show (self->db, record, error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  NaruTakeIn run;
  NaruTakeInFunc func;
  gpointer data;
} Job;

static gboolean
run_cb (NaruDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->run.db = db;
  return begin (&job->run, error) && job->func (&job->run, job->data, error)
         && show_touched (&job->run, error);
}

/**
 * naru_take_in_run:
 * @func: takes in what it likes
 * @taken: (out caller-allocates): what became of it
 *
 * Runs @func in one transaction with all that taking in needs.
 */
gboolean
naru_take_in_run (NaruStore *store, const char *place, const char *author, const char *at,
                  NaruTakeInFunc func, gpointer data, NaruTakenIn *taken, GError **error)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Job job = { { .store = store, .place = place, .author = author, .at = at, .taken = taken },
              func,
              data };

  job.run.open = open;
  job.run.touched = touched;
  *taken = (NaruTakenIn){ 0 };
  taken->older = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  taken->kept = g_ptr_array_new_with_free_func (g_free);
  return naru_store_write_db (store, run_cb, &job, error);
}

typedef struct
{
  const NaruRemoteDocument *documents;
  gsize n;
  const NaruCheckpoint *checkpoint;
} Page;

/* A page that brought nothing new needs no mark at the server. */
static gboolean
write_checkpoint (NaruTakeIn *self, const NaruCheckpoint *page, gsize n, GError **error)
{
  NaruCheckpoint checkpoint = *page;

  if (!naru_taken_in_is_news (self->taken, n))
    {
      checkpoint.noted = 0;
      if (!naru_db_get_int (self->db, &checkpoint.noted, error,
                            "SELECT max (noted) FROM checkpoint WHERE place = ?", "s", self->place))
        return FALSE;
    }
  return naru_checkpoint_put (self->db, self->place, &checkpoint, error);
}

static gboolean
take_in_page (NaruTakeIn *self, gpointer data, GError **error)
{
  const Page *page = data;

  self->defer = page->n > DEFER_FROM;
  for (gsize i = 0; i < page->n; i++)
    if (!take_in_one (self, &page->documents[i], error))
      return FALSE;
  return page->checkpoint == NULL || self->taken->older->len > 0
         || write_checkpoint (self, page->checkpoint, page->n, error);
}

/**
 * naru_store_take_in:
 * @place: where they come from
 * @documents: (array length=n): versions on the server, one of a document
 * @checkpoint: (nullable): how far the place is followed with these; written in the same transaction, unless there are
 *   documents in the @older of @taken: ask the server for these, and take them in again with the checkpoint. Its @noted is
 *   written only if something was new
 * @author: (nullable): id of the staff record of the account: who merges
 * @at: now, as on the wire
 * @taken: (out caller-allocates): what became of them
 *
 * A document that was not edited here becomes what the server has, byte by byte. One that was edited is merged with it field
 * by field, and stays to be sent unless nothing of this desk is left in it; fields that both changed differently become
 * conflicts. An edit beats a deletion, on either side. A body in flight that the server turns out to have is settled. When
 * there are many, lists and search are completed by naru_store_derive_stale() afterwards.
 */
gboolean
naru_store_take_in (NaruStore *self, const char *place, const NaruRemoteDocument *documents,
                    gsize n, const NaruCheckpoint *checkpoint, const char *author, const char *at,
                    NaruTakenIn *taken, GError **error)
{
  Page page = { documents, n, checkpoint };

  if (!naru_take_in_run (self, place, author, at, take_in_page, &page, taken, error))
    return FALSE;
  if (taken->added + taken->changed + taken->deleted + taken->merged > 0)
    naru_store_notice_later (self, FALSE);
  return TRUE;
}
