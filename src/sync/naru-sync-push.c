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

/* Documents that are journalled, their text, and the request when it is on its way */
typedef struct
{
  GPtrArray *outgoing;
  GBytes *body;
  NaruFlight *flight;
} Batch;

static void
batch_free (Batch *batch)
{
  g_clear_pointer (&batch->flight, naru_flight_free);
  g_clear_pointer (&batch->body, g_bytes_unref);
  g_ptr_array_unref (batch->outgoing);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

/* Takes @outgoing, which may be %NULL after an error. */
static Batch *
batch_new (NaruSync *self, GPtrArray *outgoing)
{
  Batch *batch;
  char *body;

  if (outgoing == NULL)
    return NULL;
  batch = g_new0 (Batch, 1);
  batch->outgoing = outgoing;
  if (outgoing->len == 0)
    return batch;
  body = naru_wire_write_bulk (outgoing, self->author);
  batch->body = g_bytes_new_take (body, strlen (body));
  return batch;
}

/* Does nothing where there is nothing to send. */
static gboolean
batch_send (NaruSync *self, const char *database, Batch *batch, GError **error)
{
  if (batch->outgoing->len == 0)
    return TRUE;
  g_debug ("sending %u documents to %s", batch->outgoing->len, database);
  batch->flight = naru_sync_begin_post (self, database, "_bulk_docs", batch->body, error);
  return batch->flight != NULL;
}

/* @flying: (nullable): what is on its way meanwhile */
static Batch *
prepare (NaruSync *self, NaruSyncPlace *place, const Batch *flying, GError **error)
{
  g_autofree char *at = naru_sync_now (self);
  g_autoptr (Batch) batch = batch_new (
      self, naru_store_prepare_push (self->store, place->place, self->batch, NARU_SYNC_BATCH_BYTES,
                                     flying != NULL ? flying->outgoing : NULL, at, error));

  if (batch != NULL && batch->outgoing->len > 0 && !naru_sync_note_handshake (self, place, error))
    return NULL;
  return g_steal_pointer (&batch);
}

/* Whether the server has decided about each, so that there is nothing to ask before more is sent. */
static gboolean
is_smooth (GPtrArray *outgoing, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      NaruWireOutcome outcome = ((const NaruWireRow *) g_ptr_array_index (rows, i))->outcome;

      if (outcome != NARU_WIRE_STORED && outcome != NARU_WIRE_REFUSED)
        return FALSE;
    }
  return rows->len == outgoing->len;
}

/* Waits for the answer. @next goes on its way before this one is written down, if all has gone well. */
static gboolean
finish (NaruSync *self, NaruSyncPlace *place, Batch *batch, Batch *next, Pass *pass, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_end_post (batch->flight, &answer, error))
    return FALSE;
  if (answer.response->status == 413 || answer.response->status == 400)
    return isolate (self, place, batch->outgoing, &answer, pass, error);
  if (!naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  self->batch = MIN (NARU_SYNC_PAGE, self->batch * 2);
  rows = naru_wire_read_rows (answer.root, error);
  return rows != NULL
         && (!is_smooth (batch->outgoing, rows) || batch_send (self, place->database, next, error))
         && settle (self, place, batch->outgoing, rows, pass, error);
}

/**
 * naru_sync_push:
 *
 * Sends what this desk has written in the place. What somebody else changed meanwhile is fetched, put together with what
 * is here, and sent again, a limited number of times; the next round goes on from there. While the server is at some, the next
 * ones are made ready and the last ones are written down.
 */
gboolean
naru_sync_push (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (Batch) batch = prepare (self, place, NULL, error);
  guint again = 0;
  gint64 done = 0;

  while (batch != NULL && batch->outgoing->len > 0 && again < MAX_PASSES)
    {
      g_autoptr (GPtrArray) clashed
          = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
      g_autoptr (Batch) next = NULL;
      Pass pass = { 0, clashed };

      if (batch->flight == NULL && !batch_send (self, place->database, batch, error))
        return FALSE;
      next = prepare (self, place, batch, error);
      if (next == NULL || !finish (self, place, batch, next, &pass, error)
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
      batch_free (batch);
      batch = next->flight != NULL ? g_steal_pointer (&next) : prepare (self, place, NULL, error);
    }
  return batch != NULL;
}

/* What the server said about each of what never changes. Without a row where @limit was too much for it, and is smaller now.
 * @next: (nullable): goes on its way if all has gone well */
static GArray *
finish_fixed (NaruSync *self, const char *database, Batch *batch, Batch *next, guint *limit,
              GPtrArray **rows, GError **error)
{
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_end_post (batch->flight, &answer, error))
    return NULL;
  if (answer.response->status == 413 && batch->outgoing->len > 1)
    {
      *limit = batch->outgoing->len / 2;
      *rows = g_ptr_array_new ();
      return g_array_new (FALSE, TRUE, sizeof (NaruPushRow));
    }
  if (!naru_sync_expect_success (self, &answer, database, error))
    return NULL;
  *rows = naru_wire_read_rows (answer.root, error);
  if (*rows == NULL
      || (next != NULL && is_smooth (batch->outgoing, *rows)
          && !batch_send (self, database, next, error)))
    return NULL;
  return match_rows (batch->outgoing, *rows);
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
  guint limit = NARU_SYNC_PAGE;
  g_autoptr (Batch) batch = batch_new (
      self, naru_store_prepare_push_log (self->store, place->place, limit, NULL, error));

  while (batch != NULL && batch->outgoing->len > 0)
    {
      g_autoptr (Batch) next = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GArray) matched = NULL;

      if (batch->flight == NULL && !batch_send (self, database, batch, error))
        return FALSE;
      next = batch_new (self, naru_store_prepare_push_log (self->store, place->place, limit,
                                                           batch->outgoing, error));
      if (next == NULL)
        return FALSE;
      matched = finish_fixed (self, database, batch, next, &limit, &rows, error);
      if (matched == NULL
          || !naru_store_settle_push_log (self->store, (const NaruPushRow *) matched->data,
                                          matched->len, error))
        return FALSE;
      if (matched->len > 0 && !is_any_settled (matched))
        return TRUE;
      batch_free (batch);
      batch = next->flight != NULL
                  ? g_steal_pointer (&next)
                  : batch_new (self, naru_store_prepare_push_log (self->store, place->place, limit,
                                                                  NULL, error));
    }
  return batch != NULL;
}

/**
 * naru_sync_push_blobs:
 *
 * Sends the pieces of attachments that records of the place name.
 */
gboolean
naru_sync_push_blobs (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  guint limit = BLOBS_AT_ONCE;

  while (TRUE)
    {
      g_autofree char *at = naru_sync_now (self);
      g_autoptr (Batch) batch
          = batch_new (self, naru_store_prepare_push_blobs (self->store, place->place, self->author,
                                                            at, limit, error));
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GArray) matched = NULL;

      if (batch == NULL || batch->outgoing->len == 0)
        return batch != NULL;
      if (!naru_sync_note_handshake (self, place, error)
          || !batch_send (self, place->database, batch, error))
        return FALSE;
      matched = finish_fixed (self, place->database, batch, NULL, &limit, &rows, error);
      if (matched == NULL
          || !naru_store_settle_push_blobs (
              self->store, place->place, (const NaruPushRow *) matched->data, matched->len, error))
        return FALSE;
      place->moved = TRUE;
      if (matched->len > 0 && !is_any_settled (matched))
        return TRUE;
    }
}
