/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending: what the journal holds, then what is new. Nothing is marked as sent before the server has said so. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-place.h"

/* How often in one round a place is tried again after others were faster. */
#define MAX_PASSES 8
/* pieces of attachments, of 512 KiB before base64 */
#define BLOBS_AT_ONCE 8

static NaruPushOutcome
outcome_for (NaruWireOutcome outcome)
{
  switch (outcome)
    {
    case NARU_WIRE_STORED:
      return NARU_PUSH_STORED;
    case NARU_WIRE_CLASHED:
      return NARU_PUSH_CLASHED;
    case NARU_WIRE_REFUSED:
      return NARU_PUSH_REFUSED;
    case NARU_WIRE_FAILED:
      return NARU_PUSH_UNKNOWN;
    }
  return NARU_PUSH_UNKNOWN;
}

/* What the server said about each of @outgoing; the texts are those of @outgoing and @rows. */
static GArray *
match_rows (GPtrArray *outgoing, GPtrArray *rows)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *matched = g_array_new (FALSE, TRUE, sizeof (NaruPushRow));

  for (guint i = 0; i < rows->len; i++)
    {
      NaruWireRow *row = g_ptr_array_index (rows, i);

      g_hash_table_replace (by_id, row->id, row);
    }
  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *document = g_ptr_array_index (outgoing, i);
      const NaruWireRow *row = g_hash_table_lookup (by_id, document->id);
      NaruPushRow push = { document->id, NARU_PUSH_UNKNOWN };

      if (row != NULL)
        {
          push.outcome = outcome_for (row->outcome);
          push.rev = row->rev;
          push.reason = row->reason;
        }
      g_array_append_val (matched, push);
    }
  return matched;
}

/**
 * Pass: one _bulk_docs
 * @settled: how many documents are done with, one way or the other
 * @clashed: (element-type NaruRevision): what somebody else changed meanwhile, without a revision
 */
typedef struct
{
  guint settled;
  GPtrArray *clashed;
} Pass;

static gboolean
settle (NaruSync *self, NaruSyncPlace *place, GPtrArray *outgoing, GPtrArray *rows, Pass *pass,
        GError **error)
{
  g_autoptr (GArray) matched = match_rows (outgoing, rows);
  g_autofree char *at = naru_sync_now (self);

  for (guint i = 0; i < matched->len; i++)
    {
      const NaruPushRow *push = &g_array_index (matched, NaruPushRow, i);

      if (push->outcome == NARU_PUSH_STORED)
        self->round->pushed++;
      if (push->outcome == NARU_PUSH_REFUSED)
        self->round->refused++;
      if (push->outcome == NARU_PUSH_STORED || push->outcome == NARU_PUSH_REFUSED)
        pass->settled++;
      if (push->outcome == NARU_PUSH_CLASHED)
        g_ptr_array_add (pass->clashed, naru_revision_new (push->id, NULL));
    }
  if (pass->settled > 0)
    place->moved = TRUE;
  return naru_store_settle_push (self->store, place->place, (const NaruPushRow *) matched->data,
                                 matched->len, at, error);
}

/* The server does not take the whole: it may have named the document, otherwise fewer are sent until one stands alone. */
static gboolean
isolate (NaruSync *self, NaruSyncPlace *place, GPtrArray *outgoing, const NaruAnswer *answer,
         Pass *pass, GError **error)
{
  g_autofree char *said
      = naru_json_span_dup_string (naru_json_span_member (answer->root, "reason"));
  const NaruOutgoing *culprit = outgoing->len == 1 ? g_ptr_array_index (outgoing, 0) : NULL;
  g_autofree char *at = naru_sync_now (self);
  NaruPushRow row = { NULL, NARU_PUSH_REFUSED };

  for (guint i = 0; said != NULL && culprit == NULL && i < outgoing->len; i++)
    {
      const NaruOutgoing *document = g_ptr_array_index (outgoing, i);

      if (strstr (said, document->id) != NULL)
        culprit = document;
    }
  if (culprit == NULL)
    {
      self->batch = MAX (1, outgoing->len / 2);
      pass->settled++;
      return TRUE;
    }
  row.id = culprit->id;
  row.reason = answer->response->status == 413 ? _ ("It is larger than the server takes.") : said;
  pass->settled++;
  self->round->refused++;
  return naru_store_settle_push (self->store, place->place, &row, 1, at, error);
}

static gboolean
run_pass (NaruSync *self, NaruSyncPlace *place, GPtrArray *outgoing, Pass *pass, GError **error)
{
  g_autofree char *body = naru_wire_write_bulk (outgoing, self->author);
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (NaruAnswer) answer = { 0 };

  g_debug ("sending %u documents to %s", outgoing->len, place->database);
  if (!naru_sync_post (self, place->database, "_bulk_docs", NULL, body, &answer, error))
    return FALSE;
  if (answer.response->status == 413 || answer.response->status == 400)
    return isolate (self, place, outgoing, &answer, pass, error);
  if (!naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  self->batch = MIN (NARU_SYNC_PAGE, self->batch * 2);
  rows = naru_wire_read_rows (answer.root, error);
  return rows != NULL && settle (self, place, outgoing, rows, pass, error);
}

/**
 * naru_sync_push:
 *
 * Sends what this desk has written in the place. What somebody else changed meanwhile is fetched, put together with what
 * is here, and sent again, a limited number of times; the next round goes on from there.
 */
gboolean
naru_sync_push (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  guint again = 0;
  gint64 done = 0;

  while (again < MAX_PASSES)
    {
      g_autofree char *at = naru_sync_now (self);
      g_autoptr (GPtrArray) clashed
          = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
      g_autoptr (GPtrArray) outgoing = naru_store_prepare_push (
          self->store, place->place, self->batch, NARU_SYNC_BATCH_BYTES, at, error);
      Pass pass = { 0, clashed };

      if (outgoing == NULL)
        return FALSE;
      if (outgoing->len == 0)
        return TRUE;
      if (!naru_sync_note_handshake (self, place, error))
        return FALSE;
      if (!run_pass (self, place, outgoing, &pass, error)
          || (clashed->len > 0 && !naru_sync_fetch (self, place, clashed, error)))
        return FALSE;
      /* the server answered for none of them: the next round will ask again */
      if (pass.settled == 0 && clashed->len == 0)
        return TRUE;
      if (clashed->len > 0 || pass.settled == 0)
        again++;
      done += pass.settled;
      naru_sync_tell (self, place->place, done,
                      done + naru_store_count_unsent (self->store, place->place));
    }
  return TRUE;
}

/* Sends what never changes. Without a row where @batch was too much for the server, and is smaller now. */
static GArray *
send_fixed (NaruSync *self, const char *database, GPtrArray *outgoing, guint *batch,
            GPtrArray **rows, GError **error)
{
  g_autofree char *body = naru_wire_write_bulk (outgoing, self->author);
  g_auto (NaruAnswer) answer = { 0 };

  g_debug ("sending %u documents to %s", outgoing->len, database);
  if (!naru_sync_post (self, database, "_bulk_docs", NULL, body, &answer, error))
    return NULL;
  if (answer.response->status == 413 && outgoing->len > 1)
    {
      *batch = outgoing->len / 2;
      *rows = g_ptr_array_new ();
      return g_array_new (FALSE, TRUE, sizeof (NaruPushRow));
    }
  if (!naru_sync_expect_success (self, &answer, database, error))
    return NULL;
  *rows = naru_wire_read_rows (answer.root, error);
  return *rows != NULL ? match_rows (outgoing, *rows) : NULL;
}

static gboolean
is_any_settled (GArray *matched)
{
  for (guint i = 0; i < matched->len; i++)
    if (g_array_index (matched, NaruPushRow, i).outcome != NARU_PUSH_UNKNOWN)
      return TRUE;
  return FALSE;
}

/**
 * naru_sync_push_log:
 *
 * Sends the history of the place to its companion database. A row of history never changes: one that is there already is
 * one whose answer was lost.
 */
gboolean
naru_sync_push_log (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autofree char *database = naru_place_database (self->account->centre, place->place, TRUE);
  guint batch = NARU_SYNC_PAGE;

  while (TRUE)
    {
      g_autoptr (GPtrArray) outgoing
          = naru_store_prepare_push_log (self->store, place->place, batch, error);
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GArray) matched = NULL;

      if (outgoing == NULL || outgoing->len == 0)
        return outgoing != NULL;
      matched = send_fixed (self, database, outgoing, &batch, &rows, error);
      if (matched == NULL
          || !naru_store_settle_push_log (self->store, (const NaruPushRow *) matched->data,
                                          matched->len, error))
        return FALSE;
      if (matched->len > 0 && !is_any_settled (matched))
        return TRUE;
    }
}

/**
 * naru_sync_push_blobs:
 *
 * Sends the pieces of attachments that records of the place name.
 */
gboolean
naru_sync_push_blobs (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  guint batch = BLOBS_AT_ONCE;

  while (TRUE)
    {
      g_autofree char *at = naru_sync_now (self);
      g_autoptr (GPtrArray) outgoing = naru_store_prepare_push_blobs (
          self->store, place->place, self->author, at, batch, error);
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GArray) matched = NULL;

      if (outgoing == NULL || outgoing->len == 0)
        return outgoing != NULL;
      if (!naru_sync_note_handshake (self, place, error))
        return FALSE;
      matched = send_fixed (self, place->database, outgoing, &batch, &rows, error);
      if (matched == NULL
          || !naru_store_settle_push_blobs (
              self->store, place->place, (const NaruPushRow *) matched->data, matched->len, error))
        return FALSE;
      place->moved = TRUE;
      if (matched->len > 0 && !is_any_settled (matched))
        return TRUE;
    }
}
