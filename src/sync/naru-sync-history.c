/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of one record, received when somebody opens it: what others did is in the companion database. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-place.h"

#define ROWS_AT_ONCE 500

static gboolean
read_documents (NaruJsonSpan root, GArray *documents)
{
  NaruJsonSpan docs = naru_json_span_member (root, "docs");
  NaruJsonIter iter;
  NaruJsonSpan span;
  guint before = documents->len;

  naru_json_iter_init (&iter, docs);
  while (naru_json_iter_next (&iter, NULL, &span))
    {
      NaruRemoteDocument document;

      if (naru_wire_read_document (span, &document))
        g_array_append_val (documents, document);
    }
  return documents->len - before == ROWS_AT_ONCE;
}

/**
 * naru_sync_pull_history_from:
 *
 * Receives the history of a record from the companion database of one place.
 */
gboolean
naru_sync_pull_history_from (NaruSync *self, const char *place, const char *record, GError **error)
{
  g_autofree char *database = naru_place_database (self->account->centre, place, TRUE);
  guint skip = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (NaruWirePage) page = naru_wire_page_new ();
      g_autoptr (GString) body = g_string_new ("{\"selector\":{\"record\":");
      g_auto (NaruAnswer) answer = { 0 };

      naru_json_append_quoted (body, record);
      g_string_append_printf (body, "},\"limit\":%d,\"skip\":%u}", ROWS_AT_ONCE, skip);
      if (!naru_sync_post (self, database, "_find", NULL, body->str, &answer, error)
          || !naru_sync_expect_success (self, &answer, database, error))
        return FALSE;
      more = read_documents (answer.root, page->documents);
      skip += page->documents->len;
      if (page->documents->len > 0
          && !naru_store_take_in_log (self->store,
                                      (const NaruRemoteDocument *) page->documents->data,
                                      page->documents->len, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_sync_pull_history:
 * @record: id of a record
 *
 * Receives the history of a record from every place where records of its type live and that the account may see. What is
 * here already stays as it is.
 */
gboolean
naru_sync_pull_history (NaruSync *self, const char *record, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *type_name = naru_id_get_type (record);
  const NaruRecordType *type = type_name != NULL ? naru_record_type_find (type_name) : NULL;
  g_auto (GStrv) places = naru_sync_list_places (self);
  NaruSyncRound round = { 0 };
  gboolean done = TRUE;

  if (type == NULL)
    return TRUE;
  self->round = &round;
  self->cancellable = cancellable;
  for (guint i = 0; done && places[i] != NULL; i++)
    if (naru_place_get_circle (places[i]) == type->circle)
      done = naru_sync_pull_history_from (self, places[i], record, error);
  self->round = NULL;
  self->cancellable = NULL;
  return done;
}
