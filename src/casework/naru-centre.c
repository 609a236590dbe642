/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for the whole centre. */
#include "naru-casework-private.h"

/**
 * naru_casework_get_setting:
 *
 * Returns: (transfer full) (nullable): what the centre's setting @key says
 */
char *
naru_casework_get_setting (NaruStore *store, const char *key)
{
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = NULL;

  naru_query_add_filter (query, "key", NARU_FILTER_IS, key);
  settings = naru_store_find (store, query, NULL);
  return settings != NULL && settings->len > 0
             ? g_strdup (naru_record_get (g_ptr_array_index (settings, 0), "value"))
             : NULL;
}

/**
 * naru_centre_get_setting:
 * @desk: a desk
 * @key: name of a setting of the centre: "centre" (its name), "holidays", "intakeRules"…
 *
 * Returns: (transfer full) (nullable): its value; %NULL where the centre has none
 */
char *
naru_centre_get_setting (NaruDesk *desk, const char *key)
{
  return naru_casework_get_setting (naru_desk_get_store (desk), key);
}
