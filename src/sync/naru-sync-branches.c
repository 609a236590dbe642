/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of which the server has several versions, since two of its nodes did not see each other for a while. The
 * versions that it does not show are put into ours, and ours is sent like any edit. Only a version that has nothing left
 * that the server's own has not, as a later round finds, is deleted there. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-error.h"

/* The latest revision that two histories share, as "generation-hash"; NULL if they share none. */
static char *
find_ancestor (NaruJsonSpan ours, NaruJsonSpan theirs)
{
  NaruJsonSpan our_ids = naru_json_span_member (ours, "ids");
  gint64 start = naru_wire_get_integer (theirs, "start", 0);
  NaruJsonIter iter, other;
  NaruJsonSpan id, candidate;

  naru_json_iter_init (&iter, naru_json_span_member (theirs, "ids"));
  for (; naru_json_iter_next (&iter, NULL, &id); start--)
    {
      naru_json_iter_init (&other, our_ids);
      while (naru_json_iter_next (&other, NULL, &candidate))
        if (naru_json_span_equal (candidate, id))
          {
            g_autofree char *hash = naru_json_span_dup_string (id);

            return g_strdup_printf ("%" G_GINT64_FORMAT "-%s", start, hash);
          }
    }
  return NULL;
}

/* The version @rev in an answer to _bulk_get; a span of nothing if it is not there. */
static NaruJsonSpan
find_version (const NaruAnswer *answer, const char *rev)
{
  g_autoptr (GArray) versions = naru_wire_list_versions (answer->root);

  for (guint i = 0; i < versions->len; i++)
    {
      NaruJsonSpan found = g_array_index (versions, NaruJsonSpan, i);
      g_autofree char *found_rev
          = naru_json_span_dup_string (naru_json_span_member (found, "_rev"));

      if (g_strcmp0 (found_rev, rev) == 0)
        return found;
    }
  return (NaruJsonSpan){ NULL, 0 };
}

/* The body of the ancestor; NULL where the server has forgotten it, and then nothing counts as unchanged. */
static gboolean
fetch_ancestor (NaruSync *self, NaruSyncPlace *place, const char *id, NaruJsonSpan winner,
                NaruJsonSpan loser, char **body, GError **error)
{
  g_autofree char *rev = find_ancestor (naru_json_span_member (winner, "_revisions"),
                                        naru_json_span_member (loser, "_revisions"));
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_auto (NaruAnswer) answer = { 0 };
  NaruRemoteDocument document = { 0 };
  NaruJsonSpan found;

  *body = NULL;
  if (rev == NULL)
    return TRUE;
  g_ptr_array_add (wanted, naru_revision_new (id, rev));
  if (!naru_sync_ask_versions (self, place, wanted, &answer, error))
    return FALSE;
  found = find_version (&answer, rev);
  if (found.text != NULL && naru_wire_read_document (found, &document))
    *body = g_steal_pointer (&document.body);
  g_free (document.id);
  g_free (document.rev);
  g_free (document.body);
  return TRUE;
}

/**
 * naru_sync_append_tombstone:
 * @out: where to add it to others, with a comma
 * @document: the version to delete
 * @moved_to: (nullable): the place where the record goes on
 *
 * Writes a deletion that still says what was deleted, so that rights can be judged, and how often it had moved.
 */
void
naru_sync_append_tombstone (NaruSync *self, GString *out, const NaruRemoteDocument *document,
                            const char *moved_to)
{
  static const char *const kept[]
      = { "type", "schema", "createdBy", "createdAt", "record", "moves" };
  g_autofree char *at = naru_sync_now (self);
  g_autoptr (GString) body = g_string_new ("{");

  naru_json_append_member (body, "modifiedBy", self->author);
  naru_json_append_member (body, "modifiedAt", at);
  naru_json_append_member (body, "movedTo", moved_to);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *value = naru_json_span_dup (
          naru_json_span_member (naru_json_span (document->body, -1), kept[i]));

      if (value != NULL)
        g_string_append_printf (body, ",\"%s\":%s", kept[i], value);
    }
  g_string_append_c (body, '}');
  if (out->len > 0)
    g_string_append_c (out, ',');
  naru_wire_append_document (out, document->id, document->rev, TRUE, body->str);
}

/* @done: where to add the deletion of a version that is all in the server's own; one of a document, or the server could
 * not tell them apart. */
static gboolean
merge_loser (NaruSync *self, NaruSyncPlace *place, const NaruBranch *branch, NaruJsonSpan winner,
             NaruJsonSpan loser, GString *done, gboolean *deleted, GError **error)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  g_autofree char *at = naru_sync_now (self);
  g_autofree char *base = NULL;
  NaruRemoteDocument document;
  gboolean ready = FALSE;
  gboolean changed = FALSE;

  if (loser.text == NULL || !naru_wire_read_document (loser, &document))
    return TRUE;
  g_array_append_val (page->documents, document); /* which frees it */
  /* a version that no desk could keep stays where it is */
  if (document.deleted || !naru_json_check_object (document.body, -1, NULL))
    return TRUE;
  if (!fetch_ancestor (self, place, branch->id, winner, loser, &base, error)
      || !naru_store_merge_branch (self->store, place->place, branch->id, branch->winner, base,
                                   document.body, self->author, at, &ready, &changed, error))
    return FALSE;
  if (ready && changed)
    self->round->merged++;
  if (ready && !changed && !*deleted)
    {
      naru_sync_append_tombstone (self, done, &document, NULL);
      *deleted = TRUE;
    }
  return TRUE;
}

/* The node that was asked does not have what another one has shown. The feed does not speak of it again before the next change. */
static gboolean
await_branch (NaruSync *self, NaruSyncPlace *place, const NaruBranch *branch, GError **error)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  NaruRemoteDocument document = { .awaited = NARU_AWAITED_ALWAYS };

  document.id = g_strdup (branch->id);
  document.rev = g_strdup (branch->winner);
  g_array_append_val (page->documents, document);
  return naru_sync_take_in (self, place, page->documents, NULL, error);
}

static gboolean
merge_branch (NaruSync *self, NaruSyncPlace *place, const NaruBranch *branch, GString *done,
              GError **error)
{
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_auto (NaruAnswer) answer = { 0 };
  NaruJsonSpan winner;
  gboolean deleted = FALSE;
  gboolean whole;

  g_ptr_array_add (wanted, naru_revision_new (branch->id, branch->winner));
  for (guint i = 0; branch->losers[i] != NULL; i++)
    g_ptr_array_add (wanted, naru_revision_new (branch->id, branch->losers[i]));
  if (!naru_sync_ask_versions (self, place, wanted, &answer, error))
    return FALSE;
  winner = find_version (&answer, branch->winner);
  whole = winner.text != NULL;
  for (guint i = 0; winner.text != NULL && branch->losers[i] != NULL; i++)
    {
      NaruJsonSpan loser = find_version (&answer, branch->losers[i]);

      whole = whole && loser.text != NULL;
      if (!merge_loser (self, place, branch, winner, loser, done, &deleted, error))
        return FALSE;
    }
  return whole || await_branch (self, place, branch, error);
}

/**
 * naru_sync_merge_branches:
 *
 * Puts what the server has of other versions into the documents here, for the next push, and deletes those of which
 * everything has come to the server's own. What it refuses to delete is met again at the next change of the document. If it
 * fails, the place in the feed where the documents were met is not to be passed.
 */
gboolean
naru_sync_merge_branches (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (GString) done = g_string_new (NULL);
  /* rows may come twice, and nothing may be twice in one _bulk_docs */
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *body = NULL;
  g_auto (NaruAnswer) answer = { 0 };

  for (guint i = place->branches->len; i-- > 0;)
    {
      const NaruBranch *branch = g_ptr_array_index (place->branches, i);

      if (g_hash_table_add (seen, branch->id) && !merge_branch (self, place, branch, done, error))
        return FALSE;
    }
  if (done->len > 0)
    {
      g_debug ("deleting merged versions in %s", place->database);
      place->moved = TRUE;
      body = g_strdup_printf ("{\"docs\":[%s]}", done->str);
      if (!naru_sync_post (self, place->database, "_bulk_docs", NULL, body, &answer, error)
          || !naru_sync_expect_success (self, &answer, place->database, error))
        return FALSE;
    }
  g_ptr_array_set_size (place->branches, 0);
  return TRUE;
}
