/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which versions the server has: the answers to _bulk_get, {"results":[{"id":…,"docs":[{"ok":…}]}]}, to _revs_diff, and to
 * _all_docs with keys alone. */
#include "naru-wire.h"

#include <string.h>

/**
 * naru_wire_list_versions:
 * @root: answer to _bulk_get
 *
 * Returns: (transfer full) (element-type NaruJsonSpan): the versions in the order of the answer, which is the server's own; a span
 *   of nothing for one that it does not have
 */
GArray *
naru_wire_list_versions (NaruJsonSpan root)
{
  GArray *versions = g_array_new (FALSE, FALSE, sizeof (NaruJsonSpan));
  NaruJsonIter results, docs;
  NaruJsonSpan result, doc;

  naru_json_iter_init (&results, naru_json_span_member (root, "results"));
  while (naru_json_iter_next (&results, NULL, &result))
    {
      naru_json_iter_init (&docs, naru_json_span_member (result, "docs"));
      while (naru_json_iter_next (&docs, NULL, &doc))
        {
          NaruJsonSpan version = naru_json_span_member (doc, "ok");

          g_array_append_val (versions, version);
        }
    }
  return versions;
}

/**
 * naru_wire_comes_from:
 * @version: of an answer to _bulk_get with revs
 * @rev: a revision
 *
 * Returns: whether the version is that revision or was made from it
 */
gboolean
naru_wire_comes_from (NaruJsonSpan version, const char *rev)
{
  NaruJsonSpan history = naru_json_span_member (version, "_revisions");
  gint64 generation = naru_wire_get_integer (history, "start", 0);
  NaruJsonIter iter;
  NaruJsonSpan id;

  naru_json_iter_init (&iter, naru_json_span_member (history, "ids"));
  for (; naru_json_iter_next (&iter, NULL, &id); generation--)
    if (generation == (gint64) naru_wire_get_generation (rev))
      {
        g_autofree char *hash = naru_json_span_dup_string (id);
        const char *wanted = strchr (rev, '-');

        return wanted != NULL && g_strcmp0 (hash, wanted + 1) == 0;
      }
  return FALSE;
}

/**
 * naru_wire_read_missing:
 * @root: answer to _revs_diff
 * @missing: (element-type utf8): where to add the ids of documents whose revision the server does not have
 */
void
naru_wire_read_missing (NaruJsonSpan root, GHashTable *missing)
{
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  if (naru_json_span_kind (root) != NARU_JSON_OBJECT)
    return;
  naru_json_iter_init (&iter, root);
  while (naru_json_iter_next (&iter, &name, &value))
    if (naru_json_span_kind (naru_json_span_member (value, "missing")) == NARU_JSON_ARRAY)
      g_hash_table_add (missing, naru_json_span_dup_string (name));
}

/**
 * naru_wire_read_revisions:
 * @root: answer to _all_docs with keys alone
 *
 * Returns: (transfer full) (element-type utf8 utf8): id and revision of each document that is not deleted
 */
GHashTable *
naru_wire_read_revisions (NaruJsonSpan root)
{
  GHashTable *revs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  NaruJsonIter iter;
  NaruJsonSpan row;

  naru_json_iter_init (&iter, naru_json_span_member (root, "rows"));
  while (naru_json_iter_next (&iter, NULL, &row))
    {
      NaruJsonSpan value = naru_json_span_member (row, "value");
      char *id = naru_json_span_dup_string (naru_json_span_member (row, "id"));
      char *rev = naru_json_span_dup_string (naru_json_span_member (value, "rev"));

      if (id != NULL && rev != NULL
          && !naru_json_span_is_true (naru_json_span_member (value, "deleted")))
        {
          g_hash_table_insert (revs, id, rev);
          continue;
        }
      g_free (id);
      g_free (rev);
    }
  return revs;
}
