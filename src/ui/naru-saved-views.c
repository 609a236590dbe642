/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that cannot be read any more is passed over. */

#include "naru-saved-views.h"

static void
saved_view_free (gpointer data)
{
  NaruSavedView *view = data;

  g_object_unref (view->record);
  naru_query_free (view->query);
  g_free (view);
}

/**
 * naru_saved_views_list:
 * @type: (nullable): name of the record type that they list; %NULL for all
 *
 * Returns: (transfer full) (element-type NaruSavedView): by name
 */
GPtrArray *
naru_saved_views_list (NaruDesk *desk, const char *type)
{
  g_autoptr (NaruQuery) query = naru_query_new ("savedView");
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *views = g_ptr_array_new_with_free_func (saved_view_free);

  if (type != NULL)
    naru_query_add_filter (query, "of", NARU_FILTER_IS, type);
  naru_query_set_order (query, "name", FALSE);
  records = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      NaruRecord *record = records->pdata[i];
      const char *owner = naru_record_get (record, "owner");
      NaruQuery *saved;
      NaruSavedView *view;

      if (owner != NULL && g_strcmp0 (owner, naru_desk_get_staff (desk)) != 0
          && !naru_record_get_boolean (record, "shared"))
        continue;
      saved = naru_query_new_from_json (naru_record_get (record, "query"), NULL);
      if (saved == NULL)
        continue;
      view = g_new0 (NaruSavedView, 1);
      view->record = g_object_ref (record);
      view->query = saved;
      g_ptr_array_add (views, view);
    }
  return views;
}
