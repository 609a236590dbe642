/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server answers may be anything: pages of _changes, _all_docs, rows of _bulk_docs, _bulk_get, _revs_diff, sessions.
 * Reading it comes to an end, and what is read has an id, a revision and a text, which can be kept and sent as it is, unless it
 * has a member twice: those the store skips. */
#include "fuzz.h"

#include <string.h>

#include "naru-wire.h"

static void
check_document (const NaruRemoteDocument *document)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (document->id);
  g_assert_nonnull (document->rev);
  if (document->body == NULL)
    return;
  if (!naru_json_check_many (document->body, strlen (document->body), &error))
    {
      g_assert_nonnull (strstr (error->message, "twice"));
      return;
    }
  naru_wire_append_document (out, document->id, document->rev, document->deleted, document->body);
  g_assert_true (naru_json_check_many (out->str, out->len, NULL));
}

static void
check_page (const NaruWirePage *page)
{
  for (guint i = 0; i < page->documents->len; i++)
    check_document (&g_array_index (page->documents, NaruRemoteDocument, i));
  for (guint i = 0; i < page->branches->len; i++)
    {
      const NaruBranch *branch = g_ptr_array_index (page->branches, i);

      g_assert_nonnull (branch->id);
      g_assert_nonnull (branch->winner);
      g_assert_nonnull (branch->losers[0]);
    }
}

static void
read_changes (NaruJsonSpan root)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();
  g_autofree char *query = NULL;

  if (naru_wire_read_changes (page, root, NULL))
    {
      g_assert_nonnull (page->since);
      query = naru_wire_since_to_query (page->since);
      g_assert_nonnull (query);
    }
  check_page (page);
}

static void
read_all_docs (NaruJsonSpan root)
{
  g_autoptr (NaruWirePage) page = naru_wire_page_new ();

  naru_wire_read_all_docs (page, root, NULL);
  check_page (page);
}

static void
read_rows (NaruJsonSpan root)
{
  g_autoptr (GPtrArray) rows = naru_wire_read_rows (root, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const NaruWireRow *row = g_ptr_array_index (rows, i);

      g_assert_nonnull (row->id);
      g_assert_true (row->outcome != NARU_WIRE_STORED || row->rev != NULL);
    }
}

static void
read_rest (NaruJsonSpan root)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = NULL;
  g_auto (GStrv) roles = naru_wire_read_roles (root, &name);
  NaruRemoteDocument document = { 0 };

  g_assert_nonnull (roles);
  naru_wire_read_missing (root, missing);
  if (naru_wire_read_document (root, &document))
    check_document (&document);
  g_free (document.id);
  g_free (document.rev);
  g_free (document.body);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  /* no zero behind the end: reading too far is seen */
  g_autofree char *exact = g_memdup2 (data, size);
  g_autofree char *next = size > 0 ? naru_wire_guess_next (exact, size, 2) : NULL;
  NaruJsonSpan root;

  g_assert_true (next == NULL || naru_json_check (next, -1, NULL));
  if (size == 0 || !naru_json_check_many (exact, size, NULL))
    return 0;
  root = naru_json_span (exact, (gssize) size);
  read_changes (root);
  read_all_docs (root);
  read_rows (root);
  read_rest (root);
  return 0;
}
