/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of documents that are asked for by their revision: those that the server does not show, and what it still says of
 * documents that are deleted. */
#include "naru-sync-private.h"

#include <string.h>

#define DELETED_AT_ONCE 500

/**
 * naru_sync_ask_versions:
 * @wanted: (element-type NaruRevision): documents, each with a revision; without one: all versions from which none was made
 *
 * Asks for the versions, and where each comes from. The answer to _bulk_get has them in its own order.
 */
gboolean
naru_sync_ask_versions (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, NaruAnswer *answer,
                        GError **error)
{
  static const char *const query[] = { "revs", "true", NULL };
  g_autoptr (GString) body = g_string_new ("{\"docs\":[");

  for (guint i = 0; i < wanted->len; i++)
    {
      const NaruRevision *revision = g_ptr_array_index (wanted, i);

      g_string_append (body, i == 0 ? "{\"id\":" : ",{\"id\":");
      naru_json_append_quoted (body, revision->id);
      if (revision->rev != NULL)
        {
          g_string_append (body, ",\"rev\":");
          naru_json_append_quoted (body, revision->rev);
        }
      g_string_append_c (body, '}');
    }
  g_string_append (body, "]}");
  return naru_sync_post (self, place->database, "_bulk_get", query, body->str, answer, error)
         && naru_sync_expect_success (self, answer, place->database, error);
}

static gboolean
is_not_in (gpointer id, gpointer value, gpointer ids)
{
  return !g_hash_table_contains (ids, id);
}

/* Whether what is shown is no branch of its own, but an earlier version of the one that is deleted. */
static gboolean
was_deleted (NaruJsonSpan version, const char *shown)
{
  g_autofree char *rev = naru_json_span_dup_string (naru_json_span_member (version, "_rev"));

  return g_strcmp0 (rev, shown) != 0 && naru_wire_comes_from (version, shown);
}

/* @known: id -> a revision; goes where the document lives on a branch that comes from it. @ended: where to add those that are
 * deleted on one. */
static void
note_ended (GHashTable *known, GHashTable *shown, GArray *versions, GHashTable *ended)
{
  for (guint i = 0; i < versions->len; i++)
    {
      NaruJsonSpan version = g_array_index (versions, NaruJsonSpan, i);
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (version, "_id"));
      const char *rev = id != NULL ? g_hash_table_lookup (known, id) : NULL;

      if (rev == NULL || !naru_wire_comes_from (version, rev))
        continue;
      if (naru_json_span_is_true (naru_json_span_member (version, "_deleted"))
          && !was_deleted (version, g_hash_table_lookup (shown, id)))
        g_hash_table_add (ended, g_steal_pointer (&id));
      else
        g_hash_table_remove (known, id);
    }
}

/**
 * naru_sync_ask_ended:
 * @revisions: (element-type NaruRevision): what is known here
 * @shown: (element-type utf8 utf8): id and revision of what the server shows of each
 *
 * A server shows a version with a lower number than another that it has, or a deletion, only where that one was deleted on a
 * branch of its own; otherwise it has answered from a part that has not caught up. Of several requests each may be answered by
 * another part, of one it is the same.
 *
 * Returns: (transfer full) (nullable): the ids of those whose revision is deleted on its branch
 */
GHashTable *
naru_sync_ask_ended (NaruSync *self, NaruSyncPlace *place, GPtrArray *revisions, GHashTable *shown,
                     GError **error)
{
  g_autoptr (GHashTable) ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_autoptr (GArray) versions = NULL;
  g_auto (NaruAnswer) answer = { 0 };

  for (guint i = 0; i < revisions->len; i++)
    {
      const NaruRevision *revision = g_ptr_array_index (revisions, i);

      if (g_hash_table_insert (known, revision->id, revision->rev))
        g_ptr_array_add (wanted, naru_revision_new (revision->id, NULL));
    }
  if (wanted->len == 0)
    return g_steal_pointer (&ended);
  if (!naru_sync_ask_versions (self, place, wanted, &answer, error))
    return NULL;
  versions = naru_wire_list_versions (answer.root);
  note_ended (known, shown, versions, ended);
  g_hash_table_foreach_remove (ended, is_not_in, known);
  return g_steal_pointer (&ended);
}

/* @deleted: id -> NaruRemoteDocument */
static void
complete (GHashTable *deleted, NaruJsonSpan version)
{
  NaruRemoteDocument document = { 0 };
  NaruRemoteDocument *known;

  if (version.text == NULL || !naru_wire_read_document (version, &document))
    return;
  known = g_hash_table_lookup (deleted, document.id);
  if (known != NULL && strcmp (known->rev, document.rev) == 0)
    {
      known->body = g_steal_pointer (&document.body);
      known->checked = document.checked;
      known->awaited = 0;
      known->deleted = TRUE;
    }
  g_free (document.id);
  g_free (document.rev);
  g_free (document.body);
}

static void
complete_all (GHashTable *deleted, NaruJsonSpan root)
{
  g_autoptr (GArray) versions = naru_wire_list_versions (root);

  for (guint i = 0; i < versions->len; i++)
    complete (deleted, g_array_index (versions, NaruJsonSpan, i));
}

static gboolean
complete_some (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, GHashTable *deleted,
               GError **error)
{
  g_auto (NaruAnswer) answer = { 0 };

  if (wanted->len == 0)
    return TRUE;
  if (!naru_sync_ask_versions (self, place, wanted, &answer, error))
    return FALSE;
  complete_all (deleted, answer.root);
  g_ptr_array_set_size (wanted, 0);
  g_hash_table_remove_all (deleted);
  return TRUE;
}

/**
 * naru_sync_complete_deletions:
 * @documents: (element-type NaruRemoteDocument): versions of the server
 * @from: number of the first one to look at
 *
 * Of a document that is deleted _all_docs names the revision alone, and not that it has moved to another place, or where to.
 * Whoever did not know that would go on with an edit as if it came from nothing, and write over what others have written there.
 * A deletion that cannot be read where the server is asked is awaited.
 */
gboolean
naru_sync_complete_deletions (NaruSync *self, NaruSyncPlace *place, GArray *documents, guint from,
                              GError **error)
{
  g_autoptr (GHashTable) deleted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);

  for (guint i = from; naru_sync_may_move (place->place) && i < documents->len; i++)
    {
      NaruRemoteDocument *document = &g_array_index (documents, NaruRemoteDocument, i);

      if (!document->deleted || document->body != NULL)
        continue;
      g_hash_table_insert (deleted, document->id, document);
      g_ptr_array_add (wanted, naru_revision_new (document->id, document->rev));
      document->deleted = FALSE;
      document->awaited = NARU_AWAITED_ALWAYS;
      if (wanted->len == DELETED_AT_ONCE && !complete_some (self, place, wanted, deleted, error))
        return FALSE;
    }
  return complete_some (self, place, wanted, deleted, error);
}
