/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History that tells of an erased person goes from the companion database, too. Only some roles may delete it: the desk of
 * one of them does it, as soon as it has heard of the erasure. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-access.h"
#include "naru-erasure.h"
#include "naru-place.h"

#define ROWS_AT_ONCE 500

static void
append_copy (GString *out, NaruJsonSpan document, const char *name)
{
  NaruJsonSpan value = naru_json_span_member (document, name);

  if (value.text != NULL)
    g_string_append_printf (out, ",\"%s\":%.*s", name, (int) value.length, value.text);
}

/* Nothing of what the change told is left in the tombstone. */
static void
append_tombstone (GString *out, NaruJsonSpan document, const char *author, const char *at)
{
  static const char *const kept[]
      = { "_id", "_rev", "schema", "createdBy", "createdAt", "record", "author" };

  g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
  g_string_append (out, "\"_deleted\":true,\"type\":\"change\"");
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    append_copy (out, document, kept[i]);
  naru_json_append_member (out, "modifiedBy", author);
  naru_json_append_member (out, "modifiedAt", at);
  g_string_append_c (out, '}');
}

/* A change is in one of these fields, or was in one of them once. */
static gboolean
is_erased (NaruJsonSpan document, char **fields)
{
  g_autofree char *field = naru_json_span_dup_string (naru_json_span_member (document, "field"));

  for (guint i = 0; fields[i] != NULL; i++)
    if (strcmp (fields[i], NARU_ERASED_ALL) == 0
        || (field != NULL && g_str_has_prefix (field, fields[i])
            && strchr ("/", field[strlen (fields[i])]) != NULL))
      return TRUE;
  return FALSE;
}

/* @skip: (inout): rows that stay. @done: (out): whether there are no more */
static gboolean
erase_page (NaruSync *self, const char *database, const char *record, char **fields, guint *skip,
            gboolean *done, GError **error)
{
  g_autoptr (GString) find = g_string_new ("{\"selector\":{\"record\":");
  g_autoptr (GString) out = g_string_new ("{\"docs\":[");
  g_autofree char *at = naru_sync_now (self);
  g_auto (NaruAnswer) answer = { 0 };
  g_auto (NaruAnswer) erased = { 0 };
  NaruJsonIter iter;
  NaruJsonSpan document;
  guint n = 0, n_erased = 0;

  naru_json_append_quoted (find, record);
  g_string_append_printf (find, "},\"limit\":%d,\"skip\":%u}", ROWS_AT_ONCE, *skip);
  if (!naru_sync_post (self, database, "_find", NULL, find->str, &answer, error)
      || !naru_sync_expect_success (self, &answer, database, error))
    return FALSE;
  naru_json_iter_init (&iter, naru_json_span_member (answer.root, "docs"));
  while (naru_json_iter_next (&iter, NULL, &document))
    {
      n++;
      if (!is_erased (document, fields))
        continue;
      append_tombstone (out, document, self->author, at);
      n_erased++;
    }
  *done = n < ROWS_AT_ONCE;
  *skip += n - n_erased;
  g_string_append (out, "]}");
  return n_erased == 0
         || (naru_sync_post (self, database, "_bulk_docs", NULL, out->str, &erased, error)
             && naru_sync_expect_success (self, &erased, database, error));
}

/* Pieces of attachments that told of the person. */
static gboolean
erase_blobs (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_auto (GStrv) ids = naru_store_list_erased_blobs (self->store, place->place, error);
  g_autoptr (GString) keys = g_string_new ("{\"keys\":[");
  g_autoptr (GString) out = g_string_new ("{\"docs\":[");
  g_autofree char *at = naru_sync_now (self);
  g_auto (NaruAnswer) answer = { 0 };
  g_auto (NaruAnswer) erased = { 0 };
  NaruJsonIter iter;
  NaruJsonSpan row;

  if (ids == NULL || ids[0] == NULL)
    return ids != NULL;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (keys, ',');
      naru_json_append_quoted (keys, ids[i]);
    }
  g_string_append (keys, "]}");
  if (!naru_sync_post (self, place->database, "_all_docs", NULL, keys->str, &answer, error)
      || !naru_sync_expect_success (self, &answer, place->database, error))
    return FALSE;
  naru_json_iter_init (&iter, naru_json_span_member (answer.root, "rows"));
  while (naru_json_iter_next (&iter, NULL, &row))
    {
      NaruJsonSpan value = naru_json_span_member (row, "value");
      NaruJsonSpan rev = naru_json_span_member (value, "rev");
      NaruJsonSpan id = naru_json_span_member (row, "id");

      if (rev.text == NULL || id.text == NULL
          || naru_json_span_member (value, "deleted").text != NULL)
        continue;
      g_string_append_printf (out,
                              "%s{\"_id\":%.*s,\"_rev\":%.*s,\"_deleted\":true,\"type\":\"blob\"",
                              out->str[out->len - 1] == '[' ? "" : ",", (int) id.length, id.text,
                              (int) rev.length, rev.text);
      naru_json_append_member (out, "modifiedBy", self->author);
      naru_json_append_member (out, "modifiedAt", at);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  if (!naru_sync_post (self, place->database, "_bulk_docs", NULL, out->str, &erased, error)
      || !naru_sync_expect_success (self, &erased, place->database, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (!naru_store_settle_erased_blob (self->store, ids[i], error))
      return FALSE;
  return TRUE;
}

/**
 * naru_sync_erase_history:
 *
 * Deletes the files that told of an erased person, and if the account may, the history. Costs no request where nothing was
 * erased.
 */
gboolean
naru_sync_erase_history (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_auto (GStrv) erasures = NULL;
  g_autofree char *database = naru_place_database (self->account->centre, place->place, TRUE);

  if (!erase_blobs (self, place, error))
    return FALSE;
  if (!naru_access_erases (naru_place_get_circle (place->place), self->roles))
    return TRUE;
  erasures = naru_store_list_erasures (self->store, place->place, error);
  for (guint i = 0; erasures != NULL && erasures[i] != NULL; i += 2)
    {
      g_auto (GStrv) fields = g_strsplit (erasures[i + 1], ",", -1);
      gboolean done = FALSE;
      guint skip = 0;

      while (!done)
        if (!erase_page (self, database, erasures[i], fields, &skip, &done, error))
          return FALSE;
      if (!naru_store_settle_erasure (self->store, erasures[i], error))
        return FALSE;
    }
  return erasures != NULL;
}
