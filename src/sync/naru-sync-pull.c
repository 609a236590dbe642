/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receiving: pages of _changes with their documents, each committed together with how far it goes. */
#include "naru-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

#define FETCH_AT_ONCE 500

static GStrv
make_query (guint page, const char *since, gboolean documents)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *limit = g_strdup_printf ("%u", page);
  g_autofree char *from = naru_wire_since_to_query (since);

  if (documents)
    g_strv_builder_add_many (builder, "include_docs", "true", "conflicts", "true", NULL);
  g_strv_builder_add_many (builder, "style", "main_only", "limit", limit, "seq_interval", limit,
                           "since", from, NULL);
  return g_strv_builder_end (builder);
}

/**
 * naru_sync_ask_missing:
 * @revisions: (element-type NaruRevision): what is known here
 *
 * Returns: (transfer full) (nullable): the ids of those whose revision the server does not have
 */
GHashTable *
naru_sync_ask_missing (NaruSync *self, NaruSyncPlace *place, GPtrArray *revisions, GError **error)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *body = naru_wire_write_revisions (revisions);
  g_auto (NaruAnswer) answer = { 0 };

  if (!naru_sync_post (self, place->database, "_revs_diff", NULL, body, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return NULL;
  naru_wire_read_missing (answer.root, missing);
  return g_steal_pointer (&missing);
}

static const NaruRemoteDocument *
find_document (GArray *documents, const char *id)
{
  for (guint i = documents->len; i-- > 0;)
    if (strcmp (g_array_index (documents, NaruRemoteDocument, i).id, id) == 0)
      return &g_array_index (documents, NaruRemoteDocument, i);
  return NULL;
}

static gboolean
take_in_once (NaruSync *self, NaruSyncPlace *place, GArray *documents,
              const NaruCheckpoint *checkpoint, NaruTakenIn *taken, GError **error)
{
  g_autofree char *at = naru_sync_now (self);

  if (!naru_store_take_in (self->store, place->place, (const NaruRemoteDocument *) documents->data,
                           documents->len, checkpoint, self->author, at, taken, error))
    return FALSE;
  self->round->pulled += taken->added + taken->changed + taken->deleted;
  self->round->merged += taken->merged;
  self->round->clashes += taken->clashes;
  if (naru_taken_in_is_news (taken, documents->len))
    place->moved = TRUE;
  return TRUE;
}

/* Whether the server would not show it if it had what is here. */
static gboolean
is_less (const NaruRemoteDocument *document, const NaruRevision *known)
{
  return document->deleted
         || naru_wire_get_generation (document->rev) < naru_wire_get_generation (known->rev);
}

/* The ids of those that are not to be taken in although the server knows what is here: it shows less than that, and has not
 * said that what is here is deleted. */
static GHashTable *
ask_behind (NaruSync *self, NaruSyncPlace *place, GArray *documents, GPtrArray *older,
            GHashTable *missing, GError **error)
{
  g_autoptr (GPtrArray) lower = g_ptr_array_new ();
  g_autoptr (GHashTable) behind = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ended = NULL;

  for (guint i = 0; i < older->len; i++)
    {
      NaruRevision *known = g_ptr_array_index (older, i);
      const NaruRemoteDocument *found = find_document (documents, known->id);

      if (found != NULL && !g_hash_table_contains (missing, known->id) && is_less (found, known))
        {
          g_ptr_array_add (lower, known);
          g_hash_table_insert (shown, known->id, found->rev);
        }
    }
  ended = naru_sync_ask_ended (self, place, lower, shown, error);
  if (ended == NULL)
    return NULL;
  for (guint i = 0; i < lower->len; i++)
    {
      const NaruRevision *known = g_ptr_array_index (lower, i);

      if (!g_hash_table_contains (ended, known->id))
        g_hash_table_add (behind, known->id);
    }
  return g_steal_pointer (&behind);
}

/* The part of the server that was asked may have been the one that has not heard of a deletion: it is asked again, until it shows
 * what is here, or says that this is deleted. */
static void
await (NaruRemoteDocument *deletion)
{
  deletion->rev = NULL;
  deletion->deleted = FALSE;
  deletion->body = NULL;
  deletion->awaited = NARU_AWAITED_ALWAYS;
}

/* What the server shows is not later than what is here by its number. If the server knows what is here, it is later all
 * the same, on a branch; if not, a node answers that has not caught up yet, or the server was set back. */
static gboolean
take_in_older (NaruSync *self, NaruSyncPlace *place, GArray *documents, GPtrArray *older,
               GError **error)
{
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_autoptr (GHashTable) missing = naru_sync_ask_missing (self, place, older, error);
  g_autoptr (GHashTable) behind
      = missing != NULL ? ask_behind (self, place, documents, older, missing, error) : NULL;
  g_auto (NaruTakenIn) taken = { 0 };

  if (behind == NULL)
    return FALSE;
  for (guint i = 0; i < older->len; i++)
    {
      const NaruRevision *known = g_ptr_array_index (older, i);
      const NaruRemoteDocument *found = find_document (documents, known->id);
      NaruRemoteDocument document;

      if (found == NULL)
        continue;
      document = *found;
      document.standing = NARU_REMOTE_FOLLOWS;
      if (g_hash_table_contains (behind, known->id))
        {
          if (!document.deleted)
            continue;
          await (&document);
        }
      else if (g_hash_table_contains (missing, known->id))
        {
          if (!place->comparing)
            continue;
          document.standing = NARU_REMOTE_SET_BACK;
        }
      g_array_append_val (again, document);
    }
  return again->len == 0 || take_in_once (self, place, again, NULL, &taken, error);
}

/* A place in the feed that was not passed while something before it was open. */
static gboolean
pass (NaruSync *self, NaruSyncPlace *place, const NaruCheckpoint *checkpoint, GError **error)
{
  NaruCheckpoint later = *checkpoint;

  if (!place->moved)
    later.noted = place->checkpoint->noted;
  return naru_store_set_checkpoint (self->store, place->place, &later, error);
}

/**
 * naru_sync_take_in:
 * @documents: (element-type NaruRemoteDocument): versions of the server
 * @checkpoint: (nullable): committed with the documents
 *
 * Gives documents of the server to the store, and counts what came of it.
 */
gboolean
naru_sync_take_in (NaruSync *self, NaruSyncPlace *place, GArray *documents,
                   const NaruCheckpoint *checkpoint, GError **error)
{
  g_auto (NaruTakenIn) taken = { 0 };

  for (guint i = 0; place->comparing && i < documents->len; i++)
    g_array_index (documents, NaruRemoteDocument, i).standing = NARU_REMOTE_DOUBTFUL;
  if (!naru_sync_ask_elsewhere (self, place, documents, error)
      || !take_in_once (self, place, documents, checkpoint, &taken, error))
    return FALSE;
  if (taken.older == NULL || taken.older->len == 0)
    return TRUE;
  return take_in_older (self, place, documents, taken.older, error)
         && (checkpoint == NULL || pass (self, place, checkpoint, error));
}

static void
note_branches (NaruSyncPlace *place, NaruWirePage *page)
{
  g_ptr_array_extend_and_steal (place->branches, g_steal_pointer (&page->branches));
  page->branches = g_ptr_array_new ();
}

static gboolean
is_spoiled (const GError *error)
{
  return g_error_matches (error, NARU_ERROR, NARU_ERROR_TOO_LARGE)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_JSON);
}

/**
 * naru_sync_ask_documents:
 * @ids: (element-type utf8): of documents
 * @whole: whether their texts are wanted and which other versions there are, or what they are called alone
 * @page: where to add them
 *
 * Asks for the version that the server shows of each.
 */
gboolean
naru_sync_ask_documents (NaruSync *self, NaruSyncPlace *place, GPtrArray *ids, gboolean whole,
                         NaruWirePage *page, GError **error)
{
  static const char *const query[] = { "include_docs", "true", "conflicts", "true", NULL };
  g_autofree char *keys = naru_wire_write_keys (ids);
  g_auto (NaruAnswer) answer = { 0 };

  return naru_sync_post (self, place->database, "_all_docs", whole ? query : NULL, keys, &answer,
                         error)
         && naru_sync_expect_success (self, &answer, place->database, error)
         && naru_wire_read_all_docs (page, answer.root, error);
}

/* A document that cannot be read is looked for by halves, and taken in without what is in it: it is skipped and told, and asked
 * for again some times, since it may have been spoiled on its way. */
static gboolean
fetch_range (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, guint from, guint n,
             NaruWirePage *page, GError **error)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (GError) reason = NULL;

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (some, ((const NaruRevision *) g_ptr_array_index (wanted, i))->id);
  if (naru_sync_ask_documents (self, place, some, TRUE, page, &reason))
    return TRUE;
  if (!is_spoiled (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (n == 1)
    {
      const NaruRevision *one = g_ptr_array_index (wanted, from);
      NaruRemoteDocument document = { .awaited = NARU_AWAITED_SOMETIMES };

      document.id = g_strdup (one->id);
      document.rev = g_strdup (one->rev);
      g_array_append_val (page->documents, document);
      return TRUE;
    }
  return fetch_range (self, place, wanted, from, n / 2, page, error)
         && fetch_range (self, place, wanted, from + n / 2, n - n / 2, page, error);
}

/* A part of the server that lags behind does not have what another part has announced, or has an earlier version of it. What
 * was announced is awaited then, since the feed of changes does not name it again. */
static void
note_awaited (NaruWirePage *page, const NaruRevision *wanted, NaruRemoteDocument *found)
{
  NaruRemoteDocument document = { .awaited = NARU_AWAITED_ALWAYS };

  if (wanted->rev == NULL
      || (found != NULL
          && (found->rev == NULL
              || naru_wire_get_generation (found->rev) >= naru_wire_get_generation (wanted->rev))))
    return;
  if (found != NULL)
    {
      g_free (found->rev);
      g_clear_pointer (&found->body, g_free);
      found->rev = g_strdup (wanted->rev);
      found->deleted = FALSE;
      found->awaited = NARU_AWAITED_ALWAYS;
      return;
    }
  document.id = g_strdup (wanted->id);
  document.rev = g_strdup (wanted->rev);
  g_array_append_val (page->documents, document);
}

static void
note_all_awaited (NaruWirePage *page, GPtrArray *wanted)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < page->documents->len; i++)
    g_hash_table_insert (places, g_array_index (page->documents, NaruRemoteDocument, i).id,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < wanted->len; i++)
    {
      const NaruRevision *revision = g_ptr_array_index (wanted, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (places, revision->id));

      note_awaited (page, revision,
                    at > 0 ? &g_array_index (page->documents, NaruRemoteDocument, at - 1) : NULL);
    }
}

static gboolean
fetch_into (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, NaruWirePage *page,
            GError **error)
{
  guint before = page->documents->len;

  for (guint from = 0; from < wanted->len; from += FETCH_AT_ONCE)
    if (!fetch_range (self, place, wanted, from, MIN (wanted->len - from, FETCH_AT_ONCE), page,
                      error))
      return FALSE;
  note_all_awaited (page, wanted);
  for (guint i = before; place->comparing && i < page->documents->len; i++)
    if (g_array_index (page->documents, NaruRemoteDocument, i).awaited > 0)
      place->incomplete = TRUE;
  return naru_sync_complete_deletions (self, place, page->documents, before, error);
}

/* @passed: whether the feed has been read on behind the documents: of those with other versions nothing speaks any more if the
 * round ends before these are merged, so that the next one compares everything */
static gboolean
fetch (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, gboolean passed, GError **error)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();

  if (!fetch_into (self, place, wanted, page, error)
      || !naru_sync_note_handshake (self, place, error)
      || (passed && page->branches->len > 0 && !naru_sync_forget_comparison (self, place, error))
      || (page->documents->len > 0
          && !naru_sync_take_in (self, place, page->documents, NULL, error)))
    return FALSE;
  note_branches (place, page);
  return TRUE;
}

/**
 * naru_sync_fetch:
 * @wanted: (element-type NaruRevision): documents, with the revision that the server has announced, or %NULL
 *
 * Fetches the server's present version of documents and takes it in. Branches that the server has of them are noted. Where it
 * does not have what it has announced, that is awaited.
 */
gboolean
naru_sync_fetch (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, GError **error)
{
  return fetch (self, place, wanted, FALSE, error);
}

/**
 * naru_sync_fetch_awaited:
 * @reconcile: (out): whether the server is not what it was; nothing is fetched then
 *
 * Fetches what the server had announced in earlier rounds and did not have where it was asked.
 */
gboolean
naru_sync_fetch_awaited (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  g_autoptr (GPtrArray) awaited = naru_store_list_awaited (self->store, place->place, error);

  *reconcile = FALSE;
  if (awaited == NULL || awaited->len == 0)
    return awaited != NULL;
  return naru_sync_read_unread (self, place, reconcile, error)
         && (*reconcile || fetch (self, place, awaited, TRUE, error));
}

/* What follows a page of so many rows */
static GStrv
guess_next (const NaruHttpResponse *response, guint page)
{
  gsize length;
  const char *text = g_bytes_get_data (response->body, &length);
  g_autofree char *since
      = naru_http_response_is_success (response) ? naru_wire_guess_next (text, length, page) : NULL;

  return since != NULL ? make_query (page, since, TRUE) : NULL;
}

/* While a page is read and goes to the disk, the next ones may travel. */
static void
prepare_next (NaruSync *self, const char *const *path, const NaruAnswer *answer)
{
  g_auto (GStrv) query = guess_next (answer->response, self->page);
  NaruHttpRequest request = { "GET", path, (const char *const *) query };

  if (query != NULL)
    naru_transport_follow (self->transport, &request, guess_next, self->page, self->cancellable);
}

static gboolean
ask_rows (NaruSync *self, NaruSyncPlace *place, gboolean documents, NaruAnswer *answer,
          GError **error)
{
  const char *const path[] = { place->database, "_changes", NULL };
  g_auto (GStrv) query = make_query (self->page, place->checkpoint->since, documents);
  NaruHttpRequest request = { "GET", path, (const char *const *) query };

  if (!naru_sync_receive (self, &request, answer, error))
    return FALSE;
  prepare_next (self, path, answer);
  return naru_sync_check_answer (answer, error);
}

/* A page is asked for again in smaller pieces where it is too large, or where one document spoils it. Of a page of one only
 * the row is asked for: what cannot be read is skipped and told, and holds up nothing. */
static gboolean
ask_page (NaruSync *self, NaruSyncPlace *place, NaruWirePage *page, NaruAnswer *answer,
          GError **error)
{
  while (TRUE)
    {
      g_autoptr (GError) reason = NULL;

      if (ask_rows (self, place, TRUE, answer, &reason))
        return TRUE;
      if (!is_spoiled (reason))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (self->page == 1)
        break;
      self->page = MAX (1, self->page / 8);
    }
  page->unreadable = TRUE;
  return ask_rows (self, place, FALSE, answer, error);
}

/* A document of which there are other versions is passed when they are merged: nothing would speak of them again. */
static gboolean
take_in_page (NaruSync *self, NaruSyncPlace *place, NaruWirePage *page,
              const NaruCheckpoint *checkpoint, GError **error)
{
  if (page->branches->len == 0)
    return naru_sync_take_in (self, place, page->documents, checkpoint, error);
  if (!naru_sync_take_in (self, place, page->documents, NULL, error))
    return FALSE;
  note_branches (place, page);
  return naru_sync_merge_branches (self, place, error) && pass (self, place, checkpoint, error);
}

static gboolean
store_page (NaruSync *self, NaruSyncPlace *place, NaruWirePage *page, GError **error)
{
  NaruCheckpoint next = *place->checkpoint;

  if (page->bare->len > 0 && !fetch_into (self, place, page->bare, page, error))
    return FALSE;
  next.since = page->since;
  next.noted = naru_sync_next_handshake (place);
  next.at = naru_sync_now (self);
  if (!take_in_page (self, place, page, &next, error))
    {
      g_free (next.at);
      return FALSE;
    }
  g_free (place->checkpoint->since);
  g_free (place->checkpoint->at);
  if (place->moved)
    place->checkpoint->noted = next.noted;
  place->checkpoint->since = g_steal_pointer (&page->since);
  place->checkpoint->at = next.at;
  return TRUE;
}

static gboolean
pull (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  gint64 done = 0;
  gboolean more = TRUE;

  *reconcile = FALSE;
  while (more)
    {
      g_autoptr (NaruWirePage) page = naru_wire_page_new ();
      g_auto (NaruAnswer) answer = { 0 };
      guint asked;

      if (!ask_page (self, place, page, &answer, error))
        return FALSE;
      asked = self->page;
      self->page = MIN (NARU_SYNC_PAGE, asked * 2);
      if (answer.response->status == 400 && place->checkpoint->since != NULL)
        {
          *reconcile = TRUE;
          return TRUE;
        }
      if (!naru_sync_expect_success (self, &answer, place->database, error))
        return FALSE;
      if (!naru_wire_read_changes (page, answer.root, error))
        return FALSE;
      more = page->n_rows > 0 && (page->pending > 0 || (page->pending < 0 && page->n_rows >= asked))
             && g_strcmp0 (page->since, place->checkpoint->since) != 0;
      /* nothing new, and nothing to write about it */
      if (page->n_rows == 0 && g_strcmp0 (page->since, place->checkpoint->since) == 0)
        return TRUE;
      if (!naru_sync_read_unread (self, place, reconcile, error))
        return FALSE;
      if (*reconcile)
        return TRUE;
      done += page->n_rows;
      if (!store_page (self, place, page, error))
        return FALSE;
      naru_sync_tell (self, place->place, done, done + MAX (page->pending, 0));
    }
  return TRUE;
}

/**
 * naru_sync_pull:
 * @reconcile: (out): whether the server does not know the place where the latest page ended, or is not what it was
 *
 * Receives all that has changed since the latest page.
 */
gboolean
naru_sync_pull (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error)
{
  gboolean done = pull (self, place, reconcile, error);

  naru_transport_forget (self->transport);
  return done;
}
