/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to _bulk_get: {"results":[{"id":…,"docs":[{"ok":…}]}]}. */
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
