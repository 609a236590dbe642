/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People at an employer. */
#include "naru-employer-work.h"

#include "naru-query.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (naru_record_get_title (*(NaruRecord *const *) a),
                         naru_record_get_title (*(NaruRecord *const *) b));
}

static gboolean
add_contacts (NaruStore *store, const char *field, NaruFilterOp op, const char *employer,
              gboolean with_left, GPtrArray *into, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("contact");
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, field, op, employer);
  if (!with_left)
    naru_query_add_filter (query, "leftOn", NARU_FILTER_EMPTY, NULL);
  found = naru_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (into, g_object_ref (found->pdata[i]));
  return found != NULL;
}

/**
 * naru_employer_find_contacts:
 * @store: the store
 * @employer: id of an employer
 * @with_left: whether those who left are wanted, too
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): the people at an employer, by name
 */
GPtrArray *
naru_employer_find_contacts (NaruStore *store, const char *employer, gboolean with_left,
                             GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_contacts (store, "employer", NARU_FILTER_IS, employer, with_left, found, error)
      || !add_contacts (store, "alsoAt", NARU_FILTER_HAS, employer, with_left, found, error))
    return NULL;
  g_ptr_array_sort (found, compare_names);
  return g_steal_pointer (&found);
}
