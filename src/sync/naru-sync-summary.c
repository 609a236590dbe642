/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the server has of a place, by ids and revisions alone, to be compared with all that is here.
 *
 * The list of documents gives it in a small part of the time that the feed takes, which reads every document for it (measured with
 * PouchDB: 2 seconds instead of 16 for 100,000). It does not name what is deleted, which is asked for where it is known here; nor
 * documents of which there are several versions. So a server that was set back is compared by its list first, that everybody has
 * what there is as soon as may be, and by its feed in the next whole round, as every week. Where a server has several nodes the
 * feed is read at once: the list may come from one that lags behind the place in the feed that another one has named. */
#include "naru-sync-private.h"

#define ROWS_AT_ONCE "10000" /* without their documents they are short */
#define KEYS_AT_ONCE 1000

static void
clear_document (gpointer data)
{
  NaruRemoteDocument *document = data;

  g_free (document->id);
  g_free (document->rev);
}

static NaruSyncSummary *
summary_new (void)
{
  NaruSyncSummary *self = g_new0 (NaruSyncSummary, 1);

  self->documents = g_array_new (FALSE, TRUE, sizeof (NaruRemoteDocument));
  g_array_set_clear_func (self->documents, clear_document);
  self->branched = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
naru_sync_summary_free (NaruSyncSummary *self)
{
  g_array_unref (self->documents);
  g_ptr_array_unref (self->branched);
  g_free (self->since);
  g_free (self);
}

/* Ids and revisions of a page; the rest of it goes with the page. */
static void
add_page (NaruSyncSummary *self, NaruWirePage *page, guint from)
{
  for (guint i = from; i < page->documents->len; i++)
    {
      NaruRemoteDocument *document = &g_array_index (page->documents, NaruRemoteDocument, i);
      NaruRemoteDocument row = { .deleted = document->deleted };

      row.id = g_steal_pointer (&document->id);
      row.rev = g_steal_pointer (&document->rev);
      g_array_append_val (self->documents, row);
    }
}

/* One page of the feed; FALSE in @more at the end. */
static gboolean
ask_feed (NaruSync *self, NaruSyncPlace *place, NaruSyncSummary *summary, gboolean *more,
          GError **error)
{
  const char *const path[] = { place->database, "_changes", NULL };
  g_autofree char *from = naru_wire_since_to_query (summary->since);
  const char *const query[] = { "style",      "all_docs", "limit", ROWS_AT_ONCE, "seq_interval",
                                ROWS_AT_ONCE, "since",    from,    NULL };
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  g_auto (NaruAnswer) answer = { 0 };

  page->unreadable = TRUE;
  if (!naru_sync_get (self, path, query, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error)
      || !naru_wire_read_changes (page, answer.root, error))
    return FALSE;
  add_page (summary, page, 0);
  g_ptr_array_extend_and_steal (summary->branched, g_steal_pointer (&page->branched));
  page->branched = g_ptr_array_new ();
  *more = page->n_rows > 0 && page->pending != 0 && g_strcmp0 (page->since, summary->since) != 0;
  g_free (summary->since);
  summary->since = g_steal_pointer (&page->since);
  naru_sync_tell (self, place->place, 0, 0);
  return TRUE;
}

/* One page of the list, from the document on that the one before ended with; FALSE in @more at the end. */
static gboolean
ask_list (NaruSync *self, NaruSyncPlace *place, NaruSyncSummary *summary, char **last,
          gboolean *more, GError **error)
{
  const char *const path[] = { place->database, "_all_docs", NULL };
  g_autofree char *key = *last != NULL ? naru_json_quote (*last) : NULL;
  const char *const query[] = { "limit", ROWS_AT_ONCE, key != NULL ? "startkey" : NULL, key, NULL };
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  g_auto (NaruAnswer) answer = { 0 };
  const NaruRemoteDocument *rows;
  guint from = 0;

  *more = FALSE;
  if (!naru_sync_get (self, path, query, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error)
      || !naru_wire_read_all_docs (page, answer.root, error))
    return FALSE;
  naru_sync_tell (self, place->place, 0, 0);
  rows = (const NaruRemoteDocument *) page->documents->data;
  if (page->documents->len == 0)
    return TRUE;
  from = g_strcmp0 (*last, rows[0].id) == 0;
  *more = page->documents->len > from;
  g_free (*last);
  *last = g_strdup (rows[page->documents->len - 1].id);
  add_page (summary, page, from);
  return TRUE;
}

/* What is known here and not in the list: deleted there, or nothing that the server knows of. */
static gboolean
ask_absent (NaruSync *self, NaruSyncPlace *place, NaruSyncSummary *summary, GError **error)
{
  g_autoptr (GPtrArray) absent = naru_store_list_absent (
      self->store, place->place, (const NaruRemoteDocument *) summary->documents->data,
      summary->documents->len, error);

  if (absent == NULL)
    return FALSE;
  for (guint from = 0; from < absent->len; from += KEYS_AT_ONCE)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (NaruWirePage) page = naru_wire_page_new ();

      for (guint i = from; i < MIN (absent->len, from + KEYS_AT_ONCE); i++)
        g_ptr_array_add (some, g_ptr_array_index (absent, i));
      if (!naru_sync_ask_documents (self, place, some, FALSE, page, error))
        return FALSE;
      add_page (summary, page, 0);
    }
  return TRUE;
}

/* The place in the feed comes first: what is written after it is in the feed, whether it is in the list or not. */
static gboolean
list_all (NaruSync *self, NaruSyncPlace *place, NaruSyncSummary *summary, GError **error)
{
  g_autofree char *last = NULL;
  gboolean more = TRUE;

  summary->since = g_strdup (place->sequence);
  while (more)
    if (!ask_list (self, place, summary, &last, &more, error))
      return FALSE;
  return ask_absent (self, place, summary, error);
}

static gboolean
read_feed (NaruSync *self, NaruSyncPlace *place, NaruSyncSummary *summary, GError **error)
{
  gboolean more = TRUE;

  summary->thorough = TRUE;
  while (more)
    if (!ask_feed (self, place, summary, &more, error))
      return FALSE;
  return TRUE;
}

/**
 * naru_sync_summarise:
 *
 * Returns: (transfer full) (nullable): all that the server has in the place
 */
NaruSyncSummary *
naru_sync_summarise (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (NaruSyncSummary) summary = summary_new ();
  gboolean due = naru_sync_is_comparison_due (self, place);

  if (!due && !naru_sync_ask_database (self, place, error))
    return NULL;
  if (due || place->sequence == NULL || place->copies > 1 ? !read_feed (self, place, summary, error)
                                                          : !list_all (self, place, summary, error))
    return NULL;
  return g_steal_pointer (&summary);
}
